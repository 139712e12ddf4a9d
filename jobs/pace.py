"""When a row of a job may be begun: after the pictures that people wait for, whichever tenant's the job is."""

import asyncio
import time
from collections.abc import Collection

from runner import Limiter
from settings import cores

YIELD_SECONDS = 10.0
"""Longest that a row whose turn it is waits for the pictures that people wait for."""
BREATH_SECONDS = 0.3
"""How long nobody has to wait for a picture before a row begins: who asks for one after another is not cut in on."""
AT_WORK_SECONDS = 20.0
"""For so long after a picture that somebody has waited for people count as at work: the next may come soon."""
LOOK_SECONDS = 0.02
BESIDE = int(cores() // 4)
"""Pictures that the machine has room for beside each other, whoever waits for them."""


class Pace:
    """One for all workers of this process, which have their turns one after the other."""

    def __init__(self, people: Limiter, at_once: int) -> None:
        """`people` counts the requests that somebody waits for; `at_once` rows of a job are painted together."""
        self._people, self.at_once = people, at_once
        self._turns = asyncio.Lock()
        self.painting = set[asyncio.Task[None]]()

    async def turn(self, own: Collection[asyncio.Task[None]]) -> None:
        """Wait until another row may be painted beside a worker's `own`; it is to be among the `painting` at once."""
        while len(own) >= self.at_once:
            await asyncio.wait(own, return_when=asyncio.FIRST_COMPLETED)
        async with self._turns:
            deadline = time.monotonic() + YIELD_SECONDS
            while not self.may_begin(time.monotonic() > deadline):
                await asyncio.sleep(LOOK_SECONDS)

    def may_begin(self, waited: bool) -> bool:
        """Whether another row may be painted: while nobody is at work, or where it fits beside all that is painted;
        else alone, in a pause of people, and where they make none, once it has `waited`.
        """
        quiet = self._people.quiet_seconds
        if quiet > AT_WORK_SECONDS or len(self.painting) + self._people.in_flight < BESIDE:
            return True
        return not self.painting and (waited or quiet > BREATH_SECONDS)
