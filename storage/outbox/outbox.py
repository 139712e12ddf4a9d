"""Accepted but not yet in MongoDB: a durable queue in the data folder. Knows no MongoDB and no documents.

Its files, settings, figures and messages call it the spool, as those of the first release did.

Rows are in SQLite, pictures are files beside it. All processes of a data folder share one outbox. What a disk did to it
is noticed: a row by its seal, the file by SQLite, a picture by whoever knows its SHA-256.
"""

import contextlib
import fcntl
import hmac
import json
import logging
import sqlite3
import threading
import time
import uuid
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any
from urllib.parse import quote

from errors import StorageFull, Unavailable, UserErased
from schemas.identity import normal
from storage import disk
from storage.outbox import recovery
from storage.outbox.entries import COLUMNS, Entry, Kind, Ticket, entry, seal

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
NEW = "key, kind, user_id, body, file, size, version, accepted_at, taken_at, seal"
DAMAGED = {sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB}
BUSY = 10.0
ROW_SIZE = 200
ROOM = 2**20
"""Bytes that must be free on the disk for the outbox to count as ready."""
DAY = 86_400
PAGE = 500
LOOK = 1.0
"""Seconds between two looks at a database whose file has changed."""


def _unite_the_people(db: sqlite3.Connection) -> None:
    """What an earlier release accepted under other forms of a user id waits under the normal one."""
    users = [user for [user] in db.execute("SELECT DISTINCT user_id FROM entries")]
    moved = [(normal(user), user) for user in users if normal(user) not in {"", user}]
    db.executemany("UPDATE entries SET user_id = ?, seal = NULL WHERE user_id = ?", moved)


