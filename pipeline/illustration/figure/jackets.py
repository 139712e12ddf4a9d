"""Garments worn open over others: suits, blazers, cardigans, vests. Painted within the outline of the trunk."""

from ..brush import Brush, Path, blob, box, curve, lines, oval, ovals, polygon
from ..geometry import Area
from .body import Body
from .clothes import Outfit
from .collars import necktie


def _jacket(brush: Brush, body: Body, wear: Outfit, button: float = 0.75) -> None:
    """Two front panels with lapels, open over what is below."""
    n, y, hip = body.neck, body.collar, -body.leg + 6
    meet = y + (body.belt - y) * button
    w = body.shoulder * 1.15
    for side in (-1, 1):
        panel = polygon((side * n * 1.0, y - 4), (side * w, y - 4), (side * w, hip), (side * 2.2, hip), (0, meet))
        brush.fill(panel, wear.main.shade(-0.045 if side > 0 else 0.0))
    for side in (-1, 1):
        lapel = polygon(
            (side * n * 0.9, y - 4), (side * n * 1.75, y - 1.5), (side * body.shoulder * 0.62, y + 10),
            (side * body.shoulder * 0.42, y + 11.5), (side * body.shoulder * 0.5, y + 14), (0, meet),
        )  # fmt: skip
        brush.fill(lapel, wear.main.shade(-0.1 if side > 0 else -0.06))
    for left, right in ((-w, -n), (n, w)) if wear.cloth_print else ():
        with brush.inside(box(left, y - 4, right - left, hip - y + 4)):
            wear.printed(brush, Area(left, y - 4, right, hip))
    brush.fill(ovals([(1.8, meet + 3.0, 0.9), (1.8, meet + 8.5, 0.9)]), wear.main.shade(-0.18))


def suit(brush: Brush, body: Body, wear: Outfit) -> None:
    broad = body.shoulder > body.hip * 1.12
    if broad and wear.extra not in ("tie", "bow tie"):
        necktie(brush, body, wear.trim, body.belt + 1, 2.1)
    _jacket(brush, body, wear)
    x, y = -body.shoulder * 0.56, body.chest
    shape = polygon((x - 3, y + 1), (x - 1.6, y - 2), (x, y), (x + 1.6, y - 2.4), (x + 3, y + 1))
    brush.fill(shape, wear.under if broad else wear.trim)


def blazer(brush: Brush, body: Body, wear: Outfit) -> None:
    _jacket(brush, body, wear, 0.88)


def parka(brush: Brush, body: Body, wear: Outfit) -> None:
    """A quilted jacket, zipped to its high collar."""
    hip, wide = -body.leg + 6, body.shoulder * 1.2
    brush.fill(box(-wide, body.collar - 6, wide * 2, hip - body.collar + 12), wear.main)
    brush.fill(box(0, body.collar - 6, wide, hip - body.collar + 12), wear.main.shade(-0.045))
    seams = 4
    for i in range(1, seams + 1):
        y = body.collar + (hip - body.collar) * i / (seams + 1)
        shape = curve((-wide, y - 1), (-wide / 2, y + 1.2), (0, y), (wide / 2, y + 1.2), (wide, y - 1))
        brush.line(shape, wear.main.shade(-0.1), 0.9)
    brush.line(lines((0, body.collar - 6), (0, hip)), wear.trim, 1.6)
    brush.fill(box(-wide, hip - 4, wide * 2, 10), wear.main.shade(-0.08))


def raincoat(brush: Brush, body: Body, wear: Outfit) -> None:
    """A smooth coat, closed by press studs under a flap, with a yoke and flaps of pockets."""
    hip, wide = -body.leg + 6, body.shoulder * 1.2
    brush.fill(box(0, body.collar - 6, wide, hip - body.collar + 12), wear.main.shade(-0.045))
    yoke = curve((-wide, body.collar + 12), (0, body.collar + 15), (wide, body.collar + 12))
    brush.line(yoke, wear.main.shade(-0.12), 1.1)
    brush.fill(box(-3.2, body.collar - 4, 6.4, hip - body.collar + 10), wear.main.shade(-0.09))
    studs = [(0.0, body.collar + 8 + i * 9.5, 1.2) for i in range(int((hip - body.collar - 4) / 9.5))]
    brush.fill(ovals(studs), wear.main.shade(-0.28 if wear.main.lightness > _DARK else 0.28))
    for side in (-1, 1):
        brush.fill(box(side * body.waist * 0.68 - 5.5, body.belt + 4, 11, 4.4, 1.4), wear.main.shade(-0.13))


