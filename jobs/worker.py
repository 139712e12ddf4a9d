"""Paints jobs, row by row, beside the pictures that people wait for and after them."""

import asyncio
import logging
import time
from asyncio import to_thread
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from dataclasses import replace
from typing import Any

from pydantic import ValidationError

from errors import (
    Busy,
    InvalidRequest,
    NotFound,
    PaintingFailed,
    ServiceError,
    StorageFull,
    TimedOut,
    Unavailable,
    UserErased,
)
from generation import Deferred, Generator
from jobs.orders import Order, copy_of, errors_of, facts_of, interaction_of, read
from jobs.pace import Pace
from jobs.tables import Given
from schemas import GenerateRequest, Interaction, media_type, name_at, picture_name
from schemas.jobs import Job, Row, RowError
from storage import Store, Taken

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
"""Between two looks whether there is a job, or still ours; a lease is five of them."""
TRIES = 3
MAX_SET = 1000
"""Advertisements of a job that are set to see whether their texts have room, before it is accepted."""
TURN_SECONDS = 20.0
"""How long a user's job is worked on before another user's, where one waits."""
AWAY_SECONDS = 1.0
"""Before a row is tried again because a part of the service is away or busy."""
MAY_PASS = (PaintingFailed.code, TimedOut.code)
"""Codes of errors that another try may not end with; what is no fault of the row is waited out."""
OUR_FAULT = "Something went wrong on our side."


