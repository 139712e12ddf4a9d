"""Who is in a car, and whether anybody drives it: "в машине", "за рулём", "a driver who leans on his taxi"."""

import re
from collections.abc import Sequence
from functools import cache

from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Meaning, Mention
from prompt_builder.morphology import fold


def aboard(mention: Mention) -> bool:
    """Whether who is "in the car" or in a seat of it need not be who drives it."""
    return "child seat" in mention.values("thing") or fold(mention.text).split()[0] in RULES["inside"]


def parked(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where who is called a driver stands, if it is said that they are beside the car."""
    rides = [one for one in mentions if "driving" in one.values("activity")]
    if not rides or not all(one.values("people") for one in rides) or not _beside().search(text):
        return mentions
    ways: dict[Meaning, Meaning] = {("activity", "driving"): ("activity", "standing")}
    return [one._replace(meanings=tuple(ways.get(meaning, meaning) for meaning in one.meanings)) for one in mentions]


@cache
def _beside() -> re.Pattern[str]:
    return re.compile(rf"\b({'|'.join(map(re.escape, RULES['at a car']))})\b", re.IGNORECASE)
