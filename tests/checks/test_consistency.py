"""Two accepted forms of one word in one document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.ground.errors import QaError
from tests.trials import checker_of, findings, proposals, rule

HYPHEN = checker_of(rule("consistency"))
FORMS = checker_of(rule("consistency", forms=[["inquiry", "enquiry"], ["al-qaida", "al-qaeda"]]))


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("anti-terrorist services, anti-terrorist plans, antiterrorist structures", [("antiterrorist", "anti-terrorist")]),
        ("Antiterrorist services, anti-terrorist plans, anti-terrorist acts", [("Antiterrorist", "Anti-terrorist")]),
        ("ANTI-TERRORIST PLANS\n\nOur antiterrorist plans, antiterrorist acts", [("ANTI-TERRORIST", "ANTITERRORIST")]),
        ("peace-keeping and peacekeeping", [("peace-keeping", "peacekeeping")]),
        ("well-being, wellbeing and well-being", [("wellbeing", "well-being")]),
        ("the reform of the re-formed unit, to re-form", []),
        ("non-anti-terrorist and antiterrorist", []),
        ("anti-terrorist and anti-terrorism", []),
    ],
)
def test_the_rarer_of_two_forms_is_reported(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(HYPHEN, passage) == expected


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("an inquiry and an enquiry", [("enquiry", "inquiry")]),
        ("an enquiry, an enquiry and an inquiry", [("inquiry", "enquiry")]),
        ("Al-Qaida, Al-Qaida and Al-Qaeda", [("Al-Qaeda", "Al-Qaida")]),
        ("an enquiry, an enquiry", []),
    ],
)
def test_of_equally_frequent_forms_the_first_listed_is_preferred(passage: str, expected: list[tuple[str, ...]]) -> None:
    assert proposals(FORMS, passage) == expected


def test_the_evidence_counts_both() -> None:
    (finding,) = findings(HYPHEN, "anti-terrorist services, anti-terrorist plans, antiterrorist structures")
    assert finding.evidence == "“anti-terrorist” stands twice in this document, “antiterrorist” once."


@pytest.mark.parametrize("forms", [[["inquiry"]], [["Inquiry", "enquiry"]], ["inquiry"], [["inquiry", 3]], "inquiry"])
def test_a_family_that_is_none_is_refused(forms: object) -> None:
    with pytest.raises(QaError, match="forms"):
        checker_of(rule("consistency", forms=forms))


WORDS = "anti-terrorist Antiterrorist, non-anti-terrorist peace-keeping -peacekeeping peacekeeping_ well-being wellbeing"


@given(st.lists(st.sampled_from(WORDS.split()), max_size=30))
def test_forms_gathered_in_one_walk_stand_where_each_is_searched_for(words: list[str]) -> None:
    passage = " ".join(words)
    searched = findings(HYPHEN, passage)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("qa.checks.consistency._SEARCHES", -1)
        assert findings(HYPHEN, passage) == searched
