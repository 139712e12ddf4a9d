"""Several runners, each a process group of its own, behind one fleet: they share the work, and any of them may die."""

import asyncio
import contextlib
import os
import subprocess
import sys
import time
import uuid
from collections.abc import Iterator
from pathlib import Path

import httpx
import psutil
import pytest

from fleet import Fleet
from pipeline import Job
from schemas import Metadata
from tests.kits import BANK, build
from tests.serving import ROOT, free_port

pytestmark = pytest.mark.slow


def job(size: int) -> Job:
    prompt = build(Metadata(width=size, height=size, product="car"), 7)
    facts = {"prompt": prompt.prompt, "negative_prompt": prompt.negative_prompt, "scene": prompt.scene}
    return Job(id=uuid.uuid4().hex, kit=BANK, width=size, height=size, seed=7, **facts)


@contextlib.contextmanager
def runner(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    """A runner alone on a port, ready; gone at the end."""
    command = [sys.executable, "-m", "bentoml_cli._internal.start", "start-http-server", "service:LogoGeneration"]
    where = ["--service-name", "runner", "--host", "127.0.0.1", "--port", str(port)]
    home = {"BENTOML_HOME": str(folder / f"bentoml-{port}"), "BENTOML_DO_NOT_TRACK": "True", "OMP_NUM_THREADS": "1"}
    with (folder / f"{port}.log").open("wb") as log:
        process = subprocess.Popen(
            [*command, *where, "--timeout-graceful-shutdown", "5"],
            cwd=ROOT,
            env=os.environ | home,
            stdout=log,
            stderr=log,
        )
    try:
        wait_ready(port)
        yield process
    finally:
        kill(process)


def kill(runner: subprocess.Popen[bytes]) -> None:
    """All of its processes at once, as when its machine is gone."""
    with contextlib.suppress(psutil.NoSuchProcess):
        leader = psutil.Process(runner.pid)
        for process in [leader, *leader.children(recursive=True)]:
            process.kill()
    runner.wait(30)


def wait_ready(port: int) -> None:
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        with contextlib.suppress(httpx.TransportError):
            if httpx.get(f"http://127.0.0.1:{port}/readyz", timeout=10).status_code == 200:
                return
        time.sleep(0.2)
    raise RuntimeError(f"the runner on port {port} did not start")


def fleet(ports: list[int]) -> Fleet:
    from service import LogoGeneration, Runner

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


def test_runner_killed_under_load_costs_no_picture(tmp_path):
    ports = [free_port(), free_port()]
    with runner(tmp_path, ports[0]) as victim, runner(tmp_path, ports[1]):

        async def load():
            both = fleet(ports)
            await paint(both, 4, 4)
            work = asyncio.create_task(paint(both, 80, 8, 1024))
            await asyncio.sleep(1)
            assert not work.done()
            kill(victim)
            errors = await work
            shares = await both.figures()
            await both.close()
            return errors, shares

        errors, shares = asyncio.run(load())
    assert errors == []
    assert shares["runners"] == 1


def test_runner_that_joins_gets_its_share(tmp_path):
    ports = [free_port(), free_port()]
    with runner(tmp_path, ports[0]):

        async def alone_then_together():
            both = fleet(ports)
            errors = await paint(both, 8, 8)
            with runner(tmp_path, ports[1]):
                await asyncio.sleep(2.1)
                errors += await paint(both, 24, 8)
                second = await fleet(ports[1:]).figures()
                together = await both.figures()
            await both.close()
            return errors, second, together

        errors, second, together = asyncio.run(alone_then_together())
    assert errors == []
    assert together["runners"] == 2
    assert 6 <= second["painted_total"] <= 18


def test_progress_and_cancel_reach_the_runner_that_has_the_job(tmp_path):
    ports = [free_port(), free_port()]
    with runner(tmp_path, ports[0]):

        async def watch():
            both = fleet(ports)
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

        seen, cancelled, error, errors, gone = asyncio.run(watch())
    assert seen is not None
    assert (cancelled, errors, gone) == (True, [], None)
    assert "cancelled" in error


def test_no_runner_at_all_is_told(tmp_path):
    async def ask():
        nobody = fleet([free_port()])
        return await nobody.is_ready(), await nobody.figures(), await paint(nobody, 1, 1)

    ready, figures, errors = asyncio.run(ask())
    assert (ready, figures) == (False, {"runners": 0})
    assert "ClientConnectorError" in errors[0]
