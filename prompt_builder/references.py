"""Finds out who is spoken of again: by a pronoun, another noun, an apposition. Knows no scene and no metadata."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate, islice

from prompt_builder.ages import ADULTS, CHILDREN, AgeGroup, age_group
from prompt_builder.cast import telling
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Mention, Opening, is_anybody, is_people
from prompt_builder.morphology import fold, readings
from prompt_builder.names import acts, lives
from prompt_builder.people import COUPLES, FAMILY, PARENTS, SINGULAR, TRADES, UNIQUE, known_terms

_SENTENCE = frozenset(".!?;\n")
_SUBJECTS = {"nomn", "accs"}
"""Cases of what a sentence is about, or is done something to, so that the next may be about it."""
_ENGLISH_VERBS = ("s", "ing", "ed")
_SEVERAL, _NEAR = 2, 6
"""How many people are several, and among how many somebody is looked for: a picture has no more."""
_PRONOUNS = {"she": ("femn", "woman"), "he": ("masc", "man")}
"""Their gender, and whom they tell of."""
_OF_AGES: tuple[Kind, ...] = ("number", "years", "aged")
_OF_FRIENDS = {"friends": "person", "female friends": "woman", "colleagues": "person"}
"""One of those who are each other's company, and nobody else's."""
_YOUNG: set[AgeGroup] = {"teenager", "young adult"}
"""Whom words for grown people and words for the young both call."""


def opened(found: Sequence[Mention], breaks: str) -> Sequence[Mention]:
    """The words of a clause, where its first people are told as those with whom it begins.

    `breaks`: the punctuation before it. People who are the first of several in a row begin a list.
    """
    opening: Opening = "sentence" if _SENTENCE & set(breaks) else "clause"
    for at, one in enumerate(found):
        word = fold(one.text)
        if is_people(one):
            rest = [fold(other.text) for other in found[at + 1 :]]
            if rest[:1] and rest[0] in RULES["and"] and any(map(is_people, found[at + 2 : at + 5])):
                opening = "list"
            if len(rest) > 1 and found[at + 1].values("number") and has_children(one, found[at + 2]):
                opening = "former"
            told = replace(one, opening=opening, acts=bool(rest) and _is_verb(rest[0]))
            return (*found[:at], told, *found[at + 1 :])
        if word in RULES["again"]:
            opening = "again"
        elif word in RULES["some"] and opening == "sentence":
            return found
        elif word in RULES["former"]:
            opening = "former"
        elif not any(one.values(kind) for kind in ("age", "old", "number")) and (
            not one.values("stop") or word in RULES["before"]
        ):
            return found
    return found


def _is_verb(word: str) -> bool:
    if told := readings(word):
        return told[0].part in ("VERB", "ADJS", "PRTS", "ADVB") and acts(word)
    return word.isascii() and (word.endswith(_ENGLISH_VERBS) or word == "is")


def meant(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a pronoun that begins a clause tells the sex of who was named last: "она улыбается"."""
    told = list(mentions)
    pronoun = next((one for one in _PRONOUNS if found and fold(found[0].text) in RULES[one]), None)
    if pronoun is None:
        return told
    if not told:
        return [Mention(found[0].text, (("people", pronoun),), named=True)] if _is_somebody(found[1:]) else []
    gender, name = _PRONOUNS[pronoun]
    for at in range(len(told) - 1, -1, -1):
        cases = {one.case for one in readings(told[at].text) if one.part == "NOUN" and one.gender in (gender, "masc")}
        if is_people(told[at]):
            if cases and "nomn" not in cases:
                continue
            if is_anybody(told[at]) and _is_one(told[at]):
                told[at] = replace(told[at], meanings=(*told[at].meanings, ("people", name)))
            break
        if any(
            one.part == "NOUN" and one.gender == gender and one.case in _SUBJECTS for one in readings(told[at].text)
        ):
            break
    return told


