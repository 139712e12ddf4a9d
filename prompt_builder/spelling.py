"""Puts right a slip of one letter in a long Russian word that the lexicon has, and in English ones for people.

A word that a dictionary has stays as it is, and so does one that looks like two others: what is not certain is told as
not understood.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from itertools import pairwise

from prompt_builder import morphology
from prompt_builder.lexicon import ENGLISH, RULES, english_words, entries
from prompt_builder.lexicon_files import forms
from prompt_builder.mentions import is_known, woman_of
from prompt_builder.morphology import fold
from prompt_builder.names import first_name

_KEPT, _TEXTS = 4096, 256
_MOST = 8
"""Words of a text that are looked at."""
_SHORTEST, _LONGEST = 5, 24
_SHORTEST_NOUN = 3
_GLUED = sorted(RULES["glued"], key=lambda told: (-len(told), told))
"""Prepositions, each with a case that is after it: the longest first."""
_LONGEST_ENDING = 4
_SURE, _SURE_OF_VOWEL = {-1: 7, 0: 9, 1: 8}, {-1: 7, 0: 6, 1: 5}
"""Letters from which an English word is known by one too many, a wrong one and one lost."""
_VOWELS = frozenset("aeiou")
_LONG = 6
"""Letters, doubled ones counted once, from which a word is known by them."""
_WORD = re.compile(r"(?<![^\W_])(?:[А-Яа-яЁё]+|[A-Za-z]+)(?![^\W_])")
_DOUBLE = re.compile(r"([a-z])\1")
_ENDING = re.compile(r"(?:ться|ть|ти|чь|[ыиоае]й|[аеоуыэюяйь])$")
_FLEETING = re.compile(r"[оеь]([кцнлрг])$")
_ALIKE = frozenset(
    map(frozenset, ("ао", "еи", "эе", "ыи", "яе", "яа", "юу", "дт", "бп", "гк", "зс", "вф", "жш", "щш", "ъь", "йи"))
)
"""Letters that sound alike."""
_BY_EAR = (
    *(told for sound in ("жч", "сч", "зч") for told in (("щ", sound), (sound, "щ"))),
    *(("че", "чо"), ("ше", "шо"), ("цца", "ться"), ("ца", "тся"), ("тся", "ться")),
    *(("жы", "жи"), ("шы", "ши"), ("чя", "ча"), ("щя", "ща"), ("чю", "чу"), ("щю", "щу")),
)
"""How Russian sounds are written by ear, and how they are."""


def corrected(text: str) -> str:
    """Give a text with the slips in its words put right: a letter wrong, lost, too many, or before its neighbour.

    So is a preposition that is glued to the next word.
    """
    fixed = _fixed(text)
    return _WORD.sub(lambda found: fixed.get(found[0], found[0]), text) if fixed else text


def as_written(words: Iterable[str], text: str) -> tuple[str, ...]:
    """Give words of a text that was put right as they stood in it before."""
    before = {part: word for word, right in _fixed(text).items() for part in right.split()}
    return tuple(_WORD.sub(lambda found: before.get(found[0], found[0]), word) for word in words)


@lru_cache(_TEXTS)
def _fixed(text: str) -> Mapping[str, str]:
    """By the word as it is written, what it should be."""
    fixed: dict[str, str] = {}
    for word, after in pairwise([*_WORD.findall(text), ""]):
        if not _SHORTEST - word.isascii() <= len(word) <= _LONGEST or word in fixed or len(fixed) == _MOST:
            continue
        folded = fold(word)
        if folded in RULES["glued words"] and _cases(after) == {"ablt"}:  # "стремя детьми"
            fixed[word] = f"{folded[0]} {folded[1:]}"
        elif _is_slip(word):
            right = _unglued(folded) or (_somebody(folded) if word.isascii() else _heard(folded) or _nearest(folded))
            fixed[word] = right or word
    return fixed


def _unglued(word: str) -> str:
    """The preposition and the word that are written as one: "ссыном", "withhis"; empty if there are none."""
    for told in _GLUED:
        preposition, case = told.split()
        rest = word.removeprefix(preposition)
        if rest == word or not (len(rest) >= _SHORTEST_NOUN and rest.isascii() == case.startswith("eng")):
            continue
        if rest in english_words() if rest.isascii() else case in _cases(rest) and (_said(rest) or is_known(rest)):
            return f"{preposition} {rest}"
    return ""


def _cases(word: str) -> set[str]:
    return {one.case for one in morphology.readings(word)}


def _is_slip(word: str) -> bool:
    """Whether nobody knows a word, also by its ending: "таксистка"; a name is not put right."""
    if word.isascii():
        known = any(fold(word) in words for words in (english_words(), RULES["no slips"]))
        return not (known or word.isupper() or first_name(word))
    return unknown(fold(word)) and not woman_of(word)


@lru_cache(_KEPT)
def unknown(word: str) -> bool:
    """Whether neither a dictionary nor the lexicon has a Russian word."""
    return not morphology.known(word) and not _own(word)


def unsaid(word: str) -> bool:
    """Whether the lexicon has no English for a Russian word, whatever a dictionary has."""
    return not (_own(word) or _said(word))


def _own(word: str) -> bool:
    """Whether the lexicon has a word that no dictionary has, or something that begins like one."""
    return word in _coined() or word[:_SHORTEST] in _coined()


def _heard(word: str) -> str:
    """The word of a dictionary that is written like this by ear; empty if there is none."""
    found = (word.replace(heard, written) for heard, written in _BY_EAR)
    return next((one for one in found if one != word and morphology.known(one)), "")


@lru_cache(_KEPT)
def _somebody(word: str) -> str:
    """The one English word for people that a slip away makes of this, or letters that are doubled or are not.

    The slip: two letters changed places, or, in a long word between its first and its last, one is lost, wrong or too
    many. Empty if there is none.
    """
    bare = _DOUBLE.sub(r"\1", word)
    found = [
        other
        for other, others in _people().get(word[0], ())
        if (others == bare and len(bare) >= _LONG) or (abs(len(other) - len(word)) < 2 and _is_likely(word, other))
    ]
    return found[0] if len(found) == 1 else ""


def _is_likely(word: str, other: str) -> bool:
    """Whether a word is a slip away from another, and is likely to be that: the longer, and by a vowel, the surer."""
    if not _slip(word, other):
        return False
    if sorted(word) == sorted(other):
        return True
    verb = word.endswith("es") and other.endswith("ers")  # "lectures"
    sure = _SURE_OF_VOWEL if {*Counter(other) - Counter(word)} <= _VOWELS else _SURE
    return word[-1] == other[-1] and len(other) >= sure[len(other) - len(word)] and not verb


@cache
def _people() -> Mapping[str, Sequence[tuple[str, str]]]:
    """English words for people and their ages by the first letter, each with how it is without double letters."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for form in {
        form for kind, _, form in entries() if kind in ("people", "age") and form.isascii() and form.isalpha()
    }:
        found[form[0]].append((form, _DOUBLE.sub(r"\1", form)))
    return found


