"""What is on the dashboard of a car: vents, dials and a screen."""

from .air import Air
from .brush import Brush, blob, box, curve, lines, oval


def vent(brush: Brush, air: Air, centre: tuple[float, float], half: float) -> None:
    """A vent, so wide to either side."""
    x, y = centre
    brush.fill(box(x - half * 1.3, y - half * 0.7, half * 2.6, half * 1.4, half * 0.4), air.inks.navy)
    for i in range(3):
        brush.fill(box(x - half * 1.1, y - half * 0.45 + i * half * 0.36, half * 2.2, half * 0.14), air.inks.deep(0.56))


def gauges(brush: Brush, air: Air, place: tuple[float, float], u: float) -> None:
    """The two dials behind a wheel, in units of scenery."""
    (x, y), inks = place, air.inks
    brush.fill(blob((x - u * 20, y + u * 12), (x - u * 20, y + u * 12), (x - u * 17, y - u * 5), (x, y - u * 9),
                    (x + u * 17, y - u * 5), (x + u * 20, y + u * 12), (x + u * 20, y + u * 12)),
                        inks.navy)  # fmt: skip
    for side in (-1, 1):
        middle = (x + side * u * 8.4, y + u * 2.4)
        brush.line(oval(middle, u * 6), inks.light(0.8), u * 0.7)
        brush.line(lines(middle, (middle[0] + u * 2.6, y - u * 1.2)), inks.warm(0.79), u)


def screen(brush: Brush, air: Air, place: tuple[float, float], u: float) -> None:
    """A screen with the way on a map."""
    x, y = place
    inks = air.inks
    brush.fill(box(x - u * 15, y, u * 30, u * 20, u * 2), inks.navy)
    screen = box(x - u * 13.6, y + u * 1.4, u * 27.2, u * 17.2, u * 1.2)
    brush.fill(screen, inks.light(0.9) if not air.evening else inks.deep(0.5))
    with brush.inside(screen):
        for a, b in ((-9, -6), (1, 4), (8, 11)):
            brush.line(lines((x + u * a, y), (x + u * b, y + u * 20)), inks.white, u * 1.1, 0.9)
        brush.line(lines((x - u * 16, y + u * 7), (x + u * 16, y + u * 11)), inks.white, u * 1.1, 0.9)
        way = curve((x - u * 10, y + u * 17), (x - u * 4, y + u * 10), (x + u * 5, y + u * 12), (x + u * 8, y + u * 6))
        brush.line(way, inks.deep(0.56), u * 1.4)
        brush.fill(oval((x + u * 8, y + u * 5), u * 2.1), inks.warm(0.74))
        brush.fill(oval((x + u * 8, y + u * 5), u * 0.8), inks.white)
