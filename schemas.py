"""The HTTP contract: what may be asked and what is answered. The annotation is the check and the documentation."""

import base64
import re
from datetime import UTC, date, datetime
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    ValidationInfo,
    create_model,
    field_validator,
    model_validator,
)
from pydantic_core import PydanticCustomError

from brand import MAX_BRAND, Certificate, ColorPalette, Contrast, Controls, Mode, Zone
from identity import normal
from locales import LANGUAGES, SOURCE

MIN_SIDE = 64
DEFAULT_SIDE = 1024
MAX_SIDES_SUM = 3500
MAX_CUSTOM_PROMPT = 500
MAX_USER_ID = 255
MAX_SEED = 2**32 - 1
STRICT_SEEDS = 8
"""Seeds that `strict` may try, from the request's own on."""
MAX_PAGE = 200
MAX_KEY = 255
DEFAULT_BRAND = "default"
MAX_REASON = 200
EXACT = 2**53
LARGEST = 10**MAX_USER_ID
LONG = "0" * (MAX_USER_ID + 1)
"""Stands for a number with more digits than an id has characters; Python itself will not write out the longest."""
MAX_SEARCH = 200

Sex = Literal["male", "female"]
Product = Literal["people", "car", "house", "credit card"]
OutputFormat = Literal["png", "webp", "jpeg"]


def _number(value: Any) -> Any:
    """Refuse what pydantic would quietly turn into a number: true, false and digits in quotes."""
    if isinstance(value, bool | str):
        raise PydanticCustomError("number_type", "Input should be a number, not {kind}", {"kind": type(value).__name__})
    return value


def _empty_is_absent(value: Any) -> Any:
    return None if value == "" else value


def _bare_is_true(value: Any) -> Any:
    return True if value == "" else value


def _text(value: Any) -> Any:
    """A whole number as text; past 2**53 only where it was written out, since a float is no longer exact there."""
    if isinstance(value, float) and value.is_integer() and abs(value) < EXACT:
        value = int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value) if abs(value) < LARGEST else LONG
    if isinstance(value, str):
        return value
    raise PydanticCustomError("user_text", "Input should be text or a whole number")


def _person(value: Any) -> Any:
    return normal(value) if isinstance(value, str) else value


def _moment(value: Any) -> Any:
    """Refuse what pydantic would read as seconds since 1970."""
    if isinstance(value, str) and not ISO.fullmatch(value):
        raise PydanticCustomError("moment", "Input should be an ISO 8601 date or moment: 2026-01-31T09:30:00Z")
    return value


def _utc(value: datetime) -> datetime:
    """A moment without an offset is meant in UTC."""
    try:
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    except OverflowError:
        raise PydanticCustomError("moment", "Input should be a moment that exists in UTC") from None


ISO = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
    r"([Tt ][0-9]{2}:[0-9]{2}(:[0-9]{2}([.,][0-9]{1,9})?)?([Zz]|[+-][0-9]{2}:?[0-9]{2})?)?"
)

Number = BeforeValidator(_number)
Moment = Annotated[datetime, BeforeValidator(_moment), AfterValidator(_utc)]
Line = Annotated[str, Field(min_length=1, max_length=MAX_USER_ID, pattern=r"^[^\r\n]*$")]
UserText = Annotated[Line, BeforeValidator(_person)]
"""A user id in its normal form."""
UserId = Annotated[UserText, BeforeValidator(_text, json_schema_input_type=Line | int)]
Reason = Annotated[str, Field(max_length=MAX_REASON, pattern=r"^[^\r\n]*$")]
Flag = Annotated[bool, BeforeValidator(_bare_is_true, json_schema_input_type=bool | Literal[""])]
"""A switch in a query, which counts as on where it has no value."""
Score = Annotated[float, Field(ge=0, le=100, allow_inf_nan=False)]
Side = Annotated[int, Field(ge=MIN_SIDE, le=MAX_SIDES_SUM - MIN_SIDE), Number]


