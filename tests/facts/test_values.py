"""A passage to its numbers, dates and symbols by value, however they are written."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.facts.values import ValueKind, by_value, differing_kinds, values


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ("five vessels, 5 vessels", ["5", "5"]),
        ("the seventy-ninth session, the 79th session", ["79th", "79th"]),
        ("two thirds, a third, one quarter", ["2/3", "1/3", "1/4"]),
        ("a hundred and five, two thousand and one, one hundred twenty thousand", ["105", "2001", "120000"]),
        ("2,000,000, 2 million, 3.5 billion", ["2000000", "2000000", "3500000000"]),
        ("thirty and forty, one and two", ["30", "40", "1", "2"]),
        ("thousands of people, tens of millions", ["thousands", "millions"]),
        ("30%, 30 per cent, 4.5 percent, 10 and 15 per cent", ["30%", "30%", "9/2%", "10%", "15%"]),
        ("$5 million, 5 million dollars, €5", ["$5000000", "$5000000", "€5"]),
        ("-5 degrees, a 5-year plan", ["-5", "5"]),
        ("9.30 a.m., 9:30 a.m.", ["9h30", "9h30"]),
        ("the 31st of December 2025, December 31, 2025, 31 December 2025", ["2025-12-31"] * 3),
        ("4 July, July 4th", ["-7-4", "-7-4"]),
        ("in May they may; in May 2020", ["-5", "2020-5"]),
        ("the 1980s, the 1980's, in 1986, 2015-2016", ["1980s", "1980s", "1986", "2015", "2016"]),
        ("on Monday", ["Monday"]),
        ("S/PV.9721, A/RES/70/1", ["S/PV.9721", "A/RES/70/1"]),
        ("resolution 2107 of 2013, Resolution 2107 (2013)", ["resolution2107(2013)"] * 2),
        ("Article 51, articles 51, Chapter VII", ["article51", "article51", "chapterVII"]),
        ("no number here, and/or an article of faith", []),
    ],
)
def test_values_are_read_however_they_are_written(text: str, keys: list[str]) -> None:
    assert [value.key for value in values(text)] == keys


@pytest.mark.parametrize(
    ("old", "new", "kinds"),
    [
        ("one of them", "some of them", []),
        ("one vessel", "two vessels", ["number"]),
        ("15 May 1992", "15 May 1993", ["date"]),
        ("S/2024/378", "S/2024/387", ["symbol"]),
        ("5 men on 3 May", "6 men on 4 May", ["date", "number"]),
        ("five men", "5 men", []),
    ],
)
def test_kinds_that_differ(old: str, new: str, kinds: list[str]) -> None:
    assert sorted(differing_kinds(old, new)) == kinds


@given(st.text(alphabet="15.,%$-/()thsd andMayS VII", max_size=30))
def test_values_stand_in_order_where_they_were_read(text: str) -> None:
    reached = 0
    for value in values(text):
        assert reached <= value.start < value.end <= len(text)
        reached = value.end
    for kind in ValueKind:
        if all(value.kind is not kind for value in values(text)):
            assert by_value(text, kind) == text


@given(st.integers(min_value=2, max_value=999_999))
def test_a_number_with_commas_is_the_number(number: int) -> None:
    assert [value.key for value in values(f"some {number:,} men")] == [str(number)]
