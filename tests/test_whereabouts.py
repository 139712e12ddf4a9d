"""Where words put somebody or something: the picture has it there, or `undrawn` has the words that say so."""

import random
from itertools import product

import pytest

from pipeline.illustration import Illustration
from pipeline.illustration.air import Air
from pipeline.illustration.brush import Ruler
from pipeline.illustration.contents import drawn, filled
from pipeline.illustration.figure import opposite
from pipeline.illustration.geometry import around
from pipeline.illustration.illustration import staged
from pipeline.illustration.inks import Inks
from pipeline.illustration.objects import DRAWABLES
from tests.kits import BANK
from tests.scenes import rendering, scene_of, task, undrawn_of

ELSEWHERE = {
    "дети вокруг ёлки": "вокруг ёлки",
    "children dancing around a Christmas tree": "around a Christmas tree",
    "a cat on a car": "on a car",
    "собака в машине": "в машине",
    "a man stands on a car": "on a car",
    "кот спит на столе": "на столе",
    "ноутбук в портфеле": "в портфеле",
    "рыбак в лодке": "в лодке",
    "фермер на тракторе": "на тракторе",
    "a boy reading under a tree": "under a tree",
    "подарок под пушистой ёлкой": "под пушистой ёлкой",
    "umbrella over a small house": "over a small house",
    "two girls on one tractor": "on one tractor",
}
THERE = [
    "пара в лесу, вокруг снег",
    "деревья вокруг дома, семья",
    "щит и телефон в руке, защита от мошенников",
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
    "мама с малышом в коляске",
    "banking app on a phone",
    "карта в кошельке",
    "фейерверк над городом, пара",
    "семья копит на машину",
    "скидка на велосипед, девушка",
    "девушка смотрит на дом",
]
THINGS = ["cat", "dog", "gift", "ball", "laptop", "book", "flowers", "piggy bank", "umbrella", "phone"]
PLACES = ["inside a briefcase", "under a bicycle", "on a suitcase", "over a bench"]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_what_is_drawn_elsewhere_is_told(text):
    assert ELSEWHERE[text] in undrawn_of(scene_of(text))


@pytest.mark.parametrize("text", THERE)
def test_what_is_there_or_only_meant_is_not_told(text):
    assert not any(" " in word for word in undrawn_of(scene_of(text))), undrawn_of(scene_of(text))


def test_no_relation_of_things_vanishes():
    """None of these drawings has room for another: each place has to be told with its words, or as a word unknown."""
    for thing, where in product(THINGS, PLACES):
        told = undrawn_of(scene_of(f"a {thing} {where}"))
        assert where in told or thing in told or where.split()[-1] in told, (thing, where, told)


@pytest.mark.parametrize(
    ("text", "holder", "content"),
    [
        ("open safe with a piggy bank inside, no people", "safe", "piggy bank"),
        ("открытый сейф с деньгами", "safe", "coins"),
        ("клиент достаёт деньги из сейфа", "safe", "coins"),
        ("a woman opens a safe with documents", "safe", "documents"),
        ("новоселье, квартира внутри, коробки и кот на диване", "sofa", "cat"),
        ("a dog in the armchair", "armchair", "dog"),
        ("мужчина открывает сейф", "safe", None),
        ("копилка в открытом сейфе", "safe", "piggy bank"),
        ("сейф, а в нём документы", "safe", "documents"),
        ("Открытый сейф, внутри копилка", "safe", "piggy bank"),
        ("стальной сейф — внутри монеты", "safe", "coins"),
        ("a steel safe with a piggy bank inside", "safe", "piggy bank"),
        ("В сейфе лежит копилка", "safe", "piggy bank"),
        ("a safe full of coins", "safe", "coins"),
        ("в корзине щенок", "basket", "dog"),
        ("бабушка и кот в корзине", "basket", "cat"),
        ("a puppy inside a moving box", "moving boxes", "dog"),
        ("щенок в подарочной коробке", "gift", "dog"),
        ("a suitcase filled with books", "suitcase", "book"),
        ("cat in a suitcase", "suitcase", "cat"),
        ("открытый сейф", "safe", None),
        ("распахнутый сейф с золотыми монетами", "safe", "coins"),
        ("open wallet with cards and cash", "wallet", None),
        ("женщина держит раскрытый кошелёк с наличными", "wallet", None),
    ],
)
def test_what_is_in_something_that_opens_is_drawn_in_it(text, holder, content):
    scene = scene_of(text)
    closed = scene.model_copy(update={"whereabouts": ()})
    open_, shut = (Illustration().paint([task(scene=one, width=256, height=256)])[0] for one in (scene, closed))
    assert filled(scene) == {holder: content}
    assert content not in staged(scene).things
    assert {"лежит"} >= {*open_.undrawn}
    assert (open_.pixels != shut.pixels).any()


