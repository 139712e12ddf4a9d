"""The one shape of every error answer."""

from typing import Any

from pydantic import Field

from brand import StrictModel


class Fault(StrictModel):
    """One offending field of a request."""

    field: str
    value: Any
    limit: str
    message: str
    rule: str = Field("value", description="What programs know the limit by: the same in every release and language")
    word: str = Field("", description="What of the value breaks it, where that is not all of it")


class Problem(StrictModel):
    """What went wrong."""

    code: str
    message: str
    request_id: str
    retry_after: int | None = Field(None, description="Seconds after which to try again, where that makes sense")
    details: tuple[Fault, ...] = ()


class ErrorAnswer(StrictModel):
    """The one shape of every error answer."""

    error: Problem
