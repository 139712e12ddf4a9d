"""Who is in a car, and whether anybody drives it: "в машине", "за рулём", "a driver who leans on his taxi"."""

import re
from collections.abc import Sequence
from typing import get_args

from prompt_builder.ages import CHILDREN, MINORS
from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import Meaning, Mention, is_people, values_of
from prompt_builder.morphology import fold, readings
from prompt_builder.people import FAMILY, known_terms
from prompt_builder.scene import Design, Object, Person, Thing, Tint

_OUT_OF = r" (?:из|from|out of) (?:(?!at\b|on\b|to\b)[\w-]+ ){0,3}"
_OWNERS = "(?:них|нее|неё|него|нас|меня|вас|тебя)"
_AWAITING = f"({'|'.join(sorted(RULES['for a car'] | RULES['getting aboard'], key=len, reverse=True))})"
_WAVES: tuple[Meaning, ...] = ("activity", "driving"), ("posture", "waving")
_WOMEN = {"girl": "young woman", "girls": "young women"}
_ON_CHARGE, _PUTS = re.compile(r"\bна зарядк[еу]\b", re.IGNORECASE), re.compile("(?:по)?став")
_STANDING = Mention("standing", (("activity", "standing"), ("stop", "again")))


def aboard(mention: Mention) -> bool:
    """Whether who is "in the car" or in a seat of it need not be who drives it."""
    seat = "child seat" in mention.values("thing") or "car" in mention.values("object")
    return seat or fold(mention.text).split()[0] in RULES["inside"]


