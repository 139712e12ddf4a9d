"""The benchmark: `python -m benchmarks.serving`. Same checkpoint, steps, seeds, dtype and encoder for every system.

It ranks schedulers. On a CPU with a tiny checkpoint it says nothing about GPUs.
"""

import argparse
import contextlib
import io
import os
import signal
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median
from typing import Any

import numpy as np
from PIL import Image

from benchmarks import report
from benchmarks.load import drive, one_by_one
from benchmarks.plain import CHECKPOINT, DEVICE
from benchmarks.servers import SYSTEMS, VARIANTS, Server, System, running
from benchmarks.workloads import Mix, Order, arrivals, mixes, orders
from pipeline import tokenizer_files
from prompt_builder import clip_counter
from settings import ModelSettings

RESULTS = Path(__file__).parent / "results"
"""Where the figures and the plot go, beside what other benchmarks leave."""
GRID = (("product", 0.5), ("product", 0.8), ("product", 1.1), ("one size", 0.8), ("mixed steps", 0.8))
PROBES = 24
"""Requests that measure A's capacity, and that warm every system up."""
LONE, WARM = 44, 4
"""Requests that are alone in the service, each after a bare call of the pipeline; the first ones warm it up."""


class Bench:
    """One session: servers that stay up, and every cell run on each of them in turn with the same trace."""

    def __init__(self, asked: argparse.Namespace, folder: Path) -> None:
        from tests.checkpoints import save_folder

        self.asked = asked
        self.folder = folder
        checkpoint = asked.checkpoint or save_folder(folder / "tiny", width=asked.width)
        vocabulary = tokenizer_files(ModelSettings(model=str(checkpoint), model_cache=folder / "cache"))
        if vocabulary is None:
            raise SystemExit("the checkpoint has no tokenizer")
        self.count = clip_counter(*vocabulary)
        self.mixes = mixes(asked.scale)
        self.cells: list[report.Cell] = []
        self.rates: dict[str, float] = {}
        self.env = {
            CHECKPOINT: str(checkpoint),
            DEVICE: asked.device,
            "MODEL": str(checkpoint),
            "SAFETY_CHECKER": "off",
            "MODEL_CACHE": str(folder / "cache"),
            "DEVICE": asked.device,
            "DTYPE": "float32" if asked.device == "cpu" else "bfloat16",
            "PIXEL_BUDGET": str((1024 // asked.scale) ** 2),
            "MAX_BATCH_SIZE": "8",
            "QUEUE_LIMIT": "10000",
            "OMP_NUM_THREADS": "1",
        }

    def run(self, systems: Sequence[System], grid: Sequence[tuple[str, float]]) -> None:
        """Every cell of the grid on every system, in an order that rotates."""
        with contextlib.ExitStack() as stack:
            servers = [stack.enter_context(running(system, self.folder, self.env)) for system in systems]
            for server in servers:
                self._check(server)
            for turn, (workload, load) in enumerate(grid):
                first = turn % len(servers)
                for server in servers[first:] + servers[:first]:
                    self._cell(server, workload, load)
        self.cells.sort(key=lambda c: (c.workload, c.load))

    def _orders(self, mix: Mix, count: int, seed: int) -> list[Order]:
        return orders(mix, count, self.count, seed)

    def _check(self, server: Server) -> None:
        """The gate: pictures of the right size, the same together as alone. Warms the server up on the way."""
        for name, mix in self.mixes.items():
            asked = self._orders(mix, 10, seed=1)
            alone = [pixels(outcome.image) for outcome in one_by_one(server, asked)]
            for order, mine, outcome in zip(asked, alone, drive(server, asked, [0.0] * len(asked)), strict=True):
                together = pixels(outcome.image)
                if mine.shape != (order.ask.height, order.ask.width, 3) or mine.shape != together.shape:
                    raise SystemExit(f"{server.system.name}: {name}: wrong size {mine.shape}")
                if far(mine, together, self.asked.device):
                    raise SystemExit(f"{server.system.name}: {name}: a picture depends on its neighbours")
        say(f"{server.system.name}: pictures are right, alone and together")

    def capacity(self) -> None:
        """Pictures a second that A makes of each workload, one after another."""
        with running(SYSTEMS[0], self.folder / "capacity", self.env) as server:
            for name, mix in self.mixes.items():
                asked = self._orders(mix, PROBES, seed=2)
                one_by_one(server, asked[: PROBES // 4])
                started = time.monotonic()
                one_by_one(server, asked)
                self.rates[name] = PROBES / (time.monotonic() - started)
                say(f"A makes {self.rates[name]:.2f} pictures a second of '{name}'")

    def _cell(self, server: Server, workload: str, load: float) -> None:
        moments = arrivals(load * self.rates[workload], self.asked.seconds, seed=3)
        asked = self._orders(self.mixes[workload], len(moments), seed=4)
        spent, started = server.cpu_seconds(), time.monotonic()
        outcomes = drive(server, asked, moments)
        seconds = time.monotonic() - started
        names = (server.system.name, workload, load)
        done = report.cell(names, outcomes, seconds, server.cpu_seconds() - spent)
        self.cells.append(done)
        say(f"{workload} {load:g} {done.system}: mean {done.mean:.3f} p99 {done.p99:.3f} errors {done.errors}")

    def lone(self) -> dict[str, float]:
        """p50 of lone requests for one larger picture: this service against the bare pipeline call."""
        from benchmarks.plain import Pipeline

        os.environ |= self.env | {"PIXEL_BUDGET": str(self.asked.lone**2)}
        bare = Pipeline()
        asked = self._orders(Mix([(self.asked.lone, self.asked.lone)]), LONE, seed=5)
        calls: list[float] = []

        def call(order: Order) -> None:
            started = time.monotonic()
            bare.paint([order.ask])
            calls.append(time.monotonic() - started)

        with running(SYSTEMS[-1], self.folder / "lone", self.env | {"PIXEL_BUDGET": str(self.asked.lone**2)}) as server:
            posts = [outcome.seconds for outcome in one_by_one(server, asked, call)]
        return {name: median(seconds[WARM:]) for name, seconds in (("bare", calls), ("service", posts))}


def pixels(image: bytes) -> np.ndarray[Any, Any]:
    if not image:
        raise SystemExit("a request failed before the load began")
    return np.asarray(Image.open(io.BytesIO(image)))


def far(one: np.ndarray[Any, Any], other: np.ndarray[Any, Any], device: str) -> bool:
    """Whether two pictures differ more than rounding: a grey level on a CPU in float32, PSNR 35 dB in bfloat16."""
    error = one.astype(float) - other
    if device == "cpu":
        return bool(np.abs(error).max() > 1)
    return bool(10 * np.log10(255**2 / max(np.square(error).mean(), 1e-9)) <= 35)


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.serving", description=__doc__)
    parser.add_argument("--seconds", type=float, default=20, help="of arrivals per cell")
    parser.add_argument("--scale", type=int, default=4, help="what the sides of pictures are divided by")
    parser.add_argument("--width", type=int, default=8, help="channels of the tiny UNet's first block")
    parser.add_argument("--lone", type=int, default=512, help="side of the picture for lone requests, pixels")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--checkpoint", type=Path, help="an SDXL folder instead of the tiny one")
    parser.add_argument("--only", choices=("systems", "parts", "lone"), help="one part, told and not kept")
    asked = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    RESULTS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        bench = Bench(asked, Path(folder))
        lone = bench.lone() if asked.only in (None, "lone") else {}
        if asked.only != "lone":
            bench.capacity()
        if asked.only in (None, "systems"):
            bench.run(SYSTEMS, GRID)
            if asked.only is None:
                report.plot(bench.cells, RESULTS / "serving.png")
        if asked.only in (None, "parts"):
            bench.run(VARIANTS, [("product", 0.8), ("mixed steps", 0.8)])
    if asked.only is None:
        facts = {"capacity of A": bench.rates, "lone request, p50 s": lone, **vars(asked)}
        report.save(RESULTS / "serving.json", bench.cells, {name: str(fact) for name, fact in facts.items()})
        (RESULTS / "serving.md").write_text(report.table(bench.cells) + "\n")
    say(report.table(bench.cells))
    say(f"lone requests, p50 s: {lone}")


if __name__ == "__main__":
    main()
