"""Reads what people look at ("смотрит на салют") and what is in their hands ("holding a gift"). Knows no picture."""

import re
from collections.abc import Sequence
from typing import Literal

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention
from prompt_builder.morphology import fold
from prompt_builder.parser import parse
from prompt_builder.scene import Object, Thing

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_EACH_OTHER = ("друг на друга", "друг друга", "at each other", "at one another")


def regarded(text: str, shown: Sequence[Thing | Object]) -> Thing | Object | Literal["one another"] | None:
    """The first of what is shown that is named after a word for looking, or whoever is spoken with; None if neither."""
    words = [(fold(found.group()), found.end()) for found in _WORD.finditer(text)]
    talk = any(word in RULES["converse"] for word, _ in words)
    for word, end in words:
        if word in RULES["regard"]:
            kinds: tuple[Kind, ...] = ("thing", "object")
            told = (value for one in parse(text[end:]) for kind in kinds for value in reversed(one.values(kind)))
            if seen := next((thing for value in told for thing in shown if thing == value), None):
                return seen  # of a snowman, which is snow too, what is named last
            talk = talk or fold(text[end:]).strip().startswith(_EACH_OTHER)
    return "one another" if talk else None


def gripped(text: str, things: Sequence[Thing]) -> tuple[Thing, ...]:
    """Those of the things that are said to be in somebody's hand: after a word for holding, or beside the hand."""
    told: set[str] = set()
    for found in _WORD.finditer(text):
        if fold(found.group()) in RULES["holds"]:
            after = [one for one in parse(text[found.end() :]) if not is_hand(one)][:1]
            told.update(value for one in after for value in one.values("thing"))
    mentions = parse(text)
    for at, one in enumerate(mentions):
        if is_hand(one):
            beside = (near.values("thing") for near in (*mentions[max(at - 1, 0) : at], *mentions[at + 1 : at + 2]))
            told.update(next((values for values in beside if values), ()))
    return tuple(thing for thing in things if thing in told)


def is_hand(mention: Mention) -> bool:
    """Whether it is only the hand in which something is."""
    return not mention.meanings and fold(mention.text) in RULES["hands"]
