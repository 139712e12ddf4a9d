"""Reads what people look and point at, and over what they do something ("смотрит на салют"). Knows no picture."""

import re
from collections.abc import Iterator, Sequence, Set
from itertools import chain, dropwhile, takewhile
from typing import Literal, NamedTuple

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import Meaning, Mention, cases, is_people, is_posture, is_quality, values_of
from prompt_builder.morphology import finite, fold, is_several, readings
from prompt_builder.parser import parse
from prompt_builder.places import leads, places
from prompt_builder.regard import ON_SCREENS, WORD, borne, near, parts, rest_of
from prompt_builder.scene import IN_STEP, PHONES, ROOMS, Look, Object, Person, Scene, Thing
from prompt_builder.screens import PART, SCREENS

_WHOM = r"(?:her|him|them)(?=\s*(?:$|[,.;:!?—])|\s+(?:with|from)\b)"
_EACH_OTHER = re.compile(
    r"друг (?:на )?друга\b|друг друг(?:у|ом)\b|на (?:нее|него|них)\b|за (?:ней|ним|ними)\b|at (?:him|them)\b|"
    rf"(?:(?:at|into) )?(?:each other|one another)\b|at {_WHOM}|{_WHOM}"
)
_CALL = re.compile(r"\s+(?:по телефону|on (?:the|a|his|her|their) phone|by phone)\b", re.IGNORECASE)
_HOW = re.compile(
    r"(?:\s+(?:together|вместе|[a-z]+ly|[а-яё]+но|with (?:a |an )?(?:[a-z]+ )?(?:smile|smiles|love|pride|joy|interest)|"
    r"с (?:[а-яё]+ )?(?:улыбк|радост|гордост|нежност|любов|интерес|восторг|надежд|удивлени)[а-яё]+)\b)*",
    re.IGNORECASE,
)
"""How somebody looks, before it is said at what."""
_MUTUAL = re.compile(r"друг|each|another")
_LONG = 24
"""Within how many letters it is said that people look at each other."""
_TO = RULES["towards"] | {"как", "how", "as", "while"}
_WITH = RULES["joined"] | {"вместе", "together"}
"""What is said before what is looked at, and before who looks as well."""
_NAMED: tuple[Kind, ...] = ("thing", "object", "look", "setting")
_AT_ONE = re.compile(r"(?:на |(?:(?:up |down )?at )?(?=them))(нее|него|них|them)\b")
_TO_ONE = re.compile(r" (?:ей|ему|им|вслух)\b")
_SKYWARD = re.compile(
    r"(?:вместе |together )?(?:вверх|ввысь|(?:в|на) (?:[а-я]+ )?небо|(?:up )?(?:at|into|to) the (?:[a-z]+ )?sky|"
    r"up(?=\s*$|[,.;:!?]|\s+(?:and|in|on|together|with)\b))(?![\w-])"
)
_AT_IT = re.compile(r"(?:(?:up |down )?at )?it\b")
_ALOFT: tuple[Thing, ...] = ("fireworks", "stars", "moon", "rainbow")
_READ: frozenset[str] = frozenset(
    (*PHONES, "laptop", "book", "documents", "newspaper", "floor plan", "map", "growth chart")
)
"""What is looked at by who does something over it."""
_SHOWN = SCREENS | ON_SCREENS | _READ | {*_ALOFT, "credit card"}
"""What is looked at by whom it is shown to."""
_REGARDING = RULES["converse"] | RULES["guides"] | RULES["regard"] | RULES["beheld"] | RULES["afar"]
_CLAUSE = re.compile(r"[^.;:!?]*")


class Regard(NamedTuple):
    """Where people look: at what, and the words that say so; at nothing that is shown where there is no `target`."""

    target: Thing | Object | Look | Literal["one another", "the view", "the sky"] | None = None
    words: tuple[str, ...] = ()
    idle: tuple[str, ...] = ()
    """Words for looking that say neither where nor at what."""
    at: Mention | None = None
    """Who is looked at."""

    @property
    def told(self) -> bool:
        """Whether it was said where they look, seen or not."""
        return bool(self.target or self.words)


class _Word(NamedTuple):
    """A word of a text as it is written, and folded, and where it begins and ends."""

    text: str
    folded: str
    begin: int
    end: int


