"""Pictures of an SDXL with random weights, which know nothing of any brand, are put right."""

import numpy as np
import pytest
import torch
from skimage.color import rgb2gray
from skimage.metrics import structural_similarity

from brand import choose, correct
from pipeline import open_painter
from settings import ModelSettings
from tests.checkpoints import save_folder
from tests.kits import KITS
from tests.scenes import task

torch.set_num_threads(1)


@pytest.fixture(scope="module")
def canvases(tmp_path_factory):
    folder = save_folder(tmp_path_factory.mktemp("tiny"))
    fields = {"dtype": "float32", "device": "cpu", "pixel_budget": 256 * 256, "safety_checker": "off"}
    config = ModelSettings(model=str(folder), model_cache=folder, **fields)
    tasks = [task(seed=seed, num_inference_steps=2) for seed in range(3)]
    return [np.ascontiguousarray(canvas.pixels) for canvas in open_painter(config).paint(tasks)]


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KITS))
def test_snap_puts_random_pictures_right_and_keeps_their_greys(canvases, name):
    for pixels in canvases:
        after, certificate = correct(pixels, KITS[name], "snap")
        assert certificate.before.off_hue > 0.3
        assert certificate.after.off_hue <= 0.01
        assert structural_similarity(rgb2gray(pixels), rgb2gray(after), data_range=1) >= 0.99


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(KITS))
def test_strict_is_never_below_snap(canvases, name):
    snapped = [correct(pixels, KITS[name], "snap")[1] for pixels in canvases]
    strict = [correct(pixels, KITS[name], "strict")[1] for pixels in canvases]
    assert strict[choose(strict)].after.score >= snapped[0].after.score
