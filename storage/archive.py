"""Pictures for others to use: a ZIP of one person's, and a Hugging Face imagefolder of the marked ones."""

import io
import json
import logging
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from errors import NotFound
from schemas import Interaction, name_at
from storage import disk
from storage.filenames import FileNames

log = logging.getLogger(__name__)

METADATA = "metadata.jsonl"
MARKS = {True: "good", False: "bad", None: None}

Image = Callable[[Interaction], bytes]
"""Raises NotFound when the picture is missing."""
Beside = Callable[[Interaction], Iterable[tuple[str, bytes]]]
"""Files that go with a picture, each with how its name ends after the picture's."""


def described(line: Interaction, name: str, missing: bool = False) -> str:
    """One line of metadata.jsonl, in the form that `datasets` reads beside pictures."""
    facts: dict[str, Any] = {"file_name": name, **line.metadata.model_dump(mode="json")}
    facts |= {
        "mark": MARKS[line.mark],
        "mark_reason": line.mark_reason,
        "mark_about": line.mark_about,
        "id": line.id,
        "created_at": line.created_at.isoformat(),
    }
    if missing:
        facts["missing"] = True
    return json.dumps(facts, ensure_ascii=False) + "\n"


class _Pipe(io.RawIOBase):
    """What is written waits here until it is taken."""

    def __init__(self) -> None:
        super().__init__()
        self._waiting: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, piece: Any) -> int:
        self._waiting.append(bytes(piece))
        return len(piece)

    def take(self) -> bytes:
        taken = b"".join(self._waiting)
        self._waiting.clear()
        return taken


def zipped(
    lines: Callable[[], Iterable[Interaction]],
    image: Image,
    labels: Mapping[str, str] | None = None,
    pattern: str | None = None,
    beside: Beside = lambda _: (),
) -> Iterator[bytes]:
    """A ZIP in pieces: the pictures, each with what goes `beside` it, then `metadata.jsonl`.

    `lines` is called twice and must give the same lines.

    The line of a picture that is missing says so. `labels` begin the names of the files, by the id of the line,
    unless there is a `pattern` of names, in which they are `{custom_id}`.
    """
    pipe = _Pipe()
    missing: set[str] = set()
    names, labels = FileNames(pattern), labels or {}
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        for line in lines():
            try:
                archive.writestr(_entry(line, names.of(line, labels.get(line.id, ""))), image(line))
            except NotFound:
                missing.add(line.id)
            yield pipe.take()
            for ending, content in () if line.id in missing else beside(line):
                archive.writestr(_entry(line, names.beside(line, ending)), content)
                yield pipe.take()
        with archive.open(METADATA, "w", force_zip64=True) as metadata:
            for line in lines():
                metadata.write(described(line, names.of(line), line.id in missing).encode())
                yield pipe.take()
    yield pipe.take()
    if missing:
        log.warning("%d pictures of a take-out are missing: see `python -m storage check`", len(missing))


def _entry(line: Interaction, name: str) -> zipfile.ZipInfo:
    made = line.created_at
    return zipfile.ZipInfo(name, (made.year, made.month, made.day, made.hour, made.minute, made.second))


def imagefolder(lines: Iterable[Interaction], image: Image, folder: Path) -> Iterator[Interaction]:
    """Write an imagefolder, yielding each line when it is done. A picture that is there is not fetched again.

    Every file is whole and durable as soon as it has its name.
    A line whose picture is missing is left out, with a warning: no imagefolder with it could be read.
    """
    disk.make_folder(folder)
    with disk.draft(folder / METADATA) as metadata:
        for line in lines:
            path = folder / name_at(line.image_url)
            if not path.exists():
                try:
                    disk.write(path, image(line))
                except NotFound:
                    log.warning("left out, its picture is missing: %s", path.name)
                    continue
            metadata.write(described(line, path.name).encode())
            yield line
