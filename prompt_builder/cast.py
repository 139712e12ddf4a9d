"""Decides who is in the picture. Knows the metadata and the people named in free text, but no words and no poses."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace
from itertools import cycle, islice
from typing import NamedTuple

from prompt_builder.ages import ADULTS, AGES, CHILDHOOD, CHILDREN, INFANT, MINORS, AgeGroup, age_group
from prompt_builder.lexicon import RULES
from prompt_builder.morphology import readings
from prompt_builder.parties import SEXES, Named, Party, describes, of_three_generations, parties
from prompt_builder.people import COMPANY, OWN, PARENTS, PARTNERS, TRADES, PersonTerm, Relation
from prompt_builder.scene import Person
from prompt_builder.seeded import pick
from schemas import Metadata, Sex

CROWD = 5
"""Most people in one picture."""

_OTHER: dict[Sex, Sex] = {"male": "female", "female": "male"}
_CIRCLE = 3
"""How many somebody and friends are."""
_APART: dict[Relation | None, int] = {"elder": 5, "junior": -5}
_LEAST = 3
_TYPICAL: dict[AgeGroup, int] = {"child": 8, "teenager": 14, "young adult": 21, "adult": 32, "senior": 70}
"""Years between brothers and sisters, how old a younger one is at least, and the years of who is of an age."""


class Cast(NamedTuple):
    """Who is shown, main person first but for who serves that one, and the names of those for whom there is no room."""

    people: tuple[Person, ...]
    left_out: tuple[str, ...] = ()


def cast(metadata: Metadata, named: Sequence[Named], seed: int) -> Cast:
    """Give the people shown; sex or age in the metadata describe the main person, first but for who serves that one.

    The first name that fits the metadata is that person too, not one more; without metadata the first named is main.
    """
    given = describes(metadata)
    if not (given or named or metadata.cast or metadata.product == "people"):
        return Cast(())
    those = of_three_generations(list(parties(metadata, named)))
    main_group = _of_main(metadata, those) if given else _first(those)
    main = _main(metadata, main_group, seed)
    people, left_out = [main], []
    for at, group in enumerate(those):
        if group is main_group and (group.named.served or all(one.named.serves for one in those[:at])):
            people = [*people[1:], main]
        known = 1 if group is main_group or (_pair(group) and given and not group.named.beside) else 0
        members = list(islice(_members(_among(group, people[-1]), known, main, main_group, seed), CROWD))
        room = CROWD - len(people)
        people += members[:room]
        if group.size - known > min(room, len(members)):
            left_out.append(group.named.text)
    return Cast(tuple(people), tuple(left_out))


def amidst(named: list[Named]) -> list[Named]:
    """The only people named: one more where they are somebody's friends, who is not named."""
    several = len(named) == 1 and named[0].beside and OWN & {*named[0].terms}
    return [replace(named[0], count=(named[0].count or _CIRCLE - 1) + 1)] if several else named


def accompanied(people: tuple[Person, ...], seed: int) -> tuple[Person, ...]:
    """Give the people with an adult among them: one is added to minors who are alone."""
    if any(person.age_group in ADULTS for person in people):
        return people
    parent = Person(sex=pick(seed, "parent", SEXES), age_group="adult")
    return (*people[: CROWD - 1], parent)


def driven(people: tuple[Person, ...], seed: int) -> tuple[Person, ...]:
    """Give the people with one who may drive before all who may not."""
    return tuple(sorted(accompanied(people, seed), key=lambda person: person.age_group in MINORS))


def paired(person: Person, seed: int) -> tuple[Person, Person]:
    """Somebody with another grown-up: what takes two was asked for, and one is named."""
    group = person.age_group if person.age_group in ADULTS else AGES[person.age_group].parents
    return person, Person(sex=pick(seed, "pair", SEXES), age_group=group)


def attended(people: tuple[Person, ...], seed: int) -> tuple[Person, ...]:
    """Give the people with somebody of the bank or the dealer, who gives them what they get."""
    return (*people[: CROWD - 1], Person(sex=pick(seed, "pair", SEXES), age_group="adult", serves=True))


def given(people: tuple[Person, ...]) -> tuple[Person, ...]:
    """Give the people with somebody who gives them what they get, and is of the other sex than the main person."""
    giver = Person(sex=_OTHER[people[0].sex], age_group="adult", uses=True)
    return (*people[: CROWD - 1], giver)


def carrying(
    people: tuple[Person, ...], ages: Sequence[int], told: Collection[int | None], seed: int
) -> tuple[Person, ...]:
    """The people with a grown-up, of whom a child of fitting age, else of untold, is as old as who is carried.

    A little one in somebody's arms is a baby, unless a number was `told`.
    """
    for i, one in sorted(enumerate(people), key=lambda each: each[1].age is None):
        if one.age_group in CHILDREN and one.age in (None, *ages):
            least = [age for age in ages if age > INFANT]
            years = pick(seed, "carried", least[:2]) if one.age is None else one.age
            years = years if one.age in (None, *told) else min(years, ages[1])
            small = one.model_copy(update={"age": years})
            return accompanied((*people[:i], small, *people[i + 1 :]), seed)
    return people


def _all(group: Party) -> bool:
    """Whether they are several of a told number, of whom whoever is spoken of is one: "две подруги"."""
    return bool(OWN & {*group.named.terms}) and (group.named.count or 0) > 1 and not group.named.beside


