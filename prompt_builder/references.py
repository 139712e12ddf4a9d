"""Finds out who is spoken of again: by another noun, in an apposition. Knows no scene and no metadata."""

from collections.abc import Sequence
from itertools import accumulate, islice, pairwise
from typing import Any, cast

from prompt_builder.ages import ADULTS, AgeGroup
from prompt_builder.cast import telling
from prompt_builder.identity import (
    are_minors,
    are_of,
    has_children,
    how_many,
    is_one,
    is_told_aside,
    may_be,
    nobody,
    possible_ages,
)
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, Opening, is_anybody, is_people, text_at
from prompt_builder.morphology import fold, part_of_speech, readings
from prompt_builder.names import acts, lives
from prompt_builder.people import (
    COUPLES,
    FAMILY,
    OLD_COUPLES,
    OWN,
    PARTS,
    SINGULAR,
    UNIQUE,
    known_terms,
)

_SENTENCE = frozenset(".!?;\n")
_NOUNS = {"NOUN", "ADJF", "PRTF"}
_ENGLISH_VERBS = ("s", "ing", "ed")
_SEVERAL, _NEAR = 2, 6
"""How many people are several, and among how many somebody is looked for: a picture has no more."""
_OF_OTHERS: tuple[Kind, ...] = ("activity", "negation", "thing", "whose", "with")
_LOOSE = 99
_ASIDE: tuple[Opening, ...] = ("aside", "word")
"""After a comma: several words, or one alone."""
_APART: tuple[Opening, ...] = (*_ASIDE, "clause")
_OF_AGES: tuple[Kind, ...] = ("number", "years", "aged")
_SAID_OF_AGES: tuple[Kind, ...] = (*_OF_AGES, "decade", "age", "afterwards", "stop", "whose")
_BEFORE_PEOPLE: tuple[Kind, ...] = ("age", "old", "number", "years")
_OF_FRIENDS = {"friends": "person", "female friends": "woman", "colleagues": "person"}
"""One of those who are each other's company, and nobody else's."""


def opened(found: Sequence[Mention], breaks: str) -> Sequence[Mention]:
    """The words of a clause, where its first people are told as those with whom it begins.

    `breaks`: the punctuation before it. People who are the first of several in a row begin a list, and those
    after a colon one that may tell anew who came before.
    """
    opening: Opening = "sentence" if _SENTENCE & set(breaks) else "recap" if ":" in breaks else "clause"
    if breaks.strip() == "," and (aside := _aside(found)) is not None:
        told = found[aside]._replace(opening="word" if len(found) == 1 and " " not in found[0].text else "aside")
        return (*found[:aside], told, *found[aside + 1 :])
    for at, one in enumerate(found):
        word = fold(one.text)
        if is_people(one):
            rest = [fold(other.text) for other in found[at + 1 :]]
            several = rest[:1] and rest[0] in RULES["and"] and any(map(is_people, found[at + 2 : at + 5]))
            if several and opening != "recap":
                opening = "list"
            theirs = next(filter(is_people, found[at + 1 :]), None)
            if theirs and found[at + 1].values("number") and has_children(one, theirs):
                opening = "former"
            told = one._replace(opening=opening, acts=bool(rest) and _is_verb(rest[0]))
            return (*found[:at], told, *found[at + 1 :])
        if word in RULES["again"]:
            opening = "again"
        elif word in RULES["some"] and opening == "sentence":
            return found
        elif word in RULES["former"]:
            opening = "former"
        elif not any(one.values(kind) for kind in _BEFORE_PEOPLE) and (
            not one.values("stop") or word in RULES["before"]
        ):
            return found
    return found


def _aside(found: Sequence[Mention]) -> int | None:
    """Where those are who may be told again after a comma, and how: "свекровь, седая дама", "Иван, фермер"."""
    those = [at for at, one in enumerate(found) if is_people(one)]
    if len(those) != 1 or FAMILY in found[those[0]].values("people"):
        return None
    before = RULES["before"] | RULES["former"] | (RULES["again"] - {"the"})
    apart = any(
        fold(one.text) in before or any(map(one.values, _OF_OTHERS)) or lives(fold(one.text))
        for one in found[: those[0]]
    )
    return None if apart or _is_verb(fold(text_at(found, those[0] + 1))) else those[0]


