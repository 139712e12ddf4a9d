"""The tenants of this process: whoever is let in reaches what their tenant has, and nothing else."""

import asyncio
import logging
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Iterable
from dataclasses import dataclass
from functools import partial
from time import monotonic

from errors import Forbidden, Unavailable
from generation import Advertiser, Generator
from generation.kits import Kits
from jobs import Messenger, Worker
from schemas.identity import DEFAULT_TENANT
from storage import Removal, Store

log = logging.getLogger(__name__)

TENANT = "tenant"
"""Where in the scope of a request is what its tenant has."""
LOOK_SECONDS = 30.0
"""Between two looks for tenants that are not open."""
DOUBLINGS = 7
"""How often the pause doubles before a tenant is tried again that cannot be opened though MongoDB is there."""


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
        self._failed: dict[str, tuple[int, float]] = {}
        self._gone: set[str] = set()
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
        """What a tenant has. Raises Unavailable, InvalidRequest for a name that is none, Forbidden for one removed."""
        if name in self._gone:
            raise Forbidden(f"The tenant {name} was removed")
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
        while MongoDB is away: jobs and spools may wait. What fails in another way is tried ever more rarely. Let go of
        those that were removed.
        """
        removal = Removal(self._there[DEFAULT_TENANT].store)
        while True:
            await self._try("what was removed cannot be told", partial(self._let_go, removal))
            await self._try("the tenants cannot be told", partial(self._open_known, names))
            await asyncio.sleep(LOOK_SECONDS)

    async def _open_known(self, names: Callable[[], Iterable[str]]) -> None:
        for name in set(await to_thread(names)) - self._there.keys() - self._gone:
            await self._try(f"the tenant {name} waits", partial(self.of, name))

    async def _let_go(self, removal: Removal) -> None:
        """Refuse whoever comes of a tenant that was removed, and after another look, when most of what they had begun
        has its answer, clear what is left of it: whoever is later cannot record theirs, and is refused too.
        """
        known, self._gone = self._gone, await to_thread(removal.names)
        for name in await to_thread(removal.rest, self._gone & known):
            await self._try(f"the tenant {name} is not gone", partial(self._clear, removal, name))

    async def _clear(self, removal: Removal, name: str) -> None:
        if found := self._there.pop(name, None):
            await found.close()
        await to_thread(removal.clear, name)

    async def _try(self, what: str, deed: Callable[[], Awaitable[object]]) -> None:
        failed, due = self._failed.get(what, (0, 0.0))
        if monotonic() < due:
            return
        try:
            await deed()
            self._failed.pop(what, None)
        except Unavailable as error:
            log.warning("%s: %s", what, error)
        except Exception as error:
            pause = LOOK_SECONDS * 2 ** min(failed, DOUBLINGS)
            self._failed[what] = failed + 1, monotonic() + pause
            log.error("%s, for %.0f s: %r", what, pause, error, exc_info=not failed)

    def open(self) -> list[Tenant]:
        """Those that are open."""
        return list(self._there.values())

    async def close(self) -> None:
        """Let go of all."""
        if self._rest:
            self._rest.cancel()
        for one in self.open():
            await one.close()
