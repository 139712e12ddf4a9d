"""Larger things that stand in a landscape or a town: bridges, boats, a building site, a stall of a market."""

import math
import random
from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, bow, box, boxes, curve, cut, lines, merged, mirrored, oval, ovals, polygon
from ..geometry import Area
from .drawable import Draw, Drawable, Drawing, landscape


def windmill(brush: Brush, air: Air) -> None:
    """A windmill, 300 high."""
    inks = air.inks
    brush.fill(polygon((-46, 0), (46, 0), (28, -190), (-28, -190)), inks.white if not air.evening else inks.light(0.84))
    shape = polygon((10, 0), (46, 0), (28, -190), (6, -190))
    brush.fill(shape, inks.grey(0.9) if not air.evening else inks.light(0.76))
    shape = blob((-34, -186), (-34, -186), (-20, -222), (0, -232), (20, -222), (34, -186), (34, -186))
    brush.fill(shape, inks.deep(0.5))
    brush.fill(box(-14, -50, 28, 50, 12), inks.warm(0.76))
    brush.fill(ovals([(0, -130, 10), (0, -86, 9)]), air.lit())
    for i in range(4):
        with brush.at((0, -200), angle=24 + i * 90):
            brush.line(lines((0, 0), (0, -112)), inks.navy, 4)
            brush.fill(box(2, -110, 24, 84), inks.warm(0.8) if i % 2 else inks.warm(0.88))
            brush.fill(boxes([(2, -96 + k * 21, 24, 3) for k in range(4)]), inks.warm(0.68))
    brush.fill(oval((0, -200), 8), inks.navy)


def boat(brush: Brush, air: Air) -> None:
    """A sailing boat on a patch of water, 300 high."""
    brush.fill(oval((0, 8), 330, 36), air.ink("deep", 0.72, 0.15))
    brush.fill(oval((20, 12), 240, 20), air.ink("deep", 0.8, 0.15))
    for x, y in ((-180, 6), (150, 20), (-60, 26)):
        brush.line(curve((x - 40, y), (x - 15, y - 5), (x + 10, y), (x + 40, y - 4)), air.inks.white, 5, 0.8)
    with brush.at((0, -12), 2.7):
        sailboat(brush, air)


def sailboat(brush: Brush, air: Air) -> None:
    """A sailing boat, 100 high."""
    inks = air.inks
    brush.line(lines((0, 0), (0, -96)), air.ink("deep", 0.36), 2.5)
    brush.fill(blob((3, -95), (3, -95), (40, -40), (44, -14), (44, -14), (3, -14), (3, -14)), inks.white)
    brush.fill(blob((-3, -82), (-3, -82), (-28, -40), (-30, -14), (-30, -14), (-3, -14), (-3, -14)), inks.warm(0.79))
    brush.fill(blob((-46, -9), (-46, -9), (50, -9), (50, -9), (36, 9), (-32, 9)), inks.deep(0.42))
    brush.fill(box(-44, -9, 92, 3.5), inks.white)


def fountain(brush: Brush, air: Air) -> None:
    """A fountain with two bowls, 190 high."""
    inks = air.inks
    stone, water = (inks.grey(0.93), inks.light(0.86)) if not air.evening else (inks.deep(0.74), inks.light(0.8))
    for x in (-1, 1):
        for reach, top in ((62, -196), (30, -206)):
            brush.line(bow((0, -150), (x * reach * 0.6, top - 30), (x * reach, -96)), water, 6, 0.9)
        brush.line(bow((x * 56, -92), (x * 88, -96), (x * 96, -42)), water, 5, 0.9)
    brush.fill(box(-12, -96, 24, 70), stone.shade(-0.06))
    brush.fill(box(-7, -152, 14, 60), stone.shade(-0.06))
    brush.fill(blob((-66, -96), (-66, -96), (66, -96), (66, -96), (34, -74), (-34, -74)), stone)
    brush.fill(oval((0, -97), 66, 9), water)
    brush.fill(blob((-125, -44), (-125, -44), (125, -44), (125, -44), (112, 0), (112, 0), (-112, 0), (-112, 0)), stone)
    brush.fill(blob((40, -40), (125, -44), (125, -44), (112, 0), (112, 0), (52, 0), (52, 0)), stone.shade(-0.05))
    brush.fill(oval((0, -44), 125, 15), stone.shade(0.03))
    brush.fill(oval((0, -43), 113, 11), water)


