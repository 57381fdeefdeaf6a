from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.engine.checked import Checked
from qa.engine.totals import Totals
from qa.engine.unchecked import unreadable
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import Source
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.terminal import closing, render, visible
from tests.writers import bitexts


def finding(text: str, span: Span, *corrections: str, attached: tuple[Finding, ...] = ()) -> Finding:
    return Finding(
        span,
        text[span.slice],
        "joined.words",
        "joined",
        "misspelling",
        Severity.ERROR,
        Confidence.SURE,
        "Two words are written as one.",
        "Both are frequent.",
        corrections,
        attached,
    )


def checked(text: str, *findings: Finding, path: str = "a.txt") -> Checked:
    return Checked(Document(Source(path, b"", "utf-8", b"", text), "text", text), findings)


def shown(text: str, part: str, *corrections: str, width: int = 100) -> list[str]:
    """The lines written for one finding, without the first and the evidence."""
    start = text.index(part)
    report = render(checked(text, finding(text, Span(start, start + len(part)), *corrections)), Look(width=width))
    return report.split("\n")[1:-3]


def columns(text: str) -> int:
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(unicodedata.category(char) in ("Mn", "Me") for char in text)


def test_a_finding_is_a_passage_with_the_place_marked():
    text = "one\r\nin the area ofthe two\r\nthree"
    part = finding(text, Span(16, 17), "")
    found = finding(text, Span(17, 22), "of the", "oft he", attached=(part,))
    assert render(checked(text, found), Look()) == (
        "a.txt:2:13: error joined.words: Two words are written as one.\n"
        " 2 | in the area ofthe two\n"
        "   |             ^^^^^\n"
        '   = write "of the" or "oft he" in place of "ofthe"\n'
        "   = Both are frequent.\n"
        '   = also joined.words: Two words are written as one. write nothing in place of " "\n'
        "\n"
    )


@pytest.mark.parametrize(
    ("text", "part", "lines"),
    [
        ("a\tofthe", "ofthe", [" 1 | a    ofthe", "   |      ^^^^^"]),
        ("日本 ofthe", "ofthe", [" 1 | 日本 ofthe", "   |      ^^^^^"]),
        ("日本語", "本", [" 1 | 日本語", "   |   ^^"]),
        ("e\u0301e\u0301 ofthe", "ofthe", [" 1 | e\u0301e\u0301 ofthe", "   |    ^^^^^"]),
        ("\x1b[2J\u202eofthe", "ofthe", [" 1 | \\x1b[2J\\u202eofthe", "   |              ^^^^^"]),
        ("of\rthe", "of\rthe", [" 1 | of", "   | ^^", " 2 | the", "   | ^^^"]),
        ("of\nthe", "\n", [" 1 | of", "   |   ^"]),
        ("", "", [" 1 | ", "   | ^"]),
        (
            "a\nb\nc\nd\ne",
            "a\nb\nc\nd\ne",
            [*[" 1 | a", "   | ^", " 2 | b", "   | ^", "   | …", " 4 | d", "   | ^", " 5 | e", "   | ^"]],
        ),
    ],
)
def test_marks_stand_under_the_place(text, part, lines):
    assert shown(text, part) == lines


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"ofthe {'x' * 90}", [" 1 | ofthe xxxxxxxxxxxx…", "   | ^^^^^"]),
        (f"{'x' * 90} ofthe", [" 1 | …xxxxxxxxxxxx ofthe", "   |               ^^^^^"]),
        (f"{'x' * 90} ofthe {'x' * 90}", [" 1 | …xxxxx ofthe xxxxxx…", "   |        ^^^^^"]),
        (f"{'x' * 5000} ofthe {'x' * 5000}", [" 1 | …xxxxx ofthe xxxxxx…", "   |        ^^^^^"]),
    ],
)
def test_a_long_line_is_cut_around_the_place(text, lines):
    assert shown(text, "ofthe", width=25) == lines


@pytest.mark.parametrize(
    ("text", "correction", "proposal"),
    [
        ("a\u00a0b", "a b", 'write "a b" in place of "a\\xa0b"'),
        ("a\nb", "a\\b", 'write "a\\b" in place of "a\\nb"'),
        ("a", "", 'write nothing in place of "a"'),
        ("", ".", 'insert "."'),
    ],
)
def test_a_proposal_shows_what_no_screen_shows(text, correction, proposal):
    assert shown(text, text, correction)[-1].strip(" =") == proposal


