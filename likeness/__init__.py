"""What a picture looks like, in 99 bytes that survive re-encoding, scaling and a crop. Knows no file and no store."""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Looks = bytes
Sample = bytes
"""All of a picture in `SIDE` x `SIDE` greys: enough to look for it."""
Rows = NDArray[np.float32]

SIDE = 64
MARGIN = 0.08
"""Share of each side that looks leave out, so that somebody else may have cut it off."""
ROUGHLY = (0.0, 0.025, 0.05)
FINELY = tuple(eighth * 0.05 / 8 for eighth in range(9))
"""Shares that may have been cut off a side: the first are tried on all that are kept, the second on the `FEW` best."""
FEW = 64
FAR = 100
"""The largest distance of two looks of one picture. `benchmarks.likeness` shows what is on both sides of it."""
APART = 50
"""Distance by which a copy has to look nearer to an advertisement than to the picture under it, to be one of that."""
_GAP = 3.0
"""How many times as large as its sample a picture is at least before the filter: half the time."""
_CHUNK = 2000
"""Looks that are tried together: a few megabytes."""
_WAVES = 16
"""Cosines down a picture, and across it: the first is its mean, each next one has half a wave more."""
_KEPT = 10
"""As many of them are kept."""
_FINENESS = np.hypot(*np.indices((_WAVES, _WAVES), np.float32)) ** 1.5
"""How much a wave counts: the coarse ones are large, and alike in all pictures. The mean counts nothing."""


@dataclass(frozen=True, slots=True)
class _Form:
    """Looks of so many bytes; `sought` makes rows of the waves of a picture (n, 16, 16), `kept` of looks.

    The product of two is 1 where they look the same, and by `near` less at most where they are of one picture.
    """

    size: int
    sought: Callable[[Rows], Rows]
    kept: Callable[[Sequence[Looks]], Rows]
    near: float


def of(pixels: NDArray[np.uint8]) -> Looks:
    """Of a picture (h, w, 3)."""
    row = _sought(_waves(sample(Image.fromarray(pixels)), (0.0,)))[0]
    whole: NDArray[np.int8] = np.rint(row * (127 / (np.abs(row).max() or 1))).astype(np.int8)
    return whole.tobytes()


def sample(picture: Image.Image) -> Sample:
    return picture.convert("L").resize((SIDE, SIDE), Image.Resampling.LANCZOS, None, _GAP).tobytes()


def nearest(picture: Sample, kept: Sequence[Looks]) -> tuple[int, int] | None:
    """The place of the looks that are most like a picture's, whatever was cut off it, and their distance up to `FAR`.

    None where none is near enough to be of the same picture.
    """
    roughly, finely = _waves(picture, ROUGHLY), _waves(picture, FINELY)
    found = []
    for form in _FORMS:
        places = [place for place, looks in enumerate(kept) if len(looks) == form.size]
        sought, alike = form.sought(roughly).T, []
        for start in range(0, len(places), _CHUNK):
            alike += (form.kept([kept[one] for one in places[start : start + _CHUNK]]) @ sought).max(1).tolist()
        if best := [places[one] for one in np.argsort(alike)[-FEW:]]:
            alike = (form.kept([kept[one] for one in best]) @ form.sought(finely).T).max(1)
            found.append((round(FAR * max(0.0, 1 - float(alike.max())) / form.near), best[int(alike.argmax())]))
    distance, place = min(found, default=(FAR + 1, 0))
    return (place, distance) if distance <= FAR else None


def _waves(picture: Sample, cuts: Sequence[float]) -> Rows:
    """Of the middle of the picture that this one may be a part of, for each cut of its four sides."""
    first, last = np.array(list(itertools.product(cuts, repeat=2))).T[..., None, None]
    edges = first + np.linspace(0, 1, SIDE + 1) * (1 - first - last)
    inside = np.clip((edges - MARGIN) / (1 - 2 * MARGIN), 0, 1)
    # Over each pixel the integral of each cosine.
    cosines = np.diff(inside * np.sinc(np.arange(_WAVES)[:, None] * inside)).astype(np.float32)
    grey = np.frombuffer(picture, np.uint8).reshape(SIDE, SIDE).astype(np.float32)
    found: Rows = np.tensordot(cosines @ grey, cosines, (2, 2)).swapaxes(1, 2).reshape(-1, _WAVES, _WAVES)
    return found


def _sought(waves: Rows) -> Rows:
    return _unit((waves * _FINENESS)[:, :_KEPT, :_KEPT].reshape(-1, _KEPT**2)[:, 1:])


def _kept(looks: Sequence[Looks]) -> Rows:
    return _unit(np.frombuffer(b"".join(looks), np.int8).reshape(len(looks), -1).astype(np.float32))


def _unit(rows: Rows) -> Rows:
    found: Rows = rows / np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return found


def _sought_before(waves: Rows) -> Rows:
    rows = waves.reshape(len(waves), -1)
    rows = (rows - np.median(rows, 1, keepdims=True)) * _FINENESS.ravel()
    rows = np.sign(rows) * np.sqrt(np.abs(rows))
    found: Rows = rows / np.maximum(np.abs(rows).sum(1, keepdims=True), 1e-9)
    return found


def _kept_before(looks: Sequence[Looks]) -> Rows:
    return np.unpackbits(np.frombuffer(b"".join(looks), np.uint8)).reshape(len(looks), -1).astype(np.float32) * 2 - 1


BYTES = _KEPT**2 - 1
_FORMS = (_Form(BYTES, _sought, _kept, 0.004), _Form(_WAVES**2 // 8, _sought_before, _kept_before, 0.05))
"""Of today, and of records from before 2026-12, which hold of each wave one bit: whether it is above the median."""
