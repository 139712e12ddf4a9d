"""Tells who of several is built otherwise than the others: "разного роста и телосложения". Knows no bodies."""

from collections.abc import Sequence

from prompt_builder.ages import MAJORITY, MINORS
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention, values_of
from prompt_builder.morphology import fold
from prompt_builder.scene import Look, Person

_UNLIKE: tuple[tuple[Look, Look], ...] = ("tall", "short"), ("slim", "stout")
"""How the first two of several are built who are said to be of different heights, or builds."""


def contrasted(mentions: Sequence[Mention], at: int, look: Look) -> bool:
    """Whether several are said to be so and otherwise, where one alone can be each: "tall and short friends"."""
    near = {look for one in mentions[max(at - 1, 0) : at + 2] for look in one.values("look")}
    return any({*pair} <= near and look in pair for pair in _UNLIKE)


def varied(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom each is built otherwise, where that was said of several."""
    told = values_of(mentions, "detail")
    pairs = [pair for pair in _UNLIKE if {*pair} <= told and len(people) > 1]
    found = [_grown(people, one, mentions) for one in people]
    for i, one in enumerate(found[:2]):
        own = tuple(pair[i] for pair in pairs if {*pair}.isdisjoint(one.looks))
        found[i] = one.model_copy(update={"looks": (*one.looks, *own)})
    return tuple(found)


def _grown(people: Sequence[Person], one: Person, mentions: Sequence[Mention]) -> Person:
    """The same, nearly grown up where a child whose age nobody told is taller than the grown-ups: "сын выше отца"."""
    young = [who for who in people if who.age_group in MINORS]
    if young != [one] or len(people) == 1 or one.age is not None or "tall" not in one.looks:
        return one
    compared = any({*fold(said.text).split()} & RULES["taller"] for said in mentions if "tall" in said.values("look"))
    return one.model_copy(update={"age": MAJORITY - 1, "age_group": "teenager"}) if compared else one
