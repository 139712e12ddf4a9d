"""Tells who carries a child, has which thing and stands where others sit, where words name them. Knows no poses."""

from collections.abc import Callable, Collection, Iterator, Sequence
from typing import get_args

from prompt_builder import defaults
from prompt_builder.ages import ADULTS, MINORS
from prompt_builder.cast import telling
from prompt_builder.defaults import GIVEN
from prompt_builder.identity import are_minors
from prompt_builder.lexicon import RULES, Kind
from prompt_builder.looks import like, named, said_of, spoken_of
from prompt_builder.mentions import OWNER, Mention, is_people, is_posture
from prompt_builder.morphology import fold, readings
from prompt_builder.people import FAMILY, PARENTS
from prompt_builder.regard import paid_at
from prompt_builder.scene import (
    AFOOT,
    ALONE,
    CARRIED,
    PAIRED,
    POSED,
    ROOMS,
    SITTING,
    THINGS,
    Activity,
    Person,
    Posture,
    Thing,
)

_DEEDS: tuple[Kind, ...] = ("activity", "use", "posture")
_BORNE: dict[str, Activity] = {"arms": "carrying in arms", "shoulders": "carrying on the shoulders"}
_BEHIND = "за ", "behind "
_NEAR = 4
"""How many words after one for giving what is given is, at most."""
_GOT = (*RULES["received"], "given", "вручени")


