"""Sees through spellings that hide a word: look-alikes, digits, spacing, masks. Knows no word that may be hidden.

What is read grows with the length of the text, never with the ways in which its parts may be combined.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, repeat
from typing import NamedTuple

from prompt_builder.fragments import (
    HEAD,
    NATURAL,
    PAUSE,
    Listed,
    bare,
    parted,
    paused,
    put_together,
    torn,
    with_short_i,
)
from prompt_builder.lexicon_files import forms, read
from prompt_builder.memory import remembered
from prompt_builder.morphology import known

_LETTERS = {
    table: {one: other for one, _, other in (pair.partition(" ") for pair in forms(pairs))}
    for table, pairs in read("letters").items()
}
_TO_LATIN, _TO_CYRILLIC, _MIRRORED, _SPELT = (
    str.maketrans(_LETTERS[table]) for table in ("latin", "cyrillic", "mirrored", "spelt")
)
_LEET_READINGS = str.maketrans(_LETTERS["leet"]), str.maketrans(_LETTERS["other leet"])
_LEET_CYRILLIC = str.maketrans(_LETTERS["cyrillic leet"]), str.maketrans(_LETTERS["other cyrillic leet"])
_RUSSIAN = _LETTERS["sounds"]
_SOUNDS = re.compile("|".join(sorted(_RUSSIAN, key=len, reverse=True)))
_RUSSIAN_WORD = re.compile("[а-я]{3,24}")
_PLAIN = re.compile("[ -~а-яё–—«»„“”’₽]*")
_FOLDED = str.maketrans("ёйэ", "еие")
_LETTER_NAME = re.compile(r"(?:LATIN|SYMBOL)\b.* (?:CAPITAL|SMALL|LETTER) ([A-Z])(?: WITH .*)?$")
_WORD = re.compile(r"[^\W_]+")
_DIGIT = re.compile(r"\d")
_LATIN = re.compile("[a-z]")
_NUMBERED = re.compile(r"(?<!\S)(\d{1,2})(?=[^\W\d]+(?!\S))")
_DOUBLE = re.compile(r"([^\W\d_])\1")
_TRIPLE = re.compile(r"([^\W\d_])\1{2,}")
_DECIMAL = r"\d+[.,]\d+"
_FIGURES = re.compile(
    rf"(?<![^\s(–—-]){_DECIMAL}(?![^\s),.;:–—-])|[$€£₽№] ?\d[\d ]*|(?<!\w)\d+(?:[ ()./–-]+\d+){{2,}}(?!\w)"
    r"|(?<!\w)(?:д|дом|к|корп|корпус|кв|квартира|стр|строение|оф|офис|этаж|apt|flat|suite|room|floor|house|unit)"
    r"\.? ?№?(?!(?:14\W*)?88(?!\w))\d+(?!\w| ?-?(?:лет|год|years?|yrs?|yo)\b)"
)
"""Decimals, sums, phone numbers, dates and addresses, but for numbers of hatred: no letters hide in them."""
_RATE = re.compile(r"(?<!\S)\d+(?: \d{3})*(?:[.,]\d+)? ?(?:[%₽€]|percent|per cent|процент\w*|руб\w*|rub\w*)(?!\w)")
_MASKS = "*#%"
_MASKABLE = re.compile(r"(?:[^\W_]|[*#%])+")
_SUM = re.compile(r"(?<=\d)[*#%]+")
_ENDING = re.compile(r"['’](?:s|t|re|ve|m|ll|d)\b")
_LIGATURE = 4
"""A sign that stands for more letters is a picture of words, and no letter in disguise."""
_PICTURES = "\u2600"
"""From here on, symbols are pictures."""
_PAUSES = ',.;:?…()«»“”"'
"""What stands about a word and is none of its letters in disguise."""
_ALONE = re.compile(r"(?<!\S)(?:(\S{2,4}) )?(\S(?: \S)*)(?!\S)(?=(?: (\S{2,4}))?(?!\S))")
"""Letters that stand alone, and the words of a few letters before and after them."""
_SHORTEST_RUN = 3
_LONGEST_WORD = 24
_ASTRAY = re.compile(rf"(?<!\S)(?:[^\s,0-9{''.join(sorted(NATURAL))}]|[^\s,](?: ,)* [^\s,])(?!\S)")
"""What stands alone and may be torn off something: no letter that is a word and no digit, or two of these in a row."""


def fold(text: str) -> str:
    """Give the text in lower case without invisible characters, diacritics and fancy letter forms; э, ё, й as е, е, и.

    Pictures of things are the words of their names.
    """
    lowered = text.lower()
    if _PLAIN.fullmatch(lowered):
        return lowered.translate(_FOLDED)
    spelt = "".join(map(_spelt, unicodedata.normalize("NFC", text)))
    return "".join(map(_plain, unicodedata.normalize("NFKD", spelt.casefold()))).replace("э", "е")


@lru_cache(4096)
def _spelt(char: str) -> str:
    letters = unicodedata.normalize("NFKC", char)
    return letters if len(letters) <= _LIGATURE else " "


@lru_cache(4096)
def _plain(char: str) -> str:
    if char.isascii():
        return char if char.isprintable() else " "
    category = unicodedata.category(char)
    if category in ("Mn", "Me", "Cf", "Cc", "Co", "Cn"):
        return " " if char.isspace() else ""
    if category == "Lo":
        return char
    name = unicodedata.name(char, "")
    if letter := _LETTER_NAME.search(name):
        return letter[1].lower()
    return f" {name.lower()} " if category == "So" and char >= _PICTURES else char


def readings(text: str, listed: Listed | None = None) -> set[str]:
    """Give all that a text may be read as, folded, with single spaces between words, no endings like 's and no sums.

    A comma of its own stands where a clause ends.
    A masked word is a reading of its own, with an asterisk for each letter that is hidden. Words that are `listed` are
    put together where spaces tear them apart.
    """
    chunks = _chunks(text) or [""]
    if [*map(len, chunks)].count(1) < _SHORTEST_RUN:
        return _read(chunks, listed)
    runs = [*_runs(chunks)]
    spellings = {tuple(chunks), tuple(runs)}
    if listed:
        written = set(chunks)
        spellings.add(tuple(word for run in runs for word in ([run] if run in written else _words(run, listed))))
    return {reading for spelling in spellings for reading in _read(spelling, listed)}


def _read(chunks: Sequence[str], listed: Listed | None) -> set[str]:
    """Give what chunks may be read as; there is one at least."""
    spelt, said, whole, masked, calm = zip(*map(_ways_before, chunks, [*chunks[1:], ""]), strict=True)
    found = {word for words in masked for word in words}
    joined: set[str] = set()
    for way in set(zip(*spelt, strict=True)):
        reading = " ".join(filter(None, way))
        found.add(reading)
        if _DIGIT.search(reading):
            found.add(_NUMBERED.sub(r"\1 ", reading))
        if _ASTRAY.search(reading):
            joined.update(_joined(" ".join([word for word in reading.split() if word != PAUSE])))
    found |= {" ".join(filter(None, way)) for way in set(zip(*said, strict=True))}
    written = [*map(parted, chunks)]
    if listed and any(part.torn for part in written):
        joined |= {put_together(parts, written, listed) for parts in set(zip(*whole, strict=True))}
    restless = joined if all(calm) else found | joined
    return found | joined | {calmed for reading in restless for calmed in _calmed(reading)}


class _Ways(NamedTuple):
    """What a chunk may be read as, once for each way of reading."""

    spelt: tuple[str, ...]
    """Its words."""
    said: tuple[str, ...]
    """All its letters and digits together."""
    whole: tuple[str, ...]
    """The same without the pause after it, but for doubled letters read as one."""
    masked: tuple[str, ...]
    calm: bool
    """Whether no letter is repeated three times and more in any of these."""


def _ways_before(chunk: str, after: str) -> _Ways:
    """What a chunk may be read as; a Russian word of one letter before a Russian word, as in "у окна", is that word."""
    ways = _ways(chunk)
    is_word = len(chunk) == 1 and chunk in NATURAL and not chunk.isascii() and _is_russian(after)
    return ways._replace(spelt=(chunk,) * len(ways.spelt)) if is_word else ways


@remembered
def _ways(chunk: str) -> _Ways:
    latin = (_leet(chunk, table) for table in _LEET_READINGS)
    ways = (chunk, *latin, *(_cyrillic(chunk, table) for table in _LEET_CYRILLIC), _transliterated(chunk))
    whole = tuple(map(bare, (*ways, _mirrored(chunk), _latinized(chunk))))
    said = (*whole, bare(_single(chunk)))
    masked = tuple(word for way in ways for word in _masked(way))
    calm = not any(map(_TRIPLE.search, (*ways, *said, *masked)))
    return _Ways(tuple(map(_spelt_out, ways)), tuple(map(paused, said, repeat(chunk))), whole, masked, calm)


def _spelt_out(chunk: str) -> str:
    """Give the words of a chunk, apart by spaces, and the pause after them."""
    return paused(" ".join(_WORD.findall(chunk)), chunk)


def as_written(text: str) -> str:
    """Give the one reading of a text in which nothing is hidden."""
    return " ".join(filter(None, map(_spelt_out, _chunks(text))))


def _runs(chunks: Sequence[str]) -> Iterator[str]:
    """Give chunks with signs that stand alone joined where three and more follow each other, one of them a letter."""
    for alone, run in groupby(chunks, key=lambda chunk: len(chunk) == 1):
        signs = list(run)
        if alone and len(signs) >= _SHORTEST_RUN and any(map(str.isalpha, signs)):
            yield "".join(signs)
        else:
            yield from signs


def _words(run: str, listed: Listed) -> Iterator[str]:
    """Give the words of letters that stood alone, where one of them is listed and others before it are words too."""
    for at in range(len(run) - HEAD + 1):
        if listed.begins(run[at : at + HEAD]):
            ends = range(min(len(run), at + _LONGEST_WORD), at + HEAD - 1, -1)
            end = next((end for end in ends if listed.adds(run[at:end], "", whole=True)), 0)
            if end and (before := _apart(run[:at])) is not None:
                yield from (*before, run[at:end], *_words(run[end:], listed))
                return
    if run:
        yield run


def _apart(run: str) -> list[str] | None:
    """Letters as words of a dictionary, the longest first; nothing where they are none."""
    words: list[str] = []
    while run:
        sizes = range(min(len(run), _LONGEST_WORD), 0, -1)
        size = next((size for size in sizes if run[:size] in NATURAL or (size > 1 and not torn(run[:size]))), 0)
        if not size:
            return None
        words, run = [*words, run[:size]], run[size:]
    return words


def _chunks(text: str) -> list[str]:
    plain = " ".join(_ENDING.sub("", fold(text)).split())
    return (_FIGURES.sub(" ", _RATE.sub(" ", plain)) if _DIGIT.search(plain) else plain).split()


def _leet(chunk: str, table: Mapping[int, str | int]) -> str:
    """Read digits and signs among letters as Latin letters, and so look-alikes of other scripts."""
    if _is_russian(chunk):
        return chunk
    core = chunk.strip("!|+")
    letters = sum(char.isalpha() for char in core)
    disguised = letters and letters >= sum(char.isdigit() for char in core)
    return (core.translate(table) if disguised else chunk).translate(_TO_LATIN)


def _is_russian(chunk: str) -> bool:
    """Whether a dictionary has the word as it is: "снегу" is no disguise, nor is "снег," before a pause."""
    word = chunk.strip(_PAUSES)
    return bool(_RUSSIAN_WORD.fullmatch(word)) and any(map(known, with_short_i(word)))


def _cyrillic(chunk: str, table: Mapping[int, str | int]) -> str:
    """Read Latin letters that look like Russian ones as these, and digits among letters too.

    A Latin word with other letters as well is none of ours: it begins as no Russian word does.
    """
    told = _without_digits(chunk, table).translate(_TO_CYRILLIC)
    return f"ъ{told}" if chunk.isascii() and _LATIN.search(told) else told


def _mirrored(chunk: str) -> str:
    """Read Latin letters among Russian ones as those that they look like from behind."""
    return chunk.translate(_MIRRORED) if any("а" <= letter <= "я" for letter in chunk) else chunk


def _latinized(chunk: str) -> str:
    """Read an English word that is written in Russian letters; "опорно-двигательный" is of words that are known."""
    return chunk.translate(_SPELT) if not chunk.isascii() and any(map(torn, _WORD.findall(chunk))) else chunk


def _single(chunk: str) -> str:
    """Read letters that are doubled, where nobody knows the word, as one."""
    return _DOUBLE.sub(r"\1", chunk) if _DOUBLE.search(chunk) and torn(bare(chunk)) else chunk


def _without_digits(chunk: str, table: Mapping[int, str | int]) -> str:
    """Read digits and signs among letters as the Russian letters that they look like."""
    return chunk.translate(table) if any(char.isalpha() for char in chunk) else chunk


def _transliterated(chunk: str) -> str:
    """Read a Russian word that is written in Latin letters."""
    return _SOUNDS.sub(lambda sound: _RUSSIAN[sound[0]], _without_digits(chunk, _LEET_CYRILLIC[0]))


def _joined(words: str) -> Iterator[str]:
    """Join letters that stand alone, with each other and with short neighbours."""
    for before, letters, after in _ALONE.findall(words):
        joined = letters.replace(" ", "")
        if not (joined.isdigit() or joined in NATURAL):
            yield from (joined, before + joined, joined + after, before + joined + after)


def _masked(chunk: str) -> Iterator[str]:
    """Words that show at least as many letters as they hide; a sign after a digit is a percent or a product."""
    masked = (word.strip(_MASKS) for word in _MASKABLE.findall(_SUM.sub(" ", chunk)))
    shown = (re.sub("[*#%]", "*", word) for word in masked)
    return (word for word in shown if 0 < word.count("*") <= len(word) / 2)


def _calmed(reading: str) -> Iterator[str]:
    """Shorten letters that are repeated three times and more."""
    if _TRIPLE.search(reading):
        yield from (_TRIPLE.sub(times, reading) for times in (r"\1", r"\1\1"))
