"""A list of changes to the new text of the old one, and back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from qa.compare.change_list import apply_changes
from qa.compare.comparing import compare
from qa.compare.comparison import ChangeKind, Comparison, Piece
from qa.errors import QaError
from qa.readers.text import read
from qa.span import Span
from tests.compare.test_comparing import PARAGRAPHS, TEXTS

Record = dict[str, Any]


def records(comparison: Comparison, *, layout: bool) -> Iterator[Record]:
    """A record for every change, and with ``layout`` for every piece that is equal but not to the letter."""
    old, new = comparison.old.text, comparison.new.text
    old_spans: dict[int, Span] = {}
    new_spans: dict[int, Span] = {}
    old_at = new_at = 0
    for piece in comparison.pieces:
        here, there = piece.old or Span(old_at, old_at), piece.new or Span(new_at, new_at)
        position = outermost(piece, comparison)
        if position is not None and (piece.old is not None or comparison.changes[position].kind is not ChangeKind.MOVE):
            old_spans[position] = joined(old_spans.get(position), here)
        if position is not None and (piece.new is not None or comparison.changes[position].kind is not ChangeKind.MOVE):
            new_spans[position] = joined(new_spans.get(position), there)
        old_at, new_at = here.end, there.end
        if layout and piece.change is None and old[here.slice] != new[there.slice]:
            yield record("layout", old, here, new, there)
    for index, change in enumerate(comparison.changes):
        spans = (change.old, change.new) if change.move is not None else (old_spans[index], new_spans[index])
        yield record(change.kind.value, old, spans[0], new, spans[1])


def outermost(piece: Piece, comparison: Comparison) -> int | None:
    """The position of a piece's change, or of the move whose passage it lies in."""
    if piece.change is None:
        return None
    move = comparison.changes[piece.change].move
    return piece.change if move is None else move


def joined(span: Span | None, other: Span) -> Span:
    return other if span is None or not len(span) else Span(span.start, other.end) if len(other) else span


def record(op: str, old_text: str, old: Span, new_text: str, new: Span) -> Record:
    return {
        "op": op,
        "old": {"start": old.start, "end": old.end, "text": old_text[old.slice]},
        "new": {"start": new.start, "end": new.end, "text": new_text[new.slice]},
    }


def compared(old: str, new: str) -> Comparison:
    return compare(read("old.txt", old.encode()), read("new.txt", new.encode()))


@settings(max_examples=400, deadline=None)
@given(TEXTS, TEXTS)
def test_with_layout_the_list_makes_the_new_text_to_the_letter_and_the_old_one_back(old: str, new: str) -> None:
    changes = list(records(compared(old, new), layout=True))
    assert apply_changes(changes, old) == new
    assert apply_changes(changes, new, reverse=True) == old


@settings(max_examples=200, deadline=None)
@given(st.permutations(PARAGRAPHS[:6]), st.integers(0, 5), st.sampled_from(["\n\n", "\n \n"]))
def test_moved_passages_come_where_they_belong(order: list[str], edited: int, blank: str) -> None:
    old = "\n\n".join(PARAGRAPHS[:6])
    moved = [text.replace("has done", "did") if index == edited else text for index, text in enumerate(order)]
    new = blank.join(moved) + "\n"
    changes = list(records(compared(old, new), layout=True))
    assert apply_changes(changes, old) == new
    assert apply_changes(changes, new, reverse=True) == old


def test_without_layout_the_wraps_stay_as_they_are() -> None:
    old, new = "We met on Monday and\nspoke of it.", "We met\non Tuesday and spoke of it all."
    changes = list(records(compared(old, new), layout=False))
    assert apply_changes(changes, old) == "We met on Tuesday and\nspoke of it all."


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ([{"old": {"start": 0, "end": 2, "text": "He"}, "new": {"start": 0, "end": 2, "text": "We"}}], "does not have what"),
        ([{"old": {"start": 90, "end": 91, "text": "H"}, "new": {"start": 90, "end": 90, "text": ""}}], "does not have what"),
        ([{"old": {"start": 0, "end": 3, "text": "We"}, "new": {"start": 0, "end": 2, "text": "He"}}], "not as long"),
        ([{"old": {"start": 3, "end": 2, "text": ""}, "new": {"start": 0, "end": 0, "text": ""}}], "1: not a change"),
        ([{"old": "We"}], "1: not a change"),
        (
            [{"old": {"start": 0, "end": 2, "text": "We"}, "new": {"start": 0, "end": 2, "text": "He"}}] * 2,
            "changes of one place",
        ),
    ],
)
def test_a_list_that_does_not_fit_is_refused(changes: list[Record], message: str) -> None:
    with pytest.raises(QaError, match=message):
        apply_changes(changes, "We met.")
