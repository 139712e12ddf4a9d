"""A gym along a wall: mirrors or, in the evening, windows, a rack of dumb-bells, a treadmill, wall bars."""

from ..air import Air
from ..brush import Brush, box, boxes, lines, oval, polygon
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


DRAWABLES = {"gym": Drawable(interior=gym, marks=Marks(_STEP, 60, 270), part="room")}
