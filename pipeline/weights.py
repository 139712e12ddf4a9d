"""Where the weights are and whether they are whole, ours to serve, and the ones meant. Knows no torch."""

import hashlib
import json
import logging
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pipeline import hub
from pipeline.catalog import JUGGERNAUT, RELEASES, Release, restricted
from pipeline.config import ModelConfig, ModelError

log = logging.getLogger(__name__)

SIDECARS = ("*.json", "tokenizer/*", "tokenizer_2/*", "README.md")
SDXL_KEY = "conditioner.embedders.1.model.ln_final.weight"


@dataclass(frozen=True, slots=True)
class Weights:
    """A checkpoint on this machine: a folder in diffusers' layout, or one file in the original SDXL layout."""

    path: Path
    name: str
    tokenizers: Path
    """The folder that has `tokenizer` and `tokenizer_2`."""
    sha256: str = ""

    @property
    def title(self) -> str:
        """Name and hash, as the API, the log and every interaction show the model."""
        return f"{self.name} sha256:{self.sha256[:12]}"


def locate(config: ModelConfig) -> Weights:
    """The verified weights that `config.model` names, downloaded if they are nowhere on this machine.

    Raises ModelError when they are missing, truncated, not SDXL, not those meant, or the licence is not acknowledged.
    """
    release = RELEASES.get(config.model)
    if release:
        _require_ack(release.license, release.terms, config)
        return _released(release, config)
    path = Path(config.model).expanduser()
    if path.exists():
        return _verified(path, path.stem if path.is_file() else path.resolve().name, config)
    if re.fullmatch(r"[\w.-]+/[\w.-]+", config.model) and not config.model.endswith(".safetensors"):
        return _published(config)
    raise ModelError(f"MODEL={config.model} is not illustration, juggernaut, a path that exists or a hub id.")


def _released(release: Release, config: ModelConfig) -> Weights:
    converted = conversion(release, config.model_cache)
    if converted.is_dir():
        return _verified(converted, _pinned(release.repo, release.revision), config)
    folder = hub.cached(release.repo, release.revision, config.model_cache)
    if not folder or not (folder / release.file).exists():
        folder = hub.download(release.repo, release.revision, config.model_cache, (release.file, *SIDECARS))
    check_release(folder / release.file, release, config.model_cache)
    return _verified(folder / release.file, _pinned(release.repo, release.revision), config)


def _published(config: ModelConfig) -> Weights:
    folder = hub.cached(config.model, config.model_revision, config.model_cache)
    if not folder or not (folder / "model_index.json").exists():
        folder = hub.download(config.model, config.model_revision, config.model_cache)
    _require_card_ack(folder, config)
    return _verified(folder, _pinned(config.model, folder.name), config)


def _pinned(repo: str, revision: str) -> str:
    return f"{repo}@{revision[:12]}"


def conversion(release: Release, cache: Path) -> Path:
    """Where `python -m pipeline fetch` keeps the release converted to bfloat16 in diffusers' layout."""
    return cache / "converted" / f"{release.repo.replace('/', '--')}--{release.revision[:12]}--bf16"


def _verified(path: Path, name: str, config: ModelConfig) -> Weights:
    files = [path] if path.is_file() else _components(path)
    for file in files:
        header = read_header(file)
        if path.is_file() and SDXL_KEY not in header:
            raise ModelError(f"{file} is not an SDXL checkpoint: it has no second text encoder.")
    digest = _origin(path) or fingerprint(files, config.model_cache)
    if digest == JUGGERNAUT.sha256:
        _require_ack(JUGGERNAUT.license, JUGGERNAUT.terms, config)
    return Weights(path, name, _tokenizers(path), digest)


def _origin(path: Path) -> str:
    """The hash of the file that a converted folder was made from; empty for any other path."""
    source = path / "source.json"
    return str(json.loads(source.read_text())["sha256"]) if path.is_dir() and source.is_file() else ""


