"""Says free words in English for a text encoder that reads nothing else. Knows words and grammar, but no scene.

Latin letters, digits and signs stay as they are. Of other words those are left out that the lexicon does not know.
"""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from itertools import product
from operator import contains
from typing import NamedTuple

from prompt_builder import morphology
from prompt_builder.english import ended, english_words, plural
from prompt_builder.lexicon import begins
from prompt_builder.memory import WORDS, remembered
from prompt_builder.morphology import Reading, fold

_TOKEN = re.compile(r"\d++(?:[ \u00a0]\d{3})*+(?:[.,]\d++)?+(?:(?=[а-яёА-ЯЁ])|(?![^\W_]))|[^\W_]+(?:['’ʼ\-][^\W_]+)*")
_BREAK = re.compile(r"[,.;:!?()/\n–—]")
_ACCENTS = re.compile("[\u0300-\u036f]")
_SIGNS = {"₽": " rubles ", "«": '"', "»": '"', "№": "No. "}
_GROUPS = {
    "NOUN": "noun", "ADJF": "adjective", "ADJS": "adjective", "COMP": "adjective", "VERB": "verb", "INFN": "verb",
    "GRND": "verb", "PRTF": "verb", "PRTS": "verb", "ADVB": "adverb", "PRED": "adverb", "NUMR": "number",
}  # fmt: skip
_TABLES = ("noun", "adjective", "verb", "adverb", "number", "small")
_OBLIQUE = {"loct", "ablt"}
_NO_GENITIVE = {"nomn", "ablt", "loct"}
_SINGULAR = re.compile(r"(?:^|\D)1$|[02-9]1$")
_PREFIX = 5
_LONGER = 4
"""Times that English may be as long as what it is the English of."""


