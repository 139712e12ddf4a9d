"""Tells whether two mentions may be of the same people, by number, sex, age and what they are called."""

from collections.abc import Sequence
from itertools import takewhile

from prompt_builder.ages import ADULTS, CHILDREN, MINORS, AgeGroup, age_group
from prompt_builder.lexicon import RULES, begins
from prompt_builder.memory import remembered
from prompt_builder.mentions import NOTHING, Mention, cases, is_people, is_quality, scan, values_of
from prompt_builder.morphology import QUALITIES, fold, part_of_speech, readings
from prompt_builder.names import in_one_case
from prompt_builder.parties import agree, telling
from prompt_builder.people import (
    ANYBODY,
    COMPANY,
    COUPLES,
    ELDERS,
    FAMILY,
    KIN,
    OF_CHILDREN,
    OF_ELDER,
    OF_JUNIOR,
    OF_MINORS,
    OF_SEVERAL,
    OWN,
    PARTS,
    SINGULAR,
    STUDENTS,
    TRADES,
    UNIQUE,
    PersonTerm,
)

GROWN_YEARS = range(18, 100)
_TEENS, _ALL_YEARS = range(12, 100), range(100)
"""Numbers after grown people, after who may be a teenager, and after children that are their years."""
_SEXES_AND_STATUS = RULES["sexes"] | RULES["status"]
_OF_AGE = 20
"""How old a son or a daughter is who gets keys."""
_ANYBODY = {"person", "people", "men", "women", "clients"}
_YOUNG: set[AgeGroup] = {"teenager", "young adult"}
"""Whom words for grown people and words for the young both call."""


def nobody(mention: Mention) -> Mention:
    """The mention without the people whom it names."""
    rest = mention.without("people")
    return rest if rest.meanings else rest.silent()


def term(mention: Mention) -> PersonTerm:
    """What those whom it names are called tells of them."""
    return mention.term


def is_one(mention: Mention) -> bool:
    """Whether it names one person."""
    return mention.many in (None, 1) and len(mention.term.sexes) == 1


def are_several(mention: Mention) -> bool:
    """Whether these are several by what they are called."""
    return not OF_SEVERAL.isdisjoint(mention.values("people"))


def how_many(mention: Mention) -> int:
    """How many people a mention names; none for a family, of which that is told otherwise."""
    return 0 if FAMILY in mention.values("people") else mention.many or len(mention.term.sexes)


def each_called(mention: Mention) -> Mention:
    """The mention with what each of those is called."""
    names = ((kind, SINGULAR.get(name, name) if kind == "people" else name) for kind, name in mention.meanings)
    return mention._replace(meanings=tuple(names))


def as_called(mention: Mention) -> Mention:
    """The mention, of whom is named again with what its own word tells of."""
    return mention if mention.again is None else _own_word(mention)


def _own_word(mention: Mention) -> Mention:
    return each_called(next(scan(mention.text.split()[-1])))


