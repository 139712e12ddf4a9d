"""Files that are there, whole, after a power failure. Knows nothing of what is in them."""

import contextlib
import os
from pathlib import Path


def write(path: Path, content: bytes) -> None:
    """Make a file in an existing folder: written aside, synced and moved to its place. Raises OSError."""
    draft = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    try:
        with draft.open("xb") as out:
            out.write(content)
            out.flush()
            os.fsync(out.fileno())
        draft.replace(path)
    except OSError:
        draft.unlink(missing_ok=True)
        raise
    sync(path.parent)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they stay."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(exist_ok=True)
        sync(folder.parent)


def is_older(path: Path, moment: float) -> bool:
    """Whether a file was last written before that time, in seconds since 1970; False once it is gone."""
    with contextlib.suppress(FileNotFoundError):
        return path.stat().st_mtime < moment
    return False


def sync(folder: Path) -> None:
    """Have the names in a folder on the disk."""
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
