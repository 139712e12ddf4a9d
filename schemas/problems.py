"""The one shape of every error answer."""

from typing import Any

from pydantic import Field

from schemas.fields import Schema


class Fault(Schema):
    """One offending field of a request."""

    field: str
    value: Any
    limit: str
    message: str


class Problem(Schema):
    """What went wrong."""

    code: str
    message: str
    request_id: str
    retry_after: int | None = Field(None, description="Seconds after which to try again, where that makes sense")
    details: tuple[Fault, ...] = ()


class ErrorAnswer(Schema):
    """The one shape of every error answer."""

    error: Problem
