"""What each thing that a photograph may have costs: `python -m benchmarks.features`, in one run, turn by turn.

The SDXL is tiny and its weights are random, so the table ranks the features and says nothing about a GPU.
"""

import argparse
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from statistics import median

import numpy as np
import torch

from pipeline import PaintTask, encoder
from pipeline.diffusion import Diffusion
from pipeline.sample import TASK
from schemas import LoraUse
from settings import ModelSettings
from tests.checkpoints import checker, register_lora, save_folder, save_lora

SIDE, STEPS = 512, 6
Feature = tuple[str, Callable[[int], object]]


def features(folder: Path) -> Iterator[Feature]:
    """Names, and what paints one picture of a seed with the feature of that name."""
    model = save_folder(folder / "sdxl", width=64)
    shelf, fused = folder / "loras", folder / "fused"
    for place in (shelf, fused):
        place.mkdir()
        for seed, name in enumerate(("flat", "ink")):
            weights = save_lora(place / f"{name}.safetensors", seed, width=64)
            if place is shelf or name == "flat":
                register_lora(place, name, weights, fused=str(place is fused).lower())
    checker().save_pretrained(folder / "checker")

    def opened(**config: object) -> Diffusion:
        given = {"safety_checker": "off", "loras": folder / "none", "pixel_budget": SIDE * SIDE, "dtype": "float32"}
        return Diffusion(ModelSettings.model_validate({"model": str(model), "model_cache": folder} | given | config))

    plain, styled = opened(), opened(loras=shelf)
    uses = [LoraUse(name=name, weight=0.8, sha256=lora.sha256) for name, lora in styled.loras.items()]
    noise = np.random.default_rng(0).integers(0, 256, (SIDE, SIDE, 3), dtype=np.uint8)
    original = encoder.encode(noise, "png")
    yield "nothing of these", lambda seed: plain.paint([task(seed)])
    yield "safety checker (tiny)", _painting(opened(safety_checker=str(folder / "checker")))
    yield "guidance 1.5", lambda seed: plain.paint([task(seed, guidance_scale=1.5)])
    yield "LoRAs registered, none used", _painting(styled)
    yield "one LoRA", lambda seed: styled.paint([task(seed, loras=tuple(uses[:1]))])
    yield "two LoRAs", lambda seed: styled.paint([task(seed, loras=tuple(uses))])
    yield "another set each picture", lambda seed: styled.paint([task(seed, loras=tuple(uses[seed % 2 :]))])
    yield "one LoRA, fused", _painting(opened(loras=fused))
    yield "init image, strength 0.5", lambda seed: plain.paint([task(seed, init_image=original, strength=0.5)])
    yield "init image, strength 1", lambda seed: plain.paint([task(seed, init_image=original, strength=1.0)])


def _painting(painter: Diffusion) -> Callable[[int], object]:
    return lambda seed: painter.paint([task(seed)])


def task(seed: int, **fields: object) -> PaintTask:
    """One picture."""
    asked = {"width": SIDE, "height": SIDE, "num_inference_steps": STEPS, "seed": seed, "guidance_scale": 1.0}
    return TASK.model_copy(update=asked | fields)


def measure(paints: dict[str, Callable[[int], object]], rounds: int) -> dict[str, float]:
    """Median CPU seconds a picture of each, all of them in turn, so that what slows the machine slows all alike."""
    taken: dict[str, list[float]] = {name: [] for name in paints}
    for turn in range(-1, rounds):
        for name, paint in paints.items():
            started = time.process_time()
            paint(turn + 1)
            if turn >= 0:
                taken[name].append(time.process_time() - started)
    return {name: median(found) for name, found in taken.items()}


def table(seconds: dict[str, float]) -> str:
    """Markdown; beside each its share of a picture without any."""
    base = next(iter(seconds.values()))
    rows = [f"| {name} | {1000 * one:.0f} | {one / base:.2f} |" for name, one in seconds.items()]
    return "\n".join(["| a picture with | CPU ms | of one without |", "|---|---|---|", *rows])


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.features", description=__doc__)
    parser.add_argument("--rounds", type=int, default=15)
    asked = parser.parse_args()
    torch.set_num_threads(1)
    with tempfile.TemporaryDirectory() as folder:
        sys.stdout.write(table(measure(dict(features(Path(folder))), asked.rounds)) + "\n")


if __name__ == "__main__":
    main()
