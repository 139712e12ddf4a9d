"""One picture on its way: what was asked, the prompt made of it, the painter's task, the record and the answer."""

import secrets
import time
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Self

from brand import Certificate, Kit
from errors import ServiceError
from generation.kits import Kits, chosen
from generation.loras import fused, used, with_triggers
from generation.variations import permit
from locales import LANGUAGES
from pipeline import Loras, Painting, PaintTask
from prompt_builder import Medium, Prompt, Reader, build, check, describe
from provenance import Origin, Source
from schemas import (
    DEFAULT_BRAND,
    DEFAULT_STRENGTH,
    MAX_SEED,
    STRICT_SEEDS,
    AdSetting,
    AltText,
    GenerateRequest,
    Interaction,
    LoraUse,
    Picture,
    RecordedCopy,
    RecordedMetadata,
    address,
    picture_name,
)
from storage import Failure, Ticket

KNOWN_TO_THE_CLIENT = {
    "sex", "age", "product", "custom_prompt", "cast", "palette_mode", "color_palette", "controls", "init_image",
    "strength", "perceptual_hash", "ad", "ad_setting", "set_over",
}  # fmt: skip
"""Parts of a record that only repeat the request, or that only we look for; the answer leaves them out."""

OVERHEAD = 2**16
"""Bytes of a file beside its pixels."""
ROUNDS = 2
"""How often it is tried: `strict` while nothing is on brand, else while a picture may not be shown."""
SEEDS = STRICT_SEEDS // ROUNDS
"""How many seeds it has painted together."""


def worded(
    request: GenerateRequest, kits: Kits, loras: Loras, reader: Reader, seed: int
) -> tuple[Kit, tuple[LoraUse, ...], Prompt]:
    """The kit with what its LoRAs need said, those that are not part of the model, and the prompt.

    Raises PromptRefused, and InvalidRequest when there is no such brand or LoRA.
    """
    kit, uses = _dressed(request, kits, loras, reader.medium)
    return kit, uses, build(request.metadata, seed, kit, reader, request.text_zone)


def check_words(request: GenerateRequest, kits: Kits, loras: Loras, medium: Medium) -> None:
    """Raise what `worded` does, in a part of its time; what a model would say in English is judged later."""
    kit, _ = _dressed(request, kits, loras, medium)
    check(request.metadata, request.seed or 0, kit)


def _dressed(request: GenerateRequest, kits: Kits, loras: Loras, medium: Medium) -> tuple[Kit, tuple[LoraUse, ...]]:
    kit = chosen(kits, request)
    uses = used(request, kit, loras, medium)
    return with_triggers(kit, (*fused(loras), *uses), loras), uses


