"""Small objects that people hold or that stand on a table, in centimetres around their own origin. Knows no people."""

import math

from .brush import Brush, blob, bow, box, boxes, crescent, curve, lines, mirrored, oval, ovals, polygon
from .inks import Ink, Inks


def phone(brush: Brush, inks: Inks) -> None:
    """A mobile phone from its front, its centre in the origin."""
    brush.fill(box(-4.2, -8.4, 8.4, 16.8, 1.6), inks.navy)
    screen = box(-3.6, -7.6, 7.2, 15.2, 1.1)
    brush.blend(screen, (0, -8), (0, 8), [inks.light(0.95), inks.light(0.84)])
    brush.fill(box(-2.6, -5.6, 5.2, 3.6, 0.9), inks.deep(0.56))
    brush.fill(box(-2.6, -1.0, 3.4, 1.1, 0.5), inks.warm(0.79))
    brush.fill(box(-2.6, 1.2, 5.2, 1.1, 0.5), inks.white)


def phone_back(brush: Brush, inks: Inks) -> None:
    """A mobile phone from behind."""
    brush.fill(box(-4.1, -8.2, 8.2, 16.4, 1.7), inks.navy)
    brush.fill(box(-3.5, -7.6, 7.0, 15.2, 1.3), inks.deep(0.36))
    brush.fill(ovals([(-1.7, -5.6, 1.1), (-1.7, -2.9, 1.1)]), inks.light(0.85))


def coffee(brush: Brush, inks: Inks) -> None:
    """A paper cup with a lid and two curls of steam; its middle in the origin."""
    brush.fill(polygon((-4.4, -6.4), (4.4, -6.4), (3.3, 7.2), (-3.3, 7.2)), inks.white)
    brush.fill(polygon((1.6, -6.4), (4.4, -6.4), (3.3, 7.2), (1.2, 7.2)), inks.grey(0.9))
    brush.fill(polygon((-4.2, -3.2), (4.2, -3.2), (3.65, 3.2), (-3.65, 3.2)), inks.warm(0.76))
    brush.fill(box(-5.0, -8.4, 10, 2.5, 1.1), inks.deep(0.45))
    for x in (-1.6, 1.6):
        brush.line(curve((x, -10.4), (x + 1.4, -12.6), (x - 0.6, -14.8), (x + 0.8, -17)), inks.white, 0.9, 0.8)


def mug(brush: Brush, inks: Inks) -> None:
    """A mug on a table; its bottom in the origin."""
    brush.line(bow((5, -8.5), (11, -6.5), (5, -2.5)), inks.warm(0.7), 1.6)
    brush.fill(box(-5.5, -11, 11, 11, 2), inks.warm(0.79))
    brush.fill(box(1.5, -11, 4, 11, 2), inks.warm(0.73))
    brush.fill(oval((0, -10.6), 5.3, 1.3), inks.warm(0.36))
    for x in (-1.8, 1.8):
        brush.line(curve((x, -13.5), (x + 1.5, -16), (x - 0.7, -18.5), (x + 0.9, -21)), inks.white, 1.0, 0.85)


def book(brush: Brush, inks: Inks) -> None:
    """An open book seen from outside; the bottom of its spine in the origin."""
    for side in (-1, 1):
        page = polygon((0, 0), (0, -19), (side * 15.5, -22), (side * 15.5, -3))
        brush.fill(polygon((0, 1.2), (0, -19.5), (side * 16.4, -22.6), (side * 16.4, -1.8)), inks.white)
        brush.fill(page, inks.deep(0.5 if side < 0 else 0.44))
        brush.line(lines((side * 3.4, -15.5), (side * 12.4, -17.2)), inks.light(0.88), 1.2)
        brush.line(lines((side * 3.4, -12.2), (side * 9, -13.3)), inks.light(0.88), 1.0)
    brush.line(lines((0, 0), (0, -19)), inks.navy, 1.1)


def closed_book(brush: Brush, inks: Inks) -> None:
    """A closed book from its front, its middle in the origin."""
    brush.fill(box(-8.6, -11, 18, 23, 1.2), inks.white)
    brush.fill(box(-9.4, -12, 17.6, 23, 1.6), inks.deep(0.48))
    brush.fill(box(-9.4, -12, 3.4, 23, 1.4), inks.deep(0.4))
    brush.fill(box(-3, -7.4, 8.4, 2.4, 0.8), inks.light(0.88))
    brush.fill(box(-3, -3.2, 5.6, 1.8, 0.8), inks.light(0.88))


