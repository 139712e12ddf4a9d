"""A user's history, page by page."""

from typing import Annotated
from urllib.parse import quote

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import Log, person
from api.middleware.root_path import published
from schemas import HistoryQuery, Interaction
from storage import Filter

router = APIRouter()


@router.get("/api/interactions/{user_id:path}")
def interactions(
    user_id: Annotated[str, person("read")],
    wanted: Annotated[HistoryQuery, Query()],
    log: Log,
    request: Request,
    response: Response,
) -> list[Interaction]:
    """A user's history, newest first; `Link: rel="next"` leads to the page that follows.

    `X-Partial: true` says that MongoDB is away: these are only the lines that wait for it.
    """
    lines = Filter.of(wanted).among(wanted.name) if wanted.name else Filter.of(wanted)
    page = log.history(user_id, wanted.limit, wanted.before, lines)
    if page.next:
        following = request.url.include_query_params(before=page.next)
        path = quote(request.scope["path"])
        response.headers["Link"] = f'<{path}?{following.query}>; rel="next"'
    if page.partial:
        response.headers["X-Partial"] = "true"
    return [published(line, "image_url", request.scope) for line in page]
