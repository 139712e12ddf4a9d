"""Colour spaces for pixels: OKLab, CIELAB, CIEDE2000, luminance. Knows no brand and no picture, only arrays of sRGB."""

import math
from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.floating[Any]]
Bytes = NDArray[np.uint8]
T = TypeVar("T", float, Floats)

LMS = (
    (0.4122214708, 0.5363325363, 0.0514459929),
    (0.2119034982, 0.6806995451, 0.1073969566),
    (0.0883024619, 0.2817188376, 0.6299787005),
)
"""Of linear light."""
OKLAB = (
    (0.2104542553, 0.7936177850, -0.0040720468),
    (1.9779984951, -2.4285922050, 0.4505937099),
    (0.0259040371, 0.7827717662, -0.8086757660),
)
"""Of the cube roots of LMS."""
_TO_LMS, _TO_OKLAB = np.array(LMS, np.float32), np.array(OKLAB, np.float32)
_FROM_LMS, _FROM_OKLAB = np.linalg.inv(_TO_LMS), np.linalg.inv(_TO_OKLAB)
_TO_XYZ = np.array(
    ((0.412453, 0.357580, 0.180423), (0.212671, 0.715160, 0.072169), (0.019334, 0.119193, 0.950227)), np.float32
) / np.array(((0.95047,), (1.0,), (1.08883,)), np.float32)
_EPSILON, _KAPPA = 216 / 24389, 24389 / 27
_SLACK = 1e-3
"""How far outside of 0 to 1 linear light may lie and still count as sRGB's."""


def decoded(share: Floats) -> Floats:
    """Linear light of sRGB, both 0 to 1, of any shape."""
    return np.where(share <= 0.04045, share / 12.92, ((share + 0.055) / 1.055) ** 2.4).astype(np.float32)


@cache
def _decoding() -> Floats:
    table = decoded(np.arange(256) / 255)
    table.setflags(write=False)
    return table


