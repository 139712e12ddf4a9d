"""Several runners on other machines in the place of the one beside us: finds them, picks the freest, remembers jobs.

Knows no picture. BentoML's own remote dependency is one address; behind a balancer, what a runner is asked about a job
would reach another runner, and a runner that dies would take its requests with it.
"""

import asyncio
import logging
import socket
import time
from collections import defaultdict
from collections.abc import Awaitable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol, Self, TypeVar

import aiohttp
from _bentoml_impl.client import RemoteProxy  # type: ignore[import-untyped]
from bentoml.exceptions import BentoMLException, ServiceUnavailable

log = logging.getLogger(__name__)

T = TypeVar("T")

UNKNOWN = (socket.EAI_NONAME, socket.EAI_NODATA)
"""What a name server says that knows for sure that there is no such name, or no address of it."""

LOOK_SECONDS = 5.0
"""Between two looks at which addresses the names have."""

REST_SECONDS = 2.0
"""How long a runner that did not answer is left alone."""

HEAR_SECONDS = 1.0
"""How long a runner has to say how it is; one that has vanished must not silence the others."""


class Identified(Protocol):
    """A job, as far as it matters here."""

    @property
    def id(self) -> str: ...


class Replica:
    """One runner: how many of our jobs it has, when it may be tried again, and whether it still has a name."""

    def __init__(self, address: str, service: Any) -> None:
        self.address = address
        self.jobs = 0
        self.rests_until = 0.0
        self.named = True
        self.proxy: RemoteProxy[Any] = RemoteProxy(f"http://{address}", service=service)
        self.ask = self.proxy.to_async


class Fleet:
    """Has the methods of `Runner` that the public service calls, and its `to_async`.

    `names` are `host:port`, separated by commas; a host may have many addresses, such as a headless service's, and they
    may come and go.
    """

    def __init__(self, service: Any, names: str) -> None:
        self._service = service
        self._names = [name.strip() for name in names.split(",")]
        self._replicas: dict[str, Replica] = {}
        self._where: dict[str, Replica] = {}
        self._looked = float("-inf")
        self._looking = asyncio.Lock()

    @property
    def to_async(self) -> Self:
        return self

    async def paint(self, jobs: Sequence[Identified]) -> list[Any]:
        """Let the freest runner paint; another one when it dies meanwhile, for painting has no side effects."""
        tried: set[str] = set()
        while True:
            replica = await self._freest(tried)
            tried.add(replica.address)
            try:
                with self._given(replica, jobs):
                    paintings: list[Any] = await replica.ask.paint(jobs)
                return paintings
            except (aiohttp.ClientConnectionError, aiohttp.ClientPayloadError, ServiceUnavailable) as error:
                replica.rests_until = time.monotonic() + REST_SECONDS
                log.warning("runner %s is lost, trying another: %s", replica.address, type(error).__name__)
                if tried >= self._replicas.keys():
                    raise

    async def progress(self, job_id: str) -> Any:
        """How far a job is, asked of the runner that has it; None when none has."""
        replica = self._where.get(job_id)
        return await _heard(replica.ask.progress(job_id)) if replica else None

    async def cancel(self, job_id: str) -> bool:
        """Drop a job where it is; this is how a caller lets go of one that it no longer waits for."""
        replica = self._where.pop(job_id, None)
        return bool(replica and await replica.ask.cancel(job_id))

    async def figures(self) -> dict[str, float]:
        """The sums of what the runners tell that answer, and how many they are."""
        await self._look()
        asked = await asyncio.gather(*(_heard(replica.ask.figures()) for replica in self._replicas.values()))
        told = [figures for figures in asked if figures is not None]
        sums: defaultdict[str, float] = defaultdict(float, runners=len(told))
        for name, figure in (item for figures in told for item in figures.items()):
            sums[name] += figure
        return dict(sums)

    async def is_ready(self, timeout: int | None = None) -> bool:
        """Whether any runner is; the first one that says so is enough."""
        await self._look()
        asked = [asyncio.ensure_future(_heard(one.proxy.is_ready(), timeout)) for one in self._replicas.values()]
        try:
            for told in asyncio.as_completed(asked):
                if await told:
                    return True
            return False
        finally:
            for one in asked:
                one.cancel()

    async def close(self) -> None:
        await asyncio.gather(*(replica.proxy.close() for replica in self._replicas.values()))

    @contextmanager
    def _given(self, replica: Replica, jobs: Sequence[Identified]) -> Iterator[None]:
        """Know where the jobs are; when their caller lets go of them, until `cancel` has asked."""
        replica.jobs += len(jobs)
        self._where |= {job.id: replica for job in jobs}
        kept = False
        try:
            yield
        except asyncio.CancelledError:
            kept = True
            raise
        finally:
            replica.jobs -= len(jobs)
            for job in () if kept else jobs:
                self._where.pop(job.id, None)

    async def _freest(self, tried: set[str]) -> Replica:
        await self._look()
        now = time.monotonic()
        ahead = [replica for replica in self._replicas.values() if replica.address not in tried]
        if not ahead:
            raise ServiceUnavailable("no runner has an address")
        return min(ahead, key=lambda replica: (not replica.named, replica.rests_until > now, replica.jobs))

    async def _look(self) -> None:
        """Ask the names for their addresses, now and then; a runner without a name ends its jobs and gets no others."""
        async with self._looking:
            if time.monotonic() - self._looked < LOOK_SECONDS:
                return
            told = [await _addresses(name) for name in self._names]
            found = {address for addresses in told for address in addresses or ()}
            for address in found - self._replicas.keys():
                replica = Replica(address, self._service)
                await replica.proxy.__aenter__()
                self._replicas[address] = replica
            for address, replica in list(self._replicas.items()):
                replica.named = address in found or (replica.named and None in told)
                if not replica.named and not replica.jobs:
                    await self._replicas.pop(address).proxy.close()
            self._looked = time.monotonic()


async def _heard(call: Awaitable[T], seconds: float | None = HEAR_SECONDS) -> T | None:
    """What a runner answers within so many seconds; None when it does not."""
    try:
        async with asyncio.timeout(seconds):
            return await call
    except (aiohttp.ClientError, BentoMLException, TimeoutError):
        return None


async def _addresses(name: str) -> set[str] | None:
    """All addresses of a name; None when nobody could say."""
    host, _, port = name.rpartition(":")
    try:
        found = await asyncio.get_running_loop().getaddrinfo(host, int(port), type=1)
    except OSError as error:
        log.warning("runner %s has no address: %s", name, error)
        return set() if getattr(error, "errno", None) in UNKNOWN else None
    hosts = {str(address[0]) for *_, address in found}
    return {f"[{host}]:{port}" if ":" in host else f"{host}:{port}" for host in hosts}
