"""How a tenant goes away as a whole: its people's keys and names, its pictures, and all that it has here and there.

Everything may be repeated, by several at once, and what an interrupted run left is found by the next one.
"""

import fcntl
import logging
from pathlib import Path

from errors import InvalidRequest, NotFound, Unavailable
from schemas.identity import DEFAULT_TENANT, TENANT
from storage import disk
from storage.mongo.trail import Event, TrailEvent
from storage.opening import TENANTS, open_blobs
from storage.outbox.relay import LOCK
from storage.store import Store

log = logging.getLogger(__name__)


class Removal:
    """Of tenants of one service, by its default tenant's store. Every method raises Unavailable, and may take long."""

    def __init__(self, store: Store) -> None:
        self._store, self._removals = store, store.removals

    def counts(self, tenant: str) -> dict[str, int]:
        """How much there is of a tenant: documents by their collections, keys, sessions, invitations, and what waits.

        Raises NotFound where there is no such tenant, InvalidRequest for the default one.
        """
        if tenant == DEFAULT_TENANT:
            raise InvalidRequest(
                f"The tenant {DEFAULT_TENANT} is the service itself, and is always there: erase its people"
            )
        if not self._removals.has(tenant):
            waiting = self._store.existing(tenant).outbox_depth()
            return self._store.access_keys.count(tenant) | self._documents(tenant) | {"waiting": waiting}
        if tenant not in self._removals.names(unfinished=True):
            raise NotFound(f"The tenant {tenant} was removed before")
        return self._store.access_keys.count(tenant) | self._documents(tenant)

    def _documents(self, tenant: str) -> dict[str, int]:
        database = self._store.database.of(tenant)
        return {name.removeprefix(f"{tenant}."): database.count(name) for name in sorted(database.own())}

    def remove(self, tenant: str, by: str) -> dict[str, int]:
        """Remove a tenant; how much there was when that was begun. Its name stands for nobody else from then on.

        What is written by whoever does not know yet goes once they do, by `rest`. Raises as `counts`.
        """
        found = self.counts(tenant)
        if not self._removals.has(tenant):
            self._store.trail.add(Event(who=by, what="tenant removed", about=tenant, detail=dict(found)))
        told = self._removals.begin(tenant, found)
        self.clear(tenant)
        return told

    def names(self) -> set[str]:
        """All that were removed."""
        return self._removals.names()

    def rest(self, gone: set[str]) -> set[str]:
        """Those removed tenants of which something is still there, in MongoDB or on this machine."""
        there = {name for name in gone if self._store.is_open(name) or self._folder(name).exists()}
        return there | (
            gone & (self._removals.names(unfinished=True) | self._store.database.tenants_beside(TrailEvent))
        )

    def clear(self, tenant: str) -> None:
        """Remove what is there of a tenant that is said to be removed; of its trail the names alone."""
        database = self._store.database.of(tenant)
        self._store.access_keys.remove(tenant)
        self._store.shut(tenant)
        self._remove_folder(self._folder(tenant))
        open_blobs(database, self._store.options).clear()
        self._store.trail.of(tenant).forget_all(self._removals.key(tenant))
        for name in database.own():
            if name != database.collection(TrailEvent).name:
                database.drop(name)
        self._removals.finish(tenant)
        log.info("the tenant %s is removed", tenant)

    def _folder(self, tenant: str) -> Path:
        assert TENANT.fullmatch(tenant)
        assert tenant != DEFAULT_TENANT
        return self._store.data_dir / TENANTS / tenant

    @staticmethod
    def _remove_folder(folder: Path) -> None:
        """Remove what waits here, unless another process has it open: that one does, when it lets go."""
        try:
            for lock in folder.glob(f"*/{LOCK}"):
                with disk.private(lock, "ab") as held:
                    fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
            disk.remove(folder)
        except BlockingIOError:
            log.info("%s is left to the process that has it open", folder)
        except OSError as error:
            raise Unavailable(f"{folder} cannot be removed: {error.strerror}", retry_after=30) from error
