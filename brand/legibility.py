"""How well a brand's text can be read on a part of a picture, by WCAG's contrast. Knows nothing of layout or fonts."""

from typing import Literal

import numpy as np

from brand.classify import small
from brand.kit import Kit, Swatch
from brand.palette import StrictModel
from brand.space import Bytes, Floats, linear, luminance, swatches

Zone = Literal["left", "right", "top", "bottom"]

SHARE = 0.4
"""How much of the width or height a zone takes."""
AA, AA_LARGE, AAA = 4.5, 3.0, 7.0
"""Contrasts that WCAG asks for: normal text, text from 24 px or 18.66 px bold, and the enhanced level."""


class Contrast(StrictModel):
    """How one text colour stands out from one zone; contrast is 1 (none) to 21 (black on white)."""

    text: Swatch
    mean: float
    """Against the mean luminance of the zone."""
    worst: float
    """What 95 % of the zone's area has at least."""
    level: Literal["AAA", "AA", "AA large", "fail"]
    """What `worst` is enough for."""


def zone_box(width: int, height: int, zone: Zone) -> tuple[int, int, int, int]:
    """Left, top, right and bottom of a zone in pixels; right and bottom are the first pixels outside."""
    across, down = max(1, round(width * SHARE)), max(1, round(height * SHARE))
    return {
        "left": (0, 0, across, height),
        "right": (width - across, 0, width, height),
        "top": (0, 0, width, down),
        "bottom": (0, height - down, width, height),
    }[zone]


def contrast(pixels: Bytes, kit: Kit, zone: Zone) -> tuple[Contrast, ...]:
    """The contrast of each of the kit's text colours on a zone of a picture, uint8 (height, width, 3); best first.

    Raises:
        ValueError: `pixels` are of another shape or type.
    """
    sample = small(pixels)
    left, top, right, bottom = zone_box(sample.shape[1], sample.shape[0], zone)
    grounds = luminance(linear(sample[top:bottom, left:right]))
    found = (_on(text, np.concatenate((grounds, grounds.mean(keepdims=True)))) for text in kit.text)
    return tuple(sorted(found, key=lambda one: -one.worst))


def _on(text: Swatch, grounds: Floats) -> Contrast:
    """The contrast on luminances (n + 1,), the last of which is the mean of the others."""
    ink = luminance(linear(swatches(text.hex)))
    ratios = (np.maximum(grounds, ink) + 0.05) / (np.minimum(grounds, ink) + 0.05)
    worst = float(np.quantile(ratios[:-1], 0.05))
    return Contrast(text=text, mean=round(float(ratios[-1]), 2), worst=round(worst, 2), level=_level(worst))


def _level(ratio: float) -> Literal["AAA", "AA", "AA large", "fail"]:
    if ratio >= AAA:
        return "AAA"
    if ratio >= AA:
        return "AA"
    return "AA large" if ratio >= AA_LARGE else "fail"
