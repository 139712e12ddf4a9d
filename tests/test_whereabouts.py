"""Where words put somebody or something: the picture has it there, or `undrawn` has the words that say so."""

from itertools import product

import pytest

from pipeline.illustration import Illustration
from prompt_builder.composition import compose
from schemas import Metadata
from tests.scenes import task

ELSEWHERE = {
    "a cat on a car": "on a car",
    "собака в машине": "в машине",
    "a man stands on a car": "on a car",
    "кот спит на диване": "на диване",
    "в корзине щенок": "в корзине",
    "рыбак в лодке": "в лодке",
    "фермер на тракторе": "на тракторе",
    "a boy reading under a tree": "under a tree",
    "подарок под пушистой ёлкой": "под пушистой ёлкой",
    "umbrella over a small house": "over a small house",
    "мама с малышом в коляске": "в коляске",
    "two girls on one tractor": "on one tractor",
}
THERE = [
    "тюльпаны на столе",
    "a suitcase on the table",
    "женщина на даче",
    "семья на пикнике",
    "a girl under an umbrella",
    "папа с дочкой на велосипедах",
    "a woman in a bank branch",
    "дети в снегу",
    "пара в машине",
    "a family in the car",
    "a man in an armchair",
    "banking app on a phone",
    "карта в кошельке",
    "фейерверк над городом, пара",
    "семья копит на машину",
    "скидка на велосипед, девушка",
    "девушка смотрит на дом",
]
THINGS = ["cat", "dog", "gift", "ball", "laptop", "book", "flowers", "piggy bank", "umbrella", "phone"]
PLACES = ["inside a safe", "in a suitcase", "under a bicycle", "on a suitcase", "over a bench"]


def _undrawn(text):
    words = task(scene=compose(Metadata(custom_prompt=text), text, 1))
    (canvas,) = Illustration().paint([words])
    return canvas.undrawn


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_drawn_elsewhere_is_told(text):
    assert ELSEWHERE[text] in _undrawn(text)


@pytest.mark.parametrize("text", THERE)
def test_what_is_there_or_only_meant_is_not_told(text):
    assert not any(" " in word for word in _undrawn(text)), _undrawn(text)


def test_no_relation_of_things_vanishes():
    """None of these drawings has room for another: each place has to be told with its words, or as a word unknown."""
    for thing, where in product(THINGS, PLACES):
        told = _undrawn(f"a {thing} {where}")
        assert where in told or thing in told or where.split()[-1] in told, (thing, where, told)
