"""The body of a request: read, decoded and held to its bound, however it was packed. Knows no route."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from fastapi.routing import APIRoute
from starlette.datastructures import Headers, MutableHeaders
from starlette.routing import BaseRoute
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from werkzeug.http import parse_options_header

from api.middleware import is_page
from errors import MalformedRequest, TooLarge, UnsupportedMedia

MAX_BODY = 64 * 1024
"""Bytes, packed as well as unpacked, of a body that nothing else is said about."""
MAX_MEMBERS = 64
"""Of a packed body; what is behind each of them is copied."""
CODINGS = {"gzip": zlib.MAX_WBITS | 16, "x-gzip": zlib.MAX_WBITS | 16, "deflate": zlib.MAX_WBITS}
"""Content codings that we undo, with what zlib calls them."""
ACCEPTED = {"Accept-Encoding": "gzip, deflate"}
CARRYING = ("POST", "PATCH")
"""Methods that come with a body."""
UTF_8 = {"utf-8", "utf8", "us-ascii"}
BOM = b"\xef\xbb\xbf"


class Bodies:
    """ASGI middleware. POST and PATCH go on with their body whole and plain; what `is_json` knows, by method and path,
    is JSON.

    What belongs to the page passes untouched. `large` are paths whose bodies may have more bytes than others.
    """

    def __init__(
        self, app: ASGIApp, is_json: Callable[[str, str], bool], large: Mapping[str, int] = MappingProxyType({})
    ) -> None:
        self.app = app
        self.is_json = is_json
        self.large = large

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["method"] in CARRYING and not is_page(scope["path"]):
            headers = MutableHeaders(scope=scope)
            limit = self.large.get(scope["path"], MAX_BODY)
            body = unpack(await read_body(receive, limit), headers, limit)
            if self.is_json(scope["method"], scope["path"]):
                check_media(headers)
                body = check_text(body)
            del headers["content-encoding"]
            headers["content-length"] = str(len(body))
            receive = replay(body, receive)
        await self.app(scope, receive, send)


def json_posted(routes: Iterable[BaseRoute], *twins: str) -> Callable[[str, str], bool]:
    """Whether nothing but a JSON body may be sent to a path: of one of `routes` that read one, or posted to `twins`."""
    posted = [route for route in routes if isinstance(route, APIRoute) and route.body_field]

    def is_json(method: str, path: str) -> bool:
        there = (route for route in posted if method in (route.methods or ()))
        return (method == "POST" and path in twins) or any(route.path_regex.match(path) for route in there)

    return is_json


async def read_body(receive: Receive, limit: int = MAX_BODY) -> bytes:
    """The body as it was sent. Raises TooLarge, and MalformedRequest when the client goes before its end."""
    chunks: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] == "http.disconnect":
            raise MalformedRequest("The body ended before it was whole.")
        chunks.append(message.get("body", b""))
        size += len(chunks[-1])
        _bound(size, limit)
        if not message.get("more_body", False):
            break
    return b"".join(chunks)


def check_media(headers: Headers) -> None:
    """Raises UnsupportedMedia unless the body is told to be JSON in UTF-8."""
    media, options = parse_options_header(", ".join(headers.getlist("content-type")))
    if media.lower() != "application/json":
        raise UnsupportedMedia("Content-Type: The body should be sent as application/json.")
    charset = options.get("charset", "utf-8")
    if charset.lower() not in UTF_8:
        raise UnsupportedMedia(f"Content-Type: The charset should be utf-8, not {charset[:40]}.")


def unpack(body: bytes, headers: Headers, limit: int = MAX_BODY) -> bytes:
    """The body without its content codings.

    Raises UnsupportedMedia for a coding that we do not know, MalformedRequest when the body is not of its coding,
    and TooLarge as soon as it would be.
    """
    codings = [one.strip().lower() for one in ",".join(headers.getlist("content-encoding")).split(",")]
    codings = [one for one in codings if one not in ("", "identity")]
    if len(codings) > 1 or not CODINGS.keys() >= set(codings):
        message = "Content-Encoding: The body should be sent plain, or in one of gzip and deflate."
        raise UnsupportedMedia(message, headers=ACCEPTED)
    return b"".join(_members(body, codings[0], limit)) if codings else body


def check_text(body: bytes) -> bytes:
    """The body without a byte order mark. Raises MalformedRequest when there is none, or it is not UTF-8."""
    if not body:
        raise MalformedRequest("The body is not valid JSON.")
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise MalformedRequest(f"The body should be JSON in UTF-8; byte {error.start} of it is not.") from None
    return body.removeprefix(BOM)


def replay(body: bytes, receive: Receive) -> Receive:
    """A `receive` that gives `body` and then what else there is."""
    first = True

    async def again() -> Message:
        nonlocal first
        if first:
            first = False
            return {"type": "http.request", "body": body, "more_body": False}
        return await receive()

    return again


def _members(packed: bytes, coding: str, limit: int) -> Iterator[bytes]:
    """What is packed, piece by piece: a gzip file may be several in a row, and `deflate` often comes without a head."""
    room, members = limit, 0
    bits = CODINGS[coding]
    if coding == "deflate" and not _has_zlib_head(packed):
        bits = -bits
    while True:
        unpacker = zlib.decompressobj(bits)
        try:
            piece = unpacker.decompress(packed, room + 1)
        except zlib.error:
            raise _misfit(coding) from None
        _bound(limit - room + len(piece), limit)
        if not unpacker.eof:
            raise _misfit(coding)
        yield piece
        room -= len(piece)
        packed = unpacker.unused_data
        members += 1
        if not packed:
            return
        if members == MAX_MEMBERS:
            raise MalformedRequest(f"Content-Encoding: The body is of more than {MAX_MEMBERS} gzip files in a row.")
        if coding == "deflate":
            raise _misfit(coding)


def _has_zlib_head(packed: bytes) -> bool:
    return packed[:1] != b"" and packed[0] & 15 == zlib.DEFLATED and int.from_bytes(packed[:2], "big") % 31 == 0


def _misfit(coding: str) -> MalformedRequest:
    return MalformedRequest(f"Content-Encoding: The body is not in {coding}, or not whole.")


def _bound(size: int, limit: int) -> None:
    if size > limit:
        raise TooLarge(f"The body should be at most {limit} bytes.")
