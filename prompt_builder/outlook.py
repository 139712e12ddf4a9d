"""Reads what is seen out of the window of a room, and of a room from the street: "за окном салют". Knows no picture."""

import re
from collections.abc import Sequence

from prompt_builder import defaults
from prompt_builder.depth import behind
from prompt_builder.lexicon import RULES, begins, written
from prompt_builder.mentions import Meaning, Mention, is_people, values_of
from prompt_builder.morphology import fold
from prompt_builder.places import bare, end_of_clause, leads, located
from prompt_builder.scene import ROOMS, Outlook, Setting, Thing

_SHOPS = frozenset(("restaurant", "supermarket", "beauty salon", *defaults.SHOPS))

_SEASONS = ("autumn", "blossom")
_WALLS = {"renovation", "door", "airport"}
"""What is seen instead of a wall with such a window."""
_FROM_STREET: tuple[Meaning, ...] = (("object", "house"), ("design", "high-rise"))


def is_within(mentions: Sequence[Mention], shown: Sequence[str]) -> bool:
    """Whether a window is said to be between all and what is outside, where nothing stands that is asked for."""
    outdoors = (one for one in shown if one not in (*defaults.OUTSIDE, *_SEASONS) and defaults.is_outdoors(one))
    return windowed(mentions) and not any(outdoors)


def beyond(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where blocks of flats, and a garden named after it, are outside a window: "за окном сад"."""
    home = "indoors" in values_of(mentions, "setting")
    across = home and "high-rise" in values_of(mentions, "design") and written("opposite").search(text)
    if not (across or windowed(mentions)) or "driving" in values_of(mentions, "activity"):
        return mentions
    where = located(text, mentions)
    out = next((place.end for place, one in where if one.values("outlook")), len(text))
    after = [one for place, one in where if out <= place.start < end_of_clause(text, out)]
    return [_afar(one, one in after) for one in mentions]


def windowed(mentions: Sequence[Mention]) -> bool:
    """Whether any tells of a window, out of which something is seen."""
    return bool(values_of(mentions, "outlook")) or "at the window" in values_of(mentions, "posture")


def _afar(one: Mention, outside: bool) -> Mention:
    """What it is for who sees it out of a window."""
    if "high-rise" in one.values("design") and "indoors" not in one.values("setting"):
        return one._replace(meanings=(("setting", "city"), ("outlook", "window"), ("detail", "high-rise")))
    return one.without("thing") if outside and not {*defaults.OUTDOORS}.isdisjoint(one.values("setting")) else one


def ventured(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where who walks past a flat that they are not said to be in sees its building: "мимо квартиры"."""
    if "walking" not in values_of(mentions, "activity"):
        return mentions
    return [one._replace(meanings=_FROM_STREET) if _past(one, text) else one for one in mentions]


def _past(one: Mention, text: str) -> bool:
    kinds = {*one.values("design"), *one.values("detail")}
    inside = rf"\b(?:{'|'.join(RULES['indoors of'])})\s+(?:[\w-]+\s+){{0,2}}{re.escape(one.text)}\b"
    return "high-rise" in kinds and "indoors" in one.values("setting") and not re.search(inside, text, re.IGNORECASE)


def fronted(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where people are before what has a room and not in it: "у отделения", "перед своим рестораном"."""
    if {*ROOMS}.isdisjoint(values_of(mentions, "thing")):
        return mentions
    where = located(text, mentions)
    before = any(back for _, _, back in behind(text, where, tuple(_SHOPS)))
    outside = [one for one in mentions if before and not _SHOPS.isdisjoint(one.values("thing"))]
    for told in written("outside of").finditer(text):
        last = end_of_clause(text, told.end())
        after = ((place, one) for place, one in where if told.end() < place.end and place.start < last)
        place, one = next(((place, one) for place, one in after if _is_premises(one)), (None, None))
        if place and one and leads(bare(text[told.end() : place.start])):
            outside.append(one)
    return [_from_street(one) if one in outside and not is_people(one) else one for one in mentions]


def _is_premises(one: Mention) -> bool:
    """Whether it is a building with such a room, and nothing in that."""
    words = fold(one.text).split()
    is_room = not {*ROOMS}.isdisjoint(one.values("thing")) and any(begins(word, "premises") for word in words)
    return is_room and not any(begins(word, "fittings") for word in words)


def _from_street(one: Mention) -> Mention:
    """What is seen of it by who is before it."""
    if not _SHOPS.isdisjoint(one.values("thing")):
        return one._replace(meanings=(("thing", "storefront"),))
    return one.without("setting", "workplace").also("setting", "city")


def outlook(setting: Setting, things: Sequence[Thing], mentions: Sequence[Mention]) -> Outlook | None:
    """What is said to be seen out of the window; None where nothing is, or nobody sees it."""
    near = "at the window" in values_of(mentions, "posture")
    if setting != "indoors" or not _WALLS.isdisjoint(things) or not windowed(mentions):
        return None
    land = [value for one in mentions for value in one.values("setting") if value in defaults.OUTDOORS]
    land += ["city" for one in mentions if "high-rise" in one.values("design")]
    sky = not {*defaults.OUTSIDE}.isdisjoint(things) or any(one.values("light") for one in mentions)
    if {*ROOMS}.isdisjoint(things):
        return land[0] if land else "sky" if sky or near or any(map(defaults.is_outdoors, things)) else None
    dark = not land and any("evening" in one.values("light") for one in mentions)
    return "city" if "city" in land else "sky" if dark else None
