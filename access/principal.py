"""Who asks, as everything behind the door sees it: it never asks how they came in."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from access.meter import Account
from access.roles import ALL, SCOPES, Reach, Scope, granted
from errors import Forbidden, NotFound
from schemas.identity import DEFAULT_TENANT
from storage import KeyRecord


@dataclass(frozen=True, slots=True)
class Principal:
    """Somebody of a tenant, and what they may do there: each scope with whose pictures it is good for.

    `subject` is the user id of what they make for themselves; `key` is the prefix of what they came with.
    """

    subject: str
    roles: frozenset[str]
    scopes: Mapping[Scope, Reach]
    tenant: str = DEFAULT_TENANT
    limits: Mapping[str, float] = field(default_factory=dict)
    key: str = ""

    @classmethod
    def of(cls, key: KeyRecord) -> "Principal":
        """Whoever comes with a key."""
        roles = frozenset(key.roles)
        return cls(key.owner, roles, granted(roles, key.scopes), key.tenant, dict(key.limits), key.prefix)

    @property
    def account(self) -> str:
        """Under what name is counted what they ask for; empty where nobody is asked who they are."""
        return self.subject and f"{self.tenant}\n{self.subject}"

    def may(self, scope: Scope, user_id: str | None = None) -> bool:
        """Whether they may do it for this user; without one, whether for everybody at once."""
        reach = self.scopes.get(scope)
        return reach is ALL or (reach is not None and user_id == self.subject)


LOCAL = Principal("", frozenset({"local"}), MappingProxyType(dict.fromkeys(SCOPES, ALL)))
"""Whoever is at this machine, where nobody is asked who they are: any user id is believed."""


@dataclass(slots=True)
class Visit:
    """One request: who asks, whom it turned out to be about, and what it may cost."""

    principal: Principal
    about: str | None = None
    alias: str = ""
    """What they are called whom it was about, once they are erased."""
    account: Account = field(default_factory=Account)
    """What they may still ask for."""

    def see(self, user_id: str, otherwise: str, *scopes: Scope) -> None:
        """Raise NotFound, with these words, unless they may do one of these for this user: to all others there is
        nothing.
        """
        self.about = user_id
        if not any(self.principal.may(scope, user_id) for scope in scopes):
            raise NotFound(otherwise)

    def act(self, scope: Scope, user_id: str) -> None:
        """Raise Forbidden unless they may do it in the name of this user, whom they named themselves."""
        self.about = user_id
        if not self.principal.may(scope, user_id):
            limit = "your own" if scope in self.principal.scopes else "nobody's"
            message = f"user_id should be {limit}: this credential speaks for no other"
            raise Forbidden.of_field("user_id", user_id, limit, message)

    def all(self, scope: Scope) -> None:
        """Raise Forbidden unless they may do it for everybody at once."""
        if not self.principal.may(scope):
            raise Forbidden(f"This takes the scope `{scope}`, which this credential has not.")
