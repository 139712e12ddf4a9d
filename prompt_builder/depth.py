"""Reads what is said to be behind what: "на фоне графика", "behind a shield". Knows no picture."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Literal

from prompt_builder.lexicon import RULES, written
from prompt_builder.mentions import Mention, is_people
from prompt_builder.morphology import fold, readings
from prompt_builder.places import Span, bare, end_of_clause, leads, things_of
from prompt_builder.scene import Depth, Object, Thing

_ARTICLE = re.compile(r"\b(an?|the)\b", re.IGNORECASE)
_BEGUN = re.compile(r"(^|[,.;:!?—–-]|\b[аи])\s*$", re.IGNORECASE)
_SAID = ("backdrop", "apart", "screen", "hind", "fore")
_NEAR = 3
"""Words after which what is said to be somewhere is named at most, where a verb may stand between."""


def behind(text: str, where: Sequence[tuple[Span, Mention]], shown: Sequence[Thing | Object]) -> tuple[Depth, ...]:
    """What of the things shown is said to be behind all else, or before it, and the words that say so.

    `where`: the mentions with their places.
    """
    found = []
    starts, postures = [place.start for place, _ in where], [place for place, one in where if one.values("posture")]
    for told in written(*_SAID).finditer(text):
        if any(start <= told.start() < last for start, last in postures):
            continue  # "behind the counter" is where somebody is
        word, end = fold(told[0]), end_of_clause(text, told.end())
        first, then = (bisect_left(starts, at) for at in told.span())
        after = [(start, one) for (start, _), one in where[then : then + _NEAR] if start < end]
        alone = not after or is_people(after[0][1])
        apart = word in RULES["apart"] | RULES["hind"] or _is_adverb(text[: told.start()], [one for _, one in after])
        thing: Thing | Object | Literal["people", "the view"] | None
        if apart:
            thing = "people" if after and is_people(after[0][1]) else _named((one for _, one in after), shown)
        else:
            thing = _named((one for start, one in after if leads(bare(text[told.end() : start]))), shown)
        place = next((start for start, one in after if things_of(one)), None)
        owned = word.endswith(" her") and place is not None and not _ARTICLE.search(text[told.end() : place])
        before_it = word in RULES["fore"] and not owned  # "in front of her cafe", but not "in front of her a laptop"
        back = (word not in RULES["screen"] or alone or apart) and not before_it
        if before_it and "car interior" in shown:
            of_people = any(is_people(one) and not text[last : told.start()].strip() for (_, last), one in where)
            thing = thing or (None if of_people else "the view")
        elif apart or before_it or (word in RULES["screen"] and alone):
            before = (one for (_, last), one in where[:first][::-1] if last <= told.start())
            thing = thing or _named(islice(before, 1), shown)
        if thing:
            found.append((told[0], thing, back))
    return tuple(found)


def _is_adverb(before: str, after: Sequence[Mention]) -> bool:
    """Whether such a word begins what it says, before who or what is there: ", а позади график", not "позади дома"."""
    nouns = (one.text.split()[0] for one in after if is_people(one) or things_of(one))
    cases = [one.case for one in readings(next(nouns, ""))]
    return bool(_BEGUN.search(before)) and cases[:1] in (["nomn"], ["accs"])


def _named(mentions: Iterable[Mention], shown: Sequence[Thing | Object]) -> Thing | Object | None:
    """The first of what is shown that is named, where nothing else was."""
    for one in mentions:
        if named := things_of(one):
            return next((thing for thing in shown if thing in named), None)
        if one.values("setting") or is_people(one):
            return None
    return None
