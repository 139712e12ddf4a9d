"""Reads what free text, English or Russian, asks for. Knows how words belong together, but makes no scene of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import contains
from typing import cast

from prompt_builder.ages import CHILDREN, AgeGroup
from prompt_builder.cast import agree
from prompt_builder.lexicon import LONGEST_PHRASE, RULES, Kind, either, entries
from prompt_builder.morphology import fold, readings
from prompt_builder.people import FAMILY, SINGULAR, TEAM, TERMS, TRADES

Meaning = tuple[Kind, str]

_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
_KEPT = 256
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-][^\W_]+)*")
_BREAK = re.compile(r"[,.;:!?()/\n]+")
_THOUSANDS = re.compile(r"(?<=\d)[ \u00a0](?=\d{3}(?!\d))")
_SUM = re.compile(r"\d+[.,]\d+(?:\s*%)?|\d+\s*[%₽$€£№]|[$€£№]\s*\d+")
_DIGITS = 6
_ADJECTIVES = ("ой", "ей", "ого", "его")
_NO_NOUNS = ("ые", "ие", "ют", "ят", "ут", "ат", "ет", "ит", "ся", "ть", "ли")
"""Ends of adjectives in the plural and of verbs."""
_OLDEST = 120
_GROWN = range(18, 100)
"""Numbers after grown people that are their years, also where nobody says so."""
_GRAMMAR: tuple[Kind, ...] = (
    "number", "age", "old", "decade", "afterwards", "years", "unit", "aged", "with", "whose", "of", "picture",
    "negation", "stop",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or phrase as it was written, what it may mean (nothing: unknown), and what is said of it.

    `count`: how many, if that is said. Of people also the age, as a group or in years, and whether they are named as
    somebody's company, or as those for whom a product or a day is.
    """

    text: str
    meanings: tuple[Meaning, ...]
    count: int | None = None
    age: AgeGroup | None = None
    years: int | None = None
    beside: bool = False
    audience: bool = False

    def values(self, kind: Kind) -> tuple[str, ...]:
        """What it may mean of this kind."""
        return tuple(value for found, value in self.meanings if found == kind)


@lru_cache(_KEPT)
def parse(text: str) -> tuple[Mention, ...]:
    """Give what is mentioned in a text, in order; stop words, numbers and what is negated are left out."""
    mentions: list[Mention] = []
    plain = _SUM.sub(" ", _THOUSANDS.sub("", text))
    for clause in _BREAK.split(plain):
        reading = _Clause(mentions)
        for mention in _attributed(_cased(list(_scan(_WORD.findall(clause))))):
            reading.take(mention)
        reading.end()
    return tuple(mentions)


def _cased(found: list[Mention]) -> list[Mention]:
    """Russian forms that are of one person in the genitive ("фото девушки") as such, and not of several."""
    governed, cased = False, list(found)
    for at, mention in enumerate(found):
        text, before = fold(mention.text), found[at - 1] if at else None
        if text in either() and before and (governed or _governs(before)):
            told = ((kind, SINGULAR.get(name, name) if kind == "people" else name) for kind, name in mention.meanings)
            cased[at] = replace(mention, meanings=tuple(told))
        elif _is_people(mention) and _describes(mention, found[at + 1 : at + 2]):
            cased[at] = replace(mention, meanings=tuple(one for one in mention.meanings if one[0] != "people"))
        elif text in RULES["home"] and before and _is_housed(before, found[at - 2 : at - 1], governed):
            cased[at] = replace(mention, meanings=tuple(one for one in mention.meanings if one[0] != "setting"))
        deed = bool(mention.values("activity")) and is_event(mention)
        governed = text in RULES["genitive"] or deed or (governed and (text in ("и", "или") or _is_people(mention)))
    return cased


