"""Reads the words of a clause beside each other: names, ages, cases, trades. Knows forms, but not who is meant."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from prompt_builder.addressed import in_prams, of_one, without_addressed
from prompt_builder.colours import packed, tied, toned
from prompt_builder.gestures import pointing, waving
from prompt_builder.identity import are_minors, are_several, each_called, is_kin, nobody, serves
from prompt_builder.lexicon import RULES, Kind, begins
from prompt_builder.mentions import (
    Mention,
    is_anybody,
    is_event,
    is_people,
    is_posture,
    is_quality,
    scan,
    tells_deed,
    text_at,
    values_of,
)
from prompt_builder.morphology import fold, is_several, may_be_one, part_of_speech, readings
from prompt_builder.names import first_name, in_one_case, last_name, lives, may_follow, receives, subject, surely
from prompt_builder.namesakes import await_several, without_namesakes
from prompt_builder.nouns import told_apart
from prompt_builder.people import COMPANY, OWN, SINGULAR, TEAM, TRADES, known_terms
from prompt_builder.pronouns import is_of_woman
from prompt_builder.scene import CARRIED
from prompt_builder.years import begins_with_age, counted

_KEPT = 4096
_TRADE = "specialist"
_HIRED = ("employee", "employees", "person", "clients")
_ADULTS = {"male": "man", "female": "woman"}
_SEXES = {"masc": "male", "femn": "female"}
_BEFORE_NAMES: set[Kind] = {"activity", "age", "negation", "number", "of", "old", "posture", "stop", "with", "whose"}
_TOLD_OF: set[Kind] = {
    "people", "number", "together", "age", "old", "decade", "afterwards", "years", "unit", "aged", "posture",
    "negation",
}  # fmt: skip
_SMALL: set[Kind] = {"with", "whose", "of", "picture", "stop"}
"""Kinds that tell of people, and those that only join words."""
_REFERRING = frozenset().union(
    *map(RULES.__getitem__, ("hers", "his", "she", "he", "alone", "both", "every", "day", "relative"))
)
"""What may tell of somebody before or after it, as a product does, which is for somebody."""
_OTHERS = RULES["he"] | RULES["she"]
_ADJECTIVES = ("ой", "ей", "ого", "его")
_NO_NOUNS = ("ые", "ие", "ют", "ят", "ут", "ат", "ет", "ит", "ся", "ть", "ли")
"""Ends of adjectives in the plural and of verbs."""


def read(clause: str, aged: bool = False) -> tuple[Mention, ...]:
    """The words and phrases of a clause, each by itself; `aged`: the next tells an age."""
    return _read(clause, aged)


@lru_cache(_KEPT)
def _read(clause: str, aged: bool) -> tuple[Mention, ...]:
    numbered = counted(told_apart([*scan(clause)]))
    named = of_one(_sexed(_called(_speaking(_teamed(pointing(waving(toned(packed(tied(numbered))))))), aged)))
    found = _befriended(without_namesakes(without_addressed(in_prams(named))))
    return tuple(_attributed(_of_trade(_governed(_cased(_ranked(found))))))


@lru_cache(_KEPT)
def impersonal(clause: str, aged: bool = False) -> tuple[Mention, ...] | None:
    """What a clause mentions that tells of nobody, no number and no age, nor of those before it; else None.

    Looks that no preposition leads begin one: they are not of somebody's company that was named last.
    """
    found = read(clause, aged)
    refer = (fold(one.text) in _REFERRING or begins(fold(one.text), "products") for one in found)
    if is_of_woman(found) or any(one.tells(*_TOLD_OF) for one in found) or any(refer):
        return None
    kept = tuple(one for one in found if not one.tells(*_SMALL))
    if not kept or kept[0] is not found[0] or fold(kept[0].text).split()[0] in RULES["before"]:
        return kept
    return tuple(one._replace(opening="clause") if one.tells("look") else one for one in kept)


def _befriended(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where friends and who serves are company, whatever comes before: "шашлыки на даче с друзьями".

    So is whoever at work gives something to somebody, or is given it: "получает ключи от менеджера".
    """
    told = list(found)
    for at, one in enumerate(found):
        near = [] if is_people(found[at - 1]) else found[max(at - 2, 0) : at]
        joins = not OWN.isdisjoint(one.values("people")) or serves(one)
        works = serves(one) or not TRADES.isdisjoint(one.values("people"))
        given = works and any(fold(before.text) in RULES["from"] | RULES["to"] for before in near)
        if given or (joins and any(before.values("with") for before in near)):
            told[at] = one._replace(beside="with")
    return told


