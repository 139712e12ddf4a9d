"""What people go into, seen from the street: a branch of a bank, an office, a greenhouse."""

from ..air import Air
from ..brush import Brush, blob, box, boxes, lines, oval, ovals, polygon
from .drawable import Drawing, landscape
from .house import glazing
from .money import coin


def bank(brush: Brush, air: Air) -> None:
    """A branch, 560 wide and 430 high: columns and a gable with a coin over steps, lit windows and a glass door."""
    inks, dark = air.inks, air.evening
    wall, stone = (inks.light(0.74), inks.deep(0.8)) if dark else (inks.light(0.86), inks.white)
    brush.fill(box(-262, -310, 524, 300), wall)
    for x in (-206, -96, 96, 206):
        glazing(brush, air, (x - 34, -236, 68, 170), 2)
    glazing(brush, air, (-50, -226, 100, 206), 2)
    brush.fill(box(-66, -250, 132, 20, 4), inks.deep(0.5))
    brush.fill(boxes([(-12, -130, 5, 40), (7, -130, 5, 40)]), inks.warm(0.79))
    for x in (-262, -152, 122, 232):
        brush.fill(box(x, -300, 30, 290), stone)
        brush.fill(box(x + 20, -300, 10, 290), stone.shade(-0.07))
        brush.fill(boxes([(x - 7, -304, 44, 14), (x - 7, -24, 44, 14)]), stone.shade(-0.04))
    brush.fill(box(-284, -334, 568, 32, 3), inks.deep(0.5))
    brush.fill(polygon((-284, -332), (0, -432), (284, -332)), inks.deep(0.56))
    brush.fill(polygon((-206, -340), (0, -412), (206, -340)), stone)
    coin(brush, inks, (0, -366), 25)
    brush.fill(boxes([(-150, -322, 110, 9), (40, -322, 110, 9)]), inks.white)
    brush.fill(boxes([(-290, -12, 580, 12), (-276, -22, 552, 12)]), inks.grey(0.72 if dark else 0.88))


def office(brush: Brush, air: Air) -> None:
    """A house of glass, 520 wide and 430 high, with a sign over its door."""
    inks = air.inks
    frame = inks.deep(0.62) if air.evening else inks.white
    brush.fill(box(-255, -424, 510, 424, 4), frame)
    for row in range(3):
        glazing(brush, air, (-240, -408 + row * 96, 480, 76), 6)
    glazing(brush, air, (-240, -112, 480, 112), 6)
    brush.fill(box(-92, -142, 184, 30, 4), inks.warm(0.76))
    brush.fill(oval((-62, -127), 9), inks.white)
    brush.fill(boxes([(-42, -131, 108, 8)]), inks.white)
    glazing(brush, air, (-62, -110, 124, 110), 2)
    brush.fill(box(-268, -434, 536, 16, 3), inks.deep(0.5))
    brush.fill(box(-266, -6, 532, 8, 2), inks.grey(0.72 if air.evening else 0.86))


def greenhouse(brush: Brush, air: Air) -> None:
    """A greenhouse, 340 wide and 230 high: its gable of clear panes on the left, with a door, and tomatoes inside."""
    inks = air.inks
    frame, pale = (inks.deep(0.8), inks.light(0.66)) if air.evening else (inks.white, inks.light(0.93))
    shell = blob((-165, 0), (-165, 0), (-165, -120), (-165, -120), (-140, -196), (-60, -226), (60, -226), (140, -196),
                 (165, -120), (165, -120), (165, 0), (165, 0))  # fmt: skip
    brush.blend(shell, (0, -226), (0, 0), [pale, inks.light(0.82 if not air.evening else 0.56)])
    with brush.inside(shell):
        for x in (-132, -92, 62, 98, 134):
            brush.line(lines((x, 0), (x, -112)), inks.light(0.5), 3)
            brush.fill(ovals([(x + d, -y, 17) for d, y in ((-8, 36), (9, 58), (-7, 82), (5, 108))]), inks.light(0.6))
            brush.fill(ovals([(x + d, -y, 7) for d, y in ((-11, 44), (10, 68), (-4, 92))]), inks.warm(0.72))
        brush.fill(box(-170, -26, 340, 26), inks.warm(0.5))
        brush.fill(boxes([(x - 3, -230, 6, 230) for x in (-112, -56, 56, 112)]), frame)
        brush.fill(boxes([(-170, y, 340, 6) for y in (-172, -122, -66)]), frame)
        brush.fill(polygon((-130, -230), (-96, -230), (-160, -20), (-170, -60)), inks.white, 0.3)
    brush.line(shell, frame, 9)
    brush.fill(box(-38, -158, 76, 158, 3), frame)
    brush.fill(boxes([(-30, -150, 60, 66), (-30, -76, 60, 68)]), inks.light(0.72 if not air.evening else 0.5))
    brush.fill(box(18, -86, 9, 22, 3), inks.deep(0.46))


BANK, OFFICE = Drawing(580, 436, bank), Drawing(536, 436, office)
DRAWABLES = {"greenhouse": landscape(Drawing(440, 292, greenhouse, 1.25))}
