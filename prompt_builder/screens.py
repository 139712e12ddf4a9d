"""Reads what is on the screen of a phone, a tablet or a laptop ("QR-код на экране"). Knows no picture."""

import re
from collections.abc import Iterator, Sequence

from prompt_builder.defaults import SCREENED, SHOWS
from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import Mention, cases, values_of
from prompt_builder.morphology import fold
from prompt_builder.parser import parse
from prompt_builder.places import bare, things_of
from prompt_builder.scene import PHONES, Thing, Whereabouts

PART = re.compile(r"[^,.;:!?]*")
"""What a sentence has up to the next comma."""
SCREENS: frozenset[Thing] = frozenset((*PHONES, "banking app"))
_APPS = frozenset(("app on a phone", "banking app"))
_LARGER: tuple[Thing, ...] = ("tablet", "laptop")
_NEAR = 2
"""How many words apart things are on one screen, at most."""
_CASH_BY_CODE: frozenset[Thing] = frozenset(("QR code", "ATM"))


def displayed(text: str, things: Sequence[Thing]) -> tuple[Whereabouts, ...]:
    """What is said to be on a screen, or in an app, or a code with a phone in whose clause nobody scans it.

    A code by which cash is drawn at a machine is on a phone, too.
    """
    if {*things} >= _CASH_BY_CODE:
        return (Whereabouts("QR code", "in", ("QR code",), "app on a phone"),)
    larger = next((one for one in _LARGER if one in things), None)
    device: Thing | None = "app on a phone" if SCREENS & {*things} else larger
    for clause in filter(None, PART.findall(text) if device else ()):
        if device and (shown := _shown(clause, {*SCREENS} if device == "app on a phone" else {device})):
            rest = [one for one in _beside(clause, shown[0]) if {*one[1:]}.isdisjoint((*things, *shown))]
            more = (Whereabouts(words, "in", (other,), device) for words, other in rest)
            return (Whereabouts(shown[0], "in", shown, device), *more)
    return ()


def _beside(clause: str, main: str) -> Iterator[tuple[str, str]]:
    """What else a clause says to be on a screen, right beside what is shown there, as written and as it is called."""
    told = parse(clause)
    places = [at for at, one in enumerate(told) if main in _seen(one)]
    if places and any({*fold(one.text).split()} & RULES["screens"] for one in told):
        near = (one for at, one in enumerate(told) if 0 < abs(at - places[0]) <= _NEAR)
        yield from ((one.text, seen) for one in near for seen in [*_seen(one)][:1])


def _shown(clause: str, devices: set[Thing]) -> tuple[str, ...]:
    """What a clause says that any of the devices shows, and a tick with it."""
    main = _main(clause, devices)
    if main != "tick":
        ticks = main and not RULES["ticks"].isdisjoint(fold(clause).split())
        return (*([main] if main else ()), *(["tick"] if ticks else ()))
    return (*(seen for _, seen in [*_beside(clause, main)][:1]), main)


def _main(clause: str, devices: set[Thing]) -> str | None:
    """What of it is next to the word for the screen, if any is told."""
    told = parse(clause)
    screens = [at for at, one in enumerate(told) if {*fold(one.text).split()} & RULES["screens"]]
    if screens:
        known = ((abs(at - screens[0]), at > screens[0], one) for at, each in enumerate(told) for one in _seen(each))
        return min(known, default=(0, False, None))[2]
    named = {*values_of(told, "thing")}
    if named >= {"QR code"} and named & {*PHONES} and not any(one.values("use") for one in told):
        return "QR code"
    return next(_related(clause, told, devices), None)


def _related(clause: str, told: Sequence[Mention], devices: set[Thing]) -> Iterator[str]:
    """What is in one of the devices, what that is with, and what it shows: "график в телефоне", "app with a chart"."""
    if in_a_phone(clause, devices):
        yield from (seen for one in told for seen in _seen(one))
    for found in written("joined", "displays").finditer(clause):
        before, rest = parse(clause[: found.start()])[-1:], clause[found.end() :]
        after = [] if {*rest.split()[:1]} & RULES["on"] else parse(rest)  # "показывает на дом"
        held = {"credit card"} if not any(_APPS & {*one.values("thing")} for one in before) else set()
        if any(devices & {*one.values("thing")} for one in before):
            yield from (seen for one in after[:1] for seen in _seen(one) if seen not in held)


def _seen(one: Mention) -> Iterator[str]:
    """What of it a screen may show, first of which kind it is: a tick, too."""
    yield from (seen for seen in reversed(things_of(one)) if one.values("design") or seen in SCREENED)
    yield from ("tick" for word in fold(one.text).split() if word in RULES["ticks"])


def in_a_phone(text: str, devices: Sequence[Thing] | set[Thing] = PHONES) -> bool:
    """Whether what a phone shows is said to be in it or on it: "график в телефоне"."""
    screened = {*SCREENED, *SHOWS["app on a phone"]} - SCREENS
    told = parse(text)
    shown = any(screened & {*things_of(one)} or "app on a phone" in one.values("detail") for one in told)
    for found in written("in", "on").finditer(text) if shown else ():
        first = parse(bare(text[found.end() :]))[:1]
        if any({*devices} & {*one.values("thing")} and cases(one) & {"loct", ""} for one in first):
            return True
    return False
