"""How long the model itself takes, without any server: t(rows) of the UNet, the VAE, and their share of the roof.

`python -m benchmarks.kernels --checkpoint FOLDER --device cuda` with a full-size checkpoint, such as
`python -m tests.fullsize FOLDER` makes; without arguments the tiny one on the CPU.
"""

import argparse
import json
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import torch
from torch.utils.flop_counter import FlopCounterMode

from pipeline.diffusion import Diffusion
from pipeline.painter import PaintTask
from pipeline.sample import TASK
from settings import ModelSettings

ROWS = (1, 2, 4, 8)
SIZES = ((512, 512), (768, 768), (832, 1216), (1024, 1024))
REPEATS = 5


def tasks(size: tuple[int, int], rows: int) -> list[PaintTask]:
    width, height = size
    asked = {"width": width, "height": height, "num_inference_steps": 50}
    return [TASK.model_copy(update=asked | {"id": str(seed), "seed": seed}) for seed in range(rows)]


def seconds(work: Callable[[], object], warm: int = 2) -> float:
    """Median of some calls, after some that do not count."""
    taken = []
    for turn in range(warm + REPEATS):
        started = time.perf_counter()
        work()
        if turn >= warm:
            taken.append(time.perf_counter() - started)
    return median(taken)


def teraflops(work: Callable[[], object]) -> float:
    """Multiplications and additions of one call, 1e12."""
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() / 1e12


def measure(painter: Diffusion, size: tuple[int, int], rows: Sequence[int]) -> list[dict[str, Any]]:
    """One line a number of rows: seconds of a step and of a decode, and the arithmetic done per second."""
    lines = []
    painter.budget = size[0] * size[1]
    for count in rows:
        runs = painter.begin(tasks(size, count))
        step, decode = partial(painter.step, runs), partial(painter.finish, runs)
        line: dict[str, Any] = {"size": f"{size[0]}x{size[1]}", "rows": count}
        line |= {"step_s": seconds(step), "decode_s": seconds(decode)}
        if painter.config.acceleration == "none":
            line["step_tflops_per_s"] = teraflops(step) / line["step_s"]
            line["decode_tflops_per_s"] = teraflops(decode) / line["decode_s"]
        lines.append(line)
        say(json.dumps({"acceleration": painter.config.acceleration, **line}))
    return lines


def say(text: str) -> None:
    sys.stdout.write(f"{text}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.kernels", description=__doc__)
    parser.add_argument("--checkpoint", type=Path)
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--scale", type=int, default=1, help="what the sides of pictures are divided by")
    parser.add_argument("--out", type=Path, help="file for the figures, JSON")
    asked = parser.parse_args()
    modes = ("none", "graphs", "compile") if asked.device != "cpu" else ("none",)
    figures: dict[str, list[dict[str, Any]]] = {}
    with tempfile.TemporaryDirectory() as folder:
        if asked.checkpoint is None:
            from tests.checkpoints import save_folder

            asked.checkpoint, asked.scale = save_folder(Path(folder) / "tiny"), 4
        for mode in modes:
            config = ModelSettings(
                model=str(asked.checkpoint),
                model_cache=Path(folder),
                device=asked.device,
                acceleration=mode,
                safety_checker="off",
            )
            painter = Diffusion(config)
            say(f"{painter.model} on {painter.device} in {painter.dtype}, acceleration {mode}")
            sizes = [(width // asked.scale, height // asked.scale) for width, height in SIZES]
            figures[mode] = [line for size in sizes for line in measure(painter, size, ROWS)]
            del painter
            if asked.device != "cpu":
                torch.cuda.empty_cache()
    if asked.out:
        asked.out.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main()
