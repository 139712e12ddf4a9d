"""What trades work with: it rises from the fist in the origin, or stands or hangs beside the leg."""

from ..air import Air
from ..brush import Brush, blob, box, curve, lines, polygon
from .drawable import Drawable, Drawing, Held, placed


def hammer(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.line(lines((0, 9), (0, -24)), inks.warm(0.58), 3.2)
    brush.fill(box(-8, -32, 12, 9, 1.6), inks.grey(0.56))
    brush.fill(polygon((4, -31), (14, -28), (14, -25), (4, -25)), inks.grey(0.48))


def wrench(brush: Brush, air: Air) -> None:
    ink = air.inks.grey(0.58)
    brush.line(lines((0, 9), (0, -20)), ink, 4.4)
    brush.line(curve((-6, -33), (-7, -26), (0, -21), (7, -26), (6, -33)), ink, 4.6)


def screwdriver(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.line(lines((0, -8), (0, -28)), inks.grey(0.58), 2.2)
    brush.fill(polygon((-1.8, -27), (1.8, -27), (2.6, -31), (-2.6, -31)), inks.grey(0.5))
    brush.fill(box(-3.6, -10, 7.2, 20, 3), inks.deep(0.5))
    brush.fill(box(-1, -8, 2, 16, 1), inks.warm(0.79))


def drill(brush: Brush, air: Air) -> None:
    """A cordless drill whose bit points to the right."""
    inks = air.inks
    brush.fill(box(-4, -8, 8, 18, 2), inks.deep(0.36))
    brush.fill(box(-9, 9, 17, 7, 2), inks.navy)
    brush.line(lines((20, -15), (33, -15)), inks.grey(0.6), 1.8)
    brush.fill(polygon((13, -21), (21, -18), (21, -12), (13, -9)), inks.grey(0.5))
    brush.fill(box(-10, -23, 25, 16, 4), inks.warm(0.76))
    brush.fill(box(-10, -17, 25, 4), inks.deep(0.5))


def shovel(brush: Brush, air: Air) -> None:
    """A shovel that stands beside the leg, on its blade."""
    inks = air.inks
    brush.line(lines((0, 56), (0, -34)), inks.warm(0.56), 3.2)
    brush.line(lines((-6, -36), (6, -36)), inks.warm(0.5), 4)
    brush.fill(blob((-9, 52), (-9, 52), (9, 52), (9, 52), (8, 70), (0, 82), (-8, 70)), inks.grey(0.6))
    brush.line(lines((0, 54), (0, 70)), inks.grey(0.48), 2)


def rake(brush: Brush, air: Air) -> None:
    """A rake that stands beside the leg, on its teeth."""
    inks = air.inks
    brush.line(lines((0, 72), (0, -46)), inks.warm(0.56), 3.2)
    for x in (-15, -10, -5, 0, 5, 10, 15):
        brush.line(lines((x, 72), (x, 81)), inks.grey(0.58), 1.8)
    brush.fill(box(-17, 69, 34, 4, 2), inks.grey(0.5))


def toolbox(brush: Brush, air: Air) -> None:
    """A box that hangs from its handle."""
    inks = air.inks
    brush.line(curve((-9, 9), (-8, 0), (0, -1), (8, 0), (9, 9)), inks.navy, 2.6)
    brush.fill(box(-20, 8, 40, 23, 2.5), inks.warm(0.76))
    brush.fill(box(-20, 8, 40, 8, 2.5), inks.deep(0.46))
    brush.fill(box(-3, 13, 6, 6, 1.2), inks.grey(0.8))


DRAWABLES = {
    "hammer": Drawable(held=Held(hammer, "fist", "shoulder", half=14), stage=Drawing(28, 42, hammer, rise=10)),
    "wrench": Drawable(held=Held(wrench, "fist", "shoulder", half=9), stage=Drawing(22, 46, wrench, rise=10)),
    "screwdriver": Drawable(held=Held(screwdriver, "fist", "shoulder"), stage=Drawing(14, 44, screwdriver, rise=10)),
    "drill": Drawable(
        held=Held(drill, "fist", "shoulder", second=placed(drill, flip=True), half=12),
        stage=Drawing(46, 42, drill, rise=16, middle=11),
    ),
    "shovel": Drawable(held=Held(shovel, "fist", "side", half=9)),
    "rake": Drawable(held=Held(rake, "fist", "side", half=17)),
    "toolbox": Drawable(held=Held(toolbox, "fist", "side"), stage=Drawing(42, 34, toolbox, rise=31)),
}
