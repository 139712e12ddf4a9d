"""A kitchen along a wall: cupboards, a hob under its hood, a sink and a fridge."""

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, oval, polygon
from ..inks import Ink
from .drawable import Drawable, Marks
from .panes import pane

_STEP = 330.0


def kitchen(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 330 across, as many as are seen: a hob in every second one, a fridge in every third."""
    inks, evening = air.inks, air.evening
    top = inks.deep(0.3) if evening else inks.white
    front = inks.deep(0.5) if evening else inks.deep(0.62)
    tiles = inks.light(0.6) if evening else inks.light(0.9)
    brush.fill(box(-half, -212, half * 2, 122), tiles)
    rows = [(x, y) for y in range(-196, -90, 24) for x in range(int(-half), int(half), 34)]
    brush.fill(boxes([(x + (y // 24 % 2) * 17, y, 32, 1.4) for x, y in rows]), inks.white, 0.45)
    brush.fill(box(-half, -84, half * 2, 84), front)
    brush.fill(box(-half, -8, half * 2, 8), front.shade(-0.16))
    brush.fill(box(-half, -94, half * 2, 11, 2), inks.warm(0.7) if evening else inks.warm(0.82))
    count = int(half // _STEP) + 1
    for i in range(-count, count + 1):
        with brush.at((i * _STEP, 0)):
            _cupboards(brush, front, top)
            if evening:
                pane(brush, air, (46, -high * 0.9, 76, high * 0.9 - 126))
            if i % 2 == 0:
                _hob(brush, air)
            _sink(brush, air)
            if i % 3 == 0:
                _fridge(brush, air, min(high, 214.0))


def _cupboards(brush: Brush, front: Ink, top: Ink) -> None:
    for x in (-120, -60, 60, 120):
        brush.line(lines((x, -80), (x, -12)), front.shade(-0.1), 1.6)
    brush.fill(boxes([(x, -72, 22, 3.4) for x in (-101, -41, 19, 79)]), top.shade(-0.04))
    for x in (-122, 46):
        brush.fill(box(x, -296, 76, 92, 4), front.shade(0.05))
        brush.line(lines((x + 38, -292), (x + 38, -208)), front.shade(-0.06), 1.6)
        brush.fill(boxes([(x + 30, -222, 3.4, 12), (x + 43, -222, 3.4, 12)]), top.shade(-0.04))


def _hob(brush: Brush, air: Air) -> None:
    """The hood, an oven, and a pot that steams."""
    inks = air.inks
    brush.fill(polygon((-16, -330), (16, -330), (16, -236), (42, -214), (-42, -214), (-16, -236)), inks.grey(0.86))
    brush.fill(box(-43, -216, 86, 8, 2), inks.grey(0.78))
    if air.evening:
        brush.glow((0, -190), (52, 40), inks.white, 0.4)
    brush.fill(box(-34, -98, 68, 5, 2), inks.navy)
    brush.fill(box(-29, -76, 58, 60, 4), inks.navy)
    brush.fill(box(-22, -60, 44, 34, 3), inks.warm(0.74) if air.evening else inks.deep(0.44))
    brush.fill(box(-22, -70, 44, 4, 2), inks.grey(0.86))
    brush.fill(box(-26, -122, 34, 24, 4), inks.warm(0.74))
    brush.fill(box(-30, -126, 42, 6, 3), inks.warm(0.66))
    brush.fill(oval((-9, -128), 4), inks.navy)
    for shift in (-16, -2):
        brush.line(curve((shift, -134), (shift - 5, -146), (shift + 4, -158), (shift, -170)), inks.white, 2.6, 0.8)


def _sink(brush: Brush, air: Air) -> None:
    """A sink with its tap."""
    inks = air.inks
    brush.fill(box(64, -96, 60, 5, 2), inks.grey(0.8))
    brush.line(curve((92, -96), (92, -126), (100, -138), (111, -132), (112, -120)), inks.grey(0.72), 5)


def _fridge(brush: Brush, air: Air, tall: float) -> None:
    inks = air.inks
    ink = inks.grey(0.94) if not air.evening else inks.light(0.72)
    brush.fill(box(126, -tall, 78, tall, 8), ink)
    brush.fill(box(126, -tall * 0.62, 78, 2.4), ink.shade(-0.14))
    brush.fill(boxes([(134, -tall * 0.62 - 40, 4, 30), (134, -tall * 0.62 + 10, 4, 40)]), ink.shade(-0.24))
    brush.fill(box(164, -tall * 0.86, 20, 24, 2), inks.warm(0.82))
    brush.fill(oval((174, -tall * 0.86), 3), inks.deep(0.5))


DRAWABLES = {"kitchen": Drawable(interior=kitchen, marks=Marks(2 * _STEP, -43, 43), tool="pan", part="room")}
