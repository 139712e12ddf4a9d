"""The door: nobody comes past it without a credential that allows it, whichever framework has the route."""

import asyncio
import logging
import time
from collections.abc import MutableMapping
from contextlib import ExitStack, suppress
from typing import Any
from urllib.parse import quote

from starlette.datastructures import Headers, MutableHeaders, State
from starlette.requests import cookie_parser
from starlette.responses import RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from access import LOCAL, Door, Keyring, Principal, Visit, door, methods
from access.recent import REMEMBERED
from api.middleware import PAGE, is_page
from api.middleware.forwarded import PASS, SECRET, Forwarded
from api.middleware.hosts import SAFE
from api.middleware.limits import told
from api.middleware.methods import listed
from api.problems import answer
from api.tenants import TENANT
from errors import CrossSite, Forbidden, MethodNotAllowed, NotFound, ServiceError, Unauthenticated, Unavailable
from schemas.cookies import cookie_name
from schemas.identity import DEFAULT_TENANT
from storage import Event

log = logging.getLogger(__name__)

VISIT, CREDENTIAL = "visit", "credential"
"""Where in the scope of a request is who asks, an `access.Visit`, and with what the page asks the API for them."""
SESSION, SIGN_IN = "session", f"{PAGE}/sign-in"
"""The cookie that a browser comes with, and where it gets one."""
SCHEME = "bearer "
UNKNOWN = {"WWW-Authenticate": 'Bearer realm="logo-generation"'}
NOBODY = Principal("", frozenset(), {})
"""Whoever comes by an open door."""
REFUSALS, BAD = (401, 403), 400
TOLD = ("DELETE /api/users/{user_id:path}", "GET /api/users/{user_id:path}/images.zip")
"""What the trail tells of everybody, also of their own."""
WITH_OTHERS = ("POST /api/ads", "POST /verify", "POST /api/jobs/{job}/cancel")
"""What it tells, beside every GET, where it is done with what is somebody else's."""


