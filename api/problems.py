"""Every mistake becomes the same JSON envelope and the same status, whichever route it was made on."""

import logging
import reprlib
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from http import HTTPStatus
from typing import Any

import orjson
from fastapi import FastAPI, Request, Response
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.routing import Match
from starlette.types import Scope

from api.openai import V1
from api.openai import problems as theirs
from errors import Detail, InvalidRequest, MalformedRequest, MethodNotAllowed, NotFound, ServiceError
from schemas import Fault, field_of

log = logging.getLogger(__name__)

request_id: ContextVar[str] = ContextVar("request_id", default="-")

SHOWN_CHARACTERS = 100
METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")
OURS = "Something went wrong on our side; the request id finds it in the log."

LIMITS = {
    "missing": "required",
    "extra_forbidden": "no such field",
    "string_type": "text",
    "int_type": "a whole number",
    "int_from_float": "a whole number",
    "number_type": "a number",
    "float_type": "a number",
    "finite_number": "a finite number",
    "bool_type": "true or false",
    "model_type": "an object",
    "model_attributes_type": "an object",
    "string_unicode": "valid Unicode",
    "string_pattern_mismatch": "one line of text",
    "tuple_type": "a list",
    "colour": "a colour, #RRGGBB or #RGB",
    "weights": "one weight above 0",
    "two_palettes": "one palette",
    "lone_reason": "no reason",
    "user_text": "text or a whole number",
    "moment": "an ISO 8601 date or moment",
    "labels": "as many as names",
}
BOUNDS = {
    "ge": "at least {}",
    "le": "at most {}",
    "min_length": "at least {} {unit}",
    "max_length": "at most {} {unit}",
    "expected": "{}",
}

TOLD = 100
"""Of the faults of one request: an answer is not to be many times as long as what it answers."""


def answer(error: Exception, path: str = "") -> Response:
    """The envelope for an error: ours and FastAPI's in their own words, anything else without a word of detail.

    Below the `path` of OpenAI's dialect it has that shape.
    """
    problem = known(error)
    if path.startswith(V1):
        body = theirs.fault(problem).model_dump_json()
        return Response(body, theirs.status(problem), theirs.headers(problem), "application/json")
    wait = {"Retry-After": str(problem.retry_after)} if problem.retry_after is not None else {}
    return Response(orjson.dumps(envelope(problem)), problem.status, problem.headers | wait, "application/json")


def envelope(error: Exception) -> dict[str, Any]:
    """The one shape of every error, ready for JSON."""
    problem = known(error)
    return {
        "error": {
            "code": problem.code,
            "message": problem.message,
            "request_id": request_id.get(),
            "retry_after": problem.retry_after,
            "details": [
                {name: _shown(d.value) if name == "value" else getattr(d, name) for name in Fault.model_fields}
                for d in problem.details
            ],
        }
    }


def answer_problems(app: FastAPI) -> None:
    """Make `app` answer every error through the envelope; a refused method is told which ones there are."""

    async def handle(request: Request, error: Exception) -> Response:
        answered = answer(error, request.url.path.removeprefix(request.scope["root_path"]))
        if answered.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
            asked = [(one, {**request.scope, "method": one}) for one in METHODS]
            answered.headers["Allow"] = ", ".join(one for one, scope in asked if _takes(app, scope))
        return answered

    for kind in (ServiceError, RequestValidationError, HTTPException):
        app.add_exception_handler(kind, handle)


def _takes(app: FastAPI, scope: Scope) -> bool:
    return any(route.matches(scope)[0] == Match.FULL for route in app.routes)


def known(error: Exception) -> ServiceError:
    """Any error as one of ours, and one that nobody expected as it is told to clients."""
    if isinstance(error, ServiceError):
        return error
    if isinstance(error, RequestValidationError):
        return invalid((e | {"loc": e["loc"][1:]} if len(e["loc"]) > 1 else e) for e in error.errors())
    if isinstance(error, HTTPException):
        return _from_status(error)
    log.error("unexpected error, request_id=%s", request_id.get(), exc_info=error)
    return ServiceError(OURS)


def invalid(errors: Iterable[Mapping[str, Any]]) -> ServiceError:
    """Pydantic's list of errors as one of ours."""
    found = [e for e in errors if not _echo(e)]
    if any(e["type"] == "json_invalid" for e in found):
        return MalformedRequest("The body is not valid JSON.")
    details = tuple(_detail(e) for e in found[:TOLD])
    more = [f"and {len(found) - TOLD} more"] if len(found) > TOLD else []
    return InvalidRequest("; ".join([*(d.message for d in details), *more]), details=details)


def _echo(error: Mapping[str, Any]) -> bool:
    """Whether a list is said to be too short only because members of it are bad, which is said already."""
    return bool(error["type"] == "too_short" and len(error["input"]) >= error["ctx"]["min_length"])


def _detail(error: Mapping[str, Any]) -> Detail:
    context = error.get("ctx") or {}
    if "field" in context:
        value, limit = context["value"], context["limit"]
    else:
        value = None if error["type"] == "missing" else error["input"]
        unit = "of them" if "actual_length" in context else "characters"
        bounds = [text.format(context[name], unit=unit) for name, text in BOUNDS.items() if name in context]
        limit = ", ".join(bounds) or LIMITS.get(error["type"], error["type"].replace("_", " "))
    field = field_of(error) or "body"
    return Detail(field, value, limit, f"{field}: {error['msg']}", error["type"])


def _shown(value: Any) -> Any:
    """The value as a client may see it again: short, and always valid JSON."""
    if value is None or isinstance(value, bool) or (isinstance(value, int) and abs(value) < 2**53):
        return value
    text = value if isinstance(value, str) else reprlib.repr(value)
    text = text.encode("utf-8", "replace").decode()
    return text if len(text) <= SHOWN_CHARACTERS else text[:SHOWN_CHARACTERS] + "…"


def _from_status(error: HTTPException) -> ServiceError:
    if error.status_code == HTTPStatus.NOT_FOUND:
        return NotFound("There is nothing at this address.")
    if error.status_code == HTTPStatus.METHOD_NOT_ALLOWED:
        return MethodNotAllowed("This address does not take this method.")
    if error.status_code == HTTPStatus.BAD_REQUEST:
        return MalformedRequest("The body is not valid JSON.")
    if error.status_code == HTTPStatus.INTERNAL_SERVER_ERROR:
        return ServiceError(OURS)
    problem = ServiceError(HTTPStatus(error.status_code).phrase + ".")
    problem.status = error.status_code
    problem.code = HTTPStatus(error.status_code).phrase.lower().replace(" ", "_")
    return problem
