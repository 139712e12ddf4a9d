"""A coin, part of several motifs."""

from ..brush import Brush, Point, bow, oval
from ..inks import Inks


def coin(brush: Brush, inks: Inks, centre: Point, radius: float) -> None:
    """A coin seen from its face, without any sign of a currency."""
    with brush.at(centre, radius):
        brush.fill(oval((0.07, 0.05), 1), inks.warm(0.68))
        brush.fill(oval((0, 0), 1), inks.warm(0.86))
        brush.line(oval((0, 0), 0.74), inks.warm(0.74), 0.1)
        brush.fill(oval((0, 0), 0.34), inks.warm(0.76))
        brush.line(bow((-0.56, -0.2), (-0.46, -0.52), (-0.16, -0.58)), inks.white, 0.12)
