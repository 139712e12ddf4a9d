"""Gives people the looks that words ask for: hair, clothes, a trade. Knows who may have which, but draws nothing."""

import re
from collections.abc import Collection, Sequence
from itertools import islice
from typing import get_args

from prompt_builder.agents import agrees
from prompt_builder.ages import ADULTS, GROWN, MAJORITY, MINORS, age_group
from prompt_builder.apart import APART, BOTH, PART, part_of, whose_company
from prompt_builder.builds import contrasted, varied
from prompt_builder.colours import is_of_cloth, toned
from prompt_builder.defaults import CLOTHED
from prompt_builder.identity import as_called, is_kin, serves
from prompt_builder.lexicon import RULES
from prompt_builder.memory import remembered
from prompt_builder.mentions import Mention, is_beast, is_people, is_quality, names_who, scan, values_of
from prompt_builder.morphology import fold, readings
from prompt_builder.names import in_one_case
from prompt_builder.parties import telling
from prompt_builder.people import COUPLES, ELDERS, FAMILY, KIN, OFFSPRING
from prompt_builder.places import leads
from prompt_builder.references import named_once
from prompt_builder.scene import Activity, Look, Person, Setting, Thing
from prompt_builder.wardrobe import (
    BUILDS,
    INSTEAD,
    LOOKS_OF,
    MEN,
    OF_AGE,
    OUTFITS,
    WOMEN,
    fits,
    is_infant,
    layered,
    taken,
)
from schemas import Metadata, Sex

_OF_GRADUATES, _LEAVING_SCHOOL = 22, 17
"""How old who graduates is, and who leaves school."""
_GREY = {"grey hair", "white hair"}
_ADJECTIVE, _ADJECTIVES = "ADJF", tuple(RULES["leading"])
"""How words end that lead what they are said of."""


_LISTED = re.compile(r"(?:^|[,.:;] ?|[-–—] |\b(?:and|и) )(?:[\w-]+ ){0,2}([\w-]+)(?= *(?:[,.;]|$| and | и | [-–—] ))")
"""A word in a list, by itself or with an adjective."""


def dressed(people: Sequence[Person], mentions: Sequence[Mention], text: str) -> tuple[Person, ...]:
    """The people with the looks of the mentions: each goes to whom it is said of, else to the first whom it fits.

    Looks that are said of one of several and of another are each somebody's.
    """
    found, apart, looks = list(people), APART.search(text.casefold()), get_args(Look)
    both = BOTH.search(text.casefold())
    size = next(map(int, next(scan(apart[0].split()[0])).values("number")), 1) if apart else 1
    parts: dict[int, list[int]] = {}
    for at, mention in enumerate(mentions):
        if not (said := mention.values("look")):
            continue
        own = spoken_of(found, mentions, at) or [i for i, one in enumerate(found) if said_of(one, mentions, at)]
        part = part_of(mention, apart)
        if part and _beyond(mentions, at, part, apart):
            own = [*range(len(found))]
        worn_above = OUTFITS.intersection(said)
        if worn_above and own and not any(fits(look, found[i]) for i in own for look in worn_above):
            own = [i for i, one in enumerate(found) if not is_infant(one)]  # "мама с младенцем на руках в толстовке"
        all_alike = not part and _shared(_garment(mentions, at), both[0] if both else "") and not _several(mentions, at)
        if all_alike:  # "a man and a woman in white shirts"
            own = those_of(found, mentions, [k for k in range(at) if is_people(mentions[k])])
        if len(wearer := own or [*range(len(found))]) == 1:
            found[wearer[0]], said = layered(found[wearer[0]], said)
        for look in (look for look in looks if look in said):
            bare = INSTEAD.get(look, frozenset())
            free = [i for i, one in enumerate(found) if fits(look, one) and not taken(look, one, bare)]
            meant = [i for i in free if i in own or not own]
            if part:
                others = {i for other, those in parts.items() if other != part for i in those}
                same = [i for i in meant if i in parts.get(part, ())]
                meant = (same or [i for i in meant if i not in others] or meant)[:size]
                parts.setdefault(part, meant)
            each = part or all_alike or (_several(mentions, at) and not contrasted(mentions, at, look))
            for i in meant if each else meant[:1]:
                pupil = ("backpack",) if "schoolchild" in bare & {*found[i].looks} else ()
                rest = (*(other for other in found[i].looks if other not in bare), *pupil)
                found[i] = found[i].model_copy(update={"looks": (*rest, look)})
    return varied(found, mentions)


