"""Reads hands of which no more is to be seen, and whose they are: "a woman's hand with a phone". Knows no scene."""

from collections.abc import Iterator, Sequence

from prompt_builder.lexicon import RULES
from prompt_builder.mentions import OWNER, Meaning, Mention, is_people, scan
from prompt_builder.morphology import fold
from prompt_builder.people import PersonTerm, known_terms
from prompt_builder.regard import IN_HAND, deserted, is_from_near
from prompt_builder.scene import PHONES
from schemas import Sex

_GRIPPED = frozenset((*PHONES, *IN_HAND, "banking app", "credit card", "steering wheel"))
"""What is large in a hand that is alone."""
_AS_SEEN: dict[str, Meaning] = {
    "holding a credit card": ("object", "credit card"),
    "handing over a card": ("object", "credit card"),
    "signing a contract": ("thing", "signature"),
}
"""What that is which somebody does whose hand is alone."""
_KEYS = "handing over keys"
_SHOWN = {deed: told for deed, (_, told) in _AS_SEEN.items()} | {"holding keys": "keys", _KEYS: "keys"}
"""What is seen in the hand of who does something."""


def alone(mentions: Sequence[Mention], known: bool) -> list[Mention]:
    """The mentions, where hands have something that is large in them: who owns them is nobody in the picture.

    `known`: somebody is there whom the words need not name.
    """
    at = next((at for at, one in enumerate(mentions) if _is_hand(one)), None)
    found = list(mentions)
    seen = (is_from_near(one) or _owns(one) or "car interior" in one.values("thing") for one in found[:at])
    if known or at is None or not all(seen):
        return found
    told = found if any(map(_gripped, found)) else [_modelled(one) for one in found]
    gives, owners = any(_KEYS in one.values("activity") for one in told), [*_owners(told)]
    others = [one for k, one in enumerate(told) if is_people(one) and k not in owners]
    if (others and not gives) or not all(_grown(told[k]) for k in owners) or not any(map(_gripped, told)):
        return found
    return [each for k, one in enumerate(told) for each in _of_hand(one, k in owners or one in others)]


def _modelled(mention: Mention) -> Mention:
    """The same, where a house that a hand holds is a model: "рука держит домик"."""
    return mention._replace(meanings=(("thing", "model house"),)) if mention.values("object") == ("house",) else mention


def whose(mentions: Sequence[Mention]) -> tuple[Sex | None, ...] | None:
    """Whose hands those are that are alone: one that holds something, or that of who gives it and of who takes it.

    None where none is to be seen.
    """
    if deserted(mentions):
        return None
    sexes: dict[str, Sex | None] = {"female": "female", "male": "male", "anybody": None}
    told = [sexes[value] for one in mentions for value in one.values("whose") if value in sexes]
    return (*told, None, None)[: 1 + any(_KEYS in one.values("activity") for one in mentions)]


def _is_hand(mention: Mention) -> bool:
    """Whether it names a hand as who does something, and not where something is."""
    words = fold(mention.text).split()
    ends = {words[0], words[-1]} & RULES["hands alone"]
    return bool(ends) and "in" not in words and not mention.tells("activity", "undrawn")


def _owns(mention: Mention) -> bool:
    return OWNER.fullmatch(mention.text) is not None


def _owners(mentions: Sequence[Mention]) -> Iterator[int]:
    """Where those are named whose hands are: beside each hand, or with it in one."""
    for at, one in enumerate(mentions):
        if {*fold(one.text).split()} & (RULES["hands"] | RULES["hands alone"]):
            beside = (at - 1, at) if at and _owns(mentions[at - 1]) else (at, at + 1)
            yield from (k for k in beside if k < len(mentions) and (is_people(mentions[k]) or _owns(mentions[k])))


def _terms(owner: Mention) -> Sequence[PersonTerm]:
    """The nouns for people by which an owner is known."""
    named = OWNER.fullmatch(owner.text) if not owner.meanings else None
    [told, *_] = [*scan(named[1])] if named else [owner]
    return known_terms(told.values("people"))


def _grown(owner: Mention) -> bool:
    """Whether a large hand is like that of an owner, who is no child."""
    return any({"adult", "young adult"} & {*term.groups} for term in _terms(owner))


def _gripped(mention: Mention) -> bool:
    """Whether it is large in a hand."""
    shown = (_SHOWN.get(one, "") for one in mention.values("activity"))
    return not _GRIPPED.isdisjoint((*mention.values("thing"), *mention.values("object"), *shown))


def _of_hand(mention: Mention, owns: bool) -> Iterator[Mention]:
    """The same without an owner, but for the sex."""
    *words, last = mention.text.split()
    if not owns:
        seen = next((_AS_SEEN[one] for one in mention.values("activity") if one in _AS_SEEN), None)
        yield mention._replace(meanings=(seen,)) if seen else mention
        return
    sex = next((sex for term in _terms(mention) for sex in term.sexes if sex in ("female", "male")), "anybody")
    yield mention._replace(meanings=(("whose", sex),))
    if words and fold(last) in RULES["hands alone"]:
        yield mention._replace(text=last, meanings=())
