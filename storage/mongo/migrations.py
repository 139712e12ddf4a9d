"""Brings a database to the schema of this code: forward only, each step repeatable, the done ones recorded."""
# mypy: disable-error-code="import-untyped"

import logging
import threading
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any, ClassVar

from mongoengine import DateTimeField, Document, IntField
from pymongo.collection import Collection

from schemas.identity import DEFAULT_TENANT, normal
from storage.mongo import documents
from storage.mongo.access_keys import ACCESS
from storage.mongo.database import Database, Refused
from storage.mongo.documents import Stored
from storage.mongo.idempotency import IdempotencyKey
from storage.mongo.jobs import JOBS
from storage.mongo.quotas import QuotaCount
from storage.mongo.removals import RemovedTenant
from storage.mongo.tombstones import ErasedUser
from storage.mongo.trail import TrailEvent
from storage.mongo.webhooks import HOOKS
from storage.options import Options

log = logging.getLogger(__name__)

DAY = 86_400
RETENTION = "retention"
"""Name of the index by which MongoDB removes what is too old."""
EVERY_USER: list[dict[str, Any]] = [{"$match": {"user_id": {"$type": "string"}}}, {"$group": {"_id": "$user_id"}}]
FAILURES_DAYS = 30
"""Longest that a request without a picture is kept: it helps who looks for a fault, and nobody later."""
SLOW = 600.0
"""Seconds that building an index or migrating a full collection may take."""


class Migration(Stored):
    """One step that this database has behind it."""

    id = IntField(primary_key=True)
    applied_at = DateTimeField(required=True)

    meta: ClassVar = {"collection": "schema_migrations"}


def _date_the_marks(database: Database) -> None:
    """Version 2: a mark carries the time of its interaction, by which it is kept or expires."""
    marks = database.collection(documents.Mark)
    undated = {"created_at": {"$exists": False}}
    for mark in marks.find(undated, {"interaction": 1}):
        found = database.collection(documents.Interaction).find_one({"_id": mark["interaction"]}, {"created_at": 1})
        if found is None:
            marks.delete_one({"_id": mark["_id"]})
        else:
            marks.update_one({"_id": mark["_id"]}, {"$set": {"created_at": found["created_at"], "schema_version": 2}})


def _unite_the_people(database: Database) -> None:
    """Version 3: whoever wrote under several forms of one user id has one history under its normal form.

    One document at a time, by its user: a sharded collection moves none otherwise. Kept answers to idempotency keys
    move too, to be erased with their user; under the normal form their keys are new.
    """
    for kind in (*documents.RECORDS, IdempotencyKey):
        collection = database.collection(kind)
        for group in collection.aggregate(EVERY_USER, allowDiskUse=True):
            old, new = group["_id"], normal(group["_id"])
            if new == old or not new:
                continue
            for found in collection.find({"user_id": old}):
                own = {"_id": found["_id"], "user_id": old}
                if kind is documents.Mark:  # its id has the user in it
                    moved = found | {"_id": f"{found['interaction']}:{new}", "user_id": new}
                    collection.replace_one({"_id": moved["_id"], "user_id": new}, moved, upsert=True)
                    collection.delete_one(own)
                else:
                    collection.update_one(own, {"$set": {"user_id": new}})


TENANTS_OWN = (*documents.DOCUMENTS, IdempotencyKey, ErasedUser, TrailEvent, *JOBS, *HOOKS)
OF_ALL = (*ACCESS, QuotaCount, RemovedTenant)
"""What is there once for all tenants: who comes in with a key is not known before it is found."""
STEPS: dict[int, Callable[[Database], None]] = {2: _date_the_marks, 3: _unite_the_people}


def indexed(database: Database) -> tuple[type[Document], ...]:
    """The documents that have indexes there."""
    return (*TENANTS_OWN, *OF_ALL) if database.tenant == DEFAULT_TENANT else TENANTS_OWN


class Schema:
    """The schema of one database, prepared once per process."""

    def __init__(self, database: Database, options: Options) -> None:
        self._database = database
        self._retention = options.retention_days
        self._migrations = database.objects(Migration)
        self._prepared = False
        self._preparing = threading.Lock()

    def version(self) -> int:
        """The version that the database is at; 0 when it is new."""
        last = self._database.with_retry(lambda: self._migrations.order_by("-id").as_pymongo().first())
        return 0 if last is None else int(last["_id"])

    def tenants(self) -> set[str]:
        """Those for whom anything was prepared here. Raises Unavailable."""
        return self._database.tenants(Migration)

    def prepare(self, again: bool = False) -> None:
        """Migrate, then make the indexes that the documents declare; once, unless `again`, which takes every step.

        Raises Unavailable, and Refused when the database is of a much newer version than this code.
        """
        with self._preparing:
            if again or not self._prepared:
                self._prepare(1 if again else self.version() + 1)
                self._prepared = True

    def _prepare(self, first: int) -> None:
        if self.version() > documents.SCHEMA_VERSION + 1:
            raise Refused("The database was made by a much newer version of this service")
        for step in range(first, documents.SCHEMA_VERSION + 1):
            log.info("migrating the database to schema version %d", step)
            self._database.with_retry(partial(self._take, step), SLOW)
        self._database.with_retry(self._make_indexes, SLOW)

    def _take(self, step: int) -> None:
        if step in STEPS:
            STEPS[step](self._database)
        self._migrations(id=step).update_one(upsert=True, set_on_insert__applied_at=datetime.now(UTC))

    def _make_indexes(self) -> None:
        for document in indexed(self._database):
            for spec in document._meta["index_specs"]:
                options = {name: value for name, value in spec.items() if name not in {"fields", "cls"}}
                self._database.collection(document).create_index(spec["fields"], **options)
        if self._retention != "as it is":
            for document in documents.RECORDS:
                days = self._retention
                if document is documents.Failure:
                    days = min(days or FAILURES_DAYS, FAILURES_DAYS)
                self._limit_age(self._database.collection(document), days)

    def _limit_age(self, collection: Collection[dict[str, Any]], days: int | None) -> None:
        found = collection.index_information().get(RETENTION)
        seconds = None if days is None else days * DAY
        if found is not None and found.get("expireAfterSeconds") != seconds:
            collection.drop_index(RETENTION)
        if seconds is not None:
            collection.create_index("created_at", name=RETENTION, expireAfterSeconds=seconds)
