"""What free words are refused, however they are disguised, and what only sounds like it."""

import tomllib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from errors import PromptRefused
from locales import texts
from prompt_builder import build as build_for
from prompt_builder import check as check_words
from prompt_builder.deobfuscation import fold, readings
from prompt_builder.lexicon import FORBIDDEN
from prompt_builder.patterns import PatternError, Patterns
from prompt_builder.policy import AT_THE_WHEEL, OFF_BRAND, check
from schemas import MAX_CUSTOM_PROMPT, Metadata
from tests.kits import BANK, build
from tests.scenes import scene_of

REFUSED = {
    "plain": ["nude woman", "a sexy pose", "Porn", "naked", "topless on a beach", "in lingerie", "without clothes", "girlnaked", "sexygirl", "not wearing anything"],
    "violence": ["a murder scene", "blood everywhere", "killing people", "tortured man", "a corpse"],
    "weapons": ["man with a gun", "holding a big knife", "machine gun", "hand grenade", "AK-47"],
    "self-harm": ["suicide", "self-harm", "cutting her wrists"],
    "drunkenness": ["мертвецки пьяный отец", "a blind drunk man"],
    "drugs": ["cocaine party", "smoking weed", "heroin"],
    "hate": [
        "nazi flag", "swastika", "white power", "карикатура, унижающая мигрантов", "шарж на цыган", "«кавказцам вход запрещён»", "мигрантам входа нет",
        "таджикам тут не место", "мы не обслуживаем таджиков", "cartoon mocking black people", "a poster making fun of immigrants",
        "no entry for arabs", "insulting drawing of arabs",
    ],
    "russian": [
        "голая женщина", "ГОЛЫМИ", "обнажённая натура", "сексуальную девушку", "порнография", "раздетая", "без одежды",
        "в нижнем белье", "пистолетом", "с ножом", "оружием", "убийство", "кровью", "расчленённый", "наркотиков",
        "кокаином", "самоубийство", "повесился", "свастикой", "нацистов", "эротика", "стриптизёрша",
    ],
    "punctuation": ["s.e.x", "n-u-d-e", "p_o_r_n", "nu.de", "na/ked", "N*ked", "s*x", "p*rn", "п.о.р.н.о", "г-о-л-а-я"],
    "spaces": ["s e x", "n u d e girl", "s ex", "se x", "п о р н о", "p  o  r  n"],
    "digits": ["s3x", "p0rn", "n4ked", "$ex", "5exy", "nud3", "b00bs", "t1ts", "s!ut", "c0ca1ne", "п0рно", "г0лая"],
    "look-alikes": ["sеx", "ѕех", "pоrn", "nаked", "nɑked", "sексуальная", "cekc", "сeкс", "пopнo", "gоlaya", "ｓｅｘ", "𝓼𝓮𝔁", "ⓢⓔⓧ", "🅂🄴🅇", "ꜱᴇx", "ŝéẋ"],
    "invisible": ["s\u200be\u200bx", "po\u00adrn", "nu\u2060de", "s\ufeffex", "s\u0336e\u0336x\u0336"],
    "masks": ["f*ck", "f**k", "fu*king", "p*rn*graphy", "н*ркотики", "п**но", "г*л*я", "c0*aine", "s#x", "н%д%сты"],
    "torn apart": [
        "nu de g1rl", "пop нo", "гол ая", "про ститутка", "ко каин", "сва стика на стене", "гит лер", "her oin", "swas tika", "sui cide", "пис толет у виска", "самоу бийство",
        "тиньк офф", "nak ed man", "без од ежды", "st rip club", "б е з одежды", "s 3 x party", "ki ll the teller",
    ],
    "other letters": ["голаr девушка", "голаяя девушка", "huy na stene", "卐 на карте", "зигхaйль"],
    "among money": [
        "голая с картой", "раздетая, ипотека", "обнажённая, ставка 5 %", "зарезанная, вклад", "голая вклад", "обнажённая у банкомата, ипотека", "раздевается в офисе банка", "убивает человека, ставка 5 %", "бьёт жену с картой", "режет человека, кредит",
        "кредит, душит жену", "ипотека, он душит её подушкой", "ставка 5%, душит его", "ставка 5%, душит ребенка", "бьёт по мальчику мячом", "режет женщину, торт", "бьёт мальчика у барабана", "сломал руку жене, страховка",
        "убитая ипотека", "убитая красивая, ипотека", "взрывное устройство, ставка", "explosive vest bonus", "задушенная с кредитом", "shooting at people with a loan", "взрывает здание, скидка 20 %", "ломает руки должнику",
    ],
    "addresses": ["room 1488", "дом 1488", "дом 1488, ипотека", "кв 1488", "flat 1488 on the wall", "дом 14/88", "room 14, 88", "кв. 14 88"],
    "repeats": ["seeeex", "nuuude", "pornnn", "asssss", "ceeekc"],
}  # fmt: skip

