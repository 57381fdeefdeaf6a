"""The commands that write into a house's folder, with the real engine."""

from __future__ import annotations

import os
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


def qa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "qa", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def test_a_rule_is_written_and_reports_at_once(tmp_path: Path):
    said = (
        "--message",
        "The house writes “{right}”.",
        "--example",
        "an ad-hoc approach",
        "an ad hoc approach",
        "--right",
        "ad hoc",
    )
    result = qa(tmp_path, "rules", "new", "house.ad-hoc", "--into", "house", "--word", "ad-hoc", "ad hoc", *said)
    assert (result.returncode, result.stderr) == (0, "house/house.toml: house.ad-hoc written, 2 examples hold\n")
    (tmp_path / "speech.txt").write_text("We took an ad-hoc approach.\n")
    assert "house.ad-hoc: The house writes “ad hoc”." in qa(tmp_path, "check", "speech.txt", "--rules", "house").stdout


def test_a_rule_that_fails_its_example_is_shown_and_not_written(tmp_path: Path):
    said = ("--message", "A comma.", "--example", "however the", "however, the")
    result = qa(
        tmp_path, "rules", "new", "house.comma", "--into", "house", "--kind", "pattern", "--set", r"pattern=\bbut\b", *said
    )
    assert result.returncode == 1
    assert result.stdout.splitlines()[0].startswith("house/house.toml:")
    assert result.stderr == "house.comma not written: 1 of 1 example failed\n"
    assert not (tmp_path / "house/house.toml").exists()


@pytest.mark.parametrize(
    ("given", "value"),
    [(r"pattern=\p{L}+x", r"\p{L}+x"), ("pattern='a'", "a"), ("pattern = x = y", "x = y")],
)
def test_a_value_is_toml_or_else_a_string(given: str, value: str):
    from qa.cli.rules import _setting

    assert _setting(given) == ("pattern", value)
    assert _setting("words={ a = 'b' }") == ("words", tomllib.loads("words={ a = 'b' }")["words"])


def test_a_setting_without_a_value_is_wrong_use(tmp_path: Path):
    result = qa(tmp_path, "rules", "new", "a.b", "--into", "house", "--message", "x", "--set", "pattern")
    assert (result.returncode, result.stderr) == (2, "qa: error: --set pattern sets nothing; expected --set KEY=VALUE\n")


def test_words_are_right_from_then_on(tmp_path: Path):
    (tmp_path / "speech.txt").write_text("It is a consultaive body of the Council.\n")
    assert "consultaive" in qa(tmp_path, "check", "speech.txt", "--advice").stdout
    result = qa(tmp_path, "lexicon", "add", "consultaive", "--into", "house")
    assert (result.returncode, result.stderr) == (0, "house/accept.txt: 1 word added: consultaive\n")
    assert "consultaive" not in qa(tmp_path, "check", "speech.txt", "--advice", "--rules", "house").stdout
    again = qa(tmp_path, "lexicon", "add", "consultaive", "--into", "house")
    assert again.stderr == "house/accept.txt: 0 words added, all stand there already\n"
