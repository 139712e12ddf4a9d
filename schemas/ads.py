"""Finished advertisements: how they are asked for, and what was found of one that is set."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from brand import StrictModel, Zone
from schemas.copy import Copy, TextRole
from schemas.fields import Number
from schemas.pictures import USUAL_FORMAT, AltText, OutputFormat, OwnPicture

MAX_AD_PIXELS = 16_000_000
"""Of all formats of a request together: setting takes a core and tens of megabytes."""

AdFormat = Literal[OutputFormat, "pdf", "svg"]
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom; in pixels, right and bottom are where the next thing may begin."""


class Placed(StrictModel):
    """One thing of an advertisement and where it stands, in pixels."""

    box: Edges
    contrast: float = Field(
        description="By WCAG, 1 to 21: what 95 % of the pixels have at least that ink has not touched, in the worst of "
        "the windows of one em (of a logo: of its height) along each line and a tenth of an em around it"
    )
    wanted: float = Field(description="What is asked for")


class PlacedText(Placed):
    """A text as it was set."""

    role: TextRole
    lines: tuple[str, ...] = Field(description="As broken; a line that ends within a word shows its hyphen")
    size: float = Field(description="Of its type, in pixels")
    on_screen: float = Field(description="Of its type where the channel shows it, in CSS pixels")
    smallest: float = Field(description="What the channel asks for")
    colour: str = Field(description="`#RRGGBB`")
    typeface: str


class PlacedLogo(Placed):
    """The brand's logo as it was set."""

    variant: Literal["light", "dark"]
    sha256: str = Field(description="Of its file")
    clear: float = Field(description="Pixels that are free around it")
    clear_wanted: float


class Cover(StrictModel):
    """What was laid between picture and text."""

    box: Edges
    colour: str
    opacity: float = Field(description="0: nothing was needed")


class Finding(StrictModel):
    """What is wrong with an advertisement, or only worth a thought."""

    code: Literal[
        "contrast",
        "small_type",
        "safe_zone",
        "clear_space",
        "small_logo",
        "text_share",
        "hyphenated_headline",
        "long_headline",
    ]
    about: str = Field(description="The text or the logo that it is about")
    value: float
    limit: float
    message: str


class AdCertificate(StrictModel):
    """What was measured of a finished advertisement, on its own pixels."""

    ok: bool
    faults: tuple[Finding, ...] = Field(description="Why it is not ok")
    warnings: tuple[Finding, ...] = ()
    format: str
    width: int
    height: int
    layout: str
    language: str
    country: str | None
    texts: tuple[PlacedText, ...]
    logo: PlacedLogo | None
    covers: tuple[Cover, ...]
    safe: Edges = Field(description="What the channel leaves free, in pixels")
    text_share: float = Field(description="Share of the picture that lies under text")
    typefaces: dict[str, str] = Field(description="SHA-256 of the files of its letters, by name")


class AdRequest(StrictModel):
    """A picture of the history as finished advertisements, please: nothing is painted anew."""

    image: OwnPicture = Field(description="The picture to set: its `image_path` or name")
    ad: Copy
    output_format: AdFormat = Field(USUAL_FORMAT, description="Encoding of the files; texts of pdf and svg stay texts")
    output_compression: Annotated[int, Field(ge=0, le=100), Number] | None = Field(
        None, description="Quality of jpeg and lossy webp; absent: jpeg of 95, webp lossless. Of no effect on others"
    )
    draft: Annotated[bool, Field(strict=True)] = Field(
        False,
        description="Only to be looked at: `/verify` will not know it again without its content credentials. "
        "Not with `keep`",
    )
    keep: Annotated[bool, Field(strict=True)] = Field(
        False, description="Keep it in the history: as a line of its own, over the same picture"
    )

    @model_validator(mode="after")
    def _is_recorded_or_not(self) -> Self:
        if self.draft and self.keep:
            told = {"field": "draft", "value": True, "limit": "false where keep is true"}
            raise PydanticCustomError("kept_draft", "draft should be {limit}: what is kept is known again", told)
        return self


class AdQuery(StrictModel):
    """In which form an advertisement is wanted."""

    output_format: AdFormat | None = Field(None, description="Absent: that of its picture")
    thumb: int | None = Field(None, ge=32, le=512, description="Longer side of a small WebP copy")


class AdFile(StrictModel):
    """One finished advertisement."""

    format: str
    name: str = Field(description="What its file may be called")
    picture: str = Field("", description="Name of the picture that it is set over, as in `GET /api/images/{name}`")
    mime: str
    image: str = Field(description="The file in base64")
    certificate: AdCertificate


class Ads(StrictModel):
    """Finished advertisements of one picture, and what they say as data, for where pictures may carry no text."""

    image_path: str = Field(description="The picture without texts; of what is kept, by the address of its own line")
    alt_text: AltText | None = Field(description="What the picture shows, for who cannot see it")
    ad: Copy
    ok: bool = Field(description="Whether all of them are")
    files: tuple[AdFile, ...]


class Fit(StrictModel):
    """A format that a layout fits, and the picture that is best asked of `/api/generate` for it."""

    format: str
    width: int
    height: int
    text_zone: Zone | None = Field(description="What the painter should keep calm")


class LayoutInfo(StrictModel):
    """A layout that a request may name."""

    name: str = Field(description="As in `ad.layout`")
    title: str = Field(description="As people call it")
    formats: tuple[Fit, ...] = Field(description="The named formats that it fits")


class FormatInfo(StrictModel):
    """A format that a request may name."""

    name: str = Field(description="As in `ad.formats`")
    title: str = Field(description="As people call it")
    width: int
    height: int
    safe: Edges = Field(description="What nothing of its channel's own covers, in pixels")


class Layouts(StrictModel):
    """Layouts and named formats."""

    layouts: tuple[LayoutInfo, ...]
    formats: tuple[FormatInfo, ...]
