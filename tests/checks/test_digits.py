"""Digits and letters in one token."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, proposals, rule

LOOKALIKES = {"0": "o", "1": "lit", "6": "óe"}
NUMBERS = checker_of(rule("digits", task="number", lookalikes={"1": "lI", "0": "Oo"}))
WORDS = checker_of(rule("digits", task="word", lookalikes=LOOKALIKES))
ORDINALS = checker_of(rule("digits", task="ordinal"))
JOINED = checker_of(rule("digits", task="joined", units=["fold"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("in l997, (l998) and 20l4.", [("l997", "1997"), ("l998", "1998"), ("20l4", "2014")]),
        (
            "pre-l939, the l9-year-old, l992-l993",
            [("pre-l939", "pre-1939"), ("l9-year-old", "19-year-old"), ("l992-l993", "1992-1993")],
        ),
        ("the l990s and the 298Ist meeting", [("l990s", "1990s"), ("298Ist", "2981st")]),
        ("at the 176I1st meeting", []),
        ("World War I4, 2l of milk, the 1o de mayo, page 4I6, lo3, o4", []),
        ("CO2, Ill, lo, G2O, II1, 1.l, A/l99, l1.5", []),
    ],
)
def test_letters_among_digits_are_digits(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(NUMBERS, passage) == expected


@given(st.integers(1000, 2999).map(str))
def test_a_year_with_one_letter_is_mended(year: str) -> None:
    for place, digit in enumerate(year):
        for letter in {"1": "lI", "0": "Oo"}.get(digit, ""):
            damaged = f"in {year[:place]}{letter}{year[place + 1 :]} and"
            assert corrected(NUMBERS, damaged) == f"in {year} and"


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the killing of c1vilians", [("c1vilians", "civilians")]),
        ("0ur delegation", [("0ur", "Our")]),
        ("Finally 1should like", [("1should", "I should")]),
        (
            "the 1nternational order. 1nternational and 0rganization",
            [("1nternational", "international"), ("1nternational", "International"), ("0rganization", "Organization")],
        ),
        ("cancellation 0f debt", [("0f", "of")]),
        ("it was h6ld there", [("h6ld", "held")]),
        ("his b8sic rights", [("b8sic", "basic")]),
        ("H1N1, mp3, one1, B1b, 0th, 1st, 21st, e2e, x1x1", []),
    ],
)
def test_a_digit_among_letters_is_a_letter(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert [(found, right[0]) for found, *right in proposals(WORDS, passage)] == expected


@pytest.mark.parametrize(
    ("wrong", "right"),
    [("21nd", "21st"), ("2992th", "2992nd"), ("3st", "3rd"), ("11st", "11th"), ("112nd", "112th"), ("10st", "10th")],
)
def test_the_ending_fits_the_number(wrong: str, right: str) -> None:
    assert corrected(ORDINALS, f"the {wrong} session") == f"the {right} session"


@given(st.integers(0, 99999))
def test_one_ending_is_right_for_every_number(number: int) -> None:
    silent = [ending for ending in ("st", "nd", "rd", "th") if not proposals(ORDINALS, f"the {number}{ending} one")]
    assert len(silent) == 1


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("with 2abstentions", "with 2 abstentions"),
        ("on 28May and in May2014", "on 28 May and in May 2014"),
        ("resolution2511 (2020)", "resolution 2511 (2020)"),
        ("at the 1814the meeting", "at the 1814th meeting"),
        ("COP29, COVID19, note1, 10km, 3fold, 21st, 38Parallel", "COP29, COVID19, note1, 10km, 3fold, 21st, 38Parallel"),
    ],
)
def test_a_number_and_a_word_are_two(passage: str, expected: str) -> None:
    assert corrected(JOINED, passage) == expected


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"task": "letters"}, "unknown task"),
        ({"task": "number", "lookalikes": {"one": "l"}}, "not letters of digits"),
        ({"task": "number", "lookalikes": {"1": 7}}, "not letters of digits"),
    ],
)
def test_a_rule_that_says_nothing_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("digits", **options))
