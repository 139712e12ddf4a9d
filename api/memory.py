"""Hands large blocks of memory back to the system as soon as they are free."""

import ctypes
import sys

_MMAP_THRESHOLD, _ARENA_MAX = -3, -8
"""Of glibc's mallopt(3)."""
LARGE = 512 * 1024
"""Bytes of a block that is worth a mapping of its own: less than most pictures, more than most else."""


def hand_back() -> None:
    """Let glibc map large blocks each by itself, and have few pools for the small ones.

    Left alone, it keeps what dozens of threads have freed, in a pool for each of some: a burst of pictures leaves a
    process of 200 MiB at 600. Nothing is done where the C library has no mallopt.
    """
    if sys.platform == "linux" and (mallopt := getattr(ctypes.CDLL(None), "mallopt", None)):
        mallopt(_MMAP_THRESHOLD, LARGE)
        mallopt(_ARENA_MAX, 2)
