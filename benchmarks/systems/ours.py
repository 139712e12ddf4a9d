"""Our engine alone behind FastAPI, and the same without one of its parts, to see what each part is worth.

Run as `python -m benchmarks.systems.ours PORT [PART]`.
"""

import asyncio
import os
import sys
import threading
import time
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import torch
import uvicorn
from fastapi import FastAPI
from starlette.responses import Response

from benchmarks.plain import CHECKPOINT, DEVICE, Ask
from pipeline import Engine, PaintTask
from pipeline.diffusion import Diffusion
from pipeline.diffusion.prompt_encoder import PromptEmbeddings
from pipeline.encoder import complete
from pipeline.sample import KIT, SCENE
from settings import ModelSettings

PARTS = ("buckets", "batching", "joining", "pace", "ragged", "cache")


class ExactSizes(Diffusion):
    """Paints every size as it was asked for."""

    def size(self, task: PaintTask) -> tuple[int, int]:
        return -(-task.width // 8) * 8, -(-task.height // 8) * 8


class UniformBatches(Diffusion):
    """Lets only tasks of the same steps and guidance share calls."""

    def key(self, task: PaintTask) -> Any:
        return *self.size(task), task.num_inference_steps, task.guidance_scale


class Forgetful(Diffusion):
    """Reads every prompt anew."""

    def begin(self, tasks: Sequence[PaintTask]) -> Any:
        self.text._known: dict[str, PromptEmbeddings] = type(self.text._known)()
        return super().begin(tasks)


class Static:
    """Batches that nobody joins: a lock, and whoever waits when it is free goes together until all are done."""

    def __init__(self, painter: Diffusion, size: int) -> None:
        self.painter, self.size = painter, size
        self.waiting: list[tuple[PaintTask, asyncio.Future[Any]]] = []
        self.wake = threading.Condition()
        threading.Thread(target=self._work, daemon=True).start()

    async def paint(self, task: PaintTask) -> Any:
        future = asyncio.get_running_loop().create_future()
        with self.wake:
            self.waiting.append((task, future))
            self.wake.notify()
        return await future

    def _work(self) -> None:
        while True:
            with self.wake:
                while not self.waiting:
                    self.wake.wait()
                key = self.painter.key(self.waiting[0][0])
                batch = [entry for entry in self.waiting if self.painter.key(entry[0]) == key][: self.size]
                self.waiting = [entry for entry in self.waiting if entry not in batch]
            canvases = self.painter.paint([task for task, _ in batch])
            for (task, future), canvas in zip(batch, canvases, strict=True):
                painting = complete(self.painter.model, task, canvas)
                future.get_loop().call_soon_threadsafe(future.set_result, painting)


def build(without: str) -> Any:
    """An async function from a PaintTask to its Painting, by our engine without one part."""
    torch.set_num_threads(1)
    device = os.environ.get(DEVICE, "cpu")
    config = ModelSettings(
        model=os.environ[CHECKPOINT],
        model_cache=Path(os.environ[CHECKPOINT]) / "cache",
        device=device,
        dtype="float32" if device == "cpu" else "bfloat16",
        pixel_budget=int(os.environ["PIXEL_BUDGET"]),
        safety_checker="off",
    )
    kinds: dict[str, type[Diffusion]] = {"buckets": ExactSizes, "ragged": UniformBatches, "cache": Forgetful}
    painter = kinds.get(without, Diffusion)(config)
    if without == "joining":
        return Static(painter, 8).paint
    engine = Engine(painter, 1 if without == "batching" else 8)
    if without == "pace":
        engine._scheduler._worth = _anything  # type: ignore[method-assign]
    return lambda task: asyncio.wrap_future(engine.submit(task))


def _anything(_begun: bool) -> float:
    return float("inf")


app = FastAPI()


@app.get("/readyz")
def ready() -> None:
    """Up."""


@app.post("/generate")
async def generate(ask: Ask) -> Response:
    painting = await app.state.paint(
        PaintTask(id=uuid.uuid4().hex, scene=SCENE, kit=KIT, palette_mode="off", **ask.model_dump())
    )
    return Response(painting.image, media_type=painting.mime, status_code=500 if painting.error else 200)


if __name__ == "__main__":
    app.state.paint = build(sys.argv[2] if len(sys.argv) > 2 else "")
    app.state.started = time.time()
    uvicorn.run(app, host="127.0.0.1", port=int(sys.argv[1]), access_log=False)
