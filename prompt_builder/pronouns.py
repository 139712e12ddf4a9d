"""Finds out whom a pronoun, a number of all or an age alone means, with which a clause begins.

Knows who was named so far, but no other words for the same.
"""

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any

from prompt_builder.ages import ADULTS, AgeGroup, age_group
from prompt_builder.identity import (
    are_several,
    each_called,
    each_of,
    how_many,
    is_kin,
    is_one,
    nobody,
    possible_ages,
    serves,
    term,
)
from prompt_builder.lexicon import RULES
from prompt_builder.mentions import (
    NOTHING,
    Mention,
    is_anybody,
    is_beast,
    is_people,
    is_quality,
    last_people,
    people_at,
    text_at,
)
from prompt_builder.morphology import ADVERBS, fold, part_of_speech, readings
from prompt_builder.names import first_name, lives
from prompt_builder.people import COUPLES
from prompt_builder.years import ToldAges, told_ages

_BODY = RULES["theirs"] | RULES["bodies"]
_ENDS = RULES["breaks"] | RULES["determiners"] | {""}
_SUBJECTS = {"nomn", "accs"}
"""Cases of what a sentence is about, or is done something to, so that the next may be about it."""
_OF_WOMAN = ("nomn", "sing", "femn")
_PRONOUNS = {"she": ("femn", "woman"), "he": ("masc", "man")}
"""Their gender, and whom they tell of."""
_NAMED_BY = {word: pronoun for pronoun in _PRONOUNS for word in RULES[pronoun]}
_TO = {"man": {"ему", "him"}, "woman": {"ей"}}
"""To whom something is done, by words that are never whose something is."""
_OTHER = {"she": "he", "he": "she"}


def called(mentions: Sequence[Mention], found: Sequence[Mention]) -> Sequence[Mention]:
    """The words of a clause, where a noun after a pronoun tells who that is: "она пекарь, он курьер"."""
    pronoun = _pronoun(found)
    if pronoun is None:
        return _owned(found)
    at = next((i for i in range(1, len(found)) if fold(found[i].text) not in RULES["is"]), 0)
    if not is_one(found[at]):
        return found
    name = _PRONOUNS[pronoun][1]
    if any(is_people(one) and not _are_all_other([one], name) for one in mentions):
        return (*found[:at], nobody(found[at]), *found[at + 1 :])
    told = found[at].also("people", name)._replace(named=True)
    return (*found[1:at], told, *found[at + 1 :])


