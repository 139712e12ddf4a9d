"""Scenes, tasks for painters, and what our own painter makes of them."""

from typing import Any

from pipeline import PaintTask
from pipeline.illustration import Illustration
from pipeline.illustration.air import Air
from pipeline.illustration.inks import Inks
from pipeline.illustration.rendering import Rendering
from prompt_builder.composition import compose
from prompt_builder.scene import Person, Scene
from schemas import Metadata
from tests.kits import BANK

INKS = Inks(BANK)
DAY = Air(INKS, False, (INKS.white,), "light")
"""What things are drawn in by day, in the bank's colours."""


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


def scene_of(words: str, seed: int = 1, **facts: Any) -> Scene:
    """What is composed of free words and of facts."""
    return compose(Metadata(**facts), words, seed)


def rendering(scene: Scene, size: tuple[int, int] = (512, 512)) -> Rendering:
    """The picture of a scene, width by height in pixels, before it is painted."""
    [run] = Illustration().begin([task(scene=scene, width=size[0], height=size[1])])
    return run.rendering


def picture_of(words: str, seed: int = 1, size: tuple[int, int] = (512, 512), **facts: Any) -> Rendering:
    """The picture of free words and of facts, before it is painted."""
    return rendering(scene_of(words, seed, **facts), size)


def undrawn_of(scene: Scene, size: tuple[int, int] = (128, 128)) -> tuple[str, ...]:
    """What is told as not drawn in the picture of a scene, width by height in pixels."""
    [canvas] = Illustration().paint([task(scene=scene, width=size[0], height=size[1])])
    return canvas.undrawn
