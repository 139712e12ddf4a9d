"""Buckets: few, native, near in aspect to whatever is asked for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.buckets import NATIVE, bucket, sizes

SIDE = st.integers(64, 3436)


def test_native_sizes_are_those_sdxl_was_trained_at():
    assert {(1024, 1024), (1152, 896), (1216, 832), (1344, 768), (2048, 512), (512, 2048)} <= set(sizes(NATIVE))
    assert len(sizes(NATIVE)) == 13


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
