"""What is high over the horizon: where it is, on the side that the subject leaves free, and the sky that it needs."""

import random
from collections.abc import Sequence

from prompt_builder.scene import Thing

from .air import Air
from .brush import Brush
from .geometry import Area
from .layout import Layout
from .objects import DRAWABLES
from .skyline import Top

OPEN = 0.7
"""The share of it, from above, before which nothing of the scenery rises."""


def places(layout: Layout, things: Sequence[Thing]) -> list[tuple[Thing, Area]]:
    """What each of them covers; indoors none is in the sky."""
    x, found = middle(layout), []
    for thing in () if layout.indoors else things:
        if one := DRAWABLES[thing].aloft:
            scale = min(layout.width * 0.56 / one.width, layout.horizon * 0.94 / one.height)
            half = one.width / 2 * scale
            found.append((thing, Area(x - half, layout.horizon - one.height * scale, x + half, layout.horizon)))
    return found


def middle(layout: Layout) -> float:
    """x of what is in the sky."""
    return layout.width * (0.26 if sum(layout.busy) > layout.width else 0.74)


def tops(layout: Layout, things: Sequence[Thing], share: float) -> tuple[Top, ...]:
    """Where each of them is, and the y so far down of it: houses and lamps end below what is open sky."""
    areas = (area for _, area in places(layout, things))
    return tuple(Top(one.left, one.right, one.top + (one.bottom - one.top) * share) for one in areas)


def draw(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Paint all of them."""
    for thing, area in places(layout, things):
        if one := DRAWABLES[thing].aloft:
            with brush.at(((area.left + area.right) / 2, area.bottom), (area.right - area.left) / one.width):
                one.paint(brush, air.on(thing), rng)
