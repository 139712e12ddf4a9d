"""Putting pictures right: what snap, strict and poster promise, on real photographs and with two unlike kits."""

import itertools

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from skimage.color import rgb2gray
from skimage.metrics import structural_similarity

from brand import correct, measure
from brand.hue_shift import STEPS, HueShift, lookup_table
from brand.space import linear, oklab, swatches
from tests.kits import KITS, kit_of
from tests.photographs import FILES, photograph, plain

FACE = (slice(60, 190), slice(170, 280))
cases = pytest.mark.parametrize(("name", "photo"), [(name, photo) for name in sorted(KITS) for photo in sorted(FILES)])
kits = pytest.mark.parametrize("name", sorted(KITS))


def likeness(one, other):
    return structural_similarity(rgb2gray(one), rgb2gray(other), data_range=1)


@cases
def test_snap_brings_a_photograph_within_the_limit_and_keeps_its_greys(name, photo):
    pixels = photograph(photo)
    after, certificate = correct(pixels, KITS[name], "snap")
    assert certificate.after.off_hue <= 0.01
    assert likeness(pixels, after) >= 0.99
    assert certificate.after == measure(after, KITS[name])


@cases
def test_snap_never_lowers_the_score(name, photo):
    certificate = correct(photograph(photo), KITS[name], "snap")[1]
    assert certificate.after.score >= certificate.before.score


@kits
def test_snap_leaves_the_face_alone(name):
    pixels = photograph("astronaut")
    after = correct(pixels, KITS[name], "snap")[0]
    before_face, after_face = (oklab(linear(picture[FACE])) for picture in (pixels, after))
    assert np.abs(after_face - before_face).mean() < 0.004
    assert not np.array_equal(pixels, after)


@kits
def test_snap_is_only_as_strong_as_needed(name):
    pixels = photograph("astronaut")
    step = round(correct(pixels, KITS[name], "snap")[1].strength * STEPS)
    lab = oklab(linear(pixels))
    moves = [np.abs(HueShift(lab, KITS[name]).at(one) - (lab[1] + 1j * lab[2])).mean() for one in (step, STEPS)]
    assert 0 < step < STEPS
    assert moves[0] < moves[1]


@kits
def test_what_is_in_order_comes_back_as_it_is(name):
    pixels = plain(*(colour.hex for colour in KITS[name].colours))
    after, certificate = correct(pixels, KITS[name], "snap")
    assert after is pixels
    assert (certificate.ok, certificate.strength) == (True, 0)


def test_off_measures_only():
    pixels = photograph("astronaut")
    after, certificate = correct(pixels, KITS["forest"], "off")
    assert after is pixels
    assert certificate.before == certificate.after
    assert not certificate.ok


@kits
def test_correcting_twice_changes_nothing_more(name):
    once = correct(photograph("astronaut"), KITS[name], "snap")[0]
    assert correct(once, KITS[name], "snap")[0] is once


@cases
def test_poster_is_printed_in_the_inks_by_their_weights(name, photo):
    certificate = correct(photograph(photo), KITS[name], "poster")[1]
    assert certificate.after.off_hue <= 0.03
    assert certificate.after.balance >= 0.9


@kits
def test_poster_of_every_tone_goes_from_dark_to_light_through_each_ink(name):
    tones = np.repeat(np.arange(256, dtype=np.uint8)[None, :, None], 3, axis=2).repeat(64, axis=0)
    after, certificate = correct(tones, KITS[name], "poster")
    lightness = oklab(linear(after[32]))[0]
    assert certificate.strength == 1
    assert (np.diff(lightness) > -0.01).all()
    assert lightness[0] < 0.23
    assert lightness[-1] > 0.96
    shown = {"#" + bytes(pixel).hex() for pixel in after[32]}
    assert {colour.hex.lower() for colour in KITS[name].colours} <= shown


@kits
def test_poster_of_one_tone_is_in_the_ink_in_the_middle_of_the_weights(name):
    """Whatever tone it is: half of the picture counts as darker and half as lighter."""
    kit = KITS[name]
    inks = sorted(kit.colours, key=lambda colour: oklab(linear(plain(colour.hex)[0, 0]))[0])
    shares = itertools.accumulate(colour.weight / sum(one.weight for one in inks) for colour in inks)
    middle = next(ink for ink, share in zip(inks, shares, strict=True) if share > 0.5)
    for tone in (1, 128, 254):
        after = correct(np.full((8, 8, 3), tone, np.uint8), kit, "poster")[0]
        assert "#" + after[4, 4].tobytes().hex() == middle.hex.lower()


@kits
def test_picture_that_is_exactly_at_the_limit_is_in_order(name):
    pixels = photograph("astronaut")
    found = measure(pixels, KITS[name])
    limits = KITS[name].tolerances.model_copy(update={"off_hue": found.off_hue, "score": found.score})
    same, certificate = correct(pixels, KITS[name].model_copy(update={"tolerances": limits}), "snap")
    assert same is pixels
    assert certificate.ok


@settings(max_examples=40)
@given(arrays(np.uint8, (20, 30, 3)), st.sampled_from(sorted(KITS)), st.sampled_from(["off", "snap", "poster"]))
def test_any_picture_keeps_its_size_and_gets_a_true_certificate(pixels, name, mode):
    after, certificate = correct(pixels, KITS[name], mode)
    assert (after.shape, after.dtype) == (pixels.shape, np.uint8)
    assert certificate.after == measure(after, KITS[name])


@pytest.mark.parametrize(
    "colours", [["#808080"], ["#000", "#fff"], ["#f00"], ["#4169E1", "#4169E2"], [f"#{i}{7 - i}{i}" for i in range(8)]]
)
def test_odd_palettes_are_kept_too(colours):
    pixels = photograph("motorcycle_left")
    after, certificate = correct(pixels, kit_of(*colours), "snap")
    assert certificate.after.off_hue <= 0.01
    assert likeness(pixels, after) >= 0.99


@pytest.mark.parametrize(
    "pixels", [plain("#00C000", side=1), plain("#00C000", side=2), np.zeros((1, 400, 3), np.uint8)]
)
def test_tiny_and_flat_pictures_are_put_right(pixels):
    for mode in ("snap", "poster"):
        after, certificate = correct(pixels, KITS["default"], mode)
        assert after.shape == pixels.shape
        assert certificate.after.off_hue <= 0.01


@kits
def test_table_keeps_the_grey_of_every_colour(name):
    axis = np.linspace(0, 1, 33)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    assert (
        np.abs(rgb2gray(lookup_table(KITS[name], STEPS)) - rgb2gray(np.stack((red, green, blue), axis=-1))).max() < 1e-5
    )


@kits
def test_table_leaves_greys_and_skin(name):
    lab = oklab(linear(swatches("#000000", "#777777", "#FFFFFF", "#A07E56", "#E8B48C", "#604134")))
    assert np.abs(HueShift(lab, KITS[name]).at(STEPS) - (lab[1] + 1j * lab[2])).max() < 1e-6