def _is_somebody(following: Sequence[Mention]) -> bool:
    """Whether what comes after a pronoun tells of somebody, and not of a thing: "печёт хлеб", but not "уже здесь"."""
    if any(map(is_people, following)):
        return True
    following = [one for one in following if fold(one.text) not in ("is", "was") and not _is_adverb(one)]
    return bool(following) and (
        lives(fold(following[0].text))
        or bool(following[0].values("posture") or (following[0].text.isascii() and following[0].values("activity")))
    )


def _is_adverb(mention: Mention) -> bool:
    return [one.part for one in readings(mention.text)][:1] in (["ADVB"], ["PRCL"])


def once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, where whoever is spoken of again is there once, with all that is said of them."""
    told = _listed(mentions)
    for at, one in enumerate(mentions):
        if (
            one.opening in ("", "list")
            or one.count
            or one.beside
            or not is_people(one)
            or FAMILY in one.values("people")
        ):
            continue
        people = (i for i in range(at - 1, -1, -1) if is_people(told[i]) and not told[i].audience)
        earlier = list(islice(people, _NEAR))
        if not earlier:
            continue
        if one.opening == "clause" and _are_called(told, at, earlier, one):
            continue
        who = next((i for i in earlier if _may_be(told[i], one)), None)
        if who is not None and _is_told_again(told[who], one, nearest=who == earlier[0]):
            names = [known for known in one.meanings if known[0] == "people"]
            first = told[who]
            told[who] = replace(
                first,
                meanings=(*first.meanings, *(name for name in names if name not in first.meanings)),
                age=first.age or one.age,
                years=one.years if first.years is None else first.years,
            )
            told[at] = _nobody(one)
    return tuple(told)


def _listed(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where several are those who are told after them, if these are as many: "двое детей, сын и дочь"."""
    told = list(mentions)
    for at, several in enumerate(mentions):
        size = _size(several)
        if size < _SEVERAL:
            continue
        following = list(islice((i for i in range(at + 1, len(mentions)) if is_people(mentions[i])), _NEAR))
        if not following or mentions[following[0]].opening != "list":
            continue
        sizes = list(accumulate(_size(mentions[i]) for i in following))
        if size not in sizes:
            continue
        those = following[: sizes.index(size) + 1]
        if all(_are_of(several, mentions[i]) for i in those):
            alike = COUPLES & set(several.values("people")) and several.years is None
            shared = next((mentions[i].years for i in those if mentions[i].years), None) if alike else several.years
            for i in those:
                one = mentions[i]
                years = shared if one.years is None else one.years
                told[i] = replace(one, age=one.age or several.age, years=years)
            told[at] = _nobody(several)
    return told


def _size(mention: Mention) -> int:
    """How many people a mention names; none for a family, of which that is told otherwise."""
    names = mention.values("people")
    return (mention.count or len(telling(names).sexes)) if known_terms(names) and FAMILY not in names else 0


def _are_of(several: Mention, one: Mention) -> bool:
    """Whether somebody may be among several, by sex and age."""
    sexes, own = {*telling(several.values("people")).sexes}, {*telling(one.values("people")).sexes}
    return (None in sexes or own <= sexes) and bool(_ages(several) & _ages(one))


def has_children(parent: Mention, children: Mention) -> bool:
    """Whether several children are those of one who is grown and named right before them, and with no word between."""
    names = children.values("people")
    if not known_terms(names) or telling(names).groups[0] not in CHILDREN:
        return False
    several = (children.count or 0) > 1 or len(telling(names).sexes) > 1
    return several and not children.beside and _is_one(parent) and bool(PARENTS & set(parent.values("people")))


def _nobody(mention: Mention) -> Mention:
    return replace(mention, meanings=tuple(known for known in mention.meanings if known[0] != "people"))


