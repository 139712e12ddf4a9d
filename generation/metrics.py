"""What operators watch of the public service, counted where it happens. The runner tells its own figures."""

import logging
from collections.abc import Iterator, Sequence

from prometheus_client import Counter, Gauge, Histogram, Metric
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from errors import ServiceError
from schemas import Picture
from storage import Store

log = logging.getLogger(__name__)

IN_FLIGHT = Gauge(
    name="service_in_flight", documentation="Pictures asked for and not answered yet", multiprocess_mode="livesum"
)

SECONDS = Histogram(
    name="service_picture_seconds",
    documentation="From the request to the recorded picture, by painter and megapixels asked for",
    labelnames=["model", "megapixels"],
    buckets=(0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10, 20, 60, 180),
)
SCORE = Histogram(
    name="service_palette_score",
    documentation="Palette score of the pictures, 0 to 100, after correction",
    labelnames=["model"],
    buckets=(50, 70, 80, 90, 95, 98, 99, 100),
)
FAILURES = Counter(
    name="service_failures",
    documentation="Requests that got no picture, by error code, and whether they were kept in the log",
    labelnames=["code", "kept"],
)
MARKS = Counter(name="service_marks", documentation="Marks set, by verdict", labelnames=["result"])

CLASSES = (0.3, 0.6, 1.2, 3.1)
"""Megapixels: a few labels for all sizes that may be asked for."""


def picture(made: Picture) -> None:
    """Count a picture that was made and recorded."""
    size = next(f"<={limit}" for limit in CLASSES if made.width * made.height <= limit * 1e6)
    SECONDS.labels(model=made.model, megapixels=size).observe(made.duration_ms / 1000)
    if made.certificate:
        SCORE.labels(model=made.model).observe(made.certificate.after.score)


def failure(code: str, kept: bool) -> None:
    """Count a request that got no picture."""
    FAILURES.labels(code=code, kept=str(kept).lower()).inc()


def mark(result: bool | None) -> None:
    """Count a mark, or that one was withdrawn."""
    MARKS.labels(result={True: "good", False: "bad", None: "withdrawn"}[result]).inc()


class OutboxFigures(Collector):
    """What waits in the outboxes of all tenants, read when somebody asks; left out where it cannot be told."""

    def __init__(self, stores: Sequence[Store]) -> None:
        self._stores = stores

    def collect(self) -> Iterator[Metric]:
        """Raises nothing: one figure must not hide all others."""
        try:
            waiting = {
                "depth": (sum(one.outbox_depth() for one in self._stores), "Entries that wait for MongoDB"),
                "oldest_seconds": (
                    max((one.outbox_oldest_seconds() for one in self._stores), default=0.0),
                    "How long the oldest of them has waited",
                ),
                "dead": (sum(one.outbox_dead() for one in self._stores), "Entries that MongoDB refuses"),
            }
        except ServiceError:
            return
        except Exception:
            log.exception("no figures from the spool")
            return
        for name, (value, documentation) in waiting.items():
            yield GaugeMetricFamily(f"spool_{name}", documentation, value)
