"""Tells of which of several something is said: of one of those told apart, of who has company. Reads no looks."""

import re
from collections.abc import Collection, Sequence

from prompt_builder.agents import is_deed
from prompt_builder.ages import MINORS
from prompt_builder.mentions import Mention, is_people
from prompt_builder.parties import telling
from prompt_builder.people import FAMILY
from prompt_builder.scene import Look
from prompt_builder.wardrobe import GROWN, MEN, WOMEN

APART = re.compile(
    r"\b(one|одна|один|перв(ая|ый)|старш(ая|ий)|the (first|elder|older))\b"
    r"(?! (of(?! (them|whom)\b)|another|by|из(?! (них|которых)\b)|на))"
    r"(?=.+\b(one|(an)?other|second|younger|друг(ая|ой)|втор(ая|ой)|младш(ая|ий)|одна|один)\b).+"
    r"|(?<=[,:;—-] )(?:the )?(one|одна|один|second|third|втор(?:ой|ая)|трет(?:ий|ья)) "
    r"(in|with|has|wears|wearing|is|uses|в|с|со|носит|на)\b[^,.;]+"
    r"|\b(у|на) одно(й|го|м)\b(?! (рук|сторон|стен|полк|стол|ног|плеч))(?=.+\b(у|на) друго(й|го|м)\b).+"
    r"|\bу (одной|одного)\b[^,.;]+"
    r"|\b((one|two|three|four) of (them|whom)|(од(ин|на)|дв(а|е|ое)|тр(и|ое)|четверо) из (них|которых))\b[^,.;]+"
)
"""Where several are told apart: one so, the other so, or so many of them so."""
BOTH = re.compile(r"\b(оба|обе|both)\b[^,.;]+")
"""What is said of both."""
PART = re.compile(
    r"\b(one|(an)?other|first|second|third|elder|older|younger|перв(ая|ый)|втор(ая|ой)|трет(ья|ий)|друг(ая|ой)"
    r"|друго(го|м)|одна|один|одно(й|го|м)|старш(ая|ий)|младш(ая|ий))\b"
)
"""Where the next of them is told of."""


def part_of(mention: Mention, apart: re.Match[str] | None) -> int:
    """Which of those told apart a mention is of, from 1; none where it is of nobody of them."""
    told = apart[0].find(mention.text.casefold()) if apart else -1
    return max(len(PART.findall(apart[0], 0, told)), 1) if apart and told >= 0 else 0


def whose_company(mentions: Sequence[Mention], at: int, said: Collection[str]) -> int | None:
    """Where those are named in whose company somebody is of whom a clause after it seems to tell looks, if anywhere.

    It tells them of somebody's company where only they may look so: "мужчина с женой, зелёное платье".
    """
    if mentions[at].beside != "with" and not (at and not mentions[at].opening and is_deed(mentions[at - 1])):
        return at
    head = next((i for i in range(at - 1, -1, -1) if is_people(mentions[i]) and not mentions[i].beside), None)
    if head is None:
        return None
    names = mentions[head].values("people")
    term = telling(names)
    strange = WOMEN if term.sexes[0] == "male" else MEN if term.sexes[0] == "female" else frozenset[Look]()
    strange |= GROWN if term.groups[0] in MINORS else {"schoolchild"}
    several = FAMILY in names or len(term.sexes) > 1
    return at if several or not strange.isdisjoint(said) else head
