"""Tells whom words for people put nowhere: a thing is theirs or is called after them. Knows no first names."""

from collections.abc import Sequence

from prompt_builder.audience import unpeopled
from prompt_builder.identity import is_one
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import OWNER, Mention, is_known, is_people, text_at
from prompt_builder.morphology import QUALITIES, fold, part_of_speech, readings
from prompt_builder.names import lives
from prompt_builder.people import FAMILY
from prompt_builder.scene import TAKEN_OFF

_PRODUCTS = tuple(RULES["products"])
_SEEN: tuple[Kind, ...] = ("thing", "detail", "setting")
_SHOWING = RULES["theirs"] | RULES["events"]
"""What nobody has without being seen, or being there."""
TITLED = tuple(RULES["products"] | RULES["wares"])
"""How the words begin after which comes what a thing is called."""
_LAID = frozenset({"glasses", "sunglasses", "hat", "cap", "backpack", "headphones"})
"""What is a thing where it is only named, and nobody who has it on."""
_OF_SOMEBODY: tuple[Kind, ...] = ("activity", "posture", "whose")


def without_namesakes(found: list[Mention]) -> list[Mention]:
    """The mentions, where those after whom a thing or a day is named, and what nobody has on, bring nobody."""
    kept, peopled = list(found), any(map(is_people, found))
    for at, one in enumerate(found):
        if is_people(one) and _is_holiday(found, at):
            kept[at] = one._replace(meanings=())
        elif is_people(one) and _is_for(found, at) and (is_known(one.text) or not _is_of(found, at)):
            kept[at] = one._replace(audience=True)
        elif is_people(one) and _is_of(found, at):
            kept[at] = unpeopled(one)
        elif is_people(one) and (_owns(found, at) or _is_attribute(found, at)):
            kept[at] = one._replace(meanings=tuple(meant for meant in one.meanings if meant[0] == "workplace"))
        elif not peopled and one.values("look") and _lies(found, at):
            kept[at] = one._replace(meanings=tuple(meant for meant in one.meanings if meant[0] != "look"))
    return kept


def _owns(found: Sequence[Mention], at: int) -> bool:
    """Whether these are only whose a thing is: "kids' bedroom", but not "a woman's hand"."""
    near = found[at + 1 : at + 3]
    told = readings(found[at].text)
    russian = bool(told) and all(one.part == "ADJF" and one.lemma.endswith("ин") for one in told)
    if not near or not (russian or OWNER.fullmatch(found[at].text)):
        return False
    return not any(
        is_people(one)
        or fold(one.text) in RULES["theirs"]
        or (one.text.endswith("ing") and fold(one.text) not in RULES["made"])
        for one in near
    )


def _is_of(found: Sequence[Mention], at: int) -> bool:
    """Whether these are only whose a thing or a right is, or of stone: "стол врача", "statue of a man"."""
    head = _noun_before(found, at)
    told = [(one.case, one.number) for one in readings(found[at].text.split()[-1]) if one.part == "NOUN"]
    cases = {case for case, _ in told}
    if head is not None and fold(found[head].text) in RULES["likeness"]:
        return "gent" in cases or "nomn" not in cases
    if head is None or "gent" not in cases or ("nomn", "sing") in told or FAMILY in found[at].values("people"):
        return False
    thing = found[head]
    parts = [(one.part, one.alive) for one in readings(thing.text.split()[-1])][:1]
    if (
        parts != [("NOUN", False)]
        or is_people(thing)
        or thing.values("picture")
        or not _SHOWING.isdisjoint(fold(thing.text).split())
    ):
        return False
    placed = fold(text_at(found, max(head - 1, 0))) in RULES["before"]
    if ("nomn", "plur") in told and (placed or lives(fold(text_at(found, at + 1)))):  # "на диване подруги"
        return False
    return not is_known(found[at].text) or (any(map(thing.values, _SEEN)) and not thing.values("object"))


def _is_for(found: Sequence[Mention], at: int) -> bool:
    """Whether these are for whom a product is: "кредит аграриям"."""
    head = _noun_before(found, at)
    number = "sing" if is_one(found[at]) else "plur"
    cases = {one.case for one in readings(found[at].text.split()[-1]) if one.number == number}
    if head is None or "nomn" in cases or cases.isdisjoint(("gent", "datv")):
        return False
    product = fold(found[head].text).startswith(_PRODUCTS) or (bool(found[head].values("object")) and "gent" in cases)
    acting = any(part_of_speech(one.text) == "VERB" for one in found[:head])
    return product and not acting and "nomn" in {one.case for one in readings(found[head].text, guess=True)}


def _noun_before(found: Sequence[Mention], at: int) -> int | None:
    """The place of the noun that people are told of by their case, or by an "of" in English."""
    joined = of = False
    for place in range(at - 1, -1, -1):
        one = found[place]
        of, joined = of or bool(one.values("of")), joined or fold(one.text) in RULES["and"]
        english = one.text.isascii() and bool(one.values("stop") or one.values("of"))
        quality = part_of_speech(one.text) in QUALITIES or bool(one.values("age"))
        if fold(one.text) in RULES["and"] and not is_people(found[place - 1]):
            return None
        if not (english or quality or fold(one.text) in RULES["and"] or (joined and is_people(one))):
            return place if of or not one.text.isascii() else None
    return None


def _is_attribute(found: Sequence[Mention], at: int) -> bool:
    """Whether an English word for people only says what kind of thing the next is, or what it is called."""
    words = fold(text_at(found, at + 1)).split()
    kinds = RULES["banking"] | (frozenset() if found[at].values("people") == (FAMILY,) else RULES["kinds"])
    called = not at or found[at - 1].text.isascii() or not fold(found[at - 1].text).startswith(TITLED)
    kind = not kinds.isdisjoint(words[:1] + words[-1:]) and RULES["before"].isdisjoint(words[:1])
    return found[at].text.isascii() and (kind or not called)


def _is_holiday(found: Sequence[Mention], at: int) -> bool:
    """Whether a day of the calendar is named after them: "День матери", but not "обычный день пенсионера"."""
    day = next((i for i in (at - 1, at - 2) if i >= 0 and fold(found[i].text) in RULES["holiday"]), -1)
    before = fold(found[day - 1].text) if day > 0 else ""
    usual = part_of_speech(before) == "ADJF" and not before.startswith(tuple(RULES["official"]))
    return day >= 0 and not usual and fold(found[at - 1].text) not in RULES["events"]


def _lies(found: Sequence[Mention], at: int) -> bool:
    """Whether what people may have on is somewhere by itself, or on a thing: "очки на газете", "кот в очках"."""
    if not set(found[at].values("look")) & set(TAKEN_OFF) or any(one.values("with") for one in found[:at]):
        return False
    worn = next((i for i, one in enumerate(found[:at]) if fold(one.text) in RULES["worn"]), -1)
    if worn > 0 and found[worn - 1].values("thing"):
        return True
    place = [word for one in found[at + 1 : at + 4] for word in fold(one.text).split()]
    if worn >= 0 or RULES["bodies"] & set(place):
        return False
    acting = any(any(map(one.values, _OF_SOMEBODY)) or lives(fold(one.text)) for one in found)
    listed = bool(_LAID & set(found[at].values("look"))) and not acting
    return listed or (place[:1] != [] and place[0] in RULES["places"])
