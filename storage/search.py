"""Which pictures are found by words of the person who asked for them: the same in MongoDB and in memory."""

import re
import unicodedata
from functools import lru_cache

FIELD = "metadata.custom_prompt"
"""Where a document has the person's words."""

ENDINGS = tuple(
    "а я о е ё у ю ы и й ь ам ям ом ем ём ой ей ёй ою ею ами ями ах ях ов ев ёв "  # noqa: SIM905
    "ий ый ая яя ое ее ые ие ого его ому ему ым им ых их ыми ими ую юю".split()
)
"""Of Russian nouns and adjectives."""
LETTER = "[а-яё\u0300-\u036f]"
RUSSIAN = re.compile(f"(?P<stem>[а-яё]{{3,}}?)(?:{'|'.join(sorted(ENDINGS, key=len, reverse=True))})?", re.IGNORECASE)

Pattern = re.Pattern[str]


@lru_cache(maxsize=256)
def patterns(text: str) -> tuple[Pattern, ...]:
    """One a word, of literal letters and known endings: its time is linear in what it is searched in.

    Case counts for nothing, nor the dots of `ё`, nor whether an accent is a character of its own. A word is found in
    part, and a Russian one in its other forms: `озеро` in `у озера`.
    """
    words = dict.fromkeys(re.split(r"[\s\0]+", unicodedata.normalize("NFC", text)))
    return tuple(re.compile(_forms(word), re.IGNORECASE) for word in words if word)


def _forms(word: str) -> str:
    literal = _literal(word)
    russian = RUSSIAN.fullmatch(word)
    if not russian:
        return literal
    endings = "|".join(map(_literal, ENDINGS))
    return f"{literal}|(?<!{LETTER}){_literal(russian['stem'])}(?:{endings})?(?!{LETTER})"


def _literal(word: str) -> str:
    return "".join(map(_letter, word))


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
