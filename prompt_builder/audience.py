"""Tells for whom a product is, or whose a thing: such people need not be seen. Knows no more than one clause."""

import re
from collections.abc import Sequence
from typing import Literal

from prompt_builder.defaults import IMPLIED
from prompt_builder.identity import is_one, nobody
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, is_people
from prompt_builder.morphology import QUALITIES, fold, part_of_speech, readings
from prompt_builder.scene import THINGS

FOR = ("для", "for")
_PRODUCTS, _TERMS = tuple(RULES["products"]), tuple(RULES["terms"])
_SEEN: tuple[Kind, ...] = ("thing", "object", "detail", "setting")
_DRAWN: tuple[Kind, ...] = ("thing", "detail")
_ITSELF = re.compile(r"\b(?:сам|сама|само|только|лишь|просто|just|only)\s+(?:(?:the|a|credit|debit)\s+)*(\w+)")


class Head:
    """What a clause is about, while nothing but adjectives and those whose it is come after."""

    def __init__(self) -> None:
        self._kind: Literal["", "product", "thing", "other"] = ""

    def take(self, mention: Mention) -> None:
        """Read the next word."""
        if self._kind == "other":
            return
        word = fold(mention.text)
        if mention.values("age") or word in RULES["and"] or part_of_speech(word) in QUALITIES:
            return
        if self._kind:
            self._kind = self._kind if is_people(mention) else "other"
        elif word.startswith(_PRODUCTS):
            self._kind = "product"
        else:
            self._kind = "thing" if any(map(mention.values, _SEEN)) else "other"

    def is_of(self, people: Mention) -> bool:
        """Whether these are only whose the product or the thing is: "кредит аграриям", "рабочий стол директора"."""
        number = "sing" if is_one(people) else "plur"
        cases = {one.case for one in readings(people.text.split()[-1]) if one.number == number}
        given = self._kind == "product" and bool(cases & {"gent", "datv"})
        return "nomn" not in cases and (given or (self._kind == "thing" and "gent" in cases and "datv" not in cases))


def shows(clauses: Sequence[Sequence[Mention]]) -> bool:
    """Whether clauses tell of something that can be drawn and needs nobody, and of no clothes and no deeds."""
    told = [[one for one in clause if not fold(one.text).startswith((*_PRODUCTS, *_TERMS))] for clause in clauses]
    needed = any(one.values("look") or one.values("activity") for clause in told for one in clause)
    return not needed and any(map(_is_still, told))


def _is_still(clause: Sequence[Mention]) -> bool:
    """Whether things or a place are all that a clause tells of: "новый дом", "тетради и ручки на парте"."""
    if any(one.values("negation") for one in clause):
        return False
    first = next((one for one in clause if part_of_speech(fold(one.text)) not in QUALITIES), None)
    things = {thing for one in clause for kind in _DRAWN for thing in one.values(kind)}
    if (things & {*THINGS}) - {*IMPLIED} or any(one.values("object") for one in clause):
        return True
    words = {word for one in clause for word in fold(one.text).split()}
    laid = first and "nomn" in {one.case for one in readings(first.text)} and not words.isdisjoint(RULES["and"])
    return bool(first and first.values("setting")) or bool(laid and "на" in words)


def shows_itself(text: str) -> bool:
    """Whether a text tells that the product is shown and nobody else: "сама карта", "just the card"."""
    return any(word.startswith(_PRODUCTS) for word in _ITSELF.findall(text.casefold()))


def shown_after(found: Sequence[Mention]) -> Sequence[Mention]:
    """What is shown after those for whom a product is, where no comma parts them: "ипотека для семей новый дом"."""
    start = max((at for at, one in enumerate(found) if is_people(one)), default=len(found)) + 1
    for at, one in enumerate(found[start:], start):
        told = {known.part for known in readings(one.text.split()[-1]) if known.case == "nomn"}
        if "NOUN" in told and any(map(one.values, _SEEN)):
            return found[at:]
        if not (one.values("number") or told & {*QUALITIES} or fold(one.text).startswith(_TERMS)):
            break
    return ()


def unpeopled(mention: Mention) -> Mention:
    """A word of what a product is called or for whom it is, which puts nobody into the picture."""
    kept = tuple(one for one in mention.meanings if one[0] not in ("look", "activity", "workplace"))
    return nobody(mention._replace(meanings=kept))
