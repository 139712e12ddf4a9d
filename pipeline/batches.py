"""A mixed list of jobs through one painter: every job gets its own painting or its own error. Knows no painter."""

import logging
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache

from pipeline import encoder
from pipeline.painter import Canvas, Job, Painter, Painting

log = logging.getLogger(__name__)

FAILED = "The picture could not be painted."


def paint_all(painter: Painter, jobs: Sequence[Job], max_batch_size: int) -> list[Painting]:
    """One painting a job, in the order of `jobs`.

    Jobs of one key are painted together, at most `max_batch_size` at a time, the group of the oldest job first.
    A job that fails is painted again alone, so its neighbours are not lost with it. Never raises for a job's sake.
    """
    paintings: dict[int, Future[Painting]] = {}
    for group in _groups(painter, jobs, max_batch_size):
        for index, work in zip(group, _paint(painter, [jobs[i] for i in group]), strict=True):
            paintings[index] = _encoders().submit(work)
    results = [paintings[i].result() for i in range(len(jobs))]
    if [painting.id for painting in results] != [job.id for job in jobs]:
        raise AssertionError("a painting went to the wrong job")
    return results


def _groups(painter: Painter, jobs: Sequence[Job], size: int) -> Iterator[list[int]]:
    """Indices of jobs that may share a call, in the order of the oldest member."""
    groups: dict[object, list[int]] = {}
    for index, job in enumerate(jobs):
        groups.setdefault(painter.key(job), []).append(index)
    for members in groups.values():
        for start in range(0, len(members), size):
            yield members[start : start + size]


def _paint(painter: Painter, jobs: Sequence[Job]) -> list[Callable[[], Painting]]:
    """What is left to do for each job off the painting thread: encode its canvas, or tell its error."""
    try:
        canvases = painter.paint(jobs)
        if len(canvases) != len(jobs):
            raise AssertionError(f"{len(canvases)} canvases for {len(jobs)} jobs")
    except Exception as error:  # noqa: BLE001 - whatever a painter raises belongs to its job, not to the neighbours
        if len(jobs) > 1:
            return [work for job in jobs for work in _paint(painter, [job])]
        return [_failure(jobs[0], error)]
    return [_finisher(painter.model, job, canvas) for job, canvas in zip(jobs, canvases, strict=True)]


def _finisher(model: str, job: Job, canvas: Canvas) -> Callable[[], Painting]:
    def finish() -> Painting:
        try:
            return complete(model, job, canvas)
        except Exception as error:  # noqa: BLE001 - see _paint
            return _failure(job, error)()

    return finish


def complete(model: str, job: Job, canvas: Canvas) -> Painting:
    """The job's painting: the canvas fitted to the size asked for and encoded."""
    painted_height, painted_width = canvas.pixels.shape[:2]
    return Painting(
        id=job.id,
        image=encoder.encode(encoder.fit(canvas.pixels, job.width, job.height), job.output_format),
        mime=encoder.MIME[job.output_format],
        model=model,
        painted_width=painted_width,
        painted_height=painted_height,
        num_inference_steps=canvas.num_inference_steps,
        guidance_scale=canvas.guidance_scale,
        undrawn=canvas.undrawn,
    )


def _failure(job: Job, error: Exception) -> Callable[[], Painting]:
    log.error("job %s failed", job.id, exc_info=error)
    return lambda: Painting(id=job.id, error=FAILED)


@cache
def _encoders() -> ThreadPoolExecutor:
    return ThreadPoolExecutor(4, "encoder")
