"""Keeps little of the memory that is free, and never looks through what stays for what could be free."""

import ctypes
import gc
import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Of glibc's mallopt(3)."""
LARGE = 512 * 1024
"""Bytes of a block that is worth a mapping of its own: less than most pictures, more than most else."""


def few_pools() -> None:
    """Let glibc keep two pools of small blocks, and not one for each of many threads, none of which gives back."""
    _tell(_ARENA_MAX, 2)


def hand_back() -> None:
    """Let glibc map large blocks each by itself, and have few pools for the small ones.

    Left alone, it keeps what dozens of threads have freed, in a pool for each of some: a burst of pictures leaves a
    process of 200 MiB at 600. A process that computes in large arrays is slower for it.

    Until `freeze` nothing is looked for that could be free: what a start makes stays, and looking takes a tenth of it.
    """
    gc.disable()
    few_pools()
    _tell(_MMAP_THRESHOLD, LARGE)


def freeze() -> None:
    """Leave all that there is by now, code and dictionaries, out of every later collection."""
    gc.freeze()
    gc.enable()


def _tell(option: int, value: int) -> None:
    """Nothing is done where the C library has no mallopt."""
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(option, value)
