"""The beach: sea, headland, sand and palms."""

import random

from ..air import Air
from ..brush import Brush, blob, bow, box, ovals
from ..inks import ColourRole
from ..objects import flora, landmarks
from .land import Land, hill, ridge


def beach(brush: Brush, air: Air, land: Land, rng: random.Random) -> None:
    """Sea, a headland, sand with a curved shore line and palms."""
    u, y = land.unit, land.horizon
    shore, reach = land.shore, land.shore - y
    side = rng.random() < 0.5
    sea: ColourRole = "light" if air.evening else "deep"
    with brush.at((land.width if side else 0, y), u, flip=side):
        shape = blob((-8, 0), (-8, 0), (-8, -17), (8, -19), (20, -11), (34, -8), (50, 0), (50, 0))
        brush.fill(shape, air.ink("deep", 0.66, 0.6))
        brush.fill(blob((-8, 0), (-8, 0), (-8, -9), (6, -8), (16, -5), (28, 0), (28, 0)), air.ink("light", 0.62, 0.4))
    shape = box(0, y, land.width, land.depth)
    brush.blend(shape, (0, y), (0, shore + land.depth * 0.1), [air.ink(sea, 0.6, 0.35), air.ink(sea, 0.7, 0.2)])
    shallow = ridge(land, y + reach * 0.5, u * 1.2, rng)
    hill(brush, land, shallow, air.ink("light", 0.8, 0.1), air.ink("light", 0.86))
    waves = [
        (rng.uniform(0, land.width), y + reach * rng.uniform(0.09, 0.76), u * rng.uniform(2, 6))
        for _ in range(round(land.width / u / 8))
    ]
    foam = air.inks.white if not air.evening else air.ink("light", 0.85)
    for x, wave_y, wide in waves:
        brush.line(bow((x - wide, wave_y), (x, wave_y - u * 0.7), (x + wide, wave_y)), foam, u * 0.32, 0.5)
    if rng.random() < 0.6:
        sail, tall = land.thin(land.width * rng.uniform(0.2, 0.8), y + u * 0.8, u * 10)
        with brush.at((sail, y + u * 0.8), tall / 100, flip=rng.random() < 0.5):
            landmarks.sailboat(brush, air)
    _sand(brush, air, land, shore, rng)
    for at in (rng.uniform(0.0, 0.14), rng.uniform(0.86, 1.0)):
        if rng.random() < 0.85:
            foot = shore + u * rng.uniform(3, 9)
            high = 100 * u * rng.uniform(0.48, 0.66)
            place, tall = land.stand(land.width * at, foot, high, high * 0.5)
            lean = at - 0.5 if place == land.width * at else land.width * at - place
            if 0 < place < land.width:
                with brush.at((place, foot), tall / 100, flip=lean > 0):
                    flora.palm(brush, air, rng, 0.1)


def _sand(brush: Brush, air: Air, land: Land, shore: float, rng: random.Random) -> None:
    """Foam, wet sand and dry, behind each other from the shore line on."""
    u = land.unit
    edge = ridge(land, shore, u * 1.6, rng)
    foam = air.inks.white if not air.evening else air.ink("light", 0.8)
    for lift, ink in ((-1.5, foam), (0, air.ink("warm", 0.84)), (1.4, air.ink("warm", 0.915))):
        low = ink.shade(-0.02) if lift < 1 else air.ink("warm", 0.86)
        hill(brush, land, [(x, py + lift * u) for x, py in edge], ink, low)
    dots = [
        (rng.uniform(0, land.width), shore + land.depth * rng.uniform(0.12, 0.6), u * rng.uniform(0.15, 0.35))
        for _ in range(26)
    ]
    brush.fill(ovals(dots), air.ink("warm", 0.8))
