"""SDXL as everybody calls it: diffusers' own pipeline at the size asked for. What the systems we compare with run."""

import os
from collections.abc import Sequence
from itertools import groupby
from typing import Any

import numpy as np
import torch
from diffusers import EulerDiscreteScheduler, StableDiffusionXLPipeline
from pydantic import BaseModel

from pipeline import encoder

CHECKPOINT = "BENCH_CHECKPOINT"
DEVICE = "BENCH_DEVICE"


class Ask(BaseModel):
    """One picture, please: all that a pipeline call needs."""

    prompt: str
    negative_prompt: str
    width: int
    height: int
    seed: int
    num_inference_steps: int
    guidance_scale: float

    @property
    def shared(self) -> tuple[int, int, int, float]:
        """What pictures of one pipeline call must have in common."""
        return self.width, self.height, self.num_inference_steps, self.guidance_scale


class Pipeline:
    """The checkpoint that the environment names, in the dtype and with the sampler that ours uses."""

    def __init__(self) -> None:
        torch.set_num_threads(1)
        device = os.environ.get(DEVICE, "cpu")
        dtype = torch.float32 if device == "cpu" else torch.bfloat16
        path = os.environ[CHECKPOINT]
        pipe: Any = StableDiffusionXLPipeline.from_pretrained(path, dtype=dtype, add_watermarker=False)
        pipe.scheduler = EulerDiscreteScheduler.from_config(pipe.scheduler.config, timestep_spacing="trailing")
        pipe.set_progress_bar_config(disable=True)
        pipe.unet.to(memory_format=torch.channels_last)
        pipe.vae.to(memory_format=torch.channels_last)
        self.pipe = pipe.to(device)

    def paint(self, asks: Sequence[Ask]) -> list[bytes]:
        """A PNG for each: one pipeline call for all that can share one."""
        images: dict[int, bytes] = {}
        order = sorted(range(len(asks)), key=lambda i: asks[i].shared)
        for _, group in groupby(order, key=lambda i: asks[i].shared):
            indices = list(group)
            images |= zip(indices, self._call([asks[i] for i in indices]), strict=True)
        return [images[i] for i in range(len(asks))]

    def _call(self, asks: list[Ask]) -> list[bytes]:
        first = asks[0]
        pictures = self.pipe(
            prompt=[ask.prompt for ask in asks],
            negative_prompt=[ask.negative_prompt for ask in asks],
            width=-(-first.width // 8) * 8,
            height=-(-first.height // 8) * 8,
            num_inference_steps=first.num_inference_steps,
            guidance_scale=first.guidance_scale,
            generator=[torch.Generator("cpu").manual_seed(ask.seed) for ask in asks],
            output_type="np",
        ).images
        pixels = (pictures * 255).round().astype(np.uint8)
        return [encoder.encode(picture[: first.height, : first.width], "png") for picture in pixels]
