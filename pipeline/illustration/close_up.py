"""What is seen from near with nobody there: the table or counter that spans the frame, and what lies on it."""

import random

from .air import Air
from .brush import Brush, box
from .frame import Frame
from .geometry import clamp
from .layout import Layout, Spot
from .objects.drawable import Drawing

_ROOM, _DOWN = (0.47, 0.48), {True: 0.88, False: 0.84}
"""Half the room of what is seen in shares of width and height, and how far down it is in a column and else."""
_BACK, _FRONT, _WIDE = (0.22, 1.25), 0.46, 30.0
"""How far behind it the table ends at least and at most, how far before it, and how far to each side it goes on, in
halves of that room."""
_SOLD = -0.84, 0.24, 0.4
"""Where on that table is what a shop sells, beside its middle and below, and how wide, in the same measure."""


def layout(frame: Frame) -> Layout:
    """The spot is the middle of what is seen, which fills the frame; the floor is behind the table."""
    width, height = frame.width, frame.height
    half, base = min(width * _ROOM[0], height * _ROOM[1]), height * _DOWN[frame.tall]
    floor, scale = base - _depth(base, half), min(width, height) / 260
    spot, busy = Spot(width / 2, base, half / 50), (width / 2 - half, width / 2 + half)
    return Layout(width, height, floor, object=spot, busy=busy, base=floor, scale=scale, close=True)


def _depth(y: float, half: float) -> float:
    """How far behind what is seen at that y the table ends: the more room is above, the more of it is seen."""
    return half * clamp(y / half * 0.75 - 1.12, *_BACK)


def counter(brush: Brush, air: Air, spot: Spot) -> None:
    """The table; the origin of what stands on it is at the spot."""
    (x, y, scale), inks = spot, air.inks
    half, wide = scale * 50, scale * 50 * _WIDE
    top, side = (inks.deep(0.66), inks.light(0.5)) if air.evening else (inks.white, inks.light(0.78))
    back, edge = y - _depth(y, half), y + half * _FRONT
    brush.glow((x, back), (wide, half * 0.1), inks.deep(0.3).pale(0.2), 0.3)
    brush.blend(box(x - wide, back, wide * 2, edge - back), (x, back), (x, edge), [top.shade(-0.1), top])
    brush.fill(box(x - wide, edge, wide * 2, half * 0.14), side)
    brush.fill(box(x - wide, edge + half * 0.14, wide * 2, half * 4), side.shade(-0.1))


def lay(brush: Brush, air: Air, spot: Spot, one: Drawing | None, rng: random.Random) -> None:
    """What is sold there, if anything, in the corner of the table."""
    half, (x, y, wide) = spot.scale * 50, _SOLD
    if one:
        with brush.at((spot.x + half * x, spot.y + half * y), half * wide / one.width):
            one.paint(brush, air, rng)
