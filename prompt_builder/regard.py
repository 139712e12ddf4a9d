"""Reads what is in people's hands and on their screens ("holding a gift"). Knows no picture."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import get_args

from prompt_builder.ages import INFANT
from prompt_builder.animals import in_arms
from prompt_builder.defaults import IMPLIED, SHOWS, WAITERS, used_as
from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import OWNER, Mention, is_people, values_of
from prompt_builder.morphology import finite, fold, readings
from prompt_builder.nouns import cash
from prompt_builder.parser import parse
from prompt_builder.scene import (
    CARRIED,
    GESTURES,
    PHONES,
    ROOMS,
    UPRIGHT,
    Look,
    Object,
    Person,
    Posture,
    Scene,
    Thing,
    serve_others,
)  # fmt: skip
from prompt_builder.screens import PART, SCREENS, displayed, in_a_phone

IN_HAND: tuple[Thing, ...] = (
    "signature", "model house", "keys", "wallet", "calculator", "documents", "banknotes", "coins",
)  # fmt: skip
"""What is large in a hand where nobody is named but a hand."""
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")
_BUNCH = written("bunch")

ON_SCREENS: frozenset[Thing] = frozenset(("QR code", "laptop", "banking app", "app on a phone"))
_HANDLED = frozenset((*IMPLIED, "pram", "shopping cart"))
"""What is in somebody's hands who does something with it."""
_SHOWN_AS: dict[str, Thing] = {"moving boxes": "parcel", "coins": "banknotes", "wallet": "banknotes"}
"""What else is in the hand that has such a thing by its word, where that is nowhere: a courier's box, cash."""
_NEAR = 8
"""Within how many words what is held is named after that word."""
_PARTING = re.compile(r"[,.;:!?—]")


def borne(mention: Mention, people: Sequence[Person]) -> Iterator[Look]:
    """The looks of whoever has what it names in the hand: a flask, of a scientist."""
    worn = (look for one in people for look in one.looks)
    looks = [look for look in worn if look in mention.values("detail") or look in mention.values("look")]
    if looks and {fold(mention.text), *(one.lemma for one in readings(mention.text.split()[-1]))} & RULES["attributes"]:
        yield from looks


def bear(people: Sequence[Person], mentions: Sequence[Mention]) -> bool:
    """Whether anything is named that is in somebody's hand by how they look."""
    return any(True for one in mentions for _ in borne(one, people))


def parts(thing: Thing | Object) -> tuple[Thing, ...]:
    """What is seen in a thing."""
    return SHOWS.get(thing, ())


def at_work(somebody: Person) -> bool:
    """Whether this one serves others, as was said or the clothes tell."""
    return somebody.serves or not {"courier", *WAITERS}.isdisjoint(somebody.looks)


def gripped(
    text: str, things: Sequence[Thing], people: Sequence[Person], how: Collection[Posture]
) -> tuple[Thing | Object, ...]:
    """Those of the things that are said to be in somebody's hand: after a word for holding, or beside the hand.

    A terminal is in the hand of who brings it or serves, for others to pay at; it is then before those who pay at a
    table.
    """
    theirs = {thing for one in filter(at_work, people) for thing in one.things}
    told: set[str] = {"payment terminal"} & {*things} & theirs
    told -= _done(text) if "at a table" in how and any(one.uses and not at_work(one) for one in people) else set()
    for found in WORD.finditer(text):
        if finite(fold(found.group())) in RULES["holds"] and not _touches(near(text, found.start())):
            after = [one for one in near(text, found.end()) if not is_hand(one)][:1]
            told.update(value for one in after for value in _things(one))
    told |= _of_clauses(text, things) | ({"flowers"} if _BUNCH.search(text) else set())
    told |= {"documents"} if "newspaper" in _done(text) and "book" not in things else set()  # which are read as well
    for screen in displayed(text, things):  # of what is in the hand
        told = told - {*screen.subjects} | ({screen.thing} if told & {*screen.subjects} else set())
    told |= {shown for one, shown in _SHOWN_AS.items() if one in told and one not in things}
    known: tuple[Thing | Object, ...] = (*things, *(("credit card",) if len(people) == 1 else ()))
    return tuple(thing for one in known for thing in (one, *parts(one)) if thing in told and thing not in ROOMS)


def holds(thing: Thing, text: str, things: Sequence[Thing], people: Sequence[Person]) -> bool:
    """Whether one of the things is said to be in somebody's hand, at a table or not."""
    return thing in things and thing in gripped(text, things, people, ())


