"""Words and phrases said twice."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from tests.trials import checker_of, corrected, findings, proposals, rule

WORD = checker_of(rule("repetition", task="word", allowed=["had", "that", "very"]))
PHRASE = checker_of(rule("repetition", task="phrase", allowed=["again and"]))


@pytest.mark.parametrize(
    ("passage", "expected", "confidence"),
    [
        ("training on the the theme", "training on the theme", Confidence.SURE),
        ("training on the\nthe theme", "training on the theme", Confidence.SURE),
        ("all the the the universality", "all the universality", Confidence.SURE),
        ("a a plan", "a plan", Confidence.SURE),
        ("gross national national product", "gross national product", Confidence.LIKELY),
    ],
)
def test_a_word_said_twice_is_said_once(passage: str, expected: str, confidence: Confidence) -> None:
    assert corrected(WORD, passage) == expected
    assert [finding.confidence for finding in findings(WORD, passage)] == [confidence]


@pytest.mark.parametrize(
    "passage",
    [
        "He said that that had had a very very good effect.",
        "Mr. Boutros Boutros-Ghali went to Pago Pago.",
        "articles 5 5 and x x",
        "We met, the, the Council",
        "the end\n\nend of it",
    ],
)
def test_what_prose_says_twice_is_left(passage: str) -> None:
    assert proposals(WORD, passage) == []


@pytest.mark.parametrize(
    ("passage", "expected"),
    [
        ("We call on the call on the Council to act.", "We call on the Council to act."),
        ("This must work must work now.", "This must work now."),
        ("of the\nof the Council", "of the Council"),
        ("and of the and of the end", "and of the end"),
    ],
)
def test_a_phrase_said_twice_is_said_once(passage: str, expected: str) -> None:
    assert corrected(PHRASE, passage) == expected


@pytest.mark.parametrize(
    "passage",
    [
        "again and again and again",
        "more and more and more States",
        "shoulder to shoulder to the end",
        "12 of 12 of the votes",
        "the end of\n\nend of it",
    ],
)
def test_what_is_said_twice_on_purpose_is_left(passage: str) -> None:
    assert proposals(PHRASE, passage) == []


@pytest.mark.parametrize(
    ("options", "complaint"),
    [({"task": "page"}, "unknown task"), ({"allowed": "had"}, "wrong type"), ({"allowed": [1]}, "not text")],
)
def test_an_option_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("repetition", **options))
