from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from qa.engine.checked import Checked
from qa.engine.unchecked import unreadable
from qa.ground.finding import Confidence, Severity
from qa.writers.markdown import LONGEST_COMMENT, SHOWN
from tests.writers.reports import PARTS, hostile, whole
from tests.writers.samples import checked, document, finding

_READER = MarkdownIt("gfm-like", {"linkify": False})


def cells(report: str) -> list[list[str]]:
    """The cells of all tables as a reader of the page sees them, mark-up taken away."""
    rows: list[list[str]] = []
    for token in _READER.parse(report):
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline" and token.level >= 3:  # inside table, row and cell
            rows[-1].append(_seen(token))
    return rows


def _seen(token: Token) -> str:
    children = token.children or []
    assert {child.type for child in children} <= {"text", "html_inline", "text_special"}, children
    tags = [child.content for child in children if child.type == "html_inline"]
    assert set(tags) <= {"<code>", "</code>", "<!-- -->"}, tags
    return "".join(child.content for child in children if child.type != "html_inline")


@given(st.lists(hostile(), max_size=3))
def test_no_text_breaks_out_of_its_cell(documents: list[Checked]):
    rows = cells(whole("markdown", *documents))
    assert {len(row) for row in rows} <= {2, 4}
    readable = [each for each in documents if each.unreadable is None]
    assert sum(len(row) == 4 for row in rows) == (len(readable) + 1 if readable else 0)


@given(PARTS.filter(lambda text: text.isprintable() and text == " ".join(text.split()) and text != ""))
@example("&quot")
def test_a_wording_is_seen_as_it_stands(wording: str):
    text = f"before {wording} after"
    rows = cells(whole("markdown", checked(document(text), finding(text, wording, "better"))))
    assert rows[1][3] == f"{wording} → better"


@pytest.mark.parametrize("text", ["@editor", "#12", "https://example.org", "www.example.org", "<b>", ":smile:", "$x$", "a@b.org"])
def test_nobody_is_called_and_nothing_is_linked(text: str):
    report = whole("markdown", checked(document(text), finding(text, text)))
    assert text not in report
    assert not re.search(r"(?<!&)[@#]\w", report.replace("&#", "&&"))


def test_what_matters_most_comes_first():
    text = "a b c d"
    found = (
        finding(text, "a", severity=Severity.WARNING, confidence=Confidence.SURE),
        finding(text, "b", severity=Severity.ERROR, confidence=Confidence.LIKELY),
        finding(text, "c", severity=Severity.ERROR, confidence=Confidence.SURE),
        finding(text, "d", severity=Severity.ERROR, confidence=Confidence.SURE),
    )
    rows = cells(whole("markdown", checked(document(text), *found)))
    assert [row[1][-1] for row in rows[1:5]] == ["5", "7", "3", "1"]


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (SHOWN, []),
        (SHOWN + 1, ["1 further finding"]),
        (2 * SHOWN, [f"{SHOWN} further findings"]),
        (2 * SHOWN + 1, [f"{SHOWN} further findings", "1 finding of less weight is not shown."]),
        (2 * SHOWN + 9, [f"{SHOWN} further findings", "9 findings of less weight are not shown."]),
    ],
)
def test_a_long_run_is_folded_then_cut_with_a_count(number: int, told: list[str]):
    text = "ofthe " * number
    found = [finding(text, "ofthe", occurrence=place) for place in range(1, number + 1)]
    report = whole("markdown", checked(document(text), *found))
    assert re.findall(r"\d+ further findings?|.* of less weight .*", report) == told
    assert sum(len(row) == 4 for row in cells(report)) == min(number, 2 * SHOWN) + (2 if number > SHOWN else 1)
    assert f"{number} errors" in report.splitlines()[0]


def test_no_summary_is_longer_than_a_comment_may_be():
    wording = "<" * 200
    documents = []
    for number in range(60):
        text = f"{wording} {number}"
        found = finding(text, wording, "*" * 200, rule=f"a.b-{number}", message="|" * 200)
        documents.append(checked(document(text, "_" * 200 + str(number)), found))
    report = whole("markdown", *documents)
    assert len(report) <= LONGEST_COMMENT
    assert sum(len(row) == 4 for row in cells(report)) > 10
    assert re.search(r"\n\d+ findings of less weight are not shown", report)


def test_a_batch_names_its_documents_and_those_that_could_not_be_read():
    text = "ofthe ofthe"
    one = checked(document(text, "one.txt"), finding(text, "ofthe"))
    two = checked(document(text, "two.txt"), finding(text, "ofthe"), finding(text, "ofthe", occurrence=2))
    rows = cells(whole("markdown", one, unreadable("picture.txt", "it is an image"), two))
    assert ["document", "reason"] in rows
    assert ["picture.txt", "it is an image"] in rows
    assert rows[-2:] == [["2", "two.txt"], ["1", "one.txt"]]


def test_nothing_found_is_said():
    assert whole("markdown", checked(document("fine"))) == "### transcript-qa: nothing found in 1 document (1 word)\n"
