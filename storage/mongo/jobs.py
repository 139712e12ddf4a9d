"""Jobs and their rows, and who works on a job: whoever holds its lease. Knows nothing of what rows ask for."""
# mypy: disable-error-code="import-untyped, misc"

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any, ClassVar

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    FloatField,
    IntField,
    ListField,
    LongField,
    StringField,
)
from pymongo import InsertOne
from pymongo.errors import BulkWriteError

from errors import Conflict, NotFound
from schemas import DEFAULT_FORMAT, ad_address
from schemas.jobs import Job, JobState, Row, RowCounts, RowState
from storage.mongo.database import Database
from storage.mongo.documents import EXPIRING, NamedDocument
from storage.mongo.quotas import Quotas, Taken

LEASE = timedelta(seconds=10)
"""How long a job stays with a process after its last sign of life."""
PATIENCE = timedelta(days=7)
"""How long a job may take; what is not painted by then is not painted."""
KEPT = timedelta(days=30)
BATCH = 1000
DUPLICATE = 11000
ENDED = "succeeded", "failed", "canceled", "expired"
OPEN: tuple[JobState, ...] = ("queued", "running")
UNTOLD = {"fields": ["untold", "user_id"], "partialFilterExpression": {"untold": True}}
"""The index of what no webhook has been told, by whose it is."""
GOES_TO: dict[JobState, tuple[JobState, ...]] = {
    "paused": OPEN,
    "queued": ("paused",),
    "canceled": (*OPEN, "paused"),
    "expired": (*OPEN, "paused"),
    "succeeded": OPEN,
    "failed": OPEN,
}
"""States that a client or the end of the work may bring about, by those that they may follow."""


class JobDocument(NamedDocument):
    """One order of many pictures."""

    user_id = StringField(required=True)
    name = StringField()
    fingerprint = StringField(required=True)
    state = StringField(required=True)
    total = IntField(required=True)
    created_at = DateTimeField(required=True)
    ended_at = DateTimeField()
    expires_at = DateTimeField(required=True)
    owner = StringField()
    leased_until = DateTimeField()
    untold = BooleanField()
    receipt = ListField(DictField())

    meta: ClassVar[dict[str, Any]] = {
        "collection": "jobs",
        "indexes": [
            ("user_id", "-created_at", "-id"),
            ("state", "created_at"),
            UNTOLD,
            EXPIRING,
        ],
    }


class RowDocument(NamedDocument):
    """One picture of a job: what is asked for, and what became of it."""

    user_id = StringField(required=True)
    job = StringField(required=True)
    number = IntField(required=True)
    custom_id = StringField()
    request = DictField(required=True)
    state = StringField(required=True)
    interaction = StringField(required=True)
    seed = LongField(required=True)
    pictures = IntField()
    pixels = LongField()
    painted = IntField()
    image_url = StringField()
    score = FloatField()
    code = StringField()
    error = StringField()
    ad_ok = BooleanField()
    untold = BooleanField()
    expires_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {
        "collection": "job_rows",
        "indexes": [
            ("job", "number"),
            ("job", "state", "number"),
            "user_id",
            UNTOLD,
            EXPIRING,
        ],
    }


JOBS = (JobDocument, RowDocument)


