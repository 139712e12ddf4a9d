"""Who people may be: for each name the sexes and ages that it tells. Knows no words and no metadata."""

from dataclasses import dataclass
from typing import Literal

from prompt_builder.scene import AgeGroup
from schemas import Sex

Relation = Literal["same", "older", "younger"]


@dataclass(frozen=True, slots=True)
class Role:
    """People named together: a sex each (None: any, "other": not that of the one before), and how old they are.

    `groups` are the ages that they may have; a relation says it in respect of the main person instead. `years`: an age
    that the name itself tells. `casual`: grown people are called so too.
    """

    sexes: tuple[Sex | Literal["other"] | None, ...]
    groups: tuple[AgeGroup, ...] = ("young adult", "adult")
    relation: Relation | None = None
    years: int | None = None
    casual: bool = False


_YOUTH: tuple[AgeGroup, ...] = ("child", "teenager")
_YOUNG: tuple[AgeGroup, ...] = ("young adult",)
_ADULT: tuple[AgeGroup, ...] = ("adult",)
_OLD: tuple[AgeGroup, ...] = ("senior",)
_CHILD: tuple[AgeGroup, ...] = ("child",)

ROLES: dict[str, Role] = {
    "man": Role(("male",)),
    "men": Role(("male", "male")),
    "woman": Role(("female",)),
    "women": Role(("female", "female")),
    "young man": Role(("male",), _YOUNG),
    "young men": Role(("male", "male"), _YOUNG),
    "young woman": Role(("female",), _YOUNG),
    "young women": Role(("female", "female"), _YOUNG),
    "young people": Role(("female", "male"), _YOUNG),
    "boy": Role(("male",), _YOUTH, casual=True),
    "boys": Role(("male", "male"), _YOUTH),
    "girl": Role(("female",), _YOUTH, casual=True),
    "girls": Role(("female", "female"), _YOUTH),
    "little boy": Role(("male",), _YOUTH),
    "little girl": Role(("female",), _YOUTH),
    "baby": Role((None,), _CHILD, years=0),
    "babies": Role((None, None), _CHILD, years=0),
    "toddler": Role((None,), _CHILD, years=3),
    "child": Role((None,), _CHILD),
    "children": Role((None, None), _CHILD),
    "pupil": Role((None,), _YOUTH),
    "pupils": Role((None, None), _YOUTH),
    "teenager": Role((None,), ("teenager",)),
    "teenagers": Role((None, None), ("teenager",)),
    "student": Role((None,), _YOUNG),
    "male student": Role(("male",), _YOUNG),
    "female student": Role(("female",), _YOUNG),
    "students": Role((None, None), _YOUNG),
    "female students": Role(("female", "female"), _YOUNG),
    "graduate": Role((None,), _YOUNG),
    "senior": Role((None,), _OLD),
    "male senior": Role(("male",), _OLD),
    "female senior": Role(("female",), _OLD),
    "seniors": Role(("female", "male"), _OLD),
    "female seniors": Role(("female", "female"), _OLD),
    "grandmother": Role(("female",), _OLD),
    "grandmothers": Role(("female", "female"), _OLD),
    "grandfather": Role(("male",), _OLD),
    "grandfathers": Role(("male", "male"), _OLD),
    "grandparents": Role(("female", "male"), _OLD),
    "mother": Role(("female",), _ADULT, "older"),
    "mothers": Role(("female", "female"), _ADULT),
    "father": Role(("male",), _ADULT, "older"),
    "fathers": Role(("male", "male"), _ADULT),
    "parents": Role(("female", "male"), _ADULT, "older"),
    "parent": Role((None,), _ADULT, "older"),
    "wife": Role(("female",), relation="same"),
    "husband": Role(("male",), relation="same"),
    "bride": Role(("female",), _YOUNG),
    "groom": Role(("male",), _YOUNG),
    "partner": Role(("other",), relation="same"),
    "boyfriend": Role(("male",), relation="same"),
    "girlfriend": Role(("female",), relation="same"),
    "couple": Role((None, "other"), relation="same"),
    "newlyweds": Role((None, "other"), _YOUNG),
    "son": Role(("male",), _YOUTH, "younger"),
    "sons": Role(("male", "male"), _YOUTH, "younger"),
    "daughter": Role(("female",), _YOUTH, "younger"),
    "daughters": Role(("female", "female"), _YOUTH, "younger"),
    "grandchild": Role((None,), _CHILD),
    "grandson": Role(("male",), _CHILD),
    "granddaughter": Role(("female",), _CHILD),
    "grandsons": Role(("male", "male"), _CHILD),
    "granddaughters": Role(("female", "female"), _CHILD),
    "grandchildren": Role((None, None), _CHILD),
    "twins": Role((None, None), _CHILD),
    "triplets": Role((None, None, None), _CHILD),
    "brother": Role(("male",), _YOUTH, "same"),
    "brothers": Role(("male", "male"), _YOUTH, "same"),
    "sister": Role(("female",), _YOUTH, "same"),
    "sisters": Role(("female", "female"), _YOUTH, "same"),
    "siblings": Role((None, None), _YOUTH, "same"),
    "friend": Role((None,), relation="same"),
    "male friend": Role(("male",), relation="same"),
    "female friend": Role(("female",), relation="same"),
    "friends": Role((None, None), relation="same"),
    "female friends": Role(("female", "female"), relation="same"),
    "colleague": Role((None,), relation="same"),
    "colleagues": Role((None, None), relation="same"),
    "team": Role((None, None, None), relation="same"),
    "specialist": Role((None,)),
    "female specialist": Role(("female",)),
    "specialists": Role((None, None)),
    "employee": Role((None,)),
    "female employee": Role(("female",)),
    "employees": Role((None, None)),
    "person": Role((None,)),
    "adult": Role((None,), _ADULT),
    "people": Role((None, None)),
    "clients": Role((None, None)),
    "crowd": Role((None,) * 20),
}

FAMILY = "family"
"""A name that means others in view of who else is there."""
TEAM = "team"
"""A name for as many as are told after it."""
COMPANY = {"partner", "boyfriend", "girlfriend", "friend", "male friend", "female friend", "colleague"}
OWN = {"friends", "female friends", "colleagues"}
"""Several who are the company of whoever is spoken of."""
PARTNERS = {"partner", "boyfriend", "girlfriend", "couple", "newlyweds"}
PARENTS = {"mother", "father", "parents", "wife", "husband", "couple", "newlyweds", "bride", "groom"}
OTHER_PARENT = {"mother": "father", "father": "mother", "wife": "husband", "husband": "wife"}
TRADES = {"specialist", "female specialist", "specialists"}
"""People whose trade no picture tells."""

YOUNGER: dict[AgeGroup, AgeGroup] = {
    "child": "child",
    "teenager": "child",
    "young adult": "child",
    "adult": "child",
    "senior": "adult",
}

SINGULAR = {
    "men": "man", "women": "woman", "young men": "young man", "young women": "young woman", "boys": "boy",
    "girls": "little girl", "female students": "female student", "female seniors": "female senior",
    "grandmothers": "grandmother", "mothers": "mother", "female friends": "female friend", "sisters": "sister",
    "granddaughters": "granddaughter", "brothers": "brother",
}  # fmt: skip
"""One of those who are named together."""
