"""A picture printed as a poster: tones become a brand's inks, dark to light. Knows nothing of measures or hues to keep.

Each ink gets the share of the picture that its weight asks for: the tones are cut where the picture's own histogram
reaches those shares. Inside a band the ink is flat in the middle and shaded towards its edges, so forms stay.
"""

import numpy as np
from PIL import Image, ImageFilter

from brand.classify import target
from brand.kit import Kit
from brand.space import Bytes, Floats, encoded, in_gamut, most_chroma, unlab

_FLAT = 0.4
_DARKEST, _LIGHTEST = 0.2, 0.97
_HALVINGS = 7


def poster(pixels: Bytes, kit: Kit) -> Bytes:
    """The picture, uint8 (height, width, 3), in the kit's inks; same size."""
    grey = Image.fromarray(pixels).convert("L")
    grey = grey.filter(ImageFilter.GaussianBlur(max(grey.size) / 700))
    inks = _inks(np.array(grey.histogram()), kit)
    printed: Bytes = inks[np.asarray(grey)]
    return printed


def _inks(histogram: Floats, kit: Kit) -> Bytes:
    """The ink (256, 3) of each of 256 tones."""
    order = np.argsort(target(kit).oklab[0], kind="stable")
    colours = target(kit).oklab[:, order]
    wanted = np.cumsum(np.array(kit.weights)[order])[:-1]
    rank = (np.cumsum(histogram) - histogram / 2) / histogram.sum()
    band = np.searchsorted(wanted, rank)
    ends = np.concatenate(((0.0,), wanted, (1.0,)))
    place = 2 * (rank - ends[band]) / np.maximum(ends[band + 1] - ends[band], 1e-6) - 1
    middles = (colours[0, 1:] + colours[0, :-1]) / 2
    dark = np.concatenate(((min(_DARKEST, colours[0, 0]),), middles))[band]
    light = np.concatenate((middles, (max(_LIGHTEST, colours[0, -1]),)))[band]
    shade = np.clip((abs(place) - _FLAT) / (1 - _FLAT), 0, 1) * np.where(place < 0, dark - colours[0, band], 0)
    tint = np.clip((abs(place) - _FLAT) / (1 - _FLAT), 0, 1) * np.where(place > 0, light - colours[0, band], 0)
    lab = np.stack((colours[0, band] + shade + tint, colours[1, band], colours[2, band]))
    inks: Bytes = (_within(lab).T * 255).round().astype(np.uint8)
    return inks


def _within(lab: Floats) -> Floats:
    """sRGB (3, n), 0 to 1, of OKLab with as much of its chroma as sRGB has."""

    def light_of(share: Floats) -> Floats:
        return unlab(np.stack((lab[0], share * lab[1], share * lab[2])))

    return encoded(light_of(most_chroma(lambda share: in_gamut(light_of(share)), np.zeros_like(lab[0]), _HALVINGS)))
