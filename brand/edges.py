"""Pixels where two colours meet. Knows no brand: it is told which pixels are strange, and finds mere mixtures."""

import numpy as np
from numpy.typing import NDArray

from brand.space import Bytes

_ACROSS = ((0, 1), (1, 0), (1, 1), (1, -1), (0, 2), (2, 0), (2, 2), (2, -2))
_REACH = 2
_STEP, _ASIDE = 24.0, 10.0


def mixtures(pixels: Bytes, strange: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Which strange pixels (height, width) of uint8 (height, width, 3) are the blur of an edge, no colour of their own.

    Such a pixel has on opposite sides, one or two pixels away, two that are not strange and differ by 24 levels or
    more, and lies within 10 levels of the straight line between them.
    """
    found = np.zeros_like(strange)
    rows, columns = np.nonzero(strange)
    walled = np.pad(~strange, _REACH)
    rounded = np.pad(pixels, ((_REACH, _REACH), (_REACH, _REACH), (0, 0)))
    for down, right in _ACROSS:
        one = (rows + _REACH - down, columns + _REACH - right)
        other = (rows + _REACH + down, columns + _REACH + right)
        between = np.flatnonzero(walled[one] & walled[other] & ~found[rows, columns])
        start = rounded[one[0][between], one[1][between]].astype(np.float32)
        way = rounded[other[0][between], other[1][between]] - start
        gone = pixels[rows[between], columns[between]] - start
        length = np.maximum((way * way).sum(axis=1), 1)
        share = np.clip((gone * way).sum(axis=1) / length, 0, 1)
        aside = gone - share[:, None] * way
        mixed = (length >= _STEP**2) & ((aside * aside).sum(axis=1) <= _ASIDE**2)
        found[rows[between[mixed]], columns[between[mixed]]] = True
    return found
