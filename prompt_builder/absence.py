"""Finds out who is said not to be there, and who is there unnamed. Knows no scene."""

from collections.abc import Sequence
from itertools import pairwise, zip_longest

from prompt_builder.clauses import read
from prompt_builder.colours import is_colour
from prompt_builder.identity import is_kin, may_be, nobody, nouns, term
from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import Mention, cases, is_people, is_quality, last_people, people_at
from prompt_builder.morphology import fold, readings
from prompt_builder.names import in_one_case, lives
from prompt_builder.people import SERVING

_SERVED = Mention("person", (("people", "person"),))
_OTHERS = {"male": "only female", "female": "only male"}
"""Of which sex somebody is whom a pronoun does not mean."""
_NEAR = 4
"""Words within which what is denied follows a negation."""


def present(
    mentions: Sequence[Mention], found: Sequence[Mention], following: Sequence[Mention]
) -> tuple[list[Mention], Sequence[Mention]]:
    """The people so far and the words of a clause, without those of whom it says that they are not there.

    Whoever is elsewhere is so where others are named before, or kin in the words that are `following`.
    """
    told, words = _wholly(_without_all(found)), [fold(one.text) for one in found]
    if (kept := _only(mentions, words, told)) is not None:
        return kept, [one for one in told if not is_people(one)]
    at = _unseen(told, words)
    others = any(map(is_people, mentions)) or (any(map(is_kin, following)) and any(map(is_kin, told)))
    if at is None and others and _is_elsewhere(told, words):
        at, told = len(told), [one if is_people(one) else one.silent() for one in told]
    if at is None:
        return list(mentions), told
    those = people_at(told[:at])
    relative = those and RULES["whoever"].intersection(words[max(those[-1] - 1, 0) : those[-1] + 2])
    those = those[-1:] if relative else those
    if those:
        called = {lemma for i in those for lemma in nouns(told[i])}
        kept = [nobody(one) if is_people(one) and called & nouns(one) else one for one in mentions]
        return kept, [nobody(one) if i in those else one for i, one in enumerate(told)]
    last = last_people(mentions)
    other = next((sex for sex, told in _OTHERS.items() if words[0] in RULES[told]), None)
    gone = last if words[0] in RULES["whoever"] and (last is None or term(mentions[last]).sexes != (other,)) else None
    return [nobody(one) if i == gone else one for i, one in enumerate(mentions)], told


def _without_all(found: Sequence[Mention]) -> list[Mention]:
    """The words, where a negation is of all whom an "and" joins: "без жены и детей", "without his wife and kids"."""
    told = list(found)
    lacking: Mention | None = None
    denied = False
    for at, one in enumerate(found):
        joined = lacking and any(fold(before.text) in RULES["and"] for before in found[max(at - 2, 0) : at])
        if one.values("negation"):
            denied, lacking = True, None
        elif is_people(one):
            if denied:
                lacking, denied = one, False
            elif lacking and joined and in_one_case(lacking.text.split()[-1], one.text.split()[-1]):
                told[at] = lacking = nobody(one)
            else:
                lacking = None
        elif not (one.values("whose") or fold(one.text) in RULES["and"] or one.values("stop")):
            denied, lacking = False, None
    return told


def _wholly(found: Sequence[Mention]) -> list[Mention]:
    """The words, where a negation is of a thing and not of how it is: "no red tie", but not "не красная машина"."""
    told, denied = list(found), False
    for at, (one, noun) in enumerate(pairwise(found)):
        if one.values("negation"):
            denied = fold(one.text) not in RULES["not so"]
        elif denied and (is_colour(one) or is_quality(one)) and in_one_case(one.text, noun.text):
            told[at] = one.silent()
        elif not one.values("stop"):
            denied = False
    return told


