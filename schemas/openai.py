"""OpenAI's image API in our terms: its request read as ours, and the shapes of its answers.

Source: the types of the `openai` package, 3.57. What a client sends beside its fields are ours, by their own names.
"""

import re
from typing import Annotated, Any, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from brand import StrictModel
from schemas.ads import AdFile
from schemas.fields import (
    DEFAULT_SIDE,
    MAX_CUSTOM_PROMPT,
    MAX_SEED,
    MAX_SIDES_SUM,
    MIN_SIDE,
    STRICT_SEEDS,
    Number,
    UserId,
)
from schemas.generate import GenerateRequest, Metadata
from schemas.pictures import USUAL_FORMAT, OutputFormat

MODEL = "logo-generation"
"""Under this name the painter of this service is asked for, whichever it is."""
ALIASES = (
    "gpt-image-1", "gpt-image-1-mini", "gpt-image-1.5", "gpt-image-2", "chatgpt-image-latest", "dall-e-2", "dall-e-3",
)  # fmt: skip
"""Names that clients have built in; they mean the same."""
NOBODY = "openai"
"""The user where a request names none."""
STEPS = {"low": 4, "medium": 6, "high": 8, "hd": 8}
"""What a quality means; any other leaves it to the service."""
MAX_PICTURES = 10
SIZE = re.compile(r"([0-9]{1,6})[xX]([0-9]{1,6})")
THEIRS = {"user_id", "metadata", "preview", "output_format", "output_compression", "custom_prompt", "height", "width"}
"""Fields of ours that OpenAI has a name of its own for."""

_ours: dict[str, Any] = {
    name: (field.annotation, field)
    for model in (Metadata, GenerateRequest)
    for name, field in model.model_fields.items()
    if name not in THEIRS
}


class ImagesRequest(create_model("Ours", __base__=StrictModel, **_ours)):  # type: ignore[misc]
    """The body of `POST /v1/images/generations`; null means the same as absent."""

    prompt: Annotated[str, Field(min_length=1, max_length=MAX_CUSTOM_PROMPT)] = Field(description="In free words")
    model: str | None = Field(None, description=f"`{MODEL}`, or a name of OpenAI's, which means the same")
    n: Annotated[int, Field(ge=1, le=MAX_PICTURES), Number] | None = Field(None, description="How many; 1 if absent")
    size: str | None = Field(None, description="`WIDTHxHEIGHT` in pixels, or `auto`")
    quality: Literal["auto", "low", "medium", "high", "standard", "hd"] | None = Field(
        None, description="Denoising steps: " + ", ".join(f"{name} {steps}" for name, steps in STEPS.items())
    )
    output_format: OutputFormat | None = None
    output_compression: Annotated[int, Field(ge=0, le=100), Number] | None = Field(
        None, description="Quality of jpeg and webp; webp of 100 is lossless"
    )
    background: Literal["auto", "opaque", "transparent"] | None = Field(
        None, description="Pictures are opaque: `transparent` is refused"
    )
    response_format: Literal["b64_json", "url"] | None = Field(
        None, description="b64_json if absent; `url` is an address that is good for an hour, also without a key"
    )
    stream: Annotated[bool, Field(strict=True)] | None = None
    partial_images: Annotated[int, Field(ge=0, le=3), Number] | None = Field(
        None, description="Most previews of a stream; a painter without steps has none"
    )
    user: UserId | None = Field(None, description="Whose picture it is, as `user_id` elsewhere")
    moderation: Literal["auto", "low"] | None = Field(None, description="Of no effect: what is refused is always")
    style: Literal["vivid", "natural"] | None = Field(None, description="Of no effect")
    dry_run: Annotated[bool, Field(strict=True)] = Field(
        False, description="Answer what would be painted and what it would cost, and paint nothing"
    )

    @model_validator(mode="after")
    def _can_be_done(self) -> Self:
        if self.background == "transparent":
            _refuse("background", "transparent", "`auto` or `opaque`: pictures have no transparency")
        if (self.output_format or USUAL_FORMAT) == "png" and self.output_compression not in (None, 100):
            _refuse("output_compression", self.output_compression, "100 where output_format is not `jpeg` or `webp`")
        if self.stream and (self.n or 1) > 1:
            _refuse("n", self.n, "1 where stream is true")
        if self.stream and self.response_format == "url":
            _refuse("response_format", "url", "`b64_json` where stream is true")
        self.sides  # noqa: B018 - raises
        return self

    @property
    def sides(self) -> tuple[int, int]:
        """Width and height, in pixels."""
        if self.size in (None, "auto"):
            return DEFAULT_SIDE, DEFAULT_SIDE
        written = SIZE.fullmatch(self.size)
        width, height = (int(side) for side in written.groups()) if written else (0, 0)
        if min(width, height) < MIN_SIDE or width + height > MAX_SIDES_SUM:
            limit = f"at least {MIN_SIDE} pixels each and at most {MAX_SIDES_SUM} together"
            _refuse("size", self.size, f"`auto` or `WIDTHxHEIGHT` of {limit}")
        return width, height

    def requests(self, whose: str = "") -> list[GenerateRequest]:
        """A request for each picture, of `whose` where it names no user.

        The seeds that it names follow each other, with room for those of `strict`.
        """
        given = self.model_dump(include=self.model_fields_set & _ours.keys(), exclude_none=True)
        seed, apart = given.pop("seed", None), STRICT_SEEDS if self.palette_mode == "strict" else 1
        width, height = self.sides
        facts = {name: given.pop(name) for name in Metadata.model_fields.keys() & given.keys()}
        wanted = {
            "user_id": self.user or whose or NOBODY,
            "metadata": facts | {"custom_prompt": self.prompt, "width": width, "height": height},
            "output_format": self.output_format or USUAL_FORMAT,
            "output_compression": self.output_compression,
            "num_inference_steps": STEPS.get(self.quality or "auto"),
            "preview": bool(self.stream and self.partial_images),
        } | given
        seeds = [None if seed is None else (seed + place * apart) % (MAX_SEED + 1) for place in range(self.n or 1)]
        return [GenerateRequest.model_validate(wanted | {"seed": one}) for one in seeds]


