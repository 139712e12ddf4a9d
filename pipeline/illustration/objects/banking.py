"""What a bank offers besides money: its app, cards, contracts, protection, a customer's shop."""

import random
from dataclasses import replace
from functools import partial

from ..air import Air
from ..brush import Brush, Path, blob, box, boxes, capsule, curve, lines, mirrored, oval, polygon
from ..geometry import Area
from ..inks import Ink
from . import card
from .drawable import Drawable, Drawing, Held, Laid, offer, on_screen, placed, portable
from .grips import lowered, pinched
from .money import coin
from .stands import STEP


def bank_card(brush: Brush, air: Air) -> None:
    """A plain payment card, its middle in the origin."""
    plastic = _plastic(air)
    face = box(-9.2, -5.8, 18.4, 11.6, 1.5)
    brush.line(face, plastic.base.shade(-0.16), 1.2)
    brush.fill(face, plastic.base)
    with brush.inside(face):
        brush.fill(oval((7, 6), 9, 8), plastic.second)
        brush.fill(box(-7, -2.2, 3.6, 2.9, 0.7), plastic.chip)
        brush.fill(box(-7, 2.6, 9, 1.2, 0.6), plastic.print)


def _plastic(air: Air) -> card.Card:
    return card.card(air.inks, air.card, random.Random(1))


def _large_card(brush: Brush, air: Air, angle: float = -8.0) -> None:
    """The same, 100 wide."""
    card.draw(brush, _plastic(air), angle)


def documents(brush: Brush, air: Air) -> None:
    inks = air.inks
    with brush.at((0, -4), angle=-6):
        brush.fill(box(-58, -140, 100, 138, 6), inks.light(0.8))
    brush.fill(box(-43, -142, 100, 142, 6), inks.deep(0.3), 0.2)
    brush.fill(box(-48, -144, 100, 144, 6), inks.white)
    brush.fill(box(-48, -144, 100, 24, 6), inks.deep(0.56))
    brush.fill(box(-48, -128, 100, 8), inks.deep(0.56))
    brush.fill(oval((-34, -132), 5), inks.warm(0.84))
    for i, wide in enumerate((52, 40, 58)):
        y = -104 + i * 24
        brush.fill(box(-38, y - 7, 14, 14, 3), inks.light(0.86))
        brush.line(lines((-35, y), (-32, y + 3.4), (-26, y - 5)), inks.deep(0.5), 2.6)
        brush.fill(box(-16, y - 3, wide, 6, 3), inks.grey(0.86))
    brush.fill(box(-38, -26, 44, 4, 2), inks.grey(0.86))
    brush.fill(oval((26, -26), 16), inks.warm(0.79))
    brush.fill(oval((26, -26), 10.5), inks.warm(0.88))
    brush.fill(polygon((18, -14), (15, 2), (24, -4), (33, 2), (34, -14)), inks.warm(0.72))
    with brush.at((52, -58), angle=32):
        brush.fill(capsule((0, -48), (0, 16), 5, 5), inks.deep(0.46))
        brush.fill(polygon((-5, 18), (5, 18), (0, 30)), inks.warm(0.84))
        brush.fill(box(-5, -30, 10, 7), inks.warm(0.79))


def papers(brush: Brush, air: Air) -> None:
    """Two sheets and a pen that lie on a table, 36 wide; the middle of their front edge in the origin."""
    inks = air.inks
    for x, y in ((6.4, -3.2), (-3, 0.0)):
        sheet = polygon((x - 10, y - 5.8), (x + 9, y - 5.8), (x + 12, y + 1.2), (x - 14, y + 1.2))
        brush.fill(sheet, inks.white)
        brush.line(sheet, inks.light(0.76), 0.6)
    brush.line(lines((-12, -4.2), (3, -4.2)), inks.deep(0.56), 1.3)
    brush.line(lines((-13, -2.2), (4, -2.2)), inks.grey(0.8), 0.8)
    brush.line(lines((-14, -0.5), (-3, -0.5)), inks.grey(0.8), 0.8)
    brush.line(lines((5, -0.4), (14, -6.6)), inks.navy, 1.5)
    brush.line(lines((13, -5.9), (15, -7.2)), inks.warm(0.79), 1.7)


