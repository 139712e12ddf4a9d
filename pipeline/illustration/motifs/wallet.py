"""A wallet with notes and a card: cash loans and salaries."""

from ..air import Air
from ..brush import Brush, box, boxes, lines, oval
from .coin import coin
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y, angle, ink in ((-14, -100, -10, inks.light(0.8)), (4, -102, -2, inks.light(0.88))):
        with brush.at((x, y), angle=angle):
            brush.fill(box(-50, -26, 100, 62, 4), ink)
            brush.line(box(-44, -20, 88, 50, 3), ink.shade(-0.1), 2)
            brush.fill(oval((0, 2), 13), ink.shade(-0.1))
    with brush.at((26, -96), angle=10):
        brush.fill(box(-40, -24, 80, 50, 6), inks.warm(0.79))
        brush.fill(box(-30, -12, 14, 11, 3), inks.warm(0.93))
        brush.fill(boxes([(-30 + i * 13, 6, 10, 3.4) for i in range(3)]), inks.white)
    brush.fill(box(-72, -94, 144, 94, 14), inks.deep(0.42))
    brush.fill(box(-74, -84, 148, 84, 14), inks.deep(0.54))
    brush.fill(box(-74, -22, 148, 22, 11), inks.deep(0.48))
    brush.line(lines((-62, -74), (34, -74)), inks.deep(0.66), 2)
    brush.fill(box(30, -60, 52, 34, 12), inks.deep(0.4))
    brush.fill(oval((45, -43), 7), inks.warm(0.84))
    coin(brush, inks, (-80, -15), 15)
    coin(brush, inks, (-60, -9), 9)


MOTIF = Motif(182, 138, _draw)
