"""What is paid with and at: a phone in a hand, a code to scan, a terminal, a cash machine."""

import random
from dataclasses import replace
from functools import partial

from ..air import Air
from ..brush import Brush, blob, bow, box, boxes, crescent, lines, oval, polygon
from ..geometry import Area
from .banking import mobile, tick
from .drawable import Drawable, Drawing, Held, Laid, laid, offer, placed, portable, standing, within
from .grips import cuffs, forearm, nail, pinched, skins
from .money import coin
from .office import phone, phone_screen
from .stands import DESK, LOW_DESK

_CODE = ("1110110", "0100101", "1011101", "0010110", "1101011", "0110010", "1011101")
"""The modules in the middle of a code to scan: a pattern that leads nowhere."""


def phone_in_hand(brush: Brush, air: Air, rng: random.Random) -> None:
    """A hand that rises out of its cuff and holds a phone by its edges: the palm is behind it.

    A coin and a tick are beside an app that shows what it does by chance.
    """
    inks, skin = air.inks, rng.choice(skins(air))
    brush.fill(oval((0, -40), 23, 4.5), inks.white.shade(-0.16))
    brush.fill(_PALM, skin.shade(-0.05))
    cuffs(brush, air)
    with brush.at((-1, -64), 0.98):
        mobile(brush, air)
    if "app on a phone" not in air.contents:
        coin(brush, inks, (-45, -196), 10.5)
        with brush.at((41, -210), 1.2):
            tick(brush, air, (0, 0))
    brush.fill(_THUMB, skin)
    brush.fill(oval((-37.6, -149), 3.2, 5.4), nail(air, skin))
    for i, y in enumerate((-142.0, -127.6, -113.2, -98.8)):
        brush.line(lines((46, y), (39, y + 1.6)), skin.shade(-0.12), 14.4)
        brush.line(lines((46, y - 0.8), (39.4, y + 0.8)), skin.shade(-0.012 * i), 12.8)
        if (painted := nail(air, skin)) != skin.shade(0.07):
            brush.fill(oval((38.4, y + 0.8), 4.4, 3.6), painted)


_PALM = blob((-17, -20), (-17, -20), (-18, -42), (-30, -58), (-47, -84), (-56, -106), (-51, -128), (-20, -144),
             (20, -152), (46, -150), (51, -124), (47, -88), (32, -58), (18, -42), (17, -20), (17, -20))  # fmt: skip
"""The wrist, the ball of the thumb and the palm."""
_THUMB = blob((-41, -80), (-41, -80), (-50, -90), (-56, -108), (-54, -128), (-49, -146), (-42, -158), (-36, -159),
              (-32.6, -152), (-34, -140), (-38.6, -124), (-40, -108), (-38.6, -92), (-41, -80))  # fmt: skip
"""The thumb, from its ball beside the phone to the tip at the edge of the screen."""


def _eye(brush: Brush, air: Air, x: float, y: float) -> None:
    """A corner of a code, 24 wide."""
    brush.fill(box(x, y, 24, 24, 4), air.inks.navy)
    brush.fill(box(x + 4, y + 4, 16, 16, 2.5), air.inks.white)
    brush.fill(box(x + 8, y + 8, 8, 8, 1.5), air.inks.deep(0.5))


def qr_code(brush: Brush, air: Air) -> None:
    """A code to scan on a stand, with the rays of a scanner around it."""
    inks = air.inks
    brush.fill(polygon((-34, -14), (34, -14), (46, 0), (-46, 0)), inks.deep(0.46))
    brush.fill(box(-52, -142, 112, 132, 12), inks.deep(0.3), 0.3)
    brush.fill(box(-58, -146, 116, 134, 12), inks.deep(0.56))
    _code(brush, air)
    brush.fill(box(-24, -30, 48, 6, 3), inks.white, 0.9)
    brush.fill(oval((-36, -27), 5), inks.warm(0.84))
    for x, y in ((-1, -1), (1, -1), (1, 1), (-1, 1)):
        corner = lines((x * 66, -88 + y * 46), (x * 66, -88 + y * 66), (x * 46, -88 + y * 66))
        brush.line(corner, inks.warm(0.79), 5)


def _code(brush: Brush, air: Air) -> None:
    """The code itself, on a white square 96 wide whose middle is at y -88."""
    inks = air.inks
    brush.fill(box(-48, -136, 96, 96, 7), inks.white)
    for x, y in ((-42, -130), (18, -130), (-42, -70)):
        _eye(brush, air, x, y)
    parts = ((-13.5, -130, 4.0, 7, 7), (-42.0, -100, 5.8, 4, 14), (-13.0, -76, 6.0, 5, 9))
    for left, top, step, rows, columns in parts:
        spots = [(k, i) for k in range(rows) for i in range(columns) if (_CODE[k] * 2)[i] == "1"]
        brush.fill(boxes([(left + i * step, top + k * step, step * 0.9, step * 0.9) for k, i in spots]), inks.navy)


