"""Reads who holds a card or a cup, and whether each of several does: "у каждого карта". Knows no picture."""

from collections.abc import Sequence

from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import Meaning, Mention, is_people
from prompt_builder.morphology import fold
from prompt_builder.regard import is_hand
from prompt_builder.scene import Activity

_HOLDS: Activity = "holding a credit card"


def carded(mentions: Sequence[Mention], known: bool, text: str) -> list[Mention]:
    """The mentions, where somebody holds the card that is said to be in a hand: "a man with a card in his hand".

    Each of several does who have cards, or of whom that is said. `known`: somebody is there whom the words need not
    name.
    """
    told = list(mentions)
    if not (known or any(map(is_people, mentions))):
        return told
    each = written("each").search(text) is not None
    near = [[one for one in told[max(at - 1, 0) : at + 2] if _is_card(one)] for at in range(len(told))]
    hands = [at for at, one in enumerate(told) if near[at] and is_hand(one)]
    cards = (at for at, one in enumerate(told) if _is_card(one) or _HOLDS in one.values("activity"))
    for at in hands or [at for at in cards if each]:
        several = each or any(map(_is_several, near[at]))
        held: tuple[Meaning, ...] = (("activity", _HOLDS),)
        told[at] = told[at]._replace(meanings=(*held, ("together", "together")) if several else held)
    return told


def in_each(mentions: Sequence[Mention], activity: Activity, one_does: bool) -> bool:
    """Whether each of several has what is held by who does that: a cup, or cards where there are several.

    `one_does`: it was said of one of them.
    """
    if activity == _HOLDS:
        those = [one for one in mentions if activity in one.values("activity")]
        return any(one.values("together") or (_is_several(one) and not one_does) for one in those)
    cups = any("drinking coffee" in one.values("activity") or "coffee" in one.values("thing") for one in mentions)
    return cups and activity == "drinking coffee" and not one_does


def _is_several(card: Mention) -> bool:
    return fold(card.text.split()[-1]) in RULES["cards"]


def _is_card(one: Mention) -> bool:
    return "credit card" in one.values("object")
