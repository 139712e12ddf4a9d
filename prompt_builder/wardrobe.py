"""Tells which looks somebody may have, by sex and age, and which exclude each other. Reads no words."""

from collections.abc import Collection, Sequence
from operator import itemgetter
from typing import get_args

from prompt_builder.ages import ADULTS, CHILDREN, INFANT, MINORS
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
_LENGTHS: frozenset[Look] = frozenset({"long hair", "shoulder-length hair", "short hair"})
"""What goes without saying of hair that is said to be worn so or so."""
INSTEAD: dict[Look, frozenset[Look]] = (
    dict.fromkeys(OUTFITS - _FORMAL - {_SPORT, "graduate"}, frozenset({"schoolchild"}))
    | dict.fromkeys(_CASUAL, _FORMAL)
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
    *(_every((what,)) for what in ("clothes", "bottoms", "shirts", "headwear", "accessories")),
)
"""Looks of which somebody has one."""


_OPEN = frozenset({
    "suit", "blazer", "jacket", "denim jacket", "leather jacket", "cardigan", "waistcoat", "coat", "overalls",
})  # fmt: skip
"""What is worn open over others."""
_UNDER = frozenset({"shirt", "T-shirt", "polo shirt", "turtleneck", "dress"})
"""What is worn by itself, or under that."""


def layered(person: Person, said: tuple[Look, ...]) -> tuple[Person, tuple[Look, ...]]:
    """Somebody, and the looks that are said next, where one of two garments is under the other."""
    if not _UNDER.isdisjoint(said) and not _OPEN.isdisjoint(person.looks):
        return person, _under(said)
    if not _OPEN.isdisjoint(said) and not _UNDER.isdisjoint(person.looks):
        return person.model_copy(update={"looks": _under(person.looks)}), said
    return person, said


def awake(people: Sequence[Person], rests: bool, drives: bool) -> tuple[Person, ...]:
    """The people, of whom none is asleep afoot or at the wheel, nor is who carries somebody."""
    return tuple(
        one if "asleep" not in one.looks or (rests and not (drives and one.age_group in ADULTS)) else
        one.model_copy(update={"looks": tuple(look for look in one.looks if look != "asleep")})
        for one in people
    )  # fmt: skip


def _under(looks: Sequence[Look]) -> tuple[Look, ...]:
    """The looks, where what is worn above is under something else: its colour is that of a shirt, and of a skirt."""
    families = ("shirts", "bottoms") if "dress" in looks else ("shirts",)
    colours = [look.removesuffix("clothes") for look in looks if look.endswith(" clothes")] or ["white "]
    rest = ("skirt" if look == "dress" else look for look in looks if not look.endswith(" clothes"))
    kept = (look for look in rest if look not in _UNDER)
    return *kept, *(colour + family for colour in colours for family in families)


def visible(looks: Sequence[Look]) -> tuple[Look, ...]:
    """The looks, and of what is worn under something else what it was said to be."""
    under = [look.replace("shirts", "clothes") for look in looks if look.endswith(" shirts")]
    return *looks, *under, *(_UNDER if under else ())


def is_infant(person: Person) -> bool:
    """Whether this is a baby, which wears rompers."""
    return person.age is not None and person.age <= INFANT


def fits(look: Look, person: Person) -> bool:
    """Whether somebody of that sex and age may look so."""
    if (look in MEN and person.sex != "male") or (look in WOMEN and person.sex != "female"):
        return False
    if is_infant(person) and look in OUTFITS and look != "overalls":
        return False
    if look in GROWN:
        return person.age_group in ADULTS
    if look == "graduate":
        return person.age_group not in CHILDREN
    return look != "schoolchild" or (person.age_group in MINORS and (person.age is None or person.age >= _AT_SCHOOL))


def taken(look: Look, person: Person, but: Collection[str] = ()) -> bool:
    """Whether somebody has that look, or one that excludes it, `but` for some."""
    return look in person.looks or any(look in alike and alike & {*person.looks} - {*but} for alike in _ALIKE)
