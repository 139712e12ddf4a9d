"""Tells whom words for people put nowhere: a thing is theirs or is called after them. Knows no first names."""

from collections.abc import Sequence
from typing import Literal

from prompt_builder.audience import FOR, unpeopled
from prompt_builder.colours import is_colour
from prompt_builder.defaults import table
from prompt_builder.identity import are_minors, each_called, is_kin, is_one
from prompt_builder.lexicon import RULES, Kind, begins
from prompt_builder.mentions import OWNER, Mention, cases, is_beast, is_known, is_people, is_quality, text_at
from prompt_builder.morphology import QUALITIES, fold, is_verb_of_several, may_be_one, part_of_speech, readings
from prompt_builder.names import in_one_case, lives
from prompt_builder.people import FAMILY, TEAM, TRADES

_SEEN: tuple[Kind, ...] = ("thing", "detail", "look", "object", "setting")
_SHOWING = RULES["theirs"] | RULES["events"] | RULES["shown"]
"""What nobody has without being seen, or being there."""
_ABSTRACT = ("ние", "тие", "ость", "ство", "ция")
"""How nouns end for what is no thing."""
TITLED = ("products", "wares")
"""How the words begin after which comes what a thing is called."""
_FAR = 5
"""How many words before a partner what is offered with it is, at most."""
_TAKEN_OFF = {*table("looks")["taken off"]}
_LAID = frozenset({"glasses", "sunglasses", "hat", "brimmed hat", "straw hat", "cap", "backpack", "headphones"})
"""What is a thing where it is only named, and nobody who has it on."""


def without_namesakes(found: list[Mention]) -> list[Mention]:
    """The mentions, where those after whom a thing or a day is named, and what nobody has on, bring nobody."""
    kept = list(found)
    for at, one in enumerate(found):
        if not is_people(one):
            continue
        if _are_dressed(found, at):
            kept[at] = each_called(one) if may_be_one(one.text) else one
        elif _is_holiday(found, at):
            kept[at] = one._replace(meanings=())
        elif whose := _whose(found, at):
            kept[at] = one._replace(audience=True) if whose == "product" else unpeopled(one)
        elif _owns(found, at) or _is_attribute(found, at):
            kept[at] = one.only("workplace")
        elif any(is_so(found, at) for is_so in (_is_of_trade, _is_tended, _are_beasts, _is_firm)):
            kept[at] = unpeopled(one)
    return kept if any(map(is_people, kept)) else _laid_down(found, kept)


def _laid_down(found: Sequence[Mention], kept: Sequence[Mention]) -> list[Mention]:
    """The mentions that bring nobody, where what is by itself or theirs who are not there is on nobody."""
    if any(map(is_people, found)) and not _acting(found):
        return [one.without("look") for one in kept]
    return [one.without("look") if one.values("look") and _lies(found, at) else one for at, one in enumerate(kept)]


def _are_beasts(found: Sequence[Mention], at: int) -> bool:
    """Whether a word for people is of the animals right after it: "семья ежей", "мама-кошка", "a family of ducks"."""
    beast = next((one for one in found[at + 1 : at + 3] if not one.values("of")), None)
    if beast is None or not is_beast(beast) or (beast is not found[at + 1] and not found[at + 1].values("of")):
        return False
    several = not is_one(found[at]) or FAMILY in found[at].values("people")
    if beast.text.isascii():
        return several
    told = [(one.case, one.number) for one in readings(beast.text)]
    same = told[:1] == [("nomn", "sing")] and in_one_case(found[at].text, beast.text)
    return same or (several and any(case == "gent" for case, _ in told))


def _is_of_trade(found: Sequence[Mention], at: int) -> bool:
    """Whether a trade tells whose somebody is, or what a colleague is named with: "builder's day"."""
    return bool(TRADES & {*found[at].values("people")} and OWNER.fullmatch(found[at].text))


def _is_firm(found: Sequence[Mention], at: int) -> bool:
    """Whether a partner is the company by which something is offered: "скидка у партнёра", "at our partner's"."""
    if not begins(fold(found[at].text), "firms"):
        return False
    before = [fold(one.text) for one in found[max(at - _FAR, 0) : at] if not is_people(one)]
    place = OWNER.fullmatch(found[at].text) and not found[at + 1 :] and not RULES["by a firm"].isdisjoint(before)
    return bool(place) or any(begins(word, "offers") for word in before)


def _is_tended(found: Sequence[Mention], at: int) -> bool:
    """Whether these only tell whose kin somebody is, or of whom a trade is: "bride's parents", "child psychologist"."""
    one, after = found[at], next((other for other in found[at + 1 :] if not is_quality(other)), None)
    if after is None or not is_people(after):
        return False
    owner = bool(OWNER.fullmatch(one.text))
    tends = fold(after.text.split()[-1]) in RULES["tending"] and fold(one.text) in RULES["tended"]
    return tends or (owner and (is_kin(after) or are_minors(after)) and not are_minors(one))


