"""Finds words and phrases of the lexicon in a clause, each by itself. Knows forms and cases, but not who is meant."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from operator import contains
from typing import Literal

from prompt_builder.ages import AgeGroup
from prompt_builder.lexicon import LONGEST_PHRASE, RULES, Kind, either, entries
from prompt_builder.memory import remembered
from prompt_builder.morphology import fold, readings
from prompt_builder.names import acts, first_name, in_one_case, last_name, subject, surely
from prompt_builder.people import FAMILY, SINGULAR, TERMS, TRADES, known_terms
from prompt_builder.scene import TAKEN_OFF

Meaning = tuple[Kind, str]
Opening = Literal["", "clause", "list", "recap", "sentence", "again", "former"]
_Phrase = tuple[int, int, tuple[str, ...], tuple[Meaning, ...]]
"""Less than no words as many as follow the first, its place among others, the words after the second, what it means."""

_KEPT = 1024
_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-][^\W_]+)*(?:(?<=s)['’ʼ](?!\w))?")
_OWNER = re.compile(r"([^\W\d_]{2,}?)(?:['’ʼ]s|(?<=s)['’ʼ])", re.IGNORECASE)
_DIGITS = 6
_TENS, _ONES = range(20, 100, 10), range(1, 10)
_OF_PEOPLE: set[Kind] = {"look", "people", "workplace"}
_TRADE = "specialist"
_SEXES = {"masc": "male", "femn": "female"}
_BEFORE_NAMES: set[Kind] = {"activity", "age", "negation", "number", "of", "old", "posture", "stop", "with", "whose"}
_ADJECTIVES = ("ой", "ей", "ого", "его")
_NO_NOUNS = ("ые", "ие", "ют", "ят", "ут", "ат", "ет", "ит", "ся", "ть", "ли")
"""Ends of adjectives in the plural and of verbs."""


@dataclass(frozen=True, slots=True)
class Mention:
    """A word or phrase as it was written, what it may mean (nothing: unknown), and what is said of it.

    `count`: how many, if that is said. Of people also the age, as a group or in years, and whether they are named as
    somebody's company, by which word, as those for whom a product or a day is, or by a first name; `opening`: whether a
    clause or sentence begins with them, or they are said to be known, and `acts`: whether a verb comes next.
    """

    text: str
    meanings: tuple[Meaning, ...]
    count: int | None = None
    age: AgeGroup | None = None
    years: int | None = None
    beside: Literal["", "with", "whose"] = ""
    audience: bool = False
    named: bool = False
    opening: Opening = ""
    acts: bool = False

    def values(self, kind: Kind) -> tuple[str, ...]:
        """What it may mean of this kind."""
        return tuple([value for found, value in self.meanings if found == kind]) if self.meanings else ()


@lru_cache(_KEPT)
def read(clause: str, aged: bool = False) -> tuple[Mention, ...]:
    """The words and phrases of a clause, each by itself; `aged`: the next tells an age."""
    return tuple(_attributed(_sexed(_cased(_shown(_called(_summed(_scan(_WORD.findall(clause))), aged))))))


def _summed(found: Iterable[Mention]) -> list[Mention]:
    """The mentions, where a ten and the number after it, both in letters, are one: "двадцать три"."""
    told: list[Mention] = []
    for one in found:
        before = told[-1] if told else None
        tens, ones = ([int(value) for value in side.values("number")[:1]] for side in (before or one, one))
        if before and tens and ones and tens[0] in _TENS and ones[0] in _ONES and (before.text + one.text).isalpha():
            told[-1] = Mention(f"{before.text} {one.text}", (("number", str(tens[0] + ones[0])),))
        else:
            told.append(one)
    return told


def _called(found: Sequence[Mention], aged: bool) -> list[Mention]:
    """The mentions, where a first name is somebody, or adds nobody to those who are named right before it."""
    told: list[Mention] = []
    texts = [one.text for one in found]
    for at, one in enumerate(found):
        who = "" if one.meanings else first_name(one.text)
        before = told[-1] if told else None
        if before and before.named and not one.meanings and last_name(one.text):
            continue
        if who and (place := _place_of_called(told, one.text, who)) is not None:
            told[place] = _named(told[place], who)
        elif (
            who
            and subject(one.text, _text(found, at + 1))
            and (before is None or _may_precede(before, one.text))
            and (_is_alive(found, at) or _is_joined(told))
            and surely(texts[max(at - 2, 0) : at], one.text, texts[at + 1 : at + 3], aged and at == len(found) - 1)
        ):
            told.append(replace(one, meanings=(("people", who),), named=True))
        else:
            told.append(one)
    return told


def _text(found: Sequence[Mention], at: int) -> str:
    return found[at].text if at < len(found) else ""


def _place_of_called(told: Sequence[Mention], name: str, who: str) -> int | None:
    """Where those are whom a name after them is of: "дедушка Иван", "братья Коля и Вова"."""
    last = len(told) - 1
    while last > 0 and fold(told[last].text) in RULES["called"]:
        last -= 1
    called = last < len(told) - 1
    joined = _is_joined(told[: last + 1])
    place = last - 1 if joined else last
    terms = known_terms(told[place].values("people")) if told else []
    if not terms or (joined and all(len(term.sexes) < 2 for term in terms)):
        return None
    sexes = {sex for term in terms for sex in term.sexes}
    fits = who == "they" or bool(sexes & {*TERMS[who].sexes, None, "other"})
    return place if fits and (called or in_one_case(told[place].text.split()[-1], name)) else None


def _named(somebody: Mention, who: str) -> Mention:
    """Somebody with the sex that a first name tells."""
    told = {"he": "man", "she": "woman"}.get(who)
    alone = all(len(term.sexes) == 1 for term in known_terms(somebody.values("people")))
    more = (("people", told),) if told and alone and is_anybody(somebody) else ()
    return replace(somebody, meanings=(*somebody.meanings, *more), named=True)


def _may_precede(before: Mention, name: str) -> bool:
    """Whether a word right before a name leaves it somebody's, and is no thing that is called so: "тариф Маша"."""
    if any(kind in _BEFORE_NAMES for kind, _ in before.meanings):
        return True
    told = readings(before.text) if not fold(before.text).startswith(tuple(RULES["saints"])) else ()
    return bool(told) and told[0].part != "NOUN" and not name.isascii()


