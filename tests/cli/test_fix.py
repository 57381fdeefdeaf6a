from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

SURE = "ISIL, Al-Qaida, and associated individuals\nin the area ofthe two\nvery well\n"
LIKELY = "ISIL, Al-Qaida, and associated individuals\nin the area of the two\nvery well\n"


@pytest.mark.parametrize(("options", "text"), [((), SURE), (("--confidence", "likely"), LIKELY)])
def test_the_corrected_text_goes_to_standard_output(qa, options, text):
    result = qa("fix", "speech.txt", *options)
    assert (result.exit_code, result.stdout) == (0, text)


def test_what_was_applied_and_what_was_left_is_said_on_standard_error(qa):
    assert qa("fix", "speech.txt").stderr.splitlines() == [
        'speech.txt:1:15: applied spacing.after-comma: "," -> ", "',
        'speech.txt:2:13: left joined.words: "ofthe" -> "of the"',
        "speech.txt:3:1: left style.very: A weak word.",
        "speech.txt: 1 applied, 2 left",
    ]
    assert qa("fix", "speech.txt", "--quiet").stderr == ""


def test_in_place_nothing_but_the_corrected_words_changes(qa, folder: Path):
    before = b"\xef\xbb\xbf\xe2\x80\x9cAl-Qaida,and\xe2\x80\x9d\r\nC\xc3\xb4te \t\r\n\n\x0cno line end"
    path = folder / "marked.txt"
    path.write_bytes(before)
    path.chmod(0o640)
    assert qa("fix", "marked.txt", "--write").exit_code == 0
    assert path.read_bytes() == before.replace(b",and", b", and")
    assert path.stat().st_mode & 0o777 == 0o640
    assert sorted(each.name for each in folder.iterdir()) == ["marked.txt", "speech.txt"]


def test_a_file_without_corrections_is_not_touched(qa, folder: Path):
    path = folder / "fine.txt"
    path.write_text("All is well.")
    before = path.stat()
    qa("fix", "fine.txt", "--write")
    assert (path.stat().st_ino, path.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_link_stays_a_link(qa, folder: Path):
    (folder / "link.txt").symlink_to("speech.txt")
    qa("fix", "link.txt", "--write")
    assert (folder / "link.txt").is_symlink()
    assert (folder / "speech.txt").read_text() == SURE


def test_the_diff_tells_by_its_status_whether_anything_changes(qa, folder: Path):
    (folder / "fine.txt").write_text("All is well.")
    assert qa("fix", "fine.txt", "--diff").exit_code == 0
    result = qa("fix", ".", "--diff")
    assert result.exit_code == 1
    subprocess.run([shutil.which("patch") or "patch", "-p1"], input=result.stdout_bytes, cwd=folder, check=True)
    assert (folder / "speech.txt").read_text() == SURE


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("speech.txt", "--diff", "--write"), "--diff and --write exclude each other"),
        (("-", "--write"), "standard input cannot be corrected in place"),
        (("speech.txt", "other.txt"), "2 documents, and one standard output"),
    ],
)
def test_what_cannot_be_is_refused(qa, folder: Path, arguments, message):
    (folder / "other.txt").write_text("")
    result = qa("fix", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"qa: error: {message}")


def test_an_unreadable_document_gives_status_3_and_the_others_are_corrected(qa, folder: Path):
    (folder / "picture.txt").write_bytes(b"\x89PNG....")
    result = qa("fix", ".", "--write", "--quiet")
    assert result.exit_code == 3
    assert result.stderr == "picture.txt: cannot be read: not a text file but an image\n".replace("picture", "./picture")
    assert (folder / "speech.txt").read_text() == SURE
