"""Words that fell apart."""

from __future__ import annotations

import pytest

from tests.trials import checker_of, corrected, findings, proposals, rule

SPLIT = checker_of(rule("split"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("to j eopardize peace", "to jeopardize peace"),
        ("a di ff cult question", "a difficult question"),
        ("every e ff ort.", "every effort."),
        ("in a consul tative process", "in a consultative process"),
        ("the Secre tary of commu nity.", "the Secretary of community."),
        ("(an infor mation note)", "(an information note)"),
        ("the Un ited Nations", "the United Nations"),
    ],
)
def test_the_pieces_are_put_together(passage: str, expected: str) -> None:
    assert corrected(SPLIT, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "Mr. J. Edgar gave plan B to group A.",
        "J Edgar spoke on item a of part b.",
        "The anti terrorist plan of Mr. Bord yuzha",
        "consul\n\ntative",
        "ff",
        "an onal onal",
    ],
)
def test_initials_letters_and_what_is_no_word_together_are_left(passage: str) -> None:
    assert proposals(SPLIT, passage) == []


def test_one_place_is_reported_once_though_both_pieces_are_unknown() -> None:
    (finding,) = findings(SPLIT, "in a consul tative process")
    assert finding.evidence == "“tative” is no word here; “consultative” is a known one."
