"""A small shop with an awning: loans and accounts for a small business."""

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, polygon
from .motif import Motif


def _draw(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-92, -156, 184, 156, 3), inks.white if not air.evening else inks.light(0.88))
    brush.fill(box(40, -156, 52, 156), inks.light(0.93) if not air.evening else inks.light(0.82))
    brush.fill(box(-98, -162, 196, 12, 3), inks.deep(0.46))
    brush.fill(box(-50, -148, 100, 20, 6), inks.deep(0.56))
    brush.fill(oval((0, -138), 6), inks.warm(0.84))
    brush.fill(boxes([(-36, -140, 22, 4), (14, -140, 22, 4)]), inks.white)
    glass = [inks.warm(0.96), inks.warm(0.9)] if air.evening else [inks.light(0.8), inks.light(0.92)]
    brush.blend(box(-80, -84, 96, 62, 3), (0, -84), (0, -22), glass)
    brush.line(box(-80, -84, 96, 62, 3), inks.deep(0.46), 4)
    for x, tall, ink in ((-64, 22, inks.warm(0.79)), (-38, 30, inks.deep(0.56)), (-12, 18, inks.warm(0.86))):
        brush.fill(box(x - 9, -22 - tall, 18, tall, 3), ink)
    brush.fill(polygon((-70, -84), (-50, -84), (-78, -40), (-80, -60)), inks.white, 0.35)
    brush.fill(box(34, -92, 46, 92, 3), inks.deep(0.5))
    brush.blend(box(40, -86, 34, 60, 2), (0, -86), (0, -26), glass)
    brush.fill(oval((42, -40), 2.6), inks.warm(0.84))
    brush.fill(box(-98, -6, 196, 6, 2), inks.grey(0.86))
    for i in range(8):
        x, ink = -100 + i * 25, inks.warm(0.79) if i % 2 == 0 else inks.white
        brush.fill(
            blob((x + 4, -124), (x + 4, -124), (x + 25, -124), (x + 25, -124), (x + 25, -96), (x + 25, -96),
                 (x + 12.5, -86), (x, -96), (x, -96)),
            ink,
        )  # fmt: skip
    brush.line(lines((-98, -125), (100, -125)), inks.warm(0.68), 3)


MOTIF = Motif(204, 164, _draw)
