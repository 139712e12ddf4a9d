"""LoRAs that an operator has registered: a YAML file and a weight file each, checked at start. Knows no torch."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

import yaml
from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator
from pydantic_core import PydanticCustomError

from brand import LORA_NAME, MAX_LORA_WEIGHT, StrictYaml
from locales import SOURCE, Language
from pipeline.catalog import restricted
from pipeline.errors import ModelError
from pipeline.integrity import fingerprint, read_header
from pipeline.weights import Weights, locate, require_ack
from settings import ModelSettings

ANY_SDXL = "sdxl"
"""The base of a LoRA that is for every SDXL checkpoint."""
ENDINGS = {".yaml", ".yml"}

Weight = Annotated[float, Field(gt=0, le=MAX_LORA_WEIGHT, allow_inf_nan=False)]
Word = Annotated[str, Field(min_length=1, max_length=60)]


class Lora(BaseModel):
    """What is known of a LoRA before it is loaded; `path` is where its weights are."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: Word | dict[Language, Word] = ""
    file: Annotated[str, Field(min_length=1, max_length=1000)]
    """Of its weights, seen from the folder of the YAML."""
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    base: Word
    """The checkpoint that it was trained on: its hub id, name or SHA-256, or `sdxl` where any will do."""
    license: Word
    trigger_words: Annotated[tuple[Word, ...], Field(max_length=10)] = ()
    """What a prompt has to say for it to take effect."""
    weight: Weight = 1.0
    """Where a request names none."""
    max_weight: Weight = 1.0
    fused: bool = False
    """Whether it is part of the model: in every picture at its weight, at no cost, and never chosen."""
    path: Path = Path()

    @model_validator(mode="after")
    def _makes_sense(self) -> Self:
        if self.weight > self.max_weight:
            raise PydanticCustomError("weights", "weight should be at most max_weight")
        if isinstance(self.title, dict) and SOURCE not in self.title:
            raise PydanticCustomError("title", "title should have English")
        return self

    def called(self, name: str, language: Language) -> str:
        """Its title in a language; by its `name` where it has none."""
        titles = self.title if isinstance(self.title, dict) else {SOURCE: self.title}
        return titles.get(language) or titles[SOURCE] or name


Loras = Mapping[str, Lora]


def load_loras(config: ModelSettings) -> dict[str, Lora]:
    """Every LoRA of the folder `config.loras` by the stem of its file; none for a painter that has no use for them.

    Raises ModelError when one is damaged, not the file or for the model that is meant, or its licence is not
    acknowledged.
    """
    folder = Path(__file__).parent.parent / config.loras
    paths = [path for path in sorted(folder.glob("[!.]*")) if path.suffix.lower() in ENDINGS]
    if config.model == "illustration" or not paths:
        return {}
    weights, loras = locate(config), {}
    for path in paths:
        if not re.fullmatch(LORA_NAME, path.stem) or path.stem in loras:
            raise ModelError(f"{path}: the name should be one of its own, of a to z, 0 to 9, - and _.")
        loras[path.stem] = _checked(path, weights, config)
    if len(fused := [name for name, lora in loras.items() if lora.fused]) > 1:
        raise ModelError(f"{folder}: only one LoRA may be fused, not {', '.join(fused)}.")
    return loras


def _checked(path: Path, weights: Weights, config: ModelSettings) -> Lora:
    lora = _read(path)
    if lora.base not in (ANY_SDXL, weights.name, weights.name.partition("@")[0], weights.sha256):
        raise ModelError(f"{path}: it is for {lora.base}, and the model is {weights.title}.")
    if restricted(lora.license):
        require_ack(str(path), lora.license, "it may not allow a company to use it", config)
    if not lora.path.is_file():
        raise ModelError(f"{path}: there is no file {lora.path}.")
    names = read_header(lora.path)
    if not any("lora" in name.lower() for name in names):
        raise ModelError(f"{path}: {lora.path} is no LoRA: none of its {len(names)} tensors is one of a LoRA.")
    digest = fingerprint([lora.path], config.model_cache)
    if digest != lora.sha256:
        raise ModelError(f"{path}: {lora.path} has SHA-256 {digest} instead of {lora.sha256}.")
    return lora


def _read(path: Path) -> Lora:
    try:
        given: Any = yaml.load(path.read_text("utf-8"), StrictYaml)
        lora = Lora.model_validate(given)
    except ValidationError as error:
        lines = (f"{'.'.join(map(str, e['loc'])) or 'file'} = {e['input']!r}: {e['msg']}" for e in error.errors())
        raise ModelError(f"{path}: {'; '.join(lines)}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ModelError(f"{path}: {error}") from error
    return lora.model_copy(update={"path": path.parent / lora.file})
