"""Decisions on the command line: written by fix, left out by check, handed to the house."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from qa.decisions.record import digest
from qa.engine.anchor import anchor_at
from qa.ground.span import Span
from tests.cli.conftest import SPEECH


def decision(passage: str, verdict: str, correction: str | None = None, text: str = SPEECH, **more: Any) -> dict[str, Any]:
    start = text.index(passage)
    anchor = anchor_at(text, "joined.words", Span(start, start + len(passage)))
    return {
        "finding": f"{start}",
        **asdict(anchor),
        "start": start,
        "decision": verdict,
        **({"correction": correction} if correction else {}),
        **more,
    }


def save(path: Path, *decisions: dict[str, Any], document: str = "speech.txt", text: str = SPEECH) -> str:
    head = {"format": "transcript-qa decisions", "version": 1, "document": {"path": document, "sha256": digest(text)}}
    path.write_text(json.dumps(head | {"who": "A. Reviser", "decisions": decisions}), encoding="utf-8")
    return path.name


def test_what_was_accepted_or_edited_is_written_and_nothing_else(qa, folder: Path) -> None:
    file = save(folder / "d.json", decision("ofthe", "accepted", "of the"), decision("very well", "edited", "well"))
    result = qa("fix", "speech.txt", "--decisions", file)
    assert result.stdout == SPEECH.replace("ofthe", "of the").replace("very well", "well")
    assert result.exit_code == 0
    assert result.stderr.splitlines() == [
        'speech.txt:2:13: applied joined.words: "ofthe" -> "of the"',
        'speech.txt:3:1: applied joined.words: "very well" -> "well"',
        "speech.txt: 2 applied, 0 left",
    ]


def test_what_was_rejected_stays_in_place_and_in_the_diff(qa, folder: Path) -> None:
    file = save(folder / "d.json", decision("Al-Qaida,and", "rejected"), decision("ofthe", "ignored"))
    assert qa("fix", "speech.txt", "--decisions", file).stdout == SPEECH
    result = qa("fix", "speech.txt", "--decisions", file, "--diff")
    assert (result.stdout, result.exit_code) == ("", 0)


def test_files_are_corrected_in_place_each_by_its_own_decisions(qa, folder: Path) -> None:
    (folder / "other.txt").write_bytes(b"\xef\xbb\xbfSo ofthe\r\nend")
    (folder / "decisions").mkdir()
    save(folder / "decisions" / "a.json", decision("ofthe", "accepted", "of the"))
    text = "So ofthe\r\nend"
    save(folder / "decisions" / "b.json", decision("ofthe", "edited", "of all", text), document="other.txt", text=text)
    result = qa("fix", "speech.txt", "other.txt", "--decisions", "decisions", "--write", "--quiet")
    assert (result.exit_code, result.stderr) == (0, "")
    assert (folder / "speech.txt").read_text() == SPEECH.replace("ofthe", "of the")
    assert (folder / "other.txt").read_bytes() == b"\xef\xbb\xbfSo of all\r\nend"
    # Once more: what stands there already is said, and is no failure.
    again = qa("fix", "speech.txt", "other.txt", "--decisions", "decisions", "--write")
    assert again.exit_code == 0
    assert "speech.txt: 1 stand there already" in again.stderr


def test_what_finds_no_place_is_told_and_gives_status_1(qa, folder: Path) -> None:
    file = save(folder / "d.json", decision("ofthe", "accepted", "of the"), decision("very well", "edited", "well"))
    (folder / "speech.txt").write_text(SPEECH.replace("ofthe", "in the"))
    result = qa("fix", "speech.txt", "--decisions", file)
    assert result.exit_code == 1
    assert result.stdout == SPEECH.replace("ofthe", "in the")
    lines = result.stderr.splitlines()
    gone = "the passage does not stand there any more"
    assert f'speech.txt: not placed joined.words: "ofthe" -> "of the": {gone} (d.json:1)' in lines
    assert f'speech.txt: not placed joined.words: "very well" -> "well": {gone} (d.json:1)' in lines


def test_decisions_on_another_document_are_told(qa, folder: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text("fine")
    file = save(folder / "d.json", decision("ofthe", "accepted", "of the"))
    result = qa("fix", "a.txt", "b.txt", "--decisions", file, "--diff", "--quiet")
    assert result.exit_code == 1
    assert result.stderr.splitlines() == ["d.json: decisions on speech.txt, which is none of these documents"]


def test_an_unreadable_document_and_a_wrong_file_are_told(qa, folder: Path) -> None:
    file = save(folder / "d.json", decision("ofthe", "accepted", "of the"))
    (folder / "picture.txt").write_bytes(b"\x89PNG....")
    assert qa("fix", "picture.txt", "--decisions", file).exit_code == 3
    (folder / "bad.json").write_text("{}")
    for command in ("fix", "check"):
        result = qa(command, "speech.txt", "--decisions", "bad.json")
        assert result.exit_code == 2
        assert result.stderr.startswith("qa: error: bad.json: not a decisions file")


def test_what_is_damaged_in_a_file_is_told_by_line_and_the_rest_written(qa, folder: Path) -> None:
    file = save(folder / "d.json", decision("ofthe", "accepted", "of the"), decision("very well", "maybe"))
    content = (folder / file).read_text()
    (folder / file).write_text(content.replace('[{"finding', '[\n{"finding').replace(', {"finding', ',\n{"finding'))
    expected = "accepted, edited, rejected, ignored, commented"
    told = f"d.json:3: decisions[1].decision: wrong value; found 'maybe'; expected {expected}; left out"
    fixed = qa("fix", "speech.txt", "--decisions", file, "--quiet")
    assert (fixed.stdout, fixed.exit_code, fixed.stderr.splitlines()) == (SPEECH.replace("ofthe", "of the"), 2, [told])
    checked = qa("check", "speech.txt", "--decisions", file, "--quiet")
    assert (checked.exit_code, checked.stderr.splitlines()) == (2, [told])
    shown = qa("decisions", "show", file)
    assert (shown.exit_code, shown.stdout) == (2, "d.json: speech.txt: 1 accepted\n")


def test_what_a_reviewer_saw_is_reported_written_and_shown(qa, folder: Path) -> None:
    note = {"text": "Too much?", "who": "B. Reader", "when": "2026-11-29T10:30:00Z"}
    own = decision("very well", "edited", "well", rule="reviewer.remark", thread=[note])
    away = decision("ofthe", "commented", rule="reviewer.remark", thread=[note]) | {"start": 999, "text": "nowhere"}
    file = save(folder / "d.json", own, away)
    checked = qa("check", "speech.txt", "--decisions", file, "-o", "json", "--select", "joined", "--quiet")
    found = [json.loads(line) for line in checked.stdout.splitlines()]
    assert [(each["rule"], each.get("by"), each.get("thread")) for each in found] == [
        ("joined.words", None, None),
        ("reviewer.remark", "A. Reviser", [note]),
    ]
    assert checked.stderr.splitlines() == [
        'not placed reviewer.remark: "nowhere": the passage does not stand there any more (d.json:1)'
    ]
    assert qa("fix", "speech.txt", "--decisions", file).stdout == SPEECH.replace("very well", "well")
    assert '  "very well": B. Reader, 2026-11-29 10:30: Too much?' in qa("decisions", "show", file).stdout.splitlines()


def test_what_others_found_is_reported_beside_ours_and_decided_on(qa, folder: Path) -> None:
    lines = (
        {"text": "very well", "message": "Too much.", "corrections": ["well"], "by": "Ann"},
        {"text": "nowhere", "message": "Gone."},
        {"path": "other.txt", "line": 1, "message": "x"},
        {"line": 1},
    )
    (folder / "ann.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines))
    checked = qa("check", "speech.txt", "--with", "ann.jsonl", "-o", "json", "--quiet")
    theirs = next(each for each in map(json.loads, checked.stdout.splitlines()) if each.get("by") == "Ann")
    assert (theirs["rule"], theirs["text"], theirs["corrections"]) == ("ann.remark", "very well", ["well"])
    assert checked.exit_code == 2
    assert checked.stderr.splitlines() == [
        "ann.jsonl:4: nothing is said to be wrong; expected a message, or corrections; left out",
        'ann.jsonl:2: not placed in speech.txt: remark: "nowhere": the words that it quotes do not stand in this document',
        "--with: 1 finding about other.txt, which is none of these documents",
    ]
    file = save(folder / "d.json", decision("very well", "rejected", rule="ann.remark") | {"finding": theirs["id"]})
    after = qa("check", "speech.txt", "--with", "ann.jsonl", "-o", "json", "--quiet", "--decisions", file)
    assert "ann.remark" not in after.stdout
    assert qa("check", "speech.txt", "--with", "none.sarif").stderr.startswith(
        "qa: error: none.sarif: the findings cannot be read"
    )


def test_check_leaves_out_what_was_rejected(qa, folder: Path) -> None:
    found = [json.loads(line) for line in qa("check", "speech.txt", "-o", "json").stdout.splitlines()]
    assert [each["rule"] for each in found] == ["spacing.after-comma", "joined.words", "style.very"]
    comma = decision(",", "rejected", start=14, **asdict(anchor_at(SPEECH, "spacing.after-comma", Span(14, 15))))
    comma["finding"] = found[0]["id"]
    always = decision("very", "ignored") | {"rule": "style.very"}
    file = save(folder / "d.json", comma, always)
    left = qa("check", "speech.txt", "-o", "json", "--decisions", file)
    assert [json.loads(line)["rule"] for line in left.stdout.splitlines()] == ["joined.words"]
    # The rejection holds after another correction beside it, and under another name.
    (folder / "more").mkdir()
    (folder / "more" / "speech.txt").write_text(SPEECH.replace("associated", "allied"))
    again = qa("check", "more/speech.txt", "-o", "json", "--decisions", file)
    assert [json.loads(line)["rule"] for line in again.stdout.splitlines()] == ["joined.words"]


def test_the_house_gets_words_and_exceptions_once(qa, folder: Path) -> None:
    entries = (
        decision("ISIL", "ignored", rule="spelling.unknown", reason="a\tname"),
        decision("very well", "ignored", rule="style.very"),
        decision("ofthe", "rejected"),
        decision("\n", "ignored", rule="spacing.line"),
    )
    file = save(folder / "d.json", *entries)
    (folder / "house").mkdir()
    (folder / "house" / "accept.txt").write_text("Kanal")
    first = qa("decisions", "house", file, "--into", "house")
    assert first.exit_code == 0
    assert first.stderr.splitlines() == [
        "spacing.line: left out: the passage is nothing but blanks; switch the rule off instead",
        "house/accept.txt: 1 added",
        "house/suppress.tsv: 1 added",
    ]
    assert (folder / "house/accept.txt").read_text() == "Kanal\n# ignored always by A. Reviser: a name\nISIL\n"
    before = {path.name: path.read_bytes() for path in (folder / "house").iterdir()}
    assert "house/accept.txt: 0 added" in qa("decisions", "house", file, "--into", "house").stderr
    assert {path.name: path.read_bytes() for path in (folder / "house").iterdir()} == before


def test_the_files_are_summed_up(qa, folder: Path) -> None:
    save(folder / "d.json", decision("ofthe", "accepted", "of the"), decision("very", "rejected"))
    assert qa("decisions", "show", "d.json").stdout == "d.json: speech.txt: 1 accepted, 1 rejected\n"
    save(folder / "d.json")
    assert qa("decisions", "show", "d.json").stdout == "d.json: speech.txt: nothing decided\n"


def test_an_earlier_run_is_compared_with(qa, folder: Path) -> None:
    (folder / "other.txt").write_text("fine")
    summary = {"format": "transcript-qa summary", "version": 1, "documents": {}, "rules": {}, "runs": []}
    (folder / "index.json").write_text(json.dumps(summary))
    result = qa("check", ".", "-o", "html=report/", "--earlier", "index.json", "--fail-on", "never")
    assert result.exit_code == 0
    assert (folder / "report/index.json").read_text() == "2 after 0"
    refused = qa("check", "speech.txt", "--earlier", "index.json")
    assert refused.exit_code == 2
    assert "--earlier is for the index page of several documents; expected -o html=FOLDER" in refused.stderr


@pytest.mark.parametrize("line", ["only", "rule\tpassage", "rule\t\treason", "a\tb\tc\td"])
def test_a_wrong_exception_of_a_house_is_told_with_its_line(tmp_path: Path, line: str) -> None:
    from qa.ground.errors import QaError
    from qa.rulebook.wordlists import read_suppressions

    (tmp_path / "suppress.tsv").write_text(f"# heading\nstyle.very\tvery well\ta quotation\n{line}\n")
    with pytest.raises(QaError, match=r"house/suppress\.tsv:3: not a suppression"):
        read_suppressions(tmp_path / "suppress.tsv", "house/suppress.tsv")
