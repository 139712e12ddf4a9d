"""The pictures of our own painter are on brand, whatever is asked."""

import itertools

import pytest

import prompt_builder
from brand import measure
from pipeline.illustration import Illustration
from schemas import Metadata
from tests.kits import KITS

PRODUCTS = (None, "people", "car", "house", "credit card")
SIZES = ((256, 256), (320, 180), (180, 320), (384, 128), (512, 512))
WISHES = (None, "a dog in the forest", "rainbow, cake and balloons", "an evening at the beach with a boat")
ASKED = tuple(itertools.product(PRODUCTS, SIZES, WISHES, ("male", "female")))


@pytest.mark.slow
@pytest.mark.parametrize("name", KITS)
def test_a_hundred_illustrations_in_each_brand_score_90_or_more(name):
    found, turn = {}, sorted(KITS).index(name)
    for seed, (product, (width, height), wish, sex) in enumerate(ASKED):
        if (seed + seed // 2) % len(KITS) != turn:  # each sex and each wish in each brand
            continue
        person = {"sex": sex, "age": 18 + seed % 70} if product == "people" else {}
        asked = Metadata(product=product, width=width, height=height, custom_prompt=wish, **person)
        scene = prompt_builder.build(asked, seed, KITS[name]).scene
        picture = Illustration().draw(scene, KITS[name], width, height)
        found[asked.model_dump_json()] = measure(picture, KITS[name]).score
    assert len(found) >= 80
    assert {asked: score for asked, score in found.items() if score < 90} == {}
