"""Reads what is said to be behind what: "на фоне графика", "behind a shield". Knows no picture."""

import re
from collections.abc import Sequence
from functools import cache

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, is_people
from prompt_builder.morphology import fold
from prompt_builder.parser import parse
from prompt_builder.scene import Depth, Object, Thing

_CLAUSE = re.compile(r"[^,.;:!?]*")
_NEAR = 3
"""Words after which what is said to be somewhere is named at most."""
_KINDS: tuple[Kind, ...] = ("thing", "object")


def behind(text: str, shown: Sequence[Thing | Object]) -> tuple[Depth, ...]:
    """What of the things shown is said to be behind all else, or before it, and the words that say so."""
    found = []
    for told in _said().finditer(text):
        word, after = fold(told[0]), parse(_rest(text, told.end()))
        before = parse(text[: told.start()])
        thing, alone = _named(after[:_NEAR], shown), not after or is_people(after[0])
        back = word not in RULES["screen"] or alone
        if word in RULES["apart"] | RULES["hind"] or (word in RULES["screen"] and alone):
            thing = thing or _named(before[-1:], shown)
        if thing:
            found.append((told[0], thing, back))
    return tuple(found)


@cache
def _said() -> re.Pattern[str]:
    words = sorted(RULES["backdrop"] | RULES["apart"] | RULES["screen"] | RULES["hind"], key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, words))})\b", re.IGNORECASE)


def _rest(text: str, end: int) -> str:
    found = _CLAUSE.match(text, end)
    return found[0] if found else ""


def _named(mentions: Sequence[Mention], shown: Sequence[Thing | Object]) -> Thing | Object | None:
    """The first of what is shown that is named, where nothing else was."""
    for one in mentions:
        named = [value for kind in _KINDS for value in one.values(kind)]
        if named:
            return next((thing for thing in shown if thing in named), None)
        if one.values("setting") or is_people(one):
            return None
    return None
