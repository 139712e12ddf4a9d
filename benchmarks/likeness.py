"""How surely a copy is known again among many pictures of ours, and how long that takes.

.venv/bin/python -m benchmarks.likeness --pictures 10000
.venv/bin/python -m benchmarks.likeness --ads 400   # finished ones, all of the same words, in all layouts in turn
"""

import argparse
import io
import itertools
import random
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageEnhance, ImageOps

import likeness
from ads import Commission
from brand import load_kits
from pipeline import open_painter
from prompt_builder import Reader, build, estimate
from schemas import DEFAULT_BRAND, Copy, Metadata
from settings import Settings
from tests.goldens import FITTING, STUDIO
from tests.scenes import task

SIDE = 256
SAID = {"headline": "Ипотека для всей семьи", "subline": "Решение за один день", "cta": "Рассчитать"}
PRODUCTS = ("people", "car", "house", "credit card", None)
WORDS = ("a family in front of a house", "an astronaut", "a cafe", "a farmer", "a beach holiday", "a skyscraper", None)


def _lit(share: float) -> Callable[[Image.Image], Image.Image]:
    return lambda whole: ImageEnhance.Brightness(whole).enhance(share)


def _contrasted(share: float) -> Callable[[Image.Image], Image.Image]:
    return lambda whole: ImageEnhance.Contrast(whole).enhance(share)


def _framed(colour: str, left: float, top: float, right: float, bottom: float) -> Callable[[Image.Image], Image.Image]:
    return lambda whole: ImageOps.expand(whole, tuple(round(x * SIDE) for x in (left, top, right, bottom)), colour)


EDITS: dict[str, Callable[[Image.Image], Image.Image]] = {
    "JPEG alone": lambda whole: whole,
    "a quarter of the size": lambda whole: whole.resize((whole.width // 4, whole.height // 4)),
    "grey": lambda whole: whole.convert("L"),
    "warmer": lambda whole: whole.convert("RGB", (1.08, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0.88, 0)),
    "gamma 1.3": lambda whole: whole.point([round(255 * (level / 255) ** (1 / 1.3)) for level in range(256)] * 3),
    "5 % lighter": _lit(1.05),
    "15 % lighter": _lit(1.15),
    "25 % lighter": _lit(1.25),
    "15 % darker": _lit(0.85),
    "15 % more contrast": _contrasted(1.15),
    "15 % less contrast": _contrasted(0.85),
    "white frame of 2 %": _framed("white", 0.02, 0.02, 0.02, 0.02),
    "black frame of 5 %": _framed("black", 0.05, 0.05, 0.05, 0.05),
    "blue frame of 8 %": _framed("royalblue", 0.08, 0.08, 0.08, 0.08),
    "turquoise frame of 8 %": _framed("paleturquoise", 0.08, 0.08, 0.08, 0.08),
    "black bar of 8 % above": _framed("black", 0, 0.08, 0, 0),
    "bars of 8 % above and 5 % below": _framed("white", 0, 0.08, 0, 0.05),
    "turned by 2 degrees": lambda whole: whole.rotate(2, Image.Resampling.BICUBIC),
    "mirrored": ImageOps.mirror,
}
"""What is done to a picture before it is a JPEG of quality 85."""


def edited(pixels: NDArray[np.uint8], edit: str) -> Image.Image:
    out = io.BytesIO()
    EDITS[edit](Image.fromarray(pixels)).save(out, "JPEG", quality=85)
    return Image.open(out)


def pictures(number: int) -> Iterator[NDArray[np.uint8]]:
    """So many, each of another seed, of a few wishes."""
    kit = load_kits(Path("brands"))[DEFAULT_BRAND]
    painter, reader = open_painter(Settings.from_env({})), Reader(estimate, "illustration")
    for seed in range(number):
        draw = random.Random(seed)
        product = draw.choice(PRODUCTS)
        words = draw.choice(WORDS if product else WORDS[:-1])
        asked = Metadata(
            sex=draw.choice(("male", "female")), product=product, custom_prompt=words, width=SIDE, height=SIDE
        )
        scene = build(asked, seed, kit, reader, None).scene
        yield painter.paint([task(kit=kit, scene=scene, seed=seed, width=SIDE, height=SIDE)])[0].pixels


def advertisements(number: int) -> Iterator[NDArray[np.uint8]]:
    """So many, each of another picture, in every layout in every format that it fits, in turn."""
    for place, pixels in enumerate(pictures(number)):
        layout, wanted = FITTING[place % len(FITTING)]
        order = Commission(Copy(layout=layout, country="RU", **SAID), DEFAULT_BRAND, STUDIO.kits[DEFAULT_BRAND])
        yield STUDIO.compose(pixels, order, wanted).pixels


def copied(pixels: NDArray[np.uint8], draw: random.Random) -> Image.Image:
    """Up to 5 % cut off each side, half the size, a JPEG of quality 60."""
    whole = Image.fromarray(pixels)
    left, top, right, bottom = (round(draw.uniform(0, 0.05) * side) for side in whole.size * 2)
    cut = whole.crop((left, top, whole.width - right, whole.height - bottom))
    out = io.BytesIO()
    cut.resize((cut.width // 2, cut.height // 2)).save(out, "JPEG", quality=60)
    return Image.open(out)


def main() -> None:
    write = sys.stdout.write
    parser = argparse.ArgumentParser()
    parser.add_argument("--pictures", type=int, default=10_000)
    parser.add_argument("--ads", type=int, default=0)
    parser.add_argument("--copies", type=int, default=100)
    wanted = parser.parse_args()
    made = advertisements(wanted.ads) if wanted.ads else pictures(wanted.pictures)
    number = wanted.ads or wanted.pictures
    kept, copies, others, spent = [], {}, {}, 0.0
    step = max(1, number // wanted.copies)
    for place, pixels in enumerate(made):
        begun = time.process_time()
        kept.append(likeness.of(pixels))
        spent += time.process_time() - begun
        if place % step == 0 and len(copies) < wanted.copies:
            copies[place] = likeness.sample(copied(pixels, random.Random(place)))
            others[place] = {edit: likeness.sample(edited(pixels, edit)) for edit in EDITS}
    what = "advertisements" if wanted.ads else f"pictures of {SIDE}x{SIDE}"
    write(f"{number} {what}: {spent / number * 1e3:.2f} ms of CPU a hash\n")
    begun = time.process_time()
    found = [likeness.nearest(sample, kept) for sample in copies.values()]
    searching = (time.process_time() - begun) / len(copies)
    right = sum(one is not None and one[0] == place for place, one in zip(copies, found, strict=True))
    write(f"{right} of {len(copies)} copies found, each in {searching * 1e3:.0f} ms of CPU\n")
    without = [
        likeness.nearest(sample, [*itertools.islice(kept, place), *kept[place + 1 :]])
        for place, sample in copies.items()
    ]
    write(f"{sum(one is not None for one in without)} of {len(copies)} taken for another when theirs is not there\n")
    for edit in EDITS:
        told = [(likeness.nearest(one[edit], kept) or (None,))[0] == place for place, one in others.items()]
        write(f"{edit}: {sum(told)} of {len(told)} found\n")


if __name__ == "__main__":
    main()
