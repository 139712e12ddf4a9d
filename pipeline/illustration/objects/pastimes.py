"""What free time is spent with: a picnic, a kite, a fishing rod, a skateboard, a newspaper, candles, a flower bed."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, blob, box, boxes, curve, lines, oval, ovals, polygon
from .drawable import Drawable, Drawing, Held, Laid, landscape, placed, standing


def picnic(brush: Brush, air: Air) -> None:
    """A chequered blanket with a basket, fruit and a jug, 170 wide."""
    inks = air.inks
    cloth = polygon((-84, 0), (84, 0), (62, -22), (-62, -22))
    brush.fill(cloth, inks.white if not air.evening else inks.light(0.86))
    with brush.inside(cloth):
        for x in range(-80, 81, 20):
            brush.line(lines((x * 1.05, 0), (x * 0.77, -22)), inks.warm(0.79), 3.4, 0.8)
        for y in (-4, -11, -18):
            brush.fill(box(-90, y - 1, 180, 2.4), inks.warm(0.79), 0.8)
    brush.line(curve((-46, -36), (-38, -62), (-12, -62), (-4, -36)), inks.warm(0.5), 3)
    shape = blob((-50, -38), (-50, -38), (0, -38), (0, -38), (-5, -10), (-5, -10), (-45, -10), (-45, -10))
    brush.fill(shape, inks.warm(0.64))
    for y in (-31, -24, -17):
        brush.line(lines((-48, y), (-2, y)), inks.warm(0.54), 1.4)
    brush.fill(blob((-52, -38), (-24, -46), (2, -38), (-24, -34)), inks.deep(0.56))
    brush.fill(box(14, -38, 15, 28, 4), inks.light(0.9))
    brush.fill(box(14, -27, 15, 17, 4), inks.warm(0.84))
    brush.line(curve((29, -32), (37, -30), (36, -20), (29, -18)), inks.light(0.9), 2.4)
    brush.fill(oval((52, -8), 17, 4.4), inks.white if air.evening else inks.light(0.92))
    brush.fill(ovals([(45, -13, 6), (57, -13, 6), (51, -19, 6)]), inks.warm(0.72))
    for x, y in ((45, -19), (57, -19), (51, -25)):
        brush.line(lines((x, y), (x + 1.5, y - 4)), inks.light(0.56), 1.4)


def rod(brush: Brush, air: Air) -> None:
    """A fishing rod that rises from the fist in the origin to the right, with its line and float."""
    inks = air.inks
    brush.line(lines((-5, 9), (3, -4)), inks.warm(0.5), 4.4)
    brush.line(curve((2, -2), (20, -38), (44, -66), (66, -74)), inks.warm(0.56), 2.2)
    brush.line(lines((66, -74), (72, 40)), inks.grey(0.9) if air.evening else inks.deep(0.6), 0.9)
    brush.fill(oval((7, -3), 4.4), inks.deep(0.46))
    brush.fill(oval((72, 42), 3.4, 4.4), inks.warm(0.74))
    brush.fill(box(68.6, 40.6, 6.8, 2.6), inks.white)


def skateboard(brush: Brush, air: Air) -> None:
    """A skateboard that hangs upright beside the leg from the hand in the origin, its wheels to the right."""
    inks = air.inks
    for y in (4, 44):
        brush.fill(box(3, y - 3, 9, 6, 2), inks.grey(0.66))
        brush.fill(ovals([(13, y, 5)]), inks.white)
        brush.fill(oval((13, y), 2), inks.navy)
    brush.fill(blob((-4, -18), (0, -22), (4, -18), (4, 66), (0, 70), (-4, 66)), inks.warm(0.79))
    brush.fill(box(-4, -8, 3, 64, 1), inks.deep(0.5))


def newspaper(brush: Brush, air: Air) -> None:
    """A folded newspaper whose front is seen, its middle in the origin; lines for words."""
    inks = air.inks
    brush.fill(polygon((-12, -17), (13, -17), (14, 15), (-11, 15)), inks.grey(0.86))
    brush.fill(polygon((-13, -16), (12, -16), (12, 16), (-13, 16)), inks.white)
    brush.fill(box(-11, -14, 21, 4, 0.6), inks.deep(0.5))
    brush.fill(box(-11, -8, 11, 9, 0.6), inks.light(0.78))
    brush.fill(boxes([(2, -8 + i * 2.6, 8, 1.1) for i in range(4)]), inks.grey(0.66))
    brush.fill(boxes([(-11, 4 + i * 2.6, 21 - 4 * (i % 2), 1.1) for i in range(4)]), inks.grey(0.66))


def candles(brush: Brush, air: Air) -> None:
    """Two candles that burn."""
    inks = air.inks
    for x, tall in ((-5, 20), (5, 14)):
        brush.glow((x, -tall - 6), (13, 13), inks.warm(0.9), 0.5)
        brush.fill(oval((x, 0), 6, 1.8), inks.deep(0.5))
        brush.fill(box(x - 2.4, -tall, 4.8, tall, 1), inks.white)
        shape = blob((x, -tall - 9), (x, -tall - 9), (x + 2.4, -tall - 3), (x, -tall), (x - 2.4, -tall - 3))
        brush.fill(shape, inks.warm(0.79))


def flower_bed(brush: Brush, air: Air) -> None:
    """A raised bed of tulips and daisies, 130 wide."""
    inks = air.inks
    for i, x in enumerate(range(-54, 60, 18)):
        tall = 40 + (i * 7) % 15
        brush.line(curve((x, -14), (x + 1, -tall * 0.6), (x, -tall)), inks.light(0.56), 2.4)
        for lean in (-30, 30):
            with brush.at((x, -16), angle=lean):
                brush.fill(blob((0, 0), (4, -11), (0, -24), (-4, -11)), inks.light(0.62))
        if i % 2:
            brush.fill(ovals([(x + dx, -tall + dy, 5) for dx, dy in ((0, -6), (6, 0), (0, 6), (-6, 0))]), inks.white)
            brush.fill(oval((x, -tall), 4), inks.warm(0.82))
        else:
            ink = (inks.warm(0.74), inks.deep(0.6))[i // 2 % 2]
            shape = blob((x - 8, -tall - 10), (x - 3, -tall - 3), (x, -tall - 12), (x + 3, -tall - 3),
                         (x + 8, -tall - 10), (x + 7, -tall + 5), (x - 7, -tall + 5))  # fmt: skip
            brush.fill(shape, ink)
    brush.fill(box(-66, -18, 132, 18, 2), inks.warm(0.6))
    brush.fill(box(-66, -10, 132, 2), inks.warm(0.5))


def tractor(brush: Brush, air: Air) -> None:
    """A tractor that goes to the right, 236 wide and 190 high."""
    inks = air.inks
    body, dark = inks.deep(0.56), inks.navy if not air.evening else inks.deep(0.24)
    brush.fill(box(52, -176, 7, 60, 3), inks.grey(0.5))
    brush.fill(box(-66, -186, 96, 10, 4), body.shade(-0.08))
    for x in (-60, 18):
        brush.line(lines((x, -180), (x + 2, -96)), body.shade(-0.08), 6)
    shape = polygon((-56, -176), (18, -176), (20, -104), (-54, -104))
    brush.fill(shape, inks.light(0.92) if not air.evening else inks.warm(0.93))
    brush.line(lines((-8, -150), (6, -118)), dark, 3)
    shape = blob((-84, -96), (-60, -112), (22, -112), (34, -118), (92, -112), (104, -104), (106, -64), (106, -64),
                 (-30, -56), (-84, -60))  # fmt: skip
    brush.fill(shape, body)
    brush.fill(boxes([(66 + i * 9, -104, 4, 32) for i in range(4)]), body.shade(-0.1))
    brush.fill(oval((103, -92), 6, 8), inks.warm(0.9))
    brush.fill(box(-20, -64, 110, 16, 4), dark)
    shape = blob((-112, -88), (-96, -116), (-50, -118), (-22, -92), (-22, -92), (-34, -84), (-60, -104), (-96, -96))
    brush.fill(shape, body.shade(-0.06))
    for x, r in ((-62, 52), (78, 34)):
        brush.fill(oval((x, -r), r), dark)
        brush.fill(oval((x, -r), r * 0.56), inks.warm(0.79))
        brush.fill(oval((x, -r), r * 0.2), inks.white)


def kite(brush: Brush, air: Air) -> None:
    """A kite high in the air, with its string and tail."""
    brush.line(curve((20, -210), (-10, -120), (-70, -10)), air.inks.navy if not air.evening else air.inks.white, 1.2)
    _sail(brush, air)


def _sail(brush: Brush, air: Air) -> None:
    """A kite with its tail."""
    inks = air.inks
    brush.line(curve((42, -158), (58, -138), (46, -116)), inks.deep(0.6), 2)
    for x, y, angle in ((52, -138, 20), (46, -116, -20)):
        with brush.at((x, y), angle=angle):
            brush.fill(polygon((0, 0), (-11, -6), (-11, 6)), inks.light(0.8))
            brush.fill(polygon((0, 0), (11, -6), (11, 6)), inks.warm(0.79))
    with brush.at((20, -210), angle=-22):
        brush.fill(polygon((0, -48), (36, -8), (0, 56), (-36, -8)), inks.warm(0.79))
        brush.fill(polygon((0, -48), (36, -8), (0, -8)), inks.deep(0.56))
        brush.fill(polygon((0, 56), (-36, -8), (0, -8)), inks.white)
        brush.line(lines((0, -48), (0, 56)), inks.navy, 1.4)
        brush.line(lines((-36, -8), (36, -8)), inks.navy, 1.4)


def flown(brush: Brush, air: Air) -> None:
    """A kite that flies on its string over the fist in the origin."""
    brush.line(curve((-1, 5), (6, -60), (35, -154)), air.inks.navy if not air.evening else air.inks.white, 0.9)
    with brush.at((24, -38), 0.56):
        _sail(brush, air)


_TRACTOR = Drawing(236, 192, tractor)

DRAWABLES = {
    "picnic": replace(standing(172, 66, picnic), faces="ahead"),
    "fishing rod": Drawable(held=Held(rod, "fist", "side", second=placed(rod, flip=True))),
    "skateboard": Drawable(held=Held(skateboard, "fist", "side", second=placed(skateboard, flip=True))),
    "newspaper": Drawable(held=Held(newspaper, "fingers", "chest")),
    "candles": Drawable(table=Laid(candles, 58.0), stage=Drawing(24, 34, candles)),
    "flower bed": replace(standing(134, 62, flower_bed), faces="ahead", tool="watering can"),
    "tractor": replace(landscape(_TRACTOR, dyed=True), stage=_TRACTOR, faces="outward"),
    "kite": Drawable(
        dyed=True,
        held=Held(flown, "fist", "shoulder", overhead=True, second=placed(flown, flip=True)),
        aloft=Drawing(190, 300, kite),
        framed=Drawing(190, 300, kite),
        stage=Drawing(140, 270, kite),
        faces="ahead",
    ),
}
