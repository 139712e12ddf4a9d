"""A wheelchair from its front, in centimetres: what is behind who sits in it, and what is before. Knows no people."""

from ..brush import Brush, box, lines, oval
from ..inks import Ink
from .body import SEAT

ANKLE = 13.0
_BACK, _LEAST = 48.0, 0.29


def handles(stature: float) -> float:
    """How high they are above the seat behind somebody so tall: the lower, the smaller who sits there."""
    return min(_BACK, stature * _LEAST)


def behind(brush: Brush, hip: float, rise: float, ink: Ink, trim: Ink) -> None:
    """The back, its handles, which are so high above the seat, and the two large wheels."""
    for side in (-1, 1):
        x = side * (hip + 11)
        brush.line(lines((side * (hip + 3), -SEAT - rise + 2), (side * (hip + 8), -SEAT - rise)), ink, 4)
        brush.line(oval((x + side * 2.4, -31), 5.4, 27.5), trim, 2.6)
        brush.line(oval((x, -31), 5.4, 30), ink, 4.4)
        brush.fill(oval((x, -31), 2.6, 5), trim)
    brush.fill(box(-hip - 5, -SEAT - rise + 4, hip * 2 + 10, rise + 2, 5), trim.shade(-0.05))
    brush.fill(box(-hip - 3, -SEAT - 1, hip * 2 + 6, 8, 3), trim)


def before(brush: Brush, hip: float, ankle: float, ink: Ink, trim: Ink) -> None:
    """The edge of the seat, arm rests, foot rests below ankles that are so high, and small wheels."""
    for side in (-1, 1):
        brush.line(lines((side * (hip + 4), -SEAT - 16), (side * (hip + 4), -SEAT + 8)), ink, 3)
        brush.fill(box(side * (hip + 4) - 4, -SEAT - 19, 8, 5, 2.5), ink)
        brush.line(lines((side * hip * 0.95, -SEAT + 8), (side * hip * 0.95, -8)), ink, 2.4)
        brush.fill(box(side * hip * 0.55 - 7, 5 - ankle, 14, 3.4, 1.5), ink)
        brush.fill(oval((side * (hip * 0.95 + 2), -4.6), 2.4, 4.8), trim)
