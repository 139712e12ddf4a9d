"""Dogs, cats and horses, facing right."""

import random
from collections.abc import Callable

from ..air import Air
from ..brush import Brush, blob, capsule, curve, lines, mirrored, oval, ovals, polygon
from ..inks import Ink, Inks
from .drawable import Drawable, Drawing, Held


def _coat(inks: Inks, rng: random.Random) -> tuple[Ink, Ink, Ink]:
    """A coat, its dark parts and its light ones."""
    coat = rng.choice((inks.warm(0.74), inks.warm(0.86), inks.white.shade(-0.02), inks.warm(0.58), inks.deep(0.36)))
    light = inks.white if coat.lightness < 0.95 else inks.warm(0.93)
    return coat, coat.shade(-0.09 if coat.lightness > 0.4 else 0.12), light


def dog(brush: Brush, air: Air, rng: random.Random) -> None:
    """A sitting dog with its tongue out, about 62 high."""
    inks = air.inks
    coat, dark, light = _coat(inks, rng)
    brush.line(curve((-17, -8), (-30, -13), (-33, -25)), coat.shade(-0.03), 6)
    brush.fill(blob((-20, 0), (-20, 0), (-22, -18), (-10, -34), (4, -44), (13, -36), (13, 0), (13, 0)), coat)
    brush.fill(oval((-9, -9), 12.5, 10.5), coat.shade(-0.035))
    brush.fill(blob((2, -37), (12, -34), (12, -20), (6, -17), (1, -24)), light)
    for x, shade in ((9.5, -0.03), (2.5, 0.0)):
        brush.fill(capsule((x, -22), (x + 1, -3), 4.0, 3.4), coat.shade(shade))
        brush.fill(capsule((x, -2.2), (x + 3.6, -2.2), 2.6, 2.4), light if coat.lightness < 0.9 else coat.shade(-0.05))
    brush.fill(capsule((-14, -2.6), (-5, -2.6), 3, 2.8), coat.shade(-0.02))
    with brush.at((9, -49), angle=-3):
        shape = blob((-13, -3), (-11, -12), (-2, -15.5), (8, -13), (12, -4), (10, 5), (2, 10.5), (-7, 9), (-12, 4))
        brush.fill(shape, coat)
        brush.fill(blob((-1, -3), (8, -5), (15.5, 0), (15, 6.5), (7, 9.5), (0, 7)), light)
        brush.fill(blob((-5, 6.5), (6, 12), (10, 10.5), (10, 10.5), (8, 18), (4.5, 18), (3, 11)), inks.warm(0.7))
        brush.fill(blob((10, -2), (15.5, -3), (17.5, 0), (14, 3.2), (10.5, 1)), inks.navy)
        brush.line(curve((13.5, 3), (11, 7.4), (3, 7.5)), inks.navy, 1.1)
        brush.fill(ovals([(4.5, -5.4, 1.9), (-4.5, -5.4, 1.9)]), inks.navy)
        brush.fill(ovals([(4.0, -6.1, 0.65), (-5.0, -6.1, 0.65)]), inks.white)
        brush.fill(blob((-9, -13), (-15, -13), (-20, -4), (-17.5, 6), (-12.5, 5), (-9.5, -3)), dark)
        brush.fill(blob((5, -14), (10, -14.5), (13.5, -10), (11, -6), (7, -9)), dark)
    brush.line(curve((-4, -39), (4, -36.5), (13, -38)), inks.deep(0.55), 3.4)
    brush.fill(oval((7, -34.5), 2.4), inks.warm(0.9))


def cat(brush: Brush, air: Air, rng: random.Random) -> None:
    """A sitting cat seen from the front, about 46 high."""
    inks = air.inks
    coat, dark, light = _coat(inks, rng)
    brush.line(curve((10, -3), (22, -3), (25, -13), (19, -20)), coat.shade(-0.03), 4.6)
    brush.fill(mirrored((0, -31), (8, -27), (12.5, -13), (13, -3), (10, 0), (0, 0)), coat)
    brush.fill(mirrored((0, -27), (4.6, -22), (4.8, -12), (0, -8)), light)
    for side in (-1, 1):
        brush.fill(capsule((side * 3.6, -13), (side * 3.6, -2.2), 2.9, 2.8), coat.shade(0.02))
        brush.fill(oval((side * 3.8, -1.8), 3.2, 2.2), light)
    with brush.at((0, -35)):
        for side in (-1, 1):
            brush.fill(polygon((side * 2.5, -8), (side * 9.8, -15.5), (side * 11.6, -2)), coat)
            brush.fill(polygon((side * 5, -8), (side * 9.2, -12.6), (side * 10, -4.5)), inks.warm(0.8))
        brush.fill(mirrored((0, -9.5), (7, -8.4), (12, -1.2), (10.2, 6), (5, 9), (0, 9.4)), coat)
        for x in (-2.6, 0, 2.6):
            brush.line(lines((x, -9), (x * 0.8, -5.6)), dark, 1.3)
        brush.fill(oval((0, 4.6), 5.4, 3.7), light)
        shape = ovals([(-4.9, -0.6, 1.75), (4.9, -0.6, 1.75)])
        brush.fill(shape, inks.navy if coat.lightness > 0.5 else inks.light(0.9))
        brush.fill(ovals([(-5.3, -1.2, 0.6), (4.5, -1.2, 0.6)]), inks.white)
        brush.fill(polygon((-1.5, 2.2), (1.5, 2.2), (0, 4)), inks.warm(0.66))
        brush.line(curve((-2.6, 5.2), (-1.3, 6), (0, 4.2), (1.3, 6), (2.6, 5.2)), inks.navy, 0.6)
        for side in (-1, 1):
            for y in (3.4, 5.4):
                brush.line(lines((side * 6, y + 0.3), (side * 13, y - 1 + (y - 3.4))), dark, 0.45)
    brush.line(curve((-7.5, -27), (0, -24.5), (7.5, -27)), inks.deep(0.55), 2.2)


