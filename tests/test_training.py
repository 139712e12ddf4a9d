"""The room that makes `sketch`: its data, its latents, runs that can be cut off, and checkpoints that can be served."""

import re
from itertools import islice

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLPipeline
from safetensors.torch import load_file

from pipeline import Engine, ModelConfig, ModelError, open_painter, tokenizer_files
from pipeline.weights import OWN
from prompt_builder import clip_counter
from tests.scenes import job
from training import bar, requests, sheet
from training.codec import CELL, CHANNELS, Codec
from training.decode import Decoding
from training.denoise import Denoising, codec
from training.export import export
from training.judge import ANSWERS, UNKNOWN, Judge, judge, shares, truth
from training.loop import Plan
from training.parts import Denoiser, autoencoder, save, tokens
from training.pictures import Pictures, made
from training.recipe import SQUARE, example, size_of
from training.vocabulary import tokenizer

torch.set_num_threads(1)
UNET = {"block_out_channels": (16, 16, 16, 16), "norm_num_groups": 4, "attention_head_dim": 2}
TEXT = {"hidden_size": 8, "intermediate_size": 16, "num_hidden_layers": 2, "num_attention_heads": 2}
DECODER = {"width": 8, "blocks": (1, 1, 1, 1, 0)}
BATCH = 2
SHARD = 64


def denoiser(seed=0):
    torch.manual_seed(seed)
    return Denoiser(UNET, TEXT, TEXT)


def decoder(seed=0):
    torch.manual_seed(seed)
    return autoencoder(DECODER)


@pytest.fixture(scope="module")
def pictures(tmp_path_factory):
    return Pictures(tmp_path_factory.mktemp("pictures"), SHARD)


@pytest.fixture(scope="module")
def known(pictures, tmp_path_factory):
    return codec(pictures, tmp_path_factory.mktemp("codec"))


@pytest.fixture(scope="module")
def run(pictures, tmp_path_factory):
    """A run of a few steps, exported."""
    folder = tmp_path_factory.mktemp("run")
    plan = Plan(steps=2, batch=BATCH, rate=1e-3, report=2)
    Denoising(denoiser(), pictures, folder / "denoiser", plan).run()
    Decoding(decoder(), codec(pictures, folder / "denoiser"), folder / "decoder", plan).run()
    export(folder, folder / "sketch", denoiser(), decoder())
    return folder


@pytest.fixture(scope="module")
def sketch(run):
    return open_painter(ModelConfig(model=str(run / "sketch"), model_cache=run, device="cpu", dtype="float32"))


def test_example_of_a_number_is_always_the_same_and_says_what_is_shown():
    for number in range(40):
        one = example(number, SQUARE)
        assert one == example(number, SQUARE)
        for person in one.scene.people[:1]:
            noun = "man|boy" if person.sex == "male" else "woman|girl"
            assert re.search(rf"\b({noun})\b", one.prompt)
        assert not one.scene.object or one.scene.object in one.prompt


def test_shards_have_all_aspects_and_square_ones_most():
    sizes = [size_of(number) for number in range(400)]
    assert sizes.count(SQUARE) == 200
    assert len(set(sizes)) == 13
    assert all(side % CELL == 0 for size in sizes for side in size)


def test_shard_is_painted_alike_anywhere_and_kept(pictures):
    shard = pictures.shard(0)
    again = made(0, SHARD)
    assert shard.prompts == again.prompts
    assert shard.scenes == again.scenes
    assert np.array_equal(shard.thumbnails, again.thumbnails)
    assert shard.thumbnails.shape == (SHARD, 64, 64, 3)
    assert shard.thumbnails.std() > 20
    written = pictures.folder / "00000.npz"
    before = written.stat().st_mtime_ns
    Pictures(pictures.folder, SHARD).prepare([0])
    assert written.stat().st_mtime_ns == before


def test_latents_come_back_as_the_thumbnails_they_were(pictures, known):
    thumbnails = pictures.shard(0).thumbnails
    latents = known.encode(thumbnails)
    assert latents.shape == (SHARD, CHANNELS, 32, 32)
    assert np.abs(known.thumbnails(latents).astype(int) - thumbnails).max() <= 1
    loudness = latents.std((0, 2, 3))
    assert loudness[0] == pytest.approx(1.25, rel=0.05)
    assert loudness.argmax() == 0
    assert Codec.fit(thumbnails).basis.equal(known.basis)


