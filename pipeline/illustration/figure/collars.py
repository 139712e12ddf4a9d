"""What lies around the neck, over the garment: collars, hoods, bows, pendants, scarves."""

from ..brush import Brush, blob, bow, box, curve, lines, oval, ovals, polygon
from ..inks import Ink
from .body import Body
from .clothes import Outfit


def hood(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    for side in (-1, 1):
        half = blob(
            (side * n * 0.95, y - 7), (side * n * 2.0, y - 5.5), (side * n * 2.3, y - 1), (side * n * 0.9, y + 5),
            (side * 0.1, y + 5.5), (side * 0.1, y + 5.5), (side * n * 0.85, y + 0.5),
        )  # fmt: skip
        cord = curve((side * n * 0.5, y + 4.5), (side * n * 0.62, y + 10), (side * n * 0.5, y + 14))
        brush.fill(half, wear.main.shade(-0.03 - 0.04 * (side > 0)))
        brush.line(cord, wear.under, 0.9)


def turtleneck(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    brush.fill(box(-n * 1.27, y - n, n * 2.54, n * 1.62, 2.5), wear.main.shade(-0.03))
    brush.line(bow((-n * 1.1, y - 2.5), (0, y - 0.6), (n * 1.1, y - 2.5)), wear.main.shade(-0.1), 0.7)


def shirt(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    first, hem = body.chest - 4, -body.leg + 4
    brush.line(lines((0, y + 4), (0, hem)), wear.main.shade(-0.09), 0.8)
    step = min((hem - 3 - first) / 4, 8)  # of a child all are above the hem
    shape = ovals([(1.6, first + i * step, 0.7) for i in range(5)])
    brush.fill(shape, wear.under if wear.under.lightness - wear.main.lightness > 0.1 else wear.trim)
    points(brush, n, y, wear.main.shade(0.05), wear.main.shade(-0.1))
    shape = lines((-body.shoulder * 0.78, body.chest + 1), (-body.shoulder * 0.36, body.chest + 1))
    brush.line(shape, wear.main.shade(-0.09), 0.9)


def points(brush: Brush, n: float, y: float, ink: Ink, edge: Ink) -> None:
    """The two points of a shirt collar around a neck of half-width n."""
    for side in (-1, 1):
        tip = polygon((side * n * 0.95, y - 5), (side * n * 1.45, y - 1.5), (side * n * 0.95, y + 6), (0, y + 2.6))
        brush.fill(tip, ink)
        brush.line(lines((side * n * 1.45, y - 1.5), (side * n * 0.95, y + 6), (0, y + 2.6)), edge, 0.5)


def blouse(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + body.neck * 1.1
    for side in (-1, 1):
        shape = blob((0, y), (side * 5.5, y - 4.2), (side * 9, y - 1), (side * 8, y + 3.4), (side * 3, y + 2))
        brush.fill(shape, wear.trim.shade(-0.05 * (side > 0)))
        shape = blob((0, y), (side * 2.8, y + 6), (side * 4.6, y + 13), (side * 4.6, y + 13), (side * 1.4, y + 11))
        brush.fill(shape, wear.trim.shade(-0.04))
    brush.fill(oval((0, y + 0.5), 2.2), wear.trim.shade(-0.09))


def crew(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    brush.line(bow((-n * 1.3, y - 1.2), (0, y + 7.5), (n * 1.3, y - 1.2)), wear.main.shade(-0.08), 1.8)


def shirt_collar(brush: Brush, body: Body, wear: Outfit) -> None:
    points(brush, body.neck, body.collar, wear.under, wear.under.shade(-0.14))


def points_of(brush: Brush, body: Body, wear: Outfit) -> None:
    """The collar of what is worn over a shirt."""
    points(brush, body.neck * 1.15, body.collar, wear.main.shade(0.05), wear.main.shade(-0.12))


def pendant(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + body.neck * 1.5
    shape = bow((-body.neck * 1.05, body.collar - 1), (0, y * 2 - body.collar + 1), (body.neck * 1.05, body.collar - 1))
    brush.line(shape, wear.under, 0.5)
    brush.fill(oval((0, y + 1), 1.3), wear.trim)


def scarf(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y, ink = body.neck, body.collar, wear.trim
    end = blob(
        (n * 0.2, y), (n * 1.3, y + 1), (n * 1.5, y + 22), (n * 1.5, y + 22), (n * 0.1, y + 23), (n * 0.1, y + 23)
    )
    brush.fill(end, ink.shade(-0.06))
    loop = blob(
        (-n * 1.25, y - n * 0.9), (0, y - n * 0.5), (n * 1.25, y - n * 0.9), (n * 1.65, y - n * 0.2),
        (n * 0.9, y + n * 0.8), (0, y + n), (-n * 0.9, y + n * 0.8), (-n * 1.65, y - n * 0.2),
    )  # fmt: skip
    brush.fill(loop, ink)
    brush.line(curve((-n * 1.2, y - 1.5), (0, y + 1.5), (n * 1.2, y - 2)), ink.shade(-0.08), 0.9)


def tie(brush: Brush, body: Body, wear: Outfit) -> None:
    """A tie down to the belt, or to where a jacket or a vest is closed over it."""
    y = body.collar
    end = body.belt - 1 if wear.top in ("shirt", "blouse") else y + (body.belt - y) * 0.6
    necktie(brush, body, wear.trim, end, 2.3)


def necktie(brush: Brush, body: Body, ink: Ink, end: float, knot: float) -> None:
    """A tie down to an end, with a knot half so wide."""
    y = body.collar
    brush.fill(polygon((-1.5, y + 5.3), (1.5, y + 5.3), (3.1, end - 5), (0, end), (-3.1, end - 5)), ink)
    brush.fill(polygon((-knot, y + 1.5), (knot, y + 1.5), (1.5, y + 5.5), (-1.5, y + 5.5)), ink.shade(-0.07))


def bow_tie(brush: Brush, body: Body, wear: Outfit) -> None:
    y, ink = body.collar + 3.2, wear.trim
    for side in (-1, 1):
        brush.fill(blob((0, y - 1), (side * 5.4, y - 3.6), (side * 6.4, y), (side * 5.4, y + 3.6), (0, y + 1)),
                   ink.shade(-0.05 * (side > 0)))  # fmt: skip
    brush.fill(oval((0, y), 1.6, 1.9), ink.shade(-0.1))


def straps(brush: Brush, shape: Body, wear: Outfit) -> None:
    """What goes over the shoulders: the straps of what is on the back, or headphones around the neck."""
    if wear.extra in ("backpack", "box"):
        for side in (-1, 1):
            start, middle = (
                (side * shape.shoulder * 0.52, shape.collar - 0.5),
                (side * shape.shoulder * 0.62, shape.chest),
            )
            brush.line(curve(start, middle, (side * shape.waist * 0.9, shape.belt)), wear.trim, 3.0)
    elif wear.extra == "headphones":
        n, y = shape.shoulder * 0.34, shape.collar + 3
        brush.line(bow((-n, y), (0, y + 13), (n, y)), wear.trim.shade(-0.05), 1.7)
        for side in (-1, 1):
            brush.fill(box(side * n - 2.6, y - 4.5, 5.2, 9.5, 2.4), wear.trim.shade(-0.12))


def on_back(brush: Brush, shape: Body, wear: Outfit) -> None:
    """What is carried on the back: a backpack, or the box of a courier."""
    long = {"backpack": 1.25, "box": 1.0}.get(wear.extra)
    if long:
        half, rise = shape.shoulder * (1.05 if wear.extra == "backpack" else 1.3), 5 if wear.extra == "backpack" else -6
        path = box(-half, shape.collar + rise, half * 2, (shape.belt - shape.collar) * long, 8 if rise > 0 else 3)
        brush.fill(path, wear.trim.shade(-0.05))
