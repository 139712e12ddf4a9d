"""How what was logged goes away: a person who asks for it, and pictures that nobody refers to."""
# mypy: disable-error-code="import-untyped"

import logging
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import partial
from hashlib import sha256
from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField

from storage.blobs import BlobStore
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.documents import NamedDocument
from storage.mongo.idempotency import IdempotencyKey
from storage.mongo.jobs import JOBS, Jobs
from storage.mongo.mapping import from_nanoseconds
from storage.mongo.tombstones import Tombstones
from storage.mongo.trail import Trail, pseudonym
from storage.mongo.webhooks import HOOKS, keep_bars
from storage.outbox.entries import Entry

log = logging.getLogger(__name__)

BATCH = 500
ORPHAN_AGE = timedelta(days=1)
YOUNG = timedelta(hours=1)
"""A picture is put before the line that refers to it, and another machine may be between the two for this long."""


@dataclass(frozen=True, slots=True)
class Erased:
    """How much of a person there was."""

    interactions: int
    failures: int
    marks: int
    images: int
    pseudonym: str = field(default="", compare=False)
    """What the trail calls them from now on."""


class Tombstone(NamedDocument):
    """That somebody was erased, and how much; not who."""

    erased_at = DateTimeField()
    interactions = IntField()
    failures = IntField()
    marks = IntField()
    images = IntField()
    done = BooleanField()

    meta: ClassVar[dict[str, Any]] = {"collection": "tombstones"}


class Eraser:
    """Removes for good. Everything may be repeated; what an interrupted run left is found by the next one."""

    def __init__(self, database: Database, blobs: BlobStore, jobs: Jobs, forget: Callable[[Entry], None]) -> None:
        """`forget` removes what the outbox still has of a user from before an entry."""
        self._forget, self._jobs = forget, jobs
        self._collection: Iterator[int] | None = None
        self._database = database
        self._blobs = blobs
        self._interactions = database.objects(documents.Interaction)
        self._tombstones = database.objects(Tombstone)
        self.tombstones = Tombstones(database)
        self._trail = Trail(database)

    def run(self, entries: Iterable[Entry]) -> dict[str, str]:
        """Erase the users of these entries; none is ever rejected."""
        for entry in entries:
            self.tombstones.put(entry)
            self._leave_tombstone(entry)
            self._erase(entry.user_id)
            self._trail.rename(entry.user_id, _pseudonym(entry.key))
            self._forget(entry)
            self._database.with_retry(partial(self._tombstones(id=entry.key).update_one, set__done=True))
        return {}

    def _leave_tombstone(self, entry: Entry) -> None:
        user = entry.user_id
        owned = self._interactions(user_id=user)
        counts = {
            "interactions": self._count(documents.Interaction, user),
            "failures": self._count(documents.Failure, user),
            "marks": self._count(documents.Mark, user, value={"$ne": None}),
            "images": len(self._database.with_retry(lambda: owned.distinct("picture.sha256"))),
        }
        fields = {f"set_on_insert__{name}": count for name, count in counts.items()}
        tombstone = self._tombstones(id=entry.key)
        self._database.with_retry(
            lambda: tombstone.update_one(upsert=True, set_on_insert__erased_at=from_nanoseconds(entry.time), **fields)
        )

    def _erase(self, user: str) -> None:
        """Pictures before the lines that name them, so that an interruption forgets no picture.

        Young ones are left to `collect`: somebody else's line may be on its way to the same content.
        """
        owned = self._interactions(user_id=user)
        while lines := self._database.with_retry(lambda: list(owned.only("picture").limit(BATCH).as_pymongo())):
            names = {line["picture"]["sha256"] for line in lines}
            self._blobs.drop(names - self._used(names, by_others_than=user), older_than=datetime.now(UTC) - YOUNG)
            keys = [line["_id"] for line in lines]
            self._database.with_retry(self._interactions(id__in=keys).delete)
        self._jobs.forget_of(user)
        keep_bars(self._database, user, self.tombstones.name(user))
        records = (one for one in documents.RECORDS if one is not documents.Interaction)
        for kind in (*records, IdempotencyKey, *JOBS, *HOOKS):
            owned_too = self._database.objects(kind)(user_id=user)
            self._database.with_retry(owned_too.delete)

    def is_done(self, key: str) -> bool:
        """Whether an erasure came to its end: it must not be done again then."""
        return self._database.with_retry(lambda: self._tombstones(id=key, done=True).first()) is not None

    def erased(self, key: str) -> Erased | None:
        """The outcome of an erasure, None while it is not done."""
        found = self._database.with_retry(lambda: self._tombstones(id=key).as_pymongo().first())
        if found is None:
            return None
        counts = {name: found[name] for name in ("interactions", "failures", "marks", "images")}
        return Erased(**counts, pseudonym=_pseudonym(key))

    def collect(self, age: timedelta = ORPHAN_AGE) -> int:
        """Remove pictures that are older than `age` and that no interaction refers to; how many."""
        return sum(self._collecting(age))

    def collect_some(self) -> bool:
        """A bit of `collect`, for who has other things to do as well; whether there is more. After an error: anew."""
        collection, self._collection = self._collection or self._collecting(ORPHAN_AGE), None
        if next(collection, None) is not None:
            self._collection = collection
        return self._collection is not None

    def _collecting(self, age: timedelta) -> Iterator[int]:
        limit = datetime.now(UTC) - age
        for names in self.orphans(limit):
            self._blobs.drop(names, older_than=limit)
            yield len(names)

    def orphans(self, than: datetime) -> Iterable[set[str]]:
        """Names of pictures that were put before that moment and that no interaction refers to, in sets."""
        for names in self._blobs.older(than):
            yield names - self._used(names)

    def _used(self, names: Iterable[str], by_others_than: str | None = None) -> set[str]:
        lines = self._interactions(picture__sha256__in=list(names))
        if by_others_than is not None:
            lines = lines(user_id__ne=by_others_than)
        return set(self._database.with_retry(lambda: lines.distinct("picture.sha256")))

    def _count(self, kind: type[documents.Record], user: str, **only: Any) -> int:
        owned = {"user_id": user, **only}
        return int(self._database.with_retry(lambda: self._database.collection(kind).count_documents(owned)))


def _pseudonym(erasure: str) -> str:
    """Of whoever an erasure was of: drawn with it, so that nobody can find out whose it is."""
    return pseudonym(sha256(erasure.encode()).hexdigest())
