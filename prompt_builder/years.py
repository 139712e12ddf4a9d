"""Reads the ages that a clause tells of those who were named before it. Knows numbers, but not who is meant."""

from collections.abc import Sequence
from typing import NamedTuple, cast

from prompt_builder.ages import OLDEST, AgeGroup
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention
from prompt_builder.morphology import ADVERBS, fold, part_of_speech

_AGES: tuple[Kind, ...] = ("age", "afterwards")
_NUMBERS: tuple[Kind, ...] = ("number", "decade")
_BESIDE = frozenset[str]().union(*(RULES[rule] for rule in ("and", "both", "every", "lacking", "at most")))
_SMALL: tuple[Kind, ...] = ("years", "aged", "stop", "whose")


class ToldAges(NamedTuple):
    """What a clause of nothing but ages tells: years and groups in their order, and how many they are of."""

    years: tuple[int, ...]
    groups: tuple[AgeGroup, ...]
    both: bool
    every: bool
    joined: bool
    """Whether an "and" is between them."""


def told_ages(found: Sequence[Mention]) -> ToldAges | None:
    """The ages of a clause that tells nothing else: "9 и 15 лет", "обоим за 65", "нет 16"; else None."""
    years: list[int] = []
    groups: list[AgeGroup] = []
    under = False
    words = {fold(one.text) for one in found}
    both, every, joined = (not words.isdisjoint(RULES[rule]) for rule in ("both", "every", "and"))
    for one in found:
        if fold(one.text) in _BESIDE:
            continue
        if numbers := [int(value) for kind in _NUMBERS for value in one.values(kind)]:
            years.append(numbers[0] - under)
        elif ages := [value for kind in _AGES for value in one.values(kind)]:
            groups.append(cast(AgeGroup, ages[0]))
        elif one.values("negation"):
            under = not words.isdisjoint(RULES["lacking"])
            if not under and words.isdisjoint(RULES["at most"]):
                return None
        elif not _is_small(one, both or every):
            return None
    if not (years or groups) or not all(0 <= one <= OLDEST for one in years):
        return None
    return ToldAges(tuple(years), tuple(groups), both, every, joined)


def _is_small(mention: Mention, of_each: bool) -> bool:
    """Whether a word may stand beside an age, and is no other preposition: "over 60", but not "from 9 to 18"."""
    word = fold(mention.text)
    if part_of_speech(word) in ADVERBS or word in _BESIDE:
        return True
    return any(map(mention.values, _SMALL)) and (of_each or word in RULES["nearly"] or word not in RULES["breaks"])


def begins_with_age(found: Sequence[Mention]) -> bool:
    """Whether a clause begins with somebody's age."""
    first, *others = [one for one in found[:4] if not one.values("stop")] or [Mention("", ())]
    number = bool(first.values("number")) and (not others or bool(others[0].values("years")))
    return number or bool(first.values("aged"))
