"""What one who asks for a small picture at a time waits beside who fills the queue: `python -m benchmarks.fairness`.

`crowd` keeps requests open, `lone` asks for one picture after another; without keys a user id is a principal. What
`lone` waits is to be at most three times what it waits alone, and the one picture of `crowd` that is being painted.
"""

import argparse
import asyncio
import contextlib
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median, quantiles
from typing import Any

import aiohttp

from tests.serving import serve

SMALL, LARGE, LARGEST = 512, 1500, 1750
SETTLE_SECONDS = 3.0
"""From when the crowd has come until it counts what the other one waits."""


@dataclass(frozen=True, slots=True)
class Crowd:
    """Requests that one principal keeps open: how many, how large, and how the colours are put right."""

    name: str
    open: int
    side: int
    mode: str = "snap"


CROWDS = (Crowd("40 of 1500x1500", 40, LARGE), Crowd("8 `strict` of 1750x1750", 8, LARGEST, "strict"))


def body(user_id: str, seed: int, side: int, mode: str = "snap") -> dict[str, Any]:
    """A request."""
    facts = {"age": 30, "sex": "female", "product": "house", "width": side, "height": side}
    return {"user_id": user_id, "seed": seed, "palette_mode": mode, "metadata": facts}


async def paint(session: aiohttp.ClientSession, asked: dict[str, Any]) -> float:
    """Seconds that one picture takes; it is not looked at."""
    started = time.monotonic()
    async with session.post("/api/generate", json=asked) as answer:
        await answer.read()
        answer.raise_for_status()
    return time.monotonic() - started


@contextlib.asynccontextmanager
async def beside(session: aiohttp.ClientSession, crowd: Crowd) -> AsyncIterator[None]:
    """Have a crowd at work while the block runs."""
    seeds = iter(range(10**6))

    async def one() -> None:
        while True:
            await paint(session, body("crowd", next(seeds), crowd.side, crowd.mode))

    working = [asyncio.create_task(one()) for _ in range(crowd.open)]
    try:
        await asyncio.sleep(SETTLE_SECONDS)
        yield
        for task in working:
            if task.done():
                task.result()
    finally:
        for task in working:
            task.cancel()
        await asyncio.wait(working)


async def lone(session: aiohttp.ClientSession, pictures: int) -> list[float]:
    """Seconds of one small picture after another."""
    return [await paint(session, body("lone", seed, SMALL)) for seed in range(pictures)]


async def measure(url: str, pictures: int) -> list[str]:
    """The rows of a table."""
    patience = aiohttp.ClientTimeout(300)
    async with (
        aiohttp.ClientSession(url, timeout=patience, connector=aiohttp.TCPConnector(limit=0)) as session,
        aiohttp.ClientSession(url, timeout=patience) as own,
    ):
        await lone(own, 10)
        alone = await lone(own, pictures)
        lines = [row("alone", alone)]
        for crowd in CROWDS:
            one = median([await paint(own, body("one", seed, crowd.side)) for seed in range(5)])
            async with beside(session, crowd):
                taken = await lone(own, pictures)
            wanted = 3 * quantiles(alone, n=20)[-1] + one
            lines.append(f"{row(crowd.name, taken)} {wanted:.3f} | {one:.3f} |")
    return lines


def row(name: str, taken: list[float]) -> str:
    """A line of the table."""
    cut = quantiles(taken, n=20)
    return f"| {name} | {median(taken):.3f} | {cut[17]:.3f} | {cut[18]:.3f} |"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.fairness", description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=int, default=40, help="that the lone one asks for beside each crowd")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, serve(Path(folder)) as server:
        lines = asyncio.run(measure(server.url, asked.pictures))
    head = [
        "| beside | p50 s | p90 s | p95 s | p95 wanted, at most | one of the crowd's alone |",
        "|---|---|---|---|---|---|",
    ]
    sys.stdout.write("\n".join([*head, *lines, ""]))


if __name__ == "__main__":
    main()