def _refuse(field: str, value: Any, limit: str) -> None:
    context = {"field": field, "value": value, "limit": limit}
    raise PydanticCustomError("cannot_be_done", "{field} should be {limit}, not {value}", context)


class Answer(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class TokenDetails(Answer):
    """Tokens by what they say."""

    text_tokens: int = 0
    image_tokens: int = 0


class Usage(Answer):
    """What was spent. Only text has tokens here; what pictures cost is in our own fields."""

    input_tokens: int = Field(description="Of the prompts, as the text encoder counts")
    output_tokens: int = 0
    total_tokens: int
    input_tokens_details: TokenDetails
    output_tokens_details: TokenDetails = TokenDetails()
    pixels: int = Field(description="Of all pictures together")
    steps: int | None = Field(description="Denoising steps of all together; null of a painter that does not denoise")

    @classmethod
    def of(cls, tokens: int, pixels: int, steps: int | None) -> Self:
        """The usage of a prompt of so many tokens in all."""
        details = TokenDetails(text_tokens=tokens)
        return cls(input_tokens=tokens, total_tokens=tokens, input_tokens_details=details, pixels=pixels, steps=steps)


class Image(Answer):
    """One picture of an answer; from `id` on it is ours."""

    b64_json: str | None = Field(None, description="The picture in base64")
    url: str | None = Field(None, description="Or where it is, for an hour")
    revised_prompt: str = Field(description="The prompt that it was painted from")
    id: str
    seed: int
    model: str
    brand_score: float | None = Field(description="How well it keeps to the brand's colours, 0 to 100")
    image_path: str
    ad_ok: bool | None = None
    files: tuple[AdFile, ...] | None = Field(None, description="Its advertisements")


class Plan(Answer):
    """What a dry run tells."""

    prompt: str
    negative_prompt: str
    tokens: int
    dropped: tuple[str, ...]
    undrawn: tuple[str, ...] | None
    untranslated: tuple[str, ...]
    pictures: int
    candidates: int = Field(description="Most that are painted, those of `strict` that are not chosen among them")
    pixels: int = Field(description="Of all candidates together")


class ImagesAnswer(Answer):
    """The answer of `POST /v1/images/generations`."""

    created: int = Field(description="Seconds since 1970")
    data: tuple[Image, ...]
    background: Literal["opaque"] = "opaque"
    output_format: OutputFormat
    quality: str
    size: str
    usage: Usage
    dry_run: Plan | None = None


class Model(Answer):
    """A name that a request may give as `model`."""

    id: str
    object: Literal["model"] = "model"
    created: int = 0
    owned_by: str = MODEL


class ModelList(Answer):
    """The answer of `GET /v1/models`."""

    object: Literal["list"] = "list"
    data: tuple[Model, ...] = (Model(id=MODEL),)


class Fault(Answer):
    """What went wrong, in OpenAI's shape."""

    message: str
    type: str
    param: str | None
    code: str | None


class FaultAnswer(Answer):
    """The body of every error under `/v1`."""

    error: Fault
