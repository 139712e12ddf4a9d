"""The real scheduler in virtual time, against batches that run to completion: `python -m benchmarks.simulation`.

Costs come from a formula, not from this machine, so the answer is the same everywhere and takes seconds. The formula
is published: an SDXL UNet on an H100 with TensorRT takes 25.7 ms for one row of 1024x1024 and 44.8 ms for two, that is
6.6 ms and 2.825 ms per TFLOP; `eager` adds the 35 ms floor of launching its kernels from Python; `saturated` is what
others have published of large pictures: two rows take twice as long as one.
"""

import random
import sys
from collections import deque
from collections.abc import Hashable
from dataclasses import dataclass
from math import inf
from statistics import mean

from benchmarks.report import quantile
from benchmarks.workloads import PRODUCT_SIZES, arrivals
from pipeline.buckets import NATIVE, bucket
from pipeline.sample import TASK
from pipeline.scheduler import Request, Scheduler

MEGAPIXEL = 1024 * 1024
STEP_TFLOP, DECODE_TFLOP = 6.76, 10.47
"""Of one 1024x1024 picture."""
DECODE_RATE = 400.0
"""TFLOP/s of the VAE."""
STEPS = 6
ROWS = 8


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds of the two parts of the model for some rows of some pixels."""

    floor: float = 0.0
    fixed: float = 6.6
    per_tflop: float = 2.825
    """Milliseconds, as the other."""

    def step(self, pixels: int, rows: int) -> float:
        return max(self.floor, (self.fixed + self.per_tflop * STEP_TFLOP * pixels / MEGAPIXEL * rows) / 1000)

    def decode(self, pixels: int, rows: int) -> float:
        return DECODE_TFLOP * pixels / MEGAPIXEL * rows / DECODE_RATE

    def whole(self, pixels: int, rows: int) -> float:
        return STEPS * self.step(pixels, rows) + self.decode(pixels, rows)


@dataclass(slots=True)
class OneStepRun:
    """A run in virtual time."""

    done: int = 0
    rows: int = 1


COSTS = {"compiled": Cost(), "eager": Cost(floor=0.035), "saturated": Cost(fixed=0, per_tflop=25.7 / STEP_TFLOP)}
Size = tuple[int, int]


def exact(size: Size) -> Size:
    return size


def native(size: Size) -> Size:
    return bucket(*size, NATIVE)


def batches(moments: list[float], sizes: list[Size], cost: Cost, limit: int) -> list[float]:
    """Latencies when whoever is of the oldest's size goes with it, at most `limit`, until all of them are done."""
    waiting: deque[int] = deque()
    latencies, now, arrived = [0.0] * len(moments), 0.0, 0
    while arrived < len(moments) or waiting:
        if not waiting:
            now = max(now, moments[arrived])
        while arrived < len(moments) and moments[arrived] <= now:
            waiting.append(arrived)
            arrived += 1
        size = sizes[waiting[0]]
        batch = [i for i in waiting if sizes[i] == size][:limit]
        now += cost.whole(size[0] * size[1], len(batch))
        for i in batch:
            waiting.remove(i)
            latencies[i] = now - moments[i]
    return latencies


class NoJoining(Scheduler):
    """Lets nobody join a batch that is under way."""

    def _worth(self, begun: bool) -> float:
        return -1.0 if begun else super()._worth(begun)


class NoPace(Scheduler):
    """Takes as many as there are together, whatever they cost."""

    def _worth(self, _: bool) -> float:
        return inf


def ours(moments: list[float], sizes: list[Size], cost: Cost, scheduler: Scheduler) -> list[float]:
    """Latencies when the pipeline's own scheduler, or one that lacks a part of it, chooses every step."""
    index: dict[int, int] = {}
    latencies, now, arrived = [0.0] * len(moments), 0.0, 0
    while arrived < len(moments) or scheduler.requests:
        if not scheduler.requests:
            now = max(now, moments[arrived])
        while arrived < len(moments) and moments[arrived] <= now:
            key: Hashable = sizes[arrived]
            request = Request(TASK, key)
            index[id(request)] = arrived
            scheduler.add(request)
            arrived += 1
        batch = scheduler.next()
        width, height = sizes[index[id(batch[0])]]
        seconds = cost.step(width * height, len(batch))
        scheduler.latency.note(batch[0].key, len(batch), seconds)
        now += seconds
        for request in batch:
            request.run = request.run or OneStepRun()
            request.run.done += 1
        ended = [request for request in batch if request.run.done == STEPS]
        now += cost.decode(width * height, len(ended))
        scheduler.remove(ended)
        for request in ended:
            latencies[index[id(request)]] = now - moments[index[id(request)]]
    return latencies


def compare(cost: Cost, load: float, count: int = 4000, seed: int = 0) -> dict[str, tuple[float, float]]:
    """Mean and p99 in seconds of each way, for the product's 24 sizes at a share of one-by-one capacity."""
    rng = random.Random(seed)
    asked = [rng.choice(PRODUCT_SIZES) for _ in range(4 * count)]
    capacity = 1 / mean(cost.whole(width * height, 1) for width, height in asked)
    moments = arrivals(load * capacity, count / (load * capacity), seed)
    sizes = asked[: len(moments)]
    snapped = [native(size) for size in sizes]
    ways = {
        "one by one": batches(moments, sizes, cost, 1),
        "batches of 8": batches(moments, sizes, cost, ROWS),
        "batches of 8, buckets": batches(moments, snapped, cost, ROWS),
        "ours": ours(moments, snapped, cost, Scheduler(ROWS)),
        "ours without buckets": ours(moments, sizes, cost, Scheduler(ROWS)),
        "ours without batching": ours(moments, snapped, cost, Scheduler(1)),
        "ours without joining": ours(moments, snapped, cost, NoJoining(ROWS)),
        "ours without pace": ours(moments, snapped, cost, NoPace(ROWS)),
    }
    return {name: (mean(seconds), quantile(sorted(seconds), 0.99)) for name, seconds in ways.items()}


def main() -> None:
    for name, cost in COSTS.items():
        for load in (0.5, 0.8, 1.1):
            for way, (middle, tail) in compare(cost, load).items():
                sys.stdout.write(f"{name} {load:g} {way}: mean {middle * 1000:.0f} ms, p99 {tail * 1000:.0f} ms\n")


if __name__ == "__main__":
    main()
