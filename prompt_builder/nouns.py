"""Tells where an adjective is somebody or a thing: "a brunette with boxes", "рыжая с ноутбуком", "safe, chart"."""

from collections.abc import Sequence
from itertools import pairwise

from prompt_builder.lexicon import RULES, begins
from prompt_builder.mentions import Mention, is_people, is_quality, text_at, values_of
from prompt_builder.morphology import QUALITIES, fold, readings
from prompt_builder.people import ELDERS, TRADES
from prompt_builder.scene import Thing

_LEARNED = {"student", "male student", "female student", "graduate"}
_STAIRS, _MENDING = "на лестниц", {"stepladder", "renovation", "builder"}
_SIBLINGS = {
    "brother": ("masc", "sister"),
    "sister": ("femn", "brother"),
    "son": ("masc", "daughter"),
    "daughter": ("femn", "son"),
}
"""Kin of one's own age, by their gender, and who they are of the other."""
_GROWN = {"girl": ("young woman", TRADES | _LEARNED), "boy": ("young man", _LEARNED)}
"""Who they are who are called so beside a word for what grown people do, and which words those are."""
_APART = RULES["one"] | RULES["others"]


def told_apart(found: Sequence[Mention]) -> list[Mention]:
    """The mentions of a clause, where hair that is only said of somebody is nobody, and an adjective alone a thing."""
    told = list(found)
    for at, one in enumerate(found):
        word = fold(one.text)
        if word in RULES["haired"] and _leads(found, at):
            told[at] = one.without("people")
        elif word in RULES["nouns"] and _stands_alone(found, at):
            told[at] = one._replace(meanings=(("thing", word),))
        elif word in RULES["approaches"] and not any(two.values("number") for two in found[at + 1 : at + 2]):
            told[at] = one.without("stop")  # "pushing a pram", "nearing a bank", but not "a man pushing 70"
        elif who := _somebody(found, at):
            told[at] = one.also("people", who)
        elif younger := _younger(found, at):
            told[at] = one._replace(meanings=tuple(("people", name) for name in younger))
        elif word in RULES["lads"] and any(ELDERS & {*other.values("people")} for other in found[:at]):
            told[at] = one._replace(meanings=(("people", "children"),))  # "мама, папа и четверо ребят"
        elif word in _GROWN and any(
            _GROWN[word][1] & {*near.values("people")} for near in found[max(at - 1, 0) : at + 2]
        ):
            told[at] = one._replace(meanings=(("people", _GROWN[word][0]),))
    return told


def _younger(found: Sequence[Mention], at: int) -> tuple[str, ...]:
    """Whom a word for the younger is, after kin that is the elder: "старшая сестра и младшая", "the younger"."""
    if not begins(fold(found[at].text), "younger") or any(map(is_people, found[at + 1 : at + 2])):
        return ()
    ranked = (after for one, after in pairwise(found[:at]) if begins(fold(one.text), "older"))
    kin = next((name for one in ranked for name in one.values("people") if name in _SIBLINGS), "")
    told = readings(found[at].text)[:1]
    if kin and told and told[0].gender not in ("", _SIBLINGS[kin][0]):
        kin = _SIBLINGS[kin][1]
    return (f"younger {kin}", kin) if kin in ("brother", "sister") else (kin,) if kin else ()


def described(found: Sequence[Mention]) -> Sequence[Mention]:
    """The words of a clause after people and a comma, where a participle is said of those: "..., сидящие на диване"."""
    if found and is_people(found[0]) and any(known.part == "PRTF" for known in readings(found[0].text.split()[0])):
        return (found[0].without("people"), *found[1:])
    return found


