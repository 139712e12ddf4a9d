"""Places for work that takes a core: few work at a time, by turns of who asks, and few wait, of nobody too many."""

import math
import time
from asyncio import Future, get_running_loop
from collections import OrderedDict, deque
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager, contextmanager
from typing import TypeVar

from anyio.to_thread import run_sync

from errors import Busy

T = TypeVar("T")
HASTE = 8
"""By the how many-th part of it the latest request changes what one is said to take."""


class Places:
    """Of one kind of work in this process: `at_once` have a turn, `most` a place, and `each` of one person's."""

    def __init__(self, at_once: int, most: int, each: int, what: str) -> None:
        """`what` they do, as whoever finds no place is told: `advertisements are set`."""
        self._free, self._most, self._each, self._what = at_once, most, each, what
        self._held: list[tuple[str, float]] = []
        self._waiting: OrderedDict[str, deque[Future[None]]] = OrderedDict()
        self._seconds = 1.0

    @contextmanager
    def place(self, owner: str) -> Iterator[None]:
        """Hold a place of an owner; of one without a name, where nobody is asked who they are, all may be.

        Raises Busy: `retry_after` is when the oldest of those in the way ends, if it takes as long as others lately.
        """
        mine = [since for name, since in self._held if name == owner]
        if owner and len(mine) >= self._each:
            raise self._busy(f"{len(mine)} of your {self._what}", mine[0])
        if len(self._held) >= self._most:
            raise self._busy(f"{self._most} {self._what}", self._held[0][1])
        held = (owner, time.monotonic())
        self._held.append(held)
        try:
            yield
            self._seconds += (time.monotonic() - held[1] - self._seconds) / HASTE
        finally:
            self._held.remove(held)

    @asynccontextmanager
    async def turn(self, owner: str) -> AsyncIterator[None]:
        """Work when it is the owner's turn: those who wait have one after the other, however many places each has."""
        if self._free:
            self._free -= 1
        else:
            await self._wait(owner)
        try:
            yield
        finally:
            self._next()

    async def in_turn(self, owner: str, made: Iterator[T]) -> AsyncIterator[T]:
        """What an iterator makes, one a turn, on a thread: who goes away meanwhile stops it at the next."""
        while True:
            async with self.turn(owner):
                one = await run_sync(next, made, None)
            if one is None:
                return
            yield one

    async def _wait(self, owner: str) -> None:
        called = get_running_loop().create_future()
        self._waiting.setdefault(owner, deque()).append(called)
        try:
            await called
        except BaseException:
            if not called.cancelled():
                self._next()
            raise

    def _next(self) -> None:
        """Give a turn to the first of the owner whose last one is longest ago; who has gone meanwhile gets none."""
        while self._waiting:
            owner, line = self._waiting.popitem(last=False)
            there = deque(called for called in line if not called.done())
            if there:
                there.popleft().set_result(None)
                if there:
                    self._waiting[owner] = there
                return
        self._free += 1

    def _busy(self, which: str, since: float) -> Busy:
        wait = max(1, math.ceil(self._seconds - (time.monotonic() - since)))
        return Busy(f"{which} already; try again in {wait} s.", retry_after=wait)