def near(text: str, start: int, words: int = _NEAR) -> Sequence[Mention]:
    """What is named in the few words from a place."""
    return parse(" ".join(text[start:].split()[:words]))


def rest_of(text: str, start: int, part: re.Pattern[str] = PART) -> str:
    """What follows from a place on in the same part of a sentence."""
    found = part.match(text, start)
    return found[0] if found else ""


def _touches(mentions: Sequence[Mention]) -> bool:
    """Whether the first of them says that a hand holds a hand, and no thing."""
    return "holding hands" in values_of(mentions[:1], "activity")


def _of_clauses(text: str, things: Sequence[Thing]) -> set[str]:
    """What is in hands by the clauses that say so, if any does alone: "an airport, in his hand a suitcase"."""
    mentions = cash(parse(text))
    clauses = (cash(parse(clause)) for clause in _PARTING.split(text)) if any(map(is_hand, mentions)) else ()
    return set().union(*(_in_hands(clause, things) for clause in clauses)) or _in_hands(mentions, things)


def _in_hands(mentions: Sequence[Mention], things: Sequence[Thing]) -> set[str]:
    """What of the things is named next to a hand, but for whose it is and what that does: "wallet in a man's hand"."""
    mentions, told = [one for one in mentions if not one.values("whose")], in_arms(mentions)
    for at, one in enumerate(mentions):
        if {*fold(one.text).split()} & RULES["hands"]:  # "phone in hand" is named in one
            told.update(one.values("thing"))
        if is_hand(one):
            before, after = mentions[max(at - 2, 0) : at], mentions[at + 1 : at + 3]
            before = before[:-1] if before and OWNER.fullmatch(before[-1].text) else before
            after = after[1:] if after and after[0].values("use") else after
            plain = before[1:] and not ({*_things(before[-1])} & {*things, *get_args(Object)} or is_people(before[-1]))
            before = before[:-1] if plain else before  # "корзина овощей"
            told.update(next(filter(None, map(_things, (*before[-1:], *after[:1]))), ()))
    return told


def _things(mention: Mention) -> tuple[str, ...]:
    return mention.values("thing") or mention.values("object")


def on_screen(people: Sequence[Person], things: tuple[Thing, ...], text: str) -> tuple[Thing, ...]:
    """The things, where who looks at an app has the phone in the hand that shows it.

    So has whoever is said to have something on its screen, an app in the phone or an app beside it, or to pay in an
    app, a hand that alone is named, and whoever pays by phone at a terminal or till where nobody is named.
    """
    words, shown = _words(text), displayed(text, things)
    if people and "laptop" in {one.thing for one in shown}:
        return tuple(one for one in things if one != "growth chart")  # which every laptop has on its screen
    if not (SCREENS & {*things} or shown):
        return things
    apps = {"banking app", *(PHONES if words & RULES["screens"] else ())} & {*things}
    seen = (people and apps and words & RULES["regard"]) or any(one.thing == "app on a phone" for one in shown)
    paid = pays_alone(None, things) or ("till" in things and _done(text))
    alone = not people and (words & RULES["hands"] or paid)
    mine = people and "banking app" in things and ("phone" in things or ON_SCREENS & _done(text))
    if not (seen or mine or ("phone" in things and (alone or in_a_phone(text)))):
        return things
    apart = {*parts("app on a phone"), "app on a phone"} - {subject for one in shown[:1] for subject in one.subjects}
    return "app on a phone", *(one for one in things if one not in apart)


def _words(text: str) -> set[str]:
    return {fold(found.group()) for found in WORD.finditer(text)}


def _done(text: str) -> set[str]:
    """With what something is said to be done, or at what it is paid."""
    return {value for one in parse(text) for value in (*one.values("use"), *paid_at(one))}


def paid_at(mention: Mention) -> tuple[str, ...]:
    """At what is paid where payment is spoken of: "оплата по QR-коду", "payment at a terminal"."""
    return tuple(one for one in mention.values("detail") if one in ("QR code", "payment terminal"))


def pays(mentions: Sequence[Mention], asked: Collection[Thing]) -> bool:
    """Whether it is paid with a card or a phone that a terminal takes, and not on a screen."""
    if ON_SCREENS & {*asked} or not ("phone" in asked or "credit card" in values_of(mentions, "object")):
        return False
    return any({"QR code", "payment terminal"} <= {*one.values("use"), *paid_at(one)} for one in mentions)


