"""A comparison to two columns for a person at a terminal: the old version left, the new one right, equal paragraphs folded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import zip_longest

from qa.compare.comparison import Comparison, PieceKind
from qa.engine.totals import counted
from qa.writers import Look
from qa.writers.comparison.fill import filled
from qa.writers.comparison.highlight import DELETED, INSERTED, MOVED, Highlight
from qa.writers.comparison.rows import Bit, Row, rows
from qa.writers.comparison.terminal import closing_lines

_GUTTER = " │ "
_KINDS = {
    PieceKind.DELETED: DELETED,
    PieceKind.INSERTED: INSERTED,
    PieceKind.MOVED_AWAY: MOVED,
    PieceKind.MOVED_HERE: MOVED,
}


def render(comparison: Comparison, look: Look) -> str:
    """The rows of the comparison with what is of a class to be shown marked, then the summary."""
    marks = Highlight(look.color)
    lines = [*closing_lines(comparison, look, marks)]
    if comparison.unreadable is None:
        lines = [*_rows(comparison, look, marks), *lines]
    return "\n".join((*lines, "", ""))


def _rows(comparison: Comparison, look: Look, marks: Highlight) -> Iterator[str]:
    width = max(20, (look.width - len(_GUTTER)) // 2)
    shown = [change.change_class.rank >= look.shown.rank for change in comparison.changes]
    equal = 0
    for row in rows(comparison):
        if not any(bit.change is not None and shown[bit.change] for bit in row.bits):
            equal += 1
            continue
        yield from _folded(equal, marks)
        equal = 0
        yield from _row(row, shown, width, marks)
    yield from _folded(equal, marks)


def _folded(equal: int, marks: Highlight) -> Iterator[str]:
    if equal:
        yield marks.faint(f"  … {counted(equal, 'paragraph')} without such a change …")
        yield ""


def _row(row: Row, shown: Sequence[bool], width: int, marks: Highlight) -> Iterator[str]:
    left = filled(((bit.old, _kind(bit, shown)) for bit in row.bits), width, marks)
    right = filled(((bit.new, _kind(bit, shown)) for bit in row.bits), width, marks)
    for (old, used), (new, _) in zip_longest(left, right, fillvalue=("", 0)):
        yield f"{old}{' ' * (width - used)}{_GUTTER}{new}".rstrip()
    yield ""


def _kind(bit: Bit, shown: Sequence[bool]) -> str | None:
    return _KINDS.get(bit.kind) if bit.change is not None and shown[bit.change] else None
