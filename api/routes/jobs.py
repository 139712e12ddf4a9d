"""Jobs: many pictures as one order, which is done whoever closes the browser and whatever is restarted."""

import asyncio
import time
from asyncio import to_thread
from collections.abc import AsyncIterator, Sequence
from contextlib import nullcontext
from datetime import UTC, datetime
from hashlib import sha256
from typing import Annotated, Any

import orjson
from anyio.to_thread import run_sync
from fastapi import APIRouter, Depends, Query, Request
from fastapi.sse import KEEPALIVE_COMMENT, format_sse_event
from pydantic import ValidationError
from starlette.responses import Response, StreamingResponse
from werkzeug.http import parse_options_header

from access import Visit
from access.roles import Scope
from api.dependencies import Advertising, Log, Visitor, Work
from api.events import SILENT_SECONDS, stream
from api.idempotency_key import KEYED, key_of
from api.middleware.bodies import check_text
from api.pictures import JSON, attachment
from api.places import Places
from api.presence import LOOK_SECONDS
from api.problems import invalid
from api.tables import table
from errors import Detail, InvalidRequest, NotFound, ServiceError, Unavailable, UnsupportedMedia
from jobs import CSV, FORMS, Given, Worker, given_rows, job_of, template
from jobs.orders import Order
from schemas import name_at
from schemas.jobs import ArchiveQuery, Job, JobCheck, JobOrder, JobsQuery, Row, RowCounts, RowError, RowsQuery
from storage import Filter, Store

router = APIRouter(prefix="/api/jobs")
NOBODYS = "There is no such job"


def reached(*scopes: Scope) -> Any:
    """The job of a path, for whoever may do one of these with it; to all others there is none."""

    def found(job: str, log: Log, visit: Visitor) -> Job:
        known = log.jobs.get(job)
        visit.see(known.user_id, NOBODYS, *scopes)
        return known

    return Depends(found)


Seen = Annotated[Job, reached("read")]
Turned = Annotated[Job, reached("campaign")]
Known = Annotated[Job, reached("read", "erase")]
Ended = Annotated[Job, reached("campaign", "erase")]
"""Whoever may erase a person may see that they have a job, and end it; not what it paints."""

MAX_BYTES = 10 * 2**20
LARGE = {"/api/jobs": MAX_BYTES}
"""Bytes that bodies may have, by path."""
CHECKING = Places(at_once=1, most=33, each=8, what="jobs are being checked")
"""Thousands of different words take long, and hold the interpreter."""
PACKING = Places(at_once=2, most=34, each=8, what="archives are being packed")
SHOWN, FIRST = 1000, 12
TOLD = 100
"""Errors of rows that a refusal tells."""
BODY = {
    "requestBody": {
        "required": True,
        "content": {media: {"schema": {"type": "string" if media != JSON else "object"}} for media in FORMS},
    }
}


@router.get("/template.csv", response_class=Response)
def columns() -> Response:
    """A table to fill in."""
    headers = {"Content-Disposition": attachment("campaign.csv")}
    return Response(template(), media_type=CSV, headers=headers)


@router.post("", response_model=Job | JobCheck, status_code=201, openapi_extra=KEYED | BODY)
async def create(
    wanted: Annotated[JobOrder, Query()], request: Request, log: Log, visit: Visitor, worker: Work
) -> Response:
    """Order many pictures: JSON with `rows`, JSON lines or CSV. All rows are checked first; accepted is durable.

    The same `Idempotency-Key` and body are the same job, however often they come.
    """
    body, key = await request.body(), key_of(request.headers)
    asked_at = datetime.now(UTC)
    who = visit.principal.account
    with CHECKING.place(who):
        async with CHECKING.turn(who):
            wanted, rows = await run_sync(_given, wanted, request, body)
        user = wanted.user_id or visit.principal.subject
        if not user:
            raise _fault("user_id", None, "required")
        visit.act("campaign", user)
        name = job_of(user, key, log.tenant)
        fingerprint = sha256(body + wanted.model_dump_json().encode()).hexdigest()
        if not wanted.dry_run and (known := await to_thread(log.jobs.known, name, fingerprint)):
            return _job(known, request)
        async with CHECKING.turn(who):
            orders, errors = await run_sync(worker.checked, rows, user, name)
    if wanted.dry_run:
        pixels = sum(order.pixels for order in orders)
        first = tuple(order.planned for order in orders[:FIRST])
        return _json(JobCheck(rows=len(rows), pixels=pixels, errors=tuple(errors[:SHOWN]), first=first), 200)
    if errors:
        raise _refusal(errors, len(rows))
    job = Job(id=name, user_id=user, name=wanted.name, created_at=asked_at, rows=RowCounts(total=len(orders)))
    async with worker.alone(job, fingerprint) if key else nullcontext():
        known = await to_thread(log.jobs.known, name, fingerprint)
        job = known or await _accepted(job, fingerprint, orders, visit, worker)
    return _job(job, request)


async def _accepted(job: Job, fingerprint: str, orders: Sequence[Order], visit: Visit, worker: Worker) -> Job:
    """A job whose pictures are reserved, and which is durable."""
    pictures, pixels = sum(one.request.candidates for one in orders), sum(one.pixels for one in orders)
    taken = await to_thread(visit.account.reserve, pictures, pixels)
    try:
        job = await to_thread(worker.accept, job, fingerprint, orders, taken)
    except ServiceError:
        await to_thread(visit.account.return_all, taken)
        raise
    worker.wake()
    return job


