"""What people have with them: papers for a journey or a meeting, a tablet, a camera, a guitar, sweets, prizes, toys."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, ovals, polygon
from ..geometry import Area
from .drawable import Drawable, Drawing, Held, on_screen, placed


def passport(brush: Brush, air: Air) -> None:
    """A passport between fingertips, with the sign of no state."""
    inks = air.inks
    brush.fill(box(-7, -10, 15.5, 21, 1), inks.white)
    brush.fill(box(-8, -10.5, 15.5, 21, 1.6), inks.deep(0.42))
    for half in (4.2, 1.8):
        brush.line(oval((-0.2, -1.4), half, 4.2), inks.warm(0.86), 0.7)
    for y, half in ((-3.4, 3.6), (-1.4, 4.2), (0.6, 3.6)):
        brush.line(lines((-0.2 - half, y), (half - 0.2, y)), inks.warm(0.86), 0.6)
    brush.fill(boxes([(-4.6, -7.8, 9, 1.3), (-3.4, 4.6, 6.6, 1.2)]), inks.warm(0.86))


def tickets(brush: Brush, air: Air) -> None:
    """Two boarding passes between fingertips."""
    inks = air.inks
    for x, y, angle, ink in ((2, -3, 12, inks.deep(0.62)), (-1, 0, -8, inks.white)):
        with brush.at((x, y), angle=angle):
            brush.fill(box(-6.5, -11, 13, 22, 1.4), ink)
            brush.fill(box(-6.5, -11, 13, 5.6, 1.4), inks.warm(0.79))
    with brush.at((-1, 0), angle=-8):
        brush.fill(boxes([(-4.6, -3, 9, 1.3), (-4.6, -0.4, 6, 1.3)]), inks.deep(0.5))
        brush.fill(boxes([(-5 + i * 2.2, 5, 1.2, 4) for i in range(5)]), inks.navy)
        brush.line(lines((-6, 3), (6, 3)), inks.grey(0.7), 0.5)


def envelope(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-11.6, -8, 23.2, 16, 1.2), inks.grey(0.8))
    brush.fill(box(-11, -7.6, 22, 15, 1), inks.white)
    brush.line(lines((-10.6, -7), (0, 1.6), (10.6, -7)), inks.deep(0.56), 1.1)
    brush.fill(oval((0, 2), 2.4), inks.warm(0.76))


def tablet(brush: Brush, air: Air) -> None:
    """A tablet between fingertips that shows a chart, or what is said."""
    inks = air.inks
    brush.fill(box(-10.5, -15, 21, 29, 2), inks.navy)
    brush.fill(box(-9, -13.4, 18, 25.8, 1), inks.light(0.95))
    if "tablet" in air.contents:
        on_screen(brush, air, "tablet", Area(-8.6, -13, 8.6, 4))
        return
    brush.fill(box(-9, -13.4, 18, 5, 1), inks.deep(0.56))
    for i, tall in enumerate((4, 6, 8, 11)):
        brush.fill(box(-7.4 + i * 4, 3 - tall, 2.8, tall, 0.6), (inks.deep(0.56), inks.light(0.78))[i % 2])
    brush.fill(boxes([(-7.4, 5.6, 12, 1.4), (-7.4, 8.4, 8, 1.4)]), inks.grey(0.8))


def folder(brush: Brush, air: Air) -> None:
    """A folder under an arm, papers looking out of it; its middle in the origin."""
    inks = air.inks
    brush.fill(box(-7, -10, 16, 20, 1), inks.white)
    brush.fill(box(-9.5, -8.5, 19, 20.5, 1.4), inks.warm(0.7))
    brush.fill(polygon((-9.5, -7.5), (-9.5, -11), (-2.5, -11), (-0.5, -7.5)), inks.warm(0.7))
    brush.fill(box(-9.5, -5, 19, 17, 1.4), inks.warm(0.78))
    brush.fill(box(-2, -1, 8, 4.5, 0.8), inks.white)


def notebook(brush: Brush, air: Air) -> None:
    """A notebook on a spiral; its middle in the origin."""
    inks = air.inks
    brush.fill(box(-8, -11, 17, 23, 1), inks.white)
    brush.fill(box(-9, -12, 17, 23, 1.4), inks.light(0.76))
    brush.fill(box(3, -12, 2, 23), inks.warm(0.76))
    for y in (-9, -5, -1, 3, 7):
        brush.line(lines((-11, y), (-7, y)), inks.navy, 1)


def magnifier(brush: Brush, air: Air) -> None:
    """A magnifying glass that rises from a fist."""
    inks = air.inks
    brush.line(lines((0, 9), (0, -9)), inks.navy, 4.2)
    brush.fill(oval((0, -21), 12), inks.light(0.93), 0.75)
    brush.line(curve((-7, -21), (-6, -27), (0, -29)), inks.white, 1.8)
    brush.line(oval((0, -21), 12), inks.deep(0.46), 3)


def microphone(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.fill(polygon((-2, 10), (2, 10), (3.4, -12), (-3.4, -12)), inks.navy)
    brush.fill(oval((0, -16), 6.2, 6.6), inks.grey(0.66))
    brush.fill(box(-5, -13.4, 10, 3, 1.2), inks.warm(0.76))
    for x in (-3, 0, 3):
        brush.line(lines((x, -21), (x, -13)), inks.grey(0.54), 0.6)


def camera(brush: Brush, air: Air) -> None:
    """A camera between fingertips."""
    inks = air.inks
    brush.fill(box(-4, -11, 8, 5, 1.4), inks.deep(0.34))
    brush.fill(box(-12, -8, 24, 16, 2.6), inks.navy)
    brush.fill(box(-12, -8, 24, 4, 2), inks.deep(0.5))
    brush.fill(oval((0, 1), 6), inks.grey(0.84))
    brush.fill(oval((0, 1), 4.4), inks.deep(0.5))
    brush.fill(oval((-1.4, -0.6), 1.4), inks.white)
    brush.fill(oval((9, -5), 1.2), inks.warm(0.79))


def guitar(brush: Brush, air: Air) -> None:
    """A guitar that stands beside the leg, a fist around its neck."""
    inks = air.inks
    brush.fill(box(-3.4, -30, 6.8, 13, 1.4), inks.warm(0.46))
    brush.line(lines((0, -20), (0, 36)), inks.warm(0.5), 4.4)
    brush.fill(oval((0, 40), 12, 13), inks.warm(0.74))
    brush.fill(oval((0, 60), 16.5, 18), inks.warm(0.74))
    brush.fill(oval((0, 47), 5.4), inks.navy)
    brush.fill(box(-6, 64, 12, 2.8, 1), inks.warm(0.46))
    brush.line(lines((0, -20), (0, 65)), inks.warm(0.9), 0.8)


def ice_cream(brush: Brush, air: Air) -> None:
    """A cone with three scoops that rises from a fist."""
    inks = air.inks
    brush.fill(polygon((-5.6, -8), (5.6, -8), (0, 10)), inks.warm(0.66))
    brush.fill(ovals([(-3, -11, 5.2)]), inks.light(0.86))
    brush.fill(ovals([(3.2, -11, 5.2)]), inks.warm(0.82))
    brush.fill(ovals([(0, -18, 5.4)]), inks.white)
    brush.fill(oval((0, -24), 1.8), inks.warm(0.6))


def trophy(brush: Brush, air: Air) -> None:
    """A cup for who wins, its stem in a fist."""
    inks = air.inks
    for x in (-1, 1):
        brush.line(curve((x * 9, -33), (x * 16, -33), (x * 14, -24), (x * 6, -20)), inks.warm(0.7), 2)
    brush.line(lines((0, 6), (0, -18)), inks.warm(0.7), 3.6)
    brush.fill(box(-7, 6, 14, 5, 1.2), inks.deep(0.4))
    brush.fill(blob((-11, -36), (-11, -36), (11, -36), (11, -36), (9, -22), (0, -14), (-9, -22)), inks.warm(0.79))
    brush.fill(oval((0, -36), 11, 2.2), inks.warm(0.9))
    brush.line(curve((-6, -31), (-6, -25), (-3, -20)), inks.white, 1.4)


def medal(brush: Brush, air: Air) -> None:
    """A medal that hangs on its ribbon from fingertips."""
    inks = air.inks
    brush.fill(polygon((-6, -12), (-1, -12), (3, 2), (-1, 3)), inks.deep(0.54))
    brush.fill(polygon((6, -12), (1, -12), (-3, 2), (1, 3)), inks.deep(0.44))
    brush.fill(oval((0, 7), 7), inks.warm(0.72))
    brush.fill(oval((0, 6.6), 5.6), inks.warm(0.84))
    brush.fill(polygon((0, 2.6), (1.2, 5.6), (4, 5.8), (1.8, 7.6), (2.6, 10.4), (0, 8.8), (-2.6, 10.4), (-1.8, 7.6),
                       (-4, 5.8), (-1.2, 5.6)), inks.white)  # fmt: skip


def flag(brush: Brush, air: Air) -> None:
    """A flag of one colour on a pole that rises from a fist."""
    inks = air.inks
    shape = blob((0, -50), (0, -50), (12, -53), (22, -48), (34, -50), (34, -50), (34, -32), (34, -32), (22, -30),
                 (12, -35), (0, -32), (0, -32))  # fmt: skip
    brush.fill(shape, inks.deep(0.56))
    brush.line(lines((0, 9), (0, -52)), inks.warm(0.56), 2.4)
    brush.fill(oval((0, -53), 2.4), inks.warm(0.79))


def cane(brush: Brush, air: Air) -> None:
    """A walking stick beside the leg, a fist around its handle."""
    ink = air.inks.warm(0.44)
    brush.line(lines((0, 0), (0, 80)), ink, 3)
    brush.line(curve((-9, 3), (-9, -3), (-3, -4), (0, 0)), ink, 3.4)
    brush.fill(box(-2, 77, 4, 4, 1), air.inks.navy)


def teddy_bear(brush: Brush, air: Air) -> None:
    """A toy bear that sits on the origin."""
    inks = air.inks
    fur, dark = inks.warm(0.62), inks.warm(0.54)
    for x in (-8, 8):
        brush.fill(oval((x, -4), 5.4, 4.4), dark)
        brush.fill(oval((x * 0.9, -31), 4), dark)
        brush.fill(oval((x * 1.25, -14), 3.8, 5.6), dark)
    brush.fill(oval((0, -11), 9.5, 10.5), fur)
    brush.fill(oval((0, -10), 5.6, 6.4), inks.warm(0.82))
    brush.fill(oval((0, -25), 10, 8.6), fur)
    brush.fill(oval((0, -22.4), 4.6, 3.6), inks.warm(0.86))
    brush.fill(ovals([(-4, -27, 1.3), (4, -27, 1.3), (0, -24, 1.5)]), inks.navy)


def pizza(brush: Brush, air: Air) -> None:
    """Two flat boxes of pizza, one on the other, on the origin."""
    inks = air.inks
    for i in range(2):
        y = -7 * (i + 1)
        brush.fill(box(-19, y, 38, 6.6, 1), (inks.warm(0.84), inks.white)[i])
        brush.line(lines((-19, y + 6.6), (19, y + 6.6)), inks.warm(0.6), 0.9)
        brush.fill(oval((0, y + 3.2), 3.4, 1.8), inks.warm(0.66))
    brush.line(curve((-4, -17), (-2, -20), (-4, -23), (-2, -26)), inks.white, 1.2)
    brush.line(curve((5, -17), (7, -20), (5, -23), (7, -26)), inks.white, 1.2)


def _shown(held: Held, width: float, height: float, rise: float, dyed: bool = False) -> Drawable:
    """What a hand holds, and what stands by itself where there is none."""
    return Drawable(held=held, stage=Drawing(width, height, held.draw, rise=rise), dyed=dyed)


DRAWABLES = {
    "passport": _shown(Held(passport, "fingertips", "shoulder"), 18, 22, 11, dyed=True),
    "tickets": _shown(Held(tickets, "fingertips", "shoulder"), 20, 26, 12),
    "envelope": _shown(Held(envelope, "fingertips", "shoulder"), 24, 17, 8),
    "tablet": replace(_shown(Held(tablet, "fingertips", "shoulder", above=14.0), 22, 30, 14), opens=True, lit=True),
    "folder": _shown(Held(folder, "fingers", "waist"), 22, 30, 13, dyed=True),
    "notebook": _shown(Held(notebook, "fingers", "waist"), 20, 24, 12, dyed=True),
    "magnifier": _shown(Held(magnifier, "fist", "shoulder", half=13), 28, 44, 10),
    "microphone": _shown(Held(microphone, "fist", "shoulder"), 14, 34, 10),
    "camera": _shown(Held(camera, "fingertips", "shoulder"), 26, 20, 8),
    "guitar": Drawable(held=Held(guitar, "fist", "side", half=17), stage=Drawing(34, 110, guitar, rise=78), dyed=True),
    "ice cream": _shown(Held(ice_cream, "fist", "shoulder"), 18, 38, 10),
    "trophy": _shown(Held(trophy, "fist", "shoulder", half=16), 32, 52, 11, dyed=True),
    "medal": _shown(Held(medal, "fingertips", "shoulder", above=14.0), 16, 28, 14, dyed=True),
    "flag": Drawable(
        held=Held(flag, "fist", "shoulder", second=placed(flag, flip=True)),
        stage=Drawing(40, 64, flag, rise=9, middle=16), dyed=True,
    ),
    "cane": Drawable(held=Held(cane, "fist", "side")),
    "teddy bear": _shown(Held(teddy_bear, "palm", "waist"), 26, 36, 0, dyed=True),
    "pizza boxes": _shown(Held(pizza, "palm", "waist", both=True), 40, 28, 0),
}  # fmt: skip