def _only(mentions: Sequence[Mention], words: Sequence[str], found: Sequence[Mention]) -> list[Mention] | None:
    """The people so far, where nobody but one of them is seen: "only him in the picture", "в кадре только отец"."""
    if not (RULES["only"] & {*words} and RULES["frame"] & {word for text in words for word in text.split()}):
        return None
    sex = next((name for name in ("female", "male") if RULES[f"only {name}"] & {*words}), None)
    named = next((one for one in found if is_people(one)), None)
    people = [one for one in mentions if is_people(one)]
    kept = [one for one in people if (may_be(one, named) if named else sex in (*term(one).sexes, None))]
    if not kept or not (named or sex):
        return None
    return [nobody(one) if is_people(one) and one is not kept[0] else one for one in mentions]


def _is_elsewhere(found: Sequence[Mention], words: Sequence[str]) -> bool:
    """Whether a clause tells no more than that somebody is elsewhere than those before: "а жена ждёт дома"."""
    who = next((at for at, one in enumerate(found) if is_people(one)), 0)
    rest = {part for word in words[who + 1 :] for part in word.split()}
    if rest & RULES["elsewhere"]:
        return rest <= RULES["elsewhere"] | RULES["filler"] | RULES["are"]
    at_home = bool(who and words[0] in RULES["unlike"] and rest & RULES["at home"])
    return at_home and rest <= RULES["at home"] | RULES["stays"] | RULES["are"]


def _unseen(found: Sequence[Mention], words: Sequence[str]) -> int | None:
    """The place of the word by which those before it are not seen: "not shown", "нет в кадре", "are away"."""
    who = 0
    for at, one in enumerate(found):
        if denied := bool(one.values("negation")):
            following = (part for word in words[at + 1 : at + _NEAR] for part in word.split())
            first = next((word for word in following if word not in RULES["leads to"]), "")
            whole = (RULES["theirs"] | RULES["bodies"]).isdisjoint(words[who:at])  # not "whose face is not visible"
            denied = first in RULES["frame"] | RULES["unseen"] and whole
        who = at if is_people(one) else who
        away = words[at] in RULES["away"] and at and is_people(found[at - 1 - (words[at - 1] in RULES["are"])])
        if denied or away or begins(" ".join(words[at : at + _NEAR]), "outside"):
            return at
    return None


def is_given(mention: Mention) -> bool:
    """Whether it is for whom something is, and not what is wanted."""
    return cases(mention).isdisjoint(("nomn", "gent", "accs", ""))


def lacks(mention: Mention) -> bool:
    """Whether it is who is not there, where a clause ends with a negation: "людей в кадре нет"."""
    return is_people(mention) and "gent" in cases(mention)


def served(mentions: Sequence[Mention], parts: Sequence[str]) -> list[Mention]:
    """The mentions, and somebody unnamed who does something, where after a comma another who serves does so.

    `parts`: what parts the clauses, and those: "Оплачивает ужин, терминал держит официант".
    """
    found, joined = parts[1::2], parts[2::2]
    at = next((i for i, clause in enumerate(found) if any(map(is_people, read(clause)))), 0)
    if not at or "," not in joined[at - 1]:
        return [*mentions]
    serves = any(not SERVING.isdisjoint(one.values("people")) for one in read(found[at]))
    acts = serves and any(lives(fold(one.text).split()[0]) for one in read(found[at]))
    does = acts and _does(read(found[at - 1]))
    return [*((_SERVED,) if does else ()), *mentions]


def _does(found: Sequence[Mention]) -> bool:
    """Whether somebody does something in a clause, but for what a noun calls: "opening of a branch"."""
    pairs = zip_longest(found, found[1:])
    return any(one.tells("activity", "use") and _lives(one) and not (then and then.values("of")) for one, then in pairs)


def _lives(mention: Mention) -> bool:
    """Whether it is a verb of neither who speaks nor who is spoken to."""
    word = fold(mention.text).split()[0]
    return lives(word) and not any(one.person in ("1per", "2per") or one.mood == "impr" for one in readings(word)[:1])
