"""What is worn on the head, around a head of half-height 1 whose centre is the origin. Knows no people."""

from collections.abc import Callable

from ..brush import Brush, Path, Point, blob, bow, box, curve, cut, lines, mirrored, oval, ovals, polygon
from ..inks import Ink, Inks

_CROWN = ((-0.98, -0.3), (-0.96, -0.74), (-0.53, -1.25), (0.0, -1.36), (0.53, -1.25), (0.96, -0.74), (0.98, -0.3))
_VEIL = ((0.0, -1.2), (0.8, -1.06), (1.3, -0.2), (1.6, 1.2), (1.7, 2.9), (0.0, 2.9))


def _cap(low: float) -> Path:
    return blob(*_CROWN[:1], *_CROWN, *_CROWN[-1:], (0.0, low - 0.06))


def _shaded(brush: Brush, crown: Path, ink: Ink, start: float) -> None:
    """A crown, darker from an x on."""
    brush.fill(crown, ink)
    with brush.inside(crown):
        brush.fill(box(start, -1.6, 1, 1.5), ink.shade(-0.06))


def helmet(brush: Brush, _: Inks, ink: Ink) -> None:
    _shaded(brush, _cap(-0.4), ink, 0.3)
    brush.fill(box(-0.16, -1.42, 0.32, 0.84, 0.12), ink.shade(0.06))
    brush.fill(box(-1.06, -0.52, 2.12, 0.19, 0.09), ink.shade(-0.1))


def toque(brush: Brush, inks: Inks, _: Ink) -> None:
    brush.fill(ovals([(-0.52, -1.5, 0.44), (0.5, -1.52, 0.46), (0.0, -1.66, 0.5)]), inks.white)
    brush.fill(ovals([(0.5, -1.46, 0.4)]), inks.grey(0.94))
    brush.fill(polygon((-0.78, -1.5), (0.78, -1.5), (0.86, -0.52), (-0.86, -0.52)), inks.white)
    for x in (-0.4, 0.0, 0.4):
        brush.line(lines((x, -1.3), (x * 1.05, -0.86)), inks.grey(0.87), 0.04)
    brush.fill(box(-0.9, -0.76, 1.8, 0.26, 0.06), inks.grey(0.93))


def cap(brush: Brush, inks: Inks, ink: Ink) -> None:
    _shaded(brush, _cap(-0.44), ink, 0.36)
    brush.fill(blob((-0.86, -0.5), (-0.5, -0.66), (0.5, -0.66), (0.86, -0.5), (0.98, -0.34), (0.5, -0.46),
                    (-0.5, -0.46), (-0.98, -0.34)), ink.shade(-0.12))  # fmt: skip
    brush.fill(oval((0.0, -0.92), 0.17), inks.white)


def peaked(brush: Brush, inks: Inks, _: Ink) -> None:
    """The cap of a driver: a soft flat crown over a band, and a dark peak."""
    ink = inks.deep(0.46)
    crown = blob((-0.94, -0.5), (-1.12, -0.86), (-0.8, -1.22), (0.0, -1.34), (0.8, -1.22), (1.12, -0.86), (0.94, -0.5),
                 (0.0, -0.66))  # fmt: skip
    _shaded(brush, crown, ink, 0.4)
    brush.line(curve((-0.94, -0.62), (0.0, -0.78), (0.94, -0.62)), inks.light(0.86), 0.1)
    brush.fill(blob((-0.9, -0.52), (0.0, -0.66), (0.9, -0.52), (1.02, -0.28), (0.6, -0.32), (0.0, -0.28), (-0.6, -0.32),
                    (-1.02, -0.28)), inks.navy)  # fmt: skip


def beret(brush: Brush, _: Inks, ink: Ink) -> None:
    """A soft cap that leans to one side."""
    brush.fill(blob((-0.96, -0.5), (-1.0, -0.86), (-0.5, -1.26), (0.3, -1.42), (1.1, -1.2), (1.36, -0.8), (1.1, -0.52),
                    (0.4, -0.62), (-0.4, -0.62)), ink)  # fmt: skip
    brush.line(curve((0.1, -1.36), (0.14, -1.48), (0.22, -1.52)), ink.shade(-0.1), 0.09)
    brush.line(curve((-0.94, -0.5), (-0.4, -0.66), (0.4, -0.66), (1.06, -0.52)), ink.shade(-0.1), 0.14)


