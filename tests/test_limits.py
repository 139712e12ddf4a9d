"""What operators set, seen from outside: one service that was started with tight limits."""

import re
import shutil
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pymongo
import pytest
from playwright.sync_api import expect

from tests.browsing import look_back, make, resolving, settle, size
from tests.listening import frozen_runner
from tests.serving import ROOT, metrics, serve
from tests.stores import Server
from tests.waiting import wait_until

pytestmark = pytest.mark.slow
DAY = 86_400
TIGHT = {
    "QUEUE_LIMIT": "2",
    "REQUEST_TIMEOUT": "6",
    "RETENTION_DAYS": "7",
    "SPOOL_MAX_BYTES": str(2**20),
    "MAX_BATCH_SIZE": "1",
    "ALLOWED_HOSTS": "*.bank.example",
    "MONGODB_TIMEOUT": "1",
}


@pytest.fixture(scope="module")
def mongod(tmp_path_factory):
    server = Server(tmp_path_factory.mktemp("tight-mongo") / "db")
    yield server
    server.kill()


@pytest.fixture(scope="module")
def tight(tmp_path_factory, mongod):
    """A service at which an operator has turned everything, and whose every limit is soon reached."""
    folder = tmp_path_factory.mktemp("tight")
    (folder / "kits").mkdir()
    shutil.copy(ROOT / "brands/forest.yaml", folder / "kits/default.yaml")
    shutil.copytree(ROOT / "brands/logos", folder / "kits/logos")
    places = {"MONGODB_URI": f"{mongod.uri}tight", "BLOBS": str(folder / "pictures"), "BRANDS": str(folder / "kits")}
    with serve(folder, **places, **TIGHT) as running:
        assert ask(running, 0).status_code == 200  # the first picture of a process takes longer
        yield running


@pytest.fixture
def away(tight, mongod):
    """The service while its MongoDB is away."""
    mongod.kill()
    try:
        yield tight
    finally:
        mongod.start()
        wait_until(lambda: httpx.get(f"{tight.url}/readyz", timeout=60).status_code == 200)
        wait_until(lambda: figure(tight, "spool_depth") == 0)


def ask(server, seed, **facts):
    body = {"user_id": "limits", "metadata": {"height": 64, "width": 64} | facts, "seed": seed, "palette_mode": "off"}
    return httpx.post(f"{server.url}/api/generate", json=body, timeout=120)


def figure(server, name):
    return float(re.search(rf"^{name} (\S+)$", metrics(server.url), re.MULTILINE)[1])


def test_requests_beyond_the_queues_limit_are_refused_and_the_others_painted_one_by_one(tight):
    assert ask(tight, 1).status_code == 200
    before = figure(tight, "painter_steps_total"), figure(tight, "painter_rows_total")
    with frozen_runner(tight) as go_on, ThreadPoolExecutor(3) as pool:
        asked = [pool.submit(ask, tight, seed) for seed in range(3)]
        wait_until(lambda: any(one.done() for one in asked))
        go_on()
        answers = sorted((one.result() for one in asked), key=lambda answer: answer.status_code)
    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert f"{TIGHT['QUEUE_LIMIT']} requests are in the queue" in answers[-1].json()["error"]["message"]
    assert int(answers[-1].headers["retry-after"]) >= 1
    after = figure(tight, "painter_steps_total"), figure(tight, "painter_rows_total")
    assert after[0] - before[0] == after[1] - before[1] > 0  # one row a step


def test_picture_that_takes_too_long_is_given_up(tight):
    with frozen_runner(tight):
        answer = ask(tight, 1)
    assert (answer.status_code, answer.json()["error"]["code"]) == (504, "timed_out")
    assert f"within {TIGHT['REQUEST_TIMEOUT']} s" in answer.json()["error"]["message"]
    wait_until(lambda: figure(tight, "service_in_flight") == 0)
    assert ask(tight, 2).status_code == 200


def test_picture_for_which_the_outbox_is_too_small_is_not_recorded(tight):
    answer = ask(tight, 1, height=1750, width=1750, product="people")  # of some 1.4 MB
    assert (answer.status_code, answer.json()["error"]["code"]) == (503, "storage_full")
    assert int(answer.headers["retry-after"]) >= 1
    assert ask(tight, 1).status_code == 200
    recorded = httpx.get(f"{tight.url}/api/interactions/limits", timeout=60).json()
    assert 1750 not in {line["metadata"]["height"] for line in recorded}
    assert httpx.get(f"{tight.url}/readyz", timeout=60).status_code == 200


def test_log_forgets_after_so_many_days(tight, mongod):
    assert ask(tight, 3).status_code == 200
    with pymongo.MongoClient(mongod.uri) as client:
        kept = {
            name: [one["expireAfterSeconds"] for one in client.tight[name].index_information().values() if one["key"] == [("created_at", 1)]]
            for name in ("interactions", "marks", "failures")
        }  # fmt: skip
    assert {tuple(seconds) for seconds in kept.values()} == {(int(TIGHT["RETENTION_DAYS"]) * DAY,)}


def test_pictures_are_kept_where_blobs_says(tight):
    answer = ask(tight, 4)
    wait_until(lambda: figure(tight, "spool_depth") == 0)
    content = httpx.get(f"{tight.url}{answer.json()['image_path']}", timeout=60).content
    assert content in [one.read_bytes() for one in (tight.data.parent / "pictures").rglob("*") if one.is_file()]


def test_brands_are_those_of_the_folder(tight):
    assert [one["title"] for one in httpx.get(f"{tight.url}/api/brands", timeout=60).json()] == ["Forest"]


def test_page_works_by_a_name_that_is_ours(tight, browser):
    with resolving(browser, "*.bank.example") as page:
        complaints = []
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.goto(f"http://pictures.bank.example:{urlsplit(tight.url).port}/ui/")
        settle(page)
        page.fill("#user-id input", "named")
        for side in ("width", "height"):
            page.fill(f".field-{side} input", "96")
        make(page)
        assert page.url.endswith("/ui/ru/")
        # Without TLS a browser takes that one from this machine's own names alone.
        assert [one for one in complaints if "Cross-Origin-Opener-Policy" not in one] == []


def test_what_waits_is_bounded_and_nobody_waits_long_for_a_database_that_is_away(away):
    answer = wait_until(lambda: one if (one := ask(away, 1, height=512, width=512)).status_code != 200 else None)
    assert (answer.status_code, answer.headers["retry-after"] is not None) == (503, True)
    history = httpx.get(f"{away.url}/api/interactions/limits", timeout=60)
    assert history.headers.get("x-partial") == "true" or history.status_code == 503
    assert history.elapsed.total_seconds() < 4.5  # less than MongoDB is given when nobody says so


def test_history_says_when_the_database_is_away(away, open_page):
    page = open_page("waiting", home=away.url)
    look_back(page)
    expect(page.locator(".problem .hint").last).to_contain_text("The database does not answer")
    expect(page.locator("#history")).not_to_contain_text("no pictures")
    look_back(page, "Create")
    size(page, 96, 64)
    make(page)
    look_back(page)
    expect(page.locator(".album-work")).to_have_count(1)
    expect(page.locator(".problem .hint").last).to_contain_text("The database does not answer")
    page.context.close()


def test_full_queue_is_a_rate_limit_to_clients_of_openai(tight):
    body = {"prompt": "credit card", "size": "1700x1700", "n": 10}
    answer = httpx.post(f"{tight.url}/v1/images/generations", json=body, timeout=60)
    assert (answer.status_code, answer.json()["error"]["type"]) == (429, "rate_limit_error")
    assert int(answer.headers["Retry-After"]) <= 120
