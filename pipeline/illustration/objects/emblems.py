"""Signs of time, ideas and aims that stand for what a bank offers: a clock, a bulb, a target, a rocket, gold."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, mirrored, oval, polygon
from .drawable import Drawable, offer, portable
from .money import coin
from .stands import STEP


def alarm_clock(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x in (-1, 1):
        brush.line(lines((x * 30, -20), (x * 44, 0)), inks.navy, 9)
        shape = blob((x * 10, -128), (x * 22, -146), (x * 50, -138), (x * 58, -108), (x * 34, -112))
        brush.fill(shape, inks.warm(0.76))
    brush.line(lines((0, -126), (0, -142)), inks.navy, 6)
    brush.fill(oval((4, -64), 62), inks.deep(0.38))
    brush.fill(oval((0, -66), 62), inks.deep(0.54))
    brush.fill(oval((0, -66), 49), inks.white)
    for x, y in ((0, -41), (0, 41), (-41, 0), (41, 0)):
        brush.fill(oval((x, y - 66), 4), inks.navy)
    brush.line(lines((0, -66), (0, -98)), inks.navy, 6)
    brush.line(lines((0, -66), (24, -54)), inks.warm(0.72), 6)
    brush.fill(oval((0, -66), 6), inks.navy)


def hourglass(brush: Brush, air: Air) -> None:
    inks = air.inks
    shape = mirrored((0, -142), (38, -142), (38, -112), (6, -74), (6, -70), (38, -32), (38, -4), (0, -4))
    brush.fill(shape, inks.light(0.93))
    brush.fill(mirrored((0, -112), (30, -112), (5, -76), (0, -76)), inks.warm(0.8))
    brush.fill(mirrored((0, -36), (16, -22), (33, -8), (0, -8)), inks.warm(0.8))
    brush.line(lines((0, -76), (0, -30)), inks.warm(0.8), 3)
    brush.line(curve((-29, -132), (-29, -114), (-14, -94)), inks.white, 5)
    for y in (-154, -10):
        brush.fill(box(-50, y, 100, 14, 5), inks.deep(0.5))
    for x in (-44, 38):
        brush.fill(box(x, -142, 6, 134), inks.deep(0.4))


def light_bulb(brush: Brush, air: Air) -> None:
    inks = air.inks
    for x, y in ((-74, -92), (74, -92), (-56, -142), (56, -142), (0, -164)):
        brush.line(lines((x * 0.88, (y + 88) * 0.88 - 88), (x, y)), inks.warm(0.79), 6)
    glass = mirrored((0, -146), (34, -142), (52, -112), (50, -84), (30, -58), (22, -36), (0, -36))
    brush.fill(glass, inks.named("yellow"))
    brush.line(curve((-34, -112), (-26, -128), (-10, -134)), inks.white, 6)
    brush.line(lines((-12, -36), (-14, -76), (0, -64), (14, -76), (12, -36)), inks.warm(0.6), 4)
    for i in range(3):
        brush.fill(box(-21 + i * 3, -36 + i * 11, 42 - i * 6, 9, 3), inks.deep(0.5 - i * 0.06))


def target(brush: Brush, air: Air) -> None:
    """A target on two legs, an arrow in its middle."""
    inks = air.inks
    for x in (-34, 34):
        brush.line(lines((x * 0.6, -40), (x * 1.3, 0)), inks.warm(0.5), 8)
    for radius, ink in ((66, inks.deep(0.54)), (50, inks.white), (34, inks.warm(0.76)), (16, inks.white)):
        brush.fill(oval((0, -80), radius), ink)
    brush.line(lines((0, -80), (54, -126)), inks.navy, 6)
    brush.fill(polygon((48, -128), (62, -154), (66, -136), (84, -134), (60, -114)), inks.light(0.76))
    brush.fill(oval((0, -80), 6), inks.navy)


def rocket(brush: Brush, air: Air) -> None:
    """A rocket that takes off."""
    inks = air.inks
    for x, y, radius in ((-28, -6, 16), (28, -6, 16), (0, -4, 20), (-48, -2, 9), (48, -2, 9)):
        brush.fill(oval((x, y - radius / 2), radius), inks.light(0.95))
    brush.fill(mirrored((0, 0), (10, -20), (14, -42), (0, -42)), inks.named("yellow"))
    brush.fill(mirrored((0, -12), (6, -26), (8, -42), (0, -42)), inks.warm(0.76))
    for x in (-1, 1):
        brush.fill(blob((x * 20, -84), (x * 42, -60), (x * 42, -32), (x * 18, -46)), inks.warm(0.76))
    body = mirrored((0, -164), (18, -146), (27, -112), (26, -72), (17, -40), (0, -40))
    brush.fill(body, inks.white)
    with brush.inside(body):
        brush.fill(box(-40, -170, 80, 40), inks.deep(0.54))
        brush.fill(box(8, -170, 40, 140), inks.deep(0.5), 0.12)
    brush.fill(oval((0, -98), 13), inks.deep(0.46))
    brush.fill(oval((0, -98), 8.6), inks.light(0.86))
    brush.fill(box(-15, -46, 30, 8, 2), inks.deep(0.4))


def gold_bars(brush: Brush, air: Air) -> None:
    """Three bars of gold, one on two."""
    gold = air.inks.dyed(air.inks.named("yellow"))
    for x, y in ((-40, 0), (40, 0), (0, -38)):
        brush.fill(polygon((x - 38, y), (x + 38, y), (x + 28, y - 30), (x - 28, y - 30)), gold.warm(0.76))
        brush.fill(polygon((x - 28, y - 30), (x + 28, y - 30), (x + 22, y - 38), (x - 22, y - 38)), gold.warm(0.92))
        brush.fill(box(x - 16, y - 20, 32, 9, 2), gold.warm(0.6))


def scales(brush: Brush, air: Air) -> None:
    """A pair of scales, coins on one side."""
    inks = air.inks
    brush.fill(box(-34, -10, 68, 10, 4), inks.deep(0.42))
    brush.line(lines((0, -8), (0, -140)), inks.deep(0.5), 8)
    brush.line(lines((-62, -126), (62, -126)), inks.deep(0.5), 7)
    brush.fill(oval((0, -140), 8), inks.warm(0.79))
    for x in (-62, 62):
        brush.line(lines((x - 24, -60), (x, -124), (x + 24, -60)), inks.navy, 2)
        shape = blob((x - 30, -60), (x - 30, -60), (x + 30, -60), (x + 30, -60), (x + 14, -44), (x - 14, -44))
        brush.fill(shape, inks.warm(0.76))
    coin(brush, inks, (-70, -70), 10)
    coin(brush, inks, (-52, -70), 10)
    brush.fill(polygon((46, -62), (78, -62), (78, -80), (62, -94), (46, -80)), inks.deep(0.56))
    brush.fill(boxes([(57, -74, 10, 12)]), inks.white)


DRAWABLES: dict[str, Drawable] = {
    "alarm clock": replace(portable(offer(130, 150, alarm_clock), 24), dyed=True),
    "hourglass": portable(offer(104, 158, hourglass), 20),
    "light bulb": portable(offer(152, 168, light_bulb, stand=STEP), 26),
    "target": offer(152, 158, target, middle=8, stand=STEP),
    "rocket": portable(offer(118, 168, rocket, stand=STEP), 24),
    "gold bars": offer(160, 98, gold_bars),
    "scales": offer(190, 150, scales, stand=STEP),
}