def _is_verb(word: str) -> bool:
    if told := readings(word):
        return told[0].part in ("VERB", "ADJS", "PRTS", "ADVB") and acts(word)
    return word.isascii() and (word.endswith(_ENGLISH_VERBS) or word == "is")


def alone(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a parent who is said to be alone has no children beside: "отец троих детей, один"."""
    told = list(mentions)
    by_oneself = any(
        fold(one.text) in RULES["alone"] and part_of_speech(text_at(found, at + 1)) not in _NOUNS
        for at, one in enumerate(found)
    )
    people = [at for at, one in enumerate(mentions) if is_people(one)]
    for parent, children in pairwise(people) if by_oneself else ():
        if told[parent].opening == "former" and has_children(told[parent], told[children]):
            told[children] = nobody(told[children])
    return told


def once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, where whoever is spoken of again is there once, with all that is said of them."""
    if sum(map(is_people, mentions)) < _SEVERAL:
        return tuple(mentions)
    told = _listed(_recapped(mentions))
    resumed = False
    for at, one in enumerate(told):
        if (
            one.opening in ("", "list")
            or (one.many and one.opening != "aside")
            or one.beside
            or not is_people(one)
            or FAMILY in one.values("people")
        ):
            continue
        people = (i for i in range(at - 1, -1, -1) if is_people(told[i]) and not told[i].audience)
        earlier = list(islice(people, _NEAR))
        if not earlier:
            continue
        if one.opening in _ASIDE and _tell_aside(told, at, earlier):
            continue
        if one.opening in _APART and _are_called(told, at, earlier, one):
            continue
        alike = sorted((i for i in earlier if may_be(told[i], one)), key=lambda i: not _are_called_alike(told[i], one))
        who = next(iter(alike), None)
        same = who is not None and (resumed or one.opening not in _APART) and _are_called_alike(told[who], one)
        resumed = who is not None and (same or _is_told_again(told[who], one, nearest=who == earlier[0]))
        if who is not None and resumed:
            _join(told, who, one)
            told[at] = nobody(one)
    return tuple(told)


def _tell_aside(told: list[Mention], at: int, earlier: Sequence[int]) -> bool:
    """Whoever is told again after a comma is the nearest who may be, unless a list goes on: whether that is so."""
    one, following = told[at], next(filter(is_people, told[at + 1 :]), None)
    listed = len(earlier) > 1 and told[earlier[0]].opening in _APART and told[earlier[1]].opening != "list"
    near = next((at for at, i in enumerate(earlier) if not (told[i].beside or are_minors(told[i]))), _NEAR)
    who = next((i for i in earlier[: near + 1] if is_told_aside(told[i], one)), None)
    if who is None or listed or (following and following.opening in (*_APART, "list")):
        return False
    _join(told, who, one)
    told[at] = nobody(one)
    return True


def _join(told: list[Mention], who: int, one: Mention) -> None:
    """Whoever is named first with all that is said of the same one again."""
    first = told[who]
    names = [known for known in one.meanings if known[0] == "people" and known not in first.meanings]
    years = one.years if first.years is None else first.years
    known, (first_told, *others) = possible_ages(first), possible_ages(one)
    age = first.age or one.age or (None if others or first_told in known else first_told)
    told[who] = first._replace(meanings=(*first.meanings, *names), age=age, years=years, many=first.many or one.many)


def _are_called_alike(one: Mention, two: Mention) -> bool:
    """Whether the same noun tells of both, in whatever case."""
    return bool(_nouns(one) & _nouns(two))


def _nouns(mention: Mention) -> set[str]:
    last = mention.text.split()[-1]
    return {one.lemma for one in readings(last) if one.part == "NOUN"} or {fold(mention.text)}


def _recapped(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where those after a colon are those before it: "пара с ребёнком: муж, жена и их сын".

    A plural without a number may be as many as are told.
    """
    told = list(mentions)
    for at in (at for at, one in enumerate(mentions) if one.opening == "recap"):
        start = max((i for i in range(at) if mentions[i].opening == "sentence"), default=0)
        end = next((i for i in range(at + 1, len(mentions)) if mentions[i].opening == "sentence"), len(mentions))
        before = [i for i in range(start, at) if is_people(mentions[i]) and not mentions[i].audience]
        those = [i for i in before if how_many(mentions[i])]
        room = {i: _LOOSE if _is_loose(mentions[i], those) else how_many(mentions[i]) for i in those}
        of: dict[int, int] = {}
        for i in (i for i in range(at, end) if is_people(mentions[i])):
            size = how_many(mentions[i])
            whose = next((j for j in those if room[j] >= size > 0 and are_of(mentions[j], mentions[i])), None)
            if whose is None and len(those) == len(before):
                break
            if whose is not None:
                of[i], room[whose] = whose, room[whose] - size
        else:
            if len(of) + len(before) - len(those) >= _SEVERAL and not any(0 < left <= _NEAR for left in room.values()):
                for i, whose in of.items():
                    told[i] = _one_of(mentions[whose], mentions[i])
                for i in those:
                    told[i] = nobody(told[i])
    return told


def _one_of(several: Mention, one: Mention) -> Mention:
    """Somebody with what is said of the several among whom they are."""
    term = telling(several.values("people"))
    age = one.age or several.age or (term.groups[0] if len(term.groups) == 1 else None)
    years = next((known for known in (one.years, several.years, term.years) if known is not None), None)
    return one._replace(age=age, years=years)


def _is_loose(several: Mention, those: Sequence[int]) -> bool:
    """Whether a plural, the only one before a colon, tells no number."""
    names = several.values("people")
    return len(those) == 1 and several.many is None and len(telling(names).sexes) > 1 and not COUPLES & set(names)


def _listed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where several are those who are told after them, if these are as many: "двое детей, сын и дочь"."""
    told = list(mentions)
    for at, several in enumerate(mentions):
        size = how_many(several)
        if size < _SEVERAL:
            continue
        following = list(islice((i for i in range(at + 1, len(mentions)) if is_people(mentions[i])), _NEAR))
        if not following or not _begins_list(several, mentions[following[0]]):
            continue
        sizes = list(accumulate(how_many(mentions[i]) for i in following))
        if size not in sizes:
            continue
        those = following[: sizes.index(size) + 1]
        if all(are_of(several, mentions[i]) for i in those):
            alike = COUPLES & set(several.values("people")) and several.years is None
            shared = next((mentions[i].years for i in those if mentions[i].years), None) if alike else several.years
            for i in those:
                told[i] = _one_of(several._replace(years=shared), mentions[i])
            told[at] = nobody(several)
    return told


def _begins_list(several: Mention, first: Mention) -> bool:
    """Whether those may be the several who begin after them: by a list, a colon, or one word for both of two."""
    names = several.values("people")
    two = PARTS.keys() if several.many == _SEVERAL else COUPLES | OLD_COUPLES if COUPLES & set(names) else ()
    both = bool(set(two) & set(first.values("people")))
    return first.opening in ("list", "recap") or (first.opening in _APART and both)


def _are_called(told: list[Mention], at: int, earlier: Sequence[int], together: Mention) -> bool:
    """Whether a name for several is of those who were named right before it: "Иван и Марья, молодожёны"."""
    term = telling(together.values("people"))
    those = earlier[: len(term.sexes)]
    ages = possible_ages(together)
    friends = bool(OWN & {*together.values("people")}) and " " in together.text
    if len(those) < _SEVERAL or not all(is_one(told[i]) and (friends or possible_ages(told[i]) & ages) for i in those):
        return False
    aged = len(term.groups) == 1 or term.groups[0] not in ADULTS
    if friends:
        told[at] = nobody(together)
        return True
    if not all(told[i].named for i in those) and not (aged and told[those[-1]].opening == "list"):
        return False
    for i in those:
        told[i] = told[i]._replace(age=told[i].age or (term.groups[0] if len(term.groups) == 1 else None))
    told[at] = nobody(together)
    return True


def each(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a clause of nothing but ages tells that of each of them: "братья, 9 и 15 лет"."""
    if (told := _all_aged(mentions, found)) is not None:
        return told
    years = [int(one.values("number")[0]) for one in found if one.values("number")]
    small = all(any(map(one.values, _OF_AGES)) or fold(one.text) in RULES["and"] for one in found)
    listed = small and any(fold(one.text) in RULES["and"] for one in found)
    if len(years) < _SEVERAL or not listed or not mentions:
        return mentions
    last = mentions[-1]
    usual = max((len(term.sexes) for term in known_terms(last.values("people"))), default=0)
    if last.years is not None and usual == _SEVERAL:
        years, usual = [last.years, *years], len(years) + 1
    if len(years) != (last.many or usual):
        return mentions
    single = SINGULAR | _OF_FRIENDS
    meanings = tuple((kind, single.get(name, name) if kind == "people" else name) for kind, name in last.meanings)
    return [*mentions[:-1], *(last._replace(meanings=meanings, many=1, years=age, opening="") for age in years)]


def _all_aged(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention] | None:
    """The people of the last sentence with the age that is told of all of them, or of both: "обоим за 65"."""
    words = {fold(one.text) for one in found} & (RULES["both"] | RULES["every"])
    rest = [one for one in found if fold(one.text) not in words]
    years = [int(told) for one in rest for told in (*one.values("number"), *one.values("decade"))]
    ages = [cast(AgeGroup, told) for one in rest for told in (*one.values("age"), *one.values("afterwards"))]
    if not words or len(years + ages) != 1 or not all(any(map(one.values, _SAID_OF_AGES)) for one in rest):
        return None
    said: dict[str, Any] = {"years": years[0]} if years else {"age": ages[0]}
    start = max((i for i, one in enumerate(mentions) if one.opening == "sentence"), default=0)
    those = [i for i in range(start, len(mentions)) if is_people(mentions[i])]
    if words & RULES["both"]:
        those = next((those[i:] for i in range(len(those)) if sum(how_many(mentions[j]) for j in those[i:]) == 2), [])
    return [one._replace(**said) if i in those else one for i, one in enumerate(mentions)] if those else None


def _are_one_kind(first: Mention, again: Mention) -> bool:
    """Whether two words for one person tell the same sex and age: "пожилой мужчина", "дедушка"."""
    ages = possible_ages(first)
    sexes = telling(first.values("people")).sexes == telling(again.values("people")).sexes != (None,)
    return is_one(first) and sexes and len(ages) == 1 and ages == possible_ages(again)


def _is_told_again(first: Mention, again: Mention, nearest: bool) -> bool:
    """Whether one of those who may be the same people speaks of the other."""
    anybody, names = fold(again.text) in RULES["anybody"], set(again.values("people"))
    if again.opening == "former":
        return first.named or anybody
    same = again.acts and nearest and not first.acts and _are_one_kind(first, again)
    if again.opening == "again":
        return anybody or same
    if again.opening == "recap":
        return nearest and anybody and is_anybody(first) and is_one(first)
    if again.opening == "sentence":
        more = is_one(first) and (first.named or fold(first.text) not in RULES["anybody"])
        return anybody and (more or not is_one(first))
    if again.acts:
        return same or (anybody and (first.named or (nearest and bool(first.many) and not is_one(first))))
    described = anybody or again.years is not None or again.age is not None
    own = first.named or (bool(first.beside) and described and (again.years, again.age) != (None, None))
    related = any(term.relation for term in known_terms(names)) or bool(UNIQUE & names)
    return nearest and own and is_one(first) and not related
