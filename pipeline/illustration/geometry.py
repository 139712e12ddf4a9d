"""Rectangles and limbs: which parts of a picture something covers. Pure arithmetic."""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

_GRID = 12
"""Fields of an area along each side, by which it is told how much of it is seen."""
_AROUND = 0.2
"""The share of the width of a tree that is little of it, on either side."""
_PLACES = 24
"""Places along a row that are tried."""
_SMALLER = 0.3
"""How much more of something may be hidden where it is as large as it may be, than where it is a point."""


def clamp(value: float, low: float, high: float) -> float:
    """The value, or the nearest within bounds."""
    return min(max(value, low), high)


class Area(NamedTuple):
    """An upright rectangle in any unit; y points down."""

    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "Area") -> bool:
        """Whether the two share any inner point."""
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )

    def grown(self, by: float) -> "Area":
        """The same with a border all around."""
        return Area(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def widened(self, by: float) -> "Area":
        """The same with so much more on the left and on the right."""
        return self._replace(left=self.left - by, right=self.right + by)

    @property
    def core(self) -> "Area":
        """The part by which one knows what covers it: its middle, if it is taller than wide."""
        wide, tall = self.right - self.left, self.bottom - self.top
        return self.widened(-wide * _AROUND) if tall > wide else self

    def covered(self, others: Sequence["Area"]) -> float:
        """The share of it, in fields of a grid, whose middles are in any of the others."""
        wide, tall = (self.right - self.left) / _GRID, (self.bottom - self.top) / _GRID
        rows = [0] * _GRID
        for other in others:
            if other.meets(self):
                first, end = _fields((other.left - self.left) / wide, (other.right - self.left) / wide)
                top, low = _fields((other.top - self.top) / tall, (other.bottom - self.top) / tall)
                mask = (1 << max(end, first)) - (1 << first)
                for k in range(top, low):
                    rows[k] |= mask
        return sum(row.bit_count() for row in rows) / (_GRID * _GRID)

    def placed(self, x: float, y: float, scale: float = 1.0, flip: bool = False) -> "Area":
        """Where it lies after `Brush.at` with the same arguments."""
        left, right = (-self.right, -self.left) if flip else (self.left, self.right)
        return Area(x + left * scale, y + self.top * scale, x + right * scale, y + self.bottom * scale)


def _fields(start: float, end: float) -> tuple[int, int]:
    """The first of the fields of a grid whose middles are between two places, and the one after the last."""
    return max(math.floor(start - 0.5) + 1, 0), min(math.ceil(end - 0.5), _GRID)


def outward(x: float, low: float, high: float) -> list[float]:
    """Places between two, or in their middle if there are none, the nearest to x first."""
    middle, room = (low + high) / 2, max(high - low, 0.0)
    places = (middle + room * (i / _PLACES - 0.5) for i in range(_PLACES + 1))
    return sorted((x, *places) if low <= x <= high else places, key=lambda place: abs(place - x))


def around(areas: Iterable[Area]) -> Area:
    """The smallest area that holds all of at least one."""
    lefts, tops, rights, bottoms = zip(*areas, strict=True)
    return Area(min(lefts), min(tops), max(rights), max(bottoms))


class Limb(NamedTuple):
    """A line from (x, y) to (end_x, end_y) that is `radius` thick to each side."""

    x: float
    y: float
    end_x: float
    end_y: float
    radius: float

    @property
    def area(self) -> Area:
        """The rectangle around it."""
        (left, right), (top, bottom) = sorted((self.x, self.end_x)), sorted((self.y, self.end_y))
        return Area(left, top, right, bottom).grown(self.radius)

    def placed(self, x: float, y: float, scale: float = 1.0, flip: bool = False) -> "Limb":
        """Where it lies after `Brush.at` with the same arguments."""
        turn = -scale if flip else scale
        return Limb(
            x + self.x * turn, y + self.y * scale, x + self.end_x * turn, y + self.end_y * scale, self.radius * scale
        )

    def meets(self, area: Area) -> bool:
        """Whether the limb touches the area; its corners count as a little thicker than they are."""
        wide = area.grown(self.radius)
        start, end = 0.0, 1.0
        for at, step, low, high in (
            (self.x, self.end_x - self.x, wide.left, wide.right),
            (self.y, self.end_y - self.y, wide.top, wide.bottom),
        ):
            if abs(step) < 1e-9:
                if not low < at < high:
                    return False
                continue
            first, last = sorted(((low - at) / step, (high - at) / step))
            start, end = max(start, first), min(end, last)
        return start < end


def least_hidden(places: Iterable[tuple[float, Area]], hiding: Sequence[Area]) -> Area:
    """Where the least of something is hidden: of places, each with its size as a share of the largest there may be."""
    return min(places, key=lambda place: place[1].covered(hiding) - place[0] * _SMALLER)[1]
