"""Skies: gradient, sun, moon, stars, clouds, weather and what flies. Knows no ground."""

import math
import random
from collections.abc import Sequence
from typing import NamedTuple

from prompt_builder.scene import Thing

from ..air import Air
from ..brush import Brush, Point, blob, bow, box, curve, lines, oval, ovals, polygon, star
from ..objects import flora
from ..skyline import Top

_WING, _SMALLER = 60.0, (1.0, 0.8, 0.64, 0.5)
"""Half the length of a plane, and how much smaller it is for want of room."""


class Expanse(NamedTuple):
    """The pixels of a sky, and on which side its sun or moon is seen best."""

    width: float
    height: float
    sun_left: bool
    tops: tuple[Top, ...] = ()
    """What sun and moon keep clear of, and birds and planes keep above."""
    lit: bool = True
    """Whether sun and moon are in it, and not in another window."""


def sky(brush: Brush, air: Air, expanse: Expanse, things: tuple[Thing, ...], rng: random.Random) -> tuple[Top, ...]:
    """Fill an expanse with sky, from its left upper corner; `things` are drawn besides what the light asks for.

    Gives the places of sun, moon and plane.
    """
    width, height, left = expanse[:3]
    discs: list[Top] = []
    size = (width, height)
    brush.blend(box(0, 0, width, height), (0, 0), (0, height), air.sky)
    unit = min(width, height * 1.4) / 100
    spot = (width * (rng.uniform(0.1, 0.26) if left else rng.uniform(0.74, 0.9)), height * rng.uniform(0.2, 0.36))
    other = (width - spot[0], height * rng.uniform(0.14, 0.3))
    spot, other = (_free(expanse, one, unit * 12) for one in (spot, other))
    if air.evening and "sun" not in things:
        _stars(brush, air, size, rng, dense="stars" in things)
    elif "stars" in things:
        _sparkles(brush, air, size, rng)
    if expanse.lit and ("moon" in things or (air.evening and "sun" not in things and _clear(expanse, spot, unit * 8))):
        radius = unit * (9.5 if "moon" in things else 7.5)
        _moon(brush, air, spot, radius, rng)
        discs.append(_disc(spot, radius))
        spot, other = other, spot
    told = "sun" in things or "dawn" in things
    if expanse.lit and (told or (not air.evening and "moon" not in things and rng.random() < 0.72)):
        low = (spot[0], height * (0.66 if "dawn" in things else 0.5)) if air.evening or "dawn" in things else spot
        radius = unit * (10.5 if told else rng.uniform(7, 9.5))
        _sun(brush, air, low, radius, rays="sun" in things)
        discs.append(_disc(low, radius))
    _clouds(brush, air, size, rng, many="clouds" in things or "rain" in things or "snow" in things)
    if "plane" in things:
        place, scale = _flight(expanse, unit * 0.3, spot[0] > width / 2)
        with brush.at(place, scale, -8):
            _plane(brush, air)
        discs.append(Top(place[0] - _WING * scale, place[0] + _WING * scale, place[1] + _WING / 2 * scale))
    if "bird" in things or rng.random() < 0.4:
        _birds(brush, air, expanse, rng, bold="bird" in things)
    return tuple(discs)


def _disc(centre: Point, radius: float) -> Top:
    return Top(centre[0] - radius * 1.1, centre[0] + radius * 1.1, centre[1] + radius * 1.1)


def _free(expanse: Expanse, spot: Point, room: float) -> Point:
    """The nearest place of a sun or a moon where so much room around it meets nothing that stands before the sky."""
    width, height = expanse.width, expanse.height
    places = [(width * x / 16, height * y) for x in range(1, 16) for y in (0.36, 0.28, 0.2, 0.14)]
    found = [place for place in (spot, *places) if _clear(expanse, place, room)]
    return min(found, key=lambda place: math.dist(place, spot), default=spot)


def _clear(expanse: Expanse, spot: Point, room: float) -> bool:
    """Whether so much room around a place meets nothing that stands before the sky."""
    (x, y), tops = spot, expanse.tops
    return not any(top.left - room < x < top.right + room and y + room > top.y for top in tops)


