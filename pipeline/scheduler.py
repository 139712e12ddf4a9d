"""Who is painted next: the oldest, and as many of its kind as shorten everybody's wait. Knows no model."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from pipeline.painter import Job, Painting

TRUSTED = 3
"""Timings of a batch size before it is believed: the first ones pay for memory and kernels that later ones reuse."""
REMEMBERED = 5


@dataclass(slots=True, eq=False)
class Request:
    """A job that somebody waits for: queued while `run` is None. `alone` after its batch has failed."""

    job: Job
    key: Hashable
    future: Future[Painting] = field(default_factory=Future)
    arrived: float = field(default_factory=monotonic)
    run: Any = None
    alone: bool = False
    preview: bytes = b""

    @property
    def rows(self) -> int:
        """Places it takes in a call of the model; one until it is begun."""
        return self.run.rows if self.run else 1


class Pace:
    """Seconds that one step takes for each number of rows, measured as they go by."""

    def __init__(self) -> None:
        self._timings: dict[tuple[Hashable, int], deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def note(self, key: Hashable, rows: int, seconds: float) -> None:
        """Remember one step."""
        self._timings[key, rows].append(seconds)

    def seconds(self, key: Hashable, rows: int) -> float:
        """Of one step; where it is not known yet, as of the next smaller known number, so that it will be tried."""
        for known in range(rows, 0, -1):
            timings = self._timings.get((key, known), ())
            if len(timings) >= TRUSTED:
                return min(timings)
        return 0.0


class Scheduler:
    """The open requests in order of arrival, and the batch to advance next."""

    def __init__(self, max_batch_size: int) -> None:
        self.max_batch_size = max_batch_size
        self.pace = Pace()
        self.requests: list[Request] = []

    def add(self, request: Request) -> None:
        self.requests.append(request)

    def remove(self, requests: Iterable[Request]) -> None:
        gone = set(map(id, requests))
        self.requests = [request for request in self.requests if id(request) not in gone]

    def next(self) -> list[Request]:
        """The oldest request and those of its key that take the next step with it, oldest first."""
        oldest = self.requests[0]
        if oldest.alone:
            return [oldest]
        kin = [request for request in self.requests if request.key == oldest.key and not request.alone]
        return kin[: self._size(oldest.key, kin[: self.max_batch_size])]

    def _size(self, key: Hashable, kin: Sequence[Request]) -> int:
        """How many of `kin` to take: the number that lets all open requests wait the shortest time on average.

        Taking n at a time, N requests need N / n rounds of t(n) seconds, so the mean wait is t(n) * (N / n + 1) / 2.
        Few requests make that small for the knee of t, many for the best throughput.
        """
        waits: list[tuple[float, int]] = []
        rows = 0
        for size, request in enumerate(kin, start=1):
            rows += request.rows
            waits.append((self.pace.seconds(key, rows) * (len(self.requests) / size + 1), -size))
        return -min(waits)[1]
