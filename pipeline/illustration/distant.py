"""What is seen near the horizon: boats, bridges, windmills."""

import random
from collections.abc import Iterator, Sequence

from prompt_builder.scene import Thing

from . import aloft
from .air import Air
from .brush import Brush
from .geometry import Area, least_hidden, outward
from .layout import Layout
from .objects import DRAWABLES

_FOOT, _EXPANSE = 3.0, 0.36
"""How far below the horizon its foot is, in units of scenery, and the share of the width for all of it."""
_SIZES = 1.0, 0.7, 0.5
"""How large it is, of what it might be there."""


def places(layout: Layout, things: Sequence[Thing]) -> Iterator[tuple[Thing, Area]]:
    """What each covers, where people and the subject hide the least of it."""
    hiding = layout.before
    far = [(thing, one) for thing in things if (one := DRAWABLES[thing].far)]
    foot = layout.horizon + layout.unit * _FOOT
    for thing, one in far:
        most = min(layout.width * _EXPANSE / len(far) / one.width, layout.horizon * 0.55 / one.height)
        found = []
        for scale in (min(most, layout.unit * 0.2) * size for size in _SIZES):
            half = one.width * scale / 2
            xs = outward(aloft.middle(layout), half, layout.width - half)
            found += [(scale / most, one.area.placed(x, foot, scale)) for x in xs]
        area = least_hidden(found, hiding)
        hiding.append(area)
        yield thing, area


def draw(brush: Brush, air: Air, layout: Layout, things: Sequence[Thing], rng: random.Random) -> None:
    """Paint all of it."""
    for thing, area in places(layout, things):
        if one := DRAWABLES[thing].far:
            with brush.at(((area.left + area.right) / 2, area.bottom), (area.right - area.left) / one.width):
                one.paint(brush, air.on(thing), rng)
