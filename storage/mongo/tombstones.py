"""Who was erased and when, as every machine must know it, and without saying who: users are named by a keyed hash."""
# mypy: disable-error-code="import-untyped, misc"

import hmac
import logging
import secrets
from collections.abc import Callable, Iterable
from functools import cached_property
from hashlib import sha256
from typing import Any, ClassVar

from mongoengine import BinaryField, DateTimeField, Document

from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.documents import NamedDocument
from storage.mongo.mapping import from_nanoseconds
from storage.mongo.removals import Removals
from storage.outbox.entries import Entry, EntryKind

log = logging.getLogger(__name__)

KEPT_DAYS = 90
"""How long a machine may have been away with what it had accepted before an erasure."""

Write = Callable[[Iterable[Entry]], dict[str, str]]


class ErasedUser(NamedDocument):
    """One erased user: the id is the HMAC-SHA-256 of theirs."""

    erased_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {
        "collection": "erased_users",
        "indexes": [{"fields": ["erased_at"], "expireAfterSeconds": KEPT_DAYS * 86_400}],
    }


class Secret(NamedDocument):
    """The key of those hashes, drawn once for a database."""

    value = BinaryField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "secrets"}


class Tombstones:
    """Of one database. Every method raises Unavailable when MongoDB is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._removals = Removals(database)

    @cached_property
    def _key(self) -> bytes:
        keys = self._database.collection(Secret)
        drawn = {"$setOnInsert": {"value": secrets.token_bytes(32)}}
        found: Any = self._database.with_retry(
            lambda: keys.find_one_and_update({"_id": "erasure"}, drawn, upsert=True, return_document=True)
        )
        return bytes(found["value"])

    def name(self, user_id: str) -> str:
        """What somebody is called in this database once they are erased: it leads back to nobody without its key."""
        return hmac.new(self._key, user_id.encode(), sha256).hexdigest()

    def put(self, erasure: Entry) -> None:
        """Say that a user is erased; MongoDB's clock bounds ours, which may be ahead of its time."""
        users = self._database.collection(ErasedUser)
        moment: dict[str, Any] = {"$min": [from_nanoseconds(erasure.time), "$$NOW"]}
        said = [{"$set": {"erased_at": {"$max": ["$erased_at", moment]}}}]
        name = self.name(erasure.user_id)
        self._database.with_retry(lambda: users.update_one({"_id": name}, said, upsert=True))

    def erased(self, entries: Iterable[Entry]) -> set[str]:
        """The keys of those entries whose users were erased since what led to them came in, or whose tenant is gone."""
        if self._removals.has(self._database.tenant):
            return {entry.key for entry in entries}
        names = {entry.key: self.name(entry.user_id) for entry in entries}
        users = self._database.collection(ErasedUser)
        wanted = {"_id": {"$in": sorted(set(names.values()))}}
        found = {one["_id"]: one["erased_at"] for one in self._database.with_retry(lambda: list(users.find(wanted)))}
        since = {entry.key: from_nanoseconds(entry.since) for entry in entries if names[entry.key] in found}
        return {key for key, moment in since.items() if moment < found[names[key]]}

    def heeded(self, kind: EntryKind, write: Write) -> Write:
        """`write`, but for entries whose users were erased since, also while it was at work: nobody comes back."""

        def heed(entries: Iterable[Entry]) -> dict[str, str]:
            wanted = list(entries)
            gone = self.erased(wanted)
            rejected = write([entry for entry in wanted if entry.key not in gone])
            if late := self.erased(wanted) - gone:
                self._undo(kind, [entry for entry in wanted if entry.key in late])
            if gone or late:
                log.info("%d entries were left out: their users were erased since", len(gone | late))
            return {key: reason for key, reason in rejected.items() if key not in late}

        return heed

    def _undo(self, kind: EntryKind, entries: list[Entry]) -> None:
        keys = [entry.key for entry in entries]
        if kind == "mark":
            self._remove(documents.MarkEvent, keys)
            self._remove(documents.Mark, [f"{entry.body['interaction']}:{entry.user_id}" for entry in entries])
        else:
            self._remove(documents.KEYED[kind], keys)

    def _remove(self, document: type[Document], keys: list[str]) -> None:
        collection = self._database.collection(document)
        self._database.with_retry(lambda: collection.delete_many({"_id": {"$in": keys}}))