INNOCENT = [
    "карикатура на банкира", "шарж на молодожёнов", "вход с собаками запрещён", "no dogs allowed sign", "black cat mocking a man", "foreigners welcome",
    "a family in Essex", "Middlesex and Sussex", "green grass", "cocktail dress", "bare trees", "killer whale", "shoot a photo",
    "photo shoot", "a classic assistant", "Scunthorpe", "it's exciting", "the bank’s exclusive offer", "men's extra cash", "an s-class car", "t-shirt",
     "peacock", "cockpit of a plane", "analysis of charts",
    "a hot dog stand", "passion fruit", "grapes and drapes", "push button", "title", "shiitake mushrooms", "water gun",
    "therapist", "document", "circumstance", "Massachusetts", "снег, у окна", "blood orange juice", "bullet train", "open arms",
    "a glass of wine", "casino night", "kissing couple", "woman in a swimsuit", "who're you", "nail polish", "Hancock",
    "holding a credit card", "Lake Titicaca", "Nigeria", "drugstore", "fireplace", "an US bank", "A55 road", "5 people, 3 dogs",
    "I s a w", "butter knife", "snowball fight", "sextet and sextant", "unisex clothes", "cum laude",
    "2*2=4", "a 5*5 m room", "14%на остаток", "10% off", "C# and F#", "*new*", "cash*back", "**", "ставка 5*%", "a*****b",
    "Эссекс", "застрахуйте дом", "без страха", "скрестив руки на груди", "скипидар", "голубая машина", "гольф", "голова",
    "корабль", "мебель", "хлеб", "потребление", "страхование", "рубля", "учебник", "психи", "нагорный парк",
    "Нигерия", "голые деревья", "кровать", "кровля дома", "мечта", "мечтать о доме", "бомбардир матча", "героиня", "пульт",
    "труппа", "раздевалка", "совокупность", "стрелка", "огни города", "Мёртвое море", "соке", "ставка по вкладу",
    "к р е д и т за 5 минут", "с тех пор, но", "а нал есть? банкомат рядом", "ба нк ря дом", "до ма и на ра боте", "ипо-тека для молодых", "kredit nalichnymi",
    "ул. Ленина, д. 14, корп. 88", "apt. 14, 88th floor", "Washington street branch", "взрывная доходность", "убойный кешбэк", "режем высокие ставки",
    "соблазнительно низкий процент", "соблазнительные просто проценты", "стреляем без промаха", "голый процент", "бьём по ценам", "режет торт",
    "водительские права", "окружение", "подружка невесты", "обувь", "убирать листья", "влюблённые", "шоколад",
]  # fmt: skip

WITH_MINORS = [
    "bikini", "in a swimsuit", "kissing", "a glass of wine", "beer", "cigarette", "smoking", "casino", "hot", "mini-skirt",
    "tight dress", "flirting", "burning", "with a knife", "бикини", "купальник", "пиво", "с бокалом вина", "курит", "целуется",
    "в короткой юбке", "казино", "w1ne", "b1kini", "с и г а р е т а",
]  # fmt: skip


