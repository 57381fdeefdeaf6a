"""Known mistakes from their writing to a run that fails on new ones only."""

from __future__ import annotations

import json
import subprocess

import pytest

from qa.cli import options


@pytest.fixture
def known(qa, folder):
    """The mistakes of speech.txt are known."""
    assert qa("baseline", "write", ".", "-q").exit_code == 0
    return folder / "qa-baseline.json"


def test_what_is_found_is_written(qa, folder):
    result = qa("baseline", "write", "speech.txt", "--file", "ci/known.json")
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr == "ci/known.json: 3 known mistakes in 1 document\n"
    content = json.loads((folder / "ci/known.json").read_text())
    assert [entry["rule"] for entry in content["documents"]["../speech.txt"]] == [
        "joined.words",
        "spacing.after-comma",
        "style.very",
    ]


def test_what_is_known_does_not_fail_and_what_is_new_does(qa, folder, known):
    result = qa("check", ".", "--baseline", "qa-baseline.json")
    assert (result.exit_code, result.stdout) == (0, "nothing found in 1 document (11 words); 3 not new\n")
    (folder / "speech.txt").write_text("Another line a,a here.\n\n" + (folder / "speech.txt").read_text())
    result = qa("check", ".", "--baseline", "qa-baseline.json", "-o", "json")
    assert result.exit_code == 1
    assert [json.loads(line)["text"] for line in result.stdout.splitlines()] == [","]


def test_what_is_gone_is_said_and_counted(qa, folder, known):
    (folder / "speech.txt").write_text("in the area ofthe two\nvery well\n")
    result = qa("check", ".", "--baseline", "qa-baseline.json", "--stats")
    assert result.exit_code == 0
    assert "1 known mistake of qa-baseline.json no longer occurs (qa baseline update drops them):" in result.stderr
    assert "  speech.txt: spacing.after-comma: ISIL, Al-Qaida [,] and associated" in result.stderr
    lines = [line.split() for line in result.stderr.splitlines()]
    assert ["2", "not", "new"] in lines
    assert ["1", "known,", "and", "gone"] in lines


def test_rules_that_were_not_asked_have_nothing_gone(qa, known):
    assert "no longer" not in qa("check", ".", "--baseline", "qa-baseline.json", "--select", "joined").stderr


def test_an_update_drops_what_is_gone_and_takes_in_nothing(qa, folder, known):
    (folder / "speech.txt").write_text("a new one: a,a\n\nassociated individuals in the area ofthe two\n")
    (folder / "other.txt").write_text("ofthe")
    result = qa("baseline", "update", ".")
    assert result.exit_code == 0
    assert result.stderr.endswith("qa-baseline.json: 2 known mistakes dropped, 1 left\n")
    assert [*json.loads(known.read_text())["documents"]] == ["speech.txt"]
    assert qa("check", ".", "--baseline", "qa-baseline.json", "--fail-on", "warning").stdout.count("joined.words") == 1


def test_an_update_leaves_documents_alone_that_are_not_named_and_drops_those_that_are_gone(qa, folder):
    for name in ("a.txt", "b.txt", "c.txt"):
        (folder / name).write_text("ofthe")
    qa("baseline", "write", "a.txt", "b.txt", "c.txt")
    (folder / "a.txt").write_text("of the")
    (folder / "b.txt").write_text("of the")
    (folder / "c.txt").unlink()
    assert qa("baseline", "update", "a.txt").exit_code == 0
    assert [*json.loads((folder / "qa-baseline.json").read_text())["documents"]] == ["b.txt"]


def test_what_is_known_is_shown(qa, known):
    result = qa("baseline", "show")
    assert "speech.txt: joined.words: associated individuals in the area [ofthe] two very well\n" in result.stdout
    assert result.stderr == "3 known mistakes in 1 document\n"


def test_a_baseline_that_is_not_there_is_an_error(qa):
    for line in (("check", ".", "--baseline", "none.json"), ("baseline", "update", ".", "--file", "none.json")):
        result = qa(*line)
        assert (result.exit_code, result.stdout) == (2, "")
        assert result.stderr.startswith("qa: error: none.json: the baseline cannot be read")


def test_an_unreadable_document_keeps_what_is_known_of_it(qa, folder, known):
    (folder / "speech.txt").write_bytes(b"\x89PNG....")
    before = known.read_text()
    result = qa("check", ".", "--baseline", "qa-baseline.json")
    assert (result.exit_code, "no longer" in result.stderr) == (3, False)
    assert qa("baseline", "update", ".").exit_code == 3
    assert known.read_text() == before


def test_only_what_was_touched_since_a_revision_is_reported(qa, folder):
    def git(*arguments: str) -> None:
        identity = ("-c", "user.name=A", "-c", "user.email=a@b", "-c", "commit.gpgsign=false")
        subprocess.run(["git", *identity, *arguments], cwd=folder, check=True, capture_output=True)

    git("init", "-q")
    git("add", ".")
    git("commit", "-qm", "first")
    assert (
        qa("check", ".", "--changed-since", "HEAD").stdout == "nothing found in 0 documents (0 words); 1 document not changed\n"
    )
    (folder / "new.txt").write_text("ofthe")
    result = qa("check", ".", "--changed-since", "HEAD", "-o", "json")
    assert [json.loads(line)["path"] for line in result.stdout.splitlines()] == ["./new.txt"]
    assert qa("check", "--changed-since", "HEAD", "-o", "json").stdout == result.stdout
    assert qa("check", ".", "--changed-since", "nonsense").exit_code == 2


@pytest.mark.parametrize(("day", "reported"), [("2027-01-31", False), ("2027-02-01", True)])
def test_a_suppression_that_has_expired_holds_no_longer_and_is_said(qa, folder, monkeypatch, day, reported):
    from datetime import date

    monkeypatch.setattr(options, "today", lambda: date.fromisoformat(day))
    (folder / "qa.toml").write_text('[[suppress]]\nrule = "joined.words"\nreason = "printed so"\nexpires = 2027-01-31\n')
    result = qa("check", "speech.txt")
    assert ("joined.words" in result.stdout) is reported
    expected = "qa.toml:1: the suppression of rule 'joined.words' expired on 2027-01-31 and holds no longer\n"
    assert result.stderr == (expected if reported else "")


def test_a_suppression_that_covers_nothing_is_said_unless_its_rule_was_not_asked(qa, folder):
    (folder / "qa.toml").write_text(
        'suppress = [{ rule = "nothing", reason = "once" }, { rule = "joined.words", reason = "so" }]'
    )
    assert qa("check", "speech.txt").stderr == "qa.toml:1: the suppression of rule 'nothing' covered nothing\n"
    assert qa("check", "speech.txt", "--quiet").stderr == ""
    assert qa("check", "speech.txt", "--select", "style").stderr == ""


def test_what_is_suppressed_is_listed_on_request(qa, folder):
    (folder / "qa.toml").write_text('suppress = [{ rule = "joined.words", reason = "as printed" }]')
    result = qa("check", "speech.txt", "--show-suppressed")
    assert result.stderr == 'speech.txt:2:13: suppressed joined.words: "ofthe": as printed (qa.toml:1)\n'
