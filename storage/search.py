"""Which pictures are found by words of the person who asked for them: the same in MongoDB and in memory."""

import re
import unicodedata
from functools import lru_cache

FIELD = "metadata.custom_prompt"
"""Where a document has the person's words."""

Pattern = re.Pattern[str]


@lru_cache(maxsize=256)
def patterns(text: str) -> tuple[Pattern, ...]:
    """One a word, of literal letters only: its time is linear in what it is searched in.

    Case counts for nothing, nor the dots of `ё`, nor whether an accent is a character of its own.
    """
    words = dict.fromkeys(re.split(r"[\s\0]+", unicodedata.normalize("NFC", text)))
    return tuple(re.compile("".join(map(_letter, word)), re.IGNORECASE) for word in words if word)


def _letter(letter: str) -> str:
    if letter.lower() in "её":
        return "(?:е\u0308?|ё)"
    forms = dict.fromkeys((letter, unicodedata.normalize("NFD", letter)))
    escaped = [re.escape(form) for form in forms]
    return escaped[0] if len(escaped) == 1 else f"(?:{'|'.join(escaped)})"


def query(text: str) -> dict[str, list[dict[str, Pattern]]]:
    """The same as `fits`, for MongoDB."""
    found = patterns(text)
    return {"$and": [{FIELD: pattern} for pattern in found]} if found else {}


def fits(text: str, words: str | None) -> bool:
    """Whether these words of a person have all that is looked for."""
    return all(pattern.search(words or "") for pattern in patterns(text))
