"""The outbox: what it accepted is there, in order, whole, once, whoever is killed and however full the disk is."""

import contextlib
import dataclasses
import os
import resource
import sqlite3
import subprocess
import sys
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from errors import StorageFull, Unavailable
from storage.outbox.outbox import Outbox
from tests.stores import ROOT, script
from tests.waiting import wait_until

WRITER = """
import sys
from pathlib import Path
from storage.outbox.outbox import Outbox
outbox = Outbox(Path(sys.argv[1]), 2**30)
for n in range(10**6):
    key = f"{sys.argv[2]}-{n}"
    outbox.put("interaction", key, "123", {}, key.encode() * 1000)
    print(key, flush=True)
"""

FULL_DISK = """
import subprocess, sys
from pathlib import Path
from errors import StorageFull
from storage.outbox.outbox import Outbox
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", sys.argv[1]], check=True)
outbox = Outbox(Path(sys.argv[1]), 2**30)
try:
    for n in range(1000):
        outbox.put("interaction", str(n), "123", {"n": n}, bytes(50_000))
except StorageFull as error:
    print("refused" if error.retry_after else error)
kept = outbox.next(1000)
print("kept" if 10 < len(kept) < 40 else len(kept))
print("whole" if all(outbox.image(entry) == bytes(50_000) for entry in kept) else "broken")
print("clean" if outbox.sweep(-1) == 0 else "litter")
outbox.remove(kept[:5])
outbox.put("interaction", "again", "123", {}, bytes(50_000))
print("recovered" if len(outbox.next(1000)) == len(kept) - 4 else "lost")
"""


@pytest.fixture
def outbox(tmp_path):
    opened = Outbox(tmp_path, 10**6)
    yield opened
    opened.close()


def test_put_then_next_in_order(outbox):
    versions = [outbox.put("mark", str(n), "123", {"n": n}) for n in range(5)]
    entries = outbox.next(10)
    assert [entry.body["n"] for entry in entries] == [0, 1, 2, 3, 4]
    assert [entry.version for entry in entries] == versions == sorted(set(versions))


def test_put_twice_is_once(outbox, tmp_path):
    outbox.put("interaction", "a", "123", {"n": 1}, b"first")
    outbox.put("interaction", "a", "123", {"n": 2}, b"second")
    [entry] = outbox.next(10)
    assert (entry.body, outbox.image(entry)) == ({"n": 1}, b"first")
    assert len(list((tmp_path / "images").iterdir())) == 1


def test_remove_leaves_nothing(outbox, tmp_path):
    outbox.put("interaction", "a", "123", {}, b"picture")
    [entry] = outbox.next(10)
    outbox.remove([entry])
    assert (outbox.depth(), outbox.find("a"), outbox.image(entry)) == (0, None, None)
    assert list((tmp_path / "images").iterdir()) == []


def traces(folder, word):
    return sum(path.read_bytes().count(word) for path in folder.glob("spool.db*"))


@pytest.mark.parametrize("way", ["erasure", "sweep"])
def test_nothing_of_what_was_removed_can_be_read(outbox, tmp_path, way):
    for n in range(20):
        outbox.put("interaction", str(n), "somebody", {"prompt": "a secret"}, b"picture")
    assert traces(tmp_path, b"somebody") > 0
    outbox.remove(outbox.next(20))
    if way == "erasure":
        outbox.put("erasure", "e", "somebody", {})
        outbox.remove([outbox.find("e")])
    else:
        outbox.sweep(3600)
    assert (traces(tmp_path, b"somebody"), traces(tmp_path, b"a secret")) == (0, 0)


def test_versions_rise_over_processes_and_clocks(outbox, tmp_path, monkeypatch):
    first = outbox.put("mark", "a", "123", {})
    monkeypatch.setattr(time, "time_ns", lambda: 5)
    other = Outbox(tmp_path, 10**6)
    assert other.put("mark", "b", "123", {}) == first + 1
    other.close()


def test_of_user_sees_only_theirs(outbox):
    for key, user in (("a", "x"), ("b", "x\0"), ("c", "X"), ("d", "x")):
        outbox.put("mark", key, user, {})
    assert [entry.key for entry in outbox.of_user("x")] == ["a", "d"]
    assert [entry.key for entry in outbox.of_user("x\0")] == ["b"]


def test_dead_letter_is_set_aside_and_replayed(outbox):
    outbox.put("mark", "a", "123", {})
    outbox.put("mark", "b", "123", {})
    outbox.dead_letter(outbox.next(1)[0], "121 does not fit")
    assert [entry.key for entry in outbox.next(10)] == ["b"]
    assert [(entry.key, entry.reason) for entry in outbox.dead()] == [("a", "121 does not fit")]
    assert outbox.replay() == 1
    assert [entry.key for entry in outbox.next(10)] == ["a", "b"]


