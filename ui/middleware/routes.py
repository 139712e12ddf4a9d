"""What of Gradio's own routes the page needs, and what may reach them. All else, uploads above all, is closed."""

import json
import re
from collections.abc import Callable, Mapping
from contextlib import nullcontext
from http import HTTPStatus
from typing import Any
from urllib.parse import parse_qs, urlencode

from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.middleware import sessions
from ui.middleware.sessions import Sessions

HEARTBEAT = "/gradio_api/heartbeat/"
DATA = "/gradio_api/queue/data"
JOIN = "/gradio_api/queue/join"
CALL = "/gradio_api/run/predict"
NEEDED = {
    "GET": re.compile(
        r"/?|/config|/theme\.css|/(assets|static)/.+|/gradio_api/(heartbeat/\w{1,64}|queue/data|startup-events|app_id)"
    ),
    "HEAD": re.compile(r"/?"),
    "POST": re.compile(r"/gradio_api/(run/predict|queue/join|cancel|reset)"),
}
MAX_BODY = 256 * 1024
"""Bytes that an event of the page may have."""
MAX_PATH = 255
"""Bytes; a file with a longer name cannot even be looked for."""
MAX_DEPTH = 6
OF_FILES = frozenset({"path", "url", "orig_name", "meta", "_type", "mime_type", "is_stream"})
"""Keys of an object that Gradio would take for a file, and fetch: the page uploads nothing."""
OF_EVENTS = {"fn_index", "data", "event_data", "session_hash", "trigger_id"}
"""What the page sends of an event; Gradio knows more, for other clients."""
SESSION = re.compile(r"\w{1,64}", re.ASCII)


class Unanswered(Exception):
    """A request that does not reach Gradio; the argument is the status."""


class RouteFilter:
    """ASGI middleware around one mounted Gradio app."""

    def __init__(self, app: ASGIApp, fits: Callable[[Mapping[str, Any]], bool]) -> None:
        """`fits` tells of the body of an event whether the page could have sent it."""
        self.app = app
        self.fits = fits
        self.sessions = Sessions()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        # Gradio would let pages on other ports of this machine read.
        scope = {**scope, "headers": [field for field in scope["headers"] if field[0] != b"origin"]}
        known = sessions.browser_token(scope)
        # Whoever signs in next in this browser has none of the sessions of who was there before.
        token = f"{known}\n{who}" if (who := sessions.credential(scope)) else known
        try:
            path = _path(scope)
            if scope["method"] == "POST":
                scope, receive = await self._posted(scope, receive, path, token)
                session = ""
            else:
                scope, session = _asked(scope, path, token)
                send = send if known or path.strip("/") else _with_cookie(scope, send)
        except Unanswered as refused:
            await Response(status_code=refused.args[0])(scope, receive, send)
            return
        with self.sessions.listening(session) if session else nullcontext():
            await self.app(scope, receive, send)

    async def _posted(self, scope: Scope, receive: Receive, path: str, token: str) -> tuple[Scope, Receive]:
        """The event with its session's own name, instead of the one that the client gave it."""
        said = _read(await _body(scope, receive))
        session = said.get("session_hash")
        if path in (JOIN, CALL):
            if session is None or not self.fits(said):
                raise Unanswered(HTTPStatus.UNPROCESSABLE_ENTITY)
            said = {name: said[name] for name in OF_EVENTS & said.keys()}
        if session is not None:
            if not isinstance(session, str) or not SESSION.fullmatch(session):
                raise Unanswered(HTTPStatus.UNPROCESSABLE_ENTITY)
            session = sessions.scoped(token, session)
            if path in (JOIN, CALL) and not self.sessions.admits(session, path):
                raise Unanswered(HTTPStatus.TOO_MANY_REQUESTS)
            kept = path != CALL or self.sessions.known(session)
            said["session_hash"] = session if kept else None
            scope = {**scope, sessions.LISTENING: lambda: self.sessions.listens(session)}
        body = json.dumps(said).encode()
        headers = [(name, value) for name, value in scope["headers"] if name != b"content-length"]
        return {**scope, "headers": [*headers, (b"content-length", str(len(body)).encode())]}, _replay(body, receive)


def within(scope: Scope) -> str:
    """Where within the app a request goes."""
    path: str = scope["path"]
    return path.removeprefix(scope.get("root_path", ""))


def _path(scope: Scope) -> str:
    path = within(scope)
    needed = NEEDED.get(scope["method"])
    if needed is None or not needed.fullmatch(path) or len(path.encode()) > MAX_PATH:
        raise Unanswered(HTTPStatus.NOT_FOUND)
    return path


def _asked(scope: Scope, path: str, token: str) -> tuple[Scope, str]:
    """The request without a query that nobody needs, and the session that it wants to listen to."""
    if path.startswith(HEARTBEAT):
        session = sessions.scoped(token, path.removeprefix(HEARTBEAT))
        whole = scope["path"].removesuffix(path) + HEARTBEAT + session
        return {**scope, "path": whole, "raw_path": whole.encode(), "query_string": b""}, session
    if path == DATA:
        [session] = parse_qs(scope["query_string"].decode("latin-1")).get("session_hash", [""])[:1]
        if not SESSION.fullmatch(session):
            raise Unanswered(HTTPStatus.UNPROCESSABLE_ENTITY)
        session = sessions.scoped(token, session)
        return {**scope, "query_string": urlencode({"session_hash": session}).encode()}, session
    return {**scope, "query_string": b""}, ""


async def _body(scope: Scope, receive: Receive) -> bytes:
    length = dict(scope["headers"]).get(b"content-length", b"")
    if not length.isdigit():
        raise Unanswered(HTTPStatus.LENGTH_REQUIRED)
    if int(length[:9]) > MAX_BODY:
        raise Unanswered(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    body = b""
    while (message := await receive())["type"] == "http.request":
        body += message.get("body", b"")
        if not message.get("more_body", False):
            break
    return body


def _read(body: bytes) -> dict[str, Any]:
    """The JSON object that `body` is, when no file is in it and nothing that two parsers could read differently."""
    try:
        said = json.loads(body, object_pairs_hook=_object, parse_constant=_no_number)
        if isinstance(said, dict) and _is_plain(said, MAX_DEPTH):
            return said
    except (ValueError, RecursionError):
        pass
    raise Unanswered(HTTPStatus.UNPROCESSABLE_ENTITY)


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs) or not OF_FILES.isdisjoint(found):
        raise ValueError("a file, or a key twice")
    return found


def _no_number(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


def _is_plain(value: Any, depth: int) -> bool:
    inside = value.values() if isinstance(value, Mapping) else value if isinstance(value, list) else None
    return inside is None or (depth > 0 and all(_is_plain(one, depth - 1) for one in inside))


def _with_cookie(scope: Scope, send: Send) -> Send:
    """Gives a browser that has none its token along with the page."""

    async def told(message: Message) -> None:
        if message["type"] == "http.response.start":
            message["headers"] = [*message.get("headers", []), (b"set-cookie", sessions.new_cookie(scope))]
        await send(message)

    return told


def _replay(body: bytes, receive: Receive) -> Receive:
    told = False

    async def again() -> Message:
        nonlocal told
        if told:
            return await receive()
        told = True
        return {"type": "http.request", "body": body, "more_body": False}

    return again
