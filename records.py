"""The routes over the log: history, marks, pictures, take-out and erasure. Knows no painter and no prompt."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Depends, Header, Path, Query, Request
from starlette.responses import Response, StreamingResponse

from schemas import HistoryQuery, Interaction, Mark, MarkRequest, UserId
from storage import Filter, Store
from web import Thumbnails, partial_content

LONG = "private, max-age=31536000, immutable"
"""A name stands for the same bytes for ever."""


def opened(request: Request) -> Store:
    """The store that this process opened at start."""
    store: Store = request.app.state.store
    return store


Log = Annotated[Store, Depends(opened)]
User = Annotated[UserId, Path(description="As in the request")]
router = APIRouter()
thumbnails = Thumbnails()


@router.post("/api/marks")
def mark(request: MarkRequest, log: Log) -> Mark:
    """Mark one of your pictures good or bad; the last mark counts."""
    return log.mark(request.user_id, request.image_path, request.result)


@router.get("/api/interactions/{user_id:path}")
def interactions(
    user_id: User, wanted: Annotated[HistoryQuery, Query()], log: Log, request: Request, response: Response
) -> list[Interaction]:
    """A user's history, newest first; `Link: rel="next"` leads to the page that follows.

    `X-Partial: true` says that MongoDB is away: these are only the lines that wait for it.
    """
    chosen = Filter(wanted.product, wanted.mark, wanted.since, wanted.until)
    page = log.history(user_id, wanted.limit, wanted.before, chosen)
    if page.next:
        following = request.url.include_query_params(before=page.next)
        path = quote(request.scope["path"])
        response.headers["Link"] = f'<{path}?{following.query}>; rel="next"'
    if page.partial:
        response.headers["X-Partial"] = "true"
    return page


@router.get("/api/images/{name}", response_class=Response)
def image(
    name: str,
    log: Log,
    thumb: Annotated[int | None, Query(ge=32, le=512, description="Longer side of a small WebP copy")] = None,
    if_none_match: Annotated[str | None, Header()] = None,
    byte_range: Annotated[str | None, Header(alias="Range")] = None,
) -> Response:
    """The bytes of a picture as they were answered, whole or in part; with `thumb` a small copy."""
    etag = f'"{name}-{thumb}"' if thumb else f'"{name}"'
    headers = {"ETag": etag, "Cache-Control": LONG, "Accept-Ranges": "none" if thumb else "bytes"}
    log.require(name)
    if if_none_match and etag in if_none_match:
        return Response(status_code=304, headers=headers)
    if thumb and (kept := thumbnails.find(name, thumb)):
        return Response(kept, media_type="image/webp", headers=headers)
    content, mime = log.image(name)
    if thumb:
        return Response(thumbnails.make(name, thumb, content), media_type="image/webp", headers=headers)
    return partial_content(content, mime, headers, byte_range)


@router.get("/api/users/{user_id:path}/images.zip", response_class=Response)
def take_out(user_id: User, log: Log) -> Response:
    """All pictures of a user and a `metadata.jsonl` that tells how each was made, as one ZIP."""
    headers = {"Content-Disposition": 'attachment; filename="images.zip"'}
    return StreamingResponse(log.take_out(user_id), media_type="application/zip", headers=headers)


@router.delete("/api/users/{user_id:path}")
def erase(user_id: User, log: Log) -> dict[str, int]:
    """Erase a person: interactions, marks and pictures that nobody else has; the answer counts what went."""
    erased = log.erase(user_id)
    return {"interactions": erased.interactions, "marks": erased.marks}
