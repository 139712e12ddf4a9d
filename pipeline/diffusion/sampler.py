"""Few-step samplers as tables of numbers, so that pictures at different steps can share one call. Knows no tensors.

Latents are kept in sigma space, x = x0 + sigma * noise. With e the noise that the UNet predicts, p the x of the call
before and n fresh noise, every sampler here is x' = keep * x + move * e + past * p + fresh * n, and a picture's whole
way is one row of such numbers per call of the UNet.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import log, sqrt
from typing import Self

import numpy as np
from numpy.typing import NDArray

from settings import Sampler

Floats = NDArray[np.float64]

ETA = 0.3
"""TCD's stochasticity: 0 is deterministic, 1 all fresh noise."""
ORIGIN_STEPS = 50
"""TCD picks its timesteps from as many as the model was distilled with."""


@dataclass(frozen=True, slots=True)
class Coefficients:
    """The step coefficients: what one call of the UNet does to a picture; see the module's formula."""

    timestep: float
    sigma: float
    keep: float
    move: float
    past: float = 0.0
    fresh: float = 0.0


@dataclass(frozen=True, slots=True)
class Schedule:
    """A picture's calls in order; `start` scales its first noise, `end` brings the last x to the VAE's scale."""

    calls: tuple[Coefficients, ...]
    start: float
    end: float
    order: int = 1
    """Calls a step, but for the last one."""

    def since(self, strength: float) -> Self:
        """The last steps, `strength` of all and at least one, for a picture that is there: it gets `start` noise."""
        steps = -(-len(self.calls) // self.order)
        calls = self.calls[(steps - left(steps, strength)) * self.order :]
        return replace(self, calls=calls, start=calls[0].sigma)


def left(steps: int, strength: float) -> int:
    """How many of its steps a picture takes that starts from another one: as many as diffusers', but at least one."""
    return max(1, int(steps * strength))


class Noise:
    """The noise levels that a checkpoint was trained with: `sigmas[t]` for every timestep t, rising."""

    def __init__(self, alphas: Floats) -> None:
        """`alphas` is the share of the picture that is left at each timestep (diffusers' alphas_cumprod)."""
        left = np.maximum(alphas.astype(np.float64), 2.0**-24)
        self.sigmas: Floats = np.sqrt((1 - left) / left)

    def timestep(self, sigma: float) -> float:
        """The (fractional) timestep of a noise level, linear in its logarithm."""
        return float(np.interp(log(sigma), np.log(self.sigmas), np.arange(len(self.sigmas))))

    def trailing(self, steps: int) -> list[int]:
        """Timesteps from the last one downwards at equal distances."""
        count = len(self.sigmas)
        return [round(count - i * count / steps) - 1 for i in range(steps)]


def plan(scheduler: Sampler, steps: int, noise: Noise) -> Schedule:
    """The calls that denoise a picture in `steps` steps."""
    return {"euler": _euler, "tcd": _tcd, "dpm++ sde": _dpm_sde}[scheduler](steps, noise)


def _euler(steps: int, noise: Noise) -> Schedule:
    times = noise.trailing(steps)
    sigmas = [*(float(noise.sigmas[t]) for t in times), 0.0]
    calls = [
        Coefficients(t, s, keep=1, move=following - s)
        for t, (s, following) in zip(times, pairwise(sigmas), strict=True)
    ]
    return Schedule(tuple(calls), start=sigmas[0], end=1)


def _tcd(steps: int, noise: Noise) -> Schedule:
    """Trajectory consistency distillation: jump to (1 - ETA) of the next timestep, then add noise up to it."""
    times = _tcd_times(min(steps, ORIGIN_STEPS), len(noise.sigmas))
    calls = []
    for t, following in zip(times, [*times[1:], 0], strict=True):
        target = float(noise.sigmas[int((1 - ETA) * following)])
        reached = float(noise.sigmas[following])
        fresh = sqrt(max(reached**2 - target**2, 0)) if following else 0.0
        calls.append(Coefficients(t, float(noise.sigmas[t]), keep=1, move=target - float(noise.sigmas[t]), fresh=fresh))
    return Schedule(tuple(calls), start=_variance(noise.sigmas[times[0]]), end=1 / _variance(noise.sigmas[0]))


def _tcd_times(steps: int, count: int) -> list[int]:
    spacing = count // ORIGIN_STEPS
    origins = [i * spacing - 1 for i in range(ORIGIN_STEPS, 0, -1)]
    return [origins[i * ORIGIN_STEPS // steps] for i in range(steps)]


def _dpm_sde(steps: int, noise: Noise) -> Schedule:
    """DPM-Solver++ SDE of second order with its midpoint halfway in log sigma: two calls a step, one for the last."""
    sigmas = [float(noise.sigmas[t]) for t in noise.trailing(steps)]
    calls: list[Coefficients] = []
    for s, following in pairwise(sigmas):
        middle = sqrt(s * following)
        calls.append(_half(noise.timestep(s), s, s, middle, from_past=False))
        calls.append(_half(noise.timestep(middle), middle, s, following, from_past=True))
    last = sigmas[-1]
    calls.append(Coefficients(noise.timestep(last), last, keep=1, move=-last))
    return Schedule(tuple(calls), start=sigmas[0], end=1, order=2)


def _half(timestep: float, sigma: float, origin: float, target: float, from_past: bool) -> Coefficients:
    """From noise level `origin` to `target` by the picture that the UNet sees at level `sigma`.

    x0 = x - sigma * e. The first half starts from x itself and keeps it for the second, which starts from the past.
    """
    fresh = _ancestral(origin, target)
    down = sqrt(target**2 - fresh**2)
    ratio = down / origin
    if from_past:
        return Coefficients(timestep, sigma, keep=1 - ratio, move=-(1 - ratio) * sigma, past=ratio, fresh=fresh)
    return Coefficients(timestep, sigma, keep=1, move=-(1 - ratio) * sigma, fresh=fresh)


def _ancestral(origin: float, target: float) -> float:
    """How much of the noise at `target` is fresh when all of it that can be is."""
    return min(target, sqrt(target**2 * (origin**2 - target**2) / origin**2))


def _variance(sigma: float) -> float:
    return sqrt(sigma**2 + 1)


def table(calls: Sequence[Coefficients]) -> Floats:
    """The calls as numbers (len(calls), 6): timestep, input scale, keep, move, past, fresh."""
    return np.array([[c.timestep, 1 / _variance(c.sigma), c.keep, c.move, c.past, c.fresh] for c in calls])
