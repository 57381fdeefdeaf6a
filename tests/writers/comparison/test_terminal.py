"""A comparison for a person at a terminal: what matters most first, every word accounted for, nothing harmful shown."""

from __future__ import annotations

import re

import pytest

from qa.compare.change_class import ChangeClass
from qa.writers import COMPARISON_WRITERS, Look
from qa.writers.comparison.terminal import headline, render
from tests.writers.comparison.versions import compared


def test_each_change_stands_in_its_passage_and_the_summary_last() -> None:
    report = render(compared("We met on 3 May.\n\nIt is so.", "We met on 4 May.\n\nIt is so, now."), Look())
    assert report == (
        "new.txt:1: substance: date (replaced in paragraph 1)\n"
        "    We met on [-3-]{+4+} May.\n"
        "\n"
        "new.txt:3: substance: words (inserted in paragraph 2)\n"
        "    It is so{+, now+}.\n"
        "\n"
        "old.txt → new.txt: 2 changes of substance\n"
        "  substance: date 1, words 1\n"
        "  old: 8 words = 6 unchanged + 2 changed + 0 moved\n"
        "  new: 9 words = 6 unchanged + 3 changed + 0 moved\n"
        "\n"
    )


def test_what_is_of_a_lesser_class_is_counted_and_shown_when_asked_for() -> None:
    comparison = compared()
    short, long = render(comparison, Look()), render(comparison, Look(shown=ChangeClass.FORM))
    assert "{+co-operation+}" not in short
    assert "form: hyphenation 1 (not shown; --show form shows them)" in short
    assert "[-cooperation-]{+co-operation+}" in long
    assert "moved from paragraph" in short


def test_every_word_is_accounted_for() -> None:
    for name, words in re.findall(r"^  (old|new): ([\d,]+ words? = .*)$", render(compared(), Look()), re.MULTILINE):
        total, *parts = map(int, re.findall(r"\d+", words.replace(",", "")))
        assert total == sum(parts), name


def test_colours_stand_for_the_brackets() -> None:
    report = render(compared(), Look(color=True))
    assert "\x1b[31m" in report
    assert "[-" not in report
    assert "{+" not in report


@pytest.mark.parametrize("name", ["terminal", "columns"])
@pytest.mark.parametrize("hostile", ["\x1b[31m", "\u202e", "\x00", "x" * 5_000])
def test_what_a_terminal_would_obey_is_made_visible(name: str, hostile: str) -> None:
    report = COMPARISON_WRITERS[name].render(compared("It is so now.", f"It is {hostile} now."))
    assert isinstance(report, str)
    assert set(report) & {"\x1b", "\u202e", "\x00"} == set()


def test_no_line_is_wider_than_the_terminal() -> None:
    for name in ("terminal", "columns"):
        report = COMPARISON_WRITERS[name].render(compared(), Look(width=60, shown=ChangeClass.FORM))
        assert isinstance(report, str)
        passages = [line for line in report.splitlines() if line.startswith("    ") or "│" in line]
        assert passages
        assert max(map(len, passages)) <= 60


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("It is so.", "It is so.", "the same to the letter"),
        ("It is\nso.", "It is so.", "no change but of wraps, blanks and the page"),
        ("It is so.", "It was so.", "1 change of substance"),
        ("It is so, now", "It was so now", "1 change of substance, 1 of form"),
    ],
)
def test_the_headline_says_how_much_changed(old: str, new: str, expected: str) -> None:
    assert headline(compared(old, new)) == f"old.txt → new.txt: {expected}"


def test_columns_have_the_paragraphs_side_by_side_and_fold_the_equal_ones() -> None:
    report = COMPARISON_WRITERS["columns"].render(compared("It is so.\n\nWe met on 3 May.", "It is so.\n\nWe met on 4 May."))
    assert isinstance(report, str)
    lines = report.splitlines()
    assert "1 paragraph without such a change" in lines[0]
    assert re.fullmatch(r"We met on \[-3-\] May\. +│ We met on \{\+4\+\} May\.", lines[2])
