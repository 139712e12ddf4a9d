"""Tells who hugs whom, who is proud of whom and who is looked at, where words name them. Knows no poses."""

from collections.abc import Sequence

from prompt_builder.agents import Doers
from prompt_builder.ages import CHILDREN
from prompt_builder.lexicon import RULES
from prompt_builder.looks import spoken_of, those_of
from prompt_builder.mentions import OWNER, Mention, cases, names_who
from prompt_builder.morphology import finite, fold
from prompt_builder.parties import telling
from prompt_builder.people import FAMILY
from prompt_builder.scene import Person
from prompt_builder.service import told_of
from prompt_builder.wardrobe import is_infant

_MUTUAL = ("ся", "сь", "объятиях", "обнимку")
"""How words end for those who hug each other."""


def loving(people: Sequence[Person], mentions: Sequence[Mention], doers: Doers) -> tuple[Person, ...]:
    """The people of whom those are fond who hug others or are proud of them, who are dear; none who hug each other."""
    for at, deed in enumerate(mentions):
        word = fold(deed.text).split()[0]
        hugs = "hugging" in deed.values("activity") and not word.endswith(_MUTUAL)
        if not (hugs or finite(word) in RULES["proud"]):
            continue
        subjects = [i for i in _row(mentions, at) if cases(mentions[i]) == {"nomn"}]  # "обнимают внука мама и папа"
        who = _owner(mentions, at) or doers[at] or subjects
        theirs = {*those_of(people, mentions, who)}
        dear = {*those_of(people, mentions, [i for i in _row(mentions, at) if i not in who])}
        if not dear:
            dear = _named_before(people, mentions, min(who, default=0), theirs)
        whole = any(FAMILY in mentions[i].values("people") for i in who)
        fond = ({*range(len(people))} if whole else theirs or {0}) - dear
        if dear and fond:
            return tuple(one.model_copy(update={"fond": i in fond, "dear": i in dear}) for i, one in enumerate(people))
    return tuple(people)


def watched(people: Sequence[Person], mention: Mention | None) -> tuple[Person, ...]:
    """The people, with those told at whom the others look, if a mention names only some."""
    if mention is None:
        return tuple(people)
    told = telling(mention.values("people"))
    seen = [i for i, one in enumerate(people) if one.age_group in told.groups and {None, one.sex} & {*told.sexes}]
    return told_of(people, seen if len(seen) < len(people) else (), watched=True)


def _row(mentions: Sequence[Mention], at: int) -> list[int]:
    """The places of those who are named in a row after a deed."""
    found: list[int] = []
    for i, one in enumerate(mentions[at + 1 :], at + 1):
        if names_who(one) and one.opening == "":
            found.append(i)
        elif names_who(one) or one.values("activity") or one.values("posture"):
            break
    return found


def _owner(mentions: Sequence[Mention], at: int) -> list[int]:
    """Where it is told whose an arm is: "dad's arm around his shoulders"."""
    return [i for i in range(max(at - 1, 0), at) if names_who(mentions[i]) and OWNER.fullmatch(mentions[i].text)]


def _named_before(people: Sequence[Person], mentions: Sequence[Mention], first: int, but: set[int]) -> set[int]:
    """Who was named last before a place, and is no child that is carried: "мама держит малыша, папа обнимает её"."""
    ages = CHILDREN if any(one.carries for one in people) else ()
    each = ({*spoken_of(people, mentions, i)} for i in range(first - 1, -1, -1) if names_who(mentions[i]))
    carried = {i for i, one in enumerate(people) if one.age_group in ages or is_infant(one)}
    return next(filter(None, (who - carried - but for who in each)), set())