class Schema(BaseModel):
    """A frozen model that refuses unknown fields by name."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Metadata(Schema):
    """The few facts about a client or product that a picture is made from. Empty text means the same as absent."""

    sex: Annotated[Sex | None, BeforeValidator(_empty_is_absent, json_schema_input_type=Sex | Literal[""] | None)] = (
        Field(None, description="Sex of the person shown")
    )
    age: Annotated[int, Field(ge=0, le=120), Number] | None = Field(
        None, description="Age of the person shown, in years"
    )
    product: Annotated[
        Product | None, BeforeValidator(_empty_is_absent, json_schema_input_type=Product | Literal[""] | None)
    ] = Field(None, description="What is advertised; absent: a person when sex or age is given, else a brand scene")
    custom_prompt: Annotated[str, Field(max_length=MAX_CUSTOM_PROMPT)] | None = Field(
        None, description="What must also be in the picture, in free words"
    )
    height: Side = Field(DEFAULT_SIDE, description="Height of the picture in pixels")
    width: Side = Field(DEFAULT_SIDE, description="Width of the picture in pixels")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.height + self.width > MAX_SIDES_SUM:
            raise PydanticCustomError(
                "sides_sum",
                "height + width should be at most {limit}, got {height} + {width} = {total}",
                {
                    "limit": MAX_SIDES_SUM,
                    "height": self.height,
                    "width": self.width,
                    "total": self.height + self.width,
                },
            )
        return self


class GenerateRequest(Schema):
    """One picture, please."""

    user_id: UserId = Field(description="Who asks: any line of 1 to 255 characters; a whole number is taken as text")
    metadata: Metadata = Field(description="What the picture is made from")
    seed: Annotated[int, Field(ge=0, le=MAX_SEED), Number] | None = Field(
        None, description="The same seed and metadata give the same picture; drawn and returned when absent"
    )
    num_inference_steps: Annotated[int, Field(ge=1, le=50), Number] | None = Field(
        None, description="Denoising steps; a painter that does not denoise ignores it"
    )
    guidance_scale: Annotated[float, Field(ge=1, le=10, allow_inf_nan=False), Number] | None = Field(
        None, description="Classifier-free guidance; 1 switches it off"
    )
    output_format: OutputFormat = Field("png", description="Encoding of the picture; png and webp are lossless")
    preview: Annotated[bool, Field(strict=True)] = Field(
        False, description="Let `/generate/stream` show the picture every few steps"
    )
    brand: Annotated[str, Field(max_length=MAX_BRAND)] | None = Field(
        None, description=f"Brand kit by name; absent: `{DEFAULT_BRAND}`"
    )
    palette_mode: Mode = Field(
        "snap",
        description="What is done about colours: `off` measures only, `snap` pulls hues to the brand as far as needed, "
        "`strict` takes the best of several seeds and snaps it, `poster` prints in the brand's inks",
    )
    color_palette: ColorPalette | None = Field(None, description="Colours instead of the kit's own, with weights")
    controls: Controls | None = Field(None, description="The same as a list of RGB, all of one weight")
    text_zone: Zone | None = Field(None, description="Two fifths of the picture that stay calm, for text")

    @model_validator(mode="after")
    def _one_palette(self) -> Self:
        if self.color_palette and self.controls:
            raise PydanticCustomError("two_palettes", "Give color_palette or controls, not both")
        return self

    @property
    def palette(self) -> ColorPalette | Controls | None:
        """The colours given with the request, in whichever form."""
        return self.color_palette or self.controls


class AltText(create_model("Sentences", __base__=Schema, **dict.fromkeys(LANGUAGES, (str, ...)))):  # type: ignore[misc]
    """What a picture shows, in a sentence for who cannot see it, in each language."""

    @model_validator(mode="before")
    @classmethod
    def _english_where_there_is_no_other(cls, given: Any) -> Any:
        """Records outlive the coming and going of languages."""
        if not isinstance(given, dict) or SOURCE not in given:
            return given
        return {language: given.get(language, given[SOURCE]) for language in LANGUAGES}


class Picture(Schema):
    """The answer to a GenerateRequest."""

    id: str = Field(description="Id of this interaction")
    user_id: str
    image_path: str = Field(description="GET it for the same bytes as in `image`")
    image: str = Field("", description="The encoded picture in base64")
    mime: str
    width: int
    height: int
    painted_width: int | None = Field(description="Width at which it was painted, before it was fitted to `width`")
    painted_height: int | None
    seed: int
    prompt: str
    negative_prompt: str
    num_inference_steps: int | None
    guidance_scale: float | None
    model: str = Field(description="Painter and revision that made the picture")
    duration_ms: int = Field(description="Milliseconds from the request to the answer")
    dropped: tuple[str, ...] = Field((), description="What the 77 tokens of the text encoder had no room for")
    undrawn: tuple[str, ...] = Field((), description="Words of custom_prompt that the illustration painter cannot draw")
    brand: str | None = Field(None, description="Brand kit that it was painted for")
    palette_ok: bool | None = Field(None, description="Whether the picture is within the kit's limits")
    certificate: Certificate | None = Field(None, description="What was wanted of its colours, found, done and reached")
    text_zone: Zone | None = None
    alt_text: AltText | None = Field(None, description="What it shows, for who cannot see it")
    contrast: tuple[Contrast, ...] = Field(
        (), description="How the kit's text colours stand out from the text zone, by WCAG; best first"
    )

    def carrying(self, content: bytes) -> dict[str, Any]:
        """The answer as values of JSON, with the picture in it."""
        return self.model_dump(mode="json") | {"image": base64.b64encode(content).decode()}


class BrandColour(Schema):
    """One colour of a brand."""

    name: str
    hex: str = Field(description="`#RRGGBB`")
    weight: float = Field(description="Wished share of the coloured part of a picture, 0 to 1")


class Brand(Schema):
    """A brand kit that a request may name."""

    name: str = Field(description="As in `brand` of a request")
    title: str = Field(description="As people call it")
    colours: tuple[BrandColour, ...]


class PromptPreview(Schema):
    """What a request would be painted from."""

    prompt: str
    negative_prompt: str
    tokens: int = Field(description="Tokens of the prompt, as the text encoder counts")
    room: int = Field(description="Tokens there is room for")
    dropped: tuple[str, ...]
    undrawn: tuple[str, ...] | None = Field(
        None, description="Words of custom_prompt that the illustration painter cannot draw; null: a photo model paints"
    )


class RecordedMetadata(Schema):
    """The metadata as it was given, and what the service added to it."""

    sex: Sex | None
    age: int | None
    product: Product | None
    custom_prompt: str | None
    height: int
    width: int
    prompt: str
    negative_prompt: str
    seed: int
    num_inference_steps: int | None
    guidance_scale: float | None
    model: str
    brand: str | None = None
    palette_mode: Mode | None = Field(None, description="Null in records from before it was kept")
    color_palette: ColorPalette | None = None
    controls: Controls | None = None
    certificate: Certificate | None = Field(None, description="Null in records from before there were certificates")
    text_zone: Zone | None = None
    contrast: tuple[Contrast, ...] = ()
    alt_text: AltText | None = Field(None, description="Null in records from before it was kept")


class Interaction(Schema):
    """One line of a user's history."""

    id: str
    user_id: str
    image_url: str
    metadata: RecordedMetadata
    created_at: datetime
    mark: bool | None = Field(None, description="True: good, false: bad, null: not marked")
    mark_reason: str | None = Field(None, description="Why it was marked so, if somebody said")


