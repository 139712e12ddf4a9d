"""Tells who is only called, written to or bought a gift for by somebody, and is not there. Knows no scene."""

from collections.abc import Mapping, Sequence
from itertools import takewhile

from prompt_builder.ages import CHILDREN, MINORS
from prompt_builder.audience import FOR, unpeopled
from prompt_builder.identity import each_called, term
from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import Mention, cases, is_people, values_of
from prompt_builder.morphology import QUALITIES, fold, part_of_speech
from prompt_builder.names import lives
from prompt_builder.people import FAMILY, PersonTerm, known_terms

_BY_PHONE = tuple(RULES["by phone"])
_IN_PRAM = 5
"""How many words after a child its pram is, at most, with what the child does there."""
_VERBS = ("VERB", "GRND", "INFN")


def without_addressed(found: list[Mention]) -> list[Mention]:
    """The mentions, where those whom somebody of a clause calls, writes to, shops for or has a picture of are gone."""
    told, gone = list(found), -1
    words = [fold(one.text) for one in found]
    for at, one in enumerate(found):
        if not is_people(one):
            continue
        start = _start(found, at)
        if start > 0 and found[at - 1].values("number") and words[at - 2] in RULES["from"]:
            told[at] = one._replace(audience=True)  # "для компаний от 10 человек"
        joined = gone >= 0 and words[gone + 1 : start + 1] in ([word] for word in RULES["and"])
        apart = (_is_far, _is_pictured, _has_sent)
        if joined or any(is_so(found, words, at, start) for is_so in apart):
            told[at], gone = unpeopled(one), at
    return told


