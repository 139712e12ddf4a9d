"""Tells whether those for whom a product is need be seen: not where something else is. Knows no people."""

import re
from collections.abc import Sequence

from prompt_builder.defaults import IMPLIED
from prompt_builder.identity import are_of, is_one, nobody, nouns, term
from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import Mention, cases, is_people
from prompt_builder.morphology import QUALITIES, fold, part_of_speech, readings
from prompt_builder.names import lives
from prompt_builder.scene import THINGS

FOR = ("для", "for")
_ITSELF = re.compile(r"\b(?:сам|сама|само|только|лишь|просто|just|only)\s+(?:(?:the|a|credit|debit)\s+)*(\w+)")


def offered(found: Sequence[Mention], after: Sequence[Mention]) -> Sequence[Mention]:
    """The words of a clause that begins with a product, where those for whom it is are told by no "for".

    So they are in "льготы учителям" and "loans to farmers", and before whom the next shows: "для водителей: таксист".
    """
    who = next((at for at, one in enumerate(found) if is_people(one)), 0)
    words = [fold(one.text) for one in found[:who]]
    offers = (begins(words[at], "products") and bool({"nomn", ""} & cases(found[at])) for at in range(who))
    told = any(offers) and ("datv" in cases(found[who]) or "to" in words)
    if _are_met(found, who) and any(map(is_people, after)):
        return [one._replace(audience=is_people(one)) for one in found]
    if not told or any(lives(words[at]) or found[at].tells("with", "activity") for at in range(who)):
        return found
    return [*found[:who], found[who]._replace(audience=True), *found[who + 1 :]]


def _are_met(found: Sequence[Mention], who: int) -> bool:
    """Whether a clause tells no more than whom something is for: "для самозанятых", "молодым семьям"."""
    if not found or not is_people(found[who]) or is_one(found[who]):
        return False
    bare = not any(lives(fold(one.text)) or one.tells("thing", "activity", "with") for one in found)
    return bare and (fold(found[0].text) in FOR or cases(found[who]) == {"datv"})


def as_old(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where the only one seen is as old as those for whom a product is: "карта подростка, парень"."""
    told = [one for one in mentions if is_people(one)]
    groups = {group for one in told if one.audience for group in term(one).groups}
    seen = [one for one in told if not one.audience]
    if len(groups) != 1 or len(seen) != 1 or seen[0].aged or seen[0].opening != "aside":
        return mentions
    anybody = is_one(seen[0]) and nouns(seen[0]) & RULES["anybody"]
    if not anybody or not all(are_of(one, seen[0]) for one in told if one.audience):
        return mentions
    return [one._replace(age=next(iter(groups))) if one is seen[0] else one for one in mentions]


def shows(clauses: Sequence[Sequence[Mention]]) -> bool:
    """Whether clauses tell of something that can be drawn and needs nobody, and of no clothes and no deeds."""
    told = [[one for one in clause if not begins(fold(one.text), "products", "terms")] for clause in clauses]
    needed = any(one.tells("look", "activity") for clause in told for one in clause)
    return not needed and any(map(_is_still, told))


def _is_still(clause: Sequence[Mention]) -> bool:
    """Whether things or a place are all that a clause tells of: "новый дом", "тетради и ручки на парте"."""
    if any(one.values("negation") for one in clause):
        return False
    first = next((one for one in clause if part_of_speech(fold(one.text)) not in QUALITIES), None)
    things = {thing for one in clause for thing in (*one.values("thing"), *one.values("detail"))}
    if (things & {*THINGS}) - {*IMPLIED} or any(one.values("object") for one in clause):
        return True
    words = {word for one in clause for word in fold(one.text).split()}
    laid = first and "nomn" in cases(first) and not words.isdisjoint(RULES["and"])
    return bool(first and first.values("setting")) or bool(laid and "на" in words)


def shows_itself(text: str) -> bool:
    """Whether a text tells that the product is shown and nobody else: "сама карта", "just the card"."""
    return any(begins(word, "products") for word in _ITSELF.findall(text.casefold()))


def shown_after(found: Sequence[Mention]) -> Sequence[Mention]:
    """What is shown after those for whom a product is, where no comma parts them: "ипотека для семей новый дом"."""
    start = max((at for at, one in enumerate(found) if is_people(one)), default=len(found)) + 1
    for at, one in enumerate(found[start:], start):
        told = {known.part for known in readings(one.text.split()[-1]) if known.case == "nomn"}
        if "NOUN" in told and one.tells("thing", "object", "detail", "setting"):
            return found[at:]
        if not (one.values("number") or told & {*QUALITIES} or begins(fold(one.text), "terms")):
            break
    return ()


def unpeopled(mention: Mention) -> Mention:
    """A word of what a product is called or for whom it is, which puts nobody into the picture."""
    return nobody(mention.without("look", "activity", "workplace"))
