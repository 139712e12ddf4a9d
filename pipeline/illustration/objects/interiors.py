"""Rooms that are more than a window and a lamp: what stands along their wall, from its middle to both sides.

The origin is on the floor line in the middle; `half` is half the width that is seen and `high` its height, in
centimetres.
"""

from collections.abc import Iterator

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, polygon
from ..inks import Ink
from .banking import STOREFRONT
from .drawable import Drawable, Marks
from .facades import BANK, OFFICE
from .money import coin
from .panes import glass, pane, transom
from .terminals import AIRPORT


def across(half: float, step: float) -> Iterator[float]:
    """Middles of as many parts of a width as are seen, from the left to the right; one is in the middle."""
    count = int(half // step) + 1
    yield from (i * step for i in range(-count, count + 1))


def panel(air: Air, light: float) -> Ink:
    """A light surface, darker in the evening."""
    return air.inks.light(light) if not air.evening else air.inks.light(light - 0.36)


def branch(brush: Brush, air: Air, half: float, high: float) -> None:
    """A bank's branch: desks with screens behind glass, a sign on the wall, a board that calls the next."""
    inks = air.inks
    brush.fill(box(-half, -high, half * 2, 26), inks.deep(0.5 if not air.evening else 0.34))
    for x in across(half, 130):
        brush.fill(box(x - 40, -high + 9, 80, 7, 3.5), inks.white if not air.evening else inks.warm(0.95))
        if air.evening:
            brush.glow((x, -high + 26), (90, 60), inks.white, 0.3)
    for i, x in enumerate(across(half, 210)):
        brush.fill(box(x - 92, -232, 184, 160, 8), panel(air, 0.9))
        brush.fill(box(x - 92, -232, 184, 34, 8), inks.deep(0.56))
        brush.fill(box(x - 92, -212, 184, 14), inks.deep(0.56))
        if air.glazed:
            pane(brush, air, (x - 88, -198, 176, 80))
        coin(brush, inks, (x - 66, -215), 10)
        brush.fill(box(x - 46, -219, 70 if i % 2 else 52, 8, 4), inks.white)
        _desk(brush, air, x)
        brush.fill(box(x - 3.4 + 105, -250, 6.8, 250, 2), inks.white if not air.evening else inks.deep(0.62))


def _desk(brush: Brush, air: Air, x: float) -> None:
    """A counter, 110 high, with a screen, a pane of glass and leaflets."""
    inks = air.inks
    with brush.at((x, 0)):
        brush.fill(box(-40, -162, 62, 42, 4), inks.navy)
        brush.blend(box(-36, -158, 54, 34, 2), (0, -158), (0, -124), [inks.light(0.95), inks.light(0.82)])
        shape = boxes([(-28 + i * 10, -130 - tall, 6, tall) for i, tall in enumerate((8, 13, 10, 20))])
        brush.fill(shape, inks.deep(0.56))
        brush.fill(box(-14, -122, 10, 12), inks.navy)
        brush.fill(box(-84, -112, 168, 112, 4), inks.white if not air.evening else inks.light(0.78))
        brush.fill(box(-84, -92, 168, 20), inks.warm(0.79))
        brush.fill(box(40, -92, 44, 92), inks.light(0.93) if not air.evening else inks.light(0.7))
        brush.fill(box(-92, -118, 184, 10, 4), inks.deep(0.46))
        clear = 0.3 if not air.glazed else 0.12
        brush.fill(box(-72, -116 - 66, 144, 64, 5), inks.white, clear)
        brush.fill(polygon((-50, -180), (-20, -180), (-58, -120), (-72, -120), (-72, -150)), inks.white, clear)
        for i, ink in enumerate((inks.warm(0.79), inks.light(0.76), inks.deep(0.6))):
            brush.fill(box(44 + i * 10, -136 + i % 2 * 3, 8, 19 - i % 2 * 3, 1), ink)


def showroom(brush: Brush, air: Air, half: float, high: float) -> None:
    """A hall with a glass front, spots on a rail and a turning floor."""
    inks = air.inks
    pane(brush, air, (-half, -high * 0.86, half * 2, high * 0.86), 1)
    frame = inks.white if not air.evening else inks.deep(0.66)
    for x in across(half, 190):
        brush.fill(box(x + 92, -high * 0.86, 6, high * 0.86), frame)
        shape = polygon((x - 60, -high * 0.86), (x - 20, -high * 0.86), (x - 86, 0), (x - 95, 0), (x - 95, -90))
        brush.fill(shape, inks.white, 0.16)
    brush.fill(box(-half, -high * 0.86, half * 2, 8), frame)
    brush.fill(box(-half, -14, half * 2, 14), frame.shade(-0.05))
    brush.fill(box(-half, -high, half * 2, high * 0.14), inks.deep(0.46) if not air.evening else inks.deep(0.28))
    for x in across(half, 110):
        brush.fill(oval((x, -high * 0.9), 11, 4), inks.warm(0.96))
        beam = polygon((x - 9, -high * 0.9), (x + 9, -high * 0.9), (x + 44, 0), (x - 44, 0))
        brush.melt(beam, (0, -high * 0.9), (0, 0), [(inks.white, 0.34), (inks.white, 0.0)])


def restaurant(brush: Brush, air: Air, half: float, high: float) -> None:
    """Laid tables under lamps, before a wall with a row of windows."""
    for x in across(half, 150):
        pane(brush, air, (x - 46, -236, 92, 130), 2, 6)
        pendant(brush, air, x + 75, high)
    dim = 0.4 if air.evening else 0.56
    panels = air.inks.light(dim + 0.2) if air.spare == "light" else air.inks.deep(dim)
    brush.fill(box(-half, -96, half * 2, 96), panels)
    brush.fill(box(-half, -100, half * 2, 7), panels.shade(0.1))
    for x in across(half, 150):
        _laid(brush, air, x + 75)


def pendant(brush: Brush, air: Air, x: float, high: float) -> None:
    inks = air.inks
    if not air.hung:
        return
    brush.line(lines((x, -high), (x, -212)), inks.navy, 1.6)
    if air.evening:
        brush.glow((x, -186), (70, 70), inks.white, 0.4)
    brush.fill(oval((x, -194), 8), inks.warm(0.96))
    brush.fill(blob((x - 24, -194), (x - 24, -194), (x, -218), (x + 24, -194), (x + 24, -194)), inks.warm(0.76))


def _laid(brush: Brush, air: Air, x: float) -> None:
    """A round table with a cloth, two chairs, plates."""
    inks = air.inks
    for side in (-1, 1):
        brush.fill(box(x + side * 56 - 4, -94, 8, 94, 3), inks.warm(0.56))
        brush.fill(box(x + side * 44 - 16, -50, 32, 8, 3), inks.warm(0.62))
        brush.line(lines((x + side * 32, -42), (x + side * 32, 0)), inks.warm(0.52), 4)
    brush.fill(blob((x - 44, -74), (x - 44, -74), (x + 44, -74), (x + 44, -74), (x + 40, -26), (x + 20, -30), (x, -24),
                    (x - 20, -30), (x - 40, -26)), inks.white if not air.evening else inks.light(0.86))  # fmt: skip
    brush.fill(oval((x, -74), 45, 6), inks.light(0.95))
    for side in (-1, 1):
        brush.fill(oval((x + side * 25, -76), 11, 2.4), inks.deep(0.86))


def airport(brush: Brush, air: Air, half: float, high: float) -> None:
    """A hall of departures: planes behind a glass front, a board, a row of seats."""
    inks = air.inks
    sky = [*glass(air), *([inks.warm(0.74)] if air.evening else [])]
    brush.blend(box(-half, -high * 0.84, half * 2, high * 0.84), (0, -high * 0.84), (0, 0), sky)
    brush.fill(box(-half, -44, half * 2, 44), air.ink("deep", 0.6, 0.4))
    for x in across(half, 420):
        _jet(brush, air, x + 60)
    frame = inks.white if not air.evening else inks.deep(0.62)
    for x in across(half, 140):
        brush.fill(box(x - 73, -high * 0.84, 6, high * 0.84), frame)
    brush.fill(box(-half, -high * 0.84, half * 2, 8), frame)
    for x in across(half, 300):
        brush.fill(box(x - 72, -high + 6, 144, 62, 6), inks.navy)
        for i in range(4):
            brush.fill(box(x - 62, -high + 14 + i * 13, 10, 7, 2), inks.warm(0.82))
            brush.fill(box(x - 46, -high + 15 + i * 13, 52 - i % 2 * 14, 5, 2), inks.light(0.88))
            brush.fill(box(x + 30, -high + 15 + i * 13, 30, 5, 2), inks.white, 0.8)
    brush.fill(box(-half, -40, half * 2, 7), inks.navy)
    for x in across(half, 48):
        brush.fill(box(x - 20, -76, 40, 34, 7), inks.deep(0.56))
        brush.fill(box(x - 21, -46, 42, 9, 4), inks.deep(0.48))
        brush.line(lines((x + 24, -38), (x + 24, 0)), inks.navy, 2.6)


def _jet(brush: Brush, air: Air, x: float) -> None:
    """An airliner at its gate, 200 long."""
    inks = air.inks
    with brush.at((x, -92)):
        brush.fill(polygon((-84, -14), (-112, -62), (-92, -62), (-56, -14)), inks.warm(0.79))
        body = blob((-112, -12), (-70, -20), (70, -22), (104, -10), (108, 0), (92, 12), (-60, 14), (-108, -6))
        brush.fill(body, inks.white)
        with brush.inside(body):
            brush.fill(box(-120, 2, 240, 20), inks.deep(0.6))
        brush.fill(boxes([(-60 + i * 14, -10, 7, 6) for i in range(10)]), inks.deep(0.5))
        brush.fill(polygon((20, 4), (-24, 4), (-54, 26), (-38, 26)), inks.deep(0.46))
        brush.fill(box(-22, 12, 26, 12, 6), inks.warm(0.7))
        for at in (-20, 76):
            brush.fill(oval((at, 34), 6), inks.navy)
            brush.line(lines((at, 12), (at, 32)), inks.navy, 3)


def classroom(brush: Brush, air: Air, half: float, high: float) -> None:
    """A board with a sum of shapes, shelves with books, a globe."""
    inks = air.inks
    for x in across(half, 330):
        brush.fill(box(x - 118, -236, 236, 130, 5), inks.warm(0.68))
        brush.fill(box(x - 111, -229, 222, 116, 3), inks.light(0.46) if not air.evening else inks.light(0.36))
        brush.line(box(x - 88, -198, 64, 64), inks.white, 3, 0.85)
        brush.line(oval((x + 52, -166), 34), inks.white, 3, 0.85)
        brush.fill(box(x - 118, -108, 236, 7, 2), inks.warm(0.6))
        brush.fill(boxes([(x - 40, -112, 16, 4), (x - 16, -112, 12, 4)]), inks.white)
        if air.glazed:
            pane(brush, air, (x + 128, -236, 74, 88))
            transom(brush, air, (x - 118, x + 118), (high, 256))
        with brush.at((x + 165, 0)):
            brush.fill(box(-38, -96, 76, 96, 3), inks.deep(0.5))
            for row in range(2):
                brush.fill(box(-33, -90 + row * 44, 66, 38), inks.deep(0.38))
                for i in range(7):
                    tall = 24 + (i * 7 + row * 5) % 11
                    ink = (inks.warm(0.79), inks.light(0.85), inks.white, inks.deep(0.7))[(i + row) % 4]
                    brush.fill(box(-30 + i * 8.6, -52 + row * 44 - tall, 7, tall, 1), ink)
            brush.line(lines((0, -96), (0, -106)), inks.warm(0.56), 3)
            brush.fill(oval((0, -122), 18), inks.deep(0.62))
            brush.fill(blob((-12, -130), (0, -134), (4, -124), (-4, -116), (-13, -120)), inks.light(0.78))
            brush.fill(blob((4, -118), (12, -122), (12, -112), (5, -109)), inks.light(0.78))


def laboratory(brush: Brush, air: Air, half: float, high: float) -> None:
    """Benches with a microscope, flasks and test tubes, and shelves of jars above them."""
    inks = air.inks
    for x in across(half, 260):
        for y in (-236, -184):
            brush.fill(box(x - 79, y, 158, 6, 2), panel(air, 0.8))
            for i in range(6):
                ink = (inks.light(0.76), inks.warm(0.84), inks.deep(0.64), inks.warm(0.9))[(i + y // 4) % 4]
                tall = 20 + (i * 5) % 11
                brush.fill(box(x - 73 + i * 25, y - tall, 17, tall, 4), ink)
                brush.fill(box(x - 71 + i * 25, y - tall - 5, 13, 6, 2), inks.white)
        if air.glazed:
            pane(brush, air, (x + 90, -236, 80, 96))
            transom(brush, air, (x - 79, x + 79), (high, 280))
        brush.fill(box(x - 116, -92, 232, 92, 3), inks.white if not air.evening else inks.light(0.74))
        brush.fill(boxes([(x - 108 + i * 56, -80, 50, 72) for i in range(4)]), panel(air, 0.9))
        brush.fill(box(x - 122, -100, 244, 9, 3), inks.deep(0.5))
        microscope(brush, air, (x - 66, -100))
        for at, ink in ((8, inks.warm(0.79)), (46, inks.light(0.72))):
            glass = polygon((x + at - 3, -138), (x + at + 3, -138), (x + at + 3, -126), (x + at + 14, -101),
                            (x + at - 14, -101), (x + at - 3, -126))  # fmt: skip
            brush.fill(glass, inks.white, 0.8)
            with brush.inside(glass):
                brush.fill(box(x + at - 20, -116, 40, 20), ink)
            brush.line(glass, inks.deep(0.5), 1.6)
        for i in range(4):
            brush.fill(box(x + 74 + i * 10, -130, 5, 28, 2.5), (inks.warm(0.79), inks.light(0.7))[i % 2])
        brush.fill(box(x + 70, -116, 44, 5, 2), inks.warm(0.6))


def microscope(brush: Brush, air: Air, foot: tuple[float, float]) -> None:
    """A microscope, 62 high."""
    inks = air.inks
    with brush.at(foot):
        brush.fill(box(-22, -7, 44, 7, 3), inks.navy)
        brush.line(curve((12, -6), (24, -24), (16, -44), (2, -46)), inks.navy, 7)
        brush.fill(box(-20, -22, 30, 5, 2), inks.navy)
        with brush.at((0, -44), angle=-28):
            brush.fill(box(-5, -24, 10, 40, 3), inks.white if not air.evening else inks.light(0.86))
            brush.fill(box(-5, -10, 10, 5), inks.deep(0.56))
            brush.fill(box(-3, 16, 6, 8, 1), inks.navy)


def clinic(brush: Brush, air: Air, half: float, high: float) -> None:
    """A doctor's room: a couch behind a curtain, a cabinet with a cross, by day an eye chart of rings."""
    inks = air.inks
    for x in across(half, 380):
        if air.glazed:
            pane(brush, air, (x - 180, -high * 0.84, 92, high * 0.84 - 98))
            transom(brush, air, (x - 60, x + 32), (high, 244))
        else:
            _chart(brush, air, x - 134)
        brush.fill(box(x - 60, -222, 92, 84, 4), panel(air, 0.86))
        brush.fill(box(x - 56, -218, 84, 76, 3), inks.white if not air.evening else inks.light(0.8))
        brush.fill(boxes([(x - 21, -202, 14, 44), (x - 36, -187, 44, 14)]), inks.warm(0.74))
        brush.fill(box(x - 66, -64, 128, 14, 6), inks.light(0.74))
        brush.fill(box(x - 66, -74, 34, 14, 6), inks.white)
        brush.fill(boxes([(x - 58, -50, 6, 50), (x + 48, -50, 6, 50)]), inks.grey(0.6))
        brush.line(lines((x + 74, -high * 0.84), (x + 186, -high * 0.84)), inks.grey(0.6), 3)
        for i in range(5):
            brush.fill(box(x + 76 + i * 21, -high * 0.84, 23, high * 0.84 - 22, 8), panel(air, 0.84 + 0.04 * (i % 2)))


def _chart(brush: Brush, air: Air, x: float) -> None:
    """An eye chart, from its middle."""
    brush.fill(box(x - 42, -226, 84, 128, 4), air.inks.white)
    for row, (count, size) in enumerate(((1, 13), (2, 10), (3, 7.5), (4, 5.5))):
        for i in range(count):
            middle = (x + (i - (count - 1) / 2) * size * 2.6, -204 + row * 27)
            brush.line(oval(middle, size * 0.8), air.inks.deep(0.46), size * 0.42)


def office(brush: Brush, air: Air, half: float, high: float) -> None:
    """Desks with screens of figures, a board with charts above them, lamps over them."""
    inks = air.inks
    for i, x in enumerate(across(half, 250)):
        if air.hung:
            brush.line(lines((x, -high), (x, -high + 34)), inks.navy, 3)
            shape = polygon((x - 14, -high + 34), (x + 14, -high + 34), (x + 34, -high + 56), (x - 34, -high + 56))
            brush.fill(shape, inks.deep(0.56))
        if air.evening and air.hung:
            brush.glow((x, -high + 58), (80, 50), inks.white, 0.3)
        if air.glazed:
            pane(brush, air, (x - 104, -high * 0.88, 208, high * 0.88 - 142), 3)
        else:
            brush.fill(box(x - 100, -236, 200, 92, 5), inks.white)
            _figures(brush, air, (x - 88, -156), i)
        brush.fill(box(x - 104, -82, 208, 9, 3), inks.warm(0.68))
        for leg in (-96, 88):
            brush.fill(box(x + leg, -73, 8, 73), inks.warm(0.6))
        brush.fill(box(x + 34, -73, 54, 58, 3), panel(air, 0.86))
        for row in range(3):
            brush.fill(box(x + 54, -64 + row * 18, 14, 3.6, 1.8), inks.deep(0.5))
        for at in (-52, 18):
            brush.fill(box(x + at - 6, -100, 12, 18), inks.navy)
            brush.fill(box(x + at - 32, -138, 64, 42, 4), inks.navy)
            brush.blend(box(x + at - 28, -134, 56, 34, 2), (0, -134), (0, -100), [inks.light(0.95), inks.light(0.82)])
            for k, tall in enumerate((8, 15, 11, 22)):
                shape = box(x + at - 22 + k * 11, -104 - tall, 7, tall)
                brush.fill(shape, inks.deep(0.56) if k < 3 else inks.warm(0.79))


def _figures(brush: Brush, air: Air, corner: tuple[float, float], kind: int) -> None:
    """Charts on a board 176 wide, whose lower left corner is given: bars and a line, and a round one."""
    inks, (x, y) = air.inks, corner
    bars = ((24, 38, 30, 52), (40, 28, 48, 58))[kind % 2]
    for i, tall in enumerate(bars):
        brush.fill(box(x + 4 + i * 22, y - tall, 14, tall, 2), inks.light(0.74) if i < 3 else inks.warm(0.79))
    brush.line(lines(*((x + 11 + i * 22, y - tall - 9) for i, tall in enumerate(bars))), inks.deep(0.5), 3)
    brush.fill(oval((x + 138, y - 32), 28), inks.light(0.8))
    brush.fill(polygon((x + 138, y - 32), (x + 138, y - 60), (x + 160, y - 49), (x + 166, y - 32)), inks.deep(0.56))
    brush.fill(oval((x + 138, y - 32), 12), inks.white)


def unfurnished(brush: Brush, air: Air, half: float, high: float) -> None:
    """A flat into which nobody has moved yet: bare windows above a town, heaters below them, bulbs on their wires."""
    inks, top, sill = air.inks, high * 0.86, 74
    frame = inks.white if not air.evening else inks.deep(0.7)
    for x in across(half, 330):
        pane(brush, air, (x - 118, -top, 236, top - sill), 1)
        brush.line(lines((x - 118, -top * 0.8), (x + 118, -top * 0.8)), frame, 5)
        brush.fill(box(x - 128, -sill - 2, 256, 8, 3), frame.shade(-0.04))
        brush.fill(boxes([(x - 62 + n * 14, -58, 11, 42) for n in range(9)]), frame.shade(-0.02))
        if air.hung:
            brush.line(lines((x + 165, -high), (x + 165, -high * 0.88)), inks.navy, 2.5)
            brush.fill(oval((x + 165, -high * 0.88 + 9), 9), inks.warm(0.93))


DRAWABLES = {
    "car interior": Drawable(part="room"),
    "steering wheel": Drawable(),
    "empty flat": Drawable(interior=unfurnished, marks=Marks(330, 108, 222, lamp=165), part="room"),
    "bank branch": Drawable(
        interior=branch, marks=Marks(210, -78, 26), ground=BANK, behind=True, faces="ahead", part="room"
    ),
    "car showroom": Drawable(interior=showroom, ground=OFFICE, behind=True, faces="ahead", part="room"),
    "restaurant": Drawable(
        interior=restaurant,
        sells="coffee",
        marks=Marks(150, 49, 101, lamp=75),
        ground=STOREFRONT,
        behind=True,
        faces="ahead",
        part="room",
    ),
    "airport": Drawable(
        interior=airport, marks=Marks(300, -72, 72), ground=AIRPORT, behind=True, faces="ahead", part="room"
    ),
    "laboratory": Drawable(interior=laboratory, marks=Marks(260, -92, 79), part="room"),
    "clinic": Drawable(
        interior=clinic, marks=Marks(380, -176, 30), ground=OFFICE, behind=True, faces="ahead", part="room"
    ),
    "office": Drawable(
        interior=office, marks=Marks(250, -90, 84, lamp=0), ground=OFFICE, behind=True, faces="ahead", part="room"
    ),
    "classroom": Drawable(interior=classroom, marks=Marks(330, 127, 203), part="room"),
}
