"""Moves what was accepted from the spool to MongoDB, in order. One drainer of a data folder works, the others wait."""

import fcntl
import itertools
import logging
import threading
import time
from pathlib import Path

from pymongo.errors import PyMongoError

from errors import ServiceError
from storage.ledger import Ledger
from storage.migrations import Schema
from storage.spool import Entry, Spool

log = logging.getLogger(__name__)

BATCH = 64
POLL = 0.1
AWAY = 0.5
SWEEP = 3600.0


class Drainer:
    """A thread of this process. `wake` it when something was accepted."""

    def __init__(self, folder: Path, spool: Spool, ledger: Ledger, schema: Schema) -> None:
        self._spool = spool
        self._schema = schema
        self._write = {"interaction": ledger.interactions, "failure": ledger.failures, "mark": ledger.marks}
        self._lock = (folder / "drainer.lock").open("ab")
        self._woken = threading.Event()
        self._stopping = False
        self._swept = 0.0
        self._thread = threading.Thread(target=self._run, name="drainer", daemon=True)
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        """Finish the batch at hand and end."""
        self._stopping = True
        self._woken.set()
        self._thread.join()
        self._lock.close()

    def _run(self) -> None:
        while not self._stopping:
            pause = POLL
            try:
                if self._is_ours():
                    self._drain()
                    self._sweep()
            except ServiceError as error:
                log.warning("%d entries wait in the spool: %s", self._spool.depth(), error)
                pause = AWAY
            except PyMongoError:
                log.exception("MongoDB refuses what waits in the spool; trying again")
                pause = AWAY
            self._woken.wait(pause)
            self._woken.clear()

    def _is_ours(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _drain(self) -> None:
        while not self._stopping and (batch := self._spool.next(BATCH)):
            self._schema.prepare()
            for kind, run in itertools.groupby(batch, lambda entry: entry.kind):
                self._move(kind, list(run))

    def _move(self, kind: str, entries: list[Entry]) -> None:
        rejected = self._write[kind](entries)
        for entry in entries:
            if entry.key in rejected:
                log.error("%s %s is a dead letter: %s", kind, entry.key, rejected[entry.key])
                self._spool.bury(entry, rejected[entry.key])
        self._spool.remove(entry for entry in entries if entry.key not in rejected)

    def _sweep(self) -> None:
        if time.monotonic() - self._swept > SWEEP or not self._swept:
            self._spool.sweep(SWEEP)
            self._swept = time.monotonic()
