"""Webhooks, and the messages to them: durable, each sent by whoever holds its lease. Knows no HTTP."""
# mypy: disable-error-code="import-untyped, misc"

import json
import secrets
from base64 import b64encode
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, IntField, ListField, StringField

from errors import Conflict, Forbidden, InvalidRequest, NotFound
from schemas.jobs import Job, JobState
from schemas.webhooks import Delivery, Webhook, WebhookEvent, WebhookRequest, WebhookSecret, host_of
from storage.mongo.database import Database
from storage.mongo.documents import EXPIRING, NamedDocument
from storage.mongo.jobs import JobDocument, Jobs, RowDocument, told_row
from storage.mongo.tombstones import Tombstones

MOST = 20
"""Webhooks that a user may have."""
GRACE = timedelta(hours=24)
"""How long messages are signed with the secret before, too."""
LEASE = timedelta(seconds=60)
KEPT = timedelta(days=30)
BATCH, EACH = 200, 20
"""How much is told at a time, and how much of it of one user's before others' turn."""
BEFORE_ERASURE = "an operator disabled it; whoever had it is erased since"
EVENTS: dict[JobState, WebhookEvent] = {
    "succeeded": "job.succeeded",
    "failed": "job.failed",
    "expired": "job.failed",
    "canceled": "job.canceled",
}


class WebhookDocument(NamedDocument):
    """One address, and what messages to it are signed with."""

    user_id = StringField(required=True)
    url = StringField(required=True)
    events = ListField(StringField(), required=True)
    secret = StringField(required=True)
    secret_before = StringField()
    before_until = DateTimeField()
    disabled = StringField()
    by_operator = BooleanField()
    created_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "webhooks", "indexes": ["user_id"]}


class MessageDocument(NamedDocument):
    """What an address is told, exactly as it is signed, and when next."""

    user_id = StringField(required=True)
    webhook = StringField(required=True)
    type = StringField(required=True)
    body = StringField(required=True)
    state = StringField(required=True)
    attempts = IntField(required=True)
    next_at = DateTimeField()
    status = IntField()
    error = StringField()
    created_at = DateTimeField(required=True)
    expires_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {
        "collection": "webhook_messages",
        "indexes": [
            ("state", "user_id", "next_at", "webhook"),
            ("webhook", "-created_at"),
            "user_id",
            EXPIRING,
        ],
    }


HOOKS = (WebhookDocument, MessageDocument)


@dataclass(frozen=True, slots=True)
class Message:
    """One that is to be sent now, where, and what it is signed with."""

    id: str
    owner: str
    webhook: str
    url: str
    secrets: tuple[str, ...]
    body: str
    attempts: int
    """That were made before."""