def _outline(half: float, tall: float, top: float) -> Path:
    """A shield whose tip is at y 0 of its own box: `half` wide, `tall` high, from `top` on."""
    edge = top + tall * 0.13
    return mirrored((0, top), (0, top), (half * 0.5, top + tall * 0.1), (half, edge), (half, edge),
                    (half * 0.94, top + tall * 0.52), (half * 0.6, top + tall * 0.82), (0, top + tall),
                    (0, top + tall))  # fmt: skip


def shield(brush: Brush, air: Air) -> None:
    inks = air.inks
    with brush.at((5, 0)):
        brush.fill(_outline(62, 146, -146), inks.deep(0.3))
    brush.fill(_outline(62, 146, -146), inks.white)
    inner = _outline(53, 128, -137)
    brush.blend(inner, (0, -141), (0, -13), [inks.deep(0.6), inks.deep(0.52)])
    with brush.inside(inner):
        brush.fill(box(0, -150, 80, 150), inks.deep(0.46))
        brush.fill(blob((-60, -140), (-60, -140), (-20, -146), (-44, -60), (-60, -50)), inks.white, 0.14)
    brush.line(lines((-27, -82), (-7, -60), (31, -106)), inks.deep(0.34), 15, 0.35)
    brush.line(lines((-27, -84), (-7, -62), (31, -108)), inks.warm(0.8), 14)
    coin(brush, inks, (-64, -14), 13)
    coin(brush, inks, (-44, -8), 8)


def storefront(brush: Brush, air: Air) -> None:
    inks = air.inks
    brush.fill(box(-92, -156, 184, 156, 3), inks.white if not air.evening else inks.light(0.88))
    brush.fill(box(40, -156, 52, 156), inks.light(0.93) if not air.evening else inks.light(0.82))
    brush.fill(box(-98, -162, 196, 12, 3), inks.deep(0.46))
    brush.fill(box(-50, -148, 100, 20, 6), inks.deep(0.56))
    brush.fill(oval((0, -138), 6), inks.warm(0.84))
    brush.fill(boxes([(-36, -140, 22, 4), (14, -140, 22, 4)]), inks.white)
    glass = [inks.warm(0.96), inks.warm(0.9)] if air.evening else [inks.light(0.8), inks.light(0.92)]
    brush.blend(box(-80, -84, 96, 62, 3), (0, -84), (0, -22), glass)
    brush.line(box(-80, -84, 96, 62, 3), inks.deep(0.46), 4)
    for x, tall, ink in ((-64, 22, inks.warm(0.79)), (-38, 30, inks.deep(0.56)), (-12, 18, inks.warm(0.86))):
        brush.fill(box(x - 9, -22 - tall, 18, tall, 3), ink)
    brush.fill(polygon((-70, -84), (-50, -84), (-78, -40), (-80, -60)), inks.white, 0.35)
    brush.fill(box(34, -92, 46, 92, 3), inks.deep(0.5))
    brush.blend(box(40, -86, 34, 60, 2), (0, -86), (0, -26), glass)
    brush.fill(oval((42, -40), 2.6), inks.warm(0.84))
    brush.fill(box(-98, -6, 196, 6, 2), inks.grey(0.86))
    for i in range(8):
        x, ink = -100 + i * 25, inks.warm(0.79) if i % 2 == 0 else inks.white
        shape = blob((x + 4, -124), (x + 4, -124), (x + 25, -124), (x + 25, -124), (x + 25, -96), (x + 25, -96),
                     (x + 12.5, -86), (x, -96), (x, -96))  # fmt: skip
        brush.fill(shape, ink)
    brush.line(lines((-98, -125), (100, -125)), inks.warm(0.68), 3)


def app(brush: Brush, air: Air) -> None:
    """A phone that shows a banking app, with a coin and a tick at its sides."""
    mobile(brush, air)
    coin(brush, air.inks, (-46, -126), 11)
    tick(brush, air, (44, -52))


