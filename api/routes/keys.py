"""Keys: one's own, and for administrators everybody's. None is told twice."""

import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from fastapi import APIRouter, Request
from starlette.responses import Response

import access
from access import Keyring, NewKey, Principal
from api.dependencies import Visitor
from api.routes.session import keyring
from api.validation import JsonRoute
from errors import NotFound
from schemas import AccessKey, KeyChange, KeyRequest, MadeKey, Rotation
from storage import KeyRecord

router = APIRouter(route_class=JsonRoute)

NOTHING = "There is no such key."


@router.get("/api/keys")
def listing(visit: Visitor, connection: Request, everybody: bool = False) -> list[AccessKey]:
    """Your keys that are good, the newest first; for administrators also `everybody`'s, and those that ended."""
    ring = keyring(connection)
    if everybody:
        visit.all("keys")
        return [told(one) for one in ring.all(visit.principal.tenant)]
    mine, theirs = visit.principal.subject, ring.all(visit.principal.tenant)
    return [told(one) for one in theirs if one.owner == mine and one.is_good(datetime.now(UTC))]


@router.post("/api/keys", status_code=201)
def make(request: KeyRequest, visit: Visitor, connection: Request) -> MadeKey:
    """Make a key. Your own allows no more than you are allowed yourself, and does not outlive the one you came with."""
    asking = visit.principal
    owner = request.owner or asking.subject
    visit.act("keys", owner)
    roles, scopes = request.roles or sorted(asking.roles), request.scopes
    wanted = NewKey(owner, roles, request.name, scopes, asking.tenant, request.days, _limits(request.limits))
    ring = keyring(connection)
    return _made(ring, asking, (ring.add_own if owner == asking.subject else ring.add_for)(wanted, asking))


@router.post("/api/keys/{prefix}/rotate", status_code=201)
def rotate(prefix: str, request: Rotation, visit: Visitor, connection: Request) -> MadeKey:
    """Make a new key in the place of one, which stays good for some hours."""
    ring, asking, grace = keyring(connection), visit.principal, timedelta(hours=request.hours)
    if _find(ring, prefix, visit).owner == asking.subject:
        return _made(ring, asking, ring.rotate_own(prefix, grace, asking))
    return _made(ring, asking, ring.rotate_for(prefix, grace, asking))


@router.patch("/api/keys/{prefix}")
def change(prefix: str, request: KeyChange, visit: Visitor, connection: Request) -> AccessKey:
    """Have somebody's key allow something else, with what was made with it; for administrators.

    The last administrator's stays one, and nobody changes what they may do themselves.
    """
    ring = keyring(connection)
    _find(ring, prefix, visit)
    visit.all("keys")
    limits = None if request.limits is None else _limits(request.limits)
    wanted = access.KeyChange(request.name, request.roles, request.scopes, limits)
    ring.change_for(prefix, wanted, visit.principal)
    return told(_find(ring, prefix, visit))


@router.delete("/api/keys/{prefix}", status_code=204, response_class=Response)
def revoke(prefix: str, visit: Visitor, connection: Request) -> Response:
    """End a key now, with all that is open with it; the last administrator's stays."""
    ring = keyring(connection)
    _find(ring, prefix, visit)
    ring.revoke_for(prefix, visit.principal)
    return Response(status_code=204)


def _find(ring: Keyring, prefix: str, visit: Visitor) -> KeyRecord:
    """The key of that prefix. Raises NotFound where there is none, or it is somebody else's."""
    record = ring.called(prefix, visit.principal.tenant)
    visit.see(record.owner if record else "", NOTHING, "keys")
    if record is None:
        raise NotFound(NOTHING)
    return record


def _limits(given: Mapping[str, float | None]) -> dict[str, float]:
    return {name: math.inf if limit is None else limit for name, limit in given.items()}


def told(record: KeyRecord) -> AccessKey:
    """What may be told of a key."""
    return AccessKey(
        prefix=record.prefix,
        name=record.name,
        owner=record.owner,
        roles=list(record.roles),
        scopes=list(record.scopes),
        limits={name: limit if math.isfinite(limit) else None for name, limit in record.limits.items()},
        created_at=record.created_at,
        created_by=record.created_by,
        last_used_at=record.last_used_at,
        ends_at=record.ends(),
        is_good=record.is_good(datetime.now(UTC)),
        replaced_by=record.rotated_to,
    )


def _made(ring: Keyring, asking: Principal, key: str) -> MadeKey:
    record = ring.called(key, asking.tenant)
    assert record is not None
    return MadeKey(key=key, **dict(told(record)))
