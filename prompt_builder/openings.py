"""Tells how the first people of a clause are told: in a list, after a comma, as known. Knows nobody before them."""

from collections.abc import Sequence
from itertools import takewhile

from prompt_builder.identity import has_children, is_kin, is_one
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention, Opening, is_people, is_quality, leads_people, people_at, text_at
from prompt_builder.morphology import fold, part_of_speech, readings
from prompt_builder.names import lives, tells_doing
from prompt_builder.people import FAMILY
from prompt_builder.years import begins_with_age

_OURS, _BEFORE = RULES["ours"] | RULES["possessive"], RULES["before"] | RULES["former"] | (RULES["again"] - {"the"})
_SENTENCE, _BESIDE = frozenset(".!?;\n"), {",", "("}


def opened(found: Sequence[Mention], breaks: str, following: Sequence[Mention] = ()) -> Sequence[Mention]:
    """The words of a clause, where its first people are told as those with whom it begins.

    `breaks`: the punctuation before it; `following`: the next. People who are the first of several in a row begin a
    list, and those after a colon one that may tell anew who came before.
    """
    found = [one._replace(named=True) if _is_ours(found, at) else one for at, one in enumerate(found)]
    opening: Opening = "sentence" if _SENTENCE & set(breaks) else "recap" if ":" in breaks else "clause"
    if breaks.strip() in _BESIDE and (aside := _aside(found)) is not None:
        known = not aside or fold(found[aside - 1].text) not in RULES["some"]
        placed = known and (_has(found) or _is_placed(found, aside))
        alone = "," in breaks and len(found) == 1 and " " not in found[0].text and not _goes_on(following)
        told = found[aside]._replace(opening="word" if alone else "aside", acts=placed)
        return (*found[:aside], told, *found[aside + 1 :])
    for at, one in enumerate(found):
        word = fold(one.text)
        if is_people(one):
            rest = [fold(other.text) for other in found[at + 1 :]]
            several = rest[:1] and rest[0] in RULES["and"] and any(map(is_people, found[at + 2 : at + 5]))
            if several and opening != "recap":
                opening = "list"
            theirs = next(filter(is_people, found[at + 1 :]), None)
            if theirs and found[at + 1].values("number") and has_children(one, theirs):
                opening = "former"
            told = one._replace(opening=opening, acts=bool(rest) and tells_doing(rest[0]))
            counted = at > 0 and bool(found[at - 1].values("number"))
            return (*found[:at], told, *_listed(found[at + 1 :], counted or not is_one(one)))
        if word in RULES["again"] | RULES["nearby"]:
            opening = "near" if word in RULES["nearby"] else "again"
        elif word in RULES["some"] and opening == "sentence":
            return found
        elif word in RULES["former"]:
            opening = "former"
        elif not (leads_people(one) or (opening == "recap" and is_quality(one))):
            return found
    return found


def _goes_on(found: Sequence[Mention]) -> bool:
    """Whether a clause begins with what one of those before it does, or their age: "тренер, женщина, ведёт урок"."""
    told = [(one.part, one.number) for one in readings(text_at(found, 0))][:1] == [("VERB", "sing")]
    return (told and not any(map(is_people, found[1:2]))) or begins_with_age(found)


def _is_ours(found: Sequence[Mention], at: int) -> bool:
    """Whether somebody is as known as who has a name: "our customer"."""
    return is_people(found[at]) and any(fold(one.text) in _OURS for one in found[max(at - 2, 0) : at])


def _aside(found: Sequence[Mention]) -> int | None:
    """Where those are who may be told again after a comma, and how: "свекровь, седая дама", "Иван, фермер"."""
    those = people_at(found)
    if len(those) == 2 and found[those[1] - 1].values("with"):
        those = those[:1]  # "пассажирка, женщина с ребёнком"
    if len(those) != 1 or FAMILY in found[those[0]].values("people"):
        return None
    apart = any(
        fold(one.text) in _BEFORE
        or one.tells("activity", "negation", "thing", "whose", "with")
        or lives(fold(one.text))
        for one in found[_has(found) : those[0] - _is_whose(found, those[0])]
        if not (one.values("age") or (one.text.isascii() and one.values("thing")))
    )
    serves = any({"at a counter", "till"} & {value for _, value in one.meanings} for one in found[those[0] + 1 :])
    return None if apart or serves or _have_predicate(found[those[0] + 1 :]) else those[0]


def _have_predicate(rest: Sequence[Mention]) -> bool:
    """Whether the words after somebody tell what that one does, who is then another: "..., отец в очках пьёт"."""
    own = [*takewhile(lambda word: word not in RULES["whoever"], (fold(one.text).split()[0] for one in rest))]
    doing = (word == "is" or part_of_speech(word) == "VERB" or (lives(word) and word.endswith("s")) for word in own)
    return any(map(tells_doing, own[:1])) or any(doing)


def _listed(rest: Sequence[Mention], several: bool) -> Sequence[Mention]:
    """The words after somebody; after several a list of them may begin at once: "две подруги блондинка и брюнетка"."""
    two = len(rest) > 2 and fold(rest[1].text) in RULES["and"] and all(map(is_people, rest[:3:2]))
    return (rest[0]._replace(opening="list"), *rest[1:]) if several and two and is_one(rest[0]) else rest


def _is_placed(found: Sequence[Mention], at: int) -> bool:
    """Whether it is told with what or where somebody is."""
    return any(one.values("with") or fold(one.text).split()[0] in RULES["before"] for one in found[at + 1 : at + 2])


def _has(found: Sequence[Mention]) -> bool:
    """Whether it is told what somebody has: "у мужчины чемодан"."""
    return fold(text_at(found, 0)) in RULES["has"] and any(map(is_people, found[1:2]))


def _is_whose(found: Sequence[Mention], at: int) -> bool:
    """Whether kin are told by whose they are: "her husband"."""
    return at > 0 and fold(found[at - 1].text) in RULES["possessive"] and is_kin(found[at])
