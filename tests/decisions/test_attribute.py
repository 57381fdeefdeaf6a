"""Which finding of now an earlier decision is about."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qa.decisions.attribute import Anchored, anchored, attribute
from qa.decisions.record import Decision, Verdict
from qa.engine.anchor import Anchor, anchor_at
from qa.ground.span import Span
from tests.writers import samples

TEXT = "in the area ofthe two organizations, and in the region ofthe others as well"


def found(text: str, passage: str, occurrence: int = 1, rule: str = "joined.words", name: str = "") -> Anchored:
    start = -1
    for _ in range(occurrence):
        start = text.index(passage, start + 1)
    anchor = anchor_at(text, rule, Span(start, start + len(passage)))
    return Anchored(name or f"{rule} {start} {text}", anchor, start)


def decided(on: Anchored, verdict: Verdict = Verdict.REJECTED, correction: str | None = None) -> Decision:
    return Decision(on.finding, on.anchor, verdict, correction, on.start)


@pytest.mark.parametrize(
    ("edited", "passage", "is_known"),
    [
        pytest.param(TEXT, "ofthe", True, id="the same text"),
        pytest.param(TEXT.replace(" ", "\n"), "ofthe", True, id="wrapped anew"),
        pytest.param("A new beginning. " + TEXT, "ofthe", True, id="moved"),
        pytest.param(TEXT.replace("two organizations", "three bodies"), "ofthe", True, id="other words after it"),
        pytest.param(TEXT.replace("in the area", "within an area"), "ofthe", True, id="other words before it"),
        pytest.param("for all ofthe members", "ofthe", False, id="other words on both sides"),
        pytest.param(TEXT.replace("ofthe two", "inthe two"), "inthe", False, id="another passage"),
    ],
)
def test_a_passage_is_known_again_by_what_stands_around_it(edited: str, passage: str, is_known: bool) -> None:
    before, now = decided(found(TEXT, "ofthe")), found(edited, passage)
    result = attribute([before], [now], same_text=False)
    assert result.known == ((now.held_by(before),) if is_known else ())
    assert result.strangers == (() if is_known else (before,))


def test_another_rule_is_another_finding() -> None:
    before = decided(found(TEXT, "ofthe"))
    now = found(TEXT, "ofthe", rule="spelling.unknown")
    for same_text in (True, False):
        assert attribute([before], [now], same_text=same_text).strangers == (before,)


def test_in_the_same_text_the_place_tells() -> None:
    text = "the the the the the"
    here = [found(text, "the", number) for number in (1, 2)]
    verdicts = [decided(here[0]), decided(here[1], Verdict.IGNORED)]
    renamed = [replace(each, finding=f"other {each.finding}") for each in here]
    known = attribute(verdicts, renamed, same_text=True).known
    assert [(each.finding, each.verdict) for each in known] == [
        (renamed[0].finding, Verdict.REJECTED),
        (renamed[1].finding, Verdict.IGNORED),
    ]


def test_what_looks_the_same_is_known_only_where_all_was_decided_alike() -> None:
    text = "so it is wrong wrong so it is. so it is wrong wrong so it is."
    same = Anchor("repetition.word", "wrong wrong", "so it is ", " so it is")
    here = [Anchored(f"now {start}", same, start) for start in (10, 40)]
    old = [replace(decided(each), finding=f"old {each.start}") for each in here]
    assert text.count("wrong wrong") == len(here)
    assert len(attribute(old, here, same_text=False).known) == 2
    assert attribute(old[:1], here, same_text=False).known == ()
    assert attribute(old, here[:1], same_text=False).known == ()
    mixed = [old[0], replace(old[1], verdict=Verdict.IGNORED)]
    assert attribute(mixed, here, same_text=False).known == ()


def test_a_correction_is_wrapped_as_the_text_is() -> None:
    before = decided(found("many officials of\nthe two\nStates met", "of\nthe two"), Verdict.EDITED, "for\nthe two")
    now = found("many officials\nof the\ntwo States met", "of the\ntwo")
    assert attribute([before], [now], same_text=False).known[0].correction == "for the\ntwo"


def test_every_finding_of_a_document_has_its_place() -> None:
    checked = samples.speech()
    findings = tuple(anchored(checked))
    assert all(checked.document.text.startswith(each.anchor.text, each.start) for each in findings)
    assert len({each.finding for each in findings}) == len(checked.findings)


ANCHORS = st.builds(
    Anchor,
    rule=st.sampled_from(["x", "y"]),
    text=st.sampled_from(["ofthe", "of\nthe", "of the"]),
    before=st.sampled_from(["so it is ", "here "]),
    after=st.sampled_from([" and so on", " now"]),
)
FINDINGS = st.lists(
    st.builds(Anchored, st.sampled_from("abcdefgh"), ANCHORS, st.integers(0, 5)), unique_by=lambda each: each.finding
)


@given(FINDINGS, FINDINGS, st.booleans(), st.randoms())
def test_each_decision_is_known_once_or_a_stranger(old: list[Anchored], now: list[Anchored], same_text: bool, random) -> None:  # type: ignore[no-untyped-def]
    decisions = [decided(each, random.choice([Verdict.REJECTED, Verdict.IGNORED])) for each in old]
    result = attribute(decisions, now, same_text=same_text)
    assert len(result.known) + len(result.strangers) == len(decisions)
    assert len({each.finding for each in result.known}) == len(result.known)
    here = {(each.finding, each.anchor, each.start) for each in now}
    assert here >= {(each.finding, each.anchor, each.start) for each in result.known}