def _are_called(told: list[Mention], at: int, earlier: Sequence[int], together: Mention) -> bool:
    """Whether a name for several is of those who were named right before it: "Иван и Марья, молодожёны"."""
    term = telling(together.values("people"))
    those = earlier[: len(term.sexes)]
    if len(those) < _SEVERAL or not all(_is_one(told[i]) and _ages(told[i]) & _ages(together) for i in those):
        return False
    aged = len(term.groups) == 1 or term.groups[0] not in ADULTS
    if not all(told[i].named for i in those) and not (aged and told[those[-1]].opening == "list"):
        return False
    for i in those:
        told[i] = replace(told[i], age=told[i].age or (term.groups[0] if len(term.groups) == 1 else None))
    told[at] = _nobody(together)
    return True


def each(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a clause of nothing but ages tells that of each of them: "братья, 9 и 15 лет"."""
    years = [int(one.values("number")[0]) for one in found if one.values("number")]
    small = all(any(map(one.values, _OF_AGES)) or fold(one.text) in RULES["and"] for one in found)
    listed = small and any(fold(one.text) in RULES["and"] for one in found)
    if len(years) < _SEVERAL or not listed or not mentions:
        return mentions
    last = mentions[-1]
    usual = max((len(term.sexes) for term in known_terms(last.values("people"))), default=0)
    if last.years is not None and usual == _SEVERAL:
        years, usual = [last.years, *years], len(years) + 1
    if len(years) != (last.count or usual):
        return mentions
    single = SINGULAR | _OF_FRIENDS
    meanings = tuple((kind, single.get(name, name) if kind == "people" else name) for kind, name in last.meanings)
    return [*mentions[:-1], *(replace(last, meanings=meanings, count=1, years=age) for age in years)]


def _is_one(mention: Mention) -> bool:
    names = mention.values("people")
    return bool(known_terms(names)) and mention.count in (None, 1) and len(telling(names).sexes) == 1


def _may_be(first: Mention, again: Mention) -> bool:
    """Whether two mentions may be of the same people, by number, sex and age."""
    names = first.values("people")
    if not known_terms(names) or _is_one(first) != _is_one(again):
        return False
    one, two = telling(names).sexes, telling(again.values("people")).sexes
    if _is_one(first) and len({*one, *two} - {None, "other"}) > 1:
        return False
    if not _is_one(first) and len(set(two)) == 1 and two[0] and not {*one} <= {two[0], None}:
        return False
    ages, others = _ages(first), _ages(again)
    return bool(ages & others) or (ages == {"teenager"} and bool(others & _YOUNG))


def _ages(mention: Mention) -> set[AgeGroup]:
    """The ages that people may have who are called so."""
    if mention.years is not None:
        return {age_group(mention.years)}
    groups = telling(mention.values("people")).groups
    if mention.age and not (mention.age == "young adult" and "child" in groups):
        return {mention.age}
    if mention.named and {"he", "she", "they"} & set(mention.values("people")):
        return {*groups, *ADULTS}
    return {*groups} if len(groups) == 1 or groups[0] not in ADULTS else {*ADULTS}


def _is_told_again(first: Mention, again: Mention, nearest: bool) -> bool:
    """Whether one of those who may be the same people speaks of the other."""
    anybody, names = fold(again.text) in RULES["anybody"], set(again.values("people"))
    if again.opening == "former":
        return first.named or anybody
    if again.opening == "again":
        return anybody
    if again.opening == "sentence":
        same = fold(first.text) == fold(again.text) and not TRADES & names
        more = _is_one(first) and (first.named or fold(first.text) not in RULES["anybody"])
        return same or (anybody and (more or not _is_one(first)))
    if again.acts:
        return anybody and first.named
    described = anybody or again.years is not None or again.age is not None
    own = first.named or (first.beside and described and (again.years, again.age) != (None, None))
    related = any(term.relation for term in known_terms(names)) or bool(UNIQUE & names)
    return nearest and own and _is_one(first) and not related
