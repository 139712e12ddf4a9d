"""The keys that let people in. Knows neither what a key looks like nor a role."""
# mypy: disable-error-code="import-untyped, misc"

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import asdict, dataclass, field, fields, replace
from datetime import datetime
from typing import Any, ClassVar

from mongoengine import BooleanField, DateTimeField, DictField, ListField, StringField
from pymongo.collection import Collection
from pymongo.errors import DuplicateKeyError

from errors import Conflict
from schemas.identity import DEFAULT_TENANT
from storage.mongo.database import Database
from storage.mongo.documents import EXPIRING, NamedDocument
from storage.mongo.removals import Removals

FIRST = "first"
"""The id of the invitation of the first administrator."""


class AccessKey(NamedDocument):
    """One key: the id is its keyed hash; the key itself is kept nowhere."""

    prefix = StringField(required=True)
    name = StringField(required=True)
    owner = StringField(required=True)
    tenant = StringField(required=True)
    roles = ListField(StringField(), required=True)
    scopes = ListField(StringField())
    limits = DictField()
    created_at = DateTimeField(required=True)
    created_by = StringField(required=True)
    expires_at = DateTimeField()
    last_used_at = DateTimeField()
    revoke_at = DateTimeField()
    rotated_to = StringField()
    made_with = StringField()

    meta: ClassVar[dict[str, Any]] = {
        "collection": "access_keys",
        "indexes": [{"fields": ["prefix"], "unique": True}, ("tenant", "owner")],
    }


class AccessSession(NamedDocument):
    """A browser that came in, with a key or in some groups: the id is the keyed hash of what its cookie says."""

    key = StringField()
    tenant = StringField()
    owner = StringField(required=True)
    groups = ListField(StringField())
    expires_at = DateTimeField(required=True)

    meta: ClassVar[dict[str, Any]] = {"collection": "access_sessions", "indexes": [EXPIRING, ("tenant", "owner")]}


class AccessInvitation(NamedDocument):
    """A link that makes somebody a key, once: the id is the keyed hash of what it says.

    The first administrator's has the id FIRST, so that there is one, and that hash as `digest`, until it is taken.
    """

    tenant = StringField()
    owner = StringField(required=True)
    roles = ListField(StringField(), required=True)
    by = StringField(required=True)
    expires_at = DateTimeField(required=True)
    first = BooleanField(required=True)
    digest = StringField()

    meta: ClassVar[dict[str, Any]] = {"collection": "access_invitations", "indexes": [EXPIRING]}


ACCESS = (AccessInvitation, AccessKey, AccessSession)


@dataclass(frozen=True, slots=True)
class KeyRecord:
    """What is kept of a key. `scopes` narrows what its roles allow; empty, it is all that they allow by themselves."""

    digest: str
    prefix: str
    name: str
    owner: str
    tenant: str
    roles: tuple[str, ...]
    scopes: tuple[str, ...]
    created_at: datetime
    created_by: str
    limits: Mapping[str, float] = field(default_factory=dict)
    expires_at: datetime | None = None
    last_used_at: datetime | None = None
    revoke_at: datetime | None = None
    rotated_to: str | None = None
    made_with: str | None = None
    """The prefix of the key that somebody came with who made this one for themselves."""

    def ends(self) -> datetime | None:
        """From when on it is good for nothing."""
        return min((one for one in (self.expires_at, self.revoke_at) if one), default=None)

    def is_good(self, moment: datetime) -> bool:
        """Whether it lets anybody in at that moment."""
        ends = self.ends()
        return ends is None or moment < ends

    def ended(self, moment: datetime) -> "KeyRecord":
        """The same, good for nothing from that moment on."""
        return replace(self, revoke_at=min(moment, self.revoke_at or moment))


@dataclass(frozen=True, slots=True)
class SessionRecord:
    """What is kept of a session: whose, with which key, or else in which groups they came in."""

    owner: str
    expires_at: datetime
    groups: tuple[str, ...] = ()
    key: KeyRecord | None = None
    tenant: str = DEFAULT_TENANT


@dataclass(frozen=True, slots=True)
class Invitation:
    """What is kept of an invitation: whose key it makes, with which roles, who invites, and whether to be the first."""

    owner: str
    roles: tuple[str, ...]
    by: str
    expires_at: datetime
    first: bool = False
    tenant: str = DEFAULT_TENANT


