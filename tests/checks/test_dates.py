"""Days of the week and their dates."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from tests.trials import checker_of, proposals, rule

WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
MONTHS = "January February March April May June July August September October November December".split()
DATES = checker_of(rule("dates", weekdays=WEEKDAYS, months=MONTHS))


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
    written = f"{day.day} {MONTHS[day.month - 1]} {day.year}"
    silent = [name for name in WEEKDAYS if not proposals(DATES, f"On {name}, {written}, we met.")]
    assert silent == [day.strftime("%A")]


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"weekdays": WEEKDAYS[:6], "months": MONTHS}, "not the 7 names"),
        ({"weekdays": WEEKDAYS, "months": ["january", *MONTHS[1:]]}, "not the 12 names"),
    ],
)
def test_a_calendar_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("dates", **options))
