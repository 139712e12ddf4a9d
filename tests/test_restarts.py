"""Whatever process of the service dies comes back and nothing that was acknowledged is lost; a stop ends them all, in order."""

import asyncio
import contextlib
import os
import signal

import httpx
import psutil
import pytest
from playwright.sync_api import expect

from benchmarks.campaign import Campaign, asked, collect, ended, order, pixels
from benchmarks.kills import KILLS
from tests.browsing import WALL, make, settle, size, variants
from tests.listening import control_room, family, worker, workers_room
from tests.loading import bodies, everything, post_all
from tests.serving import serve, wait_ready
from tests.stores import kill
from tests.waiting import run, wait_until

pytestmark = pytest.mark.slow

RUNNER = "runner"
ROWS = 30


@pytest.fixture(scope="module")
def served(tmp_path_factory):
    """A service that is used to losing its processes: it has begun a job, lost all of them and was started again."""
    folder = tmp_path_factory.mktemp("mortal")
    with serve(folder) as server, httpx.Client(base_url=server.url, timeout=60) as client:
        begun = client.post("/api/jobs", json=order(ROWS, 256, "first life")).raise_for_status().json()["id"]
        wait_until(lambda: ended(client, begun) >= 6)
        for process in family(server.process.pid):
            with contextlib.suppress(psutil.NoSuchProcess):
                process.kill()
    with serve(folder, grace=120) as server:
        yield server, begun


@pytest.fixture
def mortal(served):
    """It again, with everything back that the test before has killed."""
    wait_ready(served[0])
    return served[0]


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


def all_are_painted_once(server, job, user):
    """As an undisturbed service paints them."""
    with httpx.Client(base_url=server.url, timeout=60) as client:
        wait_until(lambda: ended(client, job) == ROWS, 180)
        wait_ready(server)
        found = Campaign()
        collect(client, job, found, user)
        assert (found.states, found.lines, found.twice) == ({"succeeded": ROWS}, ROWS, 0)
        for row in asked(client, f"/api/jobs/{job}/rows").json()[3::12]:
            facts = order(ROWS, 256)["rows"][row["row"] - 1]["metadata"]
            alone = {"user_id": "alone", "seed": row["seed"], "metadata": facts}
            single = client.post("/api/generate", json=alone, headers={"Accept": "image/png"}).content
            assert found.pictures[row["row"]] == pixels(single)


def test_killed_service_paints_no_row_twice(mortal, served):
    all_are_painted_once(mortal, served[1], "first life")


def test_campaign_is_painted_once_whatever_is_killed(mortal):
    """Every part once; `python -m benchmarks.campaign` kills more often, under hundreds of rows."""
    with httpx.Client(base_url=mortal.url, timeout=60) as client:
        made = client.post("/api/jobs", json=order(ROWS, 256, "each part")).raise_for_status().json()["id"]
        for done, part in ((4, "runner"), (12, "mongod"), (20, "public")):
            wait_until(lambda done=done: ended(client, made) >= done, 180)
            assert KILLS[part](mortal) == 1
    all_are_painted_once(mortal, made, "each part")


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


def test_page_outlives_a_restart_of_the_service(browser, mortal):
    def history():
        return httpx.get(f"{mortal.url}/api/interactions/весь день", timeout=60).json()

    with visitor(browser, mortal, "весь день", "ru") as page:
        page.fill(".field-custom_prompt textarea", "собака")
        size(page, 96, 64)
        [path] = make(page)
        page.locator("#wall .act.bad").click()
        expect(page.locator("#wall .act.bad[aria-pressed=true]")).to_be_visible()
        page.evaluate("window.first = true")
        back = f"!window.first || ({WALL})([[path]])"  # loaded anew, or with another picture as if nothing had been
        stopped = worker(mortal)
        stopped.suspend()
        stopped.kill()
        page.locator("#wall .why input[name=reason]").fill("скучно")
        page.click("#generate")
        told = f"path => document.getElementById('told')?.textContent || {back}"
        told = page.wait_for_function(told, arg=path, polling=50, timeout=120_000).json_value()
        assert not isinstance(told, str) or "Нет связи с сервисом" in told
        page.wait_for_function(f"path => {back}", arg=path, polling=50, timeout=120_000)
        settle(page)
        expect(page.locator(".field-custom_prompt textarea")).to_have_value("собака", timeout=60_000)
        wait_until(lambda: history()[-1]["mark_reason"] == "скучно")
        make(page)
        assert "Connection" not in page.locator("body").inner_text()


def test_damaged_outbox_is_told_while_running_and_set_aside_at_the_next_start(mortal):
    picture, before = next(bodies("damaged")), len(mortal.log.read_text())
    with httpx.Client(base_url=mortal.url, timeout=60) as client:
        assert client.post("/api/generate", json=picture).status_code == 200
        outbox = mortal.data / "spool/spool.db"
        outbox.write_bytes(os.urandom(outbox.stat().st_size))
        wait_until(lambda: client.get("/readyz").status_code == 503)
        assert client.post("/api/generate", json=picture).status_code == 503
    worker(mortal).kill()
    wait_ready(mortal)
    assert httpx.post(f"{mortal.url}/api/generate", json=picture, timeout=60).status_code == 200
    assert len(list(outbox.parent.glob("spool.db.damaged-*"))) == 1
    told = mortal.log.read_text()[before:]
    assert told.count(f"{outbox} was damaged") == 1
    assert "Traceback" not in told


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
        wait_ready(mortal)
        size(page, 96, 64)
        variants(page, 1)
        make(page)


@pytest.mark.last
def test_stop_answers_what_was_asked_lets_open_pages_go_and_leaves_nothing(mortal):
    # Nothing is on brand in black alone, so each is painted in two rounds, the second after the stop.
    facts = {"palette_mode": "strict", "controls": {"colors": [{"rgb": [0, 0, 0]}]}}
    body = {"user_id": "stop", "metadata": {"width": 800, "height": 800}} | facts

    async def ask() -> list[httpx.Response]:
        async with httpx.AsyncClient(base_url=mortal.url, timeout=120) as client:
            asked = [asyncio.create_task(client.post("/api/generate", json=body | {"seed": n})) for n in range(3)]
            async with asyncio.timeout(60):
                while "service_in_flight 3.0" not in (await client.get("/metrics")).text:
                    await asyncio.sleep(0.02)
            mortal.process.send_signal(signal.SIGTERM)
            return await asyncio.gather(*asked)

    with (
        httpx.stream("GET", f"{mortal.url}/ui/en/gradio_api/heartbeat/one", timeout=60) as one,
        httpx.stream("GET", f"{mortal.url}/ui/ru/gradio_api/heartbeat/two", timeout=60) as two,
    ):
        open_pages = [page.iter_text() for page in (one, two)]
        assert all("ALIVE" in next(page) for page in open_pages)
        pid = mortal.process.pid
        processes, rooms = family(pid), [control_room(pid), workers_room(pid)]
        answers = run(ask())
        assert mortal.process.wait(60) == 0
    assert [answer.status_code for answer in answers] == [200] * 3
    assert len(processes) > 2
    assert not psutil.wait_procs(processes, 30)[1]
    assert not any(room.exists() for room in rooms)