CORPUS = tomllib.loads(Path(__file__).with_name("refusals.toml").read_text(encoding="utf-8"))
"""Phrases that were never in the lexicon; it was tuned by those that are `seen`, and measured by the others."""


def _refused(text, **facts):
    try:
        build(Metadata(custom_prompt=text, **facts), 1)
    except PromptRefused as refusal:
        return refusal
    return None


@pytest.mark.parametrize("text", [text for texts in REFUSED.values() for text in texts])
def test_refused(text):
    assert _refused(text)
    assert _refused(f"a nice house, {text}, with flowers")


@pytest.mark.parametrize("text", INNOCENT)
def test_innocent(text):
    assert not _refused(text)


@pytest.mark.parametrize("text", WITH_MINORS)
def test_refused_with_minors(text):
    assert _refused(text, age=17)
    assert _refused(f"{text}, a girl")
    assert _refused(f"{text}, 16-year-old")
    assert _refused(f"{text}, подросток")


@pytest.mark.parametrize("text", ["bikini", "kissing", "a glass of wine", "бикини", "казино"])
def test_allowed_with_adults(text):
    assert not _refused(text, age=18)


@pytest.mark.parametrize(
    "minor",
    ["child", "kids", "schoolgirl", "a boy", "teen", "toddler", "12 years old", "aged 15", "9yo", "девочка", "мальчики",
     "ребёнок", "школьница", "15 лет", "15-летняя", "шестнадцатилетняя", "подростки", "дочка", "g1rl", "gіrl", "д е т и"],
)  # fmt: skip
def test_minors_implied_by_words(minor):
    assert _refused(f"{minor} with a cigarette")


@pytest.mark.parametrize("age", ["18 years old", "30 years old", "25 лет", "aged 19", "118 years"])
def test_adult_ages_are_not_minors(age):
    assert not _refused(f"woman, {age}, with champagne")


@pytest.mark.parametrize("text", ["hot dog", "hot chocolate", "barefoot on the sand", "birthday cake", "ball", "с мячом", "горячий шоколад", "mother kissing her baby", "чемоданы на крыше, дети на заднем сиденье", "на крыше машины багаж", "on the roof of the car a suitcase"])  # fmt: skip
def test_innocent_with_minors(text):
    assert not _refused(text, age=8)


@pytest.mark.parametrize(
    "text",
    ["ипотека на 15 лет", "кредит до 5 лет", "вклад на 3 года", "гарантия 5 лет", "15 лет на рынке", "ипотека сроком на 12 лет", "5 year fixed mortgage, attractive rate",
     "10-year warranty", "a loan for 7 years", "deposit over 3 years", "страхование дома на 1 год", "ставка 14.88%", "ставка 14,88 % годовых", "кредит 1488 рублей"],
)  # fmt: skip
def test_terms_and_rates_are_no_ages(text):
    assert check(f"{text}, attractive, с бокалом вина", False, ()) is False


@pytest.mark.parametrize("text", ["a loan for a 15 year old", "девушка выглядит на 15 лет", "карта девушке 15 лет", "вклад, 15 лет девушке", "1488", "14/88"])  # fmt: skip
def test_ages_beside_terms_are_ages(text):
    assert _refused(f"{text}, с бокалом вина")


def test_family_may_be_romantic_but_has_no_wine():
    assert not _refused("family, romantic sunset")
    assert _refused("family dinner with wine")


def test_alcohol_and_driving_do_not_mix():
    assert _refused("driving with a beer", age=40)
    assert _refused("за рулем с пивом", age=40)
    assert not _refused("beer", age=40)


def test_child_at_the_wheel_is_refused():
    assert _refused("a boy driving a car")
    assert _refused("ребенок за рулем")