class Outbox:
    """Safe to call from several threads, and from several processes with an Outbox each."""

    def __init__(self, folder: Path, max_bytes: int, mend: bool = True) -> None:
        """Raises Unavailable when it cannot be used. One that is damaged is set aside for a new one, if we may `mend`
        it and no other process has it open.
        """
        self._folder = folder
        self._path = folder / "spool.db"
        self._images = folder / "images"
        self._max_bytes = max_bytes
        self._lock = threading.RLock()
        self._damage: str | None = None
        with self._honest():
            disk.make_folder(self._images)
            with disk.private(folder / "opening.lock", "ab") as opening:
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
    def _honest(self) -> Iterator[None]:
        """Turn what a disk can do to us into our own errors."""
        try:
            yield
        except OSError as error:
            if error.errno in disk.FULL:
                raise StorageFull("The disk of the spool is full", retry_after=30) from error
            raise Unavailable("The spool cannot be written", retry_after=30) from error
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

    def _look(self) -> None:
        """Whether the files are still those that we opened: SQLite itself would go on with deleted ones.

        Raises Unavailable.
        """
        with self._lock, self._honest():
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
    def _transaction(self) -> Iterator[sqlite3.Connection]:
        with self._lock, self._honest():
            self._look()
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield self._db
                self._db.execute("COMMIT")
            except BaseException:
                if self._db.in_transaction:
                    self._db.execute("ROLLBACK")
                raise

    def _rows(self, where: str, *values: Any) -> list[Entry]:
        with self._lock, self._honest():
            found = self._db.execute(f"SELECT {COLUMNS} FROM entries WHERE {where}", values).fetchall()
        return [entry(row) for row in found]

    def _number(self, query: str, *values: Any) -> int:
        with self._lock, self._honest():
            return int(self._db.execute(query, values).fetchone()[0] or 0)

    def ticket(self) -> Ticket:
        """The moment at which a request is taken: its fact is refused when its user is erased after it."""
        return Ticket(self._number("SELECT last FROM clock"), time.time_ns())

    def put(  # noqa: PLR0913, PLR0917 (a fact has so many parts)
        self,
        kind: Kind,
        key: str,
        user_id: str,
        body: Mapping[str, Any],
        image: bytes | None = None,
        ticket: Ticket | None = None,
    ) -> int:
        """Accept a fact, durable on return; its version. A key that is there already is left as it is.

        Raises StorageFull when the limit or the disk is reached, UserErased when the user was erased after `ticket`;
        then nothing of it stays behind.
        """
        text = json.dumps(body)
        size = ROW_SIZE + len(text) + len(image or b"")
        self.check_room(size)
        file = None if image is None else self._write(image)
        try:
            with self._transaction() as db:
                now = time.time_ns()
                [version] = db.execute("UPDATE clock SET last = MAX(last + 1, ?) RETURNING last", (now,)).fetchone()
                self._heed_erasures(db, kind, user_id, Ticket(version, now), ticket)
                times = (now, ticket.at if ticket else now)
                row = (key, kind, user_id, text, file, size, version, *times, seal(key, kind, user_id, text, file))
                added = db.execute(
                    f"INSERT INTO entries ({NEW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                    row,
                ).rowcount
        except BaseException:
            self._unlink(file)
            raise
        if not added:
            self._unlink(file)
        return int(version)

    def _heed_erasures(
        self, db: sqlite3.Connection, kind: Kind, user_id: str, now: Ticket, ticket: Ticket | None
    ) -> None:
        [secret] = db.execute("SELECT value FROM secret").fetchone()
        user = hmac.new(secret, user_id.encode(), sha256).hexdigest()
        if kind == "erasure":
            db.execute("INSERT OR REPLACE INTO erased VALUES (?, ?, ?)", (user, now.version, now.at))
        elif ticket is not None:
            found = db.execute("SELECT version FROM erased WHERE user = ?", (user,)).fetchone()
            if found is not None and found[0] > ticket.version:
                raise UserErased("This user was erased while the request was under way; nothing of it was recorded")

    def restore(self, rows: Iterable[Entry]) -> int:
        """Take entries of a damaged outbox back, those that are not there already; how many."""
        restored = 0
        with self._transaction() as db:
            for one in sorted(rows, key=lambda found: found.version):
                text = json.dumps(one.body)
                fields = (one.key, one.kind, normal(one.user_id) or one.user_id, text, one.file)
                restored += db.execute(
                    f"INSERT OR IGNORE INTO entries ({NEW}, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*fields, one.size, one.version, one.time, one.since, seal(*fields), one.reason),
                ).rowcount
        return restored

    def set_aside(self) -> list[Path]:
        """The damaged databases that lie beside this one, the oldest first."""
        found = {path.with_name(path.name.removesuffix("-wal")) for path in self._folder.glob("spool.db.damaged-*")}
        return sorted(found)

    def _write(self, image: bytes) -> str:
        name = uuid.uuid4().hex
        with self._honest():
            disk.write(self._images / name, image)
        return name

    def _unlink(self, name: str | None) -> None:
        if name is not None:
            with contextlib.suppress(OSError):
                (self._images / name).unlink()

    def check_room(self, size: int = 0) -> None:
        """Raises StorageFull when `size` more bytes are more than the outbox may hold."""
        if self._number("SELECT SUM(size) FROM entries") + size > self._max_bytes:
            raise StorageFull("The spool is full: MongoDB has been away for too long", retry_after=30)

    def admit(self, size: int = ROOM) -> None:
        """Raises StorageFull when the disk has no room for a file of so many bytes, or the outbox for any."""
        self._look()
        self.check_room(1)
        with self._honest():
            disk.reserve(self._images, size)

    def try_out(self) -> None:
        """Write something, durably. Raises StorageFull or Unavailable when nothing could be accepted now."""
        self.admit()
        with self._transaction() as db:
            db.execute("UPDATE clock SET last = last")

    def image(self, entry: Entry) -> bytes | None:
        """The picture of an entry; None when it has none, or has just been drained."""
        if entry.file is None:
            return None
        try:
            return (self._images / entry.file).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("A picture in the spool cannot be read", retry_after=30) from error

    def of_user(self, user_id: str) -> list[Entry]:
        """Everything accepted from a user and not yet in MongoDB, dead letters too, in order."""
        return [found for found in self._rows("user_id = ? ORDER BY seq", user_id) if found.sound]

    def find(self, key: str) -> Entry | None:
        return next((found for found in self._rows("key = ?", key) if found.sound), None)

    def next(self, limit: int) -> list[Entry]:
        """The oldest entries that wait for MongoDB, also those that are not sound."""
        self._look()
        return self._rows("reason IS NULL ORDER BY seq LIMIT ?", limit)

    def waiting(self, kind: Kind) -> Iterator[Entry]:
        """Every sound entry of a kind, dead letters too, some at a time."""
        last = 0
        while found := self._rows("kind = ? AND seq > ? ORDER BY seq LIMIT ?", kind, last, PAGE):
            yield from (one for one in found if one.sound)
            last = found[-1].seq

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
        for one in gone:
            self._unlink(one.file)

    def _scrub(self) -> None:
        """Empty the write-ahead log, which keeps old pages: `secure_delete` overwrites only those of the database."""
        with contextlib.suppress(StorageFull, Unavailable), self._lock, self._honest():
            self._db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()

    def forget(self, erasure: Entry) -> None:
        """Remove whatever is left of a user from before their erasure: their dead letters."""
        self.remove(self._rows("user_id = ? AND seq < ?", erasure.user_id, erasure.seq))

    def bury(self, entry: Entry, reason: str) -> None:
        """Set an entry aside that MongoDB will never take."""
        with self._transaction() as db:
            db.execute("UPDATE entries SET reason = ? WHERE seq = ?", (reason, entry.seq))

    def dead(self) -> list[Entry]:
        return self._rows("reason IS NOT NULL ORDER BY seq")

    def count_dead(self) -> int:
        return self._number("SELECT COUNT(*) FROM entries WHERE reason IS NOT NULL")

    def replay(self) -> int:
        """Let all dead letters try again; how many there were."""
        with self._transaction() as db:
            return db.execute("UPDATE entries SET reason = NULL WHERE reason IS NOT NULL").rowcount

    def depth(self) -> int:
        """Entries that wait for MongoDB."""
        return self._number("SELECT COUNT(*) FROM entries WHERE reason IS NULL")

    def oldest_seconds(self) -> float:
        """Age of the entry that has waited longest; 0 when none waits."""
        first = "SELECT COALESCE(accepted_at, version) FROM entries WHERE reason IS NULL ORDER BY seq LIMIT 1"
        accepted = self._number(f"SELECT ({first})")
        return max(0.0, (time.time_ns() - accepted) / 1e9) if accepted else 0.0

    def sweep(self, older_than: float) -> int:
        """Remove pictures that no entry refers to, left by a writer that was killed; how many.

        Traces of entries that were removed go as well. While a damaged database lies here its pictures are spared.
        """
        self._scrub()
        with self._transaction() as db:
            db.execute("DELETE FROM erased WHERE ABS(? - at) > ?", (time.time_ns(), DAY * 10**9))
        if self.set_aside():
            return 0
        with self._lock, self._honest():
            known = {name for [name] in self._db.execute("SELECT file FROM entries WHERE file IS NOT NULL")}
            limit = time.time() - older_than
            stray = [path for path in self._images.iterdir() if path.name not in known and disk.is_older(path, limit)]
        for path in stray:
            self._unlink(path.name)
        return len(stray)

    def close(self) -> None:
        with self._lock:
            self._db.close()
            self._users.close()
