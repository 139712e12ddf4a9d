"""Reads what people look at: "смотрит на салют", "they watch the plane". Knows no picture."""

import re
from collections.abc import Sequence
from typing import Literal

from prompt_builder.lexicon import RULES
from prompt_builder.morphology import fold
from prompt_builder.parser import parse
from prompt_builder.scene import Thing

_WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")

_EACH_OTHER = ("друг на друга", "друг друга", "at each other", "at one another")


def regarded(text: str, things: Sequence[Thing]) -> Thing | Literal["one another"] | None:
    """The first of the things that is named after a word for looking, or whoever is spoken with; None if neither."""
    words = [(fold(found.group()), found.end()) for found in _WORD.finditer(text)]
    talk = any(word in RULES["converse"] for word, _ in words)
    for word, end in words:
        if word in RULES["regard"]:
            told = (value for mention in parse(text[end:]) for value in reversed(mention.values("thing")))
            if seen := next((thing for value in told for thing in things if thing == value), None):
                return seen  # of a snowman, which is snow too, what is named last
            talk = talk or fold(text[end:]).strip().startswith(_EACH_OTHER)
    return "one another" if talk else None
