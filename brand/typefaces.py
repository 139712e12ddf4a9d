"""The letters, marks and lines that a kit brings to an advertisement. Knows where font files lie, and opens none."""

from pathlib import Path
from typing import Annotated, Literal, Self

import font_source_sans_pro
import font_source_serif_pro
from pydantic import Field, model_validator
from pydantic_core import PydanticCustomError

from brand.palette import StrictModel

FontWeight = Literal["regular", "semibold", "bold"]
FONT_WEIGHTS: dict[FontWeight, int] = {"regular": 400, "semibold": 600, "bold": 700}
"""Of each its number, as CSS and OpenType have it."""
OPEN_FAMILIES = {
    "Source Sans Pro": font_source_sans_pro.font_files_ttf,
    "Source Serif Pro": font_source_serif_pro.font_files_ttf,
}
"""Latin, Greek and Cyrillic letters under the SIL Open Font License, which lies beside the files."""
_ENDINGS: dict[FontWeight, str] = {"regular": "", "semibold": "Semibold", "bold": "Bold"}

Text = Annotated[str, Field(min_length=1, max_length=200)]
Country = Annotated[str, Field(pattern=r"^[A-Z]{2}$", description="ISO 3166-1, two capitals")]
LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2}$", description="ISO 639-1, two small letters")]


class Typeface(StrictModel):
    """A family of letters: one that comes along, or files of the bank's own in the folder of its kit."""

    family: Text = "Source Sans Pro"
    files: dict[FontWeight, Text] = Field(default_factory=dict)
    licence: Text = "SIL Open Font License 1.1"

    @model_validator(mode="after")
    def _is_there(self) -> Self:
        if not self.files and self.family not in OPEN_FAMILIES:
            raise PydanticCustomError(
                "family",
                "family should be one of {known}, or its files should be named",
                {"known": ", ".join(OPEN_FAMILIES)},
            )
        if self.files and set(self.files) != set(FONT_WEIGHTS):
            raise PydanticCustomError("weights", "files should have regular, semibold and bold")
        return self

    def paths(self, folder: Path) -> dict[FontWeight, Path]:
        """The file of each weight; those of the bank's own lie in `folder`."""
        if self.files:
            return {weight: folder / name for weight, name in self.files.items()}
        known, stem = OPEN_FAMILIES[self.family], self.family.replace(" ", "")
        return {weight: Path(known[stem + _ENDINGS[weight]]) for weight in FONT_WEIGHTS}


class Logo(StrictModel):
    """The brand's logo as SVG files in the folder of its kit, and the air that it needs."""

    light: Text
    """For dark grounds."""
    dark: Text
    """For light grounds."""
    clear: Annotated[float, Field(ge=0, le=2)] = 0.3
    """Free on each side, in heights of the logo."""
    smallest: Annotated[float, Field(gt=0, le=200)] = 16
    """Height on a screen, in CSS pixels."""


class LegalLine(StrictModel):
    """What an advertisement of a product has to say in a country, in the languages that the bank has it in."""

    products: Annotated[tuple[Text, ...], Field(min_length=1)]
    countries: Annotated[tuple[Country, ...], Field(min_length=1)]
    text: dict[LanguageCode, Annotated[str, Field(min_length=1, max_length=300)]] = Field(default_factory=dict)
