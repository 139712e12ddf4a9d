"""Several runners behind the balancer of deploy/runners: they share the work, and any of them may die, fall silent or stop."""

import asyncio
import contextlib
import pickle
import re
import signal
import threading
import uuid
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor

import httpx
import pytest

from pipeline import PaintTask
from runner import Client, Remote
from schemas import Metadata
from tests.kits import BANK, build
from tests.listening import control_room, family, ports
from tests.serving import free_port
from tests.split import Names, balancer, kill, public, replica_set, runner
from tests.test_supervisor import attack
from tests.waiting import run, wait_until

pytestmark = pytest.mark.slow
HOSTS = "127.0.0.1", "127.0.0.2", "127.0.0.3"


@pytest.fixture(scope="module")
def steady(tmp_path_factory):
    """A runner that none of the tests harms, at the first of HOSTS, and its port."""
    port = free_port()
    with runner(tmp_path_factory.mktemp("steady"), port, HOSTS[0]) as process:
        yield process, port


@pytest.fixture(scope="module")
def port(steady):
    """Of all runners here."""
    return steady[1]


@pytest.fixture(scope="module")
def joining(tmp_path_factory, port):
    """Another, at the last of them, that has painted nothing until it joins."""
    with runner(tmp_path_factory.mktemp("joining"), port, HOSTS[2]) as process:
        yield process


def test_runner_alone_has_one_port(steady, tmp_path):
    processes = family(steady[0].pid)
    assert ports(processes) == {steady[1]}
    assert control_room(steady[0].pid).stat().st_mode & 0o777 == 0o700
    assert not attack(processes, tmp_path / "proof")


def figure(host, port, name):
    told = httpx.get(f"http://{host}:{port}/metrics", timeout=60).text
    return float(re.search(rf"^painter_{name} (\S+)$", told, re.MULTILINE)[1])


OPEN = ("running", "queued")


def task(size):
    prompt = build(Metadata(width=size, height=size, product="car"), 7)
    facts = {"prompt": prompt.prompt, "negative_prompt": prompt.negative_prompt, "scene": prompt.scene}
    return PaintTask(id=uuid.uuid4().hex, kit=BANK, width=size, height=size, seed=7, **facts)


@contextlib.asynccontextmanager
async def asking(address) -> AsyncIterator[Client]:
    remote = Remote(address)
    async with asyncio.timeout(60):
        while not await remote.is_ready():
            await asyncio.sleep(0.05)
    yield Client(remote.paint)
    await remote.close()


def test_product_loses_nothing_when_a_runner_dies_and_uses_one_that_joins(tmp_path, port, joining):
    answers: list[httpx.Response] = []
    enough = threading.Event()
    names = Names(*HOSTS[:2])

    def ask(number: int) -> None:
        body = {"user_id": f"split-{number}", "metadata": {"width": 256, "height": 256, "product": "car"}}
        with httpx.Client(base_url=server.url, timeout=60) as http:
            while not enough.is_set():
                answers.append(http.post("/api/generate", json=body))

    def more(count: int) -> None:
        wanted = len(answers) + count
        wait_until(lambda: len(answers) >= wanted, 120)

    with (
        replica_set(tmp_path) as uri,
        runner(tmp_path, port, HOSTS[1]) as victim,
        balancer(tmp_path, names, port) as address,
        public(tmp_path, address, uri) as server,
        ThreadPoolExecutor(8) as pool,
    ):
        try:
            clients = [pool.submit(ask, number) for number in range(8)]
            more(16)
            wait_until(lambda: figure(HOSTS[1], port, "painted_total") > 0)
            kill(victim)
            more(16)
            assert figure(HOSTS[2], port, "painted_total") == 0
            names.addresses = [HOSTS[0], HOSTS[2]]
            wait_until(lambda: figure(HOSTS[2], port, "painted_total") >= 8, 120)
            enough.set()
            for one in clients:
                one.result()
        finally:
            enough.set()
        kept = {item["id"] for number in range(8) for item in history(server.url, f"split-{number}")}
    assert {answer.status_code for answer in answers} == {200}
    assert {answer.json()["id"] for answer in answers} == kept


