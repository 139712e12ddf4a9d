"""The interaction log as the service sees it: schemas in, schemas out, and our own errors only."""

import itertools
import logging
import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, closing, suppress
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Self

from errors import InvalidRequest, NotFound, Unavailable
from schemas import BrandReport, Interaction, Mark, MarkAbout, address, name_at
from schemas.identity import DEFAULT_TENANT, TENANT
from storage import archive
from storage.blobs import is_whole
from storage.filter import Filter
from storage.history import History, Line, Page
from storage.mongo import mapping
from storage.mongo.access_keys import AccessKeys
from storage.mongo.database import Database, Refused
from storage.mongo.embedded import Embedded
from storage.mongo.erasure import Erased, Eraser
from storage.mongo.idempotency import IdempotencyKeys
from storage.mongo.jobs import Jobs
from storage.mongo.migrations import Schema
from storage.mongo.quotas import Quotas
from storage.mongo.removals import Removals
from storage.mongo.report import report
from storage.mongo.trail import Trail
from storage.mongo.webhooks import Webhooks
from storage.mongo.writer import Writer
from storage.opening import TENANTS, claim, open_blobs
from storage.options import Options
from storage.outbox.entries import EntryKind, Ticket
from storage.outbox.outbox import Outbox
from storage.outbox.relay import PeriodicTask, Relay, Write
from storage.recognition import Recognition
from storage.token_bucket import TokenBucket

log = logging.getLogger(__name__)

NO_IMAGE = "There is no such image"
HOUR = 3600.0
WALK = 200
STRANGE = "This user has no such image"
FAILURES_A_SECOND, FAILURES_AT_ONCE = 2.0, 120
"""How many failed requests are kept: one client can make hundreds a second."""


