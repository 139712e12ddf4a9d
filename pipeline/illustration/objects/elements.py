"""Weather, roads, fences, fields, water, alleys: parts of the scenery. In a room, a picture shows all but weather."""

import random
from collections.abc import Callable

from ..air import Air
from ..brush import Brush, box, boxes, polygon
from .drawable import Drawable, Drawing
from .flora import ears, fence, flower_bed, round_tree


def _fence(brush: Brush, air: Air) -> None:
    with brush.at((-190, 0), 2.2):
        fence(brush, air.inks.white, 172)


def _garden(brush: Brush, air: Air, rng: random.Random) -> None:
    _fence(brush, air)
    with brush.at((0, 16), 2.6):
        flower_bed(brush, air, rng)


def _wheat(brush: Brush, air: Air) -> None:
    brush.fill(box(-220, -60, 440, 130), air.inks.warm(0.8))
    for y, scale in ((0, 0.7), (26, 1.0)):
        with brush.at((0, y), scale):
            ears(brush, air, [(x, 0.0) for x in range(-310, 311, 12)])


def _road(brush: Brush, air: Air) -> None:
    brush.fill(box(-220, -50, 440, 84), air.inks.deep(0.46))
    for x in range(-200, 200, 90):
        brush.fill(box(x, -12, 50, 9), air.inks.white)


def _lake(brush: Brush, air: Air) -> None:
    brush.fill(box(-220, -40, 440, 110), air.inks.deep(0.72))
    brush.fill(boxes([(x, y, 60, 4) for x, y in ((-120, -20), (20, -8), (-60, 8), (70, 20))]), air.inks.white)


def _alley(brush: Brush, air: Air, rng: random.Random) -> None:
    brush.fill(polygon((-12, -60), (12, -60), (110, 50), (-110, 50)), air.inks.warm(0.9))
    for x, foot, scale in ((-50, -20, 0.7), (50, -20, 0.7), (-110, 30, 1.1), (110, 30, 1.1)):
        with brush.at((x, foot), scale):
            round_tree(brush, air, rng, 0.1)


def _embankment(brush: Brush, air: Air) -> None:
    _lake(brush, air)
    brush.fill(boxes([*((x, -20, 4, 60) for x in range(-200, 200, 24)), (-220, -24, 440, 8)]), air.inks.deep(0.36))


def _slope(brush: Brush, air: Air) -> None:
    brush.fill(polygon((-155, -10), (155, -140), (155, 10), (-155, 10)), air.inks.white)


_FRAMED: dict[str, Callable[..., None]] = {
    "road": _road, "fence": _fence, "wheat": _wheat, "lake": _lake, "embankment": _embankment,
    "bridge deck": _embankment, "slope": _slope, "alley": _alley, "garden": _garden,
}  # fmt: skip
DRAWABLES = {
    name: Drawable(part="ground", framed=Drawing(300, 160, draw, varied=name in ("alley", "garden")))
    for name, draw in _FRAMED.items()
} | dict.fromkeys(
    ("sun", "dawn", "moon", "stars", "clouds", "rainbow", "rain", "snow", "plane", "bird"), Drawable(part="sky")
)
