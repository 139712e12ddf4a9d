"""What families and sports need: a pram, a basket and a trolley of groceries, dumb-bells, skis."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, mirrored, oval, ovals, polygon
from ..geometry import Area
from .drawable import PUSHED, Draw, Drawable, Drawing, Held, placed, standing, within


def pram(brush: Brush, air: Air) -> None:
    """A pram that is pushed to the right, 104 high."""
    inks = air.inks
    brush.line(curve((-34, -52), (-52, -78), (-62, -96), (-70, -98)), inks.navy, 4)
    brush.line(lines((-28, -40), (26, -14)), inks.grey(0.55), 3.4)
    brush.line(lines((26, -40), (-28, -14)), inks.grey(0.55), 3.4)
    for x, r in ((-30, 15), (28, 15)):
        brush.fill(oval((x, -r), r), inks.navy)
        brush.fill(oval((x, -r), r * 0.66), inks.white)
        brush.fill(oval((x, -r), r * 0.2), inks.navy)
    brush.fill(oval((2, -66), 15, 11), inks.white)
    brush.fill(blob((-40, -62), (-40, -62), (44, -62), (44, -62), (38, -42), (18, -34), (-16, -34), (-34, -44)),
               inks.deep(0.56))  # fmt: skip
    brush.fill(box(-41, -66, 86, 7, 3), inks.deep(0.46))
    hood = blob((44, -63), (44, -63), (43, -88), (24, -104), (2, -103), (2, -103), (12, -84), (16, -63), (16, -63))
    brush.fill(hood, inks.warm(0.79))
    with brush.inside(hood):
        for x in (20, 31):
            brush.line(curve((4, -104), (x, -88), (x + 6, -60)), inks.warm(0.7), 2)
    brush.fill(box(-12, -56, 24, 9, 4), inks.warm(0.84))


def _pushed(draw: Draw, handle: float) -> Held:
    """What is pushed, whose handle is in the origin, at the right of who pushes it or at the left."""
    beside = placed(draw, (handle, PUSHED + 6))
    return Held(beside, "fist", "handle", second=placed(beside, flip=True))


def child_seat(brush: Brush, air: Air) -> None:
    """A child's car seat from its front, 74 high: a shell with wings at the head, a pad, and a harness."""
    inks = air.inks
    brush.fill(box(-24, -16, 48, 16, 6), inks.navy)
    shell = ((27, -10), (26, -44), (23, -66), (13, -74))
    brush.fill(mirrored((0, -74), *reversed(shell), (20, -4), (0, -4)), inks.deep(0.46))
    brush.fill(box(-24, -71, 48, 25, 10), inks.deep(0.56))
    shape = blob((-17, -14), (-18, -44), (-14, -66), (0, -69), (14, -66), (18, -44), (17, -14), (0, -10))
    brush.fill(shape, inks.warm(0.84))
    brush.fill(box(-13, -66, 26, 17, 7), inks.white)
    for side in (-1, 1):
        brush.line(lines((side * 8, -48), (side * 6, -34), (0, -24)), inks.navy, 3)
        brush.fill(box(side * 23 - 5, -34, 10, 22, 5), inks.deep(0.56))
    brush.line(lines((0, -24), (0, -12)), inks.navy, 3)
    brush.fill(box(-4.5, -28, 9, 8, 2.5), inks.warm(0.72))
    brush.fill(blob((-22, -14), (-12, -20), (12, -20), (22, -14), (22, -4), (-22, -4)), inks.warm(0.79))


def _food(brush: Brush, air: Air, y: float) -> None:
    """Bread, greens, milk and fruit that look out of a basket."""
    inks = air.inks
    brush.fill(box(-13, y - 22, 9, 26, 2), inks.white)
    brush.fill(polygon((-13, y - 22), (-4, y - 22), (-8.5, y - 28)), inks.deep(0.6))
    with brush.at((9, y), angle=22):
        brush.fill(box(-4, -27, 8, 30, 4), inks.warm(0.72))
        for k in (-20, -13, -6):
            brush.line(lines((-3, k), (3, k - 3)), inks.warm(0.86), 1.4)
    for x, angle in ((-2, -22), (1, 4), (3, 26)):
        with brush.at((x, y), angle=angle):
            brush.fill(blob((0, 0), (4, -10), (0, -19), (-4, -10)), inks.light(0.64))
    brush.fill(ovals([(-7, y - 2, 4.6), (2, y - 3, 5), (15, y - 2, 4.2)]), inks.warm(0.78))


