"""What operators watch of a runner, counted where it happens, and all such figures as Prometheus reads them."""

import os
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path

from prometheus_client import REGISTRY, CollectorRegistry, Counter, Gauge, Histogram
from prometheus_client.multiprocess import MultiProcessCollector, mark_process_dead

from pipeline import Stats

FOLDER = "PROMETHEUS_MULTIPROC_DIR"
"""Names the folder that the processes which `bentoml serve` starts share."""

NOW = {
    name: Gauge(f"painter_{name}", f"Pictures {name} now", multiprocess_mode="livesum")
    for name in ("queued", "running")
}
EVER = {
    "painted": Counter("painter_painted", "Pictures painted"),
    "failed": Counter("painter_failed", "Pictures that could not be painted"),
    "cancelled": Counter("painter_cancelled", "Pictures that nobody waited for any more"),
    "steps": Counter("painter_steps", "Calls of the model"),
    "rows": Counter("painter_rows", "Places in those calls; rows / steps is the mean batch"),
    "step_seconds": Counter("painter_step_seconds", "Time in those calls"),
    "wait_seconds": Counter("painter_wait_seconds", "Time in the queue of all pictures that were begun"),
}
BATCH = Histogram(
    "bentoml_service_adaptive_batch_size", "Places in a call of the model", buckets=(1, 2, 4, 8, 16, 32, 64)
)
SAID: dict[str, Gauge] = {}
"""What painters say of themselves, by name."""


class Figures:
    """Takes what an engine tells of itself into the figures of this process."""

    def __init__(self) -> None:
        self._told = asdict(Stats())

    def take(self, stats: Stats, said: Mapping[str, float]) -> None:
        """`said` is what the painter says of itself, by name."""
        now = asdict(stats)
        for name, gauge in NOW.items():
            gauge.set(now[name])
        for name, counter in EVER.items():
            if now[name] != self._told[name]:
                counter.inc(now[name] - self._told[name])
        if stats.steps > self._told["steps"]:
            BATCH.observe(stats.rows - self._told["rows"])
        self._told = now
        for name, value in said.items():
            if name not in SAID:
                SAID[name] = Gauge(f"painter_{name}", "As the painter says", multiprocess_mode="livesum")
            SAID[name].set(value)


def registry() -> CollectorRegistry:
    """The figures of all processes that `bentoml serve` has started; where it has started none, of this one."""
    if FOLDER not in os.environ:
        return REGISTRY
    merged = CollectorRegistry()
    MultiProcessCollector(merged)  # type: ignore[no-untyped-call]
    return merged


def forget_dead() -> None:
    """Take what processes that were killed say of now, such as what they had queued, out of the figures."""
    for path in Path(os.environ.get(FOLDER, os.devnull)).glob("gauge_live*.db"):
        pid = int(path.stem.rpartition("_")[2])
        try:
            os.kill(pid, 0)
        except ProcessLookupError:
            mark_process_dead(pid)  # type: ignore[no-untyped-call]
