"""Pulling hues, held to sums made by hand: where a pull begins, how far it goes, and where chroma fades."""

import numpy as np
import pytest

from brand.hue_shift import HueShift, lookup_table
from brand.space import linear, luma, oklab, swatches
from tests.kits import KITS, kit_of

BLUE = kit_of("#4169E1")
"""Of one hue, with a tolerance of 25 degrees: up to 15 stay, and none ends beyond 20."""
SALMON = kit_of("#FFA07A")
"""What lies opposite of it is far from any skin."""
CHROMA = 0.15


def hue_of(colour):
    _, a, b = oklab(linear(swatches(colour)))
    return np.degrees(np.arctan2(b, a)).item()


def pulled(kit, hue, step, chroma=CHROMA, lightness=0.6):
    """Hue in degrees and chroma after a pull."""
    angle = np.radians(hue)
    lab = np.array([[lightness], [chroma * np.cos(angle)], [chroma * np.sin(angle)]])
    [moved] = HueShift(lab, kit).at(step)
    return np.degrees(np.angle(moved)), abs(moved)


def far(hue, other):
    return (hue - other + 180) % 360 - 180


@pytest.mark.parametrize("side", [1, -1])
@pytest.mark.parametrize(("away", "kept"), [(5, 5), (14, 14), (20, 15 + 5 * (1 - np.exp(-1))), (35, 15 + 5 * (1 - np.exp(-4))), (60, 20)])  # fmt: skip
def test_hues_beyond_three_fifths_of_the_tolerance_come_nearer(away, kept, side):
    brand = hue_of("#4169E1")
    hue, chroma = pulled(BLUE, brand + side * away, 16)
    assert far(hue, brand) == pytest.approx(side * kept, abs=0.3)
    assert chroma == pytest.approx(CHROMA, rel=0.01)
    half, _ = pulled(BLUE, brand + side * away, 8)
    assert far(half, brand) == pytest.approx(side * (away + kept) / 2, abs=0.3)
    none, _ = pulled(BLUE, brand + side * away, 0)
    assert far(none, brand) == pytest.approx(side * away, abs=0.3)


def test_wider_tolerance_pulls_less():
    wide = BLUE.model_copy(update={"tolerances": BLUE.tolerances.model_copy(update={"hue": 50})})
    brand = hue_of("#4169E1")
    assert far(pulled(wide, brand + 29, 16)[0], brand) == pytest.approx(29, abs=0.3)
    assert far(pulled(wide, brand + 60, 16)[0], brand) == pytest.approx(30 + 10 * (1 - np.exp(-3)), abs=0.3)


@pytest.mark.parametrize(("step", "left"), [(0, 1), (4, 0.75), (8, 0.5), (16, 0)])
def test_chroma_fades_half_way_between_hues_far_apart_as_strongly_as_the_pull(step, left):
    opposite = hue_of("#FFA07A") + 180
    assert pulled(SALMON, opposite, step)[1] == pytest.approx(CHROMA * left, abs=0.002)


def test_fade_is_narrow():
    brand = hue_of("#FFA07A")
    for beside, left in ((14, 1 - np.exp(-1)), (28, 1 - np.exp(-4)), (50, 1)):
        for side in (1, -1):
            assert pulled(SALMON, brand + 180 + side * beside, 16)[1] == pytest.approx(CHROMA * left, abs=0.003)


@pytest.mark.parametrize(("gap", "depth"), [(75, 0), (110, 0.5), (170, 1)])
def test_fade_is_deep_only_in_wide_gaps(gap, depth):
    """In the smaller gap of two hues that are so many degrees apart."""
    kit = two_hues(gap)
    first = hue_of(kit.colours[0].hex)
    wide = far(hue_of(kit.colours[1].hex), first)
    found = 1 - pulled(kit, first + wide / 2, 16)[1] / CHROMA
    assert found == pytest.approx(np.clip((abs(wide) - 80) / 60, 0, 1), abs=0.03)
    assert found == pytest.approx(depth, abs=0.15)


def two_hues(gap):
    colours = [f"#{red:02x}{green:02x}{blue:02x}" for red in (40, 120, 200) for green in (40, 120, 200) for blue in (40, 120, 200)
               if len({red, green, blue}) > 1]  # fmt: skip
    hues = {colour: hue_of(colour) for colour in colours}
    pairs = [(one, two) for one in colours for two in colours if one < two]
    middle = {pair: (hues[pair[0]] + far(hues[pair[1]], hues[pair[0]]) / 2) % 360 for pair in pairs}
    pairs = [pair for pair in pairs if 150 < middle[pair] < 330]  # which is far from any skin
    return kit_of(*min(pairs, key=lambda pair: abs(abs(far(hues[pair[0]], hues[pair[1]])) - gap)))


@pytest.mark.parametrize(("step", "left"), [(0, 1), (8, 0.5), (16, 0)])
def test_kit_without_a_hue_takes_all_chroma_away(step, left):
    for hue in (140, 200, 260):
        assert pulled(kit_of("#808080"), hue, step)[1] == pytest.approx(CHROMA * left, abs=1e-5)


@pytest.mark.parametrize(("chroma", "share"), [(0.019, 0), (0.02, 0), (0.03, 0.5), (0.04, 1), (0.2, 1)])
def test_greys_stay_and_colours_are_pulled_whole(chroma, share):
    """The kit's own bound of 0.04 is where a pull is whole, half of it where it begins; half way fades by so much."""
    opposite = hue_of("#FFA07A") + 180
    assert pulled(SALMON, opposite, 16, chroma)[1] == pytest.approx(chroma * (1 - share), abs=0.001)


@pytest.mark.parametrize("name", sorted(KITS))
def test_table_of_no_strength_changes_nothing(name):
    axis = np.linspace(0, 1, 33, dtype=np.float32)
    blue, green, red = np.meshgrid(axis, axis, axis, indexing="ij")
    same = lookup_table(KITS[name], 0)
    assert (same.shape, same.dtype) == ((33, 33, 33, 3), np.float32)
    assert np.array_equal(same, np.stack((red, green, blue), axis=-1))


@pytest.mark.parametrize("name", sorted(KITS))
def test_every_colour_of_the_table_keeps_its_grey(name):
    greys = luma(lookup_table(KITS[name], 0).reshape(-1, 3).T)
    assert np.abs(luma(lookup_table(KITS[name], 16).reshape(-1, 3).T) - greys).max() < 1e-4


@pytest.mark.parametrize("name", sorted(KITS))
def test_table_stays_within_srgb_and_is_nearest_to_what_is_pulled(name):
    whole = lookup_table(KITS[name], 16)
    assert whole.min() >= 0
    assert whole.max() <= 1
    # What stays within sRGB has the hue and chroma that were wanted, where lightness had not to give way.
    node = whole[20, 16, 12]
    lab = oklab(linear(np.round(np.array([[[12, 16, 20]]]) / 32 * 255).astype(np.uint8)))
    [goal] = HueShift(lab.reshape(3, 1), KITS[name]).at(16)
    _, a, b = oklab(linear(np.round(node * 255).astype(np.uint8)[None, None])).ravel()
    assert abs(a + 1j * b - goal) < 0.01
