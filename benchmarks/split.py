"""What one more runner adds, and what one that dies costs: `python -m benchmarks.split`.

The public service, a MongoDB replica set and runners with a tiny SDXL, each a process group of its own. A runner paints
with one thread and is bound to one core, as if that were its machine; all else shares what is left.
"""

import argparse
import asyncio
import contextlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

import aiohttp
import psutil

from benchmarks.load import TIMEOUT

SIZE = 512
STEPS = 6


class Load:
    """Clients that ask again as soon as they are answered, and what they were answered."""

    def __init__(self, url: str, clients: int) -> None:
        self.url = url
        self.clients = clients
        self.answers: Counter[str] = Counter()
        self._open = True

    async def run(self) -> None:
        """Until `stop`; every request that was begun is answered or lost."""
        timeout = aiohttp.ClientTimeout(total=TIMEOUT)
        async with aiohttp.ClientSession(timeout=timeout) as session:
            await asyncio.gather(*(self._client(session, number) for number in range(self.clients)))

    async def _client(self, session: aiohttp.ClientSession, number: int) -> None:
        facts = {"width": SIZE, "height": SIZE, "product": "car"}
        body = {"user_id": f"split-{number}", "metadata": facts, "num_inference_steps": STEPS, "palette_mode": "off"}
        while self._open:
            try:
                async with session.post(f"{self.url}/api/generate", json=body) as answer:
                    await answer.read()
                    self.answers[str(answer.status)] += 1
            except (aiohttp.ClientError, TimeoutError) as error:
                self.answers[type(error).__name__] += 1

    async def rate(self, seconds: float) -> float:
        """Pictures a second from now on."""
        before, started = self.answers["200"], time.monotonic()
        await asyncio.sleep(seconds)
        return (self.answers["200"] - before) / (time.monotonic() - started)

    def stop(self) -> None:
        self._open = False


def bind(service: subprocess.Popen[bytes], core: int) -> None:
    """Keep every thread on one core; those to come inherit it."""
    leader = psutil.Process(service.pid)
    for process in [leader, *leader.children(recursive=True)]:
        for thread in process.threads():
            os.sched_setaffinity(thread.id, [core])


def spent(service: subprocess.Popen[bytes]) -> float:
    """CPU seconds of a service so far."""
    leader = psutil.Process(service.pid)
    each = [process.cpu_times() for process in [leader, *leader.children(recursive=True)]]
    return sum(one.user + one.system for one in each)


async def course(folder: Path, env: dict[str, str], clients: int, seconds: float) -> tuple[list[str], Counter[str]]:
    """One runner; two; one of them killed; another in its place. A line each, and how all requests were answered."""
    from tests.serving import free_port
    from tests.split import Names, balancer, kill, public, replica_set, runner

    hosts, names, port = ["127.0.0.1", "127.0.0.2", "127.0.0.3"], Names(), free_port()
    lines = ["| runners | pictures a second |", "|---|---:|"]
    with contextlib.ExitStack() as stack:

        async def join(number: int, core: int) -> subprocess.Popen[bytes]:
            entered = await asyncio.to_thread(stack.enter_context, runner(folder, port, hosts[number], **env))
            bind(entered, core)
            names.addresses.append(hosts[number])
            return entered

        async def measure(name: str) -> None:
            await asyncio.sleep(5)  # until the balancer has noticed
            lines.append(f"| {name} | {await load.rate(seconds):.2f} |")

        uri = stack.enter_context(replica_set(folder))
        first = await join(0, 0)
        address = stack.enter_context(balancer(folder, names, port))
        server = await asyncio.to_thread(stack.enter_context, public(folder, address, uri, **env))
        load = Load(server.url, clients)
        before = spent(server.process)
        work = asyncio.create_task(load.run())
        await load.rate(10)  # warm
        await measure("one")
        await join(1, 1)
        await measure("two")
        await asyncio.to_thread(kill, first)
        await measure("one was killed")
        await join(2, 0)
        await measure("another joined")
        load.stop()
        await work
        each = (spent(server.process) - before) / load.answers["200"]
    return [*lines, "", f"public service: {1000 * each:.1f} ms of a core a picture"], load.answers


def main(arguments: list[str]) -> None:
    from tests.checkpoints import save_folder

    parser = argparse.ArgumentParser(prog="python -m benchmarks.split", description="Several runners on one machine.")
    parser.add_argument("--width", type=int, default=32, help="channels of the tiny UNet's first block")
    parser.add_argument("--clients", type=int, default=8)
    parser.add_argument("--seconds", type=float, default=30, help="of each measurement")
    asked = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        env = {
            "SAFETY_CHECKER": "off",
            "MODEL": str(save_folder(folder / "tiny", width=asked.width)),
            "MODEL_CACHE": str(folder / "cache"),
            "DTYPE": "float32",
            "PIXEL_BUDGET": str(SIZE * SIZE),
            "OMP_NUM_THREADS": "1",
        }
        lines, answers = asyncio.run(course(folder, env, asked.clients, asked.seconds))
    told = ", ".join(f"{count} x {answer}" for answer, count in answers.items())
    cores = len(os.sched_getaffinity(0))
    sys.stdout.write("\n".join([*lines, "", f"answers: {told}; {asked.clients} clients, {cores} cores", ""]))
    if answers.keys() != {"200"}:
        raise SystemExit("a request was lost")


if __name__ == "__main__":
    main(sys.argv[1:])