def in_a_hand(
    subject: Object | None, mentions: Sequence[Mention], things: Sequence[Thing]
) -> tuple[Thing | Object, ...]:
    """What is large in a hand where nobody else is named: such a thing, or the card that is the subject or pays."""
    by_phone, told = {*PHONES} & {*things}, _in_hands(mentions, things)
    told |= {"keys"} if hands_alone(mentions) else set()
    if held := next((one for one in IN_HAND if one in told and one in things), None):
        return (held,)
    alone = any(map(is_hand, mentions)) or (pays_alone(subject, things) and not deserted(mentions))
    return ("credit card",) if subject == "credit card" and not by_phone and alone else ()


def close(subject: Object | None, mentions: Sequence[Mention], things: Sequence[Thing]) -> bool:
    """Whether things are seen from near, where nobody is named: that is said, or a hand pays at a terminal."""
    return pays_alone(subject, things) or any(is_from_near(one) and not is_hand(one) for one in mentions)


def pays_alone(subject: Object | None, things: Collection[Thing]) -> bool:
    """Whether a hand has the card or the phone at the terminal that is there."""
    return "payment terminal" in things and bool(subject == "credit card" or {*PHONES} & {*things})


def deserted(mentions: Sequence[Mention]) -> bool:
    """Whether it is said that nobody is there, and no hand is named."""
    return bool(values_of(mentions, "nobody")) and not any(map(is_hand, mentions))


def beside_a_phone(mentions: Sequence[Mention]) -> bool:
    """Whether a card is named that is not on the screen of a phone."""
    words = {word for one in mentions for word in fold(one.text).split()}
    return not words & RULES["screens"] and "credit card" in values_of(mentions, "object")


def hands_alone(mentions: Sequence[Mention]) -> bool:
    """Whether keys are handed over or held, and no more is to be seen of those who do that than their hands."""
    deeds = values_of(mentions, "activity")
    gives = "handing over keys" in deeds or ("holding keys" in deeds and any(map(is_hand, mentions)))
    return gives and not any(map(is_people, mentions)) and any(map(is_from_near, mentions))


def by_hands(scene: Scene) -> tuple[str, ...]:
    """What hands do that are alone, or that hold a child while people do something else, as activities are called."""
    if scene.people:
        ages = CARRIED[scene.carried] if scene.carried else range(INFANT + 1)
        how = scene.carried or "carrying in arms"
        carried = (how,) if any(one.age in ages for one in scene.people) else ()
        return (
            *carried,
            *filter(GESTURES.__contains__, scene.manner),
            *(("holding a credit card",) if "credit card" in scene.in_hand else ()),
            *(("consulting",) if "at a counter" in scene.manner and serve_others(scene.people) else ()),
        )
    return tuple(f"{deed} {one}" for one in scene.in_hand for deed in ("holding a", "holding", "handing over"))


def handled(scene: Scene) -> tuple[str, ...]:
    """With what something is seen done: what somebody uses, or all where one is in a hand, and what each has.

    What has a bow is given.
    """
    used = used_as(scene.use[1]) if scene.use else (*scene.things, "gift") if scene.in_hand else ()
    given = ("gift",) if "bow" in scene.things else ()
    return *used, *given, *(thing for one in scene.people for thing in one.things if thing in _HANDLED)


def is_in_hand(mention: Mention, scene: Scene) -> bool:
    """Whether it is only a hand and something is seen in one, or that, or how near what is alone is, which is large."""
    if {*mention.values("object")} & {*scene.in_hand}:
        return True
    if finite(fold(mention.text)) in RULES["holds"]:
        return bool(scene.in_hand)
    held = scene.in_hand or scene.activity in ("holding keys", "holding a credit card", *UPRIGHT)
    if is_hand(mention):
        return bool(held) or (not scene.people and "app on a phone" in scene.things)
    alone = scene.object == "credit card" or ((scene.object is None or scene.close) and scene.things)
    return is_from_near(mention) and not scene.people and bool(held or alone)


def is_from_near(mention: Mention) -> bool:
    """Whether it only says that something is to be seen from near, or in a hand."""
    return is_hand(mention) or (not mention.meanings and fold(mention.text) in RULES["from near"])


def is_hand(mention: Mention) -> bool:
    """Whether it is only the hand in which something is."""
    return fold(mention.text) in RULES["hands"] and {kind for kind, _ in mention.meanings} <= {"detail"}
