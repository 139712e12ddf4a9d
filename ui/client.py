"""The public HTTP API as Python methods: what any client would write. Knows no page and no service."""

import json
import socket
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from functools import lru_cache
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any, NamedTuple
from urllib.parse import quote

import httpx
from pydantic import TypeAdapter, ValidationError

from schemas import (
    Brand,
    BrandReport,
    ErrorAnswer,
    Interaction,
    Layouts,
    Mark,
    Picture,
    Problem,
    PromptPreview,
    RegisteredLora,
    Session,
)
from schemas.jobs import Job, Row

TIMEOUT = httpx.Timeout(10, read=600)
"""The service has its own limits and says so in words; ours only catch a service that has gone silent."""
LIMITS = httpx.Limits(max_connections=None, keepalive_expiry=2)
"""A connection is let go before the service does so, after 5 s: a request just then would be lost."""

INTERACTIONS = TypeAdapter(list[Interaction])
BRANDS = TypeAdapter(list[Brand])
LORAS = TypeAdapter(list[RegisteredLora])
JOBS, ROWS = TypeAdapter(list[Job]), TypeAdapter(list[Row])


class ApiError(Exception):
    """The API answered an error, or nothing at all; `problem` is in its own words."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(frozen=True, slots=True)
class StreamProgress:
    """How far a picture is: waiting at `position` in the queue, or at `step` of `steps`."""

    position: int = 0
    step: int = 0
    steps: int = 0
    preview: str = ""
    """The unfinished picture in base64, now and then."""


class HistoryPage(NamedTuple):
    """Some of a user's interactions, newest first; `partial` while the database with most of them is away."""

    interactions: list[Interaction]
    partial: bool


class PictureStream:
    """One picture that is being made. Iterate for its progress, and at last the picture; `close` cancels it."""

    def __init__(self, http: httpx.Client, request: dict[str, Any], headers: dict[str, str] | None = None) -> None:
        self._http, self._request, self._headers = http, request, headers
        self._socket: socket.socket | None = None
        self.closed = False

    def __iter__(self) -> Iterator[StreamProgress | Picture]:
        """Raises ApiError; ends early when closed."""
        try:
            with self._http.stream("POST", "/generate/stream", json=self._request, headers=self._headers) as response:
                self._socket = response.extensions["network_stream"].get_extra_info("socket")
                if self.closed:
                    return
                if not response.is_success:
                    response.read()
                    raise ApiError(_problem(response))
                yield from _told(_events(response.iter_lines()))
        except httpx.HTTPError as error:
            if not self.closed:
                raise _unreachable(error) from error
        finally:
            self._socket = None  # the next request may have it by now

    def close(self) -> None:
        """Hang up, from any thread: the service stops painting when nobody listens."""
        self.closed = True
        if held := self._socket:
            with suppress(OSError):
                held.shutdown(socket.SHUT_RDWR)