class Webhooks:
    """Shared by all processes of all machines. Every method raises Unavailable while MongoDB is away."""

    def __init__(self, database: Database, jobs: Jobs) -> None:
        self._database, self._known_jobs, self._erased = database, jobs, Tombstones(database)
        self._hooks = database.collection(WebhookDocument)
        self._messages = database.collection(MessageDocument)
        self._jobs, self._rows = database.collection(JobDocument), database.collection(RowDocument)
        self._turns = {self._jobs.name: "", self._rows.name: ""}

    def add(self, user_id: str, asked: WebhookRequest) -> WebhookSecret:
        """A new one. Raises InvalidRequest where the user has as many as there may be, and Forbidden at a host where
        the operator has disabled one of theirs, be it before they were erased.
        """
        if self._database.with_retry(lambda: self._hooks.count_documents({"user_id": user_id})) >= MOST:
            raise InvalidRequest.of_field("user_id", user_id, f"somebody with fewer than {MOST} webhooks")
        theirs = {"user_id": {"$in": [user_id, self._erased.name(user_id)]}, "by_operator": True}
        barred = self._database.with_retry(lambda: list(self._hooks.find(theirs, {"url": 1, "disabled": 1})))
        for one in barred:
            if host_of(one["url"]) == host_of(asked.url):
                raise _barred(one)
        fields = {
            "_id": f"wh_{secrets.token_hex(12)}",
            "user_id": user_id,
            "url": asked.url,
            "events": list(asked.events),
            "secret": _secret(),
            "created_at": datetime.now(UTC),
        }
        self._database.with_retry(lambda: self._hooks.replace_one({"_id": fields["_id"]}, fields, upsert=True))
        return _with_secret(fields)

    def of(self, user_id: str) -> list[Webhook]:
        """A user's, oldest first."""
        found = self._database.with_retry(lambda: list(self._hooks.find({"user_id": user_id}).sort("created_at", 1)))
        return [_webhook(one) for one in found]

    def all(self) -> list[Webhook]:
        """Everybody's, oldest first."""
        return [_webhook(one) for one in self._database.with_retry(lambda: list(self._hooks.find().sort("created_at")))]

    def replay(self, key: str, message: str | None = None) -> int:
        """Send again what was given up, or the one `message` whatever became of it; how many that are.

        Raises NotFound, and Conflict where the webhook is disabled.
        """
        if self.get(key).disabled:
            raise Conflict(f"{key} is disabled: enable it first")
        wanted = {"webhook": key} | ({"_id": message} if message else {"state": "failed"})
        again = {"$set": {"state": "waiting", "attempts": 0, "next_at": datetime.now(UTC)}}
        return self._database.with_retry(lambda: self._messages.update_many(wanted, again)).matched_count

    def get(self, key: str) -> Webhook:
        """Raises NotFound."""
        return _webhook(self._find(key))

    def remove(self, key: str) -> None:
        """With all that it was to be told. Raises Forbidden for one that the operator has disabled."""
        if (found := self._find(key)).get("by_operator"):
            raise _barred(found)
        self._database.with_retry(lambda: self._hooks.delete_one({"_id": key}))
        self._database.with_retry(lambda: self._messages.delete_many({"webhook": key}))

    def rotate(self, key: str) -> WebhookSecret:
        """A new secret; the one before signs, too, for a day. Raises NotFound."""
        old = self._find(key)["secret"]
        change = {"secret": _secret(), "secret_before": old, "before_until": datetime.now(UTC) + GRACE}
        self._database.with_retry(lambda: self._hooks.update_one({"_id": key}, {"$set": change}))
        return _with_secret(self._find(key))

    def enable(self, key: str, by_operator: bool = False) -> Webhook:
        """Tell it again what happens from now on. Raises NotFound, and Forbidden for one that an operator has disabled,
        who alone enables it.
        """
        wanted: dict[str, Any] = {"_id": key} | ({} if by_operator else {"by_operator": None})
        change = {"$unset": {"disabled": 1, "by_operator": 1}}
        if not self._database.with_retry(lambda: self._hooks.update_one(wanted, change)).matched_count:
            raise _barred(self._find(key))
        return self.get(key)

    def disable(self, key: str, why: str, by_operator: bool = False) -> bool:
        """Tell it nothing any more, not what waits either; whether it was otherwise before.

        What the operator has disabled its user does not enable.
        """
        said: dict[str, Any] = {"disabled": why} | ({"by_operator": True} if by_operator else {})
        wanted: dict[str, Any] = {"_id": key} | ({} if by_operator else {"by_operator": None})
        done = self._database.with_retry(lambda: self._hooks.update_one(wanted, {"$set": said}))
        waiting = {"webhook": key, "state": "waiting"}
        change = {"$set": {"state": "failed", "error": why}, "$unset": {"next_at": 1}}
        self._database.with_retry(lambda: self._messages.update_many(waiting, change))
        return bool(done.modified_count)

    def deliveries(self, key: str, limit: int) -> list[Delivery]:
        """The newest messages to a webhook."""
        found = self._database.with_retry(
            lambda: list(self._messages.find({"webhook": key}).sort("created_at", -1).limit(limit))
        )
        names = Delivery.model_fields.keys() - {"id"}
        return [Delivery(id=one["_id"], **{name: one[name] for name in names & one.keys()}) for one in found]

    def tell(self) -> int:
        """Make messages of some jobs that have ended and rows that have failed, once each, whoever is killed meanwhile.

        How many that were; of nobody many before it is others' turn.
        """
        rows, jobs = self._untold(self._rows), self._untold(self._jobs)
        for one in rows:
            row = told_row(one)
            data = {"job": one["job"]} | row.model_dump(mode="json", exclude={"image_path", "score"})
            self._message(one["user_id"], "row.failed", one["_id"], data)
            self._told(self._rows, one["_id"])
        for one in jobs:
            job: Job = self._known_jobs.get(one["_id"])
            if event := EVENTS.get(job.state):
                self._message(job.user_id, event, job.id, job.model_dump(mode="json"))
            self._told(self._jobs, one["_id"])
        return len(rows) + len(jobs)

    def _untold(self, collection: Any) -> list[dict[str, Any]]:
        """What is to be told next, a few of one user and then of the next, who comes first the next time."""
        found: list[dict[str, Any]] = []
        last = self._turns[collection.name]
        for users in ({"$gt": last}, {"$lte": last}):
            past: dict[str, Any] = {"untold": True, "user_id": users}
            while len(found) < BATCH and (one := self._first(collection, past)):
                self._turns[collection.name] = user = one["user_id"]
                past["user_id"] = users | {"$gt": user}
                found += self._of_user(collection, user)
        return found

    def _first(self, collection: Any, past: dict[str, Any]) -> dict[str, Any] | None:
        order = [("user_id", 1)]
        found: dict[str, Any] | None = self._database.with_retry(lambda: collection.find_one(past, sort=order))
        return found

    def _of_user(self, collection: Any, user: str) -> list[dict[str, Any]]:
        theirs = {"untold": True, "user_id": user}
        return self._database.with_retry(lambda: list(collection.find(theirs).limit(EACH)))

    def _told(self, collection: Any, key: str) -> None:
        self._database.with_retry(lambda: collection.update_one({"_id": key}, {"$unset": {"untold": 1}}))

    def _message(self, user_id: str, event: WebhookEvent, about: str, data: Mapping[str, Any]) -> None:
        wanted = {"user_id": user_id, "events": event, "disabled": None}
        now = datetime.now(UTC)
        body = json.dumps({"type": event, "timestamp": now.isoformat(), "data": data}, ensure_ascii=False)
        for hook in self._database.with_retry(lambda: list(self._hooks.find(wanted))):
            key = sha256(f"{hook['_id']}\0{event}\0{about}".encode()).hexdigest()[:32]
            fields = {"user_id": user_id, "webhook": hook["_id"], "type": event, "body": body, "created_at": now}
            fields |= {"state": "waiting", "attempts": 0, "next_at": now, "expires_at": now + KEPT}
            new = {"$setOnInsert": fields}
            self._database.with_retry(
                lambda key=key, new=new: self._messages.update_one({"_id": f"msg_{key}"}, new, upsert=True)
            )

    def claim(self, last: str = "", busy: Collection[str] = (), full: Collection[str] = ()) -> Message | None:
        """The message that is due longest of the next user after the `last`, round and round; ours for a minute.

        It is of none of the webhooks that are `busy`, and of none of the users who have their `full` share.
        """
        now = datetime.now(UTC)
        while found := self._due({"$gt": last}, busy, full, now) or self._due({"$lte": last}, busy, full, now):
            hook = self._database.with_retry(lambda found=found: self._hooks.find_one({"_id": found["webhook"]}))
            if hook and not hook.get("disabled"):
                old = hook.get("secret_before") if hook.get("before_until", now) > now else None
                keys = (hook["secret"], old) if old else (hook["secret"],)
                facts = (found["body"], found["attempts"])
                return Message(found["_id"], found["user_id"], hook["_id"], hook["url"], keys, *facts)
            self.settle(found["_id"], "failed", None, "the webhook is gone")
        return None

    def _due(
        self, users: dict[str, str], busy: Collection[str], full: Collection[str], now: datetime
    ) -> dict[str, Any] | None:
        due = {
            "state": "waiting",
            "user_id": users | {"$nin": list(full)},
            "next_at": {"$lte": now},
            "webhook": {"$nin": list(busy)},
        }
        ours, order = {"$set": {"next_at": now + LEASE}}, [("user_id", 1), ("next_at", 1)]
        return self._database.with_retry(lambda: self._messages.find_one_and_update(due, ours, sort=order))

    def settle(
        self, key: str, state: str, status: int | None, error: str | None, next_at: datetime | None = None
    ) -> None:
        """Say what became of an attempt, and when there is another."""
        said = {"state": state, "status": status, "error": error, "next_at": next_at}
        change = {"$set": said, "$inc": {"attempts": 1}}
        self._database.with_retry(lambda: self._messages.update_one({"_id": key, "state": "waiting"}, change))

    def _find(self, key: str) -> dict[str, Any]:
        found: dict[str, Any] | None = self._database.with_retry(lambda: self._hooks.find_one({"_id": key}))
        if found is None:
            raise NotFound("There is no such webhook")
        return found


