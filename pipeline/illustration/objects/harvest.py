"""What is picked: heaps in wicker baskets that hang from a hand, and in crates that both arms carry; pumpkins."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, Point, blob, box, boxes, curve, lines, mirrored, oval, ovals, polygon, star
from ..inks import Ink, Inks
from .drawable import Draw, Drawable, Drawing, Held, standing

_APPLE = mirrored((0, -4), (3.6, -5.6), (7, -2.6), (6, 3), (2.6, 6.4), (0, 5.6))
"""Around its middle."""


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
    """Tomatoes, a carrot and greens."""
    inks = air.inks
    for x, tip in ((-9, -12), (-6, -6), (-3, 0)):
        brush.fill(blob((x - 3, 16), (tip - 4, 2), (tip, -4), (tip + 4, 2), (x + 3, 16)), inks.light(0.58))
    with brush.at((9, 11), 0.84, 20):
        brush.fill(blob((-4, -10), (4, -10), (2, 4), (0, 10), (-2, 4)), inks.warm(0.76))
        for angle in (-24, 0, 24):
            with brush.at((0, -9), angle=angle):
                brush.fill(blob((-1.4, 1), (-2, -5), (0, -10), (2, -5), (1.4, 1)), inks.light(0.62))
    for x, y in ((3, 7), (-8, 11)):
        brush.fill(oval((x, y), 7.2, 6.6), inks.warm(0.66))
        brush.fill(oval((x - 2.4, y - 2.4), 1.8), inks.warm(0.84))
        with brush.at((x, y - 5.4), 3.4):
            brush.fill(star(0.4), inks.light(0.5))


def _apple(brush: Brush, inks: Inks, centre: Point, ink: Ink) -> None:
    """An apple with a stalk and a leaf, 14 wide."""
    with brush.at(centre):
        brush.line(lines((0.2, -3.6), (1.0, -8.6)), inks.warm(0.36), 1.4)
        brush.fill(blob((1.0, -6.4), (3.0, -9.4), (7.0, -9.2), (4.6, -6.4)), inks.light(0.5))
        brush.fill(_APPLE, ink)
        brush.fill(oval((0.2, -4.2), 2.4, 0.9), ink.shade(-0.12))
        brush.fill(oval((-3.6, -1.4), 1.3, 2.2), ink.shade(0.14))


def _apples(brush: Brush, air: Air) -> None:
    """A heap of apples."""
    red, ripe, green = air.inks.warm(0.64), air.inks.warm(0.74), air.inks.light(0.68)
    for centre, ink in (((-6, 3), ripe), ((6.5, 3), red), ((-11, 10), red), ((11, 10), green), ((0, 9.5), red)):
        _apple(brush, air.inks, centre, ink)


def pumpkins(brush: Brush, air: Air) -> None:
    """Three pumpkins on the ground, 124 wide."""
    inks = air.inks
    for x, y, size in ((-34, -4, 0.86), (36, -2, 0.74), (2, 0, 1.0)):
        with brush.at((x, y), size):
            brush.line(curve((0, -46), (1, -54), (7, -59)), inks.light(0.46), 6)
            for side, wide, shade in ((20, 15, -0.05), (-20, 15, -0.05), (11, 16, 0.0), (-11, 16, 0.0), (0, 13, 0.05)):
                brush.fill(oval((side, -24), wide, 24 - abs(side) * 0.12), inks.warm(0.72).shade(shade))
            for side in (-1, 1):
                brush.line(curve((side * 4, -46), (side * 11, -25), (side * 5, -2)), inks.warm(0.6), 1.6)
            brush.line(curve((6, -50), (20, -56), (26, -46), (32, -50)), inks.light(0.5), 2)


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
    red, ripe, green = air.inks.warm(0.64), air.inks.warm(0.74), air.inks.light(0.68)
    for centre, ink in (((-9, -27), ripe), ((3, -28), red), ((13, -26), green), ((-14, -20), red), ((-2, -20), green),
                        ((10, -19), ripe)):  # fmt: skip
        _apple(brush, air.inks, centre, ink)


DRAWABLES = {
    "basket of vegetables": _basket(_vegetables),
    "basket of apples": _basket(_apples),
    "basket of flowers": _basket(_flowers),
    "crate of vegetables": _crate(_crated_vegetables),
    "crate of apples": _crate(_crated_apples),
    "pumpkins": replace(standing(128, 64, pumpkins), ground=Drawing(96, 48, pumpkins, 0.75)),
}
