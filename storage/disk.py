"""Files that are there, whole, after a power failure, and that only we may read. Knows nothing of what is in them."""

import contextlib
import errno
import logging
import os
import shutil
import stat
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import IO, Any

log = logging.getLogger(__name__)

FOLDER, FILE = 0o700, 0o600
OTHERS = 0o077
FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}
"""Errors of a disk, or of a share in it, that has no room."""


def private(path: Path, mode: str) -> IO[Any]:
    """`open`, but a file that is made by it is ours alone, whatever the umask says. Raises OSError."""
    return open(path, mode, opener=lambda name, flags: os.open(name, flags, FILE))


@contextlib.contextmanager
def draft(path: Path, place: Callable[[Path, Path], None] = os.replace) -> Iterator[IO[bytes]]:
    """A file to be written aside, in an existing folder: synced and put in its place at the end, gone if that fails.

    Raises OSError.
    """
    aside = path.with_name(f".{path.name}-{os.urandom(4).hex()}")
    try:
        with private(aside, "xb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        place(aside, path)
    finally:
        aside.unlink(missing_ok=True)
    sync(path.parent)


def write(path: Path, content: bytes) -> None:
    """Make a file in an existing folder, as `draft`. Raises OSError."""
    with draft(path) as out:
        out.write(content)


def write_once(path: Path, content: bytes) -> None:
    """Make a file and its folder, as `draft`, unless another process is faster: theirs stays, too. Raises OSError."""
    make_folder(path.parent)
    with contextlib.suppress(FileExistsError), draft(path, os.link) as out:
        out.write(content)
    sync(path.parent)


def reserve(folder: Path, size: int) -> None:
    """Raises OSError when a file of so many bytes cannot be written to a folder now; nothing of it stays behind."""
    draft = folder / f".room-{os.urandom(4).hex()}"
    try:
        with private(draft, "xb") as out:
            os.posix_fallocate(out.fileno(), 0, size)
    finally:
        draft.unlink(missing_ok=True)


def make_folder(folder: Path) -> None:
    """Make a folder and those above it, so that they stay."""
    if not folder.is_dir():
        make_folder(folder.parent)
        folder.mkdir(FOLDER, exist_ok=True)
        sync(folder.parent)


def claim(folder: Path) -> None:
    """Have a folder that is there, that we may write to, and that nobody else may enter. Raises OSError."""
    make_folder(folder)
    close(folder)
    try:
        reserve(folder, 1)
    except OSError as error:
        if error.errno not in FULL:
            raise


def tighten(folder: Path) -> None:
    """Take a folder and all that is in it from everybody but their owner: an earlier release let others read."""
    for place, _, files in os.walk(folder):
        close(Path(place))
        for name in files:
            close(Path(place, name))


def close(path: Path) -> None:
    """Take one file or folder from everybody but its owner; a link, and a folder of everybody like /tmp, stay."""
    with contextlib.suppress(FileNotFoundError):
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode) or mode & stat.S_ISVTX or not mode & OTHERS:
            return
        try:
            path.chmod(stat.S_IMODE(mode) & ~OTHERS)
        except PermissionError:
            log.warning("others may read %s, and it is not ours to close", path)


def remove(folder: Path) -> None:
    """Remove a folder with all that is in it, also while somebody else does. Raises OSError."""

    def heed(_function: object, _path: str, found: Any) -> None:
        if not isinstance(found[1], FileNotFoundError):
            raise found[1]

    shutil.rmtree(folder, onerror=heed)


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
