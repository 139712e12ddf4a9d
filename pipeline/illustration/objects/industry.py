"""What is made somewhere: the hall of a factory. Its origin and measures are those of other rooms (`interiors`)."""

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, polygon
from .drawable import Drawable, Marks
from .interiors import across
from .panes import pane


def factory(brush: Brush, air: Air, half: float, high: float) -> None:
    """A hall with windows under its roof: robot arms that work over a belt with parcels, and pipes along the wall."""
    inks = air.inks
    steel, dark = air.ink("deep", 0.62, 0.6), inks.deep(0.44)
    for x in across(half, 300):
        pane(brush, air, (x - 132, -high + 16, 264, min(high * 0.22, 70)), 6)
        brush.fill(box(x - 150, -high + 4, 300, 8), steel)
        for y, ink in ((-196, inks.warm(0.74)), (-182, steel)):
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


DRAWABLES = {"factory": Drawable(interior=factory, marks=Marks(300, -120, 130), part="room")}
