"""Words and phrases said twice."""

from __future__ import annotations

import pytest

from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from qa.rulebook.load import load_rulebook
from tests.trials import checker_of, corrected, findings, proposals, rule

SHIPPED = {rule.id: rule for rule in load_rulebook().rules}
WORD = checker_of(SHIPPED["repetition.word"])
PHRASE = checker_of(SHIPPED["repetition.phrase"])


@pytest.mark.parametrize(
    ("passage", "expected", "confidence"),
    [
        ("training on the the theme", "training on the theme", Confidence.SURE),
        ("training on the\nthe theme", "training on the theme", Confidence.SURE),
        ("all the the the universality", "all the universality", Confidence.SURE),
        ("a a plan", "a plan", Confidence.SURE),
        ("We met. The the the Council agreed.", "We met. The Council agreed.", Confidence.SURE),
        ("THE THE COUNCIL", "THE COUNCIL", Confidence.SURE),
        ("gross national national product", "gross national product", Confidence.LIKELY),
        ("the aim, it it seems, was peace", "the aim, it seems, was peace", Confidence.LIKELY),
        ("We work for for peace.", "We work for peace.", Confidence.SURE),
        ("What we want, and what they want, we are are told.", "What we want, and what they want, we are told.", Confidence.SURE),
        ("We believe that we we should act.", "We believe that we should act.", Confidence.SURE),
        ("the text of the\n\nthe draft resolution", "the text of the draft resolution", Confidence.SURE),
        ("the text of the\n\n12/14\n\nS/PV.6300\n\nthe draft", "the text of the draft", Confidence.SURE),
    ],
)
def test_a_word_said_twice_is_said_once(passage: str, expected: str, confidence: Confidence) -> None:
    assert corrected(WORD, passage) == expected
    assert [finding.confidence for finding in findings(WORD, passage)] == [confidence]


@pytest.mark.parametrize(
    "passage",
    [
        "The envoys whom we talked about about noon left.",
        "The room he waited in in May was cold.",
        "All that the Office does does count.",
        "Whoever can can vote.",
        "That they are are words.",
        "The trouble there is is small.",
        "How that came to be is is no secret.",
        "A new age was ushered in in Asia.",
        "The violence goes on on both sides.",
        "The common political will will be found.",
        "They ask for what they have waited for for so long.",
        "He wrote so in the The Hague Gazette.",
    ],
)
def test_a_clause_may_end_with_a_word_that_the_next_begins_with(passage: str) -> None:
    assert [finding.confidence for finding in findings(WORD, passage)] == [Confidence.ADVICE]


@pytest.mark.parametrize(
    "passage",
    [
        "He said that that had had a very very good effect.",
        "Mr. Boutros Boutros-Ghali went to Pago Pago.",
        "articles 5 5 and x x",
        "We met, the, the Council",
        "the end\n\nend of it",
        "We thank the\n\nThe President",
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
        ("a list of crises of crises and wars", "a list of crises and wars"),
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
    [
        ({"task": "page"}, "unknown task"),
        ({"allowed": "had"}, "wrong type"),
        ({"allowed": [1]}, "not text"),
        ({"bound": {"in": "came"}}, "not a list"),
    ],
)
def test_an_option_that_is_none_is_refused(options: dict[str, object], complaint: str) -> None:
    with pytest.raises(QaError, match=complaint):
        checker_of(rule("repetition", **options))
