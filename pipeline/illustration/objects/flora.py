"""Trees, bushes, flowers and leaves, in centimetres with their foot in the origin. Knows no scene."""

import math
import random
from collections.abc import Sequence

from ..air import Air
from ..brush import Brush, Point, blob, bow, box, boxes, curve, lines, merged, mirrored, oval, ovals, polygon
from ..inks import ColourRole, Ink
from .drawable import Drawable, Drawing, Held, landscape
from .furniture import carried

_HALF = ((0.0, -3.6), (0.6, -2.3), (1.6, -2.8), (1.3, -1.4), (3.0, -1.8), (2.5, -0.9), (3.4, -0.2), (1.8, 0.6),
         (2.0, 1.3), (0.3, 1.1), (0.2, 3.0))  # fmt: skip
MAPLE = polygon(*_HALF, *((-x, y) for x, y in reversed(_HALF)))
"""A leaf around its middle, 7 long."""


def conifer(brush: Brush, air: Air, depth: float = 0.0, role: ColourRole = "light") -> None:
    """A fir, 100 high."""
    brush.fill(box(-3, -14, 6, 14), air.ink("warm", 0.5, depth))
    _boughs(brush, air.ink(role, 0.6, depth))


def _boughs(brush: Brush, leaf: Ink) -> None:
    """All of a fir but its trunk."""
    for i, (half, y, top) in enumerate(((27, -10, -52), (22, -34, -74), (16, -58, -100))):
        shape = polygon((-half, y), (0, top), (half, y), (half * 0.4, y + 3), (-half * 0.4, y + 3))
        brush.fill(shape, leaf.shade(0.025 * i))
        brush.fill(polygon((0, top), (half, y), (half * 0.4, y + 3), (half * 0.12, y)), leaf.shade(0.025 * i - 0.05))


def christmas_tree(brush: Brush, air: Air) -> None:
    """A fir with balls, a star and strings of lights, about 106 high."""
    inks = air.inks
    if air.evening:
        brush.glow((0, -54), (66, 84), inks.warm(0.93), 0.5)
    brush.fill(box(-3, -14, 6, 14), air.ink("warm", 0.5))
    _boughs(brush, inks.light(0.32) if air.evening else inks.light(0.56))
    for y, wide in ((-74, 8), (-49, 12.5), (-22, 18)):
        lights = [(wide * (i / 2.5 - 1), y + 6 - 6 * abs(i / 2.5 - 1), 1.5) for i in range(6)]
        if air.evening:
            brush.glow((0, y), (wide * 1.6, 14), inks.warm(0.84), 0.3)
        brush.line(curve(*((x, place) for x, place, _ in lights)), inks.deep(0.34), 0.7)
        brush.fill(ovals(lights), inks.warm(0.96))
    balls = (inks.warm(0.68), inks.white, inks.deep(0.62), inks.light(0.92))
    for i, (x, y) in enumerate(((-15, -18), (3, -24), (17, -17), (-8, -44), (9, -46), (-3, -66), (5, -74))):
        brush.fill(oval((x, y), 2.6), balls[i % len(balls)])
    points = ((math.radians(i * 36 - 90), 6.5 if i % 2 == 0 else 2.8) for i in range(10))
    brush.fill(polygon(*((r * math.cos(a), -100 + r * math.sin(a)) for a, r in points)), inks.warm(0.84))


def conifers(brush: Brush, air: Air, depth: float, spots: list[tuple[float, float, float]], role: ColourRole) -> None:
    """Many far firs (x, foot, height) as two flat shapes, lit and shaded."""
    for side, shade in ((-1, 0.0), (1, -0.035)):
        points = [[(x + tall * 0.24 * side * dx, foot + tall * dy) for dx, dy in _HALF_FIR] for x, foot, tall in spots]
        brush.fill(merged(*[polygon(*half) for half in points]), air.ink(role, 0.62, depth).shade(shade))


_HALF_FIR = ((0, -1.0), (0.55, -0.62), (0.28, -0.62), (0.8, -0.33), (0.42, -0.33), (1.0, -0.06), (0.15, -0.06),
             (0.15, 0.02), (0, 0.02))  # fmt: skip


