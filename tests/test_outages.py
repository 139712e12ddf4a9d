"""Whatever is killed, however long MongoDB is away: what was acknowledged is there, whole and once."""

import contextlib
import logging
import os
import random
import threading
import time

import pymongo
import pytest

from storage import Options, Store
from storage.mongo.documents import Interaction, Mark, MarkEvent
from storage.operations import Operations
from tests.stores import drained, kill, name_of, picture, recorded, script, servers

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


FLIPPER = """
import sys, threading
from pathlib import Path
from storage import Store
store = Store.open(None, Path(sys.argv[1]))
def flip(number):
    for n in range(10):
        store.mark("123", sys.argv[2], (n + number) % 2 == 0)
flips = [threading.Thread(target=flip, args=(number,)) for number in range(8)]
[flip.start() for flip in flips]
[flip.join() for flip in flips]
store.close()
"""
log = logging.getLogger(__name__)

OUTAGE = float(os.environ.get("OUTAGE_SECONDS", "6"))


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

    def wait_for(self, count):
        until = time.monotonic() + 60
        while len(self.acknowledged) < count:
            assert time.monotonic() < until, f"only {len(self.acknowledged)} were acknowledged"
            time.sleep(0.05)

    def kill_one(self):
        number = random.randrange(len(self.processes))
        self.processes[number].kill()
        self.processes[number].wait()
        self.processes[number] = self._start(number)

    def close(self):
        for process in self.processes:
            process.kill()

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
    with contextlib.closing(Writers(tmp_path, 8)) as writers:
        kills = {
            "mongod": lambda: kill("mongod", tmp_path),
            "supervisor": lambda: kill("mongod_supervisor.py", tmp_path),
            "worker": writers.kill_one,
            "all": lambda: (kill("mongod_supervisor.py", tmp_path), kill("mongod", tmp_path), writers.kill_one()),
        }
        for number, victim in enumerate(random.sample(list(kills) * 2, 8)):
            writers.wait_for(20 * number)
            time.sleep(random.uniform(0.1, 1.0))
            kills[victim]()
        acknowledged = writers.finish()
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        drained(store, 60)
        found = list(everything(store, range(8)))
        assert len({line.id for line in found}) == len(found)
        assert acknowledged <= {line.id for line in found}
        assert all(store.image(name_of(line))[0] == picture(line) for line in found)
    assert len(acknowledged) >= 140


@pytest.mark.slow
def test_two_processes_flip_one_mark(tmp_path):
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        line = recorded(store)
        flippers = [script(FLIPPER, tmp_path, line.image_url) for _ in range(2)]
        assert [flipper.wait(60) for flipper in flippers] == [0, 0]
        drained(store)
        events = list(store.database.collection(MarkEvent).find(sort=[("version", 1)]))
        [mark] = store.database.collection(Mark).find()
        assert len(events) == 160
        assert [event["before"] for event in events] == [None] + [event["after"] for event in events[:-1]]
        assert mark["value"] == events[-1]["after"] == store.history("123")[0].mark


def record_for(store, seconds):
    """Record as fast as possible; the lines and the longest time that one took."""
    lines, worst = [], 0.0
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        started = time.monotonic()
        lines.append(recorded(store))
        worst = max(worst, time.monotonic() - started)
    return lines, worst


@pytest.mark.slow
def test_mongodb_away_for_long(tmp_path):
    with (
        servers(tmp_path / "mongo", 1) as [server],
        contextlib.closing(Store.open(server.uri, tmp_path, Options(timeout=1))) as store,
    ):
        before, _ = record_for(store, 1)
        server.kill()
        during, worst = record_for(store, OUTAGE)
        assert store.outbox_depth() >= len(during)
        assert store.outbox_oldest_seconds() > OUTAGE - 2
        assert store.history("123", 1)[0].id == during[-1].id
        assert worst < 5
        server.start()
        after, _ = record_for(store, 1)
        drained(store, 120)
        written = [line["_id"] for line in store.database.collection(Interaction).find().sort("$natural", 1)]
        assert written == [line.id for line in before + during + after]


@pytest.mark.slow
def test_frozen_mongodb_does_not_freeze_us(tmp_path):
    with (
        servers(tmp_path / "mongo", 1) as [server],
        contextlib.closing(Store.open(server.uri, tmp_path, Options(timeout=1))) as store,
    ):
        frozen = threading.Thread(target=server.freeze, args=(6,))
        frozen.start()
        lines, worst = record_for(store, 3)
        started = time.monotonic()
        assert store.history("123", 1)[0].id == lines[-1].id
        assert time.monotonic() - started < 5
        assert worst < 5
        frozen.join()
        drained(store, 60)
        assert not store.history("123").partial


@pytest.fixture(scope="module")
def replica_set(tmp_path_factory):
    """Three members on loopback, by port, and the address of all."""
    with servers(tmp_path_factory.mktemp("rs"), 3, "--replSet", "rs") as members:
        hosts = [f"127.0.0.1:{member.port}" for member in members]
        with pymongo.MongoClient(members[0].uri, directConnection=True) as client:
            config = {"_id": "rs", "settings": {"electionTimeoutMillis": 2000}}
            config["members"] = [{"_id": n, "host": host} for n, host in enumerate(hosts)]
            client.admin.command("replSetInitiate", config)
        yield {member.port: member for member in members}, f"mongodb://{','.join(hosts)}/?replicaSet=rs"


@pytest.mark.slow
def test_moves_from_the_embedded_server_to_a_replica_set(tmp_path, replica_set):
    with contextlib.closing(Store.open(None, tmp_path / "old")) as old:
        lines = [recorded(old, "mover") for _ in range(20)]
        old.mark("mover", lines[0].image_url, True)
        counts = dict(Operations(old).dump(tmp_path / "dump"))
        history = old.history("mover")
    with contextlib.closing(Store.open(replica_set[1], tmp_path / "new", Options(timeout=20))) as new:
        assert dict(Operations(new).load(tmp_path / "dump")) == counts
        assert new.history("mover") == history
        assert all(new.image(name_of(line))[0] == picture(line) for line in lines)


@pytest.mark.slow
def test_replica_set_loses_its_primary(tmp_path, replica_set):
    members, uri = replica_set
    with contextlib.closing(Store.open(uri, tmp_path, Options(timeout=20))) as store:
        with pymongo.MongoClient(uri) as client:
            client.admin.command("ping")
            killer = threading.Timer(1, members[client.address[1]].kill)
        killer.start()
        lines, slowest = [], 0.0
        for _ in range(8):
            more, worst = record_for(store, 0.5)
            lines, slowest = lines + more, max(slowest, worst)
            assert not store.history("123", 10).partial
        killer.join()
        drained(store, 60)
        log.info("the slowest of %d writes took %.3f s", len(lines), slowest)
        assert slowest < 5
        assert {line.id for line in store.walk("123")} == {line.id for line in lines}
        assert all(store.image(name_of(line))[0] == picture(line) for line in lines[::20])
