"""The words that free text may use, and what they mean: the files of `lexicon/`, read once and checked.

Knows nothing of how a text is read. To teach a word is to add it to one of the files.
"""

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations, product
from typing import Any, Literal, get_args

from prompt_builder.ages import AgeGroup
from prompt_builder.lexicon_files import FOLDER, forms, read
from prompt_builder.morphology import numbers, plural
from prompt_builder.scene import WORDS, Accent, Activity, Design, Light, Look, Object, Posture, Setting, Thing, Tint

Kind = Literal[
    "thing", "room", "setting", "light", "activity", "object", "design", "accent", "tint", "people", "look", "undrawn",
    "detail", "workplace", "use", "posture", "outlook", "mishap", "age", "number", "together", "old", "decade",
    "afterwards", "years", "unit", "aged", "with", "whose", "of", "picture", "negation", "nobody", "stop",
]  # fmt: skip
LONGEST_PHRASE = 4
"""Words of the longest form."""

_LATIN = re.compile("[a-z]+")
_VALUES: dict[str, Any] = {
    "object": Object, "setting": Setting, "light": Light, "activity": Activity, "accent": Accent,
    "posture": Posture, "look": Look, "hue": Look, "garment": Look, "mane": Look, "cut": Look,
    "age": AgeGroup, "afterwards": AgeGroup, "design": Object, "workplace": Thing, "use": Thing, "tint": Tint,
    "detail": Literal[Thing, Activity, Object, Design, Look, Setting, Light],
}  # fmt: skip
_APART = ("rules", "hue", "garment", "tinted", "mane", "cut", "also")
_AGED = "летн*"
_SOME = {"detail", "workplace", "use", "age", "afterwards", "design", "hue", "garment", "mane", "cut"}
"""Kinds of which not every value has words."""
_INFLECTED: tuple[Kind, ...] = ("look", "workplace")
"""Kinds whose words stand for all their forms."""


class LexiconError(ValueError):
    """A file of the lexicon says what nobody understands: the message names the file and the entry."""


def _checked(name: str, tables: dict[str, Any]) -> dict[str, Any]:
    """The tables of a file, by kind and value. Raises LexiconError where these are not those that the code knows."""
    for kind, table in tables.items():
        if kind not in (*get_args(Kind), *_APART):
            raise LexiconError(f"{name}.toml: there is no kind [{kind}]")
        known = set(get_args(_VALUES.get(kind, str)))
        if strange := known and set(table) - known:
            raise LexiconError(f"{name}.toml: there is no [{kind}] {', '.join(sorted(strange))}")
        if wordless := kind not in _SOME and known - set(table):
            raise LexiconError(f"{name}.toml: [{kind}] has no words for {', '.join(sorted(wordless))}")
    also: dict[str, str] = tables.get("also", {})
    for told in (*also, *(one for words in also.values() for one in forms(words))):
        kind, _, value = told.partition(" ")
        if value not in {*tables.get(kind, ()), *get_args(_VALUES.get(kind, str))}:
            raise LexiconError(f"{name}.toml: there is no {told}, of which [also] tells")
    return dict(tables)


_SCENE, _GRAMMAR = _checked("scene", WORDS), _checked("grammar", read("grammar"))
PEOPLE: dict[str, dict[str, Any]] = read("people")
"""Each name for people: its words, and whom it tells of."""
NAMES: dict[str, str] = {form: who for who, told in PEOPLE.items() for form in forms(told.get("names", "")) if form}
"""Whom English first names tell of."""
FORBIDDEN = read("forbidden")
ENGLISH: dict[str, dict[str, str]] = read("english")
"""How Russian words are said: by their part of speech the English, and the words for it."""
RULES: dict[str, frozenset[str]] = {rule: frozenset(forms(words)) for rule, words in _GRAMMAR.pop("rules").items()}
"""Words, as they are, that a rule of grammar knows."""
DESIGNS: dict[Object, dict[Design, str]] = _SCENE.pop("design")
"""Kinds of the objects; each names its object, too."""
_ALSO: dict[str, list[tuple[Any, str]]] = {
    one: [also.partition(" ")[::2] for also in forms(words)] for one, words in _SCENE.pop("also").items()
}
"""What the words for a value of a kind mean as well."""
_HUES, _GARMENTS, _MANE, _CUTS = map(_SCENE.pop, ("hue", "garment", "mane", "cut"))
HUES: dict[str, Look] = {form: look for look, words in _HUES.items() for form in forms(words)}
"""Words for colours, each by the look of clothes of it."""
_TINTED = {garment: own for own, garments in _SCENE.pop("tinted").items() for garment in forms(garments)}
"""Garments whose colour is their own, and not that of the clothes, and what those are called that have it."""
GARMENTS = dict.fromkeys((*_GARMENTS, "turtleneck", "waistcoat", "stripes"), "clothes") | _TINTED
"""What may have a colour of its own, and what that is the colour of."""
_LENGTHS, _CURLS = ("long hair", "short hair"), ("curly hair", "wavy hair")
_KINDS_OF_HAIR = _LENGTHS, _CURLS, tuple(look for look in _MANE if look not in _LENGTHS + _CURLS)
"""Qualities of which hair has one each."""
_HAIR = ("волос*", "стрижк*", "прическ*"), ("hair", "haircut", "hairstyle")
"""What the words for qualities of hair lead, in Russian and in English."""
ENCODER_WORDS = frozenset((FOLDER / "encoder.txt").read_text(encoding="utf-8").split())
"""English words that are one token of CLIP's vocabulary: those of our own tables."""


