"""Tells who carries a child, has which thing and stands where others sit, where words name them. Knows no poses."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import get_args

from prompt_builder import defaults
from prompt_builder.affection import loving
from prompt_builder.agents import Doers, agents, by_verb, is_of_one_of
from prompt_builder.ages import ADULTS, CHILDREN, MINORS
from prompt_builder.cards import carding, in_each
from prompt_builder.gestures import held_meanwhile, reached_out
from prompt_builder.giving import HANDED, given, givers, giving, handed, unnamed
from prompt_builder.identity import are_minors, as_called, is_one, serves
from prompt_builder.lexicon import RULES, begins
from prompt_builder.looks import dressed, first_named, like, named, said_of, spoken_of, those_of
from prompt_builder.mentions import OWNER, Meaning, Mention, cases, is_beast, is_people, names_who, values_of
from prompt_builder.morphology import fold
from prompt_builder.parties import telling
from prompt_builder.people import COUPLES, FAMILY
from prompt_builder.regard import at_work, is_hand, paid_at
from prompt_builder.scene import (
    AFOOT,
    ALONE,
    CARRIED,
    PAIRED,
    POSED,
    ROOMS,
    THINGS,
    TOGETHER,
    Activity,
    Person,
    Thing,
)
from prompt_builder.service import sells, serving, told_of

_BORNE: dict[str, Activity] = {"arms": "carrying in arms", "shoulders": "carrying on the shoulders"}
_ON_LAP: tuple[Meaning, ...] = (("activity", "carrying in arms"), ("posture", "seated"))
"""What a child on somebody's lap tells."""
_UPRIGHT = frozenset(("barbecue", "kitchen", "ATM", "christmas tree", "renovation", "moving boxes"))
"""What somebody stands at where others sit."""
_HEADED = ("recap", "sentence", "clause")
"""How those begin who come after a heading."""
_ALIKE: set[Activity] = {*TOGETHER, "standing", "holding keys"}
"""What needs not be told of each where all do it."""


def portrayed(people: Sequence[Person], mentions: Sequence[Mention], text: str) -> tuple[Person, ...]:
    """The people with all that is said of each, which is nothing of who serves them and was not named."""
    named = [one for one in people if not one.serves]
    return (*described(dressed(named, mentions, text), mentions), *people[len(named) :])


