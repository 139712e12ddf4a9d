"""Where people drink, along a wall: a coffee shop with boards, cups and its machine, and a bar with lit bottles."""

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, oval, ovals, polygon
from ..inks import Ink
from .drawable import Drawable, Marks
from .food import coffee
from .interiors import across, pendant
from .panes import pane

_STEP, _BAR = 320.0, 340.0
"""How wide a unit of a coffee shop is, and of a bar, in centimetres."""
_TOP = -104.0
"""The y of the top of the bar."""


def coffee_shop(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 320 across, as many as are seen: a machine in each, pastries under glass between them."""
    inks, evening = air.inks, air.evening
    front, wood = inks.deep(0.42 if evening else 0.58), inks.warm(0.6 if evening else 0.72)
    for x in across(half, _STEP):
        _board(brush, air, x - 84)
        if air.glazed:
            pane(brush, air, (x + 6, -high * 0.9, 128, high * 0.9 - 112))
        else:
            _mugs(brush, air, x + 70, wood)
    counter(brush, half, front, wood)
    for x in across(half, _STEP):
        with brush.at((x - 84, _TOP - 4)):
            _machine(brush, air)
        with brush.at((x + 70, _TOP - 4)):
            _pastries(brush, air)
        pendant(brush, air, x - 8, high)


def counter(brush: Brush, half: float, front: Ink, wood: Ink) -> None:
    """A bar of boards with its top of wood."""
    brush.fill(box(-half, _TOP, half * 2, -_TOP), front)
    brush.fill(boxes([(x, _TOP + 12, 2.2, -_TOP - 24) for x in range(int(-half), int(half), 26)]), front.shade(-0.06))
    brush.fill(box(-half, -10, half * 2, 10), front.shade(-0.14))
    brush.fill(box(-half, _TOP - 4, half * 2, 11, 2), wood.shade(0.08))


def _board(brush: Brush, air: Air, x: float) -> None:
    """What there is, in chalk, with a cup over it."""
    inks = air.inks
    brush.fill(box(x - 58, -292, 116, 92, 4), inks.navy)
    brush.fill(box(x - 12, -282, 20, 15, 4), inks.white)
    brush.line(curve((x + 8, -280), (x + 15, -275), (x + 8, -270)), inks.white, 2.4)
    brush.fill(boxes([(x - 44, y, wide, 3.4) for y, wide in ((-254, 52), (-240, 44), (-226, 56), (-212, 38))]),
               inks.light(0.86))  # fmt: skip
    brush.fill(boxes([(x + 28, y, 16, 3.4) for y in (-254, -240, -226, -212)]), inks.warm(0.79))


def _mugs(brush: Brush, air: Air, x: float, wood: Ink) -> None:
    """Two planks with mugs and bags of beans."""
    inks = air.inks
    for row, y in enumerate((-248.0, -196.0)):
        brush.fill(box(x - 62, y, 124, 7, 2), wood)
        for i in range(5):
            left = x - 54 + i * 23
            if (i + row) % 3 == 2:
                brush.fill(box(left, y - 30, 17, 30, 3), inks.warm(0.56))
                brush.fill(box(left + 3, y - 20, 11, 10, 2), inks.white)
                continue
            cup = (inks.white, inks.light(0.8), inks.warm(0.82))[(i + row) % 3]
            brush.line(curve((left + 14, y - 13), (left + 20, y - 9), (left + 14, y - 4)), cup, 2.2)
            brush.fill(box(left, y - 16, 15, 16, 3), cup)


def _machine(brush: Brush, air: Air) -> None:
    """A machine for espresso with cups on it and two under its spouts; its foot in the origin."""
    inks = air.inks
    brush.fill(ovals([(x, -72, 7.5) for x in (-30, -12, 6, 24)]), inks.white)
    brush.fill(box(-48, -68, 96, 24, 5), inks.grey(0.86))
    brush.fill(box(-48, -50, 96, 8, 1), inks.warm(0.76))
    brush.fill(box(-40, -44, 80, 38), inks.navy)
    brush.fill(box(-48, -8, 96, 8, 2), inks.grey(0.8))
    for x in (-19, 19):
        brush.fill(box(x - 9, -42, 18, 8, 2), inks.grey(0.9))
        brush.line(lines((x, -38), (x + 16, -36)), inks.warm(0.6), 3.4)
        brush.fill(box(x - 6, -20, 12, 12, 3), inks.white)
    brush.line(curve((42, -44), (52, -30), (48, -14)), inks.grey(0.9), 2.4)
    for x in (-8, 4):
        brush.line(curve((x, -84), (x - 4, -94), (x + 4, -104), (x, -112)), inks.white, 2.2, 0.7)
    brush.fill(oval((-36, -56), 3.6), inks.light(0.8))


def _pastries(brush: Brush, air: Air) -> None:
    """Buns and cakes under glass, with paper cups beside them; its foot in the origin."""
    inks = air.inks
    brush.fill(box(-46, -50, 78, 50, 5), inks.light(0.94 if not air.evening else 0.7))
    for row, y in enumerate((-26.0, -3.0)):
        brush.fill(box(-44, y, 74, 3, 1), inks.grey(0.84))
        brush.fill(ovals([(-33 + i * 18.5, y - 4, 7.4) for i in range(4)]), inks.warm(0.76 if row else 0.68))
        brush.fill(ovals([(-33 + i * 18.5, y - 9, 2.6) for i in range(4)]), inks.white if row else inks.warm(0.88))
    brush.line(box(-46, -50, 78, 50, 5), inks.white, 3)
    with brush.at((48, -12), 1.5):
        coffee(brush, air)


def bar(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 340 across, as many as are seen: shelves in their middle, half a window at each end."""
    for x in across(half, _BAR):
        pane(brush, air, (x + 112, -high * 0.88, 116, high * 0.88 - 104))
        _bottles(brush, air, x)
    counter(brush, half, air.inks.deep(0.36 if air.evening else 0.52), air.inks.warm(0.6 if air.evening else 0.72))
    for x in across(half, _BAR / 4):
        _stool(brush, air, x + _BAR / 8)
    for x in across(half, _BAR / 2):
        pendant(brush, air, x + 85, high)


def _bottles(brush: Brush, air: Air, x: float) -> None:
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


DRAWABLES = {
    "coffee shop": Drawable(interior=coffee_shop, sells="coffee", marks=Marks(_STEP, -136, -32, lamp=-8), part="room"),
    "bar": Drawable(interior=bar, marks=Marks(_BAR / 2, 75, 95, lamp=85), part="room"),
}
