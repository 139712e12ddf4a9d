"""What trades work with, and what else a hand holds that tells what somebody does."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, ovals, polygon
from .drawable import Drawable, Drawing, Held, placed


def flask(brush: Brush, air: Air) -> None:
    """A flask with a liquid that bubbles; its neck is held."""
    inks = air.inks
    glass = blob((-2, -9), (-2, -9), (2, -9), (2, -9), (2, -3), (7, 7), (6, 9.5), (-6, 9.5), (-7, 7), (-2, -3))
    brush.fill(glass, inks.light(0.96))
    with brush.inside(glass):
        brush.fill(box(-9, 2, 18, 10), inks.warm(0.76))
    brush.line(glass, inks.deep(0.5), 0.8)
    brush.fill(ovals([(-2, 5, 1.1), (2, 6.4, 0.8), (0.6, -0.5, 0.8), (-0.4, -12, 1.0), (1.4, -15, 0.8)]), inks.white)
    brush.line(lines((-3, -9.4), (3, -9.4)), inks.deep(0.5), 1.4)


def parcel(brush: Brush, air: Air) -> None:
    """A parcel on a palm, and another on it where several are asked for."""
    inks = air.inks
    if "parcel" in air.several:
        with brush.at((1, -22), 0.74):
            parcel(brush, replace(air, several=()))
    brush.fill(box(-15, -22, 30, 22, 1.5), inks.warm(0.74))
    brush.fill(box(5, -22, 10, 22, 1.5), inks.warm(0.68))
    brush.fill(box(-3, -22, 6, 22), inks.warm(0.86))
    brush.fill(box(-12, -9, 8, 5, 1), inks.white)
    brush.fill(box(-15, -22, 30, 1.4), inks.warm(0.58))


def pan(brush: Brush, air: Air) -> None:
    """A pan with something that steams, held by its handle out to the right."""
    inks = air.inks
    brush.line(lines((-6, 0), (18, -5)), inks.navy, 4)
    brush.fill(box(15, -10, 32, 11, 5), inks.deep(0.4))
    brush.fill(box(13, -12, 36, 4, 2), inks.deep(0.52))
    brush.fill(ovals([(23, -13, 4), (31, -14.5, 5), (40, -13, 4)]), inks.warm(0.8))
    brush.fill(ovals([(28, -16, 2), (36, -16, 2)]), inks.light(0.72))
    for x in (25, 36):
        brush.line(curve((x, -21), (x + 2, -24), (x - 1, -27), (x + 1, -31)), inks.white, 1.2, 0.85)


def drawing(brush: Brush, air: Air) -> None:
    """A blueprint with its walls drawn in white, rolled up but for a sheet that hangs down beside the fist."""
    inks = air.inks
    brush.fill(polygon((-1, -24), (19, -21), (19, -3), (-1, 6)), inks.deep(0.56))
    for places in (((5, -19), (15, -17.5), (15, -7), (5, -4), (5, -19)), ((5, -12), (10, -11.6), (10, -5.6))):
        brush.line(lines(*places), inks.white, 0.9)
    brush.fill(box(-3.6, -26, 7.2, 36, 2.5), inks.deep(0.66))
    brush.fill(oval((0, -25.2), 3.6, 1.4), inks.white)


def diploma(brush: Brush, air: Air) -> None:
    """A scroll with a ribbon, which leans so that both its ends are seen beside the fist around it."""
    inks = air.inks
    with brush.at((0, 0), angle=24):
        brush.fill(box(-3.4, -20, 6.8, 36, 2.4), inks.warm(0.94))
        brush.fill(oval((0, -19.4), 3.4, 1.3), inks.warm(0.82))
        brush.fill(box(-3.8, -11, 7.6, 3), inks.warm(0.7))
        brush.fill(polygon((0, -8), (-4, -1), (0, -3), (4, -1)), inks.warm(0.7))


def tray(brush: Brush, air: Air) -> None:
    """A tray with a glass and a plate on a palm."""
    inks = air.inks
    brush.fill(box(-19, -3, 38, 3, 1.5), inks.deep(0.46))
    brush.fill(box(-12, -15, 7, 12, 1), inks.light(0.9))
    brush.fill(box(-12, -9, 7, 6, 1), inks.warm(0.78))
    brush.fill(oval((7, -5.2), 9, 2.4), inks.white)
    brush.fill(ovals([(4, -7.4, 3.2), (9, -7, 2.8)]), inks.warm(0.82))
    brush.fill(boxes([(5, -11, 1.2, 4)]), inks.light(0.66))


def roller(brush: Brush, air: Air) -> None:
    """A paint roller that rises from a fist."""
    inks = air.inks
    brush.fill(box(-2, -12, 4, 22, 1.8), inks.deep(0.4))
    brush.line(lines((0, -12), (0, -19), (18, -21), (18, -31), (13, -31)), inks.navy, 1.8)
    brush.fill(box(-17, -38, 33, 13, 3.6), inks.white)
    brush.fill(box(-17, -38, 33, 6.5, 3), inks.light(0.62))
    brush.fill(boxes([(-18, -37, 2.6, 11), (14.4, -37, 2.6, 11)]), inks.navy)


def watering_can(brush: Brush, air: Air) -> None:
    """A watering can in a fist around its handle, that is tilted to the right and pours."""
    inks = air.inks
    with brush.at((0, 0), angle=26):
        brush.line(curve((-10, 14), (-11, 1), (0, -1), (9, 3), (9, 14)), inks.deep(0.44), 2.4)
        brush.fill(polygon((8, 30), (26, 12), (29, 15), (10, 36)), inks.deep(0.5))
        brush.fill(polygon((23, 9), (32, 18), (28, 20), (21, 12)), inks.deep(0.42))
        brush.fill(box(-13, 13, 25, 26, 3.5), inks.deep(0.56))
        brush.fill(box(-13, 19, 25, 4), inks.light(0.74))
    for x, y, fall in ((19, 25, 25), (22, 28, 30), (25, 30, 27)):
        drop = curve((x + 2, y + 3), (x + 4.6, y + fall * 0.45), (x + 6, y + fall))
        brush.line(drop, inks.white if air.evening else inks.light(0.66), 1.5)


def pointer(brush: Brush, air: Air) -> None:
    """A pointer that rises from a fist."""
    brush.line(lines((0, 9), (0, -6)), air.inks.deep(0.46), 3.4)
    brush.line(lines((0, -6), (0, -44)), air.inks.warm(0.56), 2.0)
    brush.fill(oval((0, -44), 2.2), air.inks.warm(0.74))


def pitchfork(brush: Brush, air: Air) -> None:
    """A fork as tall as whoever holds it, which stands beside the leg."""
    inks = air.inks
    brush.line(lines((0, 81), (0, -50)), inks.warm(0.56), 3.2)
    for x in (-6, 0, 6):
        brush.line(curve((0, -48), (x, -51), (x, -57)), inks.grey(0.6), 2)
        brush.line(lines((x, -56), (x, -74)), inks.grey(0.6), 1.8)


def tongs(brush: Brush, air: Air) -> None:
    """Tongs of a grill that rise from a fist."""
    for side in (-1, 1):
        brush.line(curve((0, 9), (side * 3, -8), (side * 4.4, -18), (side * 1.4, -27)), air.inks.grey(0.6), 1.8)
    brush.fill(oval((0, -28), 4.6, 3.4), air.inks.warm(0.6))


def scissors(brush: Brush, air: Air) -> None:
    """Scissors a little open that rise from a fist around their rings."""
    for lean in (-9, 9):
        with brush.at((0, -4), angle=lean):
            brush.fill(polygon((-1.8, 0), (1.8, 0), (0.4, -28)), air.inks.grey(0.62))
    brush.line(ovals([(-4.6, 4, 4.2), (4.6, 4, 4.2)]), air.inks.warm(0.66), 2.4)
    brush.fill(oval((0, -5), 1.5), air.inks.navy)


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
    "scissors": Drawable(held=Held(scissors, "fist", "shoulder")),
    "roller": Drawable(held=Held(roller, "fist", "shoulder", half=18)),
    "watering can": Drawable(held=Held(watering_can, "fist", "over", second=placed(watering_can, flip=True))),
    "pointer": Drawable(held=Held(pointer, "fist", "shoulder")),
    "pitchfork": Drawable(held=Held(pitchfork, "fist", "side", half=9)),
    "tongs": Drawable(held=Held(tongs, "fist", "shoulder")),
    "flask": Drawable(held=Held(flask, "fingertips", "shoulder")),
    "parcel": Drawable(
        held=Held(parcel, "palm", "waist", both=True), ground=Drawing(40, 29, parcel, 1.3),
        stage=Drawing(32, 23, parcel), dyed=True,
    ),
    "pan": Drawable(held=Held(pan, "fist", "shoulder", second=placed(pan, flip=True))),
    "drawing": Drawable(held=Held(drawing, "fist", "shoulder")),
    "diploma": Drawable(held=Held(diploma, "fist", "shoulder", second=placed(diploma, flip=True))),
    "tray": Drawable(held=Held(tray, "palm", "shoulder")),
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
}  # fmt: skip
