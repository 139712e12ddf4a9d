"""Reads who and what is said to be on, in, under, over or around what: "кот на диване". Knows no picture."""

import re
from bisect import bisect
from collections.abc import Iterator, Sequence

from prompt_builder.lexicon import RULES, begins, written
from prompt_builder.mentions import Mention, is_people, is_quality
from prompt_builder.morphology import fold, readings
from prompt_builder.places import STOP, Span, bare, end_of_clause, leads, things_of
from prompt_builder.scene import ROOMS, Object, Person, Thing, Where, Whereabouts

_END, _ASIDE = re.compile(r"[.;:!?]"), re.compile(r"[,–—-]\s*$")
_CASES: dict[Where, str] = {"in": "loct", "on": "loct", "under": "ablt", "over": "ablt", "about": "gent",
                            "across": "accs"}  # fmt: skip
"""In which case Russian has what somebody is at: in another one they go there, or mean it."""
_NEAR = 2
"""How many adjectives there are before a thing at most."""


def placed(
    text: str, ordered: Sequence[tuple[Span, Mention]], shown: Sequence[Thing | Object]
) -> tuple[Whereabouts, ...]:
    """Where each of those shown is said to be in respect of another, with the words that say so.

    All that a clause names before may be there, or else what it names after. `ordered`: the mentions with their places.
    """
    ends = [mark.start() for mark in STOP.finditer(text)]
    clauses = [bisect(ends, place.start) for place, _ in ordered]
    found = []
    for told in written(*_CASES).finditer(text):
        how: Where = next(name for name in _CASES if fold(told[0]) in RULES[name])
        after = (i for i, (place, _) in enumerate(ordered) if place.start >= told.start() and place.end > told.end())
        at = next((i for i in after if _values(ordered[i][1])), None)
        if at is None:
            continue
        place, holder = ordered[at]
        if _is_shelter(holder) or not _is_next(text[told.end() : place.start], holder, _CASES[how]):
            continue
        meant = sorted(_values(holder), key=lambda value: value not in ROOMS)  # "в кухне-гостиной"
        thing = next((value for value in meant if value in shown), None)
        near = [one for (_, one), clause in zip(ordered, clauses, strict=True) if clause == clauses[at]]
        before = near.index(holder)
        sit = any(one.values("posture") for one in near[:before])  # "сидит в кресле с телефоном"
        told_of = _subjects(near[:before], shown) or ["people"] * sit or _subjects(near[before + 1 :], shown)
        told_of = told_of or ["people"] * (how == "across")
        subjects = tuple(one for one in dict.fromkeys(told_of) if one != thing)
        is_place = not holder.values("look") and not (holder.values("posture") and "people" in subjects)
        if thing and subjects and is_place:  # "on her first day of school" is no place
            found.append(Whereabouts(text[told.start() : place.end], how, subjects, thing))
    return (*found, *_contained(text, ordered, shown))


def opposite(text: str, ordered: Sequence[tuple[Span, Mention]], people: Sequence[Person]) -> str:
    """The words that say that several people are opposite each other, and not a place; empty if none do."""
    for told in written("opposite").finditer(text) if len(people) > 1 else ():
        last = end_of_clause(text, told.end())
        after = (one for (start, _), one in ordered if told.end() <= start < last)
        first = next((one for one in after if is_people(one) or not (_ways(one) or is_quality(one))), None)
        if first is None or is_people(first):
            return told[0]
    return ""


def _ways(one: Mention) -> bool:
    """Whether it is what somebody does, and not where."""
    return one.tells("activity", "posture", "use", "look", "stop", "number", "age")


def _contained(text: str, ordered: Sequence[tuple[Span, Mention]], shown: Sequence[str]) -> Iterator[Whereabouts]:
    """What is in a container that is named first: "сейф, внутри деньги", "a safe with money inside", "full of money".

    One that is only said to be open is told with nothing in it.
    """
    said = [*written("within it", "full of", "at its inside").finditer(text.replace("ё", "е").replace("Ё", "Е"))]
    opens = RULES["opens"] & {*shown}
    named = [(place, one) for place, one in ordered if is_people(one) or _values(one)] if said or opens else []
    for told in said:
        before = ((one, text[place.end : told.start()]) for place, one in named if place.end <= told.start())
        first = [one for one, between in before if not _END.search(between)]
        after = next(((place, one) for place, one in named if place.start >= told.end()), None)
        led = after is not None and leads(text[told.end() : after[0].start])
        last = fold(told[0]) in RULES["at its inside"] and not (led and _ASIDE.search(text[: told.start()]))
        if last and (len(first) < 2 or led):
            continue
        content = first[-1] if last else after and after[1]
        holders = _subjects(first[: -1 if last else None][::-1], shown)
        holder = next((one for one in holders if one in RULES["containers"]), None)
        subjects = tuple(one for one in _subjects([content] if content else (), shown) if one != holder)
        if holder and subjects:
            yield Whereabouts(told[0], "in", subjects, holder)
    if opens:
        yield from _opened(text, named, shown)


def _opened(text: str, named: Sequence[tuple[Span, Mention]], shown: Sequence[str]) -> Iterator[Whereabouts]:
    """What is in a thing that is open or opened: "открытый сейф с деньгами", "takes the money out of a safe"."""
    for told in written("opened", "opening").finditer(text.replace("ё", "е").replace("Ё", "Е")):
        last = end_of_clause(text, told.end())
        near = [one for one in named if told.end() < one[0].end <= last]
        first = 0 if fold(told[0]) in RULES["opened"] else 1  # what is taken out, or put in, comes before
        held = (at for at, (_, one) in enumerate(near[: first + 1]) if RULES["opens"] & {*_subjects([one], shown)})
        if (at := next(held, None)) is None:
            continue
        (place, holder), after = near[at], near[at + 1 : at + 2]
        joined = [one for span, one in after if fold(text[place.end : span.start]).strip() in RULES["joined"]]
        [opened, *_] = _subjects([holder], shown)
        inner = (one for one in _subjects([*(one for _, one in near[:at]), *joined], shown) if one != opened)
        yield Whereabouts(text[told.start() : place.end], "in", tuple(dict.fromkeys(inner)), opened)


def holding(told: Whereabouts) -> str:
    """The words that only say that something holds what is told, or is opened: "в нём", "full of", "открывает"."""
    if (verb := fold(told.words.split()[0])) in RULES["opening"]:
        return verb
    return told.words if fold(told.words) in RULES["within it"] | RULES["full of"] else ""


def _is_next(between: str, one: Mention, case: str) -> bool:
    """Whether a mention, in the right case, is what comes next after such a word, or begins with it."""
    told, before = readings(one.text.split()[-1]), bare(between)
    noun = not told or case in {known.case for known in told if known.part == "NOUN"}
    return noun and len(before.split()) <= _NEAR and leads(before)


def _is_shelter(one: Mention) -> bool:
    """Whether it is nothing under which one is: "под защитой"."""
    return any(begins(word, "sheltered") for word in fold(one.text).split())


def _values(one: Mention) -> list[str]:
    if deeds := one.values("activity"):
        return ["car"] if "driving" in deeds else []
    return things_of(one)


def _subjects(mentions: Sequence[Mention], shown: Sequence[Thing | Object]) -> list[str]:
    """Those of them who are people, and what of them is shown."""
    told = (["people"] if is_people(one) else _values(one) for one in mentions)
    return [value for values in told for value in values if value == "people" or value in shown]
