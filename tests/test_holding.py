"""Who has what in the hand, and who gives it to whom: words for it joined with people and things, before painting."""

import itertools

import pytest

from pipeline.illustration.figure.touch import ALIKE
from tests.scenes import picture_of

HERS = [
    (
        "дедушка с внучкой гуляют, у неё",
        "папа с дочкой идут за руку, в руке у неё",
        "папа и дочка в парке, у неё в руках",
    ),
    ("grandpa and a girl of 8 in the park, she has", "dad with his daughter, in her hand"),
]
THINGS = [
    {"подарок": "gift", "букет цветов": "flowers", "копилка": "piggy bank", "зонт": "umbrella"},
    {"a gift": "gift", "flowers": "flowers", "an umbrella": "umbrella"},
]
GIVEN = [
    "менеджер вручает девушке {}",
    "девушка получает {} от менеджера",
    "клиентка забирает {} у консультанта",
    "realtor hands the young woman {}",
    "young woman receiving {} from the manager",
]
WHAT = [{"ключи": "keys", "карту": "credit card", "букет": "flowers"},
        {"the keys": "keys", "a bank card": "credit card", "a bouquet": "flowers"}]  # fmt: skip


def holders(picture, thing):
    """The people in whose hand it is."""
    members = picture.layout.group.members
    return [
        one.figure.traits.person
        for one in members
        if any(thing in (arm.held, ALIKE.get(arm.held)) for arm in one.figure.pose.arms)
    ]


@pytest.mark.parametrize(
    ("words", "thing"),
    [(f"{who} {what}", thing)
     for phrases, things in zip(HERS, THINGS, strict=True)
     for who, (what, thing) in itertools.product(phrases, things.items())],
)  # fmt: skip
def test_what_a_pronoun_has_is_in_the_hand_of_whom_it_means(words, thing):
    for seed, size in ((1, (640, 640)), (4, (400, 1600))):
        [holder] = holders(picture_of(words, seed, size), thing)
        assert (holder.sex, holder.age_group) in {("female", "child"), ("female", "young adult")}, (words, seed)


@pytest.mark.parametrize(
    ("words", "thing"),
    [(phrase.format(what), thing)
     for phrase in GIVEN
     for what, thing in WHAT[phrase.isascii()].items()],
)  # fmt: skip
def test_who_gives_something_at_work_holds_it_out_to_who_gets_it(words, thing):
    for seed, size in ((1, (640, 640)), (5, (1600, 400))):
        picture = picture_of(words, seed, size)
        [holder] = holders(picture, thing)
        assert (holder.serves, picture.undrawn) == (True, ()), (words, seed)


@pytest.mark.parametrize(
    "words",
    [
        "bearded man, arm around his wife, bank card in his hand", "мужчина обнимает жену, в его руке банковская карта",
        "Ипотека: мужчина обнимает дочку, в руке у него карта", "мужчина держит за руку дочку, у него в руке карта",
    ],
)  # fmt: skip
def test_card_is_in_the_free_hand_of_who_touches_another(words):
    for seed in range(3):
        picture = picture_of(words, seed)
        [holder] = holders(picture, "credit card")
        assert (holder.sex, picture.undrawn) == ("male", ()), seed


@pytest.mark.parametrize(
    "words", ["пенсионер с трубкой у уха", "a man with the phone to his ear", "мама прижимает телефон к уху"]
)
def test_phone_is_at_the_ear(words):
    assert holders(picture_of(words), "receiver")


@pytest.mark.parametrize(
    "words", ["ремонт: парень на стремянке, девушка с валиком", "муж на стремянке, жена с валиком"]
)
def test_roller_is_with_whom_it_is_told_beside_a_ladder(words):
    for seed in range(3):
        [holder] = holders(picture_of(words, seed), "roller")
        assert holder.sex == "female", seed


@pytest.mark.parametrize("who", ["семья", "пара", "две подруги"])
def test_waiter_who_brings_the_terminal_has_it_and_no_tray(who):
    for seed in range(3):
        picture = picture_of(f"{who} за столиком в ресторане, официант подносит терминал", seed)
        [holder] = holders(picture, "payment terminal")
        assert ("waiter" in holder.looks, holders(picture, "tray")) == (True, []), seed
