"""The countryside: rolling hills, fields, trees, a farm and a fence."""

import random

from ..air import Air
from ..brush import Brush, Point, box, boxes, ovals, polygon
from ..inks import ColourRole
from ..objects import flora
from .land import Avenue, Land, hill, level, on_ridge, ridge


def countryside(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Rolling hills with fields, trees, a farm and a fence."""
    u, y = land.unit, land.horizon
    autumn: ColourRole = "warm" if air.haze != "warm" else "light"
    row = Avenue()
    for i, (depth, lift) in enumerate(((0.85, 17), (0.4, 11), (0.34, 4.5))):
        line = ridge(land, y - lift * u, u * 4.5, rng, 4 + i)
        role: ColourRole = ("light", "deep", air.spare)[i]
        top = air.ground(0.62 if role == "deep" else 0.74, depth, role)
        hill(brush, land, line, top, air.ground(0.84, depth, role))
        for _ in range(2 + round(land.width / u / 50)):
            k = rng.randrange(1, len(line) - 1)
            x, ry = line[k]
            tall = 100 * u * (0.1 + 0.06 * i)
            place, tall = land.stand(x + u * rng.uniform(-4, 4), ry + u * 1.5, tall, tall * 0.3)
            if not row.free(place, tall * 0.3):
                continue
            with brush.at((place, on_ridge(line, place) + u * 1.5), tall / 100):
                if rng.random() < 0.4:
                    flora.tall_tree(brush, air, depth * 0.9)
                else:
                    flora.round_tree(brush, air, rng, depth * 0.9, autumn if rng.random() < 0.5 else "light")
        if i == 1 and rng.random() < 0.7:
            x, _ = land.stand(line[2][0], line[2][1], u * 4, u * 4)
            with brush.at((x, on_ridge(line, x) + u * 1.8), u * 0.13):
                farm(brush, air)
    _meadow(brush, air, land, ridge(land, y + u * 1.5, u * 2.0, rng))
    _furrows(brush, air, land, rng)
    if rng.random() < 0.55:
        with brush.at((-u, y + land.depth * 0.2), u * 0.16):
            flora.fence(brush, air.inks.white if not air.evening else air.ink("deep", 1.2), land.width / u / 0.16 + 20)


def _meadow(brush: Brush, air: Air, land: Land, line: list[Point]) -> None:
    """Grass, or snow on it, from a line down."""
    hill(brush, land, line, air.ground(0.84, 0.1), air.ground(0.73))


def _furrows(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    y, d = land.horizon + land.unit * 4, land.depth
    centre = land.width * rng.uniform(0.3, 0.7)
    ink = air.ground(0.78)
    for i in range(-7, 8):
        x0, x1 = centre + i * land.unit * 4, centre + i * land.unit * 17
        shape = polygon((x0, y + d * 0.06), (x0 + land.unit * 0.5, y + d * 0.06), (x1 + land.unit * 5, land.height + 4),
                        (x1, land.height + 4))  # fmt: skip
        brush.fill(shape, ink, 0.55)


def wheat(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """A field of ripe wheat up to where people stand, and stubble there; over the fields of a landscape."""
    u, y = land.unit, land.horizon + land.unit * 2
    hill(brush, land, level(land, y), air.ground(0.84, 0.2, "warm"), air.ground(0.76, 0.0, "warm"))
    if air.snowy:
        return
    low, at = min(land.near, land.height + u * 4) - u * 2, y + u * 3
    while at < low:
        scale = u * (0.07 + 0.16 * (at - y) / land.depth)
        with brush.at((0, at), scale):
            step, shift = 16.0, rng.uniform(0, 16)
            count = round(land.width / scale / step) + 1
            flora.ears(brush, air, [(shift + i * step, rng.uniform(-6, 6)) for i in range(count)])
        at += scale * 32


def garden(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """A lawn with a fence along it, apple trees and, but for snow, rows of flowers; over the fields of a landscape."""
    u, y = land.unit, land.horizon + land.unit * 2
    _meadow(brush, air, land, level(land, y))
    for share in (0.1, 0.9):
        x, tall = land.stand(land.width * share + u * rng.uniform(-4, 4), y + u * 3, u * 40, u * 12)
        with brush.at((x, y + u * 3), tall / 100):
            flora.round_tree(brush, air, rng, 0.1)
            if not air.snowy:
                brush.fill(ovals([(-11, -66, 3), (8, -54, 3), (-2, -80, 3), (14, -74, 3)]), air.inks.warm(0.68))
    with brush.at((-u, y + u * 5), u * 0.2):
        flora.fence(brush, air.inks.white if not air.evening else air.inks.deep(0.72), land.width / u / 0.2 + 20)
    for i in range(0 if air.snowy else round(land.width / u / 20) + 1):
        with brush.at((u * (8 + 20 * i), y + u * 9), u * 0.2):
            flora.flower_bed(brush, air, rng)


def lake(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Water from the hills to a bank with reeds; over the fields of a landscape."""
    u, y = land.unit, land.horizon - land.unit * 2
    shore = max(land.shore, y + u * 9)
    low = air.ink("light" if air.evening else "deep", 0.86, 0.1)
    brush.blend(box(-2, y, land.width + 4, shore - y + u * 4), (0, y), (0, shore), [air.ink("deep", 0.7, 0.3), low])
    for _ in range(round(land.width / u / 6)):
        x, at, wide = rng.uniform(0, land.width), rng.uniform(y + u, shore - u), u * rng.uniform(3, 9)
        brush.fill(box(x - wide, at, wide * 2, u * 0.3), air.inks.white, 0.5)
    bank = ridge(land, shore, u * 1.6, rng)
    _meadow(brush, air, land, bank)
    reed = air.ground(0.56)
    for x, foot in bank[1:-1]:
        for i in range(7):
            left, tall = x + (i - 3) * u * 1.1, u * (6 + (i * 5) % 4)
            brush.fill(polygon((left - u * 0.4, foot + u), (left + (i - 3) * u * 0.3, foot - tall), (left + u * 0.4,
                       foot + u)), reed)  # fmt: skip


def alley(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """A path between two rows of trees that meet on the horizon; over the fields of a landscape."""
    u, y, middle = land.unit, land.horizon + land.unit * 2, land.width / 2
    _meadow(brush, air, land, level(land, y))
    low, tall = land.height + 4 - y, min(land.height * 1.2, land.width * 2.2)
    wide, away = land.width * 0.58, land.width * 0.84
    path = polygon((middle - u, y), (middle + u, y), (middle + wide, y + low), (middle - wide, y + low))
    brush.fill(path, air.ground(0.9, 0.1, "warm"))
    for share in (0.07, 0.11, 0.17, 0.26, 0.39, 0.57):
        foot = y + low * share
        for side in (-1, 1):
            x, high = land.stand(middle + side * away * share, foot, tall * share)
            if foot < land.near and (x - middle) * side > wide * share:
                with brush.at((x, foot), high / 100):
                    flora.round_tree(brush, air.on("autumn"), rng, 0.4 - share / 2)


def farm(brush: Brush, air: Air) -> None:
    """A far farmhouse with a barn, 60 wide."""
    brush.fill(box(-30, -18, 34, 18), air.ink("warm", 0.93, 0.2) if not air.evening else air.ink("deep", 0.95))
    brush.fill(polygon((-34, -18), (-26, -33), (0, -33), (8, -18)), air.ink("warm", 0.76, 0.15))
    brush.fill(polygon((4, 0), (4, -22), (16, -32), (28, -22), (28, 0)), air.ink("deep", 0.62, 0.2))
    brush.fill(boxes([(-24, -12, 6, 6), (-12, -12, 6, 6), (12, -14, 8, 14)]), air.lit())
