"""The spool: what it accepted is there, in order, whole, once, whoever is killed and however full the disk is."""

import os
import subprocess
import sys
import threading
import time

import pytest

from errors import StorageFull
from storage.spool import Spool
from tests.stores import ROOT, script

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


def test_limit_is_kept_and_room_comes_back(spool):
    spool.put("interaction", "a", "123", {}, bytes(600_000))
    with pytest.raises(StorageFull):
        spool.put("interaction", "b", "123", {}, bytes(600_000))
    spool.remove(spool.next(1))
    spool.put("interaction", "b", "123", {}, bytes(600_000))


def test_oldest_seconds(spool):
    assert spool.oldest_seconds() == 0
    spool.put("mark", "a", "123", {})
    time.sleep(0.05)
    assert 0.05 <= spool.oldest_seconds() < 5


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
    writers = [script(WRITER, tmp_path, n) for n in range(4)]
    acknowledged = {writer.stdout.readline().strip() for writer in writers for _ in range(11)}
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