def _is_joined(told: Sequence[Mention]) -> bool:
    """Whether a name comes after another and an "and"."""
    return len(told) > 1 and told[-2].named and fold(told[-1].text) in RULES["and"]


def _is_alive(found: Sequence[Mention], at: int) -> bool:
    """Whether what comes after a name tells of somebody, and not of a thing."""
    following = [one for one in found[at + 1 : at + 3] if one.meanings or not last_name(one.text)][:1]
    if not following or is_people(following[0]) or acts(following[0].text):
        return True
    doing = fold(following[0].text).split()[0].endswith(("ing", "s")) and not following[0].text.endswith("ings")
    return doing and bool(following[0].values("activity") or following[0].values("posture"))


def _shown(found: list[Mention]) -> list[Mention]:
    """The mentions, where those after whom a thing or a day is named, and what nobody has on, bring nobody."""
    kept, peopled = list(found), any(map(is_people, found))
    for at, one in enumerate(found):
        if is_people(one) and (_is_holiday(found, at) or _is_likeness(found, at)):
            kept[at] = replace(one, meanings=())
        elif is_people(one) and (_owns(found, at) or _is_attribute(found, at)):
            kept[at] = replace(one, meanings=tuple(meant for meant in one.meanings if meant[0] == "workplace"))
        elif not peopled and one.values("look") and _lies(found, at):
            kept[at] = replace(one, meanings=tuple(meant for meant in one.meanings if meant[0] != "look"))
    return kept


def _owns(found: Sequence[Mention], at: int) -> bool:
    """Whether these are only whose a thing is: "kids' bedroom", but not "a woman's hand"."""
    near = found[at + 1 : at + 3]
    if not near or not _OWNER.fullmatch(found[at].text):
        return False
    return not any(
        is_people(one)
        or fold(one.text) in RULES["theirs"]
        or (one.text.endswith("ing") and fold(one.text) not in RULES["made"])
        for one in near
    )


def _is_likeness(found: Sequence[Mention], at: int) -> bool:
    """Whether these are of stone: "statue of a man", but not "статуя и женщина"."""
    last = next((i for i in range(at - 1, max(at - 4, -1), -1) if fold(found[i].text) in RULES["likeness"]), -1)
    between = found[last + 1 : at]
    if last < 0 or not all(one.values("stop") or one.values("of") for one in between):
        return False
    if found[last].text.isascii():
        return any(one.values("of") for one in between)
    told = readings(found[at].text.split()[-1])
    genitive = any((one.case, one.number) == ("gent", "sing") for one in told)
    return not between and (genitive or all(one.case != "nomn" for one in told))