def regarded(text: str, shown: Sequence[Thing | Object], people: Sequence[Person]) -> Regard:
    """What people do something over, point at or else look at, as it was said."""
    words = [_Word(found.group(), fold(found.group()), *found.span()) for found in WORD.finditer(text)]
    helped = _guided(text, words, shown) if people[1:] else ()
    over = chain(_pored(text, words, shown), _minded(text, words, shown), helped)
    seen = next(over, None) or _looked(text, words, shown, people)
    if seen.target or len(people) < 2:
        return seen
    return next(_presented(text, words, shown), seen)


def _pored(text: str, words: Sequence[_Word], shown: Sequence[Thing | Object]) -> Iterator[Regard]:
    """What is read and shown over which something is done: "they laugh over a phone", "take a selfie"."""
    for word, folded, _, end in words:
        if folded in RULES["selfies"]:
            yield from (Regard(one, (word,)) for one in shown if one in PHONES)
        if finite(folded) in RULES["pores"] and _next(text, end) in ("over", "над"):
            yield from _seen(shown, values_of(near(text, end)[:1], "thing") & _READ, word)


def _minded(text: str, words: Sequence[_Word], shown: Sequence[Thing | Object]) -> Iterator[Regard]:
    """What somebody points at, or does with an eye on it: "показывает рукой на дом", "chooses a car"."""
    for word, folded, _, end in words:
        points = folded in RULES["displays"] and _next(text, end) in RULES["pointed with"]
        if points or folded in RULES["points"] or finite(folded) in RULES["minds"]:
            after = [one for one in near(text, end) if one.meanings and not one.tells("people", "posture")]
            values = values_of(after[:1], "thing", "object") - {"book", *ROOMS}  # which one has, or is in
            yield from _seen(shown, values, word)


def _guided(text: str, words: Sequence[_Word], shown: Sequence[Thing | Object]) -> Iterator[Regard]:
    """What is read and shown over which somebody helps another: "помогает клиенту с приложением"."""
    for word, folded, _, end in words:
        if finite(folded) in RULES["guides"]:
            yield from _seen(shown, values_of(parse(rest_of(text, end)), "thing") & _SHOWN, word)


def _presented(text: str, words: Sequence[_Word], shown: Sequence[Thing | Object]) -> Iterator[Regard]:
    """What is read and shown to somebody, who looks at it as who shows it does: "shows his mother the app"."""
    for word, folded, _, end in words:
        if folded in RULES["reads out"] and _is_listened(rest_of(text, end)):
            yield Regard("newspaper" if "newspaper" in shown else "book", (word,))
        told = near(rest_of(text, end), 0) if folded in RULES["displays"] else ()
        if any(map(is_people, told)):
            yield from _seen(shown, values_of(told, "thing", "object") & _SHOWN, word)


def _seen(shown: Sequence[Thing | Object], values: Set[str], word: str) -> Iterator[Regard]:
    """Those of what is shown that are named, or in which that is seen, as what a word says they look at."""
    return (Regard(one, (word,)) for one in shown if values & {one, *parts(one)})


def _is_listened(rest: str) -> bool:
    """Whether somebody is read to: "читает внуку сказку", "reads a story to the kids", "reads her son a book"."""
    if _TO_ONE.match(rest):
        return True
    told = parse(rest)
    whom = next(filter(is_people, told), None)
    if whom and whom.text.isascii():
        return whom is told[0] or " to " in rest
    return whom is not None and "datv" in cases(whom)


