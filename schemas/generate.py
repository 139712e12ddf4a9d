"""What a picture is asked with, and what it is answered with."""

import base64
from typing import Annotated, Any, Literal, Self

from pydantic import BeforeValidator, Field, ValidationInfo, field_validator, model_validator
from pydantic_core import PydanticCustomError

from brand import MAX_BRAND, Certificate, ColorPalette, Contrast, Controls, LoraChoices, Mode, StrictModel, Zone
from schemas.ads import AdFile
from schemas.copy import Copy
from schemas.fields import (
    DEFAULT_BRAND,
    DEFAULT_SIDE,
    DEFAULT_STRENGTH,
    MAX_CUSTOM_PROMPT,
    MAX_SEED,
    MAX_SIDES_SUM,
    STRICT_SEEDS,
    Cast,
    Number,
    Product,
    Sex,
    Side,
    Strength,
    UserId,
    empty_is_absent,
)
from schemas.pictures import USUAL_FORMAT, AltText, OutputFormat, OwnPicture


class Metadata(StrictModel):
    """The few facts about a client or product that a picture is made from. Empty text means the same as absent."""

    sex: Annotated[Sex | None, BeforeValidator(empty_is_absent, json_schema_input_type=Sex | Literal[""] | None)] = (
        Field(None, description="Sex of the person shown")
    )
    age: Annotated[int, Field(ge=0, le=120), Number] | None = Field(
        None, description="Age of the person shown, in years"
    )
    product: Annotated[
        Product | None, BeforeValidator(empty_is_absent, json_schema_input_type=Product | Literal[""] | None)
    ] = Field(None, description="What is advertised; absent: a person when sex or age is given, else a brand scene")
    custom_prompt: Annotated[str, Field(max_length=MAX_CUSTOM_PROMPT)] | None = Field(
        None, description="What must also be in the picture, in free words"
    )
    cast: Cast = Field(
        None,
        description="Any name, or the `cast` of another answer, for the people: the same name gives the same ones with "
        "other seeds, words, products and sizes; absent: the seed chooses them",
    )
    height: Side = Field(DEFAULT_SIDE, description="Height of the picture in pixels")
    width: Side = Field(DEFAULT_SIDE, description="Width of the picture in pixels")

    @model_validator(mode="after")
    def _fits(self) -> Self:
        if self.height + self.width > MAX_SIDES_SUM:
            raise PydanticCustomError(
                "sides_sum",
                "height + width should be {limit}, got {height} + {width} = {value}",
                {
                    "field": "height + width",
                    "value": self.height + self.width,
                    "limit": f"at most {MAX_SIDES_SUM}",
                    "height": self.height,
                    "width": self.width,
                },
            )
        return self


class GenerateRequest(StrictModel):
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
    output_format: OutputFormat = Field(USUAL_FORMAT, description="Encoding of the picture; png and webp are lossless")
    output_compression: Annotated[int, Field(ge=0, le=100), Number] | None = Field(
        None, description="Quality of jpeg and lossy webp; absent: jpeg of 95, webp lossless. Of no effect on png"
    )
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

    init_image: OwnPicture | None = Field(
        None, description="A picture of this user's history to vary: its `image_path` or name; photo models only"
    )
    strength: Annotated[Strength, Number] | None = Field(
        None, description=f"How much of init_image is painted anew, 1: all; absent: {DEFAULT_STRENGTH}"
    )

    loras: LoraChoices | None = Field(
        None,
        description="At most two LoRAs by name; absent: those of the brand; empty: none; photo models only",
    )
    ad: Copy | None = Field(
        None,
        description="What is set over the picture, in any number of formats, as finished advertisements beside it; "
        "size and text_zone that are absent are those that its layout wants",
    )

    @field_validator("strength")
    @classmethod
    def _of_something(cls, strength: float | None, others: ValidationInfo) -> float | None:
        if strength is not None and others.data.get("init_image", "") is None:
            raise PydanticCustomError("lone_strength", "strength needs an init_image")
        return strength

    @model_validator(mode="after")
    def _one_palette(self) -> Self:
        if self.color_palette and self.controls:
            raise PydanticCustomError("two_palettes", "Give color_palette or controls, not both")
        return self

    @property
    def candidates(self) -> int:
        """How many pictures are painted for it at most, of which one is answered."""
        return STRICT_SEEDS if self.palette_mode == "strict" else 1

    @property
    def palette(self) -> ColorPalette | Controls | None:
        """The colours given with the request, in whichever form."""
        return self.color_palette or self.controls