def _given(wanted: JobOrder, request: Request, body: bytes) -> tuple[JobOrder, list[Given]]:
    media = parse_options_header(request.headers.get("content-type", ""))[0].lower()
    if media not in FORMS:
        raise UnsupportedMedia(f"Content-Type: The body should be one of {', '.join(FORMS)}.")
    said, rows = given_rows(media, body if media == CSV else check_text(body))
    try:
        return JobOrder.model_validate(wanted.model_dump(exclude_unset=True) | said), rows
    except ValidationError as error:
        raise invalid(error.errors(include_url=False)) from None


def _refusal(errors: list[RowError], rows: int) -> InvalidRequest:
    told = [
        Detail(f"rows.{one.row}.{one.field}", None, one.code, one.message, one.rule or one.code, one.word)
        for one in errors[:TOLD]
    ]
    message = f"{len(errors)} errors in {rows} rows; the first: row {errors[0].row}: {errors[0].message}"
    return InvalidRequest(message, details=tuple(told))


@router.get("")
def jobs(wanted: Annotated[JobsQuery, Query()], log: Log, visit: Visitor) -> list[Job]:
    """The jobs of a user, newest first."""
    visit.see(wanted.user_id, "There is no such user.", "read", "erase")
    return log.jobs.page(wanted.user_id, wanted.limit, wanted.before)


@router.get("/{job}")
def job(found: Known) -> Job:
    """One job, and how far it is."""
    return found


@router.get("/{job}/rows")
def rows(found: Seen, wanted: Annotated[RowsQuery, Query()], log: Log, request: Request) -> list[Row]:
    """The rows of a job in their order, each with its picture or its error."""
    lines = log.jobs.rows(found.id, wanted.after, wanted.limit, wanted.state)
    return [_reached(row, request) for row in lines]


@router.get("/{job}/events", response_class=Response)
async def events(found: Seen, log: Log, request: Request) -> Response:
    """How far a job is, as server-sent events `progress`, each with the job, until it has ended."""
    return stream(_progress(found, log, request))


async def _progress(job: Job, log: Store, request: Request) -> AsyncIterator[bytes]:
    told, told_at = None, time.monotonic()
    while not await request.is_disconnected():
        if job != told:
            yield format_sse_event(event="progress", data_str=job.model_dump_json())
            told, told_at = job, time.monotonic()
        if job.ended_at:
            return
        await asyncio.sleep(LOOK_SECONDS)
        if time.monotonic() - told_at > SILENT_SECONDS:
            told_at = time.monotonic()
            yield KEEPALIVE_COMMENT
        try:
            job = await to_thread(log.jobs.get, job.id)
        except NotFound:
            return
        except Unavailable:
            continue


@router.post("/{job}/cancel")
def cancel(found: Ended, log: Log) -> Job:
    """Paint no more rows; what was painted stays."""
    return log.jobs.turn(found.id, "canceled")


@router.post("/{job}/pause")
def pause(found: Turned, log: Log) -> Job:
    """Paint no more rows until it is resumed."""
    return log.jobs.turn(found.id, "paused")


@router.post("/{job}/resume")
async def resume(found: Turned, log: Log, worker: Work) -> Job:
    """Go on with a job that was paused."""
    job = await to_thread(log.jobs.turn, found.id, "queued")
    worker.wake()
    return job


@router.get("/{job}/results.csv", response_class=Response)
def results(found: Seen, log: Log, request: Request) -> Response:
    """Every row, with its picture or its error, as a table."""
    return _table(_all(log, found.id), "results.csv", request)


@router.get("/{job}/errors.csv", response_class=Response)
def errors(found: Seen, log: Log, request: Request) -> Response:
    """The rows that failed, as a table."""
    return _table([one for one in _all(log, found.id) if one.state == "failed"], "errors.csv", request)


@router.get("/{job}/images.zip", response_class=Response)
def images(
    found: Seen, wanted: Annotated[ArchiveQuery, Query()], log: Log, advertiser: Advertising, visit: Visitor
) -> Response:
    """The pictures that there are, as one ZIP, each with its advertisements; each file's name begins with its
    custom_id, or its row's number.

    With `names` they are called by that pattern; of the same name all but the first are numbered.
    """
    named = {name_at(one.image_path): one.custom_id or f"{one.row:05}" for one in _all(log, found.id) if one.image_path}
    headers = {"Content-Disposition": attachment("images.zip")}
    if not named:
        raise NotFound("This job has no picture yet")
    made = log.export(found.user_id, Filter(), named, wanted.names, advertiser.beside)
    pieces = PACKING.in_turn(visit.principal.account, made)  # a piece may take the setting of an advertisement
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


def _table(rows: list[Row], name: str, request: Request) -> Response:
    lines = [one.model_dump() | {"ads": " ".join(one.ads)} for one in (_reached(row, request) for row in rows)]
    text = table(lines, list(Row.model_fields))
    return Response(text, media_type=CSV, headers={"Content-Disposition": attachment(name)})


def _reached(row: Row, request: Request) -> Row:
    """The row with its addresses as clients reach them."""
    root = request.scope["root_path"]
    ads = tuple(root + one for one in row.ads)
    return row.model_copy(update={"ads": ads, "image_path": row.image_path and root + row.image_path})


def _all(log: Store, job: str) -> list[Row]:
    found: list[Row] = []
    while more := log.jobs.rows(job, found[-1].row if found else 0):
        found += more
    return found


def _job(job: Job, request: Request) -> Response:
    answer = _json(job, 201)
    answer.headers["Location"] = f"{request.scope['root_path']}/api/jobs/{job.id}"
    return answer


def _json(told: Job | JobCheck, status: int) -> Response:
    return Response(orjson.dumps(told.model_dump(mode="json")), status, media_type=JSON)


def _fault(field: str, value: str | None, limit: str) -> InvalidRequest:
    return InvalidRequest.of_field(field, value, limit, f"{field}: {limit}")