def test_builders_words_are_a_token_each_and_any_prompt_can_be_read(tmp_path):
    words = tokenizer()
    prompt = example(3, SQUARE).prompt
    assert len(words.tokenize(prompt)) == len(re.findall(r"[a-z]+|\d|[^\w\s]+", prompt))
    assert words.unk_token_id not in words("белый кот, 猫 🙂").input_ids[1:-1]
    save(denoiser(), decoder(), tmp_path)
    vocabulary = tokenizer_files(ModelConfig(model=str(tmp_path), model_cache=tmp_path))
    assert clip_counter(*vocabulary)(prompt) == len(words.tokenize(prompt))


def test_interrupted_run_goes_on_as_if_it_had_not_been(pictures, tmp_path):
    def train(folder, upto):
        running = Denoising(denoiser(), pictures, folder, Plan(steps=4, batch=BATCH, rate=1e-3, report=2))
        losses = [running.loop._advance(running.loss) for _ in range(upto - running.loop.step)]
        running.loop._save()
        return losses, running.loop.average

    straight, average = train(tmp_path / "straight", 4)
    first, _ = train(tmp_path / "cut", 2)
    second, resumed = train(tmp_path / "cut", 4)
    assert first + second == straight
    assert all(torch.equal(average[name], resumed[name]) for name in average)


def test_training_lowers_the_loss_and_logs_it(pictures, tmp_path):
    plan = Plan(steps=20, batch=8, rate=3e-3, report=10)
    running = Denoising(denoiser(), pictures, tmp_path, plan)
    before = running.loss(0).item()
    running.run()
    assert running.loss(0).item() < 0.97 * before
    log = (tmp_path / "log.jsonl").read_text().splitlines()
    assert len(log) == 2
    assert '"samples": 160' in log[1]
    assert "held_out" in log[1]


def test_run_that_has_lost_its_way_stops_and_keeps_its_last_checkpoint(pictures, tmp_path):
    running = Denoising(denoiser(), pictures, tmp_path, Plan(steps=6, batch=8, rate=1e-3, report=2))
    good = running.loss
    running.loss = lambda step: good(step) * (1 if step < 4 else 2)
    with pytest.raises(ArithmeticError, match="lower --rate"):
        running.run()
    again = Denoising(denoiser(), pictures, tmp_path, Plan(steps=6, batch=8, rate=1e-3, report=2))
    assert (running.loop.step, again.loop.step) == (6, 4)


def test_a_part_of_the_samples_is_learned_without_prompt(pictures, tmp_path):
    running = Denoising(denoiser(), pictures, tmp_path, Plan(steps=1, batch=BATCH, rate=1e-3))
    rows = np.arange(8)
    silent = running._error(0, rows, 1, 1.0)
    words, gist = running.network.read(tokens(["a car"] * 8))
    running.network.read = lambda ids: (torch.zeros_like(words), torch.zeros_like(gist))
    assert running._error(0, rows, 1, 0.0) == silent


def test_exported_checkpoint_paints_in_the_service_at_any_aspect(sketch, run):
    assert sketch.model.startswith("sketch sha256:")
    assert sketch.pipe.vae_scale_factor == CELL
    assert sketch.paint([job(width=512, height=512)])[0].pixels.shape == (512, 512, 3)
    assert sketch.paint([job(width=1160, height=480)])[0].pixels.shape == (320, 768, 3)
    engine = Engine(sketch)
    painting = engine.submit(job(width=480, height=1160)).result(60)
    engine.close()
    assert painting.error is None
    assert (painting.painted_width, painting.painted_height) == (320, 768)
    assert "samples in" in (run / "sketch" / "README.md").read_text()


def test_same_seed_alone_and_in_a_batch(sketch):
    jobs = [job(seed=seed, width=512, height=512, num_inference_steps=4) for seed in range(3)]
    together = sketch.paint(jobs)
    for one, canvas in zip(jobs, together, strict=True):
        assert np.abs(sketch.paint([one])[0].pixels.astype(int) - canvas.pixels).max() <= 1
    assert np.abs(together[0].pixels.astype(int) - together[1].pixels).max() > 1


def test_diffusers_own_pipeline_paints_the_same(sketch, run):
    pipe = StableDiffusionXLPipeline.from_pretrained(run / "sketch", dtype=torch.float32, add_watermarker=False)
    pipe.set_progress_bar_config(disable=True)
    one = job(width=512, height=512, num_inference_steps=4)
    theirs = pipe(
        prompt=one.prompt,
        width=512,
        height=512,
        num_inference_steps=4,
        guidance_scale=1.0,
        generator=[torch.Generator("cpu").manual_seed(one.seed)],
        output_type="np",
    ).images[0]
    assert np.abs(theirs * 255 - sketch.paint([one])[0].pixels).max() < 2


