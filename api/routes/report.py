"""How true to the brand all pictures are."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from starlette.responses import Response

from api.dependencies import Log, Visitor
from api.middleware.root_path import published
from api.negotiation import VARIES, preferred
from api.pictures import attachment
from api.tables import table
from schemas import BrandReport, ReportQuery

router = APIRouter()
FORMS = {"json": "application/json", "csv": "text/csv"}
"""What a report comes in, by the name of it in a query."""


@router.get("/api/brand/report", response_model=BrandReport)
def brand_report(
    wanted: Annotated[ReportQuery, Query()],
    log: Log,
    visit: Visitor,
    request: Request,
    response: Response,
) -> Response | BrandReport:
    """How true to the brand everything is that was made in a span of time; as CSV a line a group.

    Pictures are named in the report of one user alone.
    """
    if wanted.user_id is None:
        visit.all("report")
    else:
        visit.see(wanted.user_id, "There is no such user.", "read")
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
