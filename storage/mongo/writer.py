"""How accepted facts are written to MongoDB. Knows neither where they wait nor how they are read."""
# mypy: disable-error-code="import-untyped"

import contextlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

from mongoengine import NotUniqueError, Q, ValidationError
from pymongo import UpdateOne
from pymongo.collection import Collection
from pymongo.errors import BulkWriteError

from storage.blobs import BlobStore, is_whole
from storage.mongo import documents
from storage.mongo.database import Database
from storage.mongo.mapping import as_document, created_at, from_nanoseconds
from storage.outbox.entries import Entry

PERMANENT = {2, 9, 14, 52, 54, 55, 56, 57, 121, 10334, 17280, 17419}
"""Error codes by which a server says that it will never take this document."""

SHARD_KEY = "user_id"
"""A sharded collection takes no upsert without it; the user of a document never changes."""

ARMFUL = 16 * 2**20
"""Bytes of pictures that are carried to the blob store at once."""

MOST_LIKENESSES = 64
"""Of advertisements over one picture: their texts may be changed without end."""

Rejected = dict[str, str]
"""Key of an entry, and why it will never be taken."""


class Writer:
    """Every write is a repeatable single-document operation: no transactions, and no harm in doing it again.

    The methods raise Unavailable when MongoDB or the blob store is away; then some of it may be written.
    """

    def __init__(self, database: Database, blobs: BlobStore, image: Callable[[Entry], bytes | None]) -> None:
        self._database = database
        self._blobs = blobs
        self._image = image
        self._interactions = database.objects(documents.Interaction)
        self._marks = database.objects(documents.Mark)
        self._events = database.objects(documents.MarkEvent)

    def interactions(self, entries: Iterable[Entry]) -> Rejected:
        """Images first, then the lines that refer to them: no line is ever without its image."""
        rejected: Rejected = {}
        shelved: list[Entry] = []
        contents: dict[str, bytes] = {}
        for entry in entries:
            name = entry.body["picture"]["sha256"]
            image = self._image(entry)
            fault = _fault(name, image)
            if fault and not self._is_kept(name):
                rejected[entry.key] = fault
                continue
            shelved.append(entry)
            if image is not None and not fault:
                contents[name] = image
            if sum(map(len, contents.values())) > ARMFUL:
                self._blobs.put(contents)
                contents = {}
        if contents:
            self._blobs.put(contents)
        return rejected | self._insert(documents.Interaction, shelved)

    def _is_kept(self, name: str) -> bool:
        """Whether the same content is already there, whole: then its damaged twin in the outbox is no loss."""
        kept = self._blobs.get(name)
        return kept is not None and is_whole(name, kept)

    def failures(self, entries: Iterable[Entry]) -> Rejected:
        return self._insert(documents.Failure, entries)

    def likenesses(self, entries: Iterable[Entry]) -> Rejected:
        """Of one picture the `MOST_LIKENESSES` are kept that were last given out, each for the last time."""
        given = list(entries)
        rejected = self._insert(documents.Likeness, given, "given_at")
        kept = self._database.collection(documents.Likeness)
        for owner in {(entry.user_id, entry.body["interaction"]) for entry in given if entry.key not in rejected}:
            self._database.with_retry(partial(_thin, kept, *owner))
        return rejected

    def marks(self, entries: Iterable[Entry]) -> Rejected:
        """In order: the trail, then the mark, then its copy in the interaction."""
        for entry in entries:
            self._database.with_retry(partial(self._mark, entry))
        return {}

    def _insert(self, kind: type[documents.Record], entries: Iterable[Entry], *latest: str) -> Rejected:
        """Of fields that are told again the `latest` moment is kept, of all others what was told first."""
        rejected: Rejected = {}
        writes: list[tuple[str, UpdateOne]] = []
        for entry in entries:
            try:
                fields = as_document(entry)
            except ValidationError as error:
                rejected[entry.key] = str(error)
            else:
                named = {name: fields.pop(name) for name in ("_id", SHARD_KEY)}
                renewed = {"$max": {name: fields.pop(name) for name in latest}} if latest else {}
                change = {"$setOnInsert": fields, **renewed}
                writes.append((entry.key, UpdateOne(named, change, upsert=True, hint="_id_")))
        if writes:
            rejected |= self._database.with_retry(lambda: self._bulk(kind, writes))
        return rejected

    def _bulk(self, kind: type[documents.Record], writes: list[tuple[str, UpdateOne]]) -> Rejected:
        try:
            self._database.collection(kind).bulk_write([write for _, write in writes], ordered=False)
        except BulkWriteError as error:
            faults: list[dict[str, Any]] = error.details["writeErrors"]
            if error.details["writeConcernErrors"] or {fault["code"] for fault in faults} - PERMANENT:
                raise
            return {writes[fault["index"]][0]: f"{fault['code']} {fault['errmsg']}" for fault in faults}
        return {}

    def _mark(self, entry: Entry) -> None:
        key, value, version = entry.body["interaction"], entry.body["value"], entry.version
        reason, about = entry.body.get("reason"), entry.body.get("about")  # an entry of an earlier release has none
        trail = self._events(interaction=key, user_id=entry.user_id, version__lt=version)
        last = trail.order_by("-version").as_pymongo().first()
        fields = {
            "created_at": created_at(entry.body),
            "interaction": key,
            "user_id": entry.user_id,
            "version": version,
            "schema_version": documents.SCHEMA_VERSION,
        }
        event = fields | {
            "at": from_nanoseconds(entry.time),
            "before": last and last.get("after"),
            "after": value,
            "reason": reason,
            "about": about,
        }
        told = self._events(id=entry.key, user_id=entry.user_id)
        told.update_one(upsert=True, **_each("set_on_insert", event))
        said = {"value": value, "reason": reason, "about": about}
        stands = fields | said | {"updated_at": from_nanoseconds(entry.time)}
        with contextlib.suppress(NotUniqueError):
            older = self._marks(id=f"{key}:{entry.user_id}", user_id=entry.user_id, version__lt=version)
            older.update_one(upsert=True, **_each("set", stands))
        older = self._interactions(Q(mark_version__exists=False) | Q(mark_version__lt=version), id=key)
        change = {"mark": value, "mark_reason": reason, "mark_about": about, "mark_version": version}
        older.update_one(**_each("set", change))


def _thin(kept: Collection[dict[str, Any]], user_id: str, interaction: str) -> None:
    own = {"interaction": interaction, "user_id": user_id}
    oldest = kept.find(own, {"_id": 1}).sort("given_at", -1).skip(MOST_LIKENESSES)
    if over := [one["_id"] for one in oldest]:
        kept.delete_many(own | {"_id": {"$in": over}})


def _fault(name: str, image: bytes | None) -> str | None:
    if image is None:
        return "its picture is missing from the spool"
    return None if is_whole(name, image) else f"its picture in the spool is damaged: it has {len(image)} bytes"


def _each(operator: str, fields: dict[str, Any]) -> dict[str, Any]:
    return {f"{operator}__{name}": value for name, value in fields.items()}
