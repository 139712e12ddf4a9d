"""The one table of what each role may do, and for whom."""

from collections.abc import Collection, Mapping
from enum import IntEnum
from typing import Literal, get_args

Scope = Literal["generate", "campaign", "read", "mark", "erase", "report", "metrics", "audit", "keys"]
Role = Literal["maker", "approver", "analyst", "service", "admin"]

SCOPES: tuple[Scope, ...] = get_args(Scope)
ROLE_NAMES: tuple[Role, ...] = get_args(Role)


class Reach(IntEnum):
    """Whose: one's own, or everybody's."""

    OWN = 1
    ALL = 2


OWN, ALL = Reach.OWN, Reach.ALL

ROLES: Mapping[Role, Mapping[Scope, Reach]] = {
    "maker": {"generate": OWN, "campaign": OWN, "read": OWN, "mark": OWN, "erase": OWN, "keys": OWN},
    "approver": {"read": ALL, "report": ALL, "keys": OWN},
    "analyst": {"report": ALL, "read": ALL, "keys": OWN},
    "service": {
        "generate": ALL,
        "campaign": ALL,
        "read": ALL,
        "mark": ALL,
        "erase": ALL,
        "report": ALL,
        "metrics": ALL,
    },
    "admin": {"erase": ALL, "metrics": ALL, "audit": ALL, "keys": ALL},
}
ONLY_WHEN_NAMED: frozenset[tuple[Role, Scope]] = frozenset({("analyst", "read")})
"""What a role may have and does not have by itself: an analyst sees no personal data without being given it."""


def granted(roles: Collection[str], scopes: Collection[str] = ()) -> dict[Scope, Reach]:
    """What these roles may do, narrowed to `scopes` where any are named. An unknown role grants nothing."""
    found: dict[Scope, Reach] = {}
    for role in ROLE_NAMES:
        if role not in roles:
            continue
        for scope, reach in ROLES[role].items():
            if scope in scopes if scopes else (role, scope) not in ONLY_WHEN_NAMED:
                found[scope] = max(reach, found.get(scope, reach))
    return found


def is_administrator(roles: Collection[str], scopes: Collection[str] = ()) -> bool:
    """Whether they manage all keys of a tenant."""
    return granted(roles, scopes).get("keys") is ALL