def described(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people with what is said of each, but for looks and what each does."""
    found = bearing(serving(people, mentions) if people else (), mentions)
    if len(found) < 2:
        return found
    doers = agents(mentions)
    found = loving(keeping(found, mentions, doers), mentions, doers)
    return using(standing(found, mentions, doers), mentions, doers)


def bearing(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom whoever is said to carry somebody does so: "папа несёт сына на плечах", "на руках у мамы"."""
    found = tuple(people)
    for at, deed in enumerate(mentions):
        how = next((one for one in CARRIED if one in deed.values("activity")), None)
        if how is None:
            continue
        words = set(fold(deed.text).split())
        sex = "female" if words & RULES["hers"] else "male" if words & RULES["his"] else None
        who = _bearer(mentions, at, sex)
        grown = [i for i, one in enumerate(found) if one.age_group in ADULTS]
        if who < 0:
            kin = [i for i in grown if not found[i].serves]
            found = told_of(found, kin[-1:] if len(kin) < len(grown) else (), carries=how)
            continue
        ages = telling(named(as_called(mentions[who]))).groups
        meant = [i for i in grown if sex in (None, found[i].sex) and said_of(found[i], mentions, who)]
        those = spoken_of(found, mentions, who)
        for i in sorted(meant, key=lambda i: (i not in those, found[i].age_group not in ages))[:1]:
            found = told_of(found, [i], carries=how)
    return found


def touched(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where somebody's arms, shoulders or hand tell who has or leads a child: "in grandma's arms".

    And where keys are given.
    """
    found = list(mentions)
    for at, one in enumerate(found[1:], start=1):
        if RULES["laps"] & {*fold(one.text).split()} and not one.values("activity") and _on_lap(found, at):
            found[at] = one._replace(meanings=_ON_LAP)
    for at, one in enumerate(found[1:], start=1):
        owner, word = found[at - 1], fold(one.text)
        led = word in RULES["hands"] and any(not one.values("thing") for one in found[max(at - 2, 0) : at - 1])
        if names_who(owner) and OWNER.fullmatch(owner.text) and not one.values("activity"):
            deed = _BORNE.get(word) or ("holding hands" if led else None)
            found[at] = one._replace(meanings=(("activity", deed),)) if deed else one
    return held_meanwhile(handed(reached_out(found)))


def _on_lap(found: Sequence[Mention], at: int) -> bool:
    """Whether a child is told to be on the lap that is named at a place, with somebody grown up, and nothing else."""
    near, after = found[max(at - 3, 0) : at], found[at + 1 : at + 2]
    led = near and is_people(near[-1]) and are_minors(near[-1]) and "nomn" not in cases(near[-1])
    other = [one for one in after if not led and not {*defaults.FURNITURE}.issuperset(one.values("thing"))]
    if other or any(is_beast(one) or one.values("thing") for one in near) or any(map(is_beast, after)):
        return False
    grown = any(is_people(one) and not are_minors(one) for one in found)
    return grown and any(is_people(one) and are_minors(one) for one in (*near, *after))


def keeping(people: Sequence[Person], mentions: Sequence[Mention], doers: Doers) -> tuple[Person, ...]:
    """The people with the things that are said to be theirs, where each was named: "внучка с лейкой и дедушка".

    What a heading names is nobody's: "кредит на ремонт: папа с дочкой".
    """
    found, first = list(people), next((at for at, one in enumerate(mentions) if is_people(one)), 0)
    headed = first if mentions and mentions[first].opening in _HEADED else 0
    for at, mention in enumerate(mentions[headed:], start=headed):
        if mention.tells("use") or not mention.tells("thing", "detail"):
            continue
        said = {*mention.values("thing"), *mention.values("detail")}
        things = tuple(filter(said.__contains__, THINGS))
        if not things:
            continue
        who = (got := _receiving(mentions, at)) or _holder(mentions, at) or doers[at]
        those = [0] if -1 in who else those_of(found, mentions, who)  # several sit on a sofa
        shared = len(those) < len(found) and {*defaults.HANDY}.issuperset(things)
        for i in those[:1] if len(those) == 1 or shared or got else ():  # of "дети с мячом, папа" a child has it
            found[i] = found[i].model_copy(update={"things": (*found[i].things, *things)})
    return tuple(found)


def _holder(mentions: Sequence[Mention], at: int) -> list[int]:
    """The place of who has a thing beside a hand, and is not the company that is named before it; -1: of nobody named.

    "Мама с дочкой, в руках ключи".
    """
    last = next((i for i in range(at - 1, -1, -1) if names_who(mentions[i])), None)
    by_hand = any(map(is_hand, (*mentions[max(at - 1, 0) : at], *mentions[at + 1 : at + 2])))
    if not by_hand or last is None or not mentions[last].beside or "ablt" in cases(mentions[at]):
        return []
    return [i for i in range(last) if names_who(mentions[i]) and not mentions[i].beside][-1:] or [-1]


def _receiving(mentions: Sequence[Mention], at: int) -> list[int]:
    """The place of whom keys or a card are handed to, with whom a thing is named: "ключи паре с коляской"."""
    got = at > 1 and is_people(mentions[at - 1]) and HANDED & {*mentions[at - 2].values("activity")}
    return [at - 1] if got else []


def meets(mentions: Sequence[Mention]) -> bool:
    """Whether somebody alone has company for what takes two: no animal or thing that is hugged: "обнимает книгу"."""
    hugged = [two for one, two in pairwise(mentions) if "hugging" in one.values("activity")]
    things = (
        not {*defaults.HANDY}.isdisjoint(one.values("thing")) or begins(fold(one.text), "hugged") for one in hugged
    )
    return not any(map(is_beast, mentions)) and not any(things)


def used(mentions: Sequence[Mention], things: Sequence[Thing]) -> tuple[str, Thing] | None:
    """What is done with which of the things."""
    told = [(at, one) for at, one in enumerate(mentions) if not one.values("people")]  # a cook is somebody
    found = [(at, one.text, value) for at, one in told for value in (*one.values("use"), *paid_at(one))]
    done = sorted(found, key=lambda one: one[2] != "stepladder")
    shown = {part: thing for thing in reversed(things) for part in defaults.used_as(thing)}
    for at, text, value in done:
        gifts = [thing for thing in things if value == "gift" and thing in given((), mentions, at)]
        if value in shown:
            return text, next(iter(gifts), shown[value])
    return None


def using(people: Sequence[Person], mentions: Sequence[Mention], doers: Doers) -> tuple[Person, ...]:
    """The people of whom those use a thing who are said to, unless all do: "папа платит картой".

    Who gives something has it, and not whom it is for: "папа дарит маме цветы". A child is at what is a child's.
    """
    there = values_of(mentions, "thing")
    uses = [(one.values("use"), at) for at, one in enumerate(mentions)]
    for use, at in sorted(uses, key=lambda one: ("stepladder" not in one[0], there.isdisjoint(one[0]))):
        deeds = {*mentions[at].values("activity")}
        if not (use or {*POSED} & deeds or HANDED & deeds):
            continue
        gift = "gift" in use or not deeds.isdisjoint(HANDED)
        who, does = _at_it(people, mentions, at, givers(mentions, doers[at], at) if gift else None, doers)
        does = does if who or not gift else unnamed(people, mentions, at)
        if sells([mentions[at]]):
            does = [i for i in range(len(people)) if i not in does][:1]
        if "payment terminal" in use and does and _bring(people, does):
            continue
        if does and "gift" in use:
            if gifts := given(people, mentions, at):
                return giving(people, gifts, does[0])
            continue
        if len(does) == len(people) and not there.isdisjoint({*defaults.CHILDLIKE} & {*use}):
            does = [i for i in does if people[i].age_group in CHILDREN][:1] or does
        if who:
            afoot = {"stands": True} if _UPRIGHT & {*use} else {}
            return told_of(people, does if len(does) < len(people) else (), uses=True, **afoot)
    return tuple(people)


def _at_it(
    people: Sequence[Person], mentions: Sequence[Mention], at: int, gives: Sequence[int] | None, doers: Doers
) -> tuple[list[int], list[int]]:
    """The places of who does what is said at a place, and who of the people that is; `gives`: of who gives something.

    First gives who does so at work.
    """
    who = [*doers[at]] if gives is None else sorted(gives, key=lambda i: not serves(mentions[i]))[:1]
    who = [i for i in who if not (mentions[i].beside and HANDED & {*mentions[at].values("activity")})]
    called = [i for k in who for i in like(people, first_named(mentions, k))]
    staffed = gives is not None and any(serves(mentions[k]) for k in who)
    staff = [i for i, one in enumerate(people) if one.serves and staffed]
    return who, staff or those_of(people, mentions, who) or sorted(called, key=lambda i: at_work(people[i]))[:1]


def _bring(people: Sequence[Person], those: Sequence[int]) -> bool:
    """Whether these are at work where others pay: they bring what those pay at."""
    return all(at_work(people[i]) for i in those) and not all(map(at_work, people))


def doing(
    people: Sequence[Person], mentions: Sequence[Mention], activity: Activity, fits: Callable[[Activity, Person], bool]
) -> tuple[tuple[Person, ...], Activity]:
    """The people of whom each does what is said of that one alone, and what the main person does then."""
    told, deed = _doing(people, mentions, activity, fits)
    return carding(told, mentions, deed), deed


def _doing(
    people: Sequence[Person], mentions: Sequence[Mention], activity: Activity, fits: Callable[[Activity, Person], bool]
) -> tuple[tuple[Person, ...], Activity]:
    """The people of whom each does what is said of that one alone, and what the main person does then.

    "Дедушка читает, внучка бегает": who does what needs a place of its own uses it, where nobody uses anything else.
    """
    gives = "gift" in values_of(mentions, "use")
    if not people[1:] or gives or activity in (*PAIRED, *CARRIED, "driving"):
        led = {"driving": _led, "hugging": _low}.get(activity)
        return led(people, mentions) if led else tuple(people), activity
    said: dict[int, list[Activity]] = {i: [] for i in range(len(people))}
    told = [at for at, one in enumerate(mentions) if one.values("activity") and not {*ROOMS} & {*one.values("thing")}]
    doers = agents(mentions) if told else []
    for at in told:
        deed, who, done = mentions[at], doers[at], {*mentions[at].values("activity")}
        those = those_of(people, mentions, who)
        if len(who) == 1 and len(those) > 1 and is_of_one_of(deed, mentions[who[0]]):
            those = [i for i in those if not said[i]][:1]
        if len(those) == len(people):
            done -= _ALIKE if by_verb(deed) else done
        for i in those:
            said[i] += [one for one in get_args(Activity) if one in done and fits(one, people[i])]
    for i, one in enumerate(people):
        said[i] += [activity for thing in one.things if defaults.IMPLIED.get(thing) == activity]
    shared = in_each(mentions, activity, sum(activity in deeds for deeds in said.values()) == 1)
    said |= {i: [activity] for i, deeds in said.items() if shared and not deeds and fits(activity, people[i])}
    lead = next((i for i, one in enumerate(people) if one.uses), 0)
    does = next((i for i, deeds in said.items() if activity in deeds), lead)
    if does != lead and activity not in ALONE and not any(one.values("use") for one in mentions):
        people, lead = told_of(told_of(people, said, uses=False), [does], uses=True), does
    own = {i: min(deeds, key="standing".__eq__, default=None) for i, deeds in said.items()}
    if does != lead:
        activity = own[lead] or "standing"
    deeds = [deed if shared or deed in ALONE else None for deed in own.values()]
    found = (one.model_copy(update={"deed": deed}) for one, deed in zip(people, deeds, strict=True))
    afoot = [i for i, deed in enumerate(deeds) if deed in AFOOT]
    return told_of(tuple(found), afoot if len(afoot) < len(people) else (), stands=True), activity


def _led(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people, of whom the one comes first who alone is said to drive: "семья в машине, папа за рулём"."""
    doers = agents(mentions) if people[1:] else []
    told = [who for one, who in zip(mentions, doers, strict=False) if "driving" in one.values("activity")]
    those = [those_of(people, mentions, who) for who in told if all(is_one(mentions[at]) for at in who)]
    driver = next((one[0] for one in those if len(one) == 1 and people[one[0]].age_group not in MINORS), 0)
    return (*people[driver : driver + 1], *people[:driver], *people[driver + 1 :])


def _low(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people who hug, of whom somebody grown up is said to crouch for that: "папа присел и обнимает дочку"."""
    at = next((i for i, one in enumerate(mentions) if "crouching" in one.values("activity")), None)
    who = those_of(people, mentions, agents(mentions)[at]) if at is not None else ()
    small = any(one.age_group in CHILDREN for one in people)
    does = [i for i in who or range(len(people)) if people[i].age_group in ADULTS and small and at is not None]
    return told_of(tuple(people), does[:1], deed="crouching")


def standing(people: Sequence[Person], mentions: Sequence[Mention], doers: Doers) -> tuple[Person, ...]:
    """The people of whom those stand who are said to, where others are said to sit: "дед сидит, рядом стоит внук".

    So do all others where something is done on one's feet, or a child alone is said to sit on the floor.
    """
    sit, stand, low = (
        {i for one, who in zip(mentions, doers, strict=True) if how in one.values("posture")
         for i in those_of(people, mentions, who)}
        for how in ("seated", "standing", "on the floor")
    )  # fmt: skip
    alone = low and low >= sit and all(people[i].age_group in CHILDREN for i in low)
    if alone or any(_UPRIGHT & {*one.values("use")} for one in mentions):
        stand = {*range(len(people))}
    return told_of(people, stand - sit - low if sit or alone else (), stands=True)


def _bearer(mentions: Sequence[Mention], at: int, sex: str | None) -> int:
    """The place of who does what is said at a place, or -1: in Russian a genitive after it, else the nearest before."""
    grown = [i for i, one in enumerate(mentions) if _grown(one, sex) and not serves(one)]
    owner = [i for i in grown if i == at + 1 and "gent" in cases(mentions[i])]
    before = (one for one in mentions[at - 1 :: -1] if at and names_who(one))
    near = next((one for one in before if not are_minors(as_called(one))), None)
    if near and not owner and sex is None and (FAMILY in near.values("people") or COUPLES & {*near.values("people")}):
        return -1  # "риелтор и семья с малышом на руках"
    earlier, later = [i for i in reversed(grown) if i < at], [i for i in grown if i > at]
    return next(iter((*owner, *earlier, *later)), -1)


def _grown(mention: Mention, sex: str | None) -> bool:
    """Whether these are one grown-up, or among them is one of the sex that is told."""
    called = as_called(mention)
    if not (names := named(called)):
        return False
    term = telling(names)
    fits = is_one(called) if sex is None else bool({sex, None} & set(term.sexes))
    return fits and term.groups[0] not in MINORS
