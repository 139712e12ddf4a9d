"""The counter of a bank: before who serves, or behind those who come to it."""

import itertools
from collections.abc import Iterator
from contextlib import contextmanager

from prompt_builder.scene import UPRIGHT

from . import placement
from .air import Air
from .brush import Brush, box
from .figure import sitting
from .figure.group import Group, PlacedFigure
from .figure.people import People
from .figure.sitting import Lying
from .frame import Frame
from .layout import Layout, Spot
from .objects import furniture

_ROOM = 42.0
"""How far the counter goes beside the shoulders of who is behind it, in centimetres."""
_BESIDE = 26.0
"""How far it goes beside those who stand before it."""
_BACK = 12.0
"""How far up the picture it stands behind them."""
_END, _SLIM, _NEARER = 20.0, 9.0, 0.3
"""How far from its end something is, and half the width of what somebody has a hand at, in centimetres; how near the
end towards who is served what is alone there."""
_CROP = 0.78
"""Where people at it are cut in a strip, as in `Frame`: its top and a part of its front are seen."""


def framed(frame: Frame) -> Frame:
    """The frame of people at it, who are seen from head to foot but in a strip."""
    return frame._replace(crop=_CROP, whole=frame.whole or not frame.strip)


def server(group: Group) -> PlacedFigure | None:
    """Who of a group is behind it, where anybody is."""
    return next((one for one in group.members if one.figure.traits.person.serves), None)


def places(layout: Layout, group: Group, people: People) -> Lying:
    """It with what lies there: before who serves, else where it is seen between those who stand before it or at an end.

    What somebody has a hand at is by that one, who is at the right end.
    """
    things = sorted(people.laid, key=lambda thing: thing != people.used)
    one, count = server(group) if people.server is not None else None, len(things)
    if one is None:
        half, y, xs = group.half + _BESIDE, -furniture.COUNTER - _BACK, sorted(other.x for other in group.members)
        left, right = (max(min(x, half - _END), _END - half) for x in _seen(layout, _END))
        at_hand = [min(half - _END, _seen(layout, _SLIM)[1]) for one in things if one == people.used]
        free = sorted((left, right, *((a + b) / 2 for a, b in itertools.pairwise(xs))),
                      key=lambda x: -min(abs(x - other) for other in xs))  # fmt: skip
        free = [*at_hand, *(x for x in free if not at_hand or x != right)]
        spots = [free[i % len(free)] for i in range(count)]
    else:
        half, y = one.figure.body.shoulder + _ROOM, -furniture.COUNTER
        side = 1 if sum(other.x - one.x for other in group.members) > 0 else -1
        near = -_NEARER if people.scene.activity in UPRIGHT else _NEARER  # where hands meet nothing lies
        shares = [0.9 - 1.8 * (i + 0.5) / count for i in range(count)] if count > 1 else [near] * count
        spots = [one.x + side * share * (half - _END) for share in shares]
    return Lying(half, tuple((thing, (x, y)) for thing, x in zip(things, spots, strict=True)))


def _seen(layout: Layout, half: float) -> tuple[float, float]:
    """How far left and right something `half` as wide is seen as a whole, in centimetres of the people."""
    place, room = layout.people or Spot(0.0, 0.0, 1.0), half + 2.0
    return room - place.x / place.scale, (layout.width - place.x) / place.scale - room


def behind(brush: Brush, air: Air, layout: Layout, lying: Lying) -> None:
    """Paint it behind everybody, if they are there, with what stands on it."""
    if layout.people is None:
        return
    place = layout.people
    placement.shadow(brush, air, (place.x, place.y - _BACK * place.scale), lying.half * place.scale)
    with brush.at((place.x, place.y), place.scale):
        with brush.at((0, -_BACK)):
            furniture.counter(brush, air, lying.half)
        sitting.put(brush, air, lying)


def foot(group: Group) -> float:
    """How far down the picture it goes before who serves: nearer than those soles, and farther than any before it."""
    return 3.0 if len(group.members) == 1 else -_BACK


@contextmanager
def before(brush: Brush, air: Air, layout: Layout, lying: Lying) -> Iterator[None]:
    """Paint it before who serves and is painted within this, with what stands on it: below its foot nothing is seen."""
    group, place = layout.group, layout.people
    if group is None or place is None:
        yield
        return
    x, level = place.x + (server(group) or group.members[0]).x * place.scale, place.y + foot(group) * place.scale
    with brush.inside(box(0, 0, layout.width, level)):
        yield
    placement.shadow(brush, air, (x, level), lying.half * place.scale, 0.08)
    with brush.at((place.x, place.y), place.scale):
        with brush.at(((x - place.x) / place.scale, 0.0)):
            furniture.counter(brush, air, lying.half, foot(group))
        sitting.put(brush, air, lying)
