"""No photograph goes out that is unsafe or empty: it is painted once more, then refused, and nobody sees it meanwhile."""

import logging
from collections import Counter
from datetime import UTC, datetime

import numpy as np
import pytest
import torch
from pymongo import MongoClient
from transformers import CLIPImageProcessorPil

from errors import PictureRefused
from generation import Deferred
from pipeline import Canvas, ModelError, open_painter
from pipeline.diffusion import Diffusion
from pipeline.diffusion.safety_checker import SafetyChecker
from pipeline.weights import locate_checker
from schemas import GenerateRequest
from settings import ModelSettings
from tests.checkpoints import checker, save_folder
from tests.flow import SMALL, flowing
from tests.painters import OneStep
from tests.scenes import task
from tests.stores import drained
from tests.waiting import run

SIDE = 32


def noise(seed, height=SIDE, width=SIDE):
    return np.random.default_rng(seed).integers(0, 256, (height, width, 3), dtype=np.uint8)


def flagging(folder, *pictures):
    """The folder of a checker to which these pictures, of the size that it reads, are unsafe, and no others."""
    model = checker()
    processor = CLIPImageProcessorPil(size={"shortest_edge": SIDE}, crop_size={"height": SIDE, "width": SIDE})
    with torch.inference_mode():
        for place, pixels in enumerate(pictures):
            seen = model.vision_model(processor([pixels], return_tensors="pt").pixel_values)[1]
            model.concept_embeds[place] = model.visual_projection(seen)[0]
            model.concept_embeds_weights[place] = 1 - 1e-5
    model.save_pretrained(folder)
    return folder


def opened(model, cache, **config):
    fields = {"dtype": "float32", "device": "cpu", "pixel_budget": 128 * 128} | config
    return Diffusion(ModelSettings(model=str(model), model_cache=cache, **fields))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory):
    return save_folder(tmp_path_factory.mktemp("tiny"))


def safety(folder, cache):
    return SafetyChecker(
        locate_checker(ModelSettings(safety_checker=str(folder), model_cache=cache)), torch.device("cpu")
    )


def test_unsafe_is_told_from_safe_wherever_in_the_picture_it_is(tmp_path):
    looks = safety(flagging(tmp_path / "checker", noise(1), noise(2)), tmp_path)
    assert looks.flags([noise(1), noise(3), noise(2)]) == [True, False, True]
    beside = np.concatenate([noise(3), noise(4), noise(1)], 1)
    below = np.concatenate([noise(5), noise(2)], 0)
    assert looks.flags([beside, below, np.concatenate([noise(3), noise(4)], 1)]) == [True, True, False]


def test_weights_that_are_no_checkers_stop_the_start(tmp_path):
    model = checker()
    del model.concept_embeds_weights
    model.save_pretrained(tmp_path / "clip")
    with pytest.raises(ModelError, match="no safety checker: it lacks 1 tensors, such as concept_embeds_weights"):
        safety(tmp_path / "clip", tmp_path)


def test_checker_that_is_none_stops_the_start(tmp_path):
    (tmp_path / "model.safetensors").write_bytes(b"no")
    for given, told in (
        (tmp_path / "nowhere", "is not compvis, off or a folder"),
        (tmp_path, "not a safetensors file"),
    ):
        with pytest.raises(ModelError, match=told):
            locate_checker(ModelSettings(safety_checker=str(given), model_cache=tmp_path))


def test_flagged_picture_is_marked_and_its_previews_are_not_shown(tiny, tmp_path):
    open_eyed = opened(tiny, tmp_path, safety_checker=str(flagging(tmp_path / "none")))
    asked = task(preview=True, num_inference_steps=2)
    [safe] = open_eyed.paint([asked])
    assert safe.defect is None
    assert safe.safety_checker.startswith("none sha256:")
    all_unsafe = checker()
    all_unsafe.concept_embeds_weights[0] = -2.0
    all_unsafe.save_pretrained(tmp_path / "all")
    strict = opened(tiny, tmp_path, safety_checker=str(tmp_path / "all"))
    seen = []
    for painter in (open_eyed, strict):
        [going] = painter.begin([asked])
        painter.step([going])
        seen.append(painter.preview(going))
    assert [one is None for one in seen] == [False, True]
    assert strict.paint([asked])[0].defect == "unsafe"


def test_picture_of_numbers_that_are_none_is_empty(tiny, tmp_path):
    painter = opened(tiny, tmp_path, safety_checker="off")
    tasks = [task(seed=seed, num_inference_steps=2) for seed in (1, 2)]
    runs = painter.begin(tasks)
    for _ in range(2):
        painter.step(runs)
    runs[0].latents = torch.full_like(runs[0].latents, torch.nan)
    broken, whole = painter.finish(runs)
    assert (broken.defect, whole.defect) == ("empty", None)
    assert not broken.pixels.any()
    [alone] = painter.paint([tasks[1]])
    assert np.abs(whole.pixels.astype(int) - alone.pixels).max() <= 1


def test_no_checker_must_be_said_and_is_logged(tiny, tmp_path, caplog):
    with caplog.at_level(logging.WARNING, "pipeline"):
        assert opened(tiny, tmp_path, safety_checker="off").checked_by == "off"
    assert "SAFETY_CHECKER=off" in caplog.text


