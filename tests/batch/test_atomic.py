from __future__ import annotations

import os
from pathlib import Path

import pytest

from qa.batch.atomic import AtomicFile, write_atomically
from qa.ground.errors import QaError


def test_a_new_file_has_the_permissions_of_any_new_file(tmp_path: Path):
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "new" / "a.txt", b"text")
    finally:
        os.umask(mask)
    assert (tmp_path / "new" / "a.txt").read_bytes() == b"text"
    assert (tmp_path / "new" / "a.txt").stat().st_mode & 0o777 == 0o640


@pytest.mark.parametrize("error", [ValueError, KeyboardInterrupt, SystemExit])
def test_whatever_breaks_off_leaves_the_file_as_it_was(tmp_path: Path, error):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def interrupted() -> None:
        with AtomicFile(path) as file:
            file.write(b"half of the new")
            raise error

    with pytest.raises(error):
        interrupted()
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


def test_a_failing_disk_is_reported_with_the_name_of_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")

    def full(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(QaError, match=r"a\.txt: cannot be written: No space left on device"):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"
    assert list(tmp_path.iterdir()) == [path]


@pytest.mark.parametrize("name", ["file.txt/below.txt", "folder"])
def test_a_place_where_no_file_can_be_is_an_error(tmp_path: Path, name):
    (tmp_path / "file.txt").write_bytes(b"")
    (tmp_path / "folder").mkdir()
    with pytest.raises(QaError, match="cannot be written"):
        write_atomically(tmp_path / name, b"")


def test_an_error_inside_the_block_is_not_blamed_on_the_file(tmp_path: Path):
    with pytest.raises(OSError, match="elsewhere"), AtomicFile(tmp_path / "a.txt"):
        raise OSError("elsewhere")


def test_a_device_is_written_to_and_not_replaced():
    write_atomically(Path(os.devnull), b"text")
    assert not Path(os.devnull).is_file()
