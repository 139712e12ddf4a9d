"""What is said of a picture to who cannot see it."""

import re
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompt_builder import describe
from prompt_builder.scene import Look, Person, Scene, Thing

PLAIN = Scene(
    object=None, people=(), setting="city", light="day", activity="standing", accent="deep", things=(),
    custom_prompt="", unknown_words=(), seed=1,
)  # fmt: skip
WOMAN, MAN = Person(sex="female", age_group="adult"), Person(sex="male", age_group="adult")
DOCTOR = Person(sex="female", age_group="adult", looks=("glasses", "doctor"))
GIRL, BABY = Person(sex="female", age_group="child"), Person(sex="male", age_group="child", age=0)


@pytest.mark.parametrize(
    ("scene", "english", "russian"),
    [
        ({}, "Illustration: a calm view without people in a city.", "Иллюстрация: спокойный вид без людей в городе."),
        ({"object": "car", "activity": "driving", "setting": "mountains"}, "Illustration: a car on the road in the mountains.", "Иллюстрация: автомобиль на дороге в горах."),
        ({"people": (WOMAN, MAN, GIRL), "object": "house", "setting": "countryside", "light": "evening"},
         "Illustration: a woman, a man and a girl in front of a house in the countryside in the evening.",
         "Иллюстрация: женщина, мужчина и девочка перед домом за городом вечером."),
        ({"people": (WOMAN, BABY), "activity": "drinking coffee", "setting": "indoors", "things": ("dog", "umbrella", "stars")},
         "Illustration: a woman drinking coffee with a baby indoors; also shown: a dog, an umbrella and stars.",
         "Иллюстрация: женщина пьёт кофе (вместе: младенец) в помещении; ещё видны: собака, зонт и звёзды."),
        ({"people": (WOMAN, WOMAN), "activity": "waving", "setting": "beach"},
         "Illustration: two women waving hello on a beach.", "Иллюстрация: две женщины машут руками на пляже."),
        ({"people": (MAN,), "object": "credit card", "activity": "holding a credit card"},
         "Illustration: a man holding a bank card in a city.", "Иллюстрация: мужчина с банковской картой в руке в городе."),
        ({"people": (MAN,), "object": "car", "activity": "driving"},
         "Illustration: a man at the wheel of a car in a city.", "Иллюстрация: мужчина за рулём автомобиля в городе."),
        ({"people": (DOCTOR, DOCTOR, MAN), "object": "house", "setting": "countryside"},
         "Illustration: two women in glasses and dressed as a doctor and a man in front of a house in the countryside.",
         "Иллюстрация: две женщины в очках и в одежде врача и мужчина перед домом за городом."),
    ],
)  # fmt: skip
def test_scene_in_a_sentence(scene, english, russian):
    shown = Scene.model_validate(PLAIN.model_dump() | scene)

    assert describe(shown, "en") == english
    assert describe(shown, "ru") == russian


def test_only_what_looks_like_a_photograph_is_called_like_one():
    assert "hoto" not in describe(PLAIN, "en")
    assert "фото" not in describe(PLAIN, "ru").lower()
    assert describe(PLAIN, "en", "photograph").startswith("Photorealistic picture: ")
    assert describe(PLAIN, "ru", "photograph").startswith("Фотореалистичное изображение: ")


looks = st.lists(st.sampled_from(get_args(Look)), max_size=2, unique=True).map(tuple)
people = st.lists(
    st.builds(Person, age=st.sampled_from([None, 0])) | st.builds(Person, age=st.none(), looks=looks), max_size=5
).map(tuple)


@given(st.builds(Scene, people=people, things=st.lists(st.sampled_from(get_args(Thing)), max_size=6).map(tuple)))
def test_every_scene_has_a_sentence_in_its_language(scene):
    english, russian = describe(scene, "en"), describe(scene, "ru")

    assert english.isascii()
    assert not re.search("[a-z]", russian)
    assert all(said.endswith(".") and "  " not in said and len(said) < 600 for said in (english, russian))
