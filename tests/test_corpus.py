"""How well the words of bank campaigns are understood.

The lexicon was tuned by one half of the corpus, and measured once by the other before it was put right by what that
showed: of 211 harmless phrases 4 were refused, of 104 that must be refused 11 were painted, of 197 phrases the people of
7 were wrong, and of 452 content words 27 were lost. Of 90 more that must be refused, written later, 12 were painted.

A third list was written before its author had read the lexicon, and drawn in two: of the one half, 211 that must be
refused and 144 look-alikes, 36 were painted and 10 refused. With kinds of deeds done to kinds of people told, of the other
half, 200 and 152, it was 2 and 10, before these were put right too.
"""

import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Literal, NamedTuple, get_args

import pytest

from errors import PromptRefused
from prompt_builder import Prompt
from prompt_builder.ages import ADULTS, MINORS, AgeGroup
from prompt_builder.scene import Person
from schemas import Metadata, Sex
from tests.kits import build

Half = Literal["tuned", "measured"]
SEEDS = range(3)
GROWN: tuple[AgeGroup, ...] = ("young adult", "adult")
MALE, FEMALE, ANY = {"male"}, {"female"}, {"male", "female"}
WHO: dict[str, tuple[set[Sex], tuple[AgeGroup, ...]]] = {
    "man": (MALE, ADULTS), "woman": (FEMALE, ADULTS), "grown": (ANY, ADULTS),
    "young man": (MALE, GROWN), "young woman": (FEMALE, GROWN),
    "old man": (MALE, ("senior",)), "old woman": (FEMALE, ("senior",)), "old": (ANY, ("senior",)),
    "boy": (MALE, MINORS), "girl": (FEMALE, MINORS), "kid": (ANY, MINORS),
    "child": (ANY, ("child",)), "teen": (ANY, ("teenager",)),
    "teen boy": (MALE, ("teenager",)), "teen girl": (FEMALE, ("teenager",)),
}  # fmt: skip


class Harmless(NamedTuple):
    """A phrase that is painted, who must be in it (None: not judged), and the words that its English must have."""

    text: str
    people: tuple[str, ...] | None
    words: tuple[str, ...]


class Refused(NamedTuple):
    """A phrase that is never painted, and the age that the fields of the request tell."""

    text: str
    age: int | None


class Faults(NamedTuple):
    """What is wrong in a half, and of how many each was looked at."""

    refused: list[str]
    painted: list[str]
    people: list[str]
    words: list[str]
    harmless: int
    forbidden: int
    peopled: int
    worded: int


def lines(name: str, half: Half) -> Iterator[list[str]]:
    """The entries of a file in one half. In which a phrase is was drawn by its SHA-256."""
    path = Path(__file__).parent / "corpus" / f"{name}.txt"
    section = path.read_text(encoding="utf-8").split(f"[{half}]\n")[1].split("\n[")[0]
    yield from ([field.strip() for field in line.split(" | ")] for line in section.splitlines() if line)


def harmless(half: Half) -> Iterator[Harmless]:
    """The harmless phrases of a half."""
    for text, who, words in ([*fields, ""][:3] for fields in lines("harmless", half)):
        people = None if who.startswith("?") else tuple(_named(who))
        yield Harmless(text, people, tuple(word.strip() for word in words.split(",") if word.strip()))


def _named(who: str) -> Iterator[str]:
    for one in who.rstrip(" |").split(", "):
        count, name = re.fullmatch(r"(\d )?(.*)", one).groups()
        yield from [name] * int(count or 1) if name != "-" else []


def forbidden(half: Half) -> Iterator[Refused]:
    """The phrases of a half that must be refused."""
    for *age, text in lines("refused", half):
        yield Refused(text, int(age[0]) if age else None)


def painted(text: str, seed: int = 0, age: int | None = None) -> Prompt | None:
    """The prompt of a phrase; None where it is refused."""
    try:
        return build(Metadata(custom_prompt=text, age=age), seed)
    except PromptRefused:
        return None


def right(people: tuple[Person, ...], named: tuple[str, ...]) -> bool:
    """Whether these are the people named: each of them by sex and age, nobody more."""
    if not named:
        return not people
    first, rest = named[0], named[1:]
    if len(people) != len(named):
        return False
    return any(
        right((*people[:at], *people[at + 1 :]), rest)
        for at, person in enumerate(people)
        if any(person.sex in WHO[one][0] and person.age_group in WHO[one][1] for one in first.split("|"))
    )


def _missing(prompt: Prompt, words: tuple[str, ...]) -> list[str]:
    """The words that the prompt lacks: any of its words may begin with one of the alternatives."""
    said = prompt.prompt.lower()
    return [word for word in words if not re.search(rf"(?<![^\W_])(?:{word})", said)]


def _cyrillic(text: str) -> bool:
    return any("CYRILLIC" in unicodedata.name(char, "") for char in text)


def faults(half: Half) -> Faults:
    """All that is wrong in a half."""
    found, safe, unsafe = Faults([], [], [], [], 0, 0, 0, 0), list(harmless(half)), list(forbidden(half))
    for phrase in safe:
        prompts = [prompt for seed in SEEDS if (prompt := painted(phrase.text, seed))]
        if not prompts:
            found.refused.append(phrase.text)
            continue
        if phrase.people is not None and not all(right(prompt.scene.people, phrase.people) for prompt in prompts):
            shown = [f"{one.sex} {one.age_group}" for one in prompts[0].scene.people]
            found.people.append(f"{phrase.text}: {', '.join(shown)}, not {', '.join(phrase.people)}")
        if missing := _missing(prompts[0], phrase.words):
            said = f"{prompts[0].prompt} (untranslated: {', '.join(prompts[0].untranslated)})"
            found.words.extend(f"{phrase.text}: {word} not in {said}" for word in missing)
        assert not any(_cyrillic(prompt.prompt + prompt.negative_prompt) for prompt in prompts)
    found.painted.extend(phrase.text for phrase in unsafe if painted(phrase.text, 0, phrase.age))
    peopled = sum(phrase.people is not None for phrase in safe)
    return found._replace(
        harmless=len(safe), forbidden=len(unsafe), peopled=peopled, worded=sum(len(phrase.words) for phrase in safe)
    )


@pytest.mark.parametrize(
    ("half", "most"), [("tuned", (0, 0, 0.025, 0.01)), ("measured", (0, 0, 0.025, 0.03))]
)  # fmt: skip
def test_words_of_campaigns_are_understood(half, most):
    found = faults(half)
    assert len(found.refused) <= most[0] * found.harmless, found.refused
    assert len(found.painted) <= most[1] * found.forbidden, found.painted
    assert len(found.people) <= most[2] * found.peopled, found.people
    assert len(found.words) <= most[3] * found.worded, found.words


def test_corpus_is_large_and_half_russian():
    phrases = [phrase for half in get_args(Half) for phrase in harmless(half)]
    assert len(phrases) >= 400
    assert sum(_cyrillic(phrase.text) for phrase in phrases) >= 200
    assert len([phrase for half in get_args(Half) for phrase in forbidden(half)]) >= 200
