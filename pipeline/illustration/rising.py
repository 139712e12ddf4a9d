"""What rises behind people: where it is seen beside them, and how large a tree is over those who hide it.

Pure arithmetic.
"""

import math

from .geometry import Area, outward
from .layout import Layout
from .objects.drawable import Drawing

SEEN = 0.3
"""The share of a thing that people may hide where there is another place for it."""

_OVER, _WIDE = (0.45, 0.6), 1.4
"""How much of a tree that rises over people is no higher than they are, and how wide it is at most, of the frame."""
_COLUMN, _MORE, _WIDEST = 1.9, (0.72, 0.84), 2.2
"""From how many times its breadth a frame is a column, where nothing is beside who is alone, and the same there."""
_OFF = 0.1
"""How far from a head a mast is at least, in widths of the head."""
_CUT = 0.4
"""How much of something with a mast is within the frame at least, on either side of its middle."""


def risen(layout: Layout, foot: float, size: tuple[float, float]) -> tuple[float, float] | None:
    """Scale and x of a tree so large that it rises high over people, beside whom it would be small."""
    (wide, tall), heads = size, [head for head in layout.heads if not layout.car and not layout.house]
    high = max((foot - head.top for head in heads), default=math.inf)
    tries = [(share, _WIDE) for share in _OVER]
    alone = len(heads) == 1 and layout.height > layout.width * _COLUMN
    tries += [(share, _WIDEST) for share in _MORE if alone]
    fits = (high / share for share, broad in tries if high / share < min(foot, layout.width * broad * tall / wide))
    rise = next(fits, None)
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


def crossed(layout: Layout, ground: Drawing, place: tuple[float, float, float]) -> bool:
    """Whether a mast or a boom of something behind, whose x, foot and scale are given, would be behind a head."""
    x, foot, scale = place
    masts = [mast.placed(x, foot, scale, flip=x > layout.width / 2) for mast in ground.masts]
    return any(head.grown((head.right - head.left) * _OFF).meets(mast) for mast in masts for head in layout.heads)


def aside(
    layout: Layout, ground: Drawing, place: tuple[float, float, float], built: Area | None
) -> tuple[float, float]:
    """How much of something behind is hidden, and its x: where least is, beside heads and legs if it is tall.

    `place` is where it would be, x, foot and scale. What is nearer than a house, `built`, is rather not before its
    middle, and no mast is behind a head.
    """
    (x, foot, scale), hiding = place, [area for area in layout.before if area is not layout.house]
    wide, tall = size = ground.width * scale, ground.height * scale
    legs = [part._replace(bottom=layout.base) for part in layout.bodies]
    if built:
        hiding.append(built.widened((built.left - built.right) / 4))
    edge = wide * (_CUT if ground.masts else 0.53)
    heads, places = (*layout.heads, *layout.offered), outward(x, edge, layout.width - edge)
    free = [at for at in places if not any(part.meets(crown(at, foot, size)) for part in heads)]
    found = []
    for at in free or places:
        hidden = Area(at - wide / 2, foot - tall, at + wide / 2, foot).core.covered(hiding)
        stem = Area(at - wide * 0.06, foot - tall * 0.3, at + wide * 0.06, foot)
        hidden += SEEN * (tall > wide and any(leg.meets(stem) for leg in legs))
        hidden += bool(built and built.covered([crown(at, foot, size)]) >= SEEN) + (not free)
        hidden += crossed(layout, ground, (at, foot, scale))
        if hidden < SEEN:
            return hidden, at
        found.append((hidden, at))
    return min(found)
