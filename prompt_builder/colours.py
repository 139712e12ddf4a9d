"""Reads which colours things are said to have: "красный чемодан". Knows no inks."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from prompt_builder.lexicon import HUES, RULES
from prompt_builder.mentions import Mention, stems
from prompt_builder.morphology import fold
from prompt_builder.scene import Look, Thing

_BETWEEN = 3
"""Words between a colour and what it is said of at most."""
_BARE = {"accent", "tint"}


class Coloured(NamedTuple):
    """The colours said of things, as written, those of all else but products, and the text without the first."""

    dyes: tuple[tuple[str, Thing, Look], ...]
    others: tuple[str, ...]
    plain: str


def coloured(text: str, mentions: Sequence[Mention]) -> Coloured:
    """Which colours are said of what: "на белом диване" is read as "на диване", which is white."""
    found: list[tuple[str, Thing, Look]] = []
    others, plain = [], text
    for at, mention in enumerate(mentions):
        hue = _hue(mention)
        said = _owner(text, mentions, at) if hue else None
        if not hue or not said or said.values("object"):
            continue
        if thing := next(iter(said.values("thing")), None):
            found.append((mention.text, thing, hue))
            plain = re.sub(rf"\b{re.escape(mention.text)}\s+", "", plain, count=1)
        else:
            others.append(mention.text)
    return Coloured(tuple(found), tuple(others), plain)


def _hue(mention: Mention) -> Look | None:
    """The colour of clothes that a word alone tells: "blue", "royal blue"."""
    if not {kind for kind, _ in mention.meanings} <= _BARE:
        return None
    words = fold(mention.text)
    return next((HUES[form] for word in (words, words.split()[-1]) for form in stems(word) if form in HUES), None)


def _owner(text: str, mentions: Sequence[Mention], at: int) -> Mention | None:
    """What a colour is said of: the next that is known, with nothing but adjectives between."""
    named = (one for one in mentions[at + 1 : at + 1 + _BETWEEN] if {kind for kind, _ in one.meanings} - _BARE)
    if (said := next(named, None)) is None:
        return None
    between = re.search(f"{re.escape(mentions[at].text)}(.*?){re.escape(said.text)}", text)
    words = list(_words(between[1])) if between else []
    apart = RULES["breaks"] | RULES["joined"]
    return said if between and len(words) <= _BETWEEN and not apart & set(words) and "," not in between[1] else None


def _words(text: str) -> Iterator[str]:
    return (fold(word) for word in text.split())
