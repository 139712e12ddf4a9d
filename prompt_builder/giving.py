"""Tells who gives what to whom, and who gets it: keys, a card, a present. Knows no poses."""

from collections.abc import Sequence
from itertools import takewhile

from prompt_builder import defaults
from prompt_builder.agents import acts, agents, is_deed
from prompt_builder.ages import ADULTS
from prompt_builder.cast import CROWD
from prompt_builder.identity import are_minors, serves
from prompt_builder.lexicon import RULES, begins
from prompt_builder.looks import like
from prompt_builder.mentions import Meaning, Mention, cases, is_people, names_who, values_of
from prompt_builder.morphology import fold
from prompt_builder.people import PARENTS
from prompt_builder.scene import THINGS, Activity, Person, Thing

_NEAR = 4
"""How many words after one for giving what is given is, at most."""
_GOT = (*RULES["received"], *RULES["taken"], "given", "вручени")
HANDED: frozenset[Activity] = frozenset(("handing over keys", "handing over a card"))
"""What is done by who gives somebody what a bank gives."""


def handed(found: list[Mention]) -> list[Mention]:
    """The mentions, where keys come after a word for giving, or a card next to it: "handing his wife the new keys"."""
    for at, one in enumerate(found):
        if _is_got(one) and fold(one.text) not in RULES["takes payment"]:
            found[at:] = _got(one, found[at + 1 :])
    gives = next((at for at, one in enumerate(found) if "gift" in one.values("use")), None)
    if gives is None:
        return found
    several = (at for at, one in enumerate(found) if "keys" in one.values("thing") and fold(one.text) != "ключ")
    keys = next((at for at in several if at > gives or not any(map(is_people, found[:gives]))), None)
    between = found[min(gives, keys) : max(gives, keys)] if keys is not None else ()
    if keys is not None and {*defaults.GIVEN}.isdisjoint(values_of(between, "thing")):
        found[gives] = found[gives]._replace(meanings=(("use", "keys"), ("activity", "handing over keys")))
        found[keys] = found[keys].silent()
    given = any(map(is_people, found[:gives])) and "payment terminal" not in values_of(found, "thing")
    near = found[gives + 1 : gives + 3] if given else []
    for at, one in enumerate(near, start=gives + 1):
        if "credit card" in one.values("object") and all(map(is_people, found[gives + 1 : at])):
            found[gives] = found[gives]._replace(meanings=(("activity", "handing over a card"),))
            found[at] = one.silent()
    return found


def _got(one: Mention, after: Sequence[Mention]) -> list[Mention]:
    """What is got, and the mentions after it, where it is told who gives it, or no more than a present."""
    near = after[: _NEAR - 1]
    giver = any(is_people(who) and (serves(who) or "gent" in cases(who)) for who in after)
    if any(map(_is_present, near)) and (giver or not one.meanings) and (giver or not begins(fold(one.text), "taken")):
        return [one._replace(meanings=(("use", "gift"),)), *after]
    deeds: dict[Activity, tuple[Activity, Meaning]] = {
        "handing over keys": ("holding keys", ("thing", "keys")),
        "handing over a card": ("holding a credit card", ("object", "credit card")),
    }
    for deed, (has, got) in deeds.items():
        if giver and (has in one.values("activity") or any(got in other.meanings for other in near)):
            rest = [other.silent() if got in other.meanings else other for other in near]
            return [one._replace(meanings=(("activity", deed),)), *rest, *after[_NEAR - 1 :]]
    return [one, *after]


def received(mentions: Sequence[Mention], people: Sequence[Person]) -> bool:
    """Whether people are given something by nobody who is named: "паре вручают ключи", "a couple getting the keys".

    Children give no keys, and parents none to one another.
    """
    alone = [one.age_group in ADULTS for one in people].count(True) == 1 and people[0].age_group in ADULTS
    words = ("handed", "received") if alone else ("handed",)
    deeds = [at for at, one in enumerate(mentions) if HANDED & {*one.values("activity")}]
    got = any(begins(fold(mentions[at].text), *words) or _is_for_others(mentions, at) for at in deeds)
    grown = [one for one in mentions if is_people(one) and not (are_minors(one) or one.beside)]
    parents = [one for one in grown if PARENTS & {*one.values("people")}]
    if any(one.beside and serves(one) for one in mentions):
        return False
    together = any(_is_got(mentions[at]) and not any(map(grown.__contains__, mentions[at:])) for at in deeds)
    return (got and len(grown) - len(parents[1:]) < 2) or (together and len(people) < CROWD)


def _is_for_others(mentions: Sequence[Mention], at: int) -> bool:
    """Whether it is told for whom something is done, and by nobody: "ключи дают паре", "handing keys to a family"."""
    who = [(i, cases(one)) for i, one in enumerate(mentions) if is_people(one)]
    near = [at + 1] if not any(one.opening for one in mentions[at + 1 : at + 2]) else []
    gets = {i for i, told in who if ("datv" in told and "nomn" not in told) or ("" in told and i in near)}
    return bool(gets) and gets.issuperset(givers(mentions, agents(mentions)[at], at))


def presented(mentions: Sequence[Mention], known: bool) -> bool:
    """Whether people are given something by nobody who is named: "женщине дарят цветы", "a woman gets a bouquet".

    `known`: there is somebody whom the words need not name, who gives what nobody gets.
    """
    at = next((i for i, one in enumerate(mentions) if "gift" in one.values("use")), len(mentions))
    there = any(map(_is_present, mentions[at + 1 : at + _NEAR])) and (known or any(map(is_people, mentions)))
    return there and not givers(mentions, agents(mentions)[at], at) and (not known or _is_got(mentions[at]))


def _is_present(mention: Mention) -> bool:
    return not {"flowers", "gift"}.isdisjoint(mention.values("thing"))


def _is_got(mention: Mention) -> bool:
    """Whether a word for giving is of whom something is given to."""
    return fold(mention.text).startswith(_GOT)


def givers(mentions: Sequence[Mention], doers: Sequence[int], at: int) -> list[int]:
    """The places of those who may give what is given at a place, whoever is most likely to first."""
    after = [i for i in range(at + 1, len(mentions)) if names_who(mentions[i])]
    if _is_got(mentions[at]):
        return [i for i in after if cases(mentions[i]) != {"datv"}]
    return [*(i for i in doers if not mentions[i].beside), *filter(lambda i: acts(mentions[i]), after)]


def given(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> set[Thing]:
    """What is given, as is told at a place."""
    # "he brings coffee, she pays by phone"
    after = [*takewhile(lambda one: not is_deed(one), mentions[at + 1 : at + _NEAR])]
    near = {thing for one in (mentions[at], *after) for thing in one.values("thing")}
    named = {*defaults.GIVEN} & near
    return named or {*defaults.GIVEN} & {thing for one in people for thing in one.things}


def giving(people: Sequence[Person], given: set[Thing], giver: int) -> tuple[Person, ...]:
    """The people, of whom one has what is given and nobody else."""
    found = []
    for i, one in enumerate(people):
        had = {*one.things} | given if i == giver else {*one.things} - given
        told = {"uses": i == giver, "things": tuple(thing for thing in THINGS if thing in had)}
        found.append(one.model_copy(update=told))
    return tuple(found)


def unnamed(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> list[int]:
    """Who gives what is given at a place to those who are named, and is not: who has it, or a main person of facts."""
    told = {i for k, one in enumerate(mentions) if is_people(one) for i in like(people, one)}
    free = [] if _is_got(mentions[at]) else [i for i in range(len(people)) if i not in told]
    return ([i for i, one in enumerate(people) if one.uses] or free)[:1]