def _is_attribute(found: Sequence[Mention], at: int) -> bool:
    """Whether an English word for people only says what kind of thing the next is: "student loan"."""
    words = fold(_text(found, at + 1)).split()
    return (
        words[-1:] != []
        and words[-1] in RULES["kinds"]
        and found[at].text.isascii()
        and found[at].values("people") != (FAMILY,)
    )


def _is_holiday(found: Sequence[Mention], at: int) -> bool:
    """Whether a day of the calendar is named after them: "День матери", but not "обычный день пенсионера"."""
    day = next((i for i in (at - 1, at - 2) if i >= 0 and fold(found[i].text) in RULES["holiday"]), -1)
    between = found[day + 1 : at]
    if day < 0 or any(one.values("stop") or fold(one.text) in RULES["events"] for one in between):
        return False
    before = fold(found[day - 1].text) if day > 0 else ""
    told = readings(before)
    usual = bool(told) and told[0].part == "ADJF" and not before.startswith(tuple(RULES["official"]))
    return not usual and any(one.case == "gent" for one in readings(found[at].text.split()[-1]))


def _lies(found: Sequence[Mention], at: int) -> bool:
    """Whether what people may have on is somewhere by itself: "очки на газете"."""
    if not set(found[at].values("look")) & set(TAKEN_OFF) or any(one.values("with") for one in found[:at]):
        return False
    worn = any(fold(one.text) in RULES["worn"] for one in found[:at])
    place = [word for one in found[at + 1 : at + 4] for word in fold(one.text).split()]
    return not worn and place[:1] != [] and place[0] in RULES["places"] and not RULES["bodies"] & set(place)


def _cased(found: list[Mention]) -> list[Mention]:
    """Russian forms that are of one person in the genitive ("фото девушки") as such, and not of several."""
    governed, cased = False, list(found)
    for at, mention in enumerate(found):
        text, before = fold(mention.text), found[at - 1] if at else None
        if text in either() and before and (governed or _governs(before)):
            told = ((kind, SINGULAR.get(name, name) if kind == "people" else name) for kind, name in mention.meanings)
            cased[at] = replace(mention, meanings=tuple(told))
        elif before and (told_sex := _sex_of_trade(before, mention)):
            told = ((kind, f"{told_sex} {name}" if name == _TRADE else name) for kind, name in mention.meanings)
            cased[at] = replace(mention, meanings=tuple(told))
        elif is_people(mention) and _describes(mention, found[at + 1 : at + 2]):
            cased[at] = replace(mention, meanings=tuple(one for one in mention.meanings if one[0] != "people"))
        elif text in RULES["home"] and before and _is_housed(before, found[at - 2 : at - 1], governed):
            cased[at] = replace(mention, meanings=tuple(one for one in mention.meanings if one[0] != "setting"))
        deed = bool(mention.values("activity")) and is_event(mention.text)
        governed = text in RULES["genitive"] or deed or (governed and (text in RULES["and"] or is_people(mention)))
    return cased