class HistoryFilter(Schema):
    """Which pictures of a history are wanted."""

    text: Annotated[str, Field(max_length=MAX_SEARCH)] | None = Field(
        None, description="Words that must all be in custom_prompt, whole or in part, whatever their case"
    )
    product: Product | None = None
    mark: Literal["good", "bad", "none"] | None = None
    since: Moment | None = Field(None, alias="from", description="Made at or after this moment")
    until: Moment | None = Field(None, alias="to", description="Made before this moment")
    min_score: Score | None = Field(None, description="Brand score at least this")
    max_score: Score | None = Field(None, description="Brand score at most this")


class HistoryQuery(HistoryFilter):
    """Which part of a history is wanted."""

    limit: int = Field(50, ge=1, le=MAX_PAGE)
    before: Annotated[str, Field(max_length=64)] | None = Field(None, description="Id of the last line you have")


class TakeOutQuery(HistoryFilter):
    """Which pictures of a user are put into a ZIP, and what their files are called."""

    name: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MAX_PAGE)] = Field(
        [], description="Only these, by the last part of image_url; none given: all that the filters let through"
    )
    label: Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MAX_PAGE)] = Field(
        [], description="Words for the beginning of each file's name, in the order of `name`"
    )

    @field_validator("label")
    @classmethod
    def _fits(cls, label: list[str], others: ValidationInfo) -> list[str]:
        if label and len(label) != len(others.data.get("name", label)):
            raise PydanticCustomError("labels", "There should be a label for each name, or none at all")
        return label

    @property
    def labels(self) -> dict[str, str]:
        """By name."""
        return dict(zip(self.name, self.label or [""] * len(self.name), strict=True))


class PictureQuery(Schema):
    """In which form a picture is wanted."""

    thumb: int | None = Field(None, ge=32, le=512, description="Longer side of a small WebP copy")
    download: Flag = Field(False, description="Name a file for it to be kept in; needs no value")


