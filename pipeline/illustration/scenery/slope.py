"""A hillside that people are on: over the ground of a landscape, with a lift where snow lies."""

import math
import random

from ..air import Air
from ..brush import Brush, Point, blob, box, curve, lines, polygon
from ..objects import flora
from .land import Land

_RISE = 0.7
"""How high it rises at most, of the sky."""
_LIFT, _SHORT = 0.3, 0.8
"""Where a lift starts across it, at least: beside people; and from where on there is none."""
_CLEAR = 4.0
"""How far below sun and moon it stays, in units."""


def slope(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """It rises where sun and moon are not, or else fewer people, before firs; tracks of skis and gates lead down it."""
    u, y, wide = land.unit, land.horizon, land.width
    middles = [(top.left + top.right) / 2 for top in land.discs or land.tops if not top.broad]
    flip = sum(middles) > wide / 2 * len(middles) if middles else rng.random() < 0.5
    rise = min(y * _RISE, wide * 0.55)
    for share in (0.5, 0.7, 0.9):
        left, right = sorted(wide - x if flip else x for x in (wide * share, wide))
        rise = min(rise, land.beneath(left, right, rise / share, u * _CLEAR) * share)

    def at(x: float, up: float) -> Point:
        return (wide - x * wide if flip else x * wide), y - up * rise

    def over(x: float) -> float:
        return math.pow(min(max((x - 0.1) / 0.9, 0.0), 1.05), 1.5)

    crest = [at(x / 10, over(x / 10)) for x in range(-1, 12)]
    low = land.height + 4
    for x in (0.44, 0.57, 0.68, 0.8, 0.91):
        place, tall = land.stand(at(x, 0)[0], y - over(x) * rise, u * rng.uniform(15, 24), u * 4)
        share = (wide - place if flip else place) / wide
        with brush.at((place, y - (over(share) - 0.04) * rise), tall / 100):
            flora.conifer(brush, air, 0.1)
    if air.snowy:
        beyond = (wide - top.left if flip else top.right for top in land.tops if top.body)
        start = max([_LIFT, *(end / wide + 0.02 for end in beyond)])
        if start < _SHORT:
            points = (start, 0.0), ((start + 1.05) / 2, 0.34), (1.05, 0.34)
            _lift(brush, air, land, [at(x, over(x) + up) for x, up in points])
    ends = ((crest[-1][0], low), (crest[-1][0], low), (crest[0][0], low), (crest[0][0], low))
    hill = blob(crest[0], crest[0], *crest[1:-1], crest[-1], crest[-1], *ends)
    brush.blend(hill, (0, y - rise), (0, y + land.depth * 0.6), [air.ground(0.94), air.ground(0.74)])
    with brush.inside(hill):
        shade = blob(at(1.1, 0.86), at(0.8, 0.46), at(0.55, 0.06), at(0.9, -0.1), at(1.1, 0.1))
        brush.fill(shade, air.ground(0.8), 0.7)
    if not air.snowy:
        return
    for shift in (0.0, 0.022):
        bends = ((0.98, 0.1), (0.86, 0.16), (0.82, 0.28), (0.7, 0.26), (0.62, 0.36), (0.46, 0.28))
        track = curve(*(at(x + shift, over(x) - down) for x, down in bends))
        brush.line(track, air.ground(0.6), u * 0.5)
    for i, x in enumerate((0.93, 0.79, 0.66)):
        place, foot = at(x, over(x) - 0.16)
        ink = air.inks.warm(0.72) if i % 2 else air.inks.deep(0.5)
        brush.line(lines((place, foot), (place, foot - u * 7)), ink, u * 0.6)
        brush.fill(polygon((place, foot - u * 7), (place + u * 5, foot - u * 5.4), (place, foot - u * 3.8)), ink)


def _lift(brush: Brush, air: Air, land: Land, cable: list[Point]) -> None:
    """A cable on its posts with cabins that hang on it; from its lower end up."""
    u = land.unit
    brush.line(lines(*cable), air.inks.navy, u * 0.35)
    _, (x1, y1), (x2, y2) = cable
    post, tall = land.thin(x1, y1 + u * 30, u * 30)
    if abs(post - x1) < u:
        brush.line(lines((x1, y1), (x1, y1 + tall)), air.inks.deep(0.42), u * 1.1)
        brush.line(lines((x1 - u * 3, y1), (x1 + u * 3, y1)), air.inks.deep(0.42), u * 0.9)
    for share in (0.3, 0.75):
        x, y = x1 + (x2 - x1) * share, y1 + (y2 - y1) * share
        brush.line(lines((x, y), (x, y + u * 3)), air.inks.navy, u * 0.4)
        brush.fill(box(x - u * 3.2, y + u * 3, u * 6.4, u * 6, u * 1.6), air.inks.warm(0.74))
        brush.fill(box(x - u * 2.2, y + u * 4, u * 4.4, u * 2.6, u * 0.8), air.lit())