def _describes(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a Russian word that may be people is an adjective here: "рабочий стол"."""
    told = [one for one in readings(mention.text) if one.part == "ADJF"]
    if not told or not following or len(following[0].text) < 2 or is_people(following[0]) or mention.values("age"):
        return False
    nouns = {one[2:4] for one in readings(following[0].text) if one.part == "NOUN"}
    return any(one[2:4] in nouns for one in told)


def _sex_of_trade(before: Mention, mention: Mention) -> str:
    """The sex that an adjective tells of whoever has a trade: "пожилой фермер", "молодая врач"."""
    if _TRADE not in mention.values("people"):
        return ""
    nouns = {one[2:4] for one in readings(mention.text) if one.part == "NOUN"}
    agreeing = [one.gender for one in readings(before.text) if one.part == "ADJF" and one[2:4] in nouns]
    return next((_SEXES[gender] for gender in agreeing if gender in _SEXES), "")


def is_anybody(mention: Mention) -> bool:
    """Whether somebody is named, and not the sex."""
    return any(term.sexes == (None,) for term in known_terms(mention.values("people")))


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
    if is_people(before):
        return fold(before.text).startswith(tuple(RULES["owners"]))
    small = any(one.values("with") or one.values("stop") for one in earlier)
    return fold(before.text).endswith(_ADJECTIVES) or (_governs(before) and not small)


@remembered
def is_event(text: str) -> bool:
    """Whether a word is a noun for what is done, and tells of nobody who does it: "оплата"."""
    words = fold(text).split()
    return [one.part for one in readings(words[-1])][:1] == ["NOUN"] or bool(RULES["events"] & set(words))


def is_people(mention: Mention) -> bool:
    """Whether these may be people."""
    return bool(mention.values("people"))


def is_posture(mention: Mention) -> bool:
    """Whether it tells no more than how somebody sits or laughs."""
    return bool(mention.meanings) and all(kind == "posture" for kind, _ in mention.meanings)


def _sexed(found: list[Mention]) -> list[Mention]:
    """A sex before what tells somebody's trade ("female truck driver") is theirs, and not one more person."""
    joined = list(found)
    for at in range(len(found) - 2, 0, -1):
        before, between, who = joined[at - 1 : at + 2]
        trade = between.meanings and not is_people(between) and TRADES & set(who.values("people"))
        if trade and fold(before.text) in RULES["sexes"]:
            joined[at - 1 : at + 2] = [between, replace(who, meanings=(*who.meanings, *before.meanings))]
    return joined


def _attributed(found: list[Mention]) -> Iterator[Mention]:
    """An age before people is theirs; one that stands alone means people, if it may, or nothing that can be drawn."""
    for at, mention in enumerate(found):
        if not mention.values("age"):
            yield mention
            continue
        following = next((after for after in found[at + 1 :] if not (after.values("stop") or is_posture(after))), None)
        apart = is_people(mention) and any(fold(after.text) in RULES["and"] for after in found[at + 1 : at + 2])
        kept: Kind = "age" if following and is_people(following) and not apart else "people"
        yield replace(mention, meanings=tuple(meaning for meaning in mention.meanings if meaning[0] == kept))


def _scan(tokens: list[str]) -> Iterator[Mention]:
    """Match the longest known phrase at each place; a hyphened word that is unknown as a whole counts as its parts."""
    folded = [fold(token) for token in tokens]
    at = 0
    while at < len(tokens):
        length, found = _longest(folded[at : at + LONGEST_PHRASE])
        if found:
            yield Mention(" ".join(tokens[at : at + length]), found)
        else:
            parts = re.split(r"[-'’ʼ]", tokens[at])
            if owner := _OWNER.fullmatch(tokens[at]):
                yield from (replace(one, text=tokens[at]) for one in _scan([owner[1]]))
            elif len(parts) > 1:
                yield from _scan([part for part in parts if len(part) > 1 or part.isdigit()])
            elif tokens[at].isdecimal() and len(tokens[at]) <= _DIGITS:
                yield Mention(tokens[at], (("number", str(int(tokens[at]))),))
            elif any(char.isalpha() for char in tokens[at]):
                yield Mention(tokens[at], ())
        at += length


def _longest(words: Sequence[str]) -> tuple[int, tuple[Meaning, ...]]:
    """Give the number of words of the longest known phrase that begins here, and its meanings; (1, ()) if none."""
    alone, phrases = _begun(words[0])
    following = [phrase for form in _forms(words[1]) for phrase in phrases.get(form, ())] if words[1:] else []
    for less, _, rest, meanings in sorted(following):
        if len(words) > -less and all(map(contains, map(_forms, words[2:]), rest)):
            return 1 - less, meanings
    return 1, alone


@remembered
def _begun(word: str) -> tuple[tuple[Meaning, ...], dict[str, list[_Phrase]]]:
    """What a word means alone and, by the word after it, the phrases that begin so: the most words first."""
    alone: tuple[Meaning, ...] = ()
    phrases: dict[str, list[_Phrase]] = {}
    for place, (words, meanings) in enumerate(one for form in _forms(word) for one in _index().get(form, {}).items()):
        if words:
            phrases.setdefault(words[0], []).append((-len(words), place, words[1:], meanings))
        else:
            alone = alone or meanings
    return alone, phrases


@remembered
def _forms(word: str) -> tuple[str, ...]:
    """The word itself, then its possible stems, longest first."""
    shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_STEM)
    return (word, *(f"{word[:end]}*" for end in range(len(word), shortest - 1, -1)))


@cache
def _index() -> dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """Meanings by the first word of a form and the words after it."""
    index: dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]] = {}
    for kind, value, form in entries():
        first, *rest = form.split()
        phrases = index.setdefault(first, {})
        phrases[tuple(rest)] = (*phrases.get(tuple(rest), ()), (kind, value))
    for word, phrases in index.items():
        if (kinds := {kind for kind, _ in phrases.get((), ())}) and kinds < _OF_PEOPLE:
            stems = (index.get(stem, {}).get((), ()) for stem in _forms(word)[1:])
            phrases[()] += tuple(one for stem in stems for one in stem if one[0] in _OF_PEOPLE - kinds)
    return index
