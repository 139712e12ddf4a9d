"""Decides who is in the picture. Knows the metadata and the people named in free text, but no words and no poses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import cycle, islice
from typing import NamedTuple

from prompt_builder.chance import pick
from prompt_builder.roles import COMPANY, FAMILY, OTHER_PARENT, OWN, PARENTS, PARTNERS, ROLES, TEAM, YOUNGER, Role
from prompt_builder.scene import AgeGroup, Person
from prompt_builder.tables import ADULTS, MINORS, SEXES, age_group
from schemas import Metadata, Sex

CROWD = 5
"""Most people in one picture."""

_OLDER: dict[AgeGroup, AgeGroup] = {
    "child": "adult",
    "teenager": "adult",
    "young adult": "adult",
    "adult": "senior",
    "senior": "senior",
}
_OTHER: dict[Sex, Sex] = {"male": "female", "female": "male"}
_ANYBODY = {"person", "people"}


@dataclass(frozen=True, slots=True)
class Named:
    """People named in words: one or more names of ROLES or FAMILY for the same people, and what else is said of them.

    `beside`: they are somebody's company ("with a friend"), and not who is spoken of.
    """

    roles: tuple[str, ...]
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

    role: Role
    named: Named

    @property
    def size(self) -> int:
        return self.named.count or len(self.role.sexes)


def cast(metadata: Metadata, named: Sequence[Named], seed: int) -> Cast:
    """Give the people shown; sex or age in the metadata describe the main person.

    The first name that fits the metadata is that person too, not one more; without metadata the first named is main.
    """
    given = metadata.sex is not None or metadata.age is not None
    if not (given or named or metadata.product == "people"):
        return Cast(())
    groups = list(_groups(metadata, named, given))
    main_group = _of_main(metadata, groups) if given else _first(groups)
    main = _main(metadata, main_group, seed)
    people, left_out = [main], []
    for group in groups:
        known = 1 if group is main_group or (_pair(group) and given and not group.named.beside) else 0
        members = list(islice(_members(group, known, main, main_group, seed), CROWD))
        room = CROWD - len(people)
        people += members[:room]
        if group.size - known > min(room, len(members)):
            left_out.append(group.named.text)
    return Cast(tuple(people), tuple(name for name in left_out if name))


def accompanied(people: tuple[Person, ...], seed: int) -> tuple[Person, ...]:
    """Give the people with an adult among them: one is added to minors who are alone."""
    if any(person.age_group in ADULTS for person in people):
        return people
    parent = Person(sex=pick(seed, "parent", SEXES), age_group="adult")
    return (*people[: CROWD - 1], parent)


def telling(names: Sequence[str]) -> Role:
    """Give one role for several names of the same people: the sexes and the ages that any of them tells."""
    roles = [ROLES[name] for name in names if name in ROLES]
    aged = [role for role in roles if len(role.groups) == min(len(one.groups) for one in roles)]
    sexed = sorted(roles, key=lambda role: (-len(role.sexes), role.sexes[0] not in SEXES, role.sexes[-1] != "other"))
    told = next((role.sexes[0] for role in roles if role.sexes[0] in SEXES), None)
    sexes = sexed[0].sexes
    return Role(
        (told,) if len(sexes) == 1 and told else sexes,
        aged[0].groups,
        next((role.relation for role in aged), None),
        next((role.years for role in roles if role.years is not None), None),
        any(role.casual for role in roles),
    )


def agree(names: Sequence[str], others: Sequence[str]) -> bool:
    """Whether two names side by side may be of the same people ("teenage daughter"), not of two ("son's mother")."""
    if FAMILY in (*names, *others):
        return all(ROLES[name].groups[0] not in MINORS for name in (*names, *others) if name != FAMILY)
    one, two = telling(names), telling(others)
    sexes = {sex for sex in (one.sexes[0], two.sexes[0]) if sex in SEXES}
    return len(sexes) < 2 and bool(_possible(one) & _possible(two))


def _possible(role: Role) -> set[AgeGroup]:
    """Ages that somebody may have who is called so: grown people may be old as well, if another word says it."""
    return set(role.groups if role.groups[0] in MINORS or len(role.groups) == 1 else ADULTS)


def _groups(metadata: Metadata, named: Sequence[Named], given: bool) -> Iterator[_Group]:
    """The people named; a family is those who are not named beside it, and as many as are told after it."""
    for at, one in enumerate(named):
        following = named[at + 1] if named[at + 1 :] and named[at + 1].count else one
        counted = set(following.roles) <= _ANYBODY
        if FAMILY in one.roles:
            others = {name for other in named for name in other.roles if other is not one} - {FAMILY}
            told = one.count or (following.count if counted else None)
            sized = replace(one, count=told, age=one.age or _told_age(one))
            grown = "adult" if at and not given and not sized.age else sized.age
            yield from _family(metadata, replace(sized, age=grown), others, given)
        elif one.roles == (TEAM,) and following is not one:
            if counted:
                yield _group(replace(one, count=following.count, text=f"{one.text} {following.text}"))
        elif not (at and one.count and set(one.roles) <= _ANYBODY and {FAMILY, TEAM} & set(named[at - 1].roles)):
            yield _group(one)


def _told_age(family: Named) -> AgeGroup | None:
    """The age that another name for the family tells: a family of pensioners."""
    told = (ROLES[name].groups for name in family.roles if name != FAMILY)
    return next((groups[0] for groups in told if len(groups) == 1), None)


def _family(metadata: Metadata, family: Named, others: set[str], given: bool) -> Iterator[_Group]:
    """Two adults and a child, without those who are named; a minor's family are the parents."""
    minor = metadata.age is not None and age_group(metadata.age) in MINORS
    parents = others & PARENTS
    missing = "parents" if minor else "couple"
    if parents:
        missing = "" if given or len(parents) > 1 else OTHER_PARENT.get(next(iter(parents)), "")
    if missing:
        yield _group(Named((missing,), None, family.age, beside=missing != "couple", text=family.text))
    children = (family.count or 3) - 2
    if children > 0 and not minor and family.age != "senior" and not any(map(_is_minor, others)):
        yield _group(Named(("child" if children == 1 else "children",), children, beside=True, text=family.text))


