"""The SDXL painter on a tiny checkpoint of the real classes: right pictures, alone and in batches."""

import json
import shutil

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLPipeline
from safetensors.torch import load_file, save_file

from pipeline import ModelConfig, ModelError, open_painter
from pipeline.diffusion import Diffusion
from pipeline.diffusion.graphs import padded
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


@pytest.mark.parametrize("asked", [(1160, 480), (480, 1160), (512, 512)])
def test_pixels_of_any_aspect_are_those_of_diffusers_own_pipeline(diffusion, folder, asked):
    pipe = StableDiffusionXLPipeline.from_pretrained(folder, dtype=torch.float32, add_watermarker=False)
    pipe.scheduler = pipe.scheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
    one = job(width=asked[0], height=asked[1], num_inference_steps=4)
    width, height = diffusion.size(one)
    assert (width > height) == (asked[0] > asked[1])
    theirs = pipe(
        prompt=one.prompt,
        width=width,
        height=height,
        num_inference_steps=4,
        guidance_scale=1.0,
        generator=[torch.Generator("cpu").manual_seed(one.seed)],
        output_type="np",
    ).images[0]
    ours = diffusion.paint([one])[0].pixels
    assert ours.shape == (height, width, 3)
    assert np.abs(theirs * 255 - ours).max() < 2


def test_single_file_paints_what_the_folder_paints(diffusion, tmp_path):
    single = painter(save_single_file(tmp_path / "single"), tmp_path)
    one = [job(seed=3)]
    assert difference(latents(single, one)[0], latents(diffusion, one)[0]) < 1e-5
    # Kernels may add in another order where weights lie elsewhere in memory, and a byte may round the other way.
    pixels, same = (painter.paint(one)[0].pixels.astype(int) for painter in (single, diffusion))
    assert np.abs(pixels - same).max() <= 1


def test_known_prompts_are_not_encoded_again(diffusion):
    first = diffusion.paint([job(guidance_scale=2, negative_prompt="letters")])[0]
    second = diffusion.paint([job(guidance_scale=2, negative_prompt="letters")])[0]
    assert np.array_equal(first.pixels, second.pixels)
    assert diffusion.gauges() == {"prompt_cache_hits": 2, "prompt_cache_misses": 2}


def test_prompt_cache_forgets_the_oldest(diffusion):
    diffusion.text.capacity = 2
    for prompt in ("a", "b", "a", "c", "a", "b"):
        diffusion.text.read([prompt])
    assert (diffusion.text.hits, diffusion.text.misses) == (2, 4)


def test_bfloat16_paints_nearly_the_same(diffusion, folder, tmp_path):
    rough = painter(folder, tmp_path, dtype="bfloat16").paint([job()])[0].pixels.astype(float)
    exact = diffusion.paint([job()])[0].pixels
    assert 10 * np.log10(255**2 / np.square(rough - exact).mean()) > 35


def test_bfloat16_batch_is_nearly_what_each_job_gives_alone(folder, tmp_path):
    rough = painter(folder, tmp_path, dtype="bfloat16")
    jobs = [job(seed=i) for i in range(4)]
    for one, canvas in zip(jobs, rough.paint(jobs), strict=True):
        error = np.square(canvas.pixels.astype(float) - rough.paint([one])[0].pixels).mean()
        assert 10 * np.log10(255**2 / max(error, 1e-9)) > 35


def test_float16_keeps_its_vae_in_float32(folder, tmp_path):
    half = painter(folder, tmp_path, dtype="float16")
    assert {half.pipe.unet.dtype, half.pipe.text_encoder.dtype} == {torch.float16}
    assert half.pipe.vae.dtype == torch.float32


@pytest.mark.parametrize("scheduler", ["tcd", "dpm++ sde"])
def test_noisy_samplers_give_the_same_picture_alone_and_in_batch(folder, tmp_path, scheduler):
    noisy = painter(folder, tmp_path, scheduler=scheduler)
    jobs = [job(seed=i, num_inference_steps=3 + i) for i in range(3)]
    together = latents(noisy, jobs)
    alone = [latents(noisy, [one])[0] for one in jobs]
    assert max(difference(a, b) for a, b in zip(together, alone, strict=True)) < 1e-4


@pytest.mark.parametrize("zero_snr", [False, True])
def test_velocity_checkpoint_is_equal_to_diffusers_own_loop(folder, tmp_path, zero_snr):
    shutil.copytree(folder, tmp_path / "velocity")
    config = tmp_path / "velocity" / "scheduler" / "scheduler_config.json"
    changed = {"prediction_type": "v_prediction", "rescale_betas_zero_snr": zero_snr}
    config.write_text(json.dumps(json.loads(config.read_text()) | changed))
    test_equal_to_diffusers_own_loop(painter(tmp_path / "velocity", tmp_path), 1.0)


def test_gpu_that_is_not_there_is_a_clear_error(folder, tmp_path):
    if torch.cuda.is_available():
        assert painter(folder, tmp_path, device="cuda").device.type == "cuda"
        return
    with pytest.raises(ModelError, match="no GPU"):
        painter(folder, tmp_path, device="cuda")
    with pytest.raises(ModelError, match="OFFLOAD=model needs a GPU"):
        painter(folder, tmp_path, offload="model")
    with pytest.raises(ModelError, match="ACCELERATION=graphs needs a GPU"):
        painter(folder, tmp_path, acceleration="graphs")


def test_compiler_that_is_not_there_is_a_clear_error(folder, tmp_path, monkeypatch):
    monkeypatch.delenv("CC", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ModelError, match="ACCELERATION=compile needs a C compiler"):
        painter(folder, tmp_path, acceleration="compile")


def test_checkpoint_that_lacks_tensors_is_refused(tmp_path):
    file = save_single_file(tmp_path / "one")
    tensors = load_file(file)
    del tensors["conditioner.embedders.1.model.text_projection"]
    save_file(tensors, file)
    with pytest.raises(ModelError, match=r"lacks 1 tensors of SDXL, such as text_projection"):
        painter(file, tmp_path)


def test_graph_sizes_have_room():
    assert [padded(rows) for rows in (1, 2, 3, 5, 8, 16)] == [1, 2, 4, 8, 8, 16]
