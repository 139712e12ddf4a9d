"""What is shown from near in a hand alone: one that signs, and one with the model of a house."""

from dataclasses import replace

from ..air import Air
from ..brush import Brush, box, capsule, curve, lines, oval, polygon
from .banking import documents
from .drawable import Drawing, offer, portable
from .grips import palmed, writing


def model_house(brush: Brush, air: Air) -> None:
    """A small house with a gable on its ground, 130 wide."""
    inks = air.inks
    brush.fill(box(-66, -9, 132, 9, 4), inks.light(0.72))
    brush.fill(box(36, -118, 15, 44), inks.warm(0.66))
    walls = polygon((-50, -9), (-50, -66), (0, -112), (50, -66), (50, -9))
    brush.fill(walls, inks.white)
    with brush.inside(walls):
        brush.fill(box(12, -120, 40, 112), inks.grey(0.9))
    for x, y, wide, ink in ((-36, -60, 26, inks.light(0.82)), (-11, -88, 22, inks.light(0.82))):
        brush.fill(box(x, y, wide, wide * 0.9, 2), ink)
        brush.line(lines((x + wide / 2, y), (x + wide / 2, y + wide * 0.9)), inks.white, 2.4)
    brush.fill(box(6, -48, 27, 39, 2), inks.warm(0.74))
    brush.fill(oval((28, -28), 2), inks.white)
    brush.line(lines((-62, -58), (0, -114), (62, -58)), inks.deep(0.5), 14)


def _contract(brush: Brush, air: Air) -> None:
    """A large sheet that lies before the viewer, its lines, and what is signed so far, which ends in the origin."""
    inks = air.inks
    for by, ink in ((7, inks.deep(0.3)), (0, inks.white)):
        sheet = polygon((-136 + by, -86 + by), (62 + by, -86 + by), (104 + by, 46 + by), (-172 + by, 46 + by))
        brush.fill(sheet, ink, 0.25 if by else 1.0)
    brush.fill(polygon((-124, -76), (-18, -76), (-17, -66), (-127, -66)), inks.deep(0.56))
    for i, share in enumerate((0.96, 0.84, 0.92)):
        y, left = -54 + i * 13, -129 - i * 3.4
        brush.fill(box(left, y, (196 + i * 7) * share, 4.4, 2), inks.grey(0.84))
    brush.line(lines((-112, 12), (52, 12)), inks.deep(0.7), 1.8)
    written = curve((-100, 4), (-84, -14), (-82, 8), (-66, -10), (-60, 8), (-46, -6), (-38, 7), (-22, -3), (0, 0))
    brush.line(written, inks.deep(0.42), 3.2)


def _pen(brush: Brush, air: Air) -> None:
    """A pen that is held in the origin, its tip 70 below that."""
    inks = air.inks
    brush.fill(capsule((0, -92), (0, 46), 6.4, 6.4), inks.deep(0.4))
    brush.fill(box(-6.4, -58, 12.8, 8), inks.warm(0.79))
    brush.fill(polygon((-6.4, 46), (6.4, 46), (0, 70)), inks.warm(0.84))


DRAWABLES = {
    "model house": replace(
        portable(offer(132, 124, model_house), 26), gripped=Drawing(170, 230, palmed(model_house), varied=True)
    ),
    "signature": replace(
        offer(154, 148, documents, middle=5), gripped=Drawing(280, 190, writing(_contract, _pen), varied=True)
    ),
}
