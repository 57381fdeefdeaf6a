"""Acronyms of a translation that the documents themselves explain."""

from __future__ import annotations

from tests.checks.side_by_side import found

_PAIRS = (
    ("Le Fonds de solidarité rurale (FSRL) a été créé.", "The Rural Solidarity Fund (RSFL) was created."),
    ("Le FSRL finance des puits.", "The RSFL finances wells."),
    ("Nous félicitons le FSRL de son action.", "We congratulate the BDKT on its work."),
    ("Le FSRL a besoin de fonds.", "The RFSL needs funds."),
)


def test_an_acronym_is_held_against_the_one_that_was_introduced_beside_the_source_s() -> None:
    assert [(one.rule, one.text, one.corrections) for one in found(_PAIRS, "parallel-acronyms")] == [
        ("translation.acronym-another", "BDKT", ("RSFL",)),
        ("translation.acronym-misspelt", "RFSL", ("RSFL",)),
    ]
