"""Tells whom words for people put nowhere: a thing is theirs or is called after them. Knows no first names."""

from collections.abc import Sequence

from prompt_builder.lexicon import RULES, Kind
from prompt_builder.mentions import OWNER, Mention, is_known, is_people, text_at
from prompt_builder.morphology import fold, readings
from prompt_builder.names import lives
from prompt_builder.people import FAMILY
from prompt_builder.scene import TAKEN_OFF

TITLED = tuple(RULES["products"] | RULES["wares"])
"""How the words begin after which comes what a thing is called."""
_LAID = frozenset({"glasses", "sunglasses", "hat", "cap", "backpack", "headphones"})
"""What is a thing where it is only named, and nobody who has it on."""
_OF_SOMEBODY: tuple[Kind, ...] = ("activity", "posture", "whose")


def without_namesakes(found: list[Mention]) -> list[Mention]:
    """The mentions, where those after whom a thing or a day is named, and what nobody has on, bring nobody."""
    kept, peopled = list(found), any(map(is_people, found))
    for at, one in enumerate(found):
        if is_people(one) and (_is_holiday(found, at) or _is_likeness(found, at) or _is_of(found, at)):
            kept[at] = one._replace(meanings=())
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
    """Whether somebody known by an ending alone is only whose a thing or a right is: "паспорт иностранца"."""
    told = [one for one in readings(found[at].text) if one.part == "NOUN"]
    if (
        is_known(found[at].text)
        or "gent" not in {one.case for one in told}
        or ("nomn", "sing") in {one[2:4] for one in told}
    ):
        return False
    before = next((one for one in found[:at][::-1] if [told.part for told in readings(one.text)][:1] != ["ADJF"]), None)
    if before is None or is_people(before) or before.values("picture") or fold(before.text) in RULES["theirs"]:
        return False
    return [(one.part, one.alive) for one in readings(before.text.split()[-1])][:1] == [("NOUN", False)]


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
    """Whether an English word for people only says what kind of thing the next is, or what it is called."""
    words = fold(text_at(found, at + 1)).split()
    kinds = RULES["banking"] | (frozenset() if found[at].values("people") == (FAMILY,) else RULES["kinds"])
    called = not at or found[at - 1].text.isascii() or not fold(found[at - 1].text).startswith(TITLED)
    kind = not kinds.isdisjoint(words[:1] + words[-1:]) and RULES["before"].isdisjoint(words[:1])
    return found[at].text.isascii() and (kind or not called)


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