def basket(brush: Brush, air: Air) -> None:
    """A shopping basket with groceries that hangs from its handle in the origin."""
    inks = air.inks
    if "basket" in air.contents:
        within(brush, air, "basket", Area(-17, -8, 17, 24), rim=16)
    else:
        _food(brush, air, 19)
    brush.line(curve((-18, 18), (-10, 1), (10, 1), (18, 18)), inks.navy, 2)
    brush.fill(polygon((-21, 18), (21, 18), (16, 38), (-16, 38)), inks.deep(0.56))
    brush.fill(box(-22, 16, 44, 5, 2.5), inks.deep(0.46))
    for x in (-11, -4, 3, 10):
        brush.line(lines((x, 24), (x * 0.86, 34)), inks.deep(0.68), 1.6)


def cart(brush: Brush, air: Air) -> None:
    """A shopping cart with groceries that is pushed to the right, 98 high."""
    inks = air.inks
    for x in (-28, 28):
        brush.fill(oval((x, -6), 6), inks.navy)
        brush.fill(oval((x, -6), 2.2), inks.white)
    brush.line(curve((-38, -84), (-30, -40), (-34, -16), (-34, -16), (34, -16)), inks.deep(0.46), 3.4)
    brush.line(lines((28, -46), (-28, -24)), inks.deep(0.46), 2.4)
    if "shopping cart" in air.contents:
        within(brush, air, "shopping cart", Area(-34, -118, 40, -46), rim=-74)
    else:
        for x, tall in ((-16, 1.1), (20, 1.4)):
            with brush.at((x, -72), tall):
                _food(brush, air, 0)
    side = polygon((-42, -84), (52, -76), (40, -42), (-31, -46))
    brush.fill(side, inks.deep(0.72))
    with brush.inside(side):
        for x in range(-36, 56, 11):
            brush.line(lines((x, -88), (x * 0.78, -38)), inks.deep(0.46), 1.8)
        brush.line(lines((-40, -66), (50, -60)), inks.deep(0.46), 1.8)
    brush.line(lines((-43, -84), (53, -76)), inks.deep(0.46), 4)
    brush.line(curve((-40, -84), (-46, -96), (-58, -97)), inks.navy, 4)


def dumbbell(brush: Brush, air: Air) -> None:
    """A dumb-bell, held in its middle."""
    inks = air.inks
    brush.fill(box(-10, -3.4, 20, 3.6, 1.5), inks.grey(0.7))
    for side in (-1, 1):
        brush.fill(box(side * 11 - 3, -10, 6, 17, 2), inks.deep(0.46))
        brush.fill(box(side * 16 - 2.4, -7.6, 4.8, 12, 1.8), inks.navy)


def skis(brush: Brush, air: Air) -> None:
    """A pair of skis and poles that stand on their ends, 170 high."""
    inks = air.inks
    for x, ink in ((-12, inks.warm(0.79)), (2, inks.warm(0.72))):
        shape = blob((x - 4.5, 0), (x - 4.5, 0), (x + 4.5, 0), (x + 4.5, 0), (x + 4, -140), (x, -166), (x - 4, -140))
        brush.fill(shape, ink)
        brush.fill(box(x - 4.4, -78, 8.8, 16, 2), inks.navy)
        brush.fill(box(x - 3.4, -124, 6.8, 22, 2), inks.white)
    for x in (16, 26):
        brush.line(lines((x, 0), (x, -118)), inks.deep(0.46), 2)
        brush.fill(box(x - 2.4, -126, 4.8, 16, 2), inks.navy)
        brush.fill(oval((x, -9), 6, 2.4), inks.deep(0.56))


