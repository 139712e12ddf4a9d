"""The keys there are: who comes with one, and what an administrator does with them."""

import time
from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from access.groups import Groups
from access.keys import digest, is_key, is_session, new_invitation, new_key, new_session, prefix_of
from access.principal import Principal
from access.recent import Recent
from access.roles import granted, is_administrator
from access.wanted import KeyChange, NewKey, check_administrators, check_no_more, difference, family, following
from errors import Conflict, Forbidden, NotFound, TooMany
from schemas.identity import DEFAULT_TENANT
from storage import INVITED_BY, AccessKeys, Event, Invitation, KeyRecord, SessionRecord, Trail

COMPANY = "oidc"
"""What stands in the place of a key for whoever the company's provider vouches for."""
INVITED_DAYS = 365
"""For how long a key is good that was made by an invitation, but for the first administrator's."""
MOST_KEYS = 50
"""Keys of one owner that are good at a time."""
MOST_INVITATIONS = 1000
"""Invitations that are open at a time."""
MOST_SESSIONS = 50
"""Browsers that one owner is signed in with at a time."""
MAKING = timedelta(minutes=1)
"""For how long nobody else makes the first administrator's key while one is made."""
SEEN = timedelta(minutes=1)
"""How exactly it is kept when a key was used last."""
LAST = "This is the last administrator's key: make another one first"