def bridge(brush: Brush, air: Air) -> None:
    """An arched stone bridge over water, 700 wide and 170 high."""
    inks = air.inks
    stone = inks.warm(0.86) if not air.evening else inks.deep(0.62)
    brush.fill(oval((0, 4), 420, 34), air.ink("deep", 0.74, 0.15))
    deck = mirrored((0, -140), (180, -118), (350, -40), (350, -40), (350, 6), (350, 6))
    holes = merged(oval((0, 10), 88, 100), oval((-190, 10), 62, 78), oval((190, 10), 62, 78))
    brush.fill(cut(deck, holes), stone)
    brush.line(curve((-350, -44), (-180, -122), (0, -144), (180, -122), (350, -44)), stone.shade(-0.1), 15)
    brush.line(curve((-350, -74), (-180, -152), (0, -174), (180, -152), (350, -74)), stone.shade(-0.04), 9)
    posts = [(x, -47 - 97 * (1 - (x / 350) ** 2) - 30, 7, 32) for x in range(-340, 341, 40)]
    brush.fill(boxes(posts), stone.shade(-0.04))
    for x in (-230, 60, 200):
        brush.line(curve((x - 40, 14), (x - 15, 9), (x + 10, 14), (x + 40, 10)), inks.white, 5, 0.7)


def bicycle(brush: Brush, air: Air, rng: random.Random) -> None:
    """A city bicycle with a basket, 170 wide and 105 high."""
    inks = air.inks
    dark = inks.navy if not air.evening else inks.deep(0.24)
    frame = rng.choice((inks.warm(0.76), inks.deep(0.56), inks.light(0.84)))
    for x in (-54, 54):
        brush.line(oval((x, -34), 32), dark, 4.6)
        brush.line(oval((x, -34), 27.5), inks.grey(0.92), 1.4)
        for i in range(6):
            a = i * math.pi / 6
            across, down = 28 * math.cos(a), 28 * math.sin(a)
            brush.line(lines((x - across, -34 - down), (x + across, -34 + down)), inks.grey(0.88), 0.8)
    brush.line(lines((-54, -34), (-6, -34), (38, -78)), frame, 5)
    brush.line(lines((-54, -34), (-22, -74), (-6, -34)), frame, 5)
    brush.line(curve((-22, -70), (2, -62), (36, -72)), frame, 5)
    brush.line(lines((54, -34), (37, -92)), frame, 5)
    brush.line(curve((24, -99), (36, -96), (46, -98), (42, -90)), dark, 4)
    brush.line(lines((-22, -74), (-25, -84)), dark, 3.6)
    brush.fill(blob((-42, -91), (-20, -90), (-8, -87), (-10, -82), (-30, -83), (-42, -84)), dark)
    brush.fill(oval((-6, -34), 8.5), dark)
    brush.fill(polygon((42, -96), (80, -96), (74, -70), (47, -70)), inks.warm(0.86))
    brush.line(lines((43, -88), (78, -88)), inks.warm(0.74), 2)
    brush.line(lines((45, -79), (76, -79)), inks.warm(0.74), 2)


def _far(width: float, height: float, draw: Draw) -> Drawable:
    drawing = Drawing(width, height, draw)
    return Drawable(far=drawing, framed=drawing)


