"""Makes pictures: how many at once, once a key, painted by a runner, and recorded before they are answered."""

import asyncio
import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import anyio
from anyio.to_thread import run_sync

from brand import Kit, choose
from errors import Busy, PaintingFailed, ServiceError, TimedOut
from generation import metrics
from generation.generation import ROUNDS, Order, failure
from generation.idempotency import Made, Once, whole
from pipeline import Job, Painting, Progress
from prompt_builder import Reader
from runner import Client, Limiter, ignore
from schemas import GenerateRequest
from storage import Store, Ticket

log = logging.getLogger(__name__)

READING = anyio.CapacityLimiter(2)
"""Who reads words at a time: that holds the interpreter, so more of them would only delay all others."""


@dataclass
class Generator:
    """One per process. Nobody waits longer than `timeout` seconds."""

    store: Store
    client: Client
    reader: Reader
    kits: Mapping[str, Kit]
    limiter: Limiter
    timeout: int

    def __post_init__(self) -> None:
        self._once = Once(self.store, self.timeout)

    async def take(self, request: GenerateRequest) -> Order:
        """What follows from a request alone. Raises PromptRefused, and InvalidRequest when there is no such brand."""
        ticket = await asyncio.to_thread(self.store.ticket)
        try:
            return await run_sync(Order.take, request, self.kits, self.reader, ticket, limiter=READING)
        except ServiceError as error:
            await self._log_failure(request, error, ticket)
            raise

    async def make(self, order: Order, key: str | None, told: Callable[[Progress], None] = ignore) -> Made:
        """The picture, recorded, or that of whoever came first with this key; `told` hears how far it is.

        Whoever waits for somebody else's picture has a place, too. Raises Busy where none is left, and all that
        painting and recording raise.
        """
        try:
            with self.limiter.enter(), metrics.IN_FLIGHT.track_inprogress():
                return await self._once.made(key, order.request, lambda: self._make(order, told))
        except Busy as error:
            await self._log_failure(order.request, error, order.ticket)
            raise

    async def _make(self, order: Order, told: Callable[[Progress], None]) -> Made:
        """Paint and record: both are done, or neither is answered."""
        try:
            await asyncio.to_thread(self.store.admit, order.largest)
            order, painting = await self._best(order, told)
        except ServiceError as error:
            await self._log_failure(order.request, error, order.ticket)
            raise
        interaction = order.interaction(painting)
        await whole(asyncio.to_thread(self.store.record, interaction, painting.image, painting.mime, order.ticket))
        picture = order.picture(painting, interaction)
        metrics.picture(picture)
        return picture, painting.image

    async def _best(self, order: Order, told: Callable[[Progress], None]) -> tuple[Order, Painting]:
        """The order with its painting; of several seeds the best, tried again while none is on brand."""
        tried: list[tuple[Order, Painting]] = []
        try:
            async with asyncio.timeout(order.started + self.timeout - time.monotonic()):
                for number in range(ROUNDS):
                    orders = await run_sync(order.candidates, number, self.reader, limiter=READING)
                    tried += zip(orders, await self._paint([one.job for one in orders], told), strict=True)
                    best, painting = _chosen(tried)
                    if order.job.palette_mode != "strict" or (painting.certificate and painting.certificate.ok):
                        break
        except TimeoutError:
            raise TimedOut(f"The picture was not ready within {self.timeout} s.") from None
        return best, painting

    async def _paint(self, jobs: list[Job], told: Callable[[Progress], None]) -> list[Painting]:
        """A painting a job, asked for together so that they share a batch; `told` hears how far the first one is."""
        first, *others = jobs
        painting = [asyncio.create_task(self.client.paint(first, told)), *map(self._start, others)]
        try:
            return await asyncio.gather(*painting)
        finally:
            for task in painting:
                task.cancel()

    def _start(self, job: Job) -> asyncio.Task[Painting]:
        return asyncio.create_task(self.client.paint(job))

    async def _log_failure(self, request: GenerateRequest, error: ServiceError, ticket: Ticket) -> None:
        """Keep what went wrong, but for what only says that too much was asked: that is counted."""
        kept = False
        try:
            if not isinstance(error, Busy):
                kept = await asyncio.to_thread(self.store.record_failure, failure(request, error), ticket)
        except ServiceError as full:
            log.warning("a failed request (%s) could not be logged: %s", error.code, full)
        metrics.failure(error.code, kept)


def _chosen(tried: list[tuple[Order, Painting]]) -> tuple[Order, Painting]:
    """The best of what was painted. Raises PaintingFailed when nothing was."""
    painted = [(order, painting, painting.certificate) for order, painting in tried if painting.certificate]
    if not painted:
        raise PaintingFailed(tried[0][1].error or "The picture could not be painted.")
    order, painting, _ = painted[choose([certificate for _, _, certificate in painted])]
    return order, painting
