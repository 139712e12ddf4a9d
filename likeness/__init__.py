"""What a picture looks like, in 256 bits that survive re-encoding, scaling and a crop. Knows no file and no store."""

import itertools
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Hash = bytes
SIZE = 16
"""Of a hash: as many rows and columns of bits."""
MARGIN = 0.08
"""Share of each side that a hash leaves out, so that somebody else may have cut it off."""
CUTS = (0.0, 0.025, 0.05)
"""Shares that may have been cut off a side."""
NEAR = 30
"""Bits in which two hashes of one picture differ at most. `benchmarks.likeness` shows what is on both sides of it."""
APART = 6
"""Bits, and more, by which a copy of an advertisement looks nearer to it than to the picture under it: of 500, of few
words or many, by 8 at least, while no copy of a picture was nearer to what was set over it."""
_SAMPLE = 4 * SIZE
_GAP = 3.0
"""How many times as large as its sample a picture is at least before the filter: half the time, for 2 bits at most."""
_CHUNK = 2000
"""Hashes that are looked at together: a few megabytes."""


def of(pixels: NDArray[np.uint8]) -> Hash:
    """The hash of a picture (h, w, 3)."""
    return _hash(Image.fromarray(pixels).convert("L"), (0.0, 0.0, 0.0, 0.0))


def sought(picture: Image.Image) -> list[Hash]:
    """What a picture would be kept as, if so much had been cut off each of its sides."""
    grey = picture.convert("L")
    return [_hash(grey, cuts) for cuts in itertools.product(CUTS, repeat=4)]


def nearest(wanted: Sequence[Hash], kept: Sequence[Hash]) -> tuple[int, int] | None:
    """The place of the kept hash that is most like one of those wanted, and in how many bits it differs.

    None where none is near enough to be of the same picture.
    """
    best: tuple[int, int] | None = None
    asked = _words(wanted)
    for start in range(0, len(kept), _CHUNK):
        differing = np.bitwise_count(_words(kept[start : start + _CHUNK])[:, None] ^ asked).sum(-1).min(-1)
        place = int(differing.argmin())
        if differing[place] <= NEAR and (best is None or differing[place] < best[1]):
            best = start + place, int(differing[place])
    return best


def _hash(grey: Image.Image, cuts: tuple[float, ...]) -> Hash:
    """Of the middle of the picture that this one is a part of."""
    import imagehash  # its scipy takes a while, and who only reads a setting needs none of it

    left, top, right, bottom = cuts
    wide, tall = 1 - left - right, 1 - top - bottom
    box = (
        (MARGIN - left) / wide * grey.width,
        (MARGIN - top) / tall * grey.height,
        (1 - MARGIN - left) / wide * grey.width,
        (1 - MARGIN - top) / tall * grey.height,
    )
    small = grey.resize((_SAMPLE, _SAMPLE), Image.Resampling.LANCZOS, box, _GAP)
    return np.packbits(imagehash.phash(small, SIZE).hash).tobytes()


def _words(hashes: Sequence[Hash]) -> NDArray[np.uint64]:
    return np.frombuffer(b"".join(hashes), np.uint64).reshape(len(hashes), SIZE * SIZE // 64)
