"""A bar along a wall: lit shelves of bottles and glasses between windows, a counter with stools before it."""

from ..air import Air
from ..brush import Brush, box, boxes, lines, oval, polygon
from .coffee_shop import counter
from .drawable import Drawable, Marks
from .interiors import across, pendant
from .panes import pane

_STEP = 340.0


def bar(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 340 across, as many as are seen: shelves in their middle, half a window at each end."""
    inks = air.inks
    for x in across(half, _STEP):
        pane(brush, air, (x + 112, -high * 0.88, 116, high * 0.88 - 104))
        _shelves(brush, air, x)
    counter(brush, half, inks.deep(0.36 if air.evening else 0.52), inks.warm(0.6 if air.evening else 0.72))
    for x in across(half, _STEP / 4):
        _stool(brush, air, x + _STEP / 8)
    for x in across(half, _STEP / 2):
        pendant(brush, air, x + 85, high)


def _shelves(brush: Brush, air: Air, x: float) -> None:
    """Three planks 196 wide before a lit wall."""
    inks = air.inks
    glasses, tints = inks.white, (inks.warm(0.74), inks.light(0.72), inks.deep(0.62), inks.warm(0.88))
    brush.fill(box(x - 102, -278, 204, 176, 6), inks.deep(0.3 if air.evening else 0.44))
    for row, y in enumerate((-226.0, -174.0, -122.0)):
        brush.glow((x, y - 14), (110, 34), inks.warm(0.93), 0.7 if air.evening else 0.4)
        brush.fill(box(x - 98, y, 196, 5, 2), inks.warm(0.64))
        for i in range(10):
            left, ink = x - 92 + i * 19, tints[(i * 3 + row) % 4]
            if row == 1 and i % 5 > 2:
                brush.fill(polygon((left, y - 26), (left + 14, y - 26), (left + 7, y - 11)), glasses, 0.8)
                shape = lines((left + 7, y - 12), (left + 7, y - 1), (left + 3, y - 1), (left + 11, y - 1))
                brush.line(shape, glasses, 1.6)
                continue
            shape = boxes([(left, y - 26 + i % 3 * 3, 13, 26 - i % 3 * 3), (left + 4, y - 40 + i % 3 * 3, 5, 16)])
            brush.fill(shape, ink)
            brush.fill(box(left, y - 15, 13, 7), ink.shade(0.1))


def _stool(brush: Brush, air: Air, x: float) -> None:
    """A stool 76 high."""
    brush.line(lines((x, -72), (x, -3)), air.inks.grey(0.8), 4)
    brush.fill(oval((x, -3), 17, 3.4), air.inks.navy)
    brush.line(lines((x - 12, -28), (x + 12, -28)), air.inks.grey(0.8), 3)
    brush.fill(box(x - 21, -80, 42, 11, 5), air.inks.warm(0.72))


DRAWABLES = {"bar": Drawable(interior=bar, marks=Marks(_STEP, 75, 95), part="room")}
