"""Buckets: few, native, near in aspect to whatever is asked for."""

from itertools import pairwise
from math import sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.buckets import NATIVE, bucket, sizes

SIDE = st.integers(64, 3436)


def test_native_sizes_are_those_sdxl_was_trained_at():
    wide = [(1024, 1024), (1152, 896), (1216, 832), (1344, 768), (1600, 640), (1792, 576), (2048, 512)]
    assert NATIVE == 1024**2
    assert sizes(NATIVE) == sorted({*wide, *(size[::-1] for size in wide)})


def test_side_is_never_less_than_one_step_of_the_grid():
    assert sizes(64 * 64) == [(64, 64), (64, 128), (128, 64)]
    assert sizes(1) == [(64, 64)]


def test_bucket_is_the_nearest_in_aspect_by_ratio_not_by_difference():
    """In the middle between two aspects, told by their product: one step beside it the nearer one is taken."""
    for (a, b), (c, d) in pairwise(size for size in sizes(NATIVE) if size[0] >= size[1]):
        middle = sqrt(a / b * c / d)
        assert bucket(round(10_000 * middle * 1.001), 10_000, NATIVE) == (c, d)
        assert bucket(round(10_000 * middle / 1.001), 10_000, NATIVE) == (a, b)


@pytest.mark.parametrize("budget", [64 * 64, 256 * 256, 512 * 512, 768 * 768, NATIVE])
def test_buckets_are_multiples_of_64_of_about_the_budget(budget):
    for width, height in sizes(budget):
        assert width % 64 == height % 64 == 0
        assert budget < 512 * 512 or 0.85 * budget <= width * height <= 1.15 * budget


@given(SIDE, SIDE)
def test_bucket_loses_little_of_the_picture(width, height):
    painted_width, painted_height = bucket(width, height, NATIVE)
    kept = (width / height) / (painted_width / painted_height)
    if 1 / 4 <= width / height <= 4:
        assert min(kept, 1 / kept) > 0.82
    else:
        assert {painted_width, painted_height} == {2048, 512}


@given(SIDE, SIDE)
def test_bucket_turns_with_the_picture(width, height):
    assert bucket(width, height, NATIVE) == bucket(height, width, NATIVE)[::-1]
