"""The few sizes that are really painted, so that many sizes asked for share few batches. Knows no model."""

from math import log, sqrt

NATIVE = 1024 * 1024
"""Pixels that SDXL was trained at."""
GRID = 64
RATIOS = (1, 9 / 7, 19 / 13, 7 / 4, 12 / 5, 3, 4)
"""Longer side by shorter; at the native budget they give sizes of SDXL's own training list."""


def sizes(budget: int) -> list[tuple[int, int]]:
    """The (width, height) of every bucket: multiples of 64, about `budget` pixels each, from 1:4 to 4:1."""
    wide = {(_snap(sqrt(budget * ratio)), _snap(sqrt(budget / ratio))) for ratio in RATIOS}
    return sorted(wide | {(height, width) for width, height in wide})


def bucket(width: int, height: int, budget: int) -> tuple[int, int]:
    """The bucket (width, height) whose aspect is nearest to the size asked for."""
    aspect = log(width / height)
    return min(sizes(budget), key=lambda size: (abs(log(size[0] / size[1]) - aspect), size))


def _snap(side: float) -> int:
    return max(GRID, round(side / GRID) * GRID)
