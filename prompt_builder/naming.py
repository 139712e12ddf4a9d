"""Finds out who is named to be in the picture, or implied by what is done. Knows no looks and no places."""

from collections.abc import Sequence
from typing import get_args

from prompt_builder import defaults, regard
from prompt_builder.agents import by_verb
from prompt_builder.ages import ADULTS
from prompt_builder.cast import amidst
from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import Mention, among, cases, is_event, is_posture, is_put, values_of
from prompt_builder.morphology import fold, readings
from prompt_builder.parties import Named, describes, telling
from prompt_builder.people import OWN
from prompt_builder.references import named_once
from prompt_builder.scene import PAIRED, TABLED, Activity, Look
from prompt_builder.service import advised
from schemas import Metadata


def named(metadata: Metadata, mentions: Sequence[Mention]) -> list[Named]:
    """People named in words; who does something, as nobody's product and no animal, is a person too."""
    doing = [at for at, one in enumerate(mentions) if one.values("activity") and not one.values("people")]
    put = [at for at in doing if is_put(mentions[:at], mentions[at])]
    mentions = [one for at, one in enumerate(mentions) if at not in put]
    told = [mention for mention in mentions if mention.values("people")]
    told = [*named_once([mention for mention in told if not mention.audience] or told)]
    found = [
        Named(one.values("people"), one.many, one.age, one.years, _beside(one, mentions), one.text) for one in told
    ]
    described = describes(metadata)
    found = found if described else amidst(found)
    if not found and (values_of(mentions, "nobody") or regard.hands_alone(mentions)):
        return []
    if _is_for_two(mentions):
        found = _both(metadata, found, waiters=any(defaults.WAITERS & {*one.values("look")} for one in told))
    if not found and among(mentions, "activity", (*PAIRED, *TABLED)):
        alone = advised(mentions) or (described and _is_of_one(mentions))
        return [Named(("person" if alone else "people",))]
    if not found and not described and among(mentions, "look", get_args(Look)):
        return [Named(("child" if among(mentions, "look", ("schoolchild",)) else "person",))]
    if metadata.product == "people":
        return [one for one in found if one.terms != ("people",) or one.count]
    deeds = [mention for mention in mentions if not is_event(mention.text)]
    busy = set(among(deeds, "activity", get_args(Activity))) - {"driving", "pointing", "leaning"}
    return [Named(("person",))] if busy and not (found or metadata.product or described) else found


def _beside(somebody: Mention, mentions: Sequence[Mention]) -> bool:
    """Whether somebody is there beside another: as company, or as so many friends to whom something is done.

    So it is in "встречает двух подруг", and not in "сидят двое друзей" or "loan closed, two friends".
    """
    at = next(i for i, one in enumerate(mentions) if one is somebody or one == somebody)
    met = OWN.intersection(somebody.values("people")) and somebody.many and "nomn" not in cases(somebody)
    if not (met and at and not somebody.opening and by_verb(verb := mentions[at - 1])) or is_posture(verb):
        return bool(somebody.beside)
    return all(one.number != "plur" for one in readings(verb.text.split()[0])[:1])


def _is_of_one(mentions: Sequence[Mention]) -> bool:
    """Whether what is done takes one alone, and is told of no more: "подписывает договор", and not "подписывают"."""
    verbs = [readings(one.text.split()[0]) for one in mentions if one.values("activity")]
    return not (among(mentions, "activity", PAIRED) or any(one.number == "plur" for verb in verbs for one in verb[:1]))


def _is_for_two(mentions: Sequence[Mention]) -> bool:
    """Whether it is told what a couple do: "свидание", "a table for two"."""
    words = [fold(one.text) for one in mentions]
    two = any(word.endswith(tuple(RULES["for two"])) for word in words)
    return two or any(begins(" ".join(words[at : at + 3]), "of a couple") for at in range(len(words)))


def _both(metadata: Metadata, found: list[Named], waiters: bool) -> list[Named]:
    """Those named, and whoever of a couple is not; `waiters`: those named serve them."""
    if not found or (waiters and len(found) == 1):
        return [*found, Named(("couple",))]
    term = telling(found[0].terms)
    one = len(found) == 1 and found[0].alone and term.groups[-1] in ADULTS and metadata.sex in (None, *term.sexes)
    return [*found, Named(("partner",), beside=True)] if one else found
