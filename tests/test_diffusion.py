"""The SDXL painter on a tiny checkpoint of the real classes: right pictures, alone and in batches."""

import numpy as np
import pytest
import torch

from pipeline import ModelConfig, open_painter
from pipeline.diffusion import Diffusion
from tests.checkpoints import save_folder, save_single_file
from tests.scenes import job

torch.set_num_threads(1)
BUDGET = 128 * 128


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return save_folder(tmp_path_factory.mktemp("tiny"))


def painter(folder, cache, **config) -> Diffusion:
    settings = {"dtype": "float32", "device": "cpu", "pixel_budget": BUDGET} | config
    return open_painter(ModelConfig(model=str(folder), model_cache=cache, **settings))


@pytest.fixture
def diffusion(folder, tmp_path):
    return painter(folder, tmp_path)


def latents(diffusion, jobs):
    runs = diffusion.begin(jobs)
    while active := [run for run in runs if run.done < run.steps]:
        diffusion.step(active)
    return [run.latents for run in runs]


def difference(a, b):
    return float((a - b).abs().max() / b.abs().max())


def test_same_picture_alone_and_in_batch(diffusion):
    jobs = [job(seed=i, num_inference_steps=s, guidance_scale=g) for i, (s, g) in enumerate([(6, 1), (4, 2), (8, 1.5)])]
    together = latents(diffusion, jobs)
    alone = [latents(diffusion, [one])[0] for one in jobs]
    assert max(difference(a, b) for a, b in zip(together, alone, strict=True)) < 1e-4
    assert difference(together[0], together[1]) > 0.1


def test_pixels_alone_and_in_batch(diffusion):
    jobs = [job(seed=i) for i in range(5)]
    together = diffusion.paint(jobs)
    for one, canvas in zip(jobs, together, strict=True):
        alone = diffusion.paint([one])[0]
        assert np.abs(alone.pixels.astype(int) - canvas.pixels).max() <= 1


@pytest.mark.parametrize("guidance", [1.0, 2.5])
def test_equal_to_diffusers_own_loop(diffusion, guidance):
    one = job(guidance_scale=guidance, negative_prompt="letters")
    pipe = diffusion.pipe
    pipe.scheduler = pipe.scheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
    theirs = pipe(
        prompt=one.prompt,
        negative_prompt=one.negative_prompt,
        width=128,
        height=128,
        num_inference_steps=6,
        guidance_scale=guidance,
        generator=[torch.Generator("cpu").manual_seed(one.seed)],
        output_type="latent",
    ).images
    assert difference(latents(diffusion, [one])[0], theirs) < 1e-4


def test_single_file_paints_what_the_folder_paints(diffusion, tmp_path):
    single = painter(save_single_file(tmp_path / "single"), tmp_path)
    one = [job(seed=3)]
    assert difference(latents(single, one)[0], latents(diffusion, one)[0]) < 1e-5
    assert np.array_equal(single.paint(one)[0].pixels, diffusion.paint(one)[0].pixels)
