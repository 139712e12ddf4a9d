"""Coins and what they are kept in: deposits, loans, cashback, investments."""

import math
from dataclasses import replace

from ..air import Air
from ..brush import Brush, Point, blob, bow, box, boxes, capsule, curve, lines, mirrored, oval, ovals, polygon
from ..geometry import Area
from ..inks import Ink, Inks
from .drawable import Drawable, Drawing, Held, Laid, laid, offer, placed, portable, within
from .grips import lowered, pinched
from .stands import BOARD, STEP, TABLE


def coin(brush: Brush, inks: Inks, centre: Point, radius: float) -> None:
    """A coin seen from its face, without any sign of a currency."""
    with brush.at(centre, radius):
        brush.fill(oval((0.07, 0.05), 1), inks.warm(0.68))
        brush.fill(oval((0, 0), 1), inks.warm(0.86))
        brush.line(oval((0, 0), 0.74), inks.warm(0.74), 0.1)
        brush.fill(oval((0, 0), 0.34), inks.warm(0.76))
        brush.line(bow((-0.56, -0.2), (-0.46, -0.52), (-0.16, -0.58)), inks.white, 0.12)


def coins(brush: Brush, air: Air) -> None:
    """Three piles of coins; they stand on the origin."""
    inks = air.inks
    for x, count in ((-15, 3), (0, 6), (15, 4)):
        for i in range(count):
            brush.fill(box(x - 7, -3.4 * (i + 1), 14, 3.2, 1.5), inks.warm(0.74 if i % 2 else 0.82))
        brush.fill(oval((x, -3.4 * count), 7, 1.9), inks.warm(0.9))
        brush.line(oval((x, -3.4 * count), 4.4, 1.1), inks.warm(0.74), 0.6)


def piggy_bank(brush: Brush, air: Air) -> None:
    inks = air.inks
    body, dark = inks.warm(0.79), inks.warm(0.73)
    brush.line(curve((-56, -58), (-68, -66), (-72, -54), (-64, -50), (-62, -62)), dark, 4.5)
    for x in (-30, 26):
        brush.fill(capsule((x, -26), (x, -7), 11, 9), inks.warm(0.68))
    trunk = blob((-60, -52), (-48, -84), (-8, -96), (34, -88), (54, -62), (50, -34), (28, -17), (-18, -15), (-50, -26))
    brush.fill(trunk, body)
    with brush.inside(trunk):
        brush.fill(blob((-70, -34), (-10, -26), (60, -40), (60, 0), (-70, 0)), dark)
        brush.glow((-16, -80), (34, 16), inks.white, 0.45)
    brush.fill(blob((22, -92), (22, -92), (20, -112), (28, -116), (46, -84), (46, -84)), dark)
    brush.fill(blob((27, -92), (27, -92), (26, -106), (30, -108), (40, -86), (40, -86)), inks.warm(0.86))
    for x in (-44, 38):
        brush.fill(capsule((x, -26), (x, -7), 11, 9), body)
        brush.fill(box(x - 9, -6, 18, 6, 3), inks.warm(0.6))
    brush.fill(oval((60, -52), 11, 16), dark)
    brush.fill(oval((62, -52), 9.5, 14), inks.warm(0.84))
    brush.fill(ovals([(60, -56, 2.2), (65, -50, 2.2)]), inks.warm(0.58))
    brush.fill(oval((38, -64), 4), inks.navy)
    brush.fill(oval((36.6, -65.6), 1.4), inks.white)
    brush.fill(oval((40, -48), 7, 4.6), inks.warm(0.7), 0.6)
    brush.line(bow((44, -38), (51, -34), (56, -38)), inks.warm(0.56), 2)
    brush.fill(box(-24, -98, 32, 6, 3), inks.warm(0.5))
    brush.fill(blob((-52, -52), (-46, -70), (-30, -66), (-34, -46), (-46, -38)), inks.deep(0.56))
    for x, y, radius in ((-8, -116, 14.0), (18, -142, 10.0), (-28, -150, 8.0)):
        coin(brush, inks, (x, y), radius)
    with brush.at((-74, 0), 1.1):
        for i in range(3):
            brush.fill(box(-15, -7 * (i + 1), 30, 6.4, 3), inks.deep(0.56) if i == 1 else inks.warm(0.84))


