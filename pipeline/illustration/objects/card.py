"""Bank cards in several designs, without a letter or a digit. A card is 100 units wide; its centre is the origin."""

import math
import random
from collections.abc import Callable
from dataclasses import dataclass

from prompt_builder.scene import Tint

from ..brush import Brush, blob, box, crescent, curve, lines, mirrored, oval, ovals, polygon
from ..inks import HUES, ROLES, ColourRole, Ink, Inks

HALF_WIDTH, HALF_HEIGHT = 50.0, 31.5


@dataclass(frozen=True, slots=True)
class Card:
    """A card ready to be drawn."""

    design: str
    base: Ink
    second: Ink
    third: Ink
    chip: Ink
    mark: str
    inks: Inks

    @property
    def print(self) -> Ink:
        """What is printed on it."""
        return self.inks.white if self.base.lightness < 0.84 else self.inks.deep(0.42)


def card(inks: Inks, ground: ColourRole | Tint, rng: random.Random) -> Card:
    """One card whose ground is of that role or colour."""
    grounds: dict[ColourRole | Tint, tuple[Ink, Ink, Ink]] = {
        **{role: inks.scheme(role).card for role in ROLES},
        "white": (inks.white, inks.grey(0.93), inks.deep(0.56)),
        "grey": (inks.grey(0.8), inks.grey(0.87), inks.deep(0.54)),
        "dark": (inks.navy, inks.navy.shade(0.08), inks.warm(0.79)),
    }
    near = inks.named(ground) if ground in HUES else None
    base, second, third = (near, near.shade(0.06), inks.white) if near else grounds[ground]
    if ground == "deep" and rng.random() < 0.3:
        base, second = inks.deep(0.36), inks.deep(0.46)
    chip = inks.warm(0.9) if ground != "warm" else inks.light(0.93)
    design, mark = rng.choice(tuple(_DESIGNS)), rng.choice(("leaf", "diamond", "petals", "drop"))
    return Card(design, base, second, third, chip, mark, inks)


def draw(brush: Brush, plastic: Card, angle: float) -> None:
    """Paint the card turned by `angle` degrees and slightly foreshortened, with its edge and its shine."""
    edge = plastic.base.shade(-0.16)
    with brush.at((0, 0), angle=angle), brush.slanted(-0.12):
        face = box(-HALF_WIDTH, -HALF_HEIGHT, HALF_WIDTH * 2, HALF_HEIGHT * 2, 5.5)
        for step in (2.2, 1.1):
            with brush.at((step * 0.35, step)):
                brush.fill(face, edge)
        inks = [plastic.base.shade(0.03), plastic.base, plastic.base.shade(-0.035)]
        brush.blend(face, (-HALF_WIDTH, -HALF_HEIGHT), (HALF_WIDTH, HALF_HEIGHT), inks)
        with brush.inside(face):
            _DESIGNS[plastic.design](brush, plastic)
            shape = polygon((-12, -40), (16, -40), (-22, 40), (-50, 40))
            brush.melt(shape, (-30, 0), (0, 0), [(plastic.inks.white, 0.0), (plastic.inks.white, 0.22)])
        _furniture(brush, plastic)
        shape = box(-HALF_WIDTH + 0.4, -HALF_HEIGHT + 0.4, HALF_WIDTH * 2 - 0.8, HALF_HEIGHT * 2 - 0.8, 5.2)
        brush.line(shape, plastic.base.shade(0.12), 0.5)


def _furniture(brush: Brush, plastic: Card) -> None:
    """Chip, contactless waves, four groups of dots, a bar and the emblem of no bank at all."""
    ink = plastic.print
    line = plastic.chip.shade(-0.2)
    brush.fill(box(-41, -13, 15, 12, 2.4), plastic.chip)
    brush.fill(box(-36, -9.6, 5, 5.2, 1.4), plastic.chip.shade(-0.07))
    for x0, y0, x1, y1 in ((-41, -7, -36, -7), (-31, -7, -26, -7), (-33.5, -13, -33.5, -9.6), (-33.5, -4.4, -33.5, -1)):
        brush.line(lines((x0, y0), (x1, y1)), line, 0.6)
    for radius in (2.4, 4.6, 6.8):
        arc = curve(*[(-22.5 + radius * math.cos(a), -7 + radius * math.sin(a)) for a in (-0.75, -0.4, 0.0, 0.4, 0.75)])
        brush.line(arc, ink, 1.05)
    dots = [(-39.5 + group * 14.2 + i * 2.9, 9.5, 1.05) for group in range(4) for i in range(4)]
    brush.fill(ovals(dots), ink)
    brush.fill(box(-41, 18, 24, 2.8, 1.4), ink, 0.85)
    brush.fill(box(-41, -25, 17, 3.2, 1.6), ink, 0.9)
    with brush.at((38, 20.5)):
        _emblem(brush, plastic, ink)


