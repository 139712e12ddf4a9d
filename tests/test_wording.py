"""How a scene is said to a text encoder, word for word, and what must not be in the picture, in its order."""

import pytest

from prompt_builder import build as build_for
from prompt_builder import estimate, wording
from prompt_builder.parser import parse
from schemas import Metadata
from tests.kits import BANK, KITS, build, kit_of
from tests.scenes import scene

UNWANTED = "nude, nsfw, violence, weapon, gore"
ADULT = "revealing clothes, swimwear, makeup, alcohol, cigarette"
NO_TEXT = "text, letters, digits, numbers, logo"
BODY = "bad anatomy, extra fingers, extra limbs, distorted face"
NOBODY = "people, person, man, woman, face, hands"
FLAWS = "low quality, blurry, watermark, ugly"
CAR, HOUSE = "license plate text, extra wheels, damaged car", "ruins, crooked walls, house number"
CARD, ONLY_PEOPLE = "embossed numbers, printed name, bent card", "car, house, credit card"
NEGATIVES = [
    ({}, [UNWANTED, NO_TEXT, NOBODY, FLAWS]),
    ({"product": "car"}, [UNWANTED, NO_TEXT, CAR, NOBODY, FLAWS]),
    ({"product": "house", "age": 40}, [UNWANTED, NO_TEXT, HOUSE, BODY, FLAWS]),
    ({"product": "credit card", "age": 18}, [UNWANTED, NO_TEXT, CARD, BODY, FLAWS]),
    ({"product": "credit card", "age": 17}, [UNWANTED, ADULT, NO_TEXT, CARD, BODY, FLAWS]),
    ({"product": "people", "age": 9}, [UNWANTED, ADULT, NO_TEXT, ONLY_PEOPLE, BODY, FLAWS]),
]


@pytest.mark.parametrize(("facts", "parts"), NEGATIVES)
def test_what_is_unwanted_most_comes_first(facts, parts):
    wanted = ", ".join([*parts, *BANK.forbidden_words])
    assert build(Metadata(**facts), 1, lambda text: 0).negative_prompt == wanted


