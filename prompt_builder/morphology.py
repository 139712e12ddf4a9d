"""What a Russian word is: its dictionary form, part of speech, case and number. Knows grammar, but no meanings.

The dictionaries take about 30 MB and a fifth of a second, once, when the first Russian word is read.
"""

import re
import unicodedata
from functools import cache, lru_cache
from typing import Any, NamedTuple

from prompt_builder.memory import LONGEST, WORDS, remembered

_PARTICIPLES = ("PRTF", "PRTS")
_RUSSIAN = re.compile("[а-яё-]+")
QUALITIES = ("ADJF", "PRTF")
"""Parts of speech that tell what something is like."""
ADVERBS = ("ADVB", "PRCL")


class Reading(NamedTuple):
    """One of the things that a word may be, in the terms of OpenCorpora; an empty string where there is none."""

    lemma: str
    part: str
    case: str = ""
    number: str = ""
    gender: str = ""
    mood: str = ""
    voice: str = ""
    person: str = ""
    pronoun: bool = False
    name: bool = False
    """Whether it is somebody's first name."""
    surname: bool = False
    """Whether it is somebody's last name, or is after the father."""
    alive: bool = False
    """Whether it is a noun for somebody, or an animal, who has no name of their own."""


@remembered
def fold(word: str) -> str:
    """Bring a word to the form the tables use: lower case, one apostrophe, no accents, ё as е, cut to the longest."""
    if len(word) > LONGEST:
        return word[:LONGEST].lower()
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
    bare = (char for char in plain if not unicodedata.combining(char))
    letters = (char if char == "й" else unicodedata.normalize("NFD", char)[0] for char in bare)
    return "".join(letters)


@lru_cache(WORDS)
def readings(word: str, guess: bool = False) -> tuple[Reading, ...]:
    """Give what a Russian word may be, likeliest first; nothing where no dictionary has it, unless by a `guess`."""
    lowered = word.lower()
    if len(lowered) > LONGEST or not _RUSSIAN.fullmatch(lowered):
        return ()
    analyzer = _analyzer()
    if not (guess or analyzer.word_is_known(lowered)):
        return ()
    return tuple(dict.fromkeys(_reading(parse) for parse in analyzer.parse(lowered)))


@remembered
def part_of_speech(word: str) -> str:
    """What part of speech a Russian word most likely is, as pymorphy calls it; nothing where no dictionary has it."""
    return next((one.part for one in readings(word)), "")


@remembered
def is_several(text: str) -> bool:
    """Whether the last word of a phrase, before "of", is a noun of several, and of nothing else."""
    word = text.partition(" of ")[0].rsplit(maxsplit=1)[-1]
    nouns = [one for one in readings(word) if one.part == "NOUN"]
    return all(one.number == "plur" for one in nouns) if nouns else bool(re.search("[a-z][^s]s$", word.lower()))


@remembered
def may_be_one(text: str) -> bool:
    """Whether a form of several may be one of a single person, too: "девушки", "полицейским", but not "леди"."""
    told = readings(text.rsplit(maxsplit=1)[-1].lower(), guess=True)
    one = {known.case for known in told if known.number == "sing"}
    return bool(one) and "nomn" not in one


def is_verb_of_several(text: str) -> bool:
    """Whether a finite verb tells what several do: "обедают"."""
    return [(one.part, one.number) for one in readings(fold(text))[:1]] == [("VERB", "plur")]


@remembered
def known(word: str) -> bool:
    """Whether the dictionaries have a word."""
    return bool(_analyzer().word_is_known(word))


@remembered
def finite(word: str) -> str:
    """What a folded Russian word for who does something now is as a verb: "держащая" and "держа" as "держит"."""
    known = readings(word)
    if not any(one.voice == "actv" for one in known) and [one.part for one in known][:1] != ["GRND"]:
        return word
    told = next(one for one in _analyzer().parse(word) if one.tag.POS == "GRND" or one.tag.voice == "actv")
    form = told.inflect({"VERB", "3per", "pres", told.tag.number or "sing"})
    return fold(form.word) if form else word


def forms(lemma: str) -> frozenset[str]:
    """All forms of the Russian word of which this is one, itself among them; of a participle only its own.

    A noun that is an adjective too has the forms of both: "пьяный", "больной".
    """
    likeliest = _analyzer().parse(lemma)
    alike = [one for one in likeliest if fold(one.normal_form) == fold(lemma)]
    own = next(iter(alike), likeliest[0])
    kept = own.lexeme + [form for one in alike if one.tag.POS == "ADJF" for form in one.lexeme]
    if own.tag.POS in _PARTICIPLES:
        kept = [form for form in kept if form.tag.POS in _PARTICIPLES and _kind(form) == _kind(own)]
    return frozenset({lemma, *(form.word for form in kept)})


@cache
def numbers(noun: str) -> tuple[frozenset[str], frozenset[str]]:
    """The forms of a noun, Russian or English, folded: those of one and those of several; some may be both."""
    if noun.isascii():
        return frozenset({noun}), frozenset({plural(noun)})
    likeliest = _analyzer().parse(noun)
    own = next((one for one in likeliest if one.tag.POS in ("NOUN", "ADJF") and fold(one.normal_form) == noun), None)
    if own is None:
        return frozenset({noun}), frozenset()
    told = [(form.tag.number, fold(form.word)) for form in own.lexeme if form.tag.gender in (own.tag.gender, None)]
    told = [(number, form) for number, form in told if form == noun or not _is_lemma(form)]
    return (
        frozenset({noun, *(form for number, form in told if number == "sing")}),
        frozenset(form for number, form in told if number == "plur" and form != noun),
    )


def _is_lemma(form: str) -> bool:
    """Whether a form of one noun is another noun as a dictionary has it: "механика"."""
    return form.endswith(("а", "я")) and any(
        one.tag.POS == "NOUN" and fold(one.normal_form) == form for one in _analyzer().parse(form)
    )


def plural(noun: str) -> str:
    """An English noun of more than one, by rule."""
    if noun.endswith("man"):
        return f"{noun[:-3]}men"
    if noun.endswith("ife"):
        return f"{noun[:-2]}ves"
    if noun.endswith(("s", "x", "ch", "sh")):
        return f"{noun}es"
    return f"{noun[:-1]}ies" if re.search("[^aeiou]y$", noun) else f"{noun}s"


def _kind(participle: Any) -> tuple[str, str]:
    return participle.tag.tense, participle.tag.voice


@cache
def _analyzer() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


def _reading(parse: Any) -> Reading:
    """The tag of an analysis in plain strings: its own are slow to compare."""
    tag = parse.tag
    told = (tag.POS, tag.case, tag.number, tag.gender, tag.mood, tag.voice, tag.person)
    part, case, number, gender, mood, voice, person = (str(one or "") for one in told)
    case = {"gen2": "gent", "acc2": "accs", "loc2": "loct"}.get(case, case)
    lemma, pronoun = fold(parse.normal_form), "Apro" in tag
    name, surname = "Name" in tag, "Surn" in tag or "Patr" in tag
    alive = "anim" in tag and not (name or surname)
    return Reading(lemma, part, case, number, gender, mood, voice, person, pronoun, name, surname, alive)
