"""What is eaten and drunk."""

from ..air import Air
from ..brush import Brush, blob, bow, box, curve, lines, oval, ovals, polygon
from .drawable import Drawable, Drawing, Held, Laid, placed


def coffee(brush: Brush, air: Air) -> None:
    """A paper cup, or a mug of the house; its middle in the origin."""
    if air.china:
        with brush.at((-1, 6), 1.15):
            mug(brush, air)
    else:
        paper_cup(brush, air)


def paper_cup(brush: Brush, air: Air) -> None:
    """A paper cup with a lid and two curls of steam, 14 high without; its middle in the origin."""
    inks = air.inks
    brush.fill(polygon((-4.4, -6.4), (4.4, -6.4), (3.3, 7.2), (-3.3, 7.2)), inks.white)
    brush.fill(polygon((1.6, -6.4), (4.4, -6.4), (3.3, 7.2), (1.2, 7.2)), inks.grey(0.9))
    brush.fill(polygon((-4.2, -3.2), (4.2, -3.2), (3.65, 3.2), (-3.65, 3.2)), inks.warm(0.76))
    brush.fill(box(-5.0, -8.4, 10, 2.5, 1.1), inks.deep(0.45))
    for x in (-1.6, 1.6):
        brush.line(curve((x, -10.4), (x + 1.4, -12.6), (x - 0.6, -14.8), (x + 0.8, -17)), inks.white, 0.9, 0.8)


def mug(brush: Brush, air: Air) -> None:
    """A mug on a table; its bottom in the origin."""
    inks = air.inks
    brush.line(bow((5, -8.5), (11, -6.5), (5, -2.5)), inks.warm(0.7), 1.6)
    brush.fill(box(-5.5, -11, 11, 11, 2), inks.warm(0.79))
    brush.fill(box(1.5, -11, 4, 11, 2), inks.warm(0.73))
    brush.fill(oval((0, -10.6), 5.3, 1.3), inks.warm(0.36))
    for x in (-1.8, 1.8):
        brush.line(curve((x, -13.5), (x + 1.5, -16), (x - 0.7, -18.5), (x + 0.9, -21)), inks.white, 1.0, 0.85)


def cake(brush: Brush, air: Air) -> None:
    """A cake with candles; the middle of its plate in the origin."""
    inks = air.inks
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


def bread(brush: Brush, air: Air) -> None:
    """A board with loaves and rolls; its middle in the origin."""
    inks = air.inks
    crust = inks.warm(0.66)
    brush.fill(box(-21, -2.4, 42, 3.4, 1.6), inks.warm(0.5))
    for x in (-12, 12):
        with brush.at((x * 0.5, -14), angle=x * 2):
            brush.fill(blob((-4, 6), (-4.4, -18), (0, -24), (4.4, -18), (4, 6)), crust.shade(0.05))
            for y in (-16, -8, 0):
                brush.line(lines((-2.4, y + 2.4), (2.4, y - 1)), inks.warm(0.92), 1.3)
    brush.fill(blob((-19, -2), (-18, -11), (-8, -14), (2, -11), (4, -2)), crust)
    for x in (-13, -7, -1):
        brush.line(lines((x - 1.6, -5), (x + 1.6, -11)), inks.warm(0.92), 1.4)
    brush.fill(blob((3, -2), (3, -9), (11, -12), (19, -9), (19, -2)), crust.shade(-0.07))
    brush.line(bow((6, -7), (11, -9.6), (16, -7)), inks.warm(0.9), 1.3)


def plate(brush: Brush, air: Air) -> None:
    """A plate with a dish on it, from the side of the table; its middle in the origin."""
    inks = air.inks
    brush.fill(oval((0, 0.8), 12.5, 3.0), inks.deep(0.4), 0.25)
    brush.fill(oval((0, 0), 12.5, 3.0), inks.white)
    brush.fill(oval((0, -0.5), 8.6, 1.8), inks.light(0.88))
    brush.fill(blob((-6.4, -0.6), (-4.6, -4.0), (-1, -4.8), (2, -3.6), (5, -4.2), (6.6, -0.6)), inks.warm(0.8))
    brush.fill(ovals([(-3.0, -4.2, 1.5), (3.6, -3.6, 1.3), (0.4, -4.6, 1.2)]), inks.light(0.66))


def slice_of_pizza(brush: Brush, air: Air) -> None:
    """A slice of pizza whose crust is in a fist, its tip up."""
    inks = air.inks
    brush.fill(blob((-11, 2), (-11, -2), (-1, -31), (1, -31), (11, -2), (11, 2)), inks.warm(0.62))
    brush.fill(blob((-9, -3), (-9, -4), (-0.6, -28), (0.6, -28), (9, -4), (9, -3)), inks.warm(0.9))
    brush.fill(ovals([(-3.4, -8, 2.9), (3.6, -12, 2.7), (-0.8, -19, 2.3)]), inks.warm(0.66))
    brush.fill(ovals([(3, -5, 1.3), (-2.6, -14, 1.2)]), inks.deep(0.56))


def open_pizza(brush: Brush, air: Air) -> None:
    """An open box on the origin with a pizza in it."""
    inks = air.inks
    brush.fill(polygon((-19, -9), (19, -9), (17, -31), (-17, -31)), inks.warm(0.86))
    brush.fill(polygon((-17, -9), (17, -9), (21, -3), (-21, -3)), inks.white)
    brush.fill(oval((0, -6.4), 15, 3.4), inks.warm(0.62))
    brush.fill(oval((0, -6.9), 13, 2.6), inks.warm(0.88))
    brush.fill(ovals([(-6, -7.2, 1.7), (0, -6.2, 1.7), (6, -7.2, 1.7)]), inks.warm(0.64))
    brush.fill(box(-21, -3.4, 42, 4.4, 1), inks.warm(0.74))


DRAWABLES = {
    "pizza": Drawable(
        held=Held(placed(slice_of_pizza, scale=0.78), "fist", "shoulder"),
        table=Laid(open_pizza),
        stage=Drawing(42, 34, open_pizza, rise=1),
    ),
    "coffee": Drawable(
        dyed=True, held=Held(coffee, "fingers", "shoulder"), table=Laid(mug), stage=Drawing(20, 22, mug)
    ),
    "coffee to go": Drawable(
        held=Held(paper_cup, "fingers", "shoulder"),
        table=Laid(placed(paper_cup, (0, -7.2))),
        stage=Drawing(11, 25, paper_cup, rise=7.2),
    ),
    "bread": Drawable(
        held=Held(bread, "palm", "waist", both=True), table=Laid(bread), stage=Drawing(42, 39, bread, rise=1)
    ),
    "cake": Drawable(
        dyed=True, held=Held(cake, "palm", "waist", both=True), table=Laid(cake), stage=Drawing(42, 37, cake)
    ),
}
