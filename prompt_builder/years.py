"""Reads the ages that a clause tells of those who were named before it. Knows numbers, but not who is meant."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple, cast

from prompt_builder.ages import MINORS, OLDEST, AgeGroup, age_group
from prompt_builder.identity import is_one
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, is_people, tells_deed
from prompt_builder.morphology import ADVERBS, fold, part_of_speech, readings
from prompt_builder.names import lives
from prompt_builder.people import SEVERAL

_GLUED = re.compile(r"\d-?[^\W\d_]")
_SPANS = {("от", "до"), ("между", "и"), ("from", "to"), ("between", "and")}
_THOSE = ("из них", "из которых")
_TENS = range(20, 100, 10)
_PAIRS = ({"man", "woman"}, {"mother", "father"}, {"wife", "husband"})
"""Two of whom an age is told that is said once."""
_AS_OLD = {
    ("male senior", "woman"): "senior", ("female senior", "man"): "senior",
    ("young man", "woman"): "young woman", ("young woman", "man"): "young man",
}  # fmt: skip
"""Whom a word for both calls where it stands before the first: "an elderly man and woman"."""
_END = (Mention("", ()),) * 2
_TOLD_BEFORE = 2
"""Words before "year old": whose, or an article, and a number."""
_AGES: tuple[Kind, ...] = ("age", "afterwards")
_NUMBERS: tuple[Kind, ...] = ("number", "decade")
_BESIDE = frozenset[str]().union(*(RULES[rule] for rule in ("and", "both", "every", "lacking", "at most")))


class ToldAges(NamedTuple):
    """What a clause of nothing but ages tells: years and groups in their order, and how many they are of."""

    years: tuple[int, ...]
    groups: tuple[AgeGroup, ...]
    both: bool
    every: bool
    joined: bool
    """Whether an "and" is between them."""


def are_ages(clause: str, found: Sequence[Mention]) -> bool:
    """Whether a clause tells ages and nothing else, in words or in numbers that no letters hang on."""
    return told_ages(found) is not None and not _GLUED.search(clause)


def told_ages(found: Sequence[Mention]) -> ToldAges | None:
    """The ages of a clause that tells nothing else: "9 и 15 лет", "обоим за 65", "нет 16"; else None."""
    if {kind for one in found for kind, _ in one.meanings}.isdisjoint((*_NUMBERS, *_AGES)):
        return None
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
    if part_of_speech(word) in ADVERBS:
        return True
    joins = of_each or word in RULES["nearly"] or word not in RULES["breaks"]
    return joins and mention.tells("years", "aged", "stop", "whose")


def begins_with_age(found: Sequence[Mention]) -> bool:
    """Whether a clause begins with somebody's age."""
    first, *others = [one for one in found[:4] if not one.values("stop")] or [Mention("", ())]
    number = bool(first.values("number")) and (not others or bool(others[0].values("years")))
    return number or bool(first.values("aged"))


def follows_age(mention: Mention, kind: Kind | None) -> bool:
    """Whether a word, of no `kind` of grammar or of one, is nothing of which the number before it tells how many."""
    word, first = fold(mention.text), fold(mention.text).split()[0]
    if word in RULES["breaks"] or word == "is" or first in RULES["joined"] or lives(first):
        return True
    # Another may come next: "муж 40 жена 38".
    return kind is None and (is_one(mention) or tells_deed(mention) or bool(mention.values("look")))


def counted(found: Sequence[Mention]) -> list[Mention]:
    """The words of a clause, where numbers and ages are put together, and who is called by an age alone is somebody."""
    return _of_both(_so_old(_aged_so(_of_those(_ranged(_in_months(_summed(found)))))))


def _in_months(found: list[Mention]) -> list[Mention]:
    """The mentions without a word for an age before months: "twins aged 6 months", "в возрасте 5 месяцев"."""
    numbers = [bool(one.values("number")) for one in (*found[1:], *_END)]
    months = ["month" in one.values("unit") for one in (*found[2:], *_END)]
    followed = zip(found, numbers, months, strict=False)
    return [one for one, number, month in followed if not (number and month and one.values("aged"))]


def _summed(found: Iterable[Mention]) -> list[Mention]:
    """The mentions, where a ten and the number after it, both in letters, are one: "двадцать три"."""
    told: list[Mention] = []
    for one in found:
        tens, ones = (told[-1].number or 0) if told else 0, one.number
        if tens in _TENS and ones is not None and ones < _TENS[0] and told[-1].text.isalpha():
            told[-1] = Mention(f"{told[-1].text} {one.text}", (("number", str(tens + ones)),))
        else:
            told.append(one)
    return told


