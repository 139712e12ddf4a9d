"""The trail, for administrators: read, and never changed."""

from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query, Request, Response

from api.dependencies import Log, Visitor
from schemas.audit import AuditLine, AuditQuery

router = APIRouter()


@router.get("/api/audit")
def audit(
    wanted: Annotated[AuditQuery, Query()], log: Log, visit: Visitor, request: Request, response: Response
) -> list[AuditLine]:
    """What was done and refused, the newest first; `Link: rel="next"` leads to the page that follows."""
    visit.all("audit")
    lines = [AuditLine(**asdict(event)) for event in log.trail.page(**wanted.model_dump())]
    if len(lines) == wanted.limit:
        following = request.url.include_query_params(before=lines[-1].id)
        response.headers["Link"] = f'<{request.scope["path"]}?{following.query}>; rel="next"'
    return lines
