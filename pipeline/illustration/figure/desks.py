"""Somebody's own desk, with a mug and books, before who stands or sits there."""

from ..air import Air
from ..brush import Brush, blob, box
from ..objects import food, office
from .body import Body


def top(body: Body) -> float:
    """The y of the top of somebody's desk."""
    return body.belt + 9


def draw(brush: Brush, body: Body, air: Air) -> None:
    """A table in front of the person, with a mug; its top is at the belt."""
    y = top(body)
    brush.fill(box(-66, y + 4, 7, -y - 4), air.inks.warm(0.62))
    brush.fill(box(59, y + 4, 7, -y - 4), air.inks.warm(0.56))
    brush.fill(box(-62, y + 4, 124, 18), air.inks.warm(0.68))
    brush.fill(box(-76, y, 152, 5.5, 2), air.inks.warm(0.82))
    brush.fill(
        blob((-76, y + 4), (-76, y + 4), (76, y + 4), (76, y + 4), (75, y + 6.5), (-75, y + 6.5)), air.inks.warm(0.7)
    )
    with brush.at((46, y), 1.0):
        food.mug(brush, air)
    with brush.at((-48, y), 1.0):
        office.book_stack(brush, air)
