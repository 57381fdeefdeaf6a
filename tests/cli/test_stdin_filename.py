"""Standard input that has a name: an editor gives what is not yet saved, and the file's configuration is in force."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

TEXT = "in the area ofthe two\n"


def ran(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    line = [sys.executable, "-m", "qa", "check", "--cache", "none", *arguments]
    return subprocess.run(line, cwd=folder, input=TEXT, capture_output=True, text=True, check=False)


def test_the_name_stands_in_reports_and_decides_on_the_configuration(tmp_path: Path) -> None:
    (tmp_path / "records").mkdir()
    (tmp_path / "records" / "qa.toml").write_text('ignore = ["joined"]\n', encoding="utf-8")
    named = ran(tmp_path, "--stdin-filename", "draft.txt", "-o", "json", "-")
    assert named.returncode == 1
    assert [json.loads(line)["path"] for line in named.stdout.splitlines()] == ["draft.txt"]
    assert ran(tmp_path, "--stdin-filename", "records/draft.txt", "-").returncode == 0
    shown = ran(tmp_path, "--stdin-filename", "records/draft.txt", "--show-config", "-")
    assert shown.stdout.startswith("records/draft.txt\n")
    assert "records/qa.toml:1" in shown.stdout


@pytest.mark.parametrize("paths", [("speech.txt",), ()])
def test_without_standard_input_it_is_wrong_use(tmp_path: Path, paths: tuple[str, ...]) -> None:
    (tmp_path / "speech.txt").write_text(TEXT, encoding="utf-8")
    assert ran(tmp_path, "--stdin-filename", "draft.txt", *paths).returncode == 2