def horse(brush: Brush, air: Air, rng: random.Random) -> None:
    """A standing horse, about 205 high."""
    inks = air.inks
    coat = rng.choice((inks.warm(0.62), inks.warm(0.76), inks.white.shade(-0.03), inks.deep(0.36)))
    mane = inks.navy if coat.lightness > 0.5 else inks.light(0.85)
    brush.fill(blob((-88, -132), (-104, -118), (-112, -80), (-102, -44), (-102, -44), (-94, -78), (-80, -116)), mane)
    for x, y, shade in ((-66, -96, -0.07), (54, -96, -0.07)):
        brush.fill(capsule((x, y), (x - 2, -48), 13, 8), coat.shade(shade))
        brush.fill(capsule((x - 2, -48), (x, -6), 7.5, 6), coat.shade(shade))
        brush.fill(polygon((x - 8, 0), (x - 6, -9), (x + 6, -9), (x + 9, 0)), inks.navy)
    body = blob(
        (-90, -128), (-60, -142), (0, -136), (40, -144), (72, -132), (74, -104), (50, -84), (0, -80), (-50, -84),
        (-86, -98),
    )  # fmt: skip
    brush.fill(body, coat)
    with brush.inside(body):
        brush.fill(blob((-100, -96), (0, -94), (80, -110), (80, -70), (-100, -70)), coat.shade(-0.05))
    for x, y in ((-76, -98), (62, -98)):
        brush.fill(capsule((x, y), (x + 2, -50), 14, 8.5), coat)
        brush.fill(capsule((x + 2, -50), (x + 3, -6), 8, 6.4), coat)
        brush.fill(polygon((x - 5, 0), (x - 3.5, -9), (x + 9.5, -9), (x + 12, 0)), inks.navy)
    shape = blob((34, -136), (34, -136), (52, -164), (70, -190), (84, -200), (100, -190), (92, -168), (84, -136),
                 (74, -108), (74, -108), (50, -110))  # fmt: skip
    brush.fill(shape, coat)
    shape = blob((74, -198), (88, -204), (104, -194), (128, -166), (132, -154), (122, -149), (106, -160), (88, -170))
    brush.fill(shape, coat)
    brush.fill(blob((116, -172), (128, -166), (132, -154), (122, -149), (111, -157)), coat.shade(-0.07))
    brush.fill(polygon((78, -198), (80, -216), (89, -201)), coat.shade(-0.04))
    brush.fill(oval((101, -182), 3), inks.navy)
    shape = blob((84, -208), (74, -204), (56, -178), (36, -142), (30, -126), (44, -130), (60, -152), (76, -180),
                 (92, -196), (96, -188), (96, -200))  # fmt: skip
    brush.fill(shape, mane)


def _in_arms(draw: Callable[[Brush, Air, random.Random], None], scale: float) -> Held:
    """A small one that sits on somebody's arm."""

    def small(brush: Brush, air: Air) -> None:
        with brush.at((0, 3), scale):
            draw(brush, air, random.Random(3))

    return Held(small, "palm", "waist", both=True, asked=True)


_HORSE = Drawing(244, 217, horse, middle=10, varied=True)

DRAWABLES = {
    "dog": Drawable(dyed=True, held=_in_arms(dog, 0.72), ground=Drawing(70, 72, dog, 1.1, middle=-5, varied=True)),
    "cat": Drawable(dyed=True, held=_in_arms(cat, 0.84), ground=Drawing(46, 56, cat, 1.1, middle=7, varied=True)),
    "horse": Drawable(dyed=True, ground=_HORSE, behind=True, framed=_HORSE, faces="outward"),
}
