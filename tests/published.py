"""DPM-Solver++ SDE as published, to hold ours against."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import exp, expm1, log, sqrt
from typing import TypeVar

X = TypeVar("X")


def dpm_sde(x: X, sigmas: Sequence[float], noise: Callable[[X, float], X], draw: Callable[[], X]) -> X:
    """Lu et al.'s second order (2022) with Karras' noise levels, from `x` at the first of `sigmas` to 0 at their end.

    `noise` is what a model predicts in x at a level; `draw` gives unit noise. Told, as there, by the picture that is
    seen behind the noise and exponentials of -log sigma; the midpoint is halfway, and all noise that can be is fresh.
    """
    for s, t in pairwise(sigmas[:-1]):
        middle = exp((log(s) + log(t)) / 2)
        half = _towards(x, x - s * noise(x, s), s, middle, draw())
        x = _towards(x, half - middle * noise(half, middle), s, t, draw())
    return x - sigmas[-2] * noise(x, sigmas[-2])


def _towards(x: X, seen: X, s: float, t: float, fresh: X) -> X:
    up = min(t, sqrt(t**2 * (s**2 - t**2) / s**2))
    decay = log(s) - log(sqrt(t**2 - up**2))
    return exp(-decay) * x - expm1(-decay) * seen + up * fresh
