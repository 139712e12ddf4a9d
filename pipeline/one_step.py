"""The adapter that makes a stepper of a painter without steps, so that the engine knows one kind. Knows no thread."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.encoder import Pixels
from pipeline.painter import Canvas, Painter, PaintTask


@dataclass(slots=True, eq=False)
class OneStepRun:
    """A run of a painter that paints a picture in one go."""

    task: PaintTask
    done: int = 0
    canvas: Canvas | None = None
    steps: int = 1
    rows: int = 1


class OneStep:
    """A stepper made of any painter: its picture is one step."""

    def __init__(self, painter: Painter) -> None:
        self.painter = painter
        self.model = painter.model
        self.key = painter.key
        self.paint = painter.paint

    def places(self, _: PaintTask) -> int:
        return 1

    def begin(self, tasks: Sequence[PaintTask]) -> list[OneStepRun]:
        return [OneStepRun(task) for task in tasks]

    def step(self, runs: Sequence[OneStepRun]) -> None:
        for run, canvas in zip(runs, self.paint([run.task for run in runs]), strict=True):
            run.canvas, run.done = canvas, 1

    def finish(self, runs: Sequence[OneStepRun]) -> list[Canvas]:
        return [run.canvas for run in runs if run.canvas]

    def preview(self, run: OneStepRun) -> Pixels:
        raise AssertionError(f"task {run.task.id} has no picture before its last step")

    def gauges(self) -> dict[str, float]:
        return {}
