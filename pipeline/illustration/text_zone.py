"""A picture with a calm part for text: a plain ground that the scene beside it fades into. Knows no scene."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from brand import Zone, zone_box

from .geometry import Area

Pixels = NDArray[np.uint8]
_FADE = 0.22
"""How much of the scene, from the zone's edge on, is under the fading ground."""


def rest(width: int, height: int, zone: Zone) -> tuple[int, int]:
    """Width and height of what the zone leaves of a picture."""
    left, top, right, bottom = zone_box(width, height, zone)
    return (width, height - (bottom - top)) if zone in ("top", "bottom") else (width - (right - left), height)


def faded(scene: Area, heads: Sequence[Area], zone: Zone) -> Area:
    """The part of the scene under the fading ground: it ends before the first head."""
    left, top, right, bottom = scene
    across, down = (right - left) * _FADE, (bottom - top) * _FADE
    if zone == "left":
        return Area(left, top, min([left + across, *(head.left for head in heads)]), bottom)
    if zone == "right":
        return Area(max([right - across, *(head.right for head in heads)]), top, right, bottom)
    if zone == "top":
        return Area(left, top, right, min([top + down, *(head.top for head in heads)]))
    return Area(left, max([bottom - down, *(head.bottom for head in heads)]), right, bottom)


def beside(scene: Pixels, size: tuple[int, int], zone: Zone, ground: tuple[int, int, int], fade: Area) -> Pixels:
    """The picture of `size`, width and height: all of the zone in the ground's colour, the scene in the rest."""
    width, height = size
    canvas = np.empty((height, width, 3), np.uint8)
    canvas[:] = ground
    upright = zone in ("top", "bottom")
    extent = scene.shape[0 if upright else 1]
    depth = max(fade.bottom - fade.top if upright else fade.right - fade.left, 1.0)
    share = np.clip((np.arange(extent) + 0.5) / depth, 0, 1)
    share = (share * share * (3 - 2 * share)).astype(np.float32)
    if zone in ("right", "bottom"):
        share = share[::-1]
    veil = share[:, None, None] if upright else share[None, :, None]
    mixed = np.asarray(ground, np.float32) * (1 - veil) + scene * veil
    y = height - scene.shape[0] if zone == "top" else 0
    x = width - scene.shape[1] if zone == "left" else 0
    canvas[y : y + scene.shape[0], x : x + scene.shape[1]] = mixed.round()
    return canvas
