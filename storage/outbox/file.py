"""The SQLite file of an outbox: opened, watched while it is open, and set aside when a disk has damaged it.

SQLite checks the file itself; we check its log, and whether both are still the ones that we opened.
"""

import contextlib
import fcntl
import logging
import sqlite3
import threading
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from errors import Forbidden, StorageFull, Unavailable
from schemas.identity import normal
from storage import disk
from storage.outbox import recovery
from storage.outbox.images import disk_errors

log = logging.getLogger(__name__)

SETTINGS = "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA secure_delete=ON;"
SCHEMA = """
CREATE TABLE IF NOT EXISTS entries (
    seq INTEGER PRIMARY KEY AUTOINCREMENT,
    key TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    user_id TEXT NOT NULL,
    body TEXT NOT NULL,
    file TEXT,
    size INTEGER NOT NULL,
    version INTEGER NOT NULL,
    reason TEXT
);
CREATE INDEX IF NOT EXISTS entries_by_user ON entries (user_id);
CREATE INDEX IF NOT EXISTS entries_by_state ON entries (reason, seq);
CREATE INDEX IF NOT EXISTS entries_by_size ON entries (size);
CREATE VIEW IF NOT EXISTS dead_letters AS SELECT * FROM entries WHERE reason IS NOT NULL;
CREATE TABLE IF NOT EXISTS clock (id INTEGER PRIMARY KEY CHECK (id = 0), last INTEGER NOT NULL);
INSERT OR IGNORE INTO clock VALUES (0, 0);
CREATE TABLE IF NOT EXISTS erased (user TEXT PRIMARY KEY, version INTEGER NOT NULL, at INTEGER NOT NULL);
CREATE TABLE IF NOT EXISTS secret (id INTEGER PRIMARY KEY CHECK (id = 0), value BLOB NOT NULL);
INSERT OR IGNORE INTO secret VALUES (0, randomblob(32));
"""
ADDED = {"accepted_at": "INTEGER", "taken_at": "INTEGER", "seal": "TEXT"}
"""Columns that outboxes of the first release lack."""
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUSY = 10.0
LOOK = 1.0
"""Seconds between two looks at a database whose file has changed."""


def _unite_the_people(db: sqlite3.Connection) -> None:
    """What an earlier release accepted under other forms of a user id waits under the normal one."""
    users = [user for [user] in db.execute("SELECT DISTINCT user_id FROM entries")]
    moved = [(normal(user), user) for user in users if normal(user) not in {"", user}]
    db.executemany("UPDATE entries SET user_id = ?, seal = NULL WHERE user_id = ?", moved)