class Api:
    """One service at `base_url`. Safe to share between threads.

    Every method raises ApiError.
    """

    def __init__(self, base_url: str, credential: str = "") -> None:
        """`credential` is a key or a session, where the service asks for one."""
        self._http = _client(base_url)
        self._headers = {"Authorization": f"Bearer {credential}"} if credential else {}

    def stream(self, request: dict[str, Any]) -> PictureStream:
        """Make one picture from the JSON of a GenerateRequest, which the service checks."""
        return PictureStream(self._http, request, self._headers)

    def who(self) -> Session:
        """Whose credential it is."""
        return Session.model_validate_json(self._call("GET", "/api/session").content)

    def mark(
        self, user_id: str, image_path: str, result: bool | None, reason: str = "", about: str = "picture"
    ) -> Mark:
        """Mark a picture, or its advertisement, good or bad, or withdraw the mark."""
        body = {"user_id": user_id, "image_path": image_path, "result": result, "reason": reason, "about": about}
        return Mark.model_validate_json(self._call("POST", "/api/marks", json=body).content)

    def brands(self, language: str) -> list[Brand]:
        """The brand kits that a request may name, with their names in a language."""
        return BRANDS.validate_json(self._call("GET", "/api/brands", params={"lang": language}).content)

    def loras(self, language: str) -> list[RegisteredLora]:
        """The LoRAs that a request may name, with their names in a language."""
        return LORAS.validate_json(self._call("GET", "/api/loras", params={"lang": language}).content)

    def titles(self, language: str) -> dict[str, str]:
        """What people call each kit, by its name; nothing while that cannot be told."""
        with suppress(ApiError):
            return {kit.name: kit.title for kit in self.brands(language)}
        return {}

    def formats(self) -> dict[str, tuple[int, int]]:
        """Width and height of each format of advertisements, by its name; nothing while that cannot be told."""
        with suppress(ApiError):
            told = Layouts.model_validate_json(self._call("GET", "/api/layouts").content)
            return {one.name: (one.width, one.height) for one in told.formats}
        return {}

    def preview(self, request: dict[str, Any]) -> PromptPreview:
        """The prompt that `request` would be painted from."""
        return PromptPreview.model_validate_json(self._call("POST", "/api/prompts/preview", json=request).content)

    def history(self, user_id: str, **wanted: Any) -> HistoryPage:
        """A page of a user's interactions; `wanted` are the fields of HistoryQuery."""
        query = {name: value for name, value in wanted.items() if value}
        answer = self._call("GET", f"/api/interactions/{segment(user_id)}", params=query)
        return HistoryPage(INTERACTIONS.validate_json(answer.content), answer.headers.get("x-partial") == "true")

    def jobs(self, user_id: str) -> list[Job]:
        """A user's newest jobs."""
        return JOBS.validate_json(self._call("GET", "/api/jobs", params={"user_id": user_id}).content)

    def job(self, key: str) -> Job:
        """One job, and how far it is."""
        return Job.model_validate_json(self._call("GET", f"/api/jobs/{segment(key)}").content)

    def rows(self, job: str, **wanted: Any) -> list[Row]:
        """Rows of a job in their order; `wanted` are the fields of RowsQuery."""
        return ROWS.validate_json(self._call("GET", f"/api/jobs/{segment(job)}/rows", params=wanted).content)

    def turn(self, job: str, verb: str) -> Job:
        """`pause`, `resume` or `cancel` a job."""
        return Job.model_validate_json(self._call("POST", f"/api/jobs/{segment(job)}/{verb}").content)

    def report(self, **wanted: str) -> BrandReport:
        """How true everybody's pictures are to the brand; `wanted` is `from` and `to`."""
        return BrandReport.model_validate_json(self._call("GET", "/api/brand/report", params=wanted).content)

    def _call(self, method: str, path: str, **options: Any) -> httpx.Response:
        try:
            response = self._http.request(method, path, headers=self._headers, **options)
        except httpx.InvalidURL as error:
            raise ApiError(Problem(code="invalid_request", message=str(error), request_id="-")) from error
        except httpx.HTTPError as error:
            raise _unreachable(error) from error
        if response.is_success:
            return response
        raise ApiError(_problem(response))


@lru_cache(maxsize=8)
def _client(base_url: str) -> httpx.Client:
    """Open connections to a service; whoever asks, they are the same, and no cookie of an answer is kept."""
    jar = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    return httpx.Client(base_url=base_url, timeout=TIMEOUT, limits=LIMITS, trust_env=False, cookies=jar)


def segment(user_id: str) -> str:
    """A user id as one segment of a path."""
    return quote(user_id, safe="").replace(".", "%2E")


def _told(events: Iterable[tuple[str, dict[str, Any]]]) -> Iterator[StreamProgress | Picture]:
    for name, data in events:
        data.pop("type", None)
        if name == "completed":
            yield Picture.model_validate(data)
            return
        if name == "error":
            raise ApiError(ErrorAnswer.model_validate(data).error)
        if name == "queued":
            yield StreamProgress(position=data["position"])
        if name == "step":
            yield StreamProgress(step=data["step"], steps=data["steps"], preview=data.get("b64_json", ""))
    raise _unreachable(EOFError("the stream ended before the picture"))


def _events(lines: Iterable[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    name = ""
    for line in lines:
        if line.startswith("event: "):
            name = line.removeprefix("event: ")
        elif line.startswith("data: "):
            yield name, json.loads(line.removeprefix("data: "))


def _unreachable(error: Exception) -> ApiError:
    return ApiError(Problem(code="unreachable", message=str(error), request_id="-"))


def _problem(response: httpx.Response) -> Problem:
    try:
        return ErrorAnswer.model_validate_json(response.content).error
    except (ValidationError, json.JSONDecodeError):
        message = f"{response.status_code} {response.reason_phrase}"
        return Problem(code="internal_error", message=message, request_id=response.headers.get("x-request-id", "-"))
