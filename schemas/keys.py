"""The keys that let people and systems in, as their owners and administrators see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from schemas.fields import Schema, UserText, empty_is_absent

MAX_KEY_DAYS, MAX_KEY_NAME = 3650, 100
Word = Annotated[str, Field(max_length=40)]


class KeyRequest(Schema):
    """A key that is wanted."""

    name: str = Field("", max_length=MAX_KEY_NAME, description="What it is for")
    days: Annotated[int, Field(ge=1, le=MAX_KEY_DAYS)] = Field(90, description="For how long it is good")
    owner: Annotated[UserText | None, BeforeValidator(empty_is_absent)] = Field(
        None, description="Whose it is: the user id of all that is made with it; absent: whoever asks"
    )
    roles: list[Word] = Field([], max_length=10, description="Absent: those of whoever asks")
    scopes: list[Word] = Field([], max_length=20, description="Only this, of what the roles allow")


class Rotation(Schema):
    """How a key gives way to a new one."""

    hours: Annotated[float, Field(ge=0, le=720)] = Field(24, description="For how long the old one is good beside it")


class AccessKey(BaseModel):
    """A key, which is not told again."""

    model_config = ConfigDict(frozen=True)

    prefix: str = Field(description="What it is called: its first characters")
    name: str
    owner: str
    roles: list[str]
    scopes: list[str]
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    ends_at: datetime | None = Field(description="From when on it is good for nothing")
    is_good: bool


class MadeKey(AccessKey):
    """A key that was made just now: told once."""

    key: str


class Invitation(Schema):
    """What a one-time link says."""

    invitation: str = Field(max_length=200)
