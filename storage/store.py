"""The interaction log as the service sees it: schemas in, schemas out, and our own errors only."""

import logging
from contextlib import ExitStack, closing
from pathlib import Path
from typing import Self

from errors import NotFound, Unavailable
from schemas import Interaction, Mark
from storage import facts
from storage.blobs import MongoBlobs
from storage.database import Database, Refused
from storage.drainer import Drainer
from storage.embedded import Embedded
from storage.history import Filter, History, Page
from storage.ledger import Ledger
from storage.migrations import Schema
from storage.options import Options
from storage.spool import Spool

log = logging.getLogger(__name__)


class Store:
    """Safe to call from several threads, and from several processes with a Store each. Every call may block."""

    def __init__(self, database: Database, data_dir: Path, options: Options, parts: ExitStack) -> None:
        """Built by `open`. `parts` is what `close` will close, the last first."""
        folder = data_dir / "spool"
        self._parts = parts
        self._database = database
        self._schema = Schema(database)
        self._blobs = MongoBlobs(database)
        self._spool = parts.enter_context(closing(Spool(folder, options.spool_max_bytes)))
        self._history = History(self._spool, database)
        ledger = Ledger(database, self._blobs, self._spool.image)
        self._drainer = parts.enter_context(closing(Drainer(folder, self._spool, ledger, self._schema)))

    @classmethod
    def open(cls, uri: str | None, data_dir: Path, options: Options | None = None) -> Self:
        """Connect to the MongoDB at `uri`, or to the embedded one of `data_dir`. One per process, after any fork.

        A server at `uri` may be away: then the spool works alone until it is back. Raises Unavailable when `uri`
        makes no sense, when the server refuses us, or when there is no `uri` and no embedded server either.
        """
        options = options or Options()
        with ExitStack() as parts:
            embedded = None if uri else parts.enter_context(closing(Embedded(data_dir, options.mongod)))
            database = parts.enter_context(closing(Database(embedded.uri if embedded else str(uri), options)))
            store = cls(database, data_dir, options, parts)
            store._greet()
            store._parts = parts.pop_all()
        return store

    def _greet(self) -> None:
        try:
            self._schema.prepare()
        except Refused:
            raise
        except Unavailable as error:
            log.warning("starting without MongoDB, the spool keeps what comes: %s", error)

    def record(self, interaction: Interaction, image: bytes, mime: str) -> None:
        """Log one interaction and its picture: durable on return, and the same when repeated.

        Raises StorageFull when there is no room, ValueError when `image_url` does not fit the id and `mime`.
        """
        body = facts.interaction_body(interaction, image, mime)
        self._spool.put("interaction", interaction.id, interaction.user_id, body, image)
        self._drainer.wake()

    def record_failure(self, failure: facts.Failure) -> None:
        """Log a request that got no picture, as durably as `record`. Raises StorageFull."""
        self._spool.put("failure", failure.id, failure.user_id, facts.failure_body(failure))
        self._drainer.wake()

    def history(self, user_id: str, limit: int = 50, before: str | None = None, wanted: Filter | None = None) -> Page:
        """At most `limit` interactions of a user, newest first; with `before`, those older than that interaction.

        Raises InvalidRequest when `before` is not an interaction of this user.
        """
        return self._history.page(user_id, limit, before, wanted or Filter())

    def mark(self, user_id: str, image_path: str, result: bool) -> Mark:
        """Set or change a user's verdict on one of their pictures: durable on return.

        Raises NotFound when they have no such picture, Unavailable when only an absent MongoDB could know.
        """
        line = self._history.find(image_path.removeprefix(facts.IMAGES))
        if line is None or line["user_id"] != user_id or not image_path.startswith(facts.IMAGES):
            raise NotFound("This user has no such image")
        self._spool.put("mark", facts.new_key(), user_id, facts.mark_body(line["_id"], line["created_at"], result))
        self._drainer.wake()
        return Mark(user_id=user_id, image_path=image_path, result=result)

    def image(self, name: str) -> tuple[bytes, str]:
        """The bytes and the mime type of a picture. Raises NotFound."""
        line = self._history.find(name)
        if line is not None:
            picture = line["picture"]
            content = self._history.waiting_image(line) or self._blobs.get(picture["sha256"])
            if content is not None:
                return content, picture["mime"]
        raise NotFound("There is no such image")

    def ping(self) -> None:
        """Raises StorageFull when the log can take nothing more. An absent MongoDB is no reason: see `reachable`."""
        self._spool.check_room(1)

    def reachable(self) -> bool:
        """Whether MongoDB answers."""
        try:
            self._database.ping()
        except Unavailable:
            return False
        return True

    def spool_depth(self) -> int:
        """How many entries wait for MongoDB."""
        return self._spool.depth()

    def spool_oldest_seconds(self) -> float:
        """How long the first of them has waited; 0 when none waits."""
        return self._spool.oldest_seconds()

    def close(self) -> None:
        """What waits in the spool stays there, and is drained after the next start."""
        self._parts.close()
