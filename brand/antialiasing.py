"""Pixels where two colours meet. Knows no brand: it is told which pixels are strange, and finds mere mixtures."""

import numpy as np
from numpy.typing import NDArray

from brand.space import Bytes, Floats

_ACROSS = ((0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0), (2, 2), (2, -2))
_REACH = 2
_STEP, _ASIDE = 24.0, 10.0


def mixtures(pixels: Bytes, strange: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which strange pixels (height, width) of uint8 (height, width, 3) are the blur of an edge, no colour of their own.

    Such a pixel has on opposite sides, one or two pixels away, two that are not strange and differ by 24 levels or
    more, and lies within 10 levels of the straight line between them.
    """
    walled = np.pad(~strange, _REACH)
    row = walled.shape[1]
    known, colours = walled.ravel(), np.pad(pixels, ((_REACH, _REACH), (_REACH, _REACH), (0, 0))).reshape(-1, 3)
    found = np.zeros_like(known)
    left = np.flatnonzero(np.pad(strange, _REACH))
    for down, right in _ACROSS:
        step = down * row + right
        between = left[known[left - step] & known[left + step]]
        start = colours[between - step].astype(np.float32)
        way = colours[between + step] - start
        gone = colours[between] - start
        length = np.maximum(_dot(way, way), 1)
        aside = gone - np.clip(_dot(gone, way) / length, 0, 1)[:, None] * way
        found[between] = (length >= _STEP**2) & (_dot(aside, aside) <= _ASIDE**2)
        left = left[~found[left]]
    return found.reshape(walled.shape)[_REACH:-_REACH, _REACH:-_REACH]


def _dot(one: Floats, other: Floats) -> Floats:
    """Of each row with its row."""
    product: Floats = np.einsum("ij,ij->i", one, other)
    return product