@pytest.mark.parametrize(
    "text",
    ["red convertible, girl in sunglasses at the wheel", "a girl drives a red car", "happy girls driving a convertible", "girl driving with friends",
     "a girl at the wheel, her boyfriend beside her", "at the wheel a girl in a hat", "girl driving her car to university"],
)  # fmt: skip
def test_girl_who_drives_and_is_no_child_is_a_young_woman(text):
    assert not _refused(text)
    assert {one.age_group for one in scene_of(text).people} == {"young adult"}
    assert _refused(text, age=17)
    assert _refused(f"{text}, kissing, a cigarette")


@pytest.mark.parametrize(
    "text",
    ["boy driving", "little girl at the wheel", "l1ttle girl driving", "маленькая girl at the wheel", "girl, 9, at the wheel", "girl, 1 5 y o, driving",
     "girl at the wheel. She is 16", "a girl who is sixteen drives", "s c h o o l girl driving", "girl driving to school", "a girl with a doll drives a car", "teen girl driving",
     "girl in school uniform driving", "girl driving, her little brother in the back", "girl at the wheel, boy beside her", "young girl driving", "g1rl driving",
     "my 7th grader girl driving", "girl under 18 driving", "girl, школьница, driving", "driving girls to ballet", "girl with pigtails driving a car"],
)  # fmt: skip
def test_girl_at_the_wheel_who_is_a_child_is_refused(text):
    assert _refused(text).details[0].limit == f"no {AT_THE_WHEEL}"


def test_child_does_not_marry():
    assert _refused("with her husband", age=14)
    assert not _refused("man with wife and children", age=40)


def test_refusal_names_field_value_and_limit():
    refusal = _refused("y" * 100 + " nude")

    assert (refusal.status, refusal.code) == (422, "prompt_refused")
    assert refusal.details[0].field == "metadata.custom_prompt"
    assert len(refusal.details[0].value) == 80
    assert refusal.details[0].limit == "no sexual content or nudity"
    assert "nude" in refusal.details[0].message


@pytest.mark.parametrize(
    "text", ["карта тинькофф в мусорке", "a customer slapping a man", "guts spilling out of a wound"]
)
def test_refusal_tells_the_words_as_they_were_written(text):
    said = _refused(text).details[0].word.split()
    assert [word for word in said if word not in text] == []
    assert said != ["guts"]  # as much of them as there is


def test_builder_asks_the_policy():
    with pytest.raises(PromptRefused):
        build(Metadata(custom_prompt="naked"), 1)


def _told(judged, metadata):
    try:
        judged(metadata)
    except PromptRefused as refusal:
        return refusal.message
    return ""


@pytest.mark.parametrize("facts", [{}, {"age": 9}, {"product": "car", "age": 15}, {"product": "people"}], ids=repr)
def test_what_is_only_checked_is_refused_in_the_same_words(facts):
    lines = (
        [text for texts in REFUSED.values() for text in texts[::3]] + INNOCENT[::3] + WITH_MINORS + ["пара, ребёнок"]
    )
    words = [Metadata(custom_prompt=line, **facts) for line in lines]
    told = [
        [_told(judged, one) for judged in (lambda it: build(it, 0), lambda it: check_words(it, 0, BANK))]
        for one in words
    ]
    assert [checked for _, checked in told] == [built for built, _ in told]
    assert 10 < len([built for built, _ in told if built]) < len(lines)


@pytest.mark.parametrize("text", [None, "", "   ", "...", "🎉"])
def test_nothing_said_is_nothing_refused(text):
    assert not _refused(text)


@given(
    st.text(st.characters(categories=["Zs", "Po", "Pd", "Nd"]), max_size=40),
    st.sampled_from(["nude", "naked", "porn", "голая", "порно", "pistol"]),
    st.text(st.characters(categories=["Zs", "Po", "Pd"]), max_size=40),
)
def test_refused_among_any_punctuation(before, word, after):
    assert _refused(f"{before} {word} {after}")


