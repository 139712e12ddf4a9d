"""Decides who is in the picture. Knows the metadata and the people named in free text, but no words and no poses."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from prompt_builder.chance import pick
from prompt_builder.scene import AgeGroup, Person
from prompt_builder.tables import ADULTS, MINORS, SEXES, age_group
from schemas import Metadata, Sex

CROWD = 5
"""Most people in one picture."""

Relation = Literal["same", "older", "younger"]


@dataclass(frozen=True, slots=True)
class Role:
    """People named together: a sex each (None: any, "other": not the main person's), and how old they are.

    `groups` are the ages that a single one may have; a relation says it in respect of the main person instead.
    """

    sexes: tuple[Sex | Literal["other"] | None, ...]
    groups: tuple[AgeGroup, ...] = ADULTS
    relation: Relation | None = None


_YOUTH: tuple[AgeGroup, ...] = ("child", "teenager")

ROLES: dict[str, Role] = {
    "man": Role(("male",)),
    "men": Role(("male", "male")),
    "woman": Role(("female",)),
    "women": Role(("female", "female")),
    "young man": Role(("male",), ("young adult",)),
    "young woman": Role(("female",), ("young adult",)),
    "boy": Role(("male",), _YOUTH),
    "boys": Role(("male", "male"), _YOUTH),
    "girl": Role(("female",), _YOUTH),
    "girls": Role(("female", "female"), _YOUTH),
    "child": Role((None,), ("child",)),
    "children": Role((None, None), ("child",)),
    "teenager": Role((None,), ("teenager",)),
    "teenagers": Role((None, None), ("teenager",)),
    "student": Role((None,), ("young adult",)),
    "students": Role((None, None), ("young adult",)),
    "senior": Role((None,), ("senior",)),
    "seniors": Role(("female", "male"), ("senior",)),
    "grandmother": Role(("female",), ("senior",)),
    "grandfather": Role(("male",), ("senior",)),
    "grandparents": Role(("female", "male"), ("senior",)),
    "mother": Role(("female",), ADULTS, "older"),
    "father": Role(("male",), ADULTS, "older"),
    "parents": Role(("female", "male"), ADULTS, "older"),
    "wife": Role(("female",), ADULTS, "same"),
    "husband": Role(("male",), ADULTS, "same"),
    "partner": Role(("other",), ADULTS, "same"),
    "couple": Role(("other",), ADULTS, "same"),
    "son": Role(("male",), _YOUTH, "younger"),
    "sons": Role(("male", "male"), _YOUTH, "younger"),
    "daughter": Role(("female",), _YOUTH, "younger"),
    "daughters": Role(("female", "female"), _YOUTH, "younger"),
    "grandchild": Role((None,), ("child",)),
    "grandchildren": Role((None, None), ("child",)),
    "brother": Role(("male",), _YOUTH, "same"),
    "sister": Role(("female",), _YOUTH, "same"),
    "friend": Role((None,), ADULTS, "same"),
    "friends": Role((None, None), ADULTS, "same"),
    "colleague": Role((None,), ADULTS, "same"),
    "colleagues": Role((None, None), ADULTS, "same"),
    "specialist": Role((None,), ("young adult", "adult")),
    "person": Role((None,), ADULTS),
    "people": Role((None, None), ADULTS),
}

_OLDER: dict[AgeGroup, AgeGroup] = {
    "child": "adult",
    "teenager": "adult",
    "young adult": "adult",
    "adult": "senior",
    "senior": "senior",
}
_YOUNGER: dict[AgeGroup, AgeGroup] = {
    "child": "child",
    "teenager": "child",
    "young adult": "child",
    "adult": "child",
    "senior": "adult",
}
_COMPANY = ("family", "couple", "partner", "friend", "colleague")
_SPOUSES = ("wife", "husband", "partner", "couple")
_OTHER: dict[Sex, Sex] = {"male": "female", "female": "male"}


def cast(metadata: Metadata, named: Sequence[tuple[str, int]], seed: int) -> tuple[Person, ...]:
    """Give the people shown, main person first; `named` are names of ROLES or "family", each with a count.

    Sex or age in the metadata describe the main person; the first name that fits them is that person too, not one more.
    """
    given = metadata.sex is not None or metadata.age is not None
    if not (given or named or metadata.product == "people"):
        return ()
    named = [(name, count) for name, count in named if name != "family" or len(named) == 1]
    at = _names_main(metadata, named) if given else 0 if named and named[0][0] not in _COMPANY else None
    role = None if at is None else ROLES[named[at][0]]
    main = _main(metadata, role, seed)
    others: list[Person] = []
    for place, (name, count) in enumerate(named):
        members = _members(name, count, main)
        for sex, group in list(members)[place == at :]:
            slot = f"{name} {len(others)}"
            others.append(
                Person(sex=sex or pick(seed, f"{slot} sex", SEXES), age_group=pick(seed, f"{slot} age", group))
            )
    return (main, *others[: CROWD - 1])


def telling(names: Sequence[str]) -> str:
    """Give the name that says most of several for the same people: one that tells the sex."""
    return next((name for name in names if name in ROLES and ROLES[name].sexes[0] in SEXES), names[0])


def accompanied(people: tuple[Person, ...], seed: int) -> tuple[Person, ...]:
    """Give the people with an adult among them: one is added to minors who are alone."""
    if any(person.age_group in ADULTS for person in people):
        return people
    parent = Person(sex=pick(seed, "parent", SEXES), age_group="adult")
    return (*people[: CROWD - 1], parent)


def _names_main(metadata: Metadata, named: Sequence[tuple[str, int]]) -> int | None:
    """Place of the first name that can be the person whom the metadata describe."""
    for place, (name, count) in enumerate(named):
        role = ROLES.get(name)
        if role is None or count > 1 or len(role.sexes) > 1 or role.sexes[0] == "other":
            continue
        fits_sex = role.sexes[0] is None or metadata.sex in (None, role.sexes[0])
        fits_age = metadata.age is None or age_group(metadata.age) in role.groups
        if fits_sex and fits_age and name not in _COMPANY:
            return place
    return None


def _main(metadata: Metadata, role: Role | None, seed: int) -> Person:
    sex = role.sexes[0] if role else None
    return Person(
        sex=metadata.sex or (sex if sex in SEXES else pick(seed, "sex", SEXES)),
        age_group=pick(seed, "age", role.groups if role else ADULTS)
        if metadata.age is None
        else age_group(metadata.age),
        age=metadata.age,
    )


def _members(name: str, count: int, main: Person) -> Iterator[tuple[Sex | None, tuple[AgeGroup, ...]]]:
    """Give sex (None: any) and possible age groups of those named, in view of the main person."""
    if name == "family":
        for relative in ("parents",) if main.age_group in MINORS else ("partner", "child"):
            yield from _members(relative, 1, main)
        return
    role = ROLES[name]
    sexes = role.sexes[:1] * count if count > 1 else role.sexes
    for sex in sexes:
        yield _OTHER[main.sex] if sex == "other" else sex, _groups(name, role, main)


def _groups(name: str, role: Role, main: Person) -> tuple[AgeGroup, ...]:
    if role.relation == "older":
        return (_OLDER[main.age_group],)
    if role.relation == "younger":
        return (_YOUNGER[main.age_group],)
    if role.relation == "same" and not (main.age_group in MINORS and name in _SPOUSES):
        return (main.age_group,)
    return role.groups
