"""What a key is to allow: as it is wanted, and whether it makes sense."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace

from access.meter import check_limit
from access.principal import Principal
from access.roles import ROLE_NAMES, SCOPES, granted
from errors import Forbidden, InvalidRequest
from schemas.identity import DEFAULT_TENANT, TENANT
from storage import KeyRecord


@dataclass(frozen=True, slots=True)
class NewKey:
    """A key that is wanted: whose, what for, and for how many days, for ever where that is not said."""

    owner: str
    roles: Collection[str]
    name: str = ""
    scopes: Collection[str] = ()
    tenant: str = DEFAULT_TENANT
    days: float | None = None
    limits: Mapping[str, float] = field(default_factory=dict)

    def check(self) -> None:
        """Raises InvalidRequest for an unknown role, scope or limit, and a tenant's name that is none."""
        if not TENANT.fullmatch(self.tenant):
            raise InvalidRequest(f"tenant {self.tenant}: a to z, 0 to 9 and -, at most 32 characters")
        _check_allowed(self.roles, self.scopes)
        _check_limits(self.limits)


@dataclass(frozen=True, slots=True)
class KeyChange:
    """What is to be another of a key; None leaves it as it is."""

    name: str | None = None
    roles: Collection[str] | None = None
    scopes: Collection[str] | None = None
    limits: Mapping[str, float] | None = None

    def of(self, old: KeyRecord) -> KeyRecord:
        """The key as it is then. Raises InvalidRequest for an unknown role, scope or limit that the change names."""
        new = replace(
            old,
            name=old.name if self.name is None else self.name or old.owner,
            roles=old.roles if self.roles is None else tuple(self.roles),
            scopes=old.scopes if self.scopes is None else tuple(self.scopes),
            limits=old.limits if self.limits is None else dict(self.limits),
        )
        if self.roles is not None or self.scopes is not None:
            _check_allowed(new.roles, new.scopes)
        _check_limits(self.limits or {})
        return new


def family(record: KeyRecord, there: Collection[KeyRecord]) -> list[KeyRecord]:
    """Of those that there are a key, those that it replaces, and what was made with any of them."""
    found = {record.prefix}
    while more := {one.prefix for one in there if one.prefix not in found and {one.rotated_to, one.made_with} & found}:
        found |= more
    return [one for one in there if one.prefix in found]


def following(old: KeyRecord, made_with: KeyRecord) -> KeyRecord | None:
    """A key as it is once the one that it was made with has changed: no wider; None where nothing of it is left."""
    may, named = granted(made_with.roles, made_with.scopes), granted(made_with.roles, old.scopes)
    kept = tuple(one for one in old.scopes if one in may and named[one] <= may[one])
    scopes = kept if old.scopes else made_with.scopes
    if old.scopes and not scopes:
        return None
    return replace(old, roles=made_with.roles, scopes=scopes, limits=made_with.limits)


def difference(old: KeyRecord, new: KeyRecord) -> dict[str, object]:
    """What the trail tells of a change: what is another now, and what it was; empty where nothing is."""
    told = [{name: _plain(getattr(one, name)) for name in ("name", "roles", "scopes", "limits")} for one in (new, old)]
    now = {name: value for name, value in told[0].items() if value != told[1][name]}
    return now and {**now, "before": {name: told[1][name] for name in now}}


def _plain(value: object) -> object:
    return list(value) if isinstance(value, tuple) else dict(value) if isinstance(value, Mapping) else value


def check_no_more(roles: Collection[str], scopes: Collection[str], asking: Principal) -> None:
    """Raises Forbidden for roles that allow more than somebody may."""
    for scope, reach in granted(roles, scopes).items():
        if asking.scopes.get(scope, 0) < reach:
            raise Forbidden(f"A key of your own allows no more than you are allowed yourself: not `{scope}`.")


def check_administrators(roles: Collection[str], asking: Principal) -> None:
    """Raises Forbidden for an administrator's key where the one that somebody came with is narrowed."""
    if "admin" in roles and asking.scopes != granted(asking.roles):
        raise Forbidden("A narrowed key makes, changes and ends no administrators.")


def _check_allowed(roles: Collection[str], scopes: Collection[str]) -> None:
    for kind, given, known in (("role", roles, ROLE_NAMES), ("scope", scopes, SCOPES)):
        if strange := sorted(set(given) - set(known)):
            raise InvalidRequest(f"{kind} {strange[0]}: there are {', '.join(known)}")
    if not roles:
        raise InvalidRequest(f"A key has at least one role of {', '.join(ROLE_NAMES)}")
    if scopes and (useless := sorted(set(scopes) - granted(roles, SCOPES).keys())):
        raise InvalidRequest(f"scope {useless[0]}: none of these roles may have it")


def _check_limits(limits: Mapping[str, float]) -> None:
    for name, limit in limits.items():
        check_limit(name, limit)
