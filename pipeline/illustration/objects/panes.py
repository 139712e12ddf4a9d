"""The windows of a room of its own kind: a town outside, and stars over its lights in the evening."""

from ..air import Air
from ..brush import Brush, box, boxes, lines, ovals
from ..inks import Ink

_HOUSE = 38.0
"""How wide a house outside is, in centimetres of the room."""


def glass(air: Air) -> list[Ink]:
    """The sky from the upper end of a window to its lower one."""
    if air.evening:
        return [air.inks.deep(0.2), air.inks.deep(0.36), air.inks.deep(0.54)]
    return [air.inks.light(0.86), air.inks.light(0.96)]


def pane(brush: Brush, air: Air, area: tuple[float, float, float, float], sashes: int = 2, corner: float = 3.0) -> None:
    """A window with a frame; `area` is its left, its top, its width and its height, in centimetres."""
    left, top, wide, tall = area
    frame, shape = air.inks.white if not air.evening else air.inks.deep(0.7), box(*area, corner)
    brush.blend(shape, (0, top), (0, top + tall), glass(air))
    with brush.inside(shape):
        if air.evening:
            brush.fill(ovals(list(_stars(area))), air.inks.light(0.95))
        far, near = air.ink("deep", 0.7, 0.46), air.inks.warm(0.86) if air.evening else air.inks.light(0.95)
        for i in range(int(wide // _HOUSE) + 1):
            high = min((0.7, 0.46, 0.82, 0.54, 0.64, 0.42)[i % 6] * tall, 170.0)
            x, y = left + i * _HOUSE, top + tall - high
            brush.fill(box(x, y, _HOUSE + 0.5, high), far.shade(0.03 * (i % 3) - (0.1 if air.evening else 0.0)))
            lit = [(x + 7 + n % 2 * 15, y + 8 + n // 2 * 20, 9, 11) for n in range(8) if (n + i) % 4]
            brush.fill(boxes(lit), near)
    bars = [lines((x, top), (x, top + tall)) for i in range(1, sashes) for x in [left + wide * i / sashes]]
    for path in (shape, *bars):
        brush.line(path, frame, 5)


def transom(brush: Brush, air: Air, ends: tuple[float, float], heights: tuple[float, float]) -> None:
    """A window under the ceiling, from what stands below it up, where the wall is so high."""
    (left, right), (high, low) = ends, heights
    if high - low > 60:
        pane(brush, air, (left, -high * 0.95, right - left, high * 0.95 - low))


def _stars(area: tuple[float, float, float, float]) -> list[tuple[float, float, float]]:
    """The middle and the radius of stars in the upper half of a window."""
    left, top, wide, tall = area
    count = int(wide * tall / 1800) + 4
    return [
        (left + wide * (i * 0.618 % 1), top + tall * (0.05 + 0.5 * (i * 0.569 % 1)), 1.5 + i % 3 * 0.5)
        for i in range(count)
    ]
