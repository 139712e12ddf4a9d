"""English words of the lexicon, and the forms that English gives them. Knows no text."""

import re
from functools import cache

from prompt_builder import morphology
from prompt_builder.lexicon import ENGLISH
from prompt_builder.lexicon_files import forms

_DOUBLED = re.compile(r"^[^aeiou]*[aeiou][bdgmnprt]$")


@cache
def english_words(group: str) -> dict[str, str]:
    """The English of the words of a group, by each of their forms."""
    return {form: english for english, told in ENGLISH[group].items() for form in forms(told)}


def plural(english: str) -> str:
    """Several of a noun, or of what begins a phrase with "of"."""
    told, unchanged = english_words("plural"), english_words("unchanged")
    if english in unchanged:
        return english
    if english in told:
        return told[english]
    if " of " in english:
        first, rest = english.split(" of ", 1)
        return f"{plural(first)} of {rest}"
    *others, last = english.split(" ")
    return " ".join([*others, told.get(last) or (last if last in unchanged else morphology.plural(last))])


def ended(verb: str, ending: str) -> str:
    """A verb in -ing or -ed."""
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + ending
    return f"{verb}{verb[-1] if _DOUBLED.match(verb) else ''}{ending}"
