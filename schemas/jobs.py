"""Many pictures as one order: a job and its rows."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field

from brand import StrictModel
from schemas.fields import MAX_PAGE, Flag, UserId
from schemas.generate import GenerateRequest

MAX_ROWS = 10_000
MAX_JOB_NAME = 100
MAX_CUSTOM_ID = 64
NAME_PARTS = r"\{(custom_id|product|words|width|height|seed|ext)\}"
"""What the pattern of a file's name may have filled in: `storage/filenames.py` does."""
NAME_PATTERN = rf"^([^{{}}/\\\x00-\x1f]|{NAME_PARTS})+$"

JobState = Literal["queued", "running", "paused", "succeeded", "failed", "canceled", "expired"]
RowState = Literal["queued", "running", "succeeded", "failed", "canceled"]
ONE_LINE = r"^[^\x00-\x1f\x7f\u2028\u2029]*$"
"""Text without control characters."""
CustomId = Annotated[str, Field(min_length=1, max_length=MAX_CUSTOM_ID, pattern=ONE_LINE)]


class JobOrder(StrictModel):
    """Whose order it is and how it is called; in a query, or beside the `rows` of a JSON body."""

    user_id: UserId | None = Field(None, description="Whose pictures they are, for all rows")
    name: Annotated[str, Field(max_length=MAX_JOB_NAME, pattern=ONE_LINE)] | None = Field(
        None, description="What people call it"
    )
    dry_run: Flag = Field(False, description="Check the rows and tell what they would cost; nothing is accepted")


class RowError(StrictModel):
    """What is wrong with one field of one row."""

    row: int = Field(description="Its number, from 1")
    field: str
    code: str
    message: str
    rule: str = Field("", description="What programs know its limit by, where `code` does not say")
    word: str = Field("", description="What of the field is wrong, where that is not all of it")


class PlannedRow(StrictModel):
    """A row as it would be painted."""

    row: int = Field(description="Its number, from 1")
    custom_id: str | None
    request: GenerateRequest


class JobCheck(StrictModel):
    """What a dry run tells."""

    rows: int
    pixels: int = Field(description="Of all pictures together, those of `strict` that are not chosen among them")
    errors: tuple[RowError, ...] = Field(description="At most the first 1000")
    first: tuple[PlannedRow, ...] = Field((), description="At most the first 12 of the rows that could be painted")


class RowCounts(StrictModel):
    """How many rows there are, in all and by state."""

    total: int
    queued: int = 0
    running: int = 0
    succeeded: int = 0
    failed: int = 0
    canceled: int = 0


class Job(StrictModel):
    """One order of many pictures."""

    id: str
    user_id: str
    name: str | None
    state: JobState = "queued"
    created_at: datetime
    ended_at: datetime | None = None
    rows: RowCounts


class Row(StrictModel):
    """One picture of a job."""

    row: int = Field(description="Its number, from 1")
    custom_id: str | None
    state: RowState
    id: str = Field(description="Of the interaction, which is there when it has succeeded")
    seed: int
    image_path: str | None = None
    score: float | None = Field(None, description="Brand score")
    code: str | None = Field(None, description="Of the error")
    error: str | None = Field(None, description="What went wrong, or why its advertisements are not ok")
    ad_ok: bool | None = Field(None, description="Whether all of its advertisements are; null: there are none")
    ads: tuple[str, ...] = Field((), description="Where its advertisements are, one a format")


class JobsQuery(StrictModel):
    """Which jobs are wanted, newest first."""

    user_id: UserId
    limit: int = Field(50, ge=1, le=MAX_PAGE)
    before: Annotated[str, Field(max_length=64)] | None = Field(None, description="Id of the last job you have")


class RowsQuery(StrictModel):
    """Which rows of a job are wanted, in their order."""

    state: RowState | None = None
    limit: int = Field(MAX_PAGE, ge=1, le=MAX_PAGE)
    after: int = Field(0, ge=0, le=MAX_ROWS, description="Number of the last row you have")


class ArchiveQuery(StrictModel):
    """What the pictures of a job are called in a ZIP."""

    names: Annotated[str, Field(min_length=1, max_length=100, pattern=NAME_PATTERN)] | None = Field(
        None,
        description="Such as `{custom_id}_{width}x{height}.{ext}`; `{product}`, `{words}` and `{seed}` are known, too",
    )


class CustomIdOnly(StrictModel):
    """What a client calls a row."""

    custom_id: CustomId | None = None
