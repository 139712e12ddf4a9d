"""The upper ends of subjects, and how scenery keeps from growing out of them. Pure arithmetic."""

import itertools
import math
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from .geometry import Area


class Top(NamedTuple):
    """The columns left to right in pixels that a subject covers, and the y above which things behind it are seen.

    Behind a `broad` one, such as a house, what is much taller may stand; nothing may show just its tip.
    """

    left: float
    right: float
    y: float
    broad: bool = False
    foot: float = math.inf
    """The y on which a broad one stands: what has its foot below that is nearer, and never behind it."""
    legs: bool = False
    """Whether just the stem of what has its foot below y keeps clear of it, and its crown does not."""
    head: bool = False
    body: bool = False
    """Whether peaks and the trees of a forest may be behind it."""
    floats: bool = False
    """Whether it is a card, which must not seem to hang from a ceiling."""


def over(head: Area, open_car: bool = False) -> Top:
    """Where nothing slender may stand behind a head, nor beside it where an open car shows what is there."""
    room = (head.right - head.left) * 0.2
    return Top(head.left - room, head.right + room, head.bottom if open_car else head.top, head=True)


def bodies(people: Iterable[tuple[Area, Area]], things: Iterable[Area], room: float) -> Iterator[Top]:
    """Where no stem may be seen between the legs of people, and no crown or post peek out behind them or things.

    Of people the trunk is given, and all of them.
    """
    for trunk, whole in people:
        yield Top(trunk.left - room, trunk.right + room, (trunk.top + trunk.bottom) / 2, legs=True)
        yield Top(whole.left - room, whole.right + room, whole.bottom, body=True)
    yield from (Top(one.left, one.right, one.bottom, body=True) for one in things)


def before(product: Area, floats: bool) -> Top:
    """The same for a product; what floats, such as a card, must not seem to stand on a post."""
    if not floats:
        return Top(product.left, product.right, product.top, broad=True, foot=product.bottom)
    room = (product.right - product.left) * 0.04
    return Top(product.left - room, product.right + room, product.bottom, floats=True)


_TIP = 0.5
"""The share of a thing that has to be seen above a broad subject for it to be known as what it is."""
_CROWN = 0.3
"""Half the width of a tree, of its height."""


def fitted(tops: Sequence[Top], x: float, foot: float, tall: float, spread: float = 0.0) -> tuple[float, float]:
    """The x and the height of something slender, so that it does not grow out of a subject before it.

    It steps aside of heads and other narrow subjects, by as much more as its crown spreads to each side, and of a broad
    one that stands farther away than itself; behind a broad one it is kept lower than the subject.
    """
    taken = [(top.left, top.right) for top in tops if top.legs and foot > top.y]
    narrow = (top for top in tops if not (top.broad or top.legs) and foot - tall < top.y)
    taken += [(top.left - spread, top.right + spread) for top in narrow]
    taken += [(top.left - tall * _CROWN, top.right + tall * _CROWN) for top in tops if top.broad and foot > top.foot]
    free = [place for place in (x, *itertools.chain(*taken)) if not any(left < place < right for left, right in taken)]
    x = min(free, key=lambda place: abs(place - x))
    for top in tops:
        seen = top.y - (foot - tall)
        if top.broad and top.left < x < top.right and 0 < seen < tall * _TIP and foot > top.y:
            tall = (foot - top.y) * 0.97
    return x, tall


def below(heads: Sequence[tuple[float, float]], horizon: float, low: float, high: float) -> float:
    """The horizon, or the nearest one between `low` and `high` that cuts no head; `heads` are y of crown and chin."""
    choices = [horizon, *(edge for crown, chin in heads for edge in (crown - 1, chin + 1))]
    free = [y for y in choices if low <= y <= high and not any(crown < y < chin for crown, chin in heads)]
    return min(free, key=lambda y: abs(y - horizon), default=horizon)
