"""Outdoor settings in layers from the horizon to the ground: city, beach, forest, mountains, countryside."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from prompt_builder.scene import Setting

from . import flora
from .air import Air
from .brush import Brush, Point, blob, box, boxes, curve, lines, merged, oval, ovals, polygon
from .inks import Ink, Role


@dataclass(frozen=True, slots=True)
class Land:
    """The room that a setting has: pixels; `unit` is a hundredth of the short side, `horizon` the y of the ground's end."""

    width: float
    height: float
    horizon: float
    unit: float

    @property
    def depth(self) -> float:
        """Pixels of ground between the horizon and the lower edge."""
        return self.height - self.horizon


Painter = Callable[[Brush, Air, Land, random.Random], None]


def _floor(brush: Brush, land: Land, far: Ink, near: Ink, y: float | None = None) -> None:
    top = land.horizon if y is None else y
    brush.blend(box(-2, top, land.width + 4, land.height - top + 2), (0, top), (0, land.height), [far, near])


def _ridge(land: Land, y: float, swing: float, dice: random.Random, parts: int = 5) -> list[Point]:
    """A rolling line across the picture."""
    phase = dice.uniform(0, 6.28)
    step = land.width * 1.2 / parts
    return [
        (-0.1 * land.width + i * step, y + swing * math.sin(phase + i * 1.9) * dice.uniform(0.6, 1.0))
        for i in range(parts + 1)
    ]


def _hill(brush: Brush, land: Land, ridge: list[Point], top: Ink, foot: Ink) -> None:
    first, last = ridge[0], ridge[-1]
    bottom = land.height + 4
    shape = blob(*[first, *ridge, last], (last[0], bottom), (last[0], bottom), (first[0], bottom), (first[0], bottom))
    high = min(y for _, y in ridge)
    brush.blend(shape, (0, high), (0, min(bottom, high + land.unit * 60)), [top, foot])


