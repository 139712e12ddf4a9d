"""Reads what free text, English or Russian, asks for. Knows words and their meanings, but makes no scene of them."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import contains
from typing import Literal

from prompt_builder import words

Kind = Literal[
    "thing", "setting", "light", "activity", "object", "design", "accent", "role", "number", "negation", "stop"
]
Meaning = tuple[Kind, str]

_LONGEST_PHRASE = 4
_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
_KEPT = 256
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-][^\W_]+)*")


_BREAK = re.compile(r"[,.;:!?()/\n]+")


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or phrase as it was written, what it may mean (nothing: unknown), and how many of it are asked for."""

    text: str
    meanings: tuple[Meaning, ...]
    count: int = 1

    def values(self, kind: Kind) -> tuple[str, ...]:
        """What it may mean of this kind."""
        return tuple(value for found, value in self.meanings if found == kind)


@lru_cache(_KEPT)
def read(text: str) -> tuple[Mention, ...]:
    """Give what is mentioned in a text, in order; stop words, numbers of things and what is negated are left out."""
    return tuple(mention for clause in _BREAK.split(text) for mention in _read_clause(clause))


def _read_clause(clause: str) -> list[Mention]:
    mentions: list[Mention] = []
    count, negated, beside = 1, False, False
    for mention in _scan(_WORD.findall(clause)):
        if mention.values("stop"):
            beside = False
        elif mention.values("negation"):
            negated = True
        elif numbers := mention.values("number"):
            count = int(numbers[0])
        else:
            if beside and not negated and mentions[-1].values("role") and mention.values("role"):
                mentions[-1:] = _one(mentions[-1], mention)
            elif not negated:
                mentions.append(replace(mention, count=count))
            count, negated, beside = 1, False, not negated
    return mentions


def _one(first: Mention, second: Mention) -> list[Mention]:
    """Join two words side by side for one person ("teenage daughter"); a trade beside a person is only a word."""
    trades = [mention for mention in (first, second) if "specialist" in mention.values("role")]
    if len(trades) == 1:
        return [second if trades[0] is first else first, Mention(trades[0].text, ())]
    return [Mention(f"{first.text} {second.text}", first.meanings + second.meanings, first.count)]


def _scan(tokens: list[str]) -> Iterator[Mention]:
    """Match the longest known phrase at each place; a hyphened word that is unknown as a whole counts as its parts."""
    folded = [fold(token) for token in tokens]
    forms = [_forms(word) for word in folded]
    at = 0
    while at < len(tokens):
        length, found = _longest(forms[at : at + _LONGEST_PHRASE])
        if found:
            yield Mention(" ".join(tokens[at : at + length]), found)
        else:
            parts = re.split(r"[-'’ʼ]", tokens[at])
            if len(parts) > 1:
                yield from _scan([part for part in parts if len(part) > 1])
            elif any(char.isalpha() for char in tokens[at]):
                yield Mention(tokens[at], ())
        at += length


def fold(word: str) -> str:
    """Bring a word to the form the tables use: lower case, one apostrophe, no accents, ё as е."""
    plain = unicodedata.normalize("NFKC", word).casefold().replace("’", "'").replace("ʼ", "'")
    letters = (char if char == "й" else unicodedata.normalize("NFD", char)[0] for char in plain)
    return "".join(letters)


def _longest(forms: Sequence[Sequence[str]]) -> tuple[int, tuple[Meaning, ...]]:
    """Give the number of words of the longest known phrase that begins here, and its meanings; (1, ()) if none."""
    best: tuple[int, tuple[Meaning, ...]] = (1, ())
    for first in forms[0]:
        for rest, meanings in _index().get(first, {}).items():
            length = 1 + len(rest)
            longer = length > best[0] or not best[1]
            if longer and length <= len(forms) and all(map(contains, forms[1:length], rest)):
                best = length, meanings
    return best


def _forms(word: str) -> list[str]:
    """The word itself, then its possible stems, longest first."""
    shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_STEM)
    return [word, *(f"{word[:end]}*" for end in range(len(word), shortest - 1, -1))]


@cache
def _index() -> dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """Meanings by the first word of a form and the words after it."""
    index: dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]] = {}
    for kind, value, forms in _entries():
        for form in forms.split(","):
            first, *rest = form.split()
            phrases = index.setdefault(first, {})
            phrases[tuple(rest)] = (*phrases.get(tuple(rest), ()), (kind, value))
    return index


def _entries() -> Iterator[tuple[Kind, str, str]]:
    tables: tuple[tuple[Kind, Iterable[tuple[str, str]]], ...] = (
        ("object", words.OBJECTS.items()),
        ("role", words.ROLES.items()),
        ("thing", words.THINGS.items()),
        ("setting", words.SETTINGS.items()),
        ("light", words.LIGHTS.items()),
        ("activity", words.ACTIVITIES.items()),
        ("accent", words.ACCENTS.items()),
        ("number", ((str(number), forms) for number, forms in words.NUMBERS.items())),
        ("negation", [("", words.NEGATIONS)]),
        ("stop", [("", words.STOP_WORDS)]),
    )
    for subject, designs in words.DESIGNS.items():
        for design, forms in designs.items():
            yield "object", subject, forms
            yield "design", design, forms
    for kind, table in tables:
        for value, forms in table:
            yield kind, value, forms
