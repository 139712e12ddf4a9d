"""A large coin in two arrows that come round: cashback and bonuses."""

import math

from ..air import Air
from ..brush import Brush, Point, curve, polygon
from .coin import coin
from .motif import Motif

_CENTRE = (0.0, -78.0)


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    for start, ink in ((-60.0, inks.deep(0.56)), (120.0, inks.light(0.78))):
        arc = [_at(start + i * 12, 66) for i in range(12)]
        brush.line(curve(*arc), ink, 13)
        tip = start + 11 * 12
        brush.fill(polygon(_at(tip, 82), _at(tip, 50), _at(tip + 26, 66)), ink)
    coin(brush, inks, _CENTRE, 44)
    coin(brush, inks, (-58, -13), 13)
    coin(brush, inks, (62, -10), 10)


def _at(angle: float, radius: float) -> Point:
    turn = math.radians(angle)
    return _CENTRE[0] + radius * math.cos(turn), _CENTRE[1] + radius * math.sin(turn)


MOTIF = Motif(164, 160, _draw)
