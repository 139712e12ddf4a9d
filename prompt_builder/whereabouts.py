"""Reads who and what is said to be on, in, under or over what: "кот на диване", "inside a safe". Knows no picture."""

import re
from bisect import bisect
from collections.abc import Sequence
from functools import cache

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, is_people
from prompt_builder.morphology import fold, readings
from prompt_builder.places import leads, places
from prompt_builder.scene import Object, Thing, Where, Whereabouts

_END = re.compile(r"[,.;:!?]")
_CASES: dict[Where, str] = {"in": "loct", "on": "loct", "under": "ablt", "over": "ablt"}
"""In which case Russian has what somebody is at: in another one they go there, or mean it."""
_NEAR = 2
"""How many adjectives there are before a thing at most."""
_KINDS: tuple[Kind, ...] = ("thing", "object")


def placed(text: str, mentions: Sequence[Mention], shown: Sequence[Thing | Object]) -> tuple[Whereabouts, ...]:
    """Where each of those shown is said to be in respect of another, with the words that say so.

    All that a clause names before may be there, or else what it names after.
    """
    said = [*_said().finditer(text)]
    if not said:
        return ()
    ends = [mark.start() for mark in _END.finditer(text)]
    written = zip(places(text, mentions), mentions, strict=True)
    ordered = sorted(((place, one) for place, one in written if place), key=lambda told: told[0])
    clauses = [bisect(ends, place.start) for place, _ in ordered]
    found = []
    for told in said:
        how: Where = next(name for name in _CASES if fold(told[0]) in RULES[name])
        at = next((i for i, (place, one) in enumerate(ordered) if place.end > told.end() and _values(one)), None)
        if at is None or not _is_next(text[told.end() : ordered[at][0].start], ordered[at][1], _CASES[how]):
            continue
        thing = next((value for value in _values(ordered[at][1]) if value in shown), None)
        near = [one for (_, one), clause in zip(ordered, clauses, strict=True) if clause == clauses[at]]
        before = near.index(ordered[at][1])
        subjects = tuple(dict.fromkeys(_subjects(near[:before], shown) or _subjects(near[before + 1 :], shown)))
        if thing and subjects and not (ordered[at][1].values("posture") and "people" in subjects):
            found.append(Whereabouts(text[told.start() : ordered[at][0].end], how, subjects, thing))
    return tuple(found)


@cache
def _said() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(sorted(word for how in _CASES for word in RULES[how]))})\b", re.IGNORECASE)


def _is_next(between: str, one: Mention, case: str) -> bool:
    """Whether a mention, in the right case, is what comes next after such a word, or begins with it."""
    first, _, rest = between.strip().partition(" ")
    told = readings(one.text.split()[-1])
    between = rest if fold(first) in RULES["determiners"] else between.strip()
    noun = not told or case in {known.case for known in told if known.part == "NOUN"}
    return noun and len(between.split()) <= _NEAR and leads(between)


def _values(one: Mention) -> list[str]:
    if deeds := one.values("activity"):
        return ["car"] if "driving" in deeds else []
    return [value for kind in _KINDS for value in one.values(kind)]


def _subjects(mentions: Sequence[Mention], shown: Sequence[Thing | Object]) -> list[str]:
    """Those of them who are people, and what of them is shown."""
    told = (["people"] if is_people(one) else _values(one) for one in mentions)
    return [value for values in told for value in values if value == "people" or value in shown]
