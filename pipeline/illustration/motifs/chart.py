"""Bars that grow, and an arrow: investments."""

from ..air import Air
from ..brush import Brush, box, curve, mirrored, oval, polygon
from .coin import coin
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    tints = (inks.light(0.8), inks.warm(0.79), inks.light(0.86), inks.deep(0.56))
    for i, (x, tall) in enumerate(((-66, 34), (-24, 54), (18, 78), (60, 104))):
        ink = tints[i]
        brush.blend(box(x - 16, -tall, 32, tall, 4), (0, -tall), (0, 0), [ink.shade(0.03), ink.shade(-0.03)])
        brush.fill(box(x + 6, -tall, 10, tall, 4), ink.shade(-0.05))
        brush.fill(oval((x, -tall + 8), 3.2), inks.white, 0.9)
    rise = curve((-78, -62), (-40, -84), (-4, -88), (34, -118), (64, -144))
    brush.line(rise, inks.white, 10)
    brush.line(rise, inks.deep(0.5), 6)
    brush.fill(polygon((46, -146), (80, -160), (76, -124)), inks.deep(0.5))
    coin(brush, inks, (-62, -98), 15)
    coin(brush, inks, (4, -124), 11)
    with brush.at((-66, -34)):
        brush.line(curve((0, 0), (1.5, -8), (0, -16)), inks.light(0.56), 2.4)
        for side in (-1, 1):
            with brush.at((0, -14), angle=side * 54):
                brush.fill(mirrored((0, -18), (6, -10), (3, 0), (0, 1)), inks.light(0.62))


MOTIF = Motif(172, 164, _draw)
