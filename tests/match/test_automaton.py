"""The literals of all checks in one automaton."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.match import automaton
from qa.match.automaton import Literals


def test_each_check_is_told_the_places_of_its_own_literals() -> None:
    literals = Literals([["per cent", "cents"], [], ["per cent"]])
    assert [*literals.places("ten per cents")] == [[(0, 4), (1, 8)], [], [(0, 4)]]


def test_letters_that_a_pattern_without_case_takes_for_others_are_found() -> None:
    assert [*Literals([["istanbul"]]).places("İstanbul, ıstanbul, iſtanbul")] == [[(0, 0), (0, 10), (0, 20)]]


@given(st.lists(st.text("abc", min_size=1, max_size=3), max_size=6), st.text("abcé ", max_size=40))
def test_every_place_is_found_also_those_that_overlap(literals: list[str], text: str) -> None:
    expected = {
        (number, start) for number, one in enumerate(literals) for start in range(len(text)) if text.startswith(one, start)
    }
    (places,) = Literals([literals]).places(text)
    assert (set(places), len(places)) == (expected, len(expected))


def test_a_literal_is_found_wherever_the_text_is_cut_to_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    literals = Literals([["per cent", "cent", "of the"], ["t\no"]])
    text = "ten per cents\nof the per cent\nof it"
    whole = [*literals.places(text)]
    assert whole[1] == [(0, 28)]
    for length in range(1, len(text)):
        monkeypatch.setattr(automaton, "_PIECE", length)
        assert [*literals.places(text)] == whole