def book_stack(brush: Brush, inks: Inks) -> None:
    """Three closed books on a table."""
    for i, (x, width, ink) in enumerate(
        ((-13, 26, inks.deep(0.5)), (-11, 23, inks.warm(0.78)), (-12, 21, inks.light(0.8)))
    ):
        y = -5.4 * (i + 1)
        brush.fill(box(x, y, width, 5.2, 1.2), ink)
        brush.fill(box(x + 2, y + 1.1, width - 2, 3.0), inks.white)
        brush.line(lines((x + 3, y + 2.6), (x + width - 1, y + 2.6)), inks.grey(0.86), 0.5)


def keys(brush: Brush, inks: Inks) -> None:
    """A ring with two keys and a small house, hanging from the origin."""
    brush.line(oval((0, 3.2), 3.2), inks.navy, 0.9)
    for angle, ink in ((18, inks.warm(0.72)), (-14, inks.deep(0.56))):
        with brush.at((0, 6), angle=angle):
            brush.line(lines((0, 4), (0, 13)), ink, 1.6)
            brush.line(lines((0, 12.4), (2.6, 12.4)), ink, 1.5)
            brush.line(lines((0, 9.6), (2.0, 9.6)), ink, 1.5)
            brush.fill(oval((0, 2.2), 3.1), ink)
            brush.fill(oval((0, 1.5), 1.1), inks.white)


def bank_card(brush: Brush, inks: Inks) -> None:
    """A plain payment card, its middle in the origin."""
    face = box(-9.2, -5.8, 18.4, 11.6, 1.5)
    brush.fill(face, inks.deep(0.5))
    with brush.inside(face):
        brush.fill(oval((7, 6), 9, 8), inks.deep(0.6))
        brush.fill(box(-7, -2.2, 3.6, 2.9, 0.7), inks.warm(0.84))
        brush.fill(box(-7, 2.6, 9, 1.2, 0.6), inks.light(0.92))


def bag(brush: Brush, inks: Inks) -> None:
    """A paper shopping bag that hangs from its handle in the origin."""
    brush.line(bow((-5, 11), (0, -10.5), (5, 11)), inks.navy, 1.1)
    brush.fill(polygon((-11, 10), (11, 10), (12, 38), (-12, 38)), inks.warm(0.8))
    brush.fill(polygon((5, 10), (11, 10), (12, 38), (6, 38)), inks.warm(0.73))
    brush.fill(oval((-2.5, 24), 4.6), inks.warm(0.93))


def bag_blue(brush: Brush, inks: Inks) -> None:
    """A second shopping bag, so that two do not look alike."""
    brush.line(bow((-5, 10), (0, -9.5), (5, 10)), inks.warm(0.6), 1.1)
    brush.fill(polygon((-10, 9), (10, 9), (10.6, 33), (-10.6, 33)), inks.light(0.86))
    brush.fill(polygon((4, 9), (10, 9), (10.6, 33), (4.6, 33)), inks.light(0.79))
    brush.line(lines((-6.5, 17), (1, 17)), inks.white, 1.4)
    brush.line(lines((-6.5, 21), (-1.5, 21)), inks.white, 1.4)


def briefcase(brush: Brush, inks: Inks) -> None:
    """A briefcase that hangs from its handle in the origin."""
    brush.line(lines((-5, 6), (-5, 1), (5, 1), (5, 6)), inks.navy, 1.7)
    brush.fill(box(-19, 5, 38, 26, 3), inks.warm(0.5))
    brush.fill(box(-19, 5, 38, 11, 3), inks.warm(0.58))
    brush.fill(box(-2.6, 13, 5.2, 5, 1), inks.warm(0.88))