class Worker:
    """One per tenant and process; works on one job at a time, which no other process does meanwhile."""

    def __init__(self, store: Store, generator: Generator, pace: Pace) -> None:
        self._store, self._generator, self._pace = store, generator, pace
        self._working: asyncio.Task[None] | None = None
        self._woken, self._last = asyncio.Event(), ""

    def start(self) -> None:
        self._working = asyncio.create_task(self._work())

    def wake(self) -> None:
        """There is a job now. Of the loop's own thread."""
        self._woken.set()

    def checked(self, rows: Sequence[Given], user_id: str, job: str) -> tuple[list[Order], list[RowError]]:
        """The rows that could be painted, and what is wrong with the others, or with the words of any.

        Of advertisements so many are set that it takes no minutes; whether more have room is found out when painted.
        """
        left = MAX_SET

        def check_ad(request: GenerateRequest) -> None:
            nonlocal left
            left -= len(request.ad.formats) if request.ad else 0
            self._generator.check_ad(request, set_texts=left >= 0)

        orders, errors = read(rows, user_id, job)
        errors += errors_of(orders, self._generator.check, facts_of)
        errors += errors_of(orders, check_ad, copy_of)
        wrong = {one.row for one in errors}
        laid_out = self._generator.advertiser.laid_out
        orders = [one if one.number in wrong else replace(one, request=laid_out(one.request)) for one in orders]
        return orders, sorted(errors, key=lambda one: one.row)

    def accept(self, job: Job, fingerprint: str, orders: Sequence[Order], receipt: Sequence[Taken] = ()) -> Job:
        """Keep a job and its rows: durable on return. `wake` afterwards, or it is seen a little later.

        What was taken of limits for it, its `receipt`, is given back at its end but for what was painted.
        """
        rows = [
            {
                "number": order.number,
                "custom_id": order.custom_id,
                "request": order.request.model_dump(mode="json", exclude_unset=True),
                "interaction": interaction_of(job.id, order.number),
                "seed": order.seed,
                "pictures": order.request.candidates,
                "pixels": order.pixels // order.request.candidates,
            }
            for order in orders
        ]
        return self._store.jobs.create(job, fingerprint, rows, receipt)

    def alone(self, job: Job, fingerprint: str) -> AbstractAsyncContextManager[None]:
        """Accept a job inside: the same that comes at once, here or to another process, waits until that is done."""
        return self._generator.idempotency.alone(job.id, job.user_id, fingerprint)

    async def close(self) -> None:
        """Let go of what is being painted; whoever works on the job next paints the same."""
        if self._working:
            self._working.cancel()
            await asyncio.wait({self._working})

    async def _work(self) -> None:
        while True:
            self._woken.clear()
            try:
                claimed = await to_thread(self._store.jobs.claim, self._last)
                if claimed:
                    self._last = claimed[0].user_id
                    await self._job(*claimed)
                    continue
            except ServiceError as error:
                log.warning("jobs wait: %s", error)
            except Exception:
                log.exception("a job is given up for now")
            with suppress(TimeoutError):
                async with asyncio.timeout(LOOK_SECONDS):  # `wait_for` of Python 3.11 may lose a cancellation
                    await self._woken.wait()

    async def _job(self, job: Job, token: str) -> None:
        """Paint a job to its end, or until it is another user's turn, or it is not ours any more."""
        painting = asyncio.create_task(self._rows(job))
        try:
            while not painting.done():
                if not await to_thread(self._store.jobs.renew, job.id, token):
                    return
                await asyncio.wait({painting}, timeout=LOOK_SECONDS)
            if not await painting:
                return
            counts = (await to_thread(self._store.jobs.get, job.id)).rows
            await to_thread(self._store.jobs.turn, job.id, "succeeded" if counts.succeeded else "failed")
        finally:
            painting.cancel()
            await asyncio.wait({painting})
            with suppress(ServiceError):
                await asyncio.shield(to_thread(self._store.jobs.let_go, job.id, token))

    async def _rows(self, job: Job) -> bool:
        """Paint rows; whether all have ended, and it is not another user's turn before."""
        painting, last, turn = set[asyncio.Task[None]](), 0, time.monotonic() + TURN_SECONDS
        async with asyncio.TaskGroup() as together:
            while waiting := await to_thread(self._store.jobs.requests, job.id, 2 * self._pace.at_once, last):
                for row, request in waiting:
                    if last and time.monotonic() > turn:
                        if await to_thread(self._store.jobs.others_wait, job.user_id):
                            return False
                        turn = time.monotonic() + TURN_SECONDS
                    last = row.row
                    await self._pace.turn(painting)
                    task = together.create_task(self._row(job, row, request))
                    for counted in (painting, self._pace.painting):
                        counted.add(task)
                        task.add_done_callback(counted.discard)
        return True

    async def _row(self, job: Job, row: Row, asked: dict[str, Any]) -> None:
        """Paint one row, unless it was painted before its worker died."""
        for number in range(1, TRIES + 1):
            try:
                facts = await self._painted(job, row, GenerateRequest.model_validate(asked))
            except ValidationError as error:  # of a row that another version of this service has accepted
                facts = {"state": "failed", "code": InvalidRequest.code, "error": str(error)}
            except Exception:  # ends no other row, and is not painted for again and again
                log.exception("row %d of job %s", row.row, job.id)
                facts = {"state": "failed", "code": ServiceError.code, "error": OUR_FAULT}
            if facts.get("code") not in MAY_PASS or number == TRIES:
                break
        await self._patiently(self._store.jobs.settle, job.id, row.row, facts.pop("state"), **facts)

    async def _painted(self, job: Job, row: Row, request: GenerateRequest) -> dict[str, Any]:
        if row.state == "running":
            name = picture_name(row.id, media_type(request.output_format))
            with suppress(NotFound):
                made = await self._patiently(self._store.interaction, name)
                score = made.metadata.certificate and made.metadata.certificate.after.score
                return {
                    "state": "succeeded",
                    "image_url": made.image_url,
                    "score": score,
                    "seed": made.metadata.seed,
                    **await self._judged(made),
                }
        await self._patiently(self._store.jobs.settle, job.id, row.row, "running")
        painted: list[int] = []
        while True:
            try:
                deferred = Deferred(row.id, job.id, job.created_at, row.seed)
                picture, _ = await self._generator.make_row(request, deferred, painted.append)
            except UserErased:
                await self._patiently(self._store.jobs.forget, job.id)
                return {"state": "canceled"}
            except ServiceError as error:
                if not isinstance(error, Busy | StorageFull | Unavailable):
                    return {"state": "failed", "code": error.code, "error": error.message}
                log.warning("row %d of job %s waits: %s", row.row, job.id, error)
                await asyncio.sleep(AWAY_SECONDS)
            else:
                score = picture.certificate and picture.certificate.after.score
                told = {"image_url": picture.image_path, "score": score, "seed": picture.seed, "painted": painted[-1]}
                made = await self._patiently(self._store.interaction, name_at(picture.image_path))
                return {"state": "succeeded"} | told | await self._judged(made)

    async def _judged(self, made: Interaction) -> dict[str, Any]:
        """Whether the advertisements of a row are ok, and why not."""
        if made.metadata.ad is None:
            return {}
        while True:
            try:
                found = await self._generator.certificates(made)
                break
            except (Busy, StorageFull, Unavailable) as error:
                log.warning("the advertisements of %s wait: %s", made.image_url, error)
                await asyncio.sleep(AWAY_SECONDS)
            except ServiceError as error:
                return {"ad_ok": False, "error": error.message}
            except Exception:  # the picture is there, and is not painted again for it
                log.exception("the advertisements of %s", made.image_url)
                return {"ad_ok": False, "error": OUR_FAULT}
        faults = [f"{one.format}: {fault.message}" for one in found for fault in one.faults]
        return {"ad_ok": not faults} | ({"error": "; ".join(faults)[:1000]} if faults else {})

    async def _patiently(self, call: Callable[..., Any], *given: Any, **named: Any) -> Any:
        """What a call of the store gives once MongoDB is there."""
        while True:
            try:
                return await to_thread(call, *given, **named)
            except NotFound:
                raise
            except ServiceError as error:
                log.warning("a job waits: %s", error)
                await asyncio.sleep(AWAY_SECONDS)
