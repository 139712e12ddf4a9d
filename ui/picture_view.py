"""One picture as the page shows it, whether it was just made or comes from the history. Knows no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple, Self, get_args

from brand import Certificate
from locales import Texts
from schemas import (
    DEFAULT_BRAND,
    DEFAULT_STRENGTH,
    MIN_STRENGTH,
    OUTPUT_FORMATS,
    AltText,
    GenerateRequest,
    Interaction,
    MarkAbout,
    Metadata,
    Picture,
    Problem,
    RecordedCopy,
    extension,
    name_at,
    size_of,
)
from ui.client import ApiError
from ui.form.appearance import NO_STYLE, colours, style

METADATA = frozenset(Metadata.model_fields)
"""The part of the recorded metadata that the user gave."""
OPTIONS = ("brand", "palette_mode", "color_palette", "controls", "text_zone", "init_image", "strength", "loras")
"""What else of a request decides how a picture looks, and is recorded."""
MADE = (
    "prompt", "negative_prompt", "seed", "model", "num_inference_steps", "guidance_scale", "negative_applied",
    "certificate", "alt_text",
)  # fmt: skip
"""What an answer and a record both say of how a picture was made."""
FORMAT_OF = {extension(one): one for one in OUTPUT_FORMATS}
"""By the ending of the address."""
ABOUT = get_args(MarkAbout)
"""What a mark may be about."""
RESULTS = {"1": True, "0": False, "": None}
"""Marks as buttons and forms spell them."""
STRENGTHS = tuple(f"{MIN_STRENGTH * step:g}" for step in range(1, round(1 / MIN_STRENGTH) + 1))
"""How much is changed of a picture that is varied, as the slider spells it."""
OLDEST_MINOR = 17

Titles = Mapping[str, str]
"""What kits are called, by their names."""
NO_TITLES: Titles = {}
Formats = Mapping[str, tuple[int, int]]
"""Width and height, by name."""
NO_FORMATS: Formats = {}


class PictureMark(NamedTuple):
    """What somebody thinks of a picture: good, bad or (None) nothing yet, and why."""

    result: bool | None = None
    reason: str = ""
    about: MarkAbout = "picture"

    @property
    def spelled(self) -> str:
        """The result as buttons and forms spell it."""
        return next(word for word, result in RESULTS.items() if result is self.result)


UNMARKED = PictureMark()


@dataclass(frozen=True, slots=True, kw_only=True)
class PictureView:
    """Everything about one picture but its pixels, which are at the address `path`."""

    path: str
    user_id: str
    metadata: dict[str, Any]
    options: dict[str, Any] = field(default_factory=dict)
    prompt: str
    negative_prompt: str
    seed: int
    people: str | None = None
    """The name by which other pictures have the same people."""
    model: str
    num_inference_steps: int | None
    guidance_scale: float | None
    mark: PictureMark = UNMARKED
    mark_before: PictureMark = UNMARKED
    """What undoing leads back to."""
    created_at: datetime | None = None
    duration_ms: int | None = None
    dropped: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()
    untranslated: tuple[str, ...] = ()
    certificate: Certificate | None = None
    alt_text: AltText | None = None
    negative_applied: bool | None = None
    brand: str = ""
    """What the page's readers call the kit that it was painted for."""
    ad: RecordedCopy | None = None
    """What is set over it."""
    ad_size: tuple[int, int] | None = None
    """Of its first format, as far as that is known."""

    @classmethod
    def of_picture(cls, picture: Picture, request: dict[str, Any], titles: Titles = NO_TITLES) -> Self:
        """The answer to `request`, the JSON of a GenerateRequest."""
        return cls(
            path=picture.image_path,
            user_id=picture.user_id,
            metadata=request["metadata"] | {"width": picture.width, "height": picture.height},
            options={name: request[name] for name in OPTIONS if name in request},
            duration_ms=picture.duration_ms,
            dropped=picture.dropped,
            undrawn=picture.undrawn,
            untranslated=picture.untranslated,
            brand=_called(titles, picture.brand, picture.certificate),
            people=picture.cast,
            **{name: getattr(picture, name) for name in MADE},
        )

    @classmethod
    def of_interaction(
        cls, interaction: Interaction, titles: Titles = NO_TITLES, formats: Formats = NO_FORMATS
    ) -> Self:
        """One line of the history."""
        made = interaction.metadata
        recorded = made.model_dump(mode="json", include={*METADATA, *OPTIONS} - {"loras"}, exclude_none=True)
        first = made.ad.formats[0] if made.ad else ""
        if made.guidance_scale is not None:  # a photo model
            recorded["loras"] = [{"name": one.name, "weight": one.weight} for one in made.loras]
        return cls(
            path=interaction.image_url,
            user_id=interaction.user_id,
            metadata={name: value for name, value in recorded.items() if name in METADATA},
            options={name: value for name, value in recorded.items() if name in OPTIONS},
            mark=PictureMark(interaction.mark, interaction.mark_reason or "", interaction.mark_about or "picture"),
            created_at=interaction.created_at,
            untranslated=made.untranslated,
            ad=made.ad,
            ad_size=formats.get(first) or size_of(first),
            brand=_called(titles, made.brand, made.certificate),
            **{name: getattr(made, name) for name in MADE},
        )

    @property
    def width(self) -> int:
        return int(self.metadata["width"])

    @property
    def height(self) -> int:
        return int(self.metadata["height"])

    @property
    def size(self) -> str:
        return size(self.metadata)

    @property
    def words(self) -> str:
        """The person's own."""
        return self.metadata.get("custom_prompt") or ""

    @property
    def is_illustration(self) -> bool:
        return self.model.startswith("illustration")

    @property
    def shows(self) -> MarkAbout:
        """What is seen of it at first: what its mark is about, else its advertisement, where it has one."""
        return self.mark.about if self.ad and self.mark.result is not None else "ad" if self.ad else "picture"

    @property
    def ad_path(self) -> str:
        """Where its advertisement is, in the first format."""
        return f"{self.path}/ads/{self.ad.formats[0]}" if self.ad else ""

    @property
    def ad_name(self) -> str:
        """What the file of that may be called."""
        return f"{self.ad.headline} {self.ad.formats[0]}.{extension(self.output_format)}" if self.ad else ""

    @property
    def shape(self) -> tuple[int, int]:
        """Width and height of what is seen of it at first, for its place on the page."""
        return self.ad_size if self.shows == "ad" and self.ad_size else (self.width, self.height)

    @property
    def output_format(self) -> str:
        return FORMAT_OF[self.path.rpartition(".")[2]]

    def alt(self, texts: Texts) -> str:
        """What the picture shows; of one from before that was kept, what was asked for."""
        return getattr(self.alt_text, texts.code, None) or subject(texts, self.metadata)

    def title(self, texts: Texts) -> str:
        """What it is known by: its headline, else the person's own words, else what it shows."""
        return self.ad.headline if self.ad else " ".join(self.words.split()) or self.alt(texts)

    def subtitle(self, texts: Texts) -> str:
        """What was asked for, as far as the title does not say it."""
        same = self.title(texts) == subject(texts, self.metadata)
        return self.size if same else summary(texts, self.metadata)

    def figures(self, texts: Texts) -> list[tuple[str, str]]:
        """Labels and values of what else is known, as far as it is."""
        mode, zone = self.options.get("palette_mode"), self.options.get("text_zone")
        changed = self.options.get("strength") or ("init_image" in self.options and DEFAULT_STRENGTH)
        took = "" if self.duration_ms is None else texts.number(self.duration_ms / 1000, 2)
        known = (
            (texts.seed, str(self.seed)),
            (texts.size_label, f"{self.width} × {self.height} {self.output_format.upper()}"),
            (texts.brand, self.brand),
            (texts.palette_mode, texts.palette_modes[mode] if mode else ""),
            (texts.colours, colours(self.varied().palette)),
            (texts.text_zone, texts.text_zones[zone] if zone else ""),
            (texts.painter, self.model),
            (texts.style, style(self.varied().loras).strip(NO_STYLE)),
            (texts.strength_figure, texts.percent(changed, 0) if changed else ""),
            (texts.steps, "" if self.num_inference_steps is None else str(self.num_inference_steps)),
            (texts.guidance, "" if self.guidance_scale is None else f"{self.guidance_scale:g}"),
            (texts.duration, took and texts.seconds.format(seconds=took)),
        )
        return [(label, value) for label, value in known if value]

    def varied(self, strength: str = "") -> GenerateRequest:
        """The request for another picture of the same kind; with a strength it is made from this one."""
        options = {name: value for name, value in self.options.items() if name not in ("init_image", "strength")}
        origin = {"init_image": name_at(self.path), "strength": float(strength)} if strength else {}
        return self._request(options | origin)

    def again(self) -> GenerateRequest:
        """The request for the same picture.

        The seed of a `strict` one is that of the best of several; asked for `strict` again, others would compete.
        """
        strict = self.options.get("palette_mode") == "strict"
        return self._request(self.options | ({"palette_mode": "snap"} if strict else {}), seed=self.seed)

    def _request(self, options: dict[str, Any], seed: int | None = None) -> GenerateRequest:
        made = {
            "num_inference_steps": self.num_inference_steps,
            "guidance_scale": self.guidance_scale,
            "output_format": self.output_format,
        }
        return GenerateRequest.model_validate(
            {"user_id": self.user_id, "metadata": self.metadata, "seed": seed} | made | options
        )

    def marked(self, mark: PictureMark) -> Self:
        """With a new mark, remembering the old one; what leads back to the one before is not remembered itself."""
        if mark == self.mark:
            return self
        return replace(self, mark=mark, mark_before=UNMARKED if mark == self.mark_before else self.mark)