def suitcase(brush: Brush, inks: Inks) -> None:
    """A cabin suitcase that hangs or rolls from its handle in the origin."""
    brush.line(lines((-6, 14), (-6, 0), (6, 0), (6, 14)), inks.navy, 1.6)
    brush.fill(box(-17, 13, 34, 50, 5), inks.light(0.78))
    brush.fill(box(6, 13, 11, 50, 5), inks.light(0.71))
    for x in (-10, -3, 4):
        brush.line(lines((x, 18), (x, 58)), inks.light(0.66), 1.1)
    brush.fill(ovals([(-11, 65, 3), (11, 65, 3)]), inks.navy)


def gift(brush: Brush, inks: Inks) -> None:
    """A wrapped present; the middle of its bottom in the origin."""
    brush.fill(box(-14, -21, 28, 21, 1.5), inks.warm(0.79))
    brush.fill(box(5, -21, 9, 21, 1.5), inks.warm(0.73))
    brush.fill(box(-15.5, -26, 31, 7, 1.5), inks.warm(0.86))
    brush.fill(box(-3, -26, 6, 26), inks.deep(0.54))
    for side in (-1, 1):
        brush.fill(
            blob((0, -26), (0, -26), (side * 4, -34), (side * 11, -34), (side * 9, -27)),
            inks.deep(0.54 if side < 0 else 0.46),
        )


def balloons(brush: Brush, inks: Inks) -> None:
    """Three balloons whose strings meet in the origin."""
    for x, y, ink in ((-17, -68, inks.warm(0.79)), (17, -76, inks.deep(0.56)), (0, -96, inks.light(0.86))):
        brush.line(curve((0, 0), (x * 0.4, y * 0.4), (x, y + 18)), inks.navy, 0.6)
        brush.fill(polygon((x - 2.4, y + 20), (x + 2.4, y + 20), (x, y + 15)), ink.shade(-0.08))
        with brush.at((x, y)):
            brush.fill(mirrored((0, -17), (10, -13), (14, -3), (8, 11), (0, 17)), ink)
        brush.line(curve((x - 8, y - 3), (x - 7, y - 8), (x - 3, y - 12)), inks.white, 2.0, 0.7)


def flowers(brush: Brush, inks: Inks) -> None:
    """A bunch of flowers held in the origin."""
    for x, y in ((-10, -22), (0, -28), (10, -22), (-5, -17), (6, -16)):
        brush.line(lines((0, 4), (x, y)), inks.light(0.58), 1.0)
    brush.fill(polygon((-10, -16), (10, -16), (2.4, 7), (-2.4, 7)), inks.deep(0.9))
    for x, y, ink in (
        (-10, -22, inks.warm(0.79)),
        (0, -29, inks.deep(0.6)),
        (10, -22, inks.warm(0.88)),
        (-4, -17, inks.white),
        (5, -16, inks.warm(0.74)),
    ):
        _bloom(brush, (x, y), 5.0, ink, inks)


def _bloom(brush: Brush, centre: tuple[float, float], radius: float, ink: Ink, inks: Inks) -> None:
    petals = [
        (
            centre[0] + radius * 0.62 * math.cos(a * 1.2566),
            centre[1] + radius * 0.62 * math.sin(a * 1.2566),
            radius * 0.52,
        )
        for a in range(5)
    ]
    brush.fill(ovals(petals), ink)
    brush.fill(oval(centre, radius * 0.3), inks.warm(0.92))


def umbrella(brush: Brush, inks: Inks) -> None:
    """An open umbrella, held in the origin."""
    brush.line(lines((0, 6), (0, -62)), inks.navy, 1.6)
    for x0, x1, ink in ((-50, -17, inks.warm(0.79)), (-17, 17, inks.white), (17, 50, inks.warm(0.74))):
        brush.fill(
            blob(
                (0, -92),
                (0, -92),
                (x0 * 0.72, -80),
                (x0, -54),
                (x0, -54),
                ((x0 + x1) / 2, -59),
                (x1, -54),
                (x1, -54),
                (x1 * 0.72, -80),
            ),
            ink,
        )
    brush.line(lines((0, -92), (0, -97)), inks.navy, 1.8)


def heart(brush: Brush, inks: Inks) -> None:
    """A heart, its tip in the origin."""
    right = [(0, -14), (5, -20.5), (12.5, -20), (15, -13), (11, -6), (0, 0)]
    brush.fill(blob((0, -14), *right, (0, 0), *[(-x, y) for x, y in reversed(right[1:-1])], (0, -14)), inks.warm(0.76))
    brush.line(curve((-10.5, -12), (-10, -15.5), (-7, -17)), inks.warm(0.94), 2)