def _flight(expanse: Expanse, scale: float, left: bool) -> tuple[Point, float]:
    """Where a plane flies, and its scale: whole over whatever stands before the sky, and smaller for want of room."""
    found = []
    for size in (scale * share for share in _SMALLER):
        half, room = _WING * size, _WING / 2 * size
        for x in (expanse.width * (share if left else 1 - share) for share in (0.3, 0.7, 0.14, 0.86, 0.5, 0.06, 0.94)):
            at = min(max(x, half), expanse.width - half)
            y = _above(expanse.tops, at, expanse.height * 0.2, room, half)
            found.append((min(y - room, 0.0), (at, y), size))
    _, place, size = max(found, key=lambda one: one[0])
    return place, size


def _above(tops: Sequence[Top], x: float, y: float, room: float, half: float | None = None) -> float:
    """The y of something that flies, half as wide to each side, above whatever it would else be stuck to."""
    half = room if half is None else half
    return min([y, *(top.y - room for top in tops if top.left - half < x < top.right + half)])


def weather(brush: Brush, air: Air, size: tuple[float, float], things: tuple[Thing, ...], rng: random.Random) -> None:
    """Rain, snow or leaves that fall in front of the scenery; leaves lie on the ground too."""
    width, height = size
    unit = math.sqrt(width * height) / 100
    spots = [(rng.uniform(0, width), rng.uniform(0, height)) for _ in range(90)]
    if "rain" in things:
        ink = air.inks.light(0.93) if air.evening else air.inks.deep(0.72)
        for x, y in spots:
            brush.line(lines((x, y), (x - unit * 0.8, y + unit * 3.4)), ink, unit * 0.28, 0.75)
    if "snow" in things:
        flakes = [(x, y, unit * (0.3 + 0.5 * ((i * 7) % 10) / 10)) for i, (x, y) in enumerate(spots)]
        brush.fill(ovals(flakes), air.inks.white)
    if "autumn" in things:
        tints = tuple(air.on("autumn").inks.warm(light) for light in (0.66, 0.74, 0.82))
        for i, (x, y) in enumerate(spots[:45]):
            lies = height * (0.78 + 0.2 * y / height)
            with brush.at((x, y if i % 3 == 0 else lies), unit * 0.6, rng.uniform(20, 160)):
                brush.fill(flora.MAPLE, tints[i % 3])


def _sun(brush: Brush, air: Air, centre: tuple[float, float], radius: float, rays: bool) -> None:
    disc = air.inks.white if air.haze == "warm" and not air.evening else air.inks.warm(0.83)
    halo = air.inks.warm(0.93) if disc.lightness < 0.9 else air.inks.white
    brush.glow(centre, (radius * 2.6, radius * 2.6), halo, 0.75)
    if rays:
        for i in range(12):
            a, ends = i * math.pi / 6, (radius * 1.28, radius * (1.62 if i % 2 else 1.5))
            ray = lines(*((centre[0] + far * math.cos(a), centre[1] + far * math.sin(a)) for far in ends))
            brush.line(ray, disc, radius * 0.11)
    brush.fill(oval(centre, radius), disc)


_SICKLE = blob((0.25, -1), (0.25, -1), (-0.62, -0.72), (-1, 0), (-0.62, 0.72), (0.25, 1), (0.25, 1), (-0.28, 0.55),
               (-0.45, 0), (-0.28, -0.55))  # fmt: skip


def _moon(brush: Brush, air: Air, centre: tuple[float, float], radius: float, rng: random.Random) -> None:
    ink = air.inks.white if air.evening else air.inks.deep(0.9)
    brush.glow(centre, (radius * 3, radius * 3), air.inks.light(0.9) if air.evening else air.inks.white, 0.35)
    if rng.random() < 0.45:
        with brush.at(centre, radius, -24):
            brush.fill(_SICKLE, ink)
        return
    brush.fill(oval(centre, radius), ink)
    with brush.at(centre, radius):
        shape = ovals([(-0.3, -0.25, 0.22), (0.35, 0.1, 0.16), (-0.1, 0.45, 0.13), (0.25, -0.5, 0.09)])
        brush.fill(shape, ink.at(0.9) if air.evening else ink.shade(-0.05))


def _stars(brush: Brush, air: Air, size: tuple[float, float], rng: random.Random, dense: bool) -> None:
    (width, height), unit = size, min(size) / 100
    dots = [(rng.uniform(0, width), rng.uniform(0, height * 0.8), unit * rng.uniform(0.18, 0.5))
            for _ in range(90 if dense else 46)]  # fmt: skip
    brush.fill(ovals(dots), air.inks.light(0.93), 0.9)
    if dense:
        _sparkles(brush, air, size, rng)