class Store:
    """One tenant's log. Safe to call from several threads, and from several processes with a Store each. Every call
    may block. The one that was opened is the default tenant's; `of` leads to the others'.
    """

    def __init__(self, database: Database, data_dir: Path, options: Options, parts: ExitStack, idle: bool) -> None:
        """Built by `open`. `parts` is what `close` will close, the last first. The attributes are for this folder."""
        folder = data_dir / "spool"
        self._parts, self.data_dir, self.options, self._idle = parts, data_dir, options, idle
        self._others: dict[str, Store] = {}
        self._opening = threading.Lock()
        self.database, self.tenant = database, database.tenant
        self.schema = Schema(database, options)
        everybody = database.of(DEFAULT_TENANT)
        self.access_keys, self.quotas, self.removals = AccessKeys(everybody), Quotas(everybody), Removals(everybody)
        self.trail = Trail(database)
        self.jobs = Jobs(database, self.quotas)
        self.webhooks = Webhooks(database, self.jobs)
        self.blobs = open_blobs(database, options)
        self.outbox = parts.enter_context(closing(Outbox(folder, options.spool_max_bytes, mend=not idle)))
        self._history = History(self.outbox, database)
        self._recognition = Recognition(database)
        self.keys = parts.enter_context(closing(IdempotencyKeys(database)))
        self._failures = TokenBucket(FAILURES_A_SECOND, FAILURES_AT_ONCE)
        self.eraser = Eraser(database, self.blobs, self.jobs, self.outbox.forget)
        writer = Writer(database, self.blobs, self.outbox.image)
        by_kind: dict[EntryKind, Write] = {
            "interaction": writer.interactions,
            "failure": writer.failures,
            "mark": writer.marks,
            "likeness": writer.likenesses,
        }
        heeded = self.eraser.tombstones.heeded
        write = {kind: heeded(kind, of_kind) for kind, of_kind in by_kind.items()}
        write["erasure"] = self.eraser.run
        tasks = (
            PeriodicTask(partial(self.outbox.sweep, HOUR), every=HOUR),
            PeriodicTask(self.eraser.collect_some, every=24 * HOUR),
        )
        relay = Relay(folder, self.outbox, self.schema.prepare, write, tasks)
        self._relay = parts.enter_context(closing(relay))

    @classmethod
    def open(cls, uri: str | None, data_dir: Path, options: Options | None = None, idle: bool = False) -> Self:
        """Connect to the MongoDB at `uri`, or to the embedded one of `data_dir`. One per process, after any fork.

        An `idle` store changes nothing by itself: it makes no indexes, migrates nothing and leaves the outbox alone.

        A server at `uri` may be away: then the outbox works alone until it is back. Raises Unavailable when the data
        folder cannot be used, when `uri` makes no sense, when the server refuses us or its database is of a much newer
        version than this code, or when there is no `uri` and no embedded server either.
        """
        options = options or Options()
        claim(data_dir)
        with ExitStack() as parts:
            embedded = None if uri else parts.enter_context(closing(Embedded(data_dir, options.mongod)))
            database = parts.enter_context(closing(Database(embedded.uri if embedded else str(uri), options)))
            return cls._begun(database, data_dir, options, parts, idle)

    @classmethod
    def _begun(cls, database: Database, data_dir: Path, options: Options, parts: ExitStack, idle: bool) -> Self:
        store = cls(database, data_dir, options, parts, idle)
        if not idle:
            store._greet()
            store._relay.start()
        store._parts = parts.pop_all()
        return store

    def of(self, tenant: str) -> "Store":
        """Another tenant's log, with collections, a spool and pictures of its own, opened once and closed with this.

        Raises InvalidRequest for a name that is none, Forbidden for one that was removed, else as `open`.
        """
        if tenant == self.tenant:
            return self
        assert self.tenant == DEFAULT_TENANT, "one tenant's log leads to no other's"
        if not TENANT.fullmatch(tenant):
            raise InvalidRequest.of_field("tenant", tenant[:60], "a to z, 0 to 9 and -, at most 32 characters")
        with self._opening:
            if tenant not in self._others:
                with suppress(Unavailable):  # then what waits for MongoDB is left out once that is back
                    self.removals.check(tenant)
                data_dir = self.data_dir / TENANTS / tenant
                claim(data_dir)
                with ExitStack() as parts:
                    database = self.database.of(tenant)
                    self._others[tenant] = self._begun(database, data_dir, self.options, parts, self._idle)
            return self._others[tenant]

    def is_open(self, tenant: str) -> bool:
        """Whether another tenant's log was opened, and not shut since."""
        return tenant in self._others

    def shut(self, tenant: str) -> None:
        """Close the log of a tenant that was removed: whoever is still at it gets Forbidden."""
        with self._opening:
            found = self._others.pop(tenant, None)
        if found:
            found.outbox.removed(tenant)
            found.close()

    def existing(self, tenant: str) -> "Store":
        """The log of a tenant that is known. Raises NotFound: for an operator who mistypes its name."""
        if tenant not in (known := self.tenants()):
            raise NotFound(f"There is no tenant {tenant}, only {', '.join(sorted(known))}")
        return self.of(tenant)

    def tenants(self) -> set[str]:
        """All that are known: those with a key, and, also while MongoDB is away, those with a spool on this machine."""
        folder = self.data_dir / TENANTS
        found = {one.name for one in folder.iterdir() if TENANT.fullmatch(one.name)} if folder.exists() else set()
        with suppress(Unavailable):
            found |= self.access_keys.tenants() | self.schema.tenants()
            found -= self.removals.names()
        return found | {DEFAULT_TENANT}

    def _greet(self) -> None:
        try:
            self.schema.prepare()
        except Refused:
            raise
        except Unavailable as error:
            log.warning("starting without MongoDB, the spool keeps what comes: %s", error.__cause__ or error)

    def ticket(self, since: datetime | None = None) -> Ticket:
        """The moment at which a request is taken, or was, for what is recorded of it later: see `record`."""
        if since is None:
            return self.outbox.ticket()
        nanoseconds = int(since.timestamp() * 1000) * 1_000_000
        return Ticket(nanoseconds, nanoseconds)

    def record(self, interaction: Interaction, image: bytes, mime: str, ticket: Ticket | None = None) -> None:
        """Log one interaction and its picture: durable on return, and the same when repeated.

        Raises StorageFull when there is no room, ValueError when `image_url` does not fit the id and `mime`,
        UserErased when the user was erased after `ticket`.
        """
        body = mapping.interaction_body(interaction, image, mime)
        self.outbox.put("interaction", interaction.id, interaction.user_id, body, image, ticket)
        self._relay.wake()

    def record_failure(self, failure: mapping.Failure, ticket: Ticket | None = None) -> bool:
        """Log a request that got no picture, as durably as `record`; False when it is one too many of late.

        Raises StorageFull, and UserErased as `record`.
        """
        if not self._failures.take():
            return False
        self.outbox.put("failure", failure.id, failure.user_id, mapping.failure_body(failure), ticket=ticket)
        self._relay.wake()
        return True

    def given(self, line: Interaction, looks: str, ticket: Ticket) -> None:
        """Log what an advertisement over this picture looks like that is given out, to be known again: once a look.

        Durable on return. Raises as `record`.
        """
        body = mapping.likeness_body(line, looks)
        self.outbox.put("likeness", mapping.likeness_key(line.id, looks), line.user_id, body, ticket=ticket)
        self._relay.wake()

    def history(self, user_id: str, limit: int = 50, before: str | None = None, wanted: Filter | None = None) -> Page:
        """At most `limit` interactions of a user, newest first; with `before`, those older than that interaction.

        Raises InvalidRequest when `before` is not an interaction of this user.
        """
        return self._history.page(user_id, limit, before, wanted or Filter())

    def mark(
        self, user_id: str, path: str, result: bool | None, reason: str | None = None, about: MarkAbout = "picture"
    ) -> Mark:
        """Set, change or (with None) withdraw a user's verdict on a picture of theirs, or its ad: durable on return.

        Raises NotFound when they have no such thing, Unavailable when only an absent MongoDB could know.
        """
        ticket, line = self.ticket(), self._own(user_id, name_at(path))
        if path != address(line["picture"]["name"]) or (about == "ad" and not line["metadata"].get("ad")):
            raise NotFound(STRANGE if about == "picture" else "This user has no such advertisement")
        body = mapping.mark_body(line, result, reason, about)
        self.outbox.put("mark", mapping.new_key(), user_id, body, ticket=ticket)
        self._relay.wake()
        return Mark(user_id=user_id, image_path=path, result=result, reason=reason, about=about)

    def interaction(self, name: str) -> Interaction:
        """The line of history whose picture has this name. Raises NotFound."""
        line = self._history.find(name)
        if line is None:
            raise NotFound(NO_IMAGE)
        return mapping.as_interaction(line)

    def by_content(self, digest: str, user_id: str | None = None) -> Interaction | None:
        """The newest interaction, of this user or of anybody, whose picture has this SHA-256. Raises Unavailable."""
        line = self._recognition.by_content(digest, user_id)
        return None if line is None else mapping.as_interaction(line)

    def likenesses(self, user_id: str | None = None) -> tuple[list[str], list[bytes]]:
        """Ids of interactions, of this user or of everybody, and the perceptual hashes of their pictures, then of
        advertisements over them.

        Those that wait for MongoDB are left out. Raises Unavailable.
        """
        return self._recognition.likenesses(user_id)

    def by_id(self, id: str) -> Interaction | None:
        """The interaction of an id, unless it is gone meanwhile. Raises Unavailable."""
        line = self._history.of_id(id)
        return None if line is None else mapping.as_interaction(line)

    def image(self, name: str) -> tuple[bytes, str]:
        """The bytes and the mime type of a picture, as they were recorded. Raises NotFound when they are not there."""
        line = self._history.find(name)
        if line is None:
            raise NotFound(NO_IMAGE)
        return self._content(line), line["picture"]["mime"]

    def own_image(self, user_id: str, name: str) -> bytes:
        """The bytes of a picture of this user. Raises NotFound as `image`, and when it is somebody else's."""
        return self._content(self._own(user_id, name))

    def _own(self, user_id: str, name: str) -> Line:
        line = self._history.find(name)
        if line is None or line["user_id"] != user_id:
            raise NotFound(STRANGE)
        return line

    def _content(self, line: Line) -> bytes:
        digest = line["picture"]["sha256"]
        waiting = self._history.waiting_image(line)
        content = waiting if waiting is not None and is_whole(digest, waiting) else self.blobs.get(digest)
        if content is not None and is_whole(digest, content):
            return content
        if waiting is None and content is None:
            raise NotFound(NO_IMAGE)
        log.error("the picture %s is damaged: see `python -m storage check --deep`", line["picture"]["name"])
        raise NotFound("This picture was damaged on the disk, and is not shown")

    def report(
        self, since: datetime | None = None, until: datetime | None = None, user_id: str | None = None
    ) -> BrandReport:
        """The brand scores of everybody's pictures, or of one user's, in a span of time, without those that wait.

        Raises Unavailable.
        """
        return report(self.database, since, until, user_id)

    def erase(self, user_id: str, within: float = 60.0) -> Erased:
        """Remove everything of a user: interactions, failures, marks, kept answers, and pictures nobody else has.

        Raises Unavailable when that is not done `within` seconds: it is accepted then, and will be done.
        """
        key = mapping.new_key()
        self.outbox.put("erasure", key, user_id, {})
        self._relay.wake()
        deadline = time.monotonic() + within
        while self.outbox.find(key):
            if time.monotonic() > deadline:
                raise Unavailable("The erasure is accepted, and is done as soon as MongoDB answers", retry_after=60)
            time.sleep(0.02)
        return self.eraser.erased(key) or Erased(0, 0, 0, 0)

    def walk(self, user_id: str, before: str | None = None, wanted: Filter | None = None) -> Iterator[Interaction]:
        """All interactions of a user, newest first. Raises Unavailable rather than leaving some out."""
        while True:
            page = self.history(user_id, WALK, before, wanted)
            if page.partial:
                raise Unavailable("MongoDB does not answer", retry_after=5)
            yield from page
            before = page.next
            if before is None:
                return

    def export(
        self,
        user_id: str,
        wanted: Filter | None = None,
        labels: Mapping[str, str] | None = None,
        pattern: str | None = None,
        beside: archive.Beside = lambda _: (),
    ) -> Iterator[bytes]:
        """A ZIP of wanted pictures of a user, what goes `beside` each, and a `metadata.jsonl`; none is held for long.

        With `labels`, by the names of pictures, only these, and each file's name begins with its label, or is by a
        `pattern`. Raises at once, before the first piece: NotFound when one of them is not this user's, Unavailable
        when MongoDB is away.
        """
        wanted, said = wanted or Filter(), labels or {}
        by_id = {name.partition(".")[0]: label for name, label in said.items()}
        if said:
            wanted = wanted.among(said)
            theirs = {name_at(line.image_url) for line in self.walk(user_id, wanted=Filter(ids=wanted.ids))}
            if strangers := [name for name in said if name not in theirs]:
                raise NotFound(f"This user has no image {strangers[0]}")
        newest = list(itertools.islice(self.walk(user_id, wanted=wanted), 1))
        return archive.zipped(
            lambda: itertools.chain(newest, *(self.walk(user_id, line.id, wanted) for line in newest)),
            lambda line: self.image(name_at(line.image_url))[0],
            by_id,
            pattern,
            beside,
        )

    def admit(self, size: int) -> None:
        """Whether a picture of at most so many bytes could be recorded now. Raises StorageFull or Unavailable."""
        self.outbox.admit(size)

    def ping(self) -> None:
        """Raises StorageFull or Unavailable when the log can take nothing now, which it tries out.

        An absent MongoDB is no reason.
        """
        self.outbox.try_out()

    def outbox_depth(self) -> int:
        """How many entries wait for MongoDB."""
        return self.outbox.depth()

    def outbox_dead(self) -> int:
        """How many entries MongoDB will never take, as they are."""
        return self.outbox.count_dead()

    def outbox_oldest_seconds(self) -> float:
        """How long the first of them has waited; 0 when none waits."""
        return self.outbox.oldest_seconds()

    def close(self) -> None:
        """Write out the outbox, for some seconds and if MongoDB answers; the rest is drained after the next start."""
        with self._parts as parts:
            for other in self._others.values():
                parts.callback(other.close)
