"""The city: rows of buildings, trees and street lamps behind a pavement, and a river before them, with a bridge."""

import math
import random

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, merged, oval, polygon
from ..inks import ColourRole, Ink
from ..objects import flora, furniture
from .land import Avenue, Land, floor

_GLOW = 0.2
"""How far the light of a lamp is plainly seen to each side, of its height."""

_Rectangle = tuple[float, float, float, float]


def city(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Three rows of buildings behind a pavement with trees and lamps."""
    u, y = land.unit, land.horizon
    tall = min(y, u * 95)
    hue: ColourRole = "deep" if air.haze != "deep" or air.evening else "light"
    for depth, low, high, role in (
        (0.88, 0.42, 0.85, hue),
        (0.62, 0.25, 0.68, "light" if hue == "deep" else "deep"),
        (0.34, 0.16, 0.5, air.spare),
    ):
        x = -rng.uniform(0, 8) * u
        while x < land.width:
            wide, rise = rng.uniform(9, 17) * u, tall * rng.uniform(low, high)
            rise = max(land.beneath(x, x + wide, rise, wide * 0.4), wide * 0.3)
            area = (x, y - rise, wide, rise + 2)
            _tower(brush, air, area, (role, depth, _roof(land, area, rng)), rng)
            x += wide + rng.choice((0, 0, 1.2, 2.5)) * u
    if air.snowy:
        floor(brush, land, air.ground(0.86), air.ground(0.72))
    elif air.evening:
        floor(brush, land, air.ink("light", 0.7, 0.3), air.ink("light", 0.5))
    elif hue == "deep":
        floor(brush, land, air.ink("light", 0.9, 0.45), air.ink("light", 0.86))
    else:
        floor(brush, land, air.ink("warm", 0.93, 0.3), air.ink("warm", 0.88))
    brush.fill(box(0, y, land.width, u * 1.1), air.ink("deep", 0.9, 0.2))
    _avenue(brush, air, land, rng)
    for i in range(1, 4):
        joint = y + land.depth * (i / 4) ** 1.6
        ink = air.ink("light" if hue == "deep" else "warm", 0.8)
        brush.line(lines((0, joint), (land.width, joint)), ink, u * 0.25, 0.5)


def _avenue(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Trees and lamps along the pavement."""
    u = land.unit
    x, row = rng.uniform(-4, 6) * u, Avenue()
    while x < land.width + 10 * u:
        kind = rng.random()
        foot, scale = land.horizon + u * 1.6, u * rng.uniform(0.2, 0.27)
        tall = 111 * scale
        wide = tall * (0.3 if kind < 0.5 else 0.14 if kind < 0.75 else 0.1 + _GLOW * air.evening)
        place, tall = (land.stand if kind < 0.75 else land.thin)(x, foot, tall, wide)
        with brush.at((place, foot), tall / 111):
            if not row.free(place, wide):
                pass
            elif kind < 0.5:
                flora.round_tree(brush, air, rng, 0.12)
            elif kind < 0.75:
                flora.tall_tree(brush, air, 0.12)
            else:
                furniture.street_lamp(brush, air)
        x += rng.uniform(12, 22) * u


def embankment(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """A river with the town on its other side, and a railing along the pavement on this one."""
    stone = air.ink("warm", 0.9, 0.1)
    shore, high = _river(brush, air, land, (stone, rng))
    brush.fill(box(-2, shore, land.width + 4, land.unit * 2.2), stone.shade(-0.14))
    _railing(brush, air, land, (shore, high))


def _river(brush: Brush, air: Air, land: Land, ground: tuple[Ink, random.Random]) -> tuple[float, float]:
    """Water up to the ground, of that ink, on which people stand; where that begins, and how high its railing is."""
    (ink, rng), u, y = ground, land.unit, land.horizon + land.unit * 2.4
    shore = max(land.shore, y + u * 10)
    low = air.ink("light" if air.evening else "deep", 0.84, 0.1)
    brush.blend(box(-2, y, land.width + 4, shore - y), (0, y), (0, shore), [air.ink("deep", 0.66, 0.2), low])
    for _ in range(round(land.width / u / 5)):
        x, at, wide = rng.uniform(0, land.width), rng.uniform(y + u, shore - u), u * rng.uniform(2, 8)
        brush.fill(box(x - wide, at, wide * 2, u * 0.4, u * 0.2), air.lit(), 0.6)
    near = box(-2, shore, land.width + 4, land.height - shore + 2)
    brush.blend(near, (0, shore), (0, land.height), [ink, ink.shade(-0.08)])
    return shore, max((shore - y) * 0.8, u * 9)


def deck(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """A bridge on which people stand: its towers with their cables behind the railing, over a river and its banks."""
    u, steel = land.unit, air.inks.warm(0.7 if not air.evening else 0.62)
    shore, high = _river(brush, air, land, (air.ink("deep", 0.8, 0.2).pale(0.3), rng))
    rail, wide = shore - high, u * 5
    top = min(land.horizon * 0.16, rail - u * 30)
    towers = [land.thin(land.width * share, shore, shore - top)[0] for share in (0.12, 0.88)]
    left, right = sorted(towers)
    middle, half, hang = (left + right) / 2, (right - left) / 2, rail - u * 8
    for at, reach, low in ((middle, half, hang), (left - half, half, rail), (right + half, half, rail)):
        sag = [(at + reach * i / 6, low - (low - top) * (i / 6) ** 2) for i in range(-6, 7)]
        brush.fill(boxes([(x - u * 0.2, y, u * 0.4, rail - y) for x, y in sag if y < rail]), steel, 0.8)
        brush.line(curve(*sag), steel, u * 1.2)
    for x in towers:
        brush.fill(boxes([(x - wide / 2, top, wide, shore - top)]), steel)
        brush.fill(box(x, top, wide / 2, shore - top), steel.shade(-0.06))
        brush.fill(box(x - wide * 0.8, top - u, wide * 1.6, u * 3), steel.shade(-0.1))
    _railing(brush, air, land, (shore, high))


def _railing(brush: Brush, air: Air, land: Land, place: tuple[float, float]) -> None:
    """Bars from one side to the other, with a post at every eighth: the y of their feet, and how high they are."""
    foot, high = place
    iron, top, step = air.ink("deep", 0.3), foot - high, high * 0.14
    brush.fill(boxes([(i * step, top, step * 0.16, high) for i in range(math.ceil(land.width / step))]), iron)
    posts = [i * step * 8 - step * 0.3 for i in range(math.ceil(land.width / step / 8) + 1)]
    brush.fill(boxes([(x, top - step * 0.4, step * 0.76, high + step * 0.8) for x in posts]), iron)
    brush.fill(boxes([(-2, at, land.width + 4, step * 0.5) for at in (top, foot - step * 1.4)]), iron)


def _roof(land: Land, area: _Rectangle, rng: random.Random) -> int:
    """One of five roofs; the one with a mast only where it has room."""
    x, y, wide, rise = area
    roof, mast = rng.randrange(5), (x + wide / 2, y + rise, rise + wide * 0.7)
    return 3 if roof == 1 and land.thin(*mast) != (mast[0], mast[2]) else roof


def _tower(brush: Brush, air: Air, area: _Rectangle, tint: tuple[ColourRole, float, int], rng: random.Random) -> None:
    x, y, wide, rise = area
    role, depth, roof = tint
    light = rng.uniform(0.5, 0.68) + 0.14 * (role == "warm")
    ink = air.ink("deep" if air.evening and depth > 0.5 else role, light, depth)
    parts = [box(x, y, wide, rise)]
    if roof == 0:
        parts.append(polygon((x, y), (x + wide, y), (x + wide, y - wide * 0.35)))
    elif roof == 1:
        cap = (x + wide * 0.2, y - wide * 0.22, wide * 0.6, wide * 0.3)
        parts.append(boxes([cap, (x + wide * 0.47, y - wide * 0.7, wide * 0.06, wide * 0.6)]))
    elif roof == 2:
        parts.append(oval((x + wide / 2, y), wide / 2, wide * 0.36))
    elif roof == 3:
        parts.append(boxes([(x + wide * 0.12, y - wide * 0.12, wide * 0.76, wide * 0.2)]))
    brush.blend(merged(*parts), (0, y), (0, y + rise), [ink, ink.shade(0.05)])
    brush.fill(box(x + wide * 0.68, y, wide * 0.32, rise), ink.shade(-0.03))
    if depth > 0.8:
        return
    step = wide / 4
    panes = [
        (x + step * (0.42 + c * 1.06), y + step * (0.6 + r * 1.15), step * 0.56, step * 0.66)
        for c in range(3)
        for r in range(min(int((rise / step - 0.9) / 1.15), 40))
    ]
    if air.evening:
        brush.fill(boxes([p for p in panes if rng.random() < 0.75]), air.inks.warm(0.86 - 0.08 * depth))
    else:
        brush.fill(boxes(panes), ink.shade(0.1 if ink.lightness < 0.8 else -0.05))
