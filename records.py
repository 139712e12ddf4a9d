"""The routes over the log: history, marks, pictures and their certificates, take-out, erasure. Knows no painter."""

from asyncio import to_thread
from collections.abc import Mapping
from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Path, Query, Request
from starlette.responses import Response, StreamingResponse

import meters
from brand import Kit
from locales import Language
from schemas import (
    DEFAULT_BRAND,
    BrandReport,
    HistoryFilter,
    HistoryQuery,
    Interaction,
    Mark,
    MarkRequest,
    PictureQuery,
    ReportQuery,
    TakeOutQuery,
    UserText,
)
from storage import Filter, Store, file_name
from web import (
    VARIES,
    Copies,
    attachment,
    certificate_picture,
    partial_content,
    preferred,
    published,
    small_copy,
    table,
    unchanged,
    validators,
)

FORMS = {"json": "application/json", "csv": "text/csv"}
"""What a report comes in, by the name of it in a query."""
ASKED_AGAIN = "private, no-cache"
"""Kept, and asked about before each use: what was erased is not shown again from a browser's cache."""


def opened(request: Request) -> Store:
    """The store that this process opened at start."""
    store: Store = request.app.state.store
    return store


def known(request: Request) -> Mapping[str, Kit]:
    """The kits that this process loaded at start."""
    kits: Mapping[str, Kit] = request.app.state.kits
    return kits


def filtered(wanted: HistoryFilter) -> Filter:
    """What a request asks for, as the log takes it."""
    return Filter(**{name: getattr(wanted, name) for name in HistoryFilter.model_fields})


Kits = Annotated[Mapping[str, Kit], Depends(known)]
Log = Annotated[Store, Depends(opened)]
User = Annotated[UserText, Path(description="As in the request")]
router = APIRouter()
copies = Copies()


@router.post("/api/marks")
def mark(request: MarkRequest, log: Log, connection: Request) -> Mark:
    """Mark one of your pictures good or bad, or withdraw the mark; the last word counts."""
    path = request.image_path.removeprefix(connection.scope["root_path"])
    marked = log.mark(request.user_id, path, request.result, request.reason)
    meters.mark(request.result)
    return published(marked, "image_path", connection.scope)


@router.get("/api/interactions/{user_id:path}")
def interactions(
    user_id: User, wanted: Annotated[HistoryQuery, Query()], log: Log, request: Request, response: Response
) -> list[Interaction]:
    """A user's history, newest first; `Link: rel="next"` leads to the page that follows.

    `X-Partial: true` says that MongoDB is away: these are only the lines that wait for it.
    """
    page = log.history(user_id, wanted.limit, wanted.before, filtered(wanted))
    if page.next:
        following = request.url.include_query_params(before=page.next)
        path = quote(request.scope["path"])
        response.headers["Link"] = f'<{path}?{following.query}>; rel="next"'
    if page.partial:
        response.headers["X-Partial"] = "true"
    return [published(line, "image_url", request.scope) for line in page]


@router.get("/api/images/{name}", response_class=Response)
async def image(name: str, log: Log, wanted: Annotated[PictureQuery, Query()], request: Request) -> Response:
    """The bytes of a picture as they were answered, whole or in part; with `thumb` a small copy.

    `If-None-Match` and `If-Modified-Since` spare what the client has already; `Range` and `If-Range` get a part.
    """
    thumb = wanted.thumb
    line = await to_thread(log.interaction, name)
    headers = validators(f'"{name}-{thumb}"' if thumb else f'"{name}"', line.created_at)
    headers |= {"Cache-Control": ASKED_AGAIN, "Accept-Ranges": "none" if thumb else "bytes"}
    if wanted.download and not thumb:
        headers["Content-Disposition"] = attachment(file_name(line))
    if unchanged(request.headers, headers):
        return Response(status_code=304, headers=headers)
    if thumb:
        small = await copies.get((name, thumb), lambda: small_copy(log.image(name)[0], thumb))
        return Response(small, media_type="image/webp", headers=headers)
    content, mime = await to_thread(log.image, name)
    return partial_content(content, mime, headers, request.headers)


@router.get("/api/images/{name}/palette.png", response_class=Response)
async def palette(
    name: str,
    log: Log,
    kits: Kits,
    request: Request,
    lang: Annotated[Language, Query(description="What it is written in")] = "en",
) -> Response:
    """The picture's brand certificate drawn for people; a picture from before there were any is measured now."""
    headers = validators(f'"{name}-palette-{lang}"') | {"Cache-Control": ASKED_AGAIN}
    made = (await to_thread(log.interaction, name)).metadata
    if unchanged(request.headers, headers):
        return Response(status_code=304, headers=headers)
    kit = kits.get(made.brand or DEFAULT_BRAND, kits[DEFAULT_BRAND])
    drawn = await copies.get((name, lang), lambda: certificate_picture(log.image(name)[0], made.certificate, kit, lang))
    return Response(drawn, media_type="image/png", headers=headers)


@router.get("/api/brand/report", response_model=BrandReport)
def brand_report(
    wanted: Annotated[ReportQuery, Query()],
    log: Log,
    request: Request,
    response: Response,
) -> Response | BrandReport:
    """How true to the brand everything is that was made in a span of time; as CSV a line a group.

    Pictures are named in the report of one user alone.
    """
    media = FORMS.get(wanted.format or "") or preferred(request.headers, list(FORMS.values()))
    report = log.report(wanted.since, wanted.until, wanted.user_id)
    worst = tuple(published(one, "image_url", request.scope) if one.image_url else one for one in report.worst)
    report = report.model_copy(update={"worst": worst})
    if media != FORMS["csv"]:
        response.headers.update(VARIES)
        return report
    headers = {"Content-Disposition": attachment("brand-report.csv")}
    lines = report.table()
    return Response(table(lines), media_type=media, headers=headers | VARIES)


@router.get("/api/users/{user_id:path}/images.zip", response_class=Response)
def take_out(user_id: User, wanted: Annotated[TakeOutQuery, Query()], log: Log) -> Response:
    """A user's pictures and a `metadata.jsonl` that tells how each was made, as one ZIP.

    All of them, those that filters let through, or those that are named. A file is called by product, words, size and
    seed: `house_country-house_1080x1080_7.png`.
    """
    headers = {"Content-Disposition": attachment("images.zip")}
    pieces = log.take_out(user_id, filtered(wanted), wanted.labels)
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@router.delete("/api/users/{user_id:path}")
def erase(user_id: User, log: Log) -> dict[str, int]:
    """Erase a person: interactions, marks and pictures that nobody else has; the answer counts what went."""
    erased = log.erase(user_id)
    return {"interactions": erased.interactions, "marks": erased.marks}
