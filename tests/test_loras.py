"""LoRAs by name: checked at start, chosen by requests and brands, recorded, and never in another's picture."""

import logging

import numpy as np
import pytest
import torch
from diffusers import StableDiffusionXLPipeline

from brand import Kit, KitError
from generation import check
from pipeline import Canvas, Engine, ModelError, load_loras
from pipeline.diffusion import Diffusion
from pipeline.diffusion.adapters import Adapters
from schemas import LoraUse
from settings import ModelSettings
from tests.checkpoints import register_lora, save_folder, save_lora
from tests.flow import SMALL, flowing
from tests.kits import BANK, KITS
from tests.painters import Recording, pixels
from tests.scenes import task as scene_task
from tests.waiting import run

torch.set_num_threads(1)
NAMES = ("flat", "ink", "words")


def task(**fields):
    """As small as its bucket."""
    return scene_task(**{"width": 64, "height": 64} | fields)


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return save_folder(tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def shelf(tmp_path_factory):
    """A folder with three LoRAs, one of them of the text encoders, too."""
    folder = tmp_path_factory.mktemp("loras")
    for seed, name in enumerate(NAMES):
        register_lora(folder, name, save_lora(folder / f"{name}.safetensors", seed, text=name == "words"))
    return folder


def config(tiny, shelf, cache, **changes):
    fields = {"dtype": "float32", "device": "cpu", "pixel_budget": 64 * 64, "safety_checker": "off"} | changes
    return ModelSettings(model=str(tiny), model_cache=cache, loras=shelf, **fields)


@pytest.fixture(scope="module")
def painter(tiny, shelf, tmp_path_factory):
    return Diffusion(config(tiny, shelf, tmp_path_factory.mktemp("cache")))


def uses(painter, **weights):
    return tuple(
        LoraUse(name=name, weight=weight, sha256=painter.loras[name].sha256) for name, weight in weights.items()
    )


def test_mixed_requests_give_each_user_their_own_style(painter):
    """64 of three sets and none, through the engine; and loaded is nothing meanwhile."""
    sets = [(), uses(painter, flat=1.0), uses(painter, ink=0.5, flat=1.2), uses(painter, words=1.0)]
    tasks = [
        task(
            id=str(n),
            owner=f"user {n % 4}",
            seed=n // 4,
            num_inference_steps=1 + n % 2,
            loras=sets[n % 4],
            guidance_scale=1 + n % 3,
        )
        for n in range(64)
    ]
    order = np.random.default_rng(0).permutation(64)
    loads = painter.adapters.loads
    engine = Engine(painter, 4)
    try:
        futures = {n: engine.submit(tasks[n]) for n in order}
        painted = {n: pixels(future.result(60)) for n, future in futures.items()}
        assert engine.stats().rows > engine.stats().steps  # they were painted together
    finally:
        engine.close()
    for n, one in enumerate(tasks):
        [alone] = painter.paint([one])
        assert np.abs(alone.pixels.astype(int) - painted[n]).max() <= 1, (n, one.loras)
    assert painter.adapters.loads == loads
    seen = [painter.paint([task(loras=one)])[0].pixels.astype(int) for one in sets]
    assert all(np.abs(a - b).max() > 4 for i, a in enumerate(seen) for b in seen[:i])


@pytest.mark.parametrize("chosen", [{}, {"flat": 0.7}, {"words": 1.0, "ink": 0.5}])
def test_style_is_what_diffusers_own_pipeline_makes_of_it(painter, tiny, shelf, chosen):
    pipe = StableDiffusionXLPipeline.from_pretrained(tiny, add_watermarker=False)
    for name in chosen:
        pipe.load_lora_weights(str(shelf / f"{name}.safetensors"), adapter_name=name)
    if chosen:
        pipe.set_adapters(list(chosen), list(chosen.values()))
    pipe.scheduler = pipe.scheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
    one = task(loras=uses(painter, **chosen), num_inference_steps=3)
    expected = pipe(
        prompt=one.prompt, num_inference_steps=3, guidance_scale=1.0, width=64, height=64, output_type="latent",
        generator=torch.Generator().manual_seed(one.seed),
    ).images  # fmt: skip
    [going] = painter.begin([one])
    while going.done < going.steps:
        painter.step([going])
    assert float((going.latents - expected).abs().max() / expected.abs().max()) < 1e-4


def test_few_are_kept_and_come_back(tiny, shelf, tmp_path):
    painter = Diffusion(config(tiny, shelf, tmp_path))
    before = [painter.paint([task(loras=uses(painter, **{name: 1.0}))])[0].pixels for name in NAMES]
    painter.adapters = Adapters(
        painter.pipe.__class__.from_pretrained(tiny, add_watermarker=False), painter.loras, kept=1
    )
    painter.pipe = painter.adapters._pipe
    painter.text.pipe = painter.pipe
    painter.text._known.clear()
    assert painter.adapters.loads == 3
    after = [painter.paint([task(loras=uses(painter, **{name: 1.0}))])[0].pixels for name in NAMES]
    assert painter.adapters.loads == 6
    assert sum(map(len, painter.pipe.get_list_adapters().values())) <= 3  # of one LoRA, in up to three parts
    assert all(np.abs(a.astype(int) - b).max() <= 1 for a, b in zip(before, after, strict=True))


def test_fused_one_is_in_every_picture(painter, tiny, shelf, tmp_path):
    register_lora(tmp_path, "flat", shelf / "flat.safetensors", fused="true", weight=0.8)
    fused = Diffusion(config(tiny, tmp_path, tmp_path / "cache"))
    styled = painter.paint([task(loras=uses(painter, flat=0.8))])[0].pixels
    assert np.abs(fused.paint([task()])[0].pixels.astype(int) - styled).max() <= 1
    assert not any("lora" in name for name, _ in fused.pipe.unet.named_modules())  # and costs nothing


@pytest.mark.parametrize(
    ("fields", "told"),
    [
        ({"sha256": f"'{'0' * 64}'"}, "has SHA-256 .* instead of 0000"),
        ({"file": "nowhere.safetensors"}, "there is no file"),
        (
            {"base": "RunDiffusion/Juggernaut-X-Hyper"},
            "it is for RunDiffusion/Juggernaut-X-Hyper, and the model is tiny",
        ),
        ({"license": "cc-by-nc-4.0"}, "under the licence cc-by-nc-4.0.*MODEL_LICENSE_ACK=cc-by-nc-4.0"),
        ({"weight": 1.6}, "weight should be at most max_weight"),
        ({"max_weight": 3}, "max_weight = 3: Input should be less than or equal to 2"),
        ({"colour": "red"}, "colour = 'red': Extra inputs are not permitted"),
        ({"title": "{ru: чернила}"}, "title should have English"),
    ],
)
def test_wrong_one_stops_the_start_and_says_why(tiny, shelf, tmp_path, fields, told):
    weights = tmp_path / "ink.safetensors"
    weights.write_bytes((shelf / "ink.safetensors").read_bytes())
    register_lora(tmp_path, "ink", weights, **fields)
    with pytest.raises(ModelError, match=rf"ink\.yaml\b.*{told}"):
        load_loras(config(tiny, tmp_path, tmp_path / "cache"))


def test_what_is_no_lora_of_this_model_stops_the_start(tiny, shelf, tmp_path):
    register_lora(
        tmp_path,
        "model",
        tiny / "vae/diffusion_pytorch_model.safetensors",
        file=tiny / "vae/diffusion_pytorch_model.safetensors",
    )
    with pytest.raises(ModelError, match="is no LoRA"):
        load_loras(config(tiny, tmp_path, tmp_path))
    (tmp_path / "model.yaml").write_text("file: [")
    with pytest.raises(ModelError, match=r"model\.yaml"):
        load_loras(config(tiny, tmp_path, tmp_path))
    (tmp_path / "model.yaml").rename(tmp_path / "Model X.yaml")
    with pytest.raises(ModelError, match="the name should be"):
        load_loras(config(tiny, tmp_path, tmp_path))
    assert load_loras(ModelSettings(loras=tmp_path)) == {}  # an illustrator has no use for any


def test_licences_are_acknowledged_each(tiny, shelf, tmp_path):
    weights = shelf / "ink.safetensors"
    register_lora(tmp_path, "ink", weights, license="cc-by-nc-4.0")
    acknowledged = config(tiny, tmp_path, tmp_path / "cache", model_license_ack="creativeml-openrail-m, cc-by-nc-4.0")
    assert load_loras(acknowledged)["ink"].license == "cc-by-nc-4.0"


def test_compiler_steps_aside_for_loras(painter, caplog):
    """As on a GPU; without one there is nothing to compile for."""
    fake = object.__new__(Diffusion)
    fake.device, fake.loras = torch.device("cuda"), painter.loras
    fake.config = painter.config.model_copy(update={"acceleration": "compile"})
    with caplog.at_level(logging.WARNING, "pipeline"):
        assert fake._accelerated() == fake._unet
    assert "not with LoRAs" in caplog.text


class Noisy(Recording):
    """The same noise for every task."""

    def canvas(self, _):
        return Canvas(np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8), 6, 1.0)


