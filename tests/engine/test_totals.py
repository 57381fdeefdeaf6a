from __future__ import annotations

from dataclasses import replace

import pytest

from qa.engine.checked import Checked
from qa.engine.totals import Totals, reaches
from qa.ground.document import Document, Foreign
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import read_source
from qa.ground.span import Span


def outcome(*severities: Severity, words: int = 0, unreadable: str | None = None) -> Checked:
    findings = tuple(
        Finding(Span(0, 0), "", f"a.{severity}", "words", "other", severity, Confidence.SURE, "", "") for severity in severities
    )
    return Checked(Document(read_source("a.txt", b""), "text", ""), findings, unreadable=unreadable, words=words)


def in_french(text: str, start: int, words: int) -> Checked:
    foreign = (Foreign(Span(start, len(text)), "fr"),)
    return Checked(Document(read_source("a.txt", b""), "tei", text, foreign=foreign), (), words=words)


E, W, I = Severity.ERROR, Severity.WARNING, Severity.INFO  # noqa: E741


@pytest.mark.parametrize(
    ("outcomes", "sentence"),
    [
        ([], "nothing was checked in 0 documents (0 words)"),
        ([outcome(words=1)], "nothing found in 1 document (1 word)"),
        ([outcome(E, E, W, E, W, words=1416)], "3 errors, 2 warnings in 1 document (1,416 words)"),
        ([outcome(I), outcome(W, words=2)], "1 warning, 1 remark in 2 documents (2 words)"),
        ([replace(outcome(E, words=2), known=outcome(E, W).findings)], "1 error in 1 document (2 words); 2 not new"),
        ([outcome(E, unreadable="gone")], "could not read 1 of 1 document"),
        (
            [outcome(E, unreadable="gone"), outcome(words=5)],
            "nothing found in 1 document (5 words); could not read 1 of 2 documents",
        ),
        (
            [outcome(words=1000), in_french("We thank vous tous", 9, 4)],
            "nothing found in 2 documents (1,004 words, 2 said to be in other languages)",
        ),
    ],
)
def test_the_counts_are_told_in_words(outcomes, sentence):
    totals = Totals()
    for each in outcomes:
        totals.add(each)
    assert totals.sentence() == sentence


@pytest.mark.parametrize(
    ("found", "threshold", "reached"),
    [(E, E, True), (W, E, False), (W, I, True), (I, W, False), (E, None, False)],
)
def test_a_threshold_is_reached_by_what_matters_as_much(found, threshold, reached):
    assert reaches(outcome(found), threshold) is reached
    assert not reaches(outcome(found, unreadable="gone"), threshold)
