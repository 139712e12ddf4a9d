"""The upper ends of subjects, and how scenery keeps from growing out of them. Pure arithmetic."""

from collections.abc import Sequence
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


def over(head: Area) -> Top:
    """Where nothing slender may stand behind a head."""
    return Top(head.left - (head.right - head.left) * 0.2, head.right + (head.right - head.left) * 0.2, head.top)


def before(product: Area, floats: bool) -> Top:
    """The same for a product; what floats, such as a card, must not seem to stand on a post."""
    if not floats:
        return Top(product.left, product.right, product.top, broad=True)
    room = (product.right - product.left) * 0.04
    return Top(product.left - room, product.right + room, product.bottom)


_TIP = 0.5
"""The share of a thing that has to be seen above a broad subject for it to be known as what it is."""


def fitted(tops: Sequence[Top], x: float, foot: float, tall: float) -> tuple[float, float]:
    """The x and the height of something slender, so that it does not grow out of a subject before it.

    Behind heads and other narrow subjects it steps aside; behind a broad one it is kept lower than the subject.
    """
    for _ in tops:
        hit = next((top for top in tops if not top.broad and top.left < x < top.right and foot - tall < top.y), None)
        if hit is None:
            break
        x = hit.left if x - hit.left < hit.right - x else hit.right
        if any(not top.broad and top.left < x < top.right for top in tops):
            group = [top for top in tops if not top.broad]
            x = min((top.left for top in group), default=x) if x < _middle(group) else max(top.right for top in group)
    for top in tops:
        seen = top.y - (foot - tall)
        if top.broad and top.left < x < top.right and 0 < seen < tall * _TIP and foot > top.y:
            tall = (foot - top.y) * 0.97
    return x, tall


def _middle(tops: Sequence[Top]) -> float:
    return sum(top.left + top.right for top in tops) / (2 * len(tops))


def below(heads: Sequence[tuple[float, float]], horizon: float, low: float, high: float) -> float:
    """The horizon, or the nearest one between `low` and `high` that cuts no head; `heads` are y of crown and chin."""
    choices = [horizon, *(edge for crown, chin in heads for edge in (crown - 1, chin + 1))]
    free = [y for y in choices if low <= y <= high and not any(crown < y < chin for crown, chin in heads)]
    return min(free, key=lambda y: abs(y - horizon), default=horizon)
