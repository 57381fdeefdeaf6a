"""Findings that somebody has answered."""

from __future__ import annotations

import pytest

from qa.config.suppression import Suppression
from qa.engine.checker import Checker
from qa.engine.suppress import suppress
from qa.ground.document import Document, Foreign
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.rulebook.load import Rulebook
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


@pytest.mark.parametrize(
    ("span", "reason"),
    [
        (Span(0, 4), None),
        (Span(0, 10), None),
        (Span(2, 14), "the file says that it is written in another language: fr"),
        (Span(5, 8), "the file says that it is written in another language: fr"),
        (Span(15, 20), "the file says that it is written in another language: es"),
        (Span(14, 15), None),
        (Span(20, 24), None),
    ],
)
def test_what_stands_mostly_in_another_language_is_answered_by_the_file(span: Span, reason: str | None) -> None:
    text = "then vive le tout hasta then"
    foreign = (Foreign(Span(5, 14), "fr"), Foreign(Span(15, 20), "es"))
    document = Document(speech(text).source, "tei", text, foreign=foreign)
    found = Finding(span, text[span.slice], "a", "words", "other", Severity.ERROR, Confidence.SURE, "", "")
    kept, suppressed = suppress(document, [found], ())
    assert (kept, [each.reason for each in suppressed]) == (((found,), []) if reason is None else ((), [reason]))


@pytest.mark.parametrize(
    ("text", "kind", "answered"),
    [
        ("Vive la paix.", "words", True),
        ("Vive la paix.", "language", False),
        ("This is the end of it.", "words", False),
    ],
)
def test_a_language_that_a_program_guessed_is_believed_of_what_does_not_read_as_english(text, kind, answered) -> None:
    foreign = (Foreign(Span(0, len(text)), "fr-FR", is_guessed=True),)
    document = Document(speech(text).source, "docx", text, foreign=foreign)
    found = Finding(Span(0, 4), text[:4], "a", kind, "other", Severity.ERROR, Confidence.SURE, "", "")
    kept, suppressed = suppress(document, [found], ())
    assert (bool(suppressed), len(kept)) == (answered, not answered)


@pytest.mark.parametrize(
    ("text", "place", "right", "answered"),
    [
        ("It is **quite clear** to us.", Span(6, 13), "quite", True),
        ("It is *clear* to us.", Span(6, 13), "clear", True),
        ("It is quite *clear to us.", Span(12, 18), "clear", False),
        ("The road*the bridge and the *sea.", Span(4, 12), "road the", False),
        ("It is **qite clear** to us.", Span(6, 12), "quite", False),
    ],
)
def test_stars_that_emphasize_words_are_no_slips(text: str, place: Span, right: str, answered: bool) -> None:
    found = Finding(place, text[place.slice], "a", "slips", "other", Severity.ERROR, Confidence.SURE, "", "", (right,))
    _, suppressed = suppress(speech(text), [found], ())
    assert bool(suppressed) == answered