def _pair(group: Party) -> bool:
    return group.term.sexes[-1] == "other" and len(group.term.sexes) == 2


def _first(groups: Sequence[Party]) -> Party | None:
    """Who is spoken of where the metadata describe nobody: whoever is named first, but for one alone who is company."""
    first = next(iter(groups), None)
    company = first and first.size == 1 and first.named.beside and COMPANY & {*first.named.terms}
    return None if company and len(groups) == 1 else first


def _of_main(metadata: Metadata, groups: Sequence[Party]) -> Party | None:
    """The first group that can be the person whom the metadata describe, or else has that person in it.

    Who is named as somebody's company is that person only where those in whose company they are cannot be, and who is
    at work only where nobody can be who is served: the metadata tell of a client.
    """
    served = any(_pair(group) and not group.named.beside and _fits(metadata, group.term) for group in groups)
    known = COMPANY | OWN | (TRADES if served else set())  # who serves a couple is not of it
    others = [group for group in groups if not (_pair(group) or (set(group.named.terms) & known and not _all(group)))]
    named = [group for group in others if not group.named.beside]
    company = [group for group in others if named and group.named.beside]
    alone = [group for group in named if group.size == 1]
    fitting = [group for group in (*alone, *named, *company) if _fits(metadata, group.term)]
    fitting = fitting or [group for group in alone if _is_teenager(metadata, group)]
    return min(fitting, key=lambda group: (group.named.serves, not group.named.served), default=None)


def _is_teenager(metadata: Metadata, group: Party) -> bool:
    """Whether a word for the young may mean a teenager, where it means nobody else: "парень", "девушка"."""
    young = group.term.groups == ("young adult",) and PARENTS.isdisjoint(group.named.terms)
    teenager = metadata.age is not None and age_group(metadata.age) == "teenager"
    return young and teenager and metadata.sex in (None, *group.term.sexes)


def _fits(metadata: Metadata, term: PersonTerm) -> bool:
    sexed = metadata.sex is None or bool({None, metadata.sex} & set(term.sexes))
    return sexed and (metadata.age is None or _old_enough(metadata.age, term))


def _old_enough(age: int, term: PersonTerm) -> bool:
    """Whether somebody of this age may be called so: words for the young are used for a while."""
    group = age_group(age)
    return group in term.groups or (group in ADULTS and (term.groups[0] in ADULTS or (term.casual and age < 35)))


def _main(metadata: Metadata, group: Party | None, seed: int) -> Person:
    term = group.term if group else PersonTerm((None,), ADULTS)
    first = term.sexes[0]
    sex = metadata.sex or (first if first in SEXES else _untold(group, seed, "sex"))
    years = metadata.age if metadata.age is not None else term.years
    found = pick(seed, "age", term.usual) if years is None else age_group(years)
    generation = group.generation if group else 0
    return Person(sex=sex, age_group=found, age=years, twin=bool(group and group.alike), generation=generation)


def _untold(group: Party | None, seed: int, slot: str) -> Sex:
    """The sex of somebody of whom no name tells it: a man's where a noun is said of men, else the seed's."""
    told = readings(group.named.text) if group and group.size == 1 else ()
    word = told[0].lemma if told else group.named.text if group else ""
    return "male" if word in RULES["masculine"] else pick(seed, slot, SEXES)


def _members(group: Party, known: int, main: Person, main_group: Party | None, seed: int) -> Iterator[Person]:
    """The people of a group, but for the first `known` of them, of whom the main person is one."""
    slot = " ".join(group.named.terms)
    age = main.age_group if known else pick(seed, f"{slot} age", _ages(group, main, main_group))
    last: Sex = main.sex
    sexes = list(group.term.sexes)
    if known and main.sex in sexes:
        sexes.insert(0, sexes.pop(sexes.index(main.sex)))
    for place, sex in enumerate(islice(cycle(sexes), group.size)):
        told: Sex | None = main.sex if place < known else _OTHER[last] if sex == "other" else sex
        alike = (group.alike or "same-sex couple" in group.named.terms) and (place or known)
        last = told if told is not None else last if alike else _untold(group, seed, f"{slot} {place} sex")
        if place >= known:
            yield Person(sex=last, age_group=age, age=group.term.years, twin=group.alike, generation=group.generation)


def _among(group: Party, other: Person) -> Party:
    """The group, where these are elder or younger brothers or sisters of somebody, whose years tell theirs."""
    term = group.term
    if term.relation not in _APART:
        return group
    years = max((other.age or _TYPICAL[other.age_group]) + _APART[term.relation], _LEAST)
    years = min(years, CHILDHOOD) if term.groups == CHILDREN else years
    children = age_group(years) in CHILDREN and other.age_group in CHILDREN
    told = replace(term, groups=(age_group(years),), relation=None, years=years if children else None)
    return Party(told, group.named)


def _ages(group: Party, main: Person, main_group: Party | None) -> tuple[AgeGroup, ...]:
    """The ages that people may have in view of the main person."""
    term = group.term
    if term.relation == "older":
        spouse = main_group and PARENTS & {*main_group.named.terms} and PARENTS & {*group.named.terms}
        elder = main_group and (spouse or main_group.term.relation == "older" or main.age_group == "senior")
        return term.groups if elder else (AGES[main.age_group].parents,)
    if term.relation == "younger":
        return (AGES[main.age_group].children,)
    if term.relation == "same" and not (main.age_group in MINORS and set(group.named.terms) & PARTNERS):
        return (main.age_group,)
    return term.usual