def described(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people with what is said of each, but for looks and what each does."""
    found = bearing(people, mentions)
    if len(found) == 1:
        return serving(found, mentions)
    return using(standing(serving(keeping(found, mentions), mentions), mentions), mentions) if found else found


def bearing(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom whoever is said to carry somebody does so: "папа несёт сына на плечах", "на руках у мамы"."""
    found = list(people)
    for at, deed in enumerate(mentions):
        if not set(deed.values("activity")) & set(CARRIED):
            continue
        words = set(fold(deed.text).split())
        sex = "female" if words & RULES["hers"] else "male" if words & RULES["his"] else None
        who = _bearer(mentions, at, sex)
        if who < 0:
            continue
        ages = telling(named(mentions[who])).groups
        meant = [i for i, one in enumerate(found) if one.age_group in ADULTS and said_of(one, mentions, who)]
        meant = [i for i in meant if sex in (None, found[i].sex)]
        those = spoken_of(found, mentions, who)
        for i in sorted(meant, key=lambda i: (i not in those, found[i].age_group not in ages))[:1]:
            found = _told(found, [i], carries=True)
    return tuple(found)


def touched(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where somebody's arms, shoulders or hand tell who has or leads a child: "in grandma's arms".

    And where keys are given.
    """
    found = list(mentions)
    for at, one in enumerate(found[1:], start=1):
        owner, word = found[at - 1], fold(one.text)
        led = word in RULES["hands"] and any(not one.values("thing") for one in found[max(at - 2, 0) : at - 1])
        if is_people(owner) and OWNER.fullmatch(owner.text) and not one.values("activity"):
            deed = _BORNE.get(word) or ("holding hands" if led else None)
            found[at] = one._replace(meanings=(("activity", deed),)) if deed else one
    return _handed(found)


def _handed(found: list[Mention]) -> list[Mention]:
    """The mentions, where keys come after a word for giving, or a card next to it: "handing his wife the new keys"."""
    for at, one in enumerate(found):
        if _is_got(one) and not one.meanings and any(map(_is_present, found[at + 1 : at + _NEAR])):
            found[at] = one._replace(meanings=(("use", "gift"),))
    gives = next((at for at, one in enumerate(found) if "gift" in one.values("use")), len(found))
    several = (at for at, one in enumerate(found) if "keys" in one.values("thing") and fold(one.text) != "ключ")
    keys = next((at for at in several if at > gives), None)
    if keys is not None and not any({*GIVEN} & {*one.values("thing")} for one in found[gives:keys]):
        found[gives] = found[gives]._replace(meanings=(("use", "keys"), ("activity", "handing over keys")))
        found[keys] = found[keys]._replace(meanings=(("stop", "again"),))
    given = any(map(is_people, found[:gives])) and not any("payment terminal" in one.values("thing") for one in found)
    near = found[gives + 1 : gives + 3] if given else []
    for at, one in enumerate(near, start=gives + 1):
        if "credit card" in one.values("object") and all(map(is_people, found[gives + 1 : at])):
            found[gives] = found[gives]._replace(meanings=(("activity", "handing over a card"),))
            found[at] = one._replace(meanings=(("stop", "again"),))
    return found


def _told(people: Sequence[Person], those: Collection[int], **told: bool) -> list[Person]:
    """The people, of whom it is told of those, by number."""
    return [one.model_copy(update=told) if i in those else one for i, one in enumerate(people)]


def keeping(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people with the things that are said to be theirs, where each was named: "внучка с лейкой и дедушка"."""
    found = list(people)
    agents = _agents(mentions)
    for at, mention in enumerate(mentions):
        said = set() if mention.values("use") else {*mention.values("thing"), *mention.values("detail")}
        if not (things := tuple(thing for thing in THINGS if thing in said)):
            continue
        whose = agents[at] if mention.values("posture") else at  # several sit on a sofa
        for i in _alone(found, mentions, whose):
            found[i] = found[i].model_copy(update={"things": (*found[i].things, *things)})
    return tuple(found)


def serving(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom those of a bank serve the others: "консультант и клиентка"; else who is behind a counter."""
    serve = tuple(RULES["serving"])
    at = [i for i, one in enumerate(mentions) if one.values("people") and fold(one.text).startswith(serve)]
    those = {i for k in at for i in spoken_of(people, mentions, k) or _at_end(people, mentions, k)}
    if not those and all(one.age_group in ADULTS for one in people):  # it would hide a child
        counters = (one.text for one in mentions if "at a counter" in one.values("posture"))
        those = {len(people) - 1} if any(fold(one).startswith(_BEHIND) for one in counters) else those
    return tuple(_told(people, those, serves=True))


def received(mentions: Sequence[Mention], people: Sequence[Person]) -> bool:
    """Whether people are given something by nobody who is named: "вручение ключей паре"; who gets it alone, too.

    Children give no keys, and parents none to one another.
    """
    alone = [one.age_group in ADULTS for one in people].count(True) == 1 and people[0].age_group in ADULTS
    words = tuple(RULES["handed"] | RULES["received"] if alone else RULES["handed"])
    given = {"handing over keys", "handing over a card"}
    got = any(given & {*one.values("activity")} and fold(one.text).startswith(words) for one in mentions)
    grown = [one for one in mentions if is_people(one) and not (are_minors(one) or one.beside)]
    parents = [one for one in grown if PARENTS & {*one.values("people")}]
    return got and len(grown) - len(parents[1:]) < 2


def presented(mentions: Sequence[Mention], known: bool) -> bool:
    """Whether people are given something by nobody who is named: "женщине дарят цветы", "a woman gets a bouquet".

    `known`: there is somebody whom the words need not name, who gives what nobody gets.
    """
    at = next((i for i, one in enumerate(mentions) if "gift" in one.values("use")), len(mentions))
    there = any(map(_is_present, mentions[at + 1 : at + _NEAR])) and (known or any(map(is_people, mentions)))
    return (
        there
        and not any(is_people(mentions[i]) for i in _givers(mentions, at))
        and (not known or _is_got(mentions[at]))
    )


def _is_present(mention: Mention) -> bool:
    return not {"flowers", "gift"}.isdisjoint(mention.values("thing"))


def _is_got(mention: Mention) -> bool:
    """Whether a word for giving is of whom something is given to."""
    return fold(mention.text).startswith(_GOT)


def _givers(mentions: Sequence[Mention], at: int) -> Iterator[int]:
    """The places of those who may give what is given at a place, whoever is most likely to first."""
    after = range(at + 1, len(mentions))
    if _is_got(mentions[at]):
        return (i for i in after if {one.case for one in readings(mentions[i].text.split()[-1])} != {"datv"})
    return (i for i in (*range(at, -1, -1), *after) if _acts(mentions[i]))


def _at_end(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> list[int]:
    """Whom those are who are named first or last of all, where not everybody was named: "агент и семья с детьми"."""
    told = [i for i, one in enumerate(mentions) if one.values("people")]
    ends = {told[-1]: len(people) - 1, told[0]: 0}
    return [ends[at]] if at in ends and said_of(people[ends[at]], mentions, at) else []


def used(mentions: Sequence[Mention], things: Sequence[Thing]) -> tuple[str, Thing] | None:
    """What is done with which of the things."""
    told = (one for one in mentions if not one.values("people"))  # a cook is somebody
    found = [(one.text, value) for one in told for value in (*one.values("use"), *paid_at(one))]
    done = sorted(found, key=lambda one: one[1] != "stepladder")
    shown = {part: thing for thing in reversed(things) for part in defaults.used_as(thing)}
    return next(((text, shown[thing]) for text, value in done for thing in shown if thing == value), None)


def using(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom whoever is named last before what one does alone does it: "папа платит картой".

    Who gives something has it, and not whom it is for: "папа дарит маме цветы".
    """
    there = {"stepladder", *(thing for one in mentions for thing in one.values("thing"))}
    for at, deed in sorted(enumerate(mentions), key=lambda one: there.isdisjoint(one[1].values("use"))):
        if not (deed.values("use") or {*POSED} & {*deed.values("activity")}):
            continue
        gift = "gift" in deed.values("use")
        givers = [i for i, one in enumerate(people) if one.uses] or _unnamed(people, mentions, at) if gift else []
        places = _givers(mentions, at) if gift else (i for i in range(at, -1, -1) if _acts(mentions[i]))
        who = next((doer for doer in (_named(mentions, i) for i in places) if doer is not None), None)
        if who is None and not givers:
            continue
        those = givers if who is None else (spoken_of(people, mentions, who) or like(people, mentions[who]))
        if not those:
            return tuple(people)
        near = (thing for one in mentions[at : at + _NEAR] for thing in one.values("thing"))
        given = {*GIVEN} if gift else set()
        theirs = given & {*near, *(thing for one in people for thing in one.things)}
        mine = tuple(thing for thing in THINGS if thing in {*people[those[0]].things, *theirs})
        rest = [tuple(thing for thing in one.things if thing not in given) for one in people]
        return tuple(
            one.model_copy(update={"uses": i == those[0], "things": mine if i == those[0] else rest[i]})
            for i, one in enumerate(people)
        )
    return tuple(people)


def _unnamed(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> list[int]:
    """Who gives what is given at a place to those who are named, and is not: main people whom facts tell of."""
    told = {i for k, one in enumerate(mentions) if is_people(one) for i in like(people, one)}
    return [] if _is_got(mentions[at]) else [i for i in range(len(people)) if i not in told][:1]


def doing(
    people: Sequence[Person], mentions: Sequence[Mention], activity: Activity, fits: Callable[[Activity, Person], bool]
) -> tuple[tuple[Person, ...], Activity]:
    """The people of whom each does what is said of that one alone, and what the main person does then.

    "Дедушка читает, внучка бегает": who does what needs a place of its own uses it, where nobody uses anything else.
    """
    given = any("gift" in one.values("use") for one in mentions)
    if not people[1:] or given or activity in (*PAIRED, *CARRIED, "driving"):
        return tuple(people), activity
    said: dict[int, list[Activity]] = {i: [] for i in range(len(people))}
    for deed, who in zip(mentions, _agents(mentions), strict=True):
        done = () if {*deed.values("thing")} & {*ROOMS} else deed.values("activity")
        for i in _alone(people, mentions, who) if done else ():
            said[i] += [one for one in get_args(Activity) if one in done and fits(one, people[i])]
    for i, one in enumerate(people):
        said[i] += [activity for thing in one.things if defaults.IMPLIED.get(thing) == activity]
    lead = next((i for i, one in enumerate(people) if one.uses), 0)
    who = next((i for i, deeds in said.items() if activity in deeds), lead)
    if who != lead and activity not in ALONE and not any(one.values("use") for one in mentions):
        people, lead = _told(_told(people, said, uses=False), [who], uses=True), who
    own = {i: min(deeds, key="standing".__eq__, default=None) for i, deeds in said.items()}
    if who != lead:
        activity = own[lead] or "standing"
    deeds = [deed if deed in ALONE else None for deed in own.values()]
    doers = (one.model_copy(update={"deed": deed}) for one, deed in zip(people, deeds, strict=True))
    afoot = [i for i, deed in enumerate(deeds) if deed in AFOOT]
    return tuple(_told(tuple(doers), afoot if len(afoot) < len(people) else (), stands=True)), activity


def _agents(mentions: Sequence[Mention]) -> list[int | None]:
    """Who alone does what is said at each place, by place: whoever is named before, with nobody since another deed."""
    found: list[int | None] = []
    named: list[int] = []
    told = False
    for at, one in enumerate(mentions):
        found.append(named[0] if len({*named}) == 1 else None)
        if any(one.values(kind) for kind in _DEEDS) and not one.values("people"):
            told = True
        elif (who := _named(mentions, at)) is not None and one.beside != "with" and _acts(one):
            named = [who] if told else [*named, who]
            told = FAMILY in one.values("people")  # of which whoever comes next does it
    return found


def _alone(people: Sequence[Person], mentions: Sequence[Mention], at: int | None) -> list[int]:
    """Of whom alone is spoken at a place, by number, if of anybody."""
    those = [] if at is None else spoken_of(people, mentions, at)
    return those if len(those) == 1 else []


def _named(mentions: Sequence[Mention], at: int) -> int | None:
    """The place where those were named who are told at a place, perhaps again: "girl and grandfather, the girl"."""
    return at if mentions[at].values("people") else mentions[at].again


def _acts(mention: Mention) -> bool:
    """Whether a noun may be of who does something, and not of whom it is done for: "паре вручают ключи"."""
    told = readings(mention.text.split()[-1])
    return not told or any(one.case == "nomn" for one in told)


def standing(people: Sequence[Person], mentions: Sequence[Mention]) -> tuple[Person, ...]:
    """The people of whom those stand who are said to, where others are said to sit: "дед сидит, рядом стоит внук"."""
    told = [at for at in range(len(mentions)) if _named(mentions, at) is not None]
    sit = (at for at, one in enumerate(mentions) if "seated" in one.values("posture"))
    seated = {_named(mentions, who) for at in sit for who in _sitters(mentions, at)}
    upright: set[int] = set()
    for at, one in enumerate(mentions):
        if seated and "standing" in one.values("posture"):
            free = [who for who in told if _named(mentions, who) not in seated]
            before, after = [who for who in reversed(free) if who < at], [who for who in free if who > at]
            upright.update((before or after)[: None if fold(one.text) in RULES["several stand"] else 1])
    stand = {i for at in upright for i in spoken_of(people, mentions, at)}
    return tuple(people if len(stand) == len(people) else _told(people, stand, stands=True))


def postures(people: Sequence[Person], things: Collection[Thing], mentions: Sequence[Mention]) -> list[Posture]:
    """How people are said to sit and look; guests sit at a table unless they are said to stand."""
    said = {value for one in mentions for value in one.values("posture")}
    told = [one for one in get_args(Posture) if people and one in said - {"standing", "at the window"}]
    sit = {*defaults.TABLES} & {*things} and "standing" not in said and guests(people)
    return [*told, *SITTING] if sit else told


def guests(people: Sequence[Person]) -> bool:
    """Whether there is anybody whose clothes do not say that they serve guests."""
    return any(not defaults.WAITERS & {*one.looks} for one in people)


def waiting(people: Sequence[Person]) -> tuple[Person, ...]:
    """The people at a table, of whom those stand whose clothes say that they serve the others."""
    those = [i for i, one in enumerate(people) if not guests([one])]
    return tuple(_told(people, those, stands=True) if guests(people) else people)


def _sitters(mentions: Sequence[Mention], at: int) -> list[int]:
    """The places of those who sit as is said at a place: of a verb, which leads its sentence, whoever follows it."""
    told = [i for i in range(len(mentions)) if _named(mentions, i) is not None]
    before, after = [i for i in reversed(told) if i < at], [i for i in told if i > at]
    if at and mentions[at - 1].again is not None:
        return [at - 1]
    if not is_posture(mentions[at]):
        return (before or after)[:1]
    if fold(mentions[at].text) not in RULES["several sit"]:
        return (after or before)[:1]
    end = next((i for i, one in enumerate(mentions) if i > at and one.values("posture")), len(mentions))
    return [i for i in after if i < end]


def _bearer(mentions: Sequence[Mention], at: int, sex: str | None) -> int:
    """The place of who does what is said at a place, or -1: in Russian a genitive after it, else the nearest before."""
    grown = [i for i, one in enumerate(mentions) if _grown(one, sex)]
    owner = [i for i in grown if i == at + 1 and _genitive(mentions[i])]
    before, after = [i for i in reversed(grown) if i < at], [i for i in grown if i > at]
    return next(iter((*owner, *before, *after)), -1)


def _grown(mention: Mention, sex: str | None) -> bool:
    """Whether these are one grown-up, or among them is one of the sex that is told."""
    names = named(mention)
    if not names:
        return False
    term = telling(names)
    alone = len(term.sexes) == 1 and (mention.many or 1) == 1
    fits = alone if sex is None else bool({sex, None} & set(term.sexes))
    return fits and term.groups[0] not in MINORS


def _genitive(mention: Mention) -> bool:
    return any(one.case == "gent" and one.number == "sing" for one in readings(mention.text))
