"""Large public buildings from outside: an airport's terminal and a shopping centre, without a letter on them."""

from ..air import Air
from ..brush import Brush, blob, box, boxes, capsule, lines, oval, polygon
from .drawable import Drawing


def _plane(brush: Brush, air: Air) -> None:
    """A plane 110 long that has just taken off to the right, its middle in the origin."""
    inks = air.inks
    body = inks.white if not air.evening else inks.light(0.9)
    brush.fill(polygon((-46, -4), (-62, -32), (-46, -32), (-26, -6)), inks.warm(0.76))
    brush.fill(polygon((4, -4), (-22, -30), (-12, -30), (26, -4)), inks.deep(0.5))
    brush.fill(capsule((-48, -2), (46, 0), 4.0, 9.0), body)
    brush.fill(polygon((8, 2), (-34, 30), (-20, 30), (34, 3)), inks.deep(0.56))
    brush.fill(boxes([(x, -5, 4.5, 4.5) for x in range(-30, 38, 9)]), inks.deep(0.4))


def airport(brush: Brush, air: Air) -> None:
    """A terminal of glass 360 wide below a curved roof, its tower, and a plane that takes off over it; 186 high."""
    inks = air.inks
    wall = inks.white if not air.evening else inks.deep(0.62)
    tower = inks.deep(0.72) if not air.evening else inks.deep(0.62)
    brush.fill(polygon((-140, -60), (-136, -150), (-120, -150), (-116, -60)), tower)
    brush.fill(polygon((-156, -176), (-100, -176), (-110, -152), (-146, -152)), air.lit())
    for x in (-146, -128, -110):
        brush.line(lines((x * 1.05 + 6, -176), (x, -152)), tower, 2.4)
    brush.fill(boxes([(-160, -184, 64, 9), (-150, -154, 44, 6)]), inks.deep(0.5))
    with brush.at((92, -150), 0.86, -12):
        _plane(brush, air)
    brush.fill(box(-170, -96, 340, 96), air.lit())
    for x in range(-170, 171, 34):
        brush.line(lines((x, -110), (x, 0)), wall, 3)
    brush.line(lines((-170, -48), (170, -48)), wall, 3)
    roof = blob((-188, -84), (-188, -84), (-100, -118), (0, -132), (100, -118), (188, -84), (188, -84), (100, -102),
                (0, -112), (-100, -102))  # fmt: skip
    brush.fill(blob((-176, -86), (-176, -86), (-90, -108), (0, -114), (90, -108), (176, -86), (176, -86)), wall)
    brush.fill(roof, inks.deep(0.5))
    brush.fill(box(-62, -52, 124, 9, 3), inks.warm(0.76))
    brush.fill(box(-44, -43, 88, 43), inks.deep(0.42))
    brush.fill(boxes([(-40, -39, 18, 39), (-20, -39, 18, 39), (2, -39, 18, 39), (22, -39, 18, 39)]), air.lit(0.97))
    brush.fill(oval((0, -78), 22), inks.deep(0.5))
    with brush.at((0, -78), 0.3, -15):
        _plane(brush, air)
    brush.fill(box(-190, -5, 380, 6, 2), inks.grey(0.82))


def mall(brush: Brush, air: Air) -> None:
    """A shopping centre 360 wide: shops below awnings around a hall of glass with the sign of a bag; 170 high."""
    inks = air.inks
    wall = inks.warm(0.9) if not air.evening else inks.warm(0.6)
    brush.fill(box(-180, -112, 360, 112, 3), wall)
    brush.fill(box(-186, -120, 372, 12, 3), inks.deep(0.5))
    for left in (-168, -110, 64, 122):
        brush.fill(box(left, -52, 46, 46, 2), air.lit())
        brush.fill(boxes([(left + 8, -24, 8, 18), (left + 20, -32, 7, 26), (left + 32, -20, 8, 14)]), inks.deep(0.5))
        for i in range(4):
            ink = inks.warm(0.74) if i % 2 == (left > 0) else inks.white
            brush.fill(box(left - 3 + i * 13, -64, 13, 17, 3), ink)
        brush.fill(box(left + 3, -98, 40, 24, 3), air.lit())
    hall = blob((-56, 0), (-56, 0), (-56, -120), (-56, -120), (0, -168), (56, -120), (56, -120), (56, 0), (56, 0))
    brush.fill(hall, air.lit())
    with brush.inside(hall):
        for x in (-28, 0, 28):
            brush.line(lines((x, -170), (x, 0)), inks.white, 3)
        for y in (-112, -56):
            brush.line(lines((-60, y), (60, y)), inks.white, 3)
    brush.line(hall, inks.deep(0.5), 7)
    brush.fill(box(-34, -44, 68, 44), inks.deep(0.42))
    brush.fill(boxes([(-30, -40, 28, 40), (2, -40, 28, 40)]), air.lit(0.97))
    brush.fill(oval((0, -92), 30), inks.deep(0.5))
    brush.line(oval((0, -98), 8, 10), inks.white, 3)
    brush.fill(box(-14, -98, 28, 24, 3), inks.white)
    brush.fill(box(-190, -5, 380, 6, 2), inks.grey(0.82))


AIRPORT, MALL = Drawing(950, 600, airport, 2.5), Drawing(950, 460, mall, 2.5)
