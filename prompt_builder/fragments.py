"""Puts together words that spaces tear apart: "nu de". Joins only what no dictionary has as it stands."""

import re
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from prompt_builder.lexicon import RULES, english_words
from prompt_builder.memory import remembered
from prompt_builder.spelling import unknown, unsaid

_WORD = re.compile(r"[^\W_]+")
_AFTER_VOWEL = re.compile("(?<=[аеиоуыюя])и")
NATURAL = frozenset("aiавикосуя")
"""Letters that are words."""
HEAD = 4
"""Letters that are enough to see that no listed word begins so, and those of the shortest word put together."""
_LONGEST = 20
_MOST = 4
"""Parts of a word."""
_WHOLE = 5
"""Letters of a word of a dictionary that is no end of another."""
PAUSE = ","
_STOPS = (",", ".", ";", ":", "!", "?", "…")
"""What ends a clause."""
_SHORT = 4
"""Letters of words of which a dictionary has too many: those that the lexicon has count."""


def bare(part: str) -> str:
    """Give the letters and digits of a part."""
    return part if part.isalnum() else "".join(_WORD.findall(part))


def paused(words: str, chunk: str) -> str:
    """Give the words of a chunk with a pause after them if a clause ends there."""
    return f"{words} {PAUSE}".lstrip() if chunk.endswith(_STOPS) else words


class Listed(Protocol):
    """Words that are looked for."""

    def begins(self, head: str) -> bool:
        """Whether a word begins with `HEAD` letters."""

    def adds(self, word: str, part: str, whole: bool, last: str = "") -> bool:
        """Whether a word is there by more than the part with which it begins or ends; by a stem unless `whole`."""


class Part(NamedTuple):
    """A part of a text as it is written."""

    torn: bool
    """Whether it may be of a word that spaces tear apart."""
    word: bool
    """Whether a dictionary has it."""
    last: bool
    """Whether a clause ends with it."""


@remembered
def parted(chunk: str) -> Part:
    """Give what a part of a text is."""
    return Part(torn(bare(chunk)), _word(bare(chunk)), chunk.endswith(_STOPS))


def put_together(parts: Sequence[str], written: Sequence[Part], listed: Listed) -> str:
    """Give parts of a text with those joined that together are a listed word, one of them torn, the shortest first."""
    text, at = [], 0
    while at < len(parts):
        end = _end(parts, written, at, listed) if listed.begins("".join(parts[at : at + _MOST])[:HEAD]) else at + 1
        text += ["".join(parts[at:end]), PAUSE if written[end - 1].last else ""]
        at = end
    return " ".join(filter(None, text))


def _end(parts: Sequence[str], written: Sequence[Part], at: int, listed: Listed) -> int:
    """Where the word ends that begins at a part, whose first letters some listed word has."""
    word, fragment, adrift = parts[at], written[at].torn, False
    for place in range(at + 1, min(at + _MOST, len(parts))):
        natural = parts[place] in NATURAL
        if (one := written[place - 1]).last or (natural and parts[place].isascii()):
            break
        before, word, fragment = word, word + parts[place], fragment or written[place].torn
        if len(word) > _LONGEST:
            break
        adrift = adrift or (one.torn and not one.word)
        whole = not adrift and written[place].word and len(parts[place]) >= _WHOLE
        joins = fragment and (adrift or not natural)
        if joins and len(word) >= HEAD and listed.adds(word, before, whole, parts[place]):
            return place + 1
    return at + 1


@remembered
def torn(part: str) -> bool:
    """Whether no dictionary has a part: one in several scripts, with digits, or no word."""
    if len(part) < 2 or part.isdigit():
        return part.isalpha() and part not in NATURAL
    if part.isascii():
        return part not in english_words()
    if len(part) == 2 or part in RULES["short"]:
        return part not in RULES["short"]
    unheard = unsaid if len(part) <= _SHORT else unknown
    return not part.isalpha() or all(map(unheard, with_short_i(part)))


def _word(part: str) -> bool:
    """Whether a dictionary has a part, however short."""
    return not torn(part) or (len(part) > 2 and not all(map(unknown, with_short_i(part))))


def with_short_i(part: str) -> set[str]:
    """A folded word, and it with й for one и, or for each that follows a vowel."""
    each = {f"{part[:at]}й{part[at + 1 :]}" for at, letter in enumerate(part) if letter == "и"}
    return {part, _AFTER_VOWEL.sub("й", part), *each}
