"""Which landscape belongs to which outdoor setting."""

import random
from collections.abc import Callable

from prompt_builder.scene import Scene, Setting, Thing

from ..air import Air
from ..brush import Brush
from .beach import beach
from .city import city, deck, embankment
from .countryside import alley, countryside, garden, lake, wheat
from .highlands import forest, mountains
from .land import Land
from .slope import slope

Painter = Callable[[Brush, Air, Land, random.Random], None]

PAINTERS: dict[Setting, Painter] = {
    "city": city, "beach": beach, "forest": forest, "mountains": mountains, "countryside": countryside,
}  # fmt: skip
_GROUND: dict[Thing, Painter] = {
    "wheat": wheat, "lake": lake, "garden": garden, "alley": alley, "embankment": embankment, "bridge deck": deck,
    "slope": slope,
}  # fmt: skip


def over(scene: Scene) -> list[Painter]:
    """What is over the open ground of a landscape: fields that are asked for, a slope for who skis, an alley to run."""
    asked = {*scene.things, *(["slope"] if scene.activity == "skiing" else [])} & {*_GROUND}
    runs = scene.activity == "running" and scene.setting == "countryside" and "road" not in scene.things
    return [painter for thing, painter in _GROUND.items() if thing in (asked or {"alley" * runs})]
