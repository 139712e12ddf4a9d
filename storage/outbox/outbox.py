"""Accepted but not yet in MongoDB: a durable queue in the data folder. Knows no MongoDB and no documents.

Rows are in SQLite, pictures are files beside it. All processes of a data folder share one outbox. Its files, settings,
figures and messages call it the spool, as those of the first release did.
"""

import hmac
import json
import sqlite3
import time
from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any

from errors import StorageFull, UserErased
from schemas.identity import normal
from storage.outbox.entries import COLUMNS, Entry, EntryKind, Ticket, checksum, entry
from storage.outbox.file import OutboxFile
from storage.outbox.images import Images

NEW = "key, kind, user_id, body, file, size, version, accepted_at, taken_at, seal"
ROW_SIZE = 200
ROOM = 2**20
"""Bytes that must be free on the disk for the outbox to count as ready."""
DAY = 86_400
PAGE = 500


class Outbox:
    """Safe to call from several threads, and from several processes with an Outbox each."""

    def __init__(self, folder: Path, max_bytes: int, mend: bool = True) -> None:
        """Raises Unavailable when it cannot be used. One that is damaged is set aside for a new one, if we may `mend`
        it and no other process has it open.
        """
        self.images = Images(folder / "images")
        self._file = OutboxFile(folder, mend)
        self._max_bytes = max_bytes

    def _rows(self, where: str, *values: Any) -> list[Entry]:
        return [entry(row) for row in self._file.fetch(f"SELECT {COLUMNS} FROM entries WHERE {where}", *values)]

    def _number(self, query: str, *values: Any) -> int:
        [[found]] = self._file.fetch(query, *values)
        return int(found or 0)

    def ticket(self) -> Ticket:
        """The moment at which a request is taken: its fact is refused when its user is erased after it."""
        return Ticket(self._number("SELECT last FROM clock"), time.time_ns())

    def put(  # noqa: PLR0913, PLR0917 (a fact has so many parts)
        self,
        kind: EntryKind,
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
        file = None if image is None else self.images.write(image)
        try:
            with self._file.transaction() as db:
                now = time.time_ns()
                [version] = db.execute("UPDATE clock SET last = MAX(last + 1, ?) RETURNING last", (now,)).fetchone()
                self._heed_erasures(db, kind, user_id, Ticket(version, now), ticket)
                times = (now, ticket.at if ticket else now)
                row = (key, kind, user_id, text, file, size, version, *times, checksum(key, kind, user_id, text, file))
                added = db.execute(
                    f"INSERT INTO entries ({NEW}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (key) DO NOTHING",
                    row,
                ).rowcount
        except BaseException:
            self.images.remove(file)
            raise
        if not added:
            self.images.remove(file)
        return int(version)

    def _heed_erasures(
        self, db: sqlite3.Connection, kind: EntryKind, user_id: str, now: Ticket, ticket: Ticket | None
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
        with self._file.transaction() as db:
            for one in sorted(rows, key=lambda found: found.version):
                text = json.dumps(one.body)
                fields = (one.key, one.kind, normal(one.user_id) or one.user_id, text, one.file)
                restored += db.execute(
                    f"INSERT OR IGNORE INTO entries ({NEW}, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                    (*fields, one.size, one.version, one.time, one.since, checksum(*fields), one.reason),
                ).rowcount
        return restored

    def set_aside(self) -> list[Path]:
        """The damaged databases that lie beside this one, the oldest first."""
        return self._file.set_aside()

    def check_room(self, size: int = 0) -> None:
        """Raises StorageFull when `size` more bytes are more than the outbox may hold."""
        if self._number("SELECT SUM(size) FROM entries") + size > self._max_bytes:
            raise StorageFull("The spool is full: MongoDB has been away for too long", retry_after=30)

    def admit(self, size: int = ROOM) -> None:
        """Raises StorageFull when the disk has no room for a file of so many bytes, or the outbox for any."""
        self._file.look()
        self.check_room(1)
        self.images.reserve(size)

    def try_out(self) -> None:
        """Write something, durably. Raises StorageFull or Unavailable when nothing could be accepted now."""
        self.admit()
        with self._file.transaction() as db:
            db.execute("UPDATE clock SET last = last")

    def image(self, entry: Entry) -> bytes | None:
        """The picture of an entry; None when it has none, or has just been drained."""
        return None if entry.file is None else self.images.read(entry.file)

    def of_user(self, user_id: str) -> list[Entry]:
        """Everything accepted from a user and not yet in MongoDB, dead letters too, in order."""
        return [found for found in self._rows("user_id = ? ORDER BY seq", user_id) if found.sound]

    def find(self, key: str) -> Entry | None:
        return next((found for found in self._rows("key = ?", key) if found.sound), None)

    def next(self, limit: int) -> list[Entry]:
        """The oldest entries that wait for MongoDB, also those that are not sound."""
        self._file.look()
        return self._rows("reason IS NULL ORDER BY seq LIMIT ?", limit)

    def waiting(self, kind: EntryKind) -> Iterator[Entry]:
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
        with self._file.lock:
            with self._file.transaction() as db:
                db.executemany("DELETE FROM entries WHERE seq = ?", [(entry.seq,) for entry in gone])
            if any(entry.kind == "erasure" for entry in gone):
                self._file.scrub()
        for one in gone:
            self.images.remove(one.file)

    def forget(self, erasure: Entry) -> None:
        """Remove whatever is left of a user from before their erasure: their dead letters."""
        self.remove(self._rows("user_id = ? AND seq < ?", erasure.user_id, erasure.seq))

    def dead_letter(self, entry: Entry, reason: str) -> None:
        """Set an entry aside that MongoDB will never take."""
        with self._file.transaction() as db:
            db.execute("UPDATE entries SET reason = ? WHERE seq = ?", (reason, entry.seq))

    def dead(self) -> list[Entry]:
        return self._rows("reason IS NOT NULL ORDER BY seq")

    def count_dead(self) -> int:
        return self._number("SELECT COUNT(*) FROM entries WHERE reason IS NOT NULL")

    def replay(self) -> int:
        """Let all dead letters try again; how many there were."""
        with self._file.transaction() as db:
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
        self._file.scrub()
        with self._file.transaction() as db:
            db.execute("DELETE FROM erased WHERE ABS(? - at) > ?", (time.time_ns(), DAY * 10**9))
        if self.set_aside():
            return 0
        known = {name for [name] in self._file.fetch("SELECT file FROM entries WHERE file IS NOT NULL")}
        return self.images.sweep(known, older_than)

    def removed(self, tenant: str) -> None:
        """Say whose it was, to whoever comes once this is closed."""
        self._file.removed = tenant

    def close(self) -> None:
        """From then on everything raises Unavailable, or Forbidden where the tenant was removed."""
        self._file.close()