def _ranked(found: Sequence[Mention]) -> list[Mention]:
    """The mentions, where a word before a brother or a sister tells how old that one is: "her little brother"."""
    told = list(found)
    for at, one in enumerate(found):
        names = (SINGULAR.get(name, name) for name in one.values("people"))
        each = next((name for name in names if name in ("brother", "sister")), "")
        if not each:
            continue
        said = (("little", "dear", at), *((rank, rank, at - 1) for rank in ("little", "younger", "older") if at))
        for rank, rule, place in said:
            if begins(fold(found[place].text), rule) and not found[place].values("age"):
                told[place] = found[place].silent()
                told[at] = one._replace(meanings=(("people", f"{rank} {each}"), *one.meanings))
                break
    return told


def _teamed(found: list[Mention]) -> list[Mention]:
    """The mentions, where those before a team are who is in it: "girls football team"."""
    told = list(found)
    for at, one in enumerate(found):
        if TEAM in one.values("people") and one.text.isascii() and any(map(is_people, found[at + 1 : at + 2])):
            told[at] = nobody(one)  # "a team manager"
        for who in range(max(at - 2, 0), at if TEAM in one.values("people") else 0):
            if found[who].text.isascii() and (are_several(found[who]) or fold(found[who].text) in RULES["sexes"]):
                told[at] = one.also("people", *found[who].values("people"))
                told[who] = nobody(found[who])
    return told


def _speaking(found: Sequence[Mention]) -> Sequence[Mention]:
    """The mentions, where who speaks is somebody beside others: "с мужем выбираем", "my husband and I"."""
    words = [fold(one.text) for one in found]
    told = [next(iter(readings(word)), None) for word in words]
    verb = next((one for one in told if one and one.part == "VERB"), None)
    theirs = words[:1] != ["мы"] and ((verb and verb.number == "sing") or {*words} & _OTHERS)  # "вдвоём с мужем клеит"
    speaking = RULES["speakers"] - {"вдвоем"} if theirs else RULES["speakers"]
    ours = (i for i, one in enumerate(told) if one and (one.part, one.person, one.number) == ("VERB", "1per", "plur"))
    spoken = next((i for i in ours if RULES["beside"] & {words[0], *words[i + 1 : i + 2]}), -1)
    at = spoken if spoken >= 0 else next((i for i, word in enumerate(words) if word in speaking), -1)
    names = values_of(found[max(at - 4, 0) : at + 5], "people")
    who = "man" if "wife" in names else "woman" if "husband" in names else "adult"
    beside = spoken >= 0 or RULES["beside"] & {*words[max(at - 1, 0) : at], *words[at + 1 : at + 2]}
    if at < 0 or not (names and beside) or (at and words[at] == "я" and who == "adult"):  # "мама, папа и я"
        return found
    speaker = found[at]._replace(meanings=(*(found[at].meanings if spoken >= 0 else ()), ("people", who)))
    return (*found[:at], speaker, *found[at + 1 :])


