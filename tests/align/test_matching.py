"""Sequences to the gaps between what they have in common."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.align.matching import Budget, Gap, Matching, rising

NUMBERS = st.lists(st.integers(0, 5), max_size=60)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("", "", []),
        ("abc", "abc", []),
        ("abc", "axc", [Gap(1, 2, 1, 2)]),
        ("abc", "ac", [Gap(1, 2, 1, 1)]),
        ("ac", "abc", [Gap(1, 1, 1, 2)]),
        ("", "ab", [Gap(0, 0, 0, 2)]),
        ("abcdef", "uvwxyz", [Gap(0, 6, 0, 6)]),
    ],
)
def test_the_gaps_are_what_is_not_common(old: str, new: str, expected: list[Gap]) -> None:
    assert Matching([*map(ord, old)], [*map(ord, new)], Budget()).gaps() == expected


@given(NUMBERS, NUMBERS)
def test_outside_the_gaps_the_sequences_are_equal(old: list[int], new: list[int]) -> None:
    here = there = 0
    for gap in Matching(old, new, Budget()).gaps():
        assert old[here : gap.old] == new[there : gap.new]
        assert gap.old_end > gap.old or gap.new_end > gap.new
        here, there = gap.old_end, gap.new_end
    assert old[here:] == new[there:]


@given(NUMBERS, NUMBERS)
def test_without_a_budget_it_says_so_and_stays_true(old: list[int], new: list[int]) -> None:
    gaps = Matching(old, new, Budget(left=0)).gaps()
    here = there = 0
    for gap in gaps:
        assert old[here : gap.old] == new[there : gap.new]
        assert gap.coarse or not gap.is_replacement
        here, there = gap.old_end, gap.new_end


def test_texts_that_repeat_themselves_are_held_together_by_longer_runs() -> None:
    old = [number * number % 7 for number in range(400)] * 3
    new = [*old[:500], 99, *old[501:]]
    assert Matching(old, new, Budget()).gaps() == [Gap(500, 501, 500, 501)]


@given(st.lists(st.integers(0, 50)))
def test_a_rising_subsequence_rises_and_is_the_longest(numbers: list[int]) -> None:
    chain = [numbers[position] for position in rising(numbers)]
    assert all(first < second for first, second in pairwise(chain))
    best: list[int] = []
    for index, number in enumerate(numbers):
        best.append(1 + max((best[before] for before in range(index) if numbers[before] < number), default=0))
    assert len(chain) == max(best, default=0)
