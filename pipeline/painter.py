"""The contract between the runner and whatever paints: jobs in, pixels out. Knows no painter, no HTTP, no storage."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from prompt_builder.scene import Scene
from schemas import OutputFormat


class Job(BaseModel):
    """One picture to be painted. `width` and `height` are pixels; None leaves a choice to the painter."""

    model_config = ConfigDict(frozen=True)

    id: str
    prompt: str
    negative_prompt: str
    scene: Scene
    width: int
    height: int
    seed: int
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    output_format: OutputFormat = "png"


class Painting(BaseModel):
    """The encoded answer to the Job of the same id: either `image` or `error` is set, never both."""

    model_config = ConfigDict(frozen=True)

    id: str
    image: bytes = b""
    mime: str = ""
    model: str = ""
    painted_width: int | None = None
    painted_height: int | None = None
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    undrawn: tuple[str, ...] = ()
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a painter gives back for one job: `pixels` is uint8 (height, width, 3), sRGB.

    Its size is the painter's choice; it is scaled and cropped to the job's size before it is encoded.
    """

    pixels: NDArray[np.uint8]
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    undrawn: tuple[str, ...] = ()


class Painter(Protocol):
    """Anything that turns jobs into pixels. It is called from one thread at a time."""

    model: str
    """Name and revision, as the API and the log show them."""

    def key(self, job: Job) -> Hashable:
        """Jobs with equal keys may be painted by one call of `paint`."""
        ...

    def paint(self, jobs: Sequence[Job]) -> list[Canvas]:
        """Paint jobs of one key: one canvas a job, in the same order, each equal to what the job gives alone."""
        ...