def _components(folder: Path) -> list[Path]:
    """The weight files of a folder in diffusers' layout."""
    if not (folder / "model_index.json").is_file():
        raise ModelError(f"{folder} has no model_index.json: it is not a model folder in diffusers' layout.")
    files: list[Path] = []
    for part in ("text_encoder", "text_encoder_2", "unet", "vae"):
        found = [file for file in sorted((folder / part).glob("*.safetensors")) if ".fp16." not in file.name]
        if not found:
            raise ModelError(f"{folder / part} has no .safetensors file. Pickled weights (.bin, .ckpt) are not loaded.")
        files += found
    return files


def read_header(file: Path) -> dict[str, Any]:
    """The tensor table of a safetensors file; raises ModelError if the file is not one, or not whole."""
    size = file.stat().st_size
    with file.open("rb") as stream:
        length = int.from_bytes(stream.read(8), "little")
        if not 2 <= length <= min(size - 8, 100_000_000):
            raise ModelError(f"{file} is not a safetensors file, or only its beginning.")
        try:
            header: dict[str, Any] = json.loads(stream.read(length))
        except ValueError as error:
            raise ModelError(f"{file} is not a safetensors file.") from error
    header.pop("__metadata__", None)
    end = 8 + length + max((entry["data_offsets"][1] for entry in header.values()), default=0)
    if size != end:
        raise ModelError(f"{file} is damaged: it has {size} bytes of {end}. Fetch it again.")
    return header


def check_release(file: Path, release: Release, cache: Path) -> None:
    """Raise ModelError unless `file` is byte for byte the release."""
    size = file.stat().st_size
    if size != release.size:
        raise ModelError(f"{file} has {size} bytes instead of {release.size}. Delete it and fetch it again.")
    digest = fingerprint([file], cache)
    if digest != release.sha256:
        raise ModelError(f"{file} has SHA-256 {digest} instead of {release.sha256}. Delete it and fetch it again.")


def fingerprint(files: list[Path], cache: Path) -> str:
    """SHA-256 of one file, or of the hashes of several. Remembered in the cache by size and time of change."""
    digests = [_remembered(file, cache) for file in files]
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _remembered(file: Path, cache: Path) -> str:
    status = file.stat()
    key = f"{file.resolve()} {status.st_size} {status.st_mtime_ns}"
    store = cache / "digests.json"
    known: dict[str, str] = json.loads(store.read_text()) if store.is_file() else {}
    if key not in known:
        with file.open("rb") as stream:
            known[key] = hashlib.file_digest(stream, "sha256").hexdigest()
        cache.mkdir(parents=True, exist_ok=True)
        draft = store.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(known, indent=1))
        draft.replace(store)
    return known[key]


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


def _require_ack(license_id: str, terms: str, config: ModelConfig) -> None:
    if config.model_license_ack != license_id:
        raise ModelError(
            f"{config.model} is under the licence {license_id}, and {terms}. When you have cleared that, "
            f"set MODEL_LICENSE_ACK={license_id}."
        )


def _require_card_ack(folder: Path, config: ModelConfig) -> None:
    card = folder / "README.md"
    found = re.search(r"^license:\s*(\S+)", card.read_text("utf-8"), re.MULTILINE) if card.is_file() else None
    if found and restricted(found[1]):
        _require_ack(found[1], "that may not allow a company to serve it", config)


def tokenizer_files(config: ModelConfig) -> tuple[dict[str, int], list[tuple[str, str]]] | None:
    """Vocabulary and merges of the text encoder's tokenizer, or None for a painter that reads no prompt.

    Raises ModelError as `locate` does.
    """
    if config.model == "illustration":
        return None
    folder = locate(config).tokenizers / "tokenizer"
    if (folder / "tokenizer.json").is_file():
        model = json.loads((folder / "tokenizer.json").read_text("utf-8"))["model"]
        return model["vocab"], list(_pairs(model["merges"]))
    lines = (folder / "merges.txt").read_text("utf-8").splitlines()
    return json.loads((folder / "vocab.json").read_text("utf-8")), list(_pairs(lines))


def _pairs(merges: list[str] | list[list[str]]) -> Iterator[tuple[str, str]]:
    for merge in merges:
        parts = merge.split() if isinstance(merge, str) else merge
        if len(parts) == 2 and not parts[0].startswith("#version"):
            yield parts[0], parts[1]
