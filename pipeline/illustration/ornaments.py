"""What a picture without a subject is about, and the ornaments around a card: balloons, podium, sparkles, speed."""

import math
import random

from .air import Air
from .brush import Brush, box, crescent, curve, lines, mirrored, oval, polygon, star
from .inks import ColourRole
from .layout import Layout
from .objects.money import coins
from .platforms import step


def draw(brush: Brush, air: Air, layout: Layout, role: ColourRole, rng: random.Random) -> None:
    """A general brand motif over the landscape: hot-air balloons, a paper plane, or growing plants."""
    kind = "growth" if layout.indoors else rng.choice(("balloons", "growth", "trail"))
    if kind == "balloons" or (kind == "growth" and layout.crowded and not layout.indoors):
        _balloons(brush, air, layout, rng)
    elif kind == "trail":
        _trail(brush, air, layout, role)
    elif not layout.crowded:
        _growth(brush, air, layout, rng)


def _balloons(brush: Brush, air: Air, layout: Layout, rng: random.Random) -> None:
    side = 1 if rng.random() < 0.5 else -1
    main = min(layout.horizon * 0.82, layout.width * 0.7) / 205
    middle = (layout.width * (0.5 + side * 0.16), layout.horizon * 0.5)
    brush.glow(middle, (main * 150, main * 150), air.inks.white, 0.5 if not air.evening else 0.2)
    for x, y, share in ((0.5 - side * 0.3, 0.62, 0.36), (0.5 + side * 0.4, 0.42, 0.2), (0.5 + side * 0.14, 0.98, 1.0)):
        with brush.at((layout.width * x, layout.horizon * y), main * share):
            _hot_air_balloon(brush, air, rng.choice(((0.79, 0.88), (0.74, 0.82))))


def _hot_air_balloon(brush: Brush, air: Air, stripes: tuple[float, ...]) -> None:
    """A hot-air balloon, 200 high, its basket on the origin; `stripes` are the lightnesses of its panels."""
    inks = air.inks
    skin = mirrored((0, -200), (52, -184), (74, -136), (52, -84), (20, -46), (20, -46))
    brush.fill(skin, inks.warm(stripes[0]))
    with brush.inside(skin):
        brush.fill(crescent((0, -202), (-62, -124), (-12, -44), (-150, -124)), inks.warm(stripes[1]))
        brush.fill(crescent((0, -202), (-26, -124), (-4, -44), (26, -124)), inks.white)
        brush.fill(crescent((0, -202), (62, -124), (12, -44), (120, -124)), inks.deep(0.56))
        brush.fill(crescent((0, -202), (104, -124), (18, -44), (190, -124)), inks.deep(0.48))
    for x in (-15, 15):
        brush.line(lines((x * 1.2, -46), (x * 0.8, -18)), inks.navy, 1.6)
    brush.fill(box(-15, -20, 30, 21, 4), inks.warm(0.6))
    brush.fill(box(-17, -22, 34, 6, 3), inks.warm(0.5))


def _growth(brush: Brush, air: Air, layout: Layout, rng: random.Random) -> None:
    inks = air.inks
    scale = min(layout.width * 0.8 / 150, layout.height * 0.7 / 150)
    x = layout.width * (0.5 if layout.width < layout.height * 1.3 else rng.choice((0.34, 0.66)))
    with brush.at((x, layout.height * 0.88), scale):
        brush.glow((0, 0), (100, 13), inks.deep(0.3).pale(0.5), 0.35)
        tints = (inks.deep(0.56), inks.warm(0.79), inks.light(0.84), inks.deep(0.48))
        for i, (x, tall, ink) in enumerate(zip((-54, -18, 18, 54), (28, 46, 66, 90), tints, strict=True)):
            brush.fill(box(x - 14, -tall, 28, tall, 3), ink)
            brush.fill(box(x + 4, -tall, 10, tall, 3), ink.shade(-0.05))
            with brush.at((x, -tall), 1.0):
                stem = 12 + i * 6
                brush.line(curve((0, 0), (1.5, -stem * 0.5), (0, -stem)), inks.light(0.56), 2)
                for side in (-1, 1):
                    with brush.at((0, -stem + 2), angle=side * 52):
                        shape = mirrored((0, -13 - 2.5 * i), (5 + i * 0.6, -7 - i), (2, 0), (0, 1))
                        brush.fill(shape, inks.light(0.66 if side < 0 else 0.6))


