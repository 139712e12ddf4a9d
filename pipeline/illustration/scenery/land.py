"""The room that a landscape has, and its floors and hills. Knows no setting."""

import itertools
import math
import random
from collections.abc import Sequence
from dataclasses import dataclass

from prompt_builder.scene import Outlook

from ..brush import Brush, Point, blob, box
from ..geometry import Area
from ..inks import Ink
from ..skyline import Top, fitted

_NEAR = 0.6
"""How near each other two may stand, of where they would touch."""


@dataclass(frozen=True, slots=True)
class Land:
    """The room of a setting in pixels; `unit` is about a hundredth of the short side, `horizon` the y of the ground."""

    width: float
    height: float
    horizon: float
    unit: float
    tops: tuple[Top, ...] = ()
    """What stands before the scenery: nothing may grow out of it."""
    discs: tuple[Top, ...] = ()
    """Sun and moon, which nothing thin may cross."""
    near: float = math.inf
    """The y of the feet of whoever stands there: no water reaches them, and no tree stands before them."""
    view: Outlook | None = None
    """What is said to be outside a window of it."""
    taken: tuple[Area, ...] = ()
    """What people and things cover: of nothing that stands in a room a part peeks out behind them."""

    @property
    def depth(self) -> float:
        """Pixels of ground between the horizon and the lower edge."""
        return self.height - self.horizon

    @property
    def shore(self) -> float:
        """The y at which water ends that begins at the horizon."""
        return self.horizon + max(min(self.depth * 0.34, (self.near - self.horizon) * 0.9 - self.unit * 6), 0.0)

    def beneath(self, left: float, right: float, tall: float, room: float) -> float:
        """How tall something on the horizon may be, so that sun, moon and what is aloft are seen over it, with room."""
        over = (one for one in self.discs if one.left < right and one.right > left)
        return min([tall, *(self.horizon - one.y - room for one in over)])

    def stand(self, x: float, foot: float, tall: float, spread: float = 0.0) -> tuple[float, float]:
        """Where something slender, such as a tree or a peak, stands instead of x, and how tall it may be.

        One with a crown that spreads so far to each side does not peek out behind anybody.
        """
        return fitted([top for top in self.tops if spread or not top.body], x, foot, tall, spread)

    def thin(self, x: float, foot: float, tall: float, spread: float = 0.0) -> tuple[float, float]:
        """The same for masts and posts, which do not cross sun or moon or rise over a roof, either."""
        tops = (top._replace(broad=False) if top.y < foot < top.foot else top for top in self.tops)
        return fitted((*tops, *self.discs), x, foot, tall, spread)


class Avenue:
    """What stands side by side in a landscape: where something has stepped aside to, nothing else does."""

    def __init__(self) -> None:
        self._places: list[tuple[float, float]] = []

    def free(self, x: float, half: float) -> bool:
        """Whether there is room for something `half` as wide to each side, which then stands there."""
        if any(abs(x - other) < (half + wide) * _NEAR for other, wide in self._places):
            return False
        self._places.append((x, half))
        return True


def floor(brush: Brush, land: Land, far: Ink, near: Ink) -> None:
    top = land.horizon
    brush.blend(box(-2, top, land.width + 4, land.height - top + 2), (0, top), (0, land.height), [far, near])


def ridge(land: Land, y: float, swing: float, rng: random.Random, parts: int = 4) -> list[Point]:
    """A rolling line across the picture."""
    phase = rng.uniform(0, 6.28)
    step = land.width * 1.2 / parts
    return [
        (-0.1 * land.width + i * step, y + swing * math.sin(phase + i * 1.9) * rng.uniform(0.6, 1.0))
        for i in range(parts + 1)
    ]


def on_ridge(line: Sequence[Point], x: float) -> float:
    """The y of a rolling line, or of its nearer end, at x."""
    for (left, y), (right, low) in itertools.pairwise(line):
        if left <= x <= right:
            share = (x - left) / (right - left)
            return y + (low - y) * share * share * (3 - 2 * share)
    return line[0][1] if x < line[0][0] else line[-1][1]


def level(land: Land, y: float) -> list[Point]:
    """A straight one."""
    return [(land.width * i / 4, y) for i in range(-1, 6)]


def hill(brush: Brush, land: Land, line: list[Point], top: Ink, foot: Ink) -> None:
    first, last = line[0], line[-1]
    bottom = land.height + 4
    shape = blob(*[first, *line, last], (last[0], bottom), (last[0], bottom), (first[0], bottom), (first[0], bottom))
    high = min(y for _, y in line)
    brush.blend(shape, (0, high), (0, min(bottom, high + land.unit * 60)), [top, foot])
