"""Phones, laptops and books."""

from ..air import Air
from ..brush import Brush, Point, box, boxes, curve, lines, oval, ovals, polygon
from ..geometry import Area
from .banking import APP, mobile
from .drawable import Drawable, Drawing, Held, Laid, on_screen

_LARGE = 38.0
"""How high a phone in a hand is that shows what is said, in centimetres."""


def phone(brush: Brush, air: Air) -> None:
    """A mobile phone from its front, its centre in the origin."""
    inks = air.inks
    brush.fill(box(-4.2, -8.4, 8.4, 16.8, 1.6), inks.navy)
    screen = box(-3.6, -7.6, 7.2, 15.2, 1.1)
    brush.blend(screen, (0, -8), (0, 8), [inks.light(0.95), inks.light(0.84)])
    brush.fill(box(-2.6, -5.6, 5.2, 3.6, 0.9), inks.deep(0.56))
    brush.fill(box(-2.6, -1.0, 3.4, 1.1, 0.5), inks.warm(0.79))
    brush.fill(box(-2.6, 1.2, 5.2, 1.1, 0.5), inks.white)


def phone_back(brush: Brush, air: Air) -> None:
    """A mobile phone from behind."""
    inks = air.inks
    brush.fill(box(-4.1, -8.2, 8.2, 16.4, 1.7), inks.navy)
    brush.fill(box(-3.5, -7.6, 7.0, 15.2, 1.3), inks.deep(0.36))
    brush.fill(ovals([(-1.7, -5.6, 1.1), (-1.7, -2.9, 1.1)]), inks.light(0.85))


def phone_screen(brush: Brush, air: Air) -> None:
    """A phone whose screen is seen, its middle in the origin: with a card, a chart and a tick.

    One that shows what is said is larger, up from its lower edge.
    """
    inks = air.inks
    if "app on a phone" in air.contents:
        with brush.at((0, 11), _LARGE / 166):
            mobile(brush, air)
        return
    brush.fill(box(-5.4, -11, 10.8, 22, 1.9), inks.navy)
    screen = box(-4.7, -10.2, 9.4, 20.4, 1.3)
    brush.blend(screen, (0, -10), (0, 10), [inks.light(0.95), inks.white])
    brush.fill(box(-3.8, -9.2, 7.6, 4.0, 1.0), inks.deep(0.56))
    brush.fill(box(-3.0, -8.4, 1.8, 1.4, 0.4), inks.warm(0.86))
    brush.fill(box(-3.0, -6.4, 3.6, 0.6, 0.3), inks.white)
    for i, tall in enumerate((1.4, 2.6, 3.9, 5.4)):
        brush.fill(box(-3.7 + i * 1.95, 3.4 - tall, 1.4, tall, 0.4), inks.deep(0.56) if i % 2 else inks.light(0.7))
    brush.fill(oval((-1.9, -2.4), 2.0), inks.named("green"))
    brush.line(lines((-2.8, -2.3), (-2.2, -1.7), (-1.0, -3.1)), inks.white, 0.6)


def laptop(brush: Brush, air: Air) -> None:
    """An open laptop from behind; its bottom edge in the origin."""
    inks = air.inks
    brush.fill(box(-19, -24, 38, 24, 2.2), inks.grey(0.93))
    brush.fill(polygon((2, -24), (19, -24), (19, 0), (-6, 0)), inks.grey(0.88))
    brush.fill(oval((0, -12), 2.6), inks.deep(0.62))
    brush.fill(box(-21.5, -1.2, 43, 2.6, 1.3), inks.grey(0.8))


def laptop_aside(brush: Brush, air: Air) -> None:
    """The same from its side, before somebody to its left who is in the origin."""
    ink = air.inks.grey(0.8)
    brush.line(lines((59, -1.5), (66, -24)), ink.shade(0.1), 2.6)
    brush.fill(box(29, -2.8, 31, 2.8, 1.2), ink)


def contract(brush: Brush, air: Air, hand: Point) -> None:
    """A sheet that lies on a table, whose front edge is in the origin, and the pen of a hand that writes on it."""
    sheet = polygon((-20, -9), (14, -9), (22, 0), (-26, 0))
    brush.fill(sheet, air.inks.white)
    brush.line(sheet, air.inks.light(0.8), 0.6)
    for i, wide in enumerate((26, 32, 20)):
        y = -6.6 + i * 2.6
        brush.line(lines((-19 - i, y), (-19 - i + wide, y)), air.inks.deep(0.6), 0.9)
    x, top = hand
    brush.line(lines((x + 3.0, top - 12.0), (x - 14.0, -1.2)), air.inks.navy, 1.7)
    brush.line(lines((x + 3.0, top - 12.0), (x - 0.6, top - 8.2)), air.inks.warm(0.79), 1.9)


