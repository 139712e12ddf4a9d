"""The one table of routes: what a credential has to allow before a request comes in. One without a line is closed."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from access.roles import Scope
from schemas import ad_address, address


@dataclass(frozen=True, slots=True)
class Door:
    """What it takes: nothing at all where `open`, else a credential, with one of `scopes` where any are named.

    What tells of all tenants together is for the default tenant's alone, whose service it is: then `whole`.
    """

    scopes: tuple[Scope, ...] = ()
    open: bool = False
    whole: bool = False


OPEN, SIGNED_IN = Door(open=True), Door()
_PICTURE = address("{name}")

ROUTES: Mapping[str, Door] = {
    "GET /livez": OPEN,
    "GET /readyz": OPEN,
    "GET /healthz": OPEN,
    "GET /favicon.ico": OPEN,
    "GET /": OPEN,
    "GET /ui/sign-in": OPEN,
    "POST /api/session": OPEN,
    "GET /api/session/start": OPEN,
    "GET /api/session/callback": OPEN,
    "GET /api/session/end": OPEN,
    "GET /api/session": SIGNED_IN,
    "DELETE /api/session": SIGNED_IN,
    "POST /api/session/invitation": OPEN,
    "GET /api/keys": Door(("keys",)),
    "POST /api/keys": Door(("keys",)),
    "POST /api/keys/{prefix}/rotate": Door(("keys",)),
    "PATCH /api/keys/{prefix}": Door(("keys",)),
    "DELETE /api/keys/{prefix}": Door(("keys",)),
    "POST /generate": Door(("generate",)),
    "POST /api/generate": Door(("generate",)),
    "POST /generate/stream": Door(("generate",)),
    "POST /v1/images/generations": Door(("generate",)),
    "GET /v1/files/{token}": OPEN,
    "GET /v1/models": SIGNED_IN,
    "GET /v1/models/{name}": SIGNED_IN,
    "POST /api/prompts/preview": Door(("generate",)),
    "GET /api/brands": SIGNED_IN,
    "GET /api/layouts": SIGNED_IN,
    "POST /api/ads": Door(("read",)),
    "GET /api/loras": SIGNED_IN,
    "POST /api/marks": Door(("mark",)),
    "GET /api/interactions/{user_id:path}": Door(("read",)),
    f"GET {_PICTURE}": Door(("read",)),
    f"GET {_PICTURE}/palette.png": Door(("read",)),
    f"GET {ad_address(_PICTURE, '{wanted}')}": Door(("read",)),
    "POST /verify": Door(("read",)),
    "GET /api/brand/report": Door(("report", "read")),
    "GET /api/users/{user_id:path}/images.zip": Door(("read",)),
    "DELETE /api/users/{user_id:path}": Door(("erase",)),
    "POST /api/jobs": Door(("campaign",)),
    "GET /api/jobs": Door(("read", "erase")),
    "GET /api/jobs/template.csv": SIGNED_IN,
    "GET /api/jobs/{job}": Door(("read", "erase")),
    "GET /api/jobs/{job}/rows": Door(("read",)),
    "GET /api/jobs/{job}/events": Door(("read",)),
    "GET /api/jobs/{job}/results.csv": Door(("read",)),
    "GET /api/jobs/{job}/errors.csv": Door(("read",)),
    "GET /api/jobs/{job}/images.zip": Door(("read",)),
    "POST /api/jobs/{job}/pause": Door(("campaign",)),
    "POST /api/jobs/{job}/resume": Door(("campaign",)),
    "POST /api/jobs/{job}/cancel": Door(("campaign", "erase")),
    "POST /api/webhooks": Door(("campaign",)),
    "GET /api/webhooks": Door(("campaign",)),
    "GET /api/webhooks/{webhook}": Door(("campaign",)),
    "DELETE /api/webhooks/{webhook}": Door(("campaign",)),
    "POST /api/webhooks/{webhook}/rotate": Door(("campaign",)),
    "POST /api/webhooks/{webhook}/enable": Door(("campaign",)),
    "GET /api/webhooks/{webhook}/deliveries": Door(("campaign",)),
    "GET /api/audit": Door(("audit",)),
    "GET /metrics": Door(("metrics",), whole=True),
    "GET /docs": SIGNED_IN,
    "GET /openapi.json": SIGNED_IN,
    "GET /docs.json": SIGNED_IN,
    "GET /schema.json": SIGNED_IN,
    "GET /static_content/{path:path}": SIGNED_IN,
    "GET /ui": SIGNED_IN,
    "GET /ui/{path:path}": SIGNED_IN,
    "POST /ui/{path:path}": SIGNED_IN,
}


def _compiled(pattern: str) -> re.Pattern[str]:
    path = re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern))
    return re.compile(re.sub(r"\\\{\w+:path\\\}", ".*", path), re.DOTALL)


_EXACT = {line: found for line, found in ROUTES.items() if "{" not in line}
_PATTERNS = tuple((_compiled(line), line) for line in ROUTES if "{" in line)


def door(method: str, path: str) -> tuple[str, Door | None]:
    """The line of the table that a request comes by, and its door; neither where there is none."""
    asked = f"{'GET' if method == 'HEAD' else method} {path}"
    if asked in _EXACT:
        return asked, _EXACT[asked]
    for pattern, line in _PATTERNS:
        if pattern.fullmatch(asked):
            return line, ROUTES[line]
    return "", None


def methods(path: str) -> set[str]:
    """What may be asked of a path by anybody."""
    return {line.partition(" ")[0] for line in ROUTES if door(line.partition(" ")[0], path)[1]}
