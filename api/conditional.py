"""What a client has already, and which part it wants: conditional requests and ranges by RFC 9110."""

import re
from collections.abc import Mapping
from datetime import datetime
from http import HTTPStatus

from starlette.datastructures import Headers
from starlette.responses import Response
from werkzeug.http import http_date, parse_date

OPAQUE = re.compile(r'"[^"]*"')
"""The tag within an entity tag, which weak comparison goes by."""
ONE_RANGE = re.compile(r"\s*bytes\s*=\s*([0-9]*)\s*-\s*([0-9]*)\s*", re.IGNORECASE)
DIGITS = 18
"""A number with more is past every end."""


def validators(etag: str, made: datetime | None = None) -> dict[str, str]:
    """Headers by which a client may ask later whether its copy is still good."""
    return {"ETag": etag} | ({"Last-Modified": http_date(made)} if made else {})


def unchanged(asked: Headers, told: Mapping[str, str]) -> bool:
    """Whether the client has what these headers describe, so that 304 says all."""
    tags = ",".join(asked.getlist("if-none-match"))
    if tags:
        return tags.strip() == "*" or told["ETag"] in OPAQUE.findall(tags)
    since, made = parse_date(asked.get("if-modified-since")), parse_date(told.get("Last-Modified"))
    return bool(since and made and made <= since)


def partial_content(content: bytes, mime: str, headers: Mapping[str, str], asked: Headers) -> Response:
    """The whole, or the one range that is asked for; several ranges at once are answered with the whole."""
    found = ONE_RANGE.fullmatch(_range(asked, headers))
    first, last = found.groups() if found else ("", "")
    backwards = first and last and _number(first) > _number(last)
    if backwards or not (first or last):
        return Response(content, media_type=mime, headers=dict(headers))
    size = len(content)
    start = _number(first) if first else max(0, size - _number(last))
    end = min(_number(last), size - 1) if first and last else size - 1
    if start > end:
        told = {"Content-Range": f"bytes */{size}", "Accept-Ranges": "bytes"}
        return Response(status_code=HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, headers=told)
    told = {"Content-Range": f"bytes {start}-{end}/{size}"}
    return Response(content[start : end + 1], HTTPStatus.PARTIAL_CONTENT, dict(headers) | told, mime)


def _range(asked: Headers, told: Mapping[str, str]) -> str:
    """The range, without empty members; nothing where it was meant for another picture than this."""
    condition = asked.get("if-range")
    if condition is not None:
        condition = condition.strip()
        date = parse_date(condition) if '"' not in condition else None
        if condition != told["ETag"] and not (date and date == parse_date(told.get("Last-Modified"))):
            return ""
    return ",".join(one for one in ",".join(asked.getlist("range")).split(",") if one.strip())


def _number(digits: str) -> int:
    return int(digits) if len(digits) <= DIGITS else 10**DIGITS
