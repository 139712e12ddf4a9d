"""The contract between the runner and whatever paints: tasks in, pixels out. Knows no painter, no HTTP, no storage."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

import numpy as np
from numpy.typing import NDArray
from pydantic import BaseModel, ConfigDict

from brand import Certificate, Contrast, Kit, Mode, Zone
from prompt_builder.scene import Scene
from schemas import USUAL_FORMAT, LoraUse, OutputFormat

Defect = Literal["empty", "unsafe"]
"""What makes a picture one that nobody may see: of one colour, or flagged by the safety checker."""


class PaintTask(BaseModel):
    """One picture to be painted. `width` and `height` are pixels; None leaves a choice to the painter."""

    model_config = ConfigDict(frozen=True, ser_json_bytes="base64", val_json_bytes="base64")

    id: str
    owner: str = ""
    """Whose turn it is painted in: who asks for much waits for much, and holds up nobody else."""
    behind: bool = False
    """Whether it lets those go first that somebody waits for."""
    prompt: str
    negative_prompt: str
    scene: Scene
    kit: Kit
    width: int
    height: int
    seed: int
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    output_format: OutputFormat = USUAL_FORMAT
    output_compression: int | None = None
    """Quality of a format that has one, 0 to 100."""
    palette_mode: Mode = "snap"
    text_zone: Zone | None = None
    init_image: bytes = b""
    """The file of a picture to start from instead of from noise alone."""
    strength: float = 1.0
    """Share of the steps that are taken from there, more than 0 and at most 1: how much is changed of it."""
    loras: tuple[LoraUse, ...] = ()
    preview: bool = False
    """Whether small pictures of the work in progress are wanted."""


class Painting(BaseModel):
    """The encoded answer to the PaintTask of the same id: either `image` or `error` is set, never both."""

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
    certificate: Certificate | None = None
    """There is one with every image."""
    perceptual_hash: str = ""
    """What it looks like, in hex."""
    contrast: tuple[Contrast, ...] = ()
    """Of the kit's text colours on the task's text zone."""
    error: str | None = None
    defect: Defect | None = None
    """Set with an error that another seed may not have."""
    safety_checker: str | None = None
    """By what it was found safe, or `off`; None of a painter that cannot paint anything unsafe."""


@dataclass(frozen=True, slots=True)
class Canvas:
    """What a painter gives back for one task: `pixels` is uint8 (height, width, 3), sRGB.

    Its size is the painter's choice; it is scaled and cropped to the task's size before it is encoded.
    """

    pixels: NDArray[np.uint8]
    num_inference_steps: int | None = None
    guidance_scale: float | None = None
    undrawn: tuple[str, ...] = ()
    defect: Defect | None = None
    safety_checker: str | None = None


class Run(Protocol):
    """A picture on its way: `done` of `steps` steps taken, each taking `rows` places in a call of the model."""

    task: PaintTask
    done: int

    @property
    def steps(self) -> int: ...

    @property
    def rows(self) -> int: ...


R = TypeVar("R", bound=Run)


class Painter(Protocol[R]):
    """Turns tasks into pixels step by step, so that they may join, leave and be looked at meanwhile.

    It is called from one thread at a time. `step` and `finish` take runs of one key, each at a step of its own.
    """

    model: str
    """Name and revision, as the API and the log show them."""

    def key(self, task: PaintTask) -> Hashable:
        """Tasks with equal keys may be painted together: each canvas is equal to what its task gives alone."""
        ...

    def places(self, task: PaintTask) -> int:
        """How many places in calls of the model the whole picture takes; turns are taken by this and by its pixels."""
        ...

    def begin(self, tasks: Sequence[PaintTask]) -> list[R]:
        """A run for each task, none of its steps taken."""
        ...

    def step(self, runs: Sequence[R]) -> None:
        """Take the next step of every run."""
        ...

    def finish(self, runs: Sequence[R]) -> list[Canvas]:
        """The canvases of runs that have taken all their steps."""
        ...

    def preview(self, run: R) -> NDArray[np.uint8] | None:
        """What a begun run will look like: a small picture (height, width, 3); None if nobody may see that."""
        ...

    def gauges(self) -> dict[str, float]:
        """Numbers about the painter that an operator may want to watch, by name."""
        ...
