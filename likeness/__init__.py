"""What a picture looks like, in 255 bytes that survive re-encoding, scaling, a crop, a frame and more light.

Knows no file and no store.
"""

import itertools
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Looks = bytes
Sample = bytes
"""All of a picture in `SIDE` x `SIDE` greys: enough to look for it."""
Rows = NDArray[np.float32]
Ends = NDArray[np.float64]
"""Shares of a picture (n, 2) that were cut off it before and behind what is seen: below 0 where a frame was added."""

SIDE = 64
MARGIN = 0.08
"""Share of each side that looks leave out, so that somebody else may have cut it off."""
ROUGHLY = (0.0125, 0.0375)
FINELY = (0.0, 0.0125, 0.025, 0.0375, 0.05)
CLOSER = ((-0.012, -0.006, 0.0, 0.006, 0.012), (-0.006, -0.003, 0.0, 0.003, 0.006))
"""Shares that may have been cut off a side: the first are tried on all that are kept, the others on the `FEW` best, the
last ones beside what fits best before."""
FEW = 64
FAR = 100
"""The largest distance of two looks of one picture. `benchmarks.likeness` shows what is on both sides of it."""
APART = 50
"""Distance by which a copy has to look nearer to an advertisement than to the picture under it, to be one of that."""
_PLAIN = 16
"""Greys that a frame may differ by in itself."""
_WHITES = (222, 190, 206, 238, 255)
"""Greys above which all counts as white: the first in what is kept, any in a copy, as more light makes pale white."""
_BLACK = 0.4
"""Share of white that is added before the logarithm, in which the dark would count too much."""
_GAP = 3.0
"""How many times as large as its sample a picture is at least before the filter: half the time."""
_CHUNK = 2000
"""Looks that are tried together: a few megabytes."""
_WAVES = 16
"""Cosines down a picture, and across it: the first is its mean, each next one has half a wave more."""
_FINENESS = np.hypot(*np.indices((_WAVES, _WAVES), np.float32)) ** 1.5
"""How much a wave counts: the coarse ones are large, and alike in all pictures. The mean counts nothing."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Looks of so many bytes. `sought` makes rows of the waves (n, 16, 16) of one of the `tones`, `kept` of looks.

    The product of two is 1 where they look the same, and by `near` less at most where they are of one picture.
    """

    size: int
    tones: Callable[[Rows], list[Rows]]
    sought: Callable[[Rows], Rows]
    kept: Callable[[Sequence[Looks]], Rows]
    near: float


def of(pixels: NDArray[np.uint8]) -> Looks:
    """Of a picture (h, w, 3)."""
    row = _sought(_waves(_tones(_greys(sample(Image.fromarray(pixels))))[0], *2 * [_ends((0.0,))]))[0]
    whole: NDArray[np.int8] = np.rint(row * (127 / (np.abs(row).max() or 1))).astype(np.int8)
    return whole.tobytes()


def sample(picture: Image.Image) -> Sample:
    return picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS, None, _GAP).tobytes()


def nearest(picture: Sample, kept: Sequence[Looks]) -> tuple[int, int] | None:
    """The place of the looks most like a picture's, whatever was cut off it or framed it, and the distance up to `FAR`.

    None where none is near enough to be of the same picture.
    """
    greys, found = _greys(picture), []
    frames = _frames(greys), _frames(greys.T)
    for form in _FORMS:
        if best := [place for place, looks in enumerate(kept) if len(looks) == form.size]:
            tone, *_ = tones = form.tones(greys)
            roughly, ends = ([_ends(cuts, frame) for frame in frames] for cuts in (ROUGHLY, FINELY))
            sought, alike = form.sought(_waves(tone, *roughly)).T, []
            for start in range(0, len(best), _CHUNK):
                alike += (form.kept([kept[one] for one in best[start : start + _CHUNK]]) @ sought).max(1).tolist()
            best = [best[one] for one in np.argsort(alike)[-FEW:]]
            rows = form.kept([kept[one] for one in best])
            fit = roughly
            for cuts in (*CLOSER, (0.0,)):
                tone = max(tones, key=lambda tone: (rows @ form.sought(_waves(tone, *fit)).T).max())
                products = rows @ form.sought(_waves(tone, *ends)).T
                place, *fitting = map(int, np.unravel_index(products.argmax(), (len(best), *map(len, ends))))
                fit = [side[at : at + 1] for side, at in zip(ends, fitting, strict=True)]
                ends = [side + _ends(cuts) for side in fit]
            found.append((round(FAR * max(0.0, 1 - float(products.max())) / form.near), best[place]))
    distance, place = min(found, default=(FAR + 1, 0))
    return (place, distance) if distance <= FAR else None