class Unlucky(OneStep):
    """Paints noise, and what is wrong with the pictures of some seeds."""

    model = "unlucky"

    def __init__(self, *faults, every=False):
        self.faults, self.every, self.seeds = list(faults), every, []

    def paint(self, tasks):
        self.seeds += [task.seed for task in tasks]
        faults = [self.faults[0] if self.every else self.faults.pop(0) if self.faults else None for _ in tasks]
        return [
            Canvas(noise(task.seed, task.height, task.width), 6, 1.0, defect=fault, safety_checker="off")
            for task, fault in zip(tasks, faults, strict=True)
        ]


class FirstSeedUnsafe(Unlucky):
    """The pictures of the first seed are unsafe, whenever they are painted."""

    def paint(self, tasks):
        first = [*self.seeds, tasks[0].seed][0]
        self.faults = ["unsafe" if task.seed == first else None for task in tasks]
        return super().paint(tasks)


def asking(store, painter, **changes):
    """The answer of the service to one request, and the seeds that were painted for it."""

    async def ask():
        body = {"user_id": "safe", "metadata": SMALL} | changes
        async with flow.client() as client:
            return await client.post("/api/generate", json=body)

    with flowing(store, painter) as flow:
        return run(ask()), painter.seeds


@pytest.mark.parametrize("fault", ["empty", "unsafe"])
def test_faulty_picture_is_painted_once_more_with_another_seed(store, fault):
    answer, (first, second) = asking(store, Unlucky(fault))
    assert answer.status_code == 200, answer.text
    assert answer.json()["seed"] == second == (first + 1) % 2**32
    [kept] = store.history("safe")
    assert kept.metadata.seed == second


def test_row_that_named_no_seed_is_tried_once_more_and_one_that_did_is_not(store):
    def made(painter, id, **named):
        request = GenerateRequest.model_validate({"user_id": "safe", "metadata": SMALL} | named)
        with flowing(store, painter) as flow:
            return run(flow.generator.make_row(request, Deferred(id, "job", datetime.now(UTC), 7), lambda _: None))[0]

    again = Unlucky("unsafe")
    assert (made(again, "a" * 32).seed, again.seeds) == (8, [7, 8])
    named = Unlucky("unsafe", every=True)
    with pytest.raises(PictureRefused):
        made(named, "b" * 32, seed=7)
    assert named.seeds == [7]


def test_formats_that_named_no_seed_are_each_tried_once_more_by_the_same(store):
    ad = {"headline": "Home", "formats": ["card", "600x314"]}
    answer, seeds = asking(store, FirstSeedUnsafe(), metadata={"product": "house"}, ad=ad)
    assert answer.status_code == 200, answer.text
    assert Counter(seeds) == {seeds[0]: 2, (seeds[0] + 1) % 2**32: 2}


def test_seed_that_was_asked_for_stays(store):
    answer, seeds = asking(store, Unlucky("empty"), seed=7)
    assert (answer.json()["seed"], seeds) == (7, [7, 7])
    answer, seeds = asking(store, Unlucky("unsafe", every=True), seed=7)
    assert (answer.status_code, seeds) == (422, [7])  # it would be as unsafe again


@pytest.mark.parametrize(
    ("fault", "status", "code"), [("empty", 500, "painting_failed"), ("unsafe", 422, "picture_refused")]
)
def test_picture_that_stays_faulty_is_refused_and_recorded_without_bytes(store, uri, fault, status, code):
    answer, seeds = asking(store, Unlucky(fault, every=True))
    assert (answer.status_code, answer.json()["error"]["code"]) == (status, code)
    assert (answer.headers.get("x-should-retry") == "false") == (fault == "unsafe")
    assert len(seeds) == 2
    assert store.history("safe") == []
    drained(store)
    with MongoClient(uri) as client:
        assert [one["code"] for one in client.get_default_database().failures.find({"user_id": "safe"})] == [code]


def test_strict_takes_what_is_not_faulty(store):
    answer, seeds = asking(store, Unlucky("unsafe", "empty", "unsafe"), seed=10, palette_mode="strict")
    assert answer.status_code == 200
    assert answer.json()["seed"] in seeds[3:]


def test_what_found_a_picture_safe_is_recorded(store):
    answer, _ = asking(store, Unlucky())
    told = answer.json()
    assert (told["safety_checker"], told["negative_applied"]) == ("off", False)
    [kept] = store.history("safe")
    assert (kept.metadata.safety_checker, kept.metadata.negative_applied) == ("off", False)


def test_checker_of_the_settings_decides_what_goes_out(store, tiny, tmp_path):
    """As an operator gives it: none, one to which nothing is unsafe, and one to which everything is."""
    everything = checker()
    everything.concept_embeds_weights[0] = -2.0
    everything.save_pretrained(tmp_path / "everything")
    given = {"MODEL": str(tiny), "MODEL_CACHE": str(tmp_path), "DTYPE": "float32", "DEVICE": "cpu"}
    given |= {"PIXEL_BUDGET": "4096", "NUM_INFERENCE_STEPS": "1"}

    def made(checker):
        painter = open_painter(ModelSettings.from_env(given | {"SAFETY_CHECKER": str(checker)}))
        with flowing(store, painter, medium="photograph") as flow:

            async def ask():
                async with flow.client() as client:
                    return await client.post("/api/generate", json={"user_id": "safe", "metadata": SMALL, "seed": 1})

            return run(ask())

    answers = [made(one) for one in ("off", flagging(tmp_path / "nothing"), tmp_path / "everything")]
    assert [answer.status_code for answer in answers] == [200, 200, 422]
    assert answers[0].json()["safety_checker"] == "off"
    assert answers[1].json()["safety_checker"].startswith("nothing sha256:")
    assert answers[2].json()["error"]["code"] == "picture_refused"
    assert len(store.history("safe")) == 2
