"""What a visitor sees before Gradio's scripts are there, which takes long on a slow line: the page in outline."""

import re
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ui.routes import within
from ui.texts import Texts
from ui.theme import ASSETS

STYLE = (ASSETS / "opening.css").read_text(encoding="utf-8")
BLOCKING = re.compile(r'<link rel="stylesheet"( crossorigin)? href="([^"]+)">')
"""Nothing is painted before such a sheet is there. Gradio's own hides nothing, and ours waits for all of it."""
CARDS = re.compile(r'<meta\s+(property="og|name="twitter)[^>]*/>\s*')
"""What a page tells of Gradio to other sites."""


def opening(texts: Texts) -> str:
    """The outline, which our script takes away."""
    return (
        f'<div id="opening"><style>{STYLE}</style><div><h1>{escape(texts.title)}</h1><p role="status">'
        f"{escape(texts.opening)}</p><main><i></i><i></i></main></div></div>"
    )


class Opening:
    """ASGI middleware around a Gradio app: puts the outline into its page."""

    def __init__(self, app: ASGIApp, texts: Texts) -> None:
        self.app = app
        self.texts = texts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or scope["method"] != "GET" or within(scope).strip("/"):
            await self.app(scope, receive, send)
            return
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
            page = self._open(body.decode()).encode()
            kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(page)).encode())]
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": headers}, receive, collect)

    def _open(self, page: str) -> str:
        page = CARDS.sub("", page).replace('lang="en"', f'lang="{self.texts.code}"', 1)
        sheet = r"""<link rel="stylesheet"\1 href="\2" media="print" onload="this.media='all'">"""
        head, body, rest = BLOCKING.sub(sheet, page).partition("<body")
        attributes, end, inside = rest.partition(">")
        return f"{head}{body}{attributes}{end}{opening(self.texts)}{inside}"