def _ranged(found: list[Mention]) -> list[Mention]:
    """The mentions, where two numbers tell about how old somebody is: "от 30 до 40", and those of a lapse no age."""
    told = list(found)
    for at, one in enumerate(found):
        words = [fold(other.text) for other in found[max(at - 1, 0) : at + 3]]
        if one.values("number") and (words[0] in RULES["lapse"] or (at and RULES["ago"] & {*words[2:]})):
            told[at : at + 2] = [other.silent() for other in found[at : at + 2]]
    for at in range(len(told) - 4, 0, -1):
        one, low, to, high = told[at : at + 4]
        span = (fold(one.text), fold(to.text)) in _SPANS and low.values("number") and high.values("number")
        if span and is_people(told[at - 1]):
            years = (int(low.values("number")[0]) + int(high.values("number")[0])) // 2
            told[at : at + 4] = [Mention(f"{low.text} {high.text}", (("number", str(years)),))]
    return told


def _aged_so(found: list[Mention]) -> list[Mention]:
    """The mentions, where an age comes right after whoever is that old: "владелец кафе лет 50", "... на пенсии"."""
    told = list(found)
    for at in range(2, len(found)):
        those = [i for i in range(at) if is_people(found[i])]
        years = fold(found[at].text) == "лет" and any(one.values("number") for one in found[at + 1 : at + 2])
        aged = years and not found[at - 1].values("number")
        if those and (aged or (found[at].values("afterwards") and not those[1:])):
            start, end = those[-1] + 1, at + 1 + aged
            told[start:end] = [*found[at:end], *found[start:at]]
    return told


def _so_old(found: list[Mention]) -> list[Mention]:
    """The mentions, where an age by which nobody else is called is somebody: "her five-year-old at the playground"."""
    told: list[Mention] = []
    for at, one in enumerate(found):
        told.append(one)
        if at < _TOLD_BEFORE or not one.text.startswith("year old") or not found[at - 1].values("number"):
            continue
        said, following = fold(found[at - 2].text), found[at + 1 : at + 2]
        several = one.text.endswith("s") and found[at - 2].values("number")  # "four eight-year-olds"
        whose = said in RULES["some"] or said == "the" or found[at - 2].values("whose")
        alone = all(after.tells("stop", "with") or tells_deed(after) for after in following)
        if several or (whose and alone):
            years = found[at - 1].values("number")[0]
            group = age_group(int(years))
            who: str = group if group in MINORS else "person"
            who = SEVERAL.get(who, who) if several else who
            told[-2:] = [found[at - 1]._replace(meanings=(("old", years),)), one._replace(meanings=(("people", who),))]
    return told


def _of_both(found: list[Mention]) -> list[Mention]:
    """The mentions, where an age before two is that of both: "пожилые мужчина и женщина", "a retired mum and dad"."""
    told = list(found)
    for at in range(len(found) - 3, -1, -1):
        one, joins, other = found[at : at + 3]
        if fold(joins.text) not in RULES["and"]:
            continue
        names = (*one.values("people"), *other.values("people"))
        if one.text.isascii() and names in _AS_OLD:
            told[at + 2] = other.also("people", _AS_OLD[names])
        if {*names} not in _PAIRS:
            continue
        before, after = found[at - 1 : at] if at else [], found[at + 3 : at + 4]
        if any(age.values("age") and (age.text.isascii() or _is_plural(age.text)) for age in before):
            told.insert(at + 2, before[0])
        elif any(age.values("afterwards") for age in after):
            told.insert(at + 1, after[0])
    return told


def _is_plural(word: str) -> bool:
    return all(one.number == "plur" for one in readings(word))


def _tells_some(words: Sequence[str]) -> bool:
    """Whether a number is of those who were named: "двое из них", "two of them in hats", but not "the two of them"."""
    some = words[0].endswith("of them") and not words[0].startswith("the") and len(words) > 1
    return some or " ".join(words[1:3]) in _THOSE


def _of_those(found: list[Mention]) -> list[Mention]:
    """The mentions, where so many of those who were named are nobody more: "двое из них в очках"."""
    words = [fold(one.text) for one in found]
    return [
        one.silent()
        if one.values("together") and _tells_some(words[at:]) and not any(map(is_people, found[at:]))
        else one
        for at, one in enumerate(found)
    ]
