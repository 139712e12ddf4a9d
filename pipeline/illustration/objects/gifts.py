"""Presents, and what is carried for joy."""

import math

from ..air import Air
from ..brush import Brush, blob, box, crescent, curve, lines, mirrored, oval, polygon
from ..geometry import Area
from .drawable import Drawable, Drawing, Held, offer, within
from .flora import bloom, flower_bed
from .stands import STEP


def gift(brush: Brush, air: Air) -> None:
    """A wrapped present, or two where several are asked for; the middle of its bottom in the origin."""
    if "gift" in air.contents:
        _unwrapped(brush, air)
    elif "gift" in air.several:
        inks = air.inks
        brush.fill(box(-18, -16, 36, 16, 1.5), inks.light(0.8))
        brush.fill(box(8, -16, 10, 16, 1.5), inks.light(0.73))
        brush.fill(box(-3, -16, 6, 16), air.on("bow").inks.warm(0.72))
        with brush.at((0, -16), 0.74):
            _wrapped(brush, air)
    else:
        _wrapped(brush, air)


def _wrapped(brush: Brush, air: Air) -> None:
    inks, bow = air.inks, air.on("bow").inks
    brush.fill(box(-14, -21, 28, 21, 1.5), inks.warm(0.79))
    brush.fill(box(5, -21, 9, 21, 1.5), inks.warm(0.73))
    brush.fill(box(-15.5, -26, 31, 7, 1.5), inks.warm(0.86))
    brush.fill(box(-3, -26, 6, 26), bow.deep(0.54))
    for side in (-1, 1):
        shape = blob((0, -26), (0, -26), (side * 4, -34), (side * 11, -34), (side * 9, -27))
        brush.fill(shape, bow.deep(0.54 if side < 0 else 0.46))


def _unwrapped(brush: Brush, air: Air) -> None:
    """The same, open: its lid leans on it, and a heart or what is said looks out."""
    inks, bow = air.inks, air.on("bow").inks
    brush.fill(polygon((-14, -21), (14, -21), (10, -25), (-10, -25)), inks.warm(0.62))
    if air.contents["gift"] is None:
        brush.fill(blob((0, -18), (0, -18), (-9, -28), (-5, -35), (0, -31), (5, -35), (9, -28)), inks.deep(0.56))
    within(brush, air, "gift", Area(-10, -37, 10, -19))
    brush.fill(box(-14, -21, 28, 21, 1.5), inks.warm(0.79))
    brush.fill(box(5, -21, 9, 21, 1.5), inks.warm(0.73))
    brush.fill(box(-3, -21, 6, 21), bow.deep(0.54))
    with brush.at((16.6, -13.4), angle=76):
        brush.fill(box(-14, -3, 28, 7, 1.5), inks.warm(0.86))
        brush.fill(box(-3, -3, 6, 7), bow.deep(0.54))
        for side in (-1, 1):
            brush.fill(blob((0, -3), (0, -3), (side * 4, -9), (side * 9, -9), (side * 8, -4)), bow.deep(0.5))


def balloons(brush: Brush, air: Air) -> None:
    """Three balloons whose strings meet in the origin, or one where no more are asked for."""
    inks = air.inks
    three = ((-17, -68, inks.warm(0.79)), (17, -76, inks.deep(0.56)), (0, -96, inks.light(0.86)))
    for x, y, ink in three if "balloons" in air.several else ((0, -90, inks.warm(0.79)),):
        brush.line(curve((0, 0), (x * 0.4, y * 0.4), (x, y + 18)), inks.navy, 0.6)
        brush.fill(polygon((x - 2.4, y + 20), (x + 2.4, y + 20), (x, y + 15)), ink.shade(-0.08))
        with brush.at((x, y)):
            brush.fill(mirrored((0, -17), (10, -13), (14, -3), (8, 11), (0, 17)), ink)
        brush.line(curve((x - 8, y - 3), (x - 7, y - 8), (x - 3, y - 12)), inks.white, 2.0, 0.7)


def flowers(brush: Brush, air: Air) -> None:
    """A bunch of tulips held in the origin."""
    inks = air.inks
    for x, y in ((-10, -22), (0, -28), (10, -22), (-5, -17), (6, -16)):
        brush.line(lines((0, 4), (x, y)), inks.light(0.58), 1.0)
    brush.fill(polygon((-11, -17), (-4, -14), (1, -16.5), (6, -14), (11, -17), (2.4, 7), (-2.4, 7)), inks.deep(0.5))
    brush.fill(polygon((1, -16.5), (6, -14), (11, -17), (2.4, 7)), inks.deep(0.58))
    for x, y, ink in ((-10, -22, inks.warm(0.79)), (0, -29, inks.deep(0.6)), (10, -22, inks.warm(0.88)),
                      (-4, -17, inks.white), (5, -16, inks.warm(0.74))):  # fmt: skip
        with brush.at((x, y), angle=x * 2.2):
            brush.fill(mirrored((0, 4.4), (4.6, 2.6), (5.2, -1.5), (4.4, -6.5), (2.0, -3.6), (0, -7.4)), ink)
            brush.fill(mirrored((0, 4.2), (2.2, 1.4), (2.0, -3.2), (0, -7.2)), ink.shade(-0.05))


