"""Seeded requests to a checkpoint, painted by the very code that serves. Knows no network."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from pipeline import Job, ModelConfig, Painter, open_painter
from pipeline.illustration import Illustration
from prompt_builder import build
from schemas import Metadata
from training.pictures import SHRINK, Bytes, shrunk
from training.recipe import READER, kit

AT_ONCE = 4
AGES = (8, 15, 22, 40, 70)
"""An age of each age group."""


@dataclass(frozen=True, slots=True)
class Painted:
    """A job and what was made of it: uint8 (height, width, 3), before anything is done about its colours."""

    job: Job
    pixels: Bytes


def painter(folder: Path, **settings: Any) -> Painter:
    """The checkpoint in a folder, opened as `MODEL=folder` opens it."""
    return open_painter(ModelConfig(model=str(folder), **settings))


def job(seed: int, size: tuple[int, int], **metadata: Any) -> Job:
    """The job that the service makes of metadata and a seed; `size` is (width, height)."""
    width, height = size
    prompt = build(Metadata(width=width, height=height, **metadata), seed, kit(), READER)
    return Job(
        id=str(seed),
        prompt=prompt.prompt,
        negative_prompt=prompt.negative_prompt,
        scene=prompt.scene,
        kit=kit(),
        width=width,
        height=height,
        seed=seed,
    )


def paint(opened: Painter, jobs: Sequence[Job]) -> Iterator[Painted]:
    """Paint jobs of one size, a few at a time, in order."""
    for start in range(0, len(jobs), AT_ONCE):
        group = jobs[start : start + AT_ONCE]
        for one, canvas in zip(group, opened.paint(group), strict=True):
            yield Painted(one, canvas.pixels)


def taught(one: Job, size: tuple[int, int]) -> Bytes:
    """What the teacher makes of the same job at another size (width, height)."""
    return Illustration().draw(one.scene, one.kit, *size)


def thumbnail(pixels: Bytes) -> Bytes:
    """What the judge looks at: a picture's averages over squares of 8×8 pixels."""
    height, width = (side // SHRINK * SHRINK for side in pixels.shape[:2])
    return shrunk(pixels[:height, :width], SHRINK)


def resized(pixels: Bytes, size: tuple[int, int]) -> Bytes:
    """A picture at another size (width, height)."""
    return np.asarray(Image.fromarray(pixels).resize(size, Image.Resampling.LANCZOS))
