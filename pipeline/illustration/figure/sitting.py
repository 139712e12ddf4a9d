"""What people sit on and at who do not bring it with them: seats behind them, a table before them."""

import itertools
from collections.abc import Callable, Sequence
from typing import NamedTuple

from prompt_builder.scene import Thing

from ..air import Air
from ..brush import Brush, Point
from ..inks import Inks, told_apart
from ..objects import DRAWABLES, food, furniture, moving
from . import person
from .body import Seat
from .group import Group

_MIDDLE = furniture.TABLE + 3.0
"""How high things stand on it."""
_END = 20.0
"""How far from its end things are that stand there, in centimetres."""
_SHORT = 44.0
"""Half the length of a table that is so short that one thing is in its middle."""
_INNER = 0.3
"""How far over the ends of a table those go who stand there, in shoulders."""
_BEYOND = 46.0
"""How far before who sits at the end of a table a plate is, in centimetres."""
_AT_HAND = 12.0
"""The same of what who sits there has a hand at."""
_WOODS: tuple[furniture.Wood, ...] = (("warm", 0.0), ("light", -0.08), ("deep", -0.2))
"""Of what tables are, the usual first."""


class Lying(NamedTuple):
    """What lies on a table or a counter: half its length, and small things with their places, in centimetres."""

    half: float
    things: tuple[tuple[Thing, Point], ...]
    middle: float = 0.0
    at_hand: Thing | None = None
    """That of them at which somebody has a hand."""


def draw(brush: Brush, air: Air, seat: Seat, half: float) -> None:
    """A seat for those who take so much room on either side of the origin."""
    if broad := _BROAD.get(seat):
        broad(brush, air, half)
    else:
        (furniture.chair_aside if seat == "chair aside" else furniture.chair)(brush, air)


_BROAD: dict[Seat, Callable[[Brush, Air, float], None]] = {
    "sofa": furniture.sofa, "armchair": furniture.armchair, "bench": furniture.bench,
    "moving boxes": moving.row_of_boxes,
}  # fmt: skip


def lay(brush: Brush, air: Air, group: Group, lying: Lying, served: bool) -> None:
    """A table before a group, a plate for each who sits where they are served, what lies there, their arms on it."""
    with brush.at((lying.middle, 0.0)):
        furniture.table(brush, air, lying.half, furniture.DEEP, wood(group, air.inks))
    for x in _sitters(group) if served else ():
        with brush.at((x, -_MIDDLE)):
            food.plate(brush, air)
    put(brush, air, lying, (True,))
    for member in group.painted:
        if member.figure.body.seat and not any(one.carrier is member.figure for one in group.members):
            with brush.at((member.x, -member.lift), flip=member.flip):
                person.at_table(brush, member.figure, air)
    put(brush, air, lying, (False,))


def wood(group: Group, inks: Inks) -> furniture.Wood:
    """The first of which the table is told from all hands and sleeves on it, or else best from the hands."""
    seen = [one.figure.wear for one in group.members if one.figure.body.seat]

    def told(one: furniture.Wood) -> tuple[float, float]:
        top = furniture.top(inks, one)
        return min(told_apart(wear.hands, top) for wear in seen), min(told_apart(wear.main, top) for wear in seen)

    return max(_WOODS, key=told) if seen else _WOODS[0]


def put(brush: Brush, air: Air, lying: Lying, under: Sequence[bool] = (True, False)) -> None:
    """The small things at their places: all, or what is under the hand that is at it or is not."""
    for thing, (x, y) in lying.things:
        if (laid := DRAWABLES[thing].table) and (laid.flat and thing == lying.at_hand) in under:
            with brush.at((x, y + furniture.ROUND - laid.lift), 1.1, laid.angle):
                laid.draw(brush, air.on(thing))


def between(group: Group) -> float:
    """Half the length of a table at whose ends two stand, who are before its edges."""
    left, right = sorted(group.members, key=lambda one: one.x)
    return min(-left.x - left.figure.body.shoulder * _INNER, right.x - right.figure.body.shoulder * _INNER)


def places(group: Group, half: float, things: Sequence[Thing], used: Thing | None, middle: float = 0.0) -> Lying:
    """A table of half a length, and what lies there: at the right end, by whoever has a hand at it, what is used."""
    rest = [thing for thing in things if thing != used]
    at_hand = [(one, half - _AT_HAND) for one in things if one == used]
    spots = _spots([x - middle for x in _sitters(group)], half, len(rest), bool(at_hand))
    found = (*zip(rest, spots, strict=True), *at_hand)
    return Lying(half, tuple((thing, (middle + x, -furniture.TABLE)) for thing, x in found), middle, used)


def _sitters(group: Group) -> list[float]:
    """Before whom the table is: for who sits at an end of it, beyond that."""
    those = [one for one in group.members if one.figure.body.seat and one.carrier is None]
    return sorted(one.x + (_BEYOND * one.facing if one.figure.pose.gait == "aside" else 0.0) for one in those)


def _spots(sitters: Sequence[float], half: float, count: int, taken: bool) -> list[float]:
    """Where so many things are on a table: between those who sit there, then at its ends, else side by side.

    `taken`: something is at the right end.
    """
    end = half - _END if half > _SHORT else 0.0
    between = [(one + other) / 2 for one, other in itertools.pairwise(sitters)]
    ends = (-end,) if taken else (end, -end) if end else (0.0,)
    spots = [*sorted(between, key=abs), *ends][:count]
    return sorted(spots) if len(spots) == count else [half * 1.7 * ((i + 0.5) / count - 0.5) for i in range(count)]
