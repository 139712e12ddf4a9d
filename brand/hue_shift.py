"""Pulling off-brand hues towards the brand's, in OKLab. Knows colours only: no picture, no measure.

Hues within three fifths of the tolerance stay. Beyond that they approach its edge without ever reaching it, as a
limiter treats loud sound, so neighbouring hues stay neighbours. Where two brand hues far apart meet half way, chroma
fades, for a colour there belongs to neither. Greys and skin keep what they have, and so does every pixel's grey.
"""

from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from brand.classify import target
from brand.kit import Kit
from brand.skin import skin
from brand.space import Floats, decoded, encoded, in_gamut, length, luma, most_chroma, oklab, unlab

Plane = NDArray[np.complexfloating]
"""OKLab's a + bi: its angle is the hue, its size the chroma."""

STEPS = 16
"""Strengths are whole sixteenths."""
NODES = 33

_KNEE, _EDGE = 0.6, 0.8
_FADE_WIDTH = np.radians(14)
_HUES = 1440
_HALVINGS = 5
_LUMA_PER_LIGHTNESS = 1.2


@lru_cache(maxsize=64)
def _turns(kit: Kit, step: int) -> Plane:
    """What each of 1440 hues is multiplied with: a turn, and a fade at meeting points."""
    hues = np.arange(_HUES) * (2 * np.pi / _HUES)
    brand = np.sort(target(kit).hues)
    if not brand.size:
        return np.full(_HUES, 1 - step / STEPS, np.complex64)
    apart = np.angle(np.exp(1j * (hues[:, None] - brand)))
    away = np.take_along_axis(apart, abs(apart).argmin(axis=1)[:, None], 1)[:, 0]
    knee, edge = np.radians(kit.tolerances.hue) * _KNEE, np.radians(kit.tolerances.hue) * _EDGE
    excess = np.maximum(abs(away) - knee, 0)
    turn = np.sign(away) * ((edge - knee) * (1 - np.exp(-excess / (edge - knee))) - excess)
    turns: Plane = np.exp(1j * turn * step / STEPS) * (1 - _fade(brand, hues) * step / STEPS)
    return turns.astype(np.complex64)


def _fade(brand: Floats, hues: Floats) -> Floats:
    """Loss of chroma, 0 to 1, near the middle of each gap between brand hues: none up to 80 degrees, all from 140."""
    gaps = np.diff(brand, append=brand[0] + 2 * np.pi)
    depth = np.clip((gaps - np.radians(80)) / np.radians(60), 0, 1)
    away = np.angle(np.exp(1j * (hues[:, None] - brand - gaps / 2)))
    fade: Floats = (depth * np.exp(-((away / _FADE_WIDTH) ** 2))).max(axis=1)
    return fade


class HueShift:
    """Pixels of OKLab (3, n) that are to be pulled to a kit's hues, by any strength."""

    def __init__(self, lab: Floats, kit: Kit) -> None:
        lightness, a, b = lab
        chroma, hue = length(a, b), np.degrees(np.arctan2(b, a)) % 360
        self._kit = kit
        self._plane: Plane = a + 1j * b
        self._hue = (hue * (_HUES / 360)).round().astype(np.intp) % _HUES
        self._weight = np.clip(chroma / kit.tolerances.chroma * 2 - 1, 0, 1) * (1 - skin(lightness, chroma, hue))

    def at(self, step: int) -> Plane:
        """a + bi (n,) of every pixel after a pull of step / 16. Lightness stays."""
        moved: Plane = self._plane * (1 + self._weight * (_turns(self._kit, step)[self._hue] - 1))
        return moved


@lru_cache(maxsize=32)
def lookup_table(kit: Kit, step: int) -> Floats:
    """A look-up table of sRGB, float32 0 to 1 (33, 33, 33, 3), by blue, green and red, for a pull of step / 16.

    The grey of a colour stays as it is; chroma gives way where sRGB ends.
    """
    axis = np.linspace(0, 1, NODES, dtype=np.float32)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    nodes = np.stack((red, green, blue)).reshape(3, -1)
    lab = oklab(decoded(nodes))
    goal = HueShift(lab, kit).at(step)
    moved = abs(goal - lab[1] - 1j * lab[2]) > 1e-4
    nodes[:, moved] = _fitted(lab[0, moved], goal[moved], luma(nodes[:, moved]))
    return np.ascontiguousarray(nodes.T).reshape(NODES, NODES, NODES, 3)


def _fitted(lightness: Floats, plane: Plane, grey: Floats) -> Floats:
    """sRGB (3, n), 0 to 1, of the hues of `plane`, the given luma, and as much of the chroma as sRGB has."""

    def light_of(share: Floats) -> Floats:
        nonlocal lightness  # where the last share has led to, the next one begins
        light, lightness = _lit(lightness, share * plane, grey)
        return light

    near = encoded(light_of(most_chroma(lambda share: in_gamut(light_of(share)), np.zeros_like(grey), _HALVINGS)))
    reached = np.maximum(luma(near), 1e-6)
    whiter = np.clip((grey - reached) / np.maximum(1 - reached, 1e-6), 0, 1)
    exact: Floats = (near + (1 - near) * whiter) * np.minimum(grey / reached, 1)
    return exact


def _lit(lightness: Floats, plane: Plane, grey: Floats) -> tuple[Floats, Floats]:
    """Linear light, and the OKLab lightness that gives it the luma wanted."""
    for _ in range(3):
        shares = encoded(unlab(np.stack((lightness, plane.real, plane.imag))))
        lightness = np.clip(lightness + (grey - luma(shares)) / _LUMA_PER_LIGHTNESS, 0, 1)
    return unlab(np.stack((lightness, plane.real, plane.imag))), lightness
