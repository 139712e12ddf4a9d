"""Reads which colours things are said to have: "красный чемодан". Knows no inks."""

import re
from collections.abc import Sequence
from typing import NamedTuple, get_args

from prompt_builder.defaults import table
from prompt_builder.lexicon import GARMENTS, HUES, RULES
from prompt_builder.mentions import Mention, among, is_people, is_quality, scan, stems, tells_deed
from prompt_builder.morphology import fold
from prompt_builder.names import lives
from prompt_builder.places import Span, leads, places
from prompt_builder.scene import Accent, Look, Object, Thing, Tint
from prompt_builder.seeded import pick

_BETWEEN = 3
"""Words between a colour and what it is said of at most."""
_BARE = {"accent", "tint"}
_TONES = frozenset(look for look in get_args(Look) if look.rpartition(" ")[2] in {"clothes", *GARMENTS.values()})
_PRINTS = frozenset(table("alike")["print"])
_SOME = RULES["one"] | RULES["others"] | RULES["both"]
"""Which of several something is said of, where they were named before: "one in red, the other in blue"."""
_BAG = re.compile("сумк|bag")
"""What a courier has on the back, by its word."""
_ALONE = [[colour] for colour in {*HUES.values()}]
"""What a colour means with nothing that has it: "in white"."""


class Coloured(NamedTuple):
    """The colours said of things, as written, those of all else but products, and the text without the first."""

    dyes: tuple[tuple[str, Thing, Look], ...]
    others: tuple[str, ...]
    plain: str


def coloured(text: str, mentions: Sequence[Mention]) -> Coloured:
    """Which colours are said of what: "на белом диване" is read as "на диване", which is white."""
    found: list[tuple[str, Thing, Look]] = []
    others, plain, end = [], "", 0
    hues = [*map(hue, mentions)]
    where = places(text, mentions) if any(hues) else [None] * len(hues)
    for at, (mention, colour, place) in enumerate(zip(mentions, hues, where, strict=True)):
        found += _of_itself(mention)
        said = _owner(text, mentions, where, at) if colour else None
        if not colour or not place or not said or said.values("object"):
            continue
        if thing := next(iter(said.values("thing")), None):
            found.append((mention.text, thing, colour))
            plain, end = plain + text[end : place.start], place.end
        else:
            others.append(mention.text)
    return Coloured(tuple(found), tuple(others), plain + text[end:])


def _of_itself(mention: Mention) -> list[tuple[str, Thing, Look]]:
    """The colour that words for a thing begin with, as written: "yellow leaves" are autumn's."""
    first, *others = mention.text.split()
    colours = map(hue, scan(first)) if others and mention.values("thing") else ()
    return [(first, thing, colour) for colour in colours if colour for thing in mention.values("thing")]


def hue(mention: Mention) -> Look | None:
    """The colour of clothes that a word alone tells: "blue", "royal blue"."""
    if not {kind for kind, _ in mention.meanings} <= _BARE:
        return None
    words = fold(mention.text)
    last = words.replace("-", " ").split(" ")[-1]
    return next((HUES[form] for word in (words, last) for form in stems(word) if form in HUES), None)


def is_colour(mention: Mention) -> bool:
    """Whether it is a colour and nothing else, of a thing or of what is worn."""
    return bool(mention.meanings) and all(kind in _BARE or value in _TONES for kind, value in mention.meanings)


def is_of_cloth(mention: Mention) -> bool:
    """Whether it tells how what is worn looks, and nobody: a colour, a print."""
    return bool(mention.values("look")) and {*mention.values("look")} <= _TONES | _PRINTS