TRUNK = blob((-3.4, 0), (-3.4, 0), (-2, -20), (-2.4, -50), (2.4, -50), (2.2, -20), (3.6, 0), (3.6, 0))
"""That of a tree 100 high."""


def round_tree(brush: Brush, air: Air, rng: random.Random, depth: float = 0.0, role: ColourRole = "light") -> None:
    """A broad-leaved tree, 100 high."""
    role = air.leaves or role
    leaf, trunk = air.ground(0.72 if role == "light" else 0.66, depth, role), air.ink("warm", 0.48, depth)
    brush.fill(TRUNK, trunk)
    brush.line(lines((0, -30), (9, -44)), trunk, 2.2)
    lobes = [(-14.0, -52.0, 16.0), (13, -50, 17), (-9, -72, 18), (11, -73, 17), (0, -84, 15.5), (0, -60, 18)]
    lobes = [(x * rng.uniform(0.9, 1.12), y, r * rng.uniform(0.92, 1.08)) for x, y, r in lobes]
    brush.fill(ovals(lobes), leaf.shade(-0.055))
    with brush.inside(ovals(lobes)):
        brush.fill(ovals([(x - 5, y - 5, r) for x, y, r in lobes]), leaf)
        brush.fill(ovals([(-12, -78, 6), (-17, -58, 4.5), (-3, -88, 4)]), leaf.shade(0.05))


def tall_tree(brush: Brush, air: Air, depth: float) -> None:
    """A slim poplar-like tree, 100 high."""
    leaf = air.ground(0.68, depth, air.leaves or "light")
    brush.line(lines((0, 0), (0, -50)), air.ink("warm", 0.48, depth), 3.2)
    crown = mirrored((0, -100), (11, -82), (17, -52), (12, -26), (0, -18))
    brush.fill(crown, leaf.shade(-0.05))
    with brush.inside(crown), brush.at((-6, -3)):
        brush.fill(crown, leaf)
    for y, side in ((-34, 1), (-46, -1), (-58, 1)):
        brush.line(lines((0, y), (side * 7, y - 8)), air.ink("warm", 0.48, depth), 1.1)


def palm(brush: Brush, air: Air, rng: random.Random, depth: float = 0.0) -> None:
    """A leaning palm, 100 high."""
    lean = rng.uniform(6, 20)
    trunk, leaf = air.ink("warm", 0.62, depth), air.ink("light", 0.64, depth)
    brush.fill(oval((2, 1), 15, 2.6), air.ink("warm", 0.8))
    shape = blob((-4.2, 0), (-4.2, 0), (-1 + lean * 0.3, -40), (lean - 2, -78), (lean + 2, -78), (3 + lean * 0.3, -40),
                 (4.2, 0), (4.2, 0))  # fmt: skip
    brush.fill(shape, trunk)
    for y in range(-70, -4, 9):
        x = lean * (y / -78) ** 1.4
        brush.line(bow((x - 2.4, y), (x, y + 2), (x + 2.6, y - 0.5)), trunk.shade(-0.08), 0.8)
    with brush.at((lean, -78)):
        for angle in (205, 335, 165, 15, 238, 302):
            a = math.radians(angle)
            tip = (38 * math.cos(a), 26 * math.sin(a) + 12)
            mid = (22 * math.cos(a), 30 * math.sin(a) - 6)
            under = (17 * math.cos(a), 21 * math.sin(a) + 1)
            brush.fill(blob((0, 0), (0, 0), mid, tip, tip, under), leaf.shade(0.04 if angle in (165, 238) else -0.03))
        brush.fill(ovals([(-2.6, 2.4, 2.6), (2.4, 3, 2.6)]), air.ink("warm", 0.5, depth))