class OutboxFile:
    """Safe to use from several threads: `lock` is held over what belongs together."""

    def __init__(self, folder: Path, mend: bool) -> None:
        """Raises Unavailable when it cannot be used. One that is damaged is set aside for a new one, if we may `mend`
        it and no other process has it open.
        """
        self._folder = folder
        self._path = folder / "spool.db"
        self.lock = threading.RLock()
        self._damage: str | None = None
        self._closed, self.removed = False, ""
        with self._own_errors(), disk.private(folder / "opening.lock", "ab") as opening:
            fcntl.flock(opening, fcntl.LOCK_EX)
            self._users = disk.private(folder / "open.lock", "ab")
            try:
                self._db = self._open(mend)
            except BaseException:
                self._users.close()
                raise
            self._files, self._size, self._looked = self._state(), self._path.stat().st_size, 0.0
            self._seen = self._path.stat().st_mtime_ns

    def _open(self, mend: bool) -> sqlite3.Connection:
        try:
            fcntl.flock(self._users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            alone = True
        except BlockingIOError:
            alone = False
        fault = self._fault() if alone else None
        if fault:
            if not mend:
                raise Unavailable(f"{self._path} is damaged: {fault}; the next start of the service sets it aside")
            self._set_aside(fault)
        fcntl.flock(self._users, fcntl.LOCK_SH)
        if not self._path.exists():  # closing a file takes SQLite's locks on it from this whole process
            disk.private(self._path, "ab").close()
        made = self._connect()
        made.executescript(SETTINGS + SCHEMA)
        there = {column for _, column, *_ in made.execute("PRAGMA table_info(entries)")}
        for column, kind in ADDED.items():
            if column not in there:
                made.execute(f"ALTER TABLE entries ADD COLUMN {column} {kind}")
        _unite_the_people(made)
        disk.tighten(self._folder)
        return made

    def _connect(self, how: str = "") -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.absolute()))}{how}"
        made = sqlite3.connect(address, uri=True, timeout=BUSY, isolation_level=None, check_same_thread=False)
        made.text_factory = lambda text: text.decode(errors="replace")
        return made

    def _fault(self) -> str | None:
        """What is wrong with the files of an outbox that nobody has open; SQLite itself would start anew over some."""
        journal = recovery.log_of(self._path)
        if not self._path.exists():
            return "its log is there, and it is not" if journal.exists() and journal.stat().st_size else None
        if not self._path.stat().st_size:
            return "it is empty"
        if lost := recovery.lost_frames(self._path):
            return f"{lost} pages of its log cannot be read"
        return self._check()

    def _check(self, head_too: bool = False) -> str | None:
        """What SQLite finds wrong with the file and its log, by connections that remember nothing.

        `head_too` also when the log has all that the file has lost: then the next start mends it.
        """
        if head_too and (fault := self._check_head()):
            return fault
        try:
            with contextlib.closing(self._connect()) as looking:
                [found] = looking.execute("PRAGMA quick_check(1)").fetchone()
        except sqlite3.DatabaseError as error:
            if error.sqlite_errorcode & 0xFF in DAMAGED:
                return str(error)
            raise
        return None if found == "ok" else str(found).replace("\n", " ")

    def _check_head(self) -> str | None:
        """Whether it is a database at all, without its log: so it may well be shorter than it says, mid-checkpoint."""
        with contextlib.closing(self._connect("?immutable=1")) as alone:
            try:
                alone.execute("PRAGMA schema_version").fetchone()
            except sqlite3.DatabaseError as error:
                return str(error) if error.sqlite_errorcode & 0xFF == sqlite3.SQLITE_NOTADB else None
        return None

    def _set_aside(self, fault: str) -> None:
        """Out of the way, with its log, so that nothing of it is lost; its pictures stay where they are."""
        stamp = datetime.now(UTC).strftime("%Y%m%dT%H%M%SZ")
        aside = self._path.with_name(f"{self._path.name}.damaged-{stamp}")
        number = 0
        while aside.exists() or recovery.log_of(aside).exists():
            number += 1
            aside = aside.with_name(f"{self._path.name}.damaged-{stamp}-{number}")
        for old, new in ((self._path, aside), (recovery.log_of(self._path), recovery.log_of(aside))):
            with contextlib.suppress(FileNotFoundError):
                old.replace(new)
        self._path.with_name(f"{self._path.name}-shm").unlink(missing_ok=True)
        disk.sync(self._folder)
        log.error(
            "%s was damaged (%s) and is now %s; a new one takes its place, and `python -m storage salvage` brings back "
            "what can be read",
            self._path,
            fault,
            aside.name,
        )

    @contextlib.contextmanager
    def _own_errors(self) -> Iterator[None]:
        """Turn what a disk can do to us into our own errors."""
        if self._closed and self.removed:
            raise Forbidden(f"The tenant {self.removed} was removed")
        if self._closed:
            raise Unavailable("The spool is closed: the service stops", retry_after=30)
        try:
            with disk_errors():
                yield
        except sqlite3.DatabaseError as error:
            code = getattr(error, "sqlite_errorcode", 0) & 0xFF
            if code == sqlite3.SQLITE_FULL:
                raise StorageFull("The disk of the spool is full", retry_after=30) from error
            if code in DAMAGED:
                raise self._damaged(str(error)) from error
            if isinstance(error, sqlite3.OperationalError):
                raise Unavailable("The spool cannot be used", retry_after=30) from error
            raise

    def _damaged(self, fault: str) -> Unavailable:
        """Say so once, and take nothing more: what a damaged file has taken may be lost with it."""
        if self._damage is None:
            log.error("%s is damaged (%s): the next start of the service mends it or sets it aside", self._path, fault)
        self._damage = fault
        return Unavailable("The spool is damaged: the service must be started again", retry_after=60)

    def _state(self) -> tuple[int, int]:
        """Which files we have open, by their names."""
        return self._path.stat().st_ino, recovery.log_of(self._path).stat().st_ino

    def look(self) -> None:
        """Whether the files are still those that we opened: SQLite itself would go on with deleted ones.

        Raises Unavailable.
        """
        with self.lock, self._own_errors():
            if self._damage is not None:
                raise self._damaged(self._damage)
            if self._state() != self._files:
                raise Unavailable("The spool was replaced: the service must be started again", retry_after=60)
            found = self._path.stat()
            if found.st_size < self._size:
                raise self._damaged("it is shorter than it was")
            self._size = found.st_size
            if found.st_mtime_ns != self._seen and time.monotonic() - self._looked > LOOK:
                self._looked = time.monotonic()
                if fault := self._check(head_too=True):
                    raise self._damaged(fault)
                self._seen = found.st_mtime_ns

    @contextlib.contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        with self.lock, self._own_errors():
            self.look()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def fetch(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        with self.lock, self._own_errors():
            return self._db.execute(query, values).fetchall()

    def scrub(self) -> None:
        """Empty the write-ahead log, which keeps old pages: `secure_delete` overwrites only those of the database."""
        with contextlib.suppress(StorageFull, Unavailable), self.lock, self._own_errors():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def set_aside(self) -> list[Path]:
        """The damaged databases that lie beside this one, the oldest first."""
        found = {path.with_name(path.name.removesuffix("-wal")) for path in self._folder.glob("spool.db.damaged-*")}
        return sorted(found)

    def close(self) -> None:
        with self.lock:
            self._closed = True
            self._db.close()
            self._users.close()