@given(st.lists(st.sampled_from("\u200b\u200d\u00ad\u2060\ufeff\u0301\u0336"), min_size=6, max_size=6))
def test_refused_between_invisible_characters(marks):
    assert _refused("".join(letter + mark for letter, mark in zip("naked", marks, strict=False)))


@given(st.text(max_size=MAX_CUSTOM_PROMPT))
def test_any_text_is_judged(text):
    _refused(text)
    _refused(text, age=10)


def test_readings_of_a_disguised_word():
    assert {"sex", "5ex"} <= readings("5ex")
    assert "секс" in readings("cekc")


@pytest.mark.parametrize(("half", "most"), [("seen", (0, 0)), ("unseen", (0.03, 0.01))])
def test_corpus_is_told_apart(half, most):
    painted = [text for text in CORPUS["refused"][half] if not _refused(text)]
    refused = [text for text in CORPUS["harmless"][half] if _refused(text)]
    assert len(painted) <= most[0] * len(CORPUS["refused"][half]), painted
    assert len(refused) <= most[1] * len(CORPUS["harmless"][half]), refused


@pytest.mark.parametrize("how", [{"age": 8}, {"age": 17}, {}])
@pytest.mark.parametrize(
    ("text", "grown"),
    [("driving a car", True), ("за рулём", True), ("with a beer", True), ("с сигаретой", True), ("in a casino", True), ("в бикини", True)],
)  # fmt: skip
def test_child_is_a_child_by_field_and_by_word(how, text, grown):
    assert _refused(text if how else f"школьник {text}", **how)
    assert _refused(f"{text}, a boy" if how else f"a schoolgirl {text}", **how)
    assert bool(_refused(text, age=40)) != grown


@pytest.mark.parametrize(
    "text", ["папа за рулём, дети сзади", "mother driving her son to school", "мальчик едет на велосипеде"]
)
def test_child_may_be_driven(text):
    assert not _refused(text)


def test_refusal_says_what_to_change_in_every_language():
    subjects = {
        subject
        for table, told in FORBIDDEN.items()
        for subject in told
        if table in ("always", "at_the_wheel", "at_young_age", "with_young", "of_young")
    }
    for said in texts("page").values():
        assert set(said.refusals) == set(said.instead) == subjects | {AT_THE_WHEEL, OFF_BRAND}
    assert texts("page")["en"].instead["weapons"] in _refused("with a gun").message


@pytest.mark.parametrize("text", ["Neon colour everywhere", "n.e.o.n colours", "конкурентов", "с Банком Конкурентом"])
def test_kit_forbids_words_of_its_own(text):
    kit = BANK.model_copy(update={"forbidden_words": ("neon colours", "банк конкурент", "конкурент")})
    with pytest.raises(PromptRefused, match=OFF_BRAND):
        build_for(Metadata(custom_prompt=text), 1, kit)
    assert build_for(Metadata(custom_prompt="colours of a banker"), 1, kit)


@pytest.mark.parametrize("text", ["скидки в Икее", "our partner IKEA", "логотип Икеи", "i k e a"])
def test_kit_allows_a_partner(text):
    kit = BANK.model_copy(update={"allowed_words": ("Ikea", "Икея")})
    with pytest.raises(PromptRefused, match="another's brand"):
        build_for(Metadata(custom_prompt=text), 1, BANK)
    assert build_for(Metadata(custom_prompt=text), 1, kit)
    with pytest.raises(PromptRefused):
        build_for(Metadata(custom_prompt=f"{text}, nude"), 1, kit)
    with pytest.raises(PromptRefused):
        build_for(Metadata(custom_prompt=f"{text}, Adidas"), 1, kit)


def test_kit_forbids_its_words_in_the_singular_too_and_nothing_shorter():
    kit = BANK.model_copy(update={"forbidden_words": ("rockets", "neon", "glass", "as")})
    for text in ("a rocket", "rockets"):
        with pytest.raises(PromptRefused, match=OFF_BRAND):
            build_for(Metadata(custom_prompt=text), 1, kit)
    assert build_for(Metadata(custom_prompt="neo, glas, a house"), 1, kit)


