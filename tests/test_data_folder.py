"""The data folder of a running service: nobody else reads it, and what happens to it is told and not repeated for ever."""

import concurrent.futures
import contextlib
import os
import shutil
import signal
import time

import httpx
import pytest

from errors import ServiceError
from storage import Store
from tests.listening import frozen_runner
from tests.serving import serve
from tests.stores import drained, kill, open_to_others, recorded
from tests.waiting import wait_until

pytestmark = pytest.mark.slow


def ask(url, user="123", **changes):
    body = {"user_id": user, "metadata": {"width": 64, "height": 64}} | changes
    return httpx.post(f"{url}/api/generate", json=body, timeout=120)


def metric(url, name):
    lines = httpx.get(f"{url}/metrics", timeout=60).text.splitlines()
    return sum(float(line.rpartition(" ")[2]) for line in lines if line.startswith(name))


@pytest.fixture(scope="module")
def careless(tmp_path_factory):
    """A service that was started with no umask at all, over a folder that an earlier release left open."""
    folder = tmp_path_factory.mktemp("careless")  # a short name: there are sockets in it
    for place in ("data", "data/spool", "data/spool/images", "data/mongo", "pictures"):
        (folder / place).mkdir(mode=0o755)
    (folder / "data/spool/spool.db-old").write_text("somebody")
    (folder / "tmp").mkdir()
    mask = os.umask(0)
    try:
        with serve(folder, BLOBS=str(folder / "pictures"), TMPDIR=str(folder / "tmp")) as server:
            os.umask(mask)
            yield server
    finally:
        os.umask(mask)


def test_nobody_else_reads_the_data_folder(careless):
    assert ask(careless.url).status_code == 200
    wait_until(lambda: metric(careless.url, "spool_depth") == 0)
    found = [path.relative_to(careless.data) for path in careless.data.rglob("*")]
    assert {"spool", "mongo"} <= {path.parts[0] for path in found}
    assert len(found) > 20
    assert open_to_others(careless.data) == []
    assert open_to_others(careless.data.parent / "pictures") == []


def test_picture_under_way_does_not_come_back_after_its_users_erasure(careless):
    with concurrent.futures.ThreadPoolExecutor(1) as pool, frozen_runner(careless) as go_on:
        asked = pool.submit(ask, careless.url, "erased")
        wait_until(lambda: metric(careless.url, "service_in_flight") == 1)
        assert httpx.delete(f"{careless.url}/api/users/erased", timeout=60).status_code == 200
        go_on()
        answer = asked.result()
    assert (answer.status_code, answer.json()["error"]["code"]) == (409, "user_erased")
    assert httpx.get(f"{careless.url}/api/interactions/erased").json() == []
    assert ask(careless.url, "erased").status_code == 200


def test_flood_of_refused_requests_is_counted_and_mostly_not_kept(careless):
    body = {"metadata": {"width": 64, "height": 64, "custom_prompt": "a naked woman"}}
    with httpx.Client(base_url=careless.url, timeout=60) as client:
        answers = [client.post("/api/generate", json={"user_id": "flood"} | body) for _ in range(300)]
    assert {answer.status_code for answer in answers} == {422}
    counted = metric(careless.url, 'service_failures_total{code="prompt_refused"')
    kept = metric(careless.url, 'service_failures_total{code="prompt_refused",kept="true"}')
    assert counted >= 300
    assert 0 < kept < counted


def test_log_of_the_database_tells_no_user(careless):
    user = "somebody@example.org"
    assert ask(careless.url, user).status_code == 200
    wait_until(lambda: metric(careless.url, "spool_depth") == 0)
    httpx.get(f"{careless.url}/api/interactions/{user}", timeout=60).raise_for_status()
    httpx.delete(f"{careless.url}/api/users/{user}", timeout=60).raise_for_status()
    told = (careless.data / "mongo/mongod.log").read_text()
    assert "Slow query" not in told
    assert user not in told + careless.log.read_text()


@pytest.mark.last
def test_deleted_data_folder_is_told_and_the_stop_comes_to_its_end(careless):
    room = careless.data.parent / "tmp"
    assert ask(careless.url).status_code == 200
    assert list(room.glob("page-*"))
    shutil.rmtree(careless.data, ignore_errors=True)
    wait_until(lambda: httpx.get(f"{careless.url}/readyz", timeout=60).status_code == 503)
    for _ in range(3):
        answer = ask(careless.url)
        assert (answer.status_code, answer.json()["error"]["code"]) == (503, "unavailable")
    careless.process.send_signal(signal.SIGTERM)
    careless.process.wait(60)
    assert not list(room.glob("page-*"))  # a stop that takes too long is cut short before it tidies up
    told = careless.log.read_text()
    assert told.count("the keeper of the embedded MongoDB cannot be started") <= 1
    assert "Traceback" not in told


def test_store_whose_folder_is_gone_closes_at_once(tmp_path, caplog):
    with contextlib.closing(Store.open(None, tmp_path / "data")) as store:
        recorded(store)
        drained(store)
        shutil.rmtree(tmp_path / "data", ignore_errors=True)
        kill("mongod", tmp_path)
        wait_until(lambda: "cannot be started" in caplog.text)
        with pytest.raises(ServiceError):
            store.mark("123", "/api/images/x.png", True)
        started = time.monotonic()
    assert time.monotonic() - started < 15  # the driver alone would look for its server for 30 s
    assert caplog.text.count("cannot be started") == 1
