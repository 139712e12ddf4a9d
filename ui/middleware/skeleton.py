"""What a visitor sees before Gradio's scripts are there, which takes long on a slow line: the page in outline."""

import re

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales import Texts
from ui.middleware.routes import within
from ui.rendering import render
from ui.theme import ASSETS

STYLE = (ASSETS / "skeleton.css").read_text(encoding="utf-8")
LOGO = (ASSETS / "mark.svg").read_text(encoding="utf-8").strip()
SHEETS = re.compile(r'<link rel="stylesheet"( crossorigin)? href="([^"]+)">')
"""Nothing after such a sheet is painted before it. Gradio's own hides nothing, and ours waits for all of it."""
FOREIGN = re.compile(r'<meta\s+(property="og|name="twitter)[^>]*/>\s*|<link rel="manifest"[^>]*/>\s*')
"""What a page tells of Gradio to other sites, and a file that there is not."""

HASHED = ("/assets/", "/theme.css")
"""Files whose address changes with their content."""
IMMUTABLE = (b"cache-control", b"public, max-age=31536000, immutable")
A_DAY = (b"cache-control", b"public, max-age=86400")


def skeleton(texts: Texts) -> str:
    """The outline, which our script takes away."""
    return render("skeleton", t=texts, style=STYLE, logo=LOGO)


def with_skeleton(page: str, texts: Texts) -> str:
    """Gradio's page with the outline before all that takes long to come: scripts, sheets, configuration."""
    page = FOREIGN.sub("", page).replace('lang="en"', f'lang="{texts.code}"', 1)
    sheet = r"""<link rel="stylesheet"\1 href="\2" media="print" onload="this.media='all'">"""
    head, script, rest = SHEETS.sub(sheet, page).partition("<script")
    late, end, rest = rest.partition("</head>")
    body, close, inside = rest.partition("<body")[2].partition(">")
    return f"{head}{end}<body{body}{close}{skeleton(texts)}{script}{late}{inside}"


class Skeleton:
    """ASGI middleware around a Gradio app: puts the outline into its page, and lets browsers keep the files of it."""

    def __init__(self, app: ASGIApp, texts: Texts) -> None:
        self.app = app
        self.texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        path = within(scope)
        if path.startswith((*HASHED, "/static/")):
            await self.app(scope, receive, _cached(send, IMMUTABLE if path.startswith(HASHED) else A_DAY))
        elif path.strip("/"):
            await self.app(scope, receive, send)
        else:
            await self._page(scope, receive, send)

    async def _page(self, scope: Scope, receive: Receive, send: Send) -> None:
        headers = [(name, value) for name, value in scope["headers"] if name != b"accept-encoding"]
        start: Message = {}
        body = b""

        async def collect(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start":
                start = message
                return
            body += message.get("body", b"")
            if message.get("more_body", False):
                return
            page = with_skeleton(body.decode(), self.texts).encode()
            kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(page)).encode())]
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": headers}, receive, collect)


def _cached(send: Send, how: tuple[bytes, bytes]) -> Send:
    """Says of an answer that is no error how long it may be kept."""

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            message = {**message, "headers": [*message["headers"], how]}
        await send(message)

    return keep
