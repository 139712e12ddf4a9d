"""The two ways of counting CLIP tokens against tokenizers that know better."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from instant_clip_tokenizer import Tokenizer as RealClip
from transformers import CLIPTokenizer

from prompt_builder import clip_counter, estimate
from prompt_builder.lexicon import ENCODER_WORDS
from prompt_builder.tokens import split

_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789.,!?'-"
_SYMBOLS = [*_LETTERS, *(f"{letter}</w>" for letter in _LETTERS)]
_CYRILLIC_O = ["Ð", "¾", "¾</w>"]
_MERGES = [
    "i n", "t h", "a n", "r e", "in g</w>", "th e</w>", "s a", "l m", "o n</w>", "sa lm", "salm on</w>",
    "b l", "u e</w>", "bl ue</w>", "' s</w>", "! !", "!! !</w>", "Ð ¾</w>", "a a", "aa aa",
]  # fmt: skip
_VOCAB = {
    piece: rank
    for rank, piece in enumerate(
        [*_SYMBOLS, *_CYRILLIC_O, *("".join(merge.split()) for merge in _MERGES), "<|startoftext|>", "<|endoftext|>"]
    )
}

ENGLISH = """
A cheerful entrepreneur unlocks her apartment while neighbours congratulate everybody; the architecture student's
bicycle leans against a whitewashed veranda. Grandparents, grandchildren and a golden retriever picnic near wildflowers,
sailboats glimmer on the Mediterranean at 7:45, fireworks, marshmallows, espresso, thunderstorm, refrigerator, skateboard.
"""
RUSSIAN = """
Счастливая семья с собакой гуляет по набережной вечером, на горизонте горы и парусник; девушка держит ключи от новой
квартиры, рядом велосипед, чемодан и зонтик. Объявление: съёмка в 10 часов, щенок, жёлтый экскаватор, эхо, юла.
"""


@pytest.fixture(scope="module")
def tokenizer():
    return CLIPTokenizer(vocab=_VOCAB, merges=[tuple(merge.split()) for merge in _MERGES])


@pytest.fixture(scope="module")
def real_clip():
    return RealClip()


def _length(tokenizer, text):
    return len(tokenizer(text, add_special_tokens=False)["input_ids"])


@pytest.mark.parametrize("merges", [_MERGES, [tuple(merge.split()) for merge in _MERGES]], ids=["lines", "pairs"])
def test_clip_counter_takes_both_forms_of_merges(merges):
    count = clip_counter(_VOCAB, merges)

    assert count("Salmon") == 1
    assert count("the salmon's blue!!!") == 5


@pytest.mark.parametrize(
    "text",
    ["", "  ", "The thing, in BLUE", "it's 'salmon' isn't", "''s", "don''t", "!!! !!", "12 x 3", "о", "о!о", "Ñandú é",
     "½ Ⅷ x²", "a_b", "日本", "👍🏽", "aaaaaaa", "line\nbreak\tand\u00a0space", "we'll we'lls 'reading"],
)  # fmt: skip
def test_clip_counter_agrees_with_transformers(tokenizer, text):
    assert clip_counter(_VOCAB, _MERGES)(text) == _length(tokenizer, text)


@given(st.text(alphabet=st.characters(codec="utf-8", exclude_characters="<|>", exclude_categories=["C"]), max_size=40))
def test_clip_counter_agrees_with_transformers_on_any_text(tokenizer, text):
    assert clip_counter(_VOCAB, _MERGES)(text) == _length(tokenizer, text)


@given(st.text(alphabet="abinsalmotheug' !.ou0", max_size=60))
def test_clip_counter_agrees_with_transformers_where_merges_abound(tokenizer, text):
    assert clip_counter(_VOCAB, _MERGES)(text) == _length(tokenizer, text)


def test_split_keeps_english_endings_and_parts_digits():
    assert list(split("It's 20!? don't")) == ["it", "'s", "2", "0", "!?", "don", "'t"]


def test_estimate_never_under_for_ordinary_text(real_clip):
    for word in [*ENGLISH.split(), *RUSSIAN.split()]:
        assert estimate(word) >= len(real_clip.encode(word)), word


def test_estimate_is_near_for_our_own_words(real_clip):
    text = "professional advertising photograph in light salmon, pale turquoise and royal blue, about 20 years old"

    assert estimate(text) == len(real_clip.encode(text))


def test_whole_words_are_one_token(real_clip):
    assert [word for word in sorted(ENCODER_WORDS) if len(real_clip.encode(word)) != 1] == []


def test_estimate_counts_what_it_cannot_know_by_bytes():
    assert estimate("日本") == 6
    assert estimate("👍") == 4
