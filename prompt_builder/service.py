"""Tells who serves others at work, behind a counter or as the words call them. Knows no poses."""

from collections.abc import Collection, Sequence

from prompt_builder import defaults
from prompt_builder.agents import agents
from prompt_builder.ages import ADULTS
from prompt_builder.identity import serves
from prompt_builder.lexicon import RULES, begins
from prompt_builder.looks import said_of, spoken_of
from prompt_builder.mentions import Mention, is_posture, values_of
from prompt_builder.morphology import fold
from prompt_builder.people import TEAM
from prompt_builder.scene import Person

_BEHIND = "за ", "behind "


def serving(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom those of a bank serve the others: "консультант и клиентка"; else who is behind a counter."""
    at = [i for i, one in enumerate(mentions) if serves(one)]
    those = {i for k in at for i in spoken_of(people, mentions, k) or _at_end(people, mentions, k)}
    named = [one for one in mentions if one.values("people")]
    team = [one for one in named if TEAM in one.values("people")]
    if team and all(serves(one) or one in team for one in named):
        those = {*range(len(people))}
    if not those and all(one.age_group in ADULTS for one in people):  # it would hide a child
        those = next((_behind(people, mentions, at) for at in range(len(mentions)) if _is_behind(mentions[at])), those)
        bar = "bar" in values_of(mentions, "thing")  # whose guests are "за стойкой" as well
        those = {i for i in those if not (bar and guests([people[i]]))}
    return told_of(people, those, serves=True)


def told_of(people: Sequence[Person], those: Collection[int], **told: bool | str) -> tuple[Person, ...]:
    """The people, where something is told of those who are at these places."""
    return tuple(one.model_copy(update=told) if i in those else one for i, one in enumerate(people))


def guests(people: Sequence[Person]) -> bool:
    """Whether there is anybody whose clothes do not say that they serve guests."""
    return any(not defaults.WAITERS & {*one.looks} for one in people)


def _is_behind(mention: Mention) -> bool:
    """Whether it says that somebody is behind a counter or a till."""
    counter = "at a counter" in mention.values("posture") or "till" in mention.values("thing")
    return counter and fold(mention.text).startswith(_BEHIND)


def _behind(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> set[int]:
    """Who is behind the counter that is told at a place: who works at one, else who is said to be, or the last."""
    named = [i for i, one in enumerate(mentions) if one.values("people")]
    at_work = [i for i in named if {"till", *defaults.COUNTERS} & {*mentions[i].values("workplace")}]
    told = agents(mentions)[at] if is_posture(mentions[at]) else [i for i in named if i < at]
    who = at_work if len(at_work) == 1 else told
    found = spoken_of(people, mentions, who[-1]) if who else ()
    return {*[*found][-1:]} or {len(people) - 1}


def _at_end(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> list[int]:
    """Whom those are who are named first or last of all, where not everybody was named: "агент и семья с детьми"."""
    told = [i for i, one in enumerate(mentions) if one.values("people")]
    ends = {told[-1]: len(people) - 1} | ({} if mentions[told[0]].beside else {told[0]: 0})
    return [ends[at]] if at in ends and said_of(people[ends[at]], mentions, at) else []


def sells(mentions: Sequence[Mention]) -> bool:
    """Whether somebody takes what another pays."""
    return any(fold(one.text) in RULES["takes payment"] for one in mentions)


def works(mention: Mention, people: Sequence[Person]) -> bool:
    """Whether somebody is called by who serves others, and one who does is there, as the clothes tell."""
    return serves(mention) and any(one.serves for one in people)


def served(mentions: Sequence[Mention]) -> bool:
    """Whether somebody who is not named is in company of who serves: "подписание договора с менеджером"."""
    return any(one.beside and serves(one) for one in mentions)


def advised(mentions: Sequence[Mention]) -> bool:
    """Whether people are at a consultation that nobody who is named gives: "пара на консультации в банке"."""
    words = [fold(one.text) for one in mentions if "consulting" in one.values("activity")]
    return any(begins(word, "advised") for word in words) and not any(map(serves, mentions))