@pytest.fixture(scope="module")
def loras(tiny, shelf, tmp_path_factory):
    folder = tmp_path_factory.mktemp("registered")
    for name in NAMES:
        file = shelf / f"{name}.safetensors"
        register_lora(folder, name, file, trigger_words="[inkstyle]" if name == "ink" else "[]", weight=0.8,
                 title="{en: Flat colours, ru: Плоские цвета}" if name == "flat" else name, fused=name == "words")  # fmt: skip
    return load_loras(config(tiny, folder, folder / "cache"))


@pytest.fixture
def asking(store, loras):
    """Asks a photo model with these LoRAs, whose forest kit has one of its own; the answers and the tasks."""

    async def ask(bodies, path="/api/generate"):
        async with flow.client() as client:
            if not bodies:
                return (await client.get("/api/loras?lang=ru")).json()
            return [await client.post(path, json={"user_id": "ann", "metadata": SMALL} | body) for body in bodies]

    recorder = Noisy()
    with flowing(store, recorder, medium="photograph") as flow:
        flow.generator.loras = loras
        flow.generator.kits = KITS | {"inky": BANK.model_copy(update={"loras": _choice("ink")})}
        yield lambda *bodies, **options: (run(ask(bodies, **options)), recorder.tasks)


def _choice(*names):
    return Kit.model_validate(dict(BANK) | {"loras": [{"name": name} for name in names]}).loras


