"""One picture as the page shows it, whether it was just made or comes from the history. Knows no markup."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Self

from brand import Certificate
from schemas import Interaction, Metadata, Picture

GIVEN = frozenset(Metadata.model_fields)
"""The part of the recorded metadata that the user gave."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Artwork:
    """Everything about one picture but its pixels, which are at the address `path`."""

    path: str
    user_id: str
    given: dict[str, Any]
    prompt: str
    negative_prompt: str
    seed: int
    model: str
    num_inference_steps: int | None
    guidance_scale: float | None
    mark: bool | None = None
    previous_mark: bool | None = None
    created_at: datetime | None = None
    duration_ms: int | None = None
    dropped: tuple[str, ...] = ()
    undrawn: tuple[str, ...] = ()
    certificate: Certificate | None = None

    @classmethod
    def of_picture(cls, picture: Picture, request: dict[str, Any]) -> Self:
        """The answer to `request`, the JSON of a GenerateRequest."""
        return cls(
            path=picture.image_path,
            user_id=picture.user_id,
            given=request["metadata"] | {"width": picture.width, "height": picture.height},
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
        )

    @classmethod
    def of_interaction(cls, interaction: Interaction) -> Self:
        """One line of the history."""
        made = interaction.metadata
        return cls(
            path=interaction.image_url,
            user_id=interaction.user_id,
            given={name: value for name, value in made if name in GIVEN and value is not None},
            prompt=made.prompt,
            negative_prompt=made.negative_prompt,
            seed=made.seed,
            model=made.model,
            num_inference_steps=made.num_inference_steps,
            guidance_scale=made.guidance_scale,
            mark=interaction.mark,
            created_at=interaction.created_at,
            certificate=made.certificate,
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

    def marked(self, mark: bool | None) -> Self:
        """The same picture with a new mark, remembering the old one."""
        return replace(self, mark=mark, previous_mark=self.mark)
