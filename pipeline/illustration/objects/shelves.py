"""Rooms with shelves along their wall, of food, bread, medicines, parcels or books, and with the windows of a mall."""

from collections.abc import Callable

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, ovals, polygon
from ..inks import Ink
from .drawable import Drawable, Marks
from .interiors import across, panel
from .panes import pane, transom
from .terminals import MALL

_STEP = 170.0
Goods = Callable[[Brush, Air, tuple[float, float], int], None]
"""Paints what is on a board 140 wide, whose left end is given, and its number from above."""
Sign = Callable[[Brush, Air, float, float], None]
"""Paints what hangs over shelves: takes its middle and its top."""


def _shelved(goods: Goods, sign: Sign) -> Callable[[Brush, Air, float, float], None]:
    """A wall of shelves that are 206 high, with signs above them."""

    def room(brush: Brush, air: Air, half: float, high: float) -> None:
        if air.glazed:
            pane(brush, air, (-half, -high, half * 2, high - 212), int(half // 60) + 1)
        for x in across(half, _STEP):
            sign(brush, air, x, max(-high + 4, -264))
            brush.fill(box(x - 80, -206, 160, 206, 4), air.inks.deep(0.5 if not air.evening else 0.4))
            for row in range(4):
                y = -158 + row * 50
                brush.fill(box(x - 74, y - 42, 148, 44), panel(air, 0.93 - 0.02 * row))
                goods(brush, air, (x - 70, y), row)
                brush.fill(box(x - 78, y, 156, 5, 2), air.inks.white)

    return room


def _board(brush: Brush, air: Air, x: float, top: float) -> None:
    """A sign of what is sold there."""
    brush.fill(box(x - 48, top, 96, 30, 6), air.inks.deep(0.56))
    brush.fill(oval((x - 28, top + 15), 8), air.inks.warm(0.82))
    brush.fill(box(x - 12, top + 11, 46, 8, 4), air.inks.white)


def _cross(brush: Brush, air: Air, x: float, top: float) -> None:
    """The sign of a pharmacy."""
    brush.fill(box(x - 26, top, 52, 52, 8), air.inks.white)
    brush.fill(boxes([(x - 6.5, top + 7, 13, 38), (x - 19, top + 19.5, 38, 13)]), air.inks.light(0.62))


def _lamp(brush: Brush, air: Air, x: float, top: float) -> None:
    """A long lamp."""
    brush.fill(box(x - 50, top + 6, 100, 8, 4), air.inks.white if not air.evening else air.inks.warm(0.95))
    if air.evening:
        brush.glow((x, top + 16), (90, 44), air.inks.white, 0.3)


def _tints(air: Air) -> tuple[Ink, ...]:
    inks = air.inks
    return inks.warm(0.79), inks.light(0.74), inks.deep(0.6), inks.warm(0.88), inks.white


def _groceries(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Boxes, bottles and fruit."""
    (left, y), tints = corner, _tints(air)
    for i in range(8):
        x, ink = left + i * 17.4, tints[(i + row * 2) % 5]
        if (i + row) % 3 == 0:
            brush.fill(box(x, y - 30, 14, 30, 2), ink)
            brush.fill(box(x, y - 20, 14, 8), tints[(i + row * 2 + 2) % 5])
        elif (i + row) % 3 == 1:
            brush.fill(box(x + 2, y - 22, 10, 22, 4), ink)
            brush.fill(box(x + 5, y - 31, 4, 10, 1.5), ink.shade(-0.06))
        else:
            brush.fill(oval((x + 7, y - 7), 7), ink)
            brush.fill(oval((x + 7, y - 19), 6.4), ink.shade(0.04))


def _medicines(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Packs with crosses, jars and bottles."""
    (left, y), tints, inks = corner, _tints(air), air.inks
    for i in range(6):
        x, ink = left + i * 23.4, tints[(i + row * 2) % 4]
        if (i + row) % 3 == 0:
            brush.fill(box(x, y - 26, 20, 26, 2), ink)
            brush.fill(boxes([(x + 8, y - 20, 4, 12), (x + 4, y - 16, 12, 4)]), inks.white)
        elif (i + row) % 3 == 1:
            brush.fill(box(x + 2, y - 22, 15, 22, 4), ink)
            brush.fill(boxes([(x + 3, y - 28, 13, 6), (x + 4, y - 15, 11, 8)]), inks.white)
        else:
            brush.fill(boxes([(x, y - 12, 20, 12), (x + 1, y - 23, 18, 10)]), ink)


def _parcels(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Boxes with tape across them."""
    left, y = corner
    for i, (wide, tall) in enumerate(((44, 34), (36, 26), (50, 36))):
        x, ink = left + (0, 49, 90)[i], air.inks.warm((0.76, 0.84, 0.7)[(i + row) % 3])
        brush.fill(box(x, y - tall, wide, tall, 2), ink)
        brush.fill(box(x + wide / 2 - 4, y - tall, 8, tall), ink.shade(-0.07))
        brush.fill(box(x + 4, y - 11, 11, 7, 1), air.inks.white)


def _books(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Spines of books, some of which lean."""
    (left, y), tints = corner, _tints(air)
    for i in range(14):
        tall, ink = 28 + (i * 7 + row * 5) % 12, tints[(i * 3 + row) % 5]
        with brush.at((left + i * 10, y), angle=8 if i % 7 == 6 else 0):
            brush.fill(box(0, -tall, 8.6, tall, 1), ink)
            brush.fill(box(0, -tall + 6, 8.6, 4), ink.shade(-0.1))


def _bouquets(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Vases of flowers."""
    (left, y), tints = corner, _tints(air)
    for i in range(4):
        x, ink = left + 18 + i * 35, tints[(i + row) % 5]
        brush.fill(polygon((x - 9, y - 15), (x + 9, y - 15), (x + 6, y), (x - 6, y)), tints[(i + row + 2) % 5])
        for at, up in ((-8, 24), (0, 30), (8, 24)):
            brush.line(lines((x + at * 0.5, y - 14), (x + at, y - up)), air.inks.light(0.56), 2)
        brush.fill(ovals([(x - 9, y - 25, 6), (x + 9, y - 25, 6), (x, y - 32, 7)]), ink)
        brush.fill(ovals([(x - 9, y - 25, 2), (x + 9, y - 25, 2), (x, y - 32, 2.4)]), air.inks.white)


def _loaves(brush: Brush, air: Air, corner: tuple[float, float], row: int) -> None:
    """Loaves and buns with their cuts, and baguettes that stand in baskets."""
    (left, y), inks = corner, air.inks
    crusts, cut = (inks.warm(0.7), inks.warm(0.62), inks.warm(0.76)), inks.warm(0.93)
    for i in range(3):
        x, crust = left + i * 48, crusts[(i + row) % 3]
        if (i + row) % 3 == 0:
            for k, tilt in enumerate((-14, 0, 14)):
                with brush.at((x + 13 + k * 9, y - 8), angle=tilt):
                    brush.fill(box(-4, -32, 8, 34, 4), crusts[k])
                    brush.fill(boxes([(-2.4, -26 + n * 7, 4.8, 2) for n in range(3)]), cut)
            brush.fill(polygon((x + 3, y - 18), (x + 41, y - 18), (x + 37, y), (x + 7, y)), inks.warm(0.5))
        elif (i + row) % 3 == 1:
            brush.fill(box(x + 1, y - 23, 42, 23, 11), crust)
            brush.line(lines((x + 11, y - 8), (x + 15, y - 17)), cut, 2.6)
            brush.line(lines((x + 20, y - 8), (x + 24, y - 17)), cut, 2.6)
            brush.line(lines((x + 29, y - 8), (x + 33, y - 17)), cut, 2.6)
        else:
            for at, up in ((9, 8), (25, 8), (40, 8), (17, 21), (33, 21)):
                brush.fill(oval((x + at, y - up), 9, 8), crust)
                brush.line(curve((x + at - 4, y - up - 2), (x + at, y - up - 4), (x + at + 4, y - up - 2)), cut, 2)


def _loaf(brush: Brush, air: Air, x: float, top: float) -> None:
    """The sign of a bakery: a loaf on a board."""
    brush.fill(box(x - 48, top, 96, 44, 8), air.inks.deep(0.5))
    brush.fill(box(x - 29, top + 11, 58, 23, 11), air.inks.warm(0.76))
    for at in (-15, -3, 9):
        brush.line(lines((x + at, top + 27), (x + at + 6, top + 17)), air.inks.white, 3)


def _salon(brush: Brush, air: Air, half: float, high: float) -> None:
    """Mirrors with lamps around them, a shelf of bottles below each, and armchairs before them."""
    inks, evening = air.inks, air.evening
    for x in across(half, 230):
        if air.glazed:
            pane(brush, air, (x + 86, -high * 0.84, 58, high * 0.5))
            transom(brush, air, (x - 66, x + 66), (high, 246))
        glass = [inks.light(0.88), inks.light(0.97)] if not evening else [inks.light(0.5), inks.light(0.7)]
        brush.blend(box(x - 62, -236, 124, 136, 10), (0, -236), (0, -100), glass)
        brush.line(box(x - 62, -236, 124, 136, 10), inks.warm(0.72), 7)
        lamps = [(x + side * 62, -222 + i * 36, 5) for side in (-1, 1) for i in range(4)]
        brush.fill(ovals(lamps), inks.white if not evening else inks.warm(0.95))
        brush.fill(box(x - 74, -92, 148, 8, 3), inks.deep(0.5))
        for i, (at, tall) in enumerate(((-58, 22), (-44, 16), (36, 26), (50, 18))):
            brush.fill(box(x + at, -92 - tall, 10, tall, 3), _tints(air)[i])
        brush.fill(box(x - 26, -86, 52, 48, 9), inks.deep(0.42))
        brush.fill(box(x - 34, -52, 68, 18, 7), inks.deep(0.5))
        brush.fill(boxes([(x - 4, -36, 8, 30), (x - 24, -7, 48, 7)]), inks.grey(0.7))


def _mall(brush: Brush, air: Air, half: float, high: float) -> None:
    """Shop windows under awnings, with dresses and bags in them."""
    inks, evening = air.inks, air.evening
    frame = inks.white if not evening else inks.deep(0.62)
    if air.glazed:
        pane(brush, air, (-half, -high, half * 2, high - 252), int(half // 70) + 1)
    brush.fill(box(-half, -256, half * 2, 9), frame.shade(-0.06))
    for i, x in enumerate(across(half, 230)):
        glass = [inks.warm(0.94), inks.warm(0.84)] if evening else [inks.light(0.9), inks.light(0.97)]
        brush.blend(box(x - 98, -206, 196, 206), (0, -206), (0, 0), glass)
        brush.fill(box(x - 98, -30, 196, 30), panel(air, 0.86))
        if i % 2:
            _dress(brush, air, x - 50, inks.deep(0.56))
            _dress(brush, air, x + 44, inks.warm(0.76))
        else:
            _purse(brush, air, (x - 52, -30), inks.warm(0.74))
            _dress(brush, air, x + 6, inks.light(0.7))
            _purse(brush, air, (x + 62, -30), inks.deep(0.52))
        brush.line(box(x - 98, -206, 196, 206, 2), frame, 6)
        brush.fill(box(x - 104, -244, 208, 24, 5), inks.deep(0.5))
        brush.fill(box(x - 34, -236, 68, 8, 4), inks.white)
        for k in range(8):
            ink = inks.white if k % 2 else inks.warm(0.76)
            brush.fill(polygon((x - 104 + k * 26, -220), (x - 78 + k * 26, -220), (x - 80 + k * 26.4, -196),
                               (x - 106 + k * 26.4, -196)), ink)  # fmt: skip


def _dress(brush: Brush, air: Air, x: float, ink: Ink) -> None:
    """A dress on its stand."""
    brush.line(lines((x, -34), (x, -90)), air.inks.navy, 3)
    brush.fill(oval((x, -32), 13, 3), air.inks.navy)
    brush.fill(oval((x, -168), 5, 7), air.inks.grey(0.86))
    brush.fill(blob((x - 15, -156), (x - 15, -156), (x - 5, -160), (x, -152), (x + 5, -160), (x + 15, -156),
                    (x + 15, -156), (x + 9, -122), (x + 27, -64), (x + 27, -64), (x, -58), (x - 27, -64), (x - 27, -64),
                    (x - 9, -122)), ink)  # fmt: skip
    brush.fill(box(x - 10, -125, 20, 5), ink.shade(-0.14))


def _purse(brush: Brush, air: Air, foot: tuple[float, float], ink: Ink) -> None:
    """A handbag on a block."""
    x, y = foot
    brush.fill(box(x - 22, y - 34, 44, 34, 2), air.inks.white)
    brush.line(curve((x - 10, y - 62), (x, y - 78), (x + 10, y - 62)), ink.shade(-0.1), 3.4)
    brush.fill(polygon((x - 16, y - 64), (x + 16, y - 64), (x + 20, y - 34), (x - 20, y - 34)), ink)
    brush.fill(oval((x, y - 55), 3), air.inks.white)


DRAWABLES = {
    "supermarket": Drawable(
        interior=_shelved(_groceries, _board), sells="basket of vegetables", marks=Marks(_STEP, -48, 48), part="room"
    ),
    "pharmacy": Drawable(interior=_shelved(_medicines, _cross), marks=Marks(_STEP, -26, 26), part="room"),
    "warehouse": Drawable(interior=_shelved(_parcels, _lamp), part="room"),
    "library": Drawable(interior=_shelved(_books, _lamp), part="room"),
    "flower shop": Drawable(
        interior=_shelved(_bouquets, _board), sells="flowers", marks=Marks(_STEP, -48, 48), part="room"
    ),
    "bakery": Drawable(interior=_shelved(_loaves, _loaf), sells="bread", marks=Marks(_STEP, -48, 48), part="room"),
    "beauty salon": Drawable(interior=_salon, marks=Marks(230, -66, 66), part="room"),
    "mall": Drawable(interior=_mall, ground=MALL, behind=True, faces="ahead", part="room"),
}
