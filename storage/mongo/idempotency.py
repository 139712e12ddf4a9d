"""Answers kept for a day under the idempotency key of their request. Knows no HTTP, and nothing of what it keeps."""
# mypy: disable-error-code="import-untyped, misc"

import logging
import secrets
import threading
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any, ClassVar

from mongoengine import BinaryField, DateTimeField, StringField
from pymongo.errors import PyMongoError

from errors import Conflict, ServiceError
from storage.mongo.database import Database
from storage.mongo.documents import EXPIRING, NamedDocument

log = logging.getLogger(__name__)

KEPT = timedelta(days=1)
LEASE = timedelta(seconds=30)
"""How long a key stays taken after the process that took it was last seen."""


class IdempotencyKey(NamedDocument):
    """One key: who works on it until when, and the answer once there is one."""

    user_id = StringField()
    fingerprint = StringField()
    owner = StringField()
    leased_until = DateTimeField()
    expires_at = DateTimeField()
    answer = BinaryField()

    meta: ClassVar[dict[str, Any]] = {"collection": "replies", "indexes": [EXPIRING, "user_id"]}


@dataclass(frozen=True, slots=True)
class Reservation:
    """The state of a key: `ours` to work on, or answered; neither while somebody else works on it."""

    ours: bool = False
    answer: bytes | None = None


class IdempotencyKeys:
    """Shared by all processes of all machines, so it needs MongoDB: every method raises Unavailable without it."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = database.objects(IdempotencyKey)
        self._held: dict[str, str] = {}
        """The keys that this process works on, each with the token of its reservation."""
        self._unwritten: dict[str, bytes] = {}
        self._lock = threading.Lock()
        self._closed = threading.Event()
        self._heart = threading.Thread(target=self._beat, name="idempotency", daemon=True)
        self._heart.start()

    def reserve(self, key: str, user_id: str, fingerprint: str) -> Reservation:
        """Take a key, or learn what became of it. Ask again while it is neither ours nor answered.

        Raises Conflict when the key was used for a request with another fingerprint.
        """
        name, token = _name(key, user_id), secrets.token_hex(16)
        self._renew(name)  # after an outage the next beat may be some seconds away
        found = self._database.with_retry(lambda: self._take(name, token, user_id, fingerprint))
        if found["fingerprint"] != fingerprint:
            raise Conflict("This Idempotency-Key was used for another request")
        if "answer" in found:
            return Reservation(answer=bytes(found["answer"]))
        if found["owner"] != token:
            return Reservation()
        with self._lock:
            self._held[name] = token
        return Reservation(ours=True)

    def _take(self, name: str, token: str, user_id: str, fingerprint: str) -> dict[str, Any]:
        """The document of this key: a new one of ours unless there is one that is not over."""
        now = datetime.now(UTC)
        keys = self._database.collection(IdempotencyKey)
        over = {"_id": name, "$or": [{"expires_at": {"$lt": now}}, {"answer": None, "leased_until": {"$lt": now}}]}
        keys.delete_one(over)
        fresh = {
            "user_id": user_id,
            "fingerprint": fingerprint,
            "owner": token,
            "leased_until": now + LEASE,
            "expires_at": now + KEPT,
        }
        found: Any = keys.find_one_and_update({"_id": name}, {"$setOnInsert": fresh}, upsert=True, return_document=True)
        return dict(found)

    def complete(self, key: str, user_id: str, answer: bytes) -> None:
        """Answer a key of ours: everybody who asks for a day gets this, and if MongoDB is away now, once it is back.

        It is below 15 MB: pictures are left out.
        """
        name, token = self._mine(key, user_id)
        with self._lock:
            self._unwritten[name] = answer
        self._write(name, token, answer)

    def _write(self, name: str, token: str | None, answer: bytes) -> None:
        ours = self._keys(id=name, owner=token)
        self._database.with_retry(lambda: ours.update_one(set__answer=answer))
        self._let_go(name, token)

    def release(self, key: str, user_id: str) -> None:
        """Give up a key of ours without an answer: the next request may try, if need be when our lease is over."""
        name, token = self._mine(key, user_id)
        ours = self._keys(id=name, owner=token, answer=None)
        try:
            self._database.with_retry(ours.delete)
        finally:
            self._let_go(name, token)

    def _mine(self, key: str, user_id: str) -> tuple[str, str | None]:
        """The document's name, and the token of our reservation, None when we have none."""
        name = _name(key, user_id)
        with self._lock:
            return name, self._held.get(name)

    def _let_go(self, name: str, token: str | None) -> None:
        """Only now: until the answer is written, a repeat of the request should wait for it."""
        with self._lock:
            if self._held.get(name) == token:
                self._held.pop(name, None)
                self._unwritten.pop(name, None)

    def _beat(self) -> None:
        """Say now and then that this process still works on its keys; write the answers that could not be written."""
        while not self._closed.wait(LEASE.total_seconds() / 5):
            with self._lock:
                held = list(self._held)
            for name in held:
                if self._closed.is_set():
                    return
                try:
                    self._renew(name)
                except (ServiceError, PyMongoError) as error:
                    log.warning("the lease of an idempotency key is not renewed: %s", error)

    def _renew(self, name: str) -> None:
        """Say that we still work on this key, or write its answer, if it is ours."""
        with self._lock:
            token, answer = self._held.get(name), self._unwritten.get(name)
        if token and answer is not None:
            self._write(name, token, answer)
        elif token:
            ours, until = self._keys(id=name, owner=token), datetime.now(UTC) + LEASE
            self._database.with_retry(lambda: ours.update_one(set__leased_until=until))

    def close(self) -> None:
        """Let the keys go that are still held: their leases end by themselves."""
        self._closed.set()
        self._heart.join()


def _name(key: str, user_id: str) -> str:
    return sha256(f"{user_id}\0{key}".encode()).hexdigest()
