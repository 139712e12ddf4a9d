"""Where lines break: ICU's places, short words that stay with the next, hyphens, and lines of nearly one length."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache

import pyphen
from icu4py.breakers import LineBreaker

_BEFORE_AND_AFTER = 3
"""Letters that a hyphen leaves on either side at least."""
_SHORT = re.compile(
    r"(?:^|[\s«„“(])(?:[а-яё]{1,2}|без|для|или|при|про|[aA]|an|to|of|in|on|im|am|zu|§|№|\d{1,3})\s$",
    re.IGNORECASE,
)
"""What does not end a line: a short preposition, a number that its unit or its thousands follow."""
_DASH = re.compile(r"^[—–-]\s")
_WORD = re.compile(r"[^\W\d_]{6,}")
_HYPHEN = "-"
_HALVINGS = 10


@dataclass(frozen=True, slots=True)
class Unit:
    """What stays on one line: a word with what belongs to it, or a syllable; `wide` without the spaces at its end,
    `whole` with them, at size 1."""

    text: str
    wide: float
    whole: float
    hyphen: float = 0.0
    """How wide the hyphen is that a line has at its end when it is broken after this."""
    syllables: "tuple[Unit, ...]" = ()
    """What a word is broken into where no line has room for it."""


@cache
def _dictionary(language: str) -> pyphen.Pyphen | None:
    found = pyphen.language_fallback(language)
    return pyphen.Pyphen(lang=found, left=_BEFORE_AND_AFTER, right=_BEFORE_AND_AFTER) if found else None


def units(
    text: str, language: str, width: Callable[[str], float], hyphenated: bool = False, paired: bool = False
) -> list[Unit]:
    """A text as what is not broken.

    `hyphenated`: words know their syllables. `paired`: the last two words stay together, so that none stands alone on
    the last line.
    """
    words: list[str] = []
    for piece in map(str, LineBreaker(text, language)):
        if words and (_SHORT.search(words[-1]) or _DASH.match(piece)):
            words[-1] += piece
        else:
            words.append(piece)
    if paired and len(words) > 2:
        words[-2:] = ["".join(words[-2:])]
    return [_unit(word, width, _syllables(word, language) if hyphenated else [word]) for word in words]


def _unit(word: str, width: Callable[[str], float], syllables: list[str]) -> Unit:
    bare = word.rstrip()
    wide = width(bare) if bare else 0.0
    whole = wide if bare == word else width(f"{word}.") - width(".")
    if len(syllables) < 2:
        return Unit(word, wide, whole)
    hyphen = width(_HYPHEN)
    first = tuple(Unit(part, has, has, hyphen) for part in syllables[:-1] for has in [width(part)])
    return Unit(word, wide, whole, syllables=(*first, _unit(syllables[-1], width, [])))


def _syllables(word: str, language: str) -> list[str]:
    dictionary = _dictionary(language)
    if dictionary is None:
        return [word]
    ends = [found.start() + place for found in _WORD.finditer(word) for place in dictionary.positions(found[0])]
    return [word[start:end] for start, end in zip([0, *ends], [*ends, len(word)], strict=True)]


def broken(parts: Sequence[Unit], room: float, balanced: bool = True) -> list[str] | None:
    """The fewest lines that are at most `room` wide at size 1; None where a part of them is wider.

    `balanced`: of the same number, as narrow as they can be.
    """
    parts = [one for part in parts for one in (part.syllables if part.wide > room and part.syllables else (part,))]
    lines = _filled(parts, room)
    if lines is None:
        return None
    if not balanced or len(lines) < 2:
        return [_line(parts, *one) for one in lines]
    narrow, wide = max(part.wide for part in parts), room
    for _ in range(_HALVINGS):
        middle = (narrow + wide) / 2
        tried = _filled(parts, middle)
        if tried is not None and len(tried) == len(lines):
            lines, wide = tried, middle
        else:
            narrow = middle
    return [_line(parts, *one) for one in lines]


def _filled(parts: Sequence[Unit], room: float) -> list[tuple[int, int]] | None:
    """The places of first and last part of each line, as many on each as go there."""
    lines: list[tuple[int, int]] = []
    first, taken, best = 0, 0.0, -1
    place = 0
    while place < len(parts):
        part = parts[place]
        if taken + part.wide > room:
            if best < first:
                return None
            lines.append((first, best + 1))
            first = place = best + 1
            taken = 0.0
            continue
        if taken + part.wide + part.hyphen <= room:
            best = place
        taken += part.whole
        place += 1
    return [*lines, (first, len(parts))]


def _line(parts: Sequence[Unit], first: int, end: int) -> str:
    text = "".join(part.text for part in parts[first:end]).rstrip()
    return text + _HYPHEN if parts[end - 1].hyphen and end < len(parts) else text
