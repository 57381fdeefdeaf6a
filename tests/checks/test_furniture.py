"""Page furniture in a text, and the sentence without it."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from qa.readers.html import read as read_html
from tests.trials import checker_of, corrected, findings, proposals, rule

TASKS = ("line", "number", "inside")
CHECKER = checker_of(*(rule("furniture", name=f"furniture.{task}", task=task) for task in TASKS))


@pytest.mark.parametrize(
    ("passage", "right", "task"),
    [
        ("the will of\nS/PV.9999\nall States", "the will of\nall States", "line"),
        ("the will of\r\n\r\n\r\n2/28 16-99999\r\n\r\nall States", "the will of\r\nall States", "line"),
        ("It is so.\n\n\nCheck against delivery\n\nWe agree.", "It is so.\n\n\nWe agree.", "line"),
        ("Check against delivery\n\nWe agree.", "We agree.", "line"),
        ("We agree.\n\nS/PV.9999\n", "We agree.\n", "line"),
        ("the will of the\n\n4\n\npeople", "the will of the\npeople", "number"),
        ("the will of the 20-01234 people", "the will of the people", "inside"),
        ("the will of the Page 2 of 3\npeople", "the will of the\npeople", "inside"),
        ("the demo- 20-01234 cratic will", "the democratic will", "inside"),
        ("the demo-\nS/PV.9999\ncratic will", "the democratic will", "line"),
        ("by the Counter-\nS/PV.9999\nTerrorism Committee.", "by the Counter-Terrorism Committee.", "line"),
        ("the will and _ the way", "the will and the way", "inside"),
    ],
)
def test_without_the_furniture_the_sentence_is_whole(passage: str, right: str, task: str) -> None:
    assert [finding.rule for finding in findings(CHECKER, passage)] == [f"furniture.{task}"]
    assert corrected(CHECKER, passage) == right
    assert findings(CHECKER, right) == ()


def test_what_stands_together_is_one_finding() -> None:
    passage = "It is so.\n\nCheck against delivery\nS/PV.9999\n\nWe agree."
    assert proposals(CHECKER, passage) == [("\n\nCheck against delivery\nS/PV.9999\n\n", "\n\n")]


def test_in_a_structured_file_furniture_is_looked_for_inside_sentences_alone() -> None:
    page = b"<p>the will of the 20-01234 people</p><p>S/PV.9999</p><footer>S/PV.9999</footer>"
    assert [finding.rule for finding in CHECKER.check(read_html("speech.html", page)).findings] == ["furniture.inside"]


def test_a_task_that_no_rule_has_is_refused() -> None:
    with pytest.raises(QaError, match="unknown task"):
        checker_of(rule("furniture", task="lines"))


def test_other_checks_read_past_it() -> None:
    checker = checker_of(rule("words", words={"human right of": "human rights of"}))
    assert corrected(checker, "the human right\nS/PV.9999\nof all", Confidence.ADVICE) == "the human rights\nS/PV.9999\nof all"


def test_a_paragraph_of_a_structured_file_that_cuts_a_sentence_is_reported() -> None:
    paragraphs = "<p>S/PV.9999</p><p>The will of</p><p>S/PV.9999 25/10/2036</p><p>all States.</p>"
    page = f"<!doctype html><html><body>{paragraphs}</body></html>".encode()
    (finding,) = CHECKER.check(read_html("speech.html", page)).findings
    assert (finding.rule, finding.text, finding.corrections) == ("furniture.line", "S/PV.9999 25/10/2036", ("",))
