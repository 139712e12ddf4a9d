"""Tells which looks somebody may have, by sex and age, and which exclude each other. Reads no words."""

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import get_args

from prompt_builder.ages import ADULTS, CHILDREN, MINORS
from prompt_builder.defaults import table
from prompt_builder.scene import Look, Person
from schemas import Sex

_AT_SCHOOL = 6
"""Years from which a child may be at school."""


def _every(names: Sequence[str]) -> frozenset[Look]:
    """Looks, each with all colours of what has several: clothes, headwear."""
    return frozenset(look for look in get_args(Look) for name in names if look == name or look.endswith(f" {name}"))


MEN, WOMEN, GROWN, OF_AGE, TRADES, BUILDS, OUTFITS = map(
    _every, itemgetter("men", "women", "grown", "of age", "trades", "builds", "outfits")(table("looks"))
)
GROWN |= TRADES
LOOKS_OF: dict[Sex, frozenset[Look]] = {"male": MEN, "female": WOMEN}
_SPORT: Look = "sportswear"
"""What words for a deed tell also, so that the garments that are named go over it, and a trade takes its place."""
_STUDENTS: Look = "backpack"
"""What words for who studies tell also, in place of which a gown or headphones are worn."""
_FORMAL: frozenset[Look] = frozenset({"schoolchild", "bride", "groom"})
_CASUAL: set[Look] = {"hoodie", "overalls", "T-shirt", "stripes", "sweater"}
"""What words for pupils and newlyweds tell also, and in place of which what is named is worn."""
_HATTED, _PLAIN = {"farmer", "builder"}, {*_CASUAL, "shirt"}
"""Trades that a hat tells, and what is worn with it where that is named."""
_LENGTHS: frozenset[Look] = frozenset({"long hair", "short hair"})
"""What goes without saying of hair that is said to be worn so or so."""
INSTEAD: dict[Look, frozenset[Look]] = (
    dict.fromkeys(_CASUAL, _FORMAL)
    | dict.fromkeys(TRADES, frozenset({_SPORT}))
    | dict.fromkeys(("graduate", "headphones"), frozenset({_STUDENTS}))
    | dict.fromkeys(table("alike")["hair"], _LENGTHS)
)
"""What each look takes the place of."""
_ALIKE = (
    *map(_every, table("alike").values()),
    (OUTFITS | (TRADES - _HATTED)) - {_SPORT},
    (OUTFITS | TRADES) - {_SPORT} - _PLAIN,
    TRADES | {_SPORT, "graduate", "bride", "groom", "schoolchild"},
    *(_every((what,)) for what in ("clothes", "bottoms", "headwear", "accessories")),
)
"""Looks of which somebody has one."""


def fits(look: Look, person: Person) -> bool:
    """Whether somebody of that sex and age may look so."""
    if (look in MEN and person.sex != "male") or (look in WOMEN and person.sex != "female"):
        return False
    if look in GROWN:
        return person.age_group in ADULTS
    if look == "graduate":
        return person.age_group not in CHILDREN
    return look != "schoolchild" or (person.age_group in MINORS and (person.age is None or person.age >= _AT_SCHOOL))


def taken(look: Look, person: Person, but: Collection[str] = ()) -> bool:
    """Whether somebody has that look, or one that excludes it, `but` for some."""
    return look in person.looks or any(look in alike and alike & {*person.looks} - {*but} for alike in _ALIKE)