def heart(brush: Brush, air: Air) -> None:
    """A heart with a rim that is seen before clothes of its colour, its tip in the origin."""
    inks = air.inks
    right = [(0, -14), (5, -20.5), (12.5, -20), (15, -13), (11, -6), (0, 0)]
    shape = blob((0, -14), *right, (0, 0), *[(-x, y) for x, y in reversed(right[1:-1])], (0, -14))
    brush.line(shape, inks.white, 2.4)
    brush.fill(shape, inks.warm(0.76))
    brush.line(curve((-10.5, -12), (-10, -15.5), (-7, -17)), inks.warm(0.94), 2)


def ball(brush: Brush, air: Air) -> None:
    """A beach ball; it lies on the origin."""
    inks = air.inks
    whole = oval((0, -12), 12)
    brush.fill(whole, inks.white)
    with brush.inside(whole):
        brush.fill(crescent((-4, -24), (-16, -12), (-4, 0), (-32, -12)), inks.deep(0.56))
        brush.fill(crescent((2, -24), (10, -12), (2, 0), (-4, -12)), inks.warm(0.79))
        brush.fill(crescent((8, -24), (24, -12), (8, 0), (15, -12)), inks.light(0.8))
    brush.fill(oval((-1.5, -21), 2.2), inks.deep(0.4))


def basketball(brush: Brush, air: Air) -> None:
    """A basketball that lies on the origin, with its seams."""
    ink, whole = air.inks.named("orange"), oval((0, -12), 12)
    brush.fill(whole, ink)
    with brush.inside(whole):
        brush.fill(oval((7, -7), 12), ink.shade(-0.05), 0.6)
        for x in (-13, 0, 13):
            brush.line(curve((x, -26), (x * 0.34, -12), (x, 2)), air.inks.navy, 1.1)
        brush.line(lines((-12, -12), (12, -12)), air.inks.navy, 1.1)
    brush.line(whole, air.inks.navy, 0.8)


def football(brush: Brush, air: Air) -> None:
    """A football that lies on the origin: white, with dark patches."""
    inks, whole = air.inks, oval((0, -12), 12)
    brush.fill(whole, inks.white)
    with brush.inside(whole):
        brush.fill(oval((7, -7), 12), inks.grey(0.9), 0.5)
        spots = [(0.0, -12.0)] + [(11.5 * math.sin(i * 1.2566), -12 - 11.5 * math.cos(i * 1.2566)) for i in range(5)]
        for n, (x, y) in enumerate(spots):
            turn = 0.0 if n == 0 else math.pi
            patch = [(x + 4.2 * math.sin(turn + i * 1.2566), y - 4.2 * math.cos(turn + i * 1.2566)) for i in range(5)]
            brush.fill(polygon(*patch), inks.navy)
            if n:
                brush.line(lines((x * 0.34, -12 + (y + 12) * 0.34), (x * 0.7, -12 + (y + 12) * 0.7)), inks.navy, 0.9)
    brush.line(whole, inks.grey(0.7), 0.7)


def eight(brush: Brush, air: Air) -> None:
    """An eight made of flowers, 150 high."""
    inks = air.inks
    tints = (inks.warm(0.79), inks.warm(0.88), inks.deep(0.6), inks.white, inks.warm(0.72))
    rings = ((-104.0, 30.0, 11), (-44.0, 38.0, 13))
    for cy, r, count in rings:
        brush.line(oval((0, cy), r), inks.light(0.6), 13)
        for i in range(count):
            angle = i * math.tau / count
            for out in (-8.0, 8.0):
                x, y = (r + out) * math.sin(angle + 0.2), cy - (r + out) * math.cos(angle + 0.2)
                brush.fill(oval((x, y), 5.5, 3.2), inks.light(0.66 + 0.06 * (out > 0)))
    for cy, r, count in rings:
        for i in range(count):
            angle = i * math.tau / count
            centre = (r * math.sin(angle), cy - r * math.cos(angle))
            bloom(brush, centre, 8.0, (tints[i % len(tints)], inks.warm(0.92)), petals=(0.62, 0.52, 0.0))


DRAWABLES = {
    "football": Drawable(
        held=Held(football, "palm", "waist", both=True, asked=True), ground=Drawing(34, 32, football, 1.3),
        stage=Drawing(26, 25, football),
    ),
    "8 March": offer(100, 150, eight, stand=STEP),
    "gift": Drawable(
        dyed=True, held=Held(gift, "palm", "waist", both=True), ground=Drawing(42, 47, gift, 1.35),
        stage=Drawing(34, 36, gift), opens=True,
    ),
    "balloons": Drawable(
        dyed=True, held=Held(balloons, "fist", "shoulder", overhead=True), ground=Drawing(56, 180, balloons, rise=62)
    ),
    "flowers": Drawable(
        held=Held(flowers, "fist", "shoulder", half=15), ground=Drawing(116, 46, flower_bed, 1.1, varied=True),
        stage=Drawing(32, 44, flowers, rise=7),
    ),
    "heart": Drawable(
        dyed=True, held=Held(heart, "palm", "shoulder"), ground=Drawing(46, 120, heart, rise=96),
        stage=Drawing(32, 22, heart),
    ),
    "basketball": Drawable(
        held=Held(basketball, "palm", "waist", both=True), ground=Drawing(34, 32, basketball, 1.3),
        stage=Drawing(26, 25, basketball),
    ),
    "ball": Drawable(
        dyed=True, held=Held(ball, "palm", "waist", both=True), ground=Drawing(34, 32, ball, 1.3),
        stage=Drawing(26, 25, ball),
    ),
}  # fmt: skip