def bush(brush: Brush, air: Air, depth: float, rng: random.Random) -> None:
    """A low bush, about 100 wide and 45 high."""
    leaf = air.ground(0.68, depth)
    lobes: list[tuple[float, float, float]] = [(-32, -14, 18), (-12, -24, 22), (14, -22, 23), (35, -13, 17)]
    lobes = [(x, y * rng.uniform(0.9, 1.1), r) for x, y, r in lobes]
    shape = ovals(lobes)
    brush.fill(shape, leaf.shade(-0.05))
    brush.fill(box(-50, -12, 100, 12, 5), leaf.shade(-0.05))
    with brush.inside(shape):
        brush.fill(ovals([(x - 5, y - 6, r) for x, y, r in lobes]), leaf)


BROAD, HIGH = 58.0, 124.0
"""Half the width of the broadest house plant, and how high the highest is."""


def potted(brush: Brush, air: Air, rng: random.Random) -> None:
    """A house plant in a pot."""
    kind = rng.randrange(3)
    leaf = air.ink("light", 0.66) if not air.evening else air.inks.light(0.56)
    if kind == 0:
        for angle in (-62, 58, -38, 36, -14, 14, 0):
            with brush.at((0, -30), angle=angle):
                shape = mirrored((0, -78 + abs(angle) * 0.3), (7, -46), (6, -18), (0, 0))
                brush.fill(shape, leaf.shade(0.04 if angle < 0 else -0.03))
                brush.line(lines((0, -8), (0, -60)), leaf.shade(0.1), 0.9)
    elif kind == 1:
        for x, y in ((-24, -74), (22, -82), (-12, -98), (26, -54), (-32, -50), (4, -70)):
            brush.line(curve((0, -28), (x * 0.5, y * 0.6), (x, y)), leaf.shade(-0.1), 1.6)
            brush.fill(oval((x, y), 13, 10), leaf.shade(0.03 if x < 0 else -0.03))
            brush.line(lines((x - 8, y + 3), (x + 8, y - 4)), leaf.shade(0.1), 0.9)
    else:
        for angle, tall in ((-16, 76), (14, 82), (0, 96), (-7, 60), (8, 58)):
            with brush.at((0, -26), angle=angle):
                shape = mirrored((0, -tall), (5, -tall * 0.5), (4, 0), (0, 2))
                brush.fill(shape, leaf.shade(0.04 if angle < 0 else -0.03))
    pot = air.inks.warm(0.78 if not air.evening else 0.7)
    brush.fill(polygon((-18, -34), (18, -34), (13, 0), (-13, 0)), pot)
    brush.fill(polygon((6, -34), (18, -34), (13, 0), (5, 0)), pot.shade(-0.06))
    brush.fill(box(-20, -38, 40, 8, 2), pot.shade(0.04))


def bloom(
    brush: Brush,
    centre: Point,
    radius: float,
    inks: tuple[Ink, Ink],
    petals: tuple[float, float, float] = (0.6, 0.5, -1.57),
) -> None:
    """One round flower in inks for its five petals and its eye.

    The petals are so far out and so large, in shares of the radius, and the first is at an angle.
    """
    (x, y), (reach, size, turn) = centre, petals
    angles = [i * 1.2566 + turn for i in range(5)]
    leaves = [(x + radius * reach * math.cos(a), y + radius * reach * math.sin(a), radius * size) for a in angles]
    brush.fill(ovals(leaves), inks[0])
    brush.fill(oval(centre, radius * 0.3), inks[1])


def flower_bed(brush: Brush, air: Air, rng: random.Random, count: int = 7) -> None:
    """Flowers that grow from the ground, about 90 wide and 40 high."""
    inks = air.inks
    for i in range(count):
        x = -40 + 80 * i / (count - 1) + rng.uniform(-4, 4)
        y = -rng.uniform(20, 36)
        stem = air.ink("light", 0.58)
        brush.line(curve((x * 0.8, 0), (x * 0.92, y * 0.6), (x, y)), stem, 1.5)
        brush.fill(blob((x * 0.84, -6), (x * 0.84, -6), (x + 5, -13), (x + 9, -12), (x + 9, -12), (x + 6, -8)), stem)
        size = rng.uniform(6, 8)
        petal = rng.choice((inks.warm(0.79), inks.white, inks.warm(0.88), inks.deep(0.6)))
        bloom(brush, (x, y), size, (petal, inks.warm(0.94) if i % 2 else inks.deep(0.5)))


