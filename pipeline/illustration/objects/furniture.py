"""Lamps, seats and shelves, indoors and in the street."""

import random
from dataclasses import replace
from functools import partial

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, polygon
from ..geometry import Area
from ..inks import ColourRole, Ink, Inks
from .drawable import Draw, Drawable, Drawing, Held, placed, standing, within


def pendant(brush: Brush, air: Air) -> None:
    """A lamp that hangs from the ceiling, its cord starting in the origin."""
    brush.line(lines((0, -4), (0, 34)), air.inks.navy if not air.evening else air.inks.deep(0.7), 1.4)
    if air.evening:
        brush.glow((0, 56), (90, 80), air.inks.white, 0.48)
    brush.fill(oval((0, 52), 9), air.inks.warm(0.96))
    brush.fill(blob((-26, 52), (-26, 52), (-20, 36), (0, 30), (20, 36), (26, 52), (26, 52)), air.inks.warm(0.78))


def floor_lamp(brush: Brush, air: Air) -> None:
    """A standing lamp, 160 high."""
    if air.evening:
        brush.glow((0, -132), (110, 96), air.inks.white, 0.48)
    brush.line(lines((0, 0), (0, -120)), air.inks.navy if not air.evening else air.inks.deep(0.72), 2.4)
    brush.fill(box(-16, -4, 32, 4, 2), air.inks.navy if not air.evening else air.inks.deep(0.72))
    shade = polygon((-16, -160), (16, -160), (27, -118), (-27, -118))
    brush.fill(shade, air.inks.warm(0.94) if air.evening else air.inks.warm(0.82))
    shape = polygon((6, -160), (16, -160), (27, -118), (10, -118))
    brush.fill(shape, air.inks.warm(0.89) if air.evening else air.inks.warm(0.77))


def shelf(brush: Brush, air: Air, rng: random.Random) -> None:
    """A bookcase, 150 high and 80 wide."""
    inks = air.inks
    brush.fill(box(-40, -150, 80, 150, 3), inks.deep(0.56) if not air.evening else inks.deep(0.6))
    shape = boxes([(-35, -145 + i * 36, 70, 31) for i in range(4)])
    brush.fill(shape, inks.deep(0.42) if not air.evening else inks.deep(0.33))
    tints = (inks.warm(0.79), inks.light(0.85), inks.white, inks.warm(0.9), inks.deep(0.7))
    for i in range(4):
        x = -33.0
        while x < 22:
            wide, tall = rng.uniform(5, 9), rng.uniform(18, 28)
            brush.fill(box(x, -114 + i * 36 - tall, wide, tall), rng.choice(tints))
            x += wide + rng.choice((0.6, 0.6, 7))


def _upholstery(air: Air) -> Ink:
    return air.inks.deep(0.56) if air.haze != "deep" or air.evening else air.inks.warm(0.79)


def sofa(brush: Brush, air: Air, half: float = 78.0) -> None:
    """A sofa with so much room to sit on either side of its middle, 85 high, standing on the origin."""
    inks = air.inks
    ink = _upholstery(air)
    for x in (-half - 6, half + 6):
        brush.line(lines((x, -12), (x * 1.02, 0)), inks.navy, 4)
    brush.fill(box(-half - 10, -84, half * 2 + 20, 60, 14), ink)
    brush.fill(box(-half - 10, -46, half + 10, 30, 8), ink.shade(0.06))
    brush.fill(box(0, -46, half + 10, 30, 8), ink.shade(0.04))
    brush.fill(box(-half - 24, -62, 24, 52, 11), ink.shade(-0.05))
    brush.fill(box(half, -62, 24, 52, 11), ink.shade(-0.09))
    brush.fill(box(-half - 18, -22, half * 2 + 36, 13, 5), ink.shade(-0.08))
    for x, angle, pillow in ((-half + 22, -12, inks.light(0.86)), (half - 24, 10, inks.warm(0.86))):
        with brush.at((x, -50), angle=angle):
            brush.fill(box(-17, -17, 34, 32, 7), pillow)


def armchair(brush: Brush, air: Air, half: float = 32.0) -> None:
    """A chair for one with a high soft back and arms, 104 high, with so much room on either side of its middle."""
    ink = _upholstery(air)
    for x in (-half - 6, half + 6):
        brush.line(lines((x, -12), (x * 1.06, 0)), air.inks.navy, 4)
    brush.fill(box(-half - 6, -104, half * 2 + 12, 84, 20), ink)
    brush.fill(box(-half, -46, half * 2, 30, 8), ink.shade(0.06))
    brush.fill(box(-half - 20, -64, 21, 54, 10), ink.shade(-0.05))
    brush.fill(box(half - 1, -64, 21, 54, 10), ink.shade(-0.09))
    brush.fill(box(-half - 14, -22, half * 2 + 28, 13, 5), ink.shade(-0.08))


def _taken(seat: Draw, name: str, brush: Brush, air: Air) -> None:
    """A seat with what is on it."""
    seat(brush, air)
    within(brush, air, name, Area(-32, -112, 32, -42))


def chair(brush: Brush, air: Air) -> None:
    """A chair from its front, 94 high."""
    wood = air.inks.warm(0.6)
    for side in (-1, 1):
        brush.line(lines((side * 20, 0), (side * 19, -46), (side * 21, -92)), wood, 4)
    for y in (-94, -78):
        brush.fill(box(-23, y, 46, 9, 3), air.inks.warm(0.7))
    brush.fill(box(-25, -48, 50, 8, 3), air.inks.warm(0.76))


