"""Tells who hugs whom, who is proud of whom and who is looked at, where words name them. Knows no poses."""

from collections.abc import Collection, Sequence

from prompt_builder.agents import names
from prompt_builder.ages import CHILDREN, INFANT
from prompt_builder.lexicon import RULES
from prompt_builder.looks import spoken_of, those_of
from prompt_builder.mentions import OWNER, Mention, cases
from prompt_builder.morphology import finite, fold
from prompt_builder.parties import telling
from prompt_builder.people import FAMILY
from prompt_builder.scene import Person


def loving(people: Sequence[Person], mentions: Sequence[Mention], doers: Sequence[Sequence[int]]) -> tuple[Person, ...]:
    """The people of whom those are fond who hug others or are proud of them, who are dear; none who hug each other."""
    for at, deed in enumerate(mentions):
        word = fold(deed.text).split()[0]
        hugs = "hugging" in deed.values("activity") and not word.endswith(_MUTUAL)
        if hugs or finite(word) in RULES["proud"]:
            subjects = [i for i in _row(mentions, at) if cases(mentions[i]) == {"nomn"}]  # "обнимают внука мама и папа"
            who = _owner(mentions, at) or doers[at] or subjects
            theirs = {*those_of(people, mentions, who)}
            dear = {*those_of(people, mentions, [i for i in _row(mentions, at) if i not in who])}
            if not dear:
                dear = _named_before(people, mentions, min(who, default=0), theirs)
            whole = any(FAMILY in mentions[i].values("people") for i in who)
            fond = ({*range(len(people))} if whole else theirs or {0}) - dear
            if dear and fond:
                return tuple(
                    one.model_copy(update={"fond": i in fond, "dear": i in dear}) for i, one in enumerate(people)
                )
    return tuple(people)


def watched(people: Sequence[Person], mention: Mention | None) -> tuple[Person, ...]:
    """The people, with those told at whom the others look, if a mention names only some."""
    told = telling(mention.values("people")) if mention else None
    seen = [bool(told and one.age_group in told.groups and {None, one.sex} & {*told.sexes}) for one in people]
    if all(seen):
        return tuple(people)
    return tuple(one.model_copy(update={"watched": True}) if at else one for one, at in zip(people, seen, strict=True))


def _row(mentions: Sequence[Mention], at: int) -> list[int]:
    """The places of those who are named in a row after a deed."""
    found: list[int] = []
    for i, one in enumerate(mentions[at + 1 :], at + 1):
        if names(one) and one.opening == "":
            found.append(i)
        elif names(one) or one.values("activity") or one.values("posture"):
            break
    return found


def _owner(mentions: Sequence[Mention], at: int) -> list[int]:
    """Where it is told whose an arm is: "dad's arm around his shoulders"."""
    return [i for i in range(max(at - 1, 0), at) if names(mentions[i]) and OWNER.fullmatch(mentions[i].text)]


def _named_before(people: Sequence[Person], mentions: Sequence[Mention], first: int, but: Collection[int]) -> set[int]:
    """Who was named last before a place, and is no child that is carried: "мама держит малыша, папа обнимает её"."""
    ages = CHILDREN if any(one.carries for one in people) else ()
    each = ({*spoken_of(people, mentions, i)} for i in range(first - 1, -1, -1) if names(mentions[i]))
    upright = (
        {i for i in who if i not in but and people[i].age_group not in ages and people[i].age not in range(INFANT + 1)}
        for who in each
    )
    return next(filter(None, upright), set())


_MUTUAL = ("ся", "сь", "объятиях", "обнимку")
