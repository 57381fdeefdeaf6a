"""Halves of words that nobody sets side by side."""

from __future__ import annotations

import pytest

from tests.trials import checker_of, corrected, findings, proposals, rule

HALVES = checker_of(rule("split", task="halves"))


def test_two_words_that_are_one_are_put_together() -> None:
    damaged = "Be cause the net works (un til then) al ready are"
    assert corrected(HALVES, damaged) == "Because the networks (un til then) already are"


@pytest.mark.parametrize(
    "passage",
    [
        "from day to day, dealt with in the report",
        "a State that believes in tolerance; there is land ownership",
        "maybe causes, a net-works side, the pro file's",
        "BE CAUSE, be\n\ncause",
        "for the re launch, in word and in deed",
    ],
)
def test_phrases_names_and_parts_of_other_words_are_left(passage: str) -> None:
    assert proposals(HALVES, passage) == []


def test_the_reason_is_the_pair() -> None:
    (finding,) = findings(HALVES, "just be cause of it")
    assert finding.evidence == "Nobody sets “be” and “cause” side by side; “because” is a common word."
