"""Our errors in OpenAI's shape, with a status that its clients do not repeat in vain."""

import re
from http import HTTPStatus

from errors import (
    Busy,
    Conflict,
    Damaged,
    InvalidRequest,
    PaintingFailed,
    PictureRefused,
    PromptRefused,
    QuotaExceeded,
    ServiceError,
    TimedOut,
    UserErased,
)
from schemas.openai import Fault, FaultAnswer

TYPES = {HTTPStatus.UNAUTHORIZED: "authentication_error", HTTPStatus.TOO_MANY_REQUESTS: "rate_limit_error"}
NEVER = {"x-should-retry": "false"}
"""For what its clients would repeat by themselves: in vain, or at the same cost again."""
IN_VAIN = PictureRefused, PromptRefused, PaintingFailed, Damaged, TimedOut
LONGEST_WAIT = 120
"""Seconds that its clients wait for; past it they do not come again."""
WORDS = {"custom_prompt": "prompt", "user_id": "user"}
"""Fields of ours in messages, as they are called there."""
_FIELD = re.compile(rf"“.*”|\bmetadata\.(?=\w)|\b(?:{'|'.join(WORDS)})\b", re.DOTALL)
"""A field of ours in a message, or what it quotes, which is somebody's own and stays."""


def status(error: ServiceError) -> int:
    """As its clients understand it: they repeat every 409, which is none of ours that would end another way."""
    if isinstance(error, InvalidRequest | PromptRefused | PictureRefused):
        return HTTPStatus.BAD_REQUEST
    if isinstance(error, Conflict | UserErased):
        return HTTPStatus.UNPROCESSABLE_ENTITY
    return error.status


def headers(error: ServiceError) -> dict[str, str]:
    """What says whether the same request should come again, and when."""
    after = error.retry_after
    if isinstance(error, QuotaExceeded) and (after is None or after > LONGEST_WAIT):
        return error.headers | NEVER | ({} if after is None else {"Retry-After": str(after)})
    wait = {"Retry-After": str(min(after, LONGEST_WAIT))} if after is not None else {}
    return error.headers | wait | (NEVER if isinstance(error, IN_VAIN) else {})


def fault(error: ServiceError) -> FaultAnswer:
    """The body."""
    kind = TYPES.get(HTTPStatus(error.status), "invalid_request_error" if status(error) < 500 else "server_error")
    code = "rate_limit_exceeded" if isinstance(error, Busy) else error.code
    message = _FIELD.sub(_theirs, error.message)
    return FaultAnswer(error=Fault(message=message, type=kind, param=_param(error), code=code))


def _theirs(found: re.Match[str]) -> str:
    ours = found[0]
    return "" if ours == "metadata." else WORDS.get(ours, ours)


def _param(error: ServiceError) -> str | None:
    if isinstance(error, PromptRefused):
        return "prompt"
    field = error.details[0].field.removeprefix("metadata.") if error.details else None
    return field and WORDS.get(field, field)
