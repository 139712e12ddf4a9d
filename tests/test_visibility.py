"""What a picture claims to show is seen in it: not hidden, not left out, or told."""

import itertools

import pytest

from pipeline.illustration import Illustration
from prompt_builder.composition import compose
from schemas import Metadata
from tests.scenes import task

SIZES = ((360, 360), (480, 240), (200, 420))


def _undrawn(words, seed, size, **facts):
    scene = compose(Metadata(custom_prompt=words, **facts), words, seed)
    width, height = size
    return Illustration().paint([task(scene=scene, width=width, height=height)])[0].undrawn


@pytest.mark.parametrize(
    ("words", "missed"),
    [
        ("новый дом и газета", "newspaper"),
        ("снеговик и вилы", "pitchfork"),
        ("QR-код, скейтборд", "skateboard"),
        ("вид из салона машины, ноутбук, семья", "laptop"),
        ("консультант и клиентка в отделении банка, снег", "snow"),
        ("ремонт в квартире, птица", "bird"),
        ("девушка на кухне, самолёт", "plane"),
        ("a family in a supermarket, rainbow", "rainbow"),
    ],
)
def test_thing_without_a_place_is_told(words, missed):
    for seed, size in itertools.product(range(3), SIZES):
        assert missed in _undrawn(words, seed, size), (seed, size)
