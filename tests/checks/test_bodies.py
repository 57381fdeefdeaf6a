"""Official names one slip away from what stands there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.bodies import NameSlips
from qa.facts.gazetteer import Body, load_bodies
from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

OPTIONS: dict[str, object] = {
    "prepositions": ["for", "on", "of", "in"],
    "families": [["african", "africa"], ["programme", "program"]],
    "before": ["The", "Nations"],
}
CHECKER = checker_of(rule("bodies", **OPTIONS))
SLIPS = NameSlips(("for", "on", "of", "in"), {"african": frozenset(("africa",))})


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("the Commission on Social Development", [("on", "for")]),
        ("The Commission\non Social Development met.", [("on", "for")]),
        ("the United Nations Assistance Mission in\nIraq", [("in", "for")]),
        ("the United Nations Convention on the Law of Sea", [("Sea", "the Sea")]),
        ("the Economic Community of West African State", [("State", "States")]),
        ("the Economic Community of West Africa States", [("Africa", "African")]),
        ("the Commission on the Status of Woman", []),
        ("the World Food Program and the World Food Programme", [("Program", "Programme")]),
        ("the East African community", [("community", "Community")]),
        ("the Treaty on the Prohibition of the Nuclear Weapons", [("the Nuclear", "Nuclear")]),
        ("a commission on social development", []),
        ("the Commission for Social Development", []),
        ("the National Commission on Social Development", []),
        ("the Commission on Social Development of Ruritania", []),
        ("the Commission on Social Development of the United Nations", [("on", "for")]),
        ("the United Nations Declaration on the Rights of Indigenous People Act", []),
        ("the Treaty for the Prohibition of Nuclear Weapons in Latin America", []),
        ("the Organisation for the Prohibition of Chemical Weapons", []),
    ],
)
def test_a_form_one_slip_away_is_reported(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(CHECKER, passage) == expected


def test_the_evidence_gives_the_name() -> None:
    (finding,) = findings(CHECKER, "the Commission on Social Development")
    assert finding.evidence == "The official name is “Commission for Social Development”."


def test_a_house_adds_its_own_names() -> None:
    checker = checker_of(rule("bodies", names=["Board for River Pilots"], **OPTIONS))
    assert proposals(checker, "the Board on River Pilots") == [("on", "for")]


@given(st.sampled_from(load_bodies()))
def test_no_name_is_its_own_slip(body: Body) -> None:
    assert body.name.lower() not in SLIPS.forms(body.name)


@given(st.sampled_from(load_bodies()))
def test_every_official_name_is_silent(body: Body) -> None:
    assert proposals(CHECKER, f"We thank the {getattr(body, 'name', '')}.") == []


@pytest.mark.parametrize("families", [[["African", "Africa"]], [["africa"]], ["africa"]])
def test_a_family_is_a_list_of_words(families: list[object]) -> None:
    with pytest.raises(QaError, match="not a family of words"):
        checker_of(rule("bodies", families=families))