def straw(brush: Brush, inks: Inks, _: Ink) -> None:
    """A hat whose crown and brim are woven."""
    ink = inks.blond.at(0.87).pale(0.8)
    brimmed(brush, inks, ink)
    for y, half in ((-1.18, 0.5), (-1.0, 0.78), (-0.84, 0.92)):
        brush.line(bow((-half, y + 0.05), (0, y - 0.05), (half, y + 0.05)), ink.shade(-0.12), 0.035)
    for x in (-1.1, -0.7, -0.3, 0.1, 0.5, 0.9):
        brush.line(lines((x, -0.54), (x + 0.12, -0.4)), ink.shade(-0.14), 0.035)


def brimmed(brush: Brush, inks: Inks, ink: Ink) -> None:
    """Any hat with a brim and a ribbon that is darker or lighter."""
    with brush.at((0, 0.04), 1.08):  # over all the hair
        brush.fill(_cap(-0.5), ink)
        brush.fill(blob((-0.94, -0.74), (-0.94, -0.74), (0.94, -0.74), (0.94, -0.74), (0.96, -0.48), (-0.96, -0.48)),
                   inks.deep(0.5) if ink.lightness > 0.6 else inks.warm(0.88))  # fmt: skip
    brush.fill(blob((-1.5, -0.46), (-0.7, -0.62), (0.7, -0.62), (1.5, -0.46), (0.7, -0.34), (-0.7, -0.34)),
               ink.shade(-0.05))  # fmt: skip


def beanie(brush: Brush, inks: Inks, ink: Ink) -> None:
    brush.fill(oval((0, -1.46), 0.24), inks.white)
    brush.fill(_cap(-0.4), ink)
    for x in (-0.6, -0.2, 0.2, 0.6):
        brush.line(curve((x * 0.7, -1.2), (x, -0.9), (x * 1.06, -0.66)), ink.shade(-0.07), 0.05)
    brush.fill(box(-0.98, -0.68, 1.96, 0.32, 0.14), ink.shade(0.07))


def mortarboard(brush: Brush, inks: Inks, _: Ink) -> None:
    ink = inks.deep(0.46)
    brush.fill(_cap(-0.42), ink.shade(-0.06))
    brush.fill(polygon((-1.24, -1.14), (0.0, -1.52), (1.24, -1.14), (0.0, -0.8)), ink)
    brush.line(curve((0.0, -1.16), (0.7, -1.02), (1.0, -0.92), (1.02, -0.42)), inks.warm(0.82), 0.06)
    brush.fill(box(0.93, -0.46, 0.18, 0.34, 0.05), inks.warm(0.82))
    brush.fill(oval((0, -1.16), 0.07), inks.warm(0.82))


def veil(brush: Brush, inks: Inks, _: Ink) -> None:
    """The wreath of a veil."""
    spots = [(-0.72, -0.86), (-0.44, -1.06), (-0.1, -1.16), (0.26, -1.14), (0.58, -0.98), (0.8, -0.74)]
    brush.fill(ovals([(x, y, 0.15) for x, y in spots]), inks.white)
    brush.fill(ovals([(x, y, 0.06) for x, y in spots]), inks.warm(0.82))


def drape(brush: Brush, ink: Ink) -> None:
    """How a hijab falls over the shoulders and the breast."""
    fall = mirrored((0, 1.0), (0.6, 0.78), (1.03, 0.62), (1.05, 1.0), (1.25, 1.48),
                    (1.2, 1.78), (0.72, 2.1), (0, 2.34))  # fmt: skip
    brush.fill(fall, ink)
    with brush.inside(fall):
        brush.line(curve((-1.2, 1.56), (-0.2, 1.98), (1.16, 1.62)), ink.shade(-0.07), 0.05)
        brush.line(curve((-1.02, 0.72), (-0.3, 1.24), (0.6, 1.16)), ink.shade(-0.07), 0.05)
        brush.line(curve((1.04, 0.66), (0.86, 1.2), (0.5, 1.5)), ink.shade(-0.07), 0.05)


