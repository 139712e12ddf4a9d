"""What a visitor sees before Gradio's scripts are there, which takes long on a slow line: the page in outline."""

import re
from html import escape

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from locales import Texts
from ui.routes import within
from ui.theme import ASSETS

STYLE = (ASSETS / "opening.css").read_text(encoding="utf-8")
MARK = (ASSETS / "mark.svg").read_text(encoding="utf-8").strip()
THEME = 'document.getElementById("opening").className = localStorage.getItem("theme") ?? ""'
SHEETS = re.compile(r'<link rel="stylesheet"( crossorigin)? href="([^"]+)">')
"""Nothing after such a sheet is painted before it. Gradio's own hides nothing, and ours waits for all of it."""
FOREIGN = re.compile(r'<meta\s+(property="og|name="twitter)[^>]*/>\s*|<link rel="manifest"[^>]*/>\s*')
"""What a page tells of Gradio to other sites, and a file that there is not."""

HASHED = ("/assets/", "/theme.css")
"""Files whose address changes with their content."""
FOR_EVER = (b"cache-control", b"public, max-age=31536000, immutable")
A_DAY = (b"cache-control", b"public, max-age=86400")


def opening(texts: Texts) -> str:
    """The outline, which our script takes away."""
    tabs = "".join(f"<b>{escape(tab)}</b>" for tab in (texts.create, texts.history, texts.report))
    asked = "".join(
        f"<b>{escape(label)}</b><i class={kind}></i>"
        for label, kind in (
            (texts.product, "cards"),
            (texts.person, "line"),
            (texts.custom_prompt, "lines"),
            (texts.size, "cards"),
        )
    )
    return (
        f'<div id="opening"><style>{STYLE}</style><script>{THEME}</script><div><header>{MARK}<div>'
        f"<h1>{escape(texts.title)}</h1>"
        f'<p role="status">{escape(texts.opening)}</p></div></header><nav>{tabs}</nav><main>'
        f"<section>{asked}<u>{escape(texts.generate)}</u></section><section></section></main></div></div>"
    )


def opened(page: str, texts: Texts) -> str:
    """Gradio's page with the outline before all that takes long to come: scripts, sheets, configuration."""
    page = FOREIGN.sub("", page).replace('lang="en"', f'lang="{texts.code}"', 1)
    sheet = r"""<link rel="stylesheet"\1 href="\2" media="print" onload="this.media='all'">"""
    head, script, rest = SHEETS.sub(sheet, page).partition("<script")
    late, end, rest = rest.partition("</head>")
    body, close, inside = rest.partition("<body")[2].partition(">")
    return f"{head}{end}<body{body}{close}{opening(texts)}{script}{late}{inside}"


class Opening:
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
            await self.app(scope, receive, _kept(send, FOR_EVER if path.startswith(HASHED) else A_DAY))
        elif path.strip("/"):
            await self.app(scope, receive, send)
        else:
            await self._open(scope, receive, send)

    async def _open(self, scope: Scope, receive: Receive, send: Send) -> None:
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
            page = opened(body.decode(), self.texts).encode()
            kept = [(name, value) for name, value in start["headers"] if name != b"content-length"]
            start["headers"] = [*kept, (b"content-length", str(len(page)).encode())]
            await send(start)
            await send({"type": "http.response.body", "body": page})

        await self.app({**scope, "headers": headers}, receive, collect)


def _kept(send: Send, how: tuple[bytes, bytes]) -> Send:
    """Says of an answer that is no error how long it may be kept."""

    async def keep(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] < 400:
            message = {**message, "headers": [*message["headers"], how]}
        await send(message)

    return keep
