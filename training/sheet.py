"""`python -m training.sheet CHECKPOINT OUT.webp`: a contact sheet for the eye: products, people, settings."""

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from PIL import Image

from pipeline import Job
from prompt_builder.scene import Setting
from training.requests import AGES, job, paint, painter, resized

SIDE = 288
GAP = 6
SETTINGS: tuple[tuple[Setting, str], ...] = (
    ("city", "on a city street"),
    ("beach", "on the beach"),
    ("forest", "in the forest"),
    ("mountains", "in the mountains"),
    ("countryside", "in a meadow"),
)


def rows() -> list[list[Job]]:
    """Four products by five seeds, two sexes by five age groups, five settings."""
    square = (512, 512)
    products: list[list[Job]] = [
        [job(seed, square, product=product) for seed in range(1, 6)]
        for product in ("people", "car", "house", "credit card")
    ]
    people = [[job(11, square, product="people", sex=sex, age=age) for age in AGES] for sex in ("female", "male")]
    settings = [job(21, square, product="people", sex="female", custom_prompt=words) for _, words in SETTINGS]
    return [*products, *people, settings]


def sheet(folder: Path) -> Image.Image:
    """All of them below each other on white, before anything is done about their colours."""
    opened, plan = painter(folder), rows()
    image = Image.new("RGB", (5 * (SIDE + GAP) + GAP, len(plan) * (SIDE + GAP) + GAP), "white")
    for y, jobs in enumerate(plan):
        for x, painted in enumerate(paint(opened, jobs)):
            small = Image.fromarray(np.ascontiguousarray(resized(painted.pixels, (SIDE, SIDE))))
            image.paste(small, (GAP + x * (SIDE + GAP), GAP + y * (SIDE + GAP)))
    return image


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the sheet."""
    parser = argparse.ArgumentParser(prog="python -m training.sheet", description=__doc__)
    parser.add_argument("checkpoint", type=Path, help="a folder in diffusers' layout")
    parser.add_argument("out", type=Path, help="the picture to write")
    options = parser.parse_args(arguments)
    sheet(options.checkpoint).save(options.out, quality=90)


if __name__ == "__main__":
    main(sys.argv[1:])
