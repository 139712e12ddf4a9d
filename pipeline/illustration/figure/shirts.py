"""Garments worn closed: knitwear, tees, dresses, dungarees. Painted within the outline of the trunk."""

from ..brush import Brush, blob, box, boxes, curve, lines, mirrored, oval, ovals, polygon
from ..geometry import Area
from ..inks import Ink
from .body import Body
from .clothes import Outfit


def light(brush: Brush, body: Body, wear: Outfit) -> None:
    """What a cloth has all over, with a plane of shade on the side away from the light, and two folds."""
    ink = wear.main
    w, top_y, hip = body.shoulder * 1.2, body.collar - 4, -body.leg + 6
    shade = blob((w * 0.42, top_y), (w, top_y), (w, top_y), (w, hip), (w, hip), (w * 0.3, hip), (w * 0.3, hip),
                 (w * 0.5, body.belt))  # fmt: skip
    brush.fill(shade, ink.shade(-0.045))
    wear.printed(brush, Area(-w, top_y, w, hip))
    fold = curve((-body.waist, body.belt - 2), (-body.waist * 0.4, body.belt + 1), (-1, body.belt))
    brush.line(fold, ink.shade(-0.05), 0.8)


def stripes(brush: Brush, body: Body, wear: Outfit) -> None:
    y = body.collar + 8
    while y < -body.leg + 6:
        brush.fill(box(-40, y, 80, 3.4), wear.under)
        y += 8
    w = body.shoulder
    shape = blob(
        (w * 0.5, body.collar), (w * 1.3, body.collar), (w * 1.3, 0), (w * 0.4, -body.leg + 8), (w * 0.58, body.belt)
    )
    brush.fill(shape, wear.main.shade(-0.1), 0.16)


def sweater(brush: Brush, body: Body, wear: Outfit) -> None:
    """Knitwear: ribs at the hem and one of four patterns across the breast, if it has none all over."""
    light(brush, body, wear)
    if wear.cloth_print:
        _ribs(brush, body, wear.main)
        return
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
            diamond = polygon((x, y - 4), (x + 4.4, y + 3), (x, y + 10), (x - 4.4, y + 3))
            brush.fill(diamond, wear.trim if i % 2 else wear.under)
    else:
        brush.fill(box(-w, y + 4, w * 2, 90), wear.trim)
        brush.fill(box(-w, y + 1.2, w * 2, 2.8), wear.under)
    _ribs(brush, body, wear.main if wear.pattern != 3 else wear.trim)


def _ribs(brush: Brush, body: Body, ink: Ink) -> None:
    """The ribbed hem of knitwear."""
    hem = -body.leg
    brush.fill(box(-body.hip * 1.3, hem - 1, body.hip * 2.6, 9), ink.shade(-0.05))
    brush.fill(boxes([(x, hem - 1, 0.8, 9) for x in range(-30, 31, 3)]), ink.shade(-0.1))


def turtle(brush: Brush, body: Body, wear: Outfit) -> None:
    """Fine knit, ribbed from the shoulders down; other lines would look like what is under it."""
    light(brush, body, wear)
    if not wear.cloth_print:
        brush.fill(boxes([(x, body.collar, 0.9, 90) for x in range(-40, 41, 5)]), wear.main.shade(-0.06))
    _ribs(brush, body, wear.main)


def dress(brush: Brush, body: Body, wear: Outfit) -> None:
    """A dress with a belt; the belt of who expects a child is above the belly."""
    light(brush, body, wear)
    waist = (body.chest + body.belt) / 2 - 2.0 if wear.extra == "belly" else body.belt
    brush.fill(box(-40, waist - 2.2, 80, 4.4), wear.trim)


def emblem(brush: Brush, body: Body, wear: Outfit) -> None:
    light(brush, body, wear)
    if wear.cloth_print:
        return
    r, y = body.shoulder * 0.34, body.chest
    brush.fill(oval((0, y + 3), r), wear.trim)
    hills = blob((-r * 0.75, y + 5), (-r * 0.2, y - 1), (r * 0.15, y + 4), (r * 0.5, y + 1), (r * 0.8, y + 5.5),
                 (0, y + 3 + r * 0.9))  # fmt: skip
    brush.fill(hills, wear.under)


def dungarees(brush: Brush, body: Body, wear: Outfit) -> None:
    wear.cloth.printed(brush, Area(-40, body.collar - 4, 40, body.belt))
    if not wear.cloth_print:
        rows = range(round(body.collar) + 8, round(body.belt), 7)
        brush.fill(boxes([(-40, y, 80, 2.4) for y in rows]), wear.trim)
    wide = body.waist * 0.72
    for side in (-1, 1):
        shape = lines((side * wide * 0.85, body.chest + 2), (side * body.neck * 1.7, body.collar - 3))
        brush.line(shape, wear.main.shade(-0.05), 3.4)
    brush.fill(box(-wide, body.chest, wide * 2, 60, 2.5), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt, body.hip * 2.4, 60), wear.main)
    brush.fill(box(-wide * 0.5, body.chest + 4, wide, wide * 0.8, 1.5), wear.main.shade(-0.08))
    brush.fill(ovals([(-wide * 0.82, body.chest + 2.4, 1.3), (wide * 0.82, body.chest + 2.4, 1.3)]), wear.under)


def pinafore(brush: Brush, body: Body, wear: Outfit) -> None:
    wide = body.waist * 0.8
    for side in (-1, 1):
        brush.line(lines((side * wide * 0.8, body.chest), (side * body.neck * 1.8, body.collar - 3)), wear.main, 4.2)
    brush.fill(box(-wide, body.chest - 1, wide * 2, 60, 2), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt - 2, body.hip * 2.4, 60), wear.main)
    brush.fill(box(-body.hip * 1.2, body.belt - 2, body.hip * 2.4, 3), wear.trim)


def hoodie(brush: Brush, body: Body, wear: Outfit) -> None:
    light(brush, body, wear)
    pocket = mirrored(
        (0, body.belt + 1), (body.waist * 0.55, body.belt + 1), (body.waist * 0.55, body.belt + 1),
        (body.waist * 0.8, -body.leg + 1), (body.waist * 0.8, -body.leg + 1), (0, -body.leg + 1),
    )  # fmt: skip
    brush.fill(pocket, wear.main.shade(-0.07))
    brush.fill(box(-40, -body.leg + 1.5, 80, 5), wear.main.shade(-0.1))
