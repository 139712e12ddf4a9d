"""Every pixel of a small copy of a picture, sorted: of one brand colour, neutral, skin, or off brand. Draws nothing.

A pixel whose OKLCh chroma is within the kit's tolerance is neutral; it belongs to a brand colour that is itself
neutral if their lightnesses are close. Any other pixel belongs to the nearest, in OKLab, of the brand colours whose
hue is close; if there is none it is skin where it could be, else off brand. The blur of an edge between two other
pixels is nobody's colour: it counts as neutral.
"""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from brand.antialiasing import mixtures
from brand.kit import Kit
from brand.skin import skin
from brand.space import Bytes, Floats, cielab, length, linear, oklab, swatches

SIDE = 256
PART = 16384
NEUTRAL, SKIN, OFF = -1, -2, -3
"""Kinds of pixels that are of no brand colour; the others are indices of the kit's colours."""


@dataclass(frozen=True, slots=True)
class Target:
    """A kit as numbers: OKLab and CIELAB (3, n) of its colours, and which of them are neutral."""

    oklab: Floats
    cielab: Floats
    neutral: tuple[bool, ...]

    @property
    def hues(self) -> Floats:
        """Radians of the colours that have a hue."""
        _, a, b = self.oklab[:, [not neutral for neutral in self.neutral]]
        hues: Floats = np.arctan2(b, a)
        return hues


@lru_cache(maxsize=64)
def target(kit: Kit) -> Target:
    """The kit as numbers."""
    light = linear(swatches(*(colour.hex for colour in kit.colours)))
    lab = oklab(light)
    greys = (length(lab[1], lab[2]) <= kit.tolerances.chroma).tolist()
    return Target(lab, cielab(light), tuple(greys))


def small(pixels: Bytes) -> Bytes:
    """The same picture, neither side above 256: each pixel is the mean of the area that it covers.

    Raises:
        ValueError: `pixels` is not uint8 (height, width, 3) with at least one pixel.
    """
    if pixels.dtype != np.uint8 or pixels.ndim != 3 or pixels.shape[2] != 3 or not pixels.size:
        raise ValueError(f"pixels should be uint8 (height, width, 3), got {pixels.dtype} {pixels.shape}")
    height, width = pixels.shape[:2]
    if max(height, width) <= SIDE:
        return pixels
    size = (min(width, SIDE), min(height, SIDE))
    picture = Image.fromarray(pixels)
    if width % size[0] == 0 == height % size[1]:  # the same in a third of the time
        return np.asarray(picture.reduce((width // size[0], height // size[1])))
    return np.asarray(picture.resize(size, Image.Resampling.BOX))


def classify(sample: Bytes, found: NDArray[np.int8]) -> NDArray[np.int8]:
    """The kind of each pixel (height, width) of a small picture, from what `kinds` says of each by itself (n,)."""
    settled = found.reshape(sample.shape[:2])
    settled[mixtures(sample, settled == OFF)] = NEUTRAL
    return settled


def distinct(sample: Bytes) -> tuple[Bytes, NDArray[np.intp]]:
    """The colours (n, 3) of a small picture, and for each of its pixels (m,) which of them it has.

    An illustration has a tenth as many colours as pixels, so that what is asked of a pixel alone is asked of a colour.
    """
    red, green, blue = sample.reshape(-1, 3).astype(np.uint32).T
    begun, runs = _runs(red | green << 8 | blue << 16)
    # Colour and place in one number: numpy sorts these faster than it finds in which order they would be sorted.
    keys = np.sort(begun.astype(np.uint64) << 32 | np.arange(len(begun), dtype=np.uint64))
    packed, order = _runs((keys >> 32).astype(np.uint32))
    places = np.empty(len(keys), np.intp)
    places[keys & 0xFFFFFFFF] = order
    return np.stack((packed, packed >> 8, packed >> 16), 1).astype(np.uint8), places[runs]


def _runs(values: NDArray[Any]) -> tuple[NDArray[Any], NDArray[np.intp]]:
    """Values of which no two neighbours are alike, and for each of the values (n,) which of these it is."""
    first = np.diff(values, prepend=~values[:1]) != 0
    return values[first], np.cumsum(first) - 1


def parts(colours: Bytes) -> Iterator[Floats]:
    """The linear light (3, m) of colours (n, 3), some thousand at a time.

    So few stay in a core's cache and in memory that is not handed back after each operation: `delta_e` takes a third.
    """
    for start in range(0, len(colours), PART):
        yield linear(colours[start : start + PART])


def kinds(lab: Floats, kit: Kit) -> NDArray[np.int8]:
    """The kind of each pixel (n,), from OKLab (3, n): the index of a brand colour, NEUTRAL, SKIN or OFF."""
    lightness, a, b = lab
    chroma, goal, edges = length(a, b), target(kit), kit.tolerances
    found = np.full(len(a), OFF, np.int8)
    nearest = np.full(len(a), np.inf, np.float32)
    grey = chroma <= edges.chroma
    closeness = math.cos(math.radians(edges.hue))
    for index, (lightness2, a2, b2) in enumerate(goal.oklab.T.tolist()):
        if goal.neutral[index]:
            close = grey & (abs(lightness - lightness2) <= edges.lightness)
        else:
            along = (a * a2 + b * b2) / math.hypot(a2, b2)
            close = ~grey & (along >= closeness * chroma)
        distance = (lightness - lightness2) ** 2 + (a - a2) ** 2 + (b - b2) ** 2
        better = close & (distance < nearest)
        np.copyto(found, index, where=better)
        np.copyto(nearest, distance, where=better)
    rest = found == OFF
    found[rest & grey] = NEUTRAL
    rest &= ~grey
    found[rest] = np.where(skin(lightness[rest], chroma[rest], _degrees(a[rest], b[rest])) > 0, SKIN, OFF)
    return found


def _degrees(a: Floats, b: Floats) -> Floats:
    return np.degrees(np.arctan2(b, a)) % 360
