"""Garments of the upper body, from suit to dungarees, painted over a trunk. Knows no arms, faces or scenes."""

from collections.abc import Callable

from .body import Body
from .brush import Brush, blob, bow, box, boxes, curve, lines, mirrored, oval, ovals, polygon
from .clothes import Outfit, torso
from .inks import Ink


def top(brush: Brush, body: Body, wear: Outfit, skin: Ink) -> None:
    """The clothed trunk with the neck: neckline, collar and what is special to the garment."""
    trunk = torso(body)
    base = (
        wear.under
        if wear.top in ("suit", "blazer", "coat", "open shirt", "cardigan", "dungarees", "pinafore", "vest", "varsity")
        else wear.main
    )
    brush.fill(trunk, base)
    with brush.inside(trunk):
        if wear.top in _PATTERNS:
            _PATTERNS[wear.top](brush, body, wear)
        elif base == wear.main:
            _light(brush, body, base)
    neck(brush, body, skin, _NECKLINES.get(wear.top, "crew"))
    if wear.top in _COLLARS:
        _COLLARS[wear.top](brush, body, wear)
    if wear.extra == "scarf":
        _scarf(brush, body, wear)


def _light(brush: Brush, body: Body, ink: Ink) -> None:
    """A plane of shade on the side away from the light, and two folds."""
    w, top_y, hip = body.shoulder * 1.2, body.collar - 4, -body.leg + 6
    brush.fill(
        blob(
            (w * 0.42, top_y),
            (w, top_y),
            (w, top_y),
            (w, hip),
            (w, hip),
            (w * 0.3, hip),
            (w * 0.3, hip),
            (w * 0.5, body.belt),
        ),
        ink.shade(-0.045),
    )
    brush.line(
        curve((-body.waist, body.belt - 2), (-body.waist * 0.4, body.belt + 1), (-1, body.belt)), ink.shade(-0.05), 0.8
    )


def neck(brush: Brush, body: Body, skin: Ink, line: str) -> None:
    """The neck and the skin that the neckline shows."""
    n, y = body.neck, body.collar
    stem = blob(
        (-n, y - 14),
        (-n, y - 14),
        (n, y - 14),
        (n, y - 14),
        (n, y - 5),
        (n * 1.25, y - 0.5),
        (n * 1.25, y - 0.5),
        (0, y + 3.2),
        (-n * 1.25, y - 0.5),
        (-n * 1.25, y - 0.5),
        (-n, y - 5),
    )
    brush.fill(stem, skin)
    if line == "v":
        brush.fill(
            blob(
                (-n * 1.3, y - 1.5),
                (-n * 1.3, y - 1.5),
                (n * 1.3, y - 1.5),
                (n * 1.3, y - 1.5),
                (0.5, y + n * 2.2),
                (0, y + n * 2.3),
                (-0.5, y + n * 2.2),
            ),
            skin,
        )
    with brush.inside(stem):
        brush.fill(oval((n * 0.25, y - 9.5), n * 1.7, 8.2), skin.shade(-0.1))


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
            (side * n * 0.9, y - 4),
            (side * n * 1.75, y - 1.5),
            (side * body.shoulder * 0.62, y + 10),
            (side * body.shoulder * 0.42, y + 11.5),
            (side * body.shoulder * 0.5, y + 14),
            (0, meet),
        )
        brush.fill(lapel, wear.main.shade(-0.1 if side > 0 else -0.06))
    brush.fill(ovals([(1.8, meet + 3.0, 0.9), (1.8, meet + 8.5, 0.9)]), wear.main.shade(-0.18))


def _suit(brush: Brush, body: Body, wear: Outfit) -> None:
    if body.shoulder > body.hip * 1.12:
        y = body.collar
        knot = polygon((-2.1, y + 1.5), (2.1, y + 1.5), (1.5, y + 5.5), (-1.5, y + 5.5))
        brush.fill(
            polygon((-1.5, y + 5.3), (1.5, y + 5.3), (3.1, body.belt - 4), (0, body.belt + 1), (-3.1, body.belt - 4)),
            wear.trim,
        )
        brush.fill(knot, wear.trim.shade(-0.07))
    _jacket(brush, body, wear)
    x, y = -body.shoulder * 0.56, body.chest
    brush.fill(
        polygon((x - 3, y + 1), (x - 1.6, y - 2), (x, y), (x + 1.6, y - 2.4), (x + 3, y + 1)),
        wear.trim if body.shoulder <= body.hip * 1.12 else wear.under,
    )


def _blazer(brush: Brush, body: Body, wear: Outfit) -> None:
    _jacket(brush, body, wear, 0.88)


