"""``qa review`` as a command: what it refuses, and what it hands over without a browser."""

from __future__ import annotations

import builtins
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result

import qa.review.serve
import qa.review.session
import qa.review.site  # noqa: F401 - with the real pages, before a small engine stands in for them
from qa.cli.review import default_database

Run = Callable[..., Result]


@pytest.mark.parametrize(
    ("arguments", "complaint"),
    [
        (("-",), "standard input cannot be reviewed; expected files"),
        (("nowhere.txt",), "no such file or directory: nowhere.txt"),
        (("speech.txt", "--export", "d.json"), "nothing was decided on these documents"),
        (("speech.txt", "--rules", "nowhere", "--no-browser"), "nowhere"),
        (("speech.txt", "--media", "nowhere.mp3", "--no-browser"), "nowhere.mp3: no such recording"),
    ],
)
def test_wrong_use_is_told_in_a_line(qa: Run, arguments: tuple[str, ...], complaint: str) -> None:
    result = qa("review", *arguments, "--database", "review.sqlite3")
    assert result.exit_code == 2
    assert complaint in result.stderr
    assert result.stderr.count("\n") == 1


def test_a_recording_is_that_of_one_document(qa: Run, folder: Path) -> None:
    (folder / "other.txt").write_text("They met.", encoding="utf-8")
    result = qa("review", ".", "--media", "speech.txt", "--no-browser", "--database", "review.sqlite3")
    assert (result.exit_code, "found 2 documents; expected one document" in result.stderr) == (2, True)


def test_a_file_that_is_no_database_is_left_alone(qa: Run, folder: Path) -> None:
    (folder / "notes.txt").write_text("something else altogether " * 20, encoding="utf-8")
    result = qa("review", "speech.txt", "--database", "notes.txt")
    assert result.exit_code == 2
    assert "notes.txt: the decisions cannot be kept" in result.stderr
    assert (folder / "notes.txt").read_text(encoding="utf-8").startswith("something else")


def test_a_port_that_is_taken_is_told(qa: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        result = qa("review", "speech.txt", "--no-browser", "--port", str(port), "--database", "review.sqlite3")
    assert result.exit_code == 2
    assert f"the port {port} cannot be used" in result.stderr


def test_a_missing_package_is_named(qa: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.__import__

    def without(name: str, *others: Any) -> Any:
        if name.partition(".")[0] in ("waitress", "werkzeug"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return real(name, *others)

    for module in ("serve", "site", "guard"):
        monkeypatch.delitem(__import__("sys").modules, f"qa.review.{module}", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    result = qa("review", "speech.txt", "--no-browser", "--database", "review.sqlite3")
    assert result.exit_code == 2
    assert "needs the package waitress; expected pip install 'transcript-qa[review]'" in result.stderr


def test_decisions_are_kept_in_the_folder_for_such_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    assert default_database() == tmp_path / "transcript-qa" / "review.sqlite3"
