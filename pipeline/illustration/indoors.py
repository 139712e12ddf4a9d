"""A room: wall, floor, a window with a view, and furniture. Knows no people."""

import random

from prompt_builder.scene import Thing

from . import flora, outdoors
from .air import Air
from .brush import Brush, Path, blob, box, boxes, curve, lines, oval, polygon
from .inks import Ink, Role
from .land import Land
from .sky import Expanse, rainbow, sky, weather

PICTURES: frozenset[Thing] = frozenset({
    "tree", "fir", "palm", "horse", "umbrella", "bicycle", "fountain", "boat", "bridge", "windmill", "road", "fence",
    "storefront",
})  # fmt: skip
"""Things that a room has pictures of."""


def room(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...], dice: random.Random) -> None:
    """Paint the room, without a sofa where pictures are shown; sky and weather are seen through its window."""
    u, y = land.unit, land.horizon
    role: Role = "warm" if air.haze == "warm" else air.haze
    wall, low = _wall(air, role)
    brush.blend(box(0, 0, land.width, y + 1), (0, 0), (0, y), [wall, low])
    _floor(brush, air, land)
    _window(brush, air, land, things, dice)
    brush.fill(box(0, y - u * 2.2, land.width, u * 2.2), air.inks.white if not air.evening else air.ink("deep", 0.72))
    _furniture(brush, air, land, dice, seats=not PICTURES.intersection(things))


def _wall(air: Air, role: Role) -> tuple[Ink, Ink]:
    if air.evening:
        return air.inks.light(0.44), air.inks.light(0.56)
    return air.inks.tone(role, 0.92 if role != "light" else 0.915), air.inks.tone(role, 0.96)


def _floor(brush: Brush, air: Air, land: Land) -> None:
    y, d, u = land.horizon, land.depth, land.unit
    far, near = (air.inks.warm(0.66), air.inks.warm(0.56)) if air.evening else (air.inks.warm(0.86), air.inks.warm(0.8))
    if air.haze == "warm" and not air.evening:
        far, near = air.inks.light(0.86), air.inks.light(0.8)
    brush.blend(box(0, y, land.width, d + 2), (0, y), (0, land.height), [far, near])
    for i in range(-8, 9):
        x0, x1 = land.width / 2 + i * land.width * 0.09, land.width / 2 + i * land.width * 0.19
        brush.line(lines((x0, y), (x1, land.height)), near.shade(-0.03), u * 0.22, 0.6)
    brush.fill(
        oval((land.width / 2, y + d * 0.62), land.width * 0.4, d * 0.3),
        air.inks.deep(0.5) if air.evening else air.inks.tone("light" if air.haze != "light" else "deep", 0.87),
    )
    brush.fill(
        oval((land.width / 2, y + d * 0.62), land.width * 0.35, d * 0.25),
        air.inks.deep(0.55) if air.evening else air.inks.tone("light" if air.haze != "light" else "deep", 0.92),
    )


def _window(brush: Brush, air: Air, land: Land, things: tuple[Thing, ...], dice: random.Random) -> None:
    """One wide window, or a row of them in a wide room, with what is outside."""
    u, y = land.unit, land.horizon
    tall = min(y * 0.66, u * 78)
    wide = min(land.width * 0.62, tall * dice.uniform(1.1, 1.9))
    top = (y - tall) * dice.uniform(0.3, 0.55)
    count = 2 if land.width > wide * 2.6 else 1
    view = dice.choice(("city", "countryside", "mountains", "beach"))
    shift = dice.uniform(-0.12, 0.12) * land.width * (count == 1)
    for i in range(count):
        x = land.width * (i + 0.5) / count - wide / 2 + shift
        pane = box(x, top, wide, tall, u * 1.2)
        with brush.inside(pane), brush.at((x, top)):
            outside = Land(wide, tall, tall * 0.78, u * 0.55)
            sky(brush, air, Expanse(wide, tall * 0.8, dice.random() < 0.5), things, dice)
            outdoors.PAINTERS[view](brush, air, outside, dice)  # type: ignore[index]
            if "rainbow" in things:
                rainbow(brush, air, (wide, tall * 0.78))
            weather(brush, air, (wide, tall), things, dice)
        _frame(brush, air, (x, top, wide, tall), u, dice.choice((2, 3)))
        _curtains(brush, air, (x, top, wide, tall), u)


def _frame(brush: Brush, air: Air, area: tuple[float, float, float, float], u: float, panes: int) -> None:
    x, top, wide, tall = area
    ink = air.inks.white if not air.evening else air.inks.deep(0.7).pale(0.6)
    brush.line(box(x, top, wide, tall, u * 1.2), ink, u * 1.7)
    for i in range(1, panes):
        brush.line(lines((x + wide * i / panes, top), (x + wide * i / panes, top + tall)), ink, u * 1.1)
    brush.fill(box(x - u * 2.2, top + tall - u * 0.4, wide + u * 4.4, u * 2.2, u * 0.7), ink.shade(-0.05))


