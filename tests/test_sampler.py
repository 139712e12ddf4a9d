"""The samplers' tables against diffusers' own schedulers, and against pictures whose noise is known exactly."""

import numpy as np
import pytest
import torch
from diffusers import EulerDiscreteScheduler, TCDScheduler

from pipeline.diffusion.sampler import Noise, plan

BETAS = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear"}
EULER = EulerDiscreteScheduler(**BETAS, timestep_spacing="trailing")
NOISE = Noise(EULER.alphas_cumprod.numpy())


def walk(schedule, x, predict, rng=None):
    """Apply a schedule to latents in sigma space."""
    past = x
    for call in schedule.calls:
        moved = call.keep * x + call.move * predict(x, call) + call.past * past
        past, x = x, moved + (call.fresh * rng.standard_normal(x.shape) if call.fresh else 0)
    return x * schedule.end


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
    ours = walk(schedule, start * schedule.start, bent)
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


@pytest.mark.parametrize("scheduler", ["euler", "tcd", "dpm++ sde"])
def test_every_sampler_ends_on_the_only_picture_there_is(scheduler):
    picture = np.full((1, 4, 8, 8), 0.5)
    schedule = plan(scheduler, 6, NOISE)
    rng = np.random.default_rng(0)
    ended = walk(
        schedule, rng.standard_normal(picture.shape) * schedule.start, lambda x, c: (x - picture) / c.sigma, rng
    )
    assert np.abs(ended - picture).max() < 0.15


def test_dpm_sde_keeps_the_spread_of_the_pictures():
    spread = 0.8
    schedule = plan("dpm++ sde", 1000, NOISE)
    rng = np.random.default_rng(0)

    def predict(x, call):
        return x * call.sigma / (spread**2 + call.sigma**2)

    ended = walk(schedule, rng.standard_normal(20_000) * schedule.start, predict, rng)
    assert abs(ended.std() - spread) < 0.02


def test_dpm_sde_calls_twice_a_step_but_the_last():
    assert len(plan("dpm++ sde", 6, NOISE).calls) == 11