def _called(found: Sequence[Mention], aged: bool) -> list[Mention]:
    """The mentions, where a first name is somebody, or adds nobody to those who are named right before it."""
    told: list[Mention] = []
    texts = [one.text for one in found]
    for at, one in enumerate(found):
        so_old = (not told or _is_joined(told)) and begins_with_age(found[at + 1 : at + 3]) and bool(found[at + 2 :])
        who = "" if one.meanings else first_name(one.text.capitalize() if so_old else one.text)  # "света 30 лет"
        before = told[-1] if told else None
        if before and before.named and not one.meanings and last_name(one.text):
            continue
        if who and (place := _place_of_called(told, one.text)) is not None:
            told[place] = _named(told[place], who)
        elif (
            who
            and (before is None or _may_precede(before))
            and (
                so_old
                or receives(one.text, texts[at - 1] if at else "", text_at(found, at + 1))
                or (subject(one.text, text_at(found, at + 1)) and (_is_alive(found, at) or _is_joined(told)))
            )
            and surely(texts[max(at - 2, 0) : at], one.text, texts[at + 1 : at + 3], aged and at == len(found) - 1)
        ):
            told.append(one._replace(meanings=(("people", who),), named=True))
        else:
            told.append(one)
    return told


def _place_of_called(told: Sequence[Mention], name: str) -> int | None:
    """Where those are whom a name after them is of: "дедушка Иван", "братья Коля и Вова"."""
    last = len(told) - 1
    while last > 0 and fold(told[last].text) in RULES["called"]:
        last -= 1
    called = last < len(told) - 1
    joined = _is_joined(told[: last + 1])
    place = last - 1 if joined else last
    if not (told and known_terms(told[place].values("people"))) or (joined and not are_several(told[place])):
        return None
    return place if called or in_one_case(told[place].text.split()[-1], name) else None


def _named(somebody: Mention, who: str) -> Mention:
    """Somebody with the sex that a first name tells."""
    told = {"he": "man", "she": "woman"}.get(who)
    alone = all(len(term.sexes) == 1 for term in known_terms(somebody.values("people")))
    sexed = somebody.also("people", told) if told and alone and is_anybody(somebody) else somebody
    return sexed._replace(named=True)


def _may_precede(before: Mention) -> bool:
    """Whether a word right before a name leaves it somebody's, and is no thing that is called so: "тариф Маша"."""
    if before.tells(*_BEFORE_NAMES):
        return True
    saint = begins(fold(before.text), "saints")
    return not saint and part_of_speech(before.text) not in ("", "NOUN")


def _is_joined(told: Sequence[Mention]) -> bool:
    """Whether a name comes after another and an "and"."""
    return len(told) > 1 and told[-2].named and fold(told[-1].text) in RULES["and"]


def _is_alive(found: Sequence[Mention], at: int) -> bool:
    """Whether what comes after a name tells of somebody, and not of a thing."""
    following = [one for one in found[at + 1 : at + 3] if one.meanings or not last_name(one.text)][:1]
    if not following or is_people(following[0]) or may_follow(following[0].text):
        return True
    return following[0].text.isascii() and bool(following[0].values("activity"))


def _cased(found: list[Mention]) -> list[Mention]:
    """Russian forms that are of one person as such, and not of several: "фото девушки", "с полицейским"."""
    governed, cased = False, list(found)
    for at, told_as in enumerate(found):
        text, before = fold(told_as.text), found[at - 1] if at else None
        of_one = before and are_several(told_as) and (governed or _governs(before)) and may_be_one(text)
        of_one = of_one and (governed or not await_several(found[:at]))
        cased[at] = mention = each_called(told_as) if of_one else told_as
        if before and (told_sex := _sex_of_trade(before, mention)):
            told = ((kind, f"{told_sex} {name}" if name == _TRADE else name) for kind, name in mention.meanings)
            anybody = () if _TRADE in mention.values("people") else (("people", _ADULTS[told_sex]),)
            cased[at] = mention._replace(meanings=(*told, *anybody))
        elif is_people(mention) and (
            _describes(mention, found[at + 1 : at + 2])
            or (before and begins(fold(before.text), "products") and _describes(mention, [before]))
        ):
            cased[at] = mention.without("people")
        elif text in RULES["home"] and before and _is_housed(before, governed):
            cased[at] = mention.without("setting")
        deed = bool(mention.values("activity")) and is_event(mention.text)
        goes_on = text in RULES["and"] or is_people(mention) or is_quality(mention) or bool(mention.values("age"))
        governed = text in RULES["genitive"] or bool(mention.values("with")) or deed or (governed and goes_on)
    return cased


