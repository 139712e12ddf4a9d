"""Large sheets that somebody unfolds before the chest, or shows alone: the plan of a flat, a map."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, Path, box, boxes, curve, lines, oval, polygon
from ..inks import Ink
from .drawable import Draw, Drawable, Held, Laid, offer, placed
from .stands import STEP


def _sheet(brush: Brush, shape: Path, rim: Ink, ink: Ink) -> None:
    brush.line(shape, rim, 2)
    brush.fill(shape, ink)


def floor_plan(brush: Brush, air: Air) -> None:
    """The plan of a flat on a sheet 44 wide and 34 high, above the origin: rooms, doors with the arcs they take."""
    inks = air.inks
    _sheet(brush, box(-22, -34, 44, 34, 1), inks.deep(0.5), inks.white)
    for x, y, wide, tall, ink in ((-18, -30, 20, 15, 0.88), (2, -30, 16, 11, 0.94), (-18, -15, 12, 11, 0.94)):
        brush.fill(box(x, y, wide, tall), inks.light(ink))
    brush.fill(box(2, -19, 16, 15), inks.warm(0.9))
    walls = lines((-18, -4), (-18, -30), (18, -30), (18, -4), (-2, -4))
    brush.line(walls, inks.navy, 1.8)
    for wall in (((2, -30), (2, -22)), ((8, -19), (18, -19)), ((-18, -15), (-8, -15)), ((-6, -15), (-6, -4)),
                 ((2, -19), (2, -10))):  # fmt: skip
        brush.line(lines(*wall), inks.navy, 1.3)
    brush.line(lines((-10, -4), (-6, -4)), inks.navy, 1.8)
    for pane in (((-14, -30), (-6, -30)), ((7, -30), (13, -30)), ((18, -15), (18, -8))):
        brush.line(lines(*pane), inks.light(0.72), 1.8)
    brush.line(curve((-6, -4), (-5.4, -7), (-2, -8)), inks.grey(0.6), 0.6)
    brush.line(curve((2, -10), (5, -9), (6, -6)), inks.grey(0.6), 0.6)
    brush.fill(boxes([(-15, -28, 9, 4), (7, -14, 8, 6)]), inks.deep(0.56))
    brush.fill(oval((13, -25), 2.2), inks.warm(0.76))


def road_map(brush: Brush, air: Air) -> None:
    """An unfolded map 44 wide and 32 high, above the origin: a way to a red mark, over folds."""
    inks = air.inks
    shape = polygon((-22, -30), (-11, -33), (0, -30), (11, -33), (22, -30), (22, 1), (11, -2), (0, 1), (-11, -2),
                    (-22, 1))  # fmt: skip
    _sheet(brush, shape, inks.deep(0.5), inks.light(0.92))
    with brush.inside(shape):
        brush.fill(polygon((-11, -40), (0, -40), (0, 4), (-11, 4)), inks.light(0.86))
        brush.fill(polygon((11, -40), (22, -40), (22, 4), (11, 4)), inks.light(0.86))
        brush.line(curve((-24, -22), (-8, -24), (-2, -12), (8, 4)), inks.light(0.7), 4)
        for road in (((-14, -40), (-8, -16), (-12, 6)), ((24, -12), (4, -16), (-24, -8)),
                     ((4, -40), (10, -22), (26, -22))):  # fmt: skip
            brush.line(curve(*road), inks.white, 1.6)
        brush.line(curve((-16, -5), (-8, -12), (2, -10), (12, -21)), inks.deep(0.5), 1.8)
    brush.fill(oval((-16, -5), 2), inks.deep(0.5))
    brush.fill(polygon((12, -20), (8.6, -26), (15.4, -26)), inks.warm(0.7))
    brush.fill(oval((12, -27), 3.6), inks.warm(0.7))
    brush.fill(oval((12, -27), 1.4), inks.white)


def _unfolded(sheet: Draw) -> Drawable:
    """A sheet whose lower corner is in a hand before the chest; it also lies on a table."""
    held = Held(placed(sheet, (0, 20)), "fingers", "chest", both=True)
    return replace(offer(44, 34, sheet, stand=STEP), held=held, table=Laid(sheet, flat=True))


DRAWABLES = {"floor plan": _unfolded(floor_plan), "map": _unfolded(road_map)}
