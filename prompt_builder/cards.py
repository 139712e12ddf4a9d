"""Reads who holds a card or a cup, and whether each of several does: "у каждого карта". Knows no picture."""

from collections.abc import Sequence

from prompt_builder.agents import agents
from prompt_builder.lexicon import RULES, written
from prompt_builder.looks import those_of
from prompt_builder.mentions import Meaning, Mention, is_people, tells_deed, values_of
from prompt_builder.morphology import finite, fold
from prompt_builder.regard import is_hand, near
from prompt_builder.scene import CARRIED, PAIRED, Activity, Object, Person, Thing
from prompt_builder.service import told_of

_HOLDS: Activity = "holding a credit card"
_NEAR = 6
"""How many words a card is away, at most, from the word that says that it is held."""
_GOES: tuple[Activity, ...] = ("walking", "standing")
"""What one does who has a card in the hand, besides what two do."""
_SCREENS = frozenset(("app on a phone", "banking app", "laptop"))


def carded(mentions: Sequence[Mention], known: bool, text: str) -> list[Mention]:
    """The mentions, where somebody holds the card that is said to be in a hand: "a man with a card in his hand".

    So does who holds or shows it, or has it and does nothing else. Each of several does who have cards, or of whom that
    is said. `known`: somebody is there whom the words need not name.
    """
    told = list(mentions)
    if not (known or any(map(is_people, mentions))):
        return told
    each = written("each").search(text) is not None
    hands = [at for at, one in enumerate(told) if is_hand(one) and _beside(mentions, at)]
    cards = [at for at, one in enumerate(told) if _is_card(one) or _HOLDS in one.values("activity")]
    for at in hands or (cards if cards and (each or _is_held(text, mentions)) else ()):
        held: tuple[Meaning, ...] = (("activity", _HOLDS),)
        if each or any(map(_is_several, _beside(mentions, at))):
            held = *held, ("together", "together")
        card = told[at].meanings if at not in hands else ()
        told[at] = told[at]._replace(meanings=(*held, *card))
    return told


def _beside(mentions: Sequence[Mention], at: int) -> list[Mention]:
    """The cards that are named at a place or next to it."""
    return [one for one in mentions[max(at - 1, 0) : at + 2] if _is_card(one)]


def _is_held(text: str, mentions: Sequence[Mention]) -> bool:
    """Whether a card is held or shown, and not on a screen: "держит золотую карту", "shows her mother a card"."""
    if any(_SCREENS & {*one.values("thing")} or fold(one.text) in RULES["screens"] for one in mentions):
        return False
    idle = not any(one.tells("activity", "use") or tells_deed(one) for one in mentions)
    for found in written("holds", "displays", *(["joined"] if idle else [])).finditer(text):
        after = near(text, found.end(), _NEAR)
        if any(map(_is_card, [one for one in after if one.tells("thing", "object")][:1])):
            return True
    return False


def carding(people: tuple[Person, ...], mentions: Sequence[Mention], activity: Activity) -> tuple[Person, ...]:
    """The people, of whom one is said to have a card in the hand where another thing is done."""
    who = _holder(people, mentions, activity)
    if not who or (people[1:] and any(one.uses for one in people)):
        return people
    does: dict[str, str] = {} if activity in (*PAIRED, *CARRIED, *_GOES) else {"deed": "standing"}
    return told_of(people, who, uses=True, **does)


def held_besides(
    people: Sequence[Person], mentions: Sequence[Mention], activity: Activity, in_hand: Sequence[Thing | Object]
) -> tuple[Object, ...]:
    """The card that is in the hand of one of them where another thing is done, and nothing else of the like is told."""
    who = [] if "credit card" in in_hand else _holder(people, mentions, activity)
    return ("credit card",) if who and (not people[1:] or people[who[0]].uses) else ()


def _holder(people: Sequence[Person], mentions: Sequence[Mention], activity: Activity) -> list[int]:
    """Who alone is said to have a card in the hand, where another thing is done."""
    at = next((at for at, one in enumerate(mentions) if _HOLDS in one.values("activity") and _tells_hand(one)), None)
    if at is None or not people or activity in (_HOLDS, "handing over a card"):
        return []
    who = agents(mentions)[at] if people[1:] else ()
    those = those_of(people, mentions, who) if who else [0]  # "с дочкой, в руках карта"
    return those if len(those) == 1 else []


def _tells_hand(mention: Mention) -> bool:
    """Whether it tells of a hand, or that one holds."""
    words = fold(mention.text).split()
    return not RULES["hands"].isdisjoint(words) or finite(words[0]) in RULES["holds"]


def in_each(mentions: Sequence[Mention], activity: Activity, one_does: bool) -> bool:
    """Whether each of several has what is held by who does that: a cup, or cards where there are several.

    `one_does`: it was said of one of them.
    """
    if activity == _HOLDS:
        those = [one for one in mentions if activity in one.values("activity")]
        return any(one.values("together") or (_is_several(one) and not one_does) for one in those)
    cups = activity == "drinking coffee" and not one_does
    return cups and not {"drinking coffee", "coffee"}.isdisjoint(values_of(mentions, "activity", "thing"))


def _is_several(card: Mention) -> bool:
    return fold(card.text.split()[-1]) in RULES["cards"]


def _is_card(one: Mention) -> bool:
    return "credit card" in one.values("object")
