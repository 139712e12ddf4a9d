"""Tells where several are told apart, and of which of them something is said. Knows no people and no looks."""

import re

from prompt_builder.mentions import Mention

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
