"""What each setting of a model does to the pictures: read from the environment, as an operator gives it."""

import numpy as np
import pytest
import torch

from pipeline import ModelError, open_painter, threads
from settings import ModelSettings
from tests.checkpoints import save_folder
from tests.scenes import task

torch.set_num_threads(1)
GIVEN = {"DTYPE": "float32", "DEVICE": "cpu", "PIXEL_BUDGET": "16384", "SAFETY_CHECKER": "off"}


@pytest.fixture(scope="module")
def opened(tmp_path_factory):
    """The painter of an environment."""
    folder = save_folder(tmp_path_factory.mktemp("tiny"))

    def opened(**changed):
        env = GIVEN | changed | {"MODEL": str(folder), "MODEL_CACHE": str(folder)}
        return open_painter(ModelSettings.from_env(env))

    return opened


@pytest.fixture(scope="module")
def paint(opened):
    def paint(**changed):
        return opened(**changed).paint([task(width=300, height=300)])[0]

    return paint


@pytest.fixture(scope="module")
def plain(paint):
    return paint().pixels.astype(int)


def test_steps_and_guidance_are_those_of_who_names_none(paint, plain):
    for name, value in (("NUM_INFERENCE_STEPS", 3), ("GUIDANCE_SCALE", 2.5)):
        canvas = paint(**{name: str(value)})
        assert getattr(canvas, name.lower()) == value
        assert np.abs(canvas.pixels - plain).max() > 8


@pytest.mark.parametrize("sampler", ["tcd", "dpm++ sde"])
def test_scheduler_changes_the_picture(paint, plain, sampler):
    assert np.abs(paint(SCHEDULER=sampler).pixels - plain).max() > 8


def test_dtype_changes_it_hardly(paint, plain):
    difference = np.abs(paint(DTYPE="bfloat16").pixels - plain)
    assert 0 < difference.mean() < 4


@pytest.mark.parametrize(("budget", "side"), [(16384, 128), (36864, 192), (65536, 256)])
def test_budget_is_what_is_painted_whatever_is_asked(paint, budget, side):
    assert paint(PIXEL_BUDGET=str(budget)).pixels.shape == (side, side, 3)


ON_GPU = {"DEVICE": "cuda", "OFFLOAD": "model", "ACCELERATION": "graphs"}


@pytest.mark.parametrize("name", ON_GPU)
def test_what_needs_a_gpu_works_there_and_stops_the_start_elsewhere(opened, paint, plain, name):
    """Both devices give the same picture, so all that is seen of them is the memory that they hold."""
    value, held = ON_GPU[name], "gpu_memory_bytes"
    assert held not in opened().gauges()
    if torch.cuda.is_available():
        whole, part = (opened(DEVICE="cuda", OFFLOAD=offload).gauges()[held] for offload in ("none", "model"))
        assert whole > part
        assert np.abs(paint(**{"DEVICE": "cuda", name: value}).pixels - plain).max() <= 8
        return
    assert np.array_equal(paint(DEVICE="").pixels, plain)
    with pytest.raises(ModelError, match=rf"^{name}={value}\b.*GPU"):
        opened(**{name: value})


@pytest.mark.parametrize(("cores", "computing"), [(2.5, 2), (0.5, 1), (64.0, 4)])
def test_torch_takes_no_more_threads_than_a_container_has_processors(opened, monkeypatch, cores, computing):
    monkeypatch.setattr(threads, "cores", lambda: cores)
    torch.set_num_threads(4)
    try:
        opened()
        assert torch.get_num_threads() == computing
    finally:
        torch.set_num_threads(1)
