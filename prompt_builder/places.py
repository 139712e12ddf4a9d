"""Finds where in a text its mentions are, and whether one is of the next. Knows no meanings."""

import re
from bisect import bisect_right
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention
from prompt_builder.morphology import QUALITIES, fold, readings

_WORD = re.compile(r"[^\W_]+")
_PART = re.compile(r"\w+(?:['’ʼ\-]\w+)*|[^\w\s]")
STOP = re.compile(r"[,.;:!?]")
"""What ends a clause."""
_APART = RULES["breaks"] | RULES["joined"] | RULES["determiners"]
_LEADING = (*QUALITIES, "ADVB")


class Span(NamedTuple):
    """Where a mention begins and ends, in characters."""

    start: int
    end: int


def places(text: str, mentions: Sequence[Mention]) -> list[Span | None]:
    """Where each mention is written, None where that is not in one piece; of those alike each has its own place.

    Sought from the last to the first, as what is left out of the mentions ("no red tie, a red hat") has its noun after.
    """
    words, spans, known = _written(text)
    found: list[Span | None] = []
    before = len(words)
    for mention in reversed(mentions):
        told = [*map(fold, _WORD.findall(mention.text))]
        starts = known.get(told[0], ()) if told else ()
        # A posture is mentioned before what it is written after.
        start = starts[(bisect_right(starts, before - len(told)) or len(starts)) - 1] if starts else 0
        end = start + len(told)
        if starts and words[start:end] == told:
            found.append(Span(spans[start].start, spans[end - 1].end))
            before = min(before, start)
        else:
            found.append(None)
    return found[::-1]


@lru_cache(maxsize=8)  # asked several times of a text while it is read
def _written(text: str) -> tuple[list[str], list[Span], Mapping[str, Sequence[int]]]:
    """The words of a text, where each begins and ends, and which of them are alike."""
    words, spans = [], []
    known: dict[str, list[int]] = {}
    for at, one in enumerate(_WORD.finditer(text)):
        words.append(fold(one[0]))
        spans.append(Span(*one.span()))
        known.setdefault(words[at], []).append(at)
    return words, spans, known


def located(text: str, mentions: Sequence[Mention]) -> list[tuple[Span, Mention]]:
    """The mentions that are written in one piece, in the order of the text, and where each is."""
    pairs = zip(places(text, mentions), mentions, strict=True)
    return sorted(((place, one) for place, one in pairs if place), key=lambda told: told[0])


def end_of_clause(text: str, at: int) -> int:
    """Where the clause ends that has this place."""
    stop = STOP.search(text, at)
    return stop.start() if stop else len(text)


def things_of(mention: Mention) -> list[str]:
    """The things and the objects that are named, and of which kind these are."""
    return [*mention.values("thing"), *mention.values("object"), *mention.values("design")]


def leads(text: str) -> bool:
    """Whether what stands before a text may be of what comes right after it: there is nothing but adjectives.

    English words are taken for such, but for those that begin or join something.
    """
    words = [fold(word) for word in _PART.findall(text)]
    return _APART.isdisjoint(words) and all(map(_is_leading, words))


def bare(text: str) -> str:
    """A text without the determiner with which it begins."""
    first, _, rest = text.strip().partition(" ")
    return rest if fold(first) in RULES["determiners"] else text.strip()


def _is_leading(word: str) -> bool:
    letters = word.replace("-", "").isalpha()
    return letters and (word.isascii() or any(told.part in _LEADING for told in readings(word)[:1]))
