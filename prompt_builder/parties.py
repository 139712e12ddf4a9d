"""Puts the people named into groups of one kind; a family are those who are not named beside it. Knows no seed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import get_args

from prompt_builder.ages import ADULTS, GROWN, MINORS, AgeGroup, age_group
from prompt_builder.lexicon import begins
from prompt_builder.morphology import fold
from prompt_builder.people import (
    COUPLES,
    ELDERS,
    FAMILY,
    KIN,
    OFFSPRING,
    OLD,
    OTHER_PARENT,
    PARENTS,
    SERVING,
    STUDENTS,
    TEAM,
    TERMS,
    TRADES,
    PersonTerm,
    Relation,
    known_terms,
)
from schemas import Metadata, Sex

SEXES: tuple[Sex, ...] = get_args(Sex)
_TWINS = {"twins", "triplets"}
_ANYBODY = PersonTerm((None,) * 3)
"""Who a family are, of which their names tell nothing."""
_STEPS: dict[Relation | None, int] = {"older": 1, "younger": -1}
_OLD = ADULTS[-1:]


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

    @property
    def alone(self) -> bool:
        """Whether this is one person, who is nobody's company."""
        return len(telling(self.terms).sexes) == 1 and self.count in (None, 1) and not self.beside

    @property
    def serves(self) -> bool:
        """Whether these serve whoever else is there, by the word."""
        return begins(fold(self.text), "serving")

    @property
    def served(self) -> bool:
        """Whether whoever else is there serves these, by the word."""
        return begins(fold(self.text), "served")


@dataclass(frozen=True, slots=True)
class Party:
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


@lru_cache(1024)
def telling(names: tuple[str, ...]) -> PersonTerm:
    """Give one term for several names of the same people: the sexes and the ages that any of them tells."""
    known = known_terms(sorted(names, key=KIN.__contains__)) or [_ANYBODY]
    grown = [term for term in known if not term.casual] if TRADES & {*names} else []  # "the barista, a girl"
    aged = min(grown or known, key=lambda term: (len(term.groups), term.groups == GROWN, term.groups != _OLD))
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


def agree(names: tuple[str, ...], others: tuple[str, ...]) -> bool:
    """Whether two names side by side may be of the same people ("teenage daughter"), not of two ("son's mother")."""
    if FAMILY in (*names, *others):
        return all(TERMS[name].groups[0] not in MINORS for name in (*names, *others) if name != FAMILY)
    one, two = telling(names), telling(others)
    sexes = {sex for sex in (one.sexes[0], two.sexes[0]) if sex in SEXES}
    for kin, so in ((names, others), (others, names)):
        if {*kin} <= ELDERS and {*so} <= OLD and (len(sexes) < 2 or "seniors" in so):
            return True
        if {*kin} <= KIN and {*so} <= STUDENTS and len(sexes) < 2:
            return True
    return len(sexes) < 2 and bool(_possible(one) & _possible(two))


def _possible(term: PersonTerm) -> set[AgeGroup]:
    """Ages that somebody may have who is called so: grown people may be old as well, if another word says it."""
    return set(term.groups if term.groups[0] in MINORS or len(term.groups) == 1 else (*ADULTS, *term.groups))


def describes(metadata: Metadata) -> bool:
    """Whether the metadata tell anything of the main person."""
    return metadata.sex is not None or metadata.age is not None


def parties(metadata: Metadata, named: Sequence[Named]) -> Iterator[Party]:
    """The people named; a family is those who are not named beside it, and as many as are told after it."""
    young = next((one.age for one in named if FAMILY in one.terms and one.age), None)
    if young:
        named = [one if _is_aged(one) or not PARENTS & {*one.terms} else replace(one, age=young) for one in named]
    kin = [_group(one) for one in named if FAMILY not in one.terms]
    minors = sum(one.size for one in kin if one.term.groups[0] in MINORS)
    elders = sum(one.size for one in kin if one.generation > 1)
    for at, one in enumerate(named):
        if COUPLES & {*one.terms}:
            yield _group(replace(one, terms=tuple(name for name in one.terms if name != FAMILY)))
        elif FAMILY in one.terms:
            others = {name for other in named if other is not one for name in other.terms} - {FAMILY}
            age = one.age or _told_age(one)
            grown = "adult" if at and not describes(metadata) and not age else age
            heads = [other for other in named[:at] if one.beside and _heads(other)]
            children = one.count - 2 - minors - elders if one.count else int(not minors)
            yield from _family(metadata, replace(one, age=grown), others, children, len(heads))
        elif one.terms != (TEAM,) or one.count or not any(other.count for other in named[at + 1 : at + 2]):
            yield _group(one)


def _is_aged(named: Named) -> bool:
    return bool(named.age or named.years or named.beside)


def of_three_generations(groups: list[Party]) -> list[Party]:
    """The people, where sons and daughters are of their parents, not of grandparents; those of old ones are grown."""
    named = [one for one in groups if ELDERS & set(one.named.terms)]
    parents = [one for one in named if one.term.groups != _OLD]
    young = [one for one in groups if OFFSPRING & set(one.named.terms)]
    if not (parents or (named and len(named) + len(young) == len(groups))):
        return groups
    first, minors = {*groups[0].named.terms}, any(one.term.groups[0] in MINORS for one in groups)
    served = SERVING & first and (minors or not TRADES & first)
    those = parents if parents and served else young

    def settled(term: PersonTerm) -> PersonTerm:
        return replace(term, groups=term.groups if parents or not term.relation else GROWN, relation=None)

    return [Party(settled(one.term), one.named) if one in those else one for one in groups]


def _heads(named: Named) -> bool:
    """Whether somebody with a family is a parent in it: a man, a farmer, but no grandparent and no agent."""
    kin = not (KIN | ELDERS | PARENTS).isdisjoint(named.terms)
    grown = not {*GROWN}.isdisjoint(telling(named.terms).groups)
    return named.alone and grown and not kin and not named.serves


def _told_age(family: Named) -> AgeGroup | None:
    """The age that another name for the family tells: a family of pensioners."""
    told = (TERMS[name].groups for name in family.terms if name != FAMILY)
    return next((groups[0] for groups in told if len(groups) == 1), None)


def _family(metadata: Metadata, family: Named, others: set[str], children: int, heads: int) -> Iterator[Party]:
    """Two adults and so many children, without those who are named: `others`.

    A minor's family are the parents; of `heads` are how many of them who are named by no word for kin.
    """
    minor = metadata.age is not None and age_group(metadata.age) in MINORS
    parents = others & PARENTS
    missing = "parents" if minor else "couple"
    if parents:
        missing = "" if describes(metadata) or len(parents) > 1 else OTHER_PARENT.get(next(iter(parents)), "")
    elif heads:
        missing = "partner" if heads == 1 else ""
    if missing:
        age = None if missing == "partner" else family.age
        yield _group(Named((missing,), age=age, beside=missing != "couple", text=family.text))
    if children > 0 and not minor and family.age != "senior":
        yield _group(Named(("child" if children == 1 else "children",), children, beside=True, text=family.text))


def _group(named: Named) -> Party:
    term = telling(named.terms)
    if named.age and not (named.age == "young adult" and term.groups[0] in MINORS):
        young = named.age == "young adult" and term.groups == ADULTS[-1:]  # a young grandmother
        term = PersonTerm(term.sexes, ("adult" if young else named.age,), None, term.years)
    if named.years is not None:
        term = PersonTerm(term.sexes, (age_group(named.years),), None, named.years)
    return Party(term, named)
