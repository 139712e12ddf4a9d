"""Accepted but not yet in MongoDB: a durable queue in the data folder. Knows no MongoDB and no documents.

Rows are in SQLite, pictures are files beside it. All processes of a data folder share one spool.
"""

import contextlib
import errno
import fcntl
import json
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from errors import StorageFull, Unavailable
from identity import normal
from storage import disk

Kind = Literal["interaction", "failure", "mark", "erasure"]

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
"""
COLUMNS = "seq, key, kind, user_id, body, file, size, version, reason"
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
BUSY = 10.0
ROW_SIZE = 200


@dataclass(frozen=True, slots=True)
class Entry:
    """One accepted fact. `version` is its time in nanoseconds, unique and rising within a spool."""

    seq: int
    key: str
    kind: Kind
    user_id: str
    body: Mapping[str, Any]
    file: str | None
    size: int
    version: int
    reason: str | None
    """Why MongoDB will never take it: then it is a dead letter."""


def _entry(row: tuple[Any, ...]) -> Entry:
    seq, key, kind, user_id, body, *rest = row
    return Entry(seq, key, kind, user_id, json.loads(body), *rest)


@contextlib.contextmanager
def _honest() -> Iterator[None]:
    """Turn what a disk can do to us into our own errors."""
    try:
        yield
    except OSError as error:
        if error.errno in FULL:
            raise StorageFull("The disk of the spool is full", retry_after=30) from error
        raise Unavailable("The spool cannot be written", retry_after=30) from error
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode == sqlite3.SQLITE_FULL:
            raise StorageFull("The disk of the spool is full", retry_after=30) from error
        raise Unavailable("The spool cannot be used", retry_after=30) from error


class Spool:
    """Safe to call from several threads, and from several processes with a Spool each."""

    def __init__(self, folder: Path, max_bytes: int) -> None:
        self._images = folder / "images"
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        with _honest():
            disk.make_folder(self._images)
            with (folder / "opening.lock").open("ab") as opening:
                fcntl.flock(opening, fcntl.LOCK_EX)
                self._db = sqlite3.connect(
                    folder / "spool.db", timeout=BUSY, isolation_level=None, check_same_thread=False
                )
                self._db.executescript(SETTINGS + SCHEMA)
                self._unite_the_people()

    def _unite_the_people(self) -> None:
        """What an earlier release accepted under other forms of a user id waits under the normal one."""
        users = [user for [user] in self._db.execute("SELECT DISTINCT user_id FROM entries")]
        moved = [(normal(user), user) for user in users if normal(user) not in {"", user}]
        with self._transaction() as db:
            db.executemany("UPDATE entries SET user_id = ? WHERE user_id = ?", moved)

    @contextlib.contextmanager
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, _honest():
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, where: str, *values: Any) -> list[Entry]:
        with self._lock, _honest():
            found = self._db.execute(f"SELECT {COLUMNS} FROM entries WHERE {where}", values).fetchall()
        return [_entry(row) for row in found]

    def _number(self, query: str, *values: Any) -> int:
        with self._lock, _honest():
            return int(self._db.execute(query, values).fetchone()[0] or 0)

    def put(self, kind: Kind, key: str, user_id: str, body: Mapping[str, Any], image: bytes | None = None) -> int:
        """Accept a fact, durable on return; its version. A key that is there already is left as it is.

        Raises StorageFull when the limit or the disk is reached; then nothing of it stays behind.
        """
        text = json.dumps(body)
        size = ROW_SIZE + len(text) + len(image or b"")
        self.check_room(size)
        file = None if image is None else self._write(image)
        try:
            with self._transaction() as db:
                now = time.time_ns()
                [version] = db.execute("UPDATE clock SET last = MAX(last + 1, ?) RETURNING last", (now,)).fetchone()
                added = db.execute(
                    "INSERT INTO entries (key, kind, user_id, body, file, size, version) VALUES (?, ?, ?, ?, ?, ?, ?)"
                    " ON CONFLICT (key) DO NOTHING",
                    (key, kind, user_id, text, file, size, version),
                ).rowcount
        except BaseException:
            self._unlink(file)
            raise
        if not added:
            self._unlink(file)
        return int(version)

    def _write(self, image: bytes) -> str:
        name = uuid.uuid4().hex
        with _honest():
            disk.write(self._images / name, image)
        return name

    def _unlink(self, name: str | None) -> None:
        if name is not None:
            with contextlib.suppress(OSError):
                (self._images / name).unlink()

    def check_room(self, size: int = 0) -> None:
        """Raises StorageFull when `size` more bytes do not fit."""
        if self._number("SELECT SUM(size) FROM entries") + size > self._max_bytes:
            raise StorageFull("The spool is full: MongoDB has been away for too long", retry_after=30)

    def image(self, entry: Entry) -> bytes | None:
        """The picture of an entry; None when it has none, or has just been drained."""
        with contextlib.suppress(FileNotFoundError):
            return None if entry.file is None else (self._images / entry.file).read_bytes()
        return None

    def of_user(self, user_id: str) -> list[Entry]:
        """Everything accepted from a user and not yet in MongoDB, dead letters too, in order."""
        return self._rows("user_id = ? ORDER BY seq", user_id)

    def find(self, key: str) -> Entry | None:
        return next(iter(self._rows("key = ?", key)), None)

    def next(self, limit: int) -> list[Entry]:
        """The oldest entries that wait for MongoDB."""
        return self._rows("reason IS NULL ORDER BY seq LIMIT ?", limit)

    def remove(self, entries: Iterable[Entry]) -> None:
        """Forget what is safe in MongoDB now; when an erasure is among it, also every trace of what was removed before.

        Another reader may keep such traces: then they go with the next `sweep`.
        """
        gone = list(entries)
        with self._lock:
            with self._transaction() as db:
                db.executemany("DELETE FROM entries WHERE seq = ?", [(entry.seq,) for entry in gone])
            if any(entry.kind == "erasure" for entry in gone):
                self._scrub()
        for entry in gone:
            self._unlink(entry.file)

    def _scrub(self) -> None:
        """Empty the write-ahead log, which keeps old pages: `secure_delete` overwrites only those of the database."""
        with contextlib.suppress(StorageFull, Unavailable), self._lock, _honest():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def forget(self, erasure: Entry) -> None:
        """Remove whatever is left of a user from before their erasure: their dead letters."""
        self.remove(entry for entry in self.of_user(erasure.user_id) if entry.seq < erasure.seq)

    def bury(self, entry: Entry, reason: str) -> None:
        """Set an entry aside that MongoDB will never take."""
        with self._transaction() as db:
            db.execute("UPDATE entries SET reason = ? WHERE seq = ?", (reason, entry.seq))

    def dead(self) -> list[Entry]:
        return self._rows("reason IS NOT NULL ORDER BY seq")

    def replay(self) -> int:
        """Let all dead letters try again; how many there were."""
        with self._transaction() as db:
            return db.execute("UPDATE entries SET reason = NULL WHERE reason IS NOT NULL").rowcount

    def depth(self) -> int:
        """Entries that wait for MongoDB."""
        return self._number("SELECT COUNT(*) FROM entries WHERE reason IS NULL")

    def oldest_seconds(self) -> float:
        """Age of the entry that has waited longest; 0 when none waits."""
        version = self._number("SELECT (SELECT version FROM entries WHERE reason IS NULL ORDER BY seq LIMIT 1)")
        return max(0.0, (time.time_ns() - version) / 1e9) if version else 0.0

    def sweep(self, older_than: float) -> int:
        """Remove pictures that no entry refers to, left by a writer that was killed; how many.

        Traces of entries that were removed go as well.
        """
        self._scrub()
        with self._lock, _honest():
            known = {name for [name] in self._db.execute("SELECT file FROM entries WHERE file IS NOT NULL")}
        limit = time.time() - older_than
        stray = [path for path in self._images.iterdir() if path.name not in known and disk.is_older(path, limit)]
        for path in stray:
            self._unlink(path.name)
        return len(stray)

    def close(self) -> None:
        with self._lock:
            self._db.close()
