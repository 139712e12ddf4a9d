"""Forest and mountains."""

import random

from ..air import Air
from ..brush import Brush, blob, box, lines, polygon
from ..inks import ColourRole, Ink
from ..objects import flora
from .land import Avenue, Land, floor, hill, ridge

_DUSK = 0.7
"""How tall a forest is in the evening, of what it is by day: the sky tells the time."""


def _seen(land: Land, x: float, tall: float) -> float:
    """How tall a tree there may be, so that sun and moon are seen."""
    return max(land.beneath(x - tall * 0.3, x + tall * 0.3, tall, land.unit), land.unit * 9)


def forest(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Four rows of firs and leafy trees, and a clearing with a path."""
    u, y = land.unit, land.horizon
    role: ColourRole = "deep" if rng.random() < (0.3 if air.haze == "deep" and not air.evening else 0.6) else "light"
    role = "light" if air.leaves == "light" else role  # green in spring
    for depth, tall in ((0.88, 46), (0.66, 40), (0.42, 33)):
        spots, x = [], -4 * u
        while x < land.width + 4 * u:
            foot = y + (1 - depth) * u * 5
            high = u * tall * rng.uniform(0.7, 1.25) * (_DUSK if air.evening else 1)
            place, high = land.stand(x, foot, _seen(land, x, high))
            spots.append((place, foot, high))
            x += u * rng.uniform(4.5, 9)
        brush.fill(box(0, y - u * 6, land.width, u * 12), air.ink(role, 0.62, depth).shade(-0.01))
        flora.conifers(brush, air, depth, spots, role)
    floor(brush, land, air.ground(0.78, 0.25), air.ground(0.68))
    if not any(top.broad for top in land.tops):
        _path(brush, land, air.ink("warm", 0.87, 0.1), rng)
    hidden = air.haze == "warm" and y < u * 46  # the trees leave nothing of a warm sky to be seen
    autumn: ColourRole = "warm" if hidden or air.haze != "warm" else "light"
    firs = 0.25 if hidden or (air.spare == "warm" and not air.evening) else 0.6
    x = rng.uniform(-6, 2) * u
    while x < land.width + 6 * u:
        clear = abs(x / land.width - 0.5) < 0.2
        foot = y + u * rng.uniform(2, 5)
        high = 100 * u * rng.uniform(0.3, 0.5) * (0.7 if clear else 1) * (_DUSK if air.evening else 1)
        place, high = land.stand(x, foot, _seen(land, x, high))
        with brush.at((place, foot), high / 100):
            if rng.random() < firs:
                flora.conifer(brush, air, 0.12, role)
            else:
                flora.round_tree(brush, air, rng, 0.12, autumn)
        x += rng.uniform(9, 18) * u * (1.6 if clear else 1)


def _path(brush: Brush, land: Land, ink: Ink, rng: random.Random) -> None:
    """A path that winds from the lower edge to the horizon; none that would come out of what ends below that."""
    y, d, x = land.horizon, land.depth, land.width * rng.uniform(0.35, 0.65)
    u = land.unit
    if any(top.y > y and top.left < x + u * 9 and x - u * 6 < top.right for top in land.tops):
        return
    left, low = x - u * 16, y + d + 4
    path = blob((x - u, y), (x - u, y), (x + u * 5, y + d * 0.22), (x - u * 6, y + d * 0.5), (left, low), (left, low),
                (x + u * 16, low), (x + u * 16, low), (x + u * 6, y + d * 0.55), (x + u * 9, y + d * 0.22), (x + u, y),
                (x + u, y))  # fmt: skip
    brush.fill(path, ink)


def mountains(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Three ranges with snow, a lake or a meadow, which snow hides, and firs."""
    u, y = land.unit, land.horizon
    tall = min(y * 0.85, u * 62)
    roles: tuple[ColourRole, ...] = ("deep", "warm", "deep") if air.evening else ("deep", "deep", air.spare)
    for depth, share, role in zip((0.82, 0.5, 0.3), (1.0, 0.74, 0.42), roles, strict=True):
        x = -u * rng.uniform(5, 30)
        while x < land.width + u * 10:
            half, rise = u * rng.uniform(17, 30), tall * share * rng.uniform(0.7, 1.0)
            tip, high = land.stand(x + half * 0.86, y + 2, rise)
            _peak(brush, air, (tip - half * 0.06, y + 2, half, high), (role, depth), snow=depth > 0.4)
            x += half * rng.uniform(0.9, 1.4)
    if rng.random() < 0.6 and not air.snowy:
        floor(brush, land, air.ink("deep", 0.72, 0.4), air.ink("deep", 0.8, 0.2))
        for _ in range(round(land.width / u / 6)):
            x, wy = rng.uniform(0, land.width), y + (land.shore - y) * rng.uniform(0.09, 0.88)
            wide = u * rng.uniform(3, 9)
            shape = lines((x - wide, wy), (x + wide, wy))
            brush.line(shape, air.inks.white if not air.evening else air.ink("light", 0.9), u * 0.25, 0.5)
        bank = land.shore
    else:
        floor(brush, land, air.ground(0.82, 0.12), air.ground(0.72))
        bank = y
    line = ridge(land, bank, u * 1.8, rng)
    hill(brush, land, line, air.ground(0.82, 0.12), air.ground(0.72))
    row = Avenue()
    for _ in range(round(land.width / u / 9)):
        x = rng.choice((rng.uniform(-0.02, 0.3), rng.uniform(0.7, 1.02))) * land.width
        foot = min(bank + u * rng.uniform(2, 6), land.near - u)
        high = 100 * u * rng.uniform(0.18, 0.34)
        place, high = land.stand(x, foot, high, high * 0.2)
        if row.free(place, high * 0.2):
            with brush.at((place, foot), high / 100):
                flora.conifer(brush, air, 0.08)


def _peak(
    brush: Brush, air: Air, place: tuple[float, float, float, float], tint: tuple[ColourRole, float], snow: bool
) -> None:
    x, y, half, rise = place
    role, depth = tint
    ink = air.ink(role, 0.72 if role == "warm" else 0.6, depth)
    top = (x + half * 0.06, y - rise)
    mountain = polygon((x - half, y), (x - half * 0.4, y - rise * 0.52), (x - half * 0.28, y - rise * 0.56), top,
                       (x + half * 0.42, y - rise * 0.5), (x + half * 0.55, y - rise * 0.46),
                       (x + half, y))  # fmt: skip
    brush.blend(mountain, (0, y - rise), (0, y), [ink, ink.shade(0.09)])
    with brush.inside(mountain):
        shade = polygon(top, (x + half * 0.2, y - rise * 0.62), (x - half * 0.02, y - rise * 0.4), (x + half * 0.3, y),
                        (x + half, y), (x + half, y - rise))  # fmt: skip
        brush.fill(shade, ink.shade(-0.045))
        if snow:
            right = ((x + half * 0.14, y - rise * 0.74), (x + half * 0.26, y - rise * 0.64))
            cap = polygon((x - half, y - rise), (x - half * 0.34, y - rise * 0.66), (x - half * 0.14, y - rise * 0.74),
                          (x - half * 0.02, y - rise * 0.62), *right, (x + half, y - rise))  # fmt: skip
            brush.fill(cap, air.inks.white if not air.evening else air.inks.light(0.93 - 0.2 * (1 - depth)))
            lee = (top, (x + half * 0.02, y - rise * 0.64), *right, (x + half, y - rise * 0.5), (x + half, y - rise))
            brush.fill(
                polygon(*lee),
                air.ink("deep", 0.9, 0.2) if not air.evening else air.inks.light(0.74 - 0.2 * (1 - depth)),
            )
