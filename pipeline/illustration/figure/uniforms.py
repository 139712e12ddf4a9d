"""Clothes that tell what somebody does. Painted within the outline of the trunk; below it, gowns and robes."""

from ..brush import Brush, box, boxes, curve, lines, oval, ovals, polygon
from ..inks import standing_off
from .body import Body
from .clothes import Outfit, torso
from .jackets import blazer
from .shirts import light


def white_coat(brush: Brush, body: Body, wear: Outfit) -> None:
    """A coat open over a shirt, with a pocket and a pen."""
    blazer(brush, body, wear)
    x, y = body.shoulder * 0.3, body.chest + 3
    brush.fill(box(x, y, body.shoulder * 0.46, 8, 1), wear.main.shade(-0.1))
    brush.line(lines((x + 3, y - 2.5), (x + 3, y + 4)), wear.trim, 1.4)


def hi_vis(brush: Brush, body: Body, wear: Outfit) -> None:
    """A safety vest with bright bands over a shirt."""
    w, y, hip = body.shoulder * 1.15, body.collar - 4, -body.leg + 6
    for side in (-1, 1):
        edge = (side * 0.6, hip), (side * 1.2, body.chest)
        panel = polygon((side * body.neck, y), (side * w, y), (side * w, hip), *edge)
        brush.fill(panel, wear.main.shade(-0.045 if side > 0 else 0.0))
        brush.line(lines((side * body.shoulder * 0.58, y), (side * body.shoulder * 0.58, hip)), wear.under, 3.4)
    for level in (body.belt - 9, body.belt + 4):
        brush.fill(box(-w, level, w * 2, 3.6), wear.under)
    brush.line(lines((0, body.chest), (0, hip)), wear.main.shade(-0.16), 0.9)


def belly(brush: Brush, body: Body, wear: Outfit) -> None:
    """The roundness of who expects a child."""
    y, w, ink = body.belt + 11.0, body.hip * 0.94, wear.main
    brush.fill(oval((0, y + 2.6), w, 20.0), ink.shade(-0.13))
    brush.fill(oval((0, y), w, 19.6), ink.shade(0.015))
    brush.glow((-3.0, y - 3.0), (w * 0.66, 12), ink.shade(0.14), 0.6)


def chef(brush: Brush, body: Body, wear: Outfit) -> None:
    """A double-breasted jacket with two rows of buttons and a neckerchief."""
    light(brush, body, wear)
    brush.line(curve((body.neck, body.collar), (3, body.chest), (4, -body.leg + 6)), wear.main.shade(-0.12), 0.9)
    buttons = [(x, body.chest - 4 + i * 7, 1.1) for x in (-5, 5) for i in range(4)]
    brush.fill(ovals(buttons), wear.trim)


_WHITE, _DARK = 0.97, 0.5
"""How light what is white is at least, and a stethoscope on a white coat at most."""


def apron(brush: Brush, body: Body, wear: Outfit) -> None:
    """A bib over whatever is worn, which stands off that."""
    ink = standing_off(wear.trim, wear.main)
    white = min(wear.trim.lightness, wear.main.lightness) > _WHITE
    ink, wide = wear.trim if white else ink, body.waist * 0.8
    with brush.inside(torso(body)):
        for side in (-1, 1):
            strap = lines((side * wide * 0.8, body.chest), (side * body.neck * 1.2, body.collar - 3))
            brush.line(strap, ink.shade(-0.1 * white), 2.6)
        if white:  # a white one has a rim on white
            brush.fill(box(-wide - 1, body.chest - 2, wide * 2 + 2, 82, 2.4), ink.shade(-0.17))
        brush.fill(box(-wide, body.chest - 1, wide * 2, 80, 2), ink)
        brush.fill(box(-40, body.belt - 2, 80, 3), ink.shade(-0.08))
        brush.fill(box(-wide * 0.6, body.belt + 5, wide * 1.2, 9, 1.5), ink.shade(-0.08))


def gown(brush: Brush, body: Body, wear: Outfit) -> None:
    """The gown of a graduate with its hood."""
    light(brush, body, wear)
    for side in (-1, 1):
        stole = polygon((side * body.neck * 0.9, body.collar - 4), (side * body.neck * 2.0, body.collar - 2),
                        (side * body.waist * 0.62, 0), (side * body.waist * 0.16, 0))  # fmt: skip
        brush.fill(stole, wear.trim)
        brush.line(lines((side * body.neck * 0.9, body.collar - 4), (side * body.waist * 0.16, 0)), wear.under, 0.9)


def track(brush: Brush, body: Body, wear: Outfit) -> None:
    """A zipped top with two stripes on its shoulders."""
    light(brush, body, wear)
    brush.fill(boxes([(-40, body.chest - 6, 80, 2.2), (-40, body.chest - 2, 80, 2.2)]), wear.under)
    brush.fill(box(-40, body.collar - 6, 80, body.chest - body.collar - 0.5), wear.trim)
    brush.line(lines((0, body.collar), (0, -body.leg + 6)), wear.main.shade(-0.16), 1.1)
    brush.fill(box(-0.9, body.collar + 6, 1.8, 5, 0.8), wear.under)


def stethoscope(brush: Brush, body: Body, wear: Outfit) -> None:
    (n, y), low = (body.neck, body.collar), body.chest
    ink, fork = wear.trim.at(min(wear.trim.lightness, _DARK)), (n * 0.2, low + 6)
    brush.line(curve((-n * 1.1, y - 3), (-n * 1.5, y + 8), (-n * 0.6, low + 3), fork), ink, 1.5)
    brush.line(curve((n * 1.1, y - 3), (n * 1.5, y + 8), (n * 0.9, low), fork), ink, 1.5)
    brush.line(curve(fork, (n * 0.1, low + 11), (-n * 0.5, low + 14)), ink, 1.5)
    brush.fill(oval((-n * 0.6, low + 15), 2.7), wear.under)
    brush.fill(oval((-n * 0.6, low + 15), 1.3), ink)


def badge(brush: Brush, body: Body, wear: Outfit) -> None:
    """What tells who is at work: a card with a face on a ribbon around the neck."""
    ink, (n, y) = standing_off(wear.trim, wear.main), (body.neck, body.collar)
    foot = body.chest + (-5 if body.seat else 4)  # over the edge of a table
    for side in (-1, 1):
        brush.line(lines((side * n * 1.15, y - 3), (0, foot)), ink, 1.9)
    brush.fill(box(-5.2, foot - 0.6, 10.4, 14.2, 1.6), ink)
    brush.fill(box(-4.4, foot + 2.2, 8.8, 10.6, 0.9), wear.under.at(_WHITE))
    brush.fill(ovals([(0, foot + 5.2, 1.7)]), ink)
    brush.fill(boxes([(-2.8, foot + 7.8, 5.6, 1.5), (-2.8, foot + 10.2, 5.6, 1.1)]), ink.shade(0.06))
