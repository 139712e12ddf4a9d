"""A large phone with a bank's app: a card, a chart and ticks, no letters."""

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, oval
from ..inks import Ink
from .coin import coin
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-39, -164, 86, 166, 15), inks.deep(0.2))
    brush.fill(box(-43, -166, 86, 166, 15), inks.navy)
    screen = box(-38, -161, 76, 156, 11)
    brush.blend(screen, (0, -161), (0, -5), [inks.light(0.94), inks.white])
    with brush.inside(screen):
        brush.fill(box(-38, -161, 76, 62), inks.deep(0.56))
        brush.fill(oval((34, -158), 40), inks.deep(0.62))
    brush.fill(box(-13, -158, 26, 5, 2.5), inks.navy)
    brush.fill(oval((-27, -143), 6.5), inks.warm(0.84))
    brush.fill(box(-16, -145, 28, 4, 2), inks.white, 0.9)
    _bars(brush, air)
    for i, ink in enumerate((inks.warm(0.79), inks.light(0.8))):
        _line(brush, air, -47 + i * 19, ink)
    with brush.at((8, -108), angle=-9):
        face = box(-37, -23, 74, 46, 6)
        brush.fill(box(-35, -19, 74, 46, 6), inks.deep(0.3), 0.25)
        brush.fill(face, inks.warm(0.79))
        with brush.inside(face):
            brush.fill(oval((30, 24), 34, 30), inks.warm(0.86))
        brush.fill(box(-28, -10, 13, 10, 2.5), inks.warm(0.94))
        brush.fill(boxes([(-28 + i * 12, 9, 9, 3.2) for i in range(3)]), inks.white)
    coin(brush, inks, (-46, -126), 11)
    _tick(brush, air, (44, -52))


def _bars(brush: Brush, air: Air) -> None:
    inks = air.inks
    for i, tall in enumerate((8, 12, 10, 16, 21)):
        ink = inks.deep(0.56) if i % 2 == 0 else inks.light(0.8)
        brush.fill(box(-29 + i * 12.4, -57 - tall, 8, tall, 2), ink)


def _line(brush: Brush, air: Air, y: float, ink: Ink) -> None:
    """A row of a list: a round sign, a name and a sum, as plain bars."""
    brush.fill(box(-31, y, 62, 15, 5), air.inks.light(0.9))
    brush.fill(oval((-23, y + 7.5), 4.6), ink)
    brush.fill(box(-15, y + 5.6, 22, 3.6, 1.8), air.inks.deep(0.5))
    brush.fill(box(15, y + 5.6, 12, 3.6, 1.8), ink)


def _tick(brush: Brush, air: Air, centre: tuple[float, float]) -> None:
    x, y = centre
    brush.fill(oval(centre, 15), air.inks.white)
    brush.fill(oval(centre, 12.5), air.inks.light(0.7))
    brush.line(lines((x - 5.5, y), (x - 1.5, y + 4.6), (x + 6, y - 5)), air.inks.white, 3.2)
    brush.line(curve((x - 8, y - 18), (x, y - 21), (x + 8, y - 18)), air.inks.white, 2, 0.7)


MOTIF = Motif(118, 168, _draw)