def tuft(brush: Brush, ink: Ink, rng: random.Random) -> None:
    """Blades of grass in the foreground."""
    for _ in range(5):
        x, tall, lean = rng.uniform(-14, 14), rng.uniform(14, 34), rng.uniform(-12, 12)
        shape = blob((x - 2.2, 2), (x - 2.2, 2), (x + lean * 0.35, -tall * 0.5), (x + lean, -tall), (x + lean, -tall),
                     (x + lean * 0.35 + 2.6, -tall * 0.45), (x + 2.2, 2), (x + 2.2, 2))  # fmt: skip
        brush.fill(shape, ink)


def sprig(brush: Brush, ink: Ink) -> None:
    """A branch of leaves that grows upwards from the origin, about 100 long: a frame for the foreground."""
    brush.line(curve((0, 0), (3, -50), (0, -96)), ink.shade(-0.05), 1.6)
    for i in range(5):
        y = -14 - i * 72 / 5
        for side in (-1, 1):
            with brush.at((1.5, y), angle=side * (54 - i * 3)):
                leaf = mirrored((0, -32 + i * 1.8), (7.5, -17), (4.5, -4), (0, 0))
                brush.fill(leaf, ink.shade(0.03 if side < 0 else -0.02))
                brush.line(lines((0, -3), (0, -25)), ink.shade(-0.06), 0.7)
    with brush.at((0, -92)):
        brush.fill(mirrored((0, -24), (6, -12), (4, -2), (0, 2)), ink)


def ears(brush: Brush, air: Air, places: Sequence[Point]) -> None:
    """Ripe wheat that stands at places, 44 high."""
    stalk, grain = map(air.inks.warm, (0.4, 0.56) if air.evening else (0.6, 0.72))
    brush.fill(boxes([(x - 0.8, y - 30, 1.6, 34) for x, y in places]), stalk)
    grains = [(x + side * 2.4, y - 27 - 5.6 * k, 3.3) for x, y in places for k in range(3) for side in (-1, 1)]
    brush.fill(ovals([*grains, *((x, y - 43, 2.4) for x, y in places)]), grain)


def fence(brush: Brush, ink: Ink, length: float) -> None:
    """A white picket fence, 45 high, to the right of the origin."""
    shade = ink.shade(-0.07)
    brush.fill(box(0, -34, length, 4), shade)
    brush.fill(box(0, -16, length, 4), shade)
    x = 4.0
    while x < length - 6:
        brush.fill(polygon((x, 0), (x, -40), (x + 4, -46), (x + 8, -40), (x + 8, 0)), ink)
        x += 17


def bauble(brush: Brush, air: Air) -> None:
    """A ball for a tree, its middle in the origin."""
    brush.fill(box(-1.6, -6.6, 3.2, 3, 1), air.inks.deep(0.46))
    brush.fill(oval((0, 0), 4.8), air.inks.warm(0.72))
    brush.fill(oval((-1.4, -1.6), 1.3), air.inks.white, 0.7)


DRAWABLES = {
    "tree": landscape(Drawing(170, 300, round_tree, 3.0, varied=True, grows=True)),
    "fir": landscape(Drawing(160, 300, conifer, 3.0, grows=True)),
    "christmas tree": Drawable(
        ground=Drawing(150, 240, christmas_tree, 2.2, grows=True), behind=True, stage=Drawing(54, 106, christmas_tree),
        reach=(0.2, 0.4), hollow=True, shared=True, tool="bauble",
    ),
    "borne tree": carried(christmas_tree, 150.0, -4.0, 1.7, lies=True),
    "bauble": Drawable(held=Held(bauble, "fingertips", "shoulder")),
    "palm": landscape(Drawing(270, 330, palm, 3.0, middle=40, varied=True, grows=True)),
    "plant": Drawable(ground=Drawing(112, 114, potted, 1.05, varied=True)),
}  # fmt: skip
