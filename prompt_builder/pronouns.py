"""Finds out whom a pronoun that begins a clause means. Knows who was named so far, but no other words for the same."""

from collections.abc import Sequence

from prompt_builder.ages import OLDEST
from prompt_builder.cast import telling
from prompt_builder.identity import is_one, nobody
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention, is_anybody, is_people
from prompt_builder.morphology import fold, part_of_speech, readings
from prompt_builder.names import first_name, lives
from prompt_builder.people import TERMS, known_terms

_BODY = RULES["theirs"] | RULES["bodies"]
_SUBJECTS = {"nomn", "accs"}
"""Cases of what a sentence is about, or is done something to, so that the next may be about it."""
_PRONOUNS = {"she": ("femn", "woman"), "he": ("masc", "man")}
"""Their gender, and whom they tell of."""


def called(mentions: Sequence[Mention], found: Sequence[Mention]) -> Sequence[Mention]:
    """The words of a clause, where a noun after a pronoun tells who that is: "она пекарь, он курьер"."""
    found = _owned(found)
    pronoun = _pronoun(found)
    at = next((i for i in range(1, len(found)) if fold(found[i].text) not in RULES["is"]), 0)
    names = found[at].values("people") if pronoun and at and fold(found[at].text) not in RULES["anybody"] else ()
    if pronoun is None or not known_terms(names) or len(telling(names).sexes) > 1:
        return found
    name = _PRONOUNS[pronoun][1]
    if set(telling(names).sexes) - {None, *TERMS[name].sexes}:
        return found
    if any(is_people(one) and not _are_all_other([one], name) for one in mentions):
        return (*found[:at], nobody(found[at]), *found[at + 1 :])
    told = found[at]._replace(meanings=(*found[at].meanings, ("people", name)), named=True)
    return (*found[1:at], told, *found[at + 1 :])


def meant(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a pronoun that begins a clause tells the sex of who was named last: "она улыбается"."""
    pronoun = _pronoun(found)
    if pronoun is None:
        return list(mentions)
    told = _with_name(mentions, pronoun)
    years = _years(found[1:])
    acting = years is not None or _is_somebody(found[1:])
    if not told:
        return [Mention(found[0].text, (("people", pronoun),), years=years, named=True)] if acting else []
    gender, name = _PRONOUNS[pronoun]
    for at in range(len(told) - 1, -1, -1):
        cases = {one.case for one in readings(told[at].text) if one.part == "NOUN" and one.gender in (gender, "masc")}
        if is_people(told[at]):
            if cases and "nomn" not in cases:
                continue
            if is_anybody(told[at]) and (is_one(told[at]) or told[at].many == 2):
                meanings = (*told[at].meanings, ("people", _of(told[at], name)))
                told[at] = told[at]._replace(
                    meanings=meanings, years=years if is_one(told[at]) and years else told[at].years
                )
            elif _are_all_other(told, name) and acting:
                told.append(Mention(found[0].text, (("people", name),), years=years, named=True))
            elif _are_all_other([told[at]], name):
                continue
            break
        if any(
            one.part == "NOUN" and one.gender == gender and one.number == "sing" and one.case in _SUBJECTS
            for one in readings(told[at].text)
        ):
            break
    return told


def _owned(found: Sequence[Mention]) -> Sequence[Mention]:
    """The words, where a thing of hers or his tells no sex in another clause: "her sails", not "her hand"."""
    told = list(found)
    for at, one in enumerate(found):
        near = found[at + 1 : at + 3]
        seen = any(
            is_people(other) or other.values("look") or other.values("thing") or fold(other.text) in _BODY
            for other in near
        )
        if fold(one.text) in ("her", "his") and not seen and not any(map(is_people, found[:at])):
            told[at] = one._replace(text="its")
    return tuple(told)


def _with_name(mentions: Sequence[Mention], pronoun: str) -> list[Mention]:
    """The mentions, where a first name that might have been a thing is somebody, as the pronoun after it tells."""
    told = list(mentions)
    who = next((at for at, one in enumerate(told) if first_name(one.text) == pronoun), None)
    if who is not None and not any(map(is_people, told)):
        told[who] = told[who]._replace(meanings=(("people", pronoun),), named=True)
    return told


def _of(people: Mention, name: str) -> str:
    """Whom a pronoun makes of people: one of two is beside one of the other sex."""
    return name if is_one(people) else "couple"


def _pronoun(found: Sequence[Mention]) -> str | None:
    """The pronoun with which a clause begins, as the lexicon calls it."""
    if not found or (fold(found[0].text) in RULES["given"] and _years(found[1:]) is None):
        return None
    return next((one for one in _PRONOUNS if fold(found[0].text) in RULES[one]), None)


def _are_all_other(mentions: Sequence[Mention], name: str) -> bool:
    """Whether everybody so far is of the other sex."""
    names = [one.values("people") for one in mentions if is_people(one)]
    sexes = {sex for one in names for sex in (telling(one).sexes if known_terms(one) else (None,))}
    return sexes == {"male" if name == "woman" else "female"}


def _is_somebody(following: Sequence[Mention]) -> bool:
    """Whether what comes after a pronoun tells of somebody, and not of a thing: "печёт хлеб", but not "уже здесь"."""
    if any(map(is_people, following)):
        return True
    following = [one for one in following if fold(one.text) not in ("is", "was") and not _is_adverb(one)]
    return bool(following) and (
        lives(fold(following[0].text))
        or bool(following[0].values("afterwards"))
        or bool(following[0].values("posture") or (following[0].text.isascii() and following[0].values("activity")))
    )


def _years(following: Sequence[Mention]) -> int | None:
    """Somebody's years, where nothing else comes after a pronoun: "ей 30", "ему за 70 лет", "he is 14"."""
    told = [one for one in following if not one.values("years")]
    small = RULES["is"] | RULES["nearly"]
    if not told or not told[-1].values("number"):
        return None
    if not all(fold(one.text) in small or _is_adverb(one) for one in told[:-1]):
        return None
    years = int(told[-1].values("number")[0])
    return years if 0 < years <= OLDEST else None


def _is_adverb(mention: Mention) -> bool:
    return part_of_speech(mention.text) in ("ADVB", "PRCL")