def _owns(found: Sequence[Mention], at: int) -> bool:
    """Whether these are only whose a thing is: "kids' bedroom", but not "a woman's hand"."""
    near = found[at + 1 : at + 3]
    told = readings(found[at].text)
    russian = bool(told) and all(one.part == "ADJF" and one.lemma.endswith("ин") for one in told)
    if not near or not (russian or OWNER.fullmatch(found[at].text)):
        return False
    if near[0].values("thing") or near[0].values("object"):
        near = near[:1]
    return not any(
        is_people(one)
        or fold(one.text) in RULES["theirs"]
        or (one.values("activity") and fold(one.text).split()[0] in RULES["theirs"])  # "dad's arm around her"
        or (one.text.endswith("ing") and fold(one.text) not in RULES["made"])
        for one in near
    )


def _whose(found: Sequence[Mention], at: int) -> Literal["", "thing", "product"]:
    """What these are no more than named with: whose it is, or for whom: "стол врача", "кредит аграриям"."""
    head, link = _head(found, at)
    if head is None:
        return ""
    one, thing = found[at], found[head]
    told, number = readings(one.text.split()[-1], guess=True), "sing" if is_one(one) else "plur"
    may_be = {one.case for one in told if one.number == number or one.case == "gent"}
    may_be -= {"gent"} if found[at - 1].values("with") else set()
    acting = any(part_of_speech(one.text) == "VERB" for one in found[:head])
    if begins(fold(thing.text), "products", "terms"):
        given = not link and "nomn" not in may_be and not may_be.isdisjoint(("gent", "datv"))
        subject = "nomn" in {one.case for one in readings(thing.text, guess=True)}
        if link or is_known(one.text):
            return "product" if given and subject and not acting else ""
    if fold(thing.text) in RULES["likeness"]:
        return "thing" if link or "gent" in may_be or "nomn" not in may_be else ""
    if link == "for":
        facing = any(begins(fold(one.text), "face to face") for one in found[:head])  # "signing a ball for a girl"
        ware = begins(fold(thing.text), "wares")
        known = bool(thing.meanings) or ware or any(map(_is_laid, found[at + 1 :]))
        elsewhere = known and not facing and _is_thing(thing)
        return "thing" if elsewhere and not any(begins(fold(one.text), "products") for one in found[:head]) else ""
    if not _is_thing(thing) or thing.values("picture") or (link and not thing.tells(*_SEEN)):
        led = is_people(thing) and bool({FAMILY, TEAM} & {*one.values("people")})  # "капитан команды"
        led = led or (link == "of" and is_kin(thing) and is_one(thing) and is_one(one) and not are_minors(one))
        return "thing" if led and (link == "of" or "gent" in may_be) else ""
    given = acting and "datv" in may_be  # "дарит цветы дочери"
    own = RULES["own"] & {fold(one.text) for one in found[head:at]}
    given = given or (acting and bool(own) and fold(text_at(found, head - 1)) == "на")  # "на телефон своего мужа"
    given = given or ("accs" in may_be and _is_means(found, head))
    return "thing" if link or ("gent" in may_be and not given and not _is_subject(found, head, at)) else ""


def _is_means(found: Sequence[Mention], head: int) -> bool:
    """Whether it is what somebody is fed or covered with: "кормит кашей малыша", "кормит с ложечки сына"."""
    treated = any(begins(fold(one.text), "treats") for one in found[max(head - 2, 0) : head])
    return treated and (cases(found[head]) == {"ablt"} or bool(found[head - 1].values("with")))


def _are_dressed(found: Sequence[Mention], at: int) -> bool:
    """Whether what is theirs is put right on them: "tying her son's shoelaces", "поправляет шарф дочки"."""
    worn = at + 1 if OWNER.fullmatch(found[at].text) else at - 1
    apart = any(one.tells("thing", "object") for one in found[worn : worn + 1])
    return not apart and any(begins(fold(one.text), "dresses") for one in found[:at])


def _is_laid(thing: Mention) -> bool:
    """Whether something is on or under a thing."""
    return fold(thing.text).split()[0] in RULES["places"] and bool(thing.values("thing"))


def _is_subject(found: Sequence[Mention], head: int, at: int) -> bool:
    """Whether a form that may be of one in the genitive is of several who do something: "на диване подруги"."""
    forms = {(one.case, one.number) for one in readings(found[at].text.split()[-1])}
    if ("nomn", "plur") not in forms or ("nomn", "sing") in forms:
        return ("nomn", "sing") in forms
    acting = any(is_people(one) or lives(fold(one.text)) for one in found[:head])
    return await_several(found[:head]) or (not acting and "nomn" not in cases(found[head]))


def await_several(found: Sequence[Mention]) -> bool:
    """Whether a verb of several, whom nobody named yet, is among them: "обедают в кафе подруги"."""
    verbs = (one for one in found if lives(fold(one.text)) and is_verb_of_several(one.text))
    return next(verbs, None) is not None and not any(map(is_people, found))


