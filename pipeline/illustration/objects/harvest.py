"""What is picked, as heaps in wicker baskets that hang from a hand, and in crates that both arms carry."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, ovals, polygon
from .drawable import Draw, Drawable, Held, standing


def _basket(heap: Draw) -> Drawable:
    """It hangs from its handle in the origin, 34 wide and 32 high."""

    def draw(brush: Brush, air: Air) -> None:
        inks = air.inks
        brush.line(curve((-14, 12), (-9, 1), (0, -1), (9, 1), (14, 12)), inks.warm(0.5), 2)
        heap(brush, air)
        brush.fill(polygon((-16, 13), (16, 13), (12.5, 30), (-12.5, 30)), inks.warm(0.64))
        for y in (17, 22, 27):
            brush.line(lines((-14.5 + (y - 13) * 0.2, y), (14.5 - (y - 13) * 0.2, y)), inks.warm(0.54), 1)

    return replace(standing(36, 34, draw, rise=30), held=Held(draw, "fist", "side"))


def _crate(heap: Draw) -> Drawable:
    """Two boards between posts; it stands on the origin, 40 wide."""

    def draw(brush: Brush, air: Air) -> None:
        inks = air.inks
        heap(brush, air)
        brush.fill(box(-19, -17, 38, 17), inks.warm(0.42))
        brush.fill(boxes([(-20, -18, 40, 7.6), (-20, -8, 40, 7.6)]), inks.warm(0.66))
        brush.fill(boxes([(-20, -19, 5, 19), (15, -19, 5, 19)]), inks.warm(0.58))

    return replace(standing(42, 36, draw), held=Held(draw, "palm", "waist", both=True))


def _vegetables(brush: Brush, air: Air) -> None:
    """Round ones and greens."""
    inks = air.inks
    brush.fill(ovals([(-8, 11, 5.4), (1, 9, 5.6), (9, 11, 5)]), inks.warm(0.72))
    brush.fill(oval((2, 10), 4.4), inks.light(0.7))
    for x in (-9, -3, 8):
        brush.line(lines((x, 8), (x - 2, 1)), inks.light(0.6), 2)


def _apples(brush: Brush, air: Air) -> None:
    """A heap of apples, each with a stalk and a leaf."""
    inks = air.inks
    for x, y, ink in ((-5, 5, inks.warm(0.76)), (5, 5, inks.light(0.74)), (-10, 11, inks.light(0.66)),
                      (10, 11, inks.warm(0.7)), (0, 11, inks.warm(0.82))):  # fmt: skip
        brush.fill(ovals([(x - 1.7, y, 4.4), (x + 1.7, y, 4.4)]), ink)
        brush.line(lines((x, y - 3), (x + 0.6, y - 6.4)), inks.warm(0.42), 0.9)
        brush.fill(blob((x + 0.6, y - 4.4), (x + 2.6, y - 6.6), (x + 5, y - 6.2), (x + 3, y - 4.4)), inks.light(0.56))


def _flowers(brush: Brush, air: Air) -> None:
    """A heap of round flowers between leaves."""
    inks = air.inks
    for x, y in ((-13, 5), (-5, -1), (5, -1), (13, 5), (0, 6)):
        brush.fill(blob((x * 0.7, 14), (x - 2.4, y + 5), (x, y), (x + 2.4, y + 5)), inks.light(0.6))
    for x, y, ink in ((-11, 7, inks.warm(0.79)), (-4, 3, inks.white), (4, 2, inks.deep(0.6)), (11, 7, inks.white),
                      (-5, 11, inks.deep(0.6)), (5, 10, inks.warm(0.74))):  # fmt: skip
        brush.fill(ovals([(x + a, y + b, 2.5) for a, b in ((-2.3, 0), (2.3, 0), (0, -2.3), (0, 2.3))]), ink)
        brush.fill(oval((x, y), 1.6), inks.warm(0.88))


def _crated_vegetables(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y in ((-13, -24), (-8, -31), (4, -30), (12, -25)):
        brush.fill(blob((x - 4, -16), (x - 4, y + 4), (x, y - 4), (x + 4, y + 4), (x + 4, -16)), inks.light(0.58))
    brush.fill(ovals([(-13, -19, 5), (-3, -21, 6), (8, -20, 5.6), (15, -18, 4)]), inks.warm(0.74))
    brush.fill(ovals([(3, -18, 4.4), (-8, -17, 4)]), inks.light(0.72))
    for x in (-4, -2, 8):
        brush.line(lines((x, -25), (x + 1, -29)), inks.light(0.5), 1.4)


def _crated_apples(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y, ink in ((-8, -27, inks.warm(0.76)), (2, -28, inks.light(0.74)), (11, -26, inks.warm(0.7)),
                      (-13, -20, inks.light(0.66)), (-3, -21, inks.warm(0.82)), (7, -20, inks.warm(0.76)),
                      (15, -19, inks.light(0.74))):  # fmt: skip
        brush.fill(ovals([(x - 1.8, y, 5), (x + 1.8, y, 5)]), ink)
        brush.line(lines((x, y - 4), (x + 0.8, y - 7.4)), inks.warm(0.42), 0.9)


DRAWABLES = {
    "basket of vegetables": _basket(_vegetables),
    "basket of apples": _basket(_apples),
    "basket of flowers": _basket(_flowers),
    "crate of vegetables": _crate(_crated_vegetables),
    "crate of apples": _crate(_crated_apples),
}
