"""Idempotency: the same key and body within a day get the same answer, however often and whenever they come."""

import asyncio
import logging
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass
from hashlib import sha256

from errors import Busy, Conflict, ServiceError, TimedOut, Unavailable
from generation.shield import shielded
from schemas import GenerateRequest, Picture, name_at
from storage import Reservation, Store

log = logging.getLogger(__name__)

FIRST_LOOK_SECONDS, LOOK_SECONDS = 0.5, 5.0
"""Between two looks whether another process is done with a key: the first pause, doubled up to the longest."""
WAITERS = 16
"""How many may wait for one key in a process; a client that repeats a request without end is told to come back."""
AGAIN_SECONDS = 2

Made = tuple[Picture, bytes]
"""The answer without its picture in base64, and the picture's bytes."""


@dataclass(eq=False, slots=True)
class Claim:
    """What somebody with a key has: the answer, or else the right to make it and put it here."""

    answer: Made | None = None


@dataclass(eq=False, slots=True)
class _Work:
    """A key that this process works on, and how many wait for it."""

    fingerprint: str
    done: asyncio.Future[Made]
    waiting: int = 0


class Idempotency:
    """One per process: whoever comes with a key that is at work here waits for it here, without asking MongoDB."""

    def __init__(self, store: Store, patience: float) -> None:
        """Nobody waits longer than `patience` seconds."""
        self._store = store
        self._patience = patience
        self._at_work: dict[tuple[str, str], _Work] = {}

    @asynccontextmanager
    async def claimed(self, key: str | None, request: GenerateRequest, among: int = 1) -> AsyncIterator[Claim]:
        """A claim that has the answer that was made when this key was first used, or is to be given one inside.

        Waits while the first is still at work. What the first is refused those who wait for it are refused, too; when
        its client hangs up, one of them is the first. Raises Conflict when the key came with another body, Busy when
        enough wait for it already, TimedOut, and Unavailable when MongoDB, which keeps the keys for all processes, is
        away.
        """
        if key is None:
            yield Claim()
            return
        deadline = time.monotonic() + self._patience
        many = f"\n{among}" if among > 1 else ""
        fingerprint = sha256(f"{request.model_dump_json()}{many}".encode()).hexdigest()
        name = (request.user_id, key)
        while work := self._at_work.get(name):
            if work.fingerprint != fingerprint:
                raise Conflict("This Idempotency-Key was used for another request")
            if made := await self._wait(work, deadline):
                yield Claim(made)
                return
        self._at_work[name] = work = _Work(fingerprint, asyncio.get_running_loop().create_future())
        try:
            async with self._reserved(key, request.user_id, fingerprint, deadline) as claim:
                yield claim
            if claim.answer:
                work.done.set_result(claim.answer)
        except ServiceError as error:
            work.done.set_exception(error)
            raise
        finally:
            work.done.cancel()  # where it is done this says only that an error may go unseen
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

    @asynccontextmanager
    async def _reserved(self, key: str, user_id: str, fingerprint: str, deadline: float) -> AsyncIterator[Claim]:
        """The same among all processes; the only one of this process to ask MongoDB for the key."""
        kept = await self._reserve(key, user_id, fingerprint, deadline)
        if kept is not None:
            picture = Picture.model_validate_json(kept)
            content, _ = await asyncio.to_thread(self._store.image, name_at(picture.image_path))
            yield Claim((picture, content))
            return
        claim = Claim()
        try:
            yield claim
        except BaseException:
            await self._release(key, user_id)
            raise
        if claim.answer:
            answer = claim.answer[0].model_dump_json().encode()
            try:
                await shielded(asyncio.to_thread(self._store.keys.complete, key, user_id, answer))
            except Unavailable as error:
                log.warning("the picture is recorded, its idempotency key is not: %s", error)

    @asynccontextmanager
    async def alone(self, key: str, user_id: str, fingerprint: str) -> AsyncIterator[None]:
        """Nobody else of any process is inside with the same key: they come in one after the other.

        Raises Conflict for another fingerprint, TimedOut after `patience` and Unavailable.
        """
        await self._reserve(key, user_id, fingerprint, time.monotonic() + self._patience)
        try:
            yield
        finally:
            await self._release(key, user_id)

    async def _release(self, key: str, user_id: str) -> None:
        try:
            await shielded(asyncio.to_thread(self._store.keys.release, key, user_id))
        except ServiceError as error:
            log.warning("an idempotency key is only free when its lease is over: %s", error)

    async def _reserve(self, key: str, user_id: str, fingerprint: str, deadline: float) -> bytes | None:
        """The answer that is kept for the key; None when the key is ours now."""
        pause = FIRST_LOOK_SECONDS
        while time.monotonic() < deadline:
            reservation = await self._ask(key, user_id, fingerprint)
            if reservation.answer is not None or reservation.ours:
                return reservation.answer
            await asyncio.sleep(pause)
            pause = min(2 * pause, LOOK_SECONDS)
        raise self._late()

    async def _ask(self, key: str, user_id: str, fingerprint: str) -> Reservation:
        """A reservation; one that comes when nobody waits for it any more is given back."""
        reserving = asyncio.ensure_future(asyncio.to_thread(self._store.keys.reserve, key, user_id, fingerprint))
        try:
            return await asyncio.shield(reserving)
        except asyncio.CancelledError:
            with suppress(ServiceError):
                if (await reserving).ours:
                    await asyncio.to_thread(self._store.keys.release, key, user_id)
            raise

    def _late(self) -> TimedOut:
        return TimedOut(f"The first request with this Idempotency-Key is not done within {self._patience:.0f} s.")
