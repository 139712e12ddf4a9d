"""Puts together words that spaces tear apart: "nu de". Joins only what no dictionary has as it stands."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple, Protocol

from prompt_builder.lexicon import RULES, english_words
from prompt_builder.spelling import unknown, unsaid

_WORD = re.compile(r"[^\W_]+")
NATURAL = frozenset("aiавикосуя")
"""Letters that are words."""
HEAD = 4
"""Letters that are enough to see that no listed word begins so, and those of the shortest word put together."""
_LONGEST = 20
_MOST = 4
"""Parts of a word."""
_SHORT = 4
"""Letters of words of which a dictionary has too many: those that the lexicon has count."""


def bare(part: str) -> str:
    """Give the letters and digits of a part."""
    return part if part.isalnum() else "".join(_WORD.findall(part))


class Listed(Protocol):
    """Words that are looked for."""

    def begins(self, head: str) -> bool:
        """Whether a word begins with `HEAD` letters."""

    def adds(self, word: str, part: str) -> bool:
        """Whether a word is there, and not only because of the part that it begins with."""


class Part(NamedTuple):
    """A part of a text as it is written: whether no dictionary has it, and whether a clause ends with it."""

    torn: bool
    last: bool


def parted(chunks: Sequence[str]) -> list[Part]:
    """Give what each part of a text is."""
    return [Part(torn(bare(chunk)), chunk.endswith(",")) for chunk in chunks]


def put_together(parts: Sequence[str], written: Sequence[Part], listed: Listed) -> str:
    """Give parts of a text with those joined that together are a listed word, one of them torn, the shortest first."""
    text, at = [], 0
    while at < len(parts):
        end = _end(parts, written, at, listed)
        text.append("".join(parts[at:end]))
        at = end
    return " ".join(filter(None, text))


def _end(parts: Sequence[str], written: Sequence[Part], at: int, listed: Listed) -> int:
    """Where the word ends that begins at a part."""
    word, fragment = parts[at], written[at].torn
    for place in range(at + 1, min(at + _MOST, len(parts))):
        if written[place - 1].last or (parts[place] in NATURAL and parts[place].isascii()):
            break
        before, word, fragment = word, word + parts[place], fragment or written[place].torn
        if len(word) > _LONGEST or (len(word) >= HEAD and not listed.begins(word[:HEAD])):
            break
        if fragment and len(word) >= HEAD and listed.adds(word, before):
            return place + 1
    return at + 1


@lru_cache(4096)
def torn(part: str) -> bool:
    """Whether no dictionary has a part: one in several scripts, with digits, or no word."""
    if len(part) < 2 or part.isdigit():
        return part.isalpha() and part not in NATURAL
    if part.isascii():
        return part not in english_words()
    if len(part) == 2:
        return part not in RULES["short"]
    unheard = unsaid if len(part) <= _SHORT else unknown
    return not part.isalpha() or all(map(unheard, _with_short_i(part)))


def _with_short_i(part: str) -> set[str]:
    """A folded word, and it with й for one и."""
    return {part, *(f"{part[:at]}й{part[at + 1 :]}" for at, letter in enumerate(part) if letter == "и")}