def in_prams(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where a small child in a pram is not seen: "мама и малыш в коляске", "a pram with a baby".

    Somebody grown is in a wheelchair, where no child is named: "девушка в коляске".
    """
    terms = {at: term(one) for at, one in enumerate(found) if is_people(one) and known_terms(one.values("people"))}
    prams = "pram" in values_of(found, "thing")
    if prams and not any(one.groups[0] in MINORS for one in terms.values()):
        found = [_wheeled(one) if _sits_in(found, terms, at) else _childless(one) for at, one in enumerate(found)]
    children = [at for at, one in terms.items() if one.groups[0] in CHILDREN and len(one.sexes) == 1 and not one.casual]
    return [unpeopled(one) if at in children and _is_in_pram(found, at) else one for at, one in enumerate(found)]


def _sits_in(found: Sequence[Mention], terms: Mapping[int, PersonTerm], at: int) -> bool:
    """Whether a pram is what somebody who is named last before it is in."""
    who = max((i for i in terms if i < at), default=-1)
    inside = fold(found[at - 1].text) in RULES["inside"] and who >= 0 and len(terms[who].sexes) == 1
    return inside and "pram" in found[at].values("thing") and _is_in_pram(found, who)


def _wheeled(mention: Mention) -> Mention:
    return mention._replace(meanings=(("look", "wheelchair"),))


def _childless(mention: Mention) -> Mention:
    """A family as the couple that it is, whose child is in a pram: "молодая семья с коляской"."""
    if mention.many or FAMILY not in mention.values("people"):
        return mention
    return mention.without("people").also("people", "couple")


def _is_in_pram(found: Sequence[Mention], at: int) -> bool:
    """Whether the next thing after somebody is the pram in which that one is, or the last before is one with them."""
    after = list(takewhile(lambda one: not is_people(one), found[at + 1 : at + _IN_PRAM]))
    pram = next((i for i, one in enumerate(after, 1) if "pram" in one.values("thing")), 0)
    before = [one for one in found[max(at - 3, 0) : at] if fold(one.text) not in RULES["determiners"]][-2:]
    carries = len(before) > 1 and "pram" in before[0].values("thing") and bool(before[1].values("with"))
    aged = any(one.values("number") for one in after[:pram])  # "внучка 10 лет в коляске"
    return carries or (not aged and any(fold(one.text).split()[0] in RULES["inside"] for one in after[:pram]))


def of_one(found: list[Mention]) -> list[Mention]:
    """The mentions, where an apostrophe is left out of whose arms somebody is in: "baby in mothers arms"."""
    return [
        each_called(one)
        if fold(one.text) in RULES["parents"] and {fold(after.text) for after in found[at : at + 1]} & RULES["limbs"]
        else one
        for at, one in enumerate(found, 1)
    ]


def _start(found: Sequence[Mention], at: int) -> int:
    """The place before the words that tell whose somebody is, and how old or what like."""
    start = at - 1
    while start > 0 and (
        found[start].values("whose")
        or found[start].values("age")
        or fold(found[start].text) in RULES["determiners"] | RULES["own"]
        or (not is_people(found[start]) and part_of_speech(found[start].text) in QUALITIES)
    ):
        start -= 1
    return start


def _is_far(found: Sequence[Mention], words: Sequence[str], at: int, start: int) -> bool:
    """Whether the deed that somebody named before is at leaves those at a place elsewhere."""
    deed = next((i for i in range(start, 0, -1) if _is_deed(words[i])), 0)
    if not any(map(is_people, found[:deed])) or any(map(is_people, found[deed:at])) or RULES["near"] & {*words}:
        return False
    thought = words[deed] in RULES["awaits"]
    if thought or words[deed].endswith(_BY_PHONE):
        linked = start == deed + 1 and words[start] in RULES["thought of" if thought else "talks to"]
        return linked or (thought and start == deed)
    given = "datv" in cases(found[at])
    between, link = words[deed + 1 : start + 1], words[start]
    if words[deed] in RULES["phones"]:
        english = words[deed].isascii()
        calls = not english or words[deed] not in RULES["calls"] or {"phone", "on the phone"} & {*words}
        return bool(calls) and not between and (english or given)
    first, *rest = words[deed].split()
    if first in RULES["writes"]:
        russian = given and not first.isascii() and RULES["letters"].issuperset([*rest, *between])
        return link in RULES["to"] or russian
    if words[deed] in RULES["reads"]:
        return link in RULES["from"] and words[start - 1].split()[-1] in RULES["letters"]
    near = between or (words[at + 1 : at + 2] if given else [])  # "покупает маме цветы"
    gift = words[deed] in RULES["shops"] and any(begins(word, "gifts") for word in near)
    return gift and not begins(words[at], "served") and (link in FOR or (given and not words[deed].isascii()))


def _has_sent(found: Sequence[Mention], words: Sequence[str], at: int, start: int) -> bool:
    """Whether something is there from them, and they are not: "письмо от бабушки на столе", "с букетом от мужа"."""
    if start < 1 or words[start] not in RULES["from"]:
        return False
    letter = words[start - 1].split()[-1] in RULES["letters"] - {"card"}
    acting = any(map(lives, words[:at]))  # "получает цветы от мужа"
    return letter or bool(found[start - 1].values("thing") and not acting)


def _is_pictured(found: Sequence[Mention], words: Sequence[str], at: int, start: int) -> bool:
    """Whether somebody named before has a picture of those, and does not make it."""
    picture = start - 1 if found[start].values("of") else start
    if picture < 0 or not found[picture].values("picture"):
        return False
    whole = picture < start or "gent" in cases(found[at])
    made = any(word in RULES["takes pictures"] for text in words for word in text.split())
    return whole and not made and any(map(is_people, found[:picture]))


def _is_deed(word: str) -> bool:
    """Whether somebody does it: calls, writes or shops, or anything in Russian."""
    known = any(word in RULES[kind] for kind in ("awaits", "phones", "reads", "shops")) or word.endswith(_BY_PHONE)
    return known or word.split(maxsplit=1)[0] in RULES["writes"] or part_of_speech(word) in _VERBS
