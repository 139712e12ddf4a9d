"""`python -m training.bar CHECKPOINT`: whether a checkpoint is good enough to be what people see first.

Prints a table and ends with status 1 if a line of it is not passed.
"""

import argparse
import statistics
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch

from brand.measure import measure
from pipeline import ModelConfig, Painter
from pipeline.start import timed
from training.judge import ANSWERS, Judge, accuracy, judge, shares, truth
from training.pictures import Pictures
from training.recipe import kit
from training.requests import AGES, Painted, job, paint, painter, taught, thumbnail

SIZES = ((512, 512), (720, 720), (1160, 480), (480, 1160))
PRODUCTS = ("car", "house", "credit card")
PER_SIZE = 104
VARIANTS = 50
"""Seeds of one prompt, whose distance is held against that of the teacher's pictures."""
PATIENCE = 5
"""Pictures of which the middle one's time counts."""


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the bar: passed where `found` is at least `limit`, or at most for what should be small."""

    name: str
    found: float
    limit: float
    most: bool = False

    @property
    def passed(self) -> bool:
        return self.found <= self.limit if self.most else self.found >= self.limit

    def row(self) -> str:
        """The line in a Markdown table."""
        verdict = "passed" if self.passed else f"missed by {abs(self.found - self.limit):.3f}"
        return f"| {self.name} | {self.found:.3f} | {'≤' if self.most else '≥'} {self.limit:g} | {verdict} |"


def table(lines: Sequence[Line]) -> str:
    """All lines as a Markdown table."""
    return "\n".join(["| line | found | wanted | |", "|---|---|---|---|", *(line.row() for line in lines)])


def requests(size: tuple[int, int], number: int, first: int) -> list[Any]:
    """Seeded jobs of one size: two fifths people of every age group and sex, the rest products alone."""
    jobs = []
    for i in range(number):
        if i % 5 < 2:
            turn = i // 5 * 2 + i % 5
            facts: dict[str, Any] = {
                "product": "people",
                "sex": ("male", "female")[turn % 2],
                "age": AGES[turn // 2 % 5],
            }
        else:
            facts = {"product": PRODUCTS[i % 5 - 2]}
        jobs.append(job(first + i, size, **facts))
    return jobs


def obedience(painted: Sequence[Painted], known: Judge) -> dict[str, float]:
    """The share of pictures that the judge sees to be what was asked, for each of its questions."""
    given = torch.cat([known.answers(thumbnail(one.pixels)[None]) for one in painted])
    wanted = torch.tensor([truth(one.job.scene) for one in painted])
    return dict(zip(ANSWERS, shares(given, wanted), strict=True))


def diversity(opened: Painter, known: Judge, variants: int) -> float:
    """How far pictures of one prompt are apart, relative to the teacher's, over a person and a car."""
    ratios = []
    for facts in ({"product": "people", "sex": "female", "age": 40}, {"product": "car"}):
        first = job(1, (512, 512), **facts)
        jobs = [first.model_copy(update={"id": str(seed), "seed": seed}) for seed in range(variants)]
        ours = np.stack([thumbnail(one.pixels) for one in paint(opened, jobs)])
        scenes = [first.scene.model_copy(update={"seed": seed}) for seed in range(variants)]
        theirs = np.stack(
            [thumbnail(taught(first.model_copy(update={"scene": scene}), (512, 512))) for scene in scenes]
        )
        ratios.append(known.distance(ours) / known.distance(theirs))
    return min(ratios)


def speed(opened: Painter, size: tuple[int, int]) -> float:
    """Seconds that one picture takes, alone."""
    found = []
    for seed in range(PATIENCE + 1):
        asked = [job(seed, size, product="car")]
        started = time.perf_counter()
        opened.paint(asked)
        found.append(time.perf_counter() - started)
    return statistics.median(found[1:])


def lines(
    folder: Path, known: Judge, held_out: dict[str, float], number: int = PER_SIZE, variants: int = VARIANTS
) -> list[Line]:
    """Everything that the bar asks of the checkpoint in a folder."""
    opened = painter(folder)
    asked = ("product", "sex", "age", "setting")
    found = [Line(f"judge: {name}, held out", held_out[name], 0.98) for name in asked]
    limits = {"product": 0.95, "sex": 0.85, "age": 0.85, "setting": 0.9}
    off: list[float] = []
    for i, size in enumerate(SIZES):
        painted = list(paint(opened, requests(size, number, 1000 * (i + 1))))
        right = obedience(painted, known)
        found += [Line(f"{size[0]}×{size[1]}: {name} right", right[name], limit) for name, limit in limits.items()]
        off += [measure(one.pixels, kit()).off_hue for one in painted]
    found.append(Line("off_hue before correction, mean", statistics.fmean(off), 0.02, most=True))
    found.append(Line("distance of seeds, of the teacher's", diversity(opened, known, variants), 0.7))
    quick = 1.0 if str(getattr(opened, "dtype", "")) == "torch.bfloat16" else 1.6
    found.append(Line("seconds for 512×512", speed(opened, (512, 512)), quick, most=True))
    found.append(Line("seconds for 1160×480", speed(opened, (1160, 480)), 2.5, most=True))
    start = timed(ModelConfig(model=str(folder)))
    found.append(Line("seconds from start to ready", start.ready, 10, most=True))
    return found


def main(arguments: Sequence[str] | None = None) -> int:
    """Hold a checkpoint against the bar; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m training.bar", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a folder in diffusers' layout")
    parser.add_argument("--run", type=Path, default=Path(".cache/sketch"), help="folder of pictures and the judge")
    parser.add_argument("--number", type=int, default=PER_SIZE, help="pictures of each size")
    options = parser.parse_args(arguments)
    pictures = Pictures(options.run / "pictures")
    known = judge(pictures, options.run / "judge.safetensors")
    found = lines(options.checkpoint, known, accuracy(known, pictures), options.number)
    sys.stdout.write(table(found) + "\n")
    return 0 if all(line.passed for line in found) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
