"""Papers with ticks and a pen: loans, contracts, refinancing."""

from ..air import Air
from ..brush import Brush, box, capsule, lines, oval, polygon
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    with brush.at((0, -4), angle=-6):
        brush.fill(box(-58, -140, 100, 138, 6), inks.light(0.8))
    brush.fill(box(-43, -142, 100, 142, 6), inks.deep(0.3), 0.2)
    brush.fill(box(-48, -144, 100, 144, 6), inks.white)
    brush.fill(box(-48, -144, 100, 24, 6), inks.deep(0.56))
    brush.fill(box(-48, -128, 100, 8), inks.deep(0.56))
    brush.fill(oval((-34, -132), 5), inks.warm(0.84))
    for i, wide in enumerate((52, 40, 58)):
        y = -104 + i * 24
        brush.fill(box(-38, y - 7, 14, 14, 3), inks.light(0.86))
        brush.line(lines((-35, y), (-32, y + 3.4), (-26, y - 5)), inks.deep(0.5), 2.6)
        brush.fill(box(-16, y - 3, wide, 6, 3), inks.grey(0.86))
    brush.fill(box(-38, -26, 44, 4, 2), inks.grey(0.86))
    brush.fill(oval((26, -26), 16), inks.warm(0.79))
    brush.fill(oval((26, -26), 10.5), inks.warm(0.88))
    brush.fill(polygon((18, -14), (15, 2), (24, -4), (33, 2), (34, -14)), inks.warm(0.72))
    with brush.at((52, -58), angle=32):
        brush.fill(capsule((0, -48), (0, 16), 5, 5), inks.deep(0.46))
        brush.fill(polygon((-5, 18), (5, 18), (0, 30)), inks.warm(0.84))
        brush.fill(box(-5, -30, 10, 7), inks.warm(0.79))


MOTIF = Motif(142, 148, _draw)
