"""A document read from a PDF file to pictures of its pages, and to where on them a stretch of its text is printed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property

from qa.ground.document import Document
from qa.ground.span import Span
from qa.layout.glyph import Word
from qa.layout.pages import PrintedWord, printed_words
from qa.readers.pdfium import PageDrawings, pdf_pages

_ABOVE, _BELOW = 0.8, 0.25
"""Of the type size: how far letters reach above their baseline and below it."""


@dataclass(frozen=True, slots=True)
class PageMark:
    """A part of a line on a page, in points from the upper left corner of the page as it is shown."""

    page: int
    """1-based."""
    left: float
    top: float
    right: float
    bottom: float


class PagePictures:
    """What of a document can be shown as it is printed."""

    def __init__(self, document: Document) -> None:
        """``document`` is of the format ``pdf``."""
        self._document = document
        self._drawings = PageDrawings(document.source.data)
        pages = pdf_pages(document.path, document.source.data)
        # The same sheets as the reader's, so that the words are those of the text.
        sheets = [sheet for page in pages if page.is_readable for sheet in page.sheets]
        self._angles = {sheet.page: sheet.angle for sheet in sheets if sheet.is_main}
        self._words = tuple(printed_words(sheets))

    def marks(self, span: Span) -> tuple[PageMark, ...]:
        """Where a stretch of the text is printed, a mark a line; of an empty one, beside which word."""
        return tuple(_joined(line[0].page, [self._box(each, span) for each in line]) for line in _lines(self._under(span)))

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page in points."""
        return self._drawings.size(page)

    def picture(self, page: int) -> bytes:
        """The page as a WebP file."""
        return self._drawings.picture(page)

    @cached_property
    def _begins(self) -> list[int]:
        return [each.span.start for each in self._words]

    def _under(self, span: Span) -> Iterator[PrintedWord]:
        first = max(0, bisect_right(self._begins, span.start) - 1)
        end = max(span.end, span.start + 1)
        for each in self._words[first:]:
            if each.span.start >= end:
                return
            if each.span.end > span.start or (len(span) == 0 and each.span.end == span.start):
                yield each

    def _box(self, printed: PrintedWord, span: Span) -> tuple[float, float, float, float]:
        """The part of a word that a span covers, as if all its letters were equally wide."""
        word, own = printed.word, printed.span
        begin, end = max(span.start, own.start) - own.start, min(max(span.end, span.start + 1), own.end) - own.start
        begin, end = (begin, end) if end > begin else (len(own) - 1, len(own))
        wide = (word.right - word.left) / len(own)
        left, right = word.left + begin * wide, word.left + end * wide
        return self._on_page(printed.page, word, left, right)

    def _on_page(self, page: int, word: Word, left: float, right: float) -> tuple[float, float, float, float]:
        angle = self._angles[page]
        one = self._drawings.corner(page, angle, left, word.baseline - _ABOVE * word.size)
        other = self._drawings.corner(page, angle, right, word.baseline + _BELOW * word.size)
        return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def _lines(words: Iterable[PrintedWord]) -> Iterator[list[PrintedWord]]:
    """Words one after another, line by line."""
    line: list[PrintedWord] = []
    for each in words:
        if line and (each.page != line[-1].page or abs(each.word.baseline - line[-1].word.baseline) > each.word.size / 2):
            yield line
            line = []
        line.append(each)
    if line:
        yield line


def _joined(page: int, boxes: list[tuple[float, float, float, float]]) -> PageMark:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return PageMark(page, min(lefts), min(tops), max(rights), max(bottoms))