def _describes(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a Russian word that may be people is an adjective here: "рабочий стол"."""
    told = [one for one in readings(mention.text) if one.part == "ADJF"]
    if not told or not following or len(following[0].text) < 2 or _is_people(following[0]) or mention.values("age"):
        return False
    nouns = {one[2:4] for one in readings(following[0].text) if one.part == "NOUN"}
    return any(one[2:4] in nouns for one in told)


def _governs(before: Mention) -> bool:
    """Whether the word before makes a form a genitive: a noun that has it, or an adjective that agrees."""
    word = fold(before.text)
    if word.endswith(_ADJECTIVES):
        return True
    if before.meanings:
        return any(before.values(kind) for kind in ("thing", "object", "design", "people", "picture"))
    return not word.endswith(_NO_NOUNS)


def _is_housed(before: Mention, earlier: Sequence[Mention], governed: bool) -> bool:
    """Whether "дома" is the house that the word before has ("страхование дома"), and not where somebody is."""
    homely = fold(before.text).split()[-1].startswith(tuple(RULES["homely"]))
    if governed or homely:
        return not homely
    if _is_people(before):
        return fold(before.text).startswith(tuple(RULES["owners"]))
    small = any(one.values("with") or one.values("stop") for one in earlier)
    return fold(before.text).endswith(_ADJECTIVES) or (_governs(before) and not small)


def is_event(mention: Mention) -> bool:
    """Whether a word is a noun for what is done, and tells of nobody who does it: "оплата"."""
    words = fold(mention.text).split()
    return [one.part for one in readings(words[-1])][:1] == ["NOUN"] or bool(RULES["events"] & set(words))


def _are_several(mention: Mention) -> bool:
    return any(len(TERMS[name].sexes) > 1 for name in mention.values("people") if name in TERMS)


def _is_people(mention: Mention) -> bool:
    return bool(mention.values("people"))


def _attributed(found: list[Mention]) -> Iterator[Mention]:
    """An age before people is theirs; one that stands alone means people, if it may, or nothing that can be drawn."""
    for at, mention in enumerate(found):
        if not mention.values("age"):
            yield mention
            continue
        following = next((after for after in found[at + 1 :] if not after.values("stop")), None)
        kept: Kind = "age" if following and following.values("people") else "people"
        yield replace(mention, meanings=tuple(meaning for meaning in mention.meanings if meaning[0] == kept))


class _Clause:
    """Words up to the next comma or stop, read one after the other into the mentions of the whole text."""

    def __init__(self, mentions: list[Mention]) -> None:
        self._mentions = mentions
        self._first = len(mentions)
        self._adjacent = False
        """Whether the word before was of people, so that another such word may be of the same."""
        self._alone = True
        """Whether a "with" here begins somebody's company: nothing but people and deeds came before."""
        self._product = self._audience = self._of = False
        """Whether a product was named, who it is for is being told, and whether the word before is "of"."""
        self._forget()

    def _forget(self) -> None:
        self._count: int | None = None
        self._age: AgeGroup | None = None
        self._years: int | None = None
        self._together = ""
        self._negated = self._beside = self._aged = self._elderly = self._nearly = False

    def take(self, mention: Mention) -> None:
        """Read the next word or phrase."""
        kind = next((one for one, _ in mention.meanings if one in _GRAMMAR), None)
        of, self._of = self._of, kind == "of"
        self._tell_audience(fold(mention.text))
        if kind is None:
            self._take_content(mention)
        elif kind == "number":
            self._count = int(mention.values("number")[0])
            self._together = mention.text if mention.values("together") else ""
            if self._aged:
                self._tell_years()
            elif of and self._adjacent:
                self._size()
        elif kind in ("age", "old", "decade", "afterwards"):
            self._take_age(kind, mention)
        elif kind in ("years", "unit"):
            self._take_unit(mention)
        elif kind == "aged":
            self._aged, self._elderly = True, fold(mention.text) in RULES["elderly"]
        elif kind == "picture":
            self._alone = False
        elif kind != "of":
            self._take_small(kind, mention.text)

    def _tell_audience(self, word: str) -> None:
        """A product or a day is for those who are named after it; a pronoun tells the sex of who was named last."""
        self._audience = self._audience or word in RULES["day"] or (self._product and word in RULES["audience"])
        self._product = self._product or word.startswith(tuple(RULES["products"]))
        told = "woman" if word in RULES["hers"] else "man" if word in RULES["his"] else ""
        if told:
            self._tell_sex(told)

    def _tell_sex(self, told: str) -> None:
        places = [at for at in range(self._first, len(self._mentions)) if _is_people(self._mentions[at])]
        last = self._mentions[places[-1]] if places else None
        if last and any(TERMS[name].sexes == (None,) for name in last.values("people") if name in TERMS):
            self._mentions[places[-1]] = replace(last, meanings=(*last.meanings, ("people", told)))

    def _size(self) -> None:
        """A number after "of" tells how many a team or a family are."""
        last = self._last()
        if last and {FAMILY, TEAM} & set(last.values("people")):
            self._mentions[-1], self._count = replace(last, count=self._count), None

    def _take_age(self, kind: Kind, mention: Mention) -> None:
        """An age before people, in words or years, or after them."""
        last = self._last()
        if kind == "age":
            self._age = cast(AgeGroup, mention.values("age")[0])
        elif kind == "old":
            self._years, self._count = int(mention.values("old")[0]), None
        elif last is None or not _is_people(last):
            self._mentions.append(Mention(mention.text, ()))
        elif kind == "decade":
            self._mentions[-1] = replace(last, years=int(mention.values("decade")[0]))
        else:
            self._mentions[-1] = replace(last, age=cast(AgeGroup, mention.values("afterwards")[0]))

    def _last(self) -> Mention | None:
        """What was mentioned last in this clause."""
        return self._mentions[-1] if len(self._mentions) > self._first else None

    def _take_unit(self, unit: Mention) -> None:
        """After a number, what it is a number of; else whatever it may mean besides."""
        last = self._last()
        if unit.values("years") and self._count is not None:
            self._tell_years()
        elif unit.values("years") and self._adjacent:
            self._aged = True
        elif self._count is not None and self._adjacent and last and "month" in unit.values("unit"):
            self._mentions[-1] = _months(last, self._count)
        self._count = None
        besides = tuple(meaning for meaning in unit.meanings if meaning[0] not in _GRAMMAR)
        if besides:
            self._take_content(replace(unit, meanings=besides))

    def _take_small(self, kind: Kind, text: str) -> None:
        if kind == "stop" and fold(text) not in RULES["breaks"]:
            return
        if kind == "negation":
            self._negated = True
        elif kind == "with":
            self._beside = self._alone
        elif kind == "whose":
            self._beside = True
        self._nearly = self._adjacent and fold(text) in RULES["nearly"]
        self._adjacent = False
        if not self._aged:
            self._years = None

    def _tell_years(self) -> None:
        """A number of years right after people, or where ages are spoken of, is theirs; else of who comes next."""
        near = self._adjacent or self._aged or self._nearly
        if near and self._mentions and self._mentions[-1].values("people"):
            self._mentions[-1] = replace(self._mentions[-1], years=self._count)
        elif self._count is not None and self._count <= _OLDEST:
            self._years = self._count
        self._count, self._aged, self._elderly = None, False, False

    def _take_content(self, mention: Mention) -> None:
        somebody, last = _is_people(mention), self._last()
        if self._together and not somebody:
            self._gather()
        if self._elderly and last and _is_people(last):
            self._mentions[-1] = last = replace(last, age="senior")
        elif self._elderly:
            self._age = "senior"
        if last and self._adjacent and somebody and not self._negated and self._count is None and _agree(last, mention):
            if _are_several(mention) and not _are_several(last):
                self._call(mention)
            else:
                self._mentions[-1:] = _one(last, replace(mention, age=self._age))
        elif not self._negated:
            said = replace(mention, count=_counted(mention, self._count))
            if somebody:
                said = replace(said, age=self._age, years=self._years, beside=self._beside, audience=self._audience)
            self._mentions.append(said)
        self._alone = self._alone and (somebody or bool(mention.values("activity")))
        self._adjacent = somebody and not self._negated
        self._forget()

    def _call(self, several: Mention) -> None:
        """A name for several after each of them was named tells no more than their age: "муж и жена пенсионеры"."""
        ages = {group for name in several.values("people") for group in TERMS[name].groups}
        for at in range(self._first, len(self._mentions)):
            one = self._mentions[at]
            if len(ages) == 1 and _is_people(one) and not _are_several(one):
                self._mentions[at] = replace(one, age=next(iter(ages)))

    def _gather(self) -> None:
        """A number of people tells how many those are who came before, or that there are so many."""
        last = self._last()
        if last and _is_people(last):
            self._mentions[-1] = replace(last, count=self._count)
        else:
            self._mentions.append(Mention(self._together, (("people", "person"),), self._count))
        self._together, self._count = "", None

    def end(self) -> None:
        """A number that is left tells how many a family are, or how old; years alone are of who came before."""
        if self._together:
            self._gather()
        last, near = self._mentions[-1] if self._mentions else None, self._adjacent or self._nearly
        if last is None or not _is_people(last):
            return
        if self._count and {FAMILY, TEAM} & set(last.values("people")):
            self._mentions[-1] = replace(last, count=self._count)
        elif self._count in _GROWN and near:
            self._mentions[-1] = replace(last, years=self._count)
        elif self._elderly and self._last():
            self._mentions[-1] = replace(last, age="senior")
        elif self._years is not None and len(self._mentions) == self._first:
            self._mentions[-1] = replace(last, years=self._years)


def _counted(mention: Mention, count: int | None) -> int | None:
    """How many people the number before a mention tells: several families are many, and no family is counted itself."""
    if count is None or FAMILY not in mention.values("people"):
        return count
    return count * 3 if fold(mention.text) in RULES["families"] else None


def _months(last: Mention, count: int) -> Mention:
    """Months right after a child are its age."""
    young = any(TERMS[name].groups[0] in CHILDREN for name in last.values("people") if name in TERMS)
    return replace(last, years=count // 12) if young else last


def _agree(first: Mention, second: Mention) -> bool:
    return agree(first.values("people"), second.values("people"))


def _one(first: Mention, second: Mention) -> list[Mention]:
    """Join two words side by side for one person ("teenage daughter"); a trade beside a person is only a word."""
    trades = [mention for mention in (first, second) if TRADES & set(mention.values("people"))]
    if len(trades) == 1:
        person = second if trades[0] is first else first
        told = replace(first, text=person.text, meanings=person.meanings)
        looks = tuple(meaning for meaning in trades[0].meanings if meaning[0] == "look")
        return [told, Mention(trades[0].text, looks)]
    joined = replace(first, text=f"{first.text} {second.text}", meanings=first.meanings + second.meanings)
    return [replace(joined, age=first.age or second.age)]


def _scan(tokens: list[str]) -> Iterator[Mention]:
    """Match the longest known phrase at each place; a hyphened word that is unknown as a whole counts as its parts."""
    folded = [fold(token) for token in tokens]
    forms = [_forms(word) for word in folded]
    at = 0
    while at < len(tokens):
        length, found = _longest(forms[at : at + LONGEST_PHRASE])
        if found:
            yield Mention(" ".join(tokens[at : at + length]), found)
        else:
            parts = re.split(r"[-'’ʼ]", tokens[at])
            if len(parts) > 1:
                yield from _scan([part for part in parts if len(part) > 1 or part.isdigit()])
            elif tokens[at].isdecimal() and len(tokens[at]) <= _DIGITS:
                yield Mention(tokens[at], (("number", str(int(tokens[at]))),))
            elif any(char.isalpha() for char in tokens[at]):
                yield Mention(tokens[at], ())
        at += length


def _longest(forms: Sequence[Sequence[str]]) -> tuple[int, tuple[Meaning, ...]]:
    """Give the number of words of the longest known phrase that begins here, and its meanings; (1, ()) if none."""
    best: tuple[int, tuple[Meaning, ...]] = (1, ())
    for first in forms[0]:
        for rest, meanings in _index().get(first, {}).items():
            length = 1 + len(rest)
            longer = length > best[0] or not best[1]
            if longer and length <= len(forms) and all(map(contains, forms[1:length], rest)):
                best = length, meanings
    return best


def _forms(word: str) -> list[str]:
    """The word itself, then its possible stems, longest first."""
    shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_STEM)
    return [word, *(f"{word[:end]}*" for end in range(len(word), shortest - 1, -1))]


@cache
def _index() -> dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """Meanings by the first word of a form and the words after it."""
    index: dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]] = {}
    for kind, value, form in entries():
        first, *rest = form.split()
        phrases = index.setdefault(first, {})
        phrases[tuple(rest)] = (*phrases.get(tuple(rest), ()), (kind, value))
    for word, phrases in index.items():
        if (kinds := {kind for kind, _ in phrases.get((), ())}) in ({"look"}, {"people"}):
            stems = (index.get(stem, {}).get((), ()) for stem in _forms(word)[1:])
            phrases[()] += tuple(one for stem in stems for one in stem if one[0] in {"look", "people"} - kinds)
    return index