def _looked(text: str, words: Sequence[_Word], shown: Sequence[Thing | Object], people: Sequence[Person]) -> Regard:
    """The first of what is shown that is named after a word for looking, or whoever is looked at or spoken with.

    Words for looking that say neither where nor at what ask for nothing where people do nothing else.
    """
    several = len(people) > 1
    speaks = RULES["converse"] | (RULES["guides"] if several else set())  # an app helps, too
    talk = tuple(word for word, folded, _, end in words if finite(folded) in speaks and not _CALL.match(text, end))
    said: list[str] = []
    idle: list[str] = []
    for word, folded, begin, stop in words:
        plain = finite(folded)
        glances, looks = plain in RULES["glances"], plain in RULES["regard"]
        if not (glances or looks or folded in RULES["enjoys"]):
            continue
        end = stop + len(rest_of(text, stop, _HOW))
        if not (looks or _enjoys(folded, text[end:]) or (glances and _glances(text, end))):
            continue
        at, following = fold(text[end:]).strip(), _next(text, end)
        meant = _named_before(text, begin, at)
        aimed = following in RULES["towards"] or folded in RULES["beholds"]
        rest = _about(text, end, aimed) if meant is None else meant
        facing = bool(_EACH_OTHER.match(at)) and meant is None
        first = next((one for one in rest if not (is_quality(one) or _is_light(one) or _is_doing(one))), None)
        towards = first and is_people(first) and (following in _TO or (aimed and following not in _WITH) or glances)
        if several and (facing or towards):
            return Regard("one another", (word, *talk), at=first if towards else _spoken_of(text, begin, at))
        bare = RULES["looks on"].issuperset(fold(rest_of(text, end)).split())
        skyward, far = bool(_SKYWARD.match(at)), _is_view(text[end:]) or following in RULES["afar"]
        far = far or (first is not None and first.tells("setting", "outlook"))
        shown_there = _known(rest, shown, text if far and meant is None else None)
        aloft = (thing for thing in shown if (bare or skyward) and thing in _ALOFT)  # "fireworks, a couple watching"
        view: tuple[Literal["the view", "the sky"], ...] = ("the sky",) if skyward else ("the view",) if far else ()
        if seen := next(chain(shown_there, *(borne(one, people) for one in rest), aloft, view), None):
            return Regard(seen, (word,))  # of a snowman, which is snow too, what is named last
        other = facing or bare or any(map(is_people, rest[:1]))
        if other and several:
            return Regard("one another", (word, *talk), at=first if first and is_people(first) else None)
        if not glances:
            (said if (other and not bare) or (aimed and rest) else idle).append(word)
    if talk and several:
        return Regard("one another", talk)
    return Regard(None, (*said, *talk), tuple(idle))


def _about(text: str, end: int, aimed: bool) -> tuple[Mention, ...]:
    """What is named after a word for looking: in the same part of the sentence where that says at what, else farther.

    Words for how people sit or laugh are none: "смотрит и смеётся, на салют".
    """
    part, whole = (
        tuple(one for one in parse(rest_of(text, end, ends)) if not is_posture(one)) for ends in (PART, _CLAUSE)
    )
    told = (one for one in part if not (is_quality(one) or _is_light(one)))
    return part if any(aimed or one.tells(*_NAMED, "people", "outlook") for one in told) else whole


def _known(rest: Sequence[Mention], shown: Sequence[Thing | Object], text: str | None) -> Iterator[Thing | Object]:
    """What is shown of what is named; of what is named with a view, in a text, that at which somebody looks besides."""
    kinds: tuple[Kind, ...] = ("thing", "object", "detail")
    for one in rest:
        if text is not None and not _is_aimed_at(one, text):
            continue
        for value in (value for kind in kinds for value in reversed(one.values(kind))):
            yield from (thing for thing in shown if value in (thing, *parts(thing)))


def _is_aimed_at(mention: Mention, text: str) -> bool:
    """Whether a word for where one looks is before it: "в окно на салют", "out of the window at their new car"."""
    before = fold(text.partition(mention.text)[0]).split()[-3:]
    return not {"на", "at", *RULES["beholds"]}.isdisjoint(before)


def _glances(text: str, end: int) -> bool:
    """Whether somebody smiles at something or has an eye on it: "smiling at her phone", "улыбается внуку"."""
    if _EACH_OTHER.match(fold(text[end:]).strip()) or _next(text, end) in RULES["glanced"]:
        return True
    told = next((one for one in parse(rest_of(text, end)) if not is_quality(one)), None)
    return told is not None and "datv" in cases(told) and "nomn" not in cases(told)


def _spoken_of(text: str, begin: int, after: str) -> Mention | None:
    """Who is looked at by a pronoun after a word at `begin`: whoever was named last, but for who looks."""
    if _MUTUAL.search(after[:_LONG]):
        return None
    before = [one for one in parse(text[:begin]) if is_people(one)]
    if before and text[:begin].rstrip(" —-").endswith(before[-1].text):
        before.pop()
    return next((one for one in (*before[::-1], *parse(after)) if is_people(one)), None)


