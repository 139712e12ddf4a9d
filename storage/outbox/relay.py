"""Moves what was accepted from the outbox to MongoDB, in order. One relay of a data folder works, the others wait."""

import fcntl
import itertools
import logging
import threading
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from errors import ServiceError
from storage import disk
from storage.outbox.entries import Entry, EntryKind
from storage.outbox.outbox import Outbox

log = logging.getLogger(__name__)

Write = Callable[[Iterable[Entry]], dict[str, str]]
"""Returns the keys of the entries that MongoDB will never take, with the reason."""

BATCH = 64
POLL = 0.1
LOCK = "drainer.lock"
"""The file that whoever drains a spool holds locked."""
GATHER = 0.2
"""Seconds after something was moved in which what comes is gathered: each move has a price, however much it moves."""
AWAY = 0.5
LAST = 10.0
"""Seconds that a stop waits for what is still in the outbox; what does not fit is written after the next start."""


class PeriodicTask:
    """Something to be done now and then by whoever drains, the first time soon; again at once if it returns True."""

    def __init__(self, work: Callable[[], object], every: float) -> None:
        self._work = work
        self._every = every
        self._due = time.monotonic()

    def run_if_due(self) -> None:
        if time.monotonic() >= self._due:
            more = self._work()
            self._due = time.monotonic() + (0.0 if more is True else self._every)


class Relay:
    """A thread of this process. `start` it once, and `wake` it when something was accepted."""

    def __init__(
        self,
        folder: Path,
        outbox: Outbox,
        prepare: Callable[[], None],
        write: Mapping[EntryKind, Write],
        tasks: Sequence[PeriodicTask],
    ) -> None:
        """`prepare` comes before every `write` and raises ServiceError as long as nothing may be written.

        `write` takes entries of a kind to MongoDB; it may be repeated.
        """
        self._outbox = outbox
        self._prepare = prepare
        self._write = write
        self._tasks = tasks
        self._lock = disk.private(folder / LOCK, "ab")
        self._woken = threading.Event()
        self._stopped = threading.Event()
        self._late = threading.Event()
        self._obstacle: str | None = None
        self._thread = threading.Thread(target=self._run, name="relay", daemon=True)

    def start(self) -> None:
        self._thread.start()

    def wake(self) -> None:
        self._woken.set()

    def close(self) -> None:
        """Write out what waits while MongoDB answers, after `LAST` seconds only the batch at hand, and end."""
        self._stopped.set()
        self._woken.set()
        if self._thread.is_alive():
            self._thread.join(LAST)
            self._late.set()
            self._thread.join()
        self._lock.close()

    def _run(self) -> None:
        while not self._stopped.is_set():
            if self._turn():
                self._stopped.wait(GATHER)
            self._woken.wait(POLL)
            self._woken.clear()
        if self._obstacle is None:
            self._turn()

    def _turn(self) -> bool:
        """Whether anything was moved."""
        moved = False
        try:
            if self._is_ours():
                self._prepare()
                moved = self._drain()
                self._run_tasks()
            self._obstacle = None
        except ServiceError as error:
            self._hold(error)
        except Exception:
            log.exception("what waits in the spool cannot be moved to MongoDB")
            self._stopped.wait(AWAY)
        return moved

    def _run_tasks(self) -> None:
        for task in self._tasks:
            if not self._stopped.is_set():
                task.run_if_due()

    def _hold(self, error: ServiceError) -> None:
        if self._obstacle != error.message:
            log.warning("the spool keeps what comes: %s", error.__cause__ or error)
        self._obstacle = error.message
        self._stopped.wait(AWAY)

    def _is_ours(self) -> bool:
        try:
            fcntl.flock(self._lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _drain(self) -> bool:
        moved = False
        while not self._late.is_set() and (batch := self._outbox.next(BATCH)):
            for damaged in (entry for entry in batch if not entry.sound):
                self._dead_letter(damaged, "its row in the spool is damaged")
            sound = (entry for entry in batch if entry.sound)
            for kind, run in itertools.groupby(sound, lambda entry: entry.kind):
                self._move(kind, list(run))
            moved = True
        return moved

    def _dead_letter(self, entry: Entry, reason: str) -> None:
        log.error("%s %s is a dead letter: %s", entry.kind, entry.key, reason)
        self._outbox.dead_letter(entry, reason)

    def _move(self, kind: EntryKind, entries: list[Entry]) -> None:
        rejected = self._write[kind](entries)
        for entry in entries:
            if entry.key in rejected:
                self._dead_letter(entry, rejected[entry.key])
        self._outbox.remove(entry for entry in entries if entry.key not in rejected)
