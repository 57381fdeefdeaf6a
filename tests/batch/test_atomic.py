from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from qa.batch.atomic import AtomicFile, write_atomically
from qa.ground.errors import LeftAsItIs, QaError


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


def test_what_someone_wrote_meanwhile_is_never_overwritten(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"as it was read, and a line of mine")
    with pytest.raises(LeftAsItIs, match=r"a\.txt: was changed by someone else after it was read; left as it is"):
        write_atomically(path, b"corrected", read=b"as it was read")
    assert path.read_bytes() == b"as it was read, and a line of mine"
    assert list(tmp_path.iterdir()) == [path]
    write_atomically(path, b"corrected", read=b"as it was read, and a line of mine")
    assert path.read_bytes() == b"corrected"


def test_a_read_only_file_is_refused(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    path.chmod(0o444)
    with pytest.raises(LeftAsItIs, match=r"a\.txt: is read-only; left as it is"):
        write_atomically(path, b"after")
    assert path.read_bytes() == b"before"


def test_a_file_of_two_names_is_refused_because_they_would_part(tmp_path: Path):
    path = tmp_path / "a.txt"
    path.write_bytes(b"before")
    os.link(path, tmp_path / "b.txt")
    with pytest.raises(LeftAsItIs, match=r"a\.txt: has 2 names \(hard links\)"):
        write_atomically(path, b"after")
    assert (tmp_path / "b.txt").read_bytes() == path.read_bytes() == b"before"


_KILLED = """
import os, signal, sys
from pathlib import Path
from qa.batch.atomic import AtomicFile
with AtomicFile(Path(sys.argv[1])) as file:
    file.write(b"half")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_what_a_killed_process_left_is_swept_and_what_is_being_written_stays(tmp_path: Path):
    path = tmp_path / "a.txt"
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", _KILLED, str(path)], cwd=root, check=False)
    assert len([*tmp_path.iterdir()]) == 1
    with AtomicFile(tmp_path / "b.txt") as other:
        other.write(b"b")
        assert len([*tmp_path.iterdir()]) == 1  # its own
        write_atomically(path, b"a")
    assert {each.name: each.read_bytes() for each in tmp_path.iterdir()} == {"a.txt": b"a", "b.txt": b"b"}
