"""What a picture's file is called where people keep it: `house_country-house_1080x1080_7.png`. Knows no archive."""

import itertools
import unicodedata

from schemas import Interaction

MAX_WORDS, MAX_LABEL = 100, 40
"""Bytes, in the longest form that a file system may give them; a whole name has at most 255."""
SHOWN = "LMN"
"""Unicode's letters, marks and digits: what every file system takes. All else becomes a hyphen."""


def file_name(line: Interaction, label: str = "") -> str:
    """Label, product, words, size and seed, apart by `_`; the words keep their script. The ending is the picture's."""
    made = line.metadata
    subject = made.product or ("person" if made.sex or made.age is not None else "scene")
    words = (slug(label, MAX_LABEL), slug(subject), slug(made.custom_prompt or ""))
    stem = "_".join(filter(None, (*words, f"{made.width}x{made.height}", str(made.seed))))
    return f"{stem}.{line.image_url.rpartition('.')[2]}"


def slug(words: str, limit: int = MAX_WORDS) -> str:
    """Words that are safe in a file name, joined by hyphens; as many of the first ones as `limit` bytes hold."""
    shown = (letter if _is_shown(letter) else " " for letter in unicodedata.normalize("NFKC", words))
    found = "".join(shown).lower().split()
    sizes = itertools.accumulate(_size(word) + 1 for word in found)
    kept = [word for word, size in zip(found, sizes, strict=True) if size <= limit + 1]
    return "-".join(kept or [_cut(word, limit) for word in found[:1]])


def _is_shown(letter: str) -> bool:
    return unicodedata.category(letter)[0] in SHOWN


def _cut(word: str, limit: int) -> str:
    while _size(word) > limit:
        word = word[:-1]
    return word


def _size(word: str) -> int:
    return len(unicodedata.normalize("NFD", word).encode())


class FileNames:
    """A name for each line, unlike all others also where capitals and accents' forms count for nothing."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._taken: dict[str, int] = {}

    def of(self, line: Interaction, label: str = "") -> str:
        """The same whenever it is asked for."""
        if line.id not in self._names:
            stem, _, ending = file_name(line, label).rpartition(".")
            key = unicodedata.normalize("NFC", stem.casefold())
            self._taken[key] = number = self._taken.get(key, 0) + 1
            self._names[line.id] = f"{stem}.{ending}" if number == 1 else f"{stem}_{number}.{ending}"
        return self._names[line.id]
