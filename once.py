"""Idempotency: the same key and body within a day get the same answer, however often and whenever they come."""

import asyncio
import logging
import re
import time
from collections.abc import Awaitable, Callable, Sequence
from contextlib import suppress
from hashlib import sha256
from typing import TypeVar

from errors import Detail, InvalidRequest, ServiceError, TimedOut, Unavailable
from schemas import MAX_KEY, GenerateRequest, Picture
from storage import Reservation, Store

log = logging.getLogger(__name__)

LOOK_SECONDS = 0.2
"""Between two looks whether somebody else's work on the same key is done."""

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


async def once(
    store: Store, key: str | None, request: GenerateRequest, patience: float, make: Callable[[], Awaitable[Made]]
) -> Made:
    """What `make` gives, or gave when this key was first used; waits while the first is still at work.

    Raises Conflict when the key came with another body, TimedOut when the first is not done within `patience` seconds,
    Unavailable when MongoDB, which keeps the keys for all, is away.
    """
    if key is None:
        return await make()
    deadline = time.monotonic() + patience
    fingerprint = sha256(request.model_dump_json().encode()).hexdigest()
    while time.monotonic() < deadline:
        reservation = await _reserve(store, key, request.user_id, fingerprint)
        if reservation.answer is not None:
            picture = Picture.model_validate_json(reservation.answer)
            content, _ = await asyncio.to_thread(store.image, picture.image_path.rpartition("/")[2])
            return picture, content
        if reservation.ours:
            return await _first(store, key, request.user_id, make)
        await asyncio.sleep(LOOK_SECONDS)
    raise TimedOut(f"The first request with this Idempotency-Key is not done within {patience:.0f} s.")


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
