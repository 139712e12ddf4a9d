"""All that there is of a person: to take out, and to erase."""

from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import Response, StreamingResponse

from api.dependencies import Log, Visitor, person
from api.pictures import attachment
from schemas import TakeOutQuery
from storage import Filter

router = APIRouter()


@router.get("/api/users/{user_id:path}/images.zip", response_class=Response)
def take_out(user_id: Annotated[str, person("read")], wanted: Annotated[TakeOutQuery, Query()], log: Log) -> Response:
    """A user's pictures and a `metadata.jsonl` that tells how each was made, as one ZIP.

    All of them, those that filters let through, or those that are named. A file is called by product, words, size and
    seed: `house_country-house_1080x1080_7.png`.
    """
    headers = {"Content-Disposition": attachment("images.zip")}
    pieces = log.export(user_id, Filter.of(wanted), wanted.labels)
    return StreamingResponse(pieces, media_type="application/zip", headers=headers)


@router.delete("/api/users/{user_id:path}")
def erase(user_id: Annotated[str, person("erase")], log: Log, visit: Visitor) -> dict[str, int]:
    """Erase a person: interactions, marks and pictures that nobody else has; the answer counts what went."""
    erased = log.erase(user_id)
    visit.alias = erased.pseudonym
    return {"interactions": erased.interactions, "marks": erased.marks}