def _is_doing(mention: Mention) -> bool:
    """Whether it tells only what those do who come next: "любуется спящим малышом"."""
    kinds = {kind for kind, _ in mention.meanings}
    return bool(kinds) and kinds <= {"look", "activity", "undrawn", "posture"} and not is_several(mention.text)


def _enjoys(word: str, after: str) -> bool:
    """Whether somebody is said to enjoy a view: "наслаждается видом", "enjoying the beautiful view"."""
    return fold(word) in RULES["enjoys"] and _is_view(after)


def _is_view(after: str) -> bool:
    """Whether a view is what comes next, and not what something else has: "кофе с видом на море"."""
    near = takewhile(lambda word: word not in RULES["joined"], map(fold, WORD.findall(after)[:3]))
    return any(word in RULES["views"] for word in near)


def _is_light(mention: Mention) -> bool:
    """Whether it tells the time of day alone: "вечерний город", "the night city"."""
    return bool(mention.meanings) and {kind for kind, _ in mention.meanings} == {"light"}


def _named_before(text: str, begin: int, after: str) -> tuple[Mention, ...] | None:
    """What was named last before a word at `begin`, where that is looked at; it may be nothing that is drawn.

    None where it is not: "looks at it", but "смотрит на неё" only with nobody else whom that may be. It is as many, and
    of the gender, as the pronoun tells, and what is over something, or has it, goes before that: "дом с балконами".
    """
    at_it, at_one = _AT_IT.match(after), _AT_ONE.match(after)
    if not (at_it or at_one):
        return None
    told = [_of_hand(one) for one in parse(text[:begin]) if not is_people(one)]
    named = [one for one in told if one.tells(*_NAMED) or not one.meanings]
    if at_one:
        everybody = parse(text)
        others = RULES["he"] | RULES["she"]
        if sum(map(is_people, everybody)) != 1 or any(fold(one.text) in others for one in everybody):
            return None
        named = [one for one in named if one.meanings and _is_meant(one.text, at_one[1])]
    else:
        named = [one for one in named if not is_several(one.text)] or named
    heads = [one for one in named if not _is_joined(one, text[:begin])]
    return tuple((heads or named)[-1:]) or (() if at_it else None)


def _is_meant(text: str, pronoun: str) -> bool:
    """Whether a pronoun may be for what is called so, by number and gender."""
    several, told = pronoun in ("них", "them"), readings(text.rsplit(maxsplit=1)[-1])
    genders = {"femn"} if pronoun == "нее" else {"masc", "neut"}
    alike = several or any(one.gender in genders for one in told if one.part == "NOUN")
    return alike and is_several(text) == several


def _is_joined(mention: Mention, text: str) -> bool:
    """Whether what is named comes after a word for where or with what something else is: "над городом"."""
    [place] = places(text, [mention])
    before = WORD.findall(text[: place.start].lower()) if place else []
    near = dropwhile(lambda word: word in RULES["determiners"] or leads(word), reversed(before))
    return next(near, "") in (RULES["before"] | RULES["joined"]) - RULES["and"]


def _of_hand(mention: Mention) -> Mention:
    """The mention, where it tells of a card in a hand, as one of that card."""
    card: tuple[Meaning, ...] = (("object", "credit card"),)
    return mention._replace(meanings=card) if "holding a credit card" in mention.values("activity") else mention


def _next(text: str, end: int) -> str:
    """The word after a place."""
    found = WORD.search(text, end)
    return fold(found.group()) if found else ""


def faces(text: str) -> bool:
    """Whether something is said that one sees in faces: "улыбаются", "a happy family"."""
    return any(fold(word) in RULES["faces"] for word in WORD.findall(text))


def unseen(scene: Scene, seen: Regard) -> list[str]:
    """The words for looking and speaking at nothing that is there."""
    calls = scene.activity == "talking on a phone"
    if scene.looks_at:
        return []
    idle = seen.idle if scene.activity in IN_STEP and len(scene.people) > 1 else ()
    return [*idle, *(word for word in seen.words if not (calls and fold(word) in RULES["converse"]))]


def is_regard(mention: Mention) -> bool:
    """Whether it is a word for looking or speaking, of which `regarded` tells if it is seen, or for whom."""
    words = fold(mention.text).split()
    return words[0] in _REGARDING and not mention.tells("thing", "undrawn")