def _curtains(brush: Brush, air: Air, area: tuple[float, float, float, float], u: float) -> None:
    x, top, wide, tall = area
    ink = air.inks.deep(0.5) if air.evening else air.inks.tone("deep" if air.haze == "light" else "light", 0.8)
    brush.line(
        lines((x - u * 7, top - u * 3), (x + wide + u * 7, top - u * 3)),
        air.inks.navy if not air.evening else air.inks.deep(0.66),
        u * 0.8,
    )
    for side in (-1, 1):
        edge = x if side < 0 else x + wide
        with brush.at((edge, top - u * 3), flip=side > 0):
            shape = blob(
                (-u * 6, 0),
                (-u * 6, 0),
                (u * 4, 0),
                (u * 4, 0),
                (u * 2.4, tall * 0.5),
                (u * 3.5, tall + u * 7),
                (u * 3.5, tall + u * 7),
                (-u * 7, tall + u * 7),
                (-u * 7, tall + u * 7),
            )
            brush.fill(shape, ink)
            for k in (-3.5, -0.6, 1.8):
                brush.line(
                    curve((k * u, u), (k * u - u * 0.4, tall * 0.5), (k * u * 1.1, tall + u * 6)),
                    ink.shade(-0.06),
                    u * 0.6,
                )


def _furniture(brush: Brush, air: Air, land: Land, dice: random.Random, seats: bool) -> None:
    """A lamp and pictures on one side, a plant or a shelf on the other."""
    u, y = land.unit, land.horizon
    left = dice.random() < 0.5
    near, far = (0.08, 0.92) if left else (0.92, 0.08)
    with brush.at((land.width * near, y + land.depth * 0.16), u * 0.42):
        flora.potted(brush, air, dice)
    if land.width > land.height * 0.6:
        foot = y + land.depth * 0.12
        with brush.at((land.width * far, foot), min(u * 0.4, foot * 0.92 / 160)):
            if dice.random() < 0.55:
                floor_lamp(brush, air)
            else:
                shelf(brush, air, dice)
    if seats and land.width > land.height * 1.6:
        for x in (0.26, 0.74) if land.width > land.height * 2.6 else (0.24,):
            half = u * 36
            if any(top.left < land.width * x + half and top.right > land.width * x - half for top in land.tops):
                continue
            with brush.at((land.width * x, y + land.depth * 0.14), u * 0.34):
                sofa(brush, air)
    with brush.at((land.width * (0.3 if left else 0.7), 0), u * 0.34):
        pendant(brush, air)


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
    shade: Path = polygon((-16, -160), (16, -160), (27, -118), (-27, -118))
    brush.fill(shade, air.inks.warm(0.94) if air.evening else air.inks.warm(0.82))
    brush.fill(
        polygon((6, -160), (16, -160), (27, -118), (10, -118)),
        air.inks.warm(0.89) if air.evening else air.inks.warm(0.77),
    )


def shelf(brush: Brush, air: Air, dice: random.Random) -> None:
    """A bookcase, 150 high and 80 wide."""
    inks = air.inks
    brush.fill(box(-40, -150, 80, 150, 3), inks.deep(0.56) if not air.evening else inks.deep(0.6))
    brush.fill(
        boxes([(-35, -145 + i * 36, 70, 31) for i in range(4)]), inks.deep(0.42) if not air.evening else inks.deep(0.33)
    )
    for i in range(4):
        x = -33.0
        while x < 22:
            wide, tall = dice.uniform(5, 9), dice.uniform(18, 28)
            brush.fill(
                box(x, -114 + i * 36 - tall, wide, tall),
                dice.choice((inks.warm(0.79), inks.light(0.85), inks.white, inks.warm(0.9), inks.deep(0.7))),
            )
            x += wide + dice.choice((0.6, 0.6, 7))


def sofa(brush: Brush, air: Air) -> None:
    """A sofa, 200 wide and 85 high, standing on the origin."""
    inks = air.inks
    ink = inks.deep(0.56) if air.haze != "deep" or air.evening else inks.warm(0.79)
    for x in (-84, 84):
        brush.line(lines((x, -12), (x * 1.02, 0)), inks.navy, 4)
    brush.fill(box(-88, -84, 176, 60, 14), ink)
    brush.fill(box(-88, -46, 88, 30, 8), ink.shade(0.06))
    brush.fill(box(0, -46, 88, 30, 8), ink.shade(0.04))
    brush.fill(box(-102, -62, 24, 52, 11), ink.shade(-0.05))
    brush.fill(box(78, -62, 24, 52, 11), ink.shade(-0.09))
    brush.fill(box(-96, -22, 192, 13, 5), ink.shade(-0.08))
    for x, angle, pillow in ((-56, -12, inks.light(0.86)), (54, 10, inks.warm(0.86))):
        with brush.at((x, -50), angle=angle):
            brush.fill(box(-17, -17, 34, 32, 7), pillow)
