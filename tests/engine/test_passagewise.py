"""A document judged passage by passage while it is typed, held against the same document judged as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cache, reduce

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import qa
from qa.engine.checker import Checker
from qa.engine.passagewise import JudgedWhole, Typed, judged, retyped
from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.source import Source

PARAGRAPHS = (
    "Mr. Okafor (Nigeria): I thank the President for convening this meeting of the Security Council.",
    "The Council adopted resolution 1325 (2000) on Monday, 31 October 2000, and we recieve the the reports of it.",
    "The African Union Mission in Somalia (AMISOM) needs help. AMISOM has lost three patrols.",
    "Agenda item 7",
    "The representative of Chad said that the situation in in the east , where the militias operate , was grave.",
    "We welcome the efforts of Ambassador Lindqvist ofthe Group of Friends, and thank him on the the behalf of all.",
    "Mrs. Hallgrimsson (spoke in French): My delegation has listened carefully to the breifing of the Special Envoy.",
    "The meeting rose at 1.15 p.m.",
    "It is a matter of great concern that the peace-keeping force was not able to to reach the camps in the 21th century.",
)
TYPED = (
    "a",
    "e ",
    " the the ",
    "\n\n",
    "\n",
    ". I",
    "recieve ",
    "AMISON ",
    "Okafro ",
    "(",
    ",",
    "resolution 1325 (2001) ",
    "-",
    "’",
)

ALONE = frozenset(("symbols", "dates", "digits", "confusables", "frame", "sequence", "spelling"))
"""Kinds that look at a paragraph and nothing else. The others ask what the whole document shows, of itself or of its author's
habits, and are told anew when the hands rest."""


@cache
def checker() -> Checker:
    return qa.checker()


def document(text: str) -> Document:
    return Document(Source("speech.txt", text.encode(), "utf-8", b"", text), "text", text)


def typed_in(before: JudgedWhole, typed: Typed, new: str) -> JudgedWhole:
    old = before.checked.document.text
    text = old[: typed.start] + new + old[typed.end :]
    return retyped(checker(), before, document(text).source, text, typed)


def said(findings: Iterable[Finding], kinds: frozenset[str]) -> set[tuple[object, ...]]:
    return {(each.rule, each.span, each.text, each.corrections, each.message) for each in findings if each.kind in kinds}


edits = st.lists(st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(TYPED)), min_size=1, max_size=4)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=3, max_size=14), edits)
@example([PARAGRAPHS[1], PARAGRAPHS[4]], [(0.5, 0, "\n\n")])
def test_what_a_paragraph_shows_alone_is_told_at_once_as_a_whole_check_tells_it(
    paragraphs: list[str], typing: list[tuple[float, int, str]]
) -> None:
    now = judged(checker(), document("\n\n".join(paragraphs)))
    for place, removed, new in typing:
        text = now.checked.document.text
        start = int(place * len(text))
        now = typed_in(now, Typed(start, min(len(text), start + removed), len(new)), new)
        whole = checker().check(document(now.checked.document.text))
        assert now.checked.document.text == text[:start] + new + text[start + removed :]
        for finding in now.checked.findings:
            assert now.checked.document.text[finding.span.slice] == finding.text
        if now.checked.document.blocks == whole.document.blocks:
            assert said(now.checked.findings, ALONE) == said(whole.findings, ALONE)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.sampled_from(PARAGRAPHS), min_size=1, max_size=10), edits)
def test_when_the_hands_rest_all_is_told_as_a_whole_check_tells_it(
    paragraphs: list[str], typing: list[tuple[float, int, str]]
) -> None:
    text = "\n\n".join(paragraphs)
    for place, removed, new in typing:
        start = int(place * len(text))
        text = text[:start] + new + text[start + removed :]
    assert judged(checker(), document(text)).checked == checker().check(document(text))


@given(
    st.text("abc", min_size=1, max_size=12),
    st.lists(st.tuples(st.floats(0, 1), st.integers(0, 4), st.text("xyz", max_size=4)), min_size=1, max_size=5),
)
def test_changes_one_after_the_other_are_one_change(text: str, typing: list[tuple[float, int, str]]) -> None:
    now, changes = text, []
    for place, removed, new in typing:
        start = int(place * len(now))
        end = min(len(now), start + removed)
        changes.append(Typed(start, end, len(new)))
        now = now[:start] + new + now[end:]
    whole = reduce(Typed.then, changes)
    assert len(now) == len(text) + whole.shift
    assert now[: whole.start] == text[: whole.start]
    assert now[whole.start + whole.added :] == text[whole.end :]


LONG = "\n\n".join(PARAGRAPHS * 3)


@pytest.mark.parametrize(
    ("before", "at", "new", "expected"),
    [
        ("We thank them.", "thank", "recieve the report and ", {"spelling.unknown": ("receive",)}),
        ("We thank them.", "them", "the the people and ", {"repetition.word": ("the",)}),
        # What the rest of the document shows counts: a name that stands there often is no slip of another.
        ("Mr. Okafor spoke.", "spoke", "and Ambassador Lindqvist ", {}),
        # An acronym is held against those of the whole document.
        ("The Mission left.", "left", "which is called AMISMO ", {"acronym.near-miss": ("AMISOM",)}),
    ],
)
def test_a_passage_is_judged_with_what_the_rest_shows(
    before: str, at: str, new: str, expected: Mapping[str, tuple[str, ...]]
) -> None:
    text = f"{LONG}\n\n{before}\n\n{LONG}"
    start = text.index(at, text.index(before))
    whole = judged(checker(), document(text))
    now = typed_in(whole, Typed(start, start, len(new)), new)
    assert now.checked.findings != ()
    assert len(now.checked.findings) == len(whole.checked.findings) + len(expected)
    here = [finding for finding in now.checked.findings if start <= finding.span.start < start + len(new)]
    assert {finding.rule: finding.corrections[:1] for finding in here} == dict(expected)
    assert dict(now.counts) == dict(judged(checker(), document(now.checked.document.text)).counts)
