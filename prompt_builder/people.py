"""Who people may be: for each name of the lexicon the sexes and ages that it tells. Knows no words and no metadata."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from prompt_builder.ages import CHILDREN, GROWN, MINORS, AgeGroup
from prompt_builder.lexicon import PEOPLE
from schemas import Sex

Relation = Literal["same", "older", "younger", "elder", "junior"]
"""How old people are in respect of others: a generation above or under them, or some years."""


@dataclass(frozen=True, slots=True)
class PersonTerm:
    """People named together: a sex each (None: any, "other": not that of the one before), and how old they are.

    `groups` are the ages that they may have; a relation says it in respect of the main person instead. `years`: an age
    that the name itself tells. `casual`: grown people are called so too.
    """

    sexes: tuple[Sex | Literal["other"] | None, ...]
    groups: tuple[AgeGroup, ...] = GROWN
    relation: Relation | None = None
    years: int | None = None
    casual: bool = False

    @property
    def usual(self) -> tuple[AgeGroup, ...]:
        """The ages of whom nobody tells more: who may be a child or older is a child."""
        if self.groups[0] in CHILDREN:
            return self.groups[:1]
        return tuple(group for group in self.groups if group not in MINORS) or self.groups


def _term(told: dict[str, Any]) -> PersonTerm:
    """A term of the lexicon; where it tells a `count`, all of them are of one sex."""
    sexes = tuple(None if sex == "any" else sex for sex in told["sexes"]) * told.get("count", 1)
    groups = tuple(told.get("ages", GROWN))
    return PersonTerm(sexes, groups, told.get("relation"), told.get("years"), told.get("casual", False))


TERMS: dict[str, PersonTerm] = {name: _term(told) for name, told in PEOPLE.items() if "sexes" in told}
SINGULAR: dict[str, str] = {name: told["singular"] for name, told in PEOPLE.items() if "singular" in told}
"""One of those who are named together."""
SEVERAL: dict[str, str] = {name: told["several"] for name, told in PEOPLE.items() if "several" in told}
"""More than one of those."""


def known_terms(names: Iterable[str]) -> list[PersonTerm]:
    """What is known of people by their names, but for those that only say how others are."""
    return [TERMS[name] for name in names if name in TERMS]


def _names(told: Callable[[PersonTerm], bool]) -> frozenset[str]:
    return frozenset(name for name, term in TERMS.items() if told(term))


OF_SEVERAL = _names(lambda term: len(term.sexes) > 1)
OF_ANYBODY = _names(lambda term: term.sexes == (None,))
"""Names for one person of either sex."""
OF_MINORS = _names(lambda term: term.groups[0] in MINORS)
OF_CHILDREN = _names(lambda term: not {*CHILDREN}.isdisjoint(term.groups))
"""Names for those who may be children."""
OF_ELDER, OF_JUNIOR = _names(lambda term: term.relation == "elder"), _names(lambda term: term.relation == "junior")
KIN = {
    "son", "sons", "daughter", "daughters", "grandson", "grandsons", "granddaughter", "granddaughters",
    "grandchild", "grandchildren", "brother", "brothers", "sister", "sisters", "siblings",
}  # fmt: skip
STUDENTS = {
    "student", "male student", "female student", "students", "female students", "graduate", "older schoolboy",
    "older schoolgirl", "older pupil",
}  # fmt: skip
"""What somebody's children and grandchildren may be beyond the age of theirs."""
FAMILY = "family"
"""A name that means others in view of who else is there."""
TEAM = "team"
"""A name for as many as are told after it."""
COMPANY = {"partner", "boyfriend", "girlfriend", "friend", "male friend", "female friend", "colleague"}
OWN = {"friends", "circle of friends", "female friends", "colleagues"}
"""Several who are the company of whoever is spoken of."""
ANYBODY = {"person", "man", "woman"}
"""Who may be called by what they do as well."""
PARTNERS = {"partner", "boyfriend", "girlfriend", "couple", "newlyweds"}
COUPLES, OLD_COUPLES = {"couple", "newlyweds"}, {"grandparents", "seniors"}
OLD = {"senior", "male senior", "female senior", "seniors", "female seniors"}
ELDERS, OFFSPRING = {"mother", "father", "parents"}, {"son", "sons", "daughter", "daughters"}
"""Who are called by whose children or whose parents they are."""
PARENTS = {"mother", "father", "parents", "wife", "husband", "couple", "newlyweds", "bride", "groom"}
OTHER_PARENT = {"mother": "father", "father": "mother", "wife": "husband", "husband": "wife"}
PARTS = {
    "parents": ("mother", "father"), "grandparents": ("grandmother", "grandfather"), "couple": ("wife", "husband"),
    "newlyweds": ("bride", "groom"),
}  # fmt: skip
"""Who is named by a name for both."""
UNIQUE = {part for both in PARTS.values() for part in both} | {"parents", "grandparents"}
"""Those of whom there is one."""
TRADES = {
    "specialist", "male specialist", "female specialist", "specialists", "male specialists", "female specialists",
}  # fmt: skip
"""People whose trade no picture tells."""
SERVING = {*TRADES, "employee", "employees", "female employee"}
"""Whoever is at work among others' kin."""
