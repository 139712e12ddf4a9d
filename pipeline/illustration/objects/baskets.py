"""Wicker baskets of what is picked: each hangs from its handle in the origin, 34 wide and 32 high."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, curve, lines, oval, ovals, polygon
from .drawable import Draw, Drawable, Held, standing


def _wicker(brush: Brush, air: Air) -> None:
    """The basket before what is in it."""
    inks = air.inks
    brush.fill(polygon((-16, 13), (16, 13), (12.5, 30), (-12.5, 30)), inks.warm(0.64))
    for y in (17, 22, 27):
        brush.line(lines((-14.5 + (y - 13) * 0.2, y), (14.5 - (y - 13) * 0.2, y)), inks.warm(0.54), 1)


def _handle(brush: Brush, air: Air) -> None:
    brush.line(curve((-14, 12), (-9, 1), (0, -1), (9, 1), (14, 12)), air.inks.warm(0.5), 2)


def vegetables(brush: Brush, air: Air) -> None:
    """Round ones and greens."""
    inks = air.inks
    _handle(brush, air)
    brush.fill(ovals([(-8, 11, 5.4), (1, 9, 5.6), (9, 11, 5)]), inks.warm(0.72))
    brush.fill(oval((2, 10), 4.4), inks.light(0.7))
    for x in (-9, -3, 8):
        brush.line(lines((x, 8), (x - 2, 1)), inks.light(0.6), 2)
    _wicker(brush, air)


def apples(brush: Brush, air: Air) -> None:
    """A heap of apples, each with a stalk and a leaf."""
    inks = air.inks
    _handle(brush, air)
    for x, y, ink in ((-5, 5, inks.warm(0.76)), (5, 5, inks.light(0.74)), (-10, 11, inks.light(0.66)),
                      (10, 11, inks.warm(0.7)), (0, 11, inks.warm(0.82))):  # fmt: skip
        brush.fill(ovals([(x - 1.7, y, 4.4), (x + 1.7, y, 4.4)]), ink)
        brush.line(lines((x, y - 3), (x + 0.6, y - 6.4)), inks.warm(0.42), 0.9)
        brush.fill(blob((x + 0.6, y - 4.4), (x + 2.6, y - 6.6), (x + 5, y - 6.2), (x + 3, y - 4.4)), inks.light(0.56))
    _wicker(brush, air)


def flowers(brush: Brush, air: Air) -> None:
    """A heap of round flowers between leaves."""
    inks = air.inks
    _handle(brush, air)
    for x, y in ((-13, 5), (-5, -1), (5, -1), (13, 5), (0, 6)):
        brush.fill(blob((x * 0.7, 14), (x - 2.4, y + 5), (x, y), (x + 2.4, y + 5)), inks.light(0.6))
    for x, y, ink in ((-11, 7, inks.warm(0.79)), (-4, 3, inks.white), (4, 2, inks.deep(0.6)), (11, 7, inks.white),
                      (-5, 11, inks.deep(0.6)), (5, 10, inks.warm(0.74))):  # fmt: skip
        brush.fill(ovals([(x + a, y + b, 2.5) for a, b in ((-2.3, 0), (2.3, 0), (0, -2.3), (0, 2.3))]), ink)
        brush.fill(oval((x, y), 1.6), inks.warm(0.88))
    _wicker(brush, air)


def _basket(draw: Draw) -> Drawable:
    return replace(standing(36, 34, draw, rise=30), held=Held(draw, "fist", "side"))


DRAWABLES = {
    "basket of vegetables": _basket(vegetables),
    "basket of apples": _basket(apples),
    "basket of flowers": _basket(flowers),
}
