"""The pictures of an outbox, a file each. Whether one is whole can tell who knows its SHA-256."""

import contextlib
import time
import uuid
from collections.abc import Collection, Iterator
from pathlib import Path

from errors import StorageFull, Unavailable
from storage import disk


@contextlib.contextmanager
def disk_errors() -> Iterator[None]:
    """Turn what a disk can do to us into our own errors."""
    try:
        yield
    except OSError as error:
        if error.errno in disk.FULL:
            raise StorageFull("The disk of the spool is full", retry_after=30) from error
        raise Unavailable("The spool cannot be written", retry_after=30) from error


class Images:
    """Every method raises StorageFull or Unavailable when the disk fails it."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with disk_errors():
            disk.make_folder(folder)

    def write(self, image: bytes) -> str:
        """Keep a picture, durably; the name of its file."""
        name = uuid.uuid4().hex
        with disk_errors():
            disk.write(self.folder / name, image)
        return name

    def read(self, name: str) -> bytes | None:
        """None when it is not there."""
        try:
            return (self.folder / name).read_bytes()
        except FileNotFoundError:
            return None
        except OSError as error:
            raise Unavailable("A picture in the spool cannot be read", retry_after=30) from error

    def remove(self, name: str | None) -> None:
        """What cannot be removed is left to `sweep`."""
        if name is not None:
            with contextlib.suppress(OSError):
                (self.folder / name).unlink()

    def reserve(self, size: int) -> None:
        """Whether the disk has room for so many bytes."""
        with disk_errors():
            disk.reserve(self.folder, size)

    def sweep(self, known: Collection[str], older_than: float) -> int:
        """Remove all but the `known` ones, if they are older than so many seconds; how many."""
        limit = time.time() - older_than
        with disk_errors():
            stray = [path for path in self.folder.iterdir() if path.name not in known and disk.is_older(path, limit)]
        for path in stray:
            self.remove(path.name)
        return len(stray)
