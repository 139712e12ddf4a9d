"""The engine as streams: a task goes in, and frames come out until it is a painting. Knows no BentoML."""

import asyncio
from collections.abc import AsyncGenerator, Callable, Mapping
from concurrent.futures import CancelledError, Future
from functools import partial
from typing import Any

from pipeline import Engine, Painter, Painting, PaintTask, Stats
from runner.frames import HEARTBEAT, encode
from runner.metrics import Figures

HEARTBEAT_SECONDS = 2.0
"""After which a stream that has nothing to say says that its runner is there."""


class Streams:
    """An engine, and who follows what it does."""

    def __init__(self, painter: Painter[Any], max_batch_size: int) -> None:
        self.open = 0
        self._wakers: set[Callable[[], object]] = set()
        self._figures = Figures()
        self.engine = Engine(painter, max_batch_size, self._listen)

    async def paint(self, task: PaintTask, watched: bool = False) -> AsyncGenerator[bytes, None]:
        """Frames: how far the task is where it is `watched`, heartbeats, and at last its painting.

        Closing the stream drops the task before its next step.
        """
        changed = asyncio.Event()
        wake = partial(asyncio.get_running_loop().call_soon_threadsafe, changed.set)
        future = self.engine.submit(task)
        future.add_done_callback(lambda _: wake())
        self.open += 1
        if watched:
            self._wakers.add(wake)
        try:
            told, frame = None, HEARTBEAT
            while not future.done():
                changed.clear()
                now = self.engine.progress(task.id) if watched else None
                if now and now != told:
                    told, frame = now, encode(now)
                if frame:
                    yield frame
                frame = b"" if await _within(changed, HEARTBEAT_SECONDS) else HEARTBEAT
            yield encode(_painting(future, task))
        finally:
            self.open -= 1
            self._wakers.discard(wake)
            future.cancel()

    def close(self) -> None:
        self.engine.close()

    def _listen(self, stats: Stats, said: Mapping[str, float]) -> None:
        self._figures.take(stats, said)
        for wake in tuple(self._wakers):
            wake()


async def _within(event: asyncio.Event, seconds: float) -> bool:
    """Whether it happens within so many seconds."""
    try:
        async with asyncio.timeout(seconds):
            return await event.wait()
    except TimeoutError:
        return False


def _painting(future: Future[Painting], task: PaintTask) -> Painting:
    try:
        return future.result()
    except CancelledError:
        return Painting(id=task.id, error="The picture was cancelled.")
