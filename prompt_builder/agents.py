"""Tells who does what words say: by number, gender, case and who was named since another deed. Knows no scene."""

from collections.abc import Iterator, Sequence
from itertools import chain, takewhile

from prompt_builder.identity import is_kin, is_one
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import Mention, cases, is_posture, names_who, people_at
from prompt_builder.morphology import Reading, fold, is_several, part_of_speech, readings
from prompt_builder.names import lives
from prompt_builder.people import FAMILY, TEAM

Doers = Sequence[Sequence[int]]
"""By place in the mentions, where those are named who do what is said there."""


def agents(mentions: Sequence[Mention]) -> list[tuple[int, ...]]:
    """By place, where those are named, perhaps again, who do what is said there; nowhere where nobody named does.

    What comes after a deed is theirs who do it, or whom it is done to, and else theirs who are near.
    """
    found: list[tuple[int, ...]] = [(at,) for at in range(len(mentions))]
    clauses: list[list[int]] = [[]]
    """Who was named since another deed."""
    told = False
    theirs: tuple[int, ...] = ()
    order = [*_as_said(mentions)]
    for k, at in enumerate(order):
        one, before = mentions[at], mentions[order[k - 1]] if k else None
        if is_deed(one):
            if (told or clauses == [[]]) and _leads(one, [mentions[i] for i in order[k + 1 : k + 3]]):
                clauses = [order[k + 1 : k + 2]]
            found[at] = theirs = tuple(_doers(mentions, clauses, at))
            told = True
        elif not names_who(one):
            found[at] = theirs if told else (at,)
        elif told and (_is_company(one) or not acts(one, before)):
            met = before is not None and fold(before.text) == "навстречу"
            theirs = theirs if "datv" in cases(one) and not met else (at,)
        elif at not in clauses[-1] and (_is_company(one) or acts(one, before)):
            if told:
                clauses, told = [[]], False
            elif before and _begins(one, before):
                clauses.append([])
            clauses[-1].append(at)
    return found


def acts(one: Mention, before: Mention | None = None) -> bool:
    """Whether a noun may be of who does something, and not of whom it is done for: "паре вручают ключи"."""
    counted = bool(one.many) and not (before and before.opening == "former")  # "мать двоих детей"
    return not cases(one).isdisjoint(("nomn", "", "gent" if counted else ""))


def by_verb(mention: Mention) -> bool:
    """Whether it tells a deed by a verb, which agrees with who does it."""
    word = fold(mention.text).split()[0]
    return lives(word) or (word.isascii() and word.endswith("ing")) or _verb(mention) is not None


def agrees(one: Mention, mention: Mention) -> bool:
    """Whether an adjective or a participle agrees with a noun."""
    nouns, told = readings(mention.text.split()[-1]), readings(one.text.split()[0])
    return any(one[2:4] == noun[2:4] and one.gender in ("", noun.gender) for one in told for noun in nouns)


def objects(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where who is named first is beside another, to whom a verb tells that it is done, and those after.

    So it is in "платит курьеру" and "с дочерью и мамой", and not in "банк помогает фермеру".
    """
    told = list(mentions)
    people = people_at(told)
    who = people[0] if people else 0
    verb = next((at for at in range(who) if by_verb(told[at])), None)
    if verb is not None and is_one(told[who]) and cases(told[who]) - {"loct"} <= {"gent", "accs", "datv"}:
        led = verb > 0 and part_of_speech(told[verb - 1].text) == "NOUN" and "nomn" in cases(told[verb - 1])
        told[who] = told[who]._replace(beside=told[who].beside if led else "with")
    elif people and is_kin(told[who]) and cases(told[who]) == {"ablt"}:
        told[who] = told[who]._replace(beside="with")
    if people and told[who].beside == "with":
        for at in takewhile(lambda at: not told[at].opening, people[1:]):
            told[at] = told[at]._replace(beside="with")
    return told


def is_of_one_of(deed: Mention, several: Mention) -> bool:
    """Whether a verb tells of one alone of several who are named together: "две подруги, одна читает"."""
    together = {FAMILY, TEAM}.intersection(several.values("people"))  # "семья из пяти человек гуляет"
    return _number(deed) == "sing" and not together and ((several.many or 1) > 1 or is_several(several.text))


def _is_company(mention: Mention) -> bool:
    """Whether somebody is named as who is there with another: "с внуком"."""
    return mention.beside == "with" or cases(mention) == {"ablt"}


def is_deed(mention: Mention) -> bool:
    does = lives(fold(mention.text).split()[0]) and not mention.values("look")  # "a hearing aid"
    told = mention.tells("activity", "use", "posture") or does
    return told and not names_who(mention)


def _as_said(mentions: Sequence[Mention]) -> Iterator[int]:
    """The places as they were in the words: how somebody sits comes first in its clause (`parser`)."""
    held: list[int] = []
    led = False
    for at, one in enumerate(mentions):
        if is_posture(one) and not (at and mentions[at - 1].again is not None):
            held.append(at)
            led = False
            continue
        row = names_who(one) and one.opening == "" and any(_number(mentions[i]) != "sing" for i in held)
        if not row if led else by_verb(one):
            yield from held
            held = []
        led = led or names_who(one)
        yield at
    yield from held


def _begins(one: Mention, before: Mention) -> bool:
    """Whether a clause begins with somebody, who is no more in a row with those before."""
    apart = one.again is not None or not names_who(before) or one.acts
    return FAMILY in before.values("people") or (one.opening != "" and apart)


def _leads(deed: Mention, following: Sequence[Mention]) -> bool:
    """Whether a Russian verb comes before who does it, and who does nothing else: "рядом стоит внук"."""
    verb = _verb(deed)
    if not (verb and verb.part == "VERB" and following and names_who(following[0]) and following[0].opening == ""):
        return False
    forms = {one.case for one in readings(following[0].text.split()[-1]) if one.number == verb.number}
    return "nomn" in forms and "accs" not in forms and not any(map(by_verb, following[1:]))


def _doers(mentions: Sequence[Mention], clauses: Sequence[Sequence[int]], at: int) -> Sequence[int]:
    """Those named who do what is said: the last where it is of one, else those of the clause, or all who were named."""
    verb, number = _verb(mentions[at]), _number(mentions[at])
    if verb and verb.part == "PRTF":
        follows = [i for i, one in enumerate(mentions[at + 1 : at + 2], at + 1) if one.opening == ""]
        near = (i for i in (*follows, *range(at - 1, -1, -1)) if names_who(mentions[i]))
        if agreeing := [i for i in near if agrees(mentions[at], mentions[i])]:
            return agreeing[:1]
    clause = clauses[-1]
    if number == "plur":
        several = len(clause) > 1 or not all(is_one(mentions[i]) for i in clause)
        return clause if several else [*chain(*clauses)]
    own = [i for i in clause if not _is_company(mentions[i])]
    apart = fold(mentions[at].text).split()[0] in RULES["joined"] and own and mentions[own[-1]].opening
    return own[-1:] if number == "sing" or apart else own  # "жена, муж с ключами"


def _verb(mention: Mention) -> Reading | None:
    """What a Russian verb is that a mention begins with."""
    told = readings(mention.text.split()[0])[:1]
    return next((one for one in told if one.part in ("VERB", "PRTF", "PRTS")), None)


def _number(mention: Mention) -> str:
    """Of how many a deed is by its verb, as pymorphy calls it; nothing where that is not told."""
    if verb := _verb(mention):
        return verb.number
    word = fold(mention.text).split()[0]
    return "sing" if word.endswith("s") and lives(word) else ""
