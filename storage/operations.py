"""What an operator does with a whole log, beside what the service does with one user's."""

import logging
import time
from collections.abc import Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from errors import Unavailable
from schemas import Interaction, name_at
from schemas.identity import normal
from storage import archive
from storage.blobs import is_whole
from storage.check import Report, check, damaged
from storage.mongo import documents, transfer
from storage.mongo.erasure import ORPHAN_AGE, Erased
from storage.mongo.mapping import as_interaction
from storage.outbox.entries import Entry
from storage.outbox.recovery import recovered
from storage.store import Store

log = logging.getLogger(__name__)

BATCH = 200


class Operations:
    """Works on an open store. Every call may take long."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._marks = store.database.objects(documents.Mark)
        self._interactions = store.database.objects(documents.Interaction)

    def settle(self, within: float = 60.0) -> None:
        """Wait until nothing waits in the outbox any more. Raises Unavailable."""
        deadline = time.monotonic() + within
        while self._store.outbox_depth():
            if time.monotonic() > deadline:
                raise Unavailable("The spool is not drained: see `check`")
            time.sleep(0.05)

    def check(self, deep: bool = False) -> Report:
        """Whether all is as it should be; `deep` reads every picture, and tells which is not what was recorded."""
        store = self._store
        report = check(store.database, store.schema, store.blobs, store.outbox, store.eraser)
        if deep:
            wrong = damaged(store.database, store.blobs, store.outbox)
            report.faults.extend(f"the picture of interaction {key} is damaged" for key in wrong)
        return report

    def salvage(self) -> tuple[int, int]:
        """Put what can be read of damaged outboxes back into ours: how many entries, and how many were left out.

        Left out is what is there or done already, and a picture that is gone or damaged. It may be repeated.
        """
        outbox, eraser = self._store.outbox, self._store.eraser
        found = {one.key: one for path in outbox.set_aside() for one in recovered(path)}
        wanted = [one for one in found.values() if self._is_wanted(one)]
        restored = outbox.restore(one for one in wanted if one.kind != "erasure" or not eraser.is_done(one.key))
        return restored, len(found) - restored

    def _is_wanted(self, entry: Entry) -> bool:
        if entry.kind != "interaction":
            return True
        content = self._store.outbox.image(entry)
        return content is not None and is_whole(str(entry.body["picture"]["sha256"]), content)

    def erase(self, user_id: str) -> Erased:
        """Remove everything of a user; any form of the id will do."""
        return self._store.erase(normal(user_id) or user_id)

    def replay(self) -> int:
        """Let the dead letters try again; how many there were."""
        return self._store.outbox.replay()

    def collect(self, age: timedelta = ORPHAN_AGE) -> int:
        """Remove pictures older than `age` that nothing refers to; how many."""
        return self._store.eraser.collect(age)

    def count_marked(self) -> int:
        return int(self._store.database.with_retry(self._marks(value__ne=None).count))

    def marked(self) -> Iterator[Interaction]:
        """All interactions that have a mark."""
        last = ""
        while marks := self._chunk_of_marks(last):
            last = marks[-1]["_id"]
            lines = self._interactions(id__in=[mark["interaction"] for mark in marks]).as_pymongo()
            found: list[Any] = self._store.database.with_retry(partial(list, lines))
            yield from map(as_interaction, found)

    def _chunk_of_marks(self, last: str) -> list[dict[str, str]]:
        marks = self._marks(id__gt=last, value__ne=None).order_by("id").limit(BATCH).as_pymongo()
        return self._store.database.with_retry(lambda: list(marks.clone()))

    def export_marked(self, folder: Path) -> Iterator[Interaction]:
        """Write the marked pictures as an imagefolder, yielding each when it is done."""
        return archive.imagefolder(self.marked(), lambda line: self._store.image(name_at(line.image_url))[0], folder)

    def dump(self, folder: Path) -> Iterator[tuple[str, int]]:
        """Write everything to files: collection by collection, with the number of documents.

        Dead letters are not in MongoDB, so they are left out, with a warning.
        """
        self.settle()
        if dead := self._store.outbox.dead():
            log.warning("%d dead letters stay in the spool and are not in the dump: see `check`, `replay`", len(dead))
        yield from transfer.dump(self._store.database, folder)

    def load(self, folder: Path) -> Iterator[tuple[str, int]]:
        """Put dumped files into the database of the store, then bring them to the schema of this code.

        Raises FileNotFoundError when the folder holds no complete dump.
        """
        yield from transfer.load(self._store.database, folder)
        self._store.schema.prepare(again=True)
