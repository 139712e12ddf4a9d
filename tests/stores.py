"""What the storage tests share: one embedded MongoDB for the session, a fresh database a test, and writers to kill."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import threading
import time
import uuid
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pymongo
import pymongo.common
import pytest
from pymongo.database import Database

from brand import Certificate, Measure
from schemas import Interaction, RecordedMetadata
from storage import Store
from storage.mongo.embedded import Embedded, find_mongod
from tests.kits import BANK
from tests.serving import free_port

ROOT = Path(__file__).parent.parent
TICKS = count()
"""Milliseconds: without them two lines may be of one moment, and then their random ids say which is the newer."""
pymongo.common.MIN_HEARTBEAT_INTERVAL = 0.05
"""Seconds: the driver looks for a server that is away ten times as often, so that a test waits less for it."""
PNG = b"\x89PNG\r\n\x1a\n"


def interaction(user_id: str = "123", **changes) -> Interaction:
    key = uuid.uuid4().hex
    facts = {"sex": "female", "age": 30, "product": "car", "custom_prompt": None, "height": 64, "width": 64}
    made = {"prompt": "a car", "negative_prompt": "letters", "seed": 7, "num_inference_steps": 5, "guidance_scale": 2.0}
    values = {
        "id": key,
        "user_id": user_id,
        "image_url": f"/api/images/{key}.png",
        "metadata": RecordedMetadata(**facts, **made, model="illustration"),
        "created_at": datetime.now(UTC) + timedelta(milliseconds=next(TICKS)),
    }
    return Interaction(**values | changes)


def certificate(score: float, strength: float = 0, ok: bool = True) -> Certificate:
    """The certificate of a picture with this score, and a poor one before it was corrected."""
    shares = {"coverage": (0.3, 0.4, 0.2), "neutral": 0.1, "skin": 0, "balance": 1, "mean_delta_e": 5}
    before, after = (Measure(**shares, score=found, off_hue=hue) for found, hue in ((12, 0.9), (score, 0.01)))
    return Certificate.of(BANK, (before, after), "snap", strength).model_copy(update={"ok": ok})


def picture(line: Interaction) -> bytes:
    """Bytes that belong to this interaction only."""
    return PNG + line.id.encode() * 50


def recorded(store: Store, user_id: str = "123", **changes) -> Interaction:
    line = interaction(user_id, **changes)
    store.record(line, picture(line), "image/png")
    return line


def drained(store: Store, seconds: float = 20) -> float:
    """Wait until nothing waits in the outbox any more; how many seconds that took."""
    started = time.monotonic()
    while store.outbox_depth():
        assert time.monotonic() - started < seconds, f"{store.outbox_depth()} entries still wait"
        time.sleep(0.01)
    return time.monotonic() - started


def hold(store: Store) -> Callable[[], None]:
    """Keep what is accepted in the outbox, as if MongoDB were away, until what this returns is called."""
    relay, prepare = store._relay, store._relay._prepare
    waits, free = threading.Event(), threading.Event()

    def wait() -> None:
        waits.set()
        while not free.wait(0.01) and not relay._stopped.is_set():
            pass
        prepare()

    relay._prepare = wait
    assert waits.wait(60)
    return free.set


def name_of(line: Interaction) -> str:
    return line.image_url.rpartition("/")[2]


def pids(word: str, folder: Path) -> list[int]:
    """Processes with `word` in their command that work on `folder`."""
    found = []
    for entry in Path("/proc").glob("[0-9]*/cmdline"):
        with contextlib.suppress(OSError):
            command = entry.read_bytes().decode(errors="replace").split("\0")
            if any(part.endswith(word) for part in command[:3]) and any(str(folder) in part for part in command):
                found.append(int(entry.parent.name))
    return found


def kill(word: str, folder: Path) -> int:
    """`kill -9` every such process; how many there were."""
    found = pids(word, folder)
    for pid in found:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    return len(found)


def script(text: str, *arguments: object, **options) -> subprocess.Popen[str]:
    """A Python process of its own that runs `text`, with its output piped."""
    command = [sys.executable, "-c", text, *map(str, arguments)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, **options)


class Server:
    """A mongod of our own on loopback, to be killed, frozen and started again."""

    def __init__(self, folder: Path, *options: str, trust: str = "") -> None:
        """`trust` is what the address needs so that we may come in."""
        self._trust = trust
        self.folder = folder
        self.port = free_port()
        self.uri = f"mongodb://127.0.0.1:{self.port}/"
        self._options = options
        folder.mkdir(parents=True, exist_ok=True)
        self.start()

    def start(self) -> None:
        flags = ["--bind_ip", "127.0.0.1", "--port", str(self.port), "--wiredTigerCacheSizeGB", "0.25"]
        flags += ["--unixSocketPrefix", str(self.folder), "--setParameter", "diagnosticDataCollectionEnabled=false"]
        flags += ["--wiredTigerEngineConfigString", "log=(prealloc=false,file_max=16MB)"]
        command = [find_mongod(), "--dbpath", self.folder, "--quiet", *flags, *self._options]
        self.process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
        with pymongo.MongoClient(
            self.uri + self._trust, directConnection=True, serverSelectionTimeoutMS=30_000
        ) as client:
            client.admin.command("ping")

    def kill(self) -> None:
        self.process.kill()
        self.process.wait()

    def freeze(self, seconds: float) -> None:
        self.process.send_signal(signal.SIGSTOP)
        time.sleep(seconds)
        self.process.send_signal(signal.SIGCONT)

    @contextlib.contextmanager
    def fault(self, *commands: str, **how: object) -> Iterator[Callable[[], int]]:
        """Have commands of these names fail; gives how many did. Only of a server with `FAULTS`."""
        point = {"configureFailPoint": "failCommand", "mode": "alwaysOn", "data": {"failCommands": commands, **how}}
        with pymongo.MongoClient(self.uri) as client:
            before = client.admin.command(point)["count"]
            try:
                yield lambda: client.admin.command(point)["count"] - before
            finally:
                client.admin.command(point | {"mode": "off"})


FAULTS = ("--setParameter", "enableTestCommands=1")
"""A server that fails on demand."""


@contextlib.contextmanager
def servers(folder: Path, count: int, *options: str) -> Iterator[list[Server]]:
    running = [Server(folder / str(n), *options) for n in range(count)]
    try:
        yield running
    finally:
        for server in running:
            server.kill()


@pytest.fixture(scope="session")
def failing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A server that fails on demand."""
    with servers(tmp_path_factory.mktemp("failing"), 1, *FAULTS) as [server]:
        yield server