def channels(colour: str) -> tuple[int, int, int]:
    """Red, green and blue, each 0 to 255, of `#RRGGBB`."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def swatches(*colours: str) -> Bytes:
    """Pixels (n, 3) of colours written `#RRGGBB`."""
    return np.array([channels(colour) for colour in colours], np.uint8)


def linear(pixels: Bytes) -> Floats:
    """Linear light (3, n), 0 to 1, of uint8 sRGB (..., 3) with n pixels."""
    return _decoding()[np.ascontiguousarray(pixels.reshape(-1, 3).T)]


def encoded(light: Floats) -> Floats:
    """sRGB, 0 to 1, of linear light of any shape; what lies outside is clipped."""
    clipped = np.clip(light, 0, 1)
    curve = 1.055 * np.power(clipped, np.float32(1 / 2.4)) - 0.055
    return np.where(clipped <= 0.0031308, 12.92 * clipped, curve).astype(np.float32, copy=False)


def luminance(light: Floats) -> Floats:
    """Relative luminance Y (n,), 0 to 1, of linear light (3, n), as WCAG defines it."""
    y: Floats = np.array((0.2126, 0.7152, 0.0722), np.float32) @ light
    return y


def luma(share: Floats) -> Floats:
    """The grey (n,) that black-and-white makes of sRGB (3, n), all 0 to 1, with the weights of Rec. 709."""
    grey: Floats = np.array((0.2125, 0.7154, 0.0721), np.float32) @ share
    return grey


def oklab(light: Floats) -> Floats:
    """OKLab (3, n) of linear light (3, n)."""
    return _TO_OKLAB @ _cube_root(_TO_LMS @ light)


def unlab(lab: Floats) -> Floats:
    """Linear light (3, n) of OKLab (3, n); outside 0 to 1 where sRGB has no such colour."""
    return _FROM_LMS @ (_FROM_OKLAB @ lab) ** 3


def in_gamut(light: Floats) -> NDArray[np.bool_]:
    """Whether sRGB has the colours (n,) of linear light (3, n), nearly."""
    return np.asarray(((light > -_SLACK) & (light < 1 + _SLACK)).all(axis=0))


def most_chroma(fits: Callable[[T], Any], none: T, halvings: int) -> T:
    """The largest share of its chroma, 0 to 1, with which a colour lies in sRGB, by halving; a number or an array (n,).

    `fits` says of shares whether they do; `none` is zero, of the shape and type of the answer.
    """
    full: T = none + fits(none + 1)
    share: T = none
    step = 0.5
    for _ in range(halvings):
        share = share + step * (none + fits(full + (1 - full) * (share + step)))
        step /= 2
    return full + (1 - full) * share


def cielab(light: Floats) -> Floats:
    """CIELAB (3, n) under D65 and the 2 degree observer of linear light (3, n)."""
    xyz = _TO_XYZ @ light
    x, y, z = np.where(xyz > _EPSILON, _cube_root(xyz), (_KAPPA * xyz + 16) / 116).astype(np.float32)
    return np.stack((116 * y - 16, 500 * (x - y), 200 * (y - z)))


def delta_e(lab: Floats, other: Floats) -> Floats:
    """CIEDE2000 difference (n,) of CIELAB colours (3, n) from one colour (3,)."""
    (lightness, a, b), (lightness2, a2, b2) = lab, other
    stretch = 1 + (1 - _saturation((length(a, b) + length(a2, b2)) / 2)) / 2
    chroma, chroma2 = length(a * stretch, b), length(a2 * stretch, b2)
    hue, hue2 = np.arctan2(b, a * stretch), np.arctan2(b2, a2 * stretch)
    product, chroma_mean = chroma * chroma2, (chroma + chroma2) / 2
    coloured = product > 0
    turn = np.where(coloured, _wrapped(hue2 - hue), 0)
    hue_mean = np.where(coloured, hue + turn / 2, hue + hue2)
    height = ((lightness + lightness2) / 2 - 50) ** 2
    dl = (lightness2 - lightness) / (1 + 0.015 * height / np.sqrt(20 + height))
    dc = (chroma2 - chroma) / (1 + 0.045 * chroma_mean)
    dh = 2 * np.sqrt(product) * np.sin(turn / 2) / (1 + 0.015 * chroma_mean * _hue_weight(hue_mean))
    squared = dl * dl + dc * dc + dh * dh + _rotation(hue_mean, chroma_mean) * dc * dh
    difference: Floats = np.sqrt(np.maximum(squared, 0))
    return difference


def length(a: Floats, b: Floats) -> Floats:
    """Length of the vector (a, b), several times faster than `numpy.hypot`, which guards against overflow."""
    return np.sqrt(a * a + b * b)


def _cube_root(share: NDArray[Any]) -> Floats:
    """Of numbers not below 0, within a millionth; `numpy.cbrt` takes four times as long."""
    root: Floats = np.exp(np.log(np.maximum(share, np.float32(1e-36))) / 3)
    return root


def _saturation(chroma: Floats) -> Floats:
    share = chroma / 25
    square = share * share
    seventh = square * square * square * share
    return np.sqrt(seventh / (seventh + 1))


def _wrapped(angle: Floats) -> Floats:
    return angle - math.tau * np.round(angle / math.tau)


def _hue_weight(hue: Floats) -> Floats:
    weight: Floats = (
        1
        - 0.17 * np.cos(hue - math.radians(30))
        + 0.24 * np.cos(2 * hue)
        + 0.32 * np.cos(3 * hue + math.radians(6))
        - 0.20 * np.cos(4 * hue - math.radians(63))
    )
    return weight


def _rotation(hue: Floats, chroma: Floats) -> Floats:
    away = (hue - math.tau * np.floor(hue / math.tau) - math.radians(275)) / math.radians(25)
    term: Floats = -2 * _saturation(chroma) * np.sin(math.radians(60) * np.exp(-(away * away)))
    return term
