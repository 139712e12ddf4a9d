"""Reads what is seen out of the window of a room, and of a flat from the street: "за окном салют". Knows no picture."""

import re
from collections.abc import Sequence

from prompt_builder import defaults
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Meaning, Mention, values_of
from prompt_builder.scene import ROOMS, Outlook, Setting, Thing

_WALLS = {"renovation", "door", "airport"}
"""What is seen instead of a wall with such a window."""
_FROM_STREET: tuple[Meaning, ...] = (("object", "house"), ("design", "high-rise"))


def is_within(mentions: Sequence[Mention], shown: Sequence[str]) -> bool:
    """Whether a window is said to be between all and what is outside, where nothing stands that is asked for."""
    outdoors = (one for one in shown if one not in defaults.OUTSIDE and defaults.is_outdoors(one))
    return bool(values_of(mentions, "outlook")) and not any(outdoors)


def ventured(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where who walks past a flat that they are not said to be in sees its building: "мимо квартиры"."""
    if "walking" not in values_of(mentions, "activity"):
        return mentions
    return [one._replace(meanings=_FROM_STREET) if _past(one, text) else one for one in mentions]


def _past(one: Mention, text: str) -> bool:
    kinds = {*one.values("design"), *one.values("detail")}
    inside = rf"\b(?:{'|'.join(RULES['indoors of'])})\s+(?:[\w-]+\s+){{0,2}}{re.escape(one.text)}\b"
    return "high-rise" in kinds and "indoors" in one.values("setting") and not re.search(inside, text, re.IGNORECASE)


def outlook(setting: Setting, things: Sequence[Thing], mentions: Sequence[Mention]) -> Outlook | None:
    """What is said to be seen out of the window; None where nothing is, or nobody sees it."""
    near = "at the window" in values_of(mentions, "posture")
    window = near or values_of(mentions, "outlook")
    if setting != "indoors" or not _WALLS.isdisjoint(things) or not window:
        return None
    land = [value for one in mentions for value in one.values("setting") if value in defaults.OUTDOORS]
    land += ["city" for one in mentions if "high-rise" in one.values("design")]
    sky = not {*defaults.OUTSIDE}.isdisjoint(things) or any(one.values("light") for one in mentions)
    if {*ROOMS}.isdisjoint(things):
        return land[0] if land else "sky" if sky or near or any(map(defaults.is_outdoors, things)) else None
    dark = not land and any("evening" in one.values("light") for one in mentions)
    return "city" if "city" in land else "sky" if dark else None
