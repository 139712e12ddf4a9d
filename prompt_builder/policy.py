"""Refuses free words that ask for what we never paint. Knows the rules and who is in the scene, but makes neither.

The rules look for words, not for intent: a denied wish ("no guns") is refused like any other, since a text encoder
does not understand the denial either.
"""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import chain
from typing import NamedTuple

from errors import Detail, PromptRefused
from locales import SOURCE, texts
from prompt_builder import morphology
from prompt_builder.ages import MAJORITY, MINORS
from prompt_builder.deobfuscation import as_written, fold, readings
from prompt_builder.lexicon import FORBIDDEN, entries
from prompt_builder.memory import remembered
from prompt_builder.patterns import Patterns, Text
from prompt_builder.scene import Person

AT_THE_WHEEL = "a child or teenager at the wheel"
OFF_BRAND = "what the brand forbids"
ANOTHERS_BRAND = "another's brand"
NAMED_IN_LAW = frozenset(
    {ANOTHERS_BRAND, "a real person or a political or religious figure", "a flag or emblem of a state or party"}
)
_CIRCUMSTANCES = ("always", "at_the_wheel", "at_young_age", "with_young", "of_young")
_COMPANIES = frozenset({"family", "team", "crowd"})
_INSTEAD: dict[str, str] = texts("page")[SOURCE].instead
_SHOWN = 80
_KEPT = 256
"""Verdicts that are remembered: the candidates of a strict order, and who asks for a preview before a picture."""


class Verdict(NamedTuple):
    """Whether words or people put minors into the picture; what is refused about it, and the words that ask for it."""

    young: bool
    subject: str = ""
    found: str = ""


class Own(NamedTuple):
    """What a kit says of words, in any of their forms: those it forbids, and others' brands that it allows."""

    forbidden: tuple[str, ...] = ()
    allowed: tuple[str, ...] = ()


class Company(NamedTuple):
    """Who is in the scene as it is understood, and whether the metadata give the age of a minor."""

    underage: bool = False
    minor_first: bool = False
    minors: bool = False
    adults: bool = False


_NOTHING = Own()


def check(words: str, underage: bool, people: Sequence[Person], own: Own = _NOTHING, *said: str) -> bool:
    """Give whether age, people or words put minors into the picture.

    `said`: the words as they were understood: without slips, in English. Raises PromptRefused if the words ask for
    what the kit forbids, for what is never painted, or for what is never painted with minors, whoever says that they
    are there.
    """
    minors = [person.age_group in MINORS for person in people]
    company = Company(underage, minors[:1] == [True], any(minors), not all(minors))
    verdict = _judge(words, tuple(filter(None, said)), company, own)
    if verdict.subject:
        raise _refusal(words, verdict.subject, verdict.found)
    return verdict.young


def check_copy(role: str, words: str, age: int | None, own: Own = _NOTHING) -> None:
    """Hold a text of an advertisement to the same rules; `age` is that of who is in its picture.

    Small print may name whom the law wants named: partners, offices of a state. Raises PromptRefused.
    """
    underage = age is not None and age < MAJORITY
    verdict = _judge(words, (), Company(underage), own, NAMED_IN_LAW if role == "legal" else frozenset())
    if verdict.subject:
        raise _refusal(words, verdict.subject, verdict.found, f"ad.{role}")


@lru_cache(_KEPT)
def _judge(
    words: str, said: tuple[str, ...], company: Company, own: Own, free: frozenset[str] = frozenset()
) -> Verdict:
    """`free`: what is not looked for."""
    read = sorted({*readings(words, rules()), *map(as_written, said)}, key=lambda text: (-len(text), text))
    plain = [text for text in map(rules().read, read) if text.found]
    texts = list(_excused("innocent", plain))
    called = any(rules().find("young", text, excused) for text, excused in _excused("not young", plain))
    young = called or company.underage or company.minors
    drives = (rules().find("wheel", text, excused) for text, excused in _excused("no wheel", plain))
    driving = next(filter(None, drives), "")
    if driving and (company.minor_first or (called and not (company.adults and _grown(plain, company)))):
        return Verdict(young, AT_THE_WHEEL, driving)
    told = {group for text in plain for group in text.found}
    for table in _tables(texts, company, called, driving):
        for subject in (one for one in FORBIDDEN[table] if f"{table}: {one}" in told and one not in free):
            for text, excused in texts:
                allowed = _allowed(text, own.allowed) if subject == ANOTHERS_BRAND else excused
                if found := rules().find(f"{table}: {subject}", text, excused | allowed):
                    return Verdict(young, subject, found)
    return Verdict(young, *_off_brand(read, own.forbidden))


