"""The tenants of this process: whoever is let in reaches what their tenant has, and nothing else."""

import asyncio
import logging
from asyncio import to_thread
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from errors import ServiceError
from generation import Advertiser, Generator
from generation.kits import Kits
from jobs import Messenger, Worker
from schemas.identity import DEFAULT_TENANT
from storage import Store

log = logging.getLogger(__name__)

TENANT = "tenant"
"""Where in the scope of a request is what its tenant has."""
LOOK_SECONDS = 30.0
"""Between two looks for tenants that are not open."""


@dataclass(frozen=True)
class Tenant:
    """What one tenant has of its own, and all that routes are given: there is no way from it to another's."""

    store: Store
    kits: Kits
    generator: Generator
    advertiser: Advertiser
    worker: Worker
    messenger: Messenger

    def start(self) -> None:
        """Work on its jobs and tell its webhooks; of the loop's own thread."""
        self.worker.start()
        self.messenger.start()

    async def close(self) -> None:
        """Let go of what is being done; the store is closed by whoever has opened it."""
        await self.worker.close()
        await self.messenger.close()


class Tenants:
    """Those that somebody of has come, or that have something to do: each is opened once."""

    def __init__(self, opened: Callable[[str], Tenant]) -> None:
        """`opened` may block."""
        self._opened = opened
        self._there: dict[str, Tenant] = {}
        self._opening = asyncio.Lock()
        self._rest: asyncio.Task[None] | None = None

    def begin(self, first: Tenant, names: Callable[[], Iterable[str]] | None = None) -> Tenant:
        """With the default tenant, which is always there, and then with all that `names` gives, which may block.

        Of the loop's own thread.
        """
        self._there[DEFAULT_TENANT] = first
        first.start()
        if names:
            self._rest = asyncio.create_task(self._open_all(names))
        return first

    async def of(self, name: str) -> Tenant:
        """What a tenant has. Raises Unavailable, and InvalidRequest for a name that is none."""
        if found := self._there.get(name):
            return found
        async with self._opening:
            if name not in self._there:
                opened = await to_thread(self._opened, name)
                opened.start()
                self._there[name] = opened
        return self._there[name]

    async def _open_all(self, names: Callable[[], Iterable[str]]) -> None:
        """Open those that there are, and again and again those that were not known or could not be opened before, as
        while MongoDB is away: jobs and spools may wait.
        """
        while True:
            try:
                for name in set(await to_thread(names)) - self._there.keys():
                    await self._open(name)
            except Exception:
                log.exception("the tenants cannot be told")
            await asyncio.sleep(LOOK_SECONDS)

    async def _open(self, name: str) -> None:
        try:
            await self.of(name)
        except ServiceError as error:
            log.warning("the tenant %s waits: %s", name, error)
        except Exception:
            log.exception("the tenant %s waits", name)

    def open(self) -> list[Tenant]:
        """Those that are open."""
        return list(self._there.values())

    async def close(self) -> None:
        """Let go of all."""
        if self._rest:
            self._rest.cancel()
        for one in self.open():
            await one.close()
