"""Words in a spelling that is not the house's."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, proposals, rule

VARIANTS = checker_of(rule("spelling"))
HYPHENS = checker_of(rule("spelling", task="hyphen", closed=["multiethnic"]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("an organisation of labor", [("organisation", "organization"), ("labor", "labour")]),
        ("Organisation is all.", [("Organisation", "Organization")]),
        ("We met. Center of gravity", [("Center", "Centre")]),
        ("a programme of analyses, organized", []),
        ("the World Trade Center and the Labor Party", []),
        ("He met Mr. Favor. Labor Party members spoke.", []),
        ("FAVOR", []),
    ],
)
def test_another_spelling_is_righted_and_a_proper_name_keeps_its_own(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(VARIANTS, passage) == expected


def test_an_unknown_task_is_refused() -> None:
    with pytest.raises(QaError, match=r"unknown task; found 'guess'; expected .variant. or .hyphen."):
        checker_of(rule("spelling", task="guess"))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("a crosscutting theme", [("crosscutting", "cross-cutting")]),
        ("Wellbeing is all.", [("Wellbeing", "Well-being")]),
        ("a multiethnic society, cross-cutting and peaceful", []),
        ("the Nonviolent Peaceforce, NONVIOLENT", []),
        ("It was life-\nsaving aid.", []),
    ],
)
def test_what_records_hyphenate_is_told_but_for_what_the_rule_allows(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(HYPHENS, passage) == expected
