"""`python -m pipeline.illustration OUT.png [--seed N] [--brand KIT.yaml]`: a contact sheet of what can be drawn."""

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, get_args

import numpy as np
from PIL import Image

from brand import Kit
from prompt_builder.scene import Accent, Activity, AgeGroup, Light, Person, Scene, Setting, Thing

from . import Illustration

CELL = 320
GAP = 8
AGES, SETTINGS, LIGHTS = get_args(AgeGroup), get_args(Setting), get_args(Light)
ACTIVITIES, ACCENTS, THINGS = get_args(Activity), get_args(Accent), get_args(Thing)


def _scene(seed: int, **facts: Any) -> Scene:
    """A scene where everything not given follows from the seed."""
    base = {
        "object": None,
        "people": (),
        "setting": SETTINGS[seed % 6],
        "light": LIGHTS[seed // 5 % 2],
        "activity": "standing",
        "accent": ACCENTS[seed % len(ACCENTS)],
        "things": (),
        "custom_prompt": "",
        "unknown_words": (),
        "seed": seed,
    }
    return Scene.model_validate(base | facts)


def _person(index: int) -> Person:
    return Person(sex=("female", "male")[index % 2], age_group=AGES[index // 2 % 5])


def rows(seed: int) -> list[list[tuple[Scene, int, int]]]:
    """The sheet as rows of (scene, width, height); all pictures of a row are equally high."""
    side = CELL
    people = [
        (_scene(seed + i, people=(_person(i),), activity=ACTIVITIES[(seed + i) % 13]), side, side) for i in range(10)
    ]
    products = [
        (_scene(seed + 20 + i, object=thing, activity="driving" if i % 2 else "standing"), side, side)
        for i, thing in enumerate(
            ("car", "house", "credit card", "car", "house", "credit card", "car", "house", None, None)
        )
    ]
    together = [
        (
            _scene(seed + 40 + i, object=("car", "house", "credit card")[i % 3], people=(_person(seed + i * 3),)),
            side,
            side,
        )
        for i in range(10)
    ]
    parents = (Person(sex="male", age_group="adult"), Person(sex="female", age_group="adult"))
    family = (*parents, Person(sex="female", age_group="child"))
    wide = [
        (_scene(seed + 60, people=family), side * 3 + GAP * 2, side),
        (_scene(seed + 61, people=(_person(seed),)), side * 4 + GAP * 3, side),
        (_scene(seed + 62, object="car", people=parents[:1], activity="driving"), side * 3 + GAP * 2, side),
    ]
    tall = [
        (
            _scene(seed + 70 + i, people=(_person(seed + i),), things=(THINGS[(seed + i * 7) % 40], "dog")),
            side,
            side * 2,
        )
        for i in range(10)
    ]
    return [people, products, together, wide, tall]


def sheet(seed: int, kit: Kit) -> Image.Image:
    """All rows below each other on white."""
    painter, plan = Illustration(), rows(seed)
    width = max(sum(w for _, w, _ in row) + GAP * (len(row) + 1) for row in plan)
    image = Image.new("RGB", (width, sum(row[0][2] + GAP for row in plan) + GAP), "white")
    y = GAP
    for row in plan:
        x = GAP
        for scene, w, h in row:
            doubled: np.ndarray[Any, Any] = painter.draw(scene, kit, w * 2, h * 2)
            image.paste(Image.fromarray(doubled).resize((w, h), Image.Resampling.LANCZOS), (x, y))
            x += w + GAP
        y += row[0][2] + GAP
    return image


def main(arguments: Sequence[str] | None = None) -> None:
    """Write the contact sheet."""
    parser = argparse.ArgumentParser(prog="python -m pipeline.illustration", description=__doc__)
    parser.add_argument("out", type=Path, help="the PNG to write")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--brand", type=Path, default=Path("brands/default.yaml"), help="the kit to paint in")
    options = parser.parse_args(arguments)
    sheet(options.seed, Kit.load(options.brand)).save(options.out)


if __name__ == "__main__":
    main()
