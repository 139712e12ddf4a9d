"""What a picture's file is called where people keep it: `house_country-house_1080x1080_7.png`. Knows no archive."""

import itertools
import re
import unicodedata

from schemas import Interaction
from schemas.jobs import NAME_PARTS

MAX_WORDS, MAX_LABEL = 100, 40
"""Bytes, in the longest form that a file system may give them; a whole name has at most 255."""
MAX_STEM = 200
PLACE = re.compile(NAME_PARTS)
DEVICES = {"CON", "PRN", "AUX", "NUL", *(f"{port}{number}" for port in ("COM", "LPT") for number in range(1, 10))}
"""What Windows takes for a device, whatever its ending."""
SHOWN = "LMN"
"""Unicode's letters, marks and digits: what every file system takes. All else becomes a hyphen."""


def file_name(line: Interaction, label: str = "") -> str:
    """Label, product, words, size and seed, apart by `_`; the words keep their script. The ending is the picture's."""
    made = line.metadata
    subject = made.product or ("person" if made.sex or made.age is not None else "scene")
    words = (slug(label, MAX_LABEL), slug(subject), slug(made.custom_prompt or ""))
    stem = "_".join(filter(None, (*words, f"{made.width}x{made.height}", str(made.seed))))
    return f"{stem}.{line.image_url.rpartition('.')[2]}"


def patterned(line: Interaction, label: str, pattern: str) -> str:
    """By a pattern of PLACES, whose `{ext}` always is the end: `{custom_id}_{width}x{height}.{ext}`."""
    made = line.metadata
    said = {
        "custom_id": slug(label, 2 * MAX_LABEL),
        "product": slug(made.product or ""),
        "words": slug(made.custom_prompt or ""),
        "width": str(made.width),
        "height": str(made.height),
        "seed": str(made.seed),
        "ext": "",
    }
    stem = PLACE.sub(lambda place: said[place[1]], pattern.removesuffix(".{ext}"))
    safe = "".join(one if _is_shown(one) or one in "-_." else "-" for one in unicodedata.normalize("NFKC", stem))
    safe = _cut(safe.strip("-_."), MAX_STEM) or "picture"
    reserved = safe.partition(".")[0].upper() in DEVICES
    return f"{'_' if reserved else ''}{safe}.{line.image_url.rpartition('.')[2]}"


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
    sizes = itertools.accumulate(map(_size, word))
    return "".join(letter for letter, size in zip(word, sizes, strict=True) if size <= limit)


def _folded(name: str) -> str:
    """The same for all names that some file system takes for the same."""
    return unicodedata.normalize("NFC", name.casefold())


def _size(word: str) -> int:
    return len(unicodedata.normalize("NFD", word).encode())


class FileNames:
    """A name for each line, unlike all others also where capitals and accents' forms count for nothing."""

    def __init__(self, pattern: str | None = None) -> None:
        """By a `pattern`, where there is one; else as `file_name` has them."""
        self._pattern = pattern
        self._names: dict[str, str] = {}
        self._taken: set[str] = set()
        self._last: dict[str, int] = {}

    def of(self, line: Interaction, label: str = "") -> str:
        """The same whenever it is asked for."""
        if line.id not in self._names:
            name = patterned(line, label, self._pattern) if self._pattern else file_name(line, label)
            stem, _, ending = name.rpartition(".")
            self._names[line.id] = f"{self._free(stem)}.{ending}"
        return self._names[line.id]

    def beside(self, line: Interaction, ending: str) -> str:
        """The name of a file that goes with a line's picture, `_post.pdf`: unlike all others too."""
        stem, dot, kind = ending.rpartition(".")
        return self._free(self.of(line).rpartition(".")[0] + stem) + dot + kind

    def _free(self, stem: str) -> str:
        """The stem, numbered where a name has it already; it is taken then."""
        found, alike = stem, _folded(stem)
        while (key := _folded(found)) in self._taken:
            self._last[alike] = number = self._last.get(alike, 1) + 1
            found = f"{stem}_{number}"
        self._taken.add(key)
        return found
