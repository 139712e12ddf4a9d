"""What money and terms are kept with: a safe, a padlock, a calculator, a calendar."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, box, boxes, curve, lines, oval, polygon
from ..geometry import Area
from ..inks import Inks
from .drawable import Drawable, Drawing, Laid, laid, offer, portable, within
from .grips import lowered, pinched
from .money import coin
from .stands import STEP


def safe(brush: Brush, air: Air) -> None:
    if "safe" in air.contents:
        with brush.at((22.7, 0), 0.78):
            _open_safe(brush, air)
        return
    inks = air.inks
    _shell(brush, inks)
    brush.fill(box(-62, -128, 120, 106, 8), inks.deep(0.4))
    brush.blend(box(-58, -125, 112, 100, 7), (0, -125), (0, -25), [inks.deep(0.62), inks.deep(0.54)])
    brush.line(box(-48, -115, 92, 80, 6), inks.deep(0.7), 2.4)
    for y in (-104, -62):
        brush.fill(box(-72, y, 12, 22, 4), inks.warm(0.79))
    brush.fill(oval((-2, -75), 28), inks.deep(0.4))
    brush.fill(oval((-2, -75), 24), inks.warm(0.86))
    for i in range(8):
        with brush.at((-2, -75), angle=i * 45):
            brush.fill(box(-1.2, -22, 2.4, 6, 1), inks.warm(0.64))
    for i in range(3):
        with brush.at((-2, -75), angle=i * 60):
            brush.fill(box(-3, -33, 6, 66, 3), inks.warm(0.7))
    brush.fill(oval((-2, -75), 9), inks.warm(0.6))
    for x, y, radius in ((84, -13, 13), (66, -9, 9), (92, -34, 9)):
        coin(brush, inks, (x, y), radius)


def _shell(brush: Brush, inks: Inks) -> None:
    """What an open safe and one that is shut have in common: feet, side and front."""
    for x in (-58, 44):
        brush.fill(box(x, -10, 18, 10, 3), inks.navy)
    brush.fill(box(-68, -136, 144, 130, 12), inks.deep(0.3))
    brush.fill(box(-74, -140, 144, 130, 12), inks.deep(0.5))


def _open_safe(brush: Brush, air: Air) -> None:
    """The same with its door swung to the left: banknotes are on its shelf unless something else is in it."""
    inks = air.inks
    _shell(brush, inks)
    brush.blend(box(-60, -127, 116, 104, 7), (0, -127), (0, -23), [inks.deep(0.24), inks.deep(0.34)])
    brush.fill(box(-60, -31, 116, 8, 3), inks.deep(0.44))
    if air.contents["safe"] is None:
        for i, x in enumerate((-44, -8, 24)):
            brush.fill(box(x, -44 - i % 2 * 12, 26, 13 + i % 2 * 12, 1.5), inks.light(0.84))
            brush.fill(box(x + 9, -44 - i % 2 * 12, 8, 13 + i % 2 * 12), inks.white)
    within(brush, air, "safe", Area(-52, -122, 48, -31))
    door = polygon((-72, -136), (-124, -150), (-124, 2), (-72, -16))
    brush.fill(door, inks.deep(0.4))
    brush.fill(polygon((-77, -128), (-118, -139), (-118, -8), (-77, -22)), inks.deep(0.58))
    for y in (-112, -46):
        brush.fill(box(-78, y, 10, 20, 4), inks.warm(0.79))
    brush.fill(oval((-98, -75), 13, 22), inks.warm(0.86))
    brush.fill(oval((-98, -75), 5, 9), inks.warm(0.6))
    for x, y, radius in ((84, -13, 13), (66, -9, 9)):
        coin(brush, inks, (x, y), radius)


def calculator(brush: Brush, air: Air) -> None:
    """A calculator before a sheet with sums."""
    inks = air.inks
    with brush.at((26, 0), angle=7):
        brush.fill(box(-40, -148, 92, 142, 5), inks.white)
        brush.fill(box(-30, -138, 46, 7, 3), inks.deep(0.56))
        for i in range(6):
            brush.fill(box(-30, -122 + i * 15, 40 if i % 2 else 50, 4, 2), inks.grey(0.86))
            brush.fill(box(30, -122 + i * 15, 14, 4, 2), inks.warm(0.79))
    with brush.at((-23, 0)):
        _keys(brush, air)


def _keys(brush: Brush, air: Air) -> None:
    """A calculator alone, 88 wide."""
    inks = air.inks
    brush.fill(box(-39, -124, 88, 126, 11), inks.deep(0.28))
    brush.fill(box(-44, -126, 88, 126, 11), inks.deep(0.52))
    brush.fill(box(-35, -116, 70, 26, 4), inks.light(0.9))
    brush.fill(boxes([(9 + i * 7.4, -108, 4.6, 10) for i in range(3)]), inks.navy)
    for i in range(16):
        x, y = -35 + i % 4 * 18.2, -82 + i // 4 * 19
        ink = inks.warm(0.76) if i % 4 == 3 else inks.light(0.88) if i < 12 else inks.white
        brush.fill(box(x, y, 14, 13, 3.5), ink)


def keyed(brush: Brush, air: Air) -> None:
    """A calculator that lies on a table, 20 wide; the middle of its front edge in the origin."""
    inks = air.inks
    brush.fill(polygon((-8, -8.6), (8, -8.6), (10, 1.6), (10, 3), (-10, 3), (-10, 1.6)), inks.deep(0.36))
    brush.fill(polygon((-8, -9), (8, -9), (10, 1.6), (-10, 1.6)), inks.white)
    brush.fill(polygon((-6.8, -8.2), (6.8, -8.2), (7.2, -5.6), (-7.2, -5.6)), inks.light(0.72))
    for i in range(12):
        ink = inks.warm(0.7) if i % 4 == 3 else inks.deep(0.5)
        brush.fill(box(-7.7 + i % 4 * 4.0, -4.6 + i // 4 * 2.0, 3.2, 1.4, 0.5), ink)


def padlock(brush: Brush, air: Air) -> None:
    """A padlock that is closed, with its keyhole."""
    inks = air.inks
    bar = curve((-30, -76), (-31, -112), (-20, -134), (0, -140), (20, -134), (31, -112), (30, -76))
    brush.line(bar, inks.grey(0.7), 17)
    brush.line(bar, inks.grey(0.82), 9)
    brush.fill(box(-50, -84, 108, 86, 14), inks.deep(0.3))
    brush.fill(box(-56, -88, 108, 88, 14), inks.warm(0.76))
    brush.fill(box(-56, -88, 108, 26, 13), inks.warm(0.84))
    brush.fill(box(-56, -70, 108, 10), inks.warm(0.76))
    brush.fill(oval((-2, -48), 11), inks.navy)
    brush.fill(polygon((-6, -46), (2, -46), (6, -20), (-10, -20)), inks.navy)


def calendar(brush: Brush, air: Air) -> None:
    """A calendar of one month, with its day ringed and a tick."""
    inks = air.inks
    brush.fill(box(-60, -132, 132, 134, 10), inks.deep(0.3), 0.35)
    brush.fill(box(-66, -136, 132, 136, 10), inks.white)
    brush.fill(box(-66, -136, 132, 34, 10), inks.deep(0.56))
    brush.fill(box(-66, -114, 132, 14), inks.deep(0.56))
    brush.fill(box(-24, -123, 48, 8, 4), inks.white, 0.9)
    for x in (-40, 40):
        brush.fill(box(x - 4, -150, 8, 26, 4), inks.warm(0.72))
    for i in range(28):
        shape = box(-56 + i % 7 * 16.6, -90 + i // 7 * 21, 11.5, 13, 3)
        brush.fill(shape, inks.light(0.86) if i % 7 < 5 else inks.warm(0.88))
    brush.fill(oval((-0.5, -41.5), 17), inks.white)
    brush.fill(box(-7, -49, 13, 15, 3), inks.light(0.86))
    brush.line(oval((-0.5, -41.5), 15), inks.warm(0.6), 4.2)
    brush.line(lines((-7, -42), (-2, -36.5), (8, -49)), inks.named("green"), 4.4)
    brush.fill(polygon((40, 0), (66, 0), (66, -26)), inks.light(0.8))


DRAWABLES: dict[str, Drawable] = {
    "safe": replace(
        offer(176, 146, safe, middle=14), dyed=True, opens=True, reach=(0.1, 0.8),
        ground=Drawing(123, 102, safe, 0.7, middle=9.8),
    ),
    "padlock": offer(116, 150, padlock, stand=STEP),
    "calculator": replace(
        portable(offer(162, 152, calculator, middle=14), 26), table=Laid(keyed, flat=True), reach=(0.3, 0.42),
        gripped=Drawing(150, 250, pinched(lowered(_keys)), varied=True),
    ),
    "calendar": laid(portable(offer(146, 154, calendar), 28)),
}  # fmt: skip