def _is_minor(name: str) -> bool:
    return ROLES[name].groups[0] in MINORS


def _group(named: Named) -> _Group:
    role = telling(named.roles)
    if named.age and not (named.age == "young adult" and role.groups[0] in MINORS):
        role = Role(role.sexes, (named.age,), None, role.years)
    if named.years is not None:
        role = Role(role.sexes, (age_group(named.years),), None, named.years)
    return _Group(role, named)


def _pair(group: _Group) -> bool:
    return group.role.sexes[-1] == "other" and len(group.role.sexes) == 2


def _company(group: _Group) -> bool:
    """Whether these are one more beside somebody who is not named."""
    return group.size == 1 and bool(set(group.named.roles) & COMPANY)


def _first(groups: Sequence[_Group]) -> _Group | None:
    """Who is spoken of where the metadata describe nobody: whoever is named first, but for the company of others."""
    if not groups or (_company(groups[0]) and not any(group.named.beside for group in groups[1:])):
        return None
    return groups[0]


def _of_main(metadata: Metadata, groups: Sequence[_Group]) -> _Group | None:
    """The first group that can be the person whom the metadata describe, or else has that person in it.

    Who is named as somebody's company is that person only where those in whose company they are cannot be.
    """
    others = [group for group in groups if not (_pair(group) or set(group.named.roles) & (COMPANY | OWN))]
    named = [group for group in others if not group.named.beside]
    company = [group for group in others if named and group.named.beside]
    alone = [group for group in named if group.size == 1]
    for group in (*alone, *named, *company):
        if _fits(metadata, group.role):
            return group
    return None


def _fits(metadata: Metadata, role: Role) -> bool:
    sexed = metadata.sex is None or bool({None, metadata.sex} & set(role.sexes))
    return sexed and (metadata.age is None or _old_enough(metadata.age, role))


def _old_enough(age: int, role: Role) -> bool:
    """Whether somebody of this age may be called so: words for the young are used for a while."""
    group = age_group(age)
    return group in role.groups or (group in ADULTS and (role.groups[0] in ADULTS or (role.casual and age < 35)))


def _main(metadata: Metadata, group: _Group | None, seed: int) -> Person:
    role = group.role if group else Role((None,), ADULTS)
    first = role.sexes[0]
    sex = metadata.sex or (first if first in SEXES else pick(seed, "sex", SEXES))
    years = metadata.age if metadata.age is not None else role.years
    return Person(sex=sex, age_group=pick(seed, "age", role.groups) if years is None else age_group(years), age=years)


def _members(group: _Group, known: int, main: Person, main_group: _Group | None, seed: int) -> Iterator[Person]:
    """The people of a group, but for the first `known` of them, of whom the main person is one."""
    slot = " ".join(group.named.roles)
    age = main.age_group if known else pick(seed, f"{slot} age", _ages(group, main, main_group))
    last: Sex = main.sex
    sexes = list(group.role.sexes)
    if known and main.sex in sexes:
        sexes.insert(0, sexes.pop(sexes.index(main.sex)))
    for place, sex in enumerate(islice(cycle(sexes), group.size)):
        told: Sex | None = main.sex if place < known else _OTHER[last] if sex == "other" else sex
        last = told if told is not None else pick(seed, f"{slot} {place} sex", SEXES)
        if place >= known:
            yield Person(sex=last, age_group=age, age=group.role.years)


def _ages(group: _Group, main: Person, main_group: _Group | None) -> tuple[AgeGroup, ...]:
    """The ages that people may have in view of the main person."""
    role = group.role
    if role.relation == "older":
        elder = main_group and (main_group.role.relation == "older" or main.age_group == "senior")
        return role.groups if elder else (_OLDER[main.age_group],)
    if role.relation == "younger":
        return (YOUNGER[main.age_group],)
    if role.relation == "same" and not (main.age_group in MINORS and set(group.named.roles) & PARTNERS):
        return (main.age_group,)
    return role.groups
