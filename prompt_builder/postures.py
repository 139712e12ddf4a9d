"""Tells how people are said to sit, stand and look, where words or what is there tell it. Knows no poses."""

from collections.abc import Collection, Sequence
from typing import get_args

from prompt_builder import defaults
from prompt_builder.ages import MINORS
from prompt_builder.giving import HANDED
from prompt_builder.lexicon import begins
from prompt_builder.mentions import Mention, among, values_of
from prompt_builder.morphology import fold
from prompt_builder.scene import (
    DESKS,
    GESTURES,
    IN_STEP,
    LINKED,
    SITTING,
    Activity,
    Person,
    Posture,
    Thing,
    serve_others,
)
from prompt_builder.service import guests, told_of

_AT_EASE = frozenset(("drinking coffee", "reading a book", "working on a laptop", "talking on a phone", "holding keys"))
"""What is done on the floor, too."""
_EATEN = frozenset(("pizza", "ice cream", "cake"))
"""What is eaten there."""
_OVER_COUNTERS = {*HANDED, "gift"}
"""What is given by who is behind a counter."""


def postures(
    people: Sequence[Person], things: Collection[Thing], mentions: Sequence[Mention], counts: bool, opposite: str
) -> list[Posture]:
    """How people are said to sit and look; guests sit at a table unless they are said to stand, as do those `opposite`.

    Papers lie on the counter of a branch, and who serves somebody who does nothing else is behind it; who `counts` does
    so at a table, but outside or with the calculator in a hand; who is on the floor and does nothing else than at ease
    sits there.
    """
    said = values_of(mentions, "posture")
    tables = {*defaults.TABLES} & {*things} - (set() if counts else {"calculator"})
    over = opposite and {*things}.isdisjoint((*defaults.FURNITURE, "bench"))
    sit = (tables or over) and not said & {"standing", "at a counter"} and guests(people)
    acts = values_of(mentions, "activity", "use") - _OVER_COUNTERS
    served = "documents" in things or (serve_others(people) and not acts and "ATM" not in things)
    words = (word for one in mentions for word in fold(one.text).split())
    if {*things} & {*defaults.FURNITURE} and not any(begins(word, "tables") for word in words):
        said -= {"at a table", "at a meal"}
    said |= {"at a counter"} if "bank branch" in things and served and not sit else set()
    said -= {"at a counter"} if said & {*SITTING} else set()
    busy = (values_of(mentions, "use") - _EATEN) | (values_of(mentions, "activity") - _AT_EASE)
    said |= {"seated"} if "on the floor" in said and not (busy or "standing" in said) else set()
    said -= {"on the floor"} if "seated" not in said else set()
    told = [one for one in get_args(Posture) if people and one in said - {"standing", "at the window"}]
    return [*told, *SITTING] if sit else told


def gestured(
    how: Sequence[Posture], people: Sequence[Person], activity: Activity, mentions: Sequence[Mention]
) -> Collection[Posture]:
    """How people sit and look, and what a hand is told to do besides: "с ключами показывает большой палец".

    Who is told to type sits at a table, unless words tell where else.
    """
    apart = {"seated", "at a counter"} & {*how} or "standing" in values_of(mentions, "posture")
    types = activity == "working on a laptop" and {activity, "laptop"} & values_of(mentions, "activity", "thing")
    sit = SITTING if types and not apart else ()
    does = {activity, *(one.deed for one in people)}
    told = values_of(mentions, "activity") if people and activity != "driving" else set[str]()
    return dict.fromkeys((*how, *sit, *(one for one in GESTURES if one in told - does)))


def waiting(people: tuple[Person, ...], how: Sequence[Posture]) -> tuple[Person, ...]:
    """The people, of whom those stand at a table whose clothes say that they serve the others, or teach them."""
    if "at a table" not in how:
        return people
    taught = any(one.age_group in MINORS for one in people)
    those = [i for i, one in enumerate(people) if not guests([one]) or (taught and "teacher" in one.looks)]
    return told_of(people, those if guests(people) else (), stands=True)


def onward(people: Sequence[Person], activity: Activity, mentions: Sequence[Mention], pushes: bool) -> bool:
    """Whether people walk while they do something else, which they can on their feet."""
    walks = pushes or activity == "walking" or bool(among(mentions, "activity", ("walking",)))
    walks |= activity in LINKED and any(activity in one.values("detail") for one in mentions)  # who leads
    return bool(people) and walks and activity not in (*DESKS, "driving", *IN_STEP, "exercising", "dancing")