class ReportQuery(Schema):
    """Which span of time is reported, and how."""

    user_id: UserText | None = Field(None, description="Only this user's pictures; only then are the worst named")
    since: Moment | None = Field(None, alias="from", description="Made at or after this moment")
    until: Moment | None = Field(None, alias="to", description="Made before this moment")
    format: Literal["json", "csv"] | None = Field(None, description="Absent: as `Accept` says")


class ScoreGroup(Schema):
    """The brand scores of some pictures. `corrected` and `off_brand` are shares, 0 to 1."""

    name: str
    pictures: int = 0
    mean: float | None = None
    lowest: float | None = None
    bands: tuple[int, int, int, int] = Field((0, 0, 0, 0), description="Below 90, 90 to 95, 95 to 99, from 99 on")
    corrected: float = Field(0, description="Share of pictures whose colours had to be put right")
    off_brand: float = Field(0, description="Share of pictures that are outside the kit's limits even so")
    good: int = Field(0, description="Pictures that their owners marked good")
    bad: int = Field(0, description="Pictures that their owners marked bad")

    def flat(self) -> dict[str, Any]:
        """As a line of a table."""
        bands = dict(zip(("below_90", "from_90", "from_95", "from_99"), self.bands, strict=True))
        return self.model_dump(exclude={"bands"}) | bands


class ReasonCount(Schema):
    """How often owners gave a reason for a mark."""

    reason: str
    result: bool = Field(description="Whether the mark is good")
    pictures: int


class WorstPicture(Schema):
    """One of the pictures that are least true to the brand."""

    image_url: str | None = Field(
        description="Null unless the report is of one user: whose it is, is not for everybody"
    )
    score: float
    off_hue: float
    product: Product | None
    model: str
    day: date = Field(description="Of UTC")


class BrandReport(Schema):
    """How true to the brand everything made in a span of time is; pictures without a certificate are left out."""

    since: datetime | None
    until: datetime | None
    total: ScoreGroup
    days: tuple[ScoreGroup, ...] = Field(description="By day of UTC, the first one first")
    products: tuple[ScoreGroup, ...]
    models: tuple[ScoreGroup, ...]
    brands: tuple[ScoreGroup, ...] = Field(description="By brand kit")
    sizes: tuple[ScoreGroup, ...] = Field(description="By `width×height`, the most frequent first, at most thirty")
    reasons: tuple[ReasonCount, ...] = Field(description="Of marks, the most frequent first, at most thirty")
    worst: tuple[WorstPicture, ...] = Field(description="The lowest scores, at most twenty")

    def table(self) -> list[dict[str, Any]]:
        """A line a group and a line a reason, all with the fields of the first."""
        groups = {"all": (self.total,), "day": self.days, "product": self.products, "model": self.models}
        groups |= {"brand": self.brands, "size": self.sizes}
        lines = [{"by": by} | group.flat() for by, members in groups.items() for group in members]
        for one in self.reasons:
            mark = "good" if one.result else "bad"
            lines.append({"by": f"reason {mark}", "name": one.reason, "pictures": one.pictures, mark: one.pictures})
        return lines


class MarkRequest(Schema):
    """A user's verdict on one of their pictures; the last one counts."""

    user_id: UserId
    image_path: Annotated[str, Field(min_length=1, max_length=300)] = Field(description="As in the answer or history")
    result: Annotated[bool, Field(strict=True)] | None = Field(
        description="True: good, false: bad, null: the mark is withdrawn"
    )
    reason: Annotated[Reason | None, BeforeValidator(_empty_is_absent, json_schema_input_type=Reason | None)] = Field(
        None, description="Why, in a few words; a mark without a reason takes away the one before"
    )

    @model_validator(mode="after")
    def _reason_has_a_mark(self) -> Self:
        if self.result is None and self.reason is not None:
            raise PydanticCustomError("lone_reason", "A withdrawn mark has no reason")
        return self


class Mark(Schema):
    """A mark as it now stands."""

    user_id: str
    image_path: str
    result: bool | None
    reason: str | None


class Fault(Schema):
    """One offending field of a request."""

    field: str
    value: Any
    limit: str
    message: str


class Problem(Schema):
    """What went wrong."""

    code: str
    message: str
    request_id: str
    retry_after: int | None = Field(None, description="Seconds after which to try again, where that makes sense")
    details: tuple[Fault, ...] = ()


class ErrorAnswer(Schema):
    """The one shape of every error answer."""

    error: Problem
