"""The keys that let people and systems in, as their owners and administrators see them."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from brand import StrictModel
from schemas.fields import UserText, empty_is_absent

MAX_KEY_DAYS, MAX_KEY_NAME = 3650, 100
Word = Annotated[str, Field(max_length=40)]
Limits = Annotated[dict[Word, Annotated[float, Field(ge=0)] | None], Field(max_length=10)]
OF_LIMITS = "By name, such as `pictures_per_day`; null is none at all, and what is left out is as LIMITS says"


class KeyRequest(StrictModel):
    """A key that is wanted."""

    name: str = Field("", max_length=MAX_KEY_NAME, description="What it is for")
    days: Annotated[int, Field(ge=1, le=MAX_KEY_DAYS)] = Field(90, description="For how long it is good")
    owner: Annotated[UserText | None, BeforeValidator(empty_is_absent)] = Field(
        None, description="Whose it is: the user id of all that is made with it; absent: whoever asks"
    )
    roles: list[Word] = Field([], max_length=10, description="Absent: those of whoever asks")
    scopes: list[Word] = Field([], max_length=20, description="Only this, of what the roles allow")
    limits: Limits = Field({}, description=OF_LIMITS)


class KeyChange(StrictModel):
    """What is to be another of a key; what is absent, or null, stays as it is."""

    name: str | None = Field(None, max_length=MAX_KEY_NAME, description="What it is for")
    roles: list[Word] | None = Field(None, max_length=10)
    scopes: list[Word] | None = Field(
        None, max_length=20, description="Only this, of what the roles allow; empty: all that they allow by themselves"
    )
    limits: Limits | None = Field(None, description=f"All of its own. {OF_LIMITS}")


class Rotation(StrictModel):
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
    limits: dict[str, float | None] = Field(description=f"Its own. {OF_LIMITS}")
    created_at: datetime
    created_by: str
    last_used_at: datetime | None
    ends_at: datetime | None = Field(description="From when on it is good for nothing")
    is_good: bool
    replaced_by: str | None = Field(description="What the key is called that is good in its place")


class MadeKey(AccessKey):
    """A key that was made just now: told once."""

    key: str


class Invitation(StrictModel):
    """What a one-time link says."""

    invitation: str = Field(max_length=200)
