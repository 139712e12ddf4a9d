"""Pictures as HTTP wants them: in the form that is liked. Knows not where they come from."""

import re
from urllib.parse import quote

import orjson
from starlette.datastructures import Headers
from starlette.responses import Response

from api.negotiation import VARIES, preferred
from schemas import OUTPUT_FORMATS, GenerateRequest, Picture, media_type

JSON = "application/json"


def in_form(request: GenerateRequest, headers: Headers) -> tuple[GenerateRequest, bool]:
    """The request in the form that its client accepts, and whether that is the picture itself instead of JSON.

    The format is the request's own where it names one, else what the client likes best. Raises NotAcceptable.
    """
    named = "output_format" in request.model_fields_set
    formats = {media_type(one): one for one in ([request.output_format] if named else OUTPUT_FORMATS)}
    media = preferred(headers, [JSON, *formats])
    if media == JSON:
        return request, False
    return request.model_copy(update={"output_format": formats[media]}), True


def picture_answer(picture: Picture, content: bytes, itself: bool) -> Response:
    """The picture itself, or the JSON that carries it."""
    if itself:
        headers = {"Content-Location": picture.image_path, "X-Seed": str(picture.seed)}
        return Response(content, media_type=picture.mime, headers=headers | VARIES)
    return Response(orjson.dumps(picture.carrying(content)), media_type=JSON, headers=VARIES)


def attachment(name: str) -> str:
    """A `Content-Disposition` by which clients keep the answer in a file of this name (RFC 6266)."""
    plain = re.sub(r"[^\w.-]+", "-", name, flags=re.ASCII)
    return f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"