def _sparkles(brush: Brush, air: Air, size: tuple[float, float], rng: random.Random) -> None:
    unit = min(size) / 100
    ink = air.inks.white if air.evening else air.inks.warm(0.8)
    for _ in range(9):
        place = (rng.uniform(0.04, 0.96) * size[0], rng.uniform(0.05, 0.6) * size[1])
        with brush.at(place, unit * rng.uniform(1.3, 2.6)):
            brush.fill(star(0.28), ink)


_CLOUD = blob((-60, 10), (-60, 10), (-58, -6), (-38, -12), (-24, -32), (2, -34), (18, -20), (40, -24), (54, -8),
              (66, 0), (66, 10), (66, 10))  # fmt: skip


def _clouds(brush: Brush, air: Air, size: tuple[float, float], rng: random.Random, many: bool) -> None:
    width, height = size
    base = min(width, height) / 100
    inks = [(air.inks.white, 1.0), (air.inks.white, 0.72)]
    if air.evening:
        inks = [(air.inks.deep(0.66), 0.7), (air.inks.deep(0.5), 0.35)]
    count = 6 if many else rng.choice((2, 3, 4))
    count += round(max(0.0, max(width / height, height / width) - 1.5))
    for i in range(count):
        x = width * ((i + rng.uniform(0.15, 0.85)) / count)
        y = height * rng.uniform(0.1, 0.62)
        scale = base * rng.uniform(0.12, 0.27) * (1.25 if many else 1)
        with brush.at((x, y), scale, flip=rng.random() < 0.5):
            brush.melt(_CLOUD, (0, -34), (0, 10), inks)


def rainbow(brush: Brush, air: Air, size: tuple[float, float]) -> None:
    """A rainbow in the brand's colours that ends at the lower edge of width × height; in a column a high arch."""
    inks = air.inks
    centre = (size[0] * 0.5, size[1] * 1.02)
    reach = min(size[0] * 0.46, size[1] * 0.86)
    tints = (inks.warm(0.76), inks.warm(0.87), inks.white, inks.light(0.88), inks.deep(0.72), inks.deep(0.56))
    high = max(reach, size[1] * 0.62)
    for i, ink in enumerate(tints):
        inward = reach * 0.055 * i
        brush.line(oval(centre, reach - inward, high - inward), ink, reach * 0.056)


def _plane(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.line(curve((-150, 12), (-110, 6), (-62, 2)), inks.white, 3, 0.8)
    brush.fill(polygon((-52, -4), (-66, -26), (-54, -26), (-34, -4)), inks.deep(0.5))
    brush.fill(blob((-58, 0), (-40, -9), (20, -10), (48, -5), (58, 2), (46, 8), (-30, 8)), inks.white)
    brush.fill(blob((-58, 0), (-30, 4), (20, 5), (58, 2), (46, 8), (-30, 8)), inks.warm(0.79))
    brush.fill(polygon((-4, 2), (16, 2), (-16, 30), (-26, 30)), inks.deep(0.5))
    brush.fill(ovals([(-20 + i * 11, -3, 2.2) for i in range(5)]), inks.deep(0.5))


def _birds(brush: Brush, air: Air, expanse: Expanse, rng: random.Random, bold: bool) -> None:
    size = (expanse.width, expanse.height)
    unit = min(size) / 100
    ink = air.inks.light(0.9) if air.evening else air.inks.deep(0.5)
    x, y = size[0] * rng.uniform(0.3, 0.7), size[1] * rng.uniform(0.22, 0.42)
    if bold:  # over the trees, and beside heads
        y, half = min(y, size[1] * 0.16), unit * 16
        places = x, *(size[0] * i / 12 for i in range(2, 11))
        x = max(places, key=lambda place: _above(expanse.tops, place, y, half, half)) - half
    for _ in range(4 if bold else 3):
        scale = unit * rng.uniform(0.9, 1.5) * (2.5 if bold else 1)
        with brush.at((x, max(_above(expanse.tops, x, y, scale * 3), scale * 1.5)), scale):
            brush.line(bow((-2, -0.7), (-0.8, -1.2), (0, 0)), ink, 0.42)
            brush.line(bow((0, 0), (0.8, -1.2), (2, -0.7)), ink, 0.42)
        x += unit * rng.uniform(5, 9) * (1.6 if bold else 1)
        y += unit * rng.uniform(-4, 3)