class Keyring:
    """One per process. Every method but `remembered` may block, and raises Unavailable when MongoDB is away."""

    def __init__(
        self,
        keys: AccessKeys,
        trail: Trail,
        secret: bytes,
        groups: Groups | None = None,
        session: timedelta = timedelta(hours=12),
    ) -> None:
        """`groups` says what those may do who come in without a key; a `session` of a browser lasts so long."""
        self.session_length = session
        self._groups = groups or Groups(None)
        self._keys = keys
        self._trail = trail
        self._secret = secret
        self._recent = Recent()

    def remembered(self, token: str) -> Principal | None:
        """Whose token it is, as far as that was asked within the last seconds; asks nobody."""
        return self._recent.get(digest(self._secret, token))

    def find(self, token: str) -> Principal | None:
        """Whose key or session it is; nobody's where it is unknown, expired or revoked.

        Raises Forbidden for a session of somebody of whose groups none has a role any more.
        """
        name, asked = digest(self._secret, token), time.monotonic()
        self._recent.forget(name)
        found = self._looked_up(token, name, datetime.now(UTC))
        if found is None:
            return None
        principal, ends = found
        self._recent.put(name, principal, asked, ends)
        return principal

    def _looked_up(self, token: str, name: str, now: datetime) -> tuple[Principal, datetime | None] | None:
        """Whose it is, and until when."""
        session = self._keys.session(name, now) if is_session(token) else None
        if session and not session.key:
            found = self._groups.principal(session.owner, session.groups, COMPANY)
            return (found, session.expires_at) if found.tenant == session.tenant else None
        record = session.key if session else self._keys.find(name) if is_key(token) else None
        if record is None or not record.is_good(now):
            return None
        if record.last_used_at is None or now - record.last_used_at > SEEN:
            self._keys.touch(record.digest, now)
        ends = [one for one in (record.ends(), session and session.expires_at) if one]
        return Principal.of(record), min(ends, default=None)

    def sign_in(self, key: str) -> str | None:
        """What a browser comes with instead of a key, as long as a session; nothing for a key that is not good."""
        principal = self.find(key) if is_key(key) else None
        record = self._keys.find(digest(self._secret, key)) if principal else None
        if record is None:
            return None
        ends = datetime.now(UTC) + self.session_length
        token = self._opened(SessionRecord(record.owner, ends, key=record, tenant=record.tenant))
        self._tell(record.owner, "signed in", record)
        return token

    def sign_on(self, name: str, groups: Collection[str]) -> str:
        """The same for somebody whom the company's provider vouches for. Raises Unauthenticated and Forbidden."""
        try:
            found = self._groups.principal(name, groups, COMPANY)
        except Forbidden:
            self._trail.add(
                Event(who=name, what="not let in", key=COMPANY, detail={"groups": self._groups.plain(groups)})
            )
            raise
        owner, ends = found.subject, datetime.now(UTC) + self.session_length
        token = self._opened(SessionRecord(owner, ends, tuple(groups), tenant=found.tenant))
        those = [group for group in groups if self._groups.knows(group)]
        told = Event(who=owner, what="signed in", key=COMPANY, about=owner, detail={"groups": those})
        self._trail.of(found.tenant).add(told)
        return token

    def _opened(self, session: SessionRecord) -> str:
        token = new_session()
        self._keys.open_session(digest(self._secret, token), session, MOST_SESSIONS)
        return token

    def sign_out(self, principal: Principal) -> None:
        """End all sessions of somebody, here at once and elsewhere within `REMEMBERED` seconds."""
        self._keys.close_sessions(principal.subject, principal.tenant)
        self._recent.forget_all(lambda one: one.account == principal.account)
        self._trail.of(principal.tenant).add(Event(who=principal.subject, what="signed out", key=principal.key))

    def add(self, wanted: NewKey, by: str, came_with: KeyRecord | None = None) -> str:
        """Make a key, told once, that ends with the one that its maker `came_with` at the latest, and has its limits.

        Raises InvalidRequest for an unknown role or scope, or a tenant's name that is none, and TooMany where its owner
        has as many as there may be.
        """
        ends = came_with.ends() if came_with else None
        wanted.check()
        key, now = new_key(), datetime.now(UTC)
        days = now + timedelta(days=wanted.days) if wanted.days else None
        record = KeyRecord(
            digest=digest(self._secret, key),
            prefix=prefix_of(key),
            name=wanted.name or wanted.owner,
            owner=wanted.owner,
            tenant=wanted.tenant,
            roles=tuple(wanted.roles),
            scopes=tuple(wanted.scopes),
            created_at=now,
            created_by=by,
            limits=came_with.limits if came_with else wanted.limits,
            expires_at=min((one for one in (days, ends) if one), default=None),
            made_with=came_with.prefix if came_with else None,
        )
        self._keep(record)
        told = {"limits": dict(record.limits)} if record.limits else {}
        self._tell(by, "key added", record, roles=list(record.roles), scopes=list(record.scopes), **told)
        return key

    def _keep(self, record: KeyRecord, instead_of: str = "") -> None:
        """Keep a new key, with which of several at once none is one too many; `instead_of` one with this hash.

        Raises TooMany.
        """
        self._keys.add(record)
        if self._keys.good(record.owner, record.tenant, record.created_at, instead_of) > MOST_KEYS:
            self._keys.forget(record.digest)
            raise TooMany(
                f"{record.owner} has {MOST_KEYS} keys that are good, as many as there may be: revoke one first"
            )

    def add_own(self, wanted: NewKey, asking: Principal) -> str:
        """Make a key for oneself: of the same roles, with no more scopes, and it ends with the key that one came with.

        Raises Forbidden for more, and for whom somebody else vouches for: their roles are not to outlive their groups.
        """
        came_with = self._came_with(asking)
        wanted.check()
        if wanted.limits:
            raise Forbidden("Your own keys have the limits of the one you came with.")
        if set(wanted.roles) != asking.roles:  # limits go by roles: fewer may allow more
            raise Forbidden("A key of your own allows no more than yours, and has its roles: narrow it by scopes.")
        scopes = wanted.scopes or (() if granted(wanted.roles) == asking.scopes else tuple(asking.scopes))
        check_no_more(wanted.roles, scopes, asking)
        return self.add(replace(wanted, scopes=scopes), asking.subject, came_with)

    def add_for(self, wanted: NewKey, asking: Principal) -> str:
        """Make somebody else's key. Raises Forbidden for another administrator's, where one's own key is narrowed."""
        check_administrators(wanted.roles, asking)
        return self.add(wanted, asking.subject)

    def rotate_own(self, prefix: str, grace: timedelta, asking: Principal) -> str:
        """Rotate a key of one's own. Raises Forbidden for one that allows more or lives longer than the one in hand."""
        old, ends = self._called(prefix, asking.tenant), self._came_with(asking).ends()
        if old.prefix != asking.key:
            check_no_more(old.roles, old.scopes, asking)
            if ends and (old.expires_at is None or old.expires_at > ends):
                raise Forbidden("That key lives longer than the one you came with.")
        return self.rotate(prefix, grace, asking.subject, asking.tenant)

    def rotate_for(self, prefix: str, grace: timedelta, asking: Principal) -> str:
        """Rotate somebody else's key. Raises Forbidden for an administrator's, where one's own key is narrowed."""
        check_administrators(self._called(prefix, asking.tenant).roles, asking)
        return self.rotate(prefix, grace, asking.subject, asking.tenant)

    def _came_with(self, asking: Principal) -> KeyRecord:
        """The key that somebody came with. Raises Forbidden for whom somebody else vouches for."""
        found = self._keys.called(asking.key) if asking.key else None
        if found is None:
            raise Forbidden("Who comes by the company's sign-in has no keys of their own: an administrator makes them.")
        return found

    def invite(self, wanted: NewKey, by: str, length: timedelta) -> str:
        """What a one-time link says that makes somebody a key. Raises TooMany where enough are open."""
        wanted.check()
        token, now = new_invitation(), datetime.now(UTC)
        name = digest(self._secret, token)
        told = Invitation(wanted.owner, tuple(wanted.roles), by, now + length, tenant=wanted.tenant)
        self._keys.invite(name, told)
        if self._keys.invitations(wanted.tenant, now) > MOST_INVITATIONS:
            self._keys.withdraw(name)
            raise TooMany(
                f"{MOST_INVITATIONS} invitations are open, as many as there may be: some have to be taken or end first"
            )
        event = Event(who=by, what="invited", about=wanted.owner, detail={"roles": list(wanted.roles)})
        self._trail.of(wanted.tenant).add(event)
        return token

    def invite_first(self, length: timedelta) -> str | None:
        """The same for the first administrator, unless there is one, or an invitation that is still good."""
        if self.administrators(DEFAULT_TENANT):
            return None
        token, by, now = new_invitation(), "the first start", datetime.now(UTC)
        told = Invitation("admin", ("admin",), by, now + length, first=True)
        if not self._keys.invite_first(digest(self._secret, token), told, now):
            return None
        self._trail.add(Event(who=by, what="invited", about=told.owner, detail={"roles": list(told.roles)}))
        return token

    def accept(self, token: str) -> tuple[str, str] | None:
        """The key that an invitation is good for, once, and a session with it; nothing for one that is not good.

        Raises TooMany where its owner has as many as there may be: then it is good for another try.
        """
        name, now = digest(self._secret, token), datetime.now(UTC)
        found = self._keys.take_invitation(name, now) or self._keys.take_first(name, now, now + MAKING)
        if found is None or (found.first and self.administrators(found.tenant)):
            return None
        days = None if found.first else INVITED_DAYS
        try:
            wanted = NewKey(found.owner, found.roles, tenant=found.tenant, days=days)
            key = self.add(wanted, INVITED_BY.format(found.by))
        except TooMany:
            self._keys.invite(name, found)
            raise
        session = self.sign_in(key)
        return (key, session) if session else None

    def bootstrap(self, owner: str, by: str, tenant: str = DEFAULT_TENANT) -> str:
        """The key of a tenant's first administrator, which makes the tenant.

        Raises Conflict where there is an administrator, or one is made right now.
        """
        now, wanted = datetime.now(UTC), NewKey(owner, ("admin",), "first administrator", tenant=tenant)
        wanted.check()
        if self.administrators(tenant):
            raise Conflict("There is an administrator already")
        ours = self._keys.hold_first(new_invitation(), now, now + MAKING, tenant)
        if not ours or self.administrators(tenant):
            raise Conflict("The first administrator is made by somebody else right now")
        return self.add(wanted, by)

    def all(self, tenant: str | None) -> list[KeyRecord]:
        """All keys of a tenant that ever were, the newest first; for the operator, who says None, everybody's."""
        return self._keys.all(tenant)

    def administrators(self, tenant: str) -> list[KeyRecord]:
        """The keys with which somebody may come in now, and manage all others of a tenant."""
        now, there = datetime.now(UTC), self.all(tenant)
        return [one for one in there if is_administrator(one.roles, one.scopes) and one.is_good(now)]

    def rotate(self, prefix: str, grace: timedelta, by: str, tenant: str | None) -> str:
        """A new key in the place of one of a tenant, for the operator None, which ends after `grace`.

        Raises NotFound, Conflict for one that has ended or is being replaced (whoever has it is not to renew it), and
        TooMany where both are good for a time and its owner has as many as there may be.
        """
        old, now = self._called(prefix, tenant), datetime.now(UTC)
        if not old.is_good(now) or old.revoke_at:
            raise Conflict(f"The key {prefix} has ended already, or is being replaced")
        key = new_key()
        fresh = {"prefix": prefix_of(key), "created_at": now, "created_by": by, "last_used_at": None, "revoke_at": None}
        record = replace(old, digest=digest(self._secret, key), **fresh)  # type: ignore[arg-type]
        self._keep(record, instead_of="" if grace else old.digest)
        self._keys.end(old.digest, now + grace, prefix_of(key))
        self._forget(old)
        self._tell(by, "key rotated", old, to=prefix_of(key))
        return key

    def revoke(self, prefix: str, by: str, tenant: str | None) -> None:
        """End a key of a tenant now, with those that it replaces and all that were made with any of them.

        Raises NotFound, and Conflict for the tenant's last administrator's: nobody there could make another.
        """
        old, now = self._called(prefix, tenant), datetime.now(UTC)
        good = [one for one in family(old, self.all(old.tenant)) if one.is_good(now)]
        self._put([(one, one.ended(now)) for one in good], by, old.tenant)

    def revoke_for(self, prefix: str, asking: Principal) -> None:
        """End a key. Raises Forbidden for another administrator's, where one's own is narrowed."""
        old = self._called(prefix, asking.tenant)
        if old.owner != asking.subject:
            check_administrators(self._roles(old), asking)
        self.revoke(prefix, asking.subject, asking.tenant)

    def _put(self, those: Sequence[tuple[KeyRecord, KeyRecord]], by: str, tenant: str) -> None:
        """Have each key of these pairs be as the second says. Raises Conflict where nobody would be left who can make
        another, be it that somebody else does the same to the others right now: then all are as they were.
        """
        there = self._lasting(tenant)
        lost = {new.prefix for _, new in those if new.revoke_at or not is_administrator(new.roles, new.scopes)}
        if there and there <= lost:
            raise Conflict(LAST)
        for old, new in those:
            self._write(old, new)
        if there and not self._lasting(tenant):
            for old, new in those:
                self._write(new, old)
            raise Conflict(LAST)
        for old, new in those:
            told = difference(old, new)
            self._tell(by, "key changed" if told else "key revoked", new, **told)

    def _write(self, old: KeyRecord, new: KeyRecord) -> None:
        changed = difference(old, new)
        self._keys.change(new) if changed else self._keys.end(new.digest, new.revoke_at)
        self._forget(new)

    def _lasting(self, tenant: str) -> set[str]:
        """The administrators' keys that nothing replaces yet."""
        return {one.prefix for one in self.administrators(tenant) if not one.revoke_at}

    def _roles(self, record: KeyRecord) -> set[str]:
        """Those of a key and of all that goes with it."""
        return {role for one in family(record, self.all(record.tenant)) for role in one.roles}

    def _forget(self, record: KeyRecord) -> None:
        """Ask anew whoever comes with a key next, or with a session of it."""
        self._recent.forget_all(lambda one: one.key == record.prefix)

    def change_for(self, prefix: str, change: KeyChange, asking: Principal) -> None:
        """Change somebody else's key, as `change`.

        Raises Forbidden for one's own, and for an administrator's where the key in hand is narrowed.
        """
        old = self._called(prefix, asking.tenant)
        if old.owner == asking.subject:
            raise Forbidden("Your own keys are changed by another administrator, or by `python -m access key change`.")
        check_administrators({*self._roles(old), *(change.roles or ())}, asking)
        self.change(prefix, change, asking.subject, asking.tenant)

    def change(self, prefix: str, change: KeyChange, by: str, tenant: str | None) -> None:
        """Have a key allow something else from now on, and with it those that it replaces and that were made with it.

        These stay as narrow by scopes as they are, and end where nothing of them is left. Raises NotFound,
        InvalidRequest, and Conflict for one that has ended or is being replaced, and for the last administrator's.
        """
        old, now = self._called(prefix, tenant), datetime.now(UTC)
        if not old.is_good(now) or old.revoke_at:
            raise Conflict(f"The key {prefix} has ended already, or is being replaced")
        new = change.of(old)
        others = [one for one in family(old, self.all(old.tenant)) if one.is_good(now) and one.prefix != old.prefix]
        then = [(old, new), *((one, following(one, new) or one.ended(now)) for one in others)]
        self._put([(one, other) for one, other in then if one != other], by, old.tenant)

    def called(self, prefix: str, tenant: str | None) -> KeyRecord | None:
        """The key of a tenant, of whichever for the operator, that is called so, or begins so."""
        found = self._keys.called(prefix_of(prefix))
        return found if found and tenant in (None, found.tenant) else None

    def _called(self, prefix: str, tenant: str | None) -> KeyRecord:
        found = self.called(prefix, tenant)
        if found is None:
            raise NotFound(f"There is no key {prefix_of(prefix)}")
        return found

    def _tell(self, by: str, what: str, record: KeyRecord, **detail: object) -> None:
        told = Event(who=by, what=what, about=record.owner, detail={"key": record.prefix} | detail)
        self._trail.of(record.tenant).add(told)
