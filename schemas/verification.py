"""What is known of a file that somebody has."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from brand import StrictModel

MAX_FILE_BYTES = 16 * 2**20
Match = Literal["exact", "advertisement", "similar"]


class Credentials(StrictModel):
    """What the file says of itself, and whether that holds."""

    state: Literal["valid", "changed", "invalid", "none"] = Field(
        description="valid: signed, and nothing has changed since; changed: something has; invalid: the signature or "
        "the manifest is none; none: there is nothing, as after most messengers"
    )
    trusted: bool = Field(False, description="Whether it was signed with the chain of this service")
    trial: bool = Field(False, description="Whether that chain is one for trying out, which vouches for nobody")
    signed_by: str | None = None
    generator: str | None = Field(None, description="The program that made the file")
    made_with: str | None = Field(None, description="What the picture was made with: the model")
    source_type: str | None = Field(None, description="IPTC's digital source type of the whole file")
    actions: tuple[str, ...] = Field((), description="What was done to it, in order")
    problems: tuple[str, ...] = Field((), description="C2PA's codes for what does not hold")


class Ours(StrictModel):
    """The picture of the log that it is."""

    match: Match = Field(
        description="exact: the same bytes; advertisement: one that was set over this picture, as its signature "
        "says or as it looks; "
        "similar: what it looks like, so re-encoded, scaled, cropped, lighter, darker or framed"
    )
    distance: int = Field(
        description="How far apart they look, in percent of what a copy may, so 100 at most; 0 where nobody had to look"
    )
    image_path: str
    user_id: str
    created_at: datetime
    model: str


class Verification(StrictModel):
    """What is known of a file."""

    credentials: Credentials
    ours: Ours | None = Field(None, description="Null: none of those that you may see")