def _trail(brush: Brush, air: Air, layout: Layout, role: ColourRole) -> None:
    """A paper plane that draws a ribbon of brand colours across the picture."""
    inks, w, h = air.inks, layout.width, layout.height
    wide = min(w, h) * 0.03
    tip = (w * 0.74, min(h * 0.32, layout.horizon * 0.6))
    path = [
        (-w * 0.08, h * 0.86), (w * 0.12, h * 0.8), (w * 0.34, h * 0.56), (w * 0.3, h * 0.4), (w * 0.2, h * 0.46),
        (w * 0.3, h * 0.62), (w * 0.56, h * 0.56), tip,
    ]  # fmt: skip
    for i, ink in enumerate((inks.tone(role, 0.84), inks.white, inks.warm(0.79), inks.light(0.88), inks.deep(0.56))):
        shift = (i - 2) * wide * 0.92
        brush.line(curve(*[(x + shift * 0.5, y + shift * (1 - k / 9)) for k, (x, y) in enumerate(path)]), ink, wide)
    with brush.at(tip, min(w, h) / 250, -26):
        brush.fill(polygon((-30, 10), (62, -4), (-22, -34), (-8, -6)), inks.white)
        brush.fill(polygon((-8, -6), (62, -4), (-30, 10)), inks.grey(0.9))
        brush.fill(polygon((-8, -6), (62, -4), (-14, 24), (-16, 4)), inks.deep(0.8))
        brush.fill(polygon((-16, 4), (-14, 24), (0, 8)), inks.deep(0.62))


def podium(brush: Brush, air: Air, layout: Layout, rng: random.Random) -> None:
    """A round stage under a floating card, with coins and leaves beside it."""
    spot = layout.object
    if spot is None:
        return
    inks, half = air.inks, spot.scale * 50
    y = min(layout.height * 0.84, spot.y + spot.scale * 66)
    top = inks.white if not air.evening else inks.deep(0.66)
    brush.glow((spot.x, y + half * 0.24), (half * 1.35, half * 0.2), inks.deep(0.3).pale(0.2), 0.4)
    for wide, level, tall, shade in ((1.0, 0.0, 0.15, -0.05), (0.78, -0.1, 0.1, 0.0)):
        place = (spot.x, y + half * level, y + half * (level + tall))
        step(brush, place, half * wide, 0.15, (top.shade(shade), top.shade(shade - 0.09)))
    brush.glow((spot.x, y - half * 0.1), (half * 0.66, half * 0.09), inks.deep(0.35).pale(0.5), 0.4)
    with brush.at((spot.x + half * 0.84 * rng.choice((-1, 1)), y + half * 0.18), half / 70):
        coins(brush, air)


def sparkle(brush: Brush, air: Air, centre: tuple[float, float], scale: float, rng: random.Random) -> None:
    """Rings and sparkles behind a card."""
    inks = air.inks
    with brush.at(centre, scale):
        brush.fill(oval((rng.uniform(-8, 8), -2), 47), inks.white, 0.55 if not air.evening else 0.2)
        brush.line(oval((0, 0), 56), inks.white, 0.8, 0.8 if not air.evening else 0.4)
        for _ in range(9):
            angle, reach = rng.uniform(0, 6.28), rng.uniform(46, 62)
            with brush.at((reach * math.cos(angle), reach * 0.72 * math.sin(angle)), rng.uniform(1.4, 3.2)):
                brush.fill(star(0.25), rng.choice((inks.white, inks.warm(0.79), inks.deep(0.6))))


def speed(brush: Brush, air: Air, half: float) -> None:
    """Lines and puffs behind a moving car that faces right."""
    for y, start, end in ((-120, 20, 130), (-84, 30, 190), (-48, 24, 150), (-22, 40, 110)):
        brush.line(lines((-half - start, y), (-half - end, y)), air.inks.white, 5, 0.85)


def halo(brush: Brush, air: Air, layout: Layout, wide: float) -> None:
    """A glow behind people, and behind an object so wide in its own units, that lifts them off the scenery."""
    ink = air.inks.light(0.9) if air.evening else air.inks.white
    if layout.people is not None and not layout.backed:
        spot = layout.people
        middle = min(spot.y, layout.height * 1.1) - spot.scale * 110
        brush.glow((spot.x, middle), (spot.scale * 120, spot.scale * 130), ink, 0.42 if air.evening else 0.6)
    if layout.object is not None:
        reach = wide * layout.object.scale
        centre = (layout.object.x, layout.object.y - reach * 0.2)
        brush.glow(centre, (reach * 0.7, reach * 0.5), ink, 0.38 if air.evening else 0.45)
