"""A stall of a market: fruit and vegetables in crates under an awning."""

from ..air import Air
from ..brush import Brush, box, boxes, ovals, polygon
from .drawable import Drawable, Drawing


def stall(brush: Brush, air: Air) -> None:
    """It is 250 wide and 240 high."""
    inks, wood = air.inks, air.inks.warm(0.62)
    brush.fill(boxes([(-116, -206, 8, 206), (108, -206, 8, 206)]), wood.shade(-0.08))
    brush.fill(box(-108, -150, 216, 66), inks.deep(0.4) if air.evening else inks.light(0.9))
    if air.evening:
        brush.glow((0, -140), (120, 60), inks.warm(0.95), 0.6)
    for row, (y, wide) in enumerate(((-112.0, 68.0), (-78.0, 74.0))):
        for i in range(3):
            _crate(brush, air, ((i - 1) * wide, y), (wide - 5, i + row * 2))
    brush.fill(box(-118, -78, 236, 78, 3), wood.shade(0.1))
    brush.fill(boxes([(-118, y, 236, 2.4) for y in (-54, -28)]), wood.shade(-0.02))
    brush.fill(box(-124, -82, 248, 10, 3), wood)
    for k in range(10):
        ink = inks.white if k % 2 else inks.deep(0.56)
        left = -125 + k * 25
        brush.fill(polygon((left * 0.86, -240), ((left + 25) * 0.86, -240), (left + 25, -196), (left, -196)), ink)
        brush.fill(ovals([(left + 12.5, -196, 12.5)]), ink)


def _crate(brush: Brush, air: Air, foot: tuple[float, float], kind: tuple[float, int]) -> None:
    """A crate so wide, full of what its number says."""
    (x, y), (wide, what) = foot, kind
    inks = air.inks
    ink = (inks.warm(0.7), inks.light(0.66), inks.warm(0.84), inks.deep(0.6), inks.warm(0.76))[what % 5]
    count = 5 if what % 2 else 6
    step = wide / count
    heap = [(x - wide / 2 + step * (i + 0.5), y - 20 - 5 * (i % 2), step * 0.62) for i in range(count)]
    brush.fill(ovals(heap), ink)
    brush.fill(ovals([(at - 2, up - 2.4, size * 0.3) for at, up, size in heap]), ink.shade(0.1))
    brush.fill(box(x - wide / 2, y - 18, wide, 18, 2), inks.warm(0.58))
    brush.fill(box(x - wide / 2, y - 10, wide, 2), inks.warm(0.5))


_STALL = Drawing(256, 242, stall)

DRAWABLES = {
    "market stall": Drawable(
        ground=Drawing(256, 242, stall, 1.02), stage=_STALL, framed=_STALL, behind=True, faces="ahead"
    )
}
