"""Labelled changes are read with their line, compared, and counted as they should be."""

from __future__ import annotations

from collections import Counter

import pytest

from qa.compare.change_class import ChangeClass
from qa.compare.rules import shipped_changes
from tests.accuracy.changes import KEPT, Case, Judged, as_data, as_markdown, figures, judged, misses, read_cases

SUBSTANCE, HOUSE, FORM = ChangeClass.SUBSTANCE, ChangeClass.HOUSE, ChangeClass.FORM


def test_the_set_is_large_enough_and_its_labels_are_reasons_of_their_class() -> None:
    cases = list(read_cases(KEPT.read_text(encoding="utf-8")))
    classes = Counter(case.change_class for case in cases)
    assert len(cases) >= 150
    assert classes[SUBSTANCE] >= 60
    assert classes[HOUSE] >= 50
    assert classes[FORM] >= 40
    assert len({case.passage for case in cases}) == len(cases)
    book = shipped_changes()
    assert [case for case in cases if book.get(case.reason).change_class is not case.change_class] == []


def test_a_passage_holds_both_versions() -> None:
    (case,) = read_cases("# a comment\n\nhouse\tcontraction\t{We're→We are} glad{, Sir|→}.\n")
    assert case == Case(HOUSE, "contraction", "{We're→We are} glad{, Sir|→}.")
    assert (case.old, case.new) == ("We're glad, Sir|.", "We are glad.")


@pytest.mark.parametrize("line", ["house\tcontraction\tnothing changed", "house\t{a→b}", "house\ta\tb\t{a→b}"])
def test_a_line_that_is_no_case_is_named(line: str) -> None:
    with pytest.raises(ValueError, match="line 2: expected class, reason and a passage"):
        list(read_cases(f"# head\n{line}\n"))


def test_a_case_without_a_change_is_refused() -> None:
    with pytest.raises(ValueError, match="no change is found"):
        judged([Case(FORM, "spacing", "We {met →met  }here.")])


def test_a_case_goes_by_the_gravest_change_that_is_found() -> None:
    both = "{We're→We are} here on {4→5} May."
    (one,) = judged([Case(SUBSTANCE, "date", both)])
    assert (one.change_class, one.reason, one.is_right) == (SUBSTANCE, "date", True)


CASES = [
    Judged(Case(SUBSTANCE, "number", "{5→6}"), SUBSTANCE, "number"),
    Judged(Case(SUBSTANCE, "number", "{7→8}"), SUBSTANCE, "words"),
    Judged(Case(SUBSTANCE, "name", "{a→b}"), HOUSE, "article"),
    Judged(Case(HOUSE, "article", "{c→d}"), SUBSTANCE, "words"),
    Judged(Case(FORM, "typo", "{e→f}"), FORM, "typo"),
]


def test_the_figures_are_counted_by_class_and_reason() -> None:
    assert figures(CASES) == {
        "changes of substance classed so": (2, 3),
        "other changes not classed as substance": (1, 2),
        "classes right": (3, 5),
        "classes and reasons right": (2, 5),
    }
    assert list(misses(CASES)) == [
        "substance/name taken for house/article: {a→b}",
        "house/article taken for substance/words: {c→d}",
        "substance/number taken for substance/words: {7→8}",
    ]


def test_the_tables_show_what_was_taken_for_what() -> None:
    shown = as_markdown(CASES)
    assert "| substance |                 2 |             1 |            0 |" in shown
    assert "| number  | 2 of 2 (100.0 %) |  1 of 2 (50.0 %) |" in shown
    assert "*   house/article taken for substance/words: {c→d}" in shown
    assert as_data(CASES)["classes right"] == {"reached": 3, "of": 5}
