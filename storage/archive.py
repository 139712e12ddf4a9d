"""Pictures for others to use: a ZIP of one person's, and a Hugging Face imagefolder of the marked ones."""

import io
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from schemas import Interaction

METADATA = "metadata.jsonl"
MARKS = {True: "good", False: "bad", None: None}

Image = Callable[[Interaction], bytes]


def file_name(line: Interaction) -> str:
    return line.image_url.rpartition("/")[2]


def described(line: Interaction) -> str:
    """One line of metadata.jsonl, in the form that `datasets` reads beside pictures."""
    facts: dict[str, Any] = {"file_name": file_name(line), **line.metadata.model_dump(mode="json")}
    facts |= {
        "mark": MARKS[line.mark],
        "mark_reason": line.mark_reason,
        "id": line.id,
        "created_at": line.created_at.isoformat(),
    }
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


def zipped(lines: Callable[[], Iterable[Interaction]], image: Image) -> Iterator[bytes]:
    """A ZIP in pieces: `metadata.jsonl`, then the pictures. `lines` is called twice and must give the same lines."""
    pipe = _Pipe()
    with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as archive:
        with archive.open(METADATA, "w", force_zip64=True) as metadata:
            for line in lines():
                metadata.write(described(line).encode())
                yield pipe.take()
        for line in lines():
            archive.writestr(_entry(line), image(line))
            yield pipe.take()
    yield pipe.take()


def _entry(line: Interaction) -> zipfile.ZipInfo:
    made = line.created_at
    return zipfile.ZipInfo(file_name(line), (made.year, made.month, made.day, made.hour, made.minute, made.second))


def export(lines: Iterable[Interaction], image: Image, folder: Path) -> Iterator[Interaction]:
    """Write an imagefolder, yielding each line when it is done. A picture that is there is not fetched again."""
    folder.mkdir(parents=True, exist_ok=True)
    draft = folder / f".{METADATA}"
    with draft.open("w", encoding="utf-8") as metadata:
        for line in lines:
            path = folder / file_name(line)
            if not path.exists():
                part = folder / f".{path.name}"
                part.write_bytes(image(line))
                part.replace(path)
            metadata.write(described(line))
            yield line
    draft.replace(folder / METADATA)
