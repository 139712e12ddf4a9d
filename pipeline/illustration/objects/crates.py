"""Crates of what was harvested, carried in both arms; they stand on the origin, 40 wide."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, ovals
from .drawable import Draw, Drawable, Held, standing


def _boards(brush: Brush, air: Air) -> None:
    """The crate before what is in it: two boards between posts."""
    inks = air.inks
    brush.fill(box(-19, -17, 38, 17), inks.warm(0.42))
    brush.fill(boxes([(-20, -18, 40, 7.6), (-20, -8, 40, 7.6)]), inks.warm(0.66))
    brush.fill(boxes([(-20, -19, 5, 19), (15, -19, 5, 19)]), inks.warm(0.58))


def vegetables(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y in ((-13, -24), (-8, -31), (4, -30), (12, -25)):
        brush.fill(blob((x - 4, -16), (x - 4, y + 4), (x, y - 4), (x + 4, y + 4), (x + 4, -16)), inks.light(0.58))
    brush.fill(ovals([(-13, -19, 5), (-3, -21, 6), (8, -20, 5.6), (15, -18, 4)]), inks.warm(0.74))
    brush.fill(ovals([(3, -18, 4.4), (-8, -17, 4)]), inks.light(0.72))
    for x in (-4, -2, 8):
        brush.line(lines((x, -25), (x + 1, -29)), inks.light(0.5), 1.4)
    _boards(brush, air)


def apples(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y, ink in ((-8, -27, inks.warm(0.76)), (2, -28, inks.light(0.74)), (11, -26, inks.warm(0.7)),
                      (-13, -20, inks.light(0.66)), (-3, -21, inks.warm(0.82)), (7, -20, inks.warm(0.76)),
                      (15, -19, inks.light(0.74))):  # fmt: skip
        brush.fill(ovals([(x - 1.8, y, 5), (x + 1.8, y, 5)]), ink)
        brush.line(lines((x, y - 4), (x + 0.8, y - 7.4)), inks.warm(0.42), 0.9)
    _boards(brush, air)


def _crate(draw: Draw) -> Drawable:
    return replace(standing(42, 36, draw), held=Held(draw, "palm", "waist", both=True))


DRAWABLES = {"crate of vegetables": _crate(vegetables), "crate of apples": _crate(apples)}
