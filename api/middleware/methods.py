"""Methods that every address has: HEAD wherever there is GET, OPTIONS, and `Allow` in whatever is refused."""

from http import HTTPStatus

from starlette.datastructures import MutableHeaders
from starlette.requests import ClientDisconnect
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

ANYWHERE = {"GET", "HEAD", "POST", "PATCH", "DELETE", "OPTIONS"}


class _Enough(OSError):
    """Raised into an answer whose head was all that was wanted: it ends as if the client had gone."""


class Methods:
    """ASGI middleware. HEAD is answered as GET is, without its body; OPTIONS with what a refused method is told."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
        elif scope["method"] == "OPTIONS" and scope["path"] == "*":
            await _allowed(ANYWHERE)(scope, receive, send)
        elif scope["method"] == "HEAD":
            await self._head(scope, receive, send)
        else:
            await self.app(scope, receive, _Refusal(scope, send).send)

    async def _head(self, scope: Scope, receive: Receive, send: Send) -> None:
        # A range has a meaning for GET alone.
        headers = [pair for pair in scope["headers"] if pair[0] not in (b"range", b"if-range")]
        asked = {**scope, "method": "GET", "headers": headers}
        head = _Head(_Refusal(scope, send).send)
        try:
            await self.app(asked, receive, head.send)
        except (_Enough, ClientDisconnect):
            if not head.complete:
                raise
        finally:
            if "route" in asked:
                scope["route"] = asked["route"]


class _Head:
    """Sends the head of an answer and stops it at its body, which may be long."""

    def __init__(self, send: Send) -> None:
        self._send = send
        self.complete = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            await self._send(message)
            return
        if not self.complete:
            self.complete = True
            await self._send({"type": "http.response.body", "body": b"", "more_body": False})
        if message.get("more_body", False):
            raise _Enough


class _Refusal:
    """Completes `Allow` where a method is refused; where that method is OPTIONS, this is the answer to it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self._scope, self._send = scope, send
        self._answered = False

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] == HTTPStatus.METHOD_NOT_ALLOWED:
            headers = MutableHeaders(raw=list(message["headers"]))
            # Only folders of files refuse without saying what they take.
            methods = {one.strip().upper() for one in headers.get("allow", "GET").split(",")} - {""}
            if self._scope["method"] == "OPTIONS":
                self._answered = True
                await _allowed(methods)(self._scope, nothing, self._send)
                return
            headers["Allow"] = listed(methods)
            message = {**message, "headers": headers.raw}
        if not self._answered:
            await self._send(message)


def _allowed(methods: set[str]) -> Response:
    return Response(status_code=HTTPStatus.NO_CONTENT, headers={"Allow": listed(methods)})


def listed(methods: set[str]) -> str:
    """`Allow` for these, with those that go along."""
    return ", ".join(sorted(methods | {"OPTIONS"} | ({"HEAD"} if "GET" in methods else set())))


async def nothing() -> Message:
    """What an answer hears of its client that has no body to read."""
    return {"type": "http.disconnect"}
