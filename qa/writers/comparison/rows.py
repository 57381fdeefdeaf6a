"""A comparison to rows of paragraphs that belong together, each a row of bits with the text as people read it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import zip_longest

from qa.compare.comparison import Comparison, Piece, PieceKind
from qa.ground.document import Block, BlockKind, Document
from qa.ground.span import LineIndex, OffsetMap, Span
from qa.text.view import View


@dataclass(frozen=True, slots=True)
class Bit:
    """A stretch of a row. White space is single blanks; wraps, layout hyphens and page furniture are gone.

    Law: a bit that is in one version only has no text for the other.
    """

    kind: PieceKind
    old: str
    """What the old version has here, without the blanks round a paragraph."""
    new: str
    change: int | None
    """The position in ``Comparison.changes`` of the change it belongs to."""
    old_at: int
    """Where the piece begins in the old text; for what is only in the new one, where the old text has come to."""
    new_at: int


@dataclass(frozen=True, slots=True)
class Row:
    """A paragraph of one version with the one of the other that it is compared with; either may be missing.

    Laws: the ``old`` texts of the bits of all rows, in order, are what the old version reads, the ``new`` ones the new
    version, but for blanks; every change has a bit in some row.
    """

    bits: tuple[Bit, ...]
    old_block: Block | None
    """The paragraph of the old version that the row begins in, where it has text of that version."""
    new_block: Block | None

    @property
    def is_equal(self) -> bool:
        return all(bit.change is None for bit in self.bits)


def rows(comparison: Comparison) -> Iterator[Row]:
    """The rows of a comparison, in the order of the pieces; the paragraphs of a long replacement stand beside one another."""
    composer = _Composer(comparison)
    for piece in beside(comparison.pieces):
        yield from composer.add(piece)
    yield from composer.finish()


def beside(pieces: Sequence[Piece]) -> Iterator[Piece]:
    """The pieces with those of a replacement over several paragraphs by turns: one deleted, one inserted.

    Law: those with text of one version stay in order.
    """
    start = 0
    while start < len(pieces):
        end = start + 1
        while end < len(pieces) and pieces[start].change is not None and pieces[end].change == pieces[start].change:
            end += 1
        group = pieces[start:end]
        deleted = [piece for piece in group if piece.new is None]
        inserted = [piece for piece in group if piece.old is None]
        if len(deleted) + len(inserted) == len(group):
            yield from (piece for pair in zip_longest(deleted, inserted) for piece in pair if piece is not None)
        else:
            yield from group
        start = end


class _Composer:
    """Collects pieces until a paragraph begins in a version that the row has text of already."""

    def __init__(self, comparison: Comparison) -> None:
        self._old = Script(comparison.old, comparison.old_view)
        self._new = Script(comparison.new, comparison.new_view)
        self._bits: list[Bit] = []
        self._old_block: Block | None = None
        self._new_block: Block | None = None
        self._old_at = self._new_at = 0

    def add(self, piece: Piece) -> Iterator[Row]:
        old = self._old.text(piece.old) if piece.old is not None else ""
        new = self._new.text(piece.new) if piece.new is not None else ""
        old_block = self._old.block(piece.old) if piece.old is not None else None
        new_block = self._new.block(piece.new) if piece.new is not None else None
        if (old.strip() and _is_another(old_block, self._old_block)) or (new.strip() and _is_another(new_block, self._new_block)):
            yield from self.finish()
        self._old_at = piece.old.start if piece.old is not None else self._old_at
        self._new_at = piece.new.start if piece.new is not None else self._new_at
        self._bits.append(Bit(piece.kind, old, new, piece.change, self._old_at, self._new_at))
        self._old_block = self._old_block or (old_block if old.strip() else None)
        self._new_block = self._new_block or (new_block if new.strip() else None)
        self._old_at = piece.old.end if piece.old is not None else self._old_at
        self._new_at = piece.new.end if piece.new is not None else self._new_at

    def finish(self) -> Iterator[Row]:
        bits = tuple(bit for bit in self._bits if bit.old or bit.new or bit.change is not None)
        if any(bit.old.strip() or bit.new.strip() or bit.change is not None for bit in bits):
            yield Row(bits, self._old_block, self._new_block)
        self._bits, self._old_block, self._new_block = [], None, None


def _is_another(block: Block | None, current: Block | None) -> bool:
    return block is not None and current is not None and block != current


class Script:
    """A version's text as it reads: its own characters, with the wraps, layout hyphens and furniture of the page gone."""

    def __init__(self, document: Document, view: View) -> None:
        self._document = document
        self._view = view
        self._blocks = [block for block in document.blocks if block.kind is not BlockKind.FURNITURE]
        self._ends = [block.span.end for block in self._blocks]
        self._lines = LineIndex(document.text)

    def text(self, span: Span) -> str:
        """What stands at a span of the document's text; line feeds, which part paragraphs, are blanks."""
        return self._text[self._inverse.outer(span).slice] if len(span) else ""

    @cached_property
    def _text(self) -> str:
        return _as_written(self._document, self._view)

    @cached_property
    def _inverse(self) -> OffsetMap:
        return self._view.offsets.inverse()

    def block(self, span: Span) -> Block | None:
        """The first paragraph that a span has text of."""
        index = bisect_right(self._ends, span.start)
        if index == len(self._blocks) or self._blocks[index].span.start >= span.end:
            return None
        return self._blocks[index]

    def paragraph(self, span: Span) -> tuple[int, int]:
        """Where the paragraphs begin and end that a change stands in, its own text included."""
        first = min(bisect_left(self._ends, span.start), len(self._blocks) - 1)
        last = min(max(first, bisect_left(self._ends, span.end)), len(self._blocks) - 1)
        if first < 0:
            return span.start, span.end
        return min(span.start, self._blocks[first].span.start), max(span.end, self._blocks[last].span.end)

    def place(self, span: Span) -> tuple[int, int | None]:
        """The line that the words of a span begin in, and the number of their paragraph."""
        start = span.start
        while start < span.end and self._document.text[start].isspace():
            start += 1
        index = bisect_right(self._ends, start) if start < span.end else bisect_left(self._ends, start)
        block = self._blocks[index] if index < len(self._blocks) and self._blocks[index].span.start <= start else None
        line, _ = self._lines.place(start)
        return line, block.number or None if block is not None else None


def _as_written(document: Document, view: View) -> str:
    """The view's text with the document's own quotation marks and hyphens, which the view evens out; line feeds as blanks."""
    parts: list[str] = []
    inner = outer = 0
    for replacement in (*view.offsets.replacements, None):
        end = replacement.inner.start if replacement is not None else len(view.text)
        parts.append(document.text[outer : outer + end - inner])
        if replacement is not None:
            parts.append(view.text[replacement.inner.slice])
            inner, outer = replacement.inner.end, replacement.outer.end
    return "".join(parts).translate(_BLANKS)


_BLANKS = {code: " " for code in range(0x3001) if chr(code).isspace()}
"""All white space there is, as single blanks."""