def test_limit_is_kept_to_the_byte_and_room_comes_back(tmp_path):
    row = 200 + len('{"n": 1}')
    with contextlib.closing(Outbox(tmp_path, 2 * row + 100)) as outbox:
        outbox.put("interaction", "a", "123", {"n": 1}, bytes(60))
        with pytest.raises(StorageFull, match="MongoDB has been away") as refused:
            outbox.put("interaction", "b", "123", {"n": 1}, bytes(41))
        assert refused.value.retry_after == 30
        assert len(list((tmp_path / "images").iterdir())) == outbox.depth() == 1
        outbox.admit(10**6)
        outbox.put("interaction", "b", "123", {"n": 1}, bytes(40))
        for full in (outbox.admit, outbox.try_out):
            with pytest.raises(StorageFull):
                full()
        outbox.remove(outbox.next(1))
        outbox.admit()
        outbox.put("interaction", "c", "123", {"n": 1}, bytes(60))
        assert [entry.size for entry in outbox.next(9)] == [row + 40, row + 60]


@contextlib.contextmanager
def files_of_at_most(size):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_picture_that_the_system_does_not_let_us_write_leaves_nothing(tmp_path):
    with contextlib.closing(Outbox(tmp_path, 10**9)) as outbox:
        with files_of_at_most(2**20), pytest.raises(StorageFull, match="disk"):
            outbox.put("interaction", "a", "123", {}, bytes(2**21))
        assert (outbox.depth(), list((tmp_path / "images").iterdir())) == (0, [])
        outbox.put("interaction", "a", "123", {}, bytes(2**21))


def test_picture_that_cannot_be_read_is_not_taken_for_one_that_is_gone(outbox, tmp_path):
    outbox.put("interaction", "a", "123", {}, b"picture")
    outbox.put("mark", "b", "123", {})
    first, second = outbox.next(2)
    (tmp_path / "images" / first.file).unlink()
    assert (outbox.image(first), outbox.image(second)) == (None, None)
    (tmp_path / "images" / first.file).mkdir()
    with pytest.raises(Unavailable, match="cannot be read"):
        outbox.image(first)


def test_outbox_that_cannot_be_used_says_when_to_come_again(outbox, tmp_path):
    (tmp_path / "images").rmdir()
    with pytest.raises(Unavailable, match="cannot be written") as unwritten:
        outbox.put("interaction", "a", "123", {}, b"picture")
    with pytest.raises(Unavailable, match="cannot be written"):
        outbox.admit()
    outbox._file._db.execute("DROP TABLE clock")
    with pytest.raises(Unavailable, match="cannot be used") as unused:
        outbox.put("mark", "a", "123", {})
    with pytest.raises(Unavailable):
        outbox.try_out()
    assert (unwritten.value.retry_after, unused.value.retry_after) == (30, 30)
    os.truncate(tmp_path / "spool.db", 100)
    for use in (outbox.admit, lambda: outbox.next(1), lambda: outbox.put("mark", "a", "123", {})):
        with pytest.raises(Unavailable, match="damaged: the service must be started again") as damaged:
            use()
        assert damaged.value.retry_after == 60


def test_counts_tell_waiting_and_dead_apart(outbox):
    assert (outbox.depth(), outbox.count_dead(), outbox.oldest_seconds()) == (0, 0, 0)
    outbox.put("mark", "a", "123", {})
    wait_until(lambda: outbox.oldest_seconds() > 0.05)
    outbox.put("mark", "b", "123", {})
    assert outbox.oldest_seconds() > 0.05
    outbox.dead_letter(outbox.find("a"), "because")
    assert (outbox.depth(), outbox.count_dead()) == (1, 1)
    aged = outbox.oldest_seconds()
    outbox._file._db.execute("UPDATE entries SET accepted_at = accepted_at - 7000000000 WHERE key = 'b'")
    assert 7 < outbox.oldest_seconds() - aged < 60
    outbox._file._db.execute("UPDATE entries SET accepted_at = NULL WHERE key = 'b'")
    assert 0 < outbox.oldest_seconds() < 60
    outbox._file._db.execute("UPDATE entries SET accepted_at = accepted_at + 10000000000000")
    assert outbox.oldest_seconds() < 60


def test_forget_takes_only_what_came_before(outbox):
    for key, user in (("a", "123"), ("b", "456"), ("c", "123")):
        outbox.put("interaction", key, user, {}, b"picture")
    outbox.dead_letter(outbox.find("c"), "because")
    outbox.put("erasure", "e", "123", {})
    outbox.put("mark", "d", "123", {})
    outbox.forget(outbox.find("e"))
    assert [entry.key for entry in outbox.next(9)] == ["b", "e", "d"]
    assert outbox.dead() == []