def pair_of_skis(brush: Brush, air: Air) -> None:
    """A pair of skis under somebody's feet that point to the right."""
    inks = air.inks
    for x, y, ink in ((-6, -4.4, inks.warm(0.66)), (6, -1.0, inks.warm(0.79))):
        brush.line(curve((x - 62, y - 1), (x - 16, y), (x + 44, y), (x + 58, y - 2), (x + 67, y - 13)), ink, 4.2)
        brush.fill(box(x - 12, y - 4.6, 24, 4, 1.6), inks.navy)


def mat(brush: Brush, air: Air) -> None:
    """A mat that lies under somebody's feet."""
    ink = air.inks.deep(0.72) if air.haze == "warm" else air.inks.warm(0.84)
    brush.fill(polygon((-62, 1.2), (66, 1.2), (50, -16), (-46, -16)), ink)
    brush.line(polygon((-56, -0.4), (60, -0.4), (47, -14.4), (-43, -14.4)), ink.shade(-0.1), 1.2)


def mats(brush: Brush, air: Air) -> None:
    """Two rolled mats that stand, and one that lies half unrolled before them; 118 wide."""
    inks = air.inks
    for x, tall, ink in ((22, 58, inks.deep(0.6)), (42, 52, inks.warm(0.76))):
        brush.fill(box(x - 9, -tall, 18, tall - 5, 3), ink)
        brush.fill(box(x + 3, -tall, 6, tall - 5, 3), ink.shade(-0.06))
        for y in (-tall, -5):
            brush.fill(oval((x, y), 9, 3.4), ink)
        for wide in (6.6, 3.6):
            brush.line(oval((x, -tall), wide, wide * 0.38), ink.shade(-0.14), 1.2)
        brush.fill(boxes([(x - 9, -tall * 0.74, 18, 3), (x - 9, -tall * 0.3, 18, 3)]), inks.white)
    lying = inks.light(0.66)
    brush.fill(polygon((-58, 0), (14, 0), (6, -13), (-50, -13)), lying)
    brush.line(polygon((-52, -2), (9, -2), (3, -11), (-46, -11)), lying.shade(-0.12), 1)
    with brush.at((8, -8), angle=-4):
        brush.fill(box(-6, -8, 14, 17, 7), lying.shade(-0.08))
        brush.fill(oval((1, 6), 7, 5), lying.shade(-0.02))
        brush.line(oval((1, 6), 4.4, 3), lying.shade(-0.16), 1.2)


def ski_pole(brush: Brush, air: Air) -> None:
    """A ski pole that goes down and back from the fist in the origin."""
    inks = air.inks
    brush.line(lines((3, -9), (-30, 106)), inks.deep(0.46), 2)
    brush.line(lines((3, -9), (0, 3)), inks.navy, 3.4)
    with brush.at((-27, 97), angle=16):
        brush.fill(oval((0, 0), 6, 2.2), inks.deep(0.56))


DRAWABLES = {
    "pair of skis": Drawable(ground=Drawing(146, 19, pair_of_skis, middle=3)),
    "mats": standing(118, 62, mats),
    "mat": Drawable(ground=Drawing(128, 18, mat, middle=2)),
    "ski pole": Drawable(held=Held(ski_pole, "fist", "side")),
    "pram": replace(standing(130, 106, pram), dyed=True, held=_pushed(pram, 70), faces="outward"),
    "basket": replace(standing(46, 48, basket, rise=38), dyed=True, opens=True, held=Held(basket, "fist", "side")),
    "shopping cart": replace(standing(112, 112, cart), opens=True, held=_pushed(cart, 58), faces="outward"),
    "dumbbells": replace(standing(40, 18, dumbbell, rise=7), held=Held(dumbbell, "fist", "shoulder", half=22.0)),
    "child seat": replace(standing(56, 74, child_seat), dyed=True, faces="ahead", aboard=Drawing(56, 74, child_seat)),
    "skis": replace(standing(66, 170, skis), faces="ahead"),
}
