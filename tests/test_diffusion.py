"""The SDXL painter on a tiny checkpoint of the real classes: right pictures, alone and in batches."""

import json
import shutil
from copy import copy

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLImg2ImgPipeline, TCDScheduler
from diffusers.image_processor import VaeImageProcessor
from PIL import Image
from safetensors.torch import load_file, save_file

from pipeline import ModelError, buckets, open_painter
from pipeline.diffusion import Diffusion, checkpoint
from pipeline.diffusion.autoencoder import Autoencoder
from pipeline.diffusion.diffusion import HOT
from pipeline.diffusion.graphs import Graphs, padded
from pipeline.diffusion.prompt_encoder import PromptEncoder
from pipeline.encoder import encode
from settings import ModelSettings
from tests.checkpoints import pipeline, save_folder, save_single_file
from tests.published import dpm_sde
from tests.scenes import task

torch.set_num_threads(1)
BUDGET = 128 * 128


@pytest.fixture(scope="session")
def folder(tmp_path_factory):
    return save_folder(tmp_path_factory.mktemp("tiny"))


def painter(folder, cache, **config) -> Diffusion:
    settings = {"dtype": "float32", "device": "cpu", "pixel_budget": BUDGET, "safety_checker": "off"} | config
    return open_painter(ModelSettings(model=str(folder), model_cache=cache, **settings))


@pytest.fixture(scope="session")
def opened(folder, tmp_path_factory):
    return painter(folder, tmp_path_factory.mktemp("cache"))


@pytest.fixture
def diffusion(opened):
    """It has read no prompt yet."""
    fresh = copy(opened)
    fresh.text = PromptEncoder(opened.pipe, opened.device)
    return fresh


def latents(diffusion, tasks):
    runs = diffusion.begin(tasks)
    while active := [run for run in runs if run.done < run.steps]:
        diffusion.step(active)
    return [run.latents * run.schedule.end for run in runs]


def difference(a, b):
    return float((a - b).abs().max() / b.abs().max())


def test_same_picture_alone_and_in_batch(diffusion):
    tasks = [
        task(seed=i, num_inference_steps=s, guidance_scale=g) for i, (s, g) in enumerate([(6, 1), (4, 2), (8, 1.5)])
    ]
    together = latents(diffusion, tasks)
    alone = [latents(diffusion, [one])[0] for one in tasks]
    assert max(difference(a, b) for a, b in zip(together, alone, strict=True)) < 1e-4
    assert difference(together[0], together[1]) > 0.1


def test_pixels_alone_and_in_batch(diffusion):
    tasks = [task(seed=i) for i in range(5)]
    together = diffusion.paint(tasks)
    for one, canvas in zip(tasks, together, strict=True):
        alone = diffusion.paint([one])[0]
        assert np.abs(alone.pixels.astype(int) - canvas.pixels).max() <= 1


def test_pictures_are_decoded_one_by_one_on_a_cpu_and_four_at_once_on_a_gpu(diffusion):
    """As the VAE sees them; what only asks which device it is needs no GPU to be tried."""
    runs = diffusion.begin([task(seed=i, num_inference_steps=1) for i in range(9)])
    diffusion.step(runs)
    decoded = []
    watch = diffusion.pipe.vae.decoder.register_forward_pre_hook(lambda _, given: decoded.append(len(given[0])))
    try:
        single = diffusion.finish(runs)
        diffusion.device = torch.device("cuda")
        together = diffusion.finish(runs)
    finally:
        watch.remove()
    assert decoded == [1] * 9 + [4, 4, 1]
    assert max(np.abs(a.pixels.astype(int) - b.pixels).max() for a, b in zip(single, together, strict=True)) <= 1


@pytest.mark.parametrize(
    ("device", "acceleration", "captured"),
    [("cuda", "graphs", True), ("cuda", "none", False), ("cpu", "graphs", False)],
)
def test_unet_is_captured_where_that_is_asked_for_and_there_is_a_gpu(diffusion, device, acceleration, captured):
    diffusion.device = torch.device(device)
    diffusion.config = diffusion.config.model_copy(update={"acceleration": acceleration})
    assert isinstance(diffusion._accelerated(), Graphs) is captured