def hijab(brush: Brush, _: Inks, ink: Ink) -> None:
    face = mirrored((0, -0.72), (0.5, -0.64), (0.74, -0.2), (0.74, 0.3), (0.54, 0.74), (0, 0.98))
    shawl = mirrored((0, -1.22), (0.68, -1.06), (1.04, -0.4), (1.06, 0.4), (1.02, 1.0), (0, 1.4))
    brush.fill(cut(shawl, face), ink)
    brush.line(curve((-0.74, 0.3), (-0.5, 0.82), (0.0, 1.04), (0.6, 0.86)), ink.shade(-0.09), 0.05)
    drape(brush, ink)


def headscarf(brush: Brush, inks: Inks, ink: Ink) -> None:
    """A kerchief with a border, knotted under the chin."""
    face = mirrored((0, -0.62), (0.5, -0.52), (0.76, -0.1), (0.76, 0.34), (0.5, 0.82), (0, 1.04))
    edge = mirrored((0, -0.76), (0.6, -0.66), (0.9, -0.14), (0.9, 0.4), (0.6, 0.94), (0, 1.12))
    cloth = mirrored((0, -1.26), (0.7, -1.08), (1.08, -0.4), (1.06, 0.4), (0.74, 0.96), (0, 1.22))
    light = inks.white if ink.lightness < 0.85 else inks.warm(0.8)
    brush.fill(cut(cloth, face), ink)
    brush.fill(cut(edge, face), light)
    for side in (-1, 1):
        brush.fill(blob((0, 1.06), (side * 0.2, 1.02), (side * 0.5, 1.5), (side * 0.34, 1.62), (side * 0.06, 1.3)),
                   ink.shade(-0.05))  # fmt: skip
    brush.fill(oval((0, 1.12), 0.17, 0.13), ink.shade(-0.1))


def headphones(brush: Brush, inks: Inks, ink: Ink) -> None:
    """A band over the crown, a cushion over each ear."""
    brush.line(curve((-1.06, 0.0), (-1.0, -0.86), (0.0, -1.34), (1.0, -0.86), (1.06, 0.0)), inks.navy, 0.17)
    for side in (-1, 1):
        brush.fill(box(side * 1.04 - 0.2, -0.3, 0.4, 0.76, 0.18), inks.navy)
        brush.fill(box(side * 1.14 - 0.12, -0.22, 0.24, 0.6, 0.12), ink)


def bows(brush: Brush, ink: Ink, places: tuple[Point, ...]) -> None:
    """A bow at each of these places of the hair."""
    for x, y in places:
        with brush.at((x, y), 1.0, 18.0 * (x > 0) - 18.0 * (x < 0)):
            for side in (-1, 1):
                loop = blob((0, -0.05), (side * 0.2, -0.26), (side * 0.5, -0.3), (side * 0.54, 0.0),
                            (side * 0.46, 0.26), (side * 0.2, 0.2), (0, 0.06))  # fmt: skip
                brush.fill(loop, ink.shade(-0.05 * (side > 0)))
                brush.line(curve((side * 0.1, 0), (side * 0.24, -0.04), (side * 0.36, -0.02)), ink.shade(-0.14), 0.05)
            brush.fill(oval((0, 0), 0.13, 0.15), ink.shade(-0.1))


SHAWLS = ("hijab", "headscarf")
"""What covers hair, ears and neck."""
HATS: dict[str, Callable[[Brush, Inks, Ink], None]] = {
    "helmet": helmet,
    "toque": toque,
    "cap": cap,
    "peaked cap": peaked,
    "beret": beret,
    "straw hat": straw,
    "brimmed hat": brimmed,
    "beanie": beanie,
    "mortarboard": mortarboard,
    "veil": veil,
    "hijab": hijab,
    "headscarf": headscarf,
    "headphones": headphones,
}
"""From the inks of a kit and that of the hat itself."""


def behind(brush: Brush, inks: Inks, hat: str, ink: Ink) -> None:
    """What of a hat is behind the head and the shoulders."""
    if hat == "veil":
        brush.fill(mirrored(*_VEIL), inks.white, 0.8)
        for x in (-1.0, -0.5, 0.5, 1.0):
            brush.line(curve((x * 0.5, -0.6), (x, 1.2), (x * 1.3, 2.8)), inks.grey(0.86), 0.03)
    elif hat == "hijab":
        brush.fill(mirrored((0, -1.1), (0.9, -0.6), (1.08, 0.3), (1.1, 1.0), (1.3, 1.75), (0, 1.9)), ink.shade(-0.06))
