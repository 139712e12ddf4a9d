"""Who looks at whom: which way the features of a face are turned, seen by whoever looks at the picture."""

import itertools
import random

import pytest

from pipeline.illustration.air import air
from pipeline.illustration.figure import face, newborn
from pipeline.illustration.figure.people import People
from pipeline.illustration.inks import Inks
from pipeline.illustration.placement import seen
from tests.kits import BANK
from tests.scenes import picture_of, rendering, scene_of, undrawn_of


def _group(words, seed):
    scene = scene_of(words, seed)
    return People(scene, air(scene, Inks(BANK), random.Random(1))).grouped(None).members


def _side(member):
    """1 where a face is turned to the right of the picture."""
    turn = member.figure.traits.turn
    return (1 if turn > 0 else -1) * (-1 if member.flip else 1) if abs(turn) > 0.15 else 0


@pytest.mark.parametrize(
    "words",
    [
        "рукопожатие менеджера и клиента", "передача ключей", "мама с малышом на руках", "бабушка с внучкой", "консультант и клиентка в отделении банка",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_those_who_have_to_do_with_each_other_look_at_each_other(words, seed):
    one, other = _group(words, seed)
    towards = 1 if sum(other.outline.face[0:3:2]) > sum(one.outline.face[0:3:2]) else -1
    assert (_side(one), _side(other)) == (towards, -towards)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_reader_looks_at_the_phone(seed):
    (one,) = _group("девушка смотрит в телефон", seed)
    hand = next(arm for arm in one.figure.pose.arms if arm.held)
    assert one.figure.traits.turn * hand.wrist[0] > 0
    assert one.figure.traits.bow > 0


@pytest.mark.parametrize(
    "words",
    [
        "man in a wheelchair and his colleague in a blue suit looking at a laptop", "мама и дочка смотрят на ноутбук",
        "муж и жена смотрят на экран ноутбука за столом", "three colleagues looking at a laptop at a table",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_look_at_the_one_laptop_that_is_before_one_of_them(words, seed):
    picture = picture_of(words, seed)
    members = picture.layout.group.members
    [types] = [one for one in members if one.figure.pose.types]
    assert types.figure.traits.bow > 0
    assert all(_side(one) == (1 if one.x < types.x else -1) for one in members if one is not types)
    assert not {"laptop"} & {thing for one in picture.standing for thing in one.things}
    assert not picture.undrawn


@pytest.mark.parametrize(
    "words", ["муж и жена сидят рядом и смотрят в ноутбук", "three colleagues at a table look at a laptop"]
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_laptop_that_all_look_at_stands_between_two_whose_hands_are_on_the_table(words, seed):
    members = _group(words, seed)
    [types] = [one for one in members if one.figure.pose.types]
    x, _ = types.placed((types.figure.pose.off, 0.0))
    beside = min((one for one in members if one is not types), key=lambda one: abs(one.x - x))
    assert x == pytest.approx((types.x + beside.x) / 2)
    assert all(_side(one) == (1 if one.x < x else -1) for one in members)
    assert all(one.figure.traits.bow > 0.08 and any(arm.embraces for arm in one.figure.pose.arms) for one in members)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("woman in a wheelchair and a man looking at papers together", True),
        ("пара рассматривает договор", True),
        ("woman in a wheelchair and a man looking at papers, bank meeting", False),
        ("пара за столом смотрит документы", False),
    ],
)
def test_papers_that_are_looked_at_are_in_a_hand_or_on_the_table(words, held, seed):
    picture = picture_of(words, seed)
    assert sum("documents" in one.pose.held for one in picture._people.figures) == held
    assert ("documents" in picture._people.laid) == (not held)
    assert not picture.undrawn


@pytest.mark.parametrize(
    ("words", "bow"),
    [
        ("пара смотрит на график роста", 1),
        ("they watch the fireworks", -1),
        ("New Year fireworks, the couple watching", -1),
        ("салют, семья смотрит в небо", -1),
        ("дети смотрят на снеговика", 1),
        ("салют вечером над городом, пара обнявшись смотрит на него", -1),
        ("fireworks over the city, a couple watching them", -1),
    ],
)
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_all_look_at_what_they_are_said_to_look_at(words, bow, seed):
    scene = scene_of(words, seed, product="people", sex="female")
    layout = rendering(scene).layout
    target = layout.object.x if layout.object else seen(layout, scene.things, scene.looks_at)[0]
    for one, head in zip(layout.group.members, layout.heads, strict=True):
        if one.figure.pose.away:
            assert bow < 0
            continue
        assert _side(one) == (1 if target > (head.left + head.right) / 2 else -1)
        assert one.figure.traits.bow * bow > 0


@pytest.mark.parametrize("size", [(1200, 628), (400, 1600)])
def test_faces_are_lifted_to_what_is_high_above(size):
    picture = picture_of("новогодний салют над городом, счастливая семья смотрит на фейерверк, вечер", 5, size)
    assert all(one.figure.traits.bow < -0.06 for one in picture.layout.group.members)
    assert not {"christmas tree"} & {*picture.scene.things}


@pytest.mark.parametrize("size", [(400, 1600), (600, 1200)])
def test_faces_are_bowed_to_what_is_straight_below(size):
    picture = picture_of("both looking at a piggy bank, his arm around his wife", 5, size)
    assert all(one.figure.traits.bow > 0.12 for one in picture.layout.group.members)
    assert all(abs(one.figure.traits.turn) < 0.25 for one in picture.layout.group.members)


@pytest.mark.parametrize(
    "words",
    [
        "папа держит младенца на руках, мама смотрит на малыша", "родители смотрят на дочку", "parents watching their daughter", "мама и папа сидят на диване и смотрят на сына",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_who_is_looked_at_by_name_is_whom_all_others_look_at(words, seed):
    members = _group(words, seed)
    [child] = [one for one in members if one.figure.traits.age < 18]
    assert all(one.figure.traits.person.watched == (one is child) for one in members)
    for one in members:
        if one is not child:
            across = sum(child.outline.face[0:3:2]) - sum(one.outline.face[0:3:2])
            assert one.figure.traits.bow > 0
            assert _side(one) == (1 if across > 0 else -1)


@pytest.mark.parametrize("size", [(512, 512), (1200, 400), (400, 700)])
@pytest.mark.parametrize(
    ("words", "product"),
    [("строитель и инженер смотрят на новую высотку", "house"), ("a smiling couple looks at their new house", "house"), ("пара смотрит на машину", "car")],
)  # fmt: skip
def test_all_look_at_the_product_that_they_are_said_to_look_at(words, product, size):
    for seed in range(4):
        layout = picture_of(words, seed, size, product=product).layout
        for one, head in zip(layout.group.members, layout.heads, strict=True):
            assert _side(one) == (1 if layout.object.x > (head.left + head.right) / 2 else -1)


def test_who_speaks_with_somebody_looks_at_them_and_who_types_at_the_screen():
    sides = [_side(one) for one in _group("две подруги болтают", 1)]
    assert sorted(sides) == [-1, 1]
    (typing,) = _group("женщина за ноутбуком", 1)
    assert typing.figure.traits.bow > 0


def test_who_looks_at_papers_or_speaks_in_a_branch_shakes_no_hands():
    words = "консультант и клиент в отделении банка смотрят в документы"
    scenes = [
        scene_of(told, seed, product="people")
        for told in (words, "клиент беседует с консультантом в отделении")
        for seed in range(12)
    ]
    assert {scene.activity for scene in scenes} == {"standing"}


def test_who_poses_looks_at_us():
    assert not any(map(_side, _group("три подруги", 1)))


@pytest.mark.parametrize(
    ("words", "held"),
    [
        ("two women laughing over a phone", "phone"),
        ("две подруги смеются над телефоном в кафе", "phone"),
        ("мама и дочь, смеющиеся над книгой", "book"),
    ],
)
def test_those_who_laugh_over_something_look_at_it(words, held):
    scene = scene_of(words)
    assert (scene.looks_at, "laughing" in scene.manner) == (held, True)
    members = rendering(scene, (900, 600)).layout.group.members
    (holder,) = (one for one in members if held in {arm.held for arm in one.figure.pose.arms})
    (other,) = (one for one in members if one is not holder)
    assert _side(other) == (1 if holder.x > other.x else -1)


@pytest.mark.parametrize(
    ("words", "target", "told"),
    [
        ("a pregnant woman and her husband, his hand on her belly, both look down at it", None, True),
        ("he holds a phone, his wife looks at it", "app on a phone", False),
    ],
)
def test_it_that_is_looked_at_is_what_was_named_last_or_told(words, target, told):
    scene = scene_of(words)
    assert scene.looks_at == target
    assert bool({"look", "looks"} & {*scene.unknown_words}) is told


@pytest.mark.parametrize("words", ["guy pointing at his phone", "мужчина показывает пальцем на телефон"])
@pytest.mark.parametrize("size", [(512, 512), (1200, 628), (400, 1600)])
def test_who_points_at_what_is_in_the_other_hand_has_a_finger_there(words, size):
    picture = picture_of(words, 5, size, product="credit card")
    [one] = picture.layout.group.members
    finger, hand = sorted(one.figure.pose.arms, key=lambda arm: arm.held)
    assert (finger.grip, hand.held) == ("point", "phone")
    assert 0 < (hand.wrist[0] - finger.wrist[0]) * hand.side < 25
    assert not picture.undrawn


@pytest.mark.parametrize("words", ["мама показывает дочке карту", "a consultant shows the client a card"])
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_card_is_held_where_whom_it_is_shown_to_looks_at_it(words, seed):
    one, other = _group(words, seed)
    [(holder, card)] = [(who, arm) for who in (one, other) for arm in who.figure.pose.arms if arm.held]
    to_other = (other if holder is one else one).x - holder.x
    assert card.held == "credit card"
    assert card.wrist[0] * holder.facing * to_other > 0
    assert _side(one) == -_side(other)


@pytest.mark.parametrize(
    ("words", "activity", "target"),
    [
        ("бородатый мужчина показывает карту", "holding a credit card", None),
        ("man shows his card", "holding a credit card", None),
        ("мужчина с телефоном показывает на дом", "pointing", "house"),
    ],
)
def test_a_card_that_is_shown_is_in_the_hand_and_what_is_pointed_at_by_whoever_has_a_phone_is_not(
    words, activity, target
):
    scene = scene_of(words)
    assert scene.looks_at == target
    assert scene.activity == activity
    assert not scene.unknown_words


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("мама читает дочке сказку перед сном", "book"),
        ("grandma reading a bedtime story to the kids", "book"),
        ("пара отдыхает, он читает книгу", None),
    ],
)
def test_who_is_read_to_looks_at_the_book(words, target):
    scene = scene_of(words)
    assert scene.activity == "reading a book"
    assert scene.looks_at == target


@pytest.mark.parametrize(
    ("words", "target"),
    [
        ("пара смотрит на море", "the view"),
        ("мужчина смотрит в окно", "the view"),
        ("мальчик смотрит вдаль", "the view"),
        ("дети смотрят вверх и улыбаются", "the sky"),
        ("a family in a park looking up at the sky", "the sky"),
        ("салют над городом вечером, папа с сыном на плечах смотрят вверх", "fireworks"),
        ("девочка кладёт монетку в копилку, мама рядом смотрит", "one another"),
        ("подруги выбирают машину в автосалоне", "car"),
        ("клиентка разговаривает с консультантом", "one another"),
        ("консультант помогает пожилому клиенту с приложением на телефоне", "app on a phone"),
        ("advisor explains the contract to a young couple", "documents"),
        ("сотрудница банка встречает клиента", "one another"),
        ("жена провожает мужа в аэропорту", "one another"),
        ("a grandson helps an elderly man", "one another"),
        ("женщина читает в кресле", None),
        ("мама разговаривает по телефону, дочка рядом", None),
    ],
)
def test_looks_go_out_of_windows_and_to_those_who_do_something(words, target):
    scene = scene_of(words)
    assert scene.looks_at == target
    assert not scene.unknown_words


_WATCHERS = ("мама", "пожилая пара", "бабушка с внуком", "young woman in a hijab", "two friends", "grandpa")
_AT: dict[str, tuple[str, ...]] = {
    "смотрит с улыбкой в телефон": ("phone", "app on a phone"), "улыбается телефону": ("phone", "app on a phone"),
    "уткнувшись в смартфон": ("phone", "app on a phone"), "smiling at the phone": ("phone", "app on a phone"),
    "staring at the phone": ("phone", "app on a phone"), "заглядывает в копилку": ("piggy bank",),
    "peeking into a piggy bank": ("piggy bank",), "смотрит вдаль": ("the view",), "looking happily at the sea": ("the view",),
    "любуется домом": ("house",), "admiring the new house": ("house",), "смотрит на график роста": ("growth chart",),
}  # fmt: skip
_BESIDE = ("", ", зимой", ", летний день", ", кэшбэк 5%", ", autumn, cashback", ", карта в подарок")


@pytest.mark.parametrize("deed", _AT)
def test_what_is_named_in_another_part_of_a_sentence_is_not_looked_at(deed):
    for who, (i, beside) in itertools.product(_WATCHERS, enumerate(_BESIDE)):
        if who.isascii() == deed.isascii():
            facts = {"product": "house"} if "house" in _AT[deed] else {}
            assert scene_of(f"{who} {deed}{beside}", i, **facts).looks_at in _AT[deed], (who, beside)


@pytest.mark.parametrize(
    "words",
    [
        "girl of 8 dropping a coin into a piggy bank, mum watching her", "мама смотрит, как дочка бросает монету в копилку",
        "девочка с копилкой, мама наблюдает за ней", "мальчик делает уроки, папа смотрит на него", "бабушка улыбается внуку",
        "mother smiles at her baby, autumn", "бабушка любуется внучкой с тюльпанами", "бабушка наблюдает, как внук играет в мяч",
        "мама любуется спящим малышом",
    ],
)  # fmt: skip
def test_who_is_looked_at_by_a_pronoun_or_at_a_deed_is_watched(words):
    for seed in range(3):
        members = _group(words, seed)
        [child] = [one for one in members if one.figure.traits.age < 18]
        [other] = [one for one in members if one is not child]
        assert child.figure.traits.person.watched
        assert child.carrier or _side(other) == (1 if child.x > other.x else -1)


@pytest.mark.parametrize(
    "words",
    [
        "пара смотрит друг другу в глаза", "couple smiling at each other", "сотрудница улыбается клиенту",
        "мама и папа разглядывают новорождённого",
    ],
)  # fmt: skip
def test_people_who_smile_at_each_other_look_there(words):
    assert scene_of(words).looks_at == "one another"
    assert not scene_of(words).unknown_words


def test_who_looks_at_the_house_is_outside_and_at_a_bicycle_not_on_it():
    words = "обнимает жену за плечи, смотрят на свой дом, вечер, в окнах свет"
    picture = picture_of(words, 3, sex="male", age=38, product="house")
    assert (picture.scene.setting != "indoors", picture.undrawn) == (True, ())
    assert scene_of("мальчик смотрит на новый велосипед").activity != "cycling"


@pytest.mark.parametrize("size", [(856, 540), (400, 1600), (1600, 400)])
@pytest.mark.parametrize("words", ["папа с сыном на плечах в парке смотрят вверх", "girl looking up, a park"])
def test_who_looks_up_does(words, size):
    scene = scene_of(words)
    group = picture_of(words, size=size).layout.group
    assert scene.looks_at == "the sky"
    assert all(one.figure.traits.bow < -0.08 for one in group.members)


@pytest.mark.parametrize("seed", [1, 2, 3])
@pytest.mark.parametrize("words", ["женщина снимает деньги в банкомате", "woman taps her card on the payment terminal"])
def test_who_has_a_hand_at_something_looks_at_it(words, seed):
    [one] = picture_of(words, seed).layout.group.members
    [arm] = [arm for arm in one.figure.pose.arms if arm.held]
    assert _side(one) == (1 if arm.wrist[0] * one.facing > 0 else -1)
    assert one.figure.pose.mood == "smile"


@pytest.mark.parametrize(
    "words", ["мужчина в очках читает договор", "woman reading a contract in the bank", "девушка читает книгу"]
)
def test_who_reads_has_both_hands_at_it_and_looks_straight_down(words):
    [one] = picture_of(words, 2).layout.group.members
    assert one.figure.pose.reads
    assert one.figure.traits.turn == 0
    assert one.figure.traits.bow > 0.08


def test_who_signs_or_reads_looks_down_and_who_is_with_them_at_the_contract():
    for words in ("клиент подписывает договор, менеджер рядом", "мама читает книгу"):
        for one in picture_of(words, 5).layout.group.members:
            assert one.figure.traits.bow > 0.08
            assert one.figure.pose.mood == "smile"


def test_who_calls_has_the_card_in_the_other_hand():
    picture = picture_of("man calling the bank, holding his card", 5, product="credit card")
    assert {arm.held for arm in picture.layout.group.members[0].figure.pose.arms} == {"receiver", "credit card"}
    assert not picture.undrawn


@pytest.mark.parametrize("words", ["двое друзей смотрят в один телефон и смеются", "трое друзей делают селфи"])
def test_who_laughs_and_looks_does_so_with_open_eyes(words):
    scene = scene_of(words)
    assert scene.looks_at in ("phone", "app on a phone")
    assert not scene.unknown_words
    assert all(one.figure.pose.mood not in face.SHUT for one in _group(words, 3))


@pytest.mark.parametrize(
    ("words", "open_eyes"),
    [("бабушка с младенцем на руках смотрят друг на друга", True), ("бабушка с младенцем на руках", False)],
)
def test_newborn_who_looks_at_somebody_is_awake(words, open_eyes, monkeypatch):
    moods = []
    monkeypatch.setattr(newborn, "head", lambda brush, traits, mood: moods.append(mood))
    undrawn_of(scene_of(words, 1))
    assert [mood not in face.SHUT for mood in moods] == [open_eyes]


@pytest.mark.parametrize(
    "words",
    [
        "пожилая пара смотрит на море вечером, его рука у неё на плече", "elderly couple looking at the sea, his arm around her",
        "семья смотрит на салют", "family looking at their new house", "дети смотрят на звезды", "пара любуется закатом",
        "женщина в хиджабе смотрит на вечерний город", "пара любуется красивым видом на горы", "enjoying the view of the sea, two friends",
    ],
)  # fmt: skip
@pytest.mark.parametrize("seed", [1, 2])
def test_who_looks_at_scenery_is_seen_from_behind(words, seed):
    picture = picture_of(words, seed)
    assert all(one.figure.pose.away for one in picture.layout.group.members)
    assert not picture.undrawn


@pytest.mark.parametrize(
    "words",
    [
        "бородатый мужчина смотрит на море", "девушка в очках смотрит на закат", "пара улыбается и смотрит на салют",
        "happy family looking at their new house", "family with a phone looking at the sea", "девушка смотрит в телефон",
        "женщина 34 лет смотрит на море", "папа с ребёнком на плечах смотрит на салют", "пара сидит и смотрит на море",
    ],
)  # fmt: skip
def test_who_has_something_to_be_seen_in_front_is_seen_from_there(words):
    assert not any(one.figure.pose.away for one in picture_of(words, 1).layout.group.members)


@pytest.mark.parametrize(
    ("words", "talk"),
    [("муж и жена болтают в машине, вид из салона", True), ("муж и жена в машине, вид из салона", False)],
)
def test_those_in_a_car_look_at_one_another_where_they_talk(words, talk):
    assert [_side(one) != 0 for one in _group(words, 3)] == [talk, talk]