def _greys(picture: Sample) -> Rows:
    return np.frombuffer(picture, np.uint8).reshape(SIDE, SIDE).astype(np.float32)


def _ends(cuts: Sequence[float], others: Iterable[Ends] = ()) -> Ends:
    return np.array([*itertools.product(cuts, repeat=2), *others])


def _frames(lines: Rows) -> Ends:
    """What plain lines before and behind the others may be: a frame, a bar, or a frame like what it is around."""
    before, behind = (
        (count + 0.5) / SIDE if (count := (np.abs(part - np.median(part[0])).max(1) > _PLAIN).argmax()) else 0.0
        for part in (lines[: SIDE // 4], lines[: -SIDE // 4 : -1])
    )
    found = np.array([*{(before, behind), (before, 0.0), (0.0, behind), (min(before, behind),) * 2}])
    ends: Ends = -found / (1 - found.sum(1, keepdims=True))
    return ends


def _waves(greys: Rows, down: Ends, across: Ends) -> Rows:
    """Of the middle of the picture that this one may be a part of, for each of both ends."""
    cosines = []
    for ends in (down, across):
        first, last = ends.T[..., None, None]
        edges = first + np.linspace(0, 1, SIDE + 1) * (1 - first - last)
        inside = np.clip((edges - MARGIN) / (1 - 2 * MARGIN), 0, 1)
        # Over each pixel the integral of each cosine.
        cosines.append(np.diff(inside * np.sinc(np.arange(_WAVES)[:, None] * inside)).astype(np.float32))
    found: Rows = np.tensordot(cosines[0] @ greys, cosines[1], (2, 2)).swapaxes(1, 2).reshape(-1, _WAVES, _WAVES)
    return found


def _tones(greys: Rows) -> list[Rows]:
    return [np.log(np.minimum(greys / white, 1) + _BLACK) for white in _WHITES]


def _sought(waves: Rows) -> Rows:
    rows = (waves * _FINENESS).reshape(len(waves), -1)[:, 1:]
    return _unit(_roots(rows))


def _kept(looks: Sequence[Looks]) -> Rows:
    return _unit(np.frombuffer(b"".join(looks), np.int8).reshape(len(looks), -1).astype(np.float32))


def _roots(rows: Rows) -> Rows:
    found: Rows = np.sign(rows) * np.sqrt(np.abs(rows))
    return found


def _unit(rows: Rows) -> Rows:
    found: Rows = rows / np.maximum(np.sqrt(np.einsum("ij,ij->i", rows, rows)), 1e-9)[:, None]
    return found


def _sought_before(waves: Rows) -> Rows:
    rows = waves.reshape(len(waves), -1)
    rows = _roots((rows - np.median(rows, 1, keepdims=True)) * _FINENESS.ravel())
    found: Rows = rows / np.maximum(np.abs(rows).sum(1, keepdims=True), 1e-9)
    return found


def _kept_before(looks: Sequence[Looks]) -> Rows:
    return np.unpackbits(np.frombuffer(b"".join(looks), np.uint8)).reshape(len(looks), -1).astype(np.float32) * 2 - 1


BYTES = _WAVES**2 - 1
_FORMS = (
    _Form(BYTES, _tones, _sought, _kept, 0.014),
    _Form(_WAVES**2 // 8, lambda greys: [greys], _sought_before, _kept_before, 0.05),
)
"""Of today, and of records from before 2026-12, which hold of each wave one bit: whether it is above the median."""
