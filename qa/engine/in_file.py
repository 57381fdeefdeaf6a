"""A span of a document's text to the lines and columns of its file, where that is a text or mark-up that a person can open."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass

from qa.ground.document import Document
from qa.ground.span import LineIndex, Span
from qa.ground.strands import Form, Strand, byte_places


@dataclass(frozen=True, slots=True)
class FileRegion:
    """A stretch of a file, as an editor counts it; lines and columns are 1-based, in code points, without byte order mark."""

    line: int
    column: int
    end_line: int
    end_column: int
    start: int
    """Its first code point in the file."""
    end: int


def has_file_lines(document: Document) -> bool:
    """Whether the file has lines of its own: not where it is an archive, as Word's, or printed pages."""
    return document.strands is None or (bool(document.strands) and not document.strands[0].part.name)


class FileLines:
    """Where spans of one document stand in its file."""

    def __init__(self, document: Document) -> None:
        self._strands = document.strands or ()
        self._starts = [strand.span.start for strand in self._strands]
        self._data = document.source.data if self._strands else b""
        self._encoding = self._strands[0].part.encoding if self._strands else ""
        text = self._data.decode(self._encoding, "replace") if self._strands else document.text
        self._mark = int(text.startswith("\ufeff")) if self._strands else 0
        self._lines = LineIndex(text[self._mark :])
        self._read = (0, 0)
        """A byte, and the code points before it."""

    def region(self, span: Span) -> FileRegion:
        """Where a span stands; mark-up inside it counts, what only touches it does not."""
        start, end = self._place(span.start), self._place(span.end, is_end=len(span) > 0)
        return FileRegion(*self._lines.place(start), *self._lines.place(end), start, end)

    def _place(self, offset: int, *, is_end: bool = False) -> int:
        if not self._strands:
            return offset
        index = max(0, bisect_right(self._starts, offset - is_end) - 1)
        strand = self._strands[index]
        if offset >= strand.span.end and not is_end and index + 1 < len(self._strands):
            strand = self._strands[index + 1]  # a place between two: what follows begins there
        return max(0, self._code_points(self._byte(strand, offset)) - self._mark)

    def _byte(self, strand: Strand, offset: int) -> int:
        if offset >= strand.span.end:
            return strand.end
        if strand.form is Form.WHOLE or offset <= strand.span.start:
            return strand.start
        raw = self._data[strand.start : strand.end]
        return strand.start + byte_places(strand.part, strand.form, raw, [offset - strand.span.start])[0]

    def _code_points(self, byte: int) -> int:
        """How many stand before a byte; findings come in order, so that little is decoded twice."""
        known, count = self._read if self._read[0] <= byte else (0, 0)
        self._read = byte, count + len(self._data[known:byte].decode(self._encoding, "replace"))
        return self._read[1]
