"""Trees behind people: where crowns are, and how large one is that rises over those who hide it. Pure arithmetic."""

import math

from .geometry import Area, outward
from .layout import Layout

_OVER, _WIDE = (0.45, 0.6), 1.4
"""How much of a tree that rises over people is no higher than they are, and how wide it is at most, of the frame."""


def risen(layout: Layout, foot: float, size: tuple[float, float]) -> tuple[float, float] | None:
    """Scale and x of a tree so large that it rises high over people, beside whom it would be small."""
    (wide, tall), heads = size, [head for head in layout.heads if not layout.car and not layout.house]
    high = max((foot - head.top for head in heads), default=math.inf)
    rise = next((high / share for share in _OVER if high / share < min(foot, layout.width * _WIDE * tall / wide)), None)
    if rise is None:
        return None
    middle = (min(head.left for head in heads) + max(head.right for head in heads)) / 2
    legs = [(part.left, part.right) for part in layout.bodies]
    free = [x for x in outward(middle, 0, layout.width) if not any(left < x < right for left, right in legs)]
    return rise / tall, next(iter(free), middle)


def crown(x: float, foot: float, size: tuple[float, float]) -> Area:
    """What of something so wide and tall on a foot may not be behind a head: of what is no building, nearly all."""
    (wide, tall), share = size, 0.42 if size[1] > size[0] else 0.34
    return Area(x - wide * share, foot - tall, x + wide * share, foot - tall * 0.3)