def mobile(brush: Brush, air: Air) -> None:
    """A phone 86 wide that shows a bank card and what was paid, or what is said to be on its screen."""
    inks = air.inks
    brush.fill(box(-39, -164, 86, 166, 15), inks.deep(0.2))
    brush.fill(box(-43, -166, 86, 166, 15), inks.navy)
    screen = box(-38, -161, 76, 156, 11)
    brush.blend(screen, (0, -161), (0, -5), [inks.light(0.94), inks.white])
    with brush.inside(screen):
        brush.fill(box(-38, -161, 76, 62), inks.deep(0.56))
        brush.fill(oval((34, -158), 40), inks.deep(0.62))
    brush.fill(box(-13, -158, 26, 5, 2.5), inks.navy)
    brush.fill(oval((-27, -143), 6.5), inks.warm(0.84))
    brush.fill(box(-16, -145, 28, 4, 2), inks.white, 0.9)
    if "app on a phone" in air.contents:
        brush.fill(box(-38, -134, 76, 130, 8), inks.white)
        on_screen(brush, air, "app on a phone", Area(-35, -130, 35, -32))
        brush.fill(box(-27, -26, 54, 13, 6.5), inks.deep(0.56))
        return
    for i, tall in enumerate((6, 9, 13, 17, 22)):
        brush.fill(box(-29 + i * 12.4, -57 - tall, 8, tall, 2), inks.light(0.8) if i % 2 else inks.deep(0.56))
    for i, ink in enumerate((inks.warm(0.79), inks.light(0.8))):
        _line(brush, air, -47 + i * 19, ink)
    with brush.at((8, -108), angle=-9):
        face = box(-37, -23, 74, 46, 6)
        brush.fill(box(-35, -19, 74, 46, 6), inks.deep(0.3), 0.25)
        brush.fill(face, inks.warm(0.79))
        with brush.inside(face):
            brush.fill(oval((30, 24), 34, 30), inks.warm(0.86))
        brush.fill(box(-28, -10, 13, 10, 2.5), inks.warm(0.94))
        brush.fill(boxes([(-28 + i * 12, 9, 9, 3.2) for i in range(3)]), inks.white)


def _line(brush: Brush, air: Air, y: float, ink: Ink) -> None:
    """A row of a list: a round sign, a name and a sum, as plain bars."""
    brush.fill(box(-31, y, 62, 15, 5), air.inks.light(0.9))
    brush.fill(oval((-23, y + 7.5), 4.6), ink)
    brush.fill(box(-15, y + 5.6, 22, 3.6, 1.8), air.inks.deep(0.5))
    brush.fill(box(15, y + 5.6, 12, 3.6, 1.8), ink)


def tick(brush: Brush, air: Air, centre: tuple[float, float]) -> None:
    """The sign that something is done, green, 30 wide, and a mark over it."""
    x, y = centre
    brush.fill(oval(centre, 15), air.inks.white)
    brush.fill(oval(centre, 12.5), air.inks.named("green"))
    brush.line(lines((x - 5.5, y), (x - 1.5, y + 4.6), (x + 6, y - 5)), air.inks.white, 3.2)
    brush.line(curve((x - 8, y - 18), (x, y - 21), (x + 8, y - 18)), air.inks.white, 2, 0.7)


STOREFRONT = Drawing(490, 394, storefront, 2.4)

DRAWABLES = {
    "credit card": replace(
        offer(116, 88, placed(_large_card, (0, -44))),
        gripped=Drawing(112, 200, pinched(placed(partial(_large_card, angle=-14), scale=1.16)), varied=True),
        held=Held(bank_card, "fingertips", "shoulder"),
    ),
    "banking app": replace(APP := offer(118, 168, app, stand=STEP), tool="phone"),
    "documents": replace(
        portable(offer(154, 148, documents, middle=5), 30), table=Laid(papers, flat=True),
        gripped=Drawing(150, 250, pinched(lowered(documents)), varied=True),
    ),
    "shield": replace(offer(156, 152, shield, stand=STEP), dyed=True),
    "storefront": Drawable(
        stage=Drawing(204, 164, storefront), ground=STOREFRONT, framed=STOREFRONT, offered=True, behind=True,
        faces="ahead",
    ),
}  # fmt: skip
