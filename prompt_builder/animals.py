"""Tells what animals do, which nobody else does then: "кот сидит на диване". Knows no picture."""

import re
from bisect import bisect
from collections.abc import Sequence
from typing import NamedTuple

from prompt_builder.agents import acts, by_verb
from prompt_builder.lexicon import Kind
from prompt_builder.mentions import Meaning, Mention, is_beast, is_people
from prompt_builder.places import Span, places
from prompt_builder.scene import CARRIED

_END, _JOINED = re.compile(r"[,.;:!?]|\s[–—-]\s"), re.compile(r"(?:\band|\bwith|\bи)\s+(?:\w+\s+){0,2}$", re.IGNORECASE)
_DEEDS: tuple[Kind, ...] = ("activity", "posture", "look")
_DRAWN: dict[str, str] = {"dog": "seated", "cat": "seated", "horse": "standing"}
"""How animals are drawn."""


def tamed(text: str, mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where what animals do, or have done to them, is nobody's: told as not drawn, unless they are so."""
    if not any(map(is_beast, mentions)):
        return mentions
    ends = [mark.start() for mark in _END.finditer(text)]
    order = sorted((place, at) for at, place in enumerate(places(text, mentions)) if place)
    named = [
        _Named(place, bisect(ends, place.start), mentions[at])
        for place, at in order
        if is_people(mentions[at]) or is_beast(mentions[at])
    ]
    kept = list(mentions)
    for place, at in order:
        one, clause = mentions[at], bisect(ends, place.start)
        if any(deed in CARRIED for deed in one.values("activity")):
            beast = _carried([who.mention for who in named if who.clause == clause])
        else:
            beast = _doer(text, [who for who in named if acts(who.mention)], place, clause) if _is_deed(one) else None
        if beast:
            seen = ((thing, _DRAWN.get(thing)) for thing in beast.values("thing"))
            as_drawn: list[Meaning] = [("detail", thing) for thing, how in seen if how in one.values("posture")]
            kept[at] = one._replace(meanings=(*(told for told in one.meanings if told[0] not in _DEEDS), *as_drawn))
    return kept


def in_arms(mentions: Sequence[Mention]) -> set[str]:
    """The animals that are named before the arms in which they are: "девочка с котёнком на руках"."""
    found: set[str] = set()
    for at, one in enumerate(mentions):
        if "carrying in arms" in one.values("activity"):
            named = [who for who in mentions[:at] if is_people(who) or is_beast(who)][-1:]
            found.update(thing for who in named if is_beast(who) for thing in who.values("thing"))
    return found


class _Named(NamedTuple):
    """Who is named where, and in which clause."""

    place: Span
    clause: int
    mention: Mention


def _is_deed(one: Mention) -> bool:
    """Whether it is what somebody does or how they sit, and not where they are."""
    sits = one.values("posture") and "at the window" not in one.values("posture")
    return bool(sits or (one.values("activity") and by_verb(one))) and not is_people(one)


def _carried(named: Sequence[Mention]) -> Mention | None:
    """The animal that is in somebody's arms, where no child is."""
    beasts = [one for one in named if is_beast(one)]
    return beasts[0] if beasts and len(named) - len(beasts) < 2 else None


def _doer(text: str, named: Sequence[_Named], place: Span, clause: int) -> Mention | None:
    """The animal alone that does what is said at a place: named before it in its clause, or after it, or before."""
    own = [one for one in named if one.clause == clause]
    if before := [one.mention for one in own if one.place < place]:
        return None if any(map(is_people, before)) else before[-1]
    if own:
        return own[0].mention if is_beast(own[0].mention) else None
    last = [one for one in named if one.place < place][-1:]
    return next(
        (one.mention for one in last if is_beast(one.mention) and not _JOINED.search(text[: one.place[0]])), None
    )
