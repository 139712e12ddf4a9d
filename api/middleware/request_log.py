"""The first to see a request and the last to see its answer: gives it an id, bounds and checks its body, logs it."""

import logging
import re
import time
import uuid
from collections.abc import Collection, Mapping
from http import HTTPStatus
from typing import Any

from pydantic import BaseModel
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.middleware.bodies import check_media, check_text, read_body, replay, unpack
from api.problems import answer, request_id

log = logging.getLogger(__name__)

ID_HEADER = b"x-request-id"
REPLACED = (b"content-type", b"content-length")
PLAIN = ("/livez", "/readyz", "/healthz", "/metrics")
"""Paths without a route of ours that carry nothing."""
ACCEPTABLE_ID = re.compile(rb"[A-Za-z0-9._-]{1,64}")


class RequestLog:
    """ASGI middleware.

    `bodies` maps a path to the model that its JSON body must fit. They are checked here, since the frameworks behind
    the routes differ in what they say of a misfit. `free` paths, the page's, pass untouched.
    """

    def __init__(self, app: ASGIApp, bodies: Mapping[str, type[BaseModel]], free: str = "/ui") -> None:
        self.app = app
        self.bodies = bodies
        self.free = free

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or self._is_free(scope["path"]):
            await self.app(scope, receive, send)
            return
        headers = dict(scope["headers"])
        given = headers.get(ID_HEADER, b"")
        token = request_id.set(given.decode() if ACCEPTABLE_ID.fullmatch(given) else uuid.uuid4().hex)
        exchange = _Exchange(scope, send, {*self.bodies, *PLAIN})
        try:
            if scope["method"] == "POST":
                exchange.scope = scope = {**scope, "headers": list(scope["headers"])}
                receive = await self._check(scope, receive)
            await self.app(scope, receive, exchange.send)
        except Exception as error:  # past this edge a raised error would hang the client
            if exchange.status:
                log.exception("error after the answer began, request_id=%s", request_id.get())
            else:
                await answer(error)(scope, receive, exchange.send)
            if exchange.status and not exchange.complete:
                raise
        finally:
            exchange.close()
            request_id.reset(token)

    def _is_free(self, path: str) -> bool:
        return path == self.free or path.startswith(f"{self.free}/")

    async def _check(self, scope: Scope, receive: Receive) -> Receive:
        """Read, unpack and check the body; the answer is a `receive` that plays it again, as `scope` then tells."""
        headers = Headers(scope=scope)
        body = unpack(await read_body(receive), headers)
        if model := self.bodies.get(scope["path"]):
            check_media(headers)
            body = check_text(body)
            model.model_validate_json(body)
        told = MutableHeaders(scope=scope)
        del told["content-encoding"]
        told["content-length"] = str(len(body))
        return replay(body, receive)


class _Exchange:
    """One answer on its way out: stamps the id on it, puts bare errors into our envelope, and logs it."""

    def __init__(self, scope: Scope, send: Send, known: Collection[str]) -> None:
        self.scope, self._send, self._known = scope, send, known
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
                envelope = answer(HTTPException(self.status))
                kept = [(name, value) for name, value in message["headers"] if name.lower() not in REPLACED]
                envelope.raw_headers.extend(kept)
                await envelope(self.scope, _nothing, self._send)
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
        return getattr(route, "path", None) or (self.scope["path"] if self.scope["path"] in self._known else "*")


async def _nothing() -> Message:
    return {"type": "http.disconnect"}