def _emblem(brush: Brush, plastic: Card, ink: Ink) -> None:
    if plastic.mark == "leaf":
        for angle in (-38, 38, 0):
            with brush.at((0, 5), angle=angle):
                brush.fill(mirrored((0, -12), (3, -6), (1.8, -1), (0, 0)), plastic.third if angle else ink)
    elif plastic.mark == "diamond":
        brush.fill(polygon((-6, 0), (0, -6), (6, 0), (0, 6)), ink)
        brush.fill(polygon((-2.6, 0), (0, -2.6), (2.6, 0), (0, 2.6)), plastic.third)
    elif plastic.mark == "petals":
        for i in range(4):
            with brush.at((0, 0), angle=45 + i * 90):
                brush.fill(mirrored((0, -7.5), (2.6, -4.4), (0, -0.6)), ink if i % 2 else plastic.third)
    else:
        brush.fill(mirrored((0, -7), (3.6, -1), (4, 2.4), (0, 6)), ink)
        brush.fill(oval((0, 2), 1.8), plastic.third)


def _waves(brush: Brush, plastic: Card) -> None:
    for i, ink in enumerate((plastic.second, plastic.third, plastic.third.shade(0.08))):
        y = 4 + i * 11
        shape = blob((-60, y + 6), (-60, y + 6), (-30, y + 9), (0, y - 2), (28, y - 10), (62, y - 14), (62, y - 14),
                     (62, 50), (62, 50), (-60, 50), (-60, 50))  # fmt: skip
        brush.fill(shape, ink)


def _circles(brush: Brush, plastic: Card) -> None:
    brush.fill(oval((38, -26), 36), plastic.second)
    brush.fill(oval((44, -30), 24), plastic.third)
    brush.fill(oval((48, -34), 12), plastic.third.shade(0.1))


def _stripes(brush: Brush, plastic: Card) -> None:
    for i, ink in enumerate((plastic.second, plastic.third, plastic.second, plastic.inks.white)):
        x = 14 + i * 13
        brush.fill(polygon((x, -40), (x + 8, -40), (x - 28, 40), (x - 36, 40)), ink)


def _facets(brush: Brush, plastic: Card) -> None:
    brush.fill(polygon((60, -40), (60, 40), (-4, 40)), plastic.second)
    brush.fill(polygon((60, -12), (60, 40), (20, 40)), plastic.third)
    brush.fill(polygon((10, -40), (60, -40), (60, -4)), plastic.second.shade(0.05))
    brush.fill(polygon((60, -4), (44, 10), (60, 26)), plastic.third.shade(0.08))


def _peaks(brush: Brush, plastic: Card) -> None:
    brush.fill(oval((24, -12), 9), plastic.inks.white if plastic.base.lightness < 0.85 else plastic.inks.warm(0.8))
    brush.fill(polygon((-30, 40), (6, -6), (22, 12), (34, -2), (70, 40)), plastic.second)
    brush.fill(polygon((4, 40), (38, 6), (70, 40)), plastic.third)


def _dots(brush: Brush, plastic: Card) -> None:
    spots = [(56 - i * 6.2, -34 + j * 6.2, 2.3 * (1 - (i + j) / 16)) for i in range(9) for j in range(11) if i + j < 14]
    brush.fill(ovals(spots), plastic.second)
    brush.fill(crescent((60, -2), (20, 20), (8, 44), (70, 44)), plastic.third)


_DESIGNS: dict[str, Callable[[Brush, Card], None]] = {
    "waves": _waves, "circles": _circles, "stripes": _stripes, "facets": _facets, "peaks": _peaks, "dots": _dots,
}  # fmt: skip
