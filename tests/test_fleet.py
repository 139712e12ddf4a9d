"""Several runners, each a process group of its own, behind one fleet: they share the work, and any of them may die."""

import asyncio
import contextlib
import pickle
import socket
import threading
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from typing import Self

import httpx
import pytest
from aiohttp import web
from bentoml.exceptions import ServiceUnavailable

import fleet as room
from dispatch import open_road
from fleet import Fleet
from pipeline import Job, Painting, Progress
from schemas import Metadata
from tests.kits import BANK, build
from tests.serving import free_port
from tests.split import kill, public, replica_set, runner
from tests.waiting import run, wait_until

pytestmark = pytest.mark.slow


def job(size: int) -> Job:
    prompt = build(Metadata(width=size, height=size, product="car"), 7)
    facts = {"prompt": prompt.prompt, "negative_prompt": prompt.negative_prompt, "scene": prompt.scene}
    return Job(id=uuid.uuid4().hex, kit=BANK, width=size, height=size, seed=7, **facts)


def fleet(ports: list[int]) -> Fleet:
    from service import LogoGeneration, Runner

    open_road()
    LogoGeneration.inject_config()
    return Fleet(Runner, ",".join(f"127.0.0.1:{port}" for port in ports))


async def paint(fleet: Fleet, count: int, at_once: int, size: int = 256) -> list[str]:
    """Paint `count` pictures, `at_once` at a time; the errors."""
    gate = asyncio.Semaphore(at_once)

    async def one() -> str | None:
        async with gate:
            asked = job(size)
            [painting] = await fleet.to_async.paint([asked])
            return painting.error or (None if painting.id == asked.id and painting.image else "mixed up")

    results = await asyncio.gather(*(one() for _ in range(count)), return_exceptions=True)
    return [repr(result) for result in results if result]


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    """The port of a runner that none of the tests harms."""
    port = free_port()
    with runner(tmp_path_factory.mktemp("steady"), port):
        yield port


def test_runner_killed_under_load_costs_no_picture(tmp_path, steady):
    ports = [free_port(), steady]
    with runner(tmp_path, ports[0]) as victim:

        async def load():
            both = fleet(ports)
            await paint(both, 4, 4)
            work = asyncio.create_task(paint(both, 80, 8, 1024))
            before = (await figures(ports[0]))["painted_total"]
            while (await figures(ports[0]))["painted_total"] < before + 4:
                await asyncio.sleep(0.02)
            assert not work.done()
            kill(victim)
            errors = await work
            shares = await both.figures()
            await both.close()
            return errors, shares

        errors, shares = run(load())
    assert errors == []
    assert shares["runners"] == 1


def test_runner_that_joins_gets_its_share(tmp_path, steady):
    ports = [steady, free_port()]

    async def alone_then_together():
        both = fleet(ports)
        errors = await paint(both, 8, 8)
        with runner(tmp_path, ports[1]):
            while (await both.figures())["runners"] < 2:
                await asyncio.sleep(0.02)
            errors += await paint(both, 80, 8, 1024)
            second = await figures(ports[1])
            together = await both.figures()
        await both.close()
        return errors, second, together

    errors, second, together = run(alone_then_together())
    assert errors == []
    assert together["runners"] == 2
    assert 20 <= second["painted_total"] <= 60


def test_progress_and_cancel_reach_the_runner_that_has_the_job(steady):
    async def watch():
        both = fleet([steady, free_port()])
        await paint(both, 1, 1)
        before = asyncio.create_task(paint(both, 8, 8, 1750))
        asked = job(1750)
        work = asyncio.create_task(both.paint([asked]))
        seen = None
        while not work.done() and seen is None:
            await asyncio.sleep(0.02)
            seen = await both.progress(asked.id)
        cancelled = await both.cancel(asked.id)
        [painting] = await work
        errors, gone = await before, await both.progress(asked.id)
        await both.close()
        return seen, cancelled, painting.error, errors, gone

    seen, cancelled, error, errors, gone = run(watch())
    assert seen is not None
    assert (cancelled, errors, gone) == (True, [], None)
    assert "cancelled" in error


