from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.conftest import ROOT

BASE = "The Council met on Monday and\nheard the report.\n\nIt rose at one.\n"
OURS = BASE.replace("Monday", "Tuesday")
THEIRS = "The Council met on Monday and heard the long\nreport.\n\nIt rose at one.\n"
MERGED = OURS.replace("the report", "the long report")
OTHER = BASE.replace("Monday", "Friday")
CONFLICT = OURS.replace("on Tuesday and\n", "on\n<<<<<<< ours.txt\nTuesday\n=======\nFriday\n>>>>>>> other.txt\nand\n")


@pytest.fixture(autouse=True)
def _three_files(folder: Path) -> None:
    for name, text in (("base", BASE), ("ours", OURS), ("theirs", THEIRS), ("other", OTHER)):
        (folder / f"{name}.txt").write_text(text)


def test_the_merged_text_goes_to_standard_output_and_the_report_to_standard_error(qa):
    result = qa("merge", "base.txt", "ours.txt", "theirs.txt")
    assert (result.exit_code, result.stdout) == (0, MERGED)
    assert result.stderr == "ours.txt: 1 taken from ours, 1 from theirs, 0 the same in both, 0 conflicts\n"


def test_a_conflict_is_marked_told_with_its_line_and_gives_status_1(qa):
    result = qa("merge", "base.txt", "ours.txt", "other.txt")
    assert (result.exit_code, result.stdout) == (1, CONFLICT)
    assert result.stderr.splitlines() == [
        'ours.txt:2: conflict: "Tuesday" or "Friday"',
        "ours.txt: 0 taken from ours, 0 from theirs, 0 the same in both, 1 conflict",
    ]


def test_style_and_labels_are_git_s(qa):
    labels = ("-L", "mine", "-L", "sent", "-L", "yours")
    result = qa("merge", "base.txt", "ours.txt", "other.txt", "--style", "diff3", *labels)
    assert "<<<<<<< mine\nTuesday\n||||||| sent\nMonday\n=======\nFriday\n>>>>>>> yours\n" in result.stdout


def test_in_place_ours_is_written_in_its_own_encoding_and_nothing_else(qa, folder: Path):
    (folder / "ours.txt").write_bytes(b"\xef\xbb\xbf" + OURS.replace("\n", "\r\n").encode())
    result = qa("merge", "base.txt", "ours.txt", "theirs.txt", "--write", "--quiet")
    assert (result.exit_code, result.output) == (0, "")
    assert (folder / "ours.txt").read_bytes() == b"\xef\xbb\xbf" + MERGED.replace("\n", "\r\n").encode()
    assert (folder / "theirs.txt").read_text() == THEIRS


def test_every_decision_is_a_line_of_json(qa, folder: Path):
    result = qa("merge", "base.txt", "ours.txt", "theirs.txt", "-o", "json", "-o", "text=merged.txt")
    assert (folder / "merged.txt").read_text() == MERGED
    ours, theirs = map(json.loads, result.stdout.splitlines())
    assert (ours["kind"], ours["choice"], ours["line"], ours["column"]) == ("words", "ours", 1, 20)
    assert [ours[side]["text"] for side in ("base", "ours", "theirs", "merged")] == ["Monday", "Tuesday", "Monday", "Tuesday"]
    assert theirs["choice"] == "theirs"
    assert MERGED[theirs["merged"]["start"] : theirs["merged"]["end"]] == theirs["merged"]["text"] == "long"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("-", "-", "ours.txt"), "standard input can be one of the three files only"),
        (("base.txt", "-", "theirs.txt", "--write"), "standard input cannot be written to"),
        (("base.txt", "ours.txt", "theirs.txt", "-o", "html"), "unknown format 'html'"),
        (("base.txt", "ours.txt", "theirs.txt", "-o", "json="), "-o json= names no file"),
        (("base.txt", "ours.txt", "theirs.txt", "-o", "json", "-o", "text"), "two formats, and one standard output"),
        (("base.txt", "ours.txt", "theirs.txt", *("-L", "a") * 4), "three files have three labels"),
    ],
)
def test_what_cannot_be_is_refused(qa, arguments, message):
    result = qa("merge", *arguments)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"qa: error: {message}")


@pytest.mark.parametrize(
    ("name", "data", "message"),
    [
        ("missing.txt", None, "missing.txt: cannot be merged: no such file or directory"),
        ("picture.txt", b"\x89PNG....", "picture.txt: cannot be merged: not a text file but an image"),
    ],
)
def test_an_unreadable_file_gives_status_3_and_nothing_is_written(qa, folder: Path, name, data, message):
    if data is not None:
        (folder / name).write_bytes(data)
    result = qa("merge", "base.txt", "ours.txt", name, "--write")
    assert (result.exit_code, result.stderr) == (3, message + "\n")
    assert (folder / "ours.txt").read_text() == OURS


def test_words_that_the_encoding_of_ours_has_not_are_told(qa, folder: Path):
    (folder / "ours.txt").write_bytes("Côte d’Ivoire met on Monday.".encode("cp1252"))
    (folder / "base.txt").write_text("Côte d’Ivoire met on Monday.", encoding="utf-8")
    (folder / "theirs.txt").write_text("Côte d’Ivoire met on Monday, said Šćepan.", encoding="utf-8")
    result = qa("merge", "base.txt", "ours.txt", "theirs.txt")
    assert result.exit_code == 3
    assert "'ć' cannot be written in this file's encoding, cp1252" in result.stderr


@pytest.mark.parametrize(("theirs", "status", "expected"), [(THEIRS, 0, MERGED), (OTHER, 1, None)])
def test_git_merges_with_it(folder: Path, theirs: str, status: int, expected: str | None):
    def git(*arguments: str) -> int:
        identity = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "core.autocrlf=false")
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "GIT_CONFIG_GLOBAL": os.devnull}
        done = subprocess.run(("git", *identity, *arguments), cwd=folder, env=environment, capture_output=True, check=False)
        return done.returncode

    record = folder / "record.txt"

    def committed(text: str) -> None:
        record.write_text(text)
        assert git("add", "record.txt", ".gitattributes") == 0
        assert git("commit", "-qm", "a version") == 0

    assert git("init", "-q", "-b", "main") == 0
    driver = f"'{sys.executable}' -m qa merge %O %A %B --write -L ours -L base -L theirs"
    assert git("config", "merge.transcript.driver", driver) == 0
    (folder / ".gitattributes").write_text("*.txt merge=transcript\n")
    committed(BASE)
    assert git("checkout", "-qb", "theirs") == 0
    committed(theirs)
    assert git("checkout", "-q", "main") == 0
    committed(OURS)
    assert git("merge", "theirs") == status
    marked = CONFLICT.replace("ours.txt", "ours").replace("other.txt", "theirs")
    assert record.read_text() == (marked if expected is None else expected)
