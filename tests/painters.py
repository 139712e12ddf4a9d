"""Small real painters: one colour a picture, noise, and such as go wrong."""

import io
import threading

import numpy as np
from PIL import Image

from pipeline import Canvas
from tests.kits import BANK


class Plain:
    """Paints every job in one colour made from its seed, as large as asked; refuses the seed 130."""

    model = "plain"

    def __init__(self):
        self.calls = []

    def key(self, job):
        return job.width, job.height

    def paint(self, jobs):
        self.calls.append([job.id for job in jobs])
        if any(job.seed == 130 for job in jobs):
            raise ValueError("/secret/path: unlucky")
        return [Canvas(np.full((job.height, job.width, 3), job.seed, np.uint8)) for job in jobs]


class Held(Plain):
    """Paints nothing until it is let."""

    def __init__(self):
        super().__init__()
        self.go = threading.Event()

    def paint(self, jobs):
        assert self.go.wait(60)
        return super().paint(jobs)


class Branded:
    """Paints the seeds that it is given in the bank's colours, in their weights, and all others grey."""

    model = "branded"

    def __init__(self, *seeds):
        self.seeds, self.jobs = seeds, []

    def key(self, job):
        return job.width, job.height

    def paint(self, jobs):
        self.jobs += jobs
        return [Canvas(self._pixels(job)) for job in jobs]

    def _pixels(self, job):
        pixels = np.full((100, 100, 3), 128, np.uint8)
        if job.seed in self.seeds:
            for row, colour in zip((0, 30, 70), BANK.colours, strict=True):
                pixels[row:] = [int(colour.hex[at : at + 2], 16) for at in (1, 3, 5)]
        return pixels


class Forgetful(Plain):
    """Loses the last canvas."""

    def paint(self, jobs):
        return super().paint(jobs)[:-1]


class Sketchy(Plain):
    """Paints noise of 150 x 100 pixels."""

    def paint(self, jobs):
        rng = np.random.default_rng(jobs[0].seed)
        return [Canvas(rng.integers(0, 256, (100, 150, 3), dtype=np.uint8)) for _ in jobs]


def pixels(painting):
    """What a painting's file shows."""
    return np.asarray(Image.open(io.BytesIO(painting.image)))
