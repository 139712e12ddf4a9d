"""Builds tasks for painters."""

from typing import Any

from pipeline import PaintTask
from prompt_builder.scene import Person, Scene
from tests.kits import BANK


def scene(**fields: Any) -> Scene:
    """A woman walking in the city by day, unless `fields` say otherwise."""
    return Scene(
        **{
            "object": None,
            "people": (Person(sex="female", age_group="adult"),),
            "setting": "city",
            "light": "day",
            "activity": "walking",
            "accent": "deep",
            "things": (),
            "custom_prompt": "",
            "unknown_words": (),
            "seed": 7,
        }
        | fields
    )


def task(**fields: Any) -> PaintTask:
    """A task of 128x128 pixels, unless `fields` say otherwise."""
    values = {"id": "a", "prompt": "a car", "negative_prompt": "", "width": 128, "height": 128, "seed": 7}
    return PaintTask(**{"scene": scene(), "kit": BANK, "palette_mode": "off", **values, **fields})
