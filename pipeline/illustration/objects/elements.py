"""Weather, roads, fences and gardens: parts of the scenery. In a room, a picture shows the latter three."""

import random

from ..air import Air
from ..brush import Brush, box
from .drawable import Drawable, Drawing
from .flora import fence, flower_bed


def _fence(brush: Brush, air: Air) -> None:
    with brush.at((-190, 0), 2.2):
        fence(brush, air.inks.white, 172)


def _garden(brush: Brush, air: Air, rng: random.Random) -> None:
    _fence(brush, air)
    with brush.at((0, 16), 2.6):
        flower_bed(brush, air, rng)


def _road(brush: Brush, air: Air) -> None:
    brush.fill(box(-220, -50, 440, 84), air.inks.deep(0.46))
    for x in range(-200, 200, 90):
        brush.fill(box(x, -12, 50, 9), air.inks.white)


DRAWABLES = {
    "road": Drawable(part="ground", framed=Drawing(300, 160, _road)),
    "fence": Drawable(part="ground", framed=Drawing(300, 160, _fence)),
    "garden": Drawable(part="ground", framed=Drawing(300, 160, _garden, varied=True)),
} | dict.fromkeys(
    ("sun", "dawn", "moon", "stars", "clouds", "rainbow", "rain", "snow", "plane", "bird"), Drawable(part="sky")
)
