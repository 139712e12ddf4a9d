"""Where the weights are, and whether they are whole, ours to serve and the ones meant. Knows no torch."""

import json
import re
from dataclasses import dataclass
from pathlib import Path

from pipeline import hub
from pipeline.catalog import JUGGERNAUT, RELEASES, SAFETY_CHECKER, Release, restricted
from pipeline.errors import ModelError
from pipeline.integrity import check_release, fingerprint, read_header
from settings import ModelSettings

SDXL_KEY = "conditioner.embedders.1.model.ln_final.weight"
"""In every single-file SDXL, and in no Stable Diffusion 1 or 2."""
PARTS = ("text_encoder", "text_encoder_2", "unet", "vae")


@dataclass(frozen=True, slots=True)
class Weights:
    """A checkpoint on this machine: a folder in diffusers' layout, or one file in the original SDXL layout."""

    path: Path
    name: str
    tokenizers: Path
    """The folder that has `tokenizer` and `tokenizer_2`."""
    sha256: str

    @property
    def title(self) -> str:
        """Name and hash, as the API, the log and every interaction show the model."""
        return f"{self.name} sha256:{self.sha256[:12]}"


def locate(config: ModelSettings) -> Weights:
    """The verified weights that `config.model` names, downloaded if they are nowhere on this machine.

    Raises ModelError when they are missing, truncated, not SDXL, not those meant, or the licence is not acknowledged.
    """
    release = RELEASES.get(config.model)
    if release:
        return locate_release(release, config)
    path = Path(config.model).expanduser()
    if path.exists():
        return verify(path, path.stem if path.is_file() else path.resolve().name, config)
    if re.fullmatch(r"[\w.-]+/[\w.-]+", config.model) and path.suffix != ".safetensors":
        return _locate_published(config)
    raise ModelError(f"MODEL={config.model} is not illustration, juggernaut, a path that exists or a hub id.")


def locate_release(release: Release, config: ModelSettings) -> Weights:
    """The release, converted if it has been, else as it was published."""
    require_ack(config.model, release.license, release.terms, config)
    name = pinned(release.repo, release.revision)
    converted = conversion(release.repo, release.revision, config)
    if converted.is_dir() and wants_bfloat16(config):
        return verify(converted, name, config)
    folder = hub.get(release.repo, release.revision, config.model_cache, (release.file, *hub.SIDECARS))
    check_release(folder / release.file, release, config.model_cache)
    return verify(folder / release.file, name, config)


def locate_checker(config: ModelSettings) -> Weights | None:
    """The verified weights that `config.safety_checker` names, downloaded if need be; None where it is off.

    Raises ModelError when they are missing, truncated or not those meant.
    """
    if config.safety_checker == "off":
        return None
    if config.safety_checker == "compvis":
        files = (SAFETY_CHECKER.file, "safety_checker/config.json")
        file = hub.get(SAFETY_CHECKER.repo, SAFETY_CHECKER.revision, config.model_cache, files) / SAFETY_CHECKER.file
        check_release(file, SAFETY_CHECKER, config.model_cache)
    else:
        file = Path(config.safety_checker).expanduser() / "model.safetensors"
        if not file.is_file():
            raise ModelError(
                f"SAFETY_CHECKER={config.safety_checker} is not compvis, off or a folder with {file.name}."
            )
    read_header(file)
    folder = file.parent
    return Weights(folder, folder.name, folder, fingerprint([file], config.model_cache))


def _locate_published(config: ModelSettings) -> Weights:
    folder = hub.get(config.model, config.model_revision, config.model_cache, hub.FOLDER)
    require_published_ack(config.model, folder, config)
    converted = conversion(config.model, folder.name, config)
    path = converted if converted.is_dir() and wants_bfloat16(config) else folder
    return verify(path, pinned(config.model, folder.name), config)


def require_ack(subject: str, license_id: str, terms: str, config: ModelSettings) -> None:
    """Raise ModelError unless the operator has acknowledged the licence."""
    cleared = [one.strip() for one in (config.model_license_ack or "").split(",")]
    if license_id not in cleared:
        raise ModelError(
            f"{subject} is under the licence {license_id}, and {terms}. When you have cleared that, "
            f"set MODEL_LICENSE_ACK={','.join([*filter(None, cleared), license_id])}."
        )


def require_published_ack(subject: str, folder: Path, config: ModelSettings) -> str:
    """The licence that a model's card names; raises ModelError unless it is free or acknowledged."""
    card = folder / "README.md"
    found = re.search(r"^license:\s*(\S+)", card.read_text("utf-8"), re.MULTILINE) if card.is_file() else None
    if found and restricted(found[1]):
        require_ack(subject, found[1], "it may not allow a company to serve it", config)
    return found[1] if found else ""


def pinned(repo: str, revision: str) -> str:
    return f"{repo}@{revision[:12]}"


def conversion(repo: str, revision: str, config: ModelSettings) -> Path:
    """Where a hub model is kept converted to bfloat16."""
    return config.model_cache / "converted" / f"{repo.replace('/', '--')}--{revision[:12]}--bf16"


def wants_bfloat16(config: ModelSettings) -> bool:
    return config.dtype in (None, "bfloat16")


def verify(path: Path, name: str, config: ModelSettings) -> Weights:
    """The checkpoint at `path` under `name`; raises ModelError unless it is a whole SDXL that may be served."""
    files = [path] if path.is_file() else _components(path)
    headers = [read_header(file) for file in files]
    if path.is_file() and SDXL_KEY not in headers[0]:
        raise ModelError(f"{path} is not an SDXL checkpoint: it has no second text encoder.")
    digest = fingerprint(files, config.model_cache)
    if (path / "source.json").is_file():
        digest = _origin(path, digest)
    if digest == JUGGERNAUT.sha256:
        require_ack(config.model, JUGGERNAUT.license, JUGGERNAUT.terms, config)
    return Weights(path, name, _tokenizers(path), digest)


def _origin(converted: Path, digest: str) -> str:
    """The hash of the weights that a folder was converted from; raises ModelError if the folder has changed since."""
    source = json.loads((converted / "source.json").read_text())
    if source["converted"] != digest:
        raise ModelError(f"{converted} is damaged. Delete it and run `python -m pipeline fetch` again.")
    return str(source["sha256"])


def _components(folder: Path) -> list[Path]:
    """The weight files of a folder in diffusers' layout."""
    if not (folder / "model_index.json").is_file():
        raise ModelError(f"{folder} has no model_index.json: it is not a model folder in diffusers' layout.")
    kind = json.loads((folder / "model_index.json").read_text("utf-8")).get("_class_name")
    if kind != "StableDiffusionXLPipeline":
        raise ModelError(f"{folder} is a {kind}, not a StableDiffusionXLPipeline.")
    files: list[Path] = []
    for part in PARTS:
        found = [file for file in sorted((folder / part).glob("*.safetensors")) if ".fp16." not in file.name]
        if not found:
            raise ModelError(f"{folder / part} has no .safetensors file. Pickled weights (.bin, .ckpt) are not loaded.")
        files += found
    return files


def _tokenizers(path: Path) -> Path:
    """The folder with both tokenizers: the model's own, or the one that its single file lies in."""
    folder = path if path.is_dir() else path.parent
    for part in ("tokenizer", "tokenizer_2"):
        if not any((folder / part / name).is_file() for name in ("tokenizer.json", "vocab.json")):
            raise ModelError(
                f"{folder / part} has no tokenizer. A single-file checkpoint does not carry its tokenizers: copy the "
                "folders tokenizer and tokenizer_2 of any SDXL model beside it."
            )
    return folder
