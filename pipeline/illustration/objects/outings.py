"""What is met on a way out: a bench in a park, a kite, a building site with its crane."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, polygon
from .drawable import Drawable, Drawing, Held, landscape, placed, standing


def bench(brush: Brush, air: Air, half: float = 80.0) -> None:
    """A park bench that reaches so far to either side of its middle, 86 high."""
    inks = air.inks
    for side in (-1, 1):
        brush.line(lines((side * (half - 18), 0), (side * (half - 20), -44), (side * (half - 14), -84)), inks.navy, 5)
        brush.line(curve((side * (half - 20), -44), (side * (half - 6), -58), (side * (half - 14), -64)), inks.navy, 4)
        brush.line(lines((side * (half - 28), 0), (side * (half - 24), -40)), inks.navy, 5)
    for y, light in ((-86, 0.8), (-74, 0.76), (-62, 0.72)):
        brush.fill(box(-half, y, half * 2, 9, 3), inks.warm(light))
    brush.fill(box(-half - 2, -48, half * 2 + 4, 9, 3), inks.warm(0.82))
    brush.fill(box(-half - 2, -41, half * 2 + 4, 5, 2), inks.warm(0.66))


def kite(brush: Brush, air: Air) -> None:
    """A kite high in the air, with its string and tail."""
    inks = air.inks
    brush.line(curve((20, -210), (-10, -120), (-70, -10)), inks.navy if not air.evening else inks.white, 1.2)
    _sail(brush, air)


def _sail(brush: Brush, air: Air) -> None:
    """A kite with its tail."""
    inks = air.inks
    brush.line(curve((42, -158), (58, -138), (46, -116)), inks.deep(0.6), 2)
    for x, y, angle in ((52, -138, 20), (46, -116, -20)):
        with brush.at((x, y), angle=angle):
            brush.fill(polygon((0, 0), (-11, -6), (-11, 6)), inks.light(0.8))
            brush.fill(polygon((0, 0), (11, -6), (11, 6)), inks.warm(0.79))
    with brush.at((20, -210), angle=-22):
        brush.fill(polygon((0, -48), (36, -8), (0, 56), (-36, -8)), inks.warm(0.79))
        brush.fill(polygon((0, -48), (36, -8), (0, -8)), inks.deep(0.56))
        brush.fill(polygon((0, 56), (-36, -8), (0, -8)), inks.white)
        brush.line(lines((0, -48), (0, 56)), inks.navy, 1.4)
        brush.line(lines((-36, -8), (36, -8)), inks.navy, 1.4)


def flown(brush: Brush, air: Air) -> None:
    """A kite that flies on its string over the fist in the origin."""
    brush.line(curve((-1, 5), (6, -60), (35, -154)), air.inks.navy if not air.evening else air.inks.white, 0.9)
    with brush.at((24, -38), 0.56):
        _sail(brush, air)


def site(brush: Brush, air: Air) -> None:
    """A house that is being built, six floors of it in a scaffold, and a tower crane over it; 300 high."""
    inks = air.inks
    brush.fill(box(-118, -218, 128, 218), inks.deep(0.6) if air.evening else inks.grey(0.86))
    brush.fill(boxes([(-112 + i * 30, -211 + row * 36, 24, 29) for i in range(4) for row in range(6)]),
               inks.deep(0.4) if air.evening else inks.deep(0.7))  # fmt: skip
    for row in range(7):
        brush.fill(box(-122, -222 + row * 36, 136, 6), inks.white if not air.evening else inks.deep(0.72))
    brush.line(lines(*((x, -222) for x in (-118, 10))), inks.warm(0.7), 3)
    for x in (-104, -62, -20):
        brush.line(lines((x, -222), (x, -236)), inks.warm(0.66), 3)
    mast, ink = 62.0, inks.warm(0.76)
    for side in (-7, 7):
        brush.line(lines((mast + side, 0), (mast + side, -262)), ink, 3)
    for i in range(13):
        y = -i * 20.0
        brush.line(lines((mast - 7, y), (mast + 7, y - 20), (mast - 7, y - 20)), ink, 1.8)
    brush.line(lines((mast, -298), (-112, -266)), ink.shade(-0.08), 1.6)
    brush.line(lines((mast, -298), (mast + 58, -266)), ink.shade(-0.08), 1.6)
    brush.fill(polygon((mast - 8, -262), (mast + 8, -262), (mast, -300)), ink)
    brush.fill(box(-118, -268, 238, 8, 2), ink)
    brush.fill(boxes([(-110 + i * 16, -266, 2, 5) for i in range(10)]), ink.shade(-0.2))
    brush.fill(box(mast + 34, -264, 24, 26, 2), inks.navy)
    brush.fill(box(mast - 14, -262, 18, 20, 3), inks.deep(0.5))
    brush.line(lines((-82, -260), (-82, -246)), inks.navy, 1.4)
    brush.fill(box(-100, -247, 36, 9, 1), inks.light(0.7))
    foot = boxes([(-126, -6, 144, 6), (mast - 20, -6, 40, 6)])
    brush.fill(foot, inks.deep(0.5) if air.evening else inks.grey(0.78))


DRAWABLES = {
    "car interior": Drawable(part="room"),
    "bench": replace(standing(166, 88, bench), dyed=True, behind=True, faces="ahead"),
    "kite": Drawable(
        dyed=True, held=Held(flown, "fist", "shoulder", overhead=True, second=placed(flown, flip=True)),
        aloft=Drawing(190, 300, kite), framed=Drawing(190, 300, kite), stage=Drawing(140, 270, kite), faces="ahead",
    ),
    "building site": landscape(Drawing(390, 456, site, 1.5, mast=93)),
}  # fmt: skip
