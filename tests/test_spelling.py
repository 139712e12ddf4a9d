"""A slip of one letter in a long Russian word is read as what was meant, and nothing else is changed."""

import pytest

from errors import PromptRefused
from prompt_builder.spelling import corrected
from schemas import Metadata
from tests.kits import build

SLIPS = {
    "кредет наличными": "кредит наличными", "жинщина с картой": "женщина с картой", "ипатека": "ипотека", "мущина улыбаеца": "мужчина улыбается", "щастье": "счастье", "атпуск": "отпуск",
    "машына": "машина", "пенсеонеры": "пенсионеры", "осбака": "собака", "скидкка": "скидка", "процетны": "проценты",
    "рефенансирование": "рефинансирование", "БАБУШЬКА": "бабушка", "рибёнка": "ребенка", "даставка": "доставка",
    "a coupel": "a couple", "grils": "girls", "my daugter": "my daughter", "docter": "doctor", "famly": "family", "bussinesman": "businessman",
    "папа ссыном": "папа с сыном", "мама стремя детьми": "мама с тремя детьми", "надиване": "на диване", "мама идочка": "мама и дочка",
    "dad withhis son": "dad with his son",
}  # fmt: skip


@pytest.mark.parametrize(("slip", "meant"), SLIPS.items())
def test_slip_is_put_right(slip, meant):
    assert corrected(slip) == meant


@pytest.mark.parametrize(
    "text",
    ["кешбэк и кэшбэком", "шмурдяк", "зюзюбанка", "мультикарта", "кот", "коот", "собка", "щедрість", "kredet", "processors", "feather", "lectures", "Bridges", "", "5%", "кот-собакка2", "стремя и седло", "созаемщиком", "подкредит", "withstand"],
)  # fmt: skip
def test_what_is_no_slip_or_not_certain_stays(text):
    assert corrected(text) == text


def test_people_are_read_through_a_slip():
    scene = build(Metadata(custom_prompt="жинщина и рибёнок"), 1).scene
    assert scene.people[0].sex == "female"
    assert len(scene.people) == 2
    assert scene.custom_prompt == "жинщина и рибёнок"


def test_what_cannot_be_drawn_is_told_as_it_was_written():
    assert build(Metadata(custom_prompt="жинщина и обзьяна"), 1).scene.unknown_words == ("обзьяна",)


def test_glued_words_are_told_as_they_were_written():
    assert build(Metadata(custom_prompt="мужчина собезьяной"), 1).scene.unknown_words == ("собезьяной",)


def test_slip_hides_nothing():
    with pytest.raises(PromptRefused):
        build(Metadata(custom_prompt="отрезанная галова"), 1)
