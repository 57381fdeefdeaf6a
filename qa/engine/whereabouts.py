"""An offset of a document to what a person calls the place: the line of a text with lines, else page or paragraph and speaker."""

from __future__ import annotations

from bisect import bisect_right

from qa.engine.in_file import FileLines, has_file_lines
from qa.ground.document import Document
from qa.ground.span import LineIndex, Span

_COUNTED = 200
"""Code points: in a longer line nobody counts columns. A text of a paragraph or a speech a line is such."""


class Whereabouts:
    """Says of one document where something in it is; of a transcript of speech when it was said."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._lines = LineIndex(document.text)
        in_file = document.strands and has_file_lines(document) and not document.is_spoken
        self._in_file = FileLines(document) if in_file else None
        """Of mark-up, the lines of its file, which are not those of the text."""
        self.counts_lines = counts_lines(document)
        """Whether places are told by line and column."""

    def message(self, offset: int, path: str | None = None) -> str:
        """The place as messages begin with it: ``a.txt:3:15``, ``a.pdf, page 3, line 12``, ``a.docx, paragraph 4, Mr. Lin``.

        ``path`` is the document's as it is to be shown.
        """
        path = self._document.path if path is None else path
        words = None if self.counts_lines or self._in_file else self.words(offset)
        return f"{path}, {words}" if words else f"{path}:{self._numbers(offset)}"

    def short(self, offset: int) -> str:
        """The same without the document, for a list of places in it: ``3:15``, ``page 3, line 12``, ``paragraph 4``."""
        words = None if self.counts_lines or self._in_file else self.words(offset)
        return words.partition(", ")[0] if words and not self._document.lines else words or self._numbers(offset)

    def told(self, offset: int) -> str:
        """The place without the document, in words: of a text with lines ``line 3``."""
        return self.words(offset) or f"line {self._lines.place(offset)[0]}"

    def words(self, offset: int) -> str | None:
        """By page, or by paragraph and speaker; None for what stands in neither, such as the furniture of a text file."""
        if place := self._document.place(offset) or self._document.cue(offset):
            return str(place)
        blocks, turns = self._document.blocks, self._document.turns
        block = blocks[index] if (index := bisect_right(blocks, offset, key=lambda each: each.span.start) - 1) >= 0 else None
        if block is not None and block.name:
            return block.name
        if block is None or not block.number:
            return None
        turn = turns[index] if (index := bisect_right(turns, offset, key=lambda each: each.span.start) - 1) >= 0 else None
        speaker = f", {turn.speaker}" if turn is not None and offset < turn.span.end and turn.speaker else ""
        return f"paragraph {block.number}{speaker}"

    def _numbers(self, offset: int) -> str:
        if self._in_file is not None:
            region = self._in_file.region(Span(offset, offset))
            return f"{region.line}:{region.column}"
        line, column = self._lines.place(offset)
        return f"{line}:{column}"


def counts_lines(document: Document) -> bool:
    """Whether a place in a document is best told by line and column.

    It is not where no file has these lines, as in Word, nor where most of the text stands in lines that are too long to
    count in.
    """
    if document.strands is not None or document.lines:
        return False
    lines = document.text.replace("\r", "\n").split("\n")
    return 2 * sum(len(line) for line in lines if len(line) > _COUNTED) <= len(document.text)