async def begun(painter, port):
    """Four paintings, one of which at least the last runner has begun; others where they were over before that was seen."""
    async with asyncio.timeout(60):
        while True:
            asked = [asyncio.create_task(painter.paint(task(1750))) for _ in range(4)]
            while not all(one.done() for one in asked):
                # In a thread, since what was asked for would not be sent meanwhile.
                if sum(await asyncio.gather(*(asyncio.to_thread(figure, HOSTS[2], port, name) for name in OPEN))):
                    return asked
                await asyncio.sleep(0.02)


@pytest.mark.last
def test_jobs_of_a_runner_that_falls_silent_are_painted_by_another_and_one_told_to_stop_ends_its_own(
    tmp_path, port, joining
):
    names, victim = Names(HOSTS[2]), joining

    async def vanish(address, victim):
        async with asking(address) as painter:
            before = await painted()
            async with asyncio.timeout(60):  # until the balancer knows that it speaks again
                while await painted() == before:
                    await painter.paint(task(128))
            ended = await begun(painter, port)
            for one in family(victim.pid):
                one.send_signal(signal.SIGTERM)
            return await asyncio.gather(*ended)

    async def silence(address, victim):
        async with asking(address) as painter:
            stuck = await begun(painter, port)
            names.addresses = [HOSTS[0], HOSTS[2]]
            for one in family(victim.pid):
                one.suspend()
            return await asyncio.gather(*stuck)

    async def painted():
        return await asyncio.to_thread(figure, HOSTS[2], port, "painted_total")

    with balancer(tmp_path, names, port) as address:
        room = control_room(victim.pid)
        silenced = run(silence(address, victim))
        for one in family(victim.pid):
            one.resume()
        wait_until(lambda: sum(figure(HOSTS[2], port, name) for name in OPEN) == 0)
        stopped = run(vanish(address, victim))
        victim.wait(60)
    assert all(one.image for one in silenced + stopped)
    assert not room.exists()


def test_progress_comes_through_the_balancer_and_hanging_up_cancels(tmp_path, port):
    async def told(*names):
        return sum([await asyncio.to_thread(figure, HOSTS[0], port, name) for name in names])

    async def watch(address):
        others = []
        async with asking(address) as painter, asyncio.timeout(120):
            before = await told("cancelled_total")
            while await told("cancelled_total") == before:  # on a busy machine it may be painted before we hang up
                seen = asyncio.Event()
                others += [asyncio.create_task(painter.paint(task(1750))) for _ in range(6)]
                watched = asyncio.create_task(
                    painter.paint(task(1750), lambda progress, seen=seen: progress.position and seen.set())
                )
                await seen.wait()
                watched.cancel()
                await asyncio.gather(watched, return_exceptions=True)
                while await told("cancelled_total") == before and await told(*OPEN):
                    await asyncio.sleep(0.02)
            return await asyncio.gather(*others)

    with balancer(tmp_path, Names(HOSTS[0]), port) as address:
        assert all(one.image for one in run(watch(address)))


class Opened:
    """What a pickle may do to whoever opens it."""

    def __init__(self, proof):
        self.proof = proof

    def __reduce__(self):
        return open, (str(self.proof), "w")


@pytest.mark.parametrize("media", ["application/vnd.bentoml+pickle", "multipart/form-data; boundary=x", "text/plain"])
def test_runner_opens_nothing_but_json(port, tmp_path, media):
    proof = tmp_path / "proof"
    answer = httpx.post(
        f"http://{HOSTS[0]}:{port}/paint",
        content=pickle.dumps(Opened(proof)),
        headers={"Content-Type": media},
        timeout=60,
    )
    assert answer.status_code == 415
    assert not proof.exists()


def history(url: str, user: str) -> list[dict[str, str]]:
    return httpx.get(f"{url}/api/interactions/{user}", params={"limit": 200}, timeout=60).raise_for_status().json()
