"""A comparison to JSON Lines: one object a change, in the order of the new version.

Each line has ``path`` and ``old_path``, ``op`` (insert, delete, replace, move, split, merge), ``class``, ``reason``, and
``old`` and ``new``, each with ``start`` and ``end`` (code points of that version's text), ``text``, ``line``, ``paragraph`` and
``column``, where in the line the words begin. A passage that moved, and what was edited inside it, has ``moved_from`` and
``moved_to``. Spans between two lines are equal but for wraps and blanks; lines with the op ``layout``, where asked for, tell
these too, so that the list makes the new text of the old one to the letter.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from qa.compare.comparison import Change, Comparison, FindingChange, PieceKind
from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.span import LineIndex, Span
from qa.text.view import View
from qa.writers import Look
from qa.writers.comparison.rows import Script
from qa.writers.json_lines import json_line


def render(comparison: Comparison, look: Look) -> str:
    """The lines of one comparison; those of findings follow the changes. Nothing for equal versions."""
    records = chain(change_records(comparison, layout=look.layout), _finding_records(comparison))
    return "".join(json_line({"path": comparison.new.path, "old_path": comparison.old.path, **record}) for record in records)


def change_records(comparison: Comparison, *, layout: bool) -> Iterator[dict[str, Any]]:
    """The fields of every change, with ``layout`` those of every difference of wraps and blanks too, in order.

    Law: ``apply_changes(change_records(comparison, layout=True), old.text) == new.text``.
    """
    old, new = _Places(comparison.old, comparison.old_view), _Places(comparison.new, comparison.new_view)
    for change in _ordered(comparison, layout=layout):
        if isinstance(change, Change):
            yield _change_record(change, comparison.changes, old, new)
        else:
            yield {"op": "layout", "class": "layout", "reason": "layout", "old": old.of(change.old), "new": new.of(change.new)}


def _change_record(change: Change, changes: tuple[Change, ...], old: _Places, new: _Places) -> dict[str, Any]:
    record: dict[str, Any] = {
        "op": change.kind.value,
        "class": change.change_class.value,
        "reason": change.reason,
        "old": old.of(change.old),
        "new": new.of(change.new),
    }
    moved = changes[change.move] if change.move is not None else change if change.kind == "move" else None
    if moved is not None:
        record["moved_from"] = old.of(moved.old, with_text=False)
        record["moved_to"] = new.of(moved.new, with_text=False)
    if change.coarse:
        record["coarse"] = True
    return record


@dataclass(frozen=True, slots=True)
class _Layout:
    """Places that differ in wraps, blanks, page furniture or quote style alone."""

    old: Span
    new: Span


def _ordered(comparison: Comparison, *, layout: bool) -> Iterable[Change | _Layout]:
    if not layout:
        return comparison.changes
    differences = [*_layout(comparison)]
    everything: list[Change | _Layout] = [*comparison.changes, *differences]
    return sorted(everything, key=lambda each: (each.new.start, each.old.start, isinstance(each, _Layout)))


def _layout(comparison: Comparison) -> Iterator[_Layout]:
    """The equal pieces whose texts differ in layout, without the words they begin and end with alike."""
    for piece in comparison.pieces:
        if piece.kind is PieceKind.EQUAL and piece.change is None and piece.old is not None and piece.new is not None:
            here, there = comparison.old.text[piece.old.slice], comparison.new.text[piece.new.slice]
            if here != there:
                yield from _blanks(here, there, piece.old.start, piece.new.start)


def _blanks(here: str, there: str, old: int, new: int) -> Iterator[_Layout]:
    """The blanks between equal words that differ; where the words are not the same to the letter, the whole passage."""
    old_parts, new_parts = _parts(here), _parts(there)
    if [word for word, _ in old_parts] != [word for word, _ in new_parts]:
        yield _Layout(Span(old, old + len(here)), Span(new, new + len(there)))
        return
    for (word, old_blank), (_, new_blank) in zip(old_parts, new_parts, strict=True):
        old, new = old + len(word), new + len(word)
        if old_blank != new_blank:
            yield _Layout(Span(old, old + len(old_blank)), Span(new, new + len(new_blank)))
        old, new = old + len(old_blank), new + len(new_blank)


def _parts(text: str) -> list[tuple[str, str]]:
    """The words of a text, each with the blanks behind it; the first may be empty, before blanks at the beginning."""
    parts: list[tuple[str, str]] = []
    place = 0
    for word in text.split():
        start = text.index(word, place)
        blank = text[place:start]
        if parts:
            parts[-1] = (parts[-1][0], blank)
        else:
            parts.append(("", blank))
        parts.append((word, ""))
        place = start + len(word)
    if parts:
        parts[-1] = (parts[-1][0], text[place:])
    return parts or [("", text)]


class _Places:
    """Tells text, line and paragraph of places in a version."""

    def __init__(self, document: Document, view: View) -> None:
        self._text = document.text
        self._lines = LineIndex(document.text)
        self._script = Script(document, view)

    def of(self, span: Span, *, with_text: bool = True) -> dict[str, Any]:
        fields: dict[str, Any] = {"start": span.start, "end": span.end}
        if with_text:
            fields["text"] = self._text[span.slice]
        fields["line"], fields["paragraph"] = self._script.place(span)
        inked = span.end - len(self._text[span.slice].lstrip())
        fields["column"] = self._lines.place(inked)[1]
        return fields


def _finding_records(comparison: Comparison) -> Iterator[dict[str, Any]]:
    if not comparison.findings:
        return  # without going through both texts for the places of none
    old, new = _Places(comparison.old, comparison.old_view), _Places(comparison.new, comparison.new_view)
    for finding in comparison.findings:
        yield _finding_record(finding, old, new)


def _finding_record(change: FindingChange, old: _Places, new: _Places) -> dict[str, Any]:
    finding = change.new or change.old
    assert isinstance(finding, Finding)
    return {
        "op": "finding",
        "state": change.state.value,
        "rule": finding.rule,
        "severity": finding.severity.value,
        "confidence": finding.confidence.value,
        "message": finding.message,
        "corrections": finding.corrections,
        "old": old.of(change.old.span) if change.old is not None else None,
        "new": new.of(change.new.span) if change.new is not None else None,
    }
