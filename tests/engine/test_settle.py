"""Findings about the same place."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.checks import CHECKS
from qa.engine.settle import settle
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span

TEXT = "The senior officials ofthe two organizations recieve it,and go."


def finding(start: int, end: int, kind: str = "pattern", confidence: Confidence = Confidence.LIKELY, right: str = "x") -> Finding:
    corrections = (right,) if right else ()
    message, severity = "Wrong.", Severity.ERROR
    return Finding(
        Span(start, end), TEXT[start:end], f"{kind}.trial", kind, "other", severity, confidence, message, "", corrections
    )


@pytest.mark.parametrize(
    ("better", "weaker"),
    [
        (finding(21, 26, "confusables", Confidence.LIKELY), finding(21, 26, "slips", Confidence.SURE)),
        (finding(21, 26, "pattern", Confidence.SURE), finding(21, 26, "pattern", Confidence.LIKELY, right="y")),
        (finding(21, 26, "slips", Confidence.LIKELY), finding(21, 26, "confusables", Confidence.ADVICE)),
        (finding(21, 26, "confusables"), finding(21, 26, "slips")),
        (finding(21, 26, "slips"), finding(21, 26, "confusables", right="")),
        (finding(11, 30, "pattern"), finding(21, 26, "pattern")),
        (finding(0, 40, "language", Confidence.ADVICE, right=""), finding(21, 26, "confusables", Confidence.SURE)),
        (finding(21, 26, "confusables"), finding(25, 30, "slips")),
    ],
)
def test_the_better_is_kept_and_the_weaker_attached(better: Finding, weaker: Finding) -> None:
    (kept,) = settle([weaker, better])
    assert (kept.span, kept.kind, kept.attached) == (better.span, better.kind, (weaker,))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (finding(0, 3), finding(3, 10)),
        (finding(21, 26), finding(20, 30, right="")),
        (finding(3, 3), finding(3, 10)),
        (finding(21, 26, right=""), finding(20, 30, right="")),
    ],
)
def test_findings_that_do_not_compete_stand_side_by_side(one: Finding, other: Finding) -> None:
    assert set(settle([one, other])) == {one, other}


SPANS = st.tuples(st.integers(0, 20), st.integers(0, 6)).map(lambda pair: (pair[0], pair[0] + pair[1]))
FINDINGS = st.lists(
    st.builds(
        lambda place, kind, confidence, right: finding(*place, kind, confidence, right),
        SPANS,
        st.sampled_from([*CHECKS, "python"]),
        st.sampled_from(Confidence),
        st.sampled_from(["", "x", "y"]),
    ),
    max_size=12,
)


def told(findings: tuple[Finding, ...]) -> set[tuple[Span, str, Confidence, tuple[str, ...]]]:
    every = [each for kept in findings for each in (kept, *kept.attached)]
    return {(each.span, each.rule, each.confidence, each.corrections) for each in every}


@given(FINDINGS)
def test_none_is_lost(found: list[Finding]) -> None:
    assert told(settle(found)) == told(tuple(found))


@given(FINDINGS)
def test_no_two_kept_with_corrections_overlap(found: list[Finding]) -> None:
    kept = [each.span for each in settle(found) if each.corrections]
    assert not any(first.overlaps(second) for first, second in combinations(kept, 2))


@given(FINDINGS)
def test_what_is_attached_overlaps_what_it_is_attached_to(found: list[Finding]) -> None:
    assert all(weaker.span.overlaps(kept.span) for kept in settle(found) for weaker in kept.attached)


@given(FINDINGS, st.randoms(use_true_random=False))
def test_the_outcome_is_in_order_and_does_not_depend_on_the_order_of_the_checks(found: list[Finding], chance) -> None:
    settled = settle(found)
    assert [each.span for each in settled] == sorted(each.span for each in settled)
    chance.shuffle(found)
    assert settle(found) == settled