def _beyond(mentions: Sequence[Mention], at: int, part: int, apart: re.Match[str] | None) -> bool:
    """Whether those come after, of whom a look would be by the grammar, who are told apart from whom it is told of."""
    owner = _place(mentions, at)
    following = mentions[owner + 1 : owner + 2] if owner is not None and owner > at else ()
    return any(part_of(one, apart) != part for one in following)


def _garment(mentions: Sequence[Mention], at: int) -> Mention:
    """What a word for cloth leads, or what is named there: of "клетчатых рубашках" the shirts."""
    following = mentions[at + 1 : at + 2] if is_of_cloth(mentions[at]) else ()
    return next((one for one in following if not OUTFITS.isdisjoint(one.values("look"))), mentions[at])


def _shared(mention: Mention, both: str) -> bool:
    """Whether it is worn by several, as a plural tells, or the words "both in glasses"."""
    return fold(mention.text).split()[-1] in RULES["worn by several"] or mention.text.casefold() in both


def worn(mentions: Sequence[Mention], text: str, known: bool) -> list[Mention]:
    """The mentions, where a tall house, a thin line and a red cat tell nobody's looks.

    What a list goes on with after somebody is on, in its colour, too: "a man in a hat, red glasses". All of it is where
    it is `known` that somebody is there whom the words need not name.
    """
    mentions = _put_on(mentions, text, known)
    return [
        one.without("look")
        if one.values("look") and _of_beast(mentions, at)
        else one._replace(meanings=tuple(meant for meant in one.meanings if meant[1] not in BUILDS))
        if not BUILDS.isdisjoint(one.values("look")) and not _of_people(mentions, at, text)
        else one
        for at, one in enumerate(mentions)
    ]


def _put_on(mentions: Sequence[Mention], text: str, known: bool) -> list[Mention]:
    found, listed = list(mentions), _LISTED.findall(text) if any(map(_is_laid, mentions)) else ()
    for at in reversed(range(len(found) if listed else 0)):
        one = found[at]
        if _is_laid(one) and one.text.split()[-1] in listed and (known or any(map(is_people, found[:at]))):
            start = at - (at > 0 and not found[at - 1].meanings)
            said = toned([*scan(" ".join(other.text for other in found[start : at + 1]))])
            found[start : at + 1] = [other._replace(opening="clause") for other in said]
    return found


def _is_laid(mention: Mention) -> bool:
    """Whether it is what people may have on, and was taken for something that lies by itself."""
    return _is_look(mention.text) and not (is_people(mention) or mention.tells("look", "thing"))


@remembered
def _is_look(text: str) -> bool:
    """Whether words by themselves are what people may have on."""
    return any(one.values("look") for one in scan(text))


