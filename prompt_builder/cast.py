"""Decides who is in the picture. Knows the metadata and the people named in free text, but no words and no poses."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import cycle, islice
from typing import NamedTuple, get_args

from prompt_builder.ages import ADULTS, AGES, CHILDHOOD, CHILDREN, GROWN, INFANT, MINORS, AgeGroup, age_group
from prompt_builder.lexicon import RULES
from prompt_builder.morphology import readings
from prompt_builder.people import (
    COMPANY,
    COUPLES,
    ELDERS,
    FAMILY,
    KIN,
    OFFSPRING,
    OTHER_PARENT,
    OWN,
    PARENTS,
    PARTNERS,
    SERVING,
    STUDENTS,
    TEAM,
    TERMS,
    TRADES,
    PersonTerm,
    Relation,
    known_terms,
)
from prompt_builder.scene import Person
from prompt_builder.seeded import pick
from schemas import Metadata, Sex

SEXES: tuple[Sex, ...] = get_args(Sex)
CROWD = 5
"""Most people in one picture."""

_OTHER: dict[Sex, Sex] = {"male": "female", "female": "male"}
_TWINS = {"twins", "triplets"}
_COUNTED = {"person", "people"}
_CIRCLE = 3
"""How many somebody and friends are."""
_ANYBODY = PersonTerm((None,) * 3)
"""Who a family are, of which their names tell nothing."""
_STEPS: dict[Relation | None, int] = {"older": 1, "younger": -1}
_OLD = ADULTS[-1:]
_APART: dict[Relation | None, int] = {"elder": 5, "junior": -5}
_LEAST = 3
_TYPICAL: dict[AgeGroup, int] = {"child": 8, "teenager": 14, "young adult": 21, "adult": 32, "senior": 70}
"""Years between brothers and sisters, how old a younger one is at least, and the years of who is of an age."""


@dataclass(frozen=True, slots=True)
class Named:
    """People named in words: one or more names of TERMS or FAMILY for the same people, and what else is said of them.

    `beside`: they are somebody's company ("with a friend"), and not who is spoken of.
    """

    terms: tuple[str, ...]
    count: int | None = None
    age: AgeGroup | None = None
    years: int | None = None
    beside: bool = False
    text: str = ""


class Cast(NamedTuple):
    """Who is shown, main person first, and the names of those for whom there is no room."""

    people: tuple[Person, ...]
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Group:
    """People of one kind who are to be shown."""

    term: PersonTerm
    named: Named

    @property
    def alike(self) -> bool:
        """Whether they were born together."""
        return bool(_TWINS & {*self.named.terms})

    @property
    def size(self) -> int:
        return self.named.count or len(self.term.sexes)

    @property
    def generation(self) -> int:
        """How many generations they are above others, below 0 under them, as the names of kin tell."""
        for name in self.named.terms:
            if name.startswith("great"):
                return 3
            if name.startswith("grand"):
                return -2 if TERMS[name].groups[0] in MINORS else 2
            if TERMS[name].relation in _STEPS:
                return _STEPS[TERMS[name].relation]
        return 0


def cast(metadata: Metadata, named: Sequence[Named], seed: int) -> Cast:
    """Give the people shown; sex or age in the metadata describe the main person.

    The first name that fits the metadata is that person too, not one more; without metadata the first named is main.
    """
    given = metadata.sex is not None or metadata.age is not None
    if not (given or named or metadata.cast or metadata.product == "people"):
        return Cast(())
    groups = _of_three_generations(list(_groups(metadata, named, given)))
    main_group = _of_main(metadata, groups) if given else _first(groups)
    main = _main(metadata, main_group, seed)
    people, left_out = [main], []
    for group in groups:
        known = 1 if group is main_group or (_pair(group) and given and not group.named.beside) else 0
        members = list(islice(_members(_among(group, people[-1]), known, main, main_group, seed), CROWD))
        room = CROWD - len(people)
        people += members[:room]
        if group.size - known > min(room, len(members)):
            left_out.append(group.named.text)
    return Cast(tuple(people), tuple(left_out))


def amidst(named: list[Named]) -> list[Named]:
    """The only people named: one more where they are somebody's friends of no told number, who is not named."""
    several = len(named) == 1 and named[0].beside and named[0].count is None and OWN & {*named[0].terms}
    return [replace(named[0], count=_CIRCLE)] if several else named


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


def telling(names: Sequence[str]) -> PersonTerm:
    """Give one term for several names of the same people: the sexes and the ages that any of them tells."""
    return _telling(tuple(names))