class Translation(NamedTuple):
    """A text in English, and the words that are left out of it, as they were written."""

    english: str
    untranslated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or phrase in English with what its Russian may be; `gap` is what stands before it."""

    english: str
    group: str
    gap: str
    readings: tuple[Reading, ...] = field(default=())
    lemma: str = ""


Model = Callable[[str], str]
"""Says a Russian text in English as well as it can."""


def say(text: str, model: Model | None) -> Translation:
    """Give a text in English as `translate` does; where that would leave out Russian words, as the model says it.

    What is in no dictionary either is not told to the model, which would make something up, nor is anything taken from
    it that lost a number or is not all English.
    """
    by_words = translate(text)
    unknown = tuple(word for word in by_words.untranslated if not morphology.readings(word))
    if model is None or unknown == by_words.untranslated:
        return by_words
    known = re.sub(rf"(?<!\w)(?:{'|'.join(map(re.escape, unknown))})(?!\w)", "", text)
    asked = " ".join(known.split())
    english = model(asked).strip(" .")
    return Translation(english, unknown) if _faithful(english, asked) else by_words


def _faithful(english: str, asked: str) -> bool:
    """Whether a text may be the English of another: in its letters, with its numbers, and not many times as long."""
    readable = bool(english) and "<unk>" not in english and not _strange(english)
    return readable and len(english) <= _LONGER * len(asked) and _numbers(asked) <= _numbers(english)


def _numbers(text: str) -> Counter[str]:
    return Counter(re.findall(r"\d+", re.sub(r"(?<=\d)[\s,.](?=\d)", "", text)))


@lru_cache(256)
def translate(text: str) -> Translation:
    """Give a text in English: as it is where it is that already."""
    if not _strange(text):
        return Translation(text)
    plain = _ACCENTS.sub("", unicodedata.normalize("NFC", text))
    units, unknown = _read(plain)
    kept = list(_compounded([unit for at, unit in enumerate(units) if not _dangles(units, at)]))
    said = "".join(_joined(kept, at) for at in range(len(kept)))
    return Translation(re.sub(r"\s+", " ", said).strip(" ,;:-–—"), tuple(dict.fromkeys(unknown)))


@lru_cache(4096)
def _foreign(char: str) -> bool:
    """Whether an encoder that reads English cannot read this: a letter that is not Latin, a Russian mark."""
    if char.isascii():
        return False
    name = unicodedata.name(char, "")
    return char == "₽" or "CYRILLIC" in name or (char.isalpha() and not name.startswith(("LATIN", "FULLWIDTH")))


def _read(text: str) -> tuple[list[_Unit], list[str]]:
    units: list[_Unit] = []
    unknown: list[str] = []
    tokens = list(_parts(text))
    at = 0
    while at < len(tokens):
        gap, word = tokens[at]
        length, unit = _phrase(tokens, at) or (1, _word(tokens, at, units[-1] if units else None))
        if unit is None:
            unknown.append(word)
            if tokens[at + 1 :] and _BREAK.search(gap):
                tokens[at + 1] = (gap + tokens[at + 1][0], tokens[at + 1][1])
        elif unit.english != "-":
            units.append(unit)
        at += length
    tail = _signs(_TOKEN.split(text)[-1])
    return [*units, _Unit("", "break", tail)] if tail.strip() else units, unknown


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """The words and numbers, each with what stands before it; a hyphened word that nobody knows falls apart."""
    before = 0
    for found in _TOKEN.finditer(text):
        gap, word = _signs(text[before : found.start()]) or " " * bool(before), found[0]
        before = found.end()
        whole = "-" not in word or not _strange(word) or fold(word) in _words()
        for piece in [word] if whole else word.split("-"):
            yield gap, piece
            gap = " "


def _signs(gap: str) -> str:
    """What stands between words, in signs that every encoder reads."""
    return "".join(_SIGNS.get(char, "" if _foreign(char) else char) for char in gap)


def _strange(word: str) -> bool:
    return any(map(_foreign, word))


def _phrase(tokens: Sequence[tuple[str, str]], at: int) -> tuple[int, _Unit] | None:
    """The longest phrase that begins here; of equally long ones that of the very form, then of the likeliest word."""
    gap, word = tokens[at]
    for english, rest in _begun(word):
        following = tokens[at + 1 : at + 1 + len(rest)]
        told = [_forms(word) for before, word in following if not before.strip()]
        if len(told) == len(rest) and all(map(contains, told, rest)):
            return 1 + len(rest), _noun_phrase(gap, english, [word, *(word for _, word in following)])
    return None


@remembered
def _begun(word: str) -> list[tuple[str, tuple[str, ...]]]:
    """The English of the phrases that may begin with a word, each with the words after it, the longest first."""
    found = [phrase for first in _forms(word) for phrase in _phrases().get(first, ())]
    return sorted(found, key=lambda phrase: -len(phrase[1]))


@remembered
def _forms(word: str) -> tuple[str, ...]:
    """A word as phrases may have it: its very form, any form of it, and what it is a form of."""
    return (f"={fold(word)}", fold(word), *(reading.lemma for reading in _readings(word)))


def _noun_phrase(gap: str, english: str, words: Sequence[str]) -> _Unit:
    """A phrase counts as a noun where its first noun may be one by which it is inflected."""
    first = _readings(words[0])
    if (
        first
        and first[0].part in ("NOUN", "ADJF")
        and english.rsplit(maxsplit=1)[-1] not in english_words("small").values()
    ):
        nouns = [found for word in words for found in _readings(word) if found.part == "NOUN"]
        if nouns:
            return _Unit(english, "noun", gap, tuple(found for found in nouns if found.lemma == nouns[0].lemma))
    return _Unit(english, "phrase", gap)


def _readings(word: str) -> tuple[Reading, ...]:
    found = morphology.readings(word)
    return found or morphology.readings(word, guess=fold(word)[:_PREFIX] in _new())


def _word(tokens: Sequence[tuple[str, str]], at: int, before: _Unit | None) -> _Unit | None:
    """One word in English, or None where nobody knows it."""
    gap, word = tokens[at]
    if not _strange(word):
        digits = re.sub(r"(?<=\d),(?=\d)", ".", word)
        return _Unit(digits, "digits" if word[0].isdigit() else "latin", gap)
    small = english_words("small").get(fold(word))
    found = _ordered(_readings(word), tokens[at + 1][1] if tokens[at + 1 :] else "", before)
    if small:
        return _Unit(small, "small", gap, (), fold(word))
    for own, reading in product((True, False), found or (Reading(fold(word), ""),)):
        if listed := _listed(fold(word), reading, own):
            group, english = listed
            same = tuple(one for one in found if one.lemma == reading.lemma and one.part == reading.part)
            said = _inflected(english, reading) if group == "verb" else english
            return _Unit(said, _role(group, reading), gap, same, reading.lemma)
    return None


@lru_cache(WORDS)
def _listed(word: str, reading: Reading, own: bool) -> tuple[str, str] | None:
    """The table that has a word as it is read, and its English; the table of its `own` part of speech, or another."""
    group = "small" if reading.pronoun else _GROUPS.get(reading.part, "small")
    tables = ((each, english_words(each)) for each in _TABLES if (each == group) == own)
    told = ((each, words.get(reading.lemma) or words.get(word)) for each, words in tables)
    return next(((each, english) for each, english in told if english), None)


def _role(group: str, reading: Reading) -> str:
    """A participle stands before its noun as an adjective does."""
    return "adjective" if reading.part in ("PRTF", "ADJF") and group in ("verb", "adjective") else group


def _ordered(found: tuple[Reading, ...], following: str, before: _Unit | None) -> tuple[Reading, ...]:
    """The readings, likeliest first: an adjective before the noun it agrees with, "дома" an adverb after no noun."""
    nouns = {one[2:4] for one in _readings(following) if one.part == "NOUN"} if following else set()
    agreeing = [one for one in found if one.part == "ADJF" and one[2:4] in nouns]
    housed = before and before.group in ("noun", "adjective") and not begins(before.lemma, "homely")
    adverbs = [one for one in found if one.part == "ADVB" and not housed]
    if before and before.group == "small":
        adverbs = []
    return tuple(dict.fromkeys([*agreeing, *adverbs, *found]))


def _inflected(english: str, reading: Reading) -> str:
    """A verb as English says it of somebody in a picture: what is asked for stays, what is done is being done."""
    if reading.part == "INFN" or reading.mood == "impr":
        return english
    first, *rest = english.split(" ")
    if reading.voice == "pssv":
        return " ".join([english_words("past").get(first) or ended(first, "ed"), *rest])
    return " ".join([english_words("doing").get(first) or ended(first, "ing"), *rest])


def _dangles(units: Sequence[_Unit], at: int) -> bool:
    """Whether a small word has lost what it belonged to."""
    if units[at].group != "small":
        return False
    following = units[at + 1 : at + 2]
    lost = not following or following[0].group == "break" or bool(_BREAK.search(following[0].gap))
    return lost or (units[at].english == "and" and at == 0)


def _compounded(units: Sequence[_Unit]) -> Iterator[_Unit]:
    """Units with what English says as one noun so said: "магазин игрушек" is a toy shop."""
    at = 0
    while at < len(units):
        unit, end = units[at], at + 1
        while end < len(units) and units[end].group == "adjective" and not units[end].gap.strip():
            end += 1
        other = units[end] if end < len(units) and not units[end].gap.strip() else unit
        if unit.english in english_words("heads") and other.group == "noun" and unit is not other and _of(unit, other):
            told = " ".join([*(one.english for one in units[at + 1 : end]), other.english, unit.english])
            yield replace(unit, english=told)
            at = end + 1
        else:
            yield unit
            at += 1


def _of(owner: _Unit, head: _Unit) -> bool:
    """Whether a noun is in the genitive that the one before it has."""
    cases = [one.case for one in head.readings]
    return owner.group == "noun" and head.group == "noun" and "gent" in cases and cases[0] not in _NO_GENITIVE


def _joined(units: Sequence[_Unit], at: int) -> str:
    """One unit with what stands before it, in the number that its neighbours tell."""
    unit = units[at]
    if unit.group == "small":
        return f"{unit.gap or ' '}{_governed(units, at)}"
    head = next((one for one in units[at:] if one.group != "adjective"), unit)
    owner = units[at - 1] if at and not unit.gap.strip() else None
    of = ""
    if owner and unit.group in ("noun", "adjective"):
        of = "of " if _of(owner, head) else "with " if _by(owner, head) else ""
    said = plural(unit.english) if unit.group == "noun" and _several(units, at) else unit.english
    return f"{unit.gap or ' '}{of}{said}"


def _by(before: _Unit, head: _Unit) -> bool:
    """Whether a noun is what something is done with: in the instrumental, after no preposition."""
    means = before.group in ("noun", "verb") and before.english.split()[0] not in english_words("objects")
    return means and {one.case for one in head.readings} == {"ablt"}


def _governed(units: Sequence[_Unit], at: int) -> str:
    """A preposition as the case or number after it has it."""
    unit, table = units[at], english_words("governed")
    following = units[at + 1] if units[at + 1 :] else unit
    if following.group in ("digits", "number") and (said := table.get(f"{unit.lemma} number")):
        return said
    noun = next((one for one in units[at + 1 :] if one.group == "noun"), None)
    cases = {one.case for one in noun.readings} if noun else set()
    doing = bool(at) and units[at - 1].group == "verb"
    if cases & _OBLIQUE or doing:
        return unit.english
    return next((said for case in sorted(cases) if (said := table.get(f"{unit.lemma} {case}"))), unit.english)


def _several(units: Sequence[_Unit], at: int) -> bool:
    """Whether a noun is of more than one: as the number before it says, else as its form is in this place."""
    before = at - 1
    while before >= 0 and units[before].group == "adjective" and not units[before + 1].gap.strip():
        before -= 1
    near = units[before] if before >= 0 and not units[before + 1].gap.strip() else None
    if near and near.group == "digits":
        return not _SINGULAR.search(near.english)
    if near and (near.group == "number" or near.english in ("many", "few", "several", "more", "less")):
        return near.english != "one"
    agreeing = set.intersection(
        *({one[2:4] for one in unit.readings} for unit in units[before + 1 : at + 1] if unit.readings), _ANY_CASE
    )
    found = [one for one in units[at].readings if one[2:4] in agreeing] or units[at].readings
    if near and near.group == "small":
        found = [one for one in found if one.case != "nomn"] or found
    elif near and near.group == "verb":
        found = [one for one in found if one.case == "accs"] or found
    elif near is None:
        found = [one for one in found if one.case == "nomn"] or found
    return bool(found) and found[0].number == "plur"


_ANY_CASE = {(case, number) for case in ("nomn", "gent", "datv", "accs", "ablt", "loct") for number in ("sing", "plur")}


@cache
def _words() -> frozenset[str]:
    return frozenset(form for group in ("phrase", *_TABLES) for form in english_words(group))


@cache
def _phrases() -> Mapping[str, Sequence[tuple[str, tuple[str, ...]]]]:
    """Phrases by their first word."""
    found: dict[str, list[tuple[str, tuple[str, ...]]]] = defaultdict(list)
    for form, english in english_words("phrase").items():
        first, *rest = form.split()
        found[first].append((english, tuple(rest)))
    return found


@cache
def _new() -> frozenset[str]:
    """How the words of the lexicon begin that no dictionary has."""
    return frozenset(word[:_PREFIX] for word in _words() if " " not in word and not morphology.known(word))
