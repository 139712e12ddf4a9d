"""What a season or a holiday has: a snowman, fireworks, blossom, autumn leaves, a barbecue, vegetable beds."""

import math
import random
from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, curve, lines, oval, ovals, polygon
from ..inks import Ink
from .drawable import Drawable, Drawing, landscape, standing
from .flora import MAPLE, TRUNK


def snowman(brush: Brush, air: Air) -> None:
    """A snowman with a hat and a scarf, 150 high."""
    inks = air.inks
    white, shade = inks.white, inks.light(0.9) if not air.evening else inks.deep(0.84)
    for x, tip in ((-30, (-64, -104)), (30, (66, -98))):
        brush.line(curve((x * 0.8, -78), ((x + tip[0]) / 2, -84), tip), inks.warm(0.45), 3)
        brush.line(lines((tip[0] * 0.86, tip[1] + 6), (tip[0] * 0.98, tip[1] + 8)), inks.warm(0.45), 2.4)
    for y, r in ((-32, 36), (-80, 27), (-116, 20)):
        brush.fill(oval((0, y), r, r * 0.96), shade)
        brush.fill(oval((-r * 0.1, y - r * 0.05), r * 0.9, r * 0.88), white)
    brush.fill(box(-18, -104, 36, 9, 4), inks.deep(0.56))
    brush.fill(polygon((6, -98), (16, -98), (18, -68), (8, -68)), inks.deep(0.48))
    brush.fill(ovals([(-7, -121, 2.4), (8, -121, 2.4), (0, -84, 2.4), (0, -73, 2.4), (0, -40, 2.6)]), inks.navy)
    brush.fill(polygon((0, -118), (0, -112), (17, -113)), inks.warm(0.74))
    brush.line(curve((-7, -108), (1, -105), (9, -108)), inks.navy, 1.6)
    brush.fill(box(-23, -136, 46, 6, 3), inks.navy)
    brush.fill(box(-15, -158, 30, 24, 3), inks.navy)
    brush.fill(box(-15, -142, 30, 6), inks.warm(0.76))


def fireworks(brush: Brush, air: Air) -> None:
    """Three bursts high above the ground."""
    inks = air.inks
    tints = [inks.warm(0.76), inks.light(0.7), inks.deep(0.6)]
    if air.evening:
        tints = [inks.warm(0.84), inks.light(0.86), inks.white]
    for (x, y, r), ink in zip(((-46, -168, 48), (44, -196, 56), (6, -112, 34)), tints, strict=True):
        brush.glow((x, y), (r * 1.2, r * 1.2), ink, 0.35)
        for i in range(14):
            a = i * math.tau / 14 + r
            inner, outer = r * (0.28 if i % 2 else 0.2), r * (0.82 if i % 2 else 1.0)
            start = (x + inner * math.cos(a), y + inner * math.sin(a))
            end = (x + outer * math.cos(a), y + outer * math.sin(a) + outer * 0.08)
            brush.line(lines(start, end), ink, 2.4)
            brush.fill(oval(end, 2.4), ink)
    for x, y in ((-46, -118), (44, -138), (6, -76)):
        brush.line(curve((x, y), (x * 0.86, y * 0.6), (x * 0.9, -6)), inks.white, 1.0, 0.5)


def _crown(brush: Brush, air: Air, leaf: Ink) -> None:
    """A trunk with a round crown, 100 high."""
    trunk = air.ink("warm", 0.46)
    brush.fill(TRUNK, trunk)
    brush.line(lines((0, -30), (10, -44)), trunk, 2.2)
    brush.line(lines((0, -36), (-9, -48)), trunk, 2.0)
    lobes = [(-15, -54, 16), (15, -52, 17), (-9, -73, 18), (11, -74, 17), (0, -86, 15), (0, -60, 18)]
    brush.fill(ovals([(x + 2, y + 3, r) for x, y, r in lobes]), leaf.shade(-0.07))
    brush.fill(ovals([(x, y, r * 0.96) for x, y, r in lobes]), leaf)


