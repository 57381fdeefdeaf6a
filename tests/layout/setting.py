"""Text set as glyphs without a PDF library: every letter is half its size wide, every blank a gap of a quarter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from qa.layout.glyph import Glyph, Line, Sheet, Word


def glyphs(text: str, left: float, baseline: float, size: float = 10, blank: float = 0.25) -> Iterator[Glyph]:
    """The letters of ``text`` from ``left``; blanks are gaps of ``blank`` times the size."""
    for letter in text:
        width = size * (blank if letter == " " else 0.5)
        if letter != " ":
            yield Glyph(letter, left, left + width, baseline, size)
        left += width


def width(text: str, size: float = 10) -> float:
    return sum(size * (0.25 if letter == " " else 0.5) for letter in text)


def column(lines: Iterable[str], left: float, top: float, leading: float = 12, size: float = 10) -> Iterator[Glyph]:
    """Lines below each other; one that begins with a tab is indented."""
    for index, text in enumerate(lines):
        indent = 15 if text.startswith("\t") else 0
        yield from glyphs(text.strip(), left + indent, top + index * leading, size)


def sheet(page: int, *parts: Iterable[Glyph]) -> Sheet:
    return Sheet(page, tuple(glyph for part in parts for glyph in part))


def line(text: str, left: float, baseline: float, size: float = 10) -> Line:
    """A line of words."""
    words = []
    for word in text.split(" "):
        words.append(Word(word, left, left + width(word, size), baseline, size))
        left += width(word + " ", size)
    return Line.of(words)