def test_last_of_what_is_unwanted_gives_way_to_room():
    whole = build(Metadata(product="people", age=9), 1, lambda text: 0).negative_prompt
    short = build(Metadata(product="people", age=9), 1, lambda text: len(text) // 3)
    assert whole.startswith(short.negative_prompt)
    assert short.negative_prompt.startswith(UNWANTED)
    assert len(short.negative_prompt) < len(whole)


@pytest.mark.parametrize(
    ("age", "said"),
    [(0, "baby girl, "), (1, "baby girl, "), (2, "toddler girl, about 2 years old, "), (3, "toddler girl, about 3 years old, "),
     (4, "little girl, about 4 years old, "), (10, "little girl, about 10 years old"), (11, "teenage girl, about 11 years old"),
     (18, "young woman, about 18 years old"), (120, "elderly woman, about 120 years old")],
)  # fmt: skip
def test_age_is_said_in_years_from_two_on(age, said):
    prompt = build(Metadata(sex="female", age=age), 1).prompt
    assert f"a smiling well-dressed {said}" in prompt
    assert ("years old" in prompt) == (age > 1)


def test_age_that_nobody_told_is_not_said():
    assert "years" not in build(Metadata(sex="male"), 1).prompt


@pytest.mark.parametrize(
    ("width", "height", "framing"),
    [(1000, 500, "panoramic"), (999, 500, ""), (500, 1000, "vertical"), (500, 999, ""), (500, 500, ""), (2000, 500, "panoramic")],
)  # fmt: skip
def test_shape_is_told_from_two_to_one_on(width, height, framing):
    prompt = build(Metadata(width=width, height=height), 1, lambda text: 0).prompt
    assert [word for word in ("panoramic", "vertical") if f"{word} composition" in prompt] == (
        [framing] if framing else []
    )


@pytest.mark.parametrize(
    ("colours", "head"),
    [(["#4169E1"], "in royal blue"), (["#4169E1", "#FFD700"], "in royal blue and gold"),
     (["#4169E1", "#FFD700", "#228B22"], "in royal blue, gold and forest green")],
)  # fmt: skip
def test_colours_are_listed_as_people_list_them(colours, head):
    assert wording.head(kit_of(*colours), "illustration") == f"professional advertising illustration {head}"


@pytest.mark.parametrize(
    ("zone", "said"),
    [("left", "on the left"), ("right", "on the right"), ("top", "at the top"), ("bottom", "at the bottom")],
)
def test_zone_for_text_is_said(zone, said):
    calm = f"empty calm area {said} of the picture"
    assert calm in build_for(Metadata(product="car"), 1, BANK, text_zone=zone).prompt
    assert "calm area" not in build_for(Metadata(product="car"), 1, BANK).prompt


PERSON = {"sex": "female", "age_group": "adult"}
RELATIONS = [
    ({"object": "car", "activity": "driving"}, "driving a modern royal blue car with blank license plate"),
    ({"object": "car", "activity": "walking"}, "beside a modern royal blue car with blank license plate"),
    ({"object": "car", "activity": "holding keys"}, "holding keys, in front of a modern royal blue car with blank license plate"),
    ({"object": "house", "activity": "standing"}, "in front of a modern house with royal blue roof"),
    ({"object": "house", "activity": "holding keys"}, "holding keys, in front of a modern house with royal blue roof"),
    ({"object": "credit card", "activity": "holding a credit card"}, "holding a plain blank royal blue credit card"),
    ({"object": "credit card", "activity": "standing"}, "beside a plain blank royal blue credit card"),
]  # fmt: skip


@pytest.mark.parametrize(("facts", "said"), RELATIONS)
def test_person_and_thing_are_said_together(facts, said):
    main = "a smiling well-dressed woman"
    assert wording.subject(scene(**facts), None, BANK) == [main, said]
    assert wording.subject(scene(people=(), object="car", activity="driving"), None, BANK) == [
        "a modern royal blue car with blank license plate, driving along an empty road"
    ]


def test_person_alone_wears_the_accent_and_nobody_is_a_calm_scene():
    assert wording.subject(scene(), None, BANK) == ["a smiling well-dressed woman, royal blue outfit"]
    assert wording.subject(scene(), None, KITS["forest"])[0].endswith(f"{KITS['forest'].by_role('deep').name} outfit")
    assert wording.subject(scene(people=(), activity="standing"), None, BANK) == ["a calm open brand scene"]
    assert wording.subject(scene(people=(), object="house", activity="standing"), None, BANK) == [
        "a modern house with royal blue roof"
    ]


def person(sex, group, age=None):
    return {"sex": sex, "age_group": group, "age": age}


COMPANIES = [
    ([person("male", "adult")], "with a man"),
    ([person("female", "senior")], "with an elderly woman"),
    ([person("male", "child", 1)], "with a baby boy"),
    ([person("male", "child")] * 2, "with two little boys"),
    (
        [person("male", "adult"), person("female", "child"), person("female", "child")],
        "with a man and two little girls",
    ),
    ([person("female", "young adult")] * 3, "with three young women"),
    ([person("female", "teenager")] * 4, "with four teenage girls"),
]


@pytest.mark.parametrize(("others", "said"), COMPANIES)
def test_company_is_counted(others, said):
    people = [PERSON, *others]
    made = type(scene()).model_validate(scene().model_dump() | {"people": people})
    assert wording.subject(made, None, BANK)[-1] == said


def test_infant_of_no_company_says_nothing_more():
    assert len(wording.subject(scene(), None, BANK)) == 1


LONGEST = [
    ("деревня", "setting", "countryside"), ("дерево", "thing", "tree"), ("вечеринка", "activity", "celebrating"),
    ("вечером", "light", "evening"), ("танцор", "people", "male specialist"), ("танцы", "activity", "dancing"),
    ("фермерша", "people", "female specialist"), ("фермер", "people", "specialist"), ("ферма", "setting", "countryside"),
    ("пассажирка", "people", "woman"), ("пассажир", "people", "person"), ("юноша", "people", "young man"),
    ("операционистка", "people", "female employee"), ("операционист", "people", "employee"),
]  # fmt: skip


@pytest.mark.parametrize(("word", "kind", "value"), LONGEST)
def test_word_means_what_its_longest_stem_means(word, kind, value):
    [mention] = parse(word)
    assert (kind, value) in mention.meanings
    assert {found for found, _ in mention.meanings} - {"look", "workplace"} == {kind}


def test_prompt_tells_how_many_tokens_it_has():
    prompt = build(Metadata(product="car"), 1)
    assert prompt.tokens == estimate(prompt.prompt)