def _open_shirt(brush: Brush, body: Body, wear: Outfit) -> None:
    w, hip, y = body.shoulder * 1.15, -body.leg + 6, body.collar
    for side in (-1, 1):
        panel = blob(
            (side * body.neck, y - 4),
            (side * body.neck, y - 4),
            (side * w, y - 4),
            (side * w, y - 4),
            (side * w, hip),
            (side * w, hip),
            (side * body.hip * 0.5, hip),
            (side * body.hip * 0.5, hip),
            (side * body.waist * 0.36, body.chest),
        )
        brush.fill(panel, wear.main.shade(-0.045 if side > 0 else 0.0))
        brush.line(
            curve((side * body.neck, y), (side * body.waist * 0.38, body.chest), (side * body.hip * 0.5, hip)),
            wear.main.shade(-0.1),
            0.9,
        )


def _varsity(brush: Brush, body: Body, wear: Outfit) -> None:
    _open_shirt(brush, body, wear)
    hip = -body.leg
    brush.fill(box(-body.hip * 1.3, hip, body.hip * 2.6, 7), wear.trim)
    brush.fill(box(-body.hip * 1.3, hip + 2, body.hip * 2.6, 1.3), wear.main)
    brush.fill(oval((-body.shoulder * 0.58, body.chest), 2.6), wear.trim)


def _cardigan(brush: Brush, body: Body, wear: Outfit) -> None:
    _jacket(brush, body, wear, 0.66)
    brush.fill(ovals([(0.4, body.belt - 6 + i * 6.5, 0.95) for i in range(4)]), wear.trim)
    for side in (-1, 1):
        brush.fill(box(side * body.waist * 0.62 - 5, body.belt + 4, 10, 1.6, 0.8), wear.main.shade(-0.12))


def _vest(brush: Brush, body: Body, wear: Outfit) -> None:
    y, hip, w = body.collar, -body.leg + 6, body.shoulder * 0.8
    vee = polygon(
        (-w, y - 2),
        (-body.neck * 1.2, y - 3),
        (0, body.chest + 4),
        (body.neck * 1.2, y - 3),
        (w, y - 2),
        (body.shoulder, hip),
        (-body.shoulder, hip),
    )
    brush.fill(vee, wear.main)
    for i in range(3):
        y_band = body.chest + 9 + i * 6
        brush.line(lines(*[(x * 3.2, y_band + (2.2 if x % 2 else 0)) for x in range(-8, 9)]), wear.trim, 1.2)
    brush.line(
        lines((-body.neck * 1.2, y - 3), (0, body.chest + 4), (body.neck * 1.2, y - 3)), wear.main.shade(-0.1), 1.8
    )