def test_chosen_ones_go_to_the_painter_and_into_the_record_with_their_hashes(store, loras, asking):
    [answer], [painted] = asking({"loras": [{"name": "flat", "weight": 1.5}, {"name": "ink"}]})
    assert answer.status_code == 200, answer.text
    chosen = [("flat", 1.5, loras["flat"].sha256), ("ink", 0.8, loras["ink"].sha256)]
    assert [(one.name, one.weight, one.sha256) for one in painted.loras] == chosen
    fused = ("words", 0.8, loras["words"].sha256)
    told = [(one["name"], one["weight"], one["sha256"]) for one in answer.json()["loras"]]
    kept = [(one.name, one.weight, one.sha256) for one in store.history("ann")[0].metadata.loras]
    assert told == kept == [fused, *chosen]
    assert "inkstyle" in answer.json()["prompt"]


def test_brand_has_its_own_unless_the_request_says_otherwise(asking):
    answers, tasks = asking(
        {"brand": "inky"}, {"brand": "inky", "loras": []}, {"brand": "inky", "loras": [{"name": "flat"}]}, {}
    )
    assert [one.status_code for one in answers] == [200] * 4
    assert [[one.name for one in task.loras] for task in tasks] == [["ink"], [], ["flat"], []]
    assert ["inkstyle" in one.json()["prompt"] for one in answers] == [True, False, False, False]
    [shown], _ = asking({"brand": "inky"}, path="/api/prompts/preview")
    assert "inkstyle, clean colours" in shown.json()["prompt"]


@pytest.mark.parametrize(
    ("asked", "field"),
    [
        ([{"name": "oil"}], "loras.0.name"),
        ([{"name": "ink"}, {"name": "words", "weight": 0.3}], "loras.1.weight"),
        ([{"name": "ink", "weight": 1.51}], "loras.0.weight"),
        ([{"name": "ink", "weight": 0}], "loras.0.weight"),
        ([{"name": "ink", "weight": True}], "loras.0.weight"),
        ([{"name": "ink"}, {"name": "ink"}], "loras"),
        ([{"name": "ink"}, {"name": "flat"}, {"name": "words"}], "loras"),
        ([{"name": "../ink"}], "loras.0.name"),
        ([{"name": "https://example.com/ink.safetensors"}], "loras.0.name"),
        ([{"name": "ink", "path": "/etc/passwd"}], "loras.0.path"),
        ("ink", "loras"),
    ],
)
def test_what_cannot_be_chosen_is_refused_by_field(asking, asked, field):
    [answer], tasks = asking({"loras": asked})
    assert answer.status_code == 422, answer.text
    assert [one["field"] for one in answer.json()["error"]["details"]] == [field]
    assert tasks == []


def test_illustrator_refuses_loras_and_knows_none(store):
    async def ask(flow):
        async with flow.client() as client:
            body = {"user_id": "ann", "metadata": SMALL}
            told = await client.post("/api/generate", json=body | {"loras": [{"name": "ink"}]})
            return told, await client.post("/api/generate", json=body | {"loras": []}), await client.get("/api/loras")

    with flowing(store, Noisy()) as flow:
        refused, none, listed = run(ask(flow))
    assert refused.json()["error"]["details"][0]["field"] == "loras"
    assert (refused.status_code, none.status_code, listed.json()) == (422, 200, [])


def test_list_tells_what_may_be_chosen(asking):
    told, _ = asking()
    assert [(one["name"], one["title"], one["fused"]) for one in told] == [
        ("flat", "Плоские цвета", False), ("ink", "ink", False), ("words", "words", True)
    ]  # fmt: skip
    assert (
        told[1].items()
        >= {"trigger_words": ["inkstyle"], "license": "apache-2.0", "base": "sdxl", "max_weight": 1.5}.items()
    )


def test_kit_that_names_what_is_not_there_stops_the_start(loras):
    inky = {"inky": BANK.model_copy(update={"loras": _choice("oil")})}
    with pytest.raises(KitError, match="inky: loras: oil: there is no such LoRA"):
        check(inky, loras, "photograph")
    check(inky, {}, "illustration")


def test_runner_with_other_weights_paints_nothing_in_their_stead(painter):
    with pytest.raises(ModelError, match="no LoRA flat"):
        painter.paint([task(loras=(LoraUse(name="flat", weight=1.0, sha256="0" * 64),))])
