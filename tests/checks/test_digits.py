"""Ordinal numbers with the ending of another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from tests.trials import checker_of, corrected, proposals, rule

ORDINALS = checker_of(rule("digits", task="ordinal"))


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


def test_what_other_checks_report_is_refused() -> None:
    with pytest.raises(QaError, match=r"unknown task; found 'letters'; expected .ordinal."):
        checker_of(rule("digits", task="letters"))
