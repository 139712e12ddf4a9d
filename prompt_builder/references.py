"""Finds out who is spoken of again: by another noun, in an apposition. Knows no scene and no metadata."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice, pairwise, takewhile

from prompt_builder.agents import is_deed
from prompt_builder.ages import MINORS
from prompt_builder.identity import (
    ages_beside,
    alike,
    are_minors,
    are_of,
    are_one_kind,
    each_called,
    has_children,
    how_many,
    is_described,
    is_kin,
    is_named_again,
    is_of_couple,
    is_one,
    is_told_aside,
    is_uncounted,
    may_be,
    nobody,
    nouns,
    others_of,
    possible_ages,
    serves,
    term,
)
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import OWNER, Mention, cases, is_beast, is_people, names_who, people_at, tells_deed
from prompt_builder.morphology import fold, may_be_one, part_of_speech, readings
from prompt_builder.people import ANYBODY, COUPLES, FAMILY, OLD_COUPLES, OWN, PARTS, SERVING, SINGULAR, TEAM, UNIQUE
from prompt_builder.scene import CARRIED

_NOUNS = {"NOUN", "ADJF", "PRTF"}
_NEAR, _CLAUSE, _LOOSE = 6, 12, 99
"""Among how many people somebody is looked for, as a picture has no more; among how many words; more than any."""
_ASIDE = ("aside", "word")
"""After a comma: several words, or one alone."""
_APART = (*_ASIDE, "clause")
_SPOKEN = ("aside", "clause", "sentence", "again")
_COUNTED = {"person", "people"}
_ONE_OR_OTHERS = RULES["one"] | RULES["others"]
_AGAIN = {"couple": ("man", "woman", *PARTS["newlyweds"]), "newlyweds": ("man", "woman"), "baby": ("toddler",)}
"""How those are called who were named so."""
_ALSO = {name: {name, *PARTS.get(name, ())} & UNIQUE | {*_AGAIN.get(name, ())} for name in (*UNIQUE, *PARTS, *_AGAIN)}
"""The names that whoever is named so has as well."""


def alone(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a parent who is said to be alone has no children beside: "отец троих детей, один"."""
    following = (after for one, after in pairwise([*found, Mention("", ())]) if fold(one.text) in RULES["alone"])
    if all(part_of_speech(after.text) in _NOUNS for after in following):
        return mentions
    told = list(mentions)
    for parent, children in pairwise(people_at(mentions)):
        if told[parent].opening == "former" and has_children(told[parent], told[children]):
            told[children] = nobody(told[children])
    return told


def once(mentions: Sequence[Mention]) -> tuple[Mention, ...]:
    """The mentions, where whoever is spoken of again is there once, with all that is said of them."""
    if sum(map(is_people, mentions)) < 2:
        return tuple(mentions)
    told = _in_parts(_sized(mentions))
    resumed, people = False, people_at(told)
    for nth, at in enumerate(people):
        one, before = told[at], people[:nth]
        if FAMILY in one.values("people"):
            continue
        loose = one.many and any(is_uncounted(told[i], one) for i in before)
        listed = one.opening in ("", "list", "near") or (one.many and one.opening != "aside" and not loose)
        earlier = list(islice((i for i in before[::-1] if is_people(told[i]) and not told[i].audience), _NEAR))
        if _tell_sex(told, at, earlier) or _tell_object(told, at, earlier):
            resumed = True
            continue
        if listed or not earlier:
            continue
        if one.does and (others := others_of(told[earlier[0]], one)):
            told[earlier[0]] = others
            continue
        if one.opening in _ASIDE and _tell_aside(told, at, earlier):
            continue
        if one.opening in _APART and _are_called(told, at, earlier, one):
            continue
        again = next((i for i in earlier if is_named_again(told[i], one)), None) if is_one(one) else None
        called = (i for i in earlier if alike(told[i], one) and may_be(told[i], one))
        fitting = (i for i in earlier if may_be(told[i], one))
        who = again if again is not None else next(chain(called, fitting), None)
        same = who is not None and (resumed or again is not None or one.opening not in _APART) and alike(told[who], one)
        resumed = who is not None and (same or _is_told_again(told[who], one, nearest=who == earlier[0]))
        if who is not None and resumed:
            _join(told, who, at)
    return tuple(told)


