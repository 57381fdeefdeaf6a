"""A repository of records as a job on every commit sees it: the real rules, the real command, the real git."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SENTENCES = (
    "The delegation of the United Republic thanked the Secretary-General for his report on the situation in the region.",
    "We call upon all parties to respect the agreement and to allow the delivery of humanitarian assistance.",
    "The members of the Council have before them the text of a draft resolution prepared by several delegations.",
    "My country remains committed to the peaceful settlement of the dispute and to the work of the Commission.",
)


@pytest.fixture
def records(tmp_path: Path) -> Path:
    """A repository with twelve records, each with one mistake that is the house's own to live with."""
    (tmp_path / "records").mkdir()
    for number in range(12):
        turned = (*SENTENCES[number % 4 :], *SENTENCES[: number % 4])
        text = "\n\n".join((f"Statement {number}", *turned)).replace("of the Council", "ofthe Council")
        (tmp_path / "records" / f"{number:02}.txt").write_text(text + "\n", encoding="utf-8")
    git(tmp_path, "init", "-q")
    commit(tmp_path)
    return tmp_path


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
    subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "a step")


def qa(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    line = [sys.executable, "-m", "qa", *arguments]
    return subprocess.run(line, cwd=folder, env=environment, capture_output=True, text=True, encoding="utf-8", check=False)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_commit_that_adds_three_and_mends_two_fails_on_exactly_the_three(records: Path):
    assert qa(records, "check", "records", "-q").returncode == 1
    assert qa(records, "baseline", "write", "records").stderr == "qa-baseline.json: 12 known mistakes in 12 documents\n"
    commit(records)
    assert qa(records, "check", "records", "--baseline", "qa-baseline.json").returncode == 0

    for name in ("03", "08"):
        edit(records / f"records/{name}.txt", "ofthe Council", "of the Council")
    edit(records / "records/00.txt", "work of the Commission", "work ofthe Commission")
    edit(records / "records/05.txt", "parties to respect", "parties to recieve and respect")
    edit(records / "records/05.txt", "of the United Republic", "ofthe United Republic")
    paragraphs = (records / "records/07.txt").read_text(encoding="utf-8").split("\n\n")
    (records / "records/07.txt").write_text("\n\n".join(reversed(paragraphs)).replace(" text ", "\ntext "), encoding="utf-8")
    commit(records)

    result = qa(
        records,
        "check",
        "records",
        "--baseline",
        "qa-baseline.json",
        "-o",
        "json",
        "-o",
        "sarif=qa.sarif",
        "-o",
        "markdown=qa.md",
    )
    assert result.returncode == 1
    found = [json.loads(line) for line in result.stdout.splitlines()]
    expected = [("records/00.txt", "ofthe"), ("records/05.txt", "ofthe"), ("records/05.txt", "recieve")]
    assert sorted((each["path"], each["text"]) for each in found) == expected
    assert "2 known mistakes of qa-baseline.json no longer occur" in result.stderr
    sarif = json.loads((records / "qa.sarif").read_text(encoding="utf-8"))["runs"][0]
    assert {each["partialFingerprints"]["passage/v1"] for each in sarif["results"]} == {each["id"] for each in found}
    assert all("help" in rule for rule in sarif["tool"]["driver"]["rules"])
    assert (records / "qa.md").read_text(encoding="utf-8").startswith("### transcript-qa: 3 errors in 12 documents")

    since = qa(records, "check", "records", "--changed-since", "HEAD~1", "-o", "json", "-q")
    touched = sorted((each["path"], each["text"]) for each in map(json.loads, since.stdout.splitlines()))
    assert set(touched) >= set(expected)
    assert {path for path, _ in touched} <= {"records/00.txt", "records/05.txt", "records/07.txt"}

    assert qa(records, "baseline", "update", "records").stderr.endswith("2 known mistakes dropped, 10 left\n")
    assert qa(records, "check", "records", "--baseline", "qa-baseline.json").returncode == 1
