"""Russian words are said in English to the encoder, and those that nobody can say are told and left out."""

import contextlib
import time
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from brand import Kit
from errors import PromptRefused
from prompt_builder import Reader, build, estimate, morphology
from prompt_builder.lexicon import ENGLISH
from prompt_builder.lexicon_files import forms
from prompt_builder.tokens import ROOM
from prompt_builder.translation import translate
from schemas import MAX_CUSTOM_PROMPT, Metadata
from tests.kits import BANK

SAID = {
    "красная собака на крыше и логотип банка": "red dog on roof and bank logo",
    "ипотека для семьи с двумя детьми": "mortgage for family with two children",
    "вклад под 12,5% годовых на 3 года": "deposit at 12.5% per annum for 3 years",
    "кредит 1488 рублей": "loan 1488 rubles",
    "ставка 14.88%": "rate 14.88%",
    "кредит 500 000 ₽ на 12 мес": "loan 500 000 rubles for 12 months",
    "кредит на машину": "car loan",
    "страхование дома от пожара": "house insurance from fire",
    "пенсионерка сидит дома": "female pensioner sitting at home",
    "девочка кормит белых голубей в парке": "girl feeding white doves in park",
    "счастливая пара держит ключи от новой квартиры": "happy couple holding keys to new apartment",
    "мужчина в синем костюме": "man in blue suit",
    "кот под столом, рядом с окном": "cat under table, near window",
    "дорогие клиенты": "dear clients",
    "карта мира": "world map",
    "кредит на 12 месяцев": "loan for 12 months",
    "5 детей": "5 children",
    "1 ребёнок": "1 child",
    "букет роз": "bouquet of roses",
    "магазин цветов": "flower shop",
    "магазин детских игрушек": "children's toy shop",
    "логотип в цветах банка": "logo in colors of bank",
    "девушка оплачивает покупки телефоном": "young woman paying purchases with phone",
    "внучка собирает ромашки": "granddaughter packing daisies",
    "любуется закатом": "admiring sunset",
    "снежный мост через реку": "snowy bridge over river",
    "украшенная ёлка": "decorated fir",
    "МАМА С КОЛЯСКОЙ": "mother with stroller",
    "«Семья» и iPhone 15": '"family" and iPhone 15',
}


@pytest.mark.parametrize(("russian", "english"), SAID.items())
def test_russian_is_said_in_english(russian, english):
    assert translate(russian) == (english, ())


@pytest.mark.parametrize("text", ["a red dog, 5% off", "naïve café", "", "100% 🎉", "São Paulo’s best"])
def test_what_an_encoder_reads_stays_as_it_is(text):
    assert translate(text) == (text, ())


@pytest.mark.parametrize(
    ("text", "english", "left"),
    [
        ("собака и шмурдяк", "dog", ("шмурдяк",)),
        ("в зюзюбанке", "", ("зюзюбанке",)),
        ("кот 東京 у дома", "cat by house", ("東京",)),
        ("щедрість і кот", "cat", ("щедрість", "і")),
        ("҂", "", ()),
        ("Cобака", "", ("Cобака",)),
    ],
)
def test_what_nobody_can_say_is_left_out_and_told(text, english, left):
    assert translate(text) == (english, left)


def readable(text):
    return not any("CYRILLIC" in unicodedata.name(char, "") for char in text)


@given(
    st.lists(
        st.one_of(st.text(max_size=9), st.text("абвгдеёжзийклмн ,-҂ѣї\u0483", max_size=9), st.sampled_from(list(SAID)))
    )
)
@settings(max_examples=80, deadline=None)
def test_nothing_in_cyrillic_is_ever_said(parts):
    assert readable(translate(" ".join(parts)).english)
    with contextlib.suppress(PromptRefused):
        prompt = build(Metadata(custom_prompt=" ".join(parts)[:MAX_CUSTOM_PROMPT] or None), 1, BANK)
        assert readable(prompt.prompt + prompt.negative_prompt)


STRANGE = ["тёмно-синий", "бирюзовый", "лососевый", "изумрудный", "ночное небо", "закат над морем"]


def kit(names, **words):
    hexes = ["#10206A", "#AFEEEE", "#FFA07A", "#50C878", "#101010", "#C04020"]
    colours = [{"name": n, "hex": h, "role": "deep"} for n, h in zip(names, hexes, strict=False)]
    return Kit.model_validate({"name": "k", "colours": colours, **words})


@pytest.mark.parametrize(
    "names", [STRANGE[:3], STRANGE, [f"extraordinarily luminous tint of number {n}" for n in range(6)]]
)
@pytest.mark.parametrize(
    "facts", [{"product": "car", "age": 40}, {"product": "house", "custom_prompt": "семья с тремя детьми"}]
)
def test_subject_is_never_dropped_for_the_names_of_colours(names, facts):
    prompt = build(Metadata(**facts), 3, kit(names, prompt_words=["надёжный банк"], forbidden_words=["медведь"]))
    assert f"modern {facts['product']}" in prompt.prompt or f"{facts['product']} with blank" in prompt.prompt
    assert "smiling well-dressed" in prompt.prompt
    assert readable(prompt.prompt + prompt.negative_prompt)
    assert prompt.tokens <= ROOM
    assert not [part for part in prompt.dropped if "modern" in part or part.startswith("with ")]


def test_strange_names_are_said_by_the_nearest():
    assert " in midnight blue and pale turquoise" in build(Metadata(), 1, kit(STRANGE[:2])).prompt


def test_every_word_of_the_dictionary_can_be_said():
    words = [
        form
        for group in ("noun", "verb", "adjective", "phrase")
        for told in ENGLISH[group].values()
        for form in forms(told)
    ]
    assert not [word for word in words if "=" not in word and "," not in word and translate(word).untranslated]


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("кредит 100тыс рублей", "loan 100 thousands of rubles"),
        ("ипотека на 20лет", "mortgage for 20 years"),
        ("связь 5G и кредит 1 000 000 рублей", "5G and loan 1 000 000 rubles"),
        ("ставка 14,88%", "rate 14.88%"),
    ],
)
def test_numbers_stay_whole(text, english):
    assert english in translate(text).english


def test_reading_costs_little():
    units = []
    for _ in range(4):
        before = time.thread_time()
        sum(i * i for i in range(400_000))
        units.append(time.thread_time() - before)
    text = ("кэшба кэшбе вклад копил зимний семьям " * 20)[:MAX_CUSTOM_PROMPT]
    translate("собака")
    spent = []
    for _ in range(4):
        translate.cache_clear()
        morphology.readings.cache_clear()
        before = time.thread_time()
        translate(text)
        spent.append(time.thread_time() - before)
    assert min(spent) <= max(units)
    assert estimate(translate(text).english)
    assert Reader().count is estimate


@pytest.mark.parametrize(
    "text",
    ["عائلة سعيدة أمام منزل", "快乐的家庭", "행복한 가족", "ευτυχισμένη οικογένεια", "бақытты отбасы үй алдында"],
)
def test_nothing_is_painted_of_a_language_that_nobody_reads(text):
    asked, blank = (build(Metadata(custom_prompt=words), 1, BANK) for words in (text, None))
    assert asked.untranslated == tuple(text.split())
    assert asked.prompt == blank.prompt
    assert asked.scene.people == ()