def _told() -> Iterator[tuple[Kind, str, str]]:
    for subject, designs in DESIGNS.items():
        for design, words in designs.items():
            yield "object", subject, words
            yield "design", design, words
    for name, told in PEOPLE.items():
        yield "people", name, told.get("words", "")
    tables: dict[Any, dict[str, str]] = _SCENE | _GRAMMAR
    for kind, table in tables.items():
        for value, words in table.items():
            if kind == "together":
                yield "number", value, words
            for also, meant in _ALSO.get(f"{kind} {value}", ()):
                yield also, meant, words
            yield "thing" if kind == "room" else kind, value, words


def _clothes() -> Iterator[tuple[Kind, str, str]]:
    """Garments with their colours: each tells of both."""
    for (colour, hues), (garment, words) in product(_HUES.items(), _GARMENTS.items()):
        own = _TINTED.get(garment)
        looks = sorted({colour.replace("clothes", own) if own else colour, garment} - {own})
        for hue, form in product(forms(hues), forms(words)):
            if hue.isascii() != form.isascii():
                continue
            for lead, look in product(("", "in ") if hue.isascii() else ("", "в ") if own else ("",), looks):
                yield "look", look, f"{lead}{hue} {form}"


def _hair() -> Iterator[tuple[Kind, str, str]]:
    """Hair of qualities: "long curly dark hair", "pink haircut". Curls tell their length, unless they are short."""
    kinds = [[(look, form) for look in kind for form in forms(_MANE[look])] for kind in _KINDS_OF_HAIR]
    for said in (said for count in (1, 2, 3) for some in permutations(kinds, count) for said in product(*some)):
        looks = {look for look, _ in said}
        if curls := looks & {*_CURLS}:
            looks = looks - {*_LENGTHS, *_CURLS} | ({"short curls"} if "short hair" in looks else curls)
        native = {form.isascii() for _, form in said}
        words = " ".join(form for _, form in said)
        nouns = _HAIR[native == {True}][: 3 if len(said) < 3 else 1] if len(native) == 1 else ()
        yield from (("look", look, f"{words} {noun}") for look in sorted(looks) for noun in nouns)
    for (mane, told), (cut, nouns) in product(_MANE.items(), _CUTS.items()):
        for quality, noun in product(forms(told), forms(nouns)):
            worn = (cut, mane) if quality.isascii() == noun.isascii() else ()
            yield from (("look", look, f"{quality} {noun}") for look in worn if look not in _LENGTHS)


def _ages() -> Iterator[tuple[Kind, str, str]]:
    """Ages of two words in one, each made of a ten and of a year: "сорокапятилетняя"."""
    ends = {years: form.removesuffix(_AGED) for years, words in _GRAMMAR["old"].items() for form in forms(words)[-1:]}
    for ten, one in product(range(20, 100, 10), range(1, 10)):
        yield "old", str(ten + one), f"{ends[str(ten)]}{ends[str(one)]}{_AGED}"


def _entries() -> Iterator[tuple[Kind, str, str]]:
    own = frozenset(form for kind, _, words in _told() if kind == "look" for form in forms(words))
    yield from _clothes()
    yield from _ages()
    yield from _hair()
    for kind, value, words in _told():
        for form in forms(words) if words else ():
            if not 0 < len(form.split()) <= LONGEST_PHRASE or form != form.lower():
                raise LexiconError(f"{kind} {value}: {form!r} should be 1 to {LONGEST_PHRASE} words in lower case")
            yield kind, value, form
            if kind in _INFLECTED and form.isalpha():
                yield from ((kind, value, inflected) for inflected in frozenset().union(*numbers(form)) - own)
    for name, told in PEOPLE.items():
        for lemma in forms(told["lemmas"]) if "lemmas" in told else ():
            one, several = numbers(lemma)
            yield from (("people", name, form) for form in one - several)
            yield from (("people", told["several"], form) for form in several)


@cache
def entries() -> tuple[tuple[Kind, str, str], ...]:
    """Every form with a kind and a value that it means."""
    return tuple(_entries())


@cache
def written(*rules: str) -> re.Pattern[str]:
    """Finds in a text the words that any of these rules knows, the longest first."""
    words = sorted(frozenset().union(*map(RULES.__getitem__, rules)), key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def begins(word: str, *rules: str) -> bool:
    """Whether a folded word begins as any that one of these rules knows."""
    return word.startswith(_beginnings(rules))


@cache
def _beginnings(rules: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(word for rule in rules for word in RULES[rule])


@cache
def english_words() -> frozenset[str]:
    """English words that the lexicon knows, with the plural and the forms of verbs that rules make of them."""
    told = (english for table in ENGLISH.values() for english in table)
    words = {word for text in (*told, *(form for _, _, form in entries())) for word in _LATIN.findall(text)}
    return ENCODER_WORDS | {form for word in words for form in (word, plural(word), f"{word}ed", f"{word}ing")}
