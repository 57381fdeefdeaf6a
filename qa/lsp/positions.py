"""Places in a text as editors count them, by line and by units of an encoding, to code points and back.

A line ends with LF, CRLF or CR and with nothing else (LSP 3.17, Text Documents): a form feed, which records that were taken
out of PDF have on every page, is a character like any other.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from enum import StrEnum

_LINE_END = re.compile(r"\r\n|\n|\r")
_BEYOND_UTF16 = re.compile(r"[\U00010000-\U0010ffff]")
_CONTINUES = bytes(range(0x80, 0xC0))
"""The bytes of UTF-8 that begin no character."""

LinePlace = tuple[int, int]
"""A line and a number of units in it, both 0-based."""


class PositionEncoding(StrEnum):
    """What a place in a line is counted in; the names are those of the protocol."""

    UTF8 = "utf-8"
    UTF16 = "utf-16"
    UTF32 = "utf-32"


class TextLines:
    """The lines of a text.

    Laws: ``offset(place(n)) == n`` but for the inside of a CRLF, which is taken for its beginning; a place beyond its line,
    or inside a character, is the nearest before it.

    >>> (
    ...     TextLines("Côte\\r\\n𝔸b", PositionEncoding.UTF16).place(8),
    ...     TextLines("Côte\\r\\n𝔸b", PositionEncoding.UTF8).offset((0, 3)),
    ... )
    ((1, 3), 2)
    """

    def __init__(self, text: str, encoding: PositionEncoding) -> None:
        self.text = text
        self._starts = [0]
        self._ends = []
        for end in _LINE_END.finditer(text):
            self._ends.append(end.start())
            self._starts.append(end.end())
        self._ends.append(len(text))
        self._count, self._find = _CONVERSIONS[encoding]

    def place(self, offset: int) -> LinePlace:
        """Where the code point at ``offset`` stands."""
        line = bisect_right(self._starts, offset) - 1
        start = self._starts[line]
        return line, self._count(self.text[start : min(offset, self._ends[line])])

    def offset(self, place: LinePlace) -> int:
        """The code point at a place."""
        line, units = place
        if line >= len(self._starts):
            return len(self.text)
        start = self._starts[line]
        return start + self._find(self.text[start : self._ends[line]], units)


def _in_utf8(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-8", "surrogatepass"))


def _from_utf8(line: str, units: int) -> int:
    if line.isascii():
        return min(units, len(line))
    data = line.encode("utf-8", "surrogatepass")
    begun = len(data[:units].translate(None, _CONTINUES))
    return begun - (data[units : units + 1] != b"" and data[units] in _CONTINUES)


def _in_utf16(text: str) -> int:
    return len(text) if text.isascii() else len(text) + len(_BEYOND_UTF16.findall(text))


def _from_utf16(line: str, units: int) -> int:
    pairs = 0
    for match in () if line.isascii() else _BEYOND_UTF16.finditer(line):
        if units <= match.start() + pairs:
            break
        if units == match.start() + pairs + 1:
            return match.start()  # between the two halves
        pairs += 1
    return min(units - pairs, len(line))


def _from_utf32(line: str, units: int) -> int:
    return min(units, len(line))


_CONVERSIONS: dict[PositionEncoding, tuple[Callable[[str], int], Callable[[str, int], int]]] = {
    PositionEncoding.UTF8: (_in_utf8, _from_utf8),
    PositionEncoding.UTF16: (_in_utf16, _from_utf16),
    PositionEncoding.UTF32: (len, _from_utf32),
}
