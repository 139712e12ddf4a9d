"""Files are whole or not there."""

import errno
import os

import pytest

from storage import disk


def test_write(tmp_path):
    disk.write(tmp_path / "a", b"content")
    assert (tmp_path / "a").read_bytes() == b"content"
    assert [path.name for path in tmp_path.iterdir()] == ["a"]


def test_write_that_fails_leaves_nothing(tmp_path, monkeypatch):
    def full(_):
        raise OSError(errno.ENOSPC, "full")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="full"):
        disk.write(tmp_path / "a", b"content")
    assert list(tmp_path.iterdir()) == []


def test_make_folder_with_those_above(tmp_path):
    for _ in range(2):
        disk.make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
