"""Where human skin lies in OKLCh. Knows neither a brand nor a picture."""

import numpy as np

from brand.space import Floats

LIGHTNESS = (0.18, 0.97)
CHROMA = (0.125, 0.155)
HUE = ((6.0, 16.0), (84.0, 92.0))
"""Inner and outer bounds: surely skin inside the inner ones, surely not outside the outer ones, by degrees in between.
The tones of the Monk scale lie at hues 44 to 85 and chromas up to 0.07, the lips of a portrait at 10 to 30 and 0.09."""


def skin(lightness: Floats, chroma: Floats, hue: Floats) -> Floats:
    """How sure it is, 0 to 1 (n,), that pixels are of a hue of skin; hue in degrees."""
    low, high = HUE
    sure = np.clip((hue - low[0]) / (low[1] - low[0]), 0, 1) * np.clip((high[1] - hue) / (high[1] - high[0]), 0, 1)
    sure *= np.clip((CHROMA[1] - chroma) / (CHROMA[1] - CHROMA[0]), 0, 1)
    return np.where((lightness > LIGHTNESS[0]) & (lightness < LIGHTNESS[1]), sure, 0)
