"""``qa bitext`` from its arguments to its reports and exit statuses, with the real rules."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from qa.cli import command
from qa.decisions.record import digest
from qa.engine.anchor import anchor_at
from qa.ground.span import Span
from tests.pairs.files import FILES, SOURCES, TARGETS


@pytest.fixture
def qa(tmp_path, monkeypatch) -> Callable[..., Result]:
    """Runs the command in this process, in a folder with files of pairs and two documents."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "kept"))
    for name, data in FILES.items():
        Path(name).write_bytes(data)
    Path("source.txt").write_text("\n\n".join(SOURCES), encoding="utf-8")
    Path("target.txt").write_text("\n\n".join(TARGETS), encoding="utf-8")

    def run(*arguments: str, typed: bytes | None = None) -> Result:
        return CliRunner().invoke(command, ["bitext", *arguments], input=typed, prog_name="qa", catch_exceptions=False)

    return run


def findings(result: Result) -> list[dict]:
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.mark.parametrize("arguments", [[name] for name in FILES] + [["source.txt", "target.txt"]])
def test_a_finding_is_told_with_its_unit_and_its_source(qa, arguments):
    result = qa(*arguments, "-o", "json", "--select", "translation", "-q")
    (found,) = [each for each in findings(result) if each["rule"] != "document.incomplete"]
    assert (found["text"], found["source"]["text"], found["path"]) == ("Nigeria", "Niger", arguments[-1])
    assert found["unit"] == {"memory.tmx": "opening", "speech.xliff": "u1", "speech.xlf": "u1/s1", "speech.docx": "2"}.get(
        arguments[0], "1"
    )
    assert result.exit_code == 1


def test_several_files_and_folders_are_checked_in_one_run(qa):
    result = qa("memory.tmx", "speech.xliff", "-o", "json", "--stats", "-j", "2", "-o", "html=report")
    assert [each["path"] for each in findings(result) if "source" in each] == ["memory.tmx", "speech.xliff"]
    assert "2 documents" in result.stderr
    assert {"index.html", "memory.tmx.html"} <= {path.name for path in Path("report").iterdir()}
    again = qa("memory.tmx", "speech.xliff", "-o", "json", "--stats")
    assert again.stdout == result.stdout
    assert "2 of them known from the cache" in again.stderr


def test_a_table_comes_from_standard_input_too(qa):
    assert [each["text"] for each in findings(qa("-", "-q", "-o", "json", typed=FILES["speech.tsv"])) if "source" in each] == [
        "Nigeria"
    ]


@pytest.mark.parametrize(
    ("arguments", "status", "expected"),
    [
        (
            ["english.txt", "source.txt"],
            2,
            "source and target are changed over; found English in english.txt, French in source.txt",
        ),
        (["source.txt", "source.txt"], 2, "source and target are both French"),
        (["speech.tsv", "--columns", "1,3"], 2, "there is no column '3'"),
        (["speech.tsv", "--columns", "1"], 2, "'1' is not two columns, such as 1,2 or fr,en."),
        (["absent.tmx"], 2, "no such file or directory: absent.tmx"),
        (["speech.tsv", "--select", "no-such-rule"], 2, "no-such-rule"),
        (["speech.tsv", "-o", "json=speech.tsv"], 2, "the report would overwrite the document speech.tsv"),
        (["source.txt", "target.txt", "-o", "json=source.txt"], 2, "the report would overwrite the document source.txt"),
        (["source.txt"], 3, "no file of pairs"),
        (["cut.tmx"], 3, "not well-formed XML"),
        (["speech.tsv", "--fail-on", "never"], 0, "Nigeria"),
        (["speech.tsv", "--ignore", "translation"], 0, "1 of 3 units has no translation: 3."),
        (["speech.tsv", "--ignore", "translation", "--fail-on", "warning"], 1, "1 of 3 units has no translation: 3."),
    ],
)
def test_what_goes_wrong_is_told_with_its_exit_status(qa, arguments, status, expected):
    Path("english.txt").write_text("We thank the members of the Council for their support.", encoding="utf-8")
    Path("cut.tmx").write_bytes(FILES["memory.tmx"][:-40])
    result = qa(*arguments)
    assert (result.exit_code, expected in result.output) == (status, True), result.output


def test_the_configuration_says_languages_and_options_override_it(qa):
    Path("qa.toml").write_text('source-language = "es"\nfail-on = "never"\n', encoding="utf-8")
    result = qa("speech.tsv")
    assert result.exit_code == 2
    assert "not in the language that --source-language says, Spanish; found French" in result.output
    assert qa("speech.tsv", "--source-language", "fr").exit_code == 0
    assert "source-language  " in qa("speech.tsv", "--show-config").output


def test_what_is_known_is_not_reported_again(qa):
    assert qa("speech.tsv", "--write-baseline", "known.json").exit_code == 1
    result = qa("speech.tsv", "--baseline", "known.json")
    assert (result.exit_code, "2 not new" in result.output) == (0, True)
    Path("speech.tsv").write_text(FILES["speech.tsv"].decode() + "Le Niger est là.\tNigeria is here.\n", encoding="utf-8")
    new = qa("speech.tsv", "--baseline", "known.json", "-o", "json", "-q")
    assert [(each["unit"], each["text"]) for each in findings(new) if "source" in each] == [("4", "Nigeria")]


def test_what_was_rejected_is_not_reported_again(qa):
    (found,) = [each for each in findings(qa("speech.tsv", "-o", "json", "-q")) if "source" in each]
    text = "\n\n".join(TARGETS)
    anchor = anchor_at(text, found["rule"], Span(found["start"], found["end"]))
    decision = {"finding": found["id"], **asdict(anchor), "start": found["start"], "decision": "rejected"}
    head = {"format": "transcript-qa decisions", "version": 1, "document": {"path": "speech.tsv", "sha256": digest(text)}}
    Path("decisions.json").write_text(json.dumps(head | {"who": "A. Reviser", "decisions": [decision]}), encoding="utf-8")
    result = qa("speech.tsv", "--decisions", "decisions.json", "-o", "json", "-q")
    assert [each["rule"] for each in findings(result)] == ["document.incomplete"]


def test_an_entry_of_suppress_about_texts_is_not_called_unused_here(qa):
    entry = '{{ rule = "{}", text = "{}", reason = "meant so" }}'
    entries = [entry.format("spelling", "recieve"), entry.format("translation.name-changed", "Nigeria")]
    Path("qa.toml").write_text(f"suppress = [{', '.join(entries)}]\n", encoding="utf-8")
    result = qa("speech.tsv")
    assert result.exit_code == 0
    assert "recieve" not in result.output
    checked = CliRunner().invoke(command, ["check", "target.txt"], prog_name="qa", catch_exceptions=False)
    assert "Nigeria" not in checked.output
