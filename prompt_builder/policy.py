"""Refuses free words that ask for what we never paint. Knows the rules, but neither scenes nor prompts.

The rules look for words, not for intent: a denied wish ("no guns") is refused like any other, since a text encoder
does not understand the denial either.
"""

import re
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from errors import Detail, PromptRefused
from prompt_builder.ages import MAJORITY
from prompt_builder.deobfuscation import readings
from prompt_builder.lexicon import FORBIDDEN
from schemas import Metadata

_SHOWN = 80
_KEPT = 256
"""Verdicts that are remembered: the candidates of a strict order, and who asks for a preview before a picture."""
_ATOM = re.compile(r"\\w|\[[^\]]*\]|[^\W\d_]")
_STARTS = re.compile(r"(?<!\S)\S")


class Rule(NamedTuple):
    """What is looked for: one whole word, the same with letters hidden by asterisks, or several words in a row."""

    words: re.Pattern[str]
    masked: re.Pattern[str]
    phrases: re.Pattern[str]


class Verdict(NamedTuple):
    """Whether words or age put minors into the picture; what is refused about it, and the words that ask for that."""

    young: bool
    subject: str = ""
    found: str = ""


class Suspects(NamedTuple):
    """What any rule at all may be about: words, and places in texts where phrases begin."""

    words: tuple[str, ...]
    phrases: tuple[tuple[str, int], ...]


def check(metadata: Metadata) -> bool:
    """Give whether age or words put minors into the picture.

    Raises PromptRefused if custom_prompt asks for what is never painted, or never in pictures with minors.
    """
    custom_prompt = metadata.custom_prompt or ""
    verdict = _judge(custom_prompt, metadata.age is not None and metadata.age < MAJORITY)
    if verdict.subject:
        raise _refusal(custom_prompt, verdict.subject, verdict.found)
    return verdict.young


@lru_cache(_KEPT)
def _judge(custom_prompt: str, underage: bool) -> Verdict:
    found = sorted(readings(custom_prompt), key=lambda text: (-len(text), text))
    suspects = _suspects([_without_innocent(text) for text in found])
    young = underage or bool(_find(_rule(FORBIDDEN["young"]), suspects))
    for subject, entries in _rules(underage, young, suspects):
        if word := _find(_rule(entries), suspects):
            return Verdict(young, subject, word)
    return Verdict(young)


def _rules(underage: bool, young: bool, texts: Suspects) -> Iterator[tuple[str, str]]:
    """Give what is forbidden in view of who is in the picture, with its name."""
    yield from FORBIDDEN["always"].items()
    if _find(_rule(FORBIDDEN["wheel"]), texts):
        yield from FORBIDDEN["at_the_wheel"].items()
    if underage:
        yield from FORBIDDEN["at_young_age"].items()
    if young or _find(_rule(FORBIDDEN["family"]), texts):
        yield from FORBIDDEN["with_young"].items()
    if young:
        yield from FORBIDDEN["of_young"].items()


def _refusal(custom_prompt: str, subject: str, found: str) -> PromptRefused:
    value = custom_prompt if len(custom_prompt) <= _SHOWN else f"{custom_prompt[: _SHOWN - 1]}…"
    message = f"custom_prompt asks for {subject}: “{found}”"
    return PromptRefused(
        f"We never paint this: {message}",
        details=(Detail("metadata.custom_prompt", value, f"no {subject}", message),),
    )


def _suspects(texts: Iterable[str]) -> Suspects:
    words = dict.fromkeys(word for text in texts for word in text.split())
    anything = _rule(" ".join(_all_entries()))
    return Suspects(
        tuple(word for word in words if _matches(anything, word)),
        tuple(
            (text, place.start())
            for text in dict.fromkeys(texts)
            for place in _STARTS.finditer(text)
            if anything.phrases.match(text, place.start())
        ),
    )


def _all_entries() -> Iterator[str]:
    for name, told in FORBIDDEN.items():
        if name != "innocent":
            yield from told.values() if isinstance(told, dict) else (told,)


def _find(rule: Rule, suspects: Suspects) -> str:
    for word in suspects.words:
        if _matches(rule, word):
            return word
    for text, start in suspects.phrases:
        if found := rule.phrases.match(text, start):
            return found[0]
    return ""


def _matches(rule: Rule, word: str) -> bool:
    return (rule.masked if "*" in word else rule.words).fullmatch(word) is not None


def _without_innocent(text: str) -> str:
    return " ".join(_innocent().sub(" ", text).split())


@cache
def _innocent() -> re.Pattern[str]:
    return _whole(FORBIDDEN["innocent"].split())


@cache
def _rule(entries: str) -> Rule:
    words = "|".join(entry for entry in entries.split() if "_" not in entry) or r"(?!)"
    phrases = [entry for entry in entries.split() if "_" in entry]
    masked = re.compile(_ATOM.sub(_maskable, "|".join(entries.split()).replace("_", " ")))
    return Rule(re.compile(words), masked, _whole(phrases))


def _maskable(atom: re.Match[str]) -> str:
    """The expression for one letter, for which an asterisk may stand as well."""
    return f"[{atom[0].strip('[]')}*]"


def _whole(entries: Iterable[str]) -> re.Pattern[str]:
    either = "|".join(entries).replace("_", " ") or r"(?!)"
    return re.compile(rf"(?<!\S)(?:{either})(?!\S)")
