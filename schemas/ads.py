"""What an advertisement says, and what was found of one that is set."""

import re
import unicodedata
from typing import Annotated, Literal

from pydantic import AfterValidator, Field
from pydantic_core import PydanticCustomError

from brand import Country, LanguageCode, Zone
from schemas.fields import MAX_SIDES_SUM, MIN_SIDE, Number, Schema
from schemas.generate import AltText
from schemas.pictures import OwnPicture

MAX_HEADLINE, MAX_SUBLINE, MAX_CTA, MAX_LEGAL = 200, 200, 40, 500
MAX_FORMATS = 12
DEFAULT_FORMAT = "post"
MAX_AD_PIXELS = 16_000_000
"""Of all formats of a request together: setting takes a core and tens of megabytes."""
MAX_MARKS = 2
"""Accents on one letter: more of them rise over the line above."""
_SIZE = re.compile(r"([1-9][0-9]{1,3})x([1-9][0-9]{1,3})")
_LIKE_A_SIZE = re.compile(r"\s*\d+\s*[x×хX*]\s*\d+\s*")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")

AdFormat = Literal["png", "webp", "jpeg", "pdf", "svg"]
TextRole = Literal["headline", "subline", "cta", "legal"]
Edges = tuple[float, float, float, float]
"""Left, top, right and bottom; in pixels, right and bottom are where the next thing may begin."""


def _one_text(value: str) -> str:
    """Composed letters, single spaces, nothing that is seen nowhere and does nothing."""
    text = re.sub(r"[ \t\r\n]+", " ", unicodedata.normalize("NFC", value.replace("\u00ad", ""))).strip()
    if bad := next((one for one in text if unicodedata.category(one) in {"Cc", "Cs", "Co", "Zl", "Zp"}), None):
        raise PydanticCustomError("control", "Input should have no control character, got {bad}", {"bad": ascii(bad)})
    if turned := _TURNED.search(text):
        raise PydanticCustomError(
            "turned", "Input should leave the direction of writing to its letters, got {bad}", {"bad": ascii(turned[0])}
        )
    if "M" * (MAX_MARKS + 1) in "".join(unicodedata.category(one)[0] for one in text):
        raise PydanticCustomError("marks", "Input should have at most {most} accents on a letter", {"most": MAX_MARKS})
    if text and all(unicodedata.category(one)[0] in "CMZ" for one in text):
        raise PydanticCustomError("unseen", "Input should have something that is seen")
    return text


def _headline(value: str) -> str:
    text = _one_text(value)
    if not text:
        raise PydanticCustomError("unseen", "Input should have something that is seen")
    return text


def size_of(name: str) -> tuple[int, int] | None:
    """Width and height of a format that is named by them, as WIDTHxHEIGHT."""
    found = _SIZE.fullmatch(name)
    return (int(found[1]), int(found[2])) if found else None


def _format_name(value: str) -> str:
    size = size_of(value)
    if (size or _LIKE_A_SIZE.fullmatch(value)) and not (size and min(size) >= MIN_SIDE and sum(size) <= MAX_SIDES_SUM):
        raise PydanticCustomError(
            "format_size",
            "Input should be WIDTHxHEIGHT of sides from {least}, together at most {most}",
            {"least": MIN_SIDE, "most": MAX_SIDES_SUM},
        )
    return value


def _each_once(value: tuple[str, ...]) -> tuple[str, ...]:
    if twice := next((one for one in value if value.count(one) > 1), None):
        raise PydanticCustomError("twice", "Each format should be there once, {name} is not", {"name": twice})
    return value


FormatName = Annotated[str, Field(min_length=1, max_length=40), AfterValidator(_format_name)]
Headline = Annotated[str, Field(min_length=1, max_length=MAX_HEADLINE), AfterValidator(_headline)]
Subline = Annotated[str, Field(max_length=MAX_SUBLINE), AfterValidator(_one_text)]
Cta = Annotated[str, Field(max_length=MAX_CTA), AfterValidator(_one_text)]
Legal = Annotated[str, Field(max_length=MAX_LEGAL), AfterValidator(_one_text)]