@pytest.fixture(scope="session")
def mongo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Embedded]:
    with contextlib.closing(Embedded(tmp_path_factory.mktemp("mongo"))) as server:
        yield server


_MIGRATIONS = "schema_migrations"


class Prepared:
    """Databases as a store makes them, lent to one test after another: made for each, they cost more CPU than most tests."""

    def __init__(self, client: pymongo.MongoClient[dict[str, Any]], make: Callable[[str], None]) -> None:
        self._client, self._make = client, make
        self._found: dict[str, tuple[dict[str, object], list[dict[str, Any]]]] = {}
        self._free: list[str] = []

    @contextlib.contextmanager
    def lent(self) -> Iterator[str]:
        """The name of one; whoever has changed more than what it holds leaves it to nobody."""
        name = self._free.pop() if self._free else self._made()
        yield name
        self._empty(name)
        if self._shape(name) == self._found[name]:
            self._free.append(name)
        else:
            self._client.drop_database(name)

    def _made(self) -> str:
        name = f"test_{uuid.uuid4().hex}"
        self._make(name)
        self._found[name] = self._shape(name)
        return name

    def _empty(self, name: str) -> None:
        database = self._client[name]
        for collection in database.list_collection_names(filter={"name": {"$not": {"$regex": r"^system\."}}}):
            if collection not in self._found[name][0]:
                database.drop_collection(collection)
            elif collection != _MIGRATIONS:
                database[collection].delete_many({})

    def _shape(self, name: str) -> tuple[dict[str, object], list[dict[str, Any]]]:
        database = self._client[name]
        found = {
            one["name"]: (one["options"], database[one["name"]].index_information())
            for one in database.list_collections()
        }
        return found, list(database[_MIGRATIONS].find())


@pytest.fixture(scope="session")
def prepared(mongo: Embedded, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Prepared]:
    def make(name: str) -> None:
        Store.open(mongo.uri + name, tmp_path_factory.mktemp("prepared")).close()

    with pymongo.MongoClient(mongo.uri) as client:
        yield Prepared(client, make)


@pytest.fixture
def uri(mongo: Embedded, request: pytest.FixtureRequest) -> Iterator[str]:
    """A database of the test's own: empty, or, for a test that has a `store`, one that a store has prepared before."""
    if "store" in request.fixturenames:
        with request.getfixturevalue("prepared").lent() as name:
            yield mongo.uri + name
        return
    name = f"test_{uuid.uuid4().hex}"
    yield mongo.uri + name
    with pymongo.MongoClient(mongo.uri) as client:
        client.drop_database(name)


@pytest.fixture
def database(uri: str) -> Iterator[Database[dict[str, Any]]]:
    with pymongo.MongoClient(uri, tz_aware=True) as client:
        yield client.get_default_database()


@pytest.fixture
def store(uri: str, tmp_path: Path) -> Iterator[Store]:
    with contextlib.closing(Store.open(uri, tmp_path)) as opened:
        yield opened


def open_to_others(folder: Path) -> list[Path]:
    """What somebody else might enter, read or write, but for links."""
    paths = [folder, *folder.rglob("*")]
    return [path for path in paths if not path.is_symlink() and stat.S_IMODE(path.lstat().st_mode) & 0o077]


@pytest.fixture(scope="session")
def shared_uri(mongo: Embedded) -> str:
    return f"{mongo.uri}shared"


@pytest.fixture(scope="session")
def shared_store(shared_uri: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """For tests that have users of their own."""
    with contextlib.closing(Store.open(shared_uri, tmp_path_factory.mktemp("shared"))) as opened:
        yield opened
