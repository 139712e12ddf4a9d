"""How many requests may be in flight, and who makes room when there are enough. Knows no request."""

import asyncio
import math
import time
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from errors import Busy


class Place:
    """What one request holds of the queue: `weight` pictures of its owner."""

    def __init__(self, owner: str, weight: int) -> None:
        self.owner, self.weight = owner, weight
        self.open = asyncio.timeout(None)
        self.lost, self._kept = False, False

    @property
    def gives_way(self) -> bool:
        return not self.lost and not self._kept

    def keep(self) -> None:
        """It is painted: from now on it makes room for nobody."""
        self._kept = True

    def lose(self) -> None:
        """End what is being done in this place, at its next rest."""
        self.lost = True
        self.open.reschedule(asyncio.get_running_loop().time())


class Limiter:
    """Counts the requests in flight; beyond the limit the newest of whoever holds the most of them is refused.

    So somebody who holds them all makes room for another who comes, and nobody for somebody who holds more.
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._places: list[Place] = []
        self._seconds = 1.0
        self._left_at = -math.inf

    @property
    def in_flight(self) -> int:
        return len(self._places)

    @property
    def quiet_seconds(self) -> float:
        """How long nobody has held a place: 0 while somebody does, infinite where nobody ever has."""
        return 0.0 if self._places else time.monotonic() - self._left_at

    @asynccontextmanager
    async def enter(self, owner: str = "", weight: int = 1) -> AsyncIterator[Place]:
        """Hold a place of an owner; `weight` is how many pictures that may become.

        Raises:
            Busy: all places are taken, or this one was given to somebody who holds fewer; `retry_after` is what one
                request took lately.
        """
        if self.in_flight >= self.limit:
            self._make_room(owner, weight)
        place, started = Place(owner, weight), time.monotonic()
        self._places.append(place)
        try:
            async with place.open:
                yield place
            self._seconds += (time.monotonic() - started - self._seconds) / 8
        except TimeoutError:
            if place.lost and place.open.expired():
                raise self._busy() from None
            raise
        finally:
            self._left_at = time.monotonic()
            if not place.lost:
                self._places.remove(place)

    def _make_room(self, owner: str, weight: int) -> None:
        """Take the newest place of whoever holds the most; raises Busy where that is no more than this one would."""
        held: Counter[str] = Counter()
        for place in self._places:
            held[place.owner] += place.weight
        giving = [place for place in self._places if place.gives_way and held[place.owner] > held[owner] + weight]
        if not giving:
            raise self._busy()
        most = max(held[place.owner] for place in giving)
        loser = next(place for place in reversed(giving) if held[place.owner] == most)
        self._places.remove(loser)
        loser.lose()

    def _busy(self) -> Busy:
        wait = max(1, round(self._seconds))
        return Busy(f"{self.limit} requests are in the queue already; try again in {wait} s.", retry_after=wait)
