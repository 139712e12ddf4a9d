"""Somebody's own desk, with a mug and books, before who stands or sits there."""

from ..air import Air
from ..brush import Brush, blob, box
from ..objects import food, office
from .body import Body


def top(shape: Body) -> float:
    """The y of the top of somebody's desk."""
    return shape.belt + 9


def draw(brush: Brush, shape: Body, air: Air) -> None:
    """A table in front of the person, with a mug; its top is at the belt."""
    y = top(shape)
    brush.fill(box(-66, y + 4, 7, -y - 4), air.inks.warm(0.62))
    brush.fill(box(59, y + 4, 7, -y - 4), air.inks.warm(0.56))
    brush.fill(box(-62, y + 4, 124, 18), air.inks.warm(0.68))
    brush.fill(box(-76, y, 152, 5.5, 2), air.inks.warm(0.82))
    edge = blob((-76, y + 4), (-76, y + 4), (76, y + 4), (76, y + 4), (75, y + 6.5), (-75, y + 6.5))
    brush.fill(edge, air.inks.warm(0.7))
    with brush.at((46, y)):
        food.mug(brush, air)
    with brush.at((-48, y)):
        office.book_stack(brush, air)


def lengthen(brush: Brush, air: Air, level: float, reach: float) -> None:
    """The left end of a desk whose top is at that level, for those who sit farther left than it goes itself."""
    inks = air.inks
    brush.fill(box(10 - reach, level + 4, 7, -level - 4), inks.warm(0.62))
    brush.fill(box(14 - reach, level + 4, reach - 66, 18), inks.warm(0.68))
    brush.fill(box(-reach, level, reach - 66, 5.5, 2), inks.warm(0.82))
    brush.fill(box(1 - reach, level + 4, reach - 66, 2.5), inks.warm(0.7))
