"""Who asks, as far as a browser tells: by a name that is ours, and no other site's page what changes something."""

import logging
import re
import uuid
from ipaddress import IPv4Address, IPv6Address, ip_address

from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from api.middleware import PROBES
from api.problems import answer, request_id
from errors import CrossSite, MalformedRequest, NotOurName, ServiceError

log = logging.getLogger(__name__)

OWN = ("localhost", "127.0.0.1", "[::1]")
SAFE = ("GET", "HEAD", "OPTIONS")
HOST = re.compile(r"(\[[0-9a-f:.]{2,45}\]|[\w.-]{1,253}?)\.?(?::(\d{1,5}))?", re.ASCII | re.IGNORECASE)
ORIGIN = re.compile(rf"(https?)://{HOST.pattern}", re.ASCII | re.IGNORECASE)
PORTS = {"http": "80", "https": "443"}
FORWARDED = (b"x-forwarded-host", b"x-gradio-server")
"""Fields that Gradio takes the address of the page from."""


class TrustedHosts:
    """ASGI middleware.

    `allowed` are names by commas, `*.example.com` for all below one. Names of this machine, and the address that the
    connection came in at, are always allowed: no page elsewhere can have them. Raises nothing; answers 421, or 403.
    """

    def __init__(self, app: ASGIApp, allowed: str | None = None) -> None:
        self.app = app
        self.allowed = (*OWN, *(name.strip().lower() for name in (allowed or "").split(",") if name.strip()))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        method = scope.get("method", "")
        if scope["type"] not in ("http", "websocket") or (scope["path"] in PROBES and method in SAFE):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        try:
            self._check_name(headers.get("host", ""), scope)
            if method not in SAFE:
                _check_origin(headers)
        except ServiceError as problem:
            await _refuse(problem, scope, receive, send)
            return
        believed = [field for field in scope["headers"] if field[0] not in FORWARDED or self._is_true(field, scope)]
        await self.app({**scope, "headers": believed}, receive, send)

    def _check_name(self, given: str, scope: Scope) -> None:
        host = HOST.fullmatch(given)
        if not host:
            raise MalformedRequest("The Host header should be a name or an address, with its port if it has one.")
        if not self._is_ours(host[1], scope):
            raise NotOurName(f"This service is not {host[1]}; ALLOWED_HOSTS says which names it answers to.")

    def _is_ours(self, name: str, scope: Scope) -> bool:
        name, number = name.lower(), _number(name)
        if number and number == _number((scope.get("server") or ("",))[0]):
            return True
        return any(name == one or (one[0] == "*" and name.endswith(one[1:])) for one in self.allowed)

    def _is_true(self, field: tuple[bytes, bytes], scope: Scope) -> bool:
        """Whether what a header says of our own name may be handed on."""
        name, value = field
        host = HOST.fullmatch(value.decode("latin-1").split(",")[0].strip())
        return name == FORWARDED[0] and host is not None and self._is_ours(host[1], scope)


def _number(name: str) -> IPv4Address | IPv6Address | None:
    try:
        number = ip_address(name.strip("[]"))
    except ValueError:
        return None
    return getattr(number, "ipv4_mapped", None) or number


def _check_origin(headers: Headers) -> None:
    """Raise CrossSite for what a browser says it sends in the name of another site's page; programs say nothing."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        ours = site in ("same-origin", "none")
    elif origin is not None:
        ours = _is_same(origin, headers["host"])
    else:
        ours = True
    if not ours:
        raise CrossSite("Pages of other sites may not change anything here.")


def _is_same(origin: str, host: str) -> bool:
    theirs = ORIGIN.fullmatch(origin.lower())
    ours = HOST.fullmatch(host.lower())
    if not theirs or not ours:
        return False
    usual = PORTS[theirs[1]]
    return (theirs[2], theirs[3] or usual) == (ours[1], ours[2] or usual)


async def _refuse(problem: ServiceError, scope: Scope, receive: Receive, send: Send) -> None:
    if scope["type"] == "websocket":
        await receive()
        await send({"type": "websocket.close", "code": 1008})
        return
    token = request_id.set(uuid.uuid4().hex)
    response = answer(problem, scope["path"])
    response.headers["X-Request-ID"] = request_id.get()
    log.info("%s refused: %s request_id=%s", scope["method"], problem.code, request_id.get())
    await response(scope, receive, send)
    request_id.reset(token)
