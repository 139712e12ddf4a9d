"""What is carried on the way: bags, keys, an umbrella."""

from dataclasses import replace
from functools import partial

from ..air import Air
from ..brush import Brush, blob, bow, box, lines, oval, ovals, polygon
from ..geometry import Area
from .drawable import PUSHED, Drawable, Drawing, Held, Laid, placed, within
from .grips import passing


def bag(brush: Brush, air: Air) -> None:
    """A paper shopping bag that hangs from its handle in the origin, before another where several are asked for."""
    inks = air.inks
    if "shopping bag" in air.several:
        with brush.at((7, 0), angle=-9):
            bag_blue(brush, replace(air, several=()))
    brush.line(bow((-5, 11), (0, -10.5), (5, 11)), inks.navy, 1.1)
    brush.fill(polygon((-11, 10), (11, 10), (12, 38), (-12, 38)), inks.warm(0.8))
    brush.fill(polygon((5, 10), (11, 10), (12, 38), (6, 38)), inks.warm(0.73))
    brush.fill(oval((-2.5, 24), 4.6), inks.warm(0.93))


def bag_blue(brush: Brush, air: Air) -> None:
    """A second shopping bag, so that two do not look alike, before the first where several are asked for."""
    inks = air.inks
    if "shopping bag" in air.several:
        with brush.at((7, 0), angle=-9):
            bag(brush, replace(air, several=()))
    brush.line(bow((-5, 10), (0, -9.5), (5, 10)), inks.warm(0.6), 1.1)
    brush.fill(polygon((-10, 9), (10, 9), (10.6, 33), (-10.6, 33)), inks.light(0.86))
    brush.fill(polygon((4, 9), (10, 9), (10.6, 33), (4.6, 33)), inks.light(0.79))
    brush.line(lines((-6.5, 17), (1, 17)), inks.white, 1.4)
    brush.line(lines((-6.5, 21), (-1.5, 21)), inks.white, 1.4)


def briefcase(brush: Brush, air: Air) -> None:
    """A briefcase that hangs from its handle in the origin."""
    inks = air.inks
    brush.line(lines((-5, 6), (-5, 1), (5, 1), (5, 6)), inks.navy, 1.7)
    brush.fill(box(-19, 5, 38, 26, 3), inks.warm(0.5))
    brush.fill(box(-19, 5, 38, 11, 3), inks.warm(0.58))
    brush.fill(box(-2.6, 13, 5.2, 5, 1), inks.warm(0.88))


def suitcase(brush: Brush, air: Air, drawn: float = 0.0) -> None:
    """A cabin suitcase under its handle in the origin, which is drawn out by so much."""
    inks = air.inks
    if "suitcase" in air.contents:
        _unpacked(brush, air)
        return
    brush.line(lines((-6, 14 + drawn), (-6, 0), (6, 0), (6, 14 + drawn)), inks.navy, 1.6)
    with brush.at((0, drawn)):
        brush.fill(box(-17, 13, 34, 50, 5), inks.light(0.78))
        brush.fill(box(6, 13, 11, 50, 5), inks.light(0.71))
        for x in (-10, -3, 4):
            brush.line(lines((x, 18), (x, 58)), inks.light(0.66), 1.1)
        brush.fill(ovals([(-11, 65, 3), (11, 65, 3)]), inks.navy)


def _unpacked(brush: Brush, air: Air) -> None:
    """The same, lying open: clothes or what is said in the lower half, the upper one behind it."""
    inks = air.inks
    brush.fill(box(-19, 14, 38, 32, 4), inks.light(0.71))
    brush.fill(box(-16, 17, 32, 26, 3), inks.light(0.88))
    brush.line(lines((-16, 26), (16, 36)), inks.warm(0.79), 1.6)
    brush.line(lines((16, 26), (-16, 36)), inks.warm(0.79), 1.6)
    if air.contents["suitcase"] is None:
        for x, wide, ink in ((-15, 15, inks.warm(0.79)), (1, 14, inks.deep(0.56))):
            brush.fill(box(x, 42, wide, 12, 2), ink)
    within(brush, air, "suitcase", Area(-15, 30, 15, 53))
    brush.fill(box(-19, 50, 38, 16, 4), inks.light(0.78))
    brush.fill(box(6, 50, 13, 16, 4), inks.light(0.72))
    for x in (-9, 6):
        brush.fill(box(x, 49, 4, 6, 1), inks.navy)


