"""Words with a figure, a capital or an underscore where another sign was printed."""

from __future__ import annotations

import pytest

from tests.trials import checker_of, corrected, findings, proposals, rule

MISREAD = checker_of(rule("misread", keep=["oUr"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("equal rights of w0men", "equal rights of women"),
        ("(c1vilians), emp1oyment;", "(civilians), employment;"),
        ("in l939, at 7O places", "in 1939, at 70 places"),
        ("a l9-year-old, the pre-l939 order", "a 19-year-old, the pre-1939 order"),
        ("adopted by I1 votes", "adopted by 11 votes"),
        ("sustainabIe reGional compenSation", "sustainable regional compensation"),
        ("one and aIl, al1 of us, the Iate SIovak", "one and all, all of us, the late Slovak"),
        ("NAT0 and the lmplementation Plan", "NATO and the Implementation Plan"),
        ("Union of S0viet Republics", "Union of Soviet Republics"),
        ("my Governmentís view of todayís world", "my Government's view of today's world"),
        ("an inter_national body of_the Council", "an international body of the Council"),
    ],
)
def test_the_sign_that_was_printed_is_put_back(passage: str, expected: str) -> None:
    assert corrected(MISREAD, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "one another1 and the peoples1, Ieng Sary and Iran, Llewellyn",
        "COVID-19, the G20, 5G, B1, A4 and F16s",
        "A/630l and S/2015/1O, press_office@example.org",
        "Mr. deBrum and Mr. McDonald have an iPhone.",
        "Page 1|6",
        "oUr",
        "_of_ the Al-Salam",
    ],
)
def test_notes_symbols_names_and_addresses_are_left(passage: str) -> None:
    assert proposals(MISREAD, passage) == []


def test_the_evidence_names_the_sign() -> None:
    (finding,) = findings(MISREAD, "equal rights of w0men")
    assert finding.evidence == "“women” is a known word; a machine reads 0 for a letter."