def _grown(texts: Sequence[Text], company: Company) -> bool:
    """Whether nothing else tells that who is called a girl and taken for grown up is a child."""
    if company.minors:
        return True
    for text, excused in _excused("not young", texts):
        girls = rules().places("girl", text)
        if girls and (rules().find("schoolgirl", text) or rules().find("young", text, excused | girls)):
            return False
    return True


def _excused(group: str, texts: Sequence[Text]) -> Iterator[tuple[Text, frozenset[int]]]:
    """Each text with the places of words that are innocent in it, or that another of the texts has as such."""
    if not any(group in text.found for text in texts):
        yield from ((text, frozenset[int]()) for text in texts)
        return
    places = [rules().places(group, text) for text in texts]
    words = {text.words[place] for text, found in zip(texts, places, strict=True) for place in found}
    others = {way for one in words for way in _ways(one)}
    for text, found in zip(texts, places, strict=True):
        known = others - words if found else others
        yield text, found | {place for place, word in enumerate(text.words) if word in known}


@remembered
def _ways(word: str) -> frozenset[str]:
    """The words of all that a word may be read as."""
    return frozenset(way for reading in readings(word) for way in reading.split())


def _tables(
    texts: Sequence[tuple[Text, frozenset[int]]], company: Company, called: bool, driving: str
) -> Iterator[str]:
    """The tables of what is forbidden in view of who is in the picture."""
    yield "always"
    if driving:
        yield "at_the_wheel"
    if company.underage:
        yield "at_young_age"
    if called or company.underage or company.minors or any(rules().find("family", text) for text, _ in texts):
        yield "with_young"
    if called or company.underage or company.minor_first:
        yield "of_young"


def _allowed(text: Text, words: tuple[str, ...]) -> frozenset[int]:
    """The places of words that the kit allows."""
    if not words:
        return frozenset()
    patterns = _of_kit(_spellings(words))
    return patterns.places("kit", patterns.read(" ".join(text.words)))


@lru_cache(_KEPT)
def _spellings(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words and all that they may be read as, since a disguise of what is allowed is none."""
    return (*words, *sorted({reading for word in words for reading in readings(word) if reading}))


def _off_brand(read: Sequence[str], off_brand: tuple[str, ...]) -> tuple[str, str]:
    patterns = _of_kit(off_brand)
    if not patterns.begin({*chain.from_iterable(map(str.split, read))}):
        return "", ""
    found = next(filter(None, (patterns.find("kit", patterns.read(text)) for text in read)), "")
    return (OFF_BRAND, found) if found else ("", "")


@lru_cache(_KEPT)
def _of_kit(words: tuple[str, ...]) -> Patterns:
    """What a kit forbids or allows, word by word in all forms; colours and colour are one word."""
    told = (" ".join(map(_singular, _letters(morphology.fold(word)).split())) for word in words)
    return Patterns({"kit": ",".join(told)}, {})


def _letters(text: str) -> str:
    return "".join(char if char.isalnum() else " " for char in text)


def _singular(word: str) -> str:
    plural = word.isascii() and word.isalpha() and word.endswith("s") and not word.endswith("ss")
    return f"{word}|{word[:-1]}" if plural and len(fold(word)) > 2 else word


def _refusal(words: str, subject: str, found: str, field: str = "metadata.custom_prompt") -> PromptRefused:
    value = words if len(words) <= _SHOWN else f"{words[: _SHOWN - 1]}…"
    message = f"{field.removeprefix('metadata.')} asks for {subject}: “{found}”"
    return PromptRefused(
        f"We never paint this: {message}. {_INSTEAD[subject]}",
        details=(Detail(field, value, f"no {subject}", message, subject, found),),
    )


def _groups() -> Iterator[tuple[str, str]]:
    yield "innocent", FORBIDDEN["innocent"]["words"]
    yield "young", FORBIDDEN["young"]["words"]
    yield "not young", FORBIDDEN["young"]["innocent"]
    yield "girl", FORBIDDEN["young"]["girl"]
    yield "schoolgirl", FORBIDDEN["young"]["schoolgirl"]
    yield "wheel", FORBIDDEN["wheel"]["words"]
    yield "no wheel", FORBIDDEN["wheel"]["innocent"]
    yield "family", FORBIDDEN["family"]["words"]
    for table in _CIRCUMSTANCES:
        for subject, words in FORBIDDEN[table].items():
            yield f"{table}: {subject}", words


def _people() -> str:
    """Every single word for a person, as an entry tells it."""
    words = (form for kind, name, form in entries() if kind == "people" and name not in _COMPANIES)
    return ",".join(word if word.endswith("*") else f"={word}" for word in words if word.strip("*").isalpha())


@cache
def rules() -> Patterns:
    """All forms of all words of the rules, ready to be looked up."""
    classes = FORBIDDEN["classes"] | {"people": _people()}
    return Patterns(dict(_groups()), classes, FORBIDDEN["skipped"], FORBIDDEN["homonyms"])
