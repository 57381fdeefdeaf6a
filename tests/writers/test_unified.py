from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import read_source
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.unified import render, unified_diff

PATCH = ("patch", "-p1", "--binary", "--no-backup-if-mismatch", "--fuzz=0")
GIT = ("git", "apply", "--whitespace=nowarn", "--unidiff-zero")


def diff_of(path: str, data: bytes, *changes: tuple[str, str], confidence: Confidence = Confidence.LIKELY) -> bytes:
    source = read_source(path, data)
    findings = []
    for wrong, right in changes:
        start = source.text.index(wrong)
        found = ("a.b", "words", "style", Severity.ERROR, confidence, "", "")
        findings.append(Finding(Span(start, start + len(wrong)), wrong, *found, (right,)))
    report = render(Checked(Document(source, "text", source.text), tuple(findings)), Look())
    return report.encode("utf-8", "surrogateescape")


def applied(folder: Path, path: str, data: bytes, diff: bytes, tool: tuple[str, ...]) -> bytes:
    file = folder / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    outcome = subprocess.run(tool, input=diff, cwd=folder, capture_output=True, check=False)
    assert outcome.returncode == 0, outcome.stdout + outcome.stderr + diff
    return file.read_bytes()


LONG = "".join(f"line {number}\n" for number in range(40))


@pytest.mark.parametrize("tool", [PATCH, GIT])
@pytest.mark.parametrize(
    ("path", "data", "changes"),
    [
        ("a.txt", b"one\nofthe\nthree\n", [("ofthe", "of the")]),
        ("a.txt", b"one\r\nofthe\r\nthree\r\n", [("ofthe", "of the")]),
        ("a.txt", b"ofthe", [("ofthe", "of the")]),
        ("a.txt", b"one\nofthe", [("one", "1")]),
        ("a.txt", b"one\nofthe\n", [("\nofthe\n", "")]),
        ("a.txt", b"one\ntwo\n", [("e\nt", "e\n\nt")]),
        ("a.txt", b"one\ntwo", [("two", "two\n")]),
        ("a.txt", b"one\x0ctwo\xe2\x80\xa8three\rofthe\n", [("ofthe", "of the")]),
        ("a.txt", b"\xef\xbb\xbfofthe\n", [("ofthe", "of the")]),
        ("a.txt", "Côte ofthe d’Ivoire\nété\n".encode("cp1252"), [("ofthe", "of the")]),
        ("a.txt", LONG.encode(), [("line 2\n", "line two\n"), ("line 8\n", ""), ("line 30\n", "line\n30\n")]),
        ("b/two words.txt", b"ofthe\n", [("ofthe", "of the")]),
        ("b/C\u00f4te.txt", b"ofthe\n", [("ofthe", "of the")]),
        ('b/a"b\\c.txt', b"ofthe\n", [("ofthe", "of the")]),
    ],
)
def test_patches_apply(tmp_path, path, data, changes, tool):
    diff = diff_of(path, data, *changes)
    expected = read_source(path, data)
    text = expected.text
    for wrong, right in changes:
        text = text.replace(wrong, right, 1)
    assert applied(tmp_path, path, data, diff, tool) == expected.encoded(text)


def test_a_diff_has_three_lines_around_a_change_and_hunks_that_meet_are_one():
    diff = diff_of("a.txt", LONG.encode(), ("line 5\n", "line five\n"), ("line 12\n", "x\n"), ("line 20\n", "y\n"))
    assert [line for line in diff.decode().splitlines() if line.startswith(("@@", "---", "+++"))] == [
        "--- a/a.txt",
        "+++ b/a.txt",
        "@@ -3,14 +3,14 @@",
        "@@ -18,7 +18,7 @@",
    ]


@pytest.mark.parametrize("confidence", [Confidence.ADVICE])
def test_advice_and_nothing_are_no_difference(confidence):
    assert diff_of("a.txt", b"ofthe", ("ofthe", "of the"), confidence=confidence) == b""
    assert diff_of("a.txt", b"ofthe") == b""
    assert diff_of("a.txt", b"ofthe", ("ofthe", "ofthe")) == b""


@pytest.mark.parametrize(
    ("path", "head"),
    [
        ("/records/a.txt", "--- a/records/a.txt\n+++ b/records/a.txt\n"),
        ("./a.txt", "--- a/a.txt\n+++ b/a.txt\n"),
        ("a b.txt", "--- a/a b.txt\t\n+++ b/a b.txt\t\n"),
        ("a\n\x1b.txt", '--- "a/a\\n\\033.txt"\n+++ "b/a\\n\\033.txt"\n'),
    ],
)
def test_names_are_written_as_git_writes_them(path, head):
    assert unified_diff(path, "a\n", [Edit(Span(0, 1), "b")]).startswith(head)


@st.composite
def edited(draw: st.DrawFn) -> tuple[str, list[Edit]]:
    text = draw(st.text("ab\n\r", max_size=60))
    places = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8)))
    spans = [Span(start, end) for start, end in zip(places[::2], places[1::2], strict=False)]
    apart = [span for index, span in enumerate(spans) if index == 0 or span.start > spans[index - 1].end]
    return text, [Edit(span, draw(st.text("abc\n", max_size=4))) for span in apart]


@settings(max_examples=150)
@given(edited())
def test_the_diff_of_any_edits_leads_to_the_edited_text(tmp_path_factory, case):
    text, edits = case
    after = apply_edits(text, edits)
    diff = unified_diff("a.txt", text, edits)
    if text == after:
        assert diff == ""
    elif after and text:  # git removes a file that becomes empty, and wants an empty one marked as new
        folder = tmp_path_factory.mktemp("applied")
        assert applied(folder, "a.txt", text.encode(), diff.encode(), GIT) == after.encode()