def test_what_is_in_something_stays_within_its_extent():
    """The walls of a safe are around what is in it, whatever that is."""
    plain = scene_of("сейф")
    for content in ("piggy bank", "documents", "dog", "coins", "laptop"):
        opened = Air(Inks(BANK), False, (Inks(BANK).white,), "light", contents=drawn({"safe": content}, plain))
        empty = Air(Inks(BANK), False, (Inks(BANK).white,), "light", contents={"safe": None})
        areas = []
        for air in (opened, empty):
            ruler = Ruler()
            DRAWABLES["safe"].stage.paint(ruler, air, random.Random(1))
            areas.append(around(ruler.areas))
        assert areas[0] == areas[1]


OPPOSITE = {
    "клиент подписывает договор за столом, напротив консультант": 2,
    "client signs at a table, adviser across from him": 2,
    "консультант напротив клиентки": 2,
    "друзья сидят друг напротив друга": 2,
    "две коллеги лицом к лицу за столом": 2,
    "couple across from a manager": 1,
    "семья за столом напротив консультанта": 1,
    "three friends opposite each other at a table": 2,
}


@pytest.mark.parametrize(("words", "ends"), OPPOSITE.items())
@pytest.mark.parametrize("size", [(720, 720), (1200, 300), (400, 1200)])
def test_who_is_opposite_somebody_sits_at_the_end_of_a_table_and_is_turned_to_them(words, ends, size):
    for seed in range(6):
        scene = scene_of(words, seed)
        group = rendering(scene, size).layout.group
        aside = sorted((one for one in group.members if one.figure.pose.gait == "aside"), key=lambda one: one.x)
        assert len(aside) == ends
        assert not undrawn_of(scene, size)
        assert [one.facing for one in aside] == [1, -1][-ends:]
        assert all(one.figure.traits.turn > 0 for one in aside)
        left, right = opposite.table(group)
        behind = [one for one in group.members if one not in aside]
        assert all(left < one.outline.trunk.left and one.outline.trunk.right < right for one in behind)


def test_what_is_opposite_and_is_not_drawn_so_is_told():
    for seed in range(4):
        assert "напротив" in undrawn_of(scene_of("пара сидит на диване напротив друзей", seed))
        assert scene_of("семья напротив дома", seed).opposite == ""


@pytest.mark.parametrize(
    "words",
    ["два партнёра пожимают руки над столом с документами", "two partners shake hands over a desk with documents"],
)
def test_hands_are_shaken_over_a_table_with_its_papers(words):
    for seed in range(6):
        scene = scene_of(words, seed)
        assert (scene.activity, undrawn_of(scene)) == ("shaking hands", ())
        assert "documents" in rendering(scene)._people.laid


def test_who_stands_opposite_somebody_does_so_beyond_the_table():
    group = rendering(scene_of("клиент сидит за столом, напротив стоит консультант", 1)).layout.group
    left, right = opposite.table(group)
    [sits] = [one for one in group.members if one.figure.body.seat]
    [stands] = [one for one in group.members if one is not sits]
    assert sits.x < left < right < stands.x


@pytest.mark.parametrize(
    ("words", "thing"),
    [
        ("рука с моделью дома", "model house"),
        ("hand holding a small house", "model house"),
        ("мужская рука держит макет дома вечером", "model house"),
        ("крупно рука подписывает договор", "signature"),
        ("close-up of a hand signing a contract", "signature"),
        ("рука с ручкой подписывает документы", "signature"),
    ],
)
def test_a_hand_alone_signs_or_has_a_house_on_it(words, thing):
    for seed in range(4):
        scene = scene_of(words, seed)
        assert (scene.people, scene.object, scene.in_hand) == ((), None, (thing,))
        assert undrawn_of(scene) == ()