class Copy(Schema):
    """What an advertisement says. Nothing of it is painted: a picture stays as it is, however often it is set."""

    headline: Headline = Field(description="The one thing that it says")
    subline: Subline = Field("", description="A sentence below it")
    cta: Cta = Field("", description="What the button says")
    legal: Legal = Field("", description="Small print, besides what the kit has for product and country")
    logo: Literal["auto", "light", "dark", "none"] = Field("auto", description="Which of the kit's marks")
    layout: Annotated[str, Field(min_length=1, max_length=60)] | None = Field(
        None, description="A name of `GET /api/layouts`; absent: the first that fits the format"
    )
    language: LanguageCode | None = Field(
        None, description="What it is written in, two letters; absent: Russian where there are Russian letters"
    )
    country: Country | None = Field(
        None, description="Where it is shown, which decides its legal lines; absent: where the brand is at home"
    )

    formats: Annotated[
        tuple[FormatName, ...], Field(min_length=1, max_length=MAX_FORMATS), AfterValidator(_each_once)
    ] = Field((DEFAULT_FORMAT,), description="Names of `GET /api/layouts`, or any WIDTHxHEIGHT")

    @property
    def spoken(self) -> str:
        """The language that it is set and hyphenated in."""
        if self.language:
            return self.language
        return "ru" if re.search("[а-яё]", f"{self.headline} {self.subline}", re.IGNORECASE) else "en"


class Placed(Schema):
    """One thing of an advertisement and where it stands, in pixels."""

    box: Edges
    contrast: float = Field(
        description="By WCAG, 1 to 21: what 95 % of the pixels have at least that ink has not touched, in the worst of "
        "the windows of one em (of a mark: of its height) along each line and a tenth of an em around it"
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
    """The brand's mark as it was set."""

    variant: Literal["light", "dark"]
    sha256: str = Field(description="Of its file")
    clear: float = Field(description="Pixels that are free around it")
    clear_wanted: float


class Cover(Schema):
    """What was laid between picture and text."""

    box: Edges
    colour: str
    opacity: float = Field(description="0: nothing was needed")


class Finding(Schema):
    """What is wrong with an advertisement, or only worth a thought."""

    code: Literal[
        "contrast", "small_type", "safe_zone", "clear_space", "small_logo", "text_share", "hyphenated_headline"
    ]
    about: str = Field(description="The text or the mark that it is about")
    value: float
    limit: float
    message: str


class AdCertificate(Schema):
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


class AdRequest(Schema):
    """A picture of the history as finished advertisements, please: nothing is painted anew."""

    image: OwnPicture = Field(description="The picture to set: its `image_path` or name")
    ad: Copy
    output_format: AdFormat = Field("png", description="Encoding of the files; texts of pdf and svg stay texts")
    output_compression: Annotated[int, Field(ge=0, le=100), Number] | None = Field(
        None, description="Quality of jpeg and lossy webp; absent: jpeg of 95, webp lossless. Of no effect on others"
    )


class AdFile(Schema):
    """One finished advertisement."""

    format: str
    name: str = Field(description="What its file may be called")
    mime: str
    image: str = Field(description="The file in base64")
    certificate: AdCertificate


class Ads(Schema):
    """Finished advertisements of one picture, and what they say as data, for where pictures may carry no text."""

    image_path: str = Field(description="The picture without texts")
    alt_text: AltText | None = Field(description="What the picture shows, for who cannot see it")
    ad: Copy
    ok: bool = Field(description="Whether all of them are")
    files: tuple[AdFile, ...]


class Fit(Schema):
    """A format that a layout fits, and the picture that is best asked of `/api/generate` for it."""

    format: str
    width: int
    height: int
    text_zone: Zone | None = Field(description="What the painter should keep calm")


class LayoutInfo(Schema):
    """A layout that a request may name."""

    name: str = Field(description="As in `ad.layout`")
    title: str = Field(description="As people call it")
    formats: tuple[Fit, ...] = Field(description="The named formats that it fits")


class FormatInfo(Schema):
    """A format that a request may name."""

    name: str = Field(description="As in `ad.formats`")
    title: str = Field(description="As people call it")
    width: int
    height: int
    safe: Edges = Field(description="What nothing of its channel's own covers, in pixels")


class Layouts(Schema):
    """Layouts and named formats."""

    layouts: tuple[LayoutInfo, ...]
    formats: tuple[FormatInfo, ...]