def _waves(brush: Brush, air: Air, x: float, y: float) -> None:
    """The sign of paying without contact, opening upwards."""
    for i in (1, 2, 3):
        r = i * 8.0
        brush.fill(crescent((x - r, y - r * 0.6), (x, y - r * 1.9), (x + r, y - r * 0.6), (x, y - r * 1.3)),
                   air.inks.warm(0.79))  # fmt: skip


def terminal(brush: Brush, air: Air) -> None:
    """A payment terminal with a receipt, that waits for a card."""
    inks = air.inks
    brush.fill(box(-24, -128, 48, 36, 2), inks.white)
    for i, wide in enumerate((30, 22, 30)):
        brush.fill(box(-15, -122 + i * 7, wide, 3, 1.5), inks.grey(0.84))
    brush.fill(box(-35, -110, 76, 112, 13), inks.deep(0.24))
    brush.fill(box(-39, -112, 78, 112, 13), inks.deep(0.44))
    brush.fill(box(-39, -112, 78, 20, 10), inks.deep(0.5))
    screen = box(-31, -92, 62, 34, 5)
    brush.blend(screen, (0, -92), (0, -58), [inks.light(0.92), inks.light(0.82)])
    brush.fill(oval((-16, -75), 9), inks.warm(0.79))
    brush.line(lines((-20, -75), (-17, -71.5), (-11.5, -78.5)), inks.white, 2.4)
    brush.fill(box(0, -82, 24, 5, 2.5), inks.deep(0.5))
    brush.fill(box(0, -73, 16, 4, 2), inks.white)
    keys = [(-28 + (i % 3) * 20.5, -50 + i // 3 * 12, 15, 8) for i in range(9)]
    for x, y, wide, tall in keys:
        brush.fill(box(x, y, wide, tall, 3), inks.light(0.86))
    for i, ink in enumerate((inks.warm(0.68), inks.warm(0.84), inks.light(0.72))):
        brush.fill(box(-28 + i * 20.5, -13, 15, 8, 3), ink)
    _waves(brush, air, -2, -112)


def _lying(brush: Brush, air: Air) -> None:
    """A payment terminal that lies on a table, 18 wide; the middle of its front edge in the origin."""
    inks = air.inks
    brush.fill(polygon((-5.6, -10), (-5, -14.4), (4.4, -14.4), (5, -10)), inks.white)
    brush.fill(polygon((-6.4, -10.4), (6.4, -10.4), (9, 1.4), (9, 3.2), (-9, 3.2), (-9, 1.4)), inks.deep(0.24))
    brush.fill(polygon((-6.4, -10.8), (6.4, -10.8), (9, 1.4), (-9, 1.4)), inks.deep(0.44))
    brush.fill(polygon((-5.2, -9.8), (5.2, -9.8), (6.2, -5.8), (-6.2, -5.8)), inks.light(0.9))
    brush.line(lines((-2.2, -7.9), (-0.6, -6.8), (2.4, -9)), inks.warm(0.7), 1.1)
    for i in range(9):
        ink = (inks.light(0.86), inks.light(0.86), inks.warm(0.76))[i // 3]
        brush.fill(box(-6.5 + i % 3 * 4.6, -4.8 + i // 3 * 1.9, 3.8, 1.3, 0.5), ink)
    with brush.at((0, -13.6), 0.22):
        _waves(brush, air, 0, 0)


def _held_notes(brush: Brush, air: Air) -> None:
    """Notes that are fanned out between fingertips."""
    inks = air.inks
    for angle, light in ((-34, 0.64), (-12, 0.72), (10, 0.82)):
        with brush.at((0, 2), 0.72, angle):
            brush.fill(box(-7, -21, 14, 24, 1), inks.light(light - 0.1))
            brush.fill(box(-6.4, -20.4, 12.8, 23, 0.8), inks.light(light))
            brush.fill(oval((0, -10), 3), inks.light(light + 0.12))


def bundles(brush: Brush, air: Air) -> None:
    """Three bundles of notes in their bands, 52 wide."""
    inks = air.inks
    for x, y in ((-14, 0), (13, 0), (0, -9)):
        brush.fill(box(x - 13, y - 9, 26, 9, 1), inks.light(0.66))
        brush.fill(box(x - 13, y - 9, 26, 6, 1), inks.light(0.8))
        brush.fill(box(x - 4, y - 9, 8, 9), inks.warm(0.86))


def cash_machine(brush: Brush, air: Air) -> None:
    """A cash machine, 170 high, with notes coming out."""
    inks = air.inks
    brush.fill(box(-46, -172, 100, 172, 8), inks.deep(0.3))
    brush.fill(box(-50, -176, 100, 176, 8), inks.deep(0.52))
    brush.fill(box(-50, -176, 100, 30, 8), inks.warm(0.79))
    brush.fill(box(-50, -156, 100, 10), inks.warm(0.79))
    brush.fill(box(-16, -166, 44, 9, 4.5), inks.white)
    coin(brush, inks, (-30, -161), 9)
    brush.fill(box(-42, -138, 84, 54, 5), inks.navy)
    screen = box(-37, -133, 52, 44, 3)
    brush.blend(screen, (0, -133), (0, -89), [inks.light(0.94), inks.light(0.82)])
    brush.fill(box(-31, -126, 32, 18, 3), inks.warm(0.79))
    brush.fill(box(-27, -121, 7, 5, 1.5), inks.warm(0.94))
    brush.fill(boxes([(-31, -102, 18, 3.6), (-31, -96, 28, 3.6)]), inks.deep(0.56))
    brush.fill(box(21, -132, 15, 5, 2), inks.light(0.8))
    brush.fill(boxes([(21 + (i % 3) * 5.4, -121 + i // 3 * 6.6, 4, 4.6) for i in range(12)]), inks.grey(0.9))
    brush.fill(box(-44, -80, 88, 26, 4), inks.deep(0.42))
    brush.fill(box(-30, -72, 60, 6, 3), inks.navy)
    for x, drop in ((-22, 22), (-16, 18)):
        shape = polygon((x, -69), (x + 38, -69), (x + 40, -69 + drop), (x - 2, -69 + drop))
        brush.fill(shape, inks.light(0.74 + x / -400))
    brush.fill(oval((3, -58), 4.6), inks.light(0.9))
    brush.fill(box(-50, -44, 100, 44, 6), inks.deep(0.46))
    brush.fill(box(-38, -36, 76, 26, 4), inks.deep(0.4))
    brush.fill(box(-52, -5, 106, 6, 2), inks.grey(0.8))


def till(brush: Brush, air: Air) -> None:
    """A counter of a shop with its cash register, a terminal and a bag, or what it carries; 132 high."""
    inks, carries = air.inks, "till" in air.contents
    front = inks.white if not air.evening else inks.light(0.8)
    brush.fill(box(-72, -88, 144, 88, 4), front)
    brush.fill(box(-72, -64, 144, 14), inks.warm(0.79))
    brush.fill(box(-72, -10, 144, 10, 2), inks.deep(0.4))
    brush.fill(box(-80, -94, 160, 10, 4), inks.deep(0.5))
    with brush.at((36, 0) if carries else (0, 0)):
        brush.fill(polygon((-32, -94), (28, -94), (22, -112), (-26, -112)), inks.navy)
        brush.fill(box(-24, -134, 44, 26, 3), inks.navy)
        brush.blend(box(-20, -130, 36, 18, 2), (0, -130), (0, -112), [inks.light(0.95), inks.light(0.82)])
        brush.fill(box(-16, -124, 16, 3.4, 1.7), inks.deep(0.5))
        brush.fill(box(4, -119, 10, 4.4, 2), inks.warm(0.76))
        brush.fill(boxes([(-23 + i * 13, -106 + k * 6, 9, 3.6) for i in range(4) for k in range(2)]), inks.light(0.78))
    if carries:
        within(brush, air, "till", Area(-54, -152, -4, -94))
        return
    brush.fill(polygon((-66, -94), (-50, -94), (-54, -104), (-62, -104)), inks.navy)
    with brush.at((-58, -102), 0.22):
        terminal(brush, air)
    brush.fill(polygon((48, -94), (74, -94), (72, -126), (50, -126)), inks.warm(0.86))
    brush.fill(polygon((61, -94), (74, -94), (72, -126), (62, -126)), inks.warm(0.81))
    brush.line(bow((56, -126), (61, -140), (66, -126)), inks.warm(0.66), 1.8)


DRAWABLES = {
    "till": replace(
        standing(160, 136, till), faces="ahead", tool="credit card", reach=(0.15, 1.05), staffed=True, carries="QR code"
    ),
    "app on a phone": Drawable(
        held=Held(phone_screen, "fingertips", "shoulder", above=15.5, half=9), table=Laid(phone, 67, 8),
        stage=Drawing(118, 228, phone_in_hand, varied=True), below=forearm, bears="credit card", opens=True, lit=True,
        untouched=Drawing(94, 166, mobile),
    ),
    "QR code": replace(
        laid(portable(offer(140, 160, qr_code, stand=LOW_DESK), 18)), reach=(0.06, 0.7), tool="phone",
        screened=Drawing(96, 96, _code, rise=-40),
    ),
    "tick": Drawable(screened=Drawing(30, 30, partial(tick, centre=(0, -15)))),
    "payment terminal": replace(
        portable(offer(84, 142, terminal, stand=DESK), 13), table=Laid(_lying),
        reach=(0.46, 0.95), tool="credit card",
    ),
    "banknotes": Drawable(
        held=Held(_held_notes, "fingertips", "shoulder"), table=Laid(bundles), stage=Drawing(54, 20, bundles),
        gripped=Drawing(150, 240, pinched(placed(_held_notes, (4, 14), 5, 10)), varied=True),
    ),
    "ATM": replace(
        standing(108, 178, cash_machine), offered=True, behind=True, faces="ahead", reach=(0.06, 0.5),
        tool="banknotes", tall=0.93,
    ),
}  # fmt: skip