@pytest.mark.parametrize(("largest", "rows"), [(1, [1]), (3, [1, 2, 3]), (4, [1, 2, 4])])
def test_gpu_is_warmed_up_for_batches_of_the_commonest_sizes(diffusion, monkeypatch, largest, rows):
    """Here on the CPU and small: each size of the UNet's input once."""
    assert {(1024, 1024), (1344, 768), (768, 1344)} == {*HOT} < {*buckets.sizes(buckets.NATIVE)}
    monkeypatch.setattr("pipeline.diffusion.diffusion.HOT", ((256, 64), (64, 256)))
    diffusion.config = diffusion.config.model_copy(update={"max_batch_size": largest, "guidance_scale": 1.0})
    called = []
    watch = diffusion.pipe.unet.register_forward_pre_hook(lambda _, given: called.append(tuple(given[0].shape)))
    try:
        diffusion._warm()
    finally:
        watch.remove()
    assert sorted(called) == [(number, 4, *size) for number in rows for size in ((8, 32), (32, 8))]


def theirs(pipe, one, size=(128, 128), output="latent", **options):
    """What diffusers' own pipeline makes of a task."""
    return pipe(
        prompt=one.prompt,
        negative_prompt=one.negative_prompt or None,
        width=size[0],
        height=size[1],
        num_inference_steps=one.num_inference_steps or 6,
        guidance_scale=one.guidance_scale,
        generator=[torch.Generator("cpu").manual_seed(one.seed)],
        output_type=output,
        **options,
    ).images


def trailing(pipe):
    pipe.scheduler = pipe.scheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
    return pipe


@pytest.mark.parametrize("size", [(128, 128), (256, 64), (64, 256)])
@pytest.mark.parametrize(("guidance", "negative"), [(1.0, "letters"), (2.5, "letters"), (1.5, "")])
def test_equal_to_diffusers_own_loop(diffusion, guidance, negative, size):
    one = task(guidance_scale=guidance, negative_prompt=negative, width=size[0], height=size[1])
    assert difference(latents(diffusion, [one])[0], theirs(trailing(diffusion.pipe), one, size)) < 1e-4


def test_checkpoint_that_was_not_trained_with_zeros_steers_away_from_the_empty_prompt(folder, tmp_path):
    shutil.copytree(folder, tmp_path / "empty")
    index = tmp_path / "empty" / "model_index.json"
    index.write_text(
        index.read_text().replace('"force_zeros_for_empty_prompt": true', '"force_zeros_for_empty_prompt": false')
    )
    test_equal_to_diffusers_own_loop(painter(tmp_path / "empty", tmp_path), 2.0, "", (128, 128))


def test_tcd_is_equal_to_diffusers_own_loop(folder, tmp_path):
    """Its fresh noise too: diffusers draws it from the same generator, after the first noise."""
    noisy = painter(folder, tmp_path, scheduler="tcd")
    one = task(guidance_scale=2.0, negative_prompt="letters", num_inference_steps=4)
    noisy.pipe.scheduler = TCDScheduler.from_config(noisy.pipe.scheduler.config)
    assert difference(latents(noisy, [one])[0], theirs(noisy.pipe, one, eta=0.3)) < 1e-4
    [expected], [canvas] = theirs(noisy.pipe, one, output="np", eta=0.3), noisy.paint([one])
    assert np.mean(canvas.pixels != np.round(expected * 255).astype(np.uint8)) < 0.01


def test_dpm_sde_is_the_published_algorithm_on_the_same_unet(folder, tmp_path):
    noisy, one = painter(folder, tmp_path, scheduler="dpm++ sde"), task(num_inference_steps=4)
    euler = trailing(noisy.pipe).scheduler
    euler.set_timesteps(4)
    known = np.log(((1 - euler.alphas_cumprod) / euler.alphas_cumprod).double().numpy()) / 2
    embeds, _, pooled, _ = noisy.pipe.encode_prompt(one.prompt, do_classifier_free_guidance=False)
    frame = torch.tensor([[128.0, 128, 0, 0, 128, 128]])
    generator = torch.Generator("cpu").manual_seed(one.seed)

    def draw():
        return torch.randn((1, 4, 16, 16), generator=generator)

    def noise(x, sigma):
        t = torch.tensor([np.interp(np.log(sigma), known, np.arange(len(known)))])
        conditions = {"text_embeds": pooled, "time_ids": frame}
        return noisy.pipe.unet(x / (sigma**2 + 1) ** 0.5, t, embeds, added_cond_kwargs=conditions).sample

    sigmas = euler.sigmas.tolist()
    with torch.inference_mode():
        expected = dpm_sde(draw() * sigmas[0], sigmas, noise, draw)
    assert difference(latents(noisy, [one])[0], expected) < 1e-3