def meant(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a pronoun that begins a clause tells the sex of who was named last: "она улыбается"."""
    pronoun = _pronoun(found)
    if pronoun is None:
        told = _agreeing(mentions) if is_of_woman(found) else _received(mentions, found)
        return [*told, *_related(told, text_at(found, 0))]
    told = _with_name(mentions, pronoun)
    rest, years = found[1:], _years(found[1:])
    acting = years is not None or not rest or any(one.values("look") for one in rest) or _is_somebody(rest)
    contrast = any(fold(one.text) in RULES[_OTHER[pronoun]] for one in told)
    apart = contrast and _is_somebody(rest)  # "он читает газету, она поливает цветы"
    if not told:
        name = _OTHER[pronoun]
        others = [Mention(name, (("people", name),), named=True)] if _has_other(found, pronoun) else []
        first = Mention(found[0].text, (("people", pronoun),), years=years, named=True)
        return [first, *others] if acting or others else []
    gender, name = _PRONOUNS[pronoun]
    if years is not None and (aged := _aged(told, name, years)):
        return aged
    beside = {at for at, one in enumerate(told) if is_one(one) and _is_object(one, gender)}
    those = sorted(range(len(told) - 1, -1, -1), key=lambda at: told[at].text.isascii() and serves(told[at]))
    for at in sorted(those, key=beside.__contains__):
        one = told[at]  # who serves comes last: "a pensioner with a consultant, she smiles"
        other = _are_all_other([one], name)
        if at in beside and (other or not is_people(one) or is_anybody(one)):
            continue
        if one.many == 2 and {*term(one).sexes} == {None}:
            told[at] = one.also("people", "couple")
        elif is_one(one) and is_anybody(one):
            told[at] = one.also("people", name)
        elif other and _are_all_other(told, name) and (acting or contrast):
            return [*told, Mention(found[0].text, (("people", name),), years=years, named=True)]
        elif other or not (is_people(one) or (_is_subject(one, gender) and not (one.values("look") or apart))):
            continue  # "у него борода, у неё косы"
        return [*told, *_named_again(told, at, found[0].text)]
    return told


def met(mentions: Sequence[Mention], found: Sequence[Mention], following: Sequence[Mention]) -> Sequence[Mention]:
    """The words of a clause, where somebody of whom it tells is beside a person whom nobody names, or does it to them.

    So it is in "manager next to her", "врач осматривает его" and "рядом менеджер"; no thing and no animal is meant.
    """
    people = people_at(found)
    if len(people) != 1 or any(map(is_people, (*mentions, *following))):
        return found
    if not is_one(found[people[0]]) or is_kin(found[people[0]]):
        return found
    words = [fold(one.text).split() for one in found]
    close = [at for at, each in enumerate(words) if RULES["close to"] & {*each}]
    near = {people[0] - 1, len(found) - 1}.intersection(close) and serves(found[people[0]])
    whom, at = ("person", -1) if near else next(_whom(mentions, found, people[0], bool(close)), ("", -1))
    if not whom:
        return found
    told = {people[0]: found[people[0]]._replace(opening="near")}
    deed = text_at(found, at).rpartition(" ")[0] if at >= 0 else ""  # "hands her"
    told |= {at: found[at]._replace(text=deed)} if deed else {}
    rest = (told.get(i, one) for i, one in enumerate(found) if i != at or deed)
    return (Mention(whom, (("people", whom),), named=True), Mention("and", NOTHING), *rest)


def _whom(mentions: Sequence[Mention], found: Sequence[Mention], who: int, close: bool) -> Iterator[tuple[str, int]]:
    """Whom a pronoun means that is done something by somebody at a place, or is close to them, and where it is."""
    last = [fold(one.text).split()[-1] for one in found]
    for at, (word, after) in enumerate(pairwise([*last, ""])):
        rule = "by" if close else "to" if at > who else "not"
        told = next((one for one in _PRONOUNS if word in RULES.get(f"{rule} {one}", ())), None)
        given = word in RULES["given"] or (word.isascii() and not close)
        before = found[who + 1 : at] if close else (*mentions, *found[:at])
        other = any(is_beast(one) or (not given and one.tells("thing", "object", "activity")) for one in before)
        if told and not other and _is_done_to(word, after):
            yield told, at


def _is_done_to(word: str, after: str) -> bool:
    """Whether a pronoun tells to whom something is done, and not whose the next is: "hugs her", but not "her hand"."""
    return word not in RULES["possessive"] or after in _ENDS


def _received(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where who is alone is the man or woman to whom another does it: "девушка платит ему"."""
    told = list(mentions)
    words = {fold(one.text) for one in found[1:]}
    names = [name for name, whom in _TO.items() if words & whom]
    those = people_at(told) if len(names) == 1 else []
    if len(those) == 1 and is_one(one := told[those[0]]) and is_anybody(one) and is_people(found[0]):
        told[those[0]] = one.also("people", names[0])
    return told


def _has_other(found: Sequence[Mention], pronoun: str) -> bool:
    """Whether a deed is done to somebody of the other sex: "он дарит ей цветы", "he hugs her", but not "her hand"."""
    words = [*(word for one in found for word in fold(one.text).split()), ""]
    told = (_is_done_to(*pair) for pair in pairwise(words[1:]) if pair[0] in RULES[f"to {_OTHER[pronoun]}"])
    return not any(map(is_people, found)) and any(told)


def _named_again(mentions: Sequence[Mention], at: int, pronoun: str) -> list[Mention]:
    """A word that names again whoever is at a place, where there are others."""
    apart = is_people(mentions[at]) and (sum(map(is_people, mentions)) > 1 or not is_one(mentions[at]))
    return [Mention(pronoun, NOTHING, opening="again", again=at)] if apart else []


def _related(mentions: Sequence[Mention], word: str) -> list[Mention]:
    """A word that names again whom a clause is about that begins with "который": the nearest of its gender."""
    if fold(word) not in RULES["relative"]:
        return []
    genders = {one.gender for one in readings(word)[:1]}
    for at in range(len(mentions) - 1, -1, -1):
        if is_people(mentions[at]) and genders <= {one.gender for one in readings(mentions[at].text.split()[-1])}:
            return _named_again(mentions, at, word)
    return []


def numbered(mentions: Sequence[Mention], found: Sequence[Mention]) -> list[Mention]:
    """The people so far, where a clause of nothing but a number tells how many the last are: "three of them"."""
    numbers = [one.number for one in found if one.number is not None]
    if len(numbers) != 1:
        return list(mentions)
    told, last = list(mentions), last_people(mentions)
    rest = {fold(one.text) for one in found if one.number is None}
    whole = rest <= RULES["of them"] and (rest or any(one.values("together") for one in found))
    if last is None or not whole or told[last].many:
        return told
    told[last] = told[last]._replace(many=numbers[0])
    return told


def those_before(mentions: Sequence[Mention], size: int, start: int = 0) -> list[int]:
    """Where the last people are who are so many together; nowhere if no number of the last is that."""
    people = people_at(mentions, start)
    ends = (people[i:] for i in range(len(people) - 1, -1, -1))
    return next((those for those in ends if sum(how_many(mentions[at]) for at in those) == size), [])


def of_all(mentions: list[Mention], found: Sequence[Mention]) -> tuple[list[Mention], Sequence[Mention]]:
    """The people so far and the words of a clause, where it tells something of all before: "обе смеются", "both men".

    So many are no other people, and whoever they are called each of them is.
    """
    lead, those = _all(mentions, found)
    at = next((i for i in range(lead, len(found)) if not (found[i].values("age") or is_quality(found[i]))), lead)
    who = text_at(found, at) and found[at]
    if not those:
        return mentions, found
    told = list(mentions)
    if who and is_people(who):
        called = each_called(who)
        for i in those:
            one = each_called(told[i])._replace(many=how_many(told[i])) if term(called).sexes[0] else told[i]
            told[i] = one.also("people", *called.values("people"))
        found = (*found[:at], nobody(who), *found[at + 1 :])
    return told, found[lead:]


def _all(mentions: Sequence[Mention], found: Sequence[Mention]) -> tuple[int, list[int]]:
    """How many words that begin a clause tell of all before, and where these are: "оба", "все трое", "all seniors"."""
    first = fold(text_at(found, 0))
    if first in RULES["both"]:
        return 1, those_before(mentions, 2)
    every = first in RULES["every"] and len(found) > 1
    if every and (number := found[1].number) is not None:
        return 2, those_before(mentions, number)
    return 1, people_at(mentions) if every and is_people(found[1]) else []


def each(mentions: list[Mention], ages: ToldAges | None) -> list[Mention]:
    """The people so far, where a clause of nothing but ages tells that of each of them: "братья, 9 и 15 лет"."""
    if ages is None:
        return mentions
    if (ages.both or ages.every) and len(ages.years + ages.groups) == 1:
        return _alike(mentions, ages)
    size, last = len(ages.years), mentions[-1] if mentions else None
    if size < 2 or not ages.joined:
        return mentions
    if last and are_several(last) and last.many is None and not COUPLES & {*last.values("people")}:
        mentions = [*mentions[:-1], last._replace(many=size)]
    those = those_before(mentions, size)
    if not those:
        return mentions
    apart = [one for at in those for one in ([mentions[at]] if is_one(mentions[at]) else each_of(mentions[at]))]
    aged = [one._replace(years=age) for one, age in zip(apart, ages.years, strict=True)]
    return [*mentions[: those[0]], *aged, *(one for one in mentions[those[0] :] if not is_people(one))]


def told_of_all(found: Sequence[Mention], ages: ToldAges | None) -> AgeGroup | None:
    """The age that a clause tells of both, or of all who are named after it: "теперь им по 75: пара в парке"."""
    theirs = ages and (ages.both or any(fold(one.text) in RULES["they"] for one in found))
    return age_group(ages.years[0]) if ages and theirs and len(ages.years) == 1 else None


def _alike(mentions: list[Mention], ages: ToldAges) -> list[Mention]:
    """The people of the last sentence with the age that is told of all of them, or of both: "обоим за 65"."""
    said: dict[str, Any] = {"years": ages.years[0]} if ages.years else {"age": ages.groups[0]}
    start = max((i for i, one in enumerate(mentions) if one.opening == "sentence"), default=0)
    those = those_before(mentions, 2, start) if ages.both else people_at(mentions, start)
    return [one._replace(**said) if i in those else one for i, one in enumerate(mentions)] if those else mentions


def _aged(mentions: Sequence[Mention], name: str, years: int) -> list[Mention]:
    """The mentions with years of the nearest who may be that old, of an animal ("с собакой, ему 8"), or of anybody.

    Nothing if the pronoun can mean none of them.
    """
    group, near = age_group(years), range(len(mentions) - 1, -1, -1)
    those = [at for at in near if is_one(mentions[at]) and not _are_all_other([mentions[at]], name)]
    ages = {at: possible_ages(mentions[at]) for at in those if mentions[at].years is None}
    fitting = [at for at, known in ages.items() if group in known or (group in ADULTS and "adult" in known)]
    beasts = [at for at in near if is_beast(mentions[at])]
    told, two = list(mentions), those_before(mentions, 2)
    if not (fitting or beasts) and len(two) == 1:
        told[two[0] : two[0] + 1] = each_of(mentions[two[0]])
        return _aged(told, name, years)
    places = fitting or beasts or those
    if places and is_people(one := told[places[0]]):
        told[places[0]] = one.also("people", name)._replace(years=years)
    return told if places else []


def is_of_woman(found: Sequence[Mention]) -> bool:
    """Whether a clause begins with what is said of a woman: "пьющая чай", "которая смеётся"."""
    first, *others = [readings(one.text.split()[0]) for one in found] or [()]
    told = any((one.part == "PRTF" or one.lemma == "который") and one[2:5] == _OF_WOMAN for one in first)
    return told and not any(one.part == "NOUN" and one[2:5] == _OF_WOMAN for other in others for one in other)


def _agreeing(mentions: Sequence[Mention]) -> list[Mention]:
    """The people so far, where the last one, by what is said of them, is a woman: "бухгалтер, пьющая чай"."""
    told = list(mentions)
    at = last_people(told)
    if at is not None and is_anybody(told[at]) and is_one(told[at]) and _is_subject(told[at], "masc"):
        told[at] = told[at].also("people", "woman")
    return told


def _is_subject(mention: Mention, gender: str) -> bool:
    """Whether a noun of that gender is what the next sentence may be about."""
    return any(
        one.part == "NOUN" and one.gender == gender and one.number == "sing" and one.case in _SUBJECTS
        for one in readings(mention.text)
    )


def _is_object(mention: Mention, gender: str) -> bool:
    """Whether a noun is not what a sentence is about, so that the next is rather about others: "папа с дочкой"."""
    nouns = [known for known in readings(mention.text) if known.part == "NOUN"]
    cases = {known.case for known in nouns if known.gender in (gender, "masc")}
    return bool(cases) and "nomn" not in cases


def _owned(found: Sequence[Mention]) -> Sequence[Mention]:
    """The words, where a thing of hers or his tells no sex in another clause: "her sails", not "her hand"."""
    told = list(found)
    for at in (at for at, one in enumerate(found) if fold(one.text) in ("her", "his")):
        after = found[at + 1 : at + 3]
        seen = any(other.tells("people", "look", "thing") or fold(other.text) in _BODY for other in after)
        if not seen and not any(map(is_people, found[:at])):
            told[at] = found[at]._replace(text="its")
    return tuple(told)


def _with_name(mentions: Sequence[Mention], pronoun: str) -> list[Mention]:
    """The mentions, where a first name that might have been a thing is somebody, as the pronoun after it tells."""
    told = list(mentions)
    who = next((at for at, one in enumerate(told) if first_name(one.text) == pronoun), None)
    if who is not None and not any(map(is_people, told)):
        told[who] = told[who]._replace(meanings=(("people", pronoun),), named=True)
    return told


def _pronoun(found: Sequence[Mention]) -> str | None:
    """The pronoun with which a clause begins, as the lexicon calls it."""
    if not found or (fold(found[0].text) in RULES["given"] and _years(found[1:]) is None):
        return None
    return _NAMED_BY.get(fold(found[0].text))


def _are_all_other(mentions: Sequence[Mention], name: str) -> bool:
    """Whether everybody so far is of the other sex."""
    sexes = {sex for one in mentions if is_people(one) for sex in term(one).sexes}
    return sexes == {"male" if name == "woman" else "female"}


def _is_somebody(following: Sequence[Mention]) -> bool:
    """Whether what comes after a pronoun tells of somebody, and not of a thing: "печёт хлеб", but not "уже здесь"."""
    if any(map(is_people, following)):
        return True
    theirs = [word for word in map(fold, (one.text for one in following)) if word in RULES["alone"]]
    if theirs or any(one.values("activity") for one in following[:1]):
        return True
    doing = (one for one in following if fold(one.text) not in ("is", "was"))
    doing = (one for one in doing if not (one.text.isascii() and one.text.endswith("ly")))
    first = next((one for one in doing if part_of_speech(one.text) not in ADVERBS), None)
    return first is not None and bool(lives(fold(first.text).split()[0]) or first.tells("afterwards", "posture"))


def tells_age(found: Sequence[Mention]) -> bool:
    """Whether a clause has nothing but a pronoun and an age."""
    return _pronoun(found) is not None and told_ages(found[1:]) is not None and _years(found[1:]) is not None


def _years(following: Sequence[Mention]) -> int | None:
    """Somebody's years, where no more comes after a pronoun: "ему за 70 лет", "he is 14 and skates"."""
    end = next((at for at, pair in enumerate(pairwise([*following, Mention("", ())])) if at and _ends(*pair)), None)
    ages = told_ages(following[:end]) if not any(one.values("together") for one in following[:end]) else None
    return ages.years[0] if ages and len(ages.years) == 1 else None


def _ends(one: Mention, after: Mention) -> bool:
    """Whether no more of an age is told from a word on: "she is 14 and skates", "она 60 на даче"."""
    breaks = fold(one.text).split()[0] in RULES["breaks"]
    return bool(one.values("with")) or (breaks and not after.values("number"))