def blossom(brush: Brush, air: Air, rng: random.Random) -> None:
    """A tree in bloom."""
    inks = air.inks
    _crown(brush, air, inks.warm(0.9) if not air.evening else inks.warm(0.74))
    for _ in range(34):
        angle, far = rng.random() * math.tau, math.sqrt(rng.random())
        x, y = 28 * far * math.cos(angle), -68 + 27 * far * math.sin(angle)
        brush.fill(oval((x, y), 2.4), rng.choice((inks.white, inks.warm(0.82), inks.warm(0.97))))
    brush.fill(ovals([(rng.uniform(-34, 34), rng.uniform(-4, 3), 1.3) for _ in range(9)]), inks.warm(0.94))


def autumn(brush: Brush, air: Air, rng: random.Random) -> None:
    """A tree that sheds its leaves."""
    inks = air.inks
    _crown(brush, air, inks.warm(0.74) if not air.evening else inks.warm(0.56))
    tints = (inks.warm(0.82), inks.warm(0.66), inks.warm(0.88))
    for i in range(30):
        on = i < 16
        x = rng.uniform(-28, 28) if on else rng.uniform(-44, 44)
        y = rng.uniform(-92, -46) if on else rng.uniform(-40, 4)
        with brush.at((x, y), 0.9, rng.uniform(0, 180)):
            brush.fill(MAPLE, rng.choice(tints))


def barbecue(brush: Brush, air: Air) -> None:
    """A grill with skewers and smoke, 96 high."""
    inks = air.inks
    for x in (-24, 24):
        brush.line(lines((x, -52), (x * 1.3, 0)), inks.navy, 3.4)
    brush.line(lines((-28, -20), (28, -20)), inks.navy, 2.4)
    brush.fill(blob((-42, -68), (-42, -68), (42, -68), (42, -68), (30, -48), (0, -42), (-30, -48)), inks.deep(0.42))
    brush.fill(box(-45, -72, 90, 6, 3), inks.navy)
    brush.fill(ovals([(-22, -70, 4), (-4, -71, 5), (16, -70, 4)]), inks.warm(0.7))
    for x in (-26, -2, 22):
        brush.line(lines((x - 14, -76), (x + 14, -79)), inks.grey(0.6), 1.5)
        for i, ink in enumerate((inks.warm(0.56), inks.light(0.68), inks.warm(0.66))):
            brush.fill(oval((x - 7 + i * 7, -77 - i * 0.6), 3.6), ink)
    for x in (-14, 4, 20):
        brush.line(curve((x, -88), (x + 4, -98), (x - 4, -108), (x + 2, -120)), inks.white, 2.6, 0.7)


def beds(brush: Brush, air: Air) -> None:
    """Two raised beds with vegetables and a watering can."""
    inks = air.inks
    for x, leaf in ((-52, inks.light(0.62)), (34, inks.light(0.56))):
        for i in range(4):
            at = x - 28 + i * 19
            for angle in (-34, 0, 34):
                with brush.at((at, -22), angle=angle):
                    brush.fill(blob((0, 0), (4, -9), (0, -22), (-4, -9)), leaf.shade(0.03 * (angle == 0)))
            brush.fill(oval((at, -22), 5), inks.warm(0.74) if i % 2 else inks.warm(0.66))
        brush.fill(box(x - 40, -20, 80, 20, 2), inks.warm(0.6))
        brush.fill(box(x - 40, -11, 80, 2), inks.warm(0.5))
    brush.line(curve((82, -26), (94, -30), (92, -12)), inks.deep(0.44), 3)
    brush.fill(polygon((84, -14), (106, -34), (109, -31), (88, -6)), inks.deep(0.5))
    brush.fill(box(66, -26, 22, 26, 4), inks.deep(0.56))


DRAWABLES = {
    "snowman": Drawable(
        ground=Drawing(134, 160, snowman, 0.9), stage=Drawing(134, 160, snowman), faces="ahead", reach=(0.07, 0.58),
        shared=True,
    ),
    "fireworks": Drawable(aloft=Drawing(210, 270, fireworks)),
    "blossom": landscape(Drawing(210, 302, blossom, 3.0, varied=True, grows=True)),
    "autumn": landscape(Drawing(262, 302, autumn, 3.0, middle=-5, varied=True, grows=True), dyed=True),
    "barbecue": replace(standing(96, 124, barbecue), faces="ahead", tool="tongs", reach=(0.16, 1.0), hollow=True),
    "vegetable beds": replace(standing(200, 48, beds), behind=True, faces="ahead", tool="watering can"),
}  # fmt: skip
