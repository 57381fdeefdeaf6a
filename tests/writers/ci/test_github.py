from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.finding import Severity
from qa.writers import WRITERS
from qa.writers.ci.github import escaped, escaped_property
from tests.writers.reports import PARTS, hostile, whole
from tests.writers.samples import checked, document, finding

_COMMAND = re.compile(r"::(error|warning|notice) ([^:]*)::(.*)")


def read(text: str) -> str:
    """As GitHub's runner reads a message."""
    return text.replace("%0D", "\r").replace("%0A", "\n").replace("%25", "%")


def read_property(text: str) -> str:
    return read(text.replace("%3A", ":").replace("%2C", ","))


def commands(report: str) -> list[tuple[str, dict[str, str], str]]:
    """Level, properties and message of each line."""
    found = []
    for line in report.split("\n")[:-1]:
        match = _COMMAND.fullmatch(line)
        assert match, line
        pairs = (pair.split("=", 1) for pair in match[2].split(","))
        found.append((match[1], {name: read_property(value) for name, value in pairs}, read(match[3])))
    return found


@given(PARTS)
def test_what_is_escaped_is_read_as_it_was(text: str):
    assert read(escaped(text)) == text
    assert read_property(escaped_property(text)) == text


@given(hostile())
def test_any_finding_is_one_command_that_names_its_file(outcome: Checked):
    ((level, properties, message),) = commands(whole("github", outcome))
    assert level in ("error", "warning", "notice")
    assert properties["title"] == outcome.findings[0].rule
    assert {"file", "title"} <= properties.keys() <= {"file", "line", "endLine", "col", "endColumn", "title"}
    # Neither what a terminal obeys nor what ends a line; a blank of another width is neither.
    assert not {unicodedata.category(char) for char in message} & {"Cc", "Cf", "Cs", "Zl", "Zp"}


@pytest.mark.parametrize(
    ("severity", "level"), [(Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "notice")]
)
def test_a_severity_is_a_level(severity: Severity, level: str):
    text = "in the area ofthe two"
    outcome = checked(document(text, "./records/a,b.txt"), finding(text, "ofthe", "of the", severity=severity))
    place = "line=1,endLine=1,col=13,endColumn=18,title=words.house-style"
    told = 'The wording is wrong. Write "of the" in place of "ofthe".'
    assert whole("github", outcome) == f"::{level} file=records/a%2Cb.txt,{place}::{told}\n"


def test_columns_are_told_only_inside_one_line():
    text = "one two\nthree"
    ((_, properties, _),) = commands(whole("github", checked(document(text), finding(text, "two\nthree"))))
    assert (properties["line"], properties["endLine"], "col" in properties) == ("1", "2", False)


def test_an_unreadable_document_has_no_lines():
    ((level, properties, message),) = commands(whole("github", unreadable("a.txt", "it is an image")))
    assert (level, properties) == ("error", {"file": "a.txt", "title": "document.unreadable"})
    assert message == "This document cannot be read: it is an image."


def test_errors_come_first_and_what_github_leaves_out_is_said():
    text = "in the area ofthe two"
    severities = [Severity.INFO, Severity.WARNING, Severity.ERROR]
    outcome = checked(document(text), *(finding(text, "ofthe", severity=severity) for severity in severities))
    report = WRITERS["github"].report()
    parts = [report.opening(), *(report.document(outcome) for _ in range(12)), report.closing(None)]
    *lines, said = "".join(map(str, parts)).splitlines()
    assert [line.split(" ")[0] for line in lines] == ["::error"] * 12 + ["::warning"] * 12 + ["::notice"] * 12
    assert said == (
        "GitHub shows 10 of 12 errors, 10 of 12 warnings, 10 of 12 notices beside the changed lines; this log has them all."
    )