class Jobs:
    """Shared by all processes of all machines. Every method raises Unavailable while MongoDB is away."""

    def __init__(self, database: Database, quotas: Quotas) -> None:
        self._database, self._quotas = database, quotas
        self._jobs = database.collection(JobDocument)
        self._rows = database.collection(RowDocument)

    def create(
        self, job: Job, fingerprint: str, rows: Iterable[Mapping[str, Any]], receipt: Iterable[Taken] = ()
    ) -> Job:
        """Keep a job and its rows: durable on return, and the same when repeated, as it is by then.

        A job is there when all its rows are. Each of the `rows` has a number, custom_id, request, interaction, seed,
        and how many pictures of how many pixels it may take. The `receipt` is what was taken for them all.
        Raises Conflict where there is another of its id.
        """
        common = {"user_id": job.user_id, "job": job.id, "state": "queued", "expires_at": job.created_at + KEPT}
        writes = [InsertOne({"_id": f"{job.id}:{row['number']}", **row, **common}) for row in rows]
        if self.known(job.id, fingerprint) is None:
            for first in range(0, len(writes), BATCH):
                self._database.with_retry(lambda first=first: self._insert(writes[first : first + BATCH]))
            fields = {
                "user_id": job.user_id,
                "name": job.name,
                "fingerprint": fingerprint,
                "state": "queued",
                "total": job.rows.total,
                "created_at": job.created_at,
                "expires_at": job.created_at + KEPT,
                "receipt": [asdict(one) for one in receipt],
            }
            new = {"$setOnInsert": fields}
            self._database.with_retry(lambda: self._jobs.update_one({"_id": job.id}, new, upsert=True))
        return self.known(job.id, fingerprint) or self.get(job.id)

    def forget_of(self, user_id: str) -> None:
        """Remove all jobs of a user."""
        for found in self._database.with_retry(lambda: list(self._jobs.find({"user_id": user_id}, {"_id": 1}))):
            self.forget(found["_id"])

    def forget(self, key: str) -> None:
        """Remove a job and its rows, and give back what was taken for pictures that were not painted."""
        self._give_back(key)
        self._database.with_retry(lambda: self._jobs.delete_one({"_id": key}))
        self._database.with_retry(lambda: self._rows.delete_many({"job": key}))

    def _insert(self, writes: list[InsertOne[dict[str, Any]]]) -> None:
        try:
            self._rows.bulk_write(writes, ordered=False)
        except BulkWriteError as error:
            if error.details["writeConcernErrors"] or {one["code"] for one in error.details["writeErrors"]} != {
                DUPLICATE
            }:
                raise

    def known(self, key: str, fingerprint: str) -> Job | None:
        """The job of this id, None when there is none. Raises Conflict when it was made from something else."""
        found = self._find(key)
        if found is None:
            return None
        if found["fingerprint"] != fingerprint:
            raise Conflict("This Idempotency-Key was used for another job")
        return self._told(found)

    def get(self, key: str) -> Job:
        """Raises NotFound."""
        found = self._find(key)
        if found is None:
            raise NotFound("There is no such job")
        return self._told(found)

    def page(self, user_id: str, limit: int, before: str | None) -> list[Job]:
        """The newest jobs of a user, or those older than the job `before`. Raises NotFound when that is not theirs."""
        wanted: dict[str, Any] = {"user_id": user_id}
        if before:
            last = self._find(before)
            if last is None or last["user_id"] != user_id:
                raise NotFound("There is no such job")
            older = {"created_at": last["created_at"], "_id": {"$lt": before}}
            wanted["$or"] = [{"created_at": {"$lt": last["created_at"]}}, older]
        order = [("created_at", -1), ("_id", -1)]
        found = self._database.with_retry(lambda: list(self._jobs.find(wanted).sort(order).limit(limit)))
        return [self._told(one) for one in found]

    def going_on(self, user_id: str | None) -> list[Job]:
        """Jobs that have not ended, of one user or of all, oldest first."""
        wanted: dict[str, Any] = {"state": {"$in": [*OPEN, "paused"]}} | ({"user_id": user_id} if user_id else {})
        found = self._database.with_retry(lambda: list(self._jobs.find(wanted).sort("created_at", 1)))
        return [self._told(one) for one in found]

    def rows(self, job: str, after: int = 0, limit: int = BATCH, state: RowState | None = None) -> list[Row]:
        """Rows in their order, past the number `after`."""
        return [told_row(one) for one in self._documents(job, after, limit, {"state": state} if state else {})]

    def requests(self, job: str, limit: int, past: int = 0) -> list[tuple[Row, dict[str, Any]]]:
        """Rows that are to be painted, with what they ask for, in their order."""
        waiting = {"state": {"$in": list(OPEN)}}
        return [(told_row(one), one["request"]) for one in self._documents(job, past, limit, waiting)]

    def _documents(self, job: str, after: int, limit: int, only: Mapping[str, Any]) -> list[dict[str, Any]]:
        wanted = {"job": job, "number": {"$gt": after}, **only}
        return self._database.with_retry(lambda: list(self._rows.find(wanted).sort("number", 1).limit(limit)))

    def settle(self, job: str, number: int, state: RowState, **facts: Any) -> None:
        """Say what became of a row that has not ended."""
        row = {"_id": f"{job}:{number}", "state": {"$in": list(OPEN)}}
        change = {"state": state, **facts} | ({"untold": True} if state == "failed" else {})
        self._database.with_retry(lambda: self._rows.update_one(row, {"$set": change}))

    def turn(self, key: str, state: JobState) -> Job:
        """Bring a job into a state that may follow its own; any other stays as it is. Raises NotFound."""
        change: dict[str, Any] = {"state": state}
        if state not in ("queued", "paused"):
            change |= {"ended_at": datetime.now(UTC), "untold": True}
        allowed = {"_id": key, "state": {"$in": list(GOES_TO[state])}}
        self._database.with_retry(lambda: self._jobs.update_one(allowed, {"$set": change}))
        found = self._find(key)
        if found and found["state"] in ("canceled", "expired"):
            left = {"job": key, "state": {"$in": list(OPEN)}}
            self._database.with_retry(lambda: self._rows.update_many(left, {"$set": {"state": "canceled"}}))
        if found and found.get("receipt") and found["state"] in ENDED:
            self._give_back(key)
        return self.get(key)

    def _give_back(self, key: str) -> None:
        """Give back, once, what was taken for pictures that were not painted."""
        ours: dict[str, Any] = {"_id": key, "receipt.0": {"$exists": True}}
        over: dict[str, Any] = {"$set": {"receipt": []}}
        found = self._database.with_retry(lambda: self._jobs.find_one_and_update(ours, over))
        painted: dict[str, Any] = {"$ifNull": ["$painted", "$pictures"]}
        sums = {"pictures": {"$sum": painted}, "pixels": {"$sum": {"$multiply": [painted, "$pixels"]}}}
        steps: list[dict[str, Any]] = [
            {"$match": {"job": key, "state": "succeeded"}},
            {"$group": {"_id": None, **sums}},
        ]
        [spent] = self._database.with_retry(lambda: list(self._rows.aggregate(steps))) or [{"pictures": 0, "pixels": 0}]
        for one in (Taken(**told) for told in (found or {}).get("receipt", ())):
            back = one.amount - spent["pixels" if one.of_pixels else "pictures"]
            if back > 0:
                self._quotas.give_back(one.count, back)

    def others_wait(self, user_id: str) -> bool:
        """Whether somebody else has a job that nobody works on."""
        others = _free(datetime.now(UTC)) | {"user_id": {"$ne": user_id}}
        return self._database.with_retry(lambda: self._jobs.find_one(others, {"_id": 1})) is not None

    def claim(self, after: str = "") -> tuple[Job, str] | None:
        """The oldest job that nobody works on of the user whose turn it is after another's, and the token of our
        lease; None when there is none.
        """
        now, token = datetime.now(UTC), secrets.token_hex(16)
        for old in self._database.with_retry(
            lambda: list(self._jobs.find({"state": {"$in": [*OPEN, "paused"]}, "created_at": {"$lt": now - PATIENCE}}))
        ):
            self.turn(old["_id"], "expired")
        ours = {"$set": {"state": "running", "owner": token, "leased_until": now + LEASE}}
        order = [("user_id", 1), ("created_at", 1)]
        for whose in ({"user_id": {"$gt": after}}, {}):
            claim = partial(self._jobs.find_one_and_update, _free(now) | whose, ours, sort=order, return_document=True)
            if found := self._database.with_retry(claim):
                return self._told(found), token
        return None

    def renew(self, key: str, token: str) -> bool:
        """Say that we still work on a job; False when it is not ours to work on any more."""
        now = datetime.now(UTC)
        ours = {"_id": key, "owner": token, "state": "running", "created_at": {"$gte": now - PATIENCE}}
        change = {"$set": {"leased_until": now + LEASE}}
        return bool(self._database.with_retry(lambda: self._jobs.update_one(ours, change)).matched_count)

    def let_go(self, key: str, token: str) -> None:
        """Let somebody else have a job at once, with the rows that were begun and not settled."""
        ours, begun = {"_id": key, "owner": token}, {"job": key, "state": "running"}
        if self._database.with_retry(lambda: self._jobs.find_one(ours)) is None:
            return
        self._database.with_retry(lambda: self._rows.update_many(begun, {"$set": {"state": "queued"}}))
        self._database.with_retry(lambda: self._jobs.update_one(ours, {"$set": {"leased_until": None}}))

    def _find(self, key: str) -> dict[str, Any] | None:
        return self._database.with_retry(lambda: self._jobs.find_one({"_id": key}))

    def _told(self, found: Mapping[str, Any]) -> Job:
        groups: list[dict[str, Any]] = [
            {"$match": {"job": found["_id"]}},
            {"$group": {"_id": "$state", "rows": {"$sum": 1}}},
        ]
        counts = self._database.with_retry(lambda: {one["_id"]: one["rows"] for one in self._rows.aggregate(groups)})
        return Job(
            id=found["_id"],
            user_id=found["user_id"],
            name=found.get("name"),
            state=found["state"],
            created_at=found["created_at"],
            ended_at=found.get("ended_at"),
            rows=RowCounts(total=found["total"], **counts),
        )


def _free(now: datetime) -> dict[str, Any]:
    return {"state": {"$in": list(OPEN)}, "$or": [{"leased_until": None}, {"leased_until": {"$lt": now}}]}


def told_row(found: Mapping[str, Any]) -> Row:
    """A row as clients know it."""
    return Row(
        row=found["number"],
        custom_id=found.get("custom_id"),
        state=found["state"],
        id=found["interaction"],
        seed=found["seed"],
        image_path=found.get("image_url"),
        score=found.get("score"),
        code=found.get("code"),
        error=found.get("error"),
        ad_ok=found.get("ad_ok"),
        ads=_ads(found),
    )


def _ads(found: Mapping[str, Any]) -> tuple[str, ...]:
    copy, url = found["request"].get("ad"), found.get("image_url")
    return tuple(ad_address(url, one) for one in copy.get("formats", [DEFAULT_FORMAT])) if copy and url else ()
