"""Reads where people are, beside what is told of a product: "загородная ипотека, девушка в офисе". Knows no picture."""

import re
from bisect import bisect
from collections.abc import Sequence

from prompt_builder import defaults
from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import Mention, is_people
from prompt_builder.morphology import fold, readings
from prompt_builder.outlook import windowed
from prompt_builder.places import Span, bare, leads, located
from prompt_builder.scene import ROOMS

_PARTS = re.compile(r"[,.;:!?]|\s[-–—]\s")
_INNER = {*ROOMS, *defaults.FROM_INSIDE}
_NEAR = 40
"""How many letters before a place its preposition is at most."""


def sited(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where what is told of a product, in a part of its own, is not where people are, who are elsewhere.

    A house before which they are is there also beside another product.
    """
    told = [one for one in mentions if _is_inside(one) is not None or "car" in one.values("object")]
    if len(told) < 2 and not any("house" in one.values("object") for one in told):
        return mentions
    ends = [mark.end() for mark in _PARTS.finditer(text)]
    where = [(bisect(ends, place.start), place, one) for place, one in located(text, mentions)]
    here = [(at, one) for at, place, one in where if _is_place(one, place, text)]
    inside = {_is_inside(one) for _, one in here}
    if len(inside) != 1 or any("car showroom" in one.values("thing") for _, one in here):
        return mentions
    seen = min((at for at, _, one in where if windowed([one])), default=len(text))
    busy = {at for at, _, one in where if is_people(one) or one.tells("activity", "posture", "use")}
    busy |= {at for at, _ in here}
    aside = [one for at, _, one in where if at not in busy and (at < seen or "car" in one.values("object"))]
    known = [_aside(one, True in inside) if one in aside else one for one in mentions]
    homes = [one for _, one in here if not _is_inside(one) and "house" in one.values("object")]
    return [one.also("thing", *(one.values("design") or ("house",))) if one in homes else one for one in known]


def _is_inside(one: Mention) -> bool | None:
    """Whether it is indoors; None where it is no place."""
    settings = {*one.values("setting")}
    if not settings.isdisjoint(defaults.OUTDOORS):
        return False
    if "indoors" in settings or not _INNER.isdisjoint(one.values("thing")):
        return True
    return False if "house" in one.values("object") or any(map(defaults.is_outdoors, one.values("thing"))) else None


def _is_place(one: Mention, place: Span, text: str) -> bool:
    """Whether it is said to be where somebody is: in the case for that, or in a phrase that says so itself."""
    if is_people(one) or _is_inside(one) is None:
        return False
    before = text[max(0, place.start - _NEAR) : place.end]
    last = max(written("sites").finditer(before), key=lambda found: found.end(), default=None)
    if fold(one.text) in RULES["at home"] and "indoors" in one.values("setting"):
        return True
    if last is None or not leads(bare(before[last.end() : -len(one.text)])):
        return False
    cases = {told.case for word in one.text.split() for told in readings(word) if told.part == "NOUN"}
    return fold(last[0]) not in ("в", "во", "на") or not cases or "loct" in cases


def _aside(one: Mention, inside: bool) -> Mention:
    """What a product still tells beside people who are somewhere else, indoors or not: a car, there, by its picture."""
    if inside and "car" in one.values("object"):
        return one.without("object").also("thing", "car")
    if _is_inside(one) in (None, inside):
        return one
    there = [value for value in one.values("thing") if inside or value not in defaults.FROM_INSIDE]
    rest = one.without("setting", "thing", *(("design",) if inside else ()))
    return rest.also("thing", *there)