def parcelled(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where the box of a courier is a parcel: "курьер с коробкой"."""
    brings = "courier" in values_of(found, "look")
    return [
        one._replace(meanings=(("thing", "parcel"),))
        if brings and fold(one.text) in RULES["boxes"] and one.values("thing")
        else one
        for one in found
    ]


def cash(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where money beside a hand, or given, is in notes: "рука с деньгами", "выдаёт наличные"."""
    by_hand = RULES["hands"] | RULES["hands alone"]
    if not any(not by_hand.isdisjoint(fold(one.text).split()) or "gift" in one.values("use") for one in mentions):
        return [*mentions]
    paid = {"coins", "wallet"}
    return [
        one._replace(meanings=(("thing", "banknotes"),))
        if paid & {*one.values("thing")} and begins(fold(one.text), "cash")
        else one
        for one in mentions
    ]


def praised(mentions: Sequence[Mention]) -> list[Mention]:
    """The mentions, where an adjective among other words than things is none: "Simple, safe, fast".

    And where the ball of who plays football or basketball is one for that, and a ladder of whom nothing tells why is a
    staircase.
    """
    told = list(mentions)
    balls = [at for at, one in enumerate(mentions) if one.meanings == (("thing", "ball"),)]
    for game in list(filter(None, map(_game, mentions)))[:1]:
        for at in balls:
            told[at] = told[at]._replace(meanings=(("thing", game),))
    stairs = [at for at, one in enumerate(mentions) if fold(one.text).startswith(_STAIRS)]
    if stairs and not any(map(_climbs, mentions)):
        for at in stairs:
            told[at] = told[at]._replace(meanings=())
    for at, one in enumerate(mentions[1:-1], 1):
        if not (mentions[at - 1].meanings or mentions[at + 1].meanings) and fold(one.text) in RULES["nouns"]:
            told[at] = one._replace(meanings=())
    return told


def _game(mention: Mention) -> Thing | None:
    """What is played, as its ball is called."""
    if begins(fold(mention.text), "football") or "playing football" in mention.values("activity"):
        return "football"
    return "basketball" if begins(fold(mention.text), "basketball") else None


def _climbs(mention: Mention) -> bool:
    """Whether it tells why somebody is on a ladder: what is done there, or another word for it."""
    word, told = fold(mention.text), {value for _, value in mention.meanings}
    return begins(word, "on a ladder") or (bool(_MENDING & told) and not word.startswith(_STAIRS))


def _somebody(found: Sequence[Mention], at: int) -> str:
    """Whom a Russian adjective or participle is that no noun follows or is described by: "рыжая", "отдыхающие"."""
    one = found[at]
    told = next((known for known in readings(one.text)[:3] if known.part in QUALITIES and known.case == "nomn"), None)
    known = one.tells("look", "posture", "activity") and one.values("look") != ("graduate",)  # "выпускной" is a ball
    if not told or is_people(one) or not (known or told.lemma in RULES["substantives"]):
        return ""
    apart = any(fold(other.text) in _APART for other in found[:at])  # "одна рыжая, другая ..."
    listed = at > 0 and (fold(found[at - 1].text) in RULES["and"] or found[at - 1].values("number"))
    apart = apart or (at > 0 and bool(found[at - 1].values("with")))  # "с косой", which is a noun there
    if apart or (at > 0 and not listed and any(map(is_people, found[:at]))):
        return ""
    for before, other in pairwise(found[at:] if told.part == "PRTF" else found[at : at + 4]):
        if is_people(other) and fold(before.text) in RULES["and"]:
            break
        nouns = [known for known in readings(other.text.split()[0]) if known.part == "NOUN" and len(other.text) > 2]
        if is_people(other) or any(known[2:4] == told[2:4] and known.gender in (told.gender, "") for known in nouns):
            return ""
    return {"masc": "man", "femn": "woman"}.get(told.gender, "people" if told.number == "plur" else "")


def _leads(found: Sequence[Mention], at: int) -> bool:
    """Whether it is said of people or hair that are named right after it, or of those before: "her hair is blonde"."""
    if at and fold(found[at - 1].text) in RULES["are"] | RULES["of hair"] | RULES["one"]:
        return True
    after = next((one for one in found[at + 1 :] if not (is_quality(one) or one.values("age"))), None)
    return after is not None and (is_people(after) or fold(after.text).split()[-1] in RULES["of hair"])


def _stands_alone(found: Sequence[Mention], at: int) -> bool:
    """Whether it is a noun: nobody is said to be so, and no noun comes next but another thing, after an "and"."""
    before, after = (fold(text_at(found, i)) if i >= 0 else "" for i in (at - 1, at + 1))
    if f"{after} {fold(text_at(found, at + 2))}" in RULES["full of"]:
        return True
    led = before in RULES["determiners"] | RULES["before"] - RULES["and"]
    led = led or (at > 0 and (is_quality(found[at - 1]) or found[at - 1].tells("age", "number", "with")))
    held = any(one.values("thing") for one in found[at + 2 :])  # "safe with a piggy bank", but not "safe with us"
    led = led or (not before and held and bool(found[at + 1].values("with")))
    ends = not after or (led and found[at + 1].tells("stop", "with", "of", "whose"))
    return (not before or led or _joins(found, at - 1)) and (ends or _joins(found, at + 1))


def _joins(found: Sequence[Mention], at: int) -> bool:
    """Whether an "and" at a place is beside another thing."""
    near = (one for one in found[max(at - 1, 0) : at + 3] if fold(one.text) not in RULES["determiners"])
    return fold(text_at(found, at)) in RULES["and"] and any(one.tells("thing", "object") for one in near)