def _stripes(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + 8
    while y < -body.leg + 6:
        brush.fill(box(-40, y, 80, 3.4), wear.under)
        y += 8
    w = body.shoulder
    brush.fill(
        blob(
            (w * 0.5, body.collar),
            (w * 1.3, body.collar),
            (w * 1.3, 0),
            (w * 0.4, -body.leg + 8),
            (w * 0.58, body.belt),
        ),
        wear.main.shade(-0.1),
        0.16,
    )


def _sweater(brush: Brush, body: Body, wear: Outfit) -> None:
    """Knitwear: ribs at the hem and one of four patterns across the breast."""
    _light(brush, body, wear.main)
    y, w = body.chest, body.shoulder * 1.3
    if wear.pattern == 0:
        brush.fill(boxes([(-w, y - 2, w * 2, 4.4), (-w, y + 5.6, w * 2, 2.2)]), wear.trim)
    elif wear.pattern == 1:
        for lift, ink in ((0.0, wear.under), (7.0, wear.trim)):
            zigzag = [(-w + i * 3.2, y + lift + (3.0 if i % 2 else 0.0)) for i in range(int(w * 2 / 3.2) + 2)]
            brush.line(lines(*zigzag), ink, 1.7)
    elif wear.pattern == 2:
        for i in range(-3, 4):
            x = i * 9.5
            brush.fill(polygon((x, y - 4), (x + 4.4, y + 3), (x, y + 10), (x - 4.4, y + 3)), wear.trim if i % 2 else wear.under)
    else:
        brush.fill(box(-w, y + 4, w * 2, 90), wear.trim)
        brush.fill(box(-w, y + 1.2, w * 2, 2.8), wear.under)
    _ribs(brush, body, wear.main if wear.pattern != 3 else wear.trim)


def _ribs(brush: Brush, body: Body, ink: Ink) -> None:
    """The ribbed hem of knitwear."""
    hem = -body.leg
    brush.fill(box(-body.hip * 1.3, hem - 1, body.hip * 2.6, 9), ink.shade(-0.05))
    brush.fill(boxes([(x, hem - 1, 0.8, 9) for x in range(-30, 31, 3)]), ink.shade(-0.1))


def _turtle(brush: Brush, body: Body, wear: Outfit) -> None:
    """Fine knit with two cables."""
    _light(brush, body, wear.main)
    for side in (-1, 1):
        x = side * body.waist * 0.42
        for i in range(14):
            y = body.collar + 9 + i * 4.6
            brush.line(bow((x - 2, y), (x, y + 2.6), (x + 2, y)), wear.main.shade(-0.07), 0.9)
    _ribs(brush, body, wear.main)


def _dress(brush: Brush, body: Body, wear: Outfit) -> None:
    """A dress with a belt, plain or with dots."""
    _light(brush, body, wear.main)
    if wear.pattern in (1, 2):
        dots = [(x * 7.0 + (3.5 if y % 2 else 0.0), body.collar + 6 + y * 6.2, 1.15) for x in range(-5, 6) for y in range(9)]
        brush.fill(ovals(dots), wear.under)
    brush.fill(box(-40, body.belt - 2.2, 80, 4.4), wear.trim)


def _emblem(brush: Brush, body: Body, wear: Outfit) -> None:
    _light(brush, body, wear.main)
    radius = body.shoulder * 0.34
    brush.fill(oval((0, body.chest + 3), radius), wear.trim)
    brush.fill(
        blob(
            (-radius * 0.75, body.chest + 5),
            (-radius * 0.2, body.chest - 1),
            (radius * 0.15, body.chest + 4),
            (radius * 0.5, body.chest + 1),
            (radius * 0.8, body.chest + 5.5),
            (0, body.chest + 3 + radius * 0.9),
        ),
        wear.under,
    )


def _dungarees(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + 8
    while y < body.belt:
        brush.fill(box(-40, y, 80, 2.4), wear.trim)
        y += 7
    wide = body.waist * 0.72
    for side in (-1, 1):
        brush.line(
            lines((side * wide * 0.85, body.chest + 2), (side * body.neck * 1.7, body.collar - 3)),
            wear.main.shade(-0.05),
            3.4,
        )
    brush.fill(box(-wide, body.chest, wide * 2, 60, 2.5), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt, body.hip * 2.4, 60), wear.main)
    brush.fill(box(-wide * 0.5, body.chest + 4, wide, wide * 0.8, 1.5), wear.main.shade(-0.08))
    brush.fill(ovals([(-wide * 0.82, body.chest + 2.4, 1.3), (wide * 0.82, body.chest + 2.4, 1.3)]), wear.under)


def _pinafore(brush: Brush, body: Body, wear: Outfit) -> None:
    wide = body.waist * 0.8
    for side in (-1, 1):
        brush.line(lines((side * wide * 0.8, body.chest), (side * body.neck * 1.8, body.collar - 3)), wear.main, 4.2)
    brush.fill(box(-wide, body.chest - 1, wide * 2, 60, 2), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt - 2, body.hip * 2.4, 60), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt - 2, body.hip * 2.4, 3), wear.trim)


def _hoodie(brush: Brush, body: Body, wear: Outfit) -> None:
    _light(brush, body, wear.main)
    pocket = mirrored(
        (0, body.belt + 1),
        (body.waist * 0.55, body.belt + 1),
        (body.waist * 0.55, body.belt + 1),
        (body.waist * 0.8, -body.leg + 1),
        (body.waist * 0.8, -body.leg + 1),
        (0, -body.leg + 1),
    )
    brush.fill(pocket, wear.main.shade(-0.07))
    brush.fill(box(-40, -body.leg + 1.5, 80, 5), wear.main.shade(-0.1))


