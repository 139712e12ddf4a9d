"""Our colour arithmetic against scikit-image and colour-science."""

import sys
import warnings
from unittest.mock import MagicMock

import numpy as np
import pytest
import skimage.color
from PIL import ImageColor

from brand import nearest, oklch
from brand.names import named
from brand.space import cielab, decoded, delta_e, encoded, linear, luma, luminance, oklab, swatches, unlab


@pytest.fixture(scope="module")
def colour():
    """colour-science, whose import takes two seconds."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import colour
    for name in [name for name, module in sys.modules.items() if isinstance(module, MagicMock)]:
        del sys.modules[name]  # what it puts in the place of a matplotlib that is not there, others take for one
    return colour


@pytest.fixture(scope="module")
def pixels():
    greys = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)
    return np.concatenate((greys, np.random.default_rng(6).integers(0, 256, (20_000, 3), dtype=np.uint8)))


def test_cielab_is_that_of_scikit_image(pixels):
    assert np.abs(cielab(linear(pixels)).T - skimage.color.rgb2lab(pixels / 255)).max() < 1e-3


def test_oklab_is_that_of_colour_science(pixels, colour):
    theirs = colour.XYZ_to_Oklab(colour.sRGB_to_XYZ(pixels / 255))
    assert np.abs(oklab(linear(pixels)).T - theirs).max() < 3e-4


def test_luminance_is_that_of_colour_science(pixels, colour):
    assert np.abs(luminance(linear(pixels)) - colour.sRGB_to_XYZ(pixels / 255)[:, 1]).max() < 1e-3


def test_luma_is_the_grey_of_scikit_image(pixels):
    assert np.abs(luma((pixels / 255).T) - skimage.color.rgb2gray(pixels / 255)).max() < 1e-6


@pytest.mark.parametrize("other", ["#FFA07A", "#AFEEEE", "#4169E1", "#FFFFFF", "#000000", "#808080", "#00FF00"])
def test_delta_e_is_the_ciede2000_of_scikit_image(pixels, other):
    lab, one = skimage.color.rgb2lab(pixels / 255), skimage.color.rgb2lab(swatches(other) / 255)
    theirs = skimage.color.deltaE_ciede2000(lab, np.broadcast_to(one, lab.shape))
    assert np.abs(delta_e(lab.T, one[0]) - theirs).max() < 1e-6


def test_delta_e_in_single_precision_is_close(pixels):
    lab, one = skimage.color.rgb2lab(pixels / 255), skimage.color.rgb2lab(swatches("#4169E1") / 255)
    theirs = skimage.color.deltaE_ciede2000(lab, np.broadcast_to(one, lab.shape))
    ours = delta_e(cielab(linear(pixels)), cielab(linear(swatches("#4169E1")))[:, 0])
    assert ours.dtype == np.float32
    assert np.abs(ours - theirs).max() < 1e-2


def test_every_colour_comes_back_from_oklab(pixels):
    back = encoded(unlab(oklab(linear(pixels))))
    assert np.abs(back.T * 255 - pixels).max() < 0.1


def test_single_colours_are_those_of_arrays_and_come_back(pixels):
    some = pixels[:: len(pixels) // 200]
    lightness, a, b = oklab(linear(some)).astype(float)
    for rgb, here in zip(some.tolist(), zip(lightness, np.hypot(a, b), strict=True), strict=True):
        assert np.allclose(oklch.oklch(rgb)[:2], here, atol=1e-5)
        assert oklch.srgb(*oklch.oklch(rgb)) == tuple(rgb)


def test_colour_outside_of_srgb_keeps_hue_and_lightness():
    lightness, chroma, hue = oklch.oklch(oklch.srgb(0.6, 0.4, 140.0))
    assert abs(lightness - 0.6) < 0.01
    assert 0.1 < chroma < 0.4
    assert abs(hue - 140) < 1


def test_decoding_of_shares_and_of_bytes_agree(pixels):
    assert np.array_equal(decoded((pixels / 255).T), linear(pixels))


def test_css_names_have_the_values_of_css():
    css = {name.replace(" ", ""): value for name, value in named().items()}
    known = {name: value.upper() for name, value in ImageColor.colormap.items() if isinstance(value, str)}
    assert {name: value for name, value in css.items() if name in known and known[name] != value} == {}
    assert len(css.keys() & known.keys()) > 130


def test_every_named_colour_is_nearest_to_its_own_name():
    assert [name for name, value in named().items() if named()[nearest(value)] != value] == []


def test_a_name_already_taken_gives_the_next():
    assert nearest("#4169E1") == "royal blue"
    assert nearest("#4169E1", frozenset({"royal blue"})) not in {"royal blue", ""}
