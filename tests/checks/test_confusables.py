"""Real words in the wrong place."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

TRAPS = checker_of(
    rule("confusables", name="trial.crises", word="crises", right="crisis", after=["situations"], not_before=["two"]),
    rule("confusables", name="trial.let", word="let", right="led", after=["by"], before=["was"], not_after=["down"]),
)


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("information on crises situations", [("crises", "crisis")]),
        ("Crises\nsituations", [("Crises", "Crisis")]),
        ("CRISES SITUATIONS", [("CRISES", "CRISIS")]),
        ("two crises situations", []),
        ("crises in situations", []),
        ("the process (let by the Community)", [("let", "led")]),
        ("it was let go", [("let", "led")]),
        ("it was let down", []),
        ("they let, by the way, the outlet by the road", []),
    ],
)
def test_the_neighbours_spring_the_trap_or_clear_the_word(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(TRAPS, passage) == expected


def test_the_evidence_names_the_neighbour() -> None:
    (finding,) = findings(TRAPS, "information on crises situations")
    assert finding.evidence == "With “situations” after it, “crisis” is meant."


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        ({"word": "let"}, "needs a word and what is right"),
        ({"word": "let", "right": "let", "after": ["by"]}, "needs a word and what is right"),
        ({"word": "let", "right": "led"}, "nothing gives the word away"),
        ({"word": "let", "right": "led", "after": "by"}, "wrong type"),
        ({"word": "let", "right": "led", "after": [3]}, "not text"),
    ],
)
def test_a_trap_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("confusables", **options))
