"""Bytes kept once per content under their SHA-256. Knows nothing of who refers to them."""

import itertools
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol, TypeVar

from errors import Unavailable
from storage import disk

IMPATIENT = {"connect_timeout": 2, "read_timeout": 20, "retries": {"max_attempts": 1}}
"""For S3: we come again ourselves, and somebody may be waiting."""
FOLDERS = 2
"""Hex digits of a name that make the folder of its file."""
PAGE = 1000
"""How many names are looked at together; S3 lists no more at once."""
NAME = re.compile("[0-9a-f]{64}")

T = TypeVar("T")


def is_whole(name: str, content: bytes) -> bool:
    """Whether a content is the one that its name stands for: disks and copies are not always true."""
    return sha256(content).hexdigest() == name


class BlobStore(Protocol):
    """Where contents are kept. Every method may be repeated, and is safe to call from several threads.

    Raises Unavailable when the store is away.
    """

    def put(self, contents: Mapping[str, bytes]) -> None:
        """Keep each content under its digest, durable on return, also in the place of one that was damaged."""
        ...

    def get(self, name: str) -> bytes | None:
        """The content as it is there now, or None when there is none: see `is_whole`."""
        ...

    def missing(self, names: set[str]) -> set[str]:
        """Those of the names that are not there."""
        ...

    def older(self, than: datetime) -> Iterator[set[str]]:
        """The names of contents that were last put before that moment, page by page; a page may be empty.

        Each page is looked for when it is asked for, so that all of them together may take long.
        """
        ...

    def drop(self, names: Iterable[str], older_than: datetime | None = None) -> None:
        """Remove contents; with `older_than` those that were put again since then stay."""
        ...

    def clear(self) -> None:
        """Remove all contents."""
        ...


def pages(things: Iterable[T]) -> Iterator[list[T]]:
    """Things that are looked at together."""
    rest = iter(things)
    while page := list(itertools.islice(rest, PAGE)):
        yield page


class FolderBlobs:
    """Contents as files of a folder."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        try:
            with suppress(FileNotFoundError):
                next(folder.iterdir(), None)
                disk.close(folder)
        except OSError as error:
            raise Unavailable(f"BLOBS={folder} cannot be used: {error.strerror}") from error

    def _path(self, name: str) -> Path:
        return self._folder / name[:FOLDERS] / name

    def put(self, contents: Mapping[str, bytes]) -> None:
        with _disk():
            for name, content in contents.items():
                disk.make_folder(self._path(name).parent)
                disk.write(self._path(name), content)

    def get(self, name: str) -> bytes | None:
        with _disk(), suppress(FileNotFoundError):
            return self._path(name).read_bytes()
        return None

    def missing(self, names: set[str]) -> set[str]:
        return {name for name in names if not self._path(name).exists()}

    def older(self, than: datetime) -> Iterator[set[str]]:
        for page in pages(self._folder.glob(f"{'?' * FOLDERS}/{'?' * 64}")):
            yield {path.name for path in page if disk.is_older(path, than.timestamp())}

    def drop(self, names: Iterable[str], older_than: datetime | None = None) -> None:
        with _disk():
            for path in map(self._path, names):
                if older_than is None or disk.is_older(path, older_than.timestamp()):
                    path.unlink(missing_ok=True)

    def clear(self) -> None:
        with _disk():
            for folder in self._folder.glob("[0-9a-f]" * FOLDERS):
                disk.remove(folder)


class ObjectBlobs:
    """Contents as objects of S3, or of a store that speaks its language."""

    def __init__(self, url: str, options: dict[str, Any]) -> None:
        from fsspec.core import url_to_fs  # type: ignore[import-untyped]

        settings = {"config_kwargs": IMPATIENT, "use_listings_cache": False} | options
        with _remote():
            self._store, self._root = url_to_fs(url, **settings)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def put(self, contents: Mapping[str, bytes]) -> None:
        with _remote():
            for name, content in contents.items():
                self._store.pipe_file(self._path(name), content)

    def get(self, name: str) -> bytes | None:
        with _remote(), suppress(FileNotFoundError):
            return bytes(self._store.cat_file(self._path(name)))
        return None

    def missing(self, names: set[str]) -> set[str]:
        with _remote():
            return {name for name in names if not self._store.exists(self._path(name))}

    def older(self, than: datetime) -> Iterator[set[str]]:
        for page in self._listing():
            ages = {found["Key"].rpartition("/")[2]: found["LastModified"] for found in page}
            yield {name for name, modified in ages.items() if modified < than and NAME.fullmatch(name)}

    def _listing(self) -> Iterator[list[dict[str, Any]]]:
        """What S3 tells of the objects below our root: a listing by s3fs would hold all of them in memory."""
        bucket, path, _ = self._store.split_path(self._root)
        wanted = {"Bucket": bucket, "Prefix": path and f"{path}/", "Delimiter": "/", "MaxKeys": PAGE}
        more: dict[str, str] | None = {}
        while more is not None:
            with _remote():
                page = self._store.call_s3("list_objects_v2", **wanted, **more)
            yield page.get("Contents", [])
            more = {"ContinuationToken": page["NextContinuationToken"]} if page["IsTruncated"] else None

    def drop(self, names: Iterable[str], older_than: datetime | None = None) -> None:
        with _remote():
            for path in map(self._path, names):
                if older_than is None or self._is_older(path, older_than):
                    with suppress(FileNotFoundError):
                        self._store.rm_file(path)

    def clear(self) -> None:
        for page in self._listing():
            self.drop(found["Key"].rpartition("/")[2] for found in page)

    def _is_older(self, path: str, than: datetime) -> bool:
        with _remote(), suppress(FileNotFoundError):
            return bool(self._store.modified(path) < than)
        return False


@contextmanager
def _disk() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unavailable("The folder of the pictures cannot be used", retry_after=30) from error


@contextmanager
def _remote() -> Iterator[None]:
    """Every store has errors of its own: to us they all mean that it is away."""
    try:
        yield
    except (FileNotFoundError, Unavailable):
        raise
    except Exception as error:
        raise Unavailable("The store of the pictures does not answer", retry_after=30) from error
