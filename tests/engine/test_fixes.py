"""Findings to corrected text."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.engine.fixes import fix
from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from tests.engine.mutations import SEED, speeches
from tests.trials import corrected, shipped_checker

CHECKER = shipped_checker()
TEXT = "officials ofthe two organizations recieve it,and go"


def finding(start: int, end: int, *right: str, confidence: Confidence = Confidence.SURE, rule: str = "a.rule") -> Finding:
    return Finding(Span(start, end), TEXT[start:end], rule, "words", "other", Severity.ERROR, confidence, "", "", right)


@pytest.mark.parametrize(
    ("found", "confidence", "expected", "left"),
    [
        ([], Confidence.SURE, TEXT, 0),
        ([finding(10, 15, "of the", "off the")], Confidence.SURE, TEXT.replace("ofthe", "of the"), 0),
        ([finding(10, 15, "of the", confidence=Confidence.LIKELY)], Confidence.SURE, TEXT, 1),
        ([finding(10, 15, "of the", confidence=Confidence.LIKELY)], Confidence.LIKELY, TEXT.replace("ofthe", "of the"), 0),
        ([finding(10, 15)], Confidence.ADVICE, TEXT, 1),
        ([finding(10, 16, "")], Confidence.SURE, TEXT.replace("ofthe ", ""), 0),
        ([finding(12, 12, " ")], Confidence.SURE, TEXT.replace("ofthe", "of the"), 0),
        ([finding(10, 15, "of the"), finding(12, 19, "x")], Confidence.SURE, TEXT.replace("ofthe", "of the"), 1),
        ([finding(10, 15, "of the"), finding(15, 19, " 2")], Confidence.SURE, TEXT.replace("ofthe two", "of the 2"), 0),
        (
            [finding(44, 45, ", "), finding(10, 15, "of the")],
            Confidence.SURE,
            TEXT.replace("ofthe", "of the").replace(",", ", "),
            0,
        ),
    ],
)
def test_what_is_certain_enough_is_corrected(found: list[Finding], confidence: Confidence, expected: str, left: int) -> None:
    fixed = fix(TEXT, found, confidence)
    assert (fixed.text, len(fixed.left)) == (expected, left)
    assert {*fixed.applied, *fixed.left} == set(found)


def test_edits_are_applied_from_the_first_to_the_last() -> None:
    assert apply_edits("one two", [Edit(Span(0, 0), "(a) "), Edit(Span(3, 4), ", "), Edit(Span(7, 7), ".")]) == "(a) one, two."


CORRECTIONS = st.lists(st.tuples(st.integers(0, len(TEXT)), st.integers(0, 5), st.text(max_size=3), st.sampled_from(Confidence)))


@given(CORRECTIONS, st.sampled_from(Confidence))
def test_outside_the_corrected_places_nothing_changes(drawn: list[tuple[int, int, str, Confidence]], least: Confidence) -> None:
    found = [finding(start, min(start + length, len(TEXT)), right, confidence=sure) for start, length, right, sure in drawn]
    fixed = fix(TEXT, found, least)
    rest, position = fixed.text, 0
    for applied in fixed.applied:
        untouched = TEXT[position : applied.span.start]
        assert rest.startswith(untouched + applied.corrections[0])
        rest = rest[len(untouched) + len(applied.corrections[0]) :]
        position = applied.span.end
    assert rest == TEXT[position:]
    assert len(fixed.applied) + len(fixed.left) == len(found)
    assert all(applied.confidence.rank >= least.rank for applied in fixed.applied)


@pytest.mark.parametrize("confidence", [Confidence.SURE, Confidence.LIKELY])
def test_fixing_the_seed_again_changes_nothing(confidence: Confidence) -> None:
    once = corrected(CHECKER, SEED, confidence)
    assert once != SEED
    assert corrected(CHECKER, once, confidence) == once


def overlapping(why: str) -> pytest.MarkDecorator:
    return pytest.mark.xfail(strict=True, reason=f"of two findings that overlap one is corrected in a round: {why}")


@pytest.mark.parametrize(
    "passage",
    [
        "senior officials ofthe two, all the the the universality",
        "We thank the the Council,and the Assembly.",
        "The The The year",
        "of Al-Qaida,ISIL,and others",
        pytest.param("the group ofthe,and others", marks=overlapping("two blanks are missing in one token")),
    ],
)
def test_fixing_a_passage_again_changes_nothing(passage: str) -> None:
    once = corrected(CHECKER, passage, Confidence.SURE)
    assert once != passage
    assert corrected(CHECKER, once, Confidence.SURE) == once


@settings(max_examples=100)
@given(speeches())
def test_fixing_again_and_again_comes_to_an_end(passage: str) -> None:
    """One correction may lay bare another mistake ("of ofthe" becomes "of of the"), but no two undo each other."""
    texts = [passage]
    while len(texts) < 8 and (text := corrected(CHECKER, texts[-1], Confidence.SURE)) != texts[-1]:
        texts.append(text)
    assert len(texts) < 8


def test_a_correction_that_the_file_has_no_place_for_is_left_and_does_not_stand_in_the_way_of_others():
    wide, narrow = finding(10, 19, "of the three"), finding(34, 41, "receive")
    refused = {"of the three": "it reaches from one paragraph into another"}
    fixed = fix(TEXT, (wide, finding(16, 19, "both"), narrow), Confidence.SURE, lambda edit: refused.get(edit.text))
    assert fixed.text == TEXT.replace("two", "both").replace("recieve", "receive")
    assert (fixed.left, [(each.finding, each.reason) for each in fixed.refused]) == ((wide,), [(wide, *refused.values())])
    assert apply_edits(TEXT, fixed.edits) == fixed.text
