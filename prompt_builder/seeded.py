"""Chooses by the seed. Knows nothing of what it chooses among."""

from collections.abc import Sequence
from random import Random
from typing import TypeVar

T = TypeVar("T")


def pick(seed: int, slot: str, options: Sequence[T]) -> T:
    """Give one of the options: always the same for a seed and a slot, and whatever other slots choose."""
    return Random(f"{seed}:{slot}").choice(options)
