"""The spool: what it accepted is there, in order, whole, once, whoever is killed and however full the disk is."""

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
from storage.spool import Spool
from tests.stores import ROOT, script
from tests.waiting import wait_until

WRITER = """
import sys
from pathlib import Path
from storage.spool import Spool
spool = Spool(Path(sys.argv[1]), 2**30)
for n in range(10**6):
    key = f"{sys.argv[2]}-{n}"
    spool.put("interaction", key, "123", {}, key.encode() * 1000)
    print(key, flush=True)
"""

FULL_DISK = """
import subprocess, sys
from pathlib import Path
from errors import StorageFull
from storage.spool import Spool
subprocess.run(["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", sys.argv[1]], check=True)
spool = Spool(Path(sys.argv[1]), 2**30)
try:
    for n in range(1000):
        spool.put("interaction", str(n), "123", {"n": n}, bytes(50_000))
except StorageFull as error:
    print("refused" if error.retry_after else error)
kept = spool.next(1000)
print("kept" if 10 < len(kept) < 40 else len(kept))
print("whole" if all(spool.image(entry) == bytes(50_000) for entry in kept) else "broken")
print("clean" if spool.sweep(-1) == 0 else "litter")
spool.remove(kept[:5])
spool.put("interaction", "again", "123", {}, bytes(50_000))
print("recovered" if len(spool.next(1000)) == len(kept) - 4 else "lost")
"""


@pytest.fixture
def spool(tmp_path):
    opened = Spool(tmp_path, 10**6)
    yield opened
    opened.close()


def test_put_then_next_in_order(spool):
    versions = [spool.put("mark", str(n), "123", {"n": n}) for n in range(5)]
    entries = spool.next(10)
    assert [entry.body["n"] for entry in entries] == [0, 1, 2, 3, 4]
    assert [entry.version for entry in entries] == versions == sorted(set(versions))


def test_put_twice_is_once(spool, tmp_path):
    spool.put("interaction", "a", "123", {"n": 1}, b"first")
    spool.put("interaction", "a", "123", {"n": 2}, b"second")
    [entry] = spool.next(10)
    assert (entry.body, spool.image(entry)) == ({"n": 1}, b"first")
    assert len(list((tmp_path / "images").iterdir())) == 1


def test_remove_leaves_nothing(spool, tmp_path):
    spool.put("interaction", "a", "123", {}, b"picture")
    [entry] = spool.next(10)
    spool.remove([entry])
    assert (spool.depth(), spool.find("a"), spool.image(entry)) == (0, None, None)
    assert list((tmp_path / "images").iterdir()) == []


def traces(folder, word):
    return sum(path.read_bytes().count(word) for path in folder.glob("spool.db*"))


@pytest.mark.parametrize("way", ["erasure", "sweep"])
def test_nothing_of_what_was_removed_can_be_read(spool, tmp_path, way):
    for n in range(20):
        spool.put("interaction", str(n), "somebody", {"prompt": "a secret"}, b"picture")
    assert traces(tmp_path, b"somebody") > 0
    spool.remove(spool.next(20))
    if way == "erasure":
        spool.put("erasure", "e", "somebody", {})
        spool.remove([spool.find("e")])
    else:
        spool.sweep(3600)
    assert (traces(tmp_path, b"somebody"), traces(tmp_path, b"a secret")) == (0, 0)


def test_versions_rise_over_processes_and_clocks(spool, tmp_path, monkeypatch):
    first = spool.put("mark", "a", "123", {})
    monkeypatch.setattr(time, "time_ns", lambda: 5)
    other = Spool(tmp_path, 10**6)
    assert other.put("mark", "b", "123", {}) == first + 1
    other.close()


def test_of_user_sees_only_theirs(spool):
    for key, user in (("a", "x"), ("b", "x\0"), ("c", "X"), ("d", "x")):
        spool.put("mark", key, user, {})
    assert [entry.key for entry in spool.of_user("x")] == ["a", "d"]
    assert [entry.key for entry in spool.of_user("x\0")] == ["b"]


def test_dead_letter_is_set_aside_and_replayed(spool):
    spool.put("mark", "a", "123", {})
    spool.put("mark", "b", "123", {})
    spool.bury(spool.next(1)[0], "121 does not fit")
    assert [entry.key for entry in spool.next(10)] == ["b"]
    assert [(entry.key, entry.reason) for entry in spool.dead()] == [("a", "121 does not fit")]
    assert spool.replay() == 1
    assert [entry.key for entry in spool.next(10)] == ["a", "b"]


