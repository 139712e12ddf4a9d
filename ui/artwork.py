"""One picture as the page shows it, whether it was just made or comes from the history. Knows no markup."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any, NamedTuple, Self

from brand import Certificate
from schemas import DEFAULT_BRAND, FORMATS, AltText, GenerateRequest, Interaction, Metadata, Picture, Problem, extension
from ui.client import ApiError

GIVEN = frozenset(Metadata.model_fields)
"""The part of the recorded metadata that the user gave."""

MANNER = ("brand", "palette_mode", "color_palette", "controls", "text_zone")
"""What else of a request decides how a picture looks, and is recorded."""

FORMAT_OF = {extension(one): one for one in FORMATS}
"""By the ending of the address."""


Titles = Mapping[str, str]
"""What kits are called, by their names."""
NAMELESS: Titles = {}


class Verdict(NamedTuple):
    """What somebody thinks of a picture: good, bad or (None) nothing yet, and why."""

    result: bool | None = None
    reason: str = ""


UNJUDGED = Verdict()


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """Everything about one picture but its pixels, which are at the address `path`."""

    path: str
    user_id: str
    given: dict[str, Any]
    manner: dict[str, Any] = field(default_factory=dict)
    prompt: str
    negative_prompt: str
    seed: int
    model: str
    num_inference_steps: int | None
    guidance_scale: float | None
    verdict: Verdict = UNJUDGED
    before: Verdict = UNJUDGED
    """What undoing leads back to."""
    created_at: datetime | None = None
    duration_ms: int | None = None
    dropped: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()
    certificate: Certificate | None = None
    alt_text: AltText | None = None
    brand: str = ""
    """What the page's readers call the kit that it was painted for."""

    @classmethod
    def of_picture(cls, picture: Picture, request: dict[str, Any], titles: Titles = NAMELESS) -> Self:
        """The answer to `request`, the JSON of a GenerateRequest."""
        return cls(
            path=picture.image_path,
            user_id=picture.user_id,
            given=request["metadata"] | {"width": picture.width, "height": picture.height},
            manner={name: request[name] for name in MANNER if name in request},
            prompt=picture.prompt,
            negative_prompt=picture.negative_prompt,
            seed=picture.seed,
            model=picture.model,
            num_inference_steps=picture.num_inference_steps,
            guidance_scale=picture.guidance_scale,
            duration_ms=picture.duration_ms,
            dropped=picture.dropped,
            undrawn=picture.undrawn,
            certificate=picture.certificate,
            alt_text=picture.alt_text,
            brand=_called(titles, picture.brand, picture.certificate),
        )

    @classmethod
    def of_interaction(cls, interaction: Interaction, titles: Titles = NAMELESS) -> Self:
        """One line of the history."""
        made = interaction.metadata
        recorded = made.model_dump(mode="json", include={*GIVEN, *MANNER}, exclude_none=True)
        return cls(
            path=interaction.image_url,
            user_id=interaction.user_id,
            given={name: value for name, value in recorded.items() if name in GIVEN},
            manner={name: value for name, value in recorded.items() if name in MANNER},
            prompt=made.prompt,
            negative_prompt=made.negative_prompt,
            seed=made.seed,
            model=made.model,
            num_inference_steps=made.num_inference_steps,
            guidance_scale=made.guidance_scale,
            verdict=Verdict(interaction.mark, interaction.mark_reason or ""),
            created_at=interaction.created_at,
            certificate=made.certificate,
            alt_text=made.alt_text,
            brand=_called(titles, made.brand, made.certificate),
        )

    @property
    def width(self) -> int:
        return int(self.given["width"])

    @property
    def height(self) -> int:
        return int(self.given["height"])

    @property
    def is_illustration(self) -> bool:
        return self.model.startswith("illustration")

    @property
    def output_format(self) -> str:
        return FORMAT_OF[self.path.rpartition(".")[2]]

    def varied(self) -> GenerateRequest:
        """The request for another picture of the same kind."""
        return self._request(self.manner)

    def again(self) -> GenerateRequest:
        """The request for the same picture.

        The seed of a `strict` one is that of the best of several; asked for `strict` again, others would compete.
        """
        strict = self.manner.get("palette_mode") == "strict"
        return self._request(self.manner | ({"palette_mode": "snap"} if strict else {}), seed=self.seed)

    def _request(self, manner: dict[str, Any], seed: int | None = None) -> GenerateRequest:
        made = {
            "num_inference_steps": self.num_inference_steps,
            "guidance_scale": self.guidance_scale,
            "output_format": self.output_format,
        }
        return GenerateRequest.model_validate(
            {"user_id": self.user_id, "metadata": self.given, "seed": seed} | made | manner
        )

    def judged(self, verdict: Verdict) -> Self:
        """With a new verdict, remembering the old one; what leads back to the one before is not remembered itself."""
        if verdict == self.verdict:
            return self
        return replace(self, verdict=verdict, before=UNJUDGED if verdict == self.before else self.verdict)


def _called(titles: Titles, name: str | None, certificate: Certificate | None) -> str:
    return titles.get(name or DEFAULT_BRAND, certificate.kit) if certificate else ""


def meant(event: Any, artworks: Iterable[Artwork]) -> Artwork:
    """The picture whose button was pressed.

    Raises:
        ApiError: it is of before a restart of the service, which the page has outlived.
    """
    for artwork in artworks:
        if artwork.path == event.picture:
            return artwork
    raise ApiError(Problem(code="outlived", message="The page is older than the service.", request_id="-"))