def _sexed(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, where words that tell several apart tell their sex: "двое друзей: один рыжий, другой седой"."""
    apart = APART.search(text.casefold()) if any(map(is_people, mentions)) else None
    words = [one[0] for one in PART.finditer(apart[0]) if not one[0].isascii()] if apart else []
    sexes = ["woman" if word.endswith(("а", "я")) else "man" for word in words]
    if apart is None or len(sexes) < 2 or len({*sexes}) > 1:
        return list(mentions)
    before = text.casefold()[: apart.start()]
    called = [one for one in mentions if named(one)]
    last = max(called, key=lambda one: before.rfind(one.text.casefold()), default=Mention("", ()))
    several = len(telling(named(last)).sexes) > 1 or (last.many or 1) > 1
    told = several and {*telling(named(last)).sexes} == {None}
    return [one.also("people", sexes[0]) if told and one is last else one for one in mentions]


def sexed(metadata: Metadata, mentions: Sequence[Mention]) -> Metadata:
    """The metadata with the sex that looks tell where neither they nor a word for people do: a beard, a dress."""
    if metadata.sex or any(map(is_people, mentions)):
        return metadata
    looks = values_of(mentions, "look")
    told: list[Sex] = [sex for sex, theirs in LOOKS_OF.items() if not theirs.isdisjoint(looks)]
    return metadata.model_copy(update={"sex": told[0]}) if len(told) == 1 else metadata


def revealed(mentions: Sequence[Mention], text: str) -> list[Mention]:
    """The mentions, where a look tells the sex or the age of whom it is said: a moustache, a grey head.

    So do the words that tell several apart.
    """
    found = _sexed(mentions, text)
    for at, one in enumerate(mentions):
        looks = one.values("look")
        if not looks or (who := _who(found, at)) is None or not named(who):
            continue
        place, term = next(i for i, other in enumerate(found) if other is who), telling(named(who))
        told = [("man", MEN), ("woman", WOMEN)]
        names = [name for name, theirs in told if not theirs.isdisjoint(looks)]
        if len(names) == 1 and {*term.sexes} == {None}:
            several = len(term.sexes) > 1 or (who.many or 1) > 1
            others = (i for i, other in enumerate(found) if several and i != at and other.values("look"))
            called = "couple" if any(_who(found, i) is who for i in others) else names[0]  # "one bald, one stout"
            found[place] = who = who.also("people", called)
        elder = any(not _GREY.isdisjoint(other.values("look")) or other.age == "senior" for other in found)
        leaves = "graduate" in looks
        may_be_grown = term.relation in ("younger", "same", "elder", "junior")
        if not who.aged and may_be_grown and not OF_AGE.isdisjoint(looks) and (elder or not leaves):
            found[place] = who = who._replace(age="adult")
        elif leaves and not who.aged and _may_graduate(who):
            grown = term.casual or not KIN.isdisjoint(named(who))
            found[place] = who = who._replace(years=_OF_GRADUATES if grown else _LEAVING_SCHOOL)
        grey = not _GREY.isdisjoint(looks) and "moustache" not in looks and fold(one.text) not in RULES["streaks"]
        pair = not COUPLES.isdisjoint(named(who))
        grown = (term.groups == GROWN and (pair or not term.relation)) or (
            term.relation == "older" and _has_grown(found)
        )
        if grey and grown and not who.aged:
            found[place] = who._replace(age="senior")
    kin = [one for one in found if one.values("people")]
    if len(kin) == 2 and any(one.age == "senior" and ELDERS & {*one.values("people")} for one in kin):
        sons = [one for one in kin if OFFSPRING & {*one.values("people")} and not one.aged]
        found = [one._replace(age="adult") if one in sons else one for one in found]  # "son hugging his elderly mother"
    return found


def _may_graduate(mention: Mention) -> bool:
    """Whether these are young, and not too small to leave a school."""
    names = named(mention)
    return "teenager" in telling(names).groups or not KIN.isdisjoint(names)


def _has_grown(mentions: Sequence[Mention]) -> bool:
    """Whether a child of somebody is grown up: "взрослый сын"."""
    terms = [(one, telling(named(one))) for one in mentions if named(one)]
    younger = [one for one, term in terms if term.relation == "younger" or term.groups[0] in MINORS]
    return any((one.age in ADULTS) if one.years is None else one.years >= MAJORITY for one in younger)


def clothed(people: Sequence[Person], activity: Activity, weather: Sequence[Setting | Thing]) -> tuple[Person, ...]:
    """The people in what suits the weather and what they do, where nobody said what they wear."""
    found = []
    for one in people:
        suited = one
        for look in (look for what in (one.deed or activity, *weather) for look in CLOTHED.get(what, ())):
            covers = look == "hat" and "bald" in suited.looks
            dressed_so = look in OUTFITS and not OUTFITS.isdisjoint(suited.looks)
            if fits(look, suited) and not (taken(look, suited) or covers or dressed_so):
                suited = suited.model_copy(update={"looks": (*suited.looks, look)})
        found.append(suited)
    return tuple(found)


def named(mention: Mention) -> tuple[str, ...]:
    """The names of people in a mention, but for that of a family."""
    return tuple([name for name in mention.values("people") if name != FAMILY])


def _who(mentions: Sequence[Mention], at: int) -> Mention | None:
    """The people of whom something is said: those named with it, or before it, or else after it.

    Adjectives lead, and so does a trade that is told of a woman or a man, as it is read before that: "male builder". A
    graduation is that of who is called a graduate, or of somebody's child.
    """
    if mentions[at].values("look") == ("graduate",) and not mentions[at].values("people"):
        known = [one for one in mentions if named(one)]
        graduates = [one for one in known if "graduate" in one.values("look")]
        theirs = graduates or list(filter(_may_graduate, known))
        if theirs:
            return theirs[0]
    who = _place(mentions, at)
    return None if who is None else first_named(mentions, who)


def first_named(mentions: Sequence[Mention], at: int) -> Mention:
    """Who is named at a place, or is named again there."""
    first = mentions[at].again
    return mentions[at if first is None else first]


def _place(mentions: Sequence[Mention], at: int) -> int | None:
    """Where the people are named, or named again, of whom something is said."""
    before, after = range(at - 1, -1, -1), range(at + 1, len(mentions))
    leads = _is_of_next(mentions, at) or _leads(mentions, at)
    known = (i for i in ((at, *after, *before) if leads else (at, *before, *after)) if names_who(mentions[i]))
    pronouns = RULES["he"] | RULES["she"]  # which nothing leads: "he is dark-haired, she is fair"
    place = next((i for i in known if i <= at or fold(mentions[i].text) not in pronouns), None)
    if place is not None and place < at and mentions[at].opening and not mentions[at].values("people"):
        return whose_company(mentions, place, mentions[at].values("look"))
    company = place is not None and place > at and mentions[place].beside == "with"
    return None if company and not leads else place  # "в очках, с женой"


def _is_of_next(mentions: Sequence[Mention], at: int) -> bool:
    """Whether it is a trade that is read before who has it: "male builder"."""
    of_next = any(map(is_people, mentions[at + 1 : at + 2])) and not names_who(mentions[at])
    return of_next and any(map(is_people, scan(mentions[at].text)))


def spoken_of(people: Sequence[Person], mentions: Sequence[Mention], at: int) -> list[int]:
    """Which of the people are spoken of at a place, where all were named, each once and in this order; else none.

    Who alone is named with a family or a couple is the only one of that sex and age, or who serves: "семья, бабушка в
    очках", "семья, консультант".
    """
    told = [*islice(named_once(filter(is_people, mentions)), len(people) + 1)]  # more are as good as all
    sizes = [one.many or (len(telling(names).sexes) if (names := named(one)) else 1) for one in told]
    who = _who(mentions, at)
    if told and len(people) == sum(sizes) + 1 and all(one.beside for one in told):
        told, sizes = [Mention("", ()), *told], [1, *sizes]  # whom the metadata tell of
        who = who or told[0]
    owners = [one for one, size in zip(told, sizes, strict=True) for _ in range(size)]
    if len(people) in (len(told), len(owners)):
        owned = zip(people, told if len(told) == len(people) else owners, strict=True)
        those = [i for i, (one, owner) in enumerate(owned) if owner is who and said_of(one, mentions, at)]
        if those or max(sizes, default=1) == 1:
            return those
    those = [] if who is None or (who.many or 1) > 1 else like(people, who)
    those = [i for i in those if who and serves(who) and people[i].serves] or those
    if len(those) > 1 and who and not is_kin(who) and any(FAMILY in one.values("people") for one in told):
        those = those[-1:] if told[-1] is who else those[:1] if told[0] is who else []
    return those if len(those) == 1 else []


def those_of(people: Sequence[Person], mentions: Sequence[Mention], places: Collection[int]) -> list[int]:
    """Which of the people are spoken of at any of the places, by number."""
    return sorted({i for at in places for i in spoken_of(people, mentions, at)})


def like(people: Sequence[Person], mention: Mention) -> list[int]:
    """Which of the people may be somebody whom a mention names, by sex and age."""
    term = telling(names) if (names := named(mention)) else None
    if term is None or len(term.sexes) > 1:
        return []
    known = [i for i, one in enumerate(people) if term.sexes[0] in (None, one.sex)]
    exact = [i for i in known if people[i].age_group in term.groups]
    return exact or [i for i in known if people[i].age_group == "young adult" and "adult" in term.groups]


def _leads(mentions: Sequence[Mention], at: int) -> bool:
    """Whether a word stands before whom it describes, whatever its case: "с высоким папой"."""
    if is_of_cloth(mentions[at]):
        return False
    text, after = mentions[at].text, next((one for one in mentions[at + 1 :] if not is_quality(one)), None)
    english = text.isascii()
    before = next((one for one in mentions[:at][::-1] if english or not one.values("look")), Mention("", ()))
    trails = is_people(before) and in_one_case(before.text.split()[-1], text)
    next_to = trails and before == mentions[at - 1]
    apart = next_to and not (after and is_people(after) and after.opening != "clause")
    other = trails and after and (next_to or after.opening) and not (english or agrees(mentions[at], after))
    if after and (apart or other):
        return False  # "дедушка лысый с седой бородой обнимает внука", "папа лысый, мама блондинка"
    if text.casefold().endswith(_ADJECTIVES) or after is None or not after.values("people"):
        return text.casefold().endswith(_ADJECTIVES)
    return _ADJECTIVE in [one.part for one in readings(text)] and in_one_case(text, after.text.split()[0])


def _of_people(mentions: Sequence[Mention], at: int, text: str) -> bool:
    """Whether an adjective is said of people, and not of what comes after it: "a tall thin man", not "a tall house".

    So is one that comes after somebody and leads nothing: "папа высокий, в очках"; a comparative always does.
    """
    rest = mentions[at:]
    follows = at > 0 and (names_who(mentions[at - 1]) or mentions[at - 1].tells("look"))
    if any(told.part == "COMP" for told in readings(rest[0].text.split()[0])):
        return follows
    known = (i for i, one in enumerate(rest) if names_who(one) or not one.values("look"))
    first = next(known, 0)
    if not first or names_who(rest[first]):
        return True
    between = re.search(f"{re.escape(rest[first - 1].text)}(.*?){re.escape(rest[first].text)}", text)
    alone = not (between and leads(between[1])) and not is_quality(rest[first])
    return alone and (follows or bool(part_of(rest[0], APART.search(text.casefold()))))


def _of_beast(mentions: Sequence[Mention], at: int) -> bool:
    """Whether an adjective is said of an animal, or that it sleeps: "рыжий кот", "кот спит"."""
    if "asleep" in mentions[at].values("look"):
        return bool(at) and is_beast(mentions[at - 1])
    text, following = mentions[at].text, [one for one in mentions[at + 1 :] if not one.values("look")]
    noun = next((one for one in following if one.meanings or not one.text.casefold().endswith(_ADJECTIVES)), None)
    leads = _ADJECTIVE in [one.part for one in readings(text)] or text.casefold().endswith(_ADJECTIVES)
    leads = leads and not mentions[at].values("people")
    return noun is not None and leads and is_beast(noun) and in_one_case(text, noun.text)


def _several(mentions: Sequence[Mention], at: int) -> bool:
    """Whether it is said of several."""
    who = _who(mentions, at)
    if who is None or not named(who):
        return True
    return (who.many or 1) > 1 or len(telling(named(who)).sexes) > 1


def said_of(person: Person, mentions: Sequence[Mention], at: int) -> bool:
    """Whether somebody is such as those of whom it is said, and of the sex that a pronoun tells there."""
    who, place = _who(mentions, at), _place(mentions, at)
    if place is None or who is None or not named(who):
        return True
    pronoun, again = fold(mentions[place].text), mentions[place].again is not None
    sexes = {*telling(named(as_called(mentions[place]))).sexes} if again else {person.sex}
    if pronoun in RULES["he" if person.sex == "female" else "she"] or not sexes & {person.sex, None, "other"}:
        return False
    term = telling(named(who))
    grown_child = term.relation == "younger" and person.generation < 0 and person.age_group in ADULTS
    group = term.groups[0] if who.years is None else age_group(who.years)
    called_young = person.age_group == "teenager" and term.groups == ("young adult",)
    if (person.age_group in MINORS) != (group in MINORS) and not (grown_child or called_young):
        return False
    return person.sex in term.sexes or bool({None, "other"} & set(term.sexes))