def wallet(brush: Brush, air: Air) -> None:
    inks = air.inks
    if "wallet" in air.contents:
        _unfolded(brush, air)
        return
    for x, y, angle, ink in ((-14, -100, -10, inks.light(0.8)), (4, -102, -2, inks.light(0.88))):
        with brush.at((x, y), angle=angle):
            brush.fill(box(-50, -26, 100, 62, 4), ink)
            brush.line(box(-44, -20, 88, 50, 3), ink.shade(-0.1), 2)
            brush.fill(oval((0, 2), 13), ink.shade(-0.1))
    for x, y, angle, ink in ((6, -112, 3, inks.deep(0.66)), (28, -94, 10, inks.warm(0.79))):
        _card(brush, inks, (x, y), angle, ink)
    brush.fill(box(-72, -94, 144, 94, 14), inks.deep(0.42))
    brush.fill(box(-74, -84, 148, 84, 14), inks.deep(0.54))
    brush.fill(box(-74, -22, 148, 22, 11), inks.deep(0.48))
    brush.line(lines((-62, -74), (34, -74)), inks.deep(0.66), 2)
    brush.fill(box(30, -60, 52, 34, 12), inks.deep(0.4))
    brush.fill(oval((45, -43), 7), inks.warm(0.84))
    coin(brush, inks, (-80, -15), 15)
    coin(brush, inks, (-60, -9), 9)


def _card(brush: Brush, inks: Inks, centre: Point, angle: float, ink: Ink) -> None:
    """A bank card, 80 wide, that looks out of a wallet."""
    with brush.at(centre, angle=angle):
        brush.fill(box(-40, -24, 80, 50, 6), ink)
        brush.fill(box(-30, -14, 14, 11, 3), inks.warm(0.93))
        brush.fill(boxes([(-30 + i * 13, 6, 10, 3.4) for i in range(3)]), inks.white)


def _unfolded(brush: Brush, air: Air) -> None:
    """The same, open: two sides on a fold, cards in the slits of one, notes or what is said behind both."""
    inks = air.inks
    if air.contents["wallet"] is None:
        for x, y, angle, light in ((-12, -96, 4, 0.8), (-22, -88, -7, 0.88)):
            with brush.at((x, y), angle=angle):
                brush.fill(box(-58, -44, 116, 60, 4), inks.light(light))
                brush.line(box(-52, -38, 104, 48, 3), inks.light(light - 0.1), 2)
                brush.fill(oval((0, -18), 13), inks.light(light - 0.1))
    within(brush, air, "wallet", Area(-60, -134, 60, -84))
    for side, light in ((-1, 0.5), (1, 0.56)):
        brush.fill(polygon((0, -88), (side * 88, -100), (side * 88, -8), (0, 0)), inks.deep(light))
        brush.line(lines((side * 8, -80), (side * 80, -90)), inks.deep(0.68), 2)
    for i, ink in enumerate((inks.warm(0.79), inks.light(0.84), inks.warm(0.88))):
        _card(brush, inks, (46, -86 + i * 24), -8, ink)
        pocket = polygon((6, -68 + i * 24), (84, -79 + i * 24), (84, -11), (6, -3))
        brush.fill(pocket, inks.deep(0.5 - i * 0.03))
    brush.line(lines((0, -88), (0, 0)), inks.deep(0.38), 5)
    coin(brush, inks, (-46, -46), 15)


def _open_wallet(brush: Brush, air: Air) -> None:
    """A wallet between fingertips, a card and notes looking out of it; an open one shows what is in it."""
    inks = air.inks
    if "wallet" in air.contents:
        with brush.at((0, 6), 0.15):
            _unfolded(brush, air)
        return
    with brush.at((0, 0), 0.84):
        with brush.at((-2, -10), angle=-5):
            brush.fill(box(-9, -9, 18, 14, 0.8), inks.light(0.84))
            brush.fill(oval((0, -4), 2.6), inks.light(0.72))
        for x, y, angle, ink in ((-1, -12.5, 1, inks.deep(0.66)), (3, -9.5, 6, inks.warm(0.79))):
            with brush.at((x, y), angle=angle):
                brush.fill(box(-8, -6.5, 16, 12, 1.2), ink)
                brush.fill(box(-6, -5, 3.4, 2.6, 0.6), inks.warm(0.93))
        brush.fill(box(-12, -11, 24, 17, 2.4), inks.deep(0.54))
        brush.fill(box(-12, 2.4, 24, 3.6, 1.8), inks.deep(0.46))
        brush.line(lines((-10, -9), (6, -9)), inks.deep(0.66), 0.7)
        brush.fill(box(5, -6, 9, 6, 2.2), inks.deep(0.4))
        brush.fill(oval((8, -3), 1.4), inks.warm(0.84))


