"""What a disk does to the outbox and to pictures is noticed: never stored as whole, never shown, never lost silently."""

import contextlib
import logging
import os
import shutil
import struct
import subprocess
import sys
from hashlib import sha256

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from errors import NotFound, Unavailable
from storage import Options, Store
from storage.__main__ import main
from storage.operations import Operations
from storage.outbox import recovery
from storage.outbox.entries import checksum, entry
from storage.outbox.outbox import Outbox
from storage.outbox.recovery import recovered
from tests.stores import ROOT, drained, interaction, name_of, picture, recorded, script
from tests.waiting import wait_until

AWAY = "mongodb://127.0.0.1:1"


def away(folder):
    return contextlib.closing(Store.open(AWAY, folder, Options(timeout=0.2)))


def flipped(content, place=-1):
    changed = bytearray(content)
    changed[place] ^= 1
    return bytes(changed)


PICTURES = {
    "truncated": lambda content: content[:500],
    "empty": lambda _: b"",
    "zeroed": lambda content: bytes(len(content)),
    "longer": lambda content: content + b"\0",
    "flipped": flipped,
}


@pytest.fixture(params=PICTURES)
def damage(request):
    return PICTURES[request.param]


def damage_waiting(store, line, damage):
    path = store.outbox.images.folder / store.outbox.find(line.id).file
    path.write_bytes(damage(path.read_bytes()))


def test_damaged_picture_in_the_outbox_is_neither_shown_nor_stored(uri, tmp_path, damage, caplog, database):
    with away(tmp_path) as store:
        whole, line = recorded(store), recorded(store)
        damage_waiting(store, line, damage)
        with pytest.raises((NotFound, Unavailable)):
            store.image(name_of(line))
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        [dead] = store.outbox.dead()
        assert (dead.key, dead.body["metadata"]["prompt"]) == (line.id, "a car")
        assert "damaged" in dead.reason
        assert f"{line.id} is a dead letter: its picture in the spool is damaged" in caplog.text
        assert store.outbox_dead() == 1
        assert {found.id for found in store.history("123")} == {whole.id, line.id}
        with pytest.raises(NotFound, match="damaged"):
            store.image(name_of(line))
        assert store.image(name_of(whole))[0] == picture(whole)
    assert [found["_id"] for found in database.images.find()] == [sha256(picture(whole)).hexdigest()]


def test_damaged_picture_is_taken_once_it_is_whole_again(uri, tmp_path):
    with away(tmp_path) as store:
        line = recorded(store)
        damage_waiting(store, line, PICTURES["truncated"])
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        (store.outbox.images.folder / store.outbox.find(line.id).file).write_bytes(picture(line))
        assert store.outbox.replay() == 1
        drained(store)
        assert store.image(name_of(line))[0] == picture(line)


def test_damaged_picture_whose_content_is_kept_elsewhere_is_no_loss(uri, tmp_path):
    with contextlib.closing(Store.open(uri, tmp_path / "one")) as store:
        first = recorded(store)
        drained(store)
    with away(tmp_path / "two") as store:
        line = interaction()
        store.record(line, picture(first), "image/png")
        damage_waiting(store, line, flipped)
    with contextlib.closing(Store.open(uri, tmp_path / "two")) as store:
        drained(store)
        assert (store.outbox_dead(), store.image(name_of(line))[0]) == (0, picture(first))


@pytest.fixture
def database(uri):
    import pymongo

    with pymongo.MongoClient(uri, tz_aware=True) as client:
        yield client.get_default_database()


@pytest.fixture(params=["mongo", "folder"])
def kept(request, uri, tmp_path, database):
    """A store, and how a picture that it keeps is damaged."""
    folder = tmp_path / "pictures"

    def damage(name, content):
        if request.param == "mongo":
            database.images.update_one({"_id": name}, {"$set": {"content": content}})
        else:
            (folder / name[:2] / name).write_bytes(content)

    options = Options(blobs=None if request.param == "mongo" else str(folder))
    with contextlib.closing(Store.open(uri, tmp_path / "data", options)) as store:
        yield store, damage


def test_damaged_picture_that_is_kept_is_found_and_healed(kept, damage):
    store, spoil = kept
    line, other = recorded(store), recorded(store)
    drained(store)
    assert Operations(store).check(deep=True).faults == []
    spoil(sha256(picture(line)).hexdigest(), damage(picture(line)))
    with pytest.raises(NotFound, match="damaged"):
        store.image(name_of(line))
    assert Operations(store).check().faults == []
    assert Operations(store).check(deep=True).faults == [f"the picture of interaction {line.id} is damaged"]
    again = interaction("somebody else")
    store.record(again, picture(line), "image/png")
    drained(store)
    assert [store.image(name_of(one))[0] for one in (line, again, other)] == [
        picture(line),
        picture(line),
        picture(other),
    ]
    assert Operations(store).check(deep=True).faults == []


