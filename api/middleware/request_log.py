"""The first to see a request and the last to see its answer: gives it an id, every error one shape, the log a line."""

import logging
import re
import time
import uuid
from http import HTTPStatus
from typing import Any

from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware import PROBES, is_page
from api.middleware.methods import nothing
from api.problems import answer, request_id

log = logging.getLogger(__name__)

ID_HEADER = b"x-request-id"
REPLACED = (b"content-type", b"content-length")
PLAIN = ("/generate", "/metrics", *PROBES)
"""Paths without a route of FastAPI that carry nothing."""
ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestLog:
    """ASGI middleware. What belongs to the page passes untouched."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or is_page(scope["path"]):
            await self.app(scope, receive, send)
            return
        scope = {**scope, "headers": list(scope["headers"])}
        given = dict(scope["headers"]).get(ID_HEADER, b"")
        token = request_id.set(given.decode() if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex)
        exchange = _Exchange(scope, send)
        try:
            await self.app(scope, receive, exchange.send)
        except Exception as error:  # past this edge a raised error would hang the client
            if exchange.status:
                log.exception("error after the answer began, request_id=%s", request_id.get())
            else:
                await answer(error, scope["path"])(scope, receive, exchange.send)
            if exchange.status and not exchange.complete:
                raise
        finally:
            exchange.close()
            request_id.reset(token)


class _Exchange:
    """One answer on its way out: stamps the id on it, puts bare errors into our envelope, and logs it."""

    def __init__(self, scope: Scope, send: Send) -> None:
        self.scope, self._send = scope, send
        self.status = 0
        self.bare = False
        self.complete = False
        self.started = time.monotonic()

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = [(name, value) for name, value in message["headers"] if name.lower() != ID_HEADER]
            message["headers"] = [*headers, (ID_HEADER, request_id.get().encode())]
            kind = dict(headers).get(b"content-type", b"")
            self.bare = self.status >= HTTPStatus.BAD_REQUEST and not kind.startswith(b"application/json")
            if self.bare:
                envelope = answer(HTTPException(self.status), self.scope["path"])
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in REPLACED]
                envelope.raw_headers.extend(kept)
                await envelope(self.scope, nothing, self._send)
        self.complete = message["type"] == "http.response.body" and not message.get("more_body", False)
        if not self.bare:
            await self._send(message)

    def close(self) -> None:
        spent = (time.monotonic() - self.started) * 1000
        line = "%s %s %s %.0f ms request_id=%s"
        log.info(line, self.scope["method"], self._route(), self.status, spent, request_id.get())

    def _route(self) -> Any:
        """The route's pattern where there is one: paths carry user ids, and unknown ones whatever was mistyped."""
        route = self.scope.get("route")
        return getattr(route, "path", None) or (self.scope["path"] if self.scope["path"] in PLAIN else "*")
