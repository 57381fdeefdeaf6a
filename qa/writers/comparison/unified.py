"""A comparison to a unified diff from the old text to the new one, for ``patch``, ``git apply`` and ``qa patch``."""

from __future__ import annotations

from collections.abc import Iterator

from qa.compare.comparison import Comparison
from qa.ground.document import Document
from qa.ground.edit import Edit
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.unified import in_encoding_of, unified_diff


def render(comparison: Comparison, look: Look) -> str:
    """The diff of two texts, layout included; empty where they are the same. ``look`` changes nothing."""
    return to_unified(comparison)


def to_unified(comparison: Comparison) -> str:
    """The lines that are others, three lines of context round them, in the encoding of the old file.

    The comparison says which lines differ, so that none is compared and the time grows with the length alone.
    """
    old = comparison.old
    old_mark, new_mark = _mark(old), _mark(comparison.new)
    edits = (*_of_marks(old_mark, new_mark), *_shifted(comparison.edits(), len(old_mark)))
    diff = unified_diff(old.path, old_mark + old.text, edits, comparison.new.path)
    return diff if old.text_file is None else in_encoding_of(old.text_file, diff)


def _mark(document: Document) -> str:
    """A byte order mark is part of a text file's first line."""
    source = document.text_file
    return "" if source is None else source.mark.decode(source.encoding)


def _of_marks(old: str, new: str) -> Iterator[Edit]:
    if old != new:
        yield Edit(Span(0, len(old)), new)


def _shifted(edits: Iterator[Edit], by: int) -> Iterator[Edit]:
    for edit in edits:
        yield Edit(Span(edit.span.start + by, edit.span.end + by), edit.text)