def test_name_server_that_is_away_costs_no_runner(tmp_path, monkeypatch):
    async def look():
        there = fleet([free_port()])
        await there._look()
        known = set(there._replicas)

        async def away(*_, **__):
            raise socket.gaierror(socket.EAI_AGAIN, "try again")

        monkeypatch.setattr(asyncio.get_running_loop(), "getaddrinfo", away)
        there._looked = float("-inf")
        await there._look()
        return known, set(there._replicas)

    known, still = run(look())
    assert len(known) == 1
    assert still == known


def test_runner_that_vanished_gets_no_job_and_hides_no_figures(steady):
    with socket.create_server(("127.0.0.1", 0)) as silent:

        async def vanish():
            both = fleet([silent.getsockname()[1], steady])
            stuck = [asyncio.create_task(both.paint([job(64)])) for _ in range(8)]
            while not (jobs := next(iter(both._replicas.values())).jobs if both._replicas else 0):
                await asyncio.sleep(0.01)
            both._names.pop(0)
            both._looked = float("-inf")
            async with asyncio.timeout(10):
                errors = await paint(both, 20, 4)
                ready, told = await both.is_ready(), await both.figures()
            for one in stuck:
                one.cancel()
            await asyncio.gather(*stuck, return_exceptions=True)
            await both.close()
            return jobs, errors, ready, told

        jobs, errors, ready, told = run(vanish())
    assert jobs
    assert errors == []
    assert ready
    assert told["runners"] == 1


def test_no_job_is_remembered_that_failed():
    async def fail():
        nobody = fleet([free_port()])
        await paint(nobody, 3, 1)
        await nobody.close()
        return nobody._where

    assert run(fail()) == {}


def test_no_runner_at_all_is_told(tmp_path):
    async def ask():
        nobody = fleet([free_port()])
        return await nobody.is_ready(), await nobody.figures(), await paint(nobody, 1, 1)

    ready, figures, errors = run(ask())
    assert (ready, figures) == (False, {"runners": 0})
    assert "ClientConnectorError" in errors[0]


def test_whole_product_loses_nothing_when_a_runner_dies_and_uses_one_that_joins(tmp_path, steady):
    ports = [free_port(), steady, free_port()]
    answers: list[httpx.Response] = []
    enough = threading.Event()

    def client(number: int) -> None:
        body = {"user_id": f"split-{number}", "metadata": {"width": 256, "height": 256, "product": "car"}}
        with httpx.Client(base_url=server.url, timeout=60) as http:
            while not enough.is_set():
                answers.append(http.post("/api/generate", json=body))

    def more(count: int) -> None:
        wanted = len(answers) + count
        wait_until(lambda: len(answers) >= wanted, 120)

    with (
        replica_set(tmp_path) as uri,
        runner(tmp_path, ports[0]) as victim,
        public(tmp_path, ports, uri) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        try:
            clients = [pool.submit(client, number) for number in range(8)]
            more(16)
            kill(victim)
            more(16)
            with runner(tmp_path, ports[2]):
                more(32)
                joined = run(figures(ports[2]))
                enough.set()
                for one in clients:
                    one.result()
        finally:
            enough.set()
        kept = {item["id"] for number in range(8) for item in history(server.url, f"split-{number}")}
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["id"] for answer in answers} == kept
    assert joined["painted_total"] > 0


class StandIn:
    """Answers as a runner does, as quickly as HTTP goes; refuses, or holds calls of a method, when told to."""

    def __init__(self, refuses: bool = False, holds: str = "") -> None:
        self.port, self.asked, self.refuses = free_port(), [], refuses
        self.free, self.holds = asyncio.Event(), holds

    async def __aenter__(self) -> Self:
        app = web.Application()
        app.router.add_post("/{method}", self._answer)
        app.router.add_get("/readyz", self._ready)
        self._served = web.AppRunner(app)
        await self._served.setup()
        await web.TCPSite(self._served, "127.0.0.1", self.port).start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._served.cleanup()

    async def _answer(self, request: web.Request) -> web.Response:
        method = request.match_info["method"]
        self.asked.append(method)
        if self.refuses:
            return web.json_response({"error": "full"}, status=503)
        if method in self.holds:
            await self.free.wait()
        told = {
            "paint": [Painting(id="a", model=str(self.port))],
            "progress": Progress(self.port, 0, 0),
            "cancel": True,
            "figures": {"steps": 1.0, "rows": 2.0},
        }
        return web.Response(body=pickle.dumps(told[method]), content_type="application/vnd.bentoml+pickle")

    async def _ready(self, _: web.Request) -> web.Response:
        return web.Response(status=503 if self.refuses else 200)


