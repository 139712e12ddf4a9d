"""How many requests may be in flight: beyond that the newest is refused. Knows no request."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

from errors import Busy


class Limiter:
    """Counts the requests in flight and refuses what would wait too long: new ones, never old ones."""

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self.in_flight = 0
        self._seconds = 1.0

    @contextmanager
    def enter(self) -> Iterator[None]:
        """Hold a place.

        Raises:
            Busy: all places are taken; `retry_after` is what one request took lately.
        """
        if self.in_flight >= self.limit:
            wait = max(1, round(self._seconds))
            raise Busy(f"{self.limit} requests are in the queue already; try again in {wait} s.", retry_after=wait)
        self.in_flight += 1
        started = time.monotonic()
        try:
            yield
            self._seconds += (time.monotonic() - started - self._seconds) / 8
        finally:
            self.in_flight -= 1