def laptop_front(brush: Brush, air: Air) -> None:
    """An open laptop from its front, on a table."""
    inks = air.inks
    brush.fill(box(-18, -25, 36, 23, 1.8), inks.navy)
    screen = box(-16.6, -23.6, 33.2, 20.2, 0.8)
    brush.blend(screen, (0, -24), (0, -3), [inks.light(0.94), inks.light(0.85)])
    brush.fill(polygon((-18, -2), (18, -2), (22, 2), (-22, 2)), inks.grey(0.86))
    if "laptop" in air.contents:
        on_screen(brush, air, "laptop", Area(-15, -22.6, 15, -4.4))
        return
    shape = boxes([(-12, -8, 3.4, 3.4), (-6.5, -10, 3.4, 5.4), (-1, -9, 3.4, 4.4), (4.5, -12, 3.4, 7.4)])
    brush.fill(shape, inks.deep(0.56))
    brush.line(curve((-12, -13), (-5, -16), (2, -14), (11, -20)), inks.warm(0.76), 1.2)


def book(brush: Brush, air: Air) -> None:
    """An open book seen from outside; the bottom of its spine in the origin."""
    inks = air.inks
    for side in (-1, 1):
        page = polygon((0, 0), (0, -19), (side * 15.5, -22), (side * 15.5, -3))
        brush.fill(polygon((0, 1.2), (0, -19.5), (side * 16.4, -22.6), (side * 16.4, -1.8)), inks.white)
        brush.fill(page, inks.deep(0.5 if side < 0 else 0.44))
        brush.line(lines((side * 3.4, -15.5), (side * 12.4, -17.2)), inks.light(0.88), 1.2)
        brush.line(lines((side * 3.4, -12.2), (side * 9, -13.3)), inks.light(0.88), 1.0)
    brush.line(lines((0, 0), (0, -19)), inks.navy, 1.1)


def sheets(brush: Brush, air: Air) -> None:
    """Sheets that somebody reads, seen from behind; the middle of their lower edge in the origin."""
    inks = air.inks
    brush.fill(polygon((-13.4, 1), (-15, -23.4), (13, -25.4), (14.6, -1)), inks.grey(0.8))
    brush.fill(polygon((-14, 2), (-14, -23), (14, -23), (14, 2)), inks.white)
    brush.fill(polygon((14, -23), (14, -17.5), (8.5, -23)), inks.light(0.8))
    brush.fill(
        boxes([(-9.5, y, wide, 1.3) for y, wide in ((-18, 13), (-14, 19), (-10, 19), (-6, 15))]), inks.light(0.86)
    )


def closed_book(brush: Brush, air: Air) -> None:
    """A closed book from its front, its middle in the origin."""
    inks = air.inks
    brush.fill(box(-8.6, -11, 18, 23, 1.2), inks.white)
    brush.fill(box(-9.4, -12, 17.6, 23, 1.6), inks.deep(0.48))
    brush.fill(box(-9.4, -12, 3.4, 23, 1.4), inks.deep(0.4))
    brush.fill(box(-3, -7.4, 8.4, 2.4, 0.8), inks.light(0.88))
    brush.fill(box(-3, -3.2, 5.6, 1.8, 0.8), inks.light(0.88))


def book_stack(brush: Brush, air: Air) -> None:
    """Three closed books on a table."""
    inks = air.inks
    for x, y, width, ink in ((-13, -5.4, 26, inks.deep(0.5)), (-11, -10.8, 23, inks.warm(0.78)),
                             (-12, -16.2, 21, inks.light(0.8))):  # fmt: skip
        brush.fill(box(x, y, width, 5.2, 1.2), ink)
        brush.fill(box(x + 2, y + 1.1, width - 2, 3.0), inks.white)
        brush.line(lines((x + 3, y + 2.6), (x + width - 1, y + 2.6)), inks.grey(0.86), 0.5)


DRAWABLES = {
    "phone": Drawable(
        held=Held(phone_screen, "fingertips", "shoulder", above=15.5), table=Laid(phone, 67, 8), stage=APP.stage,
        bears="credit card",
    ),
    "receiver": Drawable(held=Held(phone_back, "fingers", "chest")),
    "laptop": Drawable(table=Laid(laptop_front), stage=Drawing(46, 28, laptop_front, rise=2), opens=True, lit=True),
    "book": Drawable(
        dyed=True, held=Held(closed_book, "fingers", "waist"), table=Laid(book_stack), stage=Drawing(28, 18, book_stack)
    ),
}  # fmt: skip
