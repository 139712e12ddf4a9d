"""The counter of a bank: before who serves, or behind those who come to it."""

from . import placement
from .air import Air
from .brush import Brush
from .figure.group import PlacedFigure
from .layout import Layout, Spot
from .objects import furniture

_ROOM = 42.0
"""How far the counter goes beside the shoulders of who is behind it, in centimetres."""
_BESIDE = 26.0
"""How far it goes beside those who stand before it."""
_BACK = 12.0
"""How far up the picture it stands behind them."""


def behind(brush: Brush, air: Air, layout: Layout) -> None:
    """Paint it behind everybody, if they are there."""
    if layout.group is None or layout.people is None:
        return
    place, half = layout.people, layout.group.half + _BESIDE
    placement.shadow(brush, air, (place.x, place.y - _BACK * place.scale), half * place.scale)
    with brush.at((place.x, place.y - _BACK * place.scale), place.scale):
        furniture.counter(brush, air, half)


def before(brush: Brush, air: Air, member: PlacedFigure, place: Spot) -> None:
    """Paint it before who serves."""
    with brush.at((place.x + member.x * place.scale, place.y), place.scale):
        furniture.counter(brush, air, member.figure.body.shoulder + _ROOM)
