"""The trail of what was done and refused, and what it calls those who were erased."""
# mypy: disable-error-code="import-untyped, misc"

import hmac
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from functools import partial
from hashlib import sha256
from typing import Any, ClassVar

from bson import ObjectId
from mongoengine import DateTimeField, DictField, IntField, StringField

from storage.mongo.database import SLOW, Database
from storage.mongo.documents import Stored
from storage.mongo.removals import Removals

INVITED_BY = "invitation by {}"
"""Who makes the key of an invitation, as the trail calls them."""
CHANGED = {"what": "key changed"}
NAMES: Mapping[str, dict[str, Any]] = {
    "who": {},
    "about": {},
    "detail.name": CHANGED,
    "detail.before.name": CHANGED,
}
"""Where in which lines people are named: a key is called after its owner where nothing else is said."""


class TrailEvent(Stored):
    """One thing that was done or refused. Only ever added; of who was erased it keeps a pseudonym."""

    at = DateTimeField(required=True)
    who = StringField(required=True)
    key = StringField()
    what = StringField(required=True)
    about = StringField()
    address = StringField()
    status = IntField()
    detail = DictField()

    meta: ClassVar[dict[str, Any]] = {"collection": "trail", "indexes": ["who", "about", "what", "at"]}


@dataclass(frozen=True, slots=True)
class Event:
    """A line of the trail: who did what, to whom, from where, and how it was answered (an HTTP status)."""

    who: str
    what: str
    key: str = ""
    about: str = ""
    address: str = ""
    status: int = 0
    detail: Mapping[str, Any] = field(default_factory=dict)
    at: datetime = field(default_factory=lambda: datetime.now(UTC))
    id: str = ""


class Trail:
    """What was done and refused, the newest first. Every method raises Unavailable when MongoDB is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._events = database.collection(TrailEvent)
        self._removals = Removals(database)

    def of(self, tenant: str) -> "Trail":
        """Another tenant's."""
        return Trail(self._database.of(tenant))

    def add(self, event: Event) -> None:
        """Add a line. Raises Forbidden for a tenant that was removed: its people are named nowhere."""
        self._removals.check(self._database.tenant)
        told = {name: value for name, value in asdict(event).items() if value and name != "id"}
        line = {"_id": ObjectId()} | told
        self._database.with_retry(lambda: self._events.replace_one({"_id": line["_id"]}, line, upsert=True))

    def page(self, limit: int, before: str | None = None, about: str | None = None, **other: Any) -> list[Event]:
        """At most `limit` lines, those before the one with the id `before` where it is given.

        `about` is what a person did or what was done to them; `other` may have `who`, `what`, and `since` and `until`.
        """
        wanted: dict[str, Any] = {"_id": {"$lt": ObjectId(before)}} if before and ObjectId.is_valid(before) else {}
        if about:
            wanted["$or"] = [{"about": about}, {"who": about}]
        wanted |= {name: other[name] for name in ("who", "what") if other.get(name)}
        bounds = {sign: other[name] for name, sign in (("since", "$gte"), ("until", "$lt")) if other.get(name)}
        wanted |= {"at": bounds} if bounds else {}
        newest = self._events.find(wanted).sort("_id", -1).limit(limit)
        found: list[dict[str, Any]] = self._database.with_retry(partial(list, newest.clone()))
        return list(_as_events(found))

    def rename(self, user_id: str, pseudonym: str) -> None:
        """Call somebody who is erased by another name in all lines."""
        for place in NAMES:
            for form in ("{}", INVITED_BY):
                self._rename(place, form.format(user_id), form.format(pseudonym))

    def forget_all(self, key: bytes) -> None:
        """Call everybody in all lines by pseudonyms, which lead back to nobody without this key."""
        strange = {"$type": "string", "$not": {"$regex": f"^{pseudonym('.' * 12)}$"}}
        for place, where in NAMES.items():
            known: list[dict[str, Any]] = [{"$match": where | {place: strange}}, {"$group": {"_id": f"${place}"}}]
            for found in self._database.with_retry(lambda known=known: list(self._events.aggregate(known)), SLOW):
                name = found["_id"]
                self._rename(place, name, pseudonym(hmac.new(key, name.encode(), sha256).hexdigest()))

    def _rename(self, place: str, name: str, other: str) -> None:
        wanted, change = NAMES[place] | {place: name}, {"$set": {place: other}}
        self._database.with_retry(lambda: self._events.update_many(wanted, change), SLOW)


def pseudonym(drawn: str) -> str:
    """What the trail calls somebody who was erased, by the first digits of what was drawn for them."""
    return f"erased {drawn[:12]}"


def _as_events(found: list[dict[str, Any]]) -> Iterator[Event]:
    for one in found:
        yield Event(id=str(one.pop("_id")), **{"who": ""} | one)  # of a stranger there is no name
