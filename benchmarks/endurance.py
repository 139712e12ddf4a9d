"""Thousands of pictures in a row: `python -m benchmarks.endurance --pictures 10000`. Told for each quarter.

Illustrations of the given side, PNG in a JSON answer, each recorded before it is answered, as many at once as asked.
Fails when the memory of one of our processes (MongoDB fills a cache that its settings bound) or the p99 of the last
quarter is more than that of the second, or the disk holds more than the pictures and what MongoDB sets aside for them.
"""

import argparse
import asyncio
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import NamedTuple

import psutil

from benchmarks.cost import DRAIN_SECONDS, WARM, WORKERS, ask, processes
from tests.serving import serve

QUARTERS = 4
USERS = 97
BASE64 = 3 / 4
"""Of an answer that is nearly all a picture in base64, what the picture is."""
GROWTH = {"memory": 1.1, "p99": 1.3, "disk": 1.5}
"""How much the last quarter may exceed the second and, for the disk, all of it the bytes of all pictures."""


class Quarter(NamedTuple):
    """Megabytes of memory by process, seconds of each picture, and megabytes of pictures and of disk until here."""

    memory: dict[str, float]
    took: list[float]
    pictures: float
    disk: float

    @property
    def p99(self) -> float:
        """Seconds."""
        return quantiles(self.took, n=100)[98]


def disk(folder: Path) -> float:
    """Megabytes that are set aside for the files of a folder."""
    return sum(path.stat().st_blocks * 512 for path in folder.rglob("*") if path.is_file()) / 2**20


def memory(those: dict[str, psutil.Process]) -> dict[str, float]:
    """Resident megabytes of each."""
    return {name: process.memory_info().rss / 2**20 for name, process in those.items()}


def measure(pictures: int, side: int, at_once: int) -> Iterator[Quarter]:
    """Each quarter as it ends."""
    with tempfile.TemporaryDirectory() as name, serve(folder := Path(name)) as server:
        those = processes(server.process.pid, folder)
        asyncio.run(ask(server.url, range(pictures, pictures + WARM), at_once, side, USERS))
        time.sleep(DRAIN_SECONDS)
        empty, total, each = disk(folder), 0.0, pictures // QUARTERS
        for first in range(0, each * QUARTERS, each):
            took, size = asyncio.run(ask(server.url, range(first, first + each), at_once, side, USERS))
            total += size * BASE64
            time.sleep(DRAIN_SECONDS)
            yield Quarter(memory(those), took, total / 2**20, disk(folder) - empty)


def faults(second: Quarter, last: Quarter) -> list[str]:
    """What grows."""
    found = [name for name in WORKERS if last.memory[name] > GROWTH["memory"] * second.memory[name]]
    found += ["p99"] if last.p99 > GROWTH["p99"] * second.p99 else []
    return found + (["disk"] if last.disk > GROWTH["disk"] * last.pictures else [])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.endurance", description=__doc__.partition("\n")[0])
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--side", type=int, default=512, help="pixels")
    parser.add_argument("--at-once", type=int, default=4)
    asked = parser.parse_args()
    told = []
    for quarter in measure(asked.pictures, asked.side, asked.at_once):
        told.append(quarter)
        p50 = quantiles(quarter.took, n=2)[0]
        sizes = ", ".join(f"{name} {size:.0f}" for name, size in sorted(quarter.memory.items()))
        sys.stdout.write(
            f"{len(told)} of {QUARTERS}: p50 {p50:.3f} s, p99 {quarter.p99:.3f} s; memory in MB: {sizes};"
            f" pictures {quarter.pictures:.0f} MB, disk {quarter.disk:.0f} MB\n"
        )
        sys.stdout.flush()
    if grown := faults(told[1], told[-1]):
        sys.exit(f"failed: grows: {', '.join(grown)}")


if __name__ == "__main__":
    main()