class AccessKeys:
    """The keys of one database, of all tenants. Every method raises Unavailable when MongoDB is away."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._keys = database.collection(AccessKey)
        self._sessions = database.collection(AccessSession)
        self._invitations = database.collection(AccessInvitation)
        self._removals = Removals(database)

    def add(self, record: KeyRecord) -> None:
        """Keep a new key. Raises Conflict where there is one of its prefix, Forbidden for a tenant that was removed."""
        told = asdict(record) | {"roles": list(record.roles), "scopes": list(record.scopes)}
        told["_id"] = told.pop("digest")
        self._database.with_retry(lambda: self._insert(told))
        self._keep(self._keys, record.digest, record.tenant)

    def _keep(self, collection: Collection[dict[str, Any]], name: str, tenant: str) -> None:
        """Keep what was just written, unless its tenant was removed, be it right now. Raises Forbidden."""
        if self._removals.has(tenant):
            self._database.with_retry(lambda: collection.delete_one({"_id": name}))
            self._removals.check(tenant)

    def count(self, tenant: str) -> dict[str, int]:
        """How many keys, sessions and invitations there are of a tenant."""
        there = {"keys": self._keys, "sessions": self._sessions, "invitations": self._invitations}
        count = self._database.with_retry
        return {name: count(lambda one=one: one.count_documents(_of(tenant))) for name, one in there.items()}

    def remove(self, tenant: str) -> None:
        """Let nobody of a tenant in any more, with whatever they come."""
        for one in (self._keys, self._sessions, self._invitations):
            self._database.with_retry(lambda one=one: one.delete_many(_of(tenant)))
        self.withdraw(_first(tenant))

    def _insert(self, told: dict[str, Any]) -> None:
        if self._keys.find_one({"prefix": told["prefix"], "_id": {"$ne": told["_id"]}}, {}):
            raise Conflict("There is a key of this prefix already")
        self._keys.replace_one({"_id": told["_id"]}, told, upsert=True)

    def forget(self, digest: str) -> None:
        """Keep a key no more."""
        self._database.with_retry(lambda: self._keys.delete_one({"_id": digest}))

    def good(self, owner: str, tenant: str, moment: datetime, without: str = "") -> int:
        """How many keys of somebody let in at that moment, not counting the one with the hash `without`."""
        wanted: dict[str, Any] = {"owner": owner, "tenant": tenant, "_id": {"$ne": without}}
        wanted["$nor"] = [{name: {"$lte": moment}} for name in ("expires_at", "revoke_at")]
        return self._database.with_retry(lambda: self._keys.count_documents(wanted))

    def find(self, digest: str) -> KeyRecord | None:
        """The key with this hash."""
        return self._one({"_id": digest})

    def called(self, prefix: str) -> KeyRecord | None:
        """The key with this prefix."""
        return self._one({"prefix": prefix})

    def _one(self, wanted: dict[str, str]) -> KeyRecord | None:
        found = self._database.with_retry(lambda: self._keys.find_one(wanted))
        return None if found is None else _as_record(found)

    def all(self, tenant: str | None) -> list[KeyRecord]:
        """All keys of a tenant, the newest first; of every tenant only where None is said."""
        wanted = {} if tenant is None else {"tenant": tenant}
        found = self._database.with_retry(lambda: list(self._keys.find(wanted).sort("created_at", -1)))
        return [_as_record(one) for one in found]

    def tenants(self) -> set[str]:
        """Those that have or had a key."""
        return set(self._database.with_retry(lambda: self._keys.distinct("tenant")))

    def change(self, record: KeyRecord) -> None:
        """Keep what a key is called and allows as it is told here."""
        told = {"name": record.name, "roles": list(record.roles), "scopes": list(record.scopes)}
        self._set(record.digest, **told, limits=dict(record.limits))

    def touch(self, digest: str, moment: datetime) -> None:
        """Say that a key was used."""
        self._set(digest, last_used_at=moment)

    def end(self, digest: str, moment: datetime | None, rotated_to: str | None = None) -> None:
        """Say from when on a key is good for nothing, and which one stands in its place; None takes it back."""
        self._set(digest, revoke_at=moment, **({"rotated_to": rotated_to} if rotated_to else {}))

    def _set(self, digest: str, **told: Any) -> None:
        self._database.with_retry(lambda: self._keys.update_one({"_id": digest}, {"$set": told}))

    def open_session(self, digest: str, session: SessionRecord, most: int) -> None:
        """Let a browser in until it ends; of more than `most` of somebody the oldest go."""
        told = {"owner": session.owner, "groups": list(session.groups), "expires_at": session.expires_at}
        told["tenant"] = session.tenant
        if session.key:
            told["key"] = session.key.digest
        self._database.with_retry(lambda: self._sessions.replace_one({"_id": digest}, told, upsert=True))
        self._keep(self._sessions, digest, session.tenant)
        others = _of(session.tenant, session.owner) | {"_id": {"$ne": digest}}
        old = self._sessions.find(others, {"_id": 1}).sort("expires_at", -1).skip(most - 1)
        gone = self._database.with_retry(lambda: [one["_id"] for one in old.clone()])
        if gone:
            self._database.with_retry(lambda: self._sessions.delete_many({"_id": {"$in": gone}}))

    def session(self, digest: str, moment: datetime) -> SessionRecord | None:
        """The session that is open at that moment, unless its key is gone."""
        wanted = {"_id": digest, "expires_at": {"$gt": moment}}
        found = self._database.with_retry(lambda: self._sessions.find_one(wanted))
        key = self.find(found["key"]) if found and "key" in found else None
        if not found or ("key" in found and not key):
            return None
        tenant = found.get("tenant", DEFAULT_TENANT)  # one of an earlier release has none
        return SessionRecord(found["owner"], found["expires_at"], tuple(found.get("groups", ())), key, tenant)

    def close_sessions(self, owner: str, tenant: str) -> None:
        """End all sessions of somebody."""
        self._database.with_retry(lambda: self._sessions.delete_many(_of(tenant, owner)))

    def invite(self, digest: str, invitation: Invitation) -> None:
        """Keep an invitation until it is taken or expires."""
        told = asdict(invitation) | {"roles": list(invitation.roles)}
        self._database.with_retry(lambda: self._invitations.replace_one({"_id": digest}, told, upsert=True))
        self._keep(self._invitations, digest, invitation.tenant)

    def withdraw(self, digest: str) -> None:
        """Keep an invitation no more."""
        self._database.with_retry(lambda: self._invitations.delete_one({"_id": digest}))

    def invitations(self, tenant: str, moment: datetime) -> int:
        """How many of a tenant are open at that moment."""
        wanted = {"tenant": tenant, "expires_at": {"$gt": moment}}
        return self._database.with_retry(lambda: self._invitations.count_documents(wanted))

    def invite_first(self, digest: str, invitation: Invitation, moment: datetime) -> bool:
        """Keep an invitation of the first administrator, unless there is one that is good then; whether it is kept."""
        told = asdict(invitation) | {"roles": list(invitation.roles), "digest": digest}
        return self._place_first(FIRST, told, [{"expires_at": {"$lte": moment}}])

    def hold_first(self, name: str, moment: datetime, until: datetime, tenant: str) -> bool:
        """Make the place of a tenant's first invitation nobody else's for a while, whether one is open or not.

        False where somebody has it already who makes the first administrator's key. `name` tells us from them.
        """
        told = {"by": name, "expires_at": until}
        return self._place_first(
            _first(tenant), told, [{"expires_at": {"$lte": moment}}, {"digest": {"$exists": True}}]
        )

    def _place_first(self, place: str, told: dict[str, Any], over: list[dict[str, Any]]) -> bool:
        def placed() -> bool:
            with suppress(DuplicateKeyError):  # there is one
                self._invitations.replace_one({"_id": place, "$or": over}, told, upsert=True)
            found = self._invitations.find_one({"_id": place}) or {}
            return all(found.get(name) == told.get(name) for name in ("by", "digest"))

        return self._database.with_retry(placed)

    def take_first(self, digest: str, moment: datetime, until: datetime) -> Invitation | None:
        """The first administrator's invitation if it is this one and good then, for one taker, who holds its place."""
        ours = {"_id": FIRST, "digest": digest, "expires_at": {"$gt": moment}}
        held = {"$unset": {"digest": 1}, "$set": {"expires_at": until}}
        return _as_invitation(self._database.with_retry(lambda: self._invitations.find_one_and_update(ours, held)))

    def take_invitation(self, digest: str, moment: datetime) -> Invitation | None:
        """The invitation that is good at that moment, for one taker alone."""
        wanted = {"_id": digest, "expires_at": {"$gt": moment}}
        return _as_invitation(self._database.with_retry(lambda: self._invitations.find_one_and_delete(wanted)))


def _first(tenant: str) -> str:
    """The id of the invitation of a tenant's first administrator."""
    return FIRST if tenant == DEFAULT_TENANT else f"{FIRST} of {tenant}"


def _of(tenant: str, owner: str | None = None) -> dict[str, Any]:
    """What is a tenant's, of one owner or of all: a session of an earlier release names no tenant."""
    tenants = [tenant, None] if tenant == DEFAULT_TENANT else [tenant]
    return {"tenant": {"$in": tenants}} | ({} if owner is None else {"owner": owner})


def _as_invitation(found: Mapping[str, Any] | None) -> Invitation | None:
    if found is None:
        return None
    names = {one.name for one in fields(Invitation)} & found.keys()
    return Invitation(**{name: found[name] for name in names} | {"roles": tuple(found["roles"])})


def _as_record(found: Mapping[str, Any]) -> KeyRecord:
    names = {one.name for one in fields(KeyRecord)}
    told = {name: value for name, value in found.items() if name in names}
    told |= {"roles": tuple(found["roles"]), "scopes": tuple(found.get("scopes") or ())}
    return KeyRecord(digest=found["_id"], **told)
