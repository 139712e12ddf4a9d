"""Counts the CLIP tokens of a text. Knows the rules of the tokenizer, but no prompt and no file."""

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import groupby, pairwise

from prompt_builder.lexicon import ENCODER_WORDS

Counter = Callable[[str], int]

ROOM = 75
"""Tokens that the text encoder sees of a prompt: 77 without the two that mark start and end."""

_CONTRACTION = re.compile(r"s|t|re|ve|m|ll|d")
_ASCII_WORD = re.compile(r"'(?:s|t|re|ve|m|ll|d)|[a-z]+|[0-9]|[^\sa-z0-9]+")
_END = "</w>"
_CACHED_WORDS = 65_536
_CACHED_TEXTS = 4096

_CHEAP_CYRILLIC = frozenset("аваеиклмнопрстуы")
_CHEAP_AT_THE_END = frozenset("ао")


def _kind(char: str) -> str:
    if char.isspace():
        return " "
    category = unicodedata.category(char)[0]
    return category if category in "LN" else "P"


def split(text: str) -> Iterator[str]:
    """Give the words that CLIP breaks into pieces one by one: letters, single digits, runs of anything else.

    A lone apostrophe takes the English ending after it along (`'s`, `'ll`), as in the original expression.
    """
    if text.isascii():
        yield from _ASCII_WORD.findall(text.lower())
        return
    lowered = "".join(char.lower() for char in unicodedata.normalize("NFC", text))
    apostrophe = ""
    for kind, run in groupby(lowered, key=_kind):
        word = "".join(run)
        if kind == "L" and apostrophe and (ending := _CONTRACTION.match(word)):
            yield apostrophe + ending[0]
            word = word[ending.end() :]
        elif apostrophe:
            yield apostrophe
        apostrophe = word if word == "'" else ""
        if kind == "N":
            yield from word
        elif word and kind != " " and not apostrophe:
            yield word
    if apostrophe:
        yield apostrophe


@lru_cache(_CACHED_WORDS)
def _guess(word: str) -> int:
    if word in ENCODER_WORDS:
        return 1
    if word.isascii() and word.isalpha():
        return (len(word) + 1) // 2
    if all("а" <= char <= "я" for char in word):
        pieces = sum(1 if char in _CHEAP_CYRILLIC else 2 for char in word)
        return pieces + (word[-1] in _CHEAP_CYRILLIC - _CHEAP_AT_THE_END)
    return len(word.encode())


@lru_cache(_CACHED_TEXTS)
def estimate(text: str) -> int:
    """Number of CLIP tokens of a text when no tokenizer is at hand, erring high.

    Two letters a piece for English words beyond the most common, one or two pieces a letter for Russian, one piece a
    byte for all else.
    """
    return sum(map(_guess, split(text)))


def clip_counter(vocab: Mapping[str, int], merges: Iterable[str | Sequence[str]]) -> Counter:
    """Count tokens as the CLIP tokenizer with this vocabulary does, without start and end marks.

    `merges` come best first, as the lines of `merges.txt` after its version line ("a b") or as pairs.
    """
    ranks = {pair: rank for rank, pair in enumerate(_pair(merge) for merge in merges)}
    symbols = _byte_symbols()

    @lru_cache(_CACHED_WORDS)
    def pieces(word: str) -> int:
        chars = [symbols[byte] for byte in word.encode()]
        chars[-1] += _END
        return _merge([char if char in vocab else "" for char in chars], ranks)

    return lambda text: sum(map(pieces, split(text)))


def _pair(merge: str | Sequence[str]) -> tuple[str, str]:
    left, right = merge.split(" ") if isinstance(merge, str) else merge
    return left, right


def _merge(pieces: list[str], ranks: Mapping[tuple[str, str], int]) -> int:
    """Join neighbours, best pair first, until no pair is known; an unknown piece is empty and joins nothing."""
    while True:
        pairs = set(pairwise(pieces))
        best = min(pairs, key=lambda pair: ranks.get(pair, len(ranks)), default=None)
        if best is None or best not in ranks:
            return len(pieces)
        joined: list[str] = []
        for piece in pieces:
            if joined and (joined[-1], piece) == best:
                joined[-1] += piece
            else:
                joined.append(piece)
        pieces = joined


def _byte_symbols() -> list[str]:
    """Printable stand-ins for the 256 bytes: printable Latin-1 stands for itself, the rest follows from U+0100 on."""
    printable = {*range(33, 127), *range(161, 173), *range(174, 256)}
    others = iter(range(256, 512))
    return [chr(byte if byte in printable else next(others)) for byte in range(256)]
