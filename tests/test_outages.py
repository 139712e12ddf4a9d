"""Whatever is killed, however long MongoDB is away: what was acknowledged is there, whole and once."""

import contextlib
import random
import threading
import time

import pytest

from storage import Store
from tests.stores import drained, kill, name_of, picture, script

WRITER = """
import sys
from pathlib import Path
from storage import Store
from tests.stores import recorded
folder = Path(sys.argv[1])
store = Store.open(None, folder)
while not (folder / "stop").exists():
    print(recorded(store, sys.argv[2]).id, flush=True)
store.close()
"""


class Writers:
    """Processes that record as fast as they can; what they printed was acknowledged."""

    def __init__(self, folder, count):
        self.folder = folder
        self.acknowledged = []
        self.threads = []
        self.processes = [self._start(n) for n in range(count)]

    def _start(self, number):
        process = script(WRITER, self.folder, number)
        thread = threading.Thread(target=lambda: self.acknowledged.extend(x for x in process.stdout if x[-1] == "\n"))
        thread.start()
        self.threads.append(thread)
        return process

    def kill_one(self):
        number = random.randrange(len(self.processes))
        self.processes[number].kill()
        self.processes[number].wait()
        self.processes[number] = self._start(number)

    def finish(self):
        (self.folder / "stop").touch()
        assert [process.wait(30) for process in self.processes] == [0] * len(self.processes)
        for thread in self.threads:
            thread.join()
        return {line.strip() for line in self.acknowledged}


def everything(store, users):
    """All interactions of the users, page by page."""
    for user in users:
        before = None
        while page := store.history(str(user), 200, before):
            assert not page.partial
            yield from page
            before = page[-1].id


@pytest.mark.slow
def test_kills_at_random_moments_lose_nothing(tmp_path):
    writers = Writers(tmp_path, 8)
    kills = {
        "mongod": lambda: kill("mongod", tmp_path),
        "keeper": lambda: kill("keeper.py", tmp_path),
        "worker": writers.kill_one,
        "all": lambda: (kill("keeper.py", tmp_path), kill("mongod", tmp_path), writers.kill_one()),
    }
    for victim in random.sample(list(kills) * 5, 20):
        time.sleep(random.uniform(0.1, 1.0))
        kills[victim]()
    acknowledged = writers.finish()
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        drained(store, 60)
        found = list(everything(store, range(8)))
        assert len({line.id for line in found}) == len(found)
        assert acknowledged <= {line.id for line in found}
        assert all(store.image(name_of(line))[0] == picture(line) for line in found)
    assert len(acknowledged) > 500


@pytest.mark.slow
def test_one_drainer_for_all_processes(tmp_path):
    writers = Writers(tmp_path, 2)
    time.sleep(3)
    acknowledged = writers.finish()
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        drained(store)
        assert {line.id for line in everything(store, range(2))} == acknowledged
