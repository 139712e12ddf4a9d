"""People before one large thing that is said to be behind them, and that thing. Knows no scene."""

import random
from collections.abc import Iterator
from dataclasses import replace

from . import platforms
from .air import Air
from .brush import Brush
from .frame import Frame
from .geometry import Area, clamp
from .layout import Grouped, Layout, Spot, of_people
from .objects.drawable import Drawing

_BACK, _LARGER = 26.0, 1.32
"""How far behind people, in centimetres, and how much higher than they are, it stands."""
_KNOWN, _HIDDEN, _THROUGH = 0.2, 0.5, 0.12
"""The share of it that people may hide, and at most; as how much more it counts if its arrow comes out of a head."""
_WIDER = 0.56
"""Half the width of its stage, of its own."""
_ASIDE = (0.0, 0.2, -0.2, 0.35, -0.35, 0.5, -0.5, 0.7, -0.7, 0.9, -0.9)
"""How far beside people it is tried, in its widths."""
_LIFTS, _TOP = (0.0, 0.3, 0.5, 0.7, 0.9), 0.03
"""How high its stage is tried, of what people are high, and where it ends at the top, of the height of the frame."""
_LARGE = 0.36, 0.72
"""How high it is at least on a high one, of what people are, or how wide, of the frame."""
_LEAST = 0.72
"""To what of their size people give way to it at most."""


def plan(frame: Frame, grouped: Grouped, one: Drawing) -> Layout | None:
    """People before a thing that rises above them, aside or on a stage as high as it takes to know it.

    People who hide it give way, in a frame that has room beside them. None where none can be known.
    """
    for aside in (0.0, one.width * 0.5):
        layout = of_people(frame._replace(backing=(aside, _LEAST)) if aside else frame, grouped, True)
        if layout.group is None or layout.people is None:
            return None
        hidden, _, spot = min(_places(layout, one), default=(1.0, 0.0, Spot(0.0, 0.0, 0.0)))
        if hidden <= _HIDDEN:
            half = one.width * spot.scale / 2
            busy = (min(layout.busy[0], spot.x - half), max(layout.busy[1], spot.x + half))
            return replace(layout, object=spot, busy=busy, backed=True)
    return None


def _places(layout: Layout, one: Drawing) -> Iterator[tuple[float, float, Spot]]:
    """Where it may stand: how much of it people hide there, how far it is from their middle and feet, and the spot."""
    if layout.group is None or layout.people is None:
        return
    place, floor, (width, height) = layout.people, layout.base - layout.scale * _BACK, (layout.width, layout.height)
    people = [part._replace(bottom=layout.base) for part in (*layout.heads, *layout.bodies)]
    for lift in _LIFTS:
        foot = floor - layout.group.reach * place.scale * lift
        scale = min(layout.group.reach * place.scale * _LARGER, foot - height * _TOP) / one.height
        scale = min(scale, width * 0.94 / one.width)
        half = one.width * scale / 2
        small = one.height * scale < layout.group.reach * place.scale * _LARGE[0] and half * 2 < width * _LARGE[1]
        if (small and lift) or foot - one.height * scale > min(head.bottom for head in layout.heads):
            continue
        for aside in _ASIDE:
            x = clamp(place.x + aside * half * 2, half * 1.04, width - half * 1.04)
            area = Area(x - half, foot - one.height * scale, x + half, foot)
            through = any(head.meets(mast.placed(x, foot, scale)) for mast in one.masts for head in layout.heads)
            hidden = max(area.covered(people), _KNOWN) + through * _THROUGH
            yield hidden, abs(aside) + lift, Spot(x, foot, scale)


def draw(brush: Brush, air: Air, layout: Layout, one: tuple[Drawing, Air], rng: random.Random) -> None:
    """It in its air, on its stage."""
    (drawing, own), spot = one, layout.object
    if spot is None:
        return
    half, floor = drawing.width * spot.scale * _WIDER, layout.base - layout.scale * _BACK
    platforms.stage(brush, air, (spot.x, spot.y), half, max(floor - spot.y, 0.0))
    with brush.at((spot.x, spot.y), spot.scale):
        drawing.paint(brush, own, rng)