def parked(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where nobody drives who stands beside the car, or is at a child's seat and not at the wheel.

    Who is in a car of some colour or kind is in it as well: "в белом кабриолете".
    """
    if not (values_of(mentions, "object") or "driving" in values_of(mentions, "activity")):
        return mentions
    mentions = _charged(mentions, text)
    if "car" not in values_of(mentions, "object") and any(map(_is_other_ride, mentions)):
        drives: Meaning = ("activity", "driving")
        skis: dict[Meaning, Meaning] = (
            {drives: ("activity", "skiing")} if "skiing" in values_of(mentions, "activity") else {}
        )
        left = [[skis.get(known, known) for known in one.meanings if skis or known != drives] for one in mentions]
        return [one._replace(meanings=tuple(known)) for one, known in zip(mentions, left, strict=True)]
    known = [_boarded(one, text) for one in mentions]
    if known != [*mentions]:  # who drives waves
        known = [one._replace(meanings=_WAVES) if "waving" in one.values("activity") else one for one in known]
    after = [*known[1:], *known[:1]]
    mentions = [_painted(one, car, text) if "driving" in car.values("activity") else one
                for one, car in zip(known, after, strict=True)]  # fmt: skip
    rides = [one for one in mentions if "driving" in one.values("activity")]
    drivers = all(one.values("people") or fold(one.text) in RULES["drivers"] for one in rides)
    mentions, awaited = _awaited(mentions, text)
    told = written("at the boot", *(("at a car",) if drivers else ())).search(text)
    steers = any(fold(one.text) in RULES["at the wheel"] for one in rides)
    beside = awaited or told or (not steers and any(_at(one, text) for one in mentions))
    if beside and not rides:  # nor does anybody by chance
        there = any(one.values("object") for one in mentions) and any(map(is_people, mentions))
        return [*mentions, _STANDING] if there else mentions
    seat = "child seat" in values_of(mentions, "thing")
    if not beside and not (seat and all(map(aboard, rides)) and _with_a_child(mentions)):
        return mentions
    ways: dict[Meaning, Meaning] = {("activity", "driving"): ("activity", "standing")}
    return [one._replace(meanings=tuple(ways.get(meaning, meaning) for meaning in one.meanings)) for one in mentions]


def grown(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where who is called a girl and drives is a young woman: "a girl in sunglasses at the wheel".

    So she is where no age tells else, and nobody is there who is young, or old enough to be her parent.
    """
    drives = next((at for at, one in enumerate(mentions) if "driving" in one.values("activity")), -1)
    those = [at for at, one in enumerate(mentions) if is_people(one)]
    girls = [at for at in those if fold(mentions[at].text) in _WOMEN and not mentions[at].aged]
    others = known_terms([name for at in those if at not in girls for name in mentions[at].values("people")])
    led = bool(girls) and (girls[0] < drives or fold(mentions[drives].text) in RULES["at the wheel"])
    if drives < 0 or not led or any(one.groups[0] in MINORS or one.relation not in (None, "same") for one in others):
        return mentions
    names = [_WOMEN[fold(one.text)] if at in girls else "" for at, one in enumerate(mentions)]
    return [
        one.without("people").also("people", name) if name else one for one, name in zip(mentions, names, strict=True)
    ]


def _charged(mentions: Sequence[Mention], text: str) -> Sequence[Mention]:
    """The mentions, where a car is put on charge, and nobody does exercises: "ставит электрокар на зарядку"."""
    if not ("car" in values_of(mentions, "object") and _ON_CHARGE.search(text)):
        return mentions
    told = [
        one.without("activity").also("thing", "charger") if fold(one.text).startswith("зарядк") else one
        for one in mentions
    ]
    return [one.also("use", "charger") if not one.meanings and _PUTS.match(fold(one.text)) else one for one in told]


def _is_other_ride(mention: Mention) -> bool:
    """Whether it is something that people ride and that is no car: "едут на самокате", "by train", "едет на лыжах"."""
    if "skiing" in mention.values("activity"):
        return True
    words = {word for text in mention.text.split() for word in (fold(text), *(one.lemma for one in readings(text)))}
    return not mention.meanings and not words.isdisjoint(RULES["other rides"])


def _awaited(mentions: Sequence[Mention], text: str) -> tuple[Sequence[Mention], bool]:
    """The mentions, where who waits for a car or calls one stands, and whether anybody does or gets in or out."""
    plain = text.casefold().replace("ё", "е")
    cars = "|".join(re.escape(fold(one.text).split()[-1]) for one in mentions if "car" in one.values("object"))
    outside = rf"\b{_AWAITING}\s+(?:(?!(?:{'|'.join(RULES['inside'])})\b)[\w-]+\s+){{0,3}}(?:{cars})\b"
    told = {verb.split()[0] for verb in re.findall(outside, plain)} if cars else set()
    waits = {verb.split()[0] for verb in RULES["for a car"]} & told
    known = (_STANDING._replace(text=one.text) if fold(one.text) in waits else one for one in mentions)
    return tuple(known), bool(told)


def _at(one: Mention, text: str) -> bool:
    """Whether it is a car that somebody is said to be at: "у новой машины"."""
    beside = rf"\bу (?!{_OWNERS}\b)(?:[\w-]+ ){{0,3}}{re.escape(one.text)}\b"
    return "car" in one.values("object") and re.search(beside, text, re.IGNORECASE) is not None


def _painted(one: Mention, car: Mention, text: str) -> Mention:
    """The mention, where it is a colour that is said of the car right after it: "в белом" is then no clothes."""
    if "car" not in car.values("object") or f"{one.text} {car.text}" not in text:
        return one
    tints = [look.split()[0] for look in one.values("look") if look.split()[0] in get_args(Tint)]
    return one.without("look").also("tint", *tints) if tints else one


def _boarded(one: Mention, text: str) -> Mention:
    """The mention of a car, which is driven if words put somebody in it: "в белом кабриолете", "машет из такси"."""
    if "car" not in one.values("object") or one.tells("activity", "thing"):
        return one
    kinds, word = one.values("design"), one.text.split()[-1]
    open_ = word.isascii() and bool({"convertible", "taxi"} & {*kinds})
    at = open_ or (not word.isascii() and any(told.case == "loct" for told in readings(word)))
    car = re.escape(one.text)
    inside = rf"\b({'|'.join(RULES['inside'])})\s+([\w-]+\s+){{1,3}}{car}\b"
    whence = word.isascii() or any(told.case == "gent" for told in readings(word))
    outward = rf"\b({'|'.join(RULES['outward'])})\b( (?!из\b|from\b)\w+){{0,3}}{_OUT_OF}{car}\b"
    if not ((at and re.search(inside, text, re.IGNORECASE)) or (whence and re.search(outward, text, re.IGNORECASE))):
        return one
    return one.also("activity", "driving")


def _with_a_child(mentions: Sequence[Mention]) -> bool:
    """Whether a child is named."""
    names = [one.values("people") for one in mentions if one.values("people")]
    first = [term.groups[0] for told in names for term in known_terms(told)[:1]]
    return any(FAMILY in told for told in names) or bool({*first} & {*CHILDREN})


def seated(
    things: Sequence[Thing], subject: Object | None, design: Design | None, people: Sequence[Person],
    mentions: Sequence[Mention],
) -> tuple[Thing, ...]:  # fmt: skip
    """The things, and the inside of the car where a child is in a seat there and who is with it does not drive.

    So is it where nobody is named at the wheel, or people behind or belted, of a car of no kind or colour; who charges
    it shows it whole.
    """
    ages, roofed = {one.age_group for one in people}, design in (None, "SUV", "minivan", "sedan", "hatchback")
    driven = "driving" in values_of(mentions, "activity")
    whole = driven or {"charger", "fuel pump"} & {*things}
    shown = subject == "car" and roofed and "child seat" in things and not whole
    inside = shown and bool(ages & {*CHILDREN})
    steers = any(fold(one.text) in RULES["at the wheel"] for one in mentions)
    belted = any(fold(one.text) in RULES["belted"] for one in mentions)
    plain = subject == "car" and not (design or any(one.values("tint") for one in mentions))
    inside = inside or (plain and (belted and driven if people else steers))
    asked = (fold(one.text) for one in mentions if "car interior" in one.values("thing"))
    apart = subject != "car" and all(text in RULES["from inside"] for text in asked)
    left = (one for one in things if not (apart and one == "car interior"))
    return tuple(dict.fromkeys((*left, *(("car interior",) if inside else ()))))


def beheld(things: tuple[Thing, ...]) -> tuple[Thing, ...]:
    """What one looks at of the things: in a car that is shown from inside no child's seat, but who is in it."""
    return tuple(one for one in things if one != "child seat" or "car interior" not in things)