def _sized(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where a family or a team are as many people as are told after them: "семья из трёх человек"."""
    told = list(mentions)
    for at, after in pairwise(people_at(mentions)):
        whole, people = mentions[at], mentions[after]
        if {FAMILY, TEAM} & {*whole.values("people")} and people.many and {*people.values("people")} <= _COUNTED:
            told[at], told[after] = whole._replace(many=whole.many or people.many), nobody(people)
    return told


def _tell_object(told: list[Mention], at: int, earlier: Sequence[int]) -> bool:
    """Whoever has something done to them, or bears a child, or is a parent of a couple may be named before: whether."""
    one, start, inner = told[at], at, told[at].opening == ""
    if inner and not _bears(told, at):
        clause = range(at - 1, max(at - _CLAUSE, -1), -1)
        start = next((i for i in clause if names_who(told[i]) and told[i].opening), -1)
        if start < 0 or told[start].opening == "near":
            return False
        if not (told[start].does or any(is_deed(two) or tells_deed(two) for two in told[start:at])):
            return False
    before = [i for i in earlier if i < start and i != told[start].again]
    same = [i for i in before if inner and may_be(told[i], one) and _are_called_alike(told[i], one)]
    if same:
        _join(told, min(same, key=lambda i: not alike(told[i], one)), at)
        return True
    aside = one.opening == "aside" and not any(map(are_minors, told))  # "жена, мама мужа"
    spoken = inner or (one.opening in _SPOKEN and not aside)
    free = [i for i in before if spoken and not (one.does and told[i].does and is_one(told[i]))]
    if parent := [i for i in free if is_of_couple(told[i], one)]:
        told[at] = nobody(one)._replace(again=parent[0])
        return True
    several = (i for i in before if are_minors(told[i]) and how_many(told[i]) > 1 and are_of(told[i], one))
    if inner and is_one(one) and are_minors(one) and (whole := next(several, None)) is not None:
        left = how_many(told[whole]) - 1  # "двое детей, папа несёт сына"
        told[whole] = (each_called(told[whole]) if left == 1 else told[whole])._replace(many=left)
    return False


def _tell_sex(told: list[Mention], at: int, earlier: Sequence[int]) -> bool:
    """A noun that named somebody may be told to be of a sex: "врач и клиентка, врач — мужчина": whether."""
    one, before = told[at], told[at - 1]
    joined = " " in one.text
    words = nouns(one) if joined else frozenset() if is_people(before) else nouns(before)
    if not is_one(one) or fold(one.text.split()[-1]) not in RULES["anybody"]:
        return False
    those = (i for i in earlier if i < at - 1 and not words.isdisjoint(nouns(told[i])) and may_be(told[i], one))
    if (who := next(those, None)) is not None:
        told[at - 1] = before if joined else before._replace(again=who)
        _join(told, who, at)
    return who is not None


def _are_called_alike(first: Mention, again: Mention) -> bool:
    """Whether the same noun tells of both, or both are children, one of whom is called no more than that."""
    called = (RULES["anybody"] & nouns(one) for one in (first, again))
    return alike(first, again) or (are_minors(first) and are_minors(again) and any(called))


def _bears(told: Sequence[Mention], at: int) -> bool:
    """Whether a child is told to be in somebody's arms: "на руках у мамы", "on dad's shoulders"."""
    near = (*told[max(at - 1, 0) : at], *told[at + 1 : at + 2])
    if any({*CARRIED} & {*one.values("activity")} for one in near):
        return "gent" in cases(told[at])
    return any(fold(one.text) in ("arms", "shoulders") for one in near) and bool(OWNER.fullmatch(told[at].text))


def _tell_aside(told: list[Mention], at: int, earlier: Sequence[int]) -> bool:
    """Whoever is told again after a comma is the nearest who may be, unless a list goes on: whether that is so."""
    one, listed = told[at], len(earlier) > 1 and told[earlier[0]].opening in _APART
    near = next((at for at, i in enumerate(earlier) if not (told[i].beside or are_minors(told[i]))), _NEAR)
    who = next((i for i in earlier[: near + 1] if is_told_aside(told[i], one)), None)
    if one.beside == "whose":  # "a woman and a farmer, her husband"
        who, listed = (earlier[0] if len(earlier) > 1 and may_be(told[earlier[0]], one) else None), False
    if who is None or listed or (is_described(told, who) and is_described(told, at)):
        return False
    _join(told, who, at)
    return True


def _join(told: list[Mention], who: int, again: int) -> None:
    """Whoever is named first with all that is said of the same one again, who is no other."""
    first, one = told[who], told[again]
    told[again] = nobody(one)._replace(again=who)
    same = is_one(first) == is_one(one)  # "швея, самозанятые"
    names = [name for name in one.values("people") if same and name not in first.values("people")]
    years = one.years if first.years is None else first.years
    known, (first_told, *others) = possible_ages(first), possible_ages(one)
    age = first.age or one.age or (None if others or first_told in known else first_told)
    meanings = (*first.meanings, *(("people", name) for name in names))
    told[who] = first._replace(meanings=meanings, age=age, years=years, many=first.many or one.many)


def _in_parts(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where several are those who are told one by one after them.

    So it is after a colon ("пара с ребёнком: муж, жена и их сын"), and where a list begins: "двое детей, сын и дочь".
    """
    told = list(mentions)
    people = people_at(mentions)
    for whole, *two in zip(people, people[1:], people[2:], strict=False):
        if mentions[two[0]].opening == "recap":
            for i in two:
                told[i] = _in_case(mentions[whole], mentions[i])
    mentions = tuple(told)
    for nth, (before, at) in enumerate(pairwise(people), start=1):
        following, of = people[nth:], {}
        if mentions[at].opening == "recap":
            start = max((i for i in range(at) if mentions[i].opening == "sentence"), default=0)
            those = [i for i in people if start <= i < at]
            those = [i for i in those if not mentions[i].audience or FAMILY in mentions[i].values("people")]
            of = _parts(mentions, those, following, recap=True)
        of = of or _parts(mentions, [before], following, recap=False)
        for i, whole in of.items():
            several = mentions[whole]
            if COUPLES & set(several.values("people")) and several.years is None:
                several = several._replace(years=next((mentions[j].years for j in of if mentions[j].years), None))
            told[i] = _one_of(several, mentions[i])
        for i in {*of.values()}:
            others = not OWN.isdisjoint(told[i].values("people")) and mentions[at].does  # "друзья, парень обнимает..."
            told[i] = each_called(told[i])._replace(many=1) if others and told[i].many is None else nobody(told[i])
    return told


def _in_case(several: Mention, one: Mention) -> Mention:
    """One of two, and not several, whose form is the genitive as theirs is: "у пары — мужчины и женщины"."""
    governed = "gent" in [known.case for known in readings(several.text)][:1] and may_be_one(one.text)
    return each_called(one) if governed and how_many(several) == 2 else one


def _parts(mentions: Sequence[Mention], wholes: Sequence[int], following: Sequence[int], recap: bool) -> dict[int, int]:
    """Of whom each of those who follow is one, where they are all who were named before; nothing where they are not.

    A plural without a number may be as many as are told, and so may a family.
    """
    if recap and len(wholes) == 1 and FAMILY in mentions[wholes[0]].values("people"):
        kin = [*takewhile(lambda i: mentions[i].opening != "sentence" and not _is_other(mentions[i]), following)]
        return dict.fromkeys(kin, wholes[0]) if sum(how_many(mentions[i]) for i in kin) >= 2 else {}
    first, those = mentions[following[0]], [i for i in wholes if how_many(mentions[i])]
    listed = bool(those) and how_many(mentions[those[0]]) > 1 and _begins_list(mentions[those[0]], first)
    if not (recap or listed):
        return {}
    loose = len(wholes) - len(those)
    near = mentions[following[0] : following[0] + _NEAR] if recap else ()
    beasts = sum(map(is_beast, near))  # "друзья: мальчик и пёс"
    room = {i: _LOOSE if _is_loose(mentions[i], those) else max(how_many(mentions[i]) - beasts, 1) for i in those}
    of: dict[int, int] = {}
    for i in following:
        size = how_many(mentions[i])
        whole = next((j for j in those if room[j] >= size > 0 and are_of(mentions[j], mentions[i])), None)
        if mentions[i].opening == "sentence" or not (any(room.values()) or loose):
            break
        if whole is not None:
            of[i], room[whole] = whole, room[whole] - size
        elif not loose:
            return {}
    left = {*room.values()} - {0}
    told = len(of) + loose + beasts >= 2 or not (recap or left)
    return of if told and not any(one <= _NEAR for one in left) else {}


def _is_other(mention: Mention) -> bool:
    """Whether somebody acts who is called by more than sex and age, and may be of no family: "семья: агент вручает"."""
    return mention.does and not (is_kin(mention) or RULES["anybody"] & nouns(mention))


def _one_of(several: Mention, one: Mention) -> Mention:
    """Somebody with what is said of the several among whom they are."""
    usual = term(several)
    age = one.age or several.age or (usual.groups[0] if len(usual.groups) == 1 else None)
    years = next((known for known in (one.years, several.years, usual.years) if known is not None), None)
    if term(one).casual and len(usual.groups) == 1:  # "two students, a guy and a girl"
        one = one.also("people", *(SINGULAR[name] for name in several.values("people") if name in SINGULAR))
    return one.also("look", *several.values("look"))._replace(age=age, years=years)


def _is_loose(several: Mention, those: Sequence[int]) -> bool:
    """Whether a plural, the only one before a colon, tells no number."""
    couple = COUPLES & set(several.values("people"))
    return len(those) == 1 and several.many is None and len(term(several).sexes) > 1 and not couple


def _begins_list(several: Mention, first: Mention) -> bool:
    """Whether those may be the several who begin after them: by a list, a colon, a clause each or one word for both."""
    names = several.values("people")
    two = PARTS.keys() if several.many == 2 else COUPLES | OLD_COUPLES if COUPLES & set(names) else ()
    both = bool(set(two) & set(first.values("people")))
    idle = not several.values("workplace") and SERVING.isdisjoint(names)
    each = idle and first.opening in ("aside", "clause") and several.many is None and is_one(first)
    return first.opening in ("list", "recap") or (first.opening in _APART and (both or each or bool(several.many)))


def _are_called(told: list[Mention], at: int, earlier: Sequence[int], together: Mention) -> bool:
    """Whether a name for several is of those who were named right before it: "Иван и Марья, молодожёны"."""
    usual = term(together)
    those = earlier[: len(usual.sexes)]
    anybody = all(told[i].named or fold(told[i].text) in RULES["anybody"] for i in those)
    joined = together.opening == "word" and told[those[-1]].opening == "list"  # "отец и сын, друзья"
    friends = bool(OWN & {*together.values("people")}) and (anybody or joined or " " in together.text)
    aged = len(usual.groups) == 1 or usual.groups[0] in MINORS
    if len(those) < 2 or not (friends or aged or all(told[i].named for i in those)):
        return False
    ages = {group for i in those for group in possible_ages(told[i])} if friends else possible_ages(together)
    if not all(is_one(told[i]) and ages_beside(told[i], together) & ages for i in those):
        return False
    for i in those:
        told[i] = told[i]._replace(age=told[i].age or (usual.groups[0] if len(usual.groups) == 1 else None))
    told[at] = nobody(together)
    return True


def parted(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a clause tells of one of several, or of the others: "одна из них пожилая"."""
    words = [fold(one.text) for one in found]
    lead = next((at for at, word in enumerate(words[:3]) if word in _ONE_OR_OTHERS), None)
    people = [] if lead is None else people_at(mentions)
    if lead is None or not people:
        return mentions
    others, start = words[lead] in RULES["others"], lead + (3 if words[lead + 1 : lead + 2] in (["of"], ["из"]) else 1)
    near = next(at for at in people if mentions[at].text == mentions[people[-1]].text)
    several, rest = mentions[near if others else people[-1]], found[start:]
    who = next((at for at, one in enumerate(rest) if is_people(one)), len(rest))
    names = rest[who].values("people") if rest[who:] else ()
    number = next((one.number for one in found if one.number is not None), None)
    counted = number is not None and (bool(names) or (lead > 0 and bool(found[0].values("number"))))
    size, years = (number if counted and number else 1), (None if counted else number)
    left = how_many(several) - size
    apart = any(fold(one.text) in RULES["before"] or one.values("with") for one in rest[:who])
    told = are_of(several, rest[who]) if names else years is not None
    if apart or not told or left < (not others or near == people[-1]):
        return mentions
    some, kept = (each_called(several) if one == 1 else several for one in (size, left))
    some = some.also("people", *names)._replace(many=size, opening="")
    kept = kept._replace(many=left)
    before = [kept if one is several else one for one in mentions if left or one is not several]
    some = some._replace(years=years if years is not None else some.years)
    leading, noun = ([one for one in part if one.values("look")] for part in (rest[:who], rest[who : who + 1]))
    extra = [one for one in rest[who + 1 :] if not one.values("stop")]
    return [*before, *leading, some, *(one.without("people") for one in noun), *extra] if names else [*before, some]


def one_person(mentions: list[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a clause tells that the last two are one: "это один и тот же человек"."""
    words = " ".join(fold(one.text) for one in found)
    told = any(map(words.__contains__, RULES["same"]))
    people = people_at(mentions)[-2:] if told else []
    if len(people) < 2 or not may_be(*(mentions[at] for at in people)):
        return mentions
    joined = list(mentions)
    _join(joined, *people)
    return joined


def _is_told_again(first: Mention, again: Mention, nearest: bool) -> bool:
    """Whether one of those who may be the same people speaks of the other."""
    anybody = fold(again.text) in RULES["anybody"]
    if again.many and is_uncounted(first, again):
        return True
    if again.opening == "former":
        return first.named
    if again.opening in ("again", "recap"):
        return anybody or (again.opening == "recap" and (first.named or bool(ANYBODY & {*first.values("people")})))
    if again.opening == "sentence":
        return anybody and (first.named or not is_one(first) or fold(first.text) not in RULES["anybody"])
    if again.does:
        same = nearest and not first.does and are_one_kind(first, again)
        return same or (anybody and (first.named or (bool(first.many) and not is_one(first))))
    young = anybody and is_kin(first) and are_minors(again)  # "родители с сыном, мальчик на велосипеде"
    return nearest and (first.named or (bool(first.beside) and (again.aged or young)))


def named_once(told: Iterable[Mention]) -> Iterator[Mention]:
    """Those who are named, each once: who has a part that one has is spoken of again ("мама и папа, папа несёт...").

    So are the man of a couple, and an infant as a little one.
    """
    parts: set[str] = set()
    for one in told:
        names = one.values("people")
        if one.many or one.beside or not parts.issuperset(names) or serves(one):
            yield one
            parts.update(*(_ALSO.get(name, ()) for name in names))