def keep_bars(database: Database, user_id: str, name: str) -> None:
    """Before a person is erased: of each webhook of theirs that the operator has disabled leave that, the host, and
    whose it is under a `name` that leads back to nobody.
    """
    hooks, theirs = database.collection(WebhookDocument), {"user_id": user_id, "by_operator": True}
    for one in database.with_retry(lambda: list(hooks.find(theirs, {"url": 1}))):
        nothing = {"url": f"https://{host_of(one['url'])}/", "events": [], "secret": "", "disabled": BEFORE_ERASURE}
        left = {"_id": one["_id"], "user_id": name, **nothing, "by_operator": True, "created_at": datetime.now(UTC)}
        database.with_retry(lambda left=left: hooks.replace_one({"_id": left["_id"]}, left))


def _barred(found: Mapping[str, Any]) -> Forbidden:
    return Forbidden(f"The operator has disabled {found['_id']} and alone enables it: {found.get('disabled')}")


def _secret() -> str:
    return f"whsec_{b64encode(secrets.token_bytes(32)).decode()}"


def _webhook(found: Mapping[str, Any]) -> Webhook:
    names = Webhook.model_fields.keys() - {"id"}
    return Webhook(id=found["_id"], **{name: found[name] for name in names & found.keys()})


def _with_secret(found: Mapping[str, Any]) -> WebhookSecret:
    return WebhookSecret(**_webhook(found).model_dump(), secret=found["secret"])