@pytest.mark.parametrize("entry", ["no<class>", "a b + c", "_ word", "word _", "~ word", "word ~", "half*way"])
def test_entry_that_nobody_can_read_stops_the_start(entry):
    with pytest.raises(PatternError, match=r"should|cannot|are single"):
        Patterns({"group": entry}, {})


@pytest.mark.parametrize(
    ("entry", "found", "not_found"),
    [
        ("нож", ["ножом", "ножей", "ножи"], ["ножка", "ножницы"]),
        ("=нож", ["нож"], ["ножом"]),
        ("gun", ["gun", "guns", "gunned"], ["gunther", "begun"]),
        ("porn*", ["pornstar"], ["popcorn"]),
        ("*naked", ["girlnaked"], ["nakd"]),
        ("бить жену|мужа", ["бьёт мужа", "била жену"], ["бьёт соседа жены"]),
        ("снять _ шляпа", ["снял шляпу", "сняла красную шляпу"], ["сняла красную большую шляпу"]),
        ("нож + кухня", ["нож на кухне", "кухня и большой острый нож"], ["нож один два три четыре пять кухня", "нож"]),
        (
            "взрыв ~ ставка",
            ["взрыв ставок", "взрыв весенних ставок"],
            ["взрыв и ставка", "взрыв женщин ставка", "взрыв двух новых ставок"],
        ),
        ("boom ~ rate", ["boom welcome rates"], ["boom my saw rate", "boom with low rate"]),
        ("<tool> in hand", ["saws in my hand"], ["saw on hand"]),
    ],
)
def test_entry_stands_for_its_forms(entry, found, not_found):
    patterns = Patterns(
        {"group": entry, "others": "<person>, in"}, {"tool": "saw, hammer", "person": "женщина, saw"}, "my"
    )
    for text in (*found, *not_found):
        assert bool(patterns.find("group", patterns.read(fold(text)))) == (text in found), text


@pytest.mark.parametrize("text", ["a view of istanbul", "Élite card", "elite card"])
def test_kit_forbids_names_with_marks(text):
    kit = BANK.model_copy(update={"forbidden_words": ("İstanbul", "Élite")})
    with pytest.raises(PromptRefused, match=OFF_BRAND):
        build_for(Metadata(custom_prompt=text), 1, kit)
    assert build_for(Metadata(custom_prompt="a dog"), 1, kit)


@pytest.mark.parametrize(
    ("text", "excused"),
    [
        ("режет торт", {0}), ("режет женщина торт", {0}), ("режет мужу торт", {0}), ("режет женщину торт", set()),
        ("режет по мужу торт", set()), ("долг душит", {0, 1}), ("долг душит муж", {0, 1}), ("долг душит женщину", set()), ("долг душит ее подушкой", set()),
    ],
)  # fmt: skip
def test_deed_done_to_a_person_has_no_excuse(text, excused):
    people = {"person": "женщина, муж"}
    patterns = Patterns({"innocent": "резать + торт, долг душить", "deeds": "резать <person>"}, people)
    assert patterns.places("innocent", patterns.read(text)) == excused


def test_strict_entry_has_no_excuse():
    patterns = Patterns({"mild": "gun", "strict": "!gun", "innocent": "toy gun"}, {})
    text = patterns.read("toy gun")
    excused = patterns.places("innocent", text)
    assert excused == {0, 1}
    assert not patterns.find("mild", text, excused)
    assert patterns.find("strict", text, excused) == "gun"


def test_strict_excuse_ends_with_its_clause():
    patterns = Patterns({"innocent": "!toy gun, real gun"}, {})
    told = {text: patterns.places("innocent", patterns.read(text)) for text in ("toy gun", "toy , gun", "real , gun")}
    assert told == {"toy gun": {0, 1}, "toy , gun": set(), "real , gun": {0, 1}}
    assert "голая , ставка" in readings("голая, ставка")
