"""Who is painted next: by fair queueing, and as many of its kind as shorten everybody's wait. Knows no model."""

from bisect import insort
from collections import defaultdict, deque
from collections.abc import Hashable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from time import monotonic
from typing import Any

from pipeline.painter import Painting, PaintTask

LARGE = 1536 * 1024
"""Pixels from which a picture holds up the small ones behind it: it joins no batch."""

TRUSTED = 3
"""Timings of a batch size before it is believed: the first ones pay for memory and kernels that later ones reuse."""
REMEMBERED = 5
FORGET = 1000
"""Steps after which all is measured anew, because what was slow once might not be slow any more."""

BEHIND = 16
"""How many times as dear a picture is that nobody waits for: it is painted in what others leave, and at least in
a share of one to so many, that it comes to an end."""

KNEE, BACKLOG, JOIN = 0.9, 1.0, 0.3
"""What one more row may cost, in steps of a row alone, when a batch starts, when it starts before a long queue, and
when it is under way and would be held up. `python -m benchmarks.simulation` shows what other numbers do."""


@dataclass(slots=True, eq=False)
class Request:
    """A task that somebody waits for: queued while `run` is None. `alone` after its batch has failed."""

    task: PaintTask
    key: Hashable
    places: int = 1
    future: Future[Painting] = field(default_factory=Future)
    arrived: float = field(default_factory=monotonic)
    run: Any = None
    alone: bool = False
    preview: bytes = b""
    start: float = 0.0
    turn: float = 0.0
    """Where it stands in the queue: its start and its end in virtual time, counted as `cost`."""

    @property
    def cost(self) -> float:
        """In pixels and places in calls of the model; several times that for what lets others go first."""
        return float(self.task.width * self.task.height * self.places * (BEHIND if self.task.behind else 1))

    @property
    def large(self) -> bool:
        return self.task.width * self.task.height > LARGE

    @property
    def rows(self) -> int:
        """Places it takes in a call of the model; one until it is begun."""
        return self.run.rows if self.run else 1


class LatencyModel:
    """The latency model: seconds that one step takes for each number of rows, measured as they go by."""

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
    """The open requests in the order of their turns, and the batch to advance next.

    Start-time fair queueing (Goyal, Vin and Cheng, 1996), served by the end of a turn: an owner's next turn begins
    where the last one ends, so whoever asks for much waits for much, and a small picture goes before a large one that
    nobody has begun. Virtual time goes on with every picture that is begun, so a large one's turn comes.
    """

    def __init__(self, max_batch_size: int) -> None:
        self.max_batch_size = max_batch_size
        self.latency = LatencyModel()
        self.requests: list[Request] = []
        self._now = 0.0
        self._ends: dict[str, float] = {}

    def add(self, request: Request) -> None:
        if not self.requests:  # an idle painter owes nobody, and nobody owes it
            self._now, self._ends = 0.0, {}
        owner = request.task.owner
        request.start = max(self._now, self._ends.get(owner, 0.0))
        request.turn = self._ends[owner] = request.start + request.cost
        insort(self.requests, request, key=lambda one: one.turn)

    def begin(self, requests: Iterable[Request]) -> None:
        """Let virtual time go on to where these start; owners who owe nothing any more are forgotten."""
        self._now = max([self._now, *(request.start for request in requests)])
        self._ends = {owner: end for owner, end in self._ends.items() if end > self._now}

    def remove(self, requests: Iterable[Request]) -> None:
        gone = set(map(id, requests))
        self.requests = [request for request in self.requests if id(request) not in gone]

    def next(self, large: bool = True) -> list[Request]:
        """Who takes the next step together: what is begun, until it is done, and those of its kind that it pays to add.

        Nothing is added to a begun batch that the first of all is not in, so nobody is overtaken for long. A large
        picture waits between its steps for a small one whose turn is before its own. Unless `large`, no large picture
        is begun, and the answer may be empty.
        """
        begun = [request for request in self.requests if request.run]
        ahead = begun or [request for request in self.requests if large or not request.large]
        if not ahead:
            return []
        first = self.requests[0] if ahead[0].large and not self.requests[0].large else ahead[0]
        if first.alone or (first.run is None and begun):
            return [first]
        batch = [request for request in begun if request.key == first.key and not request.alone] or [first]
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
        seconds, alone = self.latency.seconds(key, rows), self.latency.seconds(key, 1)
        for request in self.requests:
            if len(batch) >= self.max_batch_size:
                return
            if request.key != key or request.alone or request.large or request in batch:
                continue
            longer = self.latency.seconds(key, rows + 1)
            if longer - seconds > worth * alone:
                return
            batch.append(request)
            rows, seconds = rows + 1, longer
