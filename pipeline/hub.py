"""Files of the model hub: from the local cache if they are there, else downloaded. Knows no model."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.errors import ModelError

SIDECARS = ("*.json", "*/*.json", "tokenizer*/*", "README.md")
"""What a single-file checkpoint needs beside it."""
FOLDER = (
    *SIDECARS,
    "text_encoder/*.safetensors",
    "text_encoder_2/*.safetensors",
    "unet/*.safetensors",
    "vae/*.safetensors",
)
VARIANTS = ("*.fp16.*", "*non_ema*")


def get(repo: str, revision: str | None, cache: Path, files: Sequence[str]) -> Path:
    """The folder of `repo` with the files that match the patterns in it, of which the first must be among them.

    Raises ModelError when it is not in the cache and the hub does not answer or does not have it.
    """
    folder = _cached(repo, revision, cache)
    if folder and any(folder.glob(files[0])):
        return folder
    return download(repo, revision, cache, files)


def _cached(repo: str, revision: str | None, cache: Path) -> Path | None:
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repo, revision=revision, cache_dir=cache, local_files_only=True))
    except (LocalEntryNotFoundError, FileNotFoundError):
        return None


def download(repo: str, revision: str | None, cache: Path, files: Sequence[str]) -> Path:
    """Like `get`, but asks the hub first; what the cache has of a file is not transferred again."""
    import httpx
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        folder = snapshot_download(
            repo, revision=revision, cache_dir=cache, allow_patterns=list(files), ignore_patterns=list(VARIANTS)
        )
    except (HfHubHTTPError, LocalEntryNotFoundError, httpx.HTTPError, OSError) as error:
        raise ModelError(
            f"{repo} is not in the cache {cache} and could not be downloaded ({type(error).__name__}). "
            "Connect to the hub, or copy the model to this machine and set MODEL (or SAFETY_CHECKER) to its path."
        ) from error
    return Path(folder)
