"""What is far away: high over the horizon, on the side that the subject leaves free, or near it, as boats are."""

import math
import random
from collections.abc import Iterable, Iterator, Sequence

from prompt_builder.scene import Thing

from .air import Air
from .brush import Brush
from .geometry import Area, least_hidden, outward
from .layout import Layout, clamp
from .objects import DRAWABLES
from .objects.drawable import Drawing
from .skyline import Top

_TALL, _HIGH = 1.35, 1.02
"""From how many times its breadth a frame is a column, and how far down it reaches there, in heights of it: trees rise
below it."""
_BROAD = 0.56, 0.72
"""How wide it is at most, of the frame, and of a column."""
_SIZES, _HIDDEN = (1.0, 0.8, 0.64, 0.5, 0.4), 0.05
"""How large it is at most, as people leave room for it, and what share of it they may hide for that."""
OPEN = 0.7
"""The share of it, from above, before which nothing of the scenery rises."""
_FOOT, _EXPANSE = 3.0, 0.36
"""How far below the horizon the foot of what is near it is, in units of scenery, and the share of the width for all."""
_AFAR = 1.0, 0.7, 0.5
"""How large that is, of what it might be there."""


def aloft(layout: Layout, things: Sequence[Thing]) -> list[tuple[Thing, Area]]:
    """What each of them covers, as large as people leave room for; indoors none is in the sky."""
    ones = [(thing, DRAWABLES[thing].aloft) for thing in things if not layout.indoors]
    return [(thing, _place(layout, one)) for thing, one in ones if one]


def _place(layout: Layout, one: Drawing) -> Area:
    """What it covers on the side that is free, or where people hide less of it."""
    x, least = middle(layout), math.inf
    found = _area(layout, one, x, 1.0)
    for size, place in ((size, place) for size in _SIZES for place in (x, layout.width - x, 0.0, layout.width)):
        area = _area(layout, one, place, size)
        hidden = area._replace(bottom=area.top + (area.bottom - area.top) * OPEN).covered(layout.bodies)
        if hidden < least:
            least, found = hidden, area
        if least < _HIDDEN:
            break
    return found


def _area(layout: Layout, one: Drawing, x: float, size: float) -> Area:
    column = layout.height > layout.width * _TALL
    scale = min(layout.width * _BROAD[column] / one.width, layout.horizon * 0.94 / one.height) * size
    half, high, top = one.width / 2 * scale, one.height * scale, layout.height * 0.02
    x = clamp(x, half, layout.width - half)
    crowns = [head.top for head in layout.heads if head.left < x + half and head.right > x - half]
    over = max(min(crowns, default=math.inf) + high * (1 - OPEN), top + high)
    foot = min(layout.horizon, over, top + high * _HIGH if column else math.inf)
    return Area(x - half, foot - high, x + half, foot)


def middle(layout: Layout) -> float:
    """x of what is in the sky."""
    return layout.width * (0.26 if sum(layout.busy) > layout.width else 0.74)


def tops(layout: Layout, things: Sequence[Thing], share: float) -> tuple[Top, ...]:
    """Where each of them is, and the y so far down of it: houses and lamps end below what is open sky."""
    areas = (area for _, area in aloft(layout, things))
    return tuple(Top(one.left, one.right, one.top + (one.bottom - one.top) * share) for one in areas)


def distant(layout: Layout, things: Sequence[Thing]) -> Iterator[tuple[Thing, Area]]:
    """What each of those near the horizon covers, where people and the subject hide the least of it."""
    hiding = layout.before
    far = [(thing, one) for thing in things if (one := DRAWABLES[thing].far)]
    foot = layout.horizon + layout.unit * _FOOT
    for thing, one in far:
        most = min(layout.width * _EXPANSE / len(far) / one.width, layout.horizon * 0.55 / one.height)
        found = []
        for scale in (min(most, layout.unit * 0.2) * size for size in _AFAR):
            half = one.width * scale / 2
            xs = outward(middle(layout), half, layout.width - half)
            found += [(scale / most, one.area.placed(x, foot, scale)) for x in xs]
        area = least_hidden(found, hiding)
        hiding.append(area)
        yield thing, area


def draw(brush: Brush, air: Air, placed: Iterable[tuple[Thing, Area]], rng: random.Random) -> None:
    """Paint what is so placed."""
    for thing, area in placed:
        if one := DRAWABLES[thing].aloft or DRAWABLES[thing].far:
            with brush.at(((area.left + area.right) / 2, area.bottom), (area.right - area.left) / one.width):
                one.paint(brush, air.on(thing), rng)
