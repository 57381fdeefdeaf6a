"""A gap between two versions to the single rewordings in it."""

from __future__ import annotations

import pytest

from qa.align.matching import Gap
from qa.align.rewording import refine
from tests.compare.versions import version


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("met on Monday.", "met on Tuesday.", [("Monday", "Tuesday")]),
        ("the Council and", "the Council, and", [("", ",")]),
        ("Al-Qaida,and", "Al-Qaida, and", [("Al-Qaida,and", "Al-Qaida, and")]),
        ("ofthe", "of the", [("ofthe", "of the")]),
        ("see S/PV.7816 of May", "see S/PV.7817 of May", [("S/PV.7816", "S/PV.7817")]),
        ("1,500 men", "1,600 men", [("1,500", "1,600")]),
        ("(2004)", "(2005)", [("2004", "2005")]),
        ("strong peoples", "stronger people", [("strong", "stronger"), ("peoples", "people")]),
        ("apples and pears", "Ghana spoke first", [("apples and pears", "Ghana spoke first")]),
        ("met on Monday.", "met on Tuesday. Nobody knew.", [("Monday", "Tuesday"), ("", " Nobody knew.")]),
        ("met. Then it rose.", "rose.", [("met. Then it", "")]),
        ("cooper-\nation", "cooperation", []),
    ],
)
def test_an_edit_is_as_small_as_a_reader_would_name_it(old: str, new: str, expected: list[tuple[str, str]]) -> None:
    here, there = version(old), version(new)
    edits = refine(Gap(0, here.word_count, 0, there.word_count), here, there)
    found = [(here.view.text[edit.old.slice], there.view.text[edit.new.slice]) for edit in edits]
    assert [(one.strip(), other.strip()) for one, other in found] == [(one.strip(), other.strip()) for one, other in expected]


def test_a_gap_that_was_given_up_is_one_coarse_edit() -> None:
    here, there = version("one two three"), version("four five")
    [edit] = refine(Gap(0, 3, 0, 2, coarse=True), here, there)
    assert edit.coarse
    assert (here.view.text[edit.old.slice], there.view.text[edit.new.slice]) == ("one two three", "four five")


def test_an_insertion_stands_at_the_end_of_a_paragraph_rather_than_at_the_next() -> None:
    here, there = version("We met.\n\nWe left."), version("We met. Good.\n\nWe left.")
    [edit] = refine(Gap(2, 2, 2, 3), here, there)
    assert (edit.old.start, there.view.text[edit.new.slice]) == (7, "Good.")