_CENTRE = (0.0, -78.0)


def cashback(brush: Brush, air: Air) -> None:
    inks = air.inks
    for start, ink in ((-60.0, inks.deep(0.56)), (120.0, inks.light(0.78))):
        arc = [_round(start + i * 12, 66) for i in range(12)]
        brush.line(curve(*arc), ink, 13)
        tip = start + 11 * 12
        brush.fill(polygon(_round(tip, 82), _round(tip, 50), _round(tip + 26, 66)), ink)
    coin(brush, inks, _CENTRE, 44)
    coin(brush, inks, (-58, -13), 13)
    coin(brush, inks, (62, -10), 10)


def _round(angle: float, radius: float) -> Point:
    turn = math.radians(angle)
    return _CENTRE[0] + radius * math.cos(turn), _CENTRE[1] + radius * math.sin(turn)


_ARROW = (Area(-78, -100, 34, -60), Area(28, -160, 80, -112))
"""The two halves of what rises over the bars."""


def growth_chart(brush: Brush, air: Air) -> None:
    inks = air.inks
    tints = (inks.light(0.8), inks.warm(0.79), inks.light(0.86), inks.deep(0.56))
    for i, (x, tall) in enumerate(((-66, 34), (-24, 54), (18, 78), (60, 104))):
        ink = tints[i]
        brush.blend(box(x - 16, -tall, 32, tall, 4), (0, -tall), (0, 0), [ink.shade(0.03), ink.shade(-0.03)])
        brush.fill(box(x + 6, -tall, 10, tall, 4), ink.shade(-0.05))
        brush.fill(oval((x, -tall + 8), 3.2), inks.white, 0.9)
    rise = curve((-78, -62), (-40, -84), (-4, -88), (34, -118), (64, -144))
    brush.line(rise, inks.white, 10)
    brush.line(rise, inks.deep(0.5), 6)
    brush.fill(polygon((46, -146), (80, -160), (76, -124)), inks.deep(0.5))
    coin(brush, inks, (-62, -98), 15)
    coin(brush, inks, (4, -124), 11)
    with brush.at((-66, -34)):
        brush.line(curve((0, 0), (1.5, -8), (0, -16)), inks.light(0.56), 2.4)
        for side in (-1, 1):
            with brush.at((0, -14), angle=side * 54):
                brush.fill(mirrored((0, -18), (6, -10), (3, 0), (0, 1)), inks.light(0.62))


def _one_coin(brush: Brush, air: Air) -> None:
    coin(brush, air.inks, (0, 0), 1)


DRAWABLES = {
    "coins": Drawable(
        table=Laid(coins), stage=Drawing(46, 24, coins),
        gripped=Drawing(112, 200, pinched(placed(_one_coin, (-8, -16), 32)), varied=True), dyed=True,
    ),
    "piggy bank": replace(
        laid(portable(offer(180, 160, piggy_bank, stand=TABLE._replace(height=84.0, half=38.0, most=68.0)), 30)),
        reach=(0.3, 1.0), tool="coin", dyed=True,
    ),
    "coin": Drawable(held=Held(placed(_one_coin, scale=4.6), "fingertips", "shoulder")),
    "wallet": replace(
        offer(182, 138, wallet), held=Held(_open_wallet, "fingertips", "shoulder"), dyed=True, bears="credit card",
        opens=True, gripped=Drawing(150, 230, pinched(lowered(wallet)), varied=True),
    ),
    "cashback": offer(164, 160, cashback, stand=STEP),
    "growth chart": replace(
        offer(172, 164, growth_chart, stand=BOARD), stage=Drawing(172, 164, growth_chart, masts=_ARROW),
    ),
}  # fmt: skip
