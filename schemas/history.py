"""What the log tells of pictures that were made, and how it is asked."""

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, ValidationInfo, field_validator
from pydantic_core import PydanticCustomError

from brand import Certificate, ColorPalette, Contrast, Controls, Mode, StrictModel, Zone
from schemas.fields import MAX_PAGE, MAX_SEARCH, Flag, Moment, Product, Score, Sex
from schemas.generate import LoraUse
from schemas.marks import MarkAbout
from schemas.pictures import AltText


class RecordedCopy(StrictModel):
    """What an advertisement says, as it was given: good to be given again."""

    headline: str
    subline: str = ""
    cta: str = ""
    legal: str = ""
    logo: str = "auto"
    layout: str | None = None
    language: str | None = None
    country: str | None = None
    product: Product | None = None
    formats: tuple[str, ...]


class UsedFile(StrictModel):
    """A file that an advertisement was set with."""

    name: str
    sha256: str


class UsedLayout(UsedFile):
    """How one of its formats was set."""

    format: str


class AdSetting(StrictModel):
    """What advertisements were set with: the same files set the same ones again."""

    layouts: tuple[UsedLayout, ...]
    typefaces: tuple[UsedFile, ...]
    logos: tuple[UsedFile, ...] = Field(description="The variants of the mark, `light` and `dark`, that might be used")
    output_compression: int | None = Field(None, description="Quality of its files, as it was given")


class RecordedMetadata(StrictModel):
    """The metadata as it was given, and what the service added to it."""

    sex: Sex | None
    age: int | None
    product: Product | None
    custom_prompt: str | None
    cast: str | None = Field(None, description="As it was given")
    height: int
    width: int
    prompt: str
    negative_prompt: str
    untranslated: tuple[str, ...] = Field(
        (), description="Words of custom_prompt that the prompt lacks: nobody could translate them"
    )
    seed: int
    num_inference_steps: int | None
    guidance_scale: float | None
    negative_applied: bool | None = Field(None, description="Whether negative_prompt had any effect; null: not known")
    safety_checker: str | None = Field(
        None, description="What found the picture safe, or `off`; null where nothing must"
    )
    model: str
    brand: str | None = None
    palette_mode: Mode | None = Field(None, description="Null in records from before it was kept")
    color_palette: ColorPalette | None = None
    controls: Controls | None = None
    certificate: Certificate | None = Field(None, description="Null in records from before there were certificates")
    perceptual_hash: str | None = Field(
        None,
        description="What it looks like, in 255 bytes, by which /verify knows it again; of an advertisement that was "
        "kept, what each of its files does, one after the other; of 32 bytes in older records, null before",
    )
    text_zone: Zone | None = None
    contrast: tuple[Contrast, ...] = ()
    init_image: str | None = Field(None, description="Name of the picture that it was varied from")
    strength: float | None = None
    loras: tuple[LoraUse, ...] = ()
    alt_text: AltText | None = Field(None, description="Null in records from before it was kept")
    ad: RecordedCopy | None = Field(None, description="What is set over it, as `ad` of `POST /api/ads` takes it again")
    ad_setting: AdSetting | None = None
    set_over: str | None = Field(None, description="Name of the picture whose advertisement was kept as this line")


class Interaction(StrictModel):
    """One line of a user's history."""

    id: str
    user_id: str
    image_url: str
    metadata: RecordedMetadata
    created_at: datetime
    mark: bool | None = Field(None, description="True: good, false: bad, null: not marked")
    mark_reason: str | None = Field(None, description="Why it was marked so, if somebody said")
    mark_about: MarkAbout | None = Field(None, description="What the mark is about; null in older records: the picture")


class HistoryFilter(StrictModel):
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


Names = Annotated[list[Annotated[str, Field(max_length=64)]], Field(max_length=MAX_PAGE)]
"""Of pictures: the last parts of their addresses."""


class HistoryQuery(HistoryFilter):
    """Which part of a history is wanted."""

    name: Names = Field([], description="Only these, by the last part of image_url")

    limit: int = Field(50, ge=1, le=MAX_PAGE)
    before: Annotated[str, Field(max_length=64)] | None = Field(None, description="Id of the last line you have")


class TakeOutQuery(HistoryFilter):
    """Which pictures of a user are put into a ZIP, and what their files are called."""

    name: Names = Field(
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


class PictureQuery(StrictModel):
    """In which form a picture is wanted."""

    thumb: int | None = Field(None, ge=32, le=512, description="Longer side of a small WebP copy")
    download: Flag = Field(False, description="Name a file for it to be kept in; needs no value")
