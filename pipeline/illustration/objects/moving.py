"""Moving in and doing up: boxes, a ladder with paint; what stands by a car: a charger, a bow on its bonnet."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, Point, blob, bow, box, boxes, curve, lines, oval, polygon
from ..geometry import Area
from ..inks import Ink
from .drawable import Drawable, Drawing, Held, placed, standing, within
from .tools import roller


def boxes_of_a_move(brush: Brush, air: Air) -> None:
    """Three cardboard boxes, the upper one open with a lamp, books and a ball in it."""
    inks = air.inks
    brush.fill(polygon((-30, -64), (32, -64), (26, -74), (-24, -74)), inks.warm(0.58))
    if "moving boxes" in air.contents:
        within(brush, air, "moving boxes", Area(-26, -120, 28, -58))
    else:
        _household(brush, air)
    for x, y, wide, tall, ink in ((-50, 0, 54, 42, 0.74), (8, 0, 48, 36, 0.79), (-26, -37, 58, 0, 0.8)):
        if tall:
            brush.line(box(x, y - tall, wide, tall, 1.5), inks.warm(0.58), 1.6)
            brush.fill(box(x, y - tall, wide, tall, 1.5), inks.warm(ink))
            brush.fill(box(x + wide * 0.72, y - tall, wide * 0.28, tall, 1.5), inks.warm(ink - 0.06))
            brush.fill(box(x + wide * 0.42, y - tall, 8, tall * 0.5), inks.warm(ink + 0.1))
            brush.fill(box(x + 5, y - 12, 12, 7, 1), inks.white, 0.8)
    brush.line(box(-30, -66, 62, 30, 1.5), inks.warm(0.58), 1.6)
    brush.fill(box(-30, -66, 62, 30, 1.5), inks.warm(0.83))
    brush.fill(box(14, -66, 18, 30, 1.5), inks.warm(0.77))
    for side, x in ((-1, -30), (1, 32)):
        flap = polygon((x, -66), (x, -56), (x + side * 17, -62), (x + side * 17, -72))
        brush.line(flap, inks.warm(0.56), 1.6)
        brush.fill(flap, inks.warm(0.68))
    brush.fill(boxes([(-22, -52, 16, 3), (-22, -46, 10, 3)]), inks.white)


def row_of_boxes(brush: Brush, air: Air, half: float) -> None:
    """Closed cardboard boxes side by side on which people sit, 47 high, so far to either side of the middle, and more
    behind and beside them.
    """
    count = max(round(half / 26), 1)
    wide = half * 2 / count
    for x, across, tall in ((-half - 20, 46, 44), (half - 24, 44, 36)):
        _closed(brush, air, (x, -44 if x < 0 else -40), (across, tall), 0.68)
    _closed(brush, air, (-half - 22, 0), (50, 46), 0.7)
    _closed(brush, air, (half - 14, 0), (36, 34), 0.7)
    for i in range(count):
        _closed(brush, air, (i * wide - half, 0), (wide, 47), 0.8 - 0.06 * (i % 2))


def _closed(brush: Brush, air: Air, foot: Point, size: tuple[float, float], light: float) -> None:
    """A closed cardboard box of a width and height, from the left end of its foot."""
    (x, y), (wide, tall), inks = foot, size, air.inks
    shape = box(x, y - tall, wide, tall, 2)
    brush.fill(shape, inks.warm(light))
    brush.fill(box(x + wide / 2 - 4, y - tall, 8, tall * 0.45), inks.warm(0.93))
    brush.fill(box(x + 5, y - 13, 12, 7, 1), inks.white, 0.85)
    brush.line(shape, inks.warm(0.54), 1.5)


def stepladder(brush: Brush, air: Air) -> None:
    """A step ladder, seen from its rungs."""
    inks = air.inks
    brush.line(lines((8, -168), (42, 0)), inks.warm(0.6), 5)
    for side in (-1, 1):
        brush.line(lines((side * 12, -168), (side * 30, 0)), inks.warm(0.74), 6)
    for i in range(6):
        y, half = -26 - i * 24, 28 - i * 2.6
        brush.fill(box(-half, y, half * 2, 6, 2), inks.warm(0.82))
    brush.fill(box(-17, -172, 34, 8, 3), inks.warm(0.68))


def _household(brush: Brush, air: Air) -> None:
    """A lamp, books and a ball, in the upper box."""
    inks = air.inks
    brush.fill(oval((18, -76), 11), inks.light(0.8))
    brush.line(bow((9, -80), (18, -74), (27, -80)), inks.white, 2)
    brush.fill(box(-28, -84, 7, 20, 1), inks.light(0.68))
    brush.fill(box(-20, -90, 7, 26, 1), inks.deep(0.5))
    brush.fill(polygon((-12, -92), (4, -92), (9, -76), (-17, -76)), inks.deep(0.6))
    brush.line(lines((-4, -76), (-4, -60)), inks.navy, 2)


def renovation(brush: Brush, air: Air) -> None:
    """Such a ladder and two buckets of paint, with a roller in one."""
    stepladder(brush, air)
    with brush.at((-60, -44), 1.16, -3):
        roller(brush, air)
    for x, tall, ink in ((-66, 34, air.inks.light(0.72)), (62, 28, air.inks.deep(0.6))):
        with brush.at((x, 0)):
            _can(brush, air, tall, ink)


def _can(brush: Brush, air: Air, tall: float, ink: Ink) -> None:
    """A can of paint that stands on the origin, its handle above it."""
    inks = air.inks
    brush.line(curve((-13, -tall), (0, -tall - 14), (13, -tall)), inks.navy, 1.6)
    brush.fill(polygon((-16, -tall), (16, -tall), (13, 0), (-13, 0)), inks.white)
    brush.fill(polygon((4, -tall), (16, -tall), (13, 0), (4, 0)), inks.grey(0.9))
    brush.fill(oval((0, -tall), 16, 4), ink)
    brush.fill(blob((-15, -tall + 1), (-4, -tall + 3), (-5, -tall + 15), (-10, -tall + 8)), ink)


def paint_can(brush: Brush, air: Air) -> None:
    _can(brush, air, 30, air.inks.warm(0.76))


def carried_box(brush: Brush, air: Air) -> None:
    """A cardboard box with its tape, carried before the body; its edges show on clothes of any colour."""
    inks = air.inks
    brush.fill(box(-25, -30, 50, 31, 2), inks.warm(0.56))
    brush.fill(box(-24, -29, 48, 29, 1.5), inks.warm(0.76))
    brush.fill(box(-24, -29, 48, 6, 1.5), inks.warm(0.67))
    brush.fill(box(-4.5, -29, 9, 15), inks.warm(0.88))
    brush.fill(box(-20, -10, 12, 6, 1), inks.white)


def charger(brush: Brush, air: Air) -> None:
    """A column that charges a car, with its cable hung up."""
    brush.line(curve((17, -96), (52, -70), (44, -14), (24, -20), (22, -62)), air.inks.navy, 4)
    column(brush, air)
    brush.fill(box(15, -70, 12, 22, 4), air.inks.navy)


def plugged(brush: Brush, air: Air, port: Point, held: bool) -> None:
    """The cable of such a column from its middle to the port of a car, or from a hand at its left edge."""
    (x, y), side = port, 1 if port[0] > 0 else -1
    start = ((-26, -98), (-4, -52), (side * 34, -44)) if held else ((0, -96), (side * 34, -82))
    brush.line(curve(*start, (x * 0.55, min(y + 44, -12)), port), air.inks.navy, 4)
    brush.fill(oval(port, 7.5), air.inks.grey(0.86))
    brush.fill(box(x - 5, y - 5, 10, 10, 3), air.inks.navy)


def column(brush: Brush, air: Air) -> None:
    """The same without a cable."""
    inks = air.inks
    brush.fill(box(-20, -150, 44, 150, 9), inks.deep(0.32))
    brush.fill(box(-24, -152, 44, 152, 9), inks.white if not air.evening else inks.light(0.86))
    brush.fill(box(-24, -152, 44, 26, 9), inks.deep(0.56))
    brush.fill(box(-24, -136, 44, 10), inks.deep(0.56))
    brush.fill(box(-17, -118, 30, 24, 3), inks.navy)
    brush.fill(box(-13, -103, 20, 5, 2), inks.light(0.78))
    brush.fill(box(-13, -112, 12, 4, 2), inks.light(0.78))
    brush.fill(polygon((2, -82), (-12, -56), (-3, -56), (-7, -34), (9, -64), (0, -64)), inks.warm(0.79))
    brush.fill(box(-28, -5, 52, 6, 2), inks.grey(0.8))


def pump(brush: Brush, air: Air) -> None:
    """A column of a filling station, with its hose hung up."""
    brush.line(curve((18, -104), (50, -84), (46, -14), (28, -16), (22, -66)), air.inks.navy, 5)
    dispenser(brush, air)
    brush.fill(box(15, -84, 13, 22, 4), air.inks.navy)
    brush.line(lines((24, -80), (31, -92)), air.inks.navy, 5)


def dispenser(brush: Brush, air: Air) -> None:
    """The same without a hose: a sign with a drop on it, and what is filled in, in figures."""
    inks = air.inks
    brush.fill(box(-22, -156, 44, 156, 6), inks.deep(0.32))
    brush.fill(box(-26, -158, 44, 158, 6), inks.warm(0.76))
    brush.fill(box(-29, -196, 50, 42, 6), inks.deep(0.5))
    brush.fill(blob((-4, -191), (-4, -191), (5, -177), (1, -165), (-9, -165), (-13, -177)), inks.white)
    brush.fill(box(-21, -146, 34, 46, 3), inks.navy)
    for y in (-139, -124):
        brush.fill(box(-16, y, 24, 9, 1), inks.light(0.86))
    brush.fill(box(-21, -90, 34, 60, 3), inks.white if not air.evening else inks.light(0.86))
    brush.fill(boxes([(-15 + i * 12, -82, 8, 8) for i in range(2)]), inks.deep(0.56))
    brush.fill(box(-30, -6, 54, 7, 2), inks.grey(0.8))


def ribbon(brush: Brush, air: Air) -> None:
    """A large bow that stands on the origin, with its tails."""
    ink = air.inks.warm(0.76)
    for side in (-1, 1):
        shape = polygon((side * 3, -16), (side * 34, 8), (side * 27, 10), (side * 24, 18), (side * -2, -8))
        brush.fill(shape, ink.shade(-0.1))
        brush.fill(blob((0, -16), (0, -16), (side * 18, -42), (side * 46, -40), (side * 44, -12), (side * 18, -6)),
                   ink.shade(-0.04 if side > 0 else 0.0))  # fmt: skip
        brush.fill(blob((side * 12, -18), (side * 26, -30), (side * 38, -28), (side * 36, -18), (side * 22, -13)),
                   ink.shade(-0.14))  # fmt: skip
    brush.fill(box(-9, -27, 18, 22, 7), ink.shade(0.06))


DRAWABLES = {
    "moving boxes": replace(
        standing(106, 122, boxes_of_a_move, middle=3), held=Held(carried_box, "palm", "waist", both=True, asked=True),
        reach=(0.24, 0.66), faces="ahead", opens=True,
    ),
    "renovation": replace(standing(160, 174, renovation), behind=True, faces="ahead", tool="roller"),
    "paint can": Drawable(
        held=Held(placed(paint_can, (0, 38), 0.9), "fist", "side", half=16), ground=Drawing(40, 55, paint_can, 1.25),
        stage=Drawing(32, 44, paint_can), faces="ahead",
    ),
    "stepladder": Drawable(ground=Drawing(92, 174, stepladder), behind=True, faces="ahead"),
    "charger": replace(standing(84, 156, charger, middle=13), alongside="car", reach=(0.2, 0.66), plugged=column),
    "fuel pump": replace(standing(84, 198, pump, middle=11), alongside="car", reach=(0.2, 0.52), plugged=dispenser),
    "bow": replace(standing(92, 62, ribbon, rise=18), dyed=True, faces="ahead", atop=Drawing(101, 47, ribbon, 1.1)),
}  # fmt: skip
