"""Halls along a wall: a gym with its mirrors and racks, and a factory with robots at a belt."""

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, polygon
from .drawable import Drawable, Marks
from .interiors import across, panel
from .panes import pane

_STEP = 420.0


def gym(brush: Brush, air: Air, half: float, high: float) -> None:
    """Units of 420 across, as many as are seen, below a stripe and a row of lamps."""
    inks = air.inks
    brush.fill(box(-half, -high * 0.96, half * 2, 12), inks.deep(0.56 if not air.evening else 0.4))
    for x in across(half, 140):
        brush.fill(box(x - 34, -high * 0.9, 68, 7, 3.5), inks.white if not air.evening else inks.warm(0.95))
        if air.evening:
            brush.glow((x, -high * 0.88), (70, 34), inks.white, 0.36)
    for x in across(half, _STEP):
        with brush.at((x, 0)):
            _mirror(brush, air)
            _rack(brush, air)
            _bars(brush, air)
            _treadmill(brush, air)


def _mirror(brush: Brush, air: Air) -> None:
    """A mirror, or a window in its place."""
    glass, inks = box(-150, -226, 190, 190, 4), air.inks
    if air.glazed:
        pane(brush, air, (-150, -226, 190, 190))
        return
    brush.blend(glass, (0, -226), (0, -36), [panel(air, 0.84), panel(air, 0.96)])
    with brush.inside(glass):
        for at in (-120, -30):
            brush.fill(polygon((at, -36), (at + 26, -36), (at + 96, -226), (at + 70, -226)), inks.white, 0.34)
    brush.line(glass, inks.white, 5)


def _rack(brush: Brush, air: Air) -> None:
    """Two shelves of dumb-bells, and a ball."""
    inks = air.inks
    brush.fill(boxes([(-144, -96, 7, 96), (17, -96, 7, 96)]), inks.navy)
    for row, y in enumerate((-84, -42)):
        brush.fill(box(-148, y, 176, 7, 2), inks.navy)
        for i in range(4):
            x, ink = -134 + i * 40, (inks.warm(0.79), inks.deep(0.56))[(i + row) % 2]
            brush.fill(box(x, y - 11, 28, 5, 2), inks.grey(0.7))
            brush.fill(boxes([(x, y - 19, 9, 20), (x + 19, y - 19, 9, 20)]), ink)
    brush.fill(oval((58, -24), 24), inks.warm(0.84))
    brush.fill(oval((51, -32), 8), inks.warm(0.92))


def _bars(brush: Brush, air: Air) -> None:
    """Wall bars."""
    wood = air.inks.warm(0.64)
    brush.fill(boxes([(68 + side * 62, -232, 8, 232) for side in (0, 1)]), wood)
    brush.fill(boxes([(68, -222 + i * 24, 70, 6) for i in range(9)]), air.inks.warm(0.74))


def _treadmill(brush: Brush, air: Air) -> None:
    """A treadmill from its side, whose runner looks to the right."""
    inks = air.inks
    brush.fill(box(150, -20, 112, 14, 6), inks.navy)
    brush.fill(box(156, -25, 92, 7, 3), inks.deep(0.4))
    brush.line(lines((244, -16), (256, -128)), inks.deep(0.56), 9)
    brush.line(lines((250, -84), (208, -84)), inks.deep(0.56), 6)
    brush.fill(polygon((236, -150), (266, -138), (262, -122), (232, -134)), inks.navy)
    brush.fill(polygon((239, -145), (258, -137), (256, -130), (237, -138)), inks.light(0.86))


def factory(brush: Brush, air: Air, half: float, high: float) -> None:
    """A hall with windows under its roof: robot arms that work over a belt with parcels, and pipes along the wall."""
    steel, dark = air.ink("deep", 0.62, 0.6), air.inks.deep(0.44)
    for x in across(half, 300):
        pane(brush, air, (x - 132, -high + 16, 264, min(high * 0.22, 70)), 6)
        brush.fill(box(x - 150, -high + 4, 300, 8), steel)
        for y, ink in ((-196, air.inks.warm(0.74)), (-182, steel)):
            brush.fill(box(x - 150, y, 300, 8, 4), ink)
        brush.fill(boxes([(x - 146, -200, 10, 26), (x + 4, -200, 10, 26)]), dark)
        _belt(brush, air, x)
        _arm(brush, air, (x - 78, 1.0))
        _arm(brush, air, (x + 84, -1.0))


def _belt(brush: Brush, air: Air, x: float) -> None:
    """A belt 300 long on its legs, with what is made on it."""
    inks = air.inks
    brush.fill(boxes([(x + at, -52, 9, 52) for at in (-126, -30, 60, 126)]), inks.deep(0.5))
    brush.fill(box(x - 151, -64, 302, 15, 3), inks.navy)
    brush.fill(boxes([(x - 146 + i * 20, -59.5, 6, 6) for i in range(15)]), inks.light(0.8))
    for i, ink in enumerate((inks.warm(0.79), inks.light(0.74), inks.warm(0.86))):
        at = x - 104 + i * 88
        brush.fill(box(at, -96, 40, 32, 3), ink)
        brush.fill(box(at + 16, -96, 8, 32), ink.shade(-0.08))


def _arm(brush: Brush, air: Air, place: tuple[float, float]) -> None:
    """A robot's arm behind the belt, at x, that reaches to a side."""
    (x, side), inks = place, air.inks
    hue, joint = inks.warm(0.7), inks.deep(0.4)
    shoulder, elbow, wrist = (x, -104), (x - side * 26, -156), (x + side * 30, -148)
    brush.fill(blob((x - 20, -64), (x - 20, -64), (x - 13, -106), (x + 13, -106), (x + 20, -64), (x + 20, -64)), joint)
    brush.line(lines(shoulder, elbow), hue, 15)
    brush.line(lines(elbow, wrist), hue, 12)
    for (at, y), r in ((shoulder, 10), (elbow, 9), (wrist, 7)):
        brush.fill(oval((at, y), r), joint)
    at, y = wrist
    brush.line(lines((at, y), (at, y + 22)), joint, 6)
    brush.fill(polygon((at - 11, y + 20), (at + 11, y + 20), (at + 9, y + 28), (at - 9, y + 28)), joint)


DRAWABLES = {
    "gym": Drawable(interior=gym, marks=Marks(_STEP, 60, 270), part="room"),
    "factory": Drawable(interior=factory, marks=Marks(300, -120, 130), part="room"),
}
