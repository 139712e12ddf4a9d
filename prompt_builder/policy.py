"""Refuses free words that ask for what we never paint. Knows the rules, but neither scenes nor prompts.

The rules look for words, not for intent: a denied wish ("no guns") is refused like any other, since a text encoder
does not understand the denial either.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from errors import Detail, PromptRefused
from prompt_builder import forbidden
from prompt_builder.disguise import readings
from schemas import Metadata

_MAJORITY = 18
_SHOWN = 80


class Rule(NamedTuple):
    """What is looked for: one whole word, or several words in a row."""

    words: re.Pattern[str]
    phrases: re.Pattern[str]


def check(metadata: Metadata) -> bool:
    """Give whether age or words put minors into the picture.

    Raises PromptRefused if custom_prompt asks for what is never painted, or never in pictures with minors.
    """
    custom_prompt = metadata.custom_prompt or ""
    found = sorted(readings(custom_prompt), key=lambda text: (-len(text), text))
    texts = [_without_innocent(text) for text in found]
    underage = metadata.age is not None and metadata.age < _MAJORITY
    young = underage or bool(_find(_rule(forbidden.YOUNG), texts))
    for subject, entries in _rules(underage, young, texts):
        if word := _find(_rule(entries), texts):
            raise _refusal(custom_prompt, subject, word)
    return young


def _rules(underage: bool, young: bool, texts: Sequence[str]) -> Iterator[tuple[str, str]]:
    """Give what is forbidden in view of who is in the picture, with its name."""
    yield from forbidden.ALWAYS.items()
    if _find(_rule(forbidden.WHEEL), texts):
        yield from forbidden.AT_THE_WHEEL.items()
    if underage:
        yield from forbidden.AT_YOUNG_AGE.items()
    if young or _find(_rule(forbidden.FAMILY), texts):
        yield from forbidden.WITH_YOUNG.items()
    if young:
        yield from forbidden.OF_YOUNG.items()


def _refusal(custom_prompt: str, subject: str, found: str) -> PromptRefused:
    value = custom_prompt if len(custom_prompt) <= _SHOWN else f"{custom_prompt[: _SHOWN - 1]}…"
    message = f"custom_prompt asks for {subject}: “{found}”"
    return PromptRefused(
        f"We never paint this: {message}",
        details=(Detail("metadata.custom_prompt", value, f"no {subject}", message),),
    )


def _find(rule: Rule, texts: Iterable[str]) -> str:
    for text in texts:
        for word in text.split():
            if _matches(rule.words, word):
                return word
        if found := rule.phrases.search(text):
            return found[0]
    return ""


@lru_cache(65_536)
def _matches(pattern: re.Pattern[str], word: str) -> bool:
    return pattern.fullmatch(word) is not None


def _without_innocent(text: str) -> str:
    return " ".join(_innocent().sub(" ", text).split())


@cache
def _innocent() -> re.Pattern[str]:
    return _whole(forbidden.INNOCENT.split())


@cache
def _rule(entries: str) -> Rule:
    words = [entry for entry in entries.split() if "_" not in entry]
    phrases = [entry for entry in entries.split() if "_" in entry]
    return Rule(re.compile("|".join(words) or r"(?!)"), _whole(phrases))


def _whole(entries: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(entries).replace("_", " ") or r"(?!)"
    return re.compile(rf"(?<!\S)(?:{either})(?!\S)")
