"""What `qa bitext` tells beside its findings, and what can be taken back out of its reports."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.decisions.record import FORMAT, VERSION, digest
from tests.writers.bitexts import TRANSLATIONS

SOURCE, TARGET = (str(TRANSLATIONS / name) for name in ("lake.fr.txt", "lake.txt"))


def bitext(*arguments: str) -> Result:
    from qa.cli import command

    return CliRunner().invoke(command, ["bitext", SOURCE, TARGET, "--fail-on", "never", *arguments])


@pytest.fixture
def decisions(tmp_path: Path) -> Path:
    """A file that accepts the month and rejects all else."""
    found = [json.loads(line) for line in bitext("-o", "json").stdout.splitlines()]
    entries = [
        {
            "finding": each["id"],
            "rule": each["rule"],
            "text": each["text"],
            "before": "",
            "after": "",
            **({"decision": "accepted", "correction": "March"} if each["text"] == "May" else {"decision": "rejected"}),
        }
        for each in found
    ]
    assert [entry["decision"] for entry in entries].count("accepted") == 1
    text = Path(TARGET).read_text(encoding="utf-8")
    head = {"format": FORMAT, "version": VERSION, "document": {"path": TARGET, "sha256": digest(text)}}
    file = tmp_path / "d.json"
    file.write_text(json.dumps({**head, "decisions": entries}), encoding="utf-8")
    return file


def test_three_figures_are_told_apart(tmp_path: Path) -> None:
    told = bitext().stdout.splitlines()[-3:]
    assert [line.partition(":")[0] for line in told] == ["Findings per 1,000 words", "Score of what was confirmed", "Coverage"]
    beside = bitext("-o", f"json={tmp_path / 'a.jsonl'}")
    assert beside.stdout == ""
    assert beside.stderr.splitlines()[-3:] == told
    assert bitext("--quiet", "--stats", "-o", f"json={tmp_path / 'a.jsonl'}").stderr.splitlines()[-3:] == told


def test_only_what_was_confirmed_counts_for_the_score(decisions: Path) -> None:
    told = bitext("--decisions", str(decisions)).stdout
    assert "1 error in 1 document (130 words)" in told
    assert "Score of what was confirmed: none for fewer than 500 words (confirmed: 1 major)" in told


def test_the_translation_comes_back_out_of_its_xml(tmp_path: Path) -> None:
    from qa.cli import command

    file = tmp_path / "lake.xml"
    bitext("-o", f"xml={file}")
    source = CliRunner().invoke(command, ["xml", str(file), "--extract", "source"])
    assert source.stdout_bytes == Path(TARGET).read_bytes()
    corrected = CliRunner().invoke(command, ["xml", str(file), "--extract", "corrected"])
    assert "On 14 March, 3,200 people" in corrected.stdout
