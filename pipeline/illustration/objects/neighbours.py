"""Houses and cars beside what is the subject: a house behind a car, a car before a house."""

import random
from functools import partial

from prompt_builder.scene import Design

from ..air import Air
from ..brush import Brush
from . import architecture, car, house
from .drawable import Drawable, Drawing, landscape

_SIGN = 24.0
"""How high the sign on the roof of a taxi is over it, in centimetres."""


def _house(design: Design, brush: Brush, air: Air, rng: random.Random) -> None:
    architecture.draw(brush, house.house(air.inks, air.spare, rng, design), air, rng)


def _car(kind: str, brush: Brush, air: Air, rng: random.Random) -> None:
    car.draw(brush, car.car(air.inks, air.spare, rng, kind), air.evening)


def _built(design: Design) -> Drawable:
    """A house of a kind."""
    wide, high = house.SIZES[house.DESIGNS[design]]
    return landscape(Drawing(wide * 1.1, high, partial(_house, design), varied=True))


def _parked(kind: str) -> Drawable:
    """A car of a kind."""
    shape = (car.SHAPES | car.ASKED)[kind]
    high = (_SIGN if kind == "taxi" else 6) - shape.top
    one = Drawing(shape.length * 1.04, high, partial(_car, kind), varied=True)
    return Drawable(ground=one, behind=True, framed=one, alongside="house")


DRAWABLES: dict[str, Drawable] = {
    "house": _built("cottage"),
    "car": _parked("hatch"),
    **{design: _built(design) for design in house.DESIGNS},
    **{design: _parked(kind) for design, kind in car.DESIGNS.items()},
}
