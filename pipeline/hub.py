"""Files of the model hub: what the local cache holds, and how to get the rest. Knows no model."""

from collections.abc import Sequence
from pathlib import Path

from pipeline.config import ModelError

FOLDER_FILES = ("*.json", "*.txt", "*.safetensors", "README.md")


def cached(repo: str, revision: str | None, cache: Path) -> Path | None:
    """The snapshot folder of `repo` in the cache, or None."""
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repo, revision=revision, cache_dir=cache, local_files_only=True))
    except (LocalEntryNotFoundError, FileNotFoundError):
        return None


def download(repo: str, revision: str | None, cache: Path, files: Sequence[str] = FOLDER_FILES) -> Path:
    """The snapshot folder of `repo`, with the files that match the patterns in it.

    Raises ModelError when the hub does not answer or does not have it.
    """
    import httpx
    from huggingface_hub import snapshot_download
    from huggingface_hub.errors import HfHubHTTPError, LocalEntryNotFoundError

    try:
        return Path(snapshot_download(repo, revision=revision, cache_dir=cache, allow_patterns=list(files)))
    except (HfHubHTTPError, LocalEntryNotFoundError, httpx.HTTPError, OSError) as error:
        raise ModelError(
            f"{repo} is not in the cache {cache} and could not be downloaded ({type(error).__name__}). "
            "Connect to the hub, or copy the model to this machine and set MODEL to its path."
        ) from error
