"""Refuses free words that ask for what we never paint. Knows the rules, but neither scenes nor prompts.

The rules look for words, not for intent: a denied wish ("no guns") is refused like any other, since a text encoder
does not understand the denial either.
"""

import re
from collections.abc import Iterable, Mapping
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


def check(metadata: Metadata) -> None:
    """Raise PromptRefused if custom_prompt asks for what is never painted, or never in pictures with minors."""
    if not metadata.custom_prompt:
        return
    texts = [_without_innocent(text) for text in readings(metadata.custom_prompt)]
    _refuse(metadata.custom_prompt, forbidden.ALWAYS, texts)
    if _find(_rule(forbidden.WHEEL), texts):
        _refuse(metadata.custom_prompt, forbidden.AT_THE_WHEEL, texts)
    minor = metadata.age is not None and metadata.age < _MAJORITY
    if minor or _find(_rule(forbidden.MINORS), texts):
        _refuse(metadata.custom_prompt, forbidden.WITH_MINORS, texts)


def _refuse(custom_prompt: str, rules: Mapping[str, str], texts: Iterable[str]) -> None:
    for subject, entries in rules.items():
        if found := _find(_rule(entries), texts):
            message = f"custom_prompt asks for {subject}: “{found}”"
            value = custom_prompt if len(custom_prompt) <= _SHOWN else f"{custom_prompt[: _SHOWN - 1]}…"
            detail = Detail("metadata.custom_prompt", value, f"no {subject}", message)
            raise PromptRefused(f"We never paint this: {message}", details=(detail,))


def _find(rule: Rule, texts: Iterable[str]) -> str:
    for text in sorted(texts, key=len, reverse=True):
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