def test_colour_changes_no_character():
    text = "in the area ofthe two"
    outcome = checked(text, finding(text, Span(12, 17), "of the"))
    colored = render(outcome, Look(color=True))
    assert "\x1b[31m\x1b[1mofthe\x1b[0m" in colored
    assert re.sub(r"\x1b\[[0-9;]*m", "", colored) == render(outcome, Look())


def test_an_unreadable_document_is_one_line():
    report = render(unreadable("a.txt", "not a text file but an image"), Look())
    assert report == "a.txt: error document.unreadable: This document cannot be read: not a text file but an image.\n\n"


def test_the_last_line_sums_up():
    assert closing(Totals(), Look()) == "nothing was checked in 0 documents (0 words)\n"


@given(st.text(), st.integers(0, 40), st.integers(0, 40), st.integers(10, 200))
def test_no_document_can_steer_the_terminal_or_break_the_lines(text, start, length, width):
    start = min(start, len(text))
    span = Span(start, min(len(text), start + length))
    report = render(checked(text, finding(text, span, text), path=text), Look(width=width))
    assert not [char for char in report if char != "\n" and unicodedata.category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp")]
    for line in report.split("\n"):
        if re.match(r" +\d+ \| ", line):
            assert columns(line) <= max(width, 30)


@given(st.text())
def test_what_is_visible_already_stays(text):
    assert visible(visible(text)) == visible(text)


def test_under_the_passage_of_a_translation_stands_that_of_the_source():
    shown = render(bitexts.lake(), Look()).split("\n\n")
    assert (
        shown[1]
        == """\
seeds/translations/lake.txt:7:64: error translation.number: The number is not that of the source.
 7 | border in two days. Our teams distributed 480 tons of food, or 16 per cent
   |                                                                ^^^^^^^^^^^
   : seeds/translations/lake.fr.txt (fr), unit 5
 8 | distribué 480 tonnes de vivres, soit 60 % des besoins.
   |                                      ^^^^
   = write "60 per cent" in place of "16 per cent"
   = The sentence has no other share."""
    )


def test_a_passage_that_runs_from_right_to_left_is_quoted_and_has_no_marks():
    shown = render(bitexts.arabic(), Look()).split("\n\n")
    assert shown[0].splitlines()[3:] == [
        '   : records/statement.ar.txt (ar), unit 1: "١٢٠٠"',
        " 1 | وصل إلى المخيم ١٢٠٠ لاجئ في يوم واحد.",
    ]


def test_the_figures_of_translations_stand_under_the_last_line():
    totals = Totals()
    totals.add(bitexts.unsure())
    assert (
        closing(totals, Look())
        == """\
3 errors, 1 warning in 1 document (130 words)
Findings per 1,000 words: 30.8
Score of what was confirmed: none: nothing has been decided
Coverage: 90.7 % (118 of 130 words held against the source)
"""
    )


def test_findings_that_are_alike_are_told_once_with_their_places():
    text = "They went tothe river.\n" * 12 + "They sat onthe bank.\n"
    starts = [match.start() for match in re.finditer("tothe|onthe", text)]
    outcome = checked(text, *(finding(text, Span(start, start + 5), "to the") for start in starts))
    report = render(outcome, Look())
    assert report.count("Two words are written as one.") == 2
    assert "   = 11 more alike: 2:11, 3:11, 4:11, 5:11, 6:11, 7:11, 8:11, 9:11 …\n" in report
    assert render(outcome, Look(grouped=False)).count("Two words are written as one.") == 13
    few = checked(text, *(finding(text, Span(start, start + 5), "to the") for start in starts[:3]))
    assert render(few, Look()) == render(few, Look(grouped=False))


def test_a_long_report_ends_with_what_it_is_full_of():
    text = "tothe river " * 40
    totals = Totals()
    totals.add(checked(text, *(finding(text, Span(12 * index, 12 * index + 5), "to the") for index in range(40))))
    sure = "  40 joined.words  correct: qa fix --select joined.words …; switch off: --ignore joined.words\n"
    assert closing(totals, Look()).startswith(f"Most of what was found:\n{sure}\n40 errors in")
