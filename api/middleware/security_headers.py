"""What every answer tells a browser not to do with it: run all else, frame it, guess its type, embed or keep it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.docs import ASSETS
from api.middleware import PAGE

NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
PAGE_POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; object-src 'none'; "
    "frame-ancestors 'none'; base-uri 'self'; form-action 'self'"
)
"""Gradio makes functions of strings and starts from a script in the page; all of it comes from here alone."""
PAGES = (PAGE, "/docs", ASSETS)
ALWAYS = {
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "no-referrer",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}
TWO_YEARS = "max-age=63072000"
UNKEPT = (b"cache-control", b"no-store")
"""What an answer of the API says that does not say itself how long it is good: it holds people's words, or a secret."""


def protective(path: str, scheme: str) -> list[tuple[bytes, bytes]]:
    """The header fields for an answer to `path`."""
    fields = ALWAYS | {"content-security-policy": PAGE_POLICY if _is_page(path) else NOTHING}
    if scheme == "https":
        fields["strict-transport-security"] = TWO_YEARS
    return [(name.encode(), value.encode()) for name, value in fields.items()]


def _is_page(path: str) -> bool:
    return any(path == one or path.startswith(f"{one}/") for one in PAGES)


class SecurityHeaders:
    """ASGI middleware that puts them on every answer, in the place of any of the same name."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        fields = protective(scope["path"], scope["scheme"])
        ours = {name for name, _ in fields}
        unkept = not _is_page(scope["path"])

        async def protect(message: Message) -> None:
            if message["type"] == "http.response.start":
                theirs = [field for field in message["headers"] if field[0].lower() not in ours]
                if unkept and UNKEPT[0] not in {field[0].lower() for field in theirs}:
                    theirs.append(UNKEPT)
                message = {**message, "headers": [*theirs, *fields]}
            await send(message)

        await self.app(scope, receive, protect)
