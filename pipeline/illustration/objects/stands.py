"""What something is shown on beside people, that stands for what a bank offers: a table, a desk to pay at, a board.

Each is drawn for half its width and for its height, in centimetres; its foot is in the origin.
"""

from collections.abc import Callable
from typing import NamedTuple

from ..air import Air
from ..brush import Brush, box, lines, oval

Support = Callable[[Brush, Air, float, float], None]


def table(brush: Brush, air: Air, half: float, high: float) -> None:
    """A round table on one leg."""
    inks, low = air.inks.plain, 0.0 if not air.evening else 0.14
    brush.fill(oval((0, -3), half * 0.52, 5), inks.navy if not air.evening else inks.deep(0.44))
    brush.line(lines((0, -high + 5), (0, -4)), inks.navy if not air.evening else inks.deep(0.44), 7)
    for y, light in ((-high + 9.5, 0.72), (-high + 6, 0.88)):
        brush.fill(oval((0, y), half, 7), inks.warm(light - low))


def desk(brush: Brush, air: Air, half: float, high: float) -> None:
    """A desk of a shop, with a band across its front."""
    inks = air.inks.plain
    front = inks.white if not air.evening else inks.light(0.8)
    brush.fill(box(-half + 3, -high + 8, half * 2 - 6, high - 8, 3), front)
    brush.fill(box(half * 0.5, -high + 8, half * 0.5 - 3, high - 8, 3), front.shade(-0.06))
    brush.fill(box(-half + 3, -high + 30, half * 2 - 6, 13), inks.warm(0.79))
    brush.fill(box(-half + 3, -8, half * 2 - 6, 8, 2), inks.deep(0.4))
    brush.fill(box(-half, -high + 4, half * 2, 9, 4), inks.deep(0.5))


def board(brush: Brush, air: Air, half: float, high: float) -> None:
    """A board on two legs, from half a metre above the ground up to beyond `high`, on which it is drawn."""
    inks, top, rim = air.inks.plain, high + half * 1.6, 4.0
    for x in (-half * 0.6, half * 0.6):
        brush.line(lines((x, -high), (x * 1.24, -1)), inks.navy if not air.evening else inks.deep(0.44), 5)
    brush.fill(box(-half, -top, half * 2, top - high + 14, 6), inks.deep(0.46))
    shape = box(-half + rim, -top + rim, half * 2 - rim * 2, top - high + 14 - rim * 2, 3)
    brush.fill(shape, inks.light(0.95) if not air.evening else inks.light(0.86))


def step(brush: Brush, air: Air, half: float, high: float) -> None:
    """A round step."""
    inks = air.inks.plain
    side, top = inks.deep(0.56), inks.white if not air.evening else inks.deep(0.68)
    brush.fill(oval((0, -6), half, 7), side)
    brush.fill(box(-half, -high + 7, half * 2, high - 13), side)
    brush.fill(oval((0, -high + 7), half, 7), top)
    brush.fill(oval((0, -high + 8), half * 0.8, 4), top.shade(-0.07))


class Stand(NamedTuple):
    """How high it is, half its width, how large the thing on it is at most, how it is drawn, half its width at least,
    and how high both are beside people, in heights of the tallest."""

    height: float = 72.0
    half: float = 46.0
    most: float = 84.0
    draw: Support = table
    least: float = 24.0
    tall: float = 0.72


TABLE = Stand()
STEP = Stand(16.0, 50.0, 92.0, step, tall=0.56)
BOARD = Stand(56.0, 72.0, 116.0, board)
DESK, LOW_DESK = Stand(98.0, 34.0, 36.0, desk, 34.0), Stand(76.0, 44.0, 70.0, desk, 34.0)
