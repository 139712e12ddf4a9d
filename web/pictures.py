"""Pictures as HTTP wants them: in the form that is liked, and as small copies. Knows not where they come from."""

import io
import re
import threading
from typing import get_args
from urllib.parse import quote

import numpy as np
import orjson
from PIL import Image
from starlette.datastructures import Headers
from starlette.responses import Response

from brand import Certificate, Kit, Language, correct, draw, srgb
from schemas import GenerateRequest, OutputFormat, Picture
from web.negotiation import VARIES, preferred

JSON = "application/json"


def in_form(request: GenerateRequest, headers: Headers) -> tuple[GenerateRequest, bool]:
    """The request in the form that its client accepts, and whether that is the picture itself instead of JSON.

    The format is the request's own where it names one, else what the client likes best. Raises NotAcceptable.
    """
    named = "output_format" in request.model_fields_set
    formats = [request.output_format] if named else get_args(OutputFormat)
    media = preferred(headers, [JSON, *(f"image/{one}" for one in formats)])
    if media == JSON:
        return request, False
    return request.model_copy(update={"output_format": media.removeprefix("image/")}), True


def picture_answer(picture: Picture, content: bytes, itself: bool) -> Response:
    """The picture itself, or the JSON that carries it."""
    if itself:
        headers = {"Content-Location": picture.image_path, "X-Seed": str(picture.seed)}
        return Response(content, media_type=picture.mime, headers=headers | VARIES)
    return Response(orjson.dumps(picture.carrying(content)), media_type=JSON, headers=VARIES)


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
        picture.save(out, "WEBP", quality=82, method=2, icc_profile=srgb.profile())
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
