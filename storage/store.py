"""The interaction log as the service sees it: schemas in, schemas out, and our own errors only."""

import time
from pathlib import Path
from typing import Self

from errors import Detail, InvalidRequest, NotFound
from schemas import Interaction, Mark
from storage.blobs import MongoBlobs
from storage.database import Database
from storage.embedded import Embedded
from storage.ledger import IMAGES, Ledger
from storage.options import Options

INDEXING = 600.0
"""Seconds that the first start on a full database may take to build its indexes."""


class Store:
    """Safe to call from several threads, and from several processes with a Store each. Every call may block."""

    def __init__(self, database: Database, embedded: Embedded | None) -> None:
        self._database = database
        self._embedded = embedded
        self._ledger = Ledger(database, MongoBlobs(database))

    @classmethod
    def open(cls, uri: str | None, data_dir: Path, options: Options | None = None) -> Self:
        """Connect to the MongoDB at `uri`, or to the embedded one of `data_dir`, and make its indexes.

        Raises Unavailable when neither is possible. Open one per process, after any fork, and close it.
        """
        options = options or Options()
        embedded = None if uri else Embedded(data_dir, options.mongod)
        try:
            database = Database(embedded.uri, options, embedded.ensure) if embedded else Database(str(uri), options)
            database.steady(database.ping)
            database.steady(database.ensure_indexes, INDEXING)
        except BaseException:
            if embedded:
                embedded.close()
            raise
        return cls(database, embedded)

    def record(self, interaction: Interaction, image: bytes, mime: str) -> None:
        """Log one interaction and its picture; durable on return, and the same when repeated."""
        self._database.steady(lambda: self._ledger.write(interaction, image, mime))

    def history(self, user_id: str, limit: int = 50, before: str | None = None) -> list[Interaction]:
        """At most `limit` interactions of a user, newest first; with `before`, those older than that interaction.

        Raises InvalidRequest when `before` is not an interaction of this user.
        """
        position = None
        if before is not None:
            position = self._database.steady(lambda: self._ledger.position(user_id, before))
            if position is None:
                limits = "the id of an interaction of this user"
                fault = Detail("before", before, limits, f"before should be {limits}")
                raise InvalidRequest(fault.message, details=(fault,))
        return self._database.steady(lambda: self._ledger.page(user_id, limit, position))

    def mark(self, user_id: str, image_path: str, result: bool) -> Mark:
        """Set or change a user's verdict on one of their pictures. Raises NotFound when they have no such picture."""
        name = image_path.removeprefix(IMAGES)
        if not image_path.startswith(IMAGES) or self._database.steady(lambda: self._ledger.owner(name)) != user_id:
            raise NotFound("This user has no such image")
        version = time.time_ns()
        self._database.steady(lambda: self._ledger.mark(user_id, name.partition(".")[0], result, version))
        return Mark(user_id=user_id, image_path=image_path, result=result)

    def image(self, name: str) -> tuple[bytes, str]:
        """The bytes and the mime type of a picture. Raises NotFound."""
        found = self._database.steady(lambda: self._ledger.image(name))
        if found is None:
            raise NotFound("There is no such image")
        return found

    def ping(self) -> None:
        """Raises Unavailable when MongoDB does not answer."""
        self._database.steady(self._database.ping)

    def close(self) -> None:
        self._database.close()
        if self._embedded:
            self._embedded.close()