def _called(titles: Titles, name: str | None, certificate: Certificate | None) -> str:
    return titles.get(name or DEFAULT_BRAND, certificate.kit) if certificate else ""


def find(path: str, pictures: Iterable[PictureView]) -> PictureView:
    """The picture at that address, whose button was pressed.

    Raises:
        ApiError: it is of before a restart of the service, which the page has outlived.
    """
    for picture in pictures:
        if picture.path == path:
            return picture
    raise ApiError(Problem(code="outlived", message="The page is older than the service.", request_id="-"))


def replaced(pictures: Iterable[PictureView], picture: PictureView) -> tuple[PictureView, ...]:
    """The pictures with `picture` in place of the one at its address."""
    return tuple(picture if one.path == picture.path else one for one in pictures)


def summary(texts: Texts, metadata: Mapping[str, Any]) -> str:
    """One line of plain text about what was asked for, beside the person's own words."""
    return f"{subject(texts, metadata)} · {size(metadata)}"


def size(metadata: Mapping[str, Any]) -> str:
    """`1080×1920`."""
    return f"{metadata['width']}×{metadata['height']}"


def subject(texts: Texts, metadata: Mapping[str, Any]) -> str:
    """Product and person: `House, Woman, 33`."""
    product, sex, age = metadata.get("product") or "", metadata.get("sex"), metadata.get("age")
    grown = age is None or age > OLDEST_MINOR
    words = (
        texts.products[product] if product else "",
        (texts.sexes if grown else texts.minors)[sex] if sex else "",
        "" if age is None else str(age),
    )
    return ", ".join(word for word in words if word) or str(texts.products[""])
