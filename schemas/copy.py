"""What an advertisement says: the texts of who asks for it, and how they are checked."""

import re
import unicodedata
from typing import Annotated, Literal, get_args

from pydantic import AfterValidator, BeforeValidator, Field
from pydantic_core import PydanticCustomError

from brand import Country, LanguageCode, StrictModel
from schemas.fields import MAX_SIDES_SUM, MIN_SIDE, Product, empty_is_absent

MAX_HEADLINE, MAX_SUBLINE, MAX_CTA, MAX_LEGAL = 200, 200, 40, 500
MAX_FORMATS = 12
DEFAULT_FORMAT = "post"
MAX_MARKS = 2
"""Accents on one letter: more of them rise over the line above."""
_SIZE = re.compile(r"([1-9][0-9]{1,3})x([1-9][0-9]{1,3})")
_LIKE_A_SIZE = re.compile(r"\s*\d+\s*[x×хX*]\s*\d+\s*")
_TURNED = re.compile("[\u202a-\u202e\u2066-\u2069]")

TextRole = Literal["headline", "subline", "cta", "legal"]
TEXT_ROLES: tuple[TextRole, ...] = get_args(TextRole)


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


class Copy(StrictModel):
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
    product: Annotated[
        Product | None, BeforeValidator(empty_is_absent, json_schema_input_type=Product | Literal[""] | None)
    ] = Field(None, description="What is advertised, which decides its legal lines; absent: that of the picture")
    formats: Annotated[
        tuple[FormatName, ...], Field(min_length=1, max_length=MAX_FORMATS), AfterValidator(_each_once)
    ] = Field((DEFAULT_FORMAT,), description="Names of `GET /api/layouts`, or any WIDTHxHEIGHT")

    @property
    def spoken(self) -> str:
        """The language that it is set and hyphenated in."""
        if self.language:
            return self.language
        return "ru" if re.search("[а-яё]", f"{self.headline} {self.subline}", re.IGNORECASE) else "en"