@lru_cache(_KEPT)
def _nearest(word: str) -> str:
    """The one word of the lexicon, in whatever form, that a slip away makes of this; empty if there is none."""
    found = {}
    for end in range(len(word), max(_SHORTEST - 2, len(word) - _LONGEST_ENDING - 1), -1):
        for stem in _similar(word[:end]):
            form = stem + word[end:]
            if form not in found and form != word and morphology.known(form) and _said(form):
                found[form] = _unlike(word, form)
        if end == len(word) and found:
            break
    likeliest = sorted(found, key=lambda form: found[form])
    certain = len(likeliest) == 1 or (likeliest and found[likeliest[0]] < found[likeliest[1]])
    return likeliest[0] if certain else ""


def _said(form: str) -> bool:
    return any(reading.lemma in _lemmas() for reading in morphology.readings(form))


def _unlike(word: str, form: str) -> bool:
    """Whether a slip is more than one of two letters that sound alike."""
    pairs = [frozenset(pair) for pair in zip(word, form, strict=False) if pair[0] != pair[1]]
    return not (len(word) == len(form) and len(pairs) == 1 and pairs[0] in _ALIKE)


def _similar(part: str) -> Iterator[str]:
    """Stems that are one slip away from how a word begins: one half of them stands in it as it is."""
    for length in (len(part), len(part) - 1, len(part) + 1):
        half = (length - 1) // 2
        for key in ((length, part[:half]), (length, "", part[-half:])):
            yield from (stem for stem in _halves().get(key, ()) if _slip(part, stem))


def _slip(word: str, other: str) -> bool:
    """Whether one letter is wrong, lost or too many, or two neighbours have changed places."""
    start = next((at for at, (a, b) in enumerate(zip(word, other, strict=False)) if a != b), min(len(word), len(other)))
    rest, others = word[start:], other[start:]
    if len(rest) == len(others):
        return rest[1:] == others[1:] or (rest[:2] == others[1::-1] and rest[2:] == others[2:])
    return rest[1:] == others or rest == others[1:]


@cache
def _halves() -> Mapping[tuple[int, str] | tuple[int, str, str], tuple[str, ...]]:
    """Stems by their length and either half, but for what is in the middle."""
    found: dict[tuple[int, str] | tuple[int, str, str], list[str]] = defaultdict(list)
    for stem in {stem for lemma in _lemmas() for stem in _stems(lemma) if len(stem) >= _SHORTEST - 1}:
        half = (len(stem) - 1) // 2
        found[len(stem), stem[:half]].append(stem)
        found[len(stem), "", stem[-half:]].append(stem)
    return {key: tuple(stems) for key, stems in found.items()}


def _stems(lemma: str) -> Iterator[str]:
    """What the forms of a word begin with: it, it without its ending, and without a vowel that comes and goes."""
    yield from (lemma, _ENDING.sub("", lemma))
    if fleeting := _FLEETING.search(lemma):
        yield lemma[: fleeting.start()] + fleeting[1]


@cache
def _lemmas() -> frozenset[str]:
    """The words of the lexicon that have English."""
    told = (form.split() for table in ENGLISH.values() for words in table.values() for form in forms(words))
    return frozenset(words[0] for words in told if len(words) == 1 and _WORD.fullmatch(words[0]))


@cache
def _coined() -> frozenset[str]:
    """Words of the lexicon that no dictionary has, and how those begin that are inflected like others."""
    whole = {form for _, _, form in entries() if _WORD.fullmatch(form)}
    coined = {lemma[:_SHORTEST] for lemma in _lemmas() if not morphology.known(lemma)}
    return frozenset(coined | {form for form in whole if not morphology.known(form)})