def ball(brush: Brush, inks: Inks) -> None:
    """A beach ball; it lies on the origin."""
    whole = oval((0, -12), 12)
    brush.fill(whole, inks.white)
    with brush.inside(whole):
        brush.fill(crescent((-4, -24), (-16, -12), (-4, 0), (-32, -12)), inks.deep(0.56))
        brush.fill(crescent((2, -24), (10, -12), (2, 0), (-4, -12)), inks.warm(0.79))
        brush.fill(crescent((8, -24), (24, -12), (8, 0), (15, -12)), inks.light(0.8))
    brush.fill(oval((-1.5, -21), 2.2), inks.deep(0.4))


def cake(brush: Brush, inks: Inks) -> None:
    """A cake with candles; the middle of its plate in the origin."""
    brush.fill(box(-20, -1.6, 40, 2.4, 1.2), inks.deep(0.86))
    brush.fill(box(-16, -13, 32, 11.8, 1.6), inks.warm(0.86))
    brush.fill(box(-11, -22, 22, 9.4, 1.6), inks.warm(0.8))
    for x0, x1, y in ((-16, 16, -13), (-11, 11, -22)):
        count = round((x1 - x0) / 4)
        brush.fill(box(x0, y, x1 - x0, 2.6, 1), inks.white)
        brush.fill(ovals([(x0 + 2 + i * 4, y + 2.6 + (i % 2) * 0.9, 2.0) for i in range(count)]), inks.white)
    for x in (-6, 0, 6):
        brush.line(lines((x, -23), (x, -29)), inks.deep(0.56), 1.3)
        brush.fill(blob((x, -35), (x, -35), (x + 1.5, -31.5), (x, -29.8), (x - 1.5, -31.5)), inks.warm(0.76))


def coins(brush: Brush, inks: Inks) -> None:
    """Three piles of coins; they stand on the origin."""
    for x, count in ((-15, 3), (0, 6), (15, 4)):
        for i in range(count):
            brush.fill(box(x - 7, -3.4 * (i + 1), 14, 3.2, 1.5), inks.warm(0.74 if i % 2 else 0.82))
        brush.fill(oval((x, -3.4 * count), 7, 1.9), inks.warm(0.9))
        brush.line(oval((x, -3.4 * count), 4.4, 1.1), inks.warm(0.74), 0.6)


def laptop(brush: Brush, inks: Inks) -> None:
    """An open laptop from behind; its bottom edge in the origin."""
    brush.fill(box(-19, -24, 38, 24, 2.2), inks.grey(0.93))
    brush.fill(polygon((2, -24), (19, -24), (19, 0), (-6, 0)), inks.grey(0.88))
    brush.fill(oval((0, -12), 2.6), inks.deep(0.62))
    brush.fill(box(-21.5, -1.2, 43, 2.6, 1.3), inks.grey(0.8))


def laptop_front(brush: Brush, inks: Inks) -> None:
    """An open laptop from its front, on a table."""
    brush.fill(box(-18, -25, 36, 23, 1.8), inks.navy)
    screen = box(-16.6, -23.6, 33.2, 20.2, 0.8)
    brush.blend(screen, (0, -24), (0, -3), [inks.light(0.94), inks.light(0.85)])
    brush.fill(
        boxes([(-12, -8, 3.4, 3.4), (-6.5, -10, 3.4, 5.4), (-1, -9, 3.4, 4.4), (4.5, -12, 3.4, 7.4)]), inks.deep(0.56)
    )
    brush.line(curve((-12, -13), (-5, -16), (2, -14), (11, -20)), inks.warm(0.76), 1.2)
    brush.fill(polygon((-18, -2), (18, -2), (22, 2), (-22, 2)), inks.grey(0.86))


def wheel(brush: Brush, inks: Inks) -> None:
    """A steering wheel, its hub in the origin."""
    brush.line(oval((0, 0), 17), inks.navy, 3.2)
    brush.line(lines((-16, 0), (16, 0)), inks.navy, 3.0)
    brush.line(lines((0, 0), (0, 16)), inks.navy, 3.0)
    brush.fill(oval((0, 0), 5), inks.deep(0.4))
