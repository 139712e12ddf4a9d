"""The painting thread: requests come and go between steps, each gets its own painting or error. Knows no model."""

import logging
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from threading import Condition, Thread
from time import monotonic
from typing import Any

from pipeline import encoder
from pipeline.painter import Canvas, Painter, Painting, PaintTask
from pipeline.scheduler import Request, Scheduler
from pipeline.threads import give_way
from settings import cores

log = logging.getLogger(__name__)

FAILED = "The picture could not be painted."

LARGE_AT_ONCE = max(1, int(cores() // 4))
"""Large pictures that are being encoded before another is painted."""

ENCODERS = 4
AHEAD = 2 * ENCODERS
"""Pictures that are painted and not encoded yet, from which on the painter waits: whoever comes waits behind them."""

PREVIEW_EVERY = 2
"""Steps between two previews of a picture."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a task is: `position` requests are begun before it, 0 once it is begun; `preview` is a small JPEG."""

    position: int
    step: int
    steps: int
    preview: bytes = b""


@dataclass(frozen=True, slots=True)
class Stats:
    """Counts since the start, and what is open now."""

    queued: int = 0
    running: int = 0
    painted: int = 0
    failed: int = 0
    cancelled: int = 0
    steps: int = 0
    """Calls of the model."""
    rows: int = 0
    """Places in those calls; rows / steps is the mean batch."""
    step_seconds: float = 0.0
    wait_seconds: float = 0.0
    """Spent in the queue by all that were begun."""


Listener = Callable[[Stats, Mapping[str, float]], None]
"""Hears, in whatever thread, of every change: what was done until now, and what the painter says of itself."""


class Engine:
    """Paints whatever is submitted, in batches that change from step to step.

    Thread-safe. Cancel a returned future, and the task is dropped before its next step. `listener` is called with the
    lock held, so it hears everything in order and must not wait for anything.
    """

    def __init__(self, painter: Painter[Any], max_batch_size: int = 4, listener: Listener = lambda *_: None) -> None:
        self.painter = painter
        self._listener = listener
        self.model = painter.model
        self._scheduler = Scheduler(max_batch_size)
        self._stats = Stats()
        self._wake = Condition()
        self._open = True
        self._encoders = ThreadPoolExecutor(ENCODERS, "encoder")
        # Large pictures take the cores that small ones leave.
        self._large_encoders = ThreadPoolExecutor(LARGE_AT_ONCE, "large encoder", give_way)
        self._large = self._small = 0
        self._thread = Thread(target=self._work, name="painter", daemon=True)
        self._thread.start()

    def submit(self, task: PaintTask) -> Future[Painting]:
        """Queue a task. The painting carries the task's id; an error of the task is in it, not raised."""
        request = Request(task, self.painter.key(task), self.painter.places(task))
        with self._wake:
            if not self._open:
                raise RuntimeError("the engine is closed")
            self._scheduler.add(request)
            self._wake.notify()
            self._changed()
        return request.future

    def progress(self, task_id: str) -> Progress | None:
        """How far an open task is; None if it is not open."""
        with self._wake:
            ahead = 0
            for request in self._scheduler.requests:
                if request.task.id == task_id:
                    return _progress(request, ahead)
                ahead += request.run is None
        return None

    def stats(self) -> Stats:
        """What was done since the start."""
        with self._wake:
            running = sum(request.run is not None for request in self._scheduler.requests)
            return replace(self._stats, running=running, queued=len(self._scheduler.requests) - running)

    def close(self) -> None:
        """Cancel what is open and wait for the thread to end."""
        with self._wake:
            self._open = False
            for request in self._scheduler.requests:
                request.future.cancel()
            self._wake.notify()
        self._thread.join()
        self._encoders.shutdown()
        self._large_encoders.shutdown()

    def _work(self) -> None:
        while True:
            with self._wake:
                self._drop_cancelled()
                batch = self._scheduler.next(large=self._large < LARGE_AT_ONCE) if self._small < AHEAD else []
                if not batch:
                    if not self._open and not self._scheduler.requests:
                        return
                    self._wake.wait()
                    continue
            try:
                self._advance(batch)
            except Exception as error:  # noqa: BLE001 - whatever a painter raises belongs to its tasks
                self._retry_one_by_one(batch, error)

    def _drop_cancelled(self) -> None:
        gone = [request for request in self._scheduler.requests if request.future.cancelled()]
        if gone:
            self._scheduler.remove(gone)
            self._count(cancelled=len(gone))

    def _advance(self, batch: Sequence[Request]) -> None:
        """One step for every request of the batch; those that it completes go to the encoders."""
        self._begin([request for request in batch if request.run is None])
        started = monotonic()
        self.painter.step([request.run for request in batch])
        seconds = monotonic() - started
        rows = sum(request.rows for request in batch)
        self._scheduler.latency.note(batch[0].key, rows, seconds)
        self._preview(batch)
        self._count(steps=1, rows=rows, step_seconds=seconds)
        self._finish([request for request in batch if request.run.done >= request.run.steps])

    def _begin(self, fresh: Sequence[Request]) -> None:
        if not fresh:
            return
        runs = self.painter.begin([request.task for request in fresh])
        with self._wake:
            for request, run in zip(fresh, runs, strict=True):
                request.run = run
            self._scheduler.begin(fresh)
            self._count(wait_seconds=sum(monotonic() - request.arrived for request in fresh))

    def _preview(self, batch: Sequence[Request]) -> None:
        for request in batch:
            run = request.run
            if request.task.preview and 0 < run.done < run.steps and run.done % PREVIEW_EVERY == 0:
                pixels = self.painter.preview(run)
                request.preview = b"" if pixels is None else encoder.encode(pixels, "jpeg")

    def _finish(self, ended: Sequence[Request]) -> None:
        if not ended:
            return
        canvases = self.painter.finish([request.run for request in ended])
        if len(canvases) != len(ended):
            raise AssertionError(f"{len(canvases)} canvases for {len(ended)} tasks")
        with self._wake:
            self._scheduler.remove(ended)
        for request, canvas in zip(ended, canvases, strict=True):
            if not request.future.set_running_or_notify_cancel():
                self._count(cancelled=1)
            else:
                self._encoding(request, 1)
                encoders = self._large_encoders if request.large else self._encoders
                encoders.submit(self._encode, request, canvas)

    def _encoding(self, request: Request, more: int) -> None:
        with self._wake:
            if request.large:
                self._large += more
            else:
                self._small += more
            self._wake.notify()

    def _encode(self, request: Request, canvas: Canvas) -> None:
        try:
            self._deliver(request, canvas)
        finally:
            self._encoding(request, -1)

    def _deliver(self, request: Request, canvas: Canvas) -> None:
        try:
            painting = encoder.complete(self.model, request.task, canvas)
        except Exception as error:  # noqa: BLE001 - see _work
            self._fail(request, error)
        else:
            if painting.error:
                log.warning("task %s: %s", request.task.id, painting.error)
            self._count(**{"failed" if painting.error else "painted": 1})
            request.future.set_result(painting)

    def _retry_one_by_one(self, batch: Sequence[Request], error: Exception) -> None:
        """Let each request of a failed batch try again alone; one that was alone has failed."""
        if len(batch) > 1:
            log.warning("a batch of %d failed (%r); its tasks are painted one by one", len(batch), error)
            with self._wake:
                for request in batch:
                    request.run, request.alone = None, True
            return
        with self._wake:
            self._scheduler.remove(batch)
        if batch[0].future.set_running_or_notify_cancel():
            self._fail(batch[0], error)
        else:
            self._count(cancelled=1)

    def _fail(self, request: Request, error: Exception) -> None:
        log.error("task %s failed", request.task.id, exc_info=error)
        self._count(failed=1)
        request.future.set_result(Painting(id=request.task.id, error=FAILED))

    def _count(self, **more: float) -> None:
        with self._wake:
            counts: Any = {name: getattr(self._stats, name) + amount for name, amount in more.items()}
            self._stats = replace(self._stats, **counts)
            self._changed()

    def _changed(self) -> None:
        self._listener(self.stats(), self.painter.gauges())


def _progress(request: Request, ahead: int) -> Progress:
    if request.run is None:
        return Progress(ahead + 1, 0, 0)
    return Progress(0, request.run.done, request.run.steps, request.preview)
