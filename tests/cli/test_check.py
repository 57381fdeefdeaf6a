from __future__ import annotations

import json
import os
import re
import signal
from pathlib import Path

import pytest

from tests.waiting import PATIENCE


def test_the_report_for_people_names_the_place_and_ends_with_a_summary(qa):
    result = qa("check", "speech.txt")
    assert result.exit_code == 1
    assert result.stdout.startswith("speech.txt:1:15: error spacing.after-comma: A space is missing after the comma.\n")
    assert result.stdout.endswith("\n\n1 error, 1 warning, 1 remark in 1 document (11 words)\n")
    assert result.stderr == ""


@pytest.mark.parametrize(
    ("options", "status"),
    [
        ((), 1),
        (("--fail-on", "never"), 0),
        (("--ignore", "spacing"), 0),
        (("--ignore", "spacing", "--fail-on", "warning"), 1),
        (("--ignore", "spacing,joined", "--fail-on", "warning"), 0),
        (("--ignore", "spacing, joined", "--fail-on", "info"), 1),
        (("--select", "joined.*", "--select", "style"), 0),
        (("--select", "nonsense"), 2),
        (("--fail-on", "nonsense"), 2),
        (("--config", "none.toml"), 2),
        (("--rules", "none"), 2),
        (("-o", "jsno"), 2),
        (("none.txt",), 3),
        (("-o", "diff=./speech.txt"), 2),
    ],
)
def test_the_exit_status_says_what_happened(qa, options, status):
    assert qa("check", "speech.txt", *options).exit_code == status


def test_an_unreadable_document_is_reported_and_the_others_are_checked(qa, folder):
    (folder / "picture.txt").write_bytes(b"\x89PNG....")
    result = qa("check", ".", "-o", "json")
    assert result.exit_code == 3
    rules = [json.loads(line)["rule"] for line in result.stdout.splitlines()]
    assert rules == ["document.unreadable", "spacing.after-comma", "joined.words", "style.very"]
    assert result.stderr == "1 error, 1 warning, 1 remark in 1 document (11 words); could not read 1 of 2 documents\n"


def test_a_mistake_in_our_own_inputs_is_one_line_and_no_file_is_written(qa, folder):
    result = qa("check", "speech.txt", "-o", "json=out.jsonl", "--select", "nonsense")
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", "qa: error: no rule is called 'nonsense'\n")
    assert not (folder / "out.jsonl").exists()


def test_an_error_cannot_steer_the_terminal(qa):
    result = qa("check", "\x1bnone\n*.txt")
    assert result.stderr == "qa: error: nothing matches the pattern \\x1bnone\\n*.txt\n"


def test_what_is_not_there_is_a_finding_and_the_others_are_checked(qa):
    result = qa("check", "none.txt", "speech.txt", "-o", "json")
    assert result.exit_code == 3
    rules = [json.loads(line)["rule"] for line in result.stdout.splitlines()]
    assert rules[0] == "document.unreadable"
    assert len(rules) > 1


def test_standard_input_is_a_document(qa):
    result = qa("check", "-", "-o", "json", "--quiet", typed=b"Al-Qaida,and")
    assert json.loads(result.stdout)["path"] == "-"
    assert result.stderr == ""


def test_the_configuration_holds_until_an_option_says_otherwise(qa, folder):
    (folder / "qa.toml").write_text(
        'ignore = ["joined"]\nfail-on = "info"\nsuppress = [{ rule = "spacing.after-comma", reason = "as printed" }]\n'
    )
    assert "style.very" in (result := qa("check", "speech.txt", "--config", "qa.toml")).stdout
    assert result.exit_code == 1
    assert "joined" not in result.stdout
    assert "spacing" not in result.stdout
    assert qa("check", "speech.txt", "--config", "qa.toml", "--fail-on", "error").exit_code == 0


@pytest.mark.parametrize(
    ("configured", "option", "told"),
    [
        ("", (), True),
        ("", ("--profile", "plain"), False),
        ('profile = "plain"', (), False),
        ('profile = "plain"', ("--profile", "strict"), True),
    ],
)
def test_a_profile_says_how_much_of_the_house_style_is_asked_for(qa, folder, configured, option, told):
    (folder / "qa.toml").write_text(configured)
    assert ("style.very" in qa("check", "speech.txt", "--config", "qa.toml", *option).stdout) is told


def test_an_unknown_profile_is_wrong_use(qa):
    result = qa("check", "speech.txt", "--profile", "strickt")
    assert result.exit_code == 2
    assert "'plain', 'un-verbatim', 'strict'" in result.stderr


def test_words_of_the_configuration_are_accepted(qa, folder):
    (folder / "qa.toml").write_text('words = ["ofthe"]\n')
    assert "joined.words" not in qa("check", "speech.txt", "--config", "qa.toml").stdout


