"""The tokenizer: CLIP's, with merges learned from what the prompt builder writes. Knows no network."""

import json
from functools import cache
from typing import Any

from tokenizers import Tokenizer
from tokenizers.models import BPE
from tokenizers.trainers import BpeTrainer
from transformers import CLIPTokenizer

from training.recipe import SQUARE, example

PROMPTS = 6000
"""Prompts that the merges are learned from."""
SIZE = 2200
"""Tokens in all: every byte, every word that the builder has, and the commonest of ours."""
LENGTH = 77
START, END = "<|startoftext|>", "<|endoftext|>"


@cache
def tokenizer() -> CLIPTokenizer:
    """Any prompt can be read; one that is made of the builder's words takes a token a word."""
    return learned(PROMPTS, SIZE)


def learned(prompts: int, size: int) -> CLIPTokenizer:
    """A tokenizer from the first prompts of the data set, with about `size` tokens."""
    letters = _letters()
    plain: Any = CLIPTokenizer(vocab={START: 0, END: 1}, merges=[])
    learner = Tokenizer(BPE(end_of_word_suffix="</w>"))
    learner.normalizer = plain.backend_tokenizer.normalizer
    learner.pre_tokenizer = plain.backend_tokenizer.pre_tokenizer
    alphabet = BpeTrainer(
        vocab_size=size - 258, initial_alphabet=letters, end_of_word_suffix="</w>", min_frequency=2, show_progress=False
    )
    learner.train_from_iterator((example(number, SQUARE).prompt for number in range(prompts)), alphabet)
    return _clip(letters, _merges(learner))


def _merges(learner: Tokenizer) -> list[tuple[str, str]]:
    found = json.loads(learner.to_str())["model"]["merges"]
    return [tuple(pair) if isinstance(pair, list) else tuple(pair.split()) for pair in found]


def _clip(letters: list[str], merges: list[tuple[str, str]]) -> CLIPTokenizer:
    names = [*letters, *(letter + "</w>" for letter in letters), *("".join(pair) for pair in merges), START, END]
    vocabulary = {name: number for number, name in enumerate(dict.fromkeys(names))}
    pairs: Any = merges
    return CLIPTokenizer(vocab=vocabulary, merges=pairs, model_max_length=LENGTH)


def _letters() -> list[str]:
    """The printable letter that CLIP writes for each of the 256 bytes."""
    printable = [*range(33, 127), *range(161, 173), *range(174, 256)]
    return [chr(byte) for byte in printable] + [chr(256 + i) for i in range(256 - len(printable))]
