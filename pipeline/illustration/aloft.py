"""What is high over the horizon: where it is, on the side that the subject leaves free, and the sky that it needs."""

import math
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
            half, high = one.width / 2 * scale, one.height * scale
            crowns = [head.top for head in layout.heads if head.left < x + half and head.right > x - half]
            over = max(min(crowns, default=math.inf) + high * (1 - OPEN), layout.height * 0.02 + high)
            foot = min(layout.horizon, over)
            found.append((thing, Area(x - half, foot - high, x + half, foot)))
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
