from __future__ import annotations

import difflib
import json
from pathlib import Path

import pytest

OLD = "The Council met on Monday and\nheard the report.\n\nIt rose at one.\nNobody asked for the floor.\n"
NEW = OLD.replace("the report", "the long report")
WRAPPED = "The Council met on Monday and heard the report.\n\nIt rose at one. Nobody asked for the floor.\n"
DIFF = "".join(difflib.unified_diff(OLD.splitlines(keepends=True), NEW.splitlines(keepends=True), "a/old.txt", "b/new.txt"))


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, text in (("old.txt", OLD), ("new.txt", NEW), ("wrapped.txt", WRAPPED), ("my.diff", DIFF)):
        (folder / name).write_text(text)


@pytest.mark.parametrize(
    ("arguments", "text", "told"),
    [
        (("old.txt",), NEW, None),
        (("new.txt", "--reverse"), OLD, None),
        (
            ("wrapped.txt",),
            WRAPPED.replace("the report", "the long report"),
            "wrapped.txt:1: hunk 1: re-wrapped: its words stand in other lines",
        ),
    ],
)
def test_the_patched_text_goes_to_standard_output_and_how_to_standard_error(qa, arguments, text, told):
    result = qa("patch", "my.diff", *arguments)
    assert (result.exit_code, result.stdout) == (0, text)
    exact = "1" if told is None else "0"
    lines = [] if told is None else [told]
    assert result.stderr.splitlines() == [*lines, f"{arguments[0]}: 1 applied, {exact} of them to the letter, 0 failed"]


def test_checked_only_nothing_is_written(qa, folder: Path):
    result = qa("patch", "my.diff", "wrapped.txt", "--check")
    assert (result.exit_code, result.stdout) == (0, "")
    assert (folder / "wrapped.txt").read_text() == WRAPPED


def test_in_place_encoding_mark_and_line_ends_stay(qa, folder: Path):
    path = folder / "old.txt"
    path.write_bytes(b"\xef\xbb\xbf" + OLD.replace("\n", "\r\n").encode())
    assert qa("patch", "my.diff", "old.txt", "--write", "-q").output == ""
    assert path.read_bytes() == b"\xef\xbb\xbf" + NEW.replace("\n", "\r\n").encode()


def test_a_patch_in_the_encoding_of_the_file_is_read(qa, folder: Path):
    (folder / "old.txt").write_bytes("Côte d’Ivoire\n".encode("cp1252"))
    (folder / "my.diff").write_bytes("--- a\n+++ b\n@@ -1 +1 @@\n-Côte d’Ivoire\n+Côte d’Azur\n".encode("cp1252"))
    assert qa("patch", "my.diff", "old.txt", "--write").exit_code == 0
    assert (folder / "old.txt").read_bytes() == "Côte d’Azur\n".encode("cp1252")


def test_a_hunk_that_fails_is_told_with_its_place_and_content_and_left_out(qa, folder: Path):
    (folder / "old.txt").write_text("Another text altogether, which is short.\n")
    result = qa("patch", "my.diff", "old.txt", "-q")
    assert (result.exit_code, result.stdout) == (1, "Another text altogether, which is short.\n")
    first, *content = result.stderr.splitlines()
    assert first == "old.txt:1: hunk 1: failed: its words are not there"
    assert content == DIFF.splitlines()[2:]


def test_a_list_of_changes_for_another_text_is_told_and_nothing_is_written(qa, folder: Path):
    record = {"op": "replace", "old": {"start": 0, "end": 3, "text": "All"}, "new": {"start": 0, "end": 1, "text": "A"}}
    (folder / "changes.jsonl").write_text(json.dumps(record) + "\n")
    result = qa("patch", "changes.jsonl", "old.txt", "--write")
    assert result.exit_code == 1
    assert result.stderr.startswith("old.txt: the text does not have what the change of line 1 says at 1:1; found 'The'")
    assert (folder / "old.txt").read_text() == OLD


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("my.diff", "old.txt", "--check", "--write"), 2, "qa: error: --check and --write exclude each other"),
        (("-", "-"), 2, "qa: error: standard input can be one of the two files only"),
        (("my.diff", "-", "--write"), 2, "qa: error: standard input cannot be written to"),
        (("old.txt", "old.txt"), 2, "qa: error: old.txt: no patch, or one that changes nothing"),
        (("my.diff", "missing.txt"), 3, "missing.txt: cannot be patched: no such file"),
        (("missing.diff", "old.txt"), 3, "missing.diff: cannot be patched: no such file"),
    ],
)
def test_what_cannot_be_is_told(qa, arguments, status, message):
    result = qa("patch", *arguments)
    assert result.exit_code == status
    assert result.stderr.startswith(message)
