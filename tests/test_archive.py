"""Pictures for others to use: what is written is whole, named and described, and what was there is not written again."""

import io
import json
import resource
import zipfile
from datetime import UTC, datetime

import pytest

from errors import NotFound
from storage.archive import imagefolder, zipped
from tests.stores import interaction, name_of, picture

MADE = datetime(2026, 3, 4, 5, 6, 8, tzinfo=UTC)


def lines(*marks):
    made = [interaction(created_at=MADE) for _ in marks]
    told = [{"mark": mark, "mark_reason": None if mark is None else f"because {mark}"} for mark in marks]
    return [line.model_copy(update=mark) for line, mark in zip(made, told, strict=True)]


def described(path):
    return [json.loads(row) for row in path.read_text(encoding="utf-8").splitlines()]


def test_zip_is_dated_and_described_by_its_lines():
    made = lines(True, False, None)
    found = zipfile.ZipFile(io.BytesIO(b"".join(zipped(lambda: made, picture))))
    [*pictures, metadata] = found.infolist()
    assert {entry.date_time for entry in pictures} == {(2026, 3, 4, 5, 6, 8)}
    assert {entry.compress_type for entry in pictures} == {zipfile.ZIP_STORED}
    assert metadata.filename == "metadata.jsonl"
    rows = [json.loads(row) for row in found.read(metadata).splitlines()]
    assert [(row["mark"], row["mark_reason"]) for row in rows] == [
        ("good", "because True"), ("bad", "because False"), (None, None)
    ]  # fmt: skip
    assert [row["id"] for row in rows] == [line.id for line in made]
    assert [row["file_name"] for row in rows] == [entry.filename for entry in pictures]
    assert {row["created_at"] for row in rows} == {"2026-03-04T05:06:08+00:00"}
    assert [found.read(entry) for entry in pictures] == [picture(line) for line in made]


def test_zip_comes_in_pieces_and_none_is_held():
    made, asked = lines(None, None, None), []

    def image(line):
        asked.append(line)
        return picture(line)

    pieces = zipped(lambda: made, image)
    for count in (1, 2, 3):
        assert picture(made[count - 1]) in next(pieces)
        assert len(asked) == count


def test_words_of_every_script_are_in_the_description_as_they_are(tmp_path):
    [line] = lines(True)
    line = line.model_copy(update={"mark_reason": "тёплый свет"})
    assert list(imagefolder([line], picture, tmp_path / "new/out")) == [line]
    assert "тёплый свет" in (tmp_path / "new/out/metadata.jsonl").read_text(encoding="utf-8")
    [row] = described(tmp_path / "new/out/metadata.jsonl")
    assert (row["file_name"], row["mark"], row["seed"]) == (name_of(line), "good", 7)


def test_export_that_the_disk_stops_leaves_no_half_picture_and_goes_on(tmp_path):
    made = lines(True, True)
    contents = {made[0].id: b"small", made[1].id: bytes(2**21)}
    usual = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (2**20, usual[1]))
    try:
        with pytest.raises(OSError, match="File too large"):
            list(imagefolder(made, lambda line: contents[line.id], tmp_path))
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, usual)
    assert [path.name for path in tmp_path.iterdir()] == [name_of(made[0])]
    assert list(imagefolder(made, lambda line: contents[line.id], tmp_path)) == made
    assert (tmp_path / name_of(made[1])).read_bytes() == bytes(2**21)
    assert [row["id"] for row in described(tmp_path / "metadata.jsonl")] == [line.id for line in made]


def test_export_describes_only_what_it_has_and_replaces_the_description_at_the_end(tmp_path):
    first, lost, last = lines(True, False, True)

    def image(line):
        if line is lost:
            raise NotFound("There is no such image")
        return picture(line)

    assert list(imagefolder([first], image, tmp_path)) == [first]
    running = imagefolder([first, lost, last], image, tmp_path)
    assert [next(running), next(running)] == [first, last]
    assert [row["id"] for row in described(tmp_path / "metadata.jsonl")] == [first.id]
    assert list(running) == []
    assert [row["id"] for row in described(tmp_path / "metadata.jsonl")] == [first.id, last.id]
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(["metadata.jsonl", name_of(first), name_of(last)])
