"""How many runners a demand needs: `python -m benchmarks.capacity measure`, then `python -m benchmarks.capacity plan`.

`measure` times the painter of the setting MODEL here: t(rows), the seconds of a batch of `rows` pictures. `plan` sends
random arrivals in virtual time to runners that take this long, and finds the fewest that keep the promise. With
`--tflop` it reckons with a curve that is computed instead, for hardware that is not here.
"""

import argparse
import heapq
import json
import os
import random
import sys
import time
import uuid
from collections import deque
from pathlib import Path
from statistics import median

import pipeline
from benchmarks.report import quantile
from pipeline import Engine, PaintTask
from pipeline.sample import KIT
from prompt_builder import build
from schemas import Metadata
from settings import Settings

CURVE = Path("benchmarks/results/rows.json")
SIZE = 1024
DEMANDS = (10, 1_000, 10_000, 100_000)
"""Pictures an hour."""
MANY = 20_000
"""Arrivals in a simulation: enough for its 95th percentile to stand still."""


def measure(rows: tuple[int, ...] = (1, 2, 4, 8), rounds: int = 7) -> dict[int, float]:
    """Median CPU seconds of a batch by its rows: what it costs one core, whoever else is at work on this machine."""
    painter = pipeline.open_painter(Settings.from_env(os.environ))
    engine = Engine(painter, max(rows))
    engine.submit(_task(0)).result()
    curve = {}
    for count in rows:
        taken = []
        for turn in range(rounds):
            started = time.process_time()
            for future in [engine.submit(_task(turn * 100 + seed)) for seed in range(count)]:
                future.result()
            taken.append(time.process_time() - started)
        curve[count] = round(median(taken), 4)
    engine.close()
    return curve


def _task(seed: int) -> PaintTask:
    prompt = build(Metadata(width=SIZE, height=SIZE, product="car"), seed, KIT)
    words = {"prompt": prompt.prompt, "negative_prompt": prompt.negative_prompt, "scene": prompt.scene}
    return PaintTask(id=uuid.uuid4().hex, kit=KIT, width=SIZE, height=SIZE, seed=seed, **words)


def compute(tflop: float, roof: float, efficiency: float, rows: tuple[int, ...] = (1, 2, 4, 8)) -> dict[int, float]:
    """t(rows) where nobody could measure: `tflop` a picture on hardware that reaches `efficiency` of `roof` TFLOP/s.

    A batch takes as long as its pictures one by one: what batching gains is in the efficiency.
    """
    return {count: count * tflop / (roof * efficiency) for count in rows}


def seconds(curve: dict[int, float], rows: int) -> float:
    """t(rows): between measured points on a straight line."""
    known = sorted(curve)
    above = next((count for count in known if count >= rows), known[-1])
    below = max((count for count in known if count <= rows), default=known[0])
    if above == below:
        return curve[above]
    return curve[below] + (curve[above] - curve[below]) * (rows - below) / (above - below)


def simulate(curve: dict[int, float], per_hour: float, runners: int, seed: int = 1) -> tuple[float, float, float]:
    """Seconds to a picture (median, 95th percentile) and the share of the time that runners paint.

    Arrivals are random (Poisson); a free runner takes what waits, at most the largest measured batch.
    """
    rng = random.Random(seed)
    free = [0.0] * runners
    waiting: deque[float] = deque()
    times: list[float] = []
    busy = now = 0.0
    arrivals = MANY
    ahead = rng.expovariate(per_hour / 3600)
    while arrivals or waiting:
        now = max(free[0], waiting[0] if waiting else ahead)
        while arrivals and ahead <= now:
            waiting.append(ahead)
            arrivals -= 1
            ahead += rng.expovariate(per_hour / 3600)
        batch = [waiting.popleft() for _ in range(min(len(waiting), max(curve)))]
        taken = seconds(curve, len(batch))
        busy += taken
        heapq.heapreplace(free, now + taken)
        times += [now + taken - came for came in batch]
    times.sort()
    return quantile(times, 0.5), quantile(times, 0.95), busy / (runners * max(free))


def plan(curve: dict[int, float], within: float, price: float = 0.0) -> list[str]:
    """A line a demand: the fewest runners whose 95th percentile is at most `within` seconds.

    With the `price` of a runner's hour, in any currency, also what 1000 pictures cost.
    """
    most = max(rows / seconds(curve, rows) for rows in curve)
    names = ["pictures an hour", "runners", "p50, s", "p95, s", "runners at work", "runner-seconds for 1000 pictures"]
    names += [f"1000 pictures at {price:g} an hour"] if price else []
    lines = ["| " + " | ".join(names) + " |", "|" + "---:|" * len(names)]
    for per_hour in DEMANDS:
        runners = max(1, int(per_hour / 3600 / most))
        while (found := simulate(curve, per_hour, runners))[1] > within:
            runners += 1
        p50, p95, share = found
        cost = 1000 * runners / per_hour
        cells = [str(per_hour), str(runners), f"{p50:.2f}", f"{p95:.2f}", f"{share:.0%}", f"{3600 * cost:.0f}"]
        cells += [f"{cost * price:.2f}"] if price else []
        lines.append("| " + " | ".join(cells) + " |")
    return lines


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.capacity", description="Plan how many runners.")
    parser.add_argument("command", choices=("measure", "plan"))
    parser.add_argument("--curve", type=Path, default=CURVE, help="where t(rows) is kept")
    parser.add_argument("--within", type=float, default=2.0, help="seconds that 95 of 100 pictures may take")
    parser.add_argument("--tflop", type=float, help="of a picture: the curve is computed, and none is read")
    parser.add_argument("--roof", type=float, default=790.0, help="TFLOP/s that the hardware can reach")
    parser.add_argument("--efficiency", type=float, default=0.35, help="assumed share of the roof that is reached")
    parser.add_argument("--price", type=float, default=0.0, help="of a runner's hour")
    asked = parser.parse_args(arguments)
    if asked.command == "measure":
        asked.curve.parent.mkdir(parents=True, exist_ok=True)
        asked.curve.write_text(json.dumps({"size": SIZE, "seconds": measure()}) + "\n")
    if asked.tflop:
        curve = compute(asked.tflop, asked.roof, asked.efficiency)
    else:
        curve = {int(rows): taken for rows, taken in json.loads(asked.curve.read_text())["seconds"].items()}
    if min(curve.values()) > asked.within:
        raise SystemExit(f"one picture alone takes {min(curve.values())} s: more than --within {asked.within}")
    text = ", ".join(f"t({rows}) = {taken:.3f} s" for rows, taken in curve.items())
    sys.stdout.write("\n".join([text, "", *plan(curve, asked.within, asked.price), ""]))


if __name__ == "__main__":
    main(sys.argv[1:])
