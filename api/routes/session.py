"""Coming in with a browser, and leaving: a key is exchanged for a cookie that no script can read."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from access import Keyring
from api.dependencies import Visitor
from api.middleware.access import SESSION
from api.validation import JsonRoute
from errors import NotFound, Unauthenticated
from schemas import Session, SignIn

router = APIRouter(route_class=JsonRoute)


@router.post("/api/session", status_code=204, response_class=Response)
def sign_in(request: SignIn, connection: Request) -> Response:
    """Begin a session of twelve hours with a key; the answer sets its cookie."""
    ring = _ring(connection)
    token = ring.sign_in(request.key.strip())
    if token is None:
        raise Unauthenticated("This key is unknown, or has ended.")
    return _with_cookie(connection, token, ring.SESSION_SECONDS)


@router.get("/api/session")
def who(visit: Visitor) -> Session:
    """Who asks, and what they may do."""
    asking = visit.principal
    return Session(user_id=asking.subject, roles=sorted(asking.roles), scopes=list(asking.scopes))


@router.delete("/api/session", status_code=204, response_class=Response)
def sign_out(visit: Visitor, connection: Request) -> Response:
    """End all sessions of whoever asks, in every browser."""
    _ring(connection).sign_out(visit.principal)
    return _with_cookie(connection, "", 0)


def _ring(connection: Request) -> Keyring:
    ring: Keyring | None = getattr(connection.app.state, "keyring", None)
    if ring is None:
        raise NotFound("Nobody signs in here: AUTH is off.")
    return ring


def _with_cookie(connection: Request, token: str, seconds: int) -> Response:
    answer = Response(status_code=204)
    secure = connection.url.scheme == "https"
    answer.set_cookie(SESSION, token, max_age=seconds, httponly=True, samesite="lax", secure=secure)
    return answer