def chair_aside(brush: Brush, air: Air) -> None:
    """The same from its side, for who looks to the right."""
    wood = air.inks.warm(0.6)
    brush.line(lines((-20, -44), (-24, -94)), wood, 5)
    for foot, seat in ((-24, -19), (20, 17)):
        brush.line(lines((foot, 0), (seat, -44)), wood, 4)
    brush.line(lines((-21, -20), (18, -20)), wood, 2.5)
    brush.fill(box(-26, -96, 7, 30, 3), air.inks.warm(0.7))
    brush.fill(box(-24, -47, 46, 8, 3), air.inks.warm(0.76))


TABLE, ROUND, COUNTER = 74.0, 57.0, 103.0
"""How high a table is, and the small round one, of whose height `Laid` tells, and a counter."""


DEEP = 11.0
"""How much is seen of the top of a table at which people sit, in centimetres."""


Wood = tuple[ColourRole, float]
"""Of which colour a table is, and how much lighter than usual."""


def top(inks: Inks, wood: Wood) -> Ink:
    """The ink of the top of a table that is seen from above."""
    return inks.tone(wood[0], 0.89 + wood[1])


def table(brush: Brush, air: Air, half: float, deep: float = 0.0, wood: Wood = ("warm", 0.0)) -> None:
    """A long table, 74 high, that reaches so far to either side of its middle; so much is seen of its top."""
    role, by = wood
    for side in (-1, 1):
        brush.fill(box(side * (half - 12) - 4, 6 - TABLE, 8, TABLE - 6, 2), air.inks.tone(role, 0.6 + by))
    brush.fill(box(-half + 8, 6 - TABLE, half * 2 - 16, 11), air.inks.tone(role, 0.68 + by))
    if deep:
        back = half - deep * 0.5
        brush.fill(polygon((-back, -TABLE - deep), (back, -TABLE - deep), (half, -TABLE + 2), (-half, -TABLE + 2)),
                   top(air.inks, wood))  # fmt: skip
    brush.fill(box(-half, -TABLE, half * 2, 7, 3), air.inks.tone(role, 0.84 + by))


def counter(brush: Brush, air: Air, half: float, foot: float = 3.0) -> None:
    """A counter whose top is 104 high, that reaches so far to either side of its middle, and down to its foot."""
    inks = air.inks
    brush.fill(box(-half + 5, -98, half * 2 - 10, 95 + foot, 3), inks.white if not air.evening else inks.light(0.78))
    brush.fill(box(-half + 5, -80, half * 2 - 10, 18), inks.warm(0.79))
    brush.fill(box(-half + 5, foot - 12, half * 2 - 10, 12), inks.grey(0.84))
    brush.fill(box(-half, -104, half * 2, 9, 4), inks.deep(0.46))


def door(brush: Brush, air: Air) -> None:
    """The door of a flat in its frame, with a mat before it, 222 high."""
    inks = air.inks
    frame, leaf = inks.white if not air.evening else inks.light(0.8), inks.deep(0.5)
    brush.fill(box(-58, -222, 116, 222, 3), frame)
    brush.line(box(-58, -222, 116, 222, 3), frame.shade(-0.08), 2)
    brush.fill(box(-48, -212, 96, 212, 2), leaf)
    for x in (-39, 5):
        for y, tall in ((-200, 92), (-96, 82)):
            brush.fill(box(x, y, 34, tall, 3), leaf.shade(-0.06))
            brush.line(box(x, y, 34, tall, 3), leaf.shade(0.08), 2)
    brush.fill(oval((0, -150), 3.4), inks.warm(0.84))
    brush.fill(box(34, -112, 8, 22, 3), inks.warm(0.84))
    brush.fill(box(22, -106, 18, 5, 2.5), inks.warm(0.76))
    brush.fill(polygon((-52, -3), (52, -3), (64, 9), (-64, 9)), inks.warm(0.62))


def street_lamp(brush: Brush, air: Air) -> None:
    """A street lamp, 100 high."""
    post = air.ink("deep", 0.4)
    if air.evening:
        brush.glow((0, -96), (46, 46), air.inks.white, 0.52)
    brush.line(lines((0, 0), (0, -91)), post, 2.6)
    brush.fill(box(-4, -4, 8, 4), post)
    shape = polygon((-6, -90), (6, -90), (8, -104), (-8, -104))
    brush.fill(shape, air.inks.warm(0.95) if air.evening else air.inks.white)
    brush.fill(polygon((-9.5, -104), (9.5, -104), (3, -111), (-3, -111)), post)


def carried(draw: Draw, across: float, low: float, scale: float = 1.0, lies: bool = False) -> Drawable:
    """Something that two carry: its middle is half as far from a hand as its other end, `low` below that."""
    aside = 0.0 if lies else across / 2
    right, left = (placed(draw, (side * aside, low), scale, side * 90.0 * lies) for side in (1, -1))
    return Drawable(held=Held(right, "fist", "side", second=left, across=across))


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


DRAWABLES = {
    "table": Drawable(ground=Drawing(150, TABLE, partial(table, half=75.0)), faces="ahead"),
    "door": Drawable(ground=Drawing(124, 224, door), wall=Drawing(124, 224, door), behind=True, faces="ahead"),
    "lamp": Drawable(ground=Drawing(60, 165, floor_lamp), outdoors=Drawing(60, 211, street_lamp, 1.9), behind=True),
    "sofa": Drawable(dyed=True, ground=Drawing(215, 90, partial(_taken, sofa, "sofa")), behind=True, seats=True),
    "borne sofa": carried(partial(sofa, half=62.0), 150.0, 32.0),
    "borne armchair": carried(armchair, 90.0, 36.0),
    "armchair": Drawable(
        dyed=True, ground=Drawing(104, 104, partial(_taken, armchair, "armchair")), behind=True, seats=True
    ),
    "bench": replace(standing(166, 88, bench), dyed=True, behind=True, faces="ahead"),
}