def _is_thing(mention: Mention) -> bool:
    """Whether a noun is for what somebody has, and neither they nor what they do are seen by it."""
    word = mention.text.split()[-1]
    told = readings(word)[:1]
    names = {fold(word), *(one.lemma for one in told)}
    quality = mention.values("look") and any(one.part in QUALITIES for one in readings(word))  # "двое темнокожих детей"
    if is_people(mention) or mention.values("activity") or names & _SHOWING or quality:
        return False
    if told and told[0].part != "NOUN":
        return False
    if mention.meanings:
        return mention.tells(*_SEEN, "picture")
    if word.isascii():
        return not word.endswith("ing") and not lives(fold(word))
    return bool(told) and not (told[0].alive or told[0].lemma.endswith(_ABSTRACT))


def _head(found: Sequence[Mention], at: int) -> tuple[int | None, Literal["", "of", "for"]]:
    """The place of the noun that people are told of, and whether by their case, an "of" or a "for"."""
    link: Literal["", "of", "for"] = ""
    joined = False
    for place in range(at - 1, -1, -1):
        one = found[place]
        word = fold(one.text)
        if word in RULES["and"] or one.values("with"):
            if not is_people(found[place - 1]):
                break
            joined = True
        elif one.values("of") or word in FOR:
            link = "of" if one.values("of") else "for"
        elif word in RULES["before"]:
            break
        elif not (
            part_of_speech(one.text) in QUALITIES
            or one.values("age")
            or (joined and is_people(one))
            or (one.text.isascii() and one.values("stop"))
        ):
            return (place if link or not one.text.isascii() else None), link
    return None, link


def _is_attribute(found: Sequence[Mention], at: int) -> bool:
    """Whether an English word for people only says what kind of thing the next is, or what it is called."""
    words = fold(text_at(found, at + 1)).split()
    kinds = RULES["banking"] | (frozenset() if found[at].values("people") == (FAMILY,) else RULES["kinds"])
    called = not at or found[at - 1].text.isascii() or not begins(fold(found[at - 1].text), *TITLED)
    kind = not kinds.isdisjoint(words[:1] + words[-1:]) and RULES["before"].isdisjoint(words[:1])
    drawn = fold(text_at(found, at + 2)) in RULES["of drawings"]  # "child drawing of a house"
    kind &= drawn or words[-1:] != ["drawing"]
    kind &= not any(one.values("activity") for one in found[at + 1 : at + 2])  # "woman holding a card"
    taught = at and is_kin(found[at]) and len(words) > 1 and kinds.isdisjoint(words[:1])  # "shows mum online banking"
    named = is_one(found[at]) and any(map(is_people, found[at + 1 : at + 3]))  # "a woman market trader"
    return found[at].text.isascii() and ((kind and not (taught or named)) or not called)


def _is_holiday(found: Sequence[Mention], at: int) -> bool:
    """Whether a day of the calendar is named after them: "День матери", but not "обычный день пенсионера"."""
    day = next((i for i in (at - 1, at - 2) if i >= 0 and fold(found[i].text) in RULES["holiday"]), -1)
    before = fold(found[day - 1].text) if day > 0 else ""
    official = begins(before, "official")
    usual = part_of_speech(before) == "ADJF" and not official
    bare = fold(text_at(found, day)) == "днем" and before not in RULES["before"] | RULES["beside"] and not official
    theirs = "gent" in cases(found[at])  # "днём дедушка гуляет"
    return day >= 0 and theirs and not (usual or bare)


def _lies(found: Sequence[Mention], at: int) -> bool:
    """Whether what people may have on is by itself, or on a thing, and their hair an animal's: "кот в очках"."""
    link = at - 1 - (fold(text_at(found, at - 1)) in RULES["determiners"])
    if link > 0 and found[link].values("with") and is_beast(found[link - 1]):
        return True
    at = next((i for i, one in enumerate(found[at:], at) if not is_colour(one)), at)
    if not set(found[at].values("look")) & _TAKEN_OFF:
        return False
    owned = [i for i, one in enumerate(found[:at]) if one.values("with")]
    if owned:  # "рядом с наушниками"
        return owned == [at - 1] and fold(text_at(found, at - 2)) in RULES["before"]
    worn = next((i for i, one in enumerate(found[:at]) if fold(one.text) in RULES["worn"]), -1)
    if worn > 0 and found[worn - 1].values("thing"):
        return True
    place = [word for one in found[at + 1 : at + 4] for word in fold(one.text).split()]
    if worn >= 0 or RULES["bodies"] & set(place):
        return False
    vacant = any(fold(one.text) in RULES["vacant"] for one in found)
    listed = bool(_LAID & set(found[at].values("look"))) and (vacant or not _acting(found))
    return listed or (place[:1] != [] and place[0] in RULES["places"])


def _acting(found: Sequence[Mention]) -> bool:
    """Whether something is told that only somebody does or has."""
    return any(one.tells("activity", "posture", "whose") or lives(fold(one.text)) for one in found)
