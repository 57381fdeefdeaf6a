"""Days of the week and their dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.lists import word_list
from tests.trials import checker_of, proposals, rule

DATES = checker_of(rule("dates"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("on Monday, 29 October 2016, we", [("Monday", "Saturday")]),
        ("on Monday 29 October\n2016, we", [("Monday", "Saturday")]),
        ("(Monday, the 29 October 2016)", [("Monday", "Saturday")]),
        ("on Monday, October 29, 2016", [("Monday", "Saturday")]),
        ("on Saturday, 29 October 2016, we", []),
        ("on Monday, 31 June 2016, we", []),
        ("on Monday, 29 October 1066, we", []),
        ("on Monday, 29 October, we", []),
        ("on Monday we met; 29 October 2016 was", []),
    ],
)
def test_the_calendar_knows_the_day(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(DATES, passage) == expected


@given(st.dates(date(1800, 1, 1), date(2100, 1, 1)))
def test_one_day_of_the_week_is_right_for_every_date(day: date) -> None:
    written = f"{day.day} {day:%B %Y}"
    silent = [name for name in word_list("weekdays") if not proposals(DATES, f"On {name}, {written}, we met.")]
    assert silent == [day.strftime("%A")]
