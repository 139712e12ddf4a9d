"""Pictures as HTTP wants them: small copies, and parts of the whole. Knows not where they come from."""

import io
import re
import threading
from collections.abc import Mapping
from urllib.parse import quote

import numpy as np
import orjson
from PIL import Image
from starlette.responses import Response

from brand import Certificate, Kit, Language, correct, draw
from schemas import Picture

ONE_RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


def picture_answer(picture: Picture, content: bytes, accept: str) -> Response:
    """The picture itself for who accepts `image/...`, else the JSON that carries it."""
    if accept.startswith("image/"):
        headers = {"Content-Location": picture.image_path, "X-Seed": str(picture.seed)}
        return Response(content, media_type=picture.mime, headers=headers)
    return Response(orjson.dumps(picture.carrying(content)), media_type="application/json")


class Thumbnails:
    """WebP copies, the latest kept by name and size. Safe to call from several threads."""

    def __init__(self, kept: int = 512) -> None:
        self._kept = kept
        self._lock = threading.Lock()
        self._copies: dict[tuple[str, int], bytes] = {}

    def find(self, name: str, side: int) -> bytes | None:
        """The copy, if it was made lately."""
        return self._copies.get((name, side))

    def make(self, name: str, side: int, content: bytes) -> bytes:
        """A copy of `content` whose longer side is at most `side` pixels."""
        picture = Image.open(io.BytesIO(content))
        picture.thumbnail((side, side), Image.Resampling.LANCZOS, reducing_gap=2)
        out = io.BytesIO()
        picture.save(out, "WEBP", quality=82, method=2)
        with self._lock:
            self._copies[name, side] = out.getvalue()
            while len(self._copies) > self._kept:
                del self._copies[next(iter(self._copies))]
        return out.getvalue()


def certificate_picture(content: bytes, certificate: Certificate | None, kit: Kit, language: Language = "en") -> bytes:
    """A PNG that shows a picture's certificate, in the colours that were wanted when it was made.

    Without one the picture is measured now.
    """
    with Image.open(io.BytesIO(content)) as picture:
        pixels = np.asarray(picture.convert("RGB"))
    if certificate is None:
        return draw(pixels, correct(pixels, kit, "off")[1], kit, language)
    wanted = {"name": certificate.kit, "colours": certificate.target}
    return draw(pixels, certificate, kit.model_copy(update=wanted), language)


def attachment(name: str) -> str:
    """A `Content-Disposition` by which clients keep the answer in a file of this name (RFC 6266)."""
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"


def partial_content(content: bytes, mime: str, headers: Mapping[str, str], byte_range: str | None) -> Response:
    """The whole, or the one range that is asked for; several ranges at once are answered with the whole."""
    found = ONE_RANGE.fullmatch(byte_range or "")
    if not found or found.groups() == ("", ""):
        return Response(content, media_type=mime, headers=dict(headers))
    first, last = found.groups()
    start = int(first) if first else max(0, len(content) - int(last))
    end = min(int(last), len(content) - 1) if first and last else len(content) - 1
    if start >= len(content) or start > end:
        return Response(status_code=416, headers=dict(headers) | {"Content-Range": f"bytes */{len(content)}"})
    told = {"Content-Range": f"bytes {start}-{end}/{len(content)}"}
    return Response(content[start : end + 1], 206, dict(headers) | told, mime)
