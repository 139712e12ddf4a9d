"""Everything that can go wrong on purpose, with the HTTP status that a client sees; the code is the class's name."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any, Self


class IncompleteError(ValueError):
    """A table of ours says nothing of one that it should tell of: a slip in a file of the house, not of a client."""


def complete(table: Collection[Any], names: Collection[Any], where: str) -> None:
    """Raises IncompleteError, which names the place and all that are missing there, where a table lacks a name."""
    if lacking := [name for name in names if name not in table]:
        raise IncompleteError(f"{where} lacks {', '.join(map(repr, lacking))}")


@dataclass(frozen=True, slots=True)
class Detail:
    """One offending field: its dotted name, the value as sent (shortened), the limit it broke, and a sentence.

    `rule` is what programs know the limit by, and `word` what of the value breaks it, where that is not all of it.
    """

    field: str
    value: Any
    limit: str
    message: str
    rule: str = "value"
    word: str = ""


class ServiceError(Exception):
    """The base to catch: anything that we report to a client on purpose."""

    status: int = 500
    code: str = "internal_error"

    def __init_subclass__(cls, status: int | None = None) -> None:
        """Without a status of its own a class is told as the one above it."""
        if status is not None:
            cls.status, cls.code = status, re.sub(r"\B(?=[A-Z])", "_", cls.__name__).lower()

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
    def of_field(cls, field: str, value: Any, limit: str, message: str = "", **known_by: str) -> Self:
        """An error about one field; without a message it says what the field should be. `known_by`: `rule`, `word`."""
        message = message or f"{field} should be {limit}"
        return cls(message, details=(Detail(field, value, limit, message, **known_by),))


class InvalidRequest(ServiceError, status=422):
    """A field is missing, unknown, of the wrong type or out of its limit."""


class MalformedRequest(ServiceError, status=400):
    """The body is not JSON at all."""


class PromptRefused(ServiceError, status=422):
    """The custom prompt asks for what we never paint."""


class PictureRefused(ServiceError, status=422):
    """What was painted may not be shown."""


class Unauthenticated(ServiceError, status=401):
    """Nobody says who asks, or the credential is good for nothing."""


class Forbidden(ServiceError, status=403):
    """Who asks may not do this, or not for this user."""


class NotFound(ServiceError, status=404):
    """No such image, interaction or page."""


class MethodNotAllowed(ServiceError, status=405):
    """The address is right, the verb is not."""


class NotAcceptable(ServiceError, status=406):
    """`Accept` lets through none of the forms that there are."""


class NotOurName(ServiceError, status=421):
    """The Host header names another machine."""


class CrossSite(ServiceError, status=403):
    """A page of another site asks in a visitor's name."""


class TooSlow(ServiceError, status=408):
    """The request did not come whole in time."""


class HeadTooLarge(ServiceError, status=431):
    """The head of the request is longer than any valid one."""


class Conflict(ServiceError, status=409):
    """The idempotency key belongs to another request."""


class TooMany(ServiceError, status=409):
    """There are as many of these as there may be; one has to go first."""


class UserErased(ServiceError, status=409):
    """The user was erased while this was made; nothing was recorded."""


class TooLarge(ServiceError, status=413):
    """The body is longer than any valid request."""


class UnsupportedMedia(ServiceError, status=415):
    """The body is not sent as JSON."""


class Busy(ServiceError, status=429):
    """The queue is full; `retry_after` says when to come back."""


class QuotaExceeded(Busy, status=429):
    """Who asks has used up a limit; `retry_after` says until when."""


class PaintingFailed(ServiceError, status=500):
    """The painter gave up on this one picture."""


class Damaged(ServiceError, status=500):
    """A stored picture cannot be read any more."""


class StorageFull(ServiceError, status=503):
    """The log has no room for another picture; nothing was recorded."""


class Unavailable(ServiceError, status=503):
    """A part that we need (database, runner) does not answer."""


class TimedOut(ServiceError, status=504):
    """The picture was not ready within the time limit."""