def zipped(brush: Brush, body: Body, wear: Outfit) -> None:
    """A jacket open over a shirt, with a zip along its edges, slanted pockets and a band at the hem."""
    open_shirt(brush, body, wear)
    hip, seam = -body.leg, wear.main.shade(-0.14 if wear.main.lightness > _DARK else 0.16)
    for side in (-1, 1):
        pocket = lines((side * body.waist * 0.92, body.belt - 3), (side * body.waist * 0.66, body.belt + 7))
        brush.line(pocket, seam, 1.3)
        left = -body.hip * 1.4 if side < 0 else body.hip * 0.48
        brush.fill(box(left, hip - 1.5, body.hip * 0.92, 9), wear.main.shade(-0.09))
        brush.line(_edge(body, side, hip), wear.under.shade(-0.12), 1.5)


def denim(brush: Brush, body: Body, wear: Outfit) -> None:
    """A short jacket open over a shirt, with seams in a light thread, flaps of pockets and buttons."""
    open_shirt(brush, body, wear)
    y, wide, hip = body.collar, body.shoulder, -body.leg
    thread = wear.main.shade(0.3 if wear.main.lightness < _PALE else -0.3)
    for side in (-1, 1):
        x = side * wide * 0.66
        brush.line(lines((side * wide * 0.34, y + 9), (side * wide * 1.2, y + 9)), thread, 0.7)
        flap = polygon((x - 4.6, y + 10.5), (x + 4.6, y + 10.5), (x + 4.6, y + 14), (x, y + 16.5), (x - 4.6, y + 14))
        brush.fill(flap, wear.main.shade(-0.1))
        brush.line(lines((x - 4.6, y + 14), (x, y + 16.5), (x + 4.6, y + 14)), thread, 0.6)
        brush.fill(oval((x, y + 13.6), 0.9), thread)
        brush.line(lines((x, y + 17), (side * body.waist * 0.62, hip)), thread, 0.6)
        band = box(*((-wide * 1.3, hip - 1) if side < 0 else (body.hip * 0.5, hip - 1)), wide * 1.3 - body.hip * 0.5, 9)
        brush.fill(band, wear.main.shade(-0.1))
        brush.fill(ovals([(side * body.hip * 0.58, hip + 2.5, 1.0)]), thread)


_DARK, _PALE = 0.4, 0.7
"""How light cloth is under which its seams are lighter than it, and from which on they are darker."""


def open_shirt(brush: Brush, body: Body, wear: Outfit) -> None:
    w, hip, y = body.shoulder * 1.15, -body.leg + 6, body.collar
    for side in (-1, 1):
        panel = blob(
            (side * body.neck, y - 4), (side * body.neck, y - 4), (side * w, y - 4), (side * w, y - 4), (side * w, hip),
            (side * w, hip), (side * body.hip * 0.5, hip), (side * body.hip * 0.5, hip),
            (side * body.waist * 0.36, body.chest),
        )  # fmt: skip
        brush.fill(panel, wear.main.shade(-0.045 if side > 0 else 0.0))
        brush.line(_edge(body, side, hip), wear.main.shade(-0.1), 0.9)


def _edge(body: Body, side: int, hip: float) -> Path:
    """The edge of what is open over a shirt, down to a hem."""
    return curve((side * body.neck, body.collar), (side * body.waist * 0.38, body.chest), (side * body.hip * 0.5, hip))


def varsity(brush: Brush, body: Body, wear: Outfit) -> None:
    open_shirt(brush, body, wear)
    hip = -body.leg
    brush.fill(box(-body.hip * 1.3, hip, body.hip * 2.6, 7), wear.trim)
    brush.fill(box(-body.hip * 1.3, hip + 2, body.hip * 2.6, 1.3), wear.main)
    brush.fill(oval((-body.shoulder * 0.58, body.chest), 2.6), wear.trim)


def cardigan(brush: Brush, body: Body, wear: Outfit) -> None:
    _jacket(brush, body, wear, 0.66)
    brush.fill(ovals([(0.4, body.belt - 6 + i * 6.5, 0.95) for i in range(4)]), wear.trim)
    for side in (-1, 1):
        brush.fill(box(side * body.waist * 0.62 - 5, body.belt + 4, 10, 1.6, 0.8), wear.main.shade(-0.12))


def vest(brush: Brush, body: Body, wear: Outfit) -> None:
    y, hip, w = body.collar, -body.leg + 6, body.shoulder * 0.8
    vee = (-body.neck * 1.2, y - 3), (0, body.chest + 4), (body.neck * 1.2, y - 3)
    brush.fill(polygon((-w, y - 2), *vee, (w, y - 2), (body.shoulder, hip), (-body.shoulder, hip)), wear.main)
    for i in range(3):
        y_band = body.chest + 9 + i * 6
        brush.line(lines(*[(x * 3.2, y_band + (2.2 if x % 2 else 0)) for x in range(-8, 9)]), wear.trim, 1.2)
    brush.line(lines(*vee), wear.main.shade(-0.1), 1.8)
