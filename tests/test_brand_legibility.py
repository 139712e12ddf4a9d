"""Contrast of brand text on a zone of a picture, by WCAG."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from brand import Kit, contrast, zone_box
from tests.kits import KITS
from tests.photographs import plain

ZONES = ("left", "right", "top", "bottom")


def on(pixels, text, zone="left"):
    kit = Kit.model_validate({**dict(KITS["default"]), "text": [{"name": "text", "hex": text}]})
    return contrast(pixels, kit, zone)[0]


@pytest.mark.parametrize(
    ("ground", "text", "ratio"),
    [
        ("#FFFFFF", "#000000", 21),
        ("#FFFFFF", "#FFFFFF", 1),
        ("#FFFFFF", "#777777", 4.48),
        ("#4169E1", "#FFFFFF", 4.85),
        ("#FFA07A", "#FFFFFF", 1.99),
        ("#AFEEEE", "#000000", 16.29),
    ],
)
def test_contrast_is_that_of_wcag(ground, text, ratio):
    found = on(plain(ground), text)
    assert (found.mean, found.worst) == (pytest.approx(ratio, abs=0.01), pytest.approx(ratio, abs=0.01))


@pytest.mark.parametrize(
    ("text", "level"), [("#000000", "AAA"), ("#767676", "AA"), ("#949494", "AA large"), ("#FFA07A", "fail")]
)
def test_level_follows_the_contrast(text, level):
    assert on(plain("#FFFFFF"), text).level == level


@pytest.mark.parametrize(
    ("zone", "box"),
    [("left", (0, 0, 80, 100)), ("right", (120, 0, 200, 100)), ("top", (0, 0, 200, 40)), ("bottom", (0, 60, 200, 100))],
)
def test_only_the_zone_counts_and_all_of_it(zone, box):
    left, top, right, bottom = box
    pixels = np.zeros((100, 200, 3), np.uint8)
    pixels[top:bottom, left:right] = 255
    found = on(pixels, "#000000", zone)
    assert (found.worst, found.mean) == (21, 21)
    found = on(255 - pixels, "#FFFFFF", zone)
    assert (found.worst, found.mean) == (21, 21)
    pixels[top:bottom, left:right][-10:, -10:] = 0  # its far corner, a hundred pixels or more
    assert on(pixels, "#000000", zone).mean < 21
    assert zone_box(200, 100, zone) == box


def test_a_restless_ground_is_judged_by_its_worse_part():
    pixels = plain("#FFFFFF", side=100)
    pixels[::4] = 0
    found = on(pixels, "#000000")
    assert found.worst == 1
    assert found.mean > 10


@pytest.mark.parametrize(("dark", "worst"), [(4, 21), (6, 1)])
def test_contrast_is_what_95_percent_of_the_zone_have(dark, worst):
    pixels = plain("#FFFFFF", side=100)
    pixels[:dark] = 0
    assert on(pixels, "#000000").worst == worst


def test_best_text_colour_comes_first():
    assert contrast(plain("#4169E1"), KITS["default"], "top")[0].text.name == "white"
    assert contrast(plain("#AFEEEE"), KITS["default"], "top")[0].text.name == "midnight blue"


def test_kit_without_text_colours_gives_none():
    assert contrast(plain("#4169E1"), Kit.model_validate({**dict(KITS["default"]), "text": []}), "top") == ()


@given(arrays(np.uint8, st.tuples(st.integers(1, 30), st.integers(1, 30), st.just(3))), st.sampled_from(ZONES))
def test_contrast_is_between_one_and_twenty_one(pixels, zone):
    for found in contrast(pixels, KITS["default"], zone):
        assert 1 <= found.worst <= 21
        assert 1 <= found.mean <= 21


@given(st.integers(1, 4000), st.integers(1, 4000), st.sampled_from(ZONES))
def test_zone_lies_inside_and_is_not_empty(width, height, zone):
    left, top, right, bottom = zone_box(width, height, zone)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
