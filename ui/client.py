"""The public HTTP API as Python methods: what any client would write. Knows no page and no service."""

import json
from functools import lru_cache
from typing import Any, TypeVar
from urllib.parse import quote

import httpx
from pydantic import BaseModel, TypeAdapter, ValidationError

from schemas import ErrorAnswer, Interaction, Mark, Picture, Problem

Answer = TypeVar("Answer", bound=BaseModel)

TIMEOUT = httpx.Timeout(10, read=600)
"""The service has its own limits and says so in words; ours only catch a service that has gone silent."""

INTERACTIONS = TypeAdapter(list[Interaction])


class ApiError(Exception):
    """The API answered an error, or nothing at all; `problem` is in its own words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class Api:
    """One service at `base_url`. Safe to share between threads.

    Every method raises ApiError.
    """

    def __init__(self, base_url: str) -> None:
        self._http = httpx.Client(base_url=base_url, timeout=TIMEOUT, trust_env=False)

    def generate(self, request: dict[str, Any]) -> Picture:
        """Make one picture from the JSON of a GenerateRequest, which the service checks."""
        return Picture.model_validate_json(self._call("POST", "/api/generate", json=request))

    def mark(self, user_id: str, image_path: str, result: bool) -> Mark:
        """Mark a picture good or bad."""
        body = {"user_id": user_id, "image_path": image_path, "result": result}
        return Mark.model_validate_json(self._call("POST", "/api/marks", json=body))

    def history(self, user_id: str, limit: int = 50, before: str | None = None) -> list[Interaction]:
        """A page of a user's interactions, newest first, starting after the one with the id `before`."""
        query = {"limit": limit} | ({"before": before} if before else {})
        path = f"/api/interactions/{quote(user_id, safe='')}"
        return INTERACTIONS.validate_json(self._call("GET", path, params=query))

    def _call(self, method: str, path: str, **options: Any) -> bytes:
        try:
            response = self._http.request(method, path, **options)
        except httpx.HTTPError as error:
            raise ApiError(Problem(code="unreachable", message=str(error), request_id="-")) from error
        if response.is_success:
            return response.content
        raise ApiError(_problem(response))


@lru_cache(maxsize=8)
def connect(base_url: str) -> Api:
    """The Api at `base_url`, with its open connections."""
    return Api(base_url)


def _problem(response: httpx.Response) -> Problem:
    try:
        return ErrorAnswer.model_validate_json(response.content).error
    except (ValidationError, json.JSONDecodeError):
        message = f"{response.status_code} {response.reason_phrase}"
        return Problem(code="internal_error", message=message, request_id=response.headers.get("x-request-id", "-"))