def school(brush: Brush, air: Air) -> None:
    """A school, 320 wide and 210 high: two floors of windows, a porch with balloons, and a flag."""
    inks = air.inks
    wall, glass = (inks.warm(0.9), inks.light(0.86)) if not air.evening else (inks.warm(0.62), inks.warm(0.93))
    brush.fill(box(-160, -140, 320, 140), wall)
    brush.fill(box(-166, -150, 332, 14, 2), inks.deep(0.5))
    brush.fill(boxes([(x, y, 26, 34) for x in (-148, -112, -76, 50, 86, 122) for y in (-126, -64)]), inks.white)
    brush.fill(boxes([(x + 3, y + 3, 20, 28) for x in (-148, -112, -76, 50, 86, 122) for y in (-126, -64)]), glass)
    brush.fill(box(-40, -158, 80, 158), wall.shade(0.05))
    brush.fill(polygon((-50, -156), (0, -196), (50, -156)), inks.deep(0.5))
    brush.fill(oval((0, -134), 13), inks.white)
    brush.line(lines((0, -142), (0, -134), (6, -131)), inks.navy, 2)
    brush.fill(boxes([(-30, -106, 7, 106), (23, -106, 7, 106)]), inks.white)
    brush.fill(box(-20, -72, 40, 72, 2), inks.deep(0.46))
    brush.fill(boxes([(-15, -66, 13, 34), (2, -66, 13, 34)]), glass)
    brush.fill(box(-48, -6, 96, 6, 1), inks.grey(0.8))
    brush.line(lines((-116, -150), (-116, -210)), inks.navy, 2)
    brush.fill(polygon((-115, -210), (-92, -203), (-115, -196)), inks.warm(0.76))
    for x, y, ink in ((-40, -92, inks.warm(0.79)), (-55, -84, inks.light(0.74)), (40, -92, inks.deep(0.6)),
                      (55, -84, inks.warm(0.72))):  # fmt: skip
        foot = math.copysign(44, x)  # at the end of a step
        brush.line(curve((foot, -6), (foot * 1.02, -44), (x, y + 10)), inks.navy, 0.7)
        brush.fill(polygon((x - 2, y + 11), (x + 2, y + 11), (x, y + 7)), ink.shade(-0.08))
        brush.fill(oval((x, y), 8, 10), ink)


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


def stall(brush: Brush, air: Air) -> None:
    """It is 250 wide and 240 high."""
    inks, wood = air.inks, air.inks.warm(0.62)
    brush.fill(boxes([(-116, -206, 8, 206), (108, -206, 8, 206)]), wood.shade(-0.08))
    brush.fill(box(-108, -150, 216, 66), inks.deep(0.4) if air.evening else inks.light(0.9))
    if air.evening:
        brush.glow((0, -140), (120, 60), inks.warm(0.95), 0.6)
    for row, (y, wide) in enumerate(((-112.0, 68.0), (-78.0, 74.0))):
        for i in range(3):
            _crate(brush, air, ((i - 1) * wide, y), (wide - 5, i + row * 2))
    brush.fill(box(-118, -78, 236, 78, 3), wood.shade(0.1))
    brush.fill(boxes([(-118, y, 236, 2.4) for y in (-54, -28)]), wood.shade(-0.02))
    brush.fill(box(-124, -82, 248, 10, 3), wood)
    for k in range(10):
        ink = inks.white if k % 2 else inks.deep(0.56)
        left = -125 + k * 25
        brush.fill(polygon((left * 0.86, -240), ((left + 25) * 0.86, -240), (left + 25, -196), (left, -196)), ink)
        brush.fill(ovals([(left + 12.5, -196, 12.5)]), ink)


def _crate(brush: Brush, air: Air, foot: tuple[float, float], kind: tuple[float, int]) -> None:
    """A crate so wide, full of what its number says."""
    (x, y), (wide, what) = foot, kind
    inks = air.inks
    ink = (inks.warm(0.7), inks.light(0.66), inks.warm(0.84), inks.deep(0.6), inks.warm(0.76))[what % 5]
    count = 5 if what % 2 else 6
    step = wide / count
    heap = [(x - wide / 2 + step * (i + 0.5), y - 20 - 5 * (i % 2), step * 0.62) for i in range(count)]
    brush.fill(ovals(heap), ink)
    brush.fill(ovals([(at - 2, up - 2.4, size * 0.3) for at, up, size in heap]), ink.shade(0.1))
    brush.fill(box(x - wide / 2, y - 18, wide, 18, 2), inks.warm(0.58))
    brush.fill(box(x - wide / 2, y - 10, wide, 2), inks.warm(0.5))


_STALL = Drawing(256, 242, stall)

_CRANE = Area(-180, -450, 180, -350), Area(80, -450, 106, 0)
DRAWABLES = {
    "school": landscape(Drawing(830, 570, school, 2.5, masts=(Area(-291, -570, -289, 0),))),
    "bicycle": replace(landscape(Drawing(184, 110, bicycle, varied=True)), dyed=True),
    "fountain": landscape(Drawing(260, 215, fountain)),
    "boat": _far(360, 300, boat),
    "bridge": _far(840, 180, bridge),
    "windmill": _far(260, 320, windmill),
    "building site": landscape(Drawing(390, 456, site, 1.5, masts=_CRANE)),
    "market stall": Drawable(
        ground=Drawing(256, 242, stall, 1.02), stage=_STALL, framed=_STALL, behind=True, faces="ahead"
    ),
}
