"""Finds people in first names, Russian and English. Knows names and what stands around them, but nobody's age."""

from collections.abc import Sequence
from functools import cache

from prompt_builder.lexicon import ENGLISH, NAMES, RULES, english_words
from prompt_builder.memory import remembered
from prompt_builder.morphology import fold, part_of_speech, plural, readings

_WHO = {"masc": "he", "femn": "she", "": "they"}

_THINGS = RULES["homonyms"] | RULES["small homonyms"]


@remembered
def first_name(word: str) -> str:
    """Whom a first name tells of, as a name of people.toml; nothing where the word is none.

    In small letters it is one that is likely no other word.
    """
    known = readings(word)
    small = known[0].name and known[0].lemma not in _THINGS if known else fold(word) not in english_words()
    if not (word.istitle() or small):
        return ""
    told = next((one for one in known if one.name), None)
    return _WHO.get(told.gender, "") if told else NAMES.get(word.lower(), "")


def last_name(word: str) -> bool:
    """Whether a word after a first name belongs to it: a patronymic, a surname."""
    known = readings(word)
    small = bool(known) and known[0].surname
    return small or (word.istitle() and (word.isascii() or len(word) == 1 or any(one.surname for one in known)))


def subject(word: str, following: str) -> bool:
    """Whether a first name is in a case of those who do something, or to whom it is done, and is no other word.

    `following`: the word after it: a patronymic makes any of them a name.
    """
    told = readings(word)
    if not told:
        return True
    cases = {one.case for one in told if one.name}
    base = told[0].case != "nomn" and any(one.name and one.case == "nomn" for one in told)
    sure = told[0].name or base or any(one.surname for one in readings(following))
    placed = told[0].case in ("loct", "gent")  # somebody else's, or where something is
    return sure and (base or not placed or "accs" in cases) and fold(word) not in RULES["cities"]


def receives(word: str, before: str, following: str) -> bool:
    """Whether a first name is in the dative beside a verb: "дарит Лене цветы", "Лене дарят цветы"."""
    given = any(one.name and one.case == "datv" for one in readings(word))
    return given and "VERB" in (part_of_speech(before), part_of_speech(following))


def in_one_case(one: str, name: str) -> bool:
    """Whether a Russian word and a name after it may be in one case; English ones always."""
    cases = [{reading.case for reading in readings(word) if reading.case} for word in (one, name)]
    return not all(cases) or bool(cases[0] & cases[1])


@remembered
def lives(word: str) -> bool:
    """Whether a word is a finite verb for what somebody does: "печёт", "smiles"."""
    if told := readings(word):
        return told[0].part == "VERB" and told[0].lemma not in RULES["inert"]
    return word in _deeds()


@cache
def _deeds() -> frozenset[str]:
    """English verbs that the lexicon knows, in the forms that follow a name."""
    verbs = [*ENGLISH["verb"], *RULES["done"]]
    stems = {stem for verb in verbs for stem in (verb.removesuffix("e"), f"{verb}{verb[-1]}")}
    return frozenset({*map(plural, verbs), *(f"{stem}{end}" for stem in stems for end in ("ed", "ing"))})


def surely(before: Sequence[str], name: str, following: Sequence[str], aged: bool) -> bool:
    """Whether a first name is somebody's where it may be a thing: "Лев, 7 лет" and "Max smiles", but not "Max speed".

    `aged`: the clause ends with the name, and the next tells an age.
    """
    lemmas = {fold(name), *(one.lemma for one in readings(name) if one.name)}
    ours = before[-1:] != [] and fold(before[-1]) in RULES["ours"]
    if aged or not (ours or lemmas & RULES["homonyms"]):
        return True
    words = [fold(word) for word in following]
    joined = before[-1:] != [] and fold(before[-1]) in RULES["and"] and any(map(_is_only_name, before[:-1]))
    together = any(word in RULES["and"] for word in words[:1])
    company = together and any(fold(word) in RULES["possessive"] or _is_only_name(word) for word in following[1:2])
    if not following or joined or company:
        return joined or company
    return last_name(following[0]) or lives(words[0]) or words[0] in RULES["grown"]


def _is_only_name(word: str) -> bool:
    """Whether a word is a first name, and no thing is called so."""
    return bool(first_name(word)) and not {fold(word), *(one.lemma for one in readings(word))} & RULES["homonyms"]


def may_follow(word: str) -> bool:
    """Whether what comes after a name tells of somebody: a verb, a small word, but no other noun."""
    if told := readings(word):
        return told[0].part != "NOUN"
    return not word.isalpha() or fold(word) in RULES["deeds"] or lives(fold(word))


def tells_doing(word: str) -> bool:
    """Whether a word after somebody may tell what that one does."""
    if told := readings(word):
        return told[0].part in ("VERB", "ADJS", "PRTS", "ADVB")
    return word.isascii() and word.endswith(("s", "ing", "ed"))