def test_limit_is_kept_to_the_byte_and_room_comes_back(tmp_path):
    row = 200 + len('{"n": 1}')
    with contextlib.closing(Spool(tmp_path, 2 * row + 100)) as spool:
        spool.put("interaction", "a", "123", {"n": 1}, bytes(60))
        with pytest.raises(StorageFull, match="MongoDB has been away") as refused:
            spool.put("interaction", "b", "123", {"n": 1}, bytes(41))
        assert refused.value.retry_after == 30
        assert len(list((tmp_path / "images").iterdir())) == spool.depth() == 1
        spool.admit(10**6)
        spool.put("interaction", "b", "123", {"n": 1}, bytes(40))
        for full in (spool.admit, spool.try_out):
            with pytest.raises(StorageFull):
                full()
        spool.remove(spool.next(1))
        spool.admit()
        spool.put("interaction", "c", "123", {"n": 1}, bytes(60))
        assert [entry.size for entry in spool.next(9)] == [row + 40, row + 60]


@contextlib.contextmanager
def files_of_at_most(size):
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, usual[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)


def test_picture_that_the_system_does_not_let_us_write_leaves_nothing(tmp_path):
    with contextlib.closing(Spool(tmp_path, 10**9)) as spool:
        with files_of_at_most(2**20), pytest.raises(StorageFull, match="disk"):
            spool.put("interaction", "a", "123", {}, bytes(2**21))
        assert (spool.depth(), list((tmp_path / "images").iterdir())) == (0, [])
        spool.put("interaction", "a", "123", {}, bytes(2**21))


def test_picture_that_cannot_be_read_is_not_taken_for_one_that_is_gone(spool, tmp_path):
    spool.put("interaction", "a", "123", {}, b"picture")
    spool.put("mark", "b", "123", {})
    first, second = spool.next(2)
    (tmp_path / "images" / first.file).unlink()
    assert (spool.image(first), spool.image(second)) == (None, None)
    (tmp_path / "images" / first.file).mkdir()
    with pytest.raises(Unavailable, match="cannot be read"):
        spool.image(first)


def test_spool_that_cannot_be_used_says_when_to_come_again(spool, tmp_path):
    (tmp_path / "images").rmdir()
    with pytest.raises(Unavailable, match="cannot be written") as unwritten:
        spool.put("interaction", "a", "123", {}, b"picture")
    with pytest.raises(Unavailable, match="cannot be written"):
        spool.admit()
    spool._db.execute("DROP TABLE clock")
    with pytest.raises(Unavailable, match="cannot be used") as unused:
        spool.put("mark", "a", "123", {})
    with pytest.raises(Unavailable):
        spool.try_out()
    assert (unwritten.value.retry_after, unused.value.retry_after) == (30, 30)
    os.truncate(tmp_path / "spool.db", 100)
    for use in (spool.admit, lambda: spool.next(1), lambda: spool.put("mark", "a", "123", {})):
        with pytest.raises(Unavailable, match="damaged: the service must be started again") as damaged:
            use()
        assert damaged.value.retry_after == 60


def test_counts_tell_waiting_and_dead_apart(spool):
    assert (spool.depth(), spool.count_dead(), spool.oldest_seconds()) == (0, 0, 0)
    spool.put("mark", "a", "123", {})
    wait_until(lambda: spool.oldest_seconds() > 0.05)
    spool.put("mark", "b", "123", {})
    assert spool.oldest_seconds() > 0.05
    spool.bury(spool.find("a"), "because")
    assert (spool.depth(), spool.count_dead()) == (1, 1)
    aged = spool.oldest_seconds()
    spool._db.execute("UPDATE entries SET accepted_at = accepted_at - 7000000000 WHERE key = 'b'")
    assert 7 < spool.oldest_seconds() - aged < 60
    spool._db.execute("UPDATE entries SET accepted_at = NULL WHERE key = 'b'")
    assert 0 < spool.oldest_seconds() < 60
    spool._db.execute("UPDATE entries SET accepted_at = accepted_at + 10000000000000")
    assert spool.oldest_seconds() < 60


def test_forget_takes_only_what_came_before(spool):
    for key, user in (("a", "123"), ("b", "456"), ("c", "123")):
        spool.put("interaction", key, user, {}, b"picture")
    spool.bury(spool.find("c"), "because")
    spool.put("erasure", "e", "123", {})
    spool.put("mark", "d", "123", {})
    spool.forget(spool.find("e"))
    assert [entry.key for entry in spool.next(9)] == ["b", "e", "d"]
    assert spool.dead() == []