class LoraUse(StrictModel):
    """A LoRA that a picture was painted with."""

    name: str
    weight: float
    sha256: str = Field(description="Of its weights")


class Picture(StrictModel):
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
    cast: str | None = Field(None, description="The name of its people, to be given as `cast` to have them again")
    prompt: str
    negative_prompt: str
    num_inference_steps: int | None
    guidance_scale: float | None
    negative_applied: bool | None = Field(
        None,
        description="Whether negative_prompt had any effect: with guidance of 1 it has none; null of an illustration",
    )
    safety_checker: str | None = Field(
        None, description="What found the picture safe, or `off`; null of an illustration"
    )
    model: str = Field(description="Painter and revision that made the picture")
    duration_ms: int = Field(description="Milliseconds from the request to the answer")
    dropped: tuple[str, ...] = Field((), description="What the 77 tokens of the text encoder had no room for")
    undrawn: tuple[str, ...] = Field((), description="Words of custom_prompt that the illustration painter cannot draw")
    untranslated: tuple[str, ...] = Field(
        (), description="Words of custom_prompt that the prompt is without, as their English is not known"
    )
    brand: str | None = Field(None, description="Brand kit that it was painted for")
    palette_ok: bool | None = Field(None, description="Whether the picture is within the kit's limits")
    certificate: Certificate | None = Field(None, description="What was wanted of its colours, found, done and reached")
    text_zone: Zone | None = None
    alt_text: AltText | None = Field(None, description="What it shows, for who cannot see it")
    loras: tuple[LoraUse, ...] = Field((), description="What the model was changed by")
    contrast: tuple[Contrast, ...] = Field(
        (), description="How the kit's text colours stand out from the text zone, by WCAG; best first"
    )
    ad: Copy | None = Field(None, description="What its advertisements say, as data; nothing of it is in the picture")
    ad_ok: bool | None = Field(None, description="Whether all of its advertisements are; null: there are none")
    files: tuple[AdFile, ...] = Field((), description="Its advertisements, one a format")

    def carrying(self, content: bytes) -> dict[str, Any]:
        """The answer as values of JSON, with the picture in it."""
        return self.model_dump(mode="json") | {"image": base64.b64encode(content).decode()}


class BrandColour(StrictModel):
    """One colour of a brand."""

    name: str
    hex: str = Field(description="`#RRGGBB`")
    weight: float = Field(description="Wished share of the coloured part of a picture, 0 to 1")


class Brand(StrictModel):
    """A brand kit that a request may name."""

    name: str = Field(description="As in `brand` of a request")
    title: str = Field(description="As people call it")
    colours: tuple[BrandColour, ...]


class RegisteredLora(StrictModel):
    """A LoRA that a request may name."""

    name: str = Field(description="As in `loras` of a request")
    title: str = Field(description="As people call it")
    base: str = Field(description="Checkpoint that it was trained on")
    license: str
    sha256: str
    trigger_words: tuple[str, ...] = Field(description="What is said in the prompt with it")
    weight: float = Field(description="Where a request names none")
    max_weight: float
    fused: bool = Field(description="Part of the model: in every picture, and never chosen")


class PromptPreview(StrictModel):
    """What a request would be painted from."""

    prompt: str
    negative_prompt: str
    tokens: int = Field(description="Tokens of the prompt, as the text encoder counts")
    room: int = Field(description="Tokens there is room for")
    dropped: tuple[str, ...]
    undrawn: tuple[str, ...] | None = Field(
        None, description="Words of custom_prompt that the illustration painter cannot draw; null: a photo model paints"
    )
    untranslated: tuple[str, ...] = Field(
        (), description="Words of custom_prompt that the prompt is without, as their English is not known"
    )
