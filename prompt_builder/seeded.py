"""Chooses by the seed. Knows nothing of what it chooses among."""

from collections.abc import Sequence
from hashlib import sha256
from random import Random
from typing import TypeVar

T = TypeVar("T")
LETTERS = "qt"
"""What may end the name of the people of a scene."""


def pick(seed: int, slot: str, options: Sequence[T]) -> T:
    """Give one of the options: always the same for a seed and a slot, and whatever other slots choose."""
    return options[0] if len(options) == 1 else Random(f"{seed}:{slot}").choice(options)


def seed_of(name: str) -> int:
    """The seed that a name stands for: the digits that it begins with, or else a number of its own."""
    digits = name.rstrip(LETTERS)
    return int(digits) if digits.isdecimal() else int.from_bytes(sha256(name.encode()).digest()[:4])