def city(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    """Three rows of buildings behind a pavement with trees and lamps."""
    u, y = land.unit, land.horizon
    tall = min(y, u * 95)
    hue: Role = "deep" if air.haze != "deep" or air.evening else "light"
    for depth, low, high, role in (
        (0.88, 0.42, 0.85, hue),
        (0.62, 0.25, 0.68, "light" if hue == "deep" else "deep"),
        (0.34, 0.16, 0.5, hue),
    ):
        x = -dice.uniform(0, 8) * u
        while x < land.width:
            wide, rise = dice.uniform(9, 17) * u, tall * dice.uniform(low, high)
            _tower(brush, air, (x, y - rise, wide, rise + 2), (role, depth), dice)
            x += wide + dice.choice((0, 0, 1.2, 2.5)) * u
    if air.evening:
        _floor(brush, land, air.ink("deep", 0.85, 0.3), air.ink("deep", 0.6))
    elif hue == "deep":
        _floor(brush, land, air.ink("light", 0.9, 0.45), air.ink("light", 0.86))
    else:
        _floor(brush, land, air.ink("warm", 0.93, 0.3), air.ink("warm", 0.88))
    brush.fill(box(0, y, land.width, u * 1.1), air.ink("deep", 0.9, 0.2))
    x = dice.uniform(-4, 6) * u
    while x < land.width + 10 * u:
        kind = dice.random()
        with brush.at((x, y + u * 1.6), u * dice.uniform(0.2, 0.27)):
            if kind < 0.5:
                flora.round_tree(brush, air, 0.12, dice)
            elif kind < 0.75:
                flora.tall_tree(brush, air, 0.12)
            else:
                street_lamp(brush, air)
        x += dice.uniform(12, 22) * u
    for i in range(1, 4):
        line_y = y + land.depth * (i / 4) ** 1.6
        brush.line(
            lines((0, line_y), (land.width, line_y)), air.ink("light" if hue == "deep" else "warm", 0.8), u * 0.25, 0.5
        )


def _tower(
    brush: Brush, air: Air, area: tuple[float, float, float, float], tint: tuple[Role, float], dice: random.Random
) -> None:
    x, y, wide, rise = area
    role, depth = tint
    ink = air.ink(role, dice.uniform(0.5, 0.68), depth)
    roof = dice.randrange(5)
    parts = [box(x, y, wide, rise)]
    if roof == 0:
        parts.append(polygon((x, y), (x + wide, y), (x + wide, y - wide * 0.35)))
    elif roof == 1:
        parts.append(
            boxes(
                [
                    (x + wide * 0.2, y - wide * 0.22, wide * 0.6, wide * 0.3),
                    (x + wide * 0.47, y - wide * 0.7, wide * 0.06, wide * 0.6),
                ]
            )
        )
    elif roof == 2:
        parts.append(oval((x + wide / 2, y), wide / 2, wide * 0.36))
    elif roof == 3:
        parts.append(boxes([(x + wide * 0.12, y - wide * 0.12, wide * 0.76, wide * 0.2)]))
    brush.blend(merged(*parts), (0, y), (0, y + rise), [ink, ink.shade(0.05)])
    brush.fill(box(x + wide * 0.68, y, wide * 0.32, rise), ink.shade(-0.03))
    if depth > 0.8:
        return
    columns, step = max(2, round(wide / (wide * 0.26))), wide / 4
    panes = [
        (x + step * (0.42 + c * 1.06), y + step * (0.6 + r * 1.15), step * 0.56, step * 0.66)
        for c in range(min(columns, 3))
        for r in range(min(int((rise / step - 0.9) / 1.15), 40))
    ]
    if air.evening:
        brush.fill(boxes([p for p in panes if dice.random() < 0.45]), air.inks.warm(0.9 - 0.1 * depth))
    else:
        brush.fill(boxes(panes), ink.shade(0.1 if ink.lightness < 0.8 else -0.05))


def street_lamp(brush: Brush, air: Air) -> None:
    """A street lamp, 100 high."""
    post = air.ink("deep", 0.4)
    if air.evening:
        brush.glow((0, -96), (46, 46), air.inks.warm(0.93), 0.65)
    brush.line(lines((0, 0), (0, -88)), post, 2.6)
    brush.fill(box(-4, -4, 8, 4), post)
    brush.fill(
        polygon((-6, -90), (6, -90), (8, -104), (-8, -104)), air.inks.warm(0.95) if air.evening else air.inks.white
    )
    brush.fill(polygon((-9.5, -104), (9.5, -104), (3, -111), (-3, -111)), post)


def beach(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    """Sea, a headland, sand with a curved shore line and palms."""
    u, y = land.unit, land.horizon
    shore = y + land.depth * 0.34
    side = dice.random() < 0.5
    with brush.at((land.width if side else 0, y), u, flip=side):
        brush.fill(
            blob((-8, 0), (-8, 0), (-8, -17), (8, -19), (20, -11), (34, -8), (50, 0), (50, 0)),
            air.ink("deep", 0.66, 0.6),
        )
        brush.fill(blob((-8, 0), (-8, 0), (-8, -9), (6, -8), (16, -5), (28, 0), (28, 0)), air.ink("light", 0.62, 0.4))
    brush.blend(
        box(0, y, land.width, land.depth),
        (0, y),
        (0, shore + land.depth * 0.1),
        [air.ink("deep", 0.6, 0.35), air.ink("deep", 0.68, 0.2), air.ink("deep", 0.8, 0.2)],
    )
    waves = [
        (dice.uniform(0, land.width), y + land.depth * dice.uniform(0.03, 0.26), u * dice.uniform(2, 6))
        for _ in range(round(land.width / u / 5))
    ]
    for x, wave_y, wide in waves:
        brush.line(
            curve(
                (x - wide, wave_y),
                (x - wide / 2, wave_y - u * 0.35),
                (x, wave_y),
                (x + wide / 2, wave_y - u * 0.35),
                (x + wide, wave_y),
            ),
            air.inks.white if not air.evening else air.ink("light", 0.85),
            u * 0.3,
            0.55,
        )
    if dice.random() < 0.6:
        with brush.at((land.width * dice.uniform(0.2, 0.8), y + u * 0.8), u * 0.1, flip=dice.random() < 0.5):
            sailboat(brush, air)
    edge = _ridge(land, shore, u * 1.6, dice, 4)
    for lift, ink in (
        (-1.5, air.inks.white if not air.evening else air.ink("light", 0.8)),
        (0, air.ink("warm", 0.84)),
        (1.4, air.ink("warm", 0.915)),
    ):
        _hill(
            brush,
            land,
            [(x, py + lift * u) for x, py in edge],
            ink,
            ink.shade(-0.02) if lift < 1 else air.ink("warm", 0.86),
        )
    dots = [
        (dice.uniform(0, land.width), shore + land.depth * dice.uniform(0.12, 0.6), u * dice.uniform(0.15, 0.35))
        for _ in range(26)
    ]
    brush.fill(ovals(dots), air.ink("warm", 0.8))
    for at in (dice.uniform(0.0, 0.14), dice.uniform(0.86, 1.0)):
        if dice.random() < 0.85:
            with brush.at(
                (land.width * at, shore + u * dice.uniform(3, 9)), u * dice.uniform(0.48, 0.66), flip=at > 0.5
            ):
                flora.palm(brush, air, 0.1, dice)


def sailboat(brush: Brush, air: Air) -> None:
    """A sailing boat, 100 high."""
    inks = air.inks
    brush.line(lines((0, 0), (0, -96)), air.ink("deep", 0.36), 2.5)
    brush.fill(blob((3, -95), (3, -95), (40, -40), (44, -14), (44, -14), (3, -14), (3, -14)), inks.white)
    brush.fill(blob((-3, -82), (-3, -82), (-28, -40), (-30, -14), (-30, -14), (-3, -14), (-3, -14)), inks.warm(0.79))
    brush.fill(blob((-46, -9), (-46, -9), (50, -9), (50, -9), (36, 9), (-32, 9)), inks.deep(0.42))
    brush.fill(box(-44, -9, 92, 3.5), inks.white)


def forest(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    """Four rows of firs and leafy trees, and a clearing with a path."""
    u, y = land.unit, land.horizon
    role: Role = "deep" if dice.random() < 0.4 else "light"
    for depth, tall in ((0.88, 46), (0.66, 40), (0.42, 33)):
        spots, x = [], -4 * u
        while x < land.width + 4 * u:
            spots.append((x, y + (1 - depth) * u * 5, u * tall * dice.uniform(0.7, 1.25)))
            x += u * dice.uniform(4.5, 9)
        brush.fill(box(0, y - u * 6, land.width, u * 12), air.ink(role, 0.62, depth).shade(-0.01))
        flora.conifers(brush, air, depth, spots, role)
    _floor(brush, land, air.ground(0.78, 0.25), air.ground(0.68))
    _path(brush, land, air.ink("warm", 0.91, 0.1), dice)
    x = dice.uniform(-6, 2) * u
    while x < land.width + 6 * u:
        clear = abs(x / land.width - 0.5) < 0.2
        with brush.at((x, y + u * dice.uniform(2, 5)), u * dice.uniform(0.3, 0.5) * (0.7 if clear else 1)):
            if dice.random() < 0.6:
                flora.conifer(brush, air, 0.12, 0, role)
            else:
                flora.round_tree(brush, air, 0.12, dice)
        x += dice.uniform(9, 18) * u * (1.6 if clear else 1)


def _path(brush: Brush, land: Land, ink: Ink, dice: random.Random) -> None:
    """A path that winds from the lower edge to the horizon."""
    y, d, x = land.horizon, land.depth, land.width * dice.uniform(0.35, 0.65)
    u = land.unit
    shape = blob(
        (x - u, y), (x - u, y), (x + u * 5, y + d * 0.22), (x - u * 6, y + d * 0.5), (x - u * 16, y + d + 4), (x - u * 16, y + d + 4),
        (x + u * 16, y + d + 4), (x + u * 16, y + d + 4), (x + u * 6, y + d * 0.55), (x + u * 9, y + d * 0.22), (x + u, y), (x + u, y),
    )  # fmt: skip
    brush.fill(shape, ink)


def mountains(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    """Three ranges with snow, a lake or a meadow and firs."""
    u, y = land.unit, land.horizon
    tall = min(y * 0.85, u * 62)
    for depth, share, role in ((0.82, 1.0, "deep"), (0.55, 0.74, "deep"), (0.3, 0.42, "light")):
        x = -u * dice.uniform(5, 30)
        while x < land.width + u * 10:
            half, rise = u * dice.uniform(17, 30), tall * share * dice.uniform(0.7, 1.0)
            _peak(brush, air, (x + half * 0.8, y + 2, half, rise), (role, depth), snow=depth > 0.4)
            x += half * dice.uniform(0.9, 1.4)
    if dice.random() < 0.6:
        _floor(brush, land, air.ink("deep", 0.72, 0.4), air.ink("deep", 0.8, 0.2))
        for _ in range(round(land.width / u / 6)):
            x, wy, wide = dice.uniform(0, land.width), y + land.depth * dice.uniform(0.03, 0.3), u * dice.uniform(3, 9)
            brush.line(
                lines((x - wide, wy), (x + wide, wy)),
                air.inks.white if not air.evening else air.ink("light", 0.9),
                u * 0.25,
                0.5,
            )
        bank = y + land.depth * 0.34
    else:
        bank = y
    ridge = _ridge(land, bank, u * 1.8, dice, 4)
    _hill(brush, land, ridge, air.ground(0.82, 0.12), air.ground(0.72))
    for _ in range(round(land.width / u / 9)):
        x = dice.choice((dice.uniform(-0.02, 0.3), dice.uniform(0.7, 1.02))) * land.width
        with brush.at((x, bank + u * dice.uniform(2, 6)), u * dice.uniform(0.18, 0.34)):
            flora.conifer(brush, air, 0.08, 0, "light")


def _peak(
    brush: Brush, air: Air, place: tuple[float, float, float, float], tint: tuple[Role, float], snow: bool
) -> None:
    x, y, half, rise = place
    role, depth = tint
    ink = air.ink(role, 0.6, depth)
    top = (x + half * 0.06, y - rise)
    mountain = polygon(
        (x - half, y),
        (x - half * 0.4, y - rise * 0.52),
        (x - half * 0.28, y - rise * 0.56),
        top,
        (x + half * 0.42, y - rise * 0.5),
        (x + half * 0.55, y - rise * 0.46),
        (x + half, y),
    )
    brush.blend(mountain, (0, y - rise), (0, y), [ink, ink.shade(0.09)])
    with brush.inside(mountain):
        shade = polygon(
            top,
            (x + half * 0.2, y - rise * 0.62),
            (x - half * 0.02, y - rise * 0.4),
            (x + half * 0.3, y),
            (x + half, y),
            (x + half, y - rise),
        )
        brush.fill(shade, ink.shade(-0.045))
        if snow:
            cap = polygon(
                (x - half, y - rise),
                (x - half * 0.34, y - rise * 0.66),
                (x - half * 0.14, y - rise * 0.74),
                (x - half * 0.02, y - rise * 0.62),
                (x + half * 0.14, y - rise * 0.74),
                (x + half * 0.26, y - rise * 0.64),
                (x + half, y - rise),
            )
            brush.fill(cap, air.inks.white if not air.evening else air.ink("light", 1.1, depth * 0.3))
            brush.fill(
                polygon(
                    top,
                    (x + half * 0.02, y - rise * 0.64),
                    (x + half * 0.14, y - rise * 0.74),
                    (x + half * 0.26, y - rise * 0.64),
                    (x + half, y - rise * 0.5),
                    (x + half, y - rise),
                ),
                air.ink("deep", 0.9, 0.2),
            )


def countryside(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    """Rolling hills with fields, trees, a farm and a fence."""
    u, y = land.unit, land.horizon
    for i, (depth, lift) in enumerate(((0.85, 15), (0.62, 9), (0.38, 3.5))):
        ridge = _ridge(land, y - lift * u, u * 4.5, dice, 4 + i)
        role: Role = ("light", "deep", "light")[i]
        _hill(brush, land, ridge, air.ink(role, 0.74, depth), air.ink(role, 0.84, depth))
        for _ in range(2 + round(land.width / u / 50)):
            k = dice.randrange(1, len(ridge) - 1)
            x, ry = ridge[k]
            with brush.at((x + u * dice.uniform(-4, 4), ry + u * 1.5), u * (0.1 + 0.06 * i)):
                (flora.tall_tree if dice.random() < 0.4 else lambda *a: flora.round_tree(*a, dice))(
                    brush, air, depth * 0.9
                )
        if i == 1 and dice.random() < 0.7:
            with brush.at((ridge[2][0], ridge[2][1] + u * 1.8), u * 0.13):
                farm(brush, air)
    front = _ridge(land, y + u * 1.5, u * 2.0, dice, 4)
    _hill(brush, land, front, air.ground(0.84, 0.1), air.ground(0.73))
    _furrows(brush, air, land, dice)
    if dice.random() < 0.55:
        with brush.at((-u, y + land.depth * 0.2), u * 0.16):
            flora.fence(brush, air.inks.white if not air.evening else air.ink("deep", 1.2), land.width / u / 0.16 + 20)


def _furrows(brush: Brush, air: Air, land: Land, dice: random.Random) -> None:
    y, d = land.horizon + land.unit * 4, land.depth
    centre = land.width * dice.uniform(0.3, 0.7)
    ink = air.ground(0.78)
    for i in range(-7, 8):
        x0, x1 = centre + i * land.unit * 4, centre + i * land.unit * 17
        brush.fill(
            polygon(
                (x0, y + d * 0.06),
                (x0 + land.unit * 0.5, y + d * 0.06),
                (x1 + land.unit * 5, land.height + 4),
                (x1, land.height + 4),
            ),
            ink,
            0.55,
        )


def farm(brush: Brush, air: Air) -> None:
    """A far farmhouse with a barn, 60 wide."""
    brush.fill(box(-30, -18, 34, 18), air.ink("warm", 0.93, 0.2) if not air.evening else air.ink("deep", 0.95))
    brush.fill(polygon((-34, -18), (-26, -33), (0, -33), (8, -18)), air.ink("warm", 0.76, 0.15))
    brush.fill(polygon((4, 0), (4, -22), (16, -32), (28, -22), (28, 0)), air.ink("deep", 0.62, 0.2))
    brush.fill(boxes([(-24, -12, 6, 6), (-12, -12, 6, 6), (12, -14, 8, 14)]), air.lit())


PAINTERS: dict[Setting, Painter] = {
    "city": city,
    "beach": beach,
    "forest": forest,
    "mountains": mountains,
    "countryside": countryside,
}