def test_preview_of_coarse_latents_is_a_small_picture(sketch):
    [started] = sketch.begin([job(width=512, height=512, preview=True)])
    sketch.step([started])
    assert sketch.preview(started).shape == (128, 128, 3)


def test_weights_are_float16_and_not_pickled(run):
    files = [file for file in (run / "sketch").rglob("*") if file.is_file() and file.suffix not in (".json", ".md")]
    assert {file.suffix for file in files} == {".safetensors"}
    assert {tensor.dtype for file in files for tensor in load_file(file).values()} <= {torch.float16, torch.int64}


def test_real_sizes_fit_the_repository():
    millions = sum(p.numel() for part in (Denoiser(), autoencoder()) for p in part.parameters()) / 1e6
    assert 2 * millions < 48


def test_sketch_without_weights_says_how_to_get_them(monkeypatch, tmp_path):
    monkeypatch.setattr("pipeline.weights.OWN", tmp_path)
    with pytest.raises(ModelError, match="Run `make sketch`"):
        open_painter(ModelConfig(model="sketch", model_cache=tmp_path))


def test_sketch_is_found_where_it_is_exported(monkeypatch, run):
    assert OWN.parts[-2:] == ("pipeline", "models")
    monkeypatch.setattr("pipeline.weights.OWN", run)
    assert open_painter(ModelConfig(model="sketch", model_cache=run, device="cpu")).model.startswith("sketch sha256:")


def test_truth_and_shares():
    scene = requests.job(1, SQUARE, product="people", sex="female", age=70).scene
    answers = dict(zip(ANSWERS, truth(scene), strict=True))
    assert ANSWERS["product"][answers["product"]] == "people"
    assert ANSWERS["sex"][answers["sex"]] == "female"
    assert ANSWERS["age"][answers["age"]] == "senior"
    car = dict(zip(ANSWERS, truth(requests.job(1, SQUARE, product="car").scene), strict=True))
    assert car["sex"] == car["age"] == UNKNOWN
    given, wanted = torch.tensor([[1, 0], [2, 1]]), torch.tensor([[1, UNKNOWN], [0, 1]])
    assert shares(given, wanted) == [0.5, 1.0]


def test_judge_learns_and_is_kept(pictures, tmp_path):
    file = tmp_path / "judge.safetensors"
    learned = judge(pictures, file, shards=1, passes=40)
    shard = pictures.shard(0)
    right = shares(learned.answers(shard.thumbnails), torch.tensor([truth(scene) for scene in shard.scenes]))
    assert right[4] > 0.8  # day or evening is the easiest question
    kept = judge(pictures, file)
    assert torch.equal(kept.answers(shard.thumbnails[:9]), learned.answers(shard.thumbnails[:9]))
    assert kept.distance(shard.thumbnails[:6]) > 10 * kept.distance(np.repeat(shard.thumbnails[:1], 3, 0))


def test_bar_is_missed_by_a_model_that_has_learned_nothing(run):
    torch.manual_seed(0)
    found = bar.lines(run / "sketch", Judge().eval(), dict.fromkeys(ANSWERS, 0.99), number=5, variants=2)
    verdict = {line.name: line.passed for line in found}
    assert verdict["judge: product, held out"]
    assert not verdict["512×512: setting right"]
    assert len(found) == 4 + 4 * 4 + 5
    assert bar.table(found).count("missed by") == sum(not line.passed for line in found) > 4
    assert bar.Line("seconds", 0.5, 1.0, most=True).passed
    assert not bar.Line("seconds", 1.5, 1.0, most=True).passed


def test_sheet_has_products_people_and_settings():
    plan = sheet.rows()
    assert [len(row) for row in plan] == [5] * 7
    assert [row[0].scene.object for row in plan[:4]] == [None, "car", "house", "credit card"]
    assert {person.age_group for one in plan[4] for person in one.scene.people} == set(ANSWERS["age"])
    assert [one.scene.setting for one in plan[6]] == [setting for setting, _ in sheet.SETTINGS]


def test_decoder_crops_are_aligned_with_their_latents(known, tmp_path):
    running = Decoding(decoder(), known, tmp_path, Plan(steps=1, batch=BATCH, rate=1e-3))
    for pixels, latents in islice(running._crops(1), 2):
        height, width = pixels.shape[:2]
        assert latents.shape == (CHANNELS, height // CELL, width // CELL)
        again = known.encode(
            pixels.reshape(height // 8, 8, width // 8, 8, 3).mean((1, 3)).round().astype(np.uint8)[None]
        )
        assert (again[0] - latents).abs().max() < 0.05
