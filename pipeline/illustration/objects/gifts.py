"""Presents, and what is carried for joy."""

from ..air import Air
from ..brush import (
    Brush,
    blob,
    box,
    crescent,
    curve,
    lines,
    mirrored,
    oval,
    polygon,
)
from .drawable import Drawable, Drawing, Held
from .flora import bloom, flower_bed


def gift(brush: Brush, air: Air) -> None:
    """A wrapped present; the middle of its bottom in the origin."""
    inks = air.inks
    brush.fill(box(-14, -21, 28, 21, 1.5), inks.warm(0.79))
    brush.fill(box(5, -21, 9, 21, 1.5), inks.warm(0.73))
    brush.fill(box(-15.5, -26, 31, 7, 1.5), inks.warm(0.86))
    brush.fill(box(-3, -26, 6, 26), inks.deep(0.54))
    for side in (-1, 1):
        brush.fill(
            blob((0, -26), (0, -26), (side * 4, -34), (side * 11, -34), (side * 9, -27)),
            inks.deep(0.54 if side < 0 else 0.46),
        )


def balloons(brush: Brush, air: Air) -> None:
    """Three balloons whose strings meet in the origin."""
    inks = air.inks
    for x, y, ink in ((-17, -68, inks.warm(0.79)), (17, -76, inks.deep(0.56)), (0, -96, inks.light(0.86))):
        brush.line(curve((0, 0), (x * 0.4, y * 0.4), (x, y + 18)), inks.navy, 0.6)
        brush.fill(polygon((x - 2.4, y + 20), (x + 2.4, y + 20), (x, y + 15)), ink.shade(-0.08))
        with brush.at((x, y)):
            brush.fill(mirrored((0, -17), (10, -13), (14, -3), (8, 11), (0, 17)), ink)
        brush.line(curve((x - 8, y - 3), (x - 7, y - 8), (x - 3, y - 12)), inks.white, 2.0, 0.7)


def flowers(brush: Brush, air: Air) -> None:
    """A bunch of flowers held in the origin."""
    inks = air.inks
    for x, y in ((-10, -22), (0, -28), (10, -22), (-5, -17), (6, -16)):
        brush.line(lines((0, 4), (x, y)), inks.light(0.58), 1.0)
    brush.fill(polygon((-10, -16), (10, -16), (2.4, 7), (-2.4, 7)), inks.deep(0.9))
    for x, y, ink in (
        (-10, -22, inks.warm(0.79)),
        (0, -29, inks.deep(0.6)),
        (10, -22, inks.warm(0.88)),
        (-4, -17, inks.white),
        (5, -16, inks.warm(0.74)),
    ):
        bloom(brush, (x, y), 5.0, (ink, inks.warm(0.92)), petals=(0.62, 0.52, 0.0))


def heart(brush: Brush, air: Air) -> None:
    """A heart, its tip in the origin."""
    inks = air.inks
    right = [(0, -14), (5, -20.5), (12.5, -20), (15, -13), (11, -6), (0, 0)]
    brush.fill(blob((0, -14), *right, (0, 0), *[(-x, y) for x, y in reversed(right[1:-1])], (0, -14)), inks.warm(0.76))
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


DRAWABLES = {
    "gift": Drawable(held=Held(gift, "palm", "waist"), ground=Drawing(42, 47, gift, 1.35), stage=Drawing(34, 36, gift)),
    "balloons": Drawable(
        held=Held(balloons, "fist", "shoulder", overhead=True), ground=Drawing(56, 180, balloons, rise=62)
    ),
    "flowers": Drawable(
        held=Held(flowers, "fist", "shoulder"),
        ground=Drawing(116, 46, flower_bed, 1.1, varied=True),
        stage=Drawing(32, 44, flowers, rise=7),
    ),
    "heart": Drawable(
        held=Held(heart, "palm", "shoulder"), ground=Drawing(46, 120, heart, rise=96), stage=Drawing(32, 22, heart)
    ),
    "ball": Drawable(held=Held(ball, "palm", "waist"), ground=Drawing(34, 32, ball, 1.3), stage=Drawing(26, 25, ball)),
}
