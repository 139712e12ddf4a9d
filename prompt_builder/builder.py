"""Makes the prompt of one picture from its metadata and seed, within the room that the text encoder has."""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Sequence
from typing import NamedTuple

from pydantic import BaseModel, ConfigDict

from brand import Kit, Zone
from prompt_builder import policy, wording
from prompt_builder.ages import MAJORITY
from prompt_builder.composition import company, compose
from prompt_builder.description import Medium
from prompt_builder.parser import parse
from prompt_builder.scene import Person, Scene
from prompt_builder.spelling import as_written, corrected
from prompt_builder.tokens import ROOM, Counter, estimate
from prompt_builder.translation import Model, say, translate
from schemas import Metadata

_MARKS = re.compile(r"<\|\w*\|>")
_WORD = re.compile(r"[^\W_]+(?:['’\-][^\W_]+)*")
_UNSPACED = re.compile(r"\S+")
_TRAILING = " ,;:-–—"


class Reader(NamedTuple):
    """Who a prompt is written for."""

    count: Counter = estimate
    """Gives the number of tokens of a text without those that mark start and end."""
    medium: Medium = "photograph"
    """What the painter makes of it."""
    model: Model | None = None
    """Says in English what the lexicon cannot."""


ANYBODY = Reader()


class Prompt(BaseModel):
    """What a painter is given. `dropped` lists what the room of 75 tokens was too small for, as it would have read.

    `untranslated` are words that were asked for and are left out, because an encoder that reads English does not know
    them, and nor does the lexicon.
    """

    model_config = ConfigDict(frozen=True)

    prompt: str
    negative_prompt: str
    scene: Scene
    medium: Medium
    tokens: int
    dropped: tuple[str, ...]
    untranslated: tuple[str, ...] = ()


def load() -> None:
    """Read the dictionaries and the rules, before anybody waits for them: it takes a second or two."""
    policy.rules()
    translate(corrected("словоо"))


def build(metadata: Metadata, seed: int, kit: Kit, reader: Reader = ANYBODY, text_zone: Zone | None = None) -> Prompt:
    """Make the prompt of one picture.

    Colours and subject come first and always, then what was asked for in free words, said in English, then our own
    ornaments while there is room.
    Raises PromptRefused for free words that ask for what we never paint.
    """
    asked = clean(metadata.custom_prompt or "")
    spelt = corrected(asked)
    scene = compose(metadata, spelt, seed)
    unknown = as_written(scene.unknown_words, asked)
    scene = scene.model_copy(update={"custom_prompt": asked, "unknown_words": unknown})
    mentions = parse(spelt)
    said = say(spelt, reader.model)
    foreign = said.english if said != translate(spelt) else ""
    young = _judged(metadata, scene.people, kit, spelt if spelt != asked else "", foreign)
    kit, draft = _begun(scene, metadata.age, kit, reader)
    if text_zone:
        draft.add(wording.calm(text_zone))
    if young:
        draft.add(wording.WHOLESOME)
    draft.add_words(said.english)
    draft.add(*wording.ornaments(scene, mentions, kit, (metadata.width, metadata.height)))
    against, *others = wording.negative(scene, kit, metadata.product == "people", young)
    negative = Draft(against, reader.count)
    negative.add(*others)
    return Prompt(
        prompt=draft.text,
        negative_prompt=negative.text,
        scene=scene,
        tokens=draft.tokens,
        medium=reader.medium,
        dropped=(*draft.dropped, *negative.dropped),
        untranslated=said.untranslated,
    )


def check(metadata: Metadata, seed: int, kit: Kit) -> None:
    """Raise what `build` does without a model, which takes a part of its time: what is shown is not composed, and
    nothing is said.
    """
    asked = clean(metadata.custom_prompt or "")
    spelt = corrected(asked)
    _judged(metadata, company(metadata, spelt, seed), kit, spelt if spelt != asked else "")


def _judged(metadata: Metadata, people: Sequence[Person], kit: Kit, put_right: str, foreign: str = "") -> bool:
    """Whether minors are in the picture. Raises PromptRefused."""
    underage = metadata.age is not None and metadata.age < MAJORITY
    own = policy.Own(kit.forbidden_words, kit.allowed_words)
    return policy.check(metadata.custom_prompt or "", underage, people, own, put_right, foreign)


def _begun(scene: Scene, age: int | None, kit: Kit, reader: Reader) -> tuple[Kit, "Draft"]:
    """The kit, as briefly named as it needs, and its colours and the subject, for which there is always room."""
    drafts = []
    for brief, colours in wording.briefer(kit):
        draft = Draft(wording.head(brief, reader.medium, colours), reader.count)
        draft.add(*wording.subject(scene, age, brief))
        drafts.append((brief, draft))
        if not draft.dropped:
            break
    return drafts[-1]


def clean(text: str) -> str:
    """Give free text without invisible characters, needless space and the tokenizer's own marks, else verbatim."""
    visible = text if text.isprintable() else "".join(map(_visible, text))
    return " ".join(_MARKS.sub(" ", visible).split()).strip(_TRAILING)


def _visible(char: str) -> str:
    if unicodedata.category(char)[0] != "C":
        return char
    return " " if char.isspace() else ""


class Draft:
    """A text that grows by parts as long as the encoder has room for them; the first part is always in."""

    def __init__(self, first: str, count: Counter) -> None:
        self.text, self.tokens = first, count(first)
        self.dropped: list[str] = []
        self._count = count

    def add(self, *parts: str) -> None:
        """Add each part that fits whole."""
        self.dropped += [part for part in parts if not self._take(part)]

    def add_words(self, text: str) -> None:
        """Add free text, without the words at its end that do not fit."""
        if not text or self._take(text):
            return
        words = list(_WORD.finditer(text)) or list(_UNSPACED.finditer(text))
        kept = bisect_right(words, ROOM, key=lambda word: self._with(text[: word.end()]))
        if kept:
            self._take(text[: words[kept - 1].end()])
        self.dropped += [word[0] for word in words[kept:]]

    def _take(self, part: str) -> bool:
        """Whether there was room for a part."""
        tokens = self._with(part)
        if tokens <= ROOM:
            self.text, self.tokens = f"{self.text}, {part}", tokens
        return tokens <= ROOM

    def _with(self, part: str) -> int:
        """Tokens of the text with one more part; after a letter or a digit a comma begins a token of its own."""
        if self.text[-1:].isalnum():
            return self.tokens + self._count(f", {part}")
        return self._count(f"{self.text}, {part}")
