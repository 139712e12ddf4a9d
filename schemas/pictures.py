"""What pictures come in, what they are called, and where they are found: each is told here alone."""

import re
from typing import Annotated, Any, Literal, get_args

from pydantic import AfterValidator, Field, create_model, model_validator
from pydantic_core import PydanticCustomError

from brand import StrictModel
from locales import LANGUAGES, SOURCE

OutputFormat = Literal["png", "webp", "jpeg"]
"""Forms that a picture may be asked for in, the usual one first; `pipeline/encoder.py` has what is special to each."""
OUTPUT_FORMATS: tuple[OutputFormat, ...] = get_args(OutputFormat)
USUAL_FORMAT = OUTPUT_FORMATS[0]
_EXTENSIONS = {"jpeg": "jpg"}
"""Where it is not the format's own name."""
IMAGES = "/api/images/"


def media_type(output_format: str) -> str:
    """The media type of a format."""
    return f"image/{output_format}"


def extension(output_format: str) -> str:
    """What names of files in a format end in."""
    return _EXTENSIONS.get(output_format, output_format)


_OWN = re.compile(
    rf"(?:(?:/[\w.~-]+)*{IMAGES})?([\w-]{{1,64}}\.(?:{'|'.join(map(extension, OUTPUT_FORMATS))}))", re.ASCII
)


def _named(path: str) -> str:
    found = _OWN.fullmatch(path)
    if found is None:
        raise PydanticCustomError("own_picture", "Input should be the image_path of a picture of yours")
    return found[1]


OwnPicture = Annotated[str, Field(max_length=300), AfterValidator(_named)]
"""The name of a picture in the user's history, also out of its `image_path`, with or without a proxy's prefix."""


class AltText(create_model("Sentences", __base__=StrictModel, **dict.fromkeys(LANGUAGES, (str, ...)))):  # type: ignore[misc]
    """What a picture shows, in a sentence for who cannot see it, in each language."""

    @model_validator(mode="before")
    @classmethod
    def _english_where_there_is_no_other(cls, given: Any) -> Any:
        """Records outlive the coming and going of languages."""
        if not isinstance(given, dict) or SOURCE not in given:
            return given
        return {language: given.get(language, given[SOURCE]) for language in LANGUAGES}


def picture_name(interaction_id: str, mime: str) -> str:
    """What the picture of an interaction is called. Raises ValueError when `mime` is of no format."""
    names = {media_type(one): f"{interaction_id}.{extension(one)}" for one in OUTPUT_FORMATS}
    if mime not in names:
        raise ValueError(f"no picture is of the type {mime}")
    return names[mime]


def address(name: str) -> str:
    """Where the picture of this name is found, without the prefix of a proxy."""
    return IMAGES + name


def name_at(address: str) -> str:
    """The name of the picture that is found at an address; of any other address its last part."""
    return address.rpartition("/")[2]


def ad_address(picture: str, format: str) -> str:
    """Where a format of the advertisement is found that was made with the picture at an address."""
    return f"{picture}/ads/{format}"
