"""Swaps and single edits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.words.edits import OneSlipAway, is_one_edit, is_swap


@pytest.mark.parametrize(
    ("first", "second", "swap", "one_edit"),
    [
        ("CTSO", "CSTO", True, True),
        ("UNDOC", "UNODC", True, True),
        ("CSTO", "CSTO", False, False),
        ("AEA", "IAEA", False, True),
        ("UNAMI", "UNAMID", False, True),
        ("UNAM", "UNAMID", False, False),
        ("OSCE", "OACE", False, True),
        ("OSCE", "OECS", False, False),
        ("CSTO", "OTSC", False, False),
        ("CSTOTO", "SCTOOT", False, False),
        ("", "A", False, True),
        ("", "", False, False),
    ],
)
def test_swaps_and_single_edits_are_told_from_the_rest(first: str, second: str, swap: bool, one_edit: bool) -> None:
    assert is_swap(first, second) is swap
    assert is_one_edit(first, second) is one_edit


WORDS = st.text(alphabet="CSTO", max_size=6)


@given(WORDS, WORDS)
def test_it_does_not_matter_which_comes_first(first: str, second: str) -> None:
    assert is_swap(first, second) == is_swap(second, first)
    assert is_one_edit(first, second) == is_one_edit(second, first)


@given(WORDS, WORDS)
def test_a_swap_is_one_edit(first: str, second: str) -> None:
    assert is_one_edit(first, second) or not is_swap(first, second)


@given(WORDS.filter(bool), st.data())
def test_a_lost_letter_is_one_edit(word: str, data: st.DataObject) -> None:
    lost = data.draw(st.integers(0, len(word) - 1))
    assert is_one_edit(word[:lost] + word[lost + 1 :], word)


@given(st.lists(WORDS), WORDS)
def test_neighbours_are_all_that_are_one_edit_away(words: list[str], word: str) -> None:
    assert OneSlipAway(words).of(word) == sorted({other for other in words if is_one_edit(word, other)})
