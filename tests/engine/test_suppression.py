"""Findings that somebody has answered."""

from __future__ import annotations

import pytest

from qa.engine.checker import Checker
from qa.finding import Confidence, Finding, Severity
from qa.rulebook.loading import Rulebook
from qa.span import Span
from qa.suppression import Suppression
from tests.trials import rule, speech

HOUSE = Rulebook((rule("words", name="house.typo", words={"ofthe": "of the", "the the": "the"}),))


@pytest.mark.parametrize(
    ("suppression", "covered"),
    [
        (Suppression(rule="house.typo"), True),
        (Suppression(rule="house"), True),
        (Suppression(rule="hous"), False),
        (Suppression(rule="house.typo.more"), False),
        (Suppression(text="the the"), True),
        (Suppression(text="the"), False),
        (Suppression(text="The the"), False),
        (Suppression(rule="house", text="the the"), True),
        (Suppression(rule="spelling", text="the the"), False),
        (Suppression(), True),
    ],
)
def test_a_suppression_covers_by_rule_by_text_or_by_both(suppression: Suppression, covered: bool) -> None:
    wrapped = Finding(Span(0, 7), "the\nthe", "house.typo", "words", "other", Severity.ERROR, Confidence.SURE, "", "")
    assert suppression.covers(wrapped) is covered


@pytest.mark.parametrize(
    ("passage", "reason"),
    [
        ("officials ofthe [sic] two", "[sic] stands after it"),
        ("officials ofthe (sic) two", "[sic] stands after it"),
        ("officials “ofthe”, [Sic] two", "[sic] stands after it"),
        ("officials ofthe\n[sic] two", "[sic] stands after it"),
        ("officials ofthe two [sic]", None),
        ("officials ofthe sic two", None),
        ("[sic] ofthe", None),
    ],
)
def test_sic_after_it_answers_a_finding(passage: str, reason: str | None) -> None:
    checked = Checker(HOUSE).check(speech(passage))
    assert [each.reason for each in checked.suppressed] == ([reason] if reason else [])
    assert len(checked.findings) + len(checked.suppressed) == 1


@pytest.mark.parametrize(("reason", "told"), [("a quotation", "a quotation"), ("", "suppressed in the configuration")])
def test_the_reason_is_told(reason: str, told: str) -> None:
    checked = Checker(HOUSE, suppressions=[Suppression(rule="other"), Suppression(rule="house", reason=reason)]).check(
        speech("ofthe")
    )
    assert [each.reason for each in checked.suppressed] == [told]
