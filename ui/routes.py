"""What of Gradio's own routes the page needs. All others, such as uploads and other people's files, are closed."""

import re
from http import HTTPStatus

from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

NEEDED = {
    "GET": re.compile(
        r"/?|/config|/theme\.css|/(assets|static)/.+|/gradio_api/(heartbeat/\w+|queue/data|startup-events)"
    ),
    "HEAD": re.compile(r"/?"),
    "POST": re.compile(r"/gradio_api/(run/predict|queue/join|cancel|reset)"),
}
MAX_BODY = 256 * 1024
"""Bytes that an event of the page may have."""


class Needed:
    """ASGI middleware around one mounted Gradio app."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and (refusal := _refusal(scope)):
            await Response(status_code=refusal)(scope, receive, send)
        else:
            await self.app(scope, receive, send)


def _refusal(scope: Scope) -> HTTPStatus | None:
    path = scope["path"].removeprefix(scope.get("root_path", ""))
    needed = NEEDED.get(scope["method"])
    if needed is None or not needed.fullmatch(path):
        return HTTPStatus.NOT_FOUND
    length = dict(scope["headers"]).get(b"content-length", b"")
    if scope["method"] == "POST" and not (length.isdigit() and int(length) <= MAX_BODY):
        return HTTPStatus.REQUEST_ENTITY_TOO_LARGE if length.isdigit() else HTTPStatus.LENGTH_REQUIRED
    return None