def apart(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, of whom is named twice each with the trade that its own word tells of: "женщина, ветеринар"."""
    named = {one.again for one in mentions}
    twice = {at for at, one in enumerate(mentions) if at in named and TRADES & {*one.values("people")}}
    own = twice | {at for at, one in enumerate(mentions) if one.again in twice and one.meanings == NOTHING}
    return [_own_word(one)._replace(text=one.text) if at in own else one for at, one in enumerate(mentions)]


def each_of(several: Mention) -> list[Mention]:
    """A mention for each of several; one for either of a couple."""
    names = next((PARTS[name] for name in several.values("people") if name in PARTS), ())
    two = names and several.many in (None, len(names))
    each = [several._replace(meanings=(("people", name),)) for name in reversed(names)] if two else []
    return [one._replace(many=1, opening="") for one in each or [each_called(several)] * how_many(several)]


def others_of(several: Mention, one: Mention) -> Mention | None:
    """Several without the one of them who is told to do something: "двое коллег, девушка показывает отчёт"."""
    left = (several.many or 0) - 1
    told = is_one(one) and _is_called_anybody(one) and None in term(several).sexes
    if left < 1 or not told or not are_of(several, one):
        return None
    return (each_called(several) if left == 1 else several)._replace(many=left)


def usual_years(mention: Mention) -> range:
    """The numbers that are years of who is called so, also where nobody says it."""
    casual = term(mention).casual or not STUDENTS.isdisjoint(mention.values("people"))
    return _ALL_YEARS if are_young(mention) else _TEENS if casual else GROWN_YEARS


def has_children(parent: Mention, children: Mention) -> bool:
    """Whether children are those of one who is grown and named right before them: with them, or several of theirs."""
    theirs = children.beside == "with" or not (children.beside or is_one(children))
    return theirs and term(children).groups[0] in CHILDREN and is_one(parent) and not are_minors(parent)


def are_minors(mention: Mention) -> bool:
    """Whether these are children or teenagers."""
    return not OF_MINORS.isdisjoint(mention.values("people"))


def are_of(several: Mention, one: Mention) -> bool:
    """Whether somebody may be among several, by sex and age."""
    sexes, own = {*term(several).sexes}, {*term(one).sexes} - {None}
    own = {"male", "female"} if "other" in own else own
    grows = are_minors(one) or term(several).relation == "same"  # brothers are of any age
    anybody = set(several.values("people")) <= _ANYBODY | OWN or (are_minors(several) and grows)
    masculine = bool(several.many and nouns(several) & RULES["masculine"])
    sexed = masculine or own <= sexes or not sexes.isdisjoint((None, "other"))
    return sexed and (anybody or _of_one_age(several, one))


def may_be(first: Mention, again: Mention) -> bool:
    """Whether two mentions may be of the same people, by number, sex and age."""
    if FAMILY in first.values("people") or len({first.years, again.years} - {None}) > 1:
        return False
    if (alone := is_one(first)) != is_one(again):
        return False
    one, two = term(first).sexes, term(again).sexes
    if alone and not _of_one_sex(first, again):
        return False
    if not alone and len(set(two)) == 1 and two[0] and not {*one} <= {two[0], None}:
        return False
    if (begins(fold(first.text), "serving") and begins(fold(again.text), "served")) or _are_ranked(first, again):
        return False
    return _of_one_age(first, again)


def serves(mention: Mention) -> bool:
    """Whether it is somebody who serves others, by the word."""
    return is_people(mention) and begins(fold(mention.text), "serving")


def _of_one_sex(first: Mention, again: Mention) -> bool:
    return len({*term(first).sexes, *term(again).sexes} - {None, "other"}) < 2


def is_named_again(first: Mention, again: Mention) -> bool:
    """Whether the same noun opens a clause on whom it named: kin and company, and whoever acts or is aged only now."""
    if not (is_one(first) and is_one(again) and _of_one_sex(first, again) and alike(first, again)):
        return False
    if (first.aged and again.aged) or _are_ranked(first, again):
        return False
    names = again.values("people")
    new = first.opening in ("list", "", "near") if again.opening == "aside" else not first.does
    return is_kin(again) or not COMPANY.isdisjoint(names) or again.aged or (again.acts and new)


def alike(first: Mention, again: Mention) -> bool:
    """Whether the same noun tells of both, in whatever case."""
    return bool(nouns(first) & nouns(again))


def _are_ranked(first: Mention, again: Mention) -> bool:
    """Whether one is called the elder and the other the younger: "старший брат в очках, младший брат в кепке"."""
    one, two = first.values("people"), again.values("people")
    elder, junior = OF_ELDER.intersection, OF_JUNIOR.intersection
    return bool((elder(one) and junior(two)) or (junior(one) and elder(two)))


def is_described(mentions: Sequence[Mention], at: int) -> bool:
    """Whether it is told after somebody, who is named at a place, what that one looks like."""
    rest = takewhile(lambda one: not one.values("people"), mentions[at + 1 :])
    return any(one.values("look") and not is_quality(one) for one in rest)


def is_told_aside(first: Mention, again: Mention) -> bool:
    """Whether who comes after a comma may be who was named: by another kind of word, as "the baker, a tall man".

    Such kinds are a name, a word of kin, what somebody does, and what tells sex and age alone. An adjective is of who
    was called by another: "высокий, худой".
    """
    if _is_adjective(again) and _is_adjective(first):
        return first.opening != "recap" and is_one(first) and first.values("people") == again.values("people")
    aged = part_of_speech(again.text) == "ADJF" and len(term(again).groups) == 1  # "учитель, пожилой"
    if aged or fold(again.text) in _SEXES_AND_STATUS:  # "швея, самозанятые"
        return is_one(first) and (not is_one(again) or may_be(first, again))
    names, others = first.values("people"), again.values("people")
    if (
        FAMILY in names
        or is_one(first) != is_one(again)
        or (TRADES & {*names} and are_minors(again) and ("girl" not in others or begins(fold(first.text), "tutors")))
        or not (first.many or again.many or in_one_case(*(one.text.split()[-1] for one in (first, again))))
    ):
        return False
    kin, role, anybody = is_kin(first), _has_role(first), _is_called_anybody(first)
    if is_kin(again):
        return (first.named or (role and possible_ages(first) == possible_ages(again))) and may_be(first, again)
    if again.opening == "word" and _is_called_anybody(again) and not _has_role(again):
        return kin and term(first).groups[0] in CHILDREN and may_be(first, again)
    served = first.years is None and serves(again)
    known = first.named or kin or (role and _is_called_anybody(again)) or (anybody and _has_role(again) and not served)
    sexed = again.opening == "aside" and term(first).sexes == (None,) != term(again).sexes
    other = known or (anybody and sexed and _is_called_anybody(again))
    told = other or bool(again.many) or bool((OWN | COMPANY) & {*names, *others})
    grown = kin and is_one(first) and bool(possible_ages(again) & {*ADULTS}) and _of_one_sex(first, again)
    as_many = again.many is None or first.many in (None, again.many)
    return told and as_many and (grown or may_be(first, again))


def _is_adjective(mention: Mention) -> bool:
    """Whether somebody is called by what they look like alone."""
    return bool(mention.values("look")) and part_of_speech(mention.text) == "ADJF"


def is_kin(mention: Mention) -> bool:
    """Whether what somebody is called tells of a family."""
    names = mention.values("people")
    return bool((KIN | UNIQUE) & set(names)) or telling(names).relation in ("older", "younger")


def _is_called_anybody(mention: Mention) -> bool:
    """Whether a word tells sex and age alone."""
    return bool(_called(mention) & RULES["anybody"] or COUPLES & set(mention.values("people")))


def _has_role(mention: Mention) -> bool:
    """Whether a word tells what somebody does, or how they belong to others."""
    return bool(_called(mention) & RULES["role"]) or not _is_called_anybody(mention)


def _called(mention: Mention) -> set[str]:
    return {fold(mention.text.split()[-1]), *nouns(mention)}


def nouns(mention: Mention) -> frozenset[str]:
    """What a dictionary has the nouns for people under; a word that it has not as it stands."""
    return _nouns(mention.text)


@remembered
def _nouns(text: str) -> frozenset[str]:
    *first, last = map(readings, text.split())
    told = (*last, *(known[0] for known in first if known))
    return frozenset({one.lemma for one in told if one.part == "NOUN"} or {fold(text)})


def of_age(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, of whom those grown up get keys who are called so as well as children: "girl getting her keys".

    So are a son or a daughter whom a parent gives keys, or who gives them to one.
    """
    keys = any({"keys", "holding keys", "handing over keys"} & {value for _, value in one.meanings} for one in mentions)
    named = [one for one in mentions if one.values("people")]
    given = "handing over keys" in values_of(mentions, "activity") and len(named) == 2
    kin = all(is_kin(one) and not one.beside for one in named)
    if given and kin and not all(map(are_minors, named)):
        young = [one for one in named if are_minors(one) and is_one(one) and not one.aged]
        return [one._replace(years=_OF_AGE) if one in young else one for one in mentions]
    if not keys or any(one.aged or not term(one).casual for one in named):
        return mentions
    grown = {True: "young woman", False: "young man"}
    return [one.also("people", grown[term(one).sexes[0] == "female"]) if one in named else one for one in mentions]


def _of_one_age(first: Mention, again: Mention) -> bool:
    """Whether two mentions may be of people of one age, where the other word may be one that grown people use."""
    ages, others = ages_beside(first, again), ages_beside(again, first)
    others |= {"young adult"} if term(again).casual else set()
    return bool(ages & others) or (ages == {"teenager"} and bool(others & _YOUNG))


def ages_beside(mention: Mention, other: Mention) -> set[AgeGroup]:
    """The ages that people may have who are called so: parents are old where several are, "мама и папа, пенсионеры"."""
    ages = possible_ages(mention)
    old = ages == {"adult"} and is_kin(mention) and not is_one(other) and not is_kin(other)
    return ages | {"senior"} if old else ages


def possible_ages(mention: Mention) -> set[AgeGroup]:
    """The ages that people may have who are called so."""
    if mention.years is not None:
        return {age_group(mention.years)}
    groups = term(mention).groups
    if mention.age and not (mention.age == "young adult" and "child" in groups):
        return {mention.age}
    if mention.named and {"he", "she", "they"} & set(mention.values("people")):
        return {*groups, *ADULTS}
    return {*groups} if len(groups) == 1 or groups[0] not in ADULTS else {*ADULTS}


def are_one(first: Mention, second: Mention) -> bool:
    """Whether two words side by side may be of the same people."""
    (last, names), (word, others) = ((one.text.split()[-1], one.values("people")) for one in (first, second))
    alike = in_one_case(last, word)
    pregnant = first.values("look") and any(one.part in QUALITIES for one in readings(last))  # "беременная дочь"
    patient = term(first).groups[0] in MINORS and others == ("person",)  # "a girl patient"
    trainee = names == ("person",) and is_kin(second)  # "her apprentice son"
    trade = others == ("male specialist",) and set(term(first).sexes) == {"female"}  # "женщина-полицейский"
    haired = all(look.endswith(" hair") for look in second.values("look")) and _of_one_sex(first, second)
    called = bool(second.values("look")) and haired and not word.isascii()  # "мама блондинка"
    if alike and (pregnant or patient or trade or called or (trainee and word.isascii())):
        return True
    return (alike or "gent" in cases(second)) and agree(names, others)


def one_of(first: Mention, second: Mention) -> list[Mention]:
    """Join two words side by side for one person ("teenage daughter"); a trade beside a person is only a word."""
    trades = [mention for mention in (first, second) if TRADES & set(mention.values("people"))]
    if len(trades) == 1 and not (COUPLES & {*first.values("people")} and are_several(second)):
        person = second if trades[0] is first else first
        told = first._replace(text=person.text, meanings=person.meanings)
        looks = tuple(meaning for meaning in trades[0].meanings if meaning[0] != "people")
        return [Mention(trades[0].text, looks), told]
    text, meanings = f"{first.text} {second.text}", first.meanings + second.meanings
    return [first._replace(text=text, meanings=meanings, age=first.age or second.age)]


def is_of_couple(several: Mention, parent: Mention) -> bool:
    """Whether a parent may be one of a couple, or is a wife or husband, who were named otherwise before.

    So are grandparents where those are old.
    """
    names, both = {*parent.values("people")}, {*several.values("people")}
    pair = both & {"couple", "seniors", "wife", "husband", *PARTS} - {"newlyweds"}
    pair = pair or (both & ANYBODY if is_one(several) else set())
    ages: set[AgeGroup] = {"senior"} if names & {*PARTS["grandparents"]} else {"young adult", "adult"}
    known = bool(names & (ELDERS | {*PARTS["grandparents"]})) and is_one(parent)
    sexes = {*term(parent).sexes, None, "other"} & {*term(several).sexes}
    return known and bool(pair and sexes and ages & possible_ages(several))


def is_uncounted(several: Mention, again: Mention) -> bool:
    """Whether so many are those of whom no number was told: "дети с бабушкой, двое внуков", "Дамы, ... Две дамы"."""
    same = (are_minors(several) and are_minors(again)) or several.values("people") == again.values("people")
    return same and not is_one(several) and several.many is None and may_be(several, again)


def are_one_kind(first: Mention, again: Mention) -> bool:
    """Whether two words for one person tell the same sex and age: "пожилой мужчина", "дедушка"."""
    ages = possible_ages(first)
    sexes = term(first).sexes == term(again).sexes != (None,)
    return is_one(first) and sexes and len(ages) == 1 and ages == possible_ages(again)


def are_as_old(first: Mention, second: Mention, years: int) -> bool:
    """Whether years told after two in a list are those of both: of a pair, but of no pupil and little sister."""
    one, two = term(first), term(second)
    pupil = {"schoolchild"} & ({*first.values("look")} - {*second.values("look")})
    if pupil or first.tells("workplace") or not is_one(first) or two.relation in ("elder", "junior"):
        return False
    same = one.relation == two.relation and one.relation in ("same", "older")
    return same or age_group(years) in possible_ages(first) & possible_ages(second)


def are_young(mention: Mention) -> bool:
    """Whether these may be children."""
    return not OF_CHILDREN.isdisjoint(mention.values("people"))