def _governed(found: list[Mention]) -> list[Mention]:
    """The mentions, where what somebody is or who made a thing is nobody more: "работает водителем", "baked by dad"."""
    told = list(found)
    for at, one in enumerate(found):
        start = at - 1
        while start > 0 and (part_of_speech(word := found[start].text) == "ADJF" or fold(word) in RULES["determiners"]):
            start -= 1
        if start < 0 or not is_people(one):
            continue
        somebody, word = any(map(is_people, found[:start])), fold(found[start].text)
        made = _is_made(found[start]) and all(known.case == "ablt" for known in readings(one.text))
        made = made or (word == "by" and _is_done(found[start - 1]))
        # "as her child learns"
        theirs = word == "as" and (is_kin(one) or (found[at - 1].values("whose") and are_minors(one)))
        whose = _is_whose(found, at)
        if (word in RULES["works"] and somebody and not theirs) or (made and not somebody) or whose:
            told[at] = nobody(one)
        if whose:
            told[at - 1] = _kin_of(found[at - 1], one)
    return told


def _kin_of(kin: Mention, owner: Mention) -> Mention:
    """Whose friend, brother or sister somebody is, who is not there: nobody's company, and as grown."""
    known = known_terms(kin.values("people"))[0]
    grown = known.relation == "same" and are_minors(kin) and not are_minors(owner)
    apart = grown or not COMPANY.isdisjoint(kin.values("people"))
    return kin._replace(meanings=(("people", _ADULTS.get(known.sexes[0] or "", "person")),)) if apart else kin


def _is_whose(found: Sequence[Mention], at: int) -> bool:
    """Whether somebody only tells whose kin or friend is named right before: "муж учительницы", but no child."""
    one, before = found[at], found[at - 1]
    cases = {known.case for known in readings(one.text) if known.part == "NOUN" and known.number == "sing"}
    theirs = is_kin(before) or not COMPANY.isdisjoint(before.values("people"))
    own = is_kin(before) and are_minors(one)
    return is_people(before) and theirs and not own and "gent" in cases and before.many is None and "nomn" not in cases


def _is_done(before: Mention) -> bool:
    """Whether it is an English participle, and nothing near which somebody may be: "a garden by the old man"."""
    return fold(before.text).endswith(("ed", "en", "made")) and not before.tells("people", "thing", "object", "setting")


def _is_made(mention: Mention) -> bool:
    """Whether a passive participle tells that a thing is somebody's work, and not that they are at it."""
    return any(one.voice == "pssv" and one.lemma not in RULES["around"] for one in readings(mention.text)[:1])


def _describes(mention: Mention, following: Sequence[Mention]) -> bool:
    """Whether a Russian word that may be people is an adjective here: "рабочий стол"."""
    told = [one for one in readings(mention.text) if one.part == "ADJF"]
    joins = any(one.values("with") or fold(one.text) in RULES["before"] for one in following)  # "со" is read as a noun
    if not told or not following or joins or is_people(following[0]) or mention.values("age") or is_kin(mention):
        return False
    nouns = {one[2:4] for one in readings(following[0].text) if one.part == "NOUN"}
    return any(one[2:4] in nouns for one in told)


def _sex_of_trade(before: Mention, mention: Mention) -> str:
    """The sex that an adjective tells of whoever has a trade or is served: "пожилой фермер", "пожилой пациент"."""
    if not is_anybody(mention) or fold(mention.text).startswith("человек"):
        return ""
    nouns = {one[2:4] for one in readings(mention.text) if one.part == "NOUN"}
    agreeing = [one.gender for one in readings(before.text) if one.part == "ADJF" and one[2:4] in nouns]
    return next((_SEXES[gender] for gender in agreeing if gender in _SEXES), "")


