"""Who is painted next: the oldest, and as many of its kind as shorten everybody's wait. Knows no model."""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from pipeline.painter import Job, Painting

TRUSTED = 3
"""Timings of a batch size before it is believed: the first ones pay for memory and kernels that later ones reuse."""
REMEMBERED = 5
FORGET = 1000
"""Steps after which all is measured anew, because what was slow once might not be slow any more."""

KNEE, BACKLOG, JOIN = 0.9, 1.0, 0.3
"""What one more row may cost, in steps of a row alone, when a batch starts, when it starts before a long queue, and
when it is under way and would be held up. `python -m benchmarks.simulation` shows what other numbers do."""


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
        self._noted = 0
        self._timings: dict[tuple[Hashable, int], deque[float]] = defaultdict(lambda: deque(maxlen=REMEMBERED))

    def note(self, key: Hashable, rows: int, seconds: float) -> None:
        """Remember one step."""
        self._noted += 1
        if self._noted % FORGET == 0:
            self._timings.clear()
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
        """Who takes the next step together: what is begun, until it is done, and those of its kind that it pays to add.

        Nothing is added to a begun batch that the oldest open request is not in, so nobody is overtaken for long.
        """
        begun = [request for request in self.requests if request.run]
        oldest = (begun or self.requests)[0]
        if oldest.alone:
            return [oldest]
        batch = [request for request in begun if request.key == oldest.key and not request.alone] or [oldest]
        if self.requests[0] in batch:
            self._add(batch, self._worth(bool(begun)))
        return batch

    def _worth(self, begun: bool) -> float:
        """What one more row may cost, as a share of a row alone."""
        if begun:
            return JOIN
        return BACKLOG if len(self.requests) > 2 * self.max_batch_size else KNEE

    def _add(self, batch: list[Request], worth: float) -> None:
        key, rows = batch[0].key, sum(request.rows for request in batch)
        seconds, alone = self.pace.seconds(key, rows), self.pace.seconds(key, 1)
        for request in self.requests:
            if len(batch) >= self.max_batch_size:
                return
            if request.key != key or request.alone or request in batch:
                continue
            longer = self.pace.seconds(key, rows + request.rows)
            if longer - seconds > worth * alone * request.rows:
                return
            batch.append(request)
            rows, seconds = rows + request.rows, longer