def test_everything_of_a_kind_is_told_page_by_page(outbox, monkeypatch):
    monkeypatch.setattr("storage.outbox.outbox.PAGE", 2)
    for n in range(5):
        outbox.put("interaction", str(n), "123", {}, b"picture")
        outbox.put("mark", f"mark {n}", "123", {})
    outbox.dead_letter(outbox.find("3"), "because")
    outbox._file._db.execute("UPDATE entries SET user_id = 'else' WHERE key IN ('0', '1')")
    assert [entry.key for entry in outbox.waiting("interaction")] == ["2", "3", "4"]
    assert [entry.key for entry in outbox.next(3)] == ["0", "mark 0", "1"]
    assert (outbox.of_user("else"), outbox.find("0")) == ([], None)


def test_restored_entries_are_in_order_and_once(outbox):
    for n in range(3):
        outbox.put("mark", str(n), "123", {"n": n})
    outbox.dead_letter(outbox.find("1"), "because")
    outbox.put("mark", "3", "\u200b", {"n": 3})  # such an id has no normal form
    entries = [*outbox.next(9), *outbox.dead()]
    outbox.remove([outbox.find(key) for key in "013"])
    assert outbox.restore(entries[::-1]) == 3
    assert outbox.restore(entries) == 0
    assert [(entry.key, entry.body, entry.sound) for entry in outbox.next(9)] == [
        ("2", {"n": 2}, True),
        ("0", {"n": 0}, True),
        ("3", {"n": 3}, True),
    ]
    assert [entry.key for entry in outbox.of_user("\u200b")] == ["3"]
    [dead] = outbox.dead()
    before = next(entry for entry in entries if entry.key == "1")
    assert dataclasses.replace(dead, seq=before.seq) == before


FIRST = """
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, user_id TEXT NOT NULL,
    body TEXT NOT NULL, file TEXT, size INTEGER NOT NULL, version INTEGER NOT NULL, reason TEXT
);
INSERT INTO entries VALUES (7, 'a', 'interaction', ' 123 ', '{"n": 1}', 'picture', 300, 1767225600000000000, NULL);
"""


def test_outbox_of_the_first_release_is_read(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/picture").write_bytes(b"picture")
    with contextlib.closing(sqlite3.connect(tmp_path / "spool.db")) as old:
        old.executescript(FIRST)
    for _ in range(2):
        with contextlib.closing(Outbox(tmp_path, 10**6)) as outbox:
            [entry] = outbox.of_user("123")
            assert (entry.body, entry.sound, outbox.image(entry)) == ({"n": 1}, True, b"picture")
            assert entry.time == entry.since == 1767225600000000000
            since = datetime.now(UTC) - timedelta(seconds=outbox.oldest_seconds())
            assert abs(since - datetime(2026, 1, 1, tzinfo=UTC)) < timedelta(minutes=1)
            outbox.put("mark", "b", "456", {})
    assert [path.name for path in tmp_path.glob("spool.db.*")] == []


def test_sweep_removes_only_old_strays(outbox, tmp_path):
    outbox.put("interaction", "a", "123", {}, b"picture")
    (tmp_path / "images" / "stray").write_bytes(b"x")
    assert outbox.sweep(3600) == 0
    assert outbox.sweep(-1) == 1
    assert outbox.image(outbox.find("a")) == b"picture"


def test_sweep_beside_a_draft_that_has_just_moved(outbox, tmp_path):
    """A name that a listing still has, and no file any more."""
    (tmp_path / "images" / ".draft").symlink_to("moved")
    assert outbox.sweep(-1) == 0


def test_threads_share_an_outbox(outbox):
    def put(name):
        for n in range(20):
            outbox.put("mark", f"{name}-{n}", "123", {})

    threads = [threading.Thread(target=put, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert outbox.depth() == 160


def test_killed_writers_lose_nothing_acknowledged(tmp_path):
    writers = [script(WRITER, tmp_path, n) for n in range(2)]
    acknowledged = {writer.stdout.readline().strip() for writer in writers for _ in range(21)}
    for writer in writers:
        writer.kill()
        acknowledged |= {line.strip() for line in writer.communicate()[0].splitlines(keepends=True) if line[-1] == "\n"}
    outbox = Outbox(tmp_path, 2**30)
    found = {entry.key: outbox.image(entry) for entry in outbox.next(10**6)}
    outbox.close()
    assert len(acknowledged) > 40
    assert acknowledged <= set(found)
    assert all(image == key.encode() * 1000 for key, image in found.items())


def test_full_disk_refuses_clearly_and_recovers(tmp_path):
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    command = [*alone, sys.executable, "-c", FULL_DISK, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["refused", "kept", "whole", "clean", "recovered"], done.stderr
