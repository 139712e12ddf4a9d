"""Reads what is seen out of the window of a room: "за окном салют". Knows no picture."""

from collections.abc import Sequence

from prompt_builder import defaults
from prompt_builder.mentions import Mention
from prompt_builder.scene import ROOMS, Outlook, Setting, Thing

_WALLS = {*ROOMS, "renovation", "door"}
"""What is seen instead of a wall with such a window."""


def is_within(mentions: Sequence[Mention], shown: Sequence[str]) -> bool:
    """Whether a window is said to be between all and what is outside, where nothing stands that is asked for."""
    outdoors = (one for one in shown if one not in defaults.OUTSIDE and defaults.is_outdoors(one))
    return any(one.values("outlook") for one in mentions) and not any(outdoors)


def outlook(setting: Setting, things: Sequence[Thing], mentions: Sequence[Mention]) -> Outlook | None:
    """What is said to be seen out of the window; None where nothing is, or nobody sees it."""
    if setting != "indoors" or not _WALLS.isdisjoint(things) or not any(one.values("outlook") for one in mentions):
        return None
    land = [value for one in mentions for value in one.values("setting") if value in defaults.OUTDOORS]
    sky = not {*defaults.OUTSIDE}.isdisjoint(things) or any(one.values("light") for one in mentions)
    return land[0] if land else "sky" if sky else None