def _governs(before: Mention) -> bool:
    """Whether the word before makes a form one of a single person: a noun, an adjective, the verb of one."""
    word = fold(before.text)
    deeds = (one for one in readings(word)[:1] if one.part in ("VERB", "INFN") and one.mood != "impr")
    if word.endswith(_ADJECTIVES) or word in RULES["theirs"] or any(one.number != "plur" for one in deeds):
        return True  # "изобразить пекаря", "благодарит учителя"
    if before.meanings:
        return before.tells("thing", "object", "design", "people", "picture")
    return not word.endswith(_NO_NOUNS)


def _is_housed(before: Mention, governed: bool) -> bool:
    """Whether "дома" is the house that the word before has ("страхование дома"), and not where somebody is."""
    if is_people(before) or any(map(before.values("activity").__contains__, CARRIED)):  # "мама с малышом на руках дома"
        return begins(fold(before.text), "owners")
    homely = begins(fold(before.text).split()[-1], "homely")
    if governed or homely or tells_deed(before):  # "жарит шашлык дома"
        return governed and not homely
    return _governs(before)


def _sexed(found: list[Mention]) -> list[Mention]:
    """A sex before what tells whoever has it ("female uni student", "woman taxi driver") is no other person's."""
    joined = list(found)
    for at in range(len(found) - 2, 0, -1):
        before, between, who = joined[at - 1 : at + 2]
        if (
            is_anybody(who)
            and not lives(between.text)
            and not is_people(between)
            and fold(before.text) in RULES["sexes"] | (RULES["anybody"] if between.values("object") else frozenset())
        ):
            joined[at - 1 : at + 2] = [between, who._replace(meanings=(*who.meanings, *before.meanings))]
    return joined


def _of_trade(found: list[Mention]) -> list[Mention]:
    """The mentions, where an age or number is before who has an English name of two words: "two school friends"."""
    told = list(found)
    for at in range(len(told) - 2):
        age, between, who = told[at : at + 3]
        trade = {*TRADES, *_HIRED} & {*who.values("people")}
        apart = is_people(between) or _is_skipped(between)
        counted = age.values("number") and are_several(who) and not (is_several(between.text) or tells_deed(between))
        aged = trade and age.values("age") and not between.values("setting")
        if apart or not ((aged or counted) and between.text.isascii()):
            continue
        if not between.tells(*_TOLD_OF, *_SMALL):
            start = at - (at > 0 and bool(told[at - 1].values("number")))
            told[start : at + 2] = [between, *told[start : at + 1]]
    return told


def _attributed(found: list[Mention]) -> Iterator[Mention]:
    """An age before people is theirs; one that stands alone means people, if it may, or nothing that can be drawn."""
    for at, mention in enumerate(found):
        if not mention.values("age"):
            yield mention
            continue
        following = next((after for after in found[at + 1 :] if not _is_skipped(after)), None)
        apart = is_people(mention) and any(fold(after.text) in RULES["and"] for after in found[at + 1 : at + 2])
        kept: Kind = "age" if following and is_people(following) and not apart else "people"
        place = None if kept == "age" else _place_of_age(found, at)
        if place and (place == "afterwards" or not is_people(mention)) and not apart:
            yield mention._replace(meanings=((place, mention.values("age")[0]),))
            continue
        yield mention.only(kept)


def _place_of_age(found: Sequence[Mention], at: int) -> Kind | None:
    """How an age that ends a clause is told: of who is named next ("an old, tall man"), or of those right before it."""
    if at < len(found) - 1 and fold(found[at + 1].text) not in RULES["and"]:
        return None
    before = [one for one in found[:at] if fold(one.text) not in RULES["is"]]
    if before and fold(before[0].text) in RULES["he"] | RULES["she"]:  # "a man and a woman, he is elderly"
        return "afterwards"
    if not before and at == len(found) - 1:
        return "age"
    return "afterwards" if not before or is_people(before[-1]) else None


def _is_skipped(mention: Mention) -> bool:
    """Whether a word between an age and people parts them not: "пожилой седой мужчина"."""
    return bool(mention.values("stop")) or is_posture(mention) or is_quality(mention)