def test_deep_check_looks_at_what_waits(tmp_path, uri, monkeypatch, capsys):
    with away(tmp_path) as store:
        line = recorded(store)
        damage_waiting(store, line, flipped)
    Store.open(uri, tmp_path / "other").close()
    monkeypatch.setenv("MONGODB_URI", uri)
    assert main(["--data-dir", str(tmp_path), "check"]) == 0
    assert main(["--data-dir", str(tmp_path), "check", "--deep"]) == 1
    assert f"the picture of interaction {line.id} is damaged" in capsys.readouterr().out


def overwrite(path, place, content):
    with path.open("r+b") as file:
        file.seek(place)
        file.write(content)


def of_page(number, content=b"\xa5" * 4096):
    return lambda path: overwrite(path, 4096 * (number - 1), content)


FILES = {
    "random": lambda path: path.write_bytes(os.urandom(path.stat().st_size)),
    "truncated": lambda path: os.truncate(path, path.stat().st_size // 2 + 100),
    "no pages": lambda path: os.truncate(path, 4096),
    "empty": lambda path: path.write_bytes(b""),
    "head": lambda path: overwrite(path, 0, os.urandom(100)),
    "schema": of_page(1),
    "rows": of_page(2),
    "zeroed": of_page(2, bytes(4096)),
    "text": lambda path: path.write_text("not a database at all\n" * 1000),
}


def marks(folder, count=60):
    with contextlib.closing(Outbox(folder, 10**8)) as outbox:
        for number in range(count):
            outbox.put("mark", str(number), "123", {"n": number, "reason": "because" * 30})


@pytest.mark.parametrize("kind", FILES)
def test_damaged_outbox_is_set_aside_and_a_new_one_takes_its_place(tmp_path, kind, caplog):
    marks(tmp_path)
    FILES[kind](tmp_path / "spool.db")
    before = (tmp_path / "spool.db").read_bytes()
    with pytest.raises(Unavailable, match="damaged"):
        Outbox(tmp_path, 10**8, mend=False)
    with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
        [aside] = outbox.set_aside()
        assert aside.name.startswith("spool.db.damaged-")
        assert aside.read_bytes() == before
        assert outbox.put("mark", "new", "123", {}) > 0
        [said] = [record.getMessage() for record in caplog.records if record.levelno == logging.ERROR]
        assert str(tmp_path / "spool.db") in said
        assert aside.name in said
    marks(tmp_path, 1)
    assert len(list(tmp_path.glob("spool.db.damaged-*"))) == 1


def test_outbox_that_somebody_has_open_is_never_set_aside(tmp_path):
    marks(tmp_path, 3)
    with contextlib.closing(Outbox(tmp_path, 10**8)) as first:
        FILES["random"](tmp_path / "spool.db")
        with pytest.raises(Unavailable):
            Outbox(tmp_path, 10**8).put("mark", "x", "123", {})
        assert first.set_aside() == []
    with contextlib.closing(Outbox(tmp_path, 10**8)) as alone:
        assert len(alone.set_aside()) == 1


def test_each_damaged_outbox_has_a_name_of_its_own(tmp_path):
    for number in range(3):
        with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
            assert len(outbox.set_aside()) == number
            outbox.put("mark", str(number), "123", {})
        FILES["head"](tmp_path / "spool.db")
    with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
        assert [{one.key for one in recovered(path)} for path in outbox.set_aside()] == [{"0"}, {"1"}, {"2"}]


def test_check_tells_of_a_damaged_outbox_and_leaves_it(tmp_path, uri, monkeypatch, capsys):
    with away(tmp_path) as store:
        recorded(store)
    FILES["head"](tmp_path / "spool/spool.db")
    before = (tmp_path / "spool/spool.db").read_bytes()
    monkeypatch.setenv("MONGODB_URI", uri)
    assert main(["--data-dir", str(tmp_path), "check"]) == 1
    assert "the next start of the service sets it aside" in " ".join(capsys.readouterr().err.split())
    assert (tmp_path / "spool/spool.db").read_bytes() == before


def killed(folder, text):
    """A process of its own that fills an outbox and dies with its log unwritten into the database."""
    process = script(text, folder)
    process.stdout.readline()
    process.kill()
    process.communicate()


LOGGED = """
import sys, time
from pathlib import Path
from storage.outbox.outbox import Outbox
outbox = Outbox(Path(sys.argv[1]), 10**8)
for number in range(20):
    outbox.put("mark", str(number), "123", {"n": number})
print("done", flush=True)
time.sleep(600)
"""


LOGS = {
    "a frame": lambda path: overwrite(path, path.stat().st_size // 2, b"\xff" * 64),
    "a bit": lambda path: overwrite(
        path, path.stat().st_size // 2, flipped(path.read_bytes()[path.stat().st_size // 2 :][:1])
    ),
    "its head": lambda path: overwrite(path, 0, os.urandom(32)),
    "zeroes": lambda path: path.write_bytes(bytes(path.stat().st_size)),
}


@pytest.mark.parametrize("kind", LOGS)
def test_damaged_log_of_the_outbox_is_not_silently_left_out(tmp_path, kind):
    killed(tmp_path, LOGGED)
    shutil.copytree(tmp_path, tmp_path / "copy")
    with contextlib.closing(Outbox(tmp_path / "copy", 10**8)) as whole:
        assert (whole.depth(), whole.set_aside()) == (20, [])
    LOGS[kind](tmp_path / "spool.db-wal")
    with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
        [aside] = outbox.set_aside()
        found = {one.key for one in recovered(aside)}
        assert len(found) >= (0 if kind == "zeroes" else 15)
        assert outbox.depth() == 0


def test_log_without_its_database_is_set_aside(tmp_path):
    killed(tmp_path, LOGGED)
    (tmp_path / "spool.db").unlink()
    with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
        [aside] = outbox.set_aside()
        assert {one.key for one in recovered(aside)} == {str(number) for number in range(20)}


def test_salvage_brings_back_what_can_be_read(uri, tmp_path, monkeypatch, capsys):
    with away(tmp_path) as store:
        lines = [recorded(store) for _ in range(30)]
        store.mark("123", lines[3].image_url, True, "good")
        gone = store.outbox.find(lines[5].id).file
    (tmp_path / "spool/images" / gone).unlink()
    overwrite(tmp_path / "spool/spool.db", 0, os.urandom(100))
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        assert store.outbox.sweep(-1) == 0  # its pictures are spared
    monkeypatch.setenv("MONGODB_URI", uri)
    for expected in ("30 entries of damaged spools are back; 1 were", "entries of damaged spools are back"):
        assert main(["--data-dir", str(tmp_path), "salvage"]) == 0
        assert expected in capsys.readouterr().out
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        found = {line.id: line for line in store.history("123")}
        assert set(found) == {line.id for line in lines} - {lines[5].id}
        assert (found[lines[3].id].mark, found[lines[3].id].mark_reason) == (True, "good")
        assert all(store.image(name_of(line))[0] == picture(line) for line in lines if line.id in found)
        for path in store.outbox.set_aside():
            path.unlink()


def test_salvage_does_not_bring_back_who_was_erased_since(uri, tmp_path):
    with away(tmp_path) as store:
        recorded(store, "erased")
        mine = recorded(store, "kept")
    overwrite(tmp_path / "spool/spool.db", 0, os.urandom(100))
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        store.erase("erased")
        assert Operations(store).salvage() == (2, 0)
        drained(store)
        assert store.history("erased") == []
        assert [line.id for line in store.history("kept")] == [mine.id]


@given(place=st.integers(0, 4095), junk=st.binary(min_size=1, max_size=64))
@example(place=0, junk=b"\x0d\xff\xff\xff\xff\xff\xff\xff")
@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_bytes_are_read_without_an_error(tmp_path, place, junk):
    page = bytearray(4096)
    page[:8] = b"\x0d" + struct.pack(">HHHB", 0, 9, 100, 0)
    page[place : place + len(junk)] = junk
    path = tmp_path / "junk.db"
    path.write_bytes(bytes(page[:4096]) * 2)
    list(recovered(path))


def test_long_rows_are_salvaged_whole(tmp_path):
    body = {"words": "слово " * 3000}
    with contextlib.closing(Outbox(tmp_path, 10**8)) as outbox:
        outbox.put("mark", "long", "123", body)
    assert [(one.key, one.body) for one in recovered(tmp_path / "spool.db")] == [("long", body)]


@pytest.mark.parametrize("column", ["user_id", "body", "kind", "file"])
def test_row_that_is_not_what_was_written_becomes_a_dead_letter(uri, tmp_path, column, database):
    with away(tmp_path) as store:
        lines = [recorded(store) for _ in range(3)]
        store.outbox._file._db.execute(f"UPDATE entries SET {column} = {column} || 'x' WHERE key = ?", (lines[1].id,))
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        drained(store)
        assert [(dead.key, dead.reason) for dead in store.outbox.dead()] == [
            (lines[1].id, "its row in the spool is damaged")
        ]
        assert {line.id for line in store.history("123")} == {lines[0].id, lines[2].id}
    assert database.interactions.count_documents({}) == 2


def test_rows_of_the_first_release_have_no_seal():
    row = (1, "a", "mark", "123", '{"n": 1}', None, 9, 5, None, None, None)
    assert entry((*row, None)).sound
    assert entry((*row, checksum("a", "mark", "123", '{"n": 1}', None))).sound
    assert not entry((*row, "other")).sound


RUNNING = {
    "random": FILES["random"],
    "truncated": lambda path: os.truncate(path, 5000),
    "empty": FILES["empty"],
    "deleted": lambda path: path.unlink(),
    "log deleted": lambda path: recovery.log_of(path).unlink(),
    "folder deleted": lambda path: shutil.rmtree(path.parent),
    "replaced": lambda path: shutil.copy(path, path.with_name("new")) and path.with_name("new").replace(path),
}


@pytest.mark.parametrize("kind", RUNNING)
def test_damage_while_running_is_clear_and_nothing_more_is_accepted(tmp_path, kind, caplog, monkeypatch):
    monkeypatch.setattr("storage.outbox.file.LOOK", -1)
    with away(tmp_path) as store:
        for _ in range(5):
            recorded(store)
        store.outbox._file.scrub()
        recorded(store)
        store.ping()
        RUNNING[kind](tmp_path / "spool/spool.db")
        for _ in range(3):
            with pytest.raises(Unavailable):
                store.ping()
            with pytest.raises(Unavailable):
                store.admit(1000)
            with pytest.raises(Unavailable):
                recorded(store)
            with pytest.raises(Unavailable):
                store.erase("123", within=0)
    assert len([record for record in caplog.records if record.levelno >= logging.ERROR]) <= 1
    assert "Traceback" not in caplog.text


def test_head_that_is_lost_while_running_is_seen_though_the_log_has_it(tmp_path, monkeypatch):
    monkeypatch.setattr("storage.outbox.file.LOOK", -1)
    with away(tmp_path) as store:
        recorded(store)
        with (tmp_path / "spool/spool.db").open("r+b") as file:
            file.write(b"x" * 100)
        with pytest.raises(Unavailable):
            store.ping()


FULL_DISK = """
import subprocess, sys
from pathlib import Path
from errors import StorageFull
from storage import Options, Store
from tests.stores import recorded
folder = Path(sys.argv[1])
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", folder], check=True)
store = Store.open("mongodb://127.0.0.1:1", folder, Options(timeout=0.2))
def tells(call, *values):
    try:
        call(*values)
        return "room"
    except StorageFull:
        return "full"
print(tells(store.ping), tells(store.admit, 3 * 2**20), tells(store.admit, 30 * 2**20))
ballast = folder / "ballast"
try:
    with ballast.open("wb") as out:
        while True:
            out.write(bytes(4096))
            out.flush()
except OSError:
    pass
print(tells(store.ping), tells(store.admit, 3 * 2**20), tells(recorded, store))
ballast.unlink()
print(tells(store.ping), tells(store.admit, 3 * 2**20), tells(recorded, store))
print(sorted(path.name for path in (folder / "spool/images").iterdir() if path.name.startswith(".")))
store.close()
"""


def test_full_disk_is_seen_before_anything_is_painted(tmp_path):
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    command = [*alone, sys.executable, "-c", FULL_DISK, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.splitlines() == ["room room full", "full full full", "room room room", "[]"], done.stderr


def test_unreadable_row_does_not_hold_up_the_others(uri, tmp_path):
    with away(tmp_path) as store:
        first, second = recorded(store), recorded(store)
        store.outbox._file._db.execute("UPDATE entries SET body = X'FF00' WHERE key = ?", (first.id,))
    with contextlib.closing(Store.open(uri, tmp_path)) as store:
        wait_until(lambda: store.outbox_depth() == 0)
        assert [line.id for line in store.history("123")] == [second.id]