def _two(brush: Brush, air: Air) -> None:
    """Two of them side by side."""
    for x in (-20.0, 20.0):
        with brush.at((x, 0)):
            suitcase(brush, air)


_ROLLED = Held(partial(suitcase, drawn=PUSHED + 6 - 68), "fist", "handle")


def keys(brush: Brush, air: Air) -> None:
    """A ring with two keys, hanging from the origin."""
    inks = air.inks
    ring, cold = (inks.white, inks.light(0.86)) if air.evening else (inks.navy, inks.deep(0.56))
    brush.line(oval((0, 3.2), 3.2), ring, 0.9)
    for angle, ink in ((18, inks.warm(0.72)), (-14, cold)):
        with brush.at((0, 6), angle=angle):
            brush.line(lines((0, 4), (0, 13)), ink, 1.6)
            brush.line(lines((0, 12.4), (2.6, 12.4)), ink, 1.5)
            brush.line(lines((0, 9.6), (2.0, 9.6)), ink, 1.5)
            brush.fill(oval((0, 2.2), 3.1), ink)
            brush.fill(oval((0, 1.5), 1.1), inks.white)


def umbrella(brush: Brush, air: Air) -> None:
    """An open umbrella, held in the origin."""
    inks = air.inks
    brush.line(lines((0, 6), (0, -62)), inks.navy, 1.6)
    for x0, x1, ink in ((-50, -17, inks.warm(0.79)), (-17, 17, inks.white), (17, 50, inks.warm(0.74))):
        shape = blob((0, -92), (0, -92), (x0 * 0.72, -80), (x0, -54), (x0, -54), ((x0 + x1) / 2, -59), (x1, -54),
                     (x1, -54), (x1 * 0.72, -80))  # fmt: skip
        brush.fill(shape, ink)
    brush.line(lines((0, -92), (0, -97)), inks.navy, 1.8)


def parasol(brush: Brush, air: Air) -> None:
    """A parasol that stands in the ground, 230 high."""
    brush.line(lines((0, 0), (0, -150)), air.inks.navy, 5)
    with brush.at((0, -40), 2.05):
        umbrella(brush, air)


_STANDING = Drawing(200, 230, parasol)

DRAWABLES = {
    "shopping bag": Drawable(
        dyed=True, held=Held(bag, "fist", "side", second=bag_blue), ground=Drawing(30, 40, bag, rise=38),
        stage=Drawing(26, 44, bag, rise=38),
    ),
    "briefcase": Drawable(
        dyed=True, held=Held(briefcase, "fist", "side"), ground=Drawing(46, 34, briefcase, rise=31),
        stage=Drawing(40, 34, briefcase, rise=31),
    ),
    "suitcases": Drawable(
        dyed=True, held=_ROLLED, ground=Drawing(84, 72, _two, rise=68), stage=Drawing(78, 70, _two, rise=68)
    ),
    "suitcase": Drawable(
        opens=True, dyed=True, held=_ROLLED, ground=Drawing(42, 72, suitcase, rise=68),
        stage=Drawing(38, 70, suitcase, rise=68),
    ),
    "keys": Drawable(
        held=Held(placed(keys, (6.5, -2), 1.4), "fist", "shoulder", second=placed(keys, (-6.5, -2), 1.4)),
        table=Laid(keys, 75), stage=Drawing(14, 20, keys, rise=20),
        gripped=Drawing(200, 160, passing(placed(keys, (2, -6), 5.4)), varied=True),
    ),
    "umbrella": Drawable(
        dyed=True, held=Held(umbrella, "fist", "shoulder", overhead=True), ground=_STANDING, behind=True,
        framed=_STANDING,
    ),
}  # fmt: skip
