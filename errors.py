"""Everything that can go wrong on purpose, with the HTTP status and the code a client sees.

ServiceError
├── InvalidRequest      422  invalid_request     a field is missing, unknown, of the wrong type or out of its limit
├── MalformedRequest    400  malformed_request   the body is not JSON at all
├── PromptRefused       422  prompt_refused      the custom prompt asks for what we never paint
├── PictureRefused      422  picture_refused     what was painted may not be shown
├── Unauthenticated     401  unauthenticated     nobody says who asks, or the credential is good for nothing
├── Forbidden           403  forbidden           who asks may not do this, or not for this user
├── NotFound            404  not_found           no such image, interaction or page
├── MethodNotAllowed    405  method_not_allowed  the address is right, the verb is not
├── NotAcceptable       406  not_acceptable      `Accept` lets through none of the forms that there are
├── NotOurName          421  not_our_name        the Host header names another machine
├── CrossSite           403  cross_site          a page of another site asks in a visitor's name
├── TooSlow             408  too_slow            the request did not come whole in time
├── HeadTooLarge        431  head_too_large      the head of the request is longer than any valid one
├── Conflict            409  conflict            the idempotency key belongs to another request
├── TooMany             409  too_many            there are as many of these as there may be; one has to go first
├── UserErased          409  user_erased         the user was erased while this was made; nothing was recorded
├── TooLarge            413  too_large           the body is longer than any valid request
├── UnsupportedMedia    415  unsupported_media   the body is not sent as JSON
├── Busy                429  busy                the queue is full; `retry_after` says when to come back
│   └── QuotaExceeded   429  quota_exceeded      who asks has used up a limit; `retry_after` says until when
├── PaintingFailed      500  painting_failed     the painter gave up on this one picture
├── Damaged             500  damaged             a stored picture cannot be read any more
├── StorageFull         503  storage_full        the log has no room for another picture; nothing was recorded
├── Unavailable         503  unavailable         a part that we need (database, runner) does not answer
└── TimedOut            504  timed_out           the picture was not ready within the time limit
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Self


@dataclass(frozen=True, slots=True)
class Detail:
    """One offending field: its dotted name, the value as sent (shortened), the limit it broke, and a sentence."""

    field: str
    value: Any
    limit: str
    message: str


class ServiceError(Exception):
    """The base to catch: anything that we report to a client on purpose."""

    status: int = 500
    code: str = "internal_error"

    def __init__(
        self,
        message: str,
        *,
        details: tuple[Detail, ...] = (),
        retry_after: int | None = None,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        super().__init__(message)
        self.message = message
        self.details = details
        self.retry_after = retry_after
        self.headers = dict(headers or {})

    @classmethod
    def of_field(cls, field: str, value: Any, limit: str, message: str = "") -> Self:
        """An error about one field; without a message it says what the field should be."""
        message = message or f"{field} should be {limit}"
        return cls(message, details=(Detail(field, value, limit, message),))


class InvalidRequest(ServiceError):
    status, code = 422, "invalid_request"


class MalformedRequest(ServiceError):
    status, code = 400, "malformed_request"


class PromptRefused(ServiceError):
    status, code = 422, "prompt_refused"


class PictureRefused(ServiceError):
    status, code = 422, "picture_refused"


class Unauthenticated(ServiceError):
    status, code = 401, "unauthenticated"


class Forbidden(ServiceError):
    status, code = 403, "forbidden"


class NotFound(ServiceError):
    status, code = 404, "not_found"


class MethodNotAllowed(ServiceError):
    status, code = 405, "method_not_allowed"


class NotAcceptable(ServiceError):
    status, code = 406, "not_acceptable"


class NotOurName(ServiceError):
    status, code = 421, "not_our_name"


class CrossSite(ServiceError):
    status, code = 403, "cross_site"


class TooSlow(ServiceError):
    status, code = 408, "too_slow"


class HeadTooLarge(ServiceError):
    status, code = 431, "head_too_large"


class Conflict(ServiceError):
    status, code = 409, "conflict"


class TooMany(ServiceError):
    status, code = 409, "too_many"


class UserErased(ServiceError):
    status, code = 409, "user_erased"


class TooLarge(ServiceError):
    status, code = 413, "too_large"


class UnsupportedMedia(ServiceError):
    status, code = 415, "unsupported_media"


class Busy(ServiceError):
    status, code = 429, "busy"


class QuotaExceeded(Busy):
    code = "quota_exceeded"


class PaintingFailed(ServiceError):
    status, code = 500, "painting_failed"


class Damaged(ServiceError):
    status, code = 500, "damaged"


class StorageFull(ServiceError):
    status, code = 503, "storage_full"


class Unavailable(ServiceError):
    status, code = 503, "unavailable"


class TimedOut(ServiceError):
    status, code = 504, "timed_out"
