"""A verdict on the view to a finding about the document."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks.report import cased, report
from qa.engine.fixes import fix
from qa.ground.finding import Confidence
from qa.ground.span import Span
from qa.text.reading import Reading
from qa.text.segment import segment
from tests.trials import rule, speech

RULE = rule("words")


def reading(passage: str) -> Reading:
    return Reading(segment(speech(passage)))


@pytest.mark.parametrize(
    ("passage", "wrong", "right", "text", "correction"),
    [
        ("on the basis of memorandum of 28 May", "basis of memorandum of", "basis of the memorandum of", None, None),
        ("officials ofthe two", "officials ofthe two", "officials of the two", "ofthe", "of the"),
        ("ISIL, Al-Qaida,and others", ",and", ", and", "Al-Qaida,and", "Al-Qaida, and"),
        ("the Council , which met", " ,", ",", "Council ,", "Council,"),
        ("training on the\nthe theme", "the the", "the", "the\nthe", "the"),
        ("the Counter-\nTerrorism Comittee", "Terrorism Comittee", "Terrorism Committee", "Comittee", "Committee"),
        ("a rise of 13.7% in", "%", " per cent", "13.7%", "13.7 per cent"),
        ("The Council’s plan", "Council's", "Councils", "Council’s", "Councils"),
        ("The Councils’ plan", "Councils' plan", "Council's plan", "Councils’", "Council’s"),
    ],
)
def test_only_the_words_that_change_are_reported(
    passage: str, wrong: str, right: str, text: str | None, correction: str | None
) -> None:
    view = reading(passage)
    start = view.text.index(wrong)
    finding = report(view, RULE, Span(start, start + len(wrong)), [right])
    if text is not None:
        assert (finding.text, finding.corrections) == (text, (correction,))
    corrected = fix(passage, [finding], Confidence.ADVICE).text
    assert reading(corrected).text == view.text.replace(wrong, right).replace("'", "'")


def test_several_corrections_are_of_the_same_place_and_none_is_said_twice() -> None:
    view = reading("our staffs in Tashkent")
    finding = report(view, RULE, Span(4, 10), ["staff", "staff members", "staff", "staffs"])
    assert (finding.text, finding.corrections) == ("staffs", ("staff", "staff members"))


def test_message_and_evidence_say_what_was_found_and_what_is_right() -> None:
    view = reading("We recieve it.")
    finding = report(view, RULE, Span(3, 10), ["receive"], evidence="{found} is no word, {right} is.")
    assert finding.message == "“recieve” should be “receive”."
    assert finding.evidence == "recieve is no word, receive is."


WORDS = st.lists(
    st.sampled_from("the of Council ofthe Al-Qaida,and ( ) , . members' don't x \u00e9".split()), min_size=1, max_size=12
)


@given(WORDS, st.data())
def test_the_narrowed_correction_gives_the_same_text_as_the_whole_one(words: list[str], data: st.DataObject) -> None:
    passage = " ".join(words)
    view = reading(passage)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    right = data.draw(st.one_of(st.text(alphabet="the of,.", max_size=8), st.just(view.text[start:end] + " ")))
    finding = report(view, RULE, Span(start, end), [right])
    whole = view.text[:start] + right + view.text[end:]
    assert passage[finding.span.slice] == finding.text
    if finding.corrections:
        assert fix(passage, [finding], Confidence.ADVICE).text == whole
    else:
        assert whole == view.text


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "  \n"])
@given(words=WORDS, data=st.data())
def test_in_a_wrapped_text_it_reads_the_same_once_corrected(line_end: str, words: list[str], data: st.DataObject) -> None:
    blanks = data.draw(st.lists(st.sampled_from([" ", line_end]), min_size=len(words), max_size=len(words)))
    passage = "".join(word + blank for word, blank in zip(words, blanks, strict=True)).strip()
    view = reading(passage)
    start = data.draw(st.integers(0, len(view.text)))
    end = data.draw(st.integers(start, len(view.text)))
    finding = report(view, RULE, Span(start, end), ["resolution"])
    assert passage[finding.span.slice] == finding.text
    if "\n" not in view.text:
        corrected = fix(passage, [finding], Confidence.ADVICE).text
        assert " ".join(corrected.split()) == " ".join((view.text[:start] + "resolution" + view.text[end:]).split())


@pytest.mark.parametrize(
    ("right", "found", "expected"),
    [
        ("receive", "recieve", "receive"),
        ("receive", "Recieve", "Receive"),
        ("receive", "RECIEVE", "RECEIVE"),
        ("a", "A", "A"),
        ("an hour", "A", "An hour"),
        ("Geneva", "geneva", "Geneva"),
    ],
)
def test_a_correction_takes_over_the_capitals(right: str, found: str, expected: str) -> None:
    assert cased(right, found) == expected