def _hood(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    for side in (-1, 1):
        brush.fill(
            blob(
                (side * n * 0.95, y - 7),
                (side * n * 2.0, y - 5.5),
                (side * n * 2.3, y - 1),
                (side * n * 0.9, y + 5),
                (side * 0.1, y + 5.5),
                (side * 0.1, y + 5.5),
                (side * n * 0.85, y + 0.5),
            ),
            wear.main.shade(-0.03 - 0.04 * (side > 0)),
        )
        brush.line(
            curve((side * n * 0.5, y + 4.5), (side * n * 0.62, y + 10), (side * n * 0.5, y + 14)), wear.under, 0.9
        )


def _turtleneck(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    brush.fill(box(-n * 1.18, y - 7, n * 2.36, 9.5, 2.5), wear.main.shade(-0.03))
    brush.line(bow((-n * 1.1, y - 2.5), (0, y - 0.6), (n * 1.1, y - 2.5)), wear.main.shade(-0.1), 0.7)


def _shirt(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    brush.line(lines((0, y + 4), (0, -body.leg + 6)), wear.main.shade(-0.09), 0.8)
    brush.fill(
        ovals([(1.6, body.chest - 4 + i * 8, 0.7) for i in range(5)]),
        wear.under if wear.under.lightness - wear.main.lightness > 0.1 else wear.trim,
    )
    points(brush, n, y, wear.main.shade(0.05), wear.main.shade(-0.1))
    brush.line(
        lines((-body.shoulder * 0.78, body.chest + 1), (-body.shoulder * 0.36, body.chest + 1)),
        wear.main.shade(-0.09),
        0.9,
    )


def points(brush: Brush, n: float, y: float, ink: Ink, edge: Ink) -> None:
    """The two points of a shirt collar around a neck of half-width n."""
    for side in (-1, 1):
        tip = polygon((side * n * 0.95, y - 5), (side * n * 1.45, y - 1.5), (side * n * 0.95, y + 6), (0, y + 2.6))
        brush.fill(tip, ink)
        brush.line(lines((side * n * 1.45, y - 1.5), (side * n * 0.95, y + 6), (0, y + 2.6)), edge, 0.5)


def _blouse(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + body.neck * 1.1
    for side in (-1, 1):
        brush.fill(
            blob((0, y), (side * 5.5, y - 4.2), (side * 9, y - 1), (side * 8, y + 3.4), (side * 3, y + 2)),
            wear.trim.shade(-0.05 * (side > 0)),
        )
        brush.fill(
            blob((0, y), (side * 2.8, y + 6), (side * 4.6, y + 13), (side * 4.6, y + 13), (side * 1.4, y + 11)),
            wear.trim.shade(-0.04),
        )
    brush.fill(oval((0, y + 0.5), 2.2), wear.trim.shade(-0.09))


def _crew(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    brush.line(bow((-n * 1.3, y - 1.2), (0, y + 7.5), (n * 1.3, y - 1.2)), wear.main.shade(-0.08), 1.8)


def _shirt_collar(brush: Brush, body: Body, wear: Outfit) -> None:
    points(brush, body.neck, body.collar, wear.under, wear.under.shade(-0.14))


def _pendant(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + body.neck * 1.5
    brush.line(
        bow((-body.neck * 1.05, body.collar - 1), (0, y * 2 - body.collar + 1), (body.neck * 1.05, body.collar - 1)),
        wear.under,
        0.5,
    )
    brush.fill(oval((0, y + 1), 1.3), wear.trim)


def _scarf(brush: Brush, body: Body, wear: Outfit) -> None:
    n, y = body.neck, body.collar
    ink = wear.trim
    brush.fill(
        blob(
            (n * 0.2, y), (n * 1.3, y + 1), (n * 1.5, y + 22), (n * 1.5, y + 22), (n * 0.1, y + 23), (n * 0.1, y + 23)
        ),
        ink.shade(-0.06),
    )
    brush.fill(
        blob(
            (-n * 1.25, y - 6),
            (0, y - 3.5),
            (n * 1.25, y - 6),
            (n * 1.65, y - 1.5),
            (n * 0.9, y + 4.5),
            (0, y + 5.5),
            (-n * 0.9, y + 4.5),
            (-n * 1.65, y - 1.5),
        ),
        ink,
    )
    brush.line(curve((-n * 1.2, y - 1.5), (0, y + 1.5), (n * 1.2, y - 2)), ink.shade(-0.08), 0.9)


_PATTERNS: dict[str, Callable[[Brush, Body, Outfit], None]] = {
    "suit": _suit,
    "blazer": _blazer,
    "coat": _blazer,
    "open shirt": _open_shirt,
    "varsity": _varsity,
    "cardigan": _cardigan,
    "vest": _vest,
    "stripes": _stripes,
    "tee": _emblem,
    "dungarees": _dungarees,
    "pinafore": _pinafore,
    "hoodie": _hoodie,
    "sweater": _sweater,
    "turtleneck": _turtle,
    "dress": _dress,
}
_NECKLINES = {"blazer": "v", "dress": "v", "open shirt": "crew", "coat": "crew"}
_COLLARS: dict[str, Callable[[Brush, Body, Outfit], None]] = {
    "suit": _shirt_collar,
    "cardigan": _shirt_collar,
    "vest": _shirt_collar,
    "pinafore": _shirt_collar,
    "shirt": _shirt,
    "hoodie": _hood,
    "turtleneck": _turtleneck,
    "coat": _turtleneck,
    "blouse": _blouse,
    "dress": _pendant,
    "sweater": _crew,
    "tee": _crew,
    "stripes": _crew,
}
