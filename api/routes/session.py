"""Coming in with a browser, and leaving: a key, or the company's own sign-in, for a cookie that no script can read."""

import asyncio
import re
from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from access import Keyring
from api.dependencies import Visitor
from api.middleware import PAGE
from api.middleware.access import SESSION, SIGN_IN
from api.oidc import Provider, forget
from api.validation import JsonRoute
from errors import Forbidden, NotFound, ServiceError, Unauthenticated
from schemas import Invitation, Session, SignIn
from schemas.cookies import cookie_name

router = APIRouter(route_class=JsonRoute)

CALLBACK = "/api/session/callback"
REFUSED, STRANGER, AWAY = "refused", "stranger", "away"
"""Why the sign-in page is shown again."""


@router.post("/api/session", status_code=204, response_class=Response)
def sign_in(request: SignIn, connection: Request) -> Response:
    """Begin a session with a key; the answer sets its cookie."""
    token = keyring(connection).sign_in(request.key.strip())
    if token is None:
        raise Unauthenticated("This key is unknown, or has ended.")
    return _with_cookie(Response(status_code=204), connection, token)


@router.post("/api/session/invitation", response_model=dict[str, str])
def accept(request: Invitation, connection: Request) -> Response:
    """Take a one-time invitation: the answer is the key that it makes, told once, and sets the cookie of a session."""
    made = keyring(connection).accept(request.invitation.strip())
    if made is None:
        raise Unauthenticated("This invitation was used already, or has ended.")
    key, token = made
    return _with_cookie(JSONResponse({"key": key}), connection, token)


@router.get("/api/session")
def who(visit: Visitor) -> Session:
    """Who asks, and what they may do."""
    asking = visit.principal
    return Session(
        user_id=asking.subject,
        tenant=asking.tenant,
        roles=sorted(asking.roles),
        scopes=list(asking.scopes),
        key=asking.key,
    )


@router.delete("/api/session", status_code=204, response_class=Response)
def sign_out(visit: Visitor, connection: Request) -> Response:
    """End all sessions of whoever asks, in every browser."""
    keyring(connection).sign_out(visit.principal)
    return _with_cookie(Response(status_code=204), connection, "")


@router.get("/api/session/start", status_code=302, response_class=Response)
async def start(connection: Request, to: Annotated[str, Query(max_length=2000)] = "") -> Response:
    """Send a browser to the company's own sign-in, with `AUTH=oidc`; `to` is where on the page it goes afterwards."""
    try:
        return await _provider(connection).begin(connection, _address(connection, CALLBACK), _within(connection, to))
    except ServiceError as problem:
        if isinstance(problem, NotFound):
            raise
        return _again(connection, problem)


@router.get("/api/session/callback", status_code=303, response_class=Response)
async def come_back(connection: Request) -> Response:
    """Begin a session for a browser that the company's own sign-in sends back."""
    ring = keyring(connection)
    try:
        person = await _provider(connection).finish(connection)
        token = await asyncio.to_thread(ring.sign_on, person.name, person.groups)
    except ServiceError as problem:
        return _again(connection, problem)
    answer = _with_cookie(RedirectResponse(person.back, 303), connection, token)
    forget(answer, connection)
    return answer


@router.get("/api/session/end", status_code=303, response_class=Response)
async def end(connection: Request) -> Response:
    """Send a browser that has signed out here to where it signs out of the company's sign-in too."""
    provider, home = _known(connection), _address(connection, SIGN_IN)
    try:
        return await provider.leave(home) if provider else RedirectResponse(home, 303)
    except ServiceError:
        return RedirectResponse(home, 303)


def keyring(connection: Request) -> Keyring:
    """The keys of this service. Raises NotFound where nobody is asked who they are."""
    ring: Keyring | None = getattr(connection.app.state, "keyring", None)
    if ring is None:
        raise NotFound("Nobody signs in here: AUTH is off.")
    return ring


def _provider(connection: Request) -> Provider:
    provider = _known(connection)
    if provider is None:
        raise NotFound("The company's own sign-in takes AUTH=oidc.")
    return provider


def _known(connection: Request) -> Provider | None:
    return getattr(connection.app.state, "provider", None)


def _address(connection: Request, path: str) -> str:
    """A path of ours as browsers reach it, by a name that has been checked."""
    return f"{connection.url.scheme}://{connection.headers['host']}{connection.scope.get('root_path', '')}{path}"


def _within(connection: Request, wanted: str) -> str:
    """An address of the page, whatever was asked for: nobody is sent on to another site."""
    home = f"{connection.scope.get('root_path', '')}{PAGE}/"
    return wanted if re.fullmatch(rf"{re.escape(home)}[!-\[\]-~]*", wanted, re.ASCII) else home


def _again(connection: Request, problem: ServiceError) -> Response:
    """The sign-in page, which says why."""
    why = STRANGER if isinstance(problem, Forbidden) else REFUSED if isinstance(problem, Unauthenticated) else AWAY
    answer = RedirectResponse(f"{_address(connection, SIGN_IN)}?failed={why}", 303)
    forget(answer, connection)
    return answer


def _with_cookie(answer: Response, connection: Request, token: str) -> Response:
    seconds = int(keyring(connection).session_length.total_seconds()) if token else 0
    scheme = connection.url.scheme
    name, secure = cookie_name(SESSION, scheme), scheme == "https"
    answer.set_cookie(name, token, max_age=seconds, httponly=True, samesite="lax", secure=secure)
    return answer
