"""Finds words and phrases in any of their forms, as the entries of a lexicon tell them. Knows no meaning.

How an entry is written stands at the head of `lexicon/forbidden.toml`.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cache, reduce
from operator import and_
from typing import NamedTuple

from prompt_builder.deobfuscation import fold
from prompt_builder.deobfuscation import readings as spellings
from prompt_builder.fragments import HEAD, PAUSE, with_short_i
from prompt_builder.memory import remembered
from prompt_builder.morphology import Reading, forms, readings

_NEAR = 4
"""Words that may be between two that are near each other, and one."""
_ANY = "_"
_HOW = "~"
_LONGEST_LINK = 2
"""Letters of prepositions that look English when they are read as look-alikes."""
_SMALL, _COMMON = 3, 1000
"""Letters of words that every text has, and how many others are as rare together as one of these is alone."""
_QUALITIES = frozenset({"ADJF", "PRTF", "NUMR"})
_PERSON = "<person>"
_THIRD = frozenset({"его", "ее", "их"})
"""Pronouns that are of a person after a verb, though of a thing where a noun follows."""
_ALTERNATIVE = re.compile(r"=?[^\W_]+|\*?[^\W_]+\*?|<\w+>")
_CYRILLIC = re.compile(r"[а-яёіїєґ]+")
_SHORTEST_MASKED = 3
_VOWELS = "aeiou"


@cache
def _towards() -> frozenset[str]:
    """Prepositions between a deed and whom it is done to, as they may be written."""
    return frozenset(way for word in ("at", "into", "в", "во", "на", "по") for way in spellings(word))


class PatternError(ValueError):
    """An entry that nobody can read: the message has it."""


class Pattern(NamedTuple):
    """Words in a row or, where they need only be `near` each other, the first and the others, each by its number."""

    elements: tuple[int, ...]
    near: bool
    strict: bool
    needed: frozenset[int]
    """Of its elements, those without which it is not there."""


Found = tuple[Pattern, tuple[int, ...]]
"""A pattern, and the places of its words in a text."""


class Text(NamedTuple):
    """A text in words: of each the words and stems of the lexicon that it is a form of."""

    words: tuple[str, ...]
    ids: tuple[frozenset[int], ...]
    pauses: frozenset[int]
    """Places of words before which a clause ends."""
    found: Mapping[str, Sequence[Found]]
    """What is there of each group."""


class _Known(NamedTuple):
    """A word: what it is a form of, and the places of the patterns that are looked for where it is."""

    ids: frozenset[int]
    patterns: Sequence[int]


class Patterns:
    """Groups of entries, each looked for on its own; `classes` are told in place of `<class>`.

    `homonyms`: forms that are looked for only where an entry tells them as they are.
    """

    def __init__(
        self, groups: Mapping[str, str], classes: Mapping[str, str], skipped: str = "", homonyms: str = ""
    ) -> None:
        self._homonyms = frozenset(map(fold, split(homonyms)))
        self._classes = {name: split(words) for name, words in classes.items()}
        self._skipped = frozenset(form for word in split(skipped) for form in inflected(word))
        self._elements: dict[str, int] = {_ANY: 0, _HOW: 1}
        self._whole: dict[str, set[int]] = defaultdict(set)
        self._stems: dict[str, set[int]] = defaultdict(set)
        self._inside: dict[str, set[int]] = defaultdict(set)
        self._within: dict[str, set[int]] = defaultdict(set)
        """The elements that tell a class among others: they have its words by it, and not each word once more."""
        self._patterns = [(name, self._pattern(entry)) for name, entries in groups.items() for entry in split(entries)]
        told_as = list(self._elements)
        self._also = {self._elements[one]: self._around(one, told_as) for one in tuple(self._within)}
        self._told_by = self._by_rarest()
        self._lengths = sorted({len(stem) for stem in self._stems})
        self._heads = {word[:HEAD] for words in (self._whole, self._stems, self._inside) for word in words}
        self._masks = _Masks(self._whole), _Masks(self._stems)
        self._masked_parts = {part: _Masks([part]) for part in self._inside}
        self._known = remembered(self._look_up)

    def read(self, text: str) -> Text:
        """Look up the words of a text, which are apart by single spaces."""
        told = text.split()
        words = tuple([word for word in told if word != PAUSE])
        known = [*map(self._known, words)]
        likely = {place for one in known for place in one.patterns}
        if not likely:
            return Text(words, (), frozenset(), {})
        pauses = frozenset(at - before for before, at in enumerate(at for at, one in enumerate(told) if one == PAUSE))
        ids = tuple([one.ids for one in known])
        every: frozenset[int] = frozenset().union(*ids)
        found: dict[str, list[Found]] = defaultdict(list)
        read = Text(words, ids, pauses, found)
        for name, pattern in map(self._patterns.__getitem__, sorted(likely)):
            if pattern.needed <= every:
                look = self._near if pattern.near else self._following
                for at, own in enumerate(ids):
                    if pattern.elements[0] in own and (places := look(pattern.elements[1:], read, at + 1)) is not None:
                        found[name].append((pattern, (at, *places)))
        for those in found.values():
            those.sort(key=lambda one: (one[1][0], -len(one[1])))
        return read

    def begin(self, words: Collection[str]) -> bool:
        """Whether any of the words may be of a pattern."""
        return any(one.patterns for one in map(self._known, words))

    def _look_up(self, word: str) -> _Known:
        ids = self._of(word)
        return _Known(ids, [place for one in ids for place in self._told_by.get(one, ())])

    def begins(self, head: str) -> bool:
        """Whether some word or stem begins with `HEAD` letters."""
        return head in self._heads

    def adds(self, word: str, part: str, whole: bool, last: str = "") -> bool:
        """Whether a word is listed by its form or, unless `whole`, stem, and not only for how it begins or ends."""
        if word in self._whole or whole:
            return word in self._whole
        added = self._known(word).ids - self._known(part).ids
        return bool(added) and not any(inside in last and added <= ids for inside, ids in self._inside.items())

    def find(self, group: str, text: Text, excused: Collection[int] = ()) -> str:
        """The first words that an entry of the group stands for, but for entries with a word at an excused place."""
        for pattern, places in text.found.get(group, ()):
            if pattern.strict or not any(place in excused for place in places):
                return " ".join(text.words[place] for place in sorted(places))
        return ""

    def places(self, group: str, text: Text) -> frozenset[int]:
        """All places of words that entries of the group are about.

        Of words near each other these are only the first's. There are none where it is done to a person, nor of a
        strict entry that crosses the end of a clause.
        """
        found = (
            (places[:1] if pattern.near else places)
            for pattern, places in text.found.get(group, ())
            if not pattern.strict or text.pauses.isdisjoint(range(places[0] + 1, places[-1] + 1))
            if not self._whom(text, places, 0 if pattern.near else -1)
        )
        return frozenset(place for places in found for place in places)

    def _whom(self, text: Text, places: tuple[int, ...], deed: int) -> bool:
        """Whether a person, no subject, is right after a deed: the first of places, unless a noun, or a last verb."""
        parts = {reading.part for reading in _read(text.words[places[deed]])}
        if parts == {"NOUN"} or (deed and parts != {"VERB"}):
            return False
        if deed and not _THIRD.isdisjoint(text.words[places[deed] + 1 :][:1]):
            return True
        passed = range(places[deed] + 1, len(text.words))
        after = next((at for at in passed if text.words[at] not in self._skipped | _towards()), None)
        if after is None or after in places or self._elements.get(_PERSON) not in text.ids[after]:
            return False
        cases = {reading.case for reading in _read(text.words[after])}
        return not cases or "accs" in cases or not _towards().isdisjoint(text.words[places[deed] : after])

    def _how(self, text: Text, at: int) -> bool:
        """Whether a word only says how the next is: an adjective, or in English one that nobody looks for."""
        if at >= len(text.words) or self._elements.get(_PERSON) in text.ids[at]:
            return False
        word = text.words[at]
        english = word.isascii() and len(word) > _LONGEST_LINK and not text.ids[at]
        return english or any(reading.part in _QUALITIES for reading in _read(word))

    def _near(self, elements: Sequence[int], text: Text, after: int) -> tuple[int, ...] | None:
        around = [place for place in range(max(0, after - 2 - _NEAR), after + 1 + _NEAR) if place != after - 1]
        around = [place for place in around if place < len(text.ids)]
        places = [next((place for place in around if one in text.ids[place]), -1) for one in elements]
        return None if -1 in places else tuple(places)

    def _following(self, elements: Sequence[int], text: Text, at: int) -> tuple[int, ...] | None:
        if not elements:
            return ()
        first, rest = elements[0], elements[1:]
        if first <= self._elements[_HOW]:
            found = self._following(rest, text, at)
            passes = found is None and (first == self._elements[_ANY] or self._how(text, at))
            return self._following(rest, text, at + 1) if passes else found
        while at < len(text.ids):
            if first in text.ids[at]:
                found = self._following(rest, text, at + 1)
                return None if found is None else (at, *found)
            if text.words[at] not in self._skipped:
                return None
            at += 1
        return None

    def _by_rarest(self) -> Mapping[int, Sequence[int]]:
        """The places of patterns by that of their elements which the fewest words are: most texts have none of it.

        Short words are in every text.
        """
        common: Counter[int] = Counter()
        for words in (self._whole, self._stems, self._inside):
            for word, ids in words.items():
                for one in ids:
                    common[one] += 1 if len(word) > _SMALL else _COMMON
        own = Counter(common)
        for part, wholes in self._also.items():
            common.update(dict.fromkeys(wholes, own[part]))
        found: dict[int, list[int]] = defaultdict(list)
        for place, (_, pattern) in enumerate(self._patterns):
            found[min(pattern.needed, key=lambda one: (common[one], one))].append(place)
        return found

    def _pattern(self, entry: str) -> Pattern:
        told = entry.removeprefix("!")
        near = " + " in told
        if near and any(" " in part for part in told.split(" + ")):
            raise PatternError(f"{entry!r}: near each other are single words")
        elements = tuple(self._element(word) for word in told.split() if word != "+")
        if not elements or min(elements[0], elements[-1]) <= self._elements[_HOW]:
            raise PatternError(f"{entry!r} should begin and end with a word")
        return Pattern(elements, near, told != entry, frozenset(elements) - {0, 1})

    def _element(self, told: str) -> int:
        if told not in self._elements:
            self._elements[told] = number = len(self._elements)
            members = self._classes.get(told[1:-1], ()) if told[0] == "<" else ()
            for table, word in (way for one in members or [told] for way in self._alternatives(one)):
                table[word].add(number)
        return self._elements[told]

    def _alternatives(self, told: str) -> Iterator[tuple[Mapping[str, set[int]], str]]:
        """Each word that an element stands for, and the table that has it."""
        for one in told.split("|"):
            if not _ALTERNATIVE.fullmatch(one) or (one[0] == "<" and one[1:-1] not in self._classes):
                raise PatternError(f"{told!r}: cannot read {one!r}")
            if one[0] == "<":
                self._element(one)
                yield self._within, one
            elif one[0] == "*":
                yield self._inside, _bare(one)
            elif one[-1] == "*":
                yield self._stems, _bare(one)
            elif one[0] == "=":
                yield self._whole, _bare(one)
            else:
                for form in inflected(one) - self._homonyms:
                    yield self._whole, form

    def _around(self, told: str, told_as: Sequence[str]) -> frozenset[int]:
        """The elements that have a class in them, or in one of theirs."""
        own: Collection[int] = self._within.get(told, ())
        return frozenset(own).union(*(self._around(told_as[one], told_as) for one in own))

    def _of(self, word: str) -> frozenset[int]:
        found = self._masked(word) if "*" in word else self._shown(word)
        return found.union(*(self._also[one] for one in self._also.keys() & found))

    def _shown(self, word: str) -> frozenset[int]:
        found = set(self._whole.get(word, ()))
        for length in self._lengths:
            if length > len(word):
                break
            found |= self._stems.get(word[:length], set())
        for part, ids in self._inside.items():
            if part in word:
                found |= ids
        return frozenset(found)

    def _masked(self, word: str) -> frozenset[int]:
        """What a word may be of which asterisks hide letters, though no more of them than it shows."""
        whole, stems = self._masks
        found = {one for form in whole.like(word) for one in self._whole[form]}
        for length in self._lengths:
            if _SHORTEST_MASKED <= length <= len(word) and word[:length].count("*") <= length // 2:
                found |= {one for stem in stems.like(word[:length]) for one in self._stems[stem]}
        for part, ids in self._inside.items():
            if word[: len(part)].count("*") <= len(part) // 2 and any(self._masked_parts[part].like(word[: len(part)])):
                found |= ids
        return frozenset(found)


class _Masks:
    """Words by their letters, as sets of bits: which of the words of a length have this letter at that place.

    Those of a length are sorted out when one of it is first asked for: most are never.
    """

    def __init__(self, words: Iterable[str]) -> None:
        self._words: dict[int, list[str]] = defaultdict(list)
        self._having: dict[int, Mapping[tuple[int, str], int]] = {}
        for word in words:
            self._words[len(word)].append(word)

    def like(self, masked: str) -> Iterator[str]:
        words = self._words.get(len(masked), ())
        if len(masked) not in self._having:
            self._having[len(masked)] = _having(words)
        having = self._having[len(masked)]
        shown = ((place, letter) for place, letter in enumerate(masked) if letter != "*")
        bits = reduce(and_, (having.get(key, 0) for key in shown), (1 << len(words)) - 1)
        while bits:
            low = bits & -bits
            yield words[low.bit_length() - 1]
            bits ^= low


def _having(words: Sequence[str]) -> Mapping[tuple[int, str], int]:
    """For each place and letter, which of the words have it there."""
    having: dict[tuple[int, str], int] = defaultdict(int)
    for number, word in enumerate(words):
        for key in enumerate(word):
            having[key] |= 1 << number
    return having


def _read(word: str) -> Iterator[Reading]:
    """What a folded word may be."""
    return (reading for spelling in with_short_i(word) for reading in readings(spelling))


@cache
def _bare(alternative: str) -> str:
    return fold(alternative.strip("=*"))


def split(entries: str) -> list[str]:
    """Entries that are apart by commas."""
    return [" ".join(entry.split()) for entry in entries.lower().split(",") if entry.strip()]


@cache
def inflected(word: str) -> set[str]:
    """All forms of a word, folded: of a Russian one by the dictionary, of others by the rules of English."""
    if _CYRILLIC.fullmatch(word):
        return set(map(fold, forms(word)))
    word = fold(word)
    if not word.isalpha():
        return {word}
    stem = word[:-1] if word.endswith("e") else word
    found = {word, f"{word}s", f"{stem}ed", f"{stem}ing"}
    if word.endswith(("s", "x", "z", "ch", "sh", "o")):
        found.add(f"{word}es")
    if word.endswith("y") and word[-2:-1] not in _VOWELS:
        found |= {f"{word[:-1]}ies", f"{word[:-1]}ied"}
    if len(word) > 2 and word[-1] not in f"{_VOWELS}wxy" and word[-2] in _VOWELS and word[-3] not in _VOWELS:
        found |= {f"{word}{word[-1]}ed", f"{word}{word[-1]}ing"}
    return found
