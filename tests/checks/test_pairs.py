"""Brackets and quotation marks without their other half."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, findings, proposals, rule

BRACKETS = checker_of(rule("pairs", marks="brackets"))
QUOTES = checker_of(rule("pairs", marks="quotes"))


@pytest.mark.parametrize(
    ("passage", "alone"),
    [
        ("the Office (UNODC and the region", "("),
        ("the Office UNODC) and the region", ")"),
        ("a [note to the text", "["),
        ("(a) the first; b) the second) and c) the third", ")"),
        ("A long (paragraph here.\n\nAnother (complete) one.", "("),
        ("It closed) here.\n\nIt opens (there.", ")("),
        ("It opens (here.\n\nIt opens (there.\n\nIt ends) now.", "("),
    ],
)
def test_brackets_alone_are_reported_where_they_stand(passage: str, alone: str) -> None:
    assert "".join(finding.text for finding in findings(BRACKETS, passage)) == alone


@pytest.mark.parametrize(
    "passage",
    [
        "(a) the first item; b) the second (with a note)",
        "the year [2024 (in part)]",
        "(one paragraph.\n\nand its end)",
        "no brackets at all",
    ],
)
def test_pairs_and_list_marks_are_left(passage: str) -> None:
    assert proposals(BRACKETS, passage) == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("in line with it (resolution 2732 (2024).", "in line with it (resolution 2732 (2024))."),
        ("in line with it (resolution\n2732 (2024), which", "in line with it (resolution\n2732 (2024)), which"),
    ],
)
def test_a_year_in_brackets_at_a_stop_is_closed(passage: str, expected: str) -> None:
    assert corrected(BRACKETS, passage) == expected


@pytest.mark.parametrize(
    ("passage", "count"),
    [
        ('The Charter says that such members "shall have no vote.', 1),
        ("The Charter says that “such members shall have no vote.", 1),
        ('He said "yes" and she said "no".', 0),
        ("He said: “Yes.\n\n“No, he said.”", 0),
        ("no quotation", 0),
    ],
)
def test_a_quotation_mark_alone_is_reported_once(passage: str, count: int) -> None:
    assert len(findings(QUOTES, passage)) == count


def test_unknown_marks_are_refused() -> None:
    with pytest.raises(QaError, match="unknown marks"):
        checker_of(rule("pairs", marks="braces"))
