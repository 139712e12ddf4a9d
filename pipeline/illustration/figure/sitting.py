"""What people sit on and at who do not bring it with them: seats behind them, a table before them. Knows no people."""

from collections.abc import Sequence

from prompt_builder.scene import Thing

from ..air import Air
from ..brush import Brush, box
from ..objects import DRAWABLES, furniture, outings
from .body import Seat


def draw(brush: Brush, air: Air, seat: Seat, half: float) -> None:
    """A seat for those who take so much room on either side of the origin."""
    if seat == "sofa":
        furniture.sofa(brush, air, half)
    elif seat == "armchair":
        furniture.armchair(brush, air, half)
    elif seat == "bench":
        outings.bench(brush, air, half)
    else:
        furniture.chair(brush, air)


def lengthen(brush: Brush, air: Air, top: float, reach: float) -> None:
    """The left end of somebody's desk whose top is so high, for those who sit farther left than that goes itself."""
    inks = air.inks
    brush.fill(box(10 - reach, top + 4, 7, -top - 4), inks.warm(0.62))
    brush.fill(box(14 - reach, top + 4, reach - 66, 18), inks.warm(0.68))
    brush.fill(box(-reach, top, reach - 66, 5.5, 2), inks.warm(0.82))
    brush.fill(box(1 - reach, top + 4, reach - 66, 2.5), inks.warm(0.7))


def lay(brush: Brush, air: Air, half: float, things: Sequence[Thing]) -> None:
    """A table that reaches so far on either side of the origin, with small things on it."""
    furniture.table(brush, air, half)
    for i, thing in enumerate(things):
        if laid := DRAWABLES[thing].table:
            place = (half * 1.7 * ((i + 0.5) / len(things) - 0.5), -laid.lift - furniture.TABLE + 58.0)
            with brush.at(place, 1.1, laid.angle):
                laid.draw(brush, air.on(thing))
