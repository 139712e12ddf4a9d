"""Kitchens along a wall: one at home with a hob, a sink and a fridge, and one of a restaurant, all of steel."""

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, oval, ovals, polygon
from ..inks import Ink
from .drawable import Drawable, Marks
from .interiors import across
from .panes import pane, transom

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
    for x in across(half, _STEP):
        unit = round(x / _STEP)
        with brush.at((x, 0)):
            _cupboards(brush, front, top)
            if air.glazed:
                pane(brush, air, (46, -high * 0.9, 76, high * 0.9 - 126))
            if unit % 2 == 0:
                _hob(brush, air)
            _sink(brush, air)
            if unit % 3 == 0:
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
    brush.fill(box(64, -96, 60, 5, 2), air.inks.grey(0.8))
    brush.line(curve((92, -96), (92, -126), (100, -138), (111, -132), (112, -120)), air.inks.grey(0.72), 5)


def _fridge(brush: Brush, air: Air, tall: float) -> None:
    inks = air.inks
    ink = inks.grey(0.94) if not air.evening else inks.light(0.72)
    brush.fill(box(126, -tall, 78, tall, 8), ink)
    brush.fill(box(126, -tall * 0.62, 78, 2.4), ink.shade(-0.14))
    brush.fill(boxes([(134, -tall * 0.62 - 40, 4, 30), (134, -tall * 0.62 + 10, 4, 40)]), ink.shade(-0.24))
    brush.fill(box(164, -tall * 0.86, 20, 24, 2), inks.warm(0.82))
    brush.fill(oval((174, -tall * 0.86), 3), inks.deep(0.5))


def restaurant_kitchen(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 330 across: a long range with ovens under a hood from which pans hang, and a table with plates."""
    inks, evening = air.inks, air.evening
    steel = inks.deep(0.6).pale(0.4) if evening else inks.deep(0.84).pale(0.35)
    tiles = inks.light(0.56) if evening else inks.light(0.86)
    brush.fill(box(-half, -high, half * 2, high), tiles)
    brush.fill(boxes([(-half, y, half * 2, 1.4) for y in range(-int(high), -96, 22)]), inks.white, 0.4)
    for x in across(half, _STEP):
        with brush.at((x, 0)):
            _range(brush, air, steel, high)
            _pass(brush, air, steel)


def _range(brush: Brush, air: Air, steel: Ink, high: float) -> None:
    """A range 210 wide with pots that steam on its flames, and pans that hang from its hood."""
    inks, dark = air.inks, air.inks.deep(0.3)
    for x in (-160, 56) if air.glazed else ():
        transom(brush, air, (x, x + 104), (high, 300))
    brush.fill(box(-44, -high, 88, high - 262), steel.shade(-0.05))
    brush.fill(polygon((-70, -292), (70, -292), (112, -242), (-112, -242)), steel.shade(0.05))
    brush.fill(boxes([(x, -286, 2, 40) for x in range(-60, 61, 15)]), steel.shade(-0.06))
    brush.fill(box(-114, -244, 228, 12, 2), steel.shade(-0.08))
    if air.evening:
        brush.glow((0, -180), (120, 60), inks.white, 0.36)
    brush.fill(box(-106, -222, 212, 4, 2), dark)
    for x, r in ((-92, 13), (-62, 16), (58, 16), (90, 13)):
        brush.line(lines((x, -221), (x, -190)), dark, 4)
        brush.fill(oval((x, -190 + r), r), inks.warm(0.62) if r > 14 else inks.deep(0.42))
        brush.fill(oval((x, -190 + r), r * 0.7), inks.warm(0.7) if r > 14 else inks.deep(0.5))
    brush.fill(box(-110, -96, 220, 96, 3), steel)
    brush.fill(box(-112, -100, 224, 9, 2), dark)
    brush.fill(box(-110, -8, 220, 8), steel.shade(-0.2))
    brush.fill(ovals([(x, -80, 4.5) for x in range(-90, 91, 20)]), inks.warm(0.72))
    for x in (-98, 8):
        brush.fill(box(x, -68, 90, 54, 4), dark)
        brush.fill(box(x + 10, -54, 70, 32, 3), inks.warm(0.78))
        brush.fill(box(x + 8, -65, 74, 5, 2), steel.shade(0.08))
    for x, wide, tall in ((-78, 52, 44), (-10, 40, 26), (58, 56, 36)):
        brush.fill(polygon((x - 16, -100), (x, -108), (x + 16, -100)), inks.warm(0.72))
        brush.fill(box(x - wide / 2, -104 - tall, wide, tall, 4), steel.shade(-0.1))
        brush.fill(box(x - wide / 2 - 6, -98 - tall, wide + 12, 5, 2), steel.shade(-0.22))
        brush.fill(box(x - wide / 2 - 3, -106 - tall, wide + 6, 6, 3), steel.shade(-0.02))
        top = -112 - tall
        brush.line(curve((x, top), (x - 6, top - 11), (x + 5, top - 22), (x, top - 32)), inks.white, 2.6, 0.8)


def _pass(brush: Brush, air: Air, steel: Ink) -> None:
    """A steel table 100 wide with plates above and below and orders that hang from a rail, or a window over it."""
    inks = air.inks
    if air.glazed:
        pane(brush, air, (120, -232, 90, 118))
    else:
        brush.fill(box(114, -226, 102, 5, 2), steel.shade(-0.12))
        for i, x in enumerate((122, 144, 166, 188)):
            brush.fill(box(x, -222, 16, 24 + i % 2 * 8, 1), inks.white)
            brush.fill(boxes([(x + 3, -217 + k * 6, 10, 1.8) for k in range(3)]), inks.deep(0.5))
    for y in (-46,) if air.glazed else (-158, -46):
        brush.fill(box(114, y, 102, 6, 2), steel.shade(-0.1))
        for x, tall in ((132, 18), (164, 26), (196, 14)):
            brush.fill(boxes([(x - 13, y - k, 26, 2.6) for k in range(4, tall, 4)]), inks.white)
    brush.fill(box(112, -98, 106, 10, 2), steel.shade(0.06))
    brush.fill(boxes([(116, -88, 7, 88), (207, -88, 7, 88)]), steel.shade(-0.16))
    brush.fill(box(140, -118, 52, 20, 8), inks.warm(0.79))
    brush.fill(box(134, -102, 64, 5, 2), inks.white)


DRAWABLES = {
    "kitchen": Drawable(interior=kitchen, marks=Marks(2 * _STEP, -43, 43), tool="pan", part="room"),
    "restaurant kitchen": Drawable(interior=restaurant_kitchen, marks=Marks(_STEP, -80, 80), tool="pan", part="room"),
}
