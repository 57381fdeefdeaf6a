"""Corrections in rounds: what is corrected once stays, and the outcome is told of the text as it was."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import qa
from qa.engine.fixes import Fixed
from qa.engine.rounds import in_rounds
from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span

OFTEN = st.lists(
    st.sampled_from(["ofthe", "the the", "| l", "recieved", " ", ",and", "Council", "meet", ".I", "non -", "\n", "don't"])
)


def finding(text: str, start: int, end: int, correction: str) -> Finding:
    return Finding(
        Span(start, end),
        text[start:end],
        "own.rule",
        "words",
        "misspelling",
        Severity.ERROR,
        Confidence.SURE,
        "",
        "",
        (correction,),
    )


def made(text: str, *edits: tuple[int, int, str]) -> Fixed:
    findings = tuple(finding(text, *edit) for edit in edits)
    return Fixed(apply_edits(text, [Edit(each.span, each.corrections[0]) for each in findings]), findings, ())


def test_a_mistake_that_hid_another_is_one_correction_with_it():
    fixed = qa.fix("They are officials ofthe the two.")
    assert fixed.text == "They are officials of the two."
    assert [(each.text, each.corrections[0], each.rule) for each in fixed.applied] == [("ofthe the", "of the", "joined.words")]


def test_later_corrections_stand_where_they_stood_in_the_text_as_it_was():
    first = made("aa b cc d", (0, 2, "a"), (5, 7, "ccc"))
    fixed = in_rounds("aa b cc d", first, lambda fixed: made(fixed.text, (2, 3, "BB")) if "b" in fixed.text else made(fixed.text))
    assert fixed.text == "a BB ccc d"
    assert [(each.span, each.text, each.corrections) for each in fixed.applied] == [
        (Span(0, 2), "aa", ("a",)),
        (Span(3, 4), "b", ("BB",)),
        (Span(5, 7), "cc", ("ccc",)),
    ]


def test_what_a_later_round_puts_back_is_left():
    first = made("one two", (0, 3, "two"))
    fixed = in_rounds(
        "one two", first, lambda fixed: made(fixed.text, (0, 3, "one")) if fixed.text == "two two" else made(fixed.text)
    )
    assert (fixed.text, fixed.applied, [each.text for each in fixed.left]) == ("one two", (), ["one"])


@pytest.mark.parametrize("text", ["one", "two", "three"])
def test_of_corrections_that_undo_one_another_the_same_is_taken_from_wherever_one_begins(text):
    after = {"one": "two", "two": "three", "three": "one"}
    fixed = in_rounds(
        text, made(text, (0, len(text), after[text])), lambda so_far: made(so_far.text, (0, len(so_far.text), after[so_far.text]))
    )
    assert fixed.text == "one"
    assert apply_edits(text, fixed.edits) == "one"


@st.composite
def rounds(draw: st.DrawFn) -> tuple[str, list[list[tuple[int, int, str]]]]:
    """A text, and edits of it in two rounds, which may delete, insert and overlap."""
    text = draw(st.text("abc ", min_size=1, max_size=12))
    return text, [draw(st.lists(st.tuples(st.integers(0, 12), st.integers(0, 3), st.text("xy", max_size=2)))) for _ in range(2)]


def usable(text: str, edits: list[tuple[int, int, str]]) -> Fixed:
    """The edits that lie in the text, in order and apart from one another."""
    apart: list[tuple[int, int, str]] = []
    for start, length, new in sorted(edits):
        end = min(start + length, len(text))
        if start < end and (not apart or start >= apart[-1][1]) and text[start:end] != new:
            apart.append((start, end, new))
    return made(text, *apart)


@given(rounds())
def test_all_rounds_are_corrections_of_the_text_as_it_was(drawn: tuple[str, list[list[tuple[int, int, str]]]]):
    text, (one, two) = drawn
    first = usable(text, one)
    further = usable(first.text, two)
    answers = iter([further])
    fixed = in_rounds(text, first, lambda fixed: next(answers, made(fixed.text)))
    assert fixed.text == (further.text if first.applied else text)
    assert apply_edits(text, fixed.edits) == fixed.text
    assert all(text[each.span.slice] == each.text != each.corrections[0] for each in fixed.applied)
    assert all(before.span.end <= after.span.start for before, after in zip(fixed.applied, fixed.applied[1:], strict=False))


@pytest.mark.parametrize("confidence", ["sure", "likely"])
@given(OFTEN)
def test_corrected_once_is_corrected(confidence, pieces):
    once = qa.fix(" ".join(pieces), confidence).text
    assert qa.fix(once, confidence).text == once
