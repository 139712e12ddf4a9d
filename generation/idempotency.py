"""Idempotency: the same key and body within a day get the same answer, however often and whenever they come."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from typing import TypeVar

from errors import Busy, Conflict, Detail, InvalidRequest, ServiceError, TimedOut, Unavailable
from schemas import MAX_KEY, GenerateRequest, Picture, name_at
from storage import Reservation, Store

log = logging.getLogger(__name__)

FIRST_LOOK_SECONDS, LOOK_SECONDS = 0.5, 5.0
"""Between two looks whether another process is done with a key: the first pause, doubled up to the longest."""
WAITERS = 16
"""How many may wait for one key in a process; a client that repeats a request without end is told to come back."""
AGAIN_SECONDS = 2

KEY = "Idempotency-Key"
VALID = rf"[!-~]([ -~]{{0,{MAX_KEY - 2}}}[!-~])?"
"""Of a key: printable ASCII with no space at its ends."""
KEYED = {
    "parameters": [
        {
            "name": KEY,
            "in": "header",
            "description": "The same key and body get the same answer for a day",
            "schema": {"type": "string", "pattern": f"^{VALID}$"},
        }
    ]
}
"""What the documentation of a route says of it."""

T = TypeVar("T")

Made = tuple[Picture, bytes]
"""The answer without its picture in base64, and the picture's bytes."""


def key_of(given: Sequence[str]) -> str | None:
    """The key of a request with these headers; None without one. Raises InvalidRequest for several, or a bad one."""
    if not given:
        return None
    limit = f"one header of 1 to {MAX_KEY} printable ASCII characters"
    if len(given) > 1 or not re.fullmatch(VALID, given[0]):
        fault = Detail(KEY, ", ".join(given), limit, f"{KEY} should be {limit}")
        raise InvalidRequest(fault.message, details=(fault,))
    return given[0]


@dataclass(eq=False, slots=True)
class _Work:
    """A key that this process works on, and how many wait for it."""

    fingerprint: str
    done: asyncio.Future[Made]
    waiting: int = 0


class Once:
    """One per process: whoever comes with a key that is at work here waits for it here, without asking MongoDB."""

    def __init__(self, store: Store, patience: float) -> None:
        """Nobody waits longer than `patience` seconds."""
        self._store = store
        self._patience = patience
        self._at_work: dict[tuple[str, str], _Work] = {}

    async def made(self, key: str | None, request: GenerateRequest, make: Callable[[], Awaitable[Made]]) -> Made:
        """What `make` gives, or gave when this key was first used; waits while the first is still at work.

        What the first is refused those who wait for it are refused, too; when its client hangs up, one of them is
        the first. Raises Conflict when the key came with another body, Busy when enough wait for it already, TimedOut,
        and Unavailable when MongoDB, which keeps the keys for all processes, is away.
        """
        if key is None:
            return await make()
        deadline = time.monotonic() + self._patience
        fingerprint = sha256(request.model_dump_json().encode()).hexdigest()
        name = (request.user_id, key)
        while work := self._at_work.get(name):
            if work.fingerprint != fingerprint:
                raise Conflict("This Idempotency-Key was used for another request")
            if made := await self._wait(work, deadline):
                return made
        self._at_work[name] = work = _Work(fingerprint, asyncio.get_running_loop().create_future())
        try:
            result = await self._alone(key, request.user_id, fingerprint, deadline, make)
            work.done.set_result(result)
            return result
        except ServiceError as error:
            work.done.set_exception(error)
            work.done.exception()  # there may be nobody else to look at it
            raise
        finally:
            work.done.cancel()  # of no effect where it is done
            del self._at_work[name]

    async def _wait(self, work: _Work, deadline: float) -> Made | None:
        """What somebody else's work gives; None when it was given up."""
        if work.waiting >= WAITERS:
            message = f"{WAITERS} requests wait for this Idempotency-Key already; try again in {AGAIN_SECONDS} s."
            raise Busy(message, retry_after=AGAIN_SECONDS)
        work.waiting += 1
        try:
            await asyncio.wait({work.done}, timeout=max(0.0, deadline - time.monotonic()))
        finally:
            work.waiting -= 1
        if not work.done.done():
            raise self._late()
        return None if work.done.cancelled() else work.done.result()

    async def _alone(
        self, key: str, user_id: str, fingerprint: str, deadline: float, make: Callable[[], Awaitable[Made]]
    ) -> Made:
        """The only one of this process to ask MongoDB for the key."""
        pause = FIRST_LOOK_SECONDS
        while time.monotonic() < deadline:
            reservation = await _reserve(self._store, key, user_id, fingerprint)
            if reservation.answer is not None:
                picture = Picture.model_validate_json(reservation.answer)
                content, _ = await asyncio.to_thread(self._store.image, name_at(picture.image_path))
                return picture, content
            if reservation.ours:
                return await _first(self._store, key, user_id, make)
            await asyncio.sleep(pause)
            pause = min(2 * pause, LOOK_SECONDS)
        raise self._late()

    def _late(self) -> TimedOut:
        return TimedOut(f"The first request with this Idempotency-Key is not done within {self._patience:.0f} s.")


async def whole(doing: Awaitable[T]) -> T:
    """Its result, also when whoever waits is cancelled meanwhile: what a thread has begun cannot be called back."""
    task = asyncio.ensure_future(doing)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        if task.cancelled():
            raise
        return await task


async def _reserve(store: Store, key: str, user_id: str, fingerprint: str) -> Reservation:
    reserving = asyncio.ensure_future(asyncio.to_thread(store.reserve, key, user_id, fingerprint))
    try:
        return await asyncio.shield(reserving)
    except asyncio.CancelledError:
        with suppress(ServiceError):
            if (await reserving).ours:
                await asyncio.to_thread(store.release, key, user_id)
        raise


async def _first(store: Store, key: str, user_id: str, make: Callable[[], Awaitable[Made]]) -> Made:
    try:
        picture, content = await make()
    except BaseException:
        try:
            await whole(asyncio.to_thread(store.release, key, user_id))
        except ServiceError as error:
            log.warning("an idempotency key is only free when its lease is over: %s", error)
        raise
    try:
        await whole(asyncio.to_thread(store.complete, key, user_id, picture.model_dump_json().encode()))
    except Unavailable as error:
        log.warning("the picture is recorded, its idempotency key is not: %s", error)
    return picture, content
