"""CPU milliseconds that one picture costs each process of the product: `python -m benchmarks.cost --pictures 80`.

From the operating system's own counts, so that it holds on a machine that does other things too. The pictures are
illustrations of 1024x1024, PNG in a JSON answer, each recorded before it is answered.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from pathlib import Path
from statistics import quantiles

import aiohttp
import psutil

from benchmarks.workloads import PEOPLE
from tests.serving import serve
from tests.stores import pids

SIDE = 1024
WORKERS = ("runner", "logo-generation")
WARM = 20
"""Pictures before those that count."""
DRAIN_SECONDS = 5
"""After the last picture: what waits on the disk goes to MongoDB, and counts too."""


def processes(leader: int, folder: Path) -> dict[str, psutil.Process]:
    """Those that a picture goes through, by name."""
    commands = {child: child.cmdline() for child in psutil.Process(leader).children(recursive=True)}
    found = {name: child for child, command in commands.items() for name in WORKERS if name in command}
    [mongod] = pids("mongod", folder)
    if len(found) < len(WORKERS):
        raise RuntimeError(f"of {WORKERS} only {sorted(found)} run")
    return found | {"mongod": psutil.Process(mongod)}


def spent(those: dict[str, psutil.Process]) -> dict[str, float]:
    """CPU seconds of each since its start."""
    return {name: sum(process.cpu_times()[:2]) for name, process in those.items()}


async def ask(url: str, seeds: range, at_once: int, side: int = SIDE, users: int = 7) -> tuple[list[float], int]:
    """Ask for a picture a seed, `side` pixels wide and high; seconds that each took, and the bytes of all answers."""
    left, took, size = iter(seeds), [], 0

    async def work(session: aiohttp.ClientSession) -> None:
        nonlocal size
        for seed in left:
            facts = PEOPLE[seed % len(PEOPLE)] | {"width": side, "height": side}
            body = {"user_id": f"user {seed % users}", "seed": seed, "metadata": facts}
            started = time.monotonic()
            async with session.post(f"{url}/api/generate", json=body) as answer:
                size += len(await answer.read())
                answer.raise_for_status()
            took.append(time.monotonic() - started)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(work(session) for _ in range(at_once)))
    return took, size


def measure(pictures: int, at_once: int) -> tuple[dict[str, float], list[float], float]:
    """CPU milliseconds a picture by process, seconds of each picture, and of all."""
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        those = processes(server.process.pid, Path(folder))
        asyncio.run(ask(server.url, range(10_000, 10_000 + WARM), at_once))
        time.sleep(DRAIN_SECONDS)
        before, started = spent(those), time.monotonic()
        took, _ = asyncio.run(ask(server.url, range(pictures), at_once))
        seconds = time.monotonic() - started
        time.sleep(DRAIN_SECONDS)
        after = spent(those)
    return {name: 1000 * (after[name] - before[name]) / pictures for name in those}, took, seconds


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.cost", description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=int, default=80)
    parser.add_argument("--at-once", type=int, default=4)
    asked = parser.parse_args()
    cost, took, seconds = measure(asked.pictures, asked.at_once)
    lines = [f"| {name} | {value:.1f} |" for name, value in sorted(cost.items())]
    lines += [f"| **all** | **{sum(cost.values()):.1f}** |"]
    p50, p95 = quantiles(took, n=100)[49], quantiles(took, n=100)[94]
    told = (
        f"{asked.pictures / seconds:.1f} pictures a second, {asked.at_once} at once; p50 {p50:.3f} s, p95 {p95:.3f} s"
    )
    sys.stdout.write("\n".join(["| process | CPU ms a picture |", "|---|---|", *lines, "", told, ""]))


if __name__ == "__main__":
    main()
