"""Small real painters: one colour a picture, noise, and such as go wrong."""

import io
import threading
from dataclasses import dataclass

import numpy as np
from PIL import Image

from pipeline import Canvas, PaintTask
from tests.kits import BANK


@dataclass(eq=False)
class OneStepRun:
    """A picture that is painted in one go."""

    task: PaintTask
    done: int = 0
    canvas: Canvas | None = None
    steps: int = 1
    rows: int = 1


class OneStep:
    """A painter by its `paint`, one canvas a task: each picture is one step."""

    def key(self, task):
        return task.width, task.height

    def places(self, _):
        return 1

    def begin(self, tasks):
        return [OneStepRun(task) for task in tasks]

    def step(self, runs):
        for run, canvas in zip(runs, self.paint([run.task for run in runs]), strict=True):
            run.canvas, run.done = canvas, 1

    def finish(self, runs):
        return [run.canvas for run in runs]

    def preview(self, run):
        raise AssertionError(f"task {run.task.id} has no picture before its last step")

    def gauges(self):
        return {}


class Plain(OneStep):
    """Paints every task in one colour made from its seed, as large as asked; refuses the seed 130."""

    model = "plain"

    def __init__(self):
        self.calls = []

    def paint(self, tasks):
        self.calls.append([task.id for task in tasks])
        if any(task.seed == 130 for task in tasks):
            raise ValueError("/secret/path: unlucky")
        return [Canvas(np.full((task.height, task.width, 3), task.seed, np.uint8)) for task in tasks]


class Held(Plain):
    """Paints nothing until it is let."""

    def __init__(self):
        super().__init__()
        self.go = threading.Event()

    def paint(self, tasks):
        assert self.go.wait(60)
        return super().paint(tasks)


class Recording(OneStep):
    """Keeps the tasks that it is given, and paints each by `canvas`."""

    model = "recorder"

    def __init__(self):
        self.tasks = []

    def paint(self, tasks):
        self.tasks += tasks
        return [self.canvas(task) for task in tasks]


class Branded(Recording):
    """Paints the seeds that it is given in the bank's colours, in their weights, and all others grey."""

    model = "branded"

    def __init__(self, *seeds):
        super().__init__()
        self.seeds = seeds

    def canvas(self, task):
        return Canvas(self._pixels(task))

    def _pixels(self, task):
        pixels = np.full((100, 100, 3), 128, np.uint8)
        if task.seed in self.seeds:
            for row, colour in zip((0, 30, 70), BANK.colours, strict=True):
                pixels[row:] = [int(colour.hex[at : at + 2], 16) for at in (1, 3, 5)]
        return pixels


class Forgetful(Plain):
    """Loses the last canvas."""

    def paint(self, tasks):
        return super().paint(tasks)[:-1]


class Sketchy(Plain):
    """Paints noise of 150 x 100 pixels."""

    def paint(self, tasks):
        rng = np.random.default_rng(tasks[0].seed)
        return [Canvas(rng.integers(0, 256, (100, 150, 3), dtype=np.uint8)) for _ in tasks]


def pixels(painting):
    """What a painting's file shows."""
    return np.asarray(Image.open(io.BytesIO(painting.image)))
