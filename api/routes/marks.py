"""Verdicts on pictures."""

from fastapi import APIRouter, Request

from api.dependencies import Log, Visitor
from api.middleware.root_path import published
from api.validation import JsonRoute
from generation import metrics
from schemas import Mark, MarkRequest

router = APIRouter(route_class=JsonRoute)


@router.post("/api/marks")
def mark(request: MarkRequest, log: Log, visit: Visitor, connection: Request) -> Mark:
    """Mark one of your pictures good or bad, or withdraw the mark; the last word counts."""
    visit.act("mark", request.user_id)
    path = request.image_path.removeprefix(connection.scope["root_path"])
    marked = log.mark(request.user_id, path, request.result, request.reason, request.about)
    metrics.mark(request.result)
    return published(marked, "image_path", connection.scope)
