"""Finds words and phrases of the lexicon, and what each may mean by itself. Knows no neighbours."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from operator import contains
from typing import Any, Literal, NamedTuple, TypeVar

from prompt_builder.ages import AgeGroup
from prompt_builder.lexicon import LONGEST_PHRASE, RULES, Kind, entries
from prompt_builder.memory import remembered
from prompt_builder.morphology import QUALITIES, finite, fold, part_of_speech, readings
from prompt_builder.parties import telling
from prompt_builder.people import FAMILY, OF_ANYBODY, SEVERAL, TRADES, PersonTerm, known_terms

T = TypeVar("T", bound=str)
Meaning = tuple[Kind, str]
Opening = Literal["", "clause", "list", "recap", "sentence", "again", "former", "aside", "word", "near"]
_Phrase = tuple[int, int, tuple[str, ...], tuple[Meaning, ...]]
"""Less than no words as many as follow the first, its place among others, the words after the second, what it means."""

_LONGEST_ENDING = 3
_SHORTEST_STEM = 3
_WORD = re.compile(r"[^\W_]+(?:['’ʼ\-][^\W_]+)*(?:(?<=s)['’ʼ](?!\w))?")
OWNER = re.compile(r"([^\W\d_]{2,}?)(?:['’ʼ]s|(?<=s)['’ʼ])", re.IGNORECASE)
"""A word with the ending of whose something is."""
_DOER_FEMALE = re.compile("(?:истка|ница|щица|чица)$")
_DOER = re.compile(
    f"(?:ист|ник|щик|[дтзсж]чик|тель|лог|граф|вед|вод|ор|ер|ант|ент|арь|[ая]нин|анец|овец)$|{_DOER_FEMALE.pattern}"
)
_WOMAN = re.compile("(.+?)(?:(ни|щи|чи)ц|(ш|ин|к))([аяиыеую]|[ое]й|[ая]ми?|[ая]х)")
"""How words end for a woman who does what a man is known for."""
_ENGLISH_DOER = re.compile("([a-z]+?)((?:wo)?m[ae]n)")
"""A word for who does something: with what, and whether a man or a woman does."""
_DIGITS = 6
_ARTICLE = re.compile("(?<=[a-z] )(?:an?|the) ")
NOTHING: tuple[Meaning, ...] = (("stop", "again"),)
"""What a word means that tells nothing."""
_OF_TRADE: tuple[Kind, ...] = ("look", "workplace", "activity")
_OF_PEOPLE: set[Kind] = {"look", "people", "workplace"}
GRAMMAR: set[Kind] = {
    "number", "age", "old", "decade", "afterwards", "years", "unit", "aged", "with", "whose", "of", "picture",
    "negation", "stop",
}  # fmt: skip
"""What tells how others belong together, and nothing that is seen."""


class _Said(NamedTuple):
    """A word or phrase as it was written, what it may mean (nothing: unknown), and what is said of it.

    `many`: how many, if that is said. Of people also the age, as a group or in years, and whether they are named as
    somebody's company, by which word, as those for whom a product or a day is, or by a first name; `opening`: whether a
    clause or sentence begins with them, or they are said to be known, and `acts`: whether a verb comes next, or where
    they are. `again`: the place among all of whom it names again.
    """

    text: str
    meanings: tuple[Meaning, ...]
    many: int | None = None
    age: AgeGroup | None = None
    years: int | None = None
    beside: Literal["", "with", "whose"] = ""
    audience: bool = False
    named: bool = False
    opening: Opening = ""
    acts: bool = False
    again: int | None = None


class Mention(_Said):
    """The same, which knows what it may mean of each kind and whom it names: that is asked dozens of times a text."""

    def _replace(self, **changes: Any) -> "Mention":
        """The same but for these; what is known of its meanings goes with them."""
        changed = super()._replace(**changes)
        if "meanings" not in changes:
            changed.__dict__.update(self.__dict__)
        return changed

    @cached_property
    def kinds(self) -> Mapping[Kind, tuple[str, ...]]:
        """What it may mean, by kind."""
        kinds: dict[Kind, tuple[str, ...]] = {}
        for kind, value in self.meanings:
            kinds[kind] = (*kinds.get(kind, ()), value)
        return kinds

    @cached_property
    def term(self) -> PersonTerm:
        """What those whom it names are called tells of them."""
        return telling(self.values("people"))

    @property
    def does(self) -> bool:
        """Whether a verb comes next: after a comma with one, nobody is told aside."""
        return self.acts and self.opening != "aside"

    @property
    def number(self) -> int | None:
        """The number that it tells."""
        return next(map(int, self.values("number")), None)

    @property
    def aged(self) -> bool:
        """Whether it is said how old they are."""
        return (self.age, self.years) != (None, None)

    def also(self, kind: Kind, *values: str) -> "Mention":
        """The same where it means these as well."""
        return self._replace(meanings=(*self.meanings, *((kind, value) for value in values)))

    def without(self, *kinds: Kind) -> "Mention":
        """The same where it means nothing of these kinds."""
        return self._replace(meanings=tuple(one for one in self.meanings if one[0] not in kinds))

    def only(self, *kinds: Kind) -> "Mention":
        """The same where it means nothing but what is of these kinds."""
        return self._replace(meanings=tuple(one for one in self.meanings if one[0] in kinds))

    def silent(self) -> "Mention":
        """The same where it tells nothing, or nothing more than is told already."""
        return self._replace(meanings=NOTHING)

    def tells(self, *kinds: Kind) -> bool:
        """Whether it may mean anything of these kinds."""
        return not self.kinds.keys().isdisjoint(kinds)

    def values(self, kind: Kind) -> tuple[str, ...]:
        """What it may mean of this kind."""
        return self.kinds.get(kind, ())


def scan(clause: str) -> Iterator[Mention]:
    """The words and phrases of a clause, each by itself."""
    return _scan(_WORD.findall(clause))


def is_known(text: str) -> bool:
    """Whether the lexicon has a word itself, and tells not by its ending alone what it means."""
    return bool(_longest([fold(text)])[1])


def text_at(found: Sequence[Mention], at: int) -> str:
    """The word at a place, or nothing."""
    return found[at].text if at < len(found) else ""


def is_people(mention: Mention) -> bool:
    """Whether these may be people."""
    return "people" in mention.kinds


def names_who(mention: Mention) -> bool:
    """Whether it names somebody, perhaps again."""
    return is_people(mention) or mention.again is not None


def values_of(mentions: Iterable[Mention], *kinds: Kind) -> set[str]:
    """What any of the mentions may mean of these kinds."""
    return {value for one in mentions for kind, value in one.meanings if kind in kinds}


def people_at(mentions: Sequence[Mention], start: int = 0) -> list[int]:
    """Where people are named, from a place on."""
    return [at for at, one in enumerate(mentions[start:], start) if is_people(one)]


def last_people(mentions: Sequence[Mention]) -> int | None:
    """Where people are named last."""
    return next((at for at in range(len(mentions) - 1, -1, -1) if is_people(mentions[at])), None)


def cases(mention: Mention) -> frozenset[str]:
    """In what cases its last word may be; an empty one where no dictionary tells, as of English."""
    return _cases(mention.text)


@remembered
def _cases(text: str) -> frozenset[str]:
    return frozenset({one.case for one in readings(text.rsplit(maxsplit=1)[-1])} or {""})


def is_beast(mention: Mention) -> bool:
    """Whether it is an animal."""
    return not is_people(mention) and (
        not {"dog", "cat", "bird", "horse"}.isdisjoint(mention.values("thing")) or _calls_beast(mention.text)
    )


@remembered
def _calls_beast(text: str) -> bool:
    word = fold(text)
    return not RULES["beasts"].isdisjoint((word, word.removesuffix("s"), *(one.lemma for one in readings(text)[:1])))


def leads_people(mention: Mention) -> bool:
    """Whether it comes before people and tells of nobody else: how many or how old they are, and small words."""
    small = bool(mention.values("stop")) and fold(mention.text) not in RULES["before"]
    return small or mention.tells("age", "old", "number", "years")


def is_anybody(mention: Mention) -> bool:
    """Whether somebody is named, and not the sex."""
    return not OF_ANYBODY.isdisjoint(mention.values("people"))


def is_posture(mention: Mention) -> bool:
    """Whether it tells no more than how somebody sits or laughs."""
    return bool(mention.meanings) and all(kind == "posture" for kind, _ in mention.meanings)


def is_quality(mention: Mention) -> bool:
    """Whether an adjective says how those are who come next: "два седых старика", "an old bearded fisherman"."""
    word = fold(mention.text.split()[-1])
    if is_people(mention) or (mention.meanings and not mention.values("look")):
        return False
    if word.isascii():
        return word.endswith(tuple(RULES["leading"] if mention.meanings else RULES["qualities"]))
    return part_of_speech(word) in (QUALITIES if mention.meanings else ("ADJF",))


def tells_deed(mention: Mention) -> bool:
    """Whether it is what somebody does, and nothing that a number before it could count."""
    first = fold(mention.text).split()[0]
    doing = (mention.text.isascii() and first.endswith("ing")) or first in RULES["breaks"]
    told = part_of_speech(mention.text.split()[0]) in ("VERB", "GRND", "PRTF")
    return told or doing or bool(mention.values("posture"))


def tells_undrawn_deed(mention: Mention) -> bool:
    """Whether it is what somebody does, and nothing that people can be seen doing."""
    return tells_deed(mention) and {kind for kind, _ in mention.meanings} <= {"use", "undrawn"}


@remembered
def is_event(text: str) -> bool:
    """Whether a word is a noun for what is done, and tells of nobody who does it: "оплата"."""
    words = fold(text).split()
    done = part_of_speech(words[0]) in ("VERB", "GRND")  # "держатся за руки"
    return (part_of_speech(words[-1]) == "NOUN" and not done) or bool(RULES["events"] & set(words))


def _scan(tokens: list[str]) -> Iterator[Mention]:
    """Match the longest known phrase at each place; a hyphened word that is unknown as a whole counts as its parts."""
    folded = [fold(token) for token in tokens]
    at = 0
    while at < len(tokens):
        words = folded[at : at + LONGEST_PHRASE]
        length, found = _longest(words)
        if (verb := finite(words[0])) != words[0]:  # "машущая рукой"
            as_verb = _longest([verb, *words[1:]])
            length, found = as_verb if as_verb[1] and (as_verb[0] > length or not found) else (length, found)
        if found:
            text = " ".join(tokens[at : at + length])
            yield Mention(text, _in_number(text, found) if "people" in dict(found) else (*found, *_trade(text)))
        else:
            *first, last = re.split(r"[-'’ʼ]", tokens[at])
            parts = [*(part for part in first if fold(part) not in RULES["shades"]), last]
            owner = OWNER.fullmatch(tokens[at])
            if owner or (first and len(parts) == 1):
                yield from (one._replace(text=tokens[at]) for one in _scan([owner[1] if owner else last]))
            elif parts[1:] == ["free"]:
                yield Mention(tokens[at], NOTHING)
            elif len(parts) > 1:
                yield from _compound([*_scan([part for part in parts if len(part) > 1 or part.isdigit()])])
            elif tokens[at].isdecimal() and len(tokens[at]) <= _DIGITS:
                yield Mention(tokens[at], (("number", str(int(tokens[at]))),))
            elif any(char.isalpha() for char in tokens[at]):
                yield Mention(tokens[at], _trade(tokens[at]))
        at += length


def _in_number(text: str, found: tuple[Meaning, ...]) -> tuple[Meaning, ...]:
    """What a word for one means in a Russian form of none but several: "девушкам"."""
    nouns = [one for one in readings(text.rsplit(maxsplit=1)[-1]) if one.alive]
    if not nouns or any(one.number == "sing" for one in nouns):
        return found
    return tuple((kind, SEVERAL.get(value, value) if kind == "people" else value) for kind, value in found)


@remembered
def _trade(word: str) -> tuple[Meaning, ...]:
    """Whom a word for somebody that no table has tells of, as it ends: "логист", "сварщицы", "salesman"."""
    told = readings(word)
    if (named := _ENGLISH_DOER.fullmatch(fold(word))) and named[1] in RULES["manned"]:
        return (("people", named[2]),)
    if she := woman_of(word):
        return she
    nouns = [one for one in told if one.part == "NOUN" and (word.istitle() or not one.surname)]
    if not nouns or told[0] != nouns[0] or not all(one.alive for one in nouns):
        return ()
    if not _DOER.search(nouns[0].lemma) or nouns[0].lemma in RULES["no trades"]:
        return ()
    female = "female " if _DOER_FEMALE.search(nouns[0].lemma) else ""
    return (("people", f"{female}specialist{'s' if nouns[0].number == 'plur' else ''}"),)


@remembered
def woman_of(word: str) -> tuple[Meaning, ...]:
    """Whom a word tells of that is made of one for a man, if no table has it: "таксистка", "барменша"."""
    made, told = _WOMAN.fullmatch(fold(word)), readings(word)[:1]
    if not made or (told and (made[3] != "ш" or not told[0].alive)):
        return ()
    man = f"{made[1]}{made[2]}к" if made[2] else made[1]
    if not any(one.alive and one.gender == "masc" and one.lemma == man for one in readings(man)):
        return ()
    if man in RULES["no trades"] or (made[3] == "к" and not _DOER.search(man)):
        return ()
    return (("people", f"female specialist{'s' if made[4][0] in 'аяиы' and made[4] not in ('а', 'я') else ''}"),)


def _compound(parts: list[Mention]) -> list[Mention]:
    """The parts of a hyphened word; whoever they tell of is there once: "парни-десятиклассники"."""
    names = [part.values("people") for part in parts]
    if len(names) == 2 and names[1] and not names[0]:  # "фитнес-тренер"
        told = tuple(one for one in parts[0].meanings if one[0] in _OF_TRADE)
        return [parts[1]._replace(text=f"{parts[0].text} {parts[1].text}", meanings=(*parts[1].meanings, *told))]
    if len(names) != 2 or not all(names) or {FAMILY, *TRADES} & {*names[0], *names[1]}:
        return parts
    one, two = ({sex for term in known_terms(each) for sex in term.sexes} - {None} for each in names)
    if one and two and not one & two:
        return parts
    first, second = parts
    return [first._replace(text=f"{first.text} {second.text}", meanings=(*second.meanings, *first.meanings))]


def _longest(words: Sequence[str]) -> tuple[int, tuple[Meaning, ...]]:
    """Give the number of words of the longest known phrase that begins here, and its meanings; (1, ()) if none."""
    alone, phrases = _begun(words[0])
    following = [phrase for form in stems(words[1]) for phrase in phrases.get(form, ())] if words[1:] else []
    for less, _, rest, meanings in sorted(following):
        if len(words) > -less and all(map(contains, map(stems, words[2:]), rest)):
            return 1 - less, meanings
    return 1, alone


@remembered
def _begun(word: str) -> tuple[tuple[Meaning, ...], dict[str, list[_Phrase]]]:
    """What a word means alone and, by the word after it, the phrases that begin so: the most words first."""
    alone: tuple[Meaning, ...] = ()
    phrases: dict[str, list[_Phrase]] = {}
    for place, (words, meanings) in enumerate(one for form in stems(word) for one in _index().get(form, {}).items()):
        if words:
            phrases.setdefault(words[0], []).append((-len(words), place, words[1:], meanings))
        else:
            alone = alone or meanings
    return alone, phrases


@remembered
def stems(word: str) -> tuple[str, ...]:
    """The word itself, then its possible stems, longest first."""
    shortest = max(len(word) - _LONGEST_ENDING, _SHORTEST_STEM)
    return (word, *(f"{word[:end]}*" for end in range(len(word), shortest - 1, -1)))


@cache
def _index() -> dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]]:
    """Meanings by the first word of a form and the words after it."""
    index: dict[str, dict[tuple[str, ...], tuple[Meaning, ...]]] = {}
    known = {form for _, _, form in entries()} | RULES["with an article"]
    for kind, value, form in entries():
        short = _ARTICLE.sub("", form)  # as in headlines: "on ladder"
        for words in dict.fromkeys((form, form.replace("-", " "), form if short in known else short)):  # "grey haired"
            first, *rest = words.split()
            phrases = index.setdefault(first, {})
            phrases[tuple(rest)] = (*phrases.get(tuple(rest), ()), (kind, value))
    for word, phrases in index.items():
        if (kinds := {kind for kind, _ in phrases.get((), ())}) and kinds < _OF_PEOPLE:
            shorter = (index.get(stem, {}).get((), ()) for stem in stems(word)[1:])
            phrases[()] += tuple(one for stem in shorter for one in stem if one[0] in _OF_PEOPLE - kinds)
    return index


def is_put(before: Sequence[Mention], deed: Mention) -> bool:
    """Whether what stands is the thing that is named right before: "автомобиль стоит у дома"."""
    thing = before[-1:] if "standing" in deed.values("activity") else ()
    named = any(one.tells("thing", "object") for one in thing)
    return named and not cases(before[-1]).isdisjoint(("nomn", ""))


def is_counted(mention: Mention) -> bool:
    """Whether it is what there are several of: "двое собак", "трое суток"."""
    return [(one.part, one.case, one.number) for one in readings(mention.text)[:1]] == [("NOUN", "gent", "plur")]


def describes_several(mention: Mention) -> bool:
    """Whether it says how several are who come next: "двое смеющихся детей"."""
    told = readings(mention.text)
    return not is_people(mention) and any(one.part in QUALITIES and one.case == "gent" for one in told)


def among(mentions: Sequence[Mention], kind: Kind, options: Sequence[T]) -> list[T]:
    """Values of one kind that are among the options, in the order asked for."""
    values = [value for mention in mentions for found, value in mention.meanings if found == kind]
    return [options[options.index(value)] for value in values if value in options]
