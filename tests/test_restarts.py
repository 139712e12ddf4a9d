"""Whatever process of the service dies comes back and nothing that was acknowledged is lost; a stop ends them all, in order."""

import asyncio
import contextlib
import signal

import httpx
import psutil
import pytest
from playwright.sync_api import expect

from tests.browsing import retry_until_made, settle, size, variants
from tests.listening import control_room, family, workers_room
from tests.loading import bodies, everything, post_all
from tests.serving import serve, wait_ready
from tests.stores import kill
from tests.waiting import run

pytestmark = pytest.mark.slow

RUNNER = "runner"


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A service that is used to losing its processes."""
    with serve(tmp_path_factory.mktemp("mortal")) as server:
        yield server


@pytest.fixture
def mortal(served):
    """It again, with everything back that the test before has killed."""
    wait_ready(served)
    return served


def workers(server, name):
    """Its processes that serve `name`, as BentoML calls it."""
    found = []
    for one in family(server.process.pid):
        with contextlib.suppress(psutil.NoSuchProcess):  # or it has just been killed
            if name in one.cmdline():
                found.append(one)
    return found


@contextlib.contextmanager
def visitor(browser, server, user, locale):
    """A page of somebody; it may complain, as this service dies under it."""
    with browser.new_context(locale=locale, reduced_motion="reduce") as context:
        page = context.new_page()
        page.goto(f"{server.url}/ui/")
        settle(page)
        page.fill("#user-id input", user)
        yield page


def test_database_killed_under_load_loses_nothing(mortal):
    def kill_it():
        assert kill("mongod", mortal.data) == 1

    answers = run(post_all(mortal.url, list(bodies("kill", 80)), at_half=kill_it))
    accepted = {a.json()["id"] for a in answers if a.status_code == 200}
    recorded = {item["id"] for item in everything(mortal.url, "kill")}
    assert {a.status_code for a in answers} <= {200, 503}
    assert len(accepted) >= 60
    assert accepted <= recorded


def test_runner_killed_under_load_comes_back(mortal):
    victims = workers(mortal, RUNNER)

    def kill_it():
        for victim in victims:
            victim.kill()

    answers = run(post_all(mortal.url, list(bodies("runner", 60)), at_half=kill_it))
    after = httpx.post(f"{mortal.url}/api/generate", json=next(bodies("after")), timeout=60)
    assert {a.status_code for a in answers} <= {200, 503}
    assert after.status_code == 200
    assert "painter_running 0.0" in httpx.get(f"{mortal.url}/metrics", timeout=60).text  # nothing of the dead one's
    assert len(victims) == 1
    assert {one.pid for one in victims}.isdisjoint(one.pid for one in workers(mortal, RUNNER))


def test_page_tells_of_a_killed_runner_or_makes_up_for_it(browser, mortal):
    with visitor(browser, mortal, "unlucky", "en") as page:
        size(page, 1200, 1200)
        variants(page, 4)
        page.click("#generate")
        expect(page.locator("#wall [aria-busy]")).to_be_visible()
        [victim] = workers(mortal, RUNNER)
        victim.kill()
        expect(page.locator(".problem .notice, #wall .act").first).to_be_visible(timeout=300_000)
        expect(page.locator(".problem .notice").filter(has_not_text="Try again")).to_have_count(0)
        size(page, 96, 64)
        variants(page, 1)
        retry_until_made(page)


def test_stop_answers_what_was_asked_lets_open_pages_go_and_leaves_nothing(tmp_path):
    # Nothing is on brand in black alone, so each is painted in two rounds, the second after the stop.
    facts = {"palette_mode": "strict", "controls": {"colors": [{"rgb": [0, 0, 0]}]}}
    body = {"user_id": "stop", "metadata": {"width": 800, "height": 800}} | facts

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=server.url, timeout=120) as client:
            asked = [asyncio.create_task(client.post("/api/generate", json=body | {"seed": n})) for n in range(3)]
            while "service_in_flight 3.0" not in (await client.get("/metrics")).text:
                await asyncio.sleep(0.02)
            server.process.send_signal(signal.SIGTERM)
            return await asyncio.gather(*asked)

    with (
        serve(tmp_path, grace=120) as server,
        httpx.stream("GET", f"{server.url}/ui/en/gradio_api/heartbeat/one", timeout=60) as one,
        httpx.stream("GET", f"{server.url}/ui/ru/gradio_api/heartbeat/two", timeout=60) as two,
    ):
        open_pages = [page.iter_text() for page in (one, two)]
        assert all("ALIVE" in next(page) for page in open_pages)
        pid = server.process.pid
        processes, rooms = family(pid), [control_room(pid), workers_room(pid)]
        answers = run(ask())
        assert server.process.wait(60) == 0
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(processes) > 2
    assert not psutil.wait_procs(processes, 30)[1]
    assert not any(room.exists() for room in rooms)
