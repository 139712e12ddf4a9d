"""Files are whole or not there."""

import errno
import os
import stat

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


def interrupted(path):
    with disk.draft(path) as out:
        out.write(b"after")
        out.flush()
        assert path.read_bytes() == b"before"
        raise KeyboardInterrupt


def test_draft_that_is_given_up_leaves_what_was_there(tmp_path):
    (tmp_path / "a").write_bytes(b"before")
    with pytest.raises(KeyboardInterrupt):
        interrupted(tmp_path / "a")
    assert [(path.name, path.read_bytes()) for path in tmp_path.iterdir()] == [("a", b"before")]


def test_reserve_leaves_nothing(tmp_path):
    disk.reserve(tmp_path, 1000)
    with pytest.raises(OSError, match=r"File too large|No space"):
        disk.reserve(tmp_path, 2**62)
    assert list(tmp_path.iterdir()) == []


@pytest.fixture
def careless():
    usual = os.umask(0)
    yield
    os.umask(usual)


def mode(path):
    return stat.S_IMODE(path.lstat().st_mode)


@pytest.mark.parametrize(
    ("was", "becomes"), [(0o644, 0o600), (0o755, 0o700), (0o777, 0o700), (0o604, 0o600), (0o610, 0o600), (0o500, 0o500)]
)
def test_close_takes_a_file_from_everybody_else(tmp_path, was, becomes):
    path = tmp_path / "a"
    path.touch()
    path.chmod(was)
    disk.close(path)
    assert mode(path) == becomes


def test_close_spares_links_and_folders_of_everybody(tmp_path):
    shared, link = tmp_path / "shared", tmp_path / "link"
    shared.mkdir()
    shared.chmod(0o1777)
    (tmp_path / "elsewhere").touch()
    (tmp_path / "elsewhere").chmod(0o644)
    link.symlink_to(tmp_path / "elsewhere")
    for path in (shared, link, tmp_path / "gone"):
        disk.close(path)
    assert (mode(shared), mode(tmp_path / "elsewhere")) == (0o1777, 0o644)


def test_tighten_closes_all_of_a_folder(tmp_path, careless):
    (tmp_path / "a/b").mkdir(parents=True)
    (tmp_path / "a/b/c").touch()
    disk.tighten(tmp_path / "a")
    assert [mode(tmp_path / path) for path in ("a", "a/b", "a/b/c")] == [0o700, 0o700, 0o600]


def test_what_is_made_is_private(tmp_path, careless):
    disk.make_folder(tmp_path / "a/b")
    disk.write(tmp_path / "a/b/c", b"content")
    disk.private(tmp_path / "a/d", "ab").close()
    assert [mode(tmp_path / path) for path in ("a", "a/b", "a/b/c", "a/d")] == [0o700, 0o700, 0o600, 0o600]


def test_claim_makes_a_folder_ours_or_says_why_not(tmp_path, careless):
    (tmp_path / "open").mkdir()
    for name in ("open", "new/one"):
        disk.claim(tmp_path / name)
        assert mode(tmp_path / name) == 0o700
        assert list((tmp_path / name).iterdir()) == []
    (tmp_path / "file").touch()
    with pytest.raises(FileExistsError):
        disk.claim(tmp_path / "file")


def test_older_is_before_the_moment(tmp_path):
    path = tmp_path / "a"
    path.touch()
    os.utime(path, (1000, 1000))
    assert [disk.is_older(path, moment) for moment in (999, 1000, 1000.5)] == [False, False, True]
    assert not disk.is_older(tmp_path / "gone", 1e10)


def test_make_folder_with_those_above(tmp_path):
    for _ in range(2):
        disk.make_folder(tmp_path / "a" / "b" / "c")
    assert (tmp_path / "a" / "b" / "c").is_dir()
