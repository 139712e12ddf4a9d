"""A verdict on a picture."""

from typing import Annotated, Literal, Self

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from brand import StrictModel
from schemas.fields import Reason, UserId, empty_is_absent

MarkAbout = Literal["picture", "ad"]


class MarkRequest(StrictModel):
    """A user's verdict on one of their pictures; the last one counts."""

    user_id: UserId
    image_path: Annotated[str, Field(min_length=1, max_length=300)] = Field(description="As in the answer or history")
    result: Annotated[bool, Field(strict=True)] | None = Field(
        description="True: good, false: bad, null: the mark is withdrawn"
    )
    about: MarkAbout = Field(
        "picture", description="What it is about: the picture itself, or the advertisement that it was made with"
    )
    reason: Annotated[Reason | None, BeforeValidator(empty_is_absent, json_schema_input_type=Reason | None)] = Field(
        None, description="Why, in a few words; a mark without a reason takes away the one before"
    )

    @model_validator(mode="after")
    def _reason_has_a_mark(self) -> Self:
        if self.result is None and self.reason is not None:
            raise PydanticCustomError("lone_reason", "A withdrawn mark has no reason")
        return self


class Mark(StrictModel):
    """A mark as it now stands."""

    user_id: str
    image_path: str
    result: bool | None
    reason: str | None
    about: MarkAbout = "picture"