def toned(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where a colour alone is of what somebody has on: "a woman in blue", but not "in blue shorts"."""
    told = list(found)
    for at, one in enumerate(found):
        inside = at > 0 and fold(found[at - 1].text) in RULES["inside"]
        first = {fold(other.text) for other in found[:2]}
        apart = inside and (any(map(is_people, found[:at])) or not _SOME.isdisjoint(first))
        after, worn = found[at + 1 : at + 2], hue(one) if apart else None
        if worn and not all(
            other.tells("stop", "with", "activity", "use", "posture") or lives(fold(other.text)) for other in after
        ):
            worn = None
        if ink := _of_its_own(one, found[at + 1 : at + 1 + _BETWEEN]) or worn:
            somebody = (meant for meant in one.meanings if meant[0] == "people")  # "женщина в красном платье"
            told[at] = one._replace(meanings=(*somebody, ("look", ink)))
        elif after and [value for _, value in one.meanings] in _ALONE and _is_plain(after[0]):
            told[at] = one.without("look")  # "in white sneakers", "в чёрном галстуке"
        elif not _PRINTS.isdisjoint(one.values("look")) and _is_printed_alone(found, at):
            told[at] = one.without("look")
    return told


def dyed(dyes: Sequence[tuple[str, Thing, Look]], things: Sequence[Thing]) -> tuple[tuple[str, Thing, Look], ...]:
    """The colours of the things that are there, each as it is said first."""
    first = {dye[1]: dye for dye in reversed(dyes) if dye[1] in things}
    return tuple(first.values())[::-1]


def _worn(after: Sequence[Mention]) -> str | None:
    """What is worn that comes next, or after nothing but qualities: "летней шапке", "leather jacket"."""
    for one in after:
        for look in one.values("look"):
            if look in GARMENTS:
                return look
        if not (is_quality(one) or is_of_cloth(one) or (one.text.isascii() and not one.meanings)):
            break
    return None


def _of_its_own(colour: Mention, after: Sequence[Mention]) -> str:
    """The look of a colour that is said of what is worn after it: "в белой летней шапке"."""
    garment = _worn(after)
    if garment is None:
        return ""
    told = hue(colour.without("detail")) or ("" if _worn([colour]) else "".join(colour.values("look")[:1]))
    return told.replace("clothes", GARMENTS[garment]) if told in _TONES else ""  # a white hat is no bride's


def _is_printed_alone(found: Sequence[Mention], at: int) -> bool:
    """Whether a print is of nothing that is worn above: "юбка в клетку", "клетчатый плед"."""
    after = _worn(found[at + 1 : at + 1 + _BETWEEN])
    return GARMENTS.get(after or _worn(found[max(at - _BETWEEN, 0) : at][::-1]) or "") != "clothes"


def tied(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where a bow is in the hair of whom it is said of, and else a thing: "девочка с белым бантом"."""
    told = list(found)
    for at, one in enumerate(found):
        if "hair bow" in one.values("look") and one.values("thing"):
            before = next((other for other in found[at - 1 :: -1] if not _leads_bow(other)), None) if at else None
            worn = before is not None and (is_people(before) or bool(before.values("look")))
            told[at] = one.without("thing" if worn else "look")
    return told


def packed(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where a courier's bag is the one on the back, in its colour: "курьер с большой жёлтой сумкой"."""
    told = list(found)
    couriers = any("courier" in one.values("look") for one in found)
    for at, one in enumerate(found if couriers else ()):
        if "courier" not in one.values("detail") or not _BAG.search(fold(one.text)):
            continue
        told[at] = one.without("thing")
        if at and (colour := hue(found[at - 1])):
            ink = colour.replace("clothes", GARMENTS["backpack"])
            told[at - 1] = found[at - 1]._replace(meanings=(("look", ink),))
    return told


def _leads_bow(mention: Mention) -> bool:
    """Whether it stands before a bow and what has it."""
    joins = mention.values("stop") or mention.values("with")
    small = bool(joins) and fold(mention.text) not in RULES["breaks"] - RULES["and"] - RULES["determiners"]
    return small or bool(hue(mention)) or (is_quality(mention) and not mention.values("look"))


def _is_plain(mention: Mention) -> bool:
    """Whether it is something of which nobody has the colour: shoes, a bag."""
    worn = mention.values("look")
    return GARMENTS.keys().isdisjoint(worn) if worn else not (mention.meanings or tells_deed(mention))


def _owner(text: str, mentions: Sequence[Mention], where: Sequence[Span | None], at: int) -> Mention | None:
    """What a colour is said of: the next that is known, with nothing but adjectives between."""
    place = where[at]
    for one, other in list(zip(mentions, where, strict=True))[at + 1 : at + 1 + _BETWEEN] if place else ():
        if {kind for kind, _ in one.meanings} - _BARE:
            near = other and place and leads(text[place.end : other.start])
            return _head(one) if near and fold(one.text).split()[0] not in RULES["breaks"] else None
    return None


def _head(mention: Mention) -> Mention:
    """What a phrase is of that tells also where that is: "машина в салоне" is a car."""
    words = mention.text.split()
    at = next((i for i, word in enumerate(words) if i and fold(word) in RULES["before"] - RULES["and"]), None)
    alone = [*scan(" ".join(words[:at]))] if at else []
    return alone[0] if len(alone) == 1 and alone[0].meanings else mention


def accent(mentions: Sequence[Mention], seed: int) -> Accent:
    """The role of the colour that was asked for first, or the seed's."""
    asked: list[Accent] = among(mentions, "accent", get_args(Accent))
    return asked[0] if asked else pick(seed, "accent", get_args(Accent))


def tint(mentions: Sequence[Mention], subject: Object | None) -> Tint | None:
    """The colour that is said of the car or card: next before it, but for what else is said of that."""
    for at, mention in enumerate(mentions) if subject in ("car", "credit card") else ():
        following = mentions[at + 1 : at + 3]
        known = (_head(one) for one in following if one.tells("people", "thing", "object"))
        tints: list[Tint] = [one for one in get_args(Tint) if one in mention.values("tint")]
        said = next(known, None) if tints else None
        if said and subject in said.values("object"):
            return tints[0]
    return None