@pytest.mark.parametrize("asked", [(1160, 480), (480, 1160), (512, 512)])
def test_pixels_of_any_aspect_are_those_of_diffusers_own_pipeline(diffusion, asked):
    """To the byte, but for the few that the order of additions rounds the other way."""
    one = task(guidance_scale=1.0, width=asked[0], height=asked[1], num_inference_steps=4)
    width, height = diffusion.size(one)
    assert (width > height) == (asked[0] > asked[1])
    [expected] = theirs(trailing(diffusion.pipe), one, (width, height), output="np")
    [canvas] = diffusion.paint([one])
    assert canvas.pixels.shape == (height, width, 3)
    assert np.mean(canvas.pixels != np.round(expected * 255).astype(np.uint8)) < 0.01


def original(seed=1, width=128, height=128):
    """A picture to vary: its pixels."""
    coarse = np.random.default_rng(seed).integers(0, 256, (height // 8, width // 8, 3), dtype=np.uint8)
    return coarse.repeat(8, 0).repeat(8, 1)


def varied(strength, seed=1, **fields):
    return task(init_image=encode(original(seed), "png"), strength=strength, **fields)


@pytest.mark.parametrize("scheduler", ["euler", "tcd"])
@pytest.mark.parametrize(
    ("strength", "guidance", "size"), [(0.5, 1.0, (256, 64)), (0.99, 2.0, (128, 128)), (1.0, 1.0, (64, 256))]
)
def test_variation_is_equal_to_diffusers_own_image_to_image(folder, tmp_path, scheduler, strength, guidance, size):  # noqa: PLR0917
    noisy, (width, height) = painter(folder, tmp_path, scheduler=scheduler), size
    pipe = StableDiffusionXLImg2ImgPipeline(**trailing(noisy.pipe).components)
    if scheduler == "tcd":
        pipe.scheduler = TCDScheduler.from_config(pipe.scheduler.config)
    pixels = original(2, width, height)
    one = task(init_image=encode(pixels, "png"), strength=strength, guidance_scale=guidance, width=width, height=height)
    expected = pipe(
        prompt=one.prompt,
        image=[Image.fromarray(pixels)],
        strength=strength,
        num_inference_steps=6,
        guidance_scale=guidance,
        generator=[torch.Generator("cpu").manual_seed(one.seed)],
        eta=0.3 if scheduler == "tcd" else 0.0,
        output_type="latent",
    ).images
    assert difference(latents(noisy, [one])[0], expected) < 1e-4


@pytest.mark.parametrize("scheduler", ["euler", "tcd", "dpm++ sde"])
def test_variation_is_the_same_alone_and_among_others(folder, tmp_path, scheduler):
    noisy = painter(folder, tmp_path, scheduler=scheduler)
    tasks = [
        varied(0.5),
        task(seed=3),
        varied(0.8, seed=2, guidance_scale=2.0),
        varied(0.05),
        varied(1, num_inference_steps=3),
    ]
    runs = noisy.begin(tasks)
    per_step = 2 if scheduler == "dpm++ sde" else 1
    assert [-(-run.steps // per_step) for run in runs] == [3, 6, 4, 1, 3]
    assert [noisy.places(one) for one in tasks] == [3, 6, 8, 1, 3]  # what the UNet is called for
    assert len({noisy.key(one) for one in tasks}) == 1
    together = latents(noisy, tasks)
    alone = [latents(noisy, [one])[0] for one in tasks]
    assert max(difference(a, b) for a, b in zip(together, alone, strict=True)) < 1e-4


def test_variation_is_nearer_to_its_original_the_weaker_it_is(diffusion):
    """The VAE has random weights, so the original is looked at as the VAE gives it back."""
    start = varied(0.05)
    seen = diffusion.autoencoder.latents(original(), torch.zeros(1, 4, 16, 16))
    far = [difference(latents(diffusion, [varied(strength)])[0], seen) for strength in (0.2, 0.5, 1)]
    assert far == sorted(far)
    assert start.init_image == type(start).model_validate_json(start.model_dump_json()).init_image


def test_variation_of_another_size_covers_the_new_one(diffusion):
    wide = task(init_image=encode(original(1, 256, 64), "webp"), strength=0.3, width=64, height=64)
    [canvas] = diffusion.paint([wide])
    assert canvas.pixels.shape == (128, 128, 3)


@pytest.mark.parametrize("channels", [None, 4])
def test_decoder_brings_latents_to_the_scale_and_the_middle_that_the_vae_was_trained_with(channels):
    mean, std = ([0.5, -0.25, 0.0, 1.0], [2.0, 1.0, 0.5, 1.5]) if channels else (None, None)
    vae = pipeline().vae.requires_grad_(False)
    vae.register_to_config(latents_mean=mean, latents_std=std, scaling_factor=0.5)
    given = 20 * torch.randn((2, 4, 8, 24), generator=torch.Generator().manual_seed(0))
    found = Autoencoder(vae, vae.device).pixels(given)
    middle, spread = torch.tensor(mean or [0.0]).view(1, -1, 1, 1), torch.tensor(std or [1.0]).view(1, -1, 1, 1)
    image = vae.decode(given * spread / 0.5 + middle).sample
    expected = VaeImageProcessor().postprocess(image, output_type="np")
    assert [one.shape for one in found] == [(64, 192, 3)] * 2
    assert all(one.dtype == np.uint8 for one in found)
    assert float(image.abs().max()) > 1  # what is out of range must not come round from the other end
    assert np.mean(np.stack(found) != np.round(expected * 255).astype(np.uint8)) < 0.01


def test_preview_shows_what_the_last_step_saw_behind_the_noise(diffusion):
    """With Euler's method two latents tell the noise between them, and so the picture behind it."""
    seen, unseen = diffusion.begin([task(preview=True, num_inference_steps=4), task(seed=8)])
    diffusion.step([unseen, seen])
    diffusion.step([seen, unseen])
    before, level = seen.latents, seen.schedule.calls[2].sigma
    diffusion.step([unseen, seen])
    noise = (seen.latents - before) / (seen.schedule.calls[3].sigma - level)
    behind = before - level * noise
    assert difference(seen.estimate, behind) < 1e-3
    small = behind.reshape(1, 4, 4, 4, 4, 4).mean(dim=(3, 5))
    [expected] = Autoencoder(diffusion.pipe.vae, diffusion.device).pixels(small)
    assert diffusion.preview(seen).shape == (32, 32, 3)
    assert np.abs(diffusion.preview(seen).astype(int) - expected).max() <= 1
    with pytest.raises(AssertionError, match="wants no previews"):
        diffusion.preview(unseen)
    diffusion.step([seen])
    assert difference(seen.estimate, seen.latents) < 1e-5


def test_pipeline_that_is_there_already_is_called_as_it_is_configured(diffusion):
    given = Diffusion(diffusion.config, diffusion.pipe)
    assert (given.model, given.loras) == (diffusion.config.model, {})


def test_what_a_request_leaves_open_is_configured(folder, tmp_path):
    configured = painter(folder, tmp_path, num_inference_steps=3, guidance_scale=2.0)
    tasks = [
        task(num_inference_steps=steps, guidance_scale=guidance)
        for steps, guidance in ((None, None), (2, 1.0), (None, 1.5))
    ]
    runs = configured.begin(tasks)
    assert [(run.steps, run.guidance, run.rows) for run in runs] == [(3, 2.0, 2), (2, 1.0, 1), (3, 1.5, 2)]
    canvases = configured.paint(tasks)
    assert [(one.num_inference_steps, one.guidance_scale) for one in canvases] == [(3, 2.0), (2, 1.0), (3, 1.5)]


def test_size_is_the_bucket_of_the_budget(folder, tmp_path):
    given = painter(folder, tmp_path)
    assert [given.size(task(width=w, height=h)) for w, h in ((900, 900), (400, 100), (100, 401))] == [
        (128, 128), (256, 64), (64, 256)
    ]  # fmt: skip
    assert given.key(task(width=400, height=100)) == given.key(task(width=800, height=190, guidance_scale=3))
    assert given.key(task(width=400, height=100)) != given.key(task(width=100, height=400))
    # The tiny checkpoint is of 64 x 64 pixels; no CPU paints more than a quarter of SDXL's million.
    assert painter(folder, tmp_path, pixel_budget=None).budget == 64 * 64
    large = shutil.copytree(folder, tmp_path / "large")
    unet = large / "unet" / "config.json"
    unet.write_text(unet.read_text().replace('"sample_size": 8', '"sample_size": 128'))
    whole = painter(large, tmp_path, pixel_budget=None)
    assert whole.budget == 512 * 512
    assert checkpoint.budget(whole.pipe, torch.device("cuda")) == 1024 * 1024
    assert checkpoint.budget(given.pipe, torch.device("cuda")) == 64 * 64


def test_each_prompt_is_read_once_and_given_to_its_own_picture(diffusion):
    prompts = ["a car", "a house", "a car", "a card"]
    embeddings = diffusion.text.encode(prompts)
    assert (diffusion.text.hits, diffusion.text.misses) == (1, 3)
    assert embeddings[0] is embeddings[2]
    assert diffusion.text.encode(["a card"])[0] is embeddings[3]
    for prompt, embedding in zip(prompts, embeddings, strict=True):
        embeds, _, pooled, _ = diffusion.pipe.encode_prompt(prompt, do_classifier_free_guidance=False)
        assert difference(embedding.embeds, embeds) < 1e-5
        assert difference(embedding.pooled, pooled) < 1e-5


def test_single_file_paints_what_the_folder_paints(diffusion, tmp_path):
    single = painter(save_single_file(tmp_path / "single"), tmp_path)
    one = [task(seed=3)]
    assert difference(latents(single, one)[0], latents(diffusion, one)[0]) < 1e-5
    # Kernels may add in another order where weights lie elsewhere in memory, and a byte may round the other way.
    pixels, same = (painter.paint(one)[0].pixels.astype(int) for painter in (single, diffusion))
    assert np.abs(pixels - same).max() <= 1


def test_known_prompts_are_not_encoded_again(diffusion):
    first = diffusion.paint([task(guidance_scale=2, negative_prompt="letters")])[0]
    second = diffusion.paint([task(guidance_scale=2, negative_prompt="letters")])[0]
    assert np.array_equal(first.pixels, second.pixels)
    assert diffusion.gauges() == {"prompt_cache_hits": 2, "prompt_cache_misses": 2}


def test_prompt_cache_forgets_the_oldest(diffusion):
    diffusion.text.capacity = 2
    for prompt in ("a", "b", "a", "c", "a", "b"):
        diffusion.text.encode([prompt])
    assert (diffusion.text.hits, diffusion.text.misses) == (2, 4)


def test_bfloat16_paints_nearly_the_same(diffusion, folder, tmp_path):
    rough = painter(folder, tmp_path, dtype="bfloat16").paint([task()])[0].pixels.astype(float)
    exact = diffusion.paint([task()])[0].pixels
    assert 10 * np.log10(255**2 / np.square(rough - exact).mean()) > 35


def test_bfloat16_batch_is_nearly_what_each_job_gives_alone(folder, tmp_path):
    rough = painter(folder, tmp_path, dtype="bfloat16")
    tasks = [task(seed=i) for i in range(4)]
    for one, canvas in zip(tasks, rough.paint(tasks), strict=True):
        error = np.square(canvas.pixels.astype(float) - rough.paint([one])[0].pixels).mean()
        assert 10 * np.log10(255**2 / max(error, 1e-9)) > 35


def test_float16_keeps_its_vae_in_float32(folder, tmp_path):
    half = painter(folder, tmp_path, dtype="float16")
    assert {half.pipe.unet.dtype, half.pipe.text_encoder.dtype} == {torch.float16}
    assert half.pipe.vae.dtype == torch.float32


@pytest.mark.parametrize("scheduler", ["tcd", "dpm++ sde"])
def test_noisy_samplers_give_the_same_picture_alone_and_in_batch(folder, tmp_path, scheduler):
    noisy = painter(folder, tmp_path, scheduler=scheduler)
    tasks = [task(seed=i, num_inference_steps=3 + i) for i in range(3)]
    together = latents(noisy, tasks)
    alone = [latents(noisy, [one])[0] for one in tasks]
    assert max(difference(a, b) for a, b in zip(together, alone, strict=True)) < 1e-4


@pytest.mark.parametrize("zero_snr", [False, True])
def test_velocity_checkpoint_is_equal_to_diffusers_own_loop(folder, tmp_path, zero_snr):
    shutil.copytree(folder, tmp_path / "velocity")
    config = tmp_path / "velocity" / "scheduler" / "scheduler_config.json"
    changed = {"prediction_type": "v_prediction", "rescale_betas_zero_snr": zero_snr}
    config.write_text(json.dumps(json.loads(config.read_text()) | changed))
    test_equal_to_diffusers_own_loop(painter(tmp_path / "velocity", tmp_path), 2.0, "letters", (128, 128))


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