class Access:
    """ASGI middleware. Without `ask` whoever comes is this machine's own; else the `keyring` of `state` says who it is,
    and before it whom a proxy has `forwarded`.

    Everything behind it finds an `access.Visit` in the scope. What a route says of a person it checks by that.
    """

    def __init__(
        self, app: ASGIApp, ask: bool, state: State, prefix: str = "", forwarded: Forwarded | None = None
    ) -> None:
        self.app = app
        self.forwarded = forwarded
        self.ask = ask
        self.state = state
        self.prefix = prefix

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
        elif not self.ask:
            scope[VISIT], scope[TENANT] = Visit(LOCAL), await self.state.tenants.of(LOCAL.tenant)
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await receive()
            await send({"type": "websocket.close", "code": 1008})
        else:
            await self._ask(scope, receive, send)

    async def _ask(self, scope: Scope, receive: Receive, send: Send) -> None:
        visit, status, asked = Visit(NOBODY), 0, time.monotonic()

        async def watch(message: Message) -> None:
            nonlocal status, asked
            if message["type"] == "http.response.start":
                status = message["status"]
                MutableHeaders(scope=message).update(told(visit.account))
            elif visit.principal is not NOBODY and time.monotonic() - asked > REMEMBERED:
                asked = time.monotonic()
                with suppress(Unavailable):  # a stream ends with its key, and not because nobody can be asked
                    await self._bearer(scope[CREDENTIAL])
            await send(message)

        scope[VISIT], scope[CREDENTIAL] = visit, ""
        line, needed = door(scope["method"], scope["path"])
        with ExitStack() as place:
            try:
                if needed is None or not needed.open:
                    visit.principal = await self._principal(scope)
                    await self._count(visit, scope["path"], place)
                scope["headers"] = [field for field in scope["headers"] if field[0] != SECRET]
                if scope["method"] != "OPTIONS":
                    _check(needed, visit.principal, scope["path"])
                scope[TENANT] = await self.state.tenants.of(visit.principal.tenant)
            except ServiceError as problem:
                await self._refusal(problem, scope)(scope, receive, watch)
            else:
                await self.app(scope, receive, watch)
            finally:
                await self._tell(visit, line, status, scope.get("client"))

    async def _count(self, visit: Visit, path: str, place: ExitStack) -> None:
        """Hold one of the places that somebody has, and count what they ask; the page's own files cost nothing."""
        who, meter = visit.principal, self.state.meter
        if not is_page(path):
            visit.account = meter.account(who.account, who.roles, who.limits, who.tenant)
            place.enter_context(visit.account.entered())
            await visit.account.asked()

    def _refusal(self, problem: ServiceError, scope: Scope) -> Response:
        """The error; for a person who may not open the page, the way to the sign-in."""
        if (
            scope["method"] == "GET"
            and is_page(scope["path"])
            and "text/html" in Headers(scope=scope).get("accept", "")
        ):
            wanted = f"{self.prefix}{scope['path']}?{scope['query_string'].decode('latin-1')}"
            if isinstance(problem, Unauthenticated):
                return RedirectResponse(f"{self.prefix}{SIGN_IN}?to={quote(wanted)}", 303)
            if isinstance(problem, Forbidden):
                return RedirectResponse(f"{self.prefix}{SIGN_IN}?failed=stranger", 303)
        return answer(problem, scope["path"])

    async def _principal(self, scope: Scope) -> Principal:
        """Who asks. Raises Unauthenticated, in the same words whatever is wrong, Forbidden, CrossSite, Unavailable."""
        headers, forwarded = Headers(scope=scope), self.forwarded
        found = forwarded.principal(scope) if forwarded else None
        said = headers.get("authorization")
        if found and forwarded:
            _check_page(scope["method"], headers)
            scope[CREDENTIAL] = forwarded.vouch(found)
        elif said is None:
            scope[CREDENTIAL] = _session(scope["scheme"], headers)
            if scope[CREDENTIAL]:
                _check_page(scope["method"], headers)
        elif said.lower().startswith(SCHEME):
            scope[CREDENTIAL] = said[len(SCHEME) :].strip()
        return found or await self._bearer(scope[CREDENTIAL])

    async def _bearer(self, token: str) -> Principal:
        """Whose token it is. Raises Unauthenticated, Forbidden and Unavailable."""
        keyring: Keyring = self.state.keyring
        if self.forwarded and token.startswith(PASS):
            found = self.forwarded.vouched(token)
        else:
            found = keyring.remembered(token) or await asyncio.to_thread(keyring.find, token)
        if found is None:
            raise Unauthenticated("A valid key is needed: Authorization: Bearer lg_live_...", headers=UNKNOWN)
        return found

    async def _tell(self, visit: Visit, line: str, status: int, client: tuple[str, int] | None) -> None:
        """Leave a line in the trail of refusals, and of what was done with what is somebody's."""
        who = visit.principal
        theirs = visit.about is not None and visit.about != who.subject
        of_others = theirs and (line.startswith("GET") or line in WITH_OTHERS or status >= BAD)
        if who is NOBODY or not (status in REFUSALS or line in TOLD or of_others):
            return
        about = visit.alias or visit.about or ""
        name = visit.alias if visit.alias and not theirs else who.subject
        address = self.state.addresses(client[0] if client else "")
        event = Event(name, line or "*", key=who.key, about=about, address=address, status=status)
        try:
            await asyncio.to_thread(self.state.store.trail.of(who.tenant).add, event)
        except ServiceError as error:
            log.warning("the trail lacks a line: %s", error)


def _check(needed: Door | None, principal: Principal, path: str) -> None:
    """Raises NotFound, MethodNotAllowed or Forbidden for what this principal does not come in by."""
    if needed is None:
        if there := methods(path):
            raise MethodNotAllowed("This address does not take this method.", headers={"Allow": listed(there)})
        raise NotFound("There is nothing at this address.")
    if needed.scopes and not any(one in principal.scopes for one in needed.scopes):
        raise Forbidden(f"This takes the scope `{needed.scopes[0]}`, which this credential has not.")
    if needed.whole and principal.tenant != DEFAULT_TENANT:
        raise Forbidden("This tells of all tenants together, and is for those whose service it is.")


def _check_page(method: str, headers: Headers) -> None:
    """Raises CrossSite where a browser sends a credential by itself and does not say which page asks it to."""
    if method not in SAFE and not (headers.get("sec-fetch-site") or headers.get("origin")):
        raise CrossSite("A cookie alone changes nothing: a browser says which page asks, programs have a key.")


def _session(scheme: str, headers: Headers) -> str:
    """What the cookie of a session says; empty where there is none."""
    return cookie_parser(headers.get("cookie", "")).get(cookie_name(SESSION, scheme), "")


def visit_of(scope: MutableMapping[str, Any]) -> Visit:
    """Who asks, and about whom. Raises KeyError where a request came past no door."""
    visit: Visit = scope[VISIT]
    return visit
