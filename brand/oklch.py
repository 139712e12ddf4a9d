"""Single colours between sRGB and OKLCh, in plain floats: for a few, a fifth of what `brand.space` takes for arrays.

Lightness is 0 to 1, hue in degrees.
"""

import math
from functools import lru_cache

import numpy as np

from brand.space import LMS, OKLAB, most_chroma

Triple = tuple[float, float, float]
Matrix = tuple[Triple, ...]

_ROOTS: Matrix = np.linalg.inv(np.array(OKLAB)).tolist()
_LIGHT: Matrix = np.linalg.inv(np.array(LMS)).tolist()
_SLACK = 1e-4
"""How far outside of 0 to 1 linear light may lie and still count as sRGB's: a tenth of what arrays of pixels may."""
_HALVINGS = 12


def oklch(rgb: tuple[int, int, int]) -> Triple:
    """Lightness, chroma and hue of sRGB, 0 to 255 each."""
    lightness, a, b = _times(OKLAB, *map(math.cbrt, _times(LMS, *map(_decoded, rgb))))
    return lightness, math.hypot(a, b), math.degrees(math.atan2(b, a)) % 360


@lru_cache(maxsize=4096)
def srgb(lightness: float, chroma: float, hue: float) -> tuple[int, int, int]:
    """sRGB, 0 to 255 each, with as much of the chroma as sRGB has at that lightness and hue."""
    share = most_chroma(lambda share: _fits(_light(lightness, share * chroma, hue)), 0.0, _HALVINGS)
    red, green, blue = map(_encoded, _light(lightness, share * chroma, hue))
    return red, green, blue


def _times(matrix: Matrix, x: float, y: float, z: float) -> Triple:
    (a, b, c), (d, e, f), (g, h, i) = matrix
    return a * x + b * y + c * z, d * x + e * y + f * z, g * x + h * y + i * z


def _light(lightness: float, chroma: float, hue: float) -> Triple:
    """Linear light, outside 0 to 1 where sRGB has no such colour."""
    angle = math.radians(hue)
    long, medium, short = _times(_ROOTS, lightness, chroma * math.cos(angle), chroma * math.sin(angle))
    return _times(_LIGHT, long**3, medium**3, short**3)


def _fits(light: Triple) -> bool:
    return min(light) >= -_SLACK and max(light) <= 1 + _SLACK


def _decoded(channel: int) -> float:
    share = channel / 255
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4


def _encoded(light: float) -> int:
    share = min(max(light, 0.0), 1.0)
    share = 12.92 * share if share <= 0.0031308 else 1.055 * share ** (1 / 2.4) - 0.055
    return round(share * 255)
