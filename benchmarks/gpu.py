"""What a GPU does with SDXL, in minutes: `python -m benchmarks.gpu --minutes 8 --out FILE`.

For a bare CUDA machine without network or disk to spare: weights are random and made on the device. Besides torch,
transformers, accelerate, safetensors and numpy it needs what `benchmarks/gpu.txt` lists. Without a GPU it is a
rehearsal on a tiny model, whose figures say nothing.
"""

import argparse
import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

import torch
from diffusers import AutoencoderKL, EulerDiscreteScheduler, StableDiffusionXLPipeline, UNet2DConditionModel

from benchmarks.kernels import seconds, tasks, teraflops
from benchmarks.queueing import Embeddings, Rival, capacity, open_loop, product_mix
from pipeline import Engine
from pipeline.diffusion import Diffusion
from pipeline.diffusion.checkpoint import SDXL
from settings import ModelSettings

ROOF = 790.0
"""TFLOP/s in bfloat16 that an H100 or H200 reaches at best."""
SIZES = ((1024, 1024), (1344, 768), (768, 1344))
ROWS = (1, 2, 4, 8, 16)
LOADS = (0.5, 0.8, 1.1)
MODES = ("none", "graphs", "compile")
Line = dict[str, Any]


class Bench:
    """One run on one device: what is measured, and until when."""

    def __init__(self, device: str, minutes: float) -> None:
        self.device = torch.device(device)
        self.full = self.device.type == "cuda"
        self.deadline = time.monotonic() + 60 * minutes
        self.minutes = minutes

    def left(self) -> float:
        """Seconds."""
        return self.deadline - time.monotonic()

    def painter(self, mode: str = "none", exact: bool = False) -> Diffusion:
        """A painter with random weights: full size on a GPU, unless it is to be `exact`, in float32 and tiny."""
        dtype = torch.float32 if exact or not self.full else torch.bfloat16
        pipe = full(self.device, dtype) if self.full and not exact else tiny(self.device)
        budget = 1024 * 1024 if self.full and not exact else 128 * 128
        config = ModelSettings(
            model="random",
            device=str(self.device),
            acceleration=mode if self.full and not exact else "none",
            dtype=str(dtype).removeprefix("torch."),
            pixel_budget=budget,
            safety_checker="off",
        )
        painter = Diffusion(config, pipe)
        painter.text = Embeddings(pipe.unet, self.device, dtype)
        return painter

    def size(self, size: tuple[int, int]) -> tuple[int, int]:
        """As large, or as much smaller as the model is."""
        return size if self.full else (size[0] // 8, size[1] // 8)

    def modes(self) -> tuple[str, ...]:
        return MODES if self.full else MODES[:1]


def full(device: torch.device, dtype: torch.dtype) -> Any:
    """A full-size SDXL without its text encoders; its weights are random."""
    torch.set_default_dtype(dtype)
    try:
        with device:
            unet: Any = UNet2DConditionModel.from_config(UNet2DConditionModel.load_config(SDXL / "unet"))
            vae: Any = AutoencoderKL.from_config(AutoencoderKL.load_config(SDXL / "vae"))
    finally:
        torch.set_default_dtype(torch.float32)
    return _pipe(unet, vae)


def tiny(device: torch.device) -> Any:
    """A tiny one of the same classes."""
    from tests.checkpoints import pipeline

    whole = pipeline()
    return _pipe(whole.unet, whole.vae).to(device)


def _pipe(unet: Any, vae: Any) -> Any:
    pipe: Any = StableDiffusionXLPipeline(
        unet=unet,
        vae=vae,
        text_encoder=None,
        text_encoder_2=None,
        tokenizer=None,
        tokenizer_2=None,
        scheduler=EulerDiscreteScheduler(
            beta_start=0.00085, beta_end=0.012, beta_schedule="scaled_linear", timestep_spacing="trailing"
        ),
        force_zeros_for_empty_prompt=True,
        add_watermarker=False,
    )
    pipe.set_progress_bar_config(disable=True)
    return pipe


def equality(bench: Bench) -> Iterator[Line]:
    """(1) Our loop against diffusers' own, in float32."""
    painter = bench.painter(exact=True)
    for guidance in (1.0, 2.0):
        [task] = tasks((128, 128), 1)
        task = task.model_copy(update={"guidance_scale": guidance, "num_inference_steps": 6})
        [run] = painter.begin([task])
        while run.done < run.steps:
            painter.step([run])
        rival = Rival(painter)
        expected = rival.latents([task])
        rival.close()
        error = float((run.latents - expected).abs().max() / expected.abs().max())
        yield {"guidance": guidance, "largest relative difference": error, "equal": error < 1e-3}


def steps(bench: Bench) -> Iterator[Line]:
    """(2) Seconds of a step and of a decode by rows and size: eager, with CUDA graphs, compiled."""
    work: dict[tuple[int, int], float] = {}
    for mode in bench.modes():
        painter = bench.painter(mode)
        for size in map(bench.size, SIZES):
            painter.budget = size[0] * size[1]
            for rows in ROWS:
                if bench.left() < 60 * bench.minutes * 0.5:
                    return
                runs = painter.begin(tasks(size, rows))
                step = partial(painter.step, runs)
                if mode == "none" and rows == 1:
                    work[size] = teraflops(step)
                taken = seconds(partial(_whole, step, bench.device))
                line: Line = {"mode": mode, "size": f"{size[0]}x{size[1]}", "rows": rows, "step_s": taken}
                line |= {"roof": work[size] * rows / taken / ROOF}
                line["decode_s"] = seconds(partial(painter.finish, runs)) if mode == "none" else None
                yield line
        del painter
        _free()


def decoder(bench: Bench) -> Iterator[Line]:
    """(3) The decoder by memory format, compiled, and by how many pictures it takes at once."""
    painter = bench.painter()
    width, height = bench.size(SIZES[0])
    vae = painter.pipe.vae
    for form, compiled in (("contiguous", False), ("channels_last", False), ("channels_last", True)):
        if compiled and not bench.full:
            continue
        vae.to(memory_format=getattr(torch, f"{form}_format" if form == "contiguous" else form))
        call = torch.compile(vae.decode) if compiled else vae.decode
        for rows in (1, 2, 4):
            latents = torch.randn(rows, 4, height // 8, width // 8, device=bench.device, dtype=vae.dtype)
            taken = seconds(partial(_whole, partial(_decode, call, latents), bench.device))
            yield {"memory_format": form, "compiled": compiled, "at_once": rows, "seconds_a_picture": taken / rows}


def serving(bench: Bench) -> Iterator[Line]:
    """(4) The engine on the product's sizes against a plain loop and batches run to completion, arrivals random."""
    mode = "graphs" if bench.full else "none"
    painter = bench.painter(mode)
    asked = [task.model_copy(update={"width": w, "height": h}) for task in product_mix()
             for w, h in [bench.size((task.width, task.height))]]  # fmt: skip
    alone = capacity(Rival(painter), asked[:8])
    yield {"system": "plain loop", "capacity_per_s": alone}
    share = bench.left() * 0.8 / (len(LOADS) * 3)
    for load in LOADS:
        for name, system in (
            ("engine", partial(Engine, painter, 8)),
            ("plain loop", partial(Rival, painter)),
            ("batches", partial(Rival, painter, at_once=8)),
        ):
            yield {"system": name, "load": load} | open_loop(system, asked, alone * load, max(share, 0.5))


def memory(bench: Bench) -> Iterator[Line]:
    """(5) The most that was held on the device."""
    if bench.full:
        yield {"peak_gib": torch.cuda.max_memory_allocated() / 2**30}
    else:
        yield {"peak_gib": None}


def _decode(call: Callable[..., Any], latents: torch.Tensor) -> None:
    with torch.inference_mode():
        call(latents, return_dict=False)


def _whole(work: Callable[[], object], device: torch.device) -> None:
    work()
    if device.type == "cuda":
        torch.cuda.synchronize()


def _free() -> None:
    if torch.cuda.is_available():
        torch.cuda.empty_cache()


PARTS = {"equality": equality, "steps": steps, "decoder": decoder, "serving": serving, "memory": memory}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.gpu", description=__doc__)
    parser.add_argument("--minutes", type=float, default=8.0, help="after which nothing more is begun")
    parser.add_argument("--out", type=Path, help="file for the figures, JSON, written after each part")
    parser.add_argument("--device", default="cuda" if torch.cuda.is_available() else "cpu")
    asked = parser.parse_args(arguments)
    bench = Bench(asked.device, asked.minutes)
    card = torch.cuda.get_device_name() if bench.full else "no GPU: a rehearsal on a tiny model"
    figures: dict[str, Any] = {"card": card, "torch": torch.__version__}
    for name, part in PARTS.items():
        figures[name] = []
        try:
            for line in part(bench):
                figures[name].append(line)
                sys.stdout.write(f"{name}: {json.dumps(line)}\n")
                sys.stdout.flush()
        except RuntimeError as error:  # of one part, such as memory that is not enough; the others are worth having
            figures[name].append({"error": str(error)})
            sys.stdout.write(f"{name}: {error}\n")
        if asked.out:
            asked.out.write_text(json.dumps(figures, indent=1))


if __name__ == "__main__":
    main(sys.argv[1:])
