"""Reads what somebody's hand says by itself: who waves, who points at what, and what is held by who does more."""

from collections.abc import Sequence

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Meaning, Mention, cases, is_people, values_of
from prompt_builder.morphology import fold
from prompt_builder.scene import CARRIED, PAIRED, PHONES

_WAVING = RULES["hands"] | RULES["whoever"]
_SEEN: tuple[Kind, ...] = ("thing", "object", "design")
_FAR = frozenset(("growth chart", "calendar", "car", "house", "stars", "moon", "fireworks", "rainbow"))
"""What is pointed at by who shows it, and not held up."""
_BUSY = {*CARRIED, *PAIRED} - {"handing over keys"}
"""What leaves a hand for keys."""
_ON_SCREENS = frozenset((*PHONES, "laptop", "banking app"))


def waving(found: list[Mention]) -> list[Mention]:
    """The mentions, where somebody waves, and no sea does: "a woman in a hat waves"."""
    told = list(found)
    for at, one in enumerate(found):
        before = found[at - 1] if at else None
        whose = before and (fold(before.text) in _WAVING or before.tells("people", "look", "thing", "number", "years"))
        if whose and fold(one.text) == "waves":
            told[at] = one._replace(meanings=(("activity", "waving"),))
    return told


def pointing(found: list[Mention]) -> list[Mention]:
    """The mentions, where somebody shows what a hand does not hold, or a card: "показывает сыну на дом"."""
    told = list(found)
    for at, one in enumerate(found):
        word, goes_on = fold(one.text), not at and fold(one.text).endswith(("я", "ing"))
        points = word in RULES["points"] and (goes_on or found[at - 1].tells("people", "look", "stop"))
        if not (points or word in RULES["displays"]) or not (goes_on or any(map(is_people, found[:at]))):
            continue
        seen = next((k for k in range(at + 1, len(found)) if not is_people(found[k]) and found[k].tells(*_SEEN)), at)
        again = next((k for k in range(at + 1, len(found)) if fold(found[k].text) in RULES["beheld"]), None)
        if again is not None:
            seen = next((k for k in range(at - 1, -1, -1) if found[k].tells(*_SEEN)), at)  # "показывает на него"
        hand = [k for k in range(at + 1, len(found) if again else seen) if _points(found, k)]
        shown = {value for kind in _SEEN for value in found[seen].values(kind)}
        if any(map(_is_on_screen, found[at:])) and not (hand and {*PHONES} & shown):
            continue
        if "credit card" in shown and not (points or hand):
            told[at] = one._replace(meanings=(("activity", "holding a credit card"),))
        elif (seen != at and (points or shown & _FAR or hand)) or (again is not None and hand):
            told[at] = one._replace(meanings=(("activity", "pointing"),))
            hand += [again] if again is not None else []
            for k in hand:
                told[k] = found[k].silent()
    return told


def reached_out(found: list[Mention]) -> list[Mention]:
    """The mentions, where somebody alone gives a card to a terminal: "протягивает карту к терминалу"."""
    alone = sum(map(is_people, found)) < 2
    if not (alone and "payment terminal" in values_of(found, "thing")):
        return found
    pays: tuple[Meaning, ...] = (("use", "payment terminal"), ("activity", "holding a credit card"))
    return [one._replace(meanings=pays) if "handing over a card" in one.values("activity") else one for one in found]


def held_meanwhile(found: list[Mention]) -> list[Mention]:
    """The mentions, where keys are in a hand of those who carry or touch another: "обнимает маму с ключами"."""
    if not _BUSY & values_of(found, "activity"):
        return found
    keys: tuple[Meaning, ...] = (("thing", "keys"),)
    return [one._replace(meanings=keys) if "holding keys" in one.values("activity") else one for one in found]


def _points(found: Sequence[Mention], at: int) -> bool:
    """Whether a word says that somebody points: "на дом", "рукой", but not "на экране"."""
    within = at + 1 < len(found) and cases(found[at + 1]) == {"loct"}
    return fold(found[at].text) in RULES["pointed with"] and not within


def _is_on_screen(mention: Mention) -> bool:
    """Whether it tells of a screen, by which things are shown."""
    return fold(mention.text) in RULES["screens"] or bool(_ON_SCREENS & {*mention.values("thing")})
