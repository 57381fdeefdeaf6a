"""The whole command on PDF files: in a process of its own, with the real engine."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import paper

ROOT = Path(__file__).parents[2]
TEXT = (
    "\tThe members of the Council recieve the report",
    "of the Secretary-General with great appreciation.\n",
)
CORRECTED = "The members of the Council receive the report\nof the Secretary-General with great appreciation.\n"


@pytest.fixture(autouse=True)
def record(tmp_path: Path) -> Path:
    path = tmp_path / "record.pdf"
    path.write_bytes(paper.pdf(lambda canvas: paper.column(canvas, 72, 700, TEXT)))
    return path


def run(folder: Path, *arguments: str, without: Path | None = None) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(map(str, (*([without] if without else []), ROOT)))
    environment = {**os.environ, "PYTHONPATH": path, "NO_COLOR": "1"}
    command = (sys.executable, "-m", "qa", *arguments)
    return subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)


def test_a_finding_is_told_by_page_and_line_in_every_report(tmp_path: Path):
    result = run(tmp_path, "check", "record.pdf", "-o", "terminal", "-o", "json=a.jsonl", "-o", "html=a.html", "-o", "xml=a.xml")
    assert result.returncode == 1, result.stderr
    assert result.stdout.startswith("record.pdf, page 1, line 1: error spelling.")
    assert 'write "receive"' in result.stdout
    (finding,) = map(json.loads, (tmp_path / "a.jsonl").read_text().splitlines())
    assert (finding["text"], finding["locator"]) == ("recieve", "page 1, line 1")
    assert "<small>page 1, line 1 · " in (tmp_path / "a.html").read_text()
    assert 'form="reading"' in (tmp_path / "a.xml").read_text()


def test_the_corrected_text_goes_beside_the_file_and_over_nothing(tmp_path: Path, record: Path):
    before = record.read_bytes()
    result = run(tmp_path, "fix", "record.pdf", "--write", "--confidence", "likely")
    beside = tmp_path / "record.corrected.txt"
    assert (result.returncode, result.stdout) == (0, "")
    assert result.stderr.splitlines()[0] == "record.pdf: its corrected text is in record.corrected.txt"
    assert "record.pdf, page 1, line 1: applied spelling." in result.stderr
    assert beside.read_text() == CORRECTED
    beside.write_text("by hand")
    result = run(tmp_path, "fix", "record.pdf", "--write", "--confidence", "likely")
    reason = "record.pdf: left as it is: record.corrected.txt is there already and is not overwritten\n"
    assert (result.returncode, result.stderr) == (3, reason)
    assert beside.read_text() == "by hand"
    assert record.read_bytes() == before


def test_the_corrected_text_and_the_diff_go_to_standard_output(tmp_path: Path):
    assert run(tmp_path, "fix", "record.pdf", "--confidence", "likely").stdout == CORRECTED
    diff = run(tmp_path, "fix", "record.pdf", "--confidence", "likely", "--diff").stdout
    assert "\n-The members of the Council recieve the report\n+The members of the Council receive the report\n" in diff


def test_without_the_extra_the_other_documents_are_checked(tmp_path: Path):
    without = tmp_path / "without"
    without.mkdir()
    (without / "pypdfium2.py").write_text("raise ImportError('not installed')")
    (tmp_path / "speech.txt").write_text("We recieve the report.\n")
    result = run(tmp_path, "check", "record.pdf", "speech.txt", without=without)
    assert result.returncode == 3
    assert "cannot be read: a PDF file, which needs: pip install 'transcript-qa[pdf]'" in result.stdout
    assert "speech.txt:1:4: error spelling." in result.stdout


def test_a_folder_is_looked_through_for_pdf_files(tmp_path: Path):
    result = run(tmp_path, "check", ".", "-o", "json")
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == ["./record.pdf"]
