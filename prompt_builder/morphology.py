"""The forms of Russian words, by pymorphy3's dictionary, which is read once and never changes. Knows no lexicon."""

from functools import cache

import pymorphy3


def forms(lemma: str) -> frozenset[str]:
    """All forms of the Russian word of which this is one, itself among them."""
    likeliest = _dictionary().parse(lemma)
    own = next((one for one in likeliest if one.normal_form == lemma), likeliest[0])
    return frozenset({lemma, *(form.word for form in own.lexeme)})


@cache
def _dictionary() -> pymorphy3.MorphAnalyzer:
    return pymorphy3.MorphAnalyzer(lang="ru")
