"""``qa diff``: what changed, what matters most first, and a status that says how much it matters."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

OLD = "We met on 3 May, as the Council knows.\n\nIt was ofthe kind that all of us know well.\n"
NEW = "We met on 4 May, as the Council\nknows.\n\nIt was of the kind that all of us know well.\n"


@pytest.fixture
def versions(folder: Path) -> Path:
    for name, text in {"old.txt": OLD, "new.txt": NEW, "form.txt": OLD.replace("ofthe", "of the"), "empty.txt": ""}.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "image.txt").write_bytes(b"\x89PNG")
    return folder


@pytest.mark.parametrize(
    ("arguments", "status"),
    [
        (("old.txt", "old.txt"), 0),
        (("old.txt", "new.txt"), 1),
        (("old.txt", "new.txt", "--fail-on", "never"), 0),
        (("old.txt", "form.txt"), 0),
        (("old.txt", "form.txt", "--fail-on", "house"), 0),
        (("old.txt", "form.txt", "--fail-on", "form"), 1),
        (("old.txt", "empty.txt"), 1),
        (("empty.txt", "empty.txt"), 0),
        (("old.txt", "image.txt"), 3),
        (("old.txt", "none.txt"), 2),
        (("old.txt", "new.txt", "-o", "nonsense"), 2),
        (("old.txt", "new.txt", "-o", "json=old.txt"), 2),
        (("old.txt", "."), 2),
        (("old.txt",), 2),
    ],
)
def test_the_exit_status_says_what_changed(qa, versions, arguments, status):
    assert qa("diff", *arguments).exit_code == status


def test_the_report_for_people_shows_substance_and_counts_the_rest(qa, versions):
    report = qa("diff", "old.txt", "new.txt").stdout
    assert "We met on [-3-]{+4+} May" in report
    assert "of the" not in report.partition("old.txt → new.txt")[0]
    assert "form: spacing 1 (not shown; --show form shows them)" in report
    assert "[-ofthe-]{+of the+}" in qa("diff", "old.txt", "new.txt", "--show", "form").stdout


def test_several_reports_are_written_in_one_run(qa, versions):
    result = qa("diff", "old.txt", "new.txt", "-o", "json=changes.jsonl", "-o", "columns=columns.txt")
    assert result.stdout == ""
    assert result.stderr == "old.txt → new.txt: 1 change of substance, 1 of form\n"
    lines = [json.loads(line) for line in (versions / "changes.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["class"] for line in lines] == ["substance", "form"]
    assert "│" in (versions / "columns.txt").read_text(encoding="utf-8")


def test_layout_is_told_when_asked_for(qa, versions):
    lines = qa("diff", "old.txt", "new.txt", "-o", "json", "--layout").stdout.splitlines()
    assert [json.loads(line)["op"] for line in lines] == ["replace", "layout", "replace"]


def test_findings_are_told_when_asked_for(qa, versions):
    assert "findings: 1 mended, 0 new, 0 still there" in qa("diff", "old.txt", "new.txt", "--check").stdout


def test_one_version_may_come_from_standard_input(qa, versions):
    result = qa("diff", "-", "new.txt", typed=OLD.encode())
    assert "- → new.txt: 1 change of substance, 1 of form" in result.stdout


def test_folders_are_compared_pair_by_pair_and_one_that_cannot_be_read_does_not_end_it(qa, folder):
    for name, text in {"a/one.txt": OLD, "b/one.txt": NEW, "a/two.txt": "So it is.", "b/two.txt": "So it is."}.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    (folder / "a" / "three.txt").write_bytes(b"\x89PNG")
    (folder / "b" / "three.txt").write_text("So it is.")
    (folder / "b" / "added.txt").write_text("This was added.")
    result = qa("diff", "a", "b", "-o", "json=changes.jsonl")
    assert result.exit_code == 3
    assert [line.partition(":")[0] for line in result.stderr.splitlines()] == [
        "only in the new version",
        "The old version has no words.",
        "a/one.txt → b/one.txt",
        "cannot be compared",
        "a/two.txt → b/two.txt",
    ]


def test_what_a_person_may_have_mistaken_is_said(qa, versions):
    (versions / "french.txt").write_text("Nous remercions le Secrétaire général de son rapport sur la situation dans les pays.")
    assert "The versions are in different languages: English and French." in qa("diff", "old.txt", "french.txt").stdout
    assert "The new version has no words." in qa("diff", "old.txt", "empty.txt").stdout