@pytest.mark.parametrize(
    ("variables", "options", "colored"),
    [
        ({}, (), False),
        ({"FORCE_COLOR": "1"}, (), True),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, (), False),
        ({"FORCE_COLOR": "1"}, ("--no-color",), False),
    ],
)
def test_colour_is_only_for_those_who_want_it(qa, monkeypatch, variables, options, colored):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    from qa.cli.options import look_for

    class Terminal:
        def isatty(self):
            return False

    assert look_for(Terminal(), "--no-color" in options).color is colored


def test_a_file_is_never_coloured(qa, folder, monkeypatch):
    monkeypatch.setenv("FORCE_COLOR", "1")
    qa("check", "speech.txt", "-o", "terminal=report.txt")
    assert "\x1b" not in (folder / "report.txt").read_text()


def test_statistics_compare_records_of_different_length(qa):
    lines = qa("check", "speech.txt", "--stats", "--quiet").stderr.splitlines()
    assert lines[:2] == ["findings  per 1,000 words  rule", "       1            90.91  joined.words"]
    assert re.match(r"11 words in \d+\.\d", lines[-1])


def test_quiet_leaves_only_the_findings(qa):
    result = qa("check", "speech.txt", "--quiet")
    assert result.stderr == ""
    assert "1 error, " not in result.stdout


def test_reports_go_to_files_and_a_batch_gets_an_index(qa, folder):
    (folder / "more").mkdir()
    (folder / "more" / "speech.txt").write_text("fine")
    result = qa("check", ".", "-o", "html=report/", "-o", "json=report/findings.jsonl", "-o", "diff")
    assert sorted(path.relative_to(folder).as_posix() for path in (folder / "report").rglob("*.*")) == [
        "report/findings.jsonl",
        "report/index.html",
        "report/index.json",
        "report/more/speech.txt.html",
        "report/speech.txt.html",
    ]
    assert (folder / "report/index.html").read_text() == "<a href='more/speech.txt.html'>\n<a href='speech.txt.html'>\n"
    assert result.stdout.startswith("--- a/speech.txt\n+++ b/speech.txt\n@@ -1,3 +1,3 @@\n")
    assert len((folder / "report/findings.jsonl").read_text().splitlines()) == 3


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_an_interruption_leaves_nothing_half_written(start, folder: Path, number, status):
    (folder / "later.txt").write_text("SLEEP")
    (folder / "report.jsonl").write_text("the old one")
    with start("check", "speech.txt", "later.txt", "-o", "json=report.jsonl") as process:
        assert process.stderr.readline() == b"checking\n"
        assert len(list(folder.glob(".report.jsonl.*"))) == 1
        process.send_signal(number)
        error = process.stderr.read()
    assert process.returncode == status
    assert b"Traceback" not in error
    assert (folder / "report.jsonl").read_text() == "the old one"
    assert sorted(path.name for path in folder.iterdir()) == ["later.txt", "report.jsonl", "speech.txt"]


def test_a_reader_who_goes_away_is_no_error(start, folder: Path):
    for number in range(50):
        (folder / f"{number}.txt").write_text("Al-Qaida,and " * 500)
    with start("check", ".") as process:
        process.stdout.readline()
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == 141


def test_output_to_a_pipe_is_plain_utf_8_whatever_the_locale(start, folder: Path, monkeypatch):
    monkeypatch.setenv("PYTHONIOENCODING", "ascii")
    (folder / "Côte.txt").write_text("Côte d’Ivoire ofthe", encoding="utf-8")
    output, _ = start("check", "Côte.txt").communicate(timeout=PATIENCE)
    assert "Côte.txt:1:15: warning" in output.decode("utf-8")
    assert "1 | Côte d’Ivoire ofthe" in output.decode("utf-8")
    assert b"\x1b" not in output


@pytest.mark.skipif(os.name != "posix", reason="file names that are not UTF-8 are a matter of POSIX")
def test_a_file_name_that_is_not_utf_8_is_reported_all_the_same(qa, folder: Path):
    name = os.fsdecode(b"C\xf4te.txt")
    (folder / name).write_text("ofthe")
    assert json.loads(qa("check", name, "-o", "json").stdout)["path"] == name
    assert "C\\xf4te.txt:1:1" in qa("check", name).stdout
    assert qa("check", name, "-o", "diff").stdout_bytes.startswith(b"--- a/C\xf4te.txt\n")


def test_help_answers_as_a_process_of_its_own(start):
    process = start("--help")
    output, error = process.communicate(timeout=PATIENCE)
    assert (process.returncode, error) == (0, b"")
    assert b"check" in output


@pytest.mark.skipif(os.name != "posix", reason="pseudo-terminals are a matter of POSIX")
def test_on_a_terminal_the_report_is_coloured_and_no_bar_runs_into_it(start, folder: Path):
    import pty

    controller, terminal = pty.openpty()
    with start("check", "speech.txt", stdout=terminal) as process:
        process.wait(timeout=PATIENCE)
    os.close(terminal)
    assert os.read(controller, 100).startswith(b"\x1b[1mspeech.txt:1:15\x1b[0m: \x1b[31m")
    os.close(controller)
