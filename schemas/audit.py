"""The trail: who did what, and how it is asked."""

from datetime import datetime
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field

from brand import StrictModel
from schemas.fields import MAX_PAGE, Moment

Id = Annotated[str, Field(pattern="^[0-9a-f]{24}$")]
Word = Annotated[str, Field(min_length=1, max_length=255)]


class AuditQuery(StrictModel):
    """Which lines of the trail are wanted, the newest first."""

    who: Word | None = Field(None, description="What this person or system did")
    about: Word | None = Field(None, description="What they did, or what was done to them")
    what: Word | None = Field(None, description="A route as it is documented, or a deed such as `key added`")
    since: Moment | None = Field(None, description="At or after this moment")
    until: Moment | None = Field(None, description="Before this moment")
    before: Id | None = Field(None, description="The id of a line: those that are older than it")
    limit: Annotated[int, Field(ge=1, le=MAX_PAGE)] = 50


class AuditLine(BaseModel):
    """One thing that was done or refused."""

    model_config = ConfigDict(frozen=True)

    id: str
    at: datetime
    who: str = Field(description="A pseudonym once they are erased")
    key: str = Field(description="The prefix of what they came with")
    what: str
    about: str = Field(description="Whom it was about, where it was about somebody")
    address: str = Field(description="From where; a salted hash with AUDIT_ADDRESSES=hash")
    status: int = Field(description="Of the answer; 0 for what was no request")
    detail: dict[str, Any]