def test_everything_of_a_kind_is_told_page_by_page(spool, monkeypatch):
    monkeypatch.setattr("storage.spool.PAGE", 2)
    for n in range(5):
        spool.put("interaction", str(n), "123", {}, b"picture")
        spool.put("mark", f"mark {n}", "123", {})
    spool.bury(spool.find("3"), "because")
    spool._db.execute("UPDATE entries SET user_id = 'else' WHERE key IN ('0', '1')")
    assert [entry.key for entry in spool.waiting("interaction")] == ["2", "3", "4"]
    assert [entry.key for entry in spool.next(3)] == ["0", "mark 0", "1"]
    assert (spool.of_user("else"), spool.find("0")) == ([], None)


def test_restored_entries_are_in_order_and_once(spool):
    for n in range(3):
        spool.put("mark", str(n), "123", {"n": n})
    spool.bury(spool.find("1"), "because")
    spool.put("mark", "3", "\u200b", {"n": 3})  # such an id has no normal form
    entries = [*spool.next(9), *spool.dead()]
    spool.remove([spool.find(key) for key in "013"])
    assert spool.restore(entries[::-1]) == 3
    assert spool.restore(entries) == 0
    assert [(entry.key, entry.body, entry.sound) for entry in spool.next(9)] == [
        ("2", {"n": 2}, True),
        ("0", {"n": 0}, True),
        ("3", {"n": 3}, True),
    ]
    assert [entry.key for entry in spool.of_user("\u200b")] == ["3"]
    [dead] = spool.dead()
    before = next(entry for entry in entries if entry.key == "1")
    assert dataclasses.replace(dead, seq=before.seq) == before


FIRST = """
CREATE TABLE entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT, key TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, user_id TEXT NOT NULL,
    body TEXT NOT NULL, file TEXT, size INTEGER NOT NULL, version INTEGER NOT NULL, reason TEXT
);
INSERT INTO entries VALUES (7, 'a', 'interaction', ' 123 ', '{"n": 1}', 'picture', 300, 1767225600000000000, NULL);
"""


def test_spool_of_the_first_release_is_read(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/picture").write_bytes(b"picture")
    with contextlib.closing(sqlite3.connect(tmp_path / "spool.db")) as old:
        old.executescript(FIRST)
    for _ in range(2):
        with contextlib.closing(Spool(tmp_path, 10**6)) as spool:
            [entry] = spool.of_user("123")
            assert (entry.body, entry.sound, spool.image(entry)) == ({"n": 1}, True, b"picture")
            assert entry.time == entry.since == 1767225600000000000
            since = datetime.now(UTC) - timedelta(seconds=spool.oldest_seconds())
            assert abs(since - datetime(2026, 1, 1, tzinfo=UTC)) < timedelta(minutes=1)
            spool.put("mark", "b", "456", {})
    assert [path.name for path in tmp_path.glob("spool.db.*")] == []


def test_sweep_removes_only_old_strays(spool, tmp_path):
    spool.put("interaction", "a", "123", {}, b"picture")
    (tmp_path / "images" / "stray").write_bytes(b"x")
    assert spool.sweep(3600) == 0
    assert spool.sweep(-1) == 1
    assert spool.image(spool.find("a")) == b"picture"


def test_sweep_beside_a_draft_that_has_just_moved(spool, tmp_path):
    """A name that a listing still has, and no file any more."""
    (tmp_path / "images" / ".draft").symlink_to("moved")
    assert spool.sweep(-1) == 0


def test_threads_share_a_spool(spool):
    def put(name):
        for n in range(20):
            spool.put("mark", f"{name}-{n}", "123", {})

    threads = [threading.Thread(target=put, args=(n,)) for n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert spool.depth() == 160


def test_killed_writers_lose_nothing_acknowledged(tmp_path):
    writers = [script(WRITER, tmp_path, n) for n in range(2)]
    acknowledged = {writer.stdout.readline().strip() for writer in writers for _ in range(21)}
    for writer in writers:
        writer.kill()
        acknowledged |= {line.strip() for line in writer.communicate()[0].splitlines(keepends=True) if line[-1] == "\n"}
    spool = Spool(tmp_path, 2**30)
    found = {entry.key: spool.image(entry) for entry in spool.next(10**6)}
    spool.close()
    assert len(acknowledged) > 40
    assert acknowledged <= set(found)
    assert all(image == key.encode() * 1000 for key, image in found.items())


def test_full_disk_refuses_clearly_and_recovers(tmp_path):
    alone = ["unshare", "--mount"] if os.geteuid() == 0 else ["unshare", "--user", "--map-root-user", "--mount"]
    command = [*alone, sys.executable, "-c", FULL_DISK, str(tmp_path)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout.split() == ["refused", "kept", "whole", "clean", "recovered"], done.stderr
