"""What cloth has all over: checks, dots, stripes, flowers, in centimetres. Knows no garments and no people."""

import math
from collections.abc import Callable, Iterator

from ..brush import Brush, boxes, ovals
from ..geometry import Area
from ..inks import Ink


def _along(start: float, end: float, step: float) -> Iterator[float]:
    """The multiples of a step from before a start to an end."""
    return (i * step for i in range(math.floor(start / step), math.ceil(end / step) + 1))


def _rows(area: Area, step: float) -> list[tuple[float, float]]:
    """The places of what stands in rows, every other of which is moved."""
    return [
        (x + step / 2 * (round(y / (step * 0.86)) % 2), y)
        for y in _along(area.top, area.bottom, step * 0.86)
        for x in _along(area.left - step, area.right, step)
    ]


def _checked(brush: Brush, area: Area, cloth: Ink, ink: Ink) -> None:
    wide, tall = area.right - area.left, area.bottom - area.top
    across = [(area.left, y, wide) for y in _along(area.top, area.bottom, 9.0)]
    down = [(x, area.top, tall) for x in _along(area.left, area.right, 9.0)]
    for dark in (boxes([(x, y, w, 4.2) for x, y, w in across]), boxes([(x, y, 4.2, h) for x, y, h in down])):
        brush.fill(dark, cloth.shade(-0.16 if cloth.lightness > 0.36 else 0.16), 0.75)
    thin = [(x, y + 6.2, w, 0.9) for x, y, w in across] + [(x + 6.2, y, 0.9, h) for x, y, h in down]
    brush.fill(boxes(thin), ink, 0.85)


def _striped(brush: Brush, area: Area, _: Ink, ink: Ink) -> None:
    wide = area.right - area.left
    brush.fill(boxes([(area.left, y, wide, 3.2) for y in _along(area.top, area.bottom, 7.6)]), ink)


def _dotted(brush: Brush, area: Area, _: Ink, ink: Ink) -> None:
    brush.fill(ovals([(x, y, 1.25) for x, y in _rows(area, 7.0)]), ink)


def _flowered(brush: Brush, area: Area, cloth: Ink, ink: Ink) -> None:
    places = _rows(area, 10.0)
    petals = [(math.cos(i * 1.2566) * 1.7, math.sin(i * 1.2566) * 1.7) for i in range(5)]
    brush.fill(ovals([(x + dx, y + dy, 1.25) for x, y in places for dx, dy in petals]), ink)
    brush.fill(ovals([(x, y, 1.1) for x, y in places]), cloth.shade(-0.2 if cloth.lightness > 0.4 else 0.2))


PRINTS: dict[str, Callable[[Brush, Area, Ink, Ink], None]] = {
    "checked": _checked,
    "striped": _striped,
    "dotted": _dotted,
    "flowered": _flowered,
}
"""What is printed on a cloth, within an area: from the inks of the cloth and of the print."""
