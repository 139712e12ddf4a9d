"""The fields of the contract: their limits, and how each is read. The annotation is the check and the documentation."""

import re
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from schemas.identity import normal

MIN_SIDE = 64
DEFAULT_SIDE = 1024
MAX_SIDES_SUM = 3500
MAX_CUSTOM_PROMPT = 500
MAX_USER_ID = 255
MAX_SEED = 2**32 - 1
STRICT_SEEDS = 8
"""Seeds that `strict` may try, from the request's own on."""
MAX_PAGE = 200
MAX_KEY = 255
DEFAULT_BRAND = "default"
MIN_STRENGTH = 0.05
DEFAULT_STRENGTH = 0.5
MAX_REASON = 200
MAX_CAST = 64
EXACT = 2**53
LARGEST = 10**MAX_USER_ID
LONG = "0" * (MAX_USER_ID + 1)
"""Stands for a number with more digits than an id has characters; Python itself will not write out the longest."""
MAX_SEARCH = 200

Sex = Literal["male", "female"]
Product = Literal["people", "car", "house", "credit card"]


def _number(value: Any) -> Any:
    """Refuse what pydantic would quietly turn into a number: true, false and digits in quotes."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("number_type", "Input should be a number, not {kind}", {"kind": type(value).__name__})
    return value


def empty_is_absent(value: Any) -> Any:
    return None if value == "" else value


def _bare_is_true(value: Any) -> Any:
    return True if value == "" else value


def _text(value: Any) -> Any:
    """A whole number as text; past 2**53 only where it was written out, since a float is no longer exact there."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < LARGEST else LONG
    if isinstance(value, str):
        return value
    raise PydanticCustomError("user_text", "Input should be text or a whole number")


def _text_or_absent(value: Any) -> Any:
    return None if value is None or value == "" else _text(value)


def _person(value: Any) -> Any:
    return normal(value) if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """Refuse what pydantic would read as seconds since 1970."""
    if isinstance(value, str) and not ISO.fullmatch(value):
        raise PydanticCustomError("moment", "Input should be an ISO 8601 date or moment: 2026-01-31T09:30:00Z")
    return value


def _utc(value: datetime) -> datetime:
    """A moment without an offset is meant in UTC."""
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("moment", "Input should be a moment that exists in UTC") from None


ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)

Number = BeforeValidator(_number)
Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_utc)]
Line = Annotated[str, Field(min_length=1, max_length=MAX_USER_ID, pattern=r"^[^\r\n]*$")]
UserText = Annotated[Line, BeforeValidator(_person)]
"""A user id in its normal form."""
UserId = Annotated[UserText, BeforeValidator(_text, json_schema_input_type=Line | int)]
Reason = Annotated[str, Field(max_length=MAX_REASON, pattern=r"^[^\r\n]*$")]
Flag = Annotated[bool, BeforeValidator(_bare_is_true, json_schema_input_type=bool | Literal[""])]
"""A switch in a query, which counts as on where it has no value."""
Cast = Annotated[
    Annotated[str, Field(max_length=MAX_CAST, pattern=r"^[^\r\n]*$")] | None,
    BeforeValidator(_text_or_absent, json_schema_input_type=str | int | None),
]
"""The name of the people in a picture; empty text means the same as absent."""
Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Strength = Annotated[float, Field(ge=MIN_STRENGTH, le=1, allow_inf_nan=False)]
Side = Annotated[int, Field(ge=MIN_SIDE, le=MAX_SIDES_SUM - MIN_SIDE), Number]


def field_of(error: Mapping[str, Any]) -> str:
    """The dotted name of the field that one of pydantic's errors is about; empty where it is about all of them.

    An error that was found by looking at several fields says in its context how they are called together.
    """
    place = [str(part) for part in error["loc"] if not str(part).startswith(("function-", "constrained-"))]
    together = (error.get("ctx") or {}).get("field")
    return ".".join([*place, together] if together else place)
