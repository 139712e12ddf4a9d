"""Remembers what was found out about words, since texts share most of theirs. Knows no words."""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")

WORDS = 8192
"""How many are remembered: more than come up in a campaign of thousands of rows."""
LONGEST = 40
"""Letters of the longest: what has more is no word, and would take the room of many."""


class _Memory(dict[str, T]):
    def __init__(self, function: Callable[[str], T]) -> None:
        super().__init__()
        self._function = function

    def __missing__(self, word: str) -> T:
        found = self._function(word)
        if len(word) <= LONGEST:
            if len(self) >= WORDS:
                self.clear()
            self[word] = found
        return found


def remembered(function: Callable[[str], T]) -> Callable[[str], T]:
    """The same function of a word, but for those that come up again it has been worked out."""
    return _Memory(function).__getitem__