@dataclass(frozen=True, slots=True)
class Generation:
    """Immutable; everything that follows from the request alone is decided when it is planned."""

    request: GenerateRequest
    prompt: Prompt
    task: PaintTask
    ticket: Ticket
    id: str
    """Of the interaction, whichever of several tasks is chosen for it."""
    fused: tuple[LoraUse, ...] = ()
    setting: AdSetting | None = None
    """What its advertisements are set with."""
    started: float = field(default_factory=time.monotonic)

    @classmethod
    def plan(cls, request: GenerateRequest, kits: Kits, loras: Loras, reader: Reader, ticket: Ticket) -> Self:
        """Draw a seed where none is given and build the prompt.

        `ticket` is the store's, from when the request came in.

        Raises PromptRefused, and InvalidRequest when there is no such brand or LoRA, or no way to vary a picture.
        """
        permit(request, reader.medium)
        seed = secrets.randbelow(MAX_SEED + 1) if request.seed is None else request.seed
        kit, uses, prompt = worded(request, kits, loras, reader, seed)
        task = PaintTask(
            id=uuid.uuid4().hex,
            owner=request.user_id,
            prompt=prompt.prompt,
            negative_prompt=prompt.negative_prompt,
            scene=prompt.scene,
            kit=kit,
            width=request.metadata.width,
            height=request.metadata.height,
            seed=seed,
            num_inference_steps=request.num_inference_steps,
            guidance_scale=request.guidance_scale,
            output_format=request.output_format,
            output_compression=request.output_compression,
            palette_mode=request.palette_mode,
            text_zone=request.text_zone,
            preview=request.preview,
            strength=request.strength or DEFAULT_STRENGTH,
            loras=uses,
        )
        return cls(request, prompt, task, ticket, task.id, fused(loras))

    @property
    def largest(self) -> int:
        """Bytes: the picture is at most as large as its pixels."""
        return self.task.width * self.task.height * 3 + OVERHEAD

    @property
    def pixels(self) -> int:
        """Of each picture."""
        return self.task.width * self.task.height

    def turned(self, owner: str, behind: bool = False) -> Self:
        """The same, to be painted in the turns of this owner, and not of its user; perhaps `behind` all others."""
        return replace(self, task=self.task.model_copy(update={"owner": owner, "behind": behind}))

    def named(self, id: str) -> Self:
        """The same, to be recorded under this id."""
        return replace(self, id=id)

    def of(self, original: bytes) -> Self:
        """The same, to be made from the file of a picture that is there, unless that is empty."""
        return replace(self, task=self.task.model_copy(update={"init_image": original})) if original else self

    def candidates(self, number: int, reader: Reader) -> list[Self]:
        """What is painted in round `number`, from 0: this one alone; with `strict` also for the seeds after its.

        Again it is painted with the next seed, unless the request named its own.
        """
        if self.request.palette_mode != "strict":
            return [self._after(number if self.request.seed is None else 0, reader) if number else self]
        places = range(number * SEEDS, (number + 1) * SEEDS)
        return [self._after(place, reader) if place else self for place in places]

    def _after(self, place: int, reader: Reader) -> Self:
        seed = (self.task.seed + place) % (MAX_SEED + 1)
        prompt = build(self.request.metadata, seed, self.task.kit, reader, self.request.text_zone)
        changed = {"prompt": prompt.prompt, "negative_prompt": prompt.negative_prompt, "scene": prompt.scene}
        task = self.task.model_copy(update={"id": uuid.uuid4().hex, "seed": seed, "preview": False} | changed)
        return replace(self, prompt=prompt, task=task)

    def interaction(self, painting: Painting) -> Interaction:
        """What goes into the log."""
        return Interaction(
            id=self.id,
            user_id=self.request.user_id,
            image_url=address(picture_name(self.id, painting.mime)),
            metadata=RecordedMetadata(
                **self.request.metadata.model_dump(),
                prompt=self.prompt.prompt,
                negative_prompt=self.prompt.negative_prompt,
                untranslated=self.prompt.untranslated,
                seed=self.task.seed,
                num_inference_steps=painting.num_inference_steps,
                guidance_scale=painting.guidance_scale,
                negative_applied=None if painting.guidance_scale is None else painting.guidance_scale > 1,
                safety_checker=painting.safety_checker,
                model=painting.model,
                brand=self.request.brand or DEFAULT_BRAND,
                palette_mode=self.request.palette_mode,
                color_palette=self.request.color_palette,
                controls=self.request.controls,
                certificate=painting.certificate,
                perceptual_hash=painting.perceptual_hash or None,
                text_zone=self.request.text_zone,
                contrast=painting.contrast,
                loras=(*self.fused, *self.task.loras),
                init_image=self.request.init_image,
                strength=self.task.strength if self.request.init_image else None,
                alt_text=self.alt_text(),
                ad=self.request.ad and RecordedCopy(**self.request.ad.model_dump()),
                ad_setting=self.setting,
            ),
            created_at=datetime.now(UTC),
            mark=None,
        )

    def origin(self, painting: Painting) -> Origin:
        """What the picture's content credentials say: neither who asked nor for what."""
        kit, certificate = self.task.kit, painting.certificate
        facts = {
            "brand_kit": {"name": kit.name, "sha256": sha256(kit.model_dump_json().encode()).hexdigest()},
            "palette": certificate and {"mode": certificate.mode, "score": certificate.after.score},
            "loras": [one.model_dump(mode="json") for one in (*self.fused, *self.task.loras)],
            "varied_from": sha256(self.task.init_image).hexdigest() if self.task.init_image else None,
        }
        return origin_of(painting.model, self.prompt.medium == "illustration", certificate, facts)

    def alt_text(self) -> AltText:
        """What the picture shows, in each language."""
        scene, medium = self.prompt.scene, self.prompt.medium
        return AltText(**{language: describe(scene, language, medium) for language in LANGUAGES})

    def picture(self, painting: Painting, interaction: Interaction) -> Picture:
        """What the client gets, but for the picture itself."""
        return Picture(
            id=interaction.id,
            user_id=interaction.user_id,
            image_path=interaction.image_url,
            mime=painting.mime,
            cast=self.prompt.scene.troupe,
            painted_width=painting.painted_width,
            painted_height=painting.painted_height,
            duration_ms=round((time.monotonic() - self.started) * 1000),
            dropped=self.prompt.dropped,
            undrawn=painting.undrawn,
            palette_ok=painting.certificate and painting.certificate.ok,
            ad=self.request.ad,
            **interaction.metadata.model_dump(exclude=KNOWN_TO_THE_CLIENT),
        )


def origin_of(model: str, drawn: bool, certificate: Certificate | None, facts: Mapping[str, Any]) -> Origin:
    """Where a picture comes from: drawn without weights, or of a model; and whether its colours were put right."""
    source: Source = "algorithmicMedia" if drawn else "trainedAlgorithmicMedia"
    origin = Origin(source, model, facts={"model": model, **facts})
    return origin.corrected() if certificate and certificate.before != certificate.after else origin


def failure(request: GenerateRequest, error: ServiceError) -> Failure:
    """What goes into the log when there is no picture."""
    return Failure(
        id=uuid.uuid4().hex,
        user_id=request.user_id,
        created_at=datetime.now(UTC),
        metadata=request.metadata.model_dump(),
        status=error.status,
        code=error.code,
    )
