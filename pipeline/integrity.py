"""Whether weight files are whole and the ones meant. Knows no model and no hub."""

import contextlib
import hashlib
import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pipeline.catalog import Release
from pipeline.errors import ModelError

MAX_HEADER = 100_000_000
"""Bytes; what the safetensors format allows."""


def read_header(file: Path) -> dict[str, Any]:
    """The tensor table of a safetensors file; raises ModelError if it is not one, not whole or not ours to read."""
    try:
        stream = file.open("rb")
    except PermissionError as error:
        raise ModelError(f"{file} may not be read by user {os.geteuid()}. `chmod -R a+rX` its folder.") from error
    with stream:
        size = os.fstat(stream.fileno()).st_size
        length = int.from_bytes(stream.read(8), "little")
        if not 2 <= length <= min(size - 8, MAX_HEADER):
            raise ModelError(f"{file} is not a safetensors file, or only its beginning.")
        try:
            header: dict[str, Any] = json.loads(stream.read(length))
        except ValueError as error:
            raise ModelError(f"{file} is not a safetensors file.") from error
    header.pop("__metadata__", None)
    end = 8 + length + max((entry["data_offsets"][1] for entry in header.values()), default=0)
    if size != end:
        raise ModelError(f"{file} is damaged: it has {size} bytes instead of {end}. Fetch it again.")
    return header


def check_release(file: Path, release: Release, cache: Path) -> None:
    """Raise ModelError unless `file` is byte for byte the release."""
    size = file.stat().st_size
    if size != release.size:
        raise ModelError(f"{file} has {size} bytes instead of {release.size}. Delete it and fetch it again.")
    digest = fingerprint([file], cache)
    if digest != release.sha256:
        raise ModelError(f"{file} has SHA-256 {digest} instead of {release.sha256}. Delete it and fetch it again.")


def fingerprint(files: Sequence[Path], cache: Path) -> str:
    """SHA-256 of one file, or of the hashes of several. Remembered in `cache` by size and time of change."""
    digests = [_digest(file, cache / "digests.json") for file in files]
    if len(digests) == 1:
        return digests[0]
    return hashlib.sha256("".join(digests).encode()).hexdigest()


def _digest(file: Path, store: Path) -> str:
    status = file.stat()
    key = f"{file.resolve()} {status.st_size} {status.st_mtime_ns}"
    known: dict[str, str] = {}
    with contextlib.suppress(FileNotFoundError, ValueError):  # a power failure may have emptied it
        known = json.loads(store.read_text())
    if key not in known:
        with file.open("rb") as stream:
            known[key] = hashlib.file_digest(stream, "sha256").hexdigest()
        store.parent.mkdir(parents=True, exist_ok=True)
        draft = store.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps(known, indent=1))
        draft.replace(store)
    return known[key]