@lru_cache(1024)
def _telling(names: tuple[str, ...]) -> PersonTerm:
    known = known_terms(sorted(names, key=KIN.__contains__)) or [_ANYBODY]
    grown = [term for term in known if not term.casual] if TRADES & {*names} else []  # "the barista, a girl"
    aged = min(grown or known, key=lambda term: (len(term.groups), term.groups == GROWN))
    sexed = sorted(known, key=lambda term: (-len(term.sexes), term.sexes[0] not in SEXES, term.sexes[-1] != "other"))
    told = next((term.sexes[0] for term in known if term.sexes[0] in SEXES), None)
    sexes = sexed[0].sexes
    return PersonTerm(
        (told,) * len(sexes) if told and {*sexes} == {None} else sexes,
        aged.groups,
        aged.relation,
        next((term.years for term in known if term.years is not None), None),
        any(term.casual for term in known),
    )


def agree(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names side by side may be of the same people ("teenage daughter"), not of two ("son's mother")."""
    if FAMILY in (*names, *others):
        return all(TERMS[name].groups[0] not in MINORS for name in (*names, *others) if name != FAMILY)
    one, two = telling(names), telling(others)
    sexes = {sex for sex in (one.sexes[0], two.sexes[0]) if sex in SEXES}
    grown = any({*kin} <= KIN and {*deed} <= STUDENTS for kin, deed in ((names, others), (others, names)))
    return len(sexes) < 2 and (grown or bool(_possible(one) & _possible(two)))


def _possible(term: PersonTerm) -> set[AgeGroup]:
    """Ages that somebody may have who is called so: grown people may be old as well, if another word says it."""
    return set(term.groups if term.groups[0] in MINORS or len(term.groups) == 1 else (*ADULTS, *term.groups))


def _groups(metadata: Metadata, named: Sequence[Named], given: bool) -> Iterator[_Group]:
    """The people named; a family is those who are not named beside it, and as many as are told after it."""
    young = next((one.age for one in named if FAMILY in one.terms and one.age), None)
    if young:
        named = [one if _is_aged(one) or not PARENTS & {*one.terms} else replace(one, age=young) for one in named]
    for at, one in enumerate(named):
        following = named[at + 1] if named[at + 1 :] and named[at + 1].count else one
        counted = set(following.terms) <= _COUNTED
        if COUPLES & {*one.terms}:
            yield _group(replace(one, terms=tuple(name for name in one.terms if name != FAMILY)))
        elif FAMILY in one.terms:
            others = {name for other in named for name in other.terms if other is not one} - {FAMILY}
            told = one.count or (following.count if counted else None)
            sized = replace(one, count=told, age=one.age or _told_age(one))
            grown = "adult" if at and not given and not sized.age else sized.age
            kin = [_group(other) for other in named if other is not one and FAMILY not in other.terms]
            yield from _family(metadata, replace(sized, age=grown), others, given, kin)
        elif one.terms == (TEAM,) and following is not one:
            if counted:
                yield _group(replace(one, count=following.count, text=f"{one.text} {following.text}"))
        elif not (at and one.count and set(one.terms) <= _COUNTED and {FAMILY, TEAM} & set(named[at - 1].terms)):
            yield _group(one)


def _is_aged(named: Named) -> bool:
    return bool(named.age or named.years or named.beside)


def _of_three_generations(groups: list[_Group]) -> list[_Group]:
    """The people, where sons and daughters are of their parents, not of grandparents; those of old ones are grown."""
    named = [one for one in groups if ELDERS & set(one.named.terms)]
    parents = [one for one in named if one.term.groups != _OLD]
    young = [one for one in groups if OFFSPRING & set(one.named.terms)]
    if not (parents or (named and len(named) + len(young) == len(groups))):
        return groups
    first, minors = {*groups[0].named.terms}, any(one.term.groups[0] in MINORS for one in groups)
    served = SERVING & first and (minors or not TRADES & first)
    those = parents if parents and served else young
    told = [
        replace(one.term, groups=one.term.groups if parents or not one.term.relation else GROWN, relation=None)
        for one in groups
    ]
    return [_Group(term, one.named) if one in those else one for one, term in zip(groups, told, strict=True)]


def _told_age(family: Named) -> AgeGroup | None:
    """The age that another name for the family tells: a family of pensioners."""
    told = (TERMS[name].groups for name in family.terms if name != FAMILY)
    return next((groups[0] for groups in told if len(groups) == 1), None)


def _family(
    metadata: Metadata, family: Named, others: set[str], given: bool, kin: Sequence[_Group]
) -> Iterator[_Group]:
    """Two adults and a child, or so many as they are told to be, without those who are named: `others`, as `kin`.

    A minor's family are the parents.
    """
    minor = metadata.age is not None and age_group(metadata.age) in MINORS
    parents = others & PARENTS
    missing = "parents" if minor else "couple"
    if parents:
        missing = "" if given or len(parents) > 1 else OTHER_PARENT.get(next(iter(parents)), "")
    if missing:
        yield _group(Named((missing,), None, family.age, beside=missing != "couple", text=family.text))
    minors = sum(one.size for one in kin if one.term.groups[0] in MINORS)
    elders = sum(one.size for one in kin if one.generation > 1)
    children = family.count - 2 - minors - elders if family.count else int(not minors)
    if children > 0 and not minor and family.age != "senior":
        yield _group(Named(("child" if children == 1 else "children",), children, beside=True, text=family.text))


def _group(named: Named) -> _Group:
    term = telling(named.terms)
    if named.age and not (named.age == "young adult" and term.groups[0] in MINORS):
        young = named.age == "young adult" and term.groups == ADULTS[-1:]  # a young grandmother
        term = PersonTerm(term.sexes, ("adult" if young else named.age,), None, term.years)
    if named.years is not None:
        term = PersonTerm(term.sexes, (age_group(named.years),), None, named.years)
    return _Group(term, named)


def _pair(group: _Group) -> bool:
    return group.term.sexes[-1] == "other" and len(group.term.sexes) == 2


def _company(group: _Group) -> bool:
    """Whether these are one more beside somebody who is not named, and not who does something themselves."""
    return group.size == 1 and group.named.beside and bool(set(group.named.terms) & COMPANY)


def _first(groups: Sequence[_Group]) -> _Group | None:
    """Who is spoken of where the metadata describe nobody: whoever is named first, but for the company of others."""
    if not groups or (_company(groups[0]) and len(groups) == 1):
        return None
    return groups[0]


def _of_main(metadata: Metadata, groups: Sequence[_Group]) -> _Group | None:
    """The first group that can be the person whom the metadata describe, or else has that person in it.

    Who is named as somebody's company is that person only where those in whose company they are cannot be.
    """
    served = any(_pair(group) and not group.named.beside and _fits(metadata, group.term) for group in groups)
    known = COMPANY | OWN | (TRADES if served else set())  # who serves a couple is not of it
    others = [group for group in groups if not (_pair(group) or set(group.named.terms) & known)]
    named = [group for group in others if not group.named.beside]
    company = [group for group in others if named and group.named.beside]
    alone = [group for group in named if group.size == 1]
    for group in (*alone, *named, *company):
        if _fits(metadata, group.term):
            return group
    return None


def _fits(metadata: Metadata, term: PersonTerm) -> bool:
    sexed = metadata.sex is None or bool({None, metadata.sex} & set(term.sexes))
    return sexed and (metadata.age is None or _old_enough(metadata.age, term))


def _old_enough(age: int, term: PersonTerm) -> bool:
    """Whether somebody of this age may be called so: words for the young are used for a while."""
    group = age_group(age)
    return group in term.groups or (group in ADULTS and (term.groups[0] in ADULTS or (term.casual and age < 35)))


def _main(metadata: Metadata, group: _Group | None, seed: int) -> Person:
    term = group.term if group else PersonTerm((None,), ADULTS)
    first = term.sexes[0]
    sex = metadata.sex or (first if first in SEXES else _untold(group, seed, "sex"))
    years = metadata.age if metadata.age is not None else term.years
    found = pick(seed, "age", term.usual) if years is None else age_group(years)
    generation = group.generation if group else 0
    return Person(sex=sex, age_group=found, age=years, twin=bool(group and group.alike), generation=generation)


def _untold(group: _Group | None, seed: int, slot: str) -> Sex:
    """The sex of somebody of whom no name tells it: a man's where a noun is said of men, else the seed's."""
    told = readings(group.named.text) if group and group.size == 1 else ()
    word = told[0].lemma if told else group.named.text if group else ""
    return "male" if word in RULES["masculine"] else pick(seed, slot, SEXES)


def _members(group: _Group, known: int, main: Person, main_group: _Group | None, seed: int) -> Iterator[Person]:
    """The people of a group, but for the first `known` of them, of whom the main person is one."""
    slot = " ".join(group.named.terms)
    age = main.age_group if known else pick(seed, f"{slot} age", _ages(group, main, main_group))
    last: Sex = main.sex
    sexes = list(group.term.sexes)
    if known and main.sex in sexes:
        sexes.insert(0, sexes.pop(sexes.index(main.sex)))
    for place, sex in enumerate(islice(cycle(sexes), group.size)):
        told: Sex | None = main.sex if place < known else _OTHER[last] if sex == "other" else sex
        alike = not (_TWINS | {"same-sex couple"}).isdisjoint(group.named.terms) and (place or known)
        last = told if told is not None else last if alike else _untold(group, seed, f"{slot} {place} sex")
        if place >= known:
            yield Person(sex=last, age_group=age, age=group.term.years, twin=group.alike, generation=group.generation)


def _among(group: _Group, other: Person) -> _Group:
    """The group, where these are elder or younger brothers or sisters of somebody, whose years tell theirs."""
    term = group.term
    if term.relation not in _APART:
        return group
    years = max((other.age or _TYPICAL[other.age_group]) + _APART[term.relation], _LEAST)
    years = min(years, CHILDHOOD) if term.groups == CHILDREN else years
    children = age_group(years) in CHILDREN and other.age_group in CHILDREN
    told = replace(term, groups=(age_group(years),), relation=None, years=years if children else None)
    return _Group(told, group.named)


def _ages(group: _Group, main: Person, main_group: _Group | None) -> tuple[AgeGroup, ...]:
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
