"""The samplers' tables against diffusers' own schedulers, and against pictures whose noise is known exactly."""

from itertools import pairwise

import numpy as np
import pytest
import torch
from diffusers import EulerDiscreteScheduler, TCDScheduler

from pipeline.diffusion.sampler import Coefficients, Noise, plan, table
from tests.published import dpm_sde

BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
EULER = EulerDiscreteScheduler(**BETAS, timestep_spacing="trailing")
NOISE = Noise(EULER.alphas_cumprod.numpy())


def bent(x, call):
    """Stands for a UNet: some smooth prediction of the noise from the scaled latents and the timestep."""
    scaled = x / np.sqrt(call.sigma**2 + 1)
    return np.tanh(scaled) * 0.7 + 0.1 * np.cos(scaled * 3 + call.timestep / 300)


@pytest.mark.parametrize("steps", [1, 4, 6, 7, 30])
def test_euler_is_diffusers_euler(steps):
    start = np.random.default_rng(0).standard_normal((1, 4, 4, 4))
    schedule = plan("euler", steps, NOISE)
    EULER.set_timesteps(steps)
    latents = torch.from_numpy(start) * EULER.init_noise_sigma
    for t, call in zip(EULER.timesteps, schedule.calls, strict=True):
        EULER.scale_model_input(latents, t)
        latents = EULER.step(torch.from_numpy(bent(latents.numpy(), call)), t, latents).prev_sample
    ours = start * schedule.start
    for call in schedule.calls:
        assert (call.keep, call.past, call.fresh) == (1, 0, 0)
        ours = ours + call.move * bent(ours, call)
    assert np.abs(ours - latents.numpy()).max() < 1e-4 * np.abs(ours).max()


@pytest.mark.parametrize("steps", [1, 4, 6, 8])
def test_tcd_is_diffusers_tcd(steps):
    start = np.random.default_rng(0).standard_normal((1, 4, 4, 4))
    tcd = TCDScheduler(**BETAS)
    tcd.set_timesteps(steps)
    schedule = plan("tcd", steps, NOISE)
    assert [call.timestep for call in schedule.calls] == tcd.timesteps.tolist()
    x, latents = start * schedule.start, torch.from_numpy(start)
    generator = torch.Generator().manual_seed(1)
    noise = torch.Generator().manual_seed(1)
    for t, call in zip(tcd.timesteps, schedule.calls, strict=True):
        predicted = bent(x, call)
        x = call.keep * x + call.move * predicted
        if call.fresh:
            x = x + call.fresh * torch.randn(latents.shape, generator=noise, dtype=latents.dtype).numpy()
        latents = tcd.step(torch.from_numpy(predicted), t, latents, eta=0.3, generator=generator).prev_sample
    assert np.abs(x * schedule.end - latents.numpy()).max() < 1e-4


def levels(steps):
    """Diffusers' own noise levels for so many trailing steps, highest first, 0 at the end."""
    EULER.set_timesteps(steps)
    return EULER.sigmas.double().numpy()


@pytest.mark.parametrize("steps", [1, 2, 6, 7])
def test_dpm_sde_calls_at_each_level_and_halfway_to_the_next_in_its_logarithm(steps):
    sigmas, calls = levels(steps), plan("dpm++ sde", steps, NOISE).calls
    expected = [level for s, t in pairwise(sigmas[:-1]) for level in (s, np.sqrt(s * t))] + [sigmas[-2]]
    assert np.allclose([call.sigma for call in calls], expected, rtol=1e-4)
    whole = [call.timestep for call in calls[::2]]
    assert np.allclose(whole, EULER.timesteps.numpy(), atol=0.02)
    theirs = np.log(((1 - EULER.alphas_cumprod) / EULER.alphas_cumprod).double().numpy()) / 2
    for call in calls[1::2]:
        below = int(call.timestep)
        between = theirs[below] + (call.timestep - below) * (theirs[below + 1] - theirs[below])
        assert abs(between - np.log(call.sigma)) < 1e-4


@pytest.mark.parametrize("steps", [2, 6, 7])
def test_dpm_sde_is_the_published_step_for_any_prediction(steps):
    """Whatever is predicted: the published algorithm is told in other numbers than ours."""
    schedule, sigmas = plan("dpm++ sde", steps, NOISE), levels(steps).tolist()
    rng = np.random.default_rng(1)
    start = rng.standard_normal((2, 3))
    draws = [rng.standard_normal(start.shape) for _ in range(2 * steps)]

    def noise(x, sigma):
        return bent(x, Coefficients(0, sigma, 1, 0))

    left = iter(draws)
    expected = dpm_sde(start * sigmas[0], sigmas, noise, lambda: next(left))

    ours, past, left = start * schedule.start, None, iter(draws)
    for call in schedule.calls:
        predicted = noise(ours, call.sigma)
        now = call.keep * ours + call.move * predicted + (call.past * past if call.past else 0)
        past, ours = ours, now + (call.fresh * next(left) if call.fresh else 0)
    assert np.abs(ours * schedule.end - expected).max() < 1e-3 * np.abs(expected).max()


def test_tcd_takes_no_more_steps_than_it_was_distilled_with():
    tcd = TCDScheduler(**BETAS)
    tcd.set_timesteps(50)
    assert [call.timestep for call in plan("tcd", 50, NOISE).calls] == tcd.timesteps.tolist()
    assert plan("tcd", 51, NOISE) == plan("tcd", 50, NOISE)


def test_noise_level_of_a_timestep_and_back():
    theirs = EULER.alphas_cumprod.double().numpy()
    assert np.allclose(NOISE.sigmas, np.sqrt((1 - theirs) / theirs), rtol=1e-12)
    for t in (0, 1, 500, 999):
        assert NOISE.timestep(float(NOISE.sigmas[t])) == pytest.approx(t)
    assert NOISE.timestep(float(np.sqrt(NOISE.sigmas[10] * NOISE.sigmas[11]))) == pytest.approx(10.5)


def test_checkpoint_that_was_trained_to_pure_noise_has_a_highest_level_all_the_same():
    """With zero terminal signal-to-noise ratio nothing of the picture is left at the end."""
    sigmas = Noise(np.array([0.99, 0.5, 0.0], np.float32)).sigmas
    assert sigmas[-1] == pytest.approx(np.sqrt(2**24 - 1))


@pytest.mark.parametrize("steps", [1, 3, 7, 999, 1000])
def test_trailing_timesteps_are_diffusers(steps):
    EULER.set_timesteps(steps)
    assert NOISE.trailing(steps) == EULER.timesteps.tolist()


def test_table_has_a_row_a_call_and_the_scale_that_the_unet_wants():
    calls = (
        Coefficients(999, 3.0, keep=1, move=-2, past=0.25, fresh=0.5),
        Coefficients(10, 0.75, keep=0.5, move=-1),
    )
    assert table(calls) == pytest.approx(np.array([[999, 1 / np.sqrt(10), 1, -2, 0.25, 0.5], [10, 0.8, 0.5, -1, 0, 0]]))


def test_start_is_scaled_as_diffusers_scales_it():
    EULER.set_timesteps(6)
    top = float(EULER.sigmas[0])
    assert plan("euler", 6, NOISE).start == pytest.approx(top, rel=1e-5)
    assert plan("dpm++ sde", 6, NOISE).start == pytest.approx(top, rel=1e-5)
    for scheduler in ("euler", "dpm++ sde"):
        assert plan(scheduler, 6, NOISE).end == 1