@contextlib.asynccontextmanager
async def standing(*runners: StandIn) -> AsyncIterator[Fleet]:
    async with contextlib.AsyncExitStack() as stack:
        for one in runners:
            await stack.enter_async_context(one)
        both = fleet([one.port for one in runners])
        await both.is_ready()
        yield both
        await both.close()


@pytest.mark.parametrize(("rest", "times"), [(60.0, 1), (0.0, 4)])
def test_runner_that_did_not_answer_is_left_alone_for_a_while(monkeypatch, rest, times):
    assert 0 < room.REST_SECONDS <= 5
    monkeypatch.setattr(room, "REST_SECONDS", rest)

    async def use():
        broken, whole = StandIn(refuses=True), StandIn()
        async with standing(broken, whole) as both:
            # Whichever of them the fleet would take first: the broken one is.
            both._replicas = dict(sorted(both._replicas.items(), key=lambda item: str(broken.port) not in item[0]))
            answers = [await both.paint([job(64)]) for _ in range(4)]
        return [painting.model for [painting] in answers], str(whole.port), broken.asked.count("paint")

    answers, port, asked = run(use())
    assert answers == [port] * 4
    assert asked == times


def test_job_goes_to_the_runner_with_the_fewest_and_is_asked_about_there():
    async def use():
        first, second = runners = StandIn(holds="paint"), StandIn(holds="paint")
        async with standing(*runners) as both:
            jobs, work = [job(64) for _ in range(5)], []
            for number, one in enumerate(jobs):
                work.append(asyncio.create_task(both.paint([one])))
                while first.asked.count("paint") + second.asked.count("paint") <= number:
                    await asyncio.sleep(0.005)
            shares = sorted(one.asked.count("paint") for one in runners)
            where = [(await both.progress(one.id)).position for one in jobs]
            for one in runners:
                one.free.set()
            painted = [int((await task)[0].model) for task in work]
            after = await both.progress(jobs[0].id), await both.cancel(jobs[0].id)
            counts = [replica.jobs for replica in both._replicas.values()]
        return shares, where, painted, after, counts

    shares, where, painted, after, counts = run(use())
    assert shares == [2, 3]
    assert where == painted
    assert after == (None, False)
    assert counts == [0, 0]


def test_figures_are_the_sums_of_those_that_answer():
    async def use():
        runners = [StandIn(), StandIn(), StandIn(refuses=True)]
        async with standing(*runners) as all_of_them:
            told, ready = await all_of_them.figures(), await all_of_them.is_ready()
            for one in runners:
                one.refuses = True
            return told, ready, await all_of_them.figures(), await all_of_them.is_ready()

    assert run(use()) == ({"runners": 2, "steps": 2, "rows": 4}, True, {"runners": 0}, False)


def test_every_runner_that_refuses_is_tried_once_and_the_last_refusal_told():
    async def use():
        runners = [StandIn(refuses=True), StandIn(refuses=True)]
        async with standing(*runners) as both:
            with pytest.raises(ServiceUnavailable):
                await both.paint([job(64)])
        return [one.asked for one in runners]

    assert run(use()) == [["paint"], ["paint"]]


def test_silent_runner_is_heard_for_a_moment_only(monkeypatch):
    assert room.HEAR_SECONDS <= 2
    monkeypatch.setattr(room, "HEAR_SECONDS", 0.05)

    async def use():
        silent, well = StandIn(holds="figures"), StandIn()
        async with standing(silent, well) as both:
            async with asyncio.timeout(30):
                told = await both.figures()
            silent.free.set()
        return told

    assert run(use())["runners"] == 1


async def figures(port: int) -> dict[str, float]:
    one = fleet([port])
    told = await one.figures()
    await one.close()
    return told


def history(url: str, user: str) -> list[dict[str, str]]:
    return httpx.get(f"{url}/api/interactions/{user}", params={"limit": 200}, timeout=60).raise_for_status().json()
