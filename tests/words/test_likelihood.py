"""Words in their company."""

from __future__ import annotations

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from qa.learn.company import CompanyCounts, Cut, packed
from qa.words.likelihood import Language, Singles
from qa.words.model import Company, Letters, letter_table
from qa.words.weights import language_weights

SINGLES = {"the": 1000, "Council": 300, "peace": 120, "fro": 3, "met": 50, ".": 900}
COUNTS = CompanyCounts(
    Counter(SINGLES),
    Counter({("the", "Council"): 250, ("the", "peace"): 40, ("Council", "met"): 30}),
    Counter({("the", "Council", "met"): 20}),
)
COMPANY = Company(packed(COUNTS, Cut(), frozenset(SINGLES)))
LETTERS = Letters(letter_table({"council": 3, "peace": 3, "council's": 1}, {"Oslo": 2}))
LEVELS = {"the": 10, "Council": 8, "peace": 7, "met": 6, "fro": 1, "rare": 0}
ALONE = Singles(COMPANY, LETTERS, LEVELS.get, lambda end: False, lambda begin: False, language_weights())
LANGUAGE = Language(COMPANY, ALONE, language_weights())


def bits(*stream: str) -> float:
    return LANGUAGE.bits(stream, len(stream) - 1, len(stream), {})


def test_what_is_commoner_costs_less() -> None:
    assert ALONE["the"] < ALONE["peace"] < ALONE["fro"] < ALONE["ukzq"]


def test_company_makes_a_word_likelier() -> None:
    assert bits("the", "Council") < ALONE["Council"]
    assert bits("the", "Council", "met") < bits("Council", "met") < ALONE["met"]


def test_what_a_document_says_often_is_likelier_there() -> None:
    document = LANGUAGE.of_document({"ukzq": 9}, 100)
    assert document.bits(["ukzq"], 0, 1, {}) < LANGUAGE.bits(["ukzq"], 0, 1, {})
    assert document.bits(["ukzq"], 0, 1, {"ukzq": 9}) == LANGUAGE.bits(["ukzq"], 0, 1, {})


@given(st.lists(st.sampled_from([*SINGLES, "rare", "ukzq"]), min_size=1, max_size=6))
def test_bits_add_up_and_are_never_below_nothing(stream: list[str]) -> None:
    each = [LANGUAGE.bits(stream, at, at + 1, {}) for at in range(len(stream))]
    assert all(number >= 0 for number in each)
    assert abs(sum(each) - LANGUAGE.bits(stream, 0, len(stream), {})) < 1e-6


@given(st.dictionaries(st.text("abcdefgh", min_size=1, max_size=6), st.integers(3, 10**6), max_size=40))
def test_packed_counts_are_those_that_went_in_but_for_rounding(counts: dict[str, int]) -> None:
    company = Company(packed(CompanyCounts(Counter(counts)), Cut(), frozenset(counts)))
    assert company.total == sum(counts.values())
    assert all(0.94 < company.count(term) / number < 1.06 for term, number in counts.items())
