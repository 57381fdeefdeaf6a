"""Places in the reading text of a structured file to places in the file as an editor has it, and back; in code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from qa.engine.passagewise import Typed
from qa.ground.document import Document
from qa.ground.span import Span
from qa.ground.strands import Form, Part, Strand, byte_places, tokens

_WIDE = "utf-32-le"
"""The encoding in which every code point has four bytes, so that bytes count them."""
_BLOCK = 4096
"""Code points whose bytes are counted at once."""
_MARKUP = re.compile(r"[<>&\r\n\t\f]|  ")
"""What may make another structure of a file than characters, or reads as something else than it is."""


@dataclass(frozen=True, slots=True)
class FiledStrand:
    """A strand, and where it stands in the text of its file."""

    strand: Strand
    place: Span


class FilePlaces:
    """Where the strands of a document stand in the text of its file."""

    def __init__(self, file_text: str, standing: Sequence[FiledStrand]) -> None:
        """``standing``: in the order of the document's text."""
        self.file_text = file_text
        self._standing = standing

    @classmethod
    def of(cls, document: Document, file_text: str, encoding: str) -> FilePlaces:
        """Of a document that was read from ``file_text`` in this encoding."""
        offset = CodePoints(file_text, encoding)
        strands = document.strands or ()
        return cls(file_text, [FiledStrand(each, Span(offset(each.start), offset(each.end))) for each in strands])

    @cached_property
    def _as_filed(self) -> list[int]:
        """The numbers of the strands in the order of the file."""
        return sorted(range(len(self._standing)), key=lambda index: self._standing[index].place)

    def in_file(self, span: Span) -> Span:
        """What stands in the file for a stretch of the text; markup inside the stretch is part of it."""
        first = bisect_right(self._standing, span.start, key=lambda each: each.strand.span.end)
        last = bisect_left(self._standing, max(span.end, span.start + 1), key=lambda each: each.strand.span.start) - 1
        if first >= len(self._standing):
            return Span(len(self.file_text), len(self.file_text))
        start = self._place(self._standing[first], span.start)
        end = self._place(self._standing[last], span.end) if last >= first and span.end > span.start else start
        return Span(min(start, end), max(start, end))

    def _place(self, standing: FiledStrand, offset: int) -> int:
        strand, place = standing.strand, standing.place
        inner = min(max(offset - strand.span.start, 0), len(strand.span))
        if strand.form is Form.WHOLE:
            return place.end if inner else place.start
        return place.start + byte_places(_wide(strand.part), strand.form, self._raw(place), [inner])[0] // 4

    def _raw(self, place: Span) -> bytes:
        return self.file_text[place.slice].encode(_WIDE, "surrogatepass")

    def _at(self, offset: int) -> int | None:
        """The number of the strand that holds a place in the file, at its edges too; of two the one that ends there."""
        order = bisect_right(self._as_filed, offset, key=lambda index: self._standing[index].place.start) - 1
        for index in reversed(self._as_filed[max(0, order - 1) : order + 1]):
            place = self._standing[index].place
            if place.start < offset <= place.end:
                return index
        return self._as_filed[order] if order >= 0 and self._standing[self._as_filed[order]].place.start == offset else None

    def _text_place(self, standing: FiledStrand, offset: int) -> int | None:
        """None inside a reference."""
        strand, raw = standing.strand, self._raw(standing.place)
        wanted = offset - standing.place.start
        if strand.form is Form.WHOLE:
            return strand.span.start if not wanted else strand.span.end
        if b"&" not in raw and b"\r" not in raw:
            return strand.span.start + wanted
        read = written = 0
        for text, length in tokens(_wide(strand.part), strand.form, raw):
            if written >= wanted:
                break
            read, written = read + len(text), written + length // 4
        return strand.span.start + read if written == wanted else None

    def typed(self, typed: Typed, new: str) -> tuple[int, Typed] | None:
        """A change of the file as one of its text, with the number of its strand; ``new`` is what was written.

        None where it may change more than the characters of one strand.
        """
        index = self._at(typed.start)
        if index is None:
            return None
        standing = self._standing[index]
        strand, place = standing.strand, standing.place
        if typed.end > place.end or not len(place) + typed.shift or strand.form is Form.WHOLE:
            return None
        if _MARKUP.search(self.file_text[typed.start : typed.end]) or _MARKUP.search(self._in_line(typed, new, place)):
            return None
        if strand.form is Form.HTML and "&" in self.file_text[place.slice]:
            return None  # a reference may begin, or end, with what is typed beside it
        start, end = self._text_place(standing, typed.start), self._text_place(standing, typed.end)
        return None if start is None or end is None else (index, Typed(start, end, typed.added))

    def _in_line(self, typed: Typed, new: str, place: Span) -> str:
        """What was typed with the characters beside it; an edge of the strand counts as a blank, of which two may be one."""
        before = self.file_text[typed.start - 1] if typed.start > place.start else " "
        after = self.file_text[typed.end] if typed.end < place.end else " "
        return before + new + after.replace("&", "")

    def after(self, index: int, typed: Typed, in_text: Typed, file_text: str) -> FilePlaces:
        """The places once the strand ``index`` has been ``typed`` in; ``file_text`` is what the file is now."""
        return FilePlaces(file_text, [*self._moved(index, typed, in_text)])

    def _moved(self, index: int, typed: Typed, in_text: Typed) -> Iterator[FiledStrand]:
        for number, each in enumerate(self._standing):
            strand, place = each.strand, each.place
            if number == index:
                span = Span(strand.span.start, strand.span.end + in_text.shift)
                yield FiledStrand(replace(strand, span=span), Span(place.start, place.end + typed.shift))
                continue
            by = typed.shift if place.start >= typed.end else 0
            here = Span(place.start + by, place.end + by) if by else place
            span = Span(strand.span.start + in_text.shift, strand.span.end + in_text.shift) if number > index else strand.span
            yield FiledStrand(replace(strand, span=span), here)


def _wide(part: Part) -> Part:
    return replace(part, encoding=_WIDE)


class CodePoints:
    """The numbers of bytes of an encoded text to numbers of code points."""

    def __init__(self, text: str, encoding: str) -> None:
        self._text, self._encoding = text, encoding
        self._ends = [0]
        for start in range(0, len(text), _BLOCK):
            self._ends.append(self._ends[-1] + len(text[start : start + _BLOCK].encode(encoding)))

    def __call__(self, byte: int) -> int:
        """The code point that begins at a byte."""
        block = bisect_right(self._ends, byte) - 1
        start = block * _BLOCK
        size = self._ends[min(block + 1, len(self._ends) - 1)] - self._ends[block]
        piece = self._text[start : start + _BLOCK]
        if size == len(piece):
            return start + byte - self._ends[block]
        return start + len(piece.encode(self._encoding)[: byte - self._ends[block]].decode(self._encoding))
