"""The view: the text as a check reads it, without line wraps, layout hyphens, ligatures and page furniture, mapped back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from qa.ground.differences import differences
from qa.ground.document import Block, BlockKind, Document
from qa.ground.source import LOST, STRAY_BYTE, bytes_read
from qa.ground.span import OffsetMap, Span

JoinsAtHyphen = Callable[[str, str], bool]
"""Whether the two parts of a word that a line end broke at a hyphen are one word without it:
("coop", "eration") yes, ("Counter", "Terrorism") no."""

# Same length, so they cost no entry in the map: no-break and other blanks, typographic quotes, hyphens of other code points.
_CONTROL_BLANKS = dict.fromkeys("\t\v\f\x1c\x1d\x1e\x1f", " ")
_SAME_LENGTH = {
    **_CONTROL_BLANKS,
    **dict.fromkeys("\u0085\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a", " "),
    **dict.fromkeys("\u2028\u2029\u202f\u205f\u3000", " "),
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u02bc\u0092", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    **dict.fromkeys("\u2010\u2011", "-"),
}

_LIGATURES = {
    "\ufb00": "ff",
    "\ufb01": "fi",
    "\ufb02": "fl",
    "\ufb03": "ffi",
    "\ufb04": "ffl",
    "\ufb05": "st",
    "\ufb06": "st",
}

# Line ends are found by themselves, and the blanks before them by stepping back: an expression that may begin with a
# blank is tried at every blank of a text.
_WRAP = re.compile(r"(?P<wrap>(?:\r\n|\n|\r) *)")
_CHANGES = re.compile(
    r"""
      (?P<wrap> (?:\r\n|\n|\r)[ ]* )
    | (?P<ligature> [\ufb00-\ufb06] )
    | (?P<nothing> (?:[\u00ad\u200b\u200c\u200d\u2060\ufeff] | (?<=[a-z])\u00ac(?=\s*[a-z])) (?:[ ]*(?:\r\n|\n|\r)[ ]*)? )
    """,
    re.VERBOSE,
)
_CHANGING_CHARACTERS = (*_LIGATURES, "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ac")
"""What may make the view shorter or longer than the document, beside line ends; no ASCII document has any of it."""
_CHANGING_WRAPS = ("\r", " \n", "\n ", "-\n")
"""A line end that is read as more or less than the one blank it is; where none is, a paragraph needs no map."""

_JOIN = re.compile(r"[-\u00ad\u2010\u2011\u200b-\u200d\u2060\ufeff\u00ac]?[ \t]*(?:\r\n|\n|\r)[ \t]*(?=[^\W_])")

_LEFT_PART = re.compile(r"[\w'-]+$")
_RIGHT_PART = re.compile(r"[\w'-]+")


def _is_join(text: str, place: Span) -> bool:
    match = _JOIN.match(text, place.start)  # what follows is looked at too, past the end of the place
    return match is not None and match.end() == place.end


@dataclass(frozen=True, slots=True)
class View:
    """A text made for reading, and the way back to the document it was made from.

    Laws, held by tests/text/test_view.py: every paragraph is one line; all white space is blanks and, between paragraphs,
    single line feeds; no code point of the document outside page
    furniture, wraps, layout hyphens and invisible characters is missing; ``outer`` of a code point is where it came from.
    """

    text: str
    offsets: OffsetMap

    def outer(self, span: Span) -> Span:
        """The document's span for a span of the view."""
        return self.offsets.outer(span)

    def joins(self, document_text: str) -> tuple[Span, ...]:
        """The document's spans that part a word at a line's end and are not read: the wrap, with the hyphen that is the page's.

        >>> from qa.readers.text import read
        >>> from qa.text.segment import segment
        >>> document = segment(read("a", b"the Counter-\\nTerrorism Strategy\\nof the Council"))
        >>> build_view(document).joins(document.text)
        (Span(start=12, end=13),)
        """
        return tuple(outer for outer in self.offsets.left_out if outer.start and _is_join(document_text, outer))

    def rewritten(self, document_text: str, span: Span, new: str) -> str:
        """What the document should hold at ``outer(span)`` when the view should read ``new`` at ``span``.

        Only what differs is changed, so that the document keeps its wraps, quotes and layout hyphens inside it. Signs without
        width, which no word of English has, go with the mistake.
        """
        if document_text[self.outer(span).slice] == self.text[span.slice] and "'" not in new:
            return new
        touched = tuple(self.offsets.within(span))
        whole = Span(min(span.start, touched[0].inner.start), max(span.end, touched[-1].inner.end)) if touched else span
        new = self.text[whole.start : span.start] + new + self.text[span.end : whole.end]
        return _without_stray_breaks([*self._merged(document_text, whole, new)]).translate(_NO_WIDTH)

    def _merged(self, document_text: str, span: Span, new: str) -> Iterator[tuple[str, bool]]:
        """The parts of the corrected text; True for a line break inside a word that an edit stands beside."""
        position = span.start
        edge = None
        for difference in differences(self.text[span.slice], new):
            text = difference.text
            if difference.op == "insert":
                yield _styled(text, document_text), False
                continue
            piece = Span(position, position + len(text))
            position = piece.end
            if difference.op == "equal":
                if piece.start not in (span.start, edge):
                    yield self._break(document_text, piece.start), True
                yield "".join(self._kept(document_text, piece)), False
                edge = piece.end
                if edge != span.end:
                    yield self._break(document_text, edge), True

    def _break(self, document_text: str, place: int) -> str:
        """What the document holds between two code points of the view and the view does not show."""
        return document_text[self.offsets.end(place) : self.offsets.start(place)]

    def _kept(self, document_text: str, piece: Span) -> Iterator[str]:
        """What the document holds at a piece that stays; a ligature that an edit cuts is spelt out."""
        done = piece.start
        for replacement in self.offsets.within(piece):
            inner = replacement.inner
            if done < inner.start:
                yield document_text[self.offsets.start(done) : self.offsets.end(inner.start)]
            if piece.covers(inner):
                yield document_text[replacement.outer.slice]
            else:
                yield self.text[max(inner.start, piece.start) : min(inner.end, piece.end)]
            done = min(inner.end, piece.end)
        if done < piece.end:
            yield document_text[self.offsets.start(done) : self.offsets.end(piece.end)]


def _without_stray_breaks(parts: list[tuple[str, bool]]) -> str:
    """The parts as one text; a break stays only where it still parts a word and so is read as nothing."""
    written = ""
    for index, (text, is_break) in enumerate(parts):
        after = next((later for later, skipped in parts[index + 1 :] if later and not skipped), "")
        if not is_break or (after[:1].isalpha() and _AT_BREAK.search(written[-2:] + text)):
            written += text
    return written


_AT_BREAK = re.compile(r"[^\W\d_](?:-\s|[-\u2010\u2011\u00ad\u00ac\u200b\u200c\u200d\u2060\ufeff]+\s*$)")
"""A letter before a line end with the word's own hyphen, or before a layout hyphen or another sign that is not read."""


_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))


def _styled(text: str, document_text: str) -> str:
    """New text with the apostrophes that the document has."""
    return text.replace("'", "\u2019") if "\u2019" in document_text else text


def build_view(document: Document, joins: JoinsAtHyphen = lambda left, right: False) -> View:
    """The view of a segmented document; ``joins`` decides about hyphens at line ends.

    >>> from qa.readers.text import read
    >>> from qa.text.segment import segment
    >>> build_view(segment(read("a", b"the Global Counter-\\nTerrorism Strategy\\nof the Council."))).text
    'the Global Counter-Terrorism Strategy of the Council.'
    """
    even = _evened(document.text)
    builder = _Builder(even, joins)
    before: Block | None = None
    after_furniture = False
    for block in document.blocks:
        if block.kind is BlockKind.FURNITURE:
            after_furniture = True
            continue
        builder.add(block.span, continues=after_furniture and before is not None and _runs_on(even, before, block))
        before, after_furniture = block, False
    return builder.view()


def _runs_on(even: str, above: Block, below: Block) -> bool:
    """Whether a sentence goes on past the furniture between two blocks: the one below begins small, or on the same line, or
    the one above is a paragraph and ends in a word or its hyphen."""
    start, end = above.span.end, below.span.start
    is_line = even.find("\n", start, end) < 0 and even.find("\r", start, end) < 0
    is_open = above.kind is below.kind is BlockKind.PARAGRAPH and (even[start - 1].isalpha() or even[start - 1] == "-")
    return even[end].islower() or is_line or is_open


def _evened(text: str) -> str:
    if not text.isascii() and _HALF.search(text):
        text = _HALF.sub(_read_half, text)
    for character, plain in (_CONTROL_BLANKS if text.isascii() else _SAME_LENGTH).items():
        text = text.replace(character, plain)
    return text


_HALF = re.compile("[\ud800-\udfff]")
"""Half of a surrogate pair: a byte that is not of its file's encoding (``qa.ground.source``), or a program's mistake."""


def _read_half(half: re.Match[str]) -> str:
    """What cp1252 has for a byte; a half that was no byte, or is none of cp1252's, is a lost letter."""
    return bytes_read(half[0], "cp1252") if STRAY_BYTE.match(half[0]) else LOST


class _Builder:
    """Collects the blocks' text, and where it differs in length from the document's."""

    def __init__(self, even: str, joins: JoinsAtHyphen) -> None:
        self._even = even
        self._joins = joins
        beyond_wraps = not even.isascii() and any(character in even for character in _CHANGING_CHARACTERS)
        self._changes = _CHANGES if beyond_wraps else _WRAP
        marks = (*_CHANGING_WRAPS, *(_CHANGING_CHARACTERS if beyond_wraps else ()))
        self._marks = tuple(mark for mark in marks if mark in even)
        self._parts: list[str] = []
        self._places: list[tuple[int, int, int, int]] = []
        self._length = 0
        self._done = 0

    def add(self, span: Span, *, continues: bool) -> None:
        """One block; ``continues`` when only page furniture stands between it and the sentence before."""
        start, end = span.start, span.end
        if not self._parts:
            self._replace(self._done, start, "")
        elif continues:
            self._go_on(start)
        else:
            self._replace(self._done, start, "\n")
        text = self._even[start:end]
        if self._changes is _WRAP and "\n" not in text and "\r" not in text:
            self._append(text)
        elif self._has_marks(text):
            self._add_mapped(start, end)
        else:
            self._append(text.replace("\n", " "))
        self._done = end

    def _has_marks(self, text: str) -> bool:
        for mark in self._marks:  # noqa: SIM110 - a generator for each block takes longer than the search
            if mark in text:
                return True
        return False

    def _go_on(self, start: int) -> None:
        """From what was added last to ``start``, past page furniture, which may part a word at its hyphen."""
        before, joint = self._wrap(0, self._done, start)
        if before < self._done:  # the hyphen, which was added, is the page's
            self._parts[-1] = self._parts[-1][:-1]
            self._length -= 1
        self._replace(before, start, joint)

    def view(self) -> View:
        self._replace(self._done, len(self._even), "")
        return View("".join(self._parts), OffsetMap.of_places(self._places))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _replace(self, start: int, end: int, new: str) -> None:
        """What stands from ``start`` to ``end`` of the document reads as ``new``."""
        before = self._length
        self._append(new)
        if end - start != len(new):
            self._places.append((before, self._length, start, end))

    def _add_mapped(self, begin: int, stop: int) -> None:
        """A block with changes: what stands between them is copied, with a blank for each line end that is no more."""
        even, done = self._even, begin
        for match in self._changes.finditer(even, begin, stop):
            start, end = match.span()
            new = ""
            if match.lastgroup == "wrap":
                start, new = self._wrap(done, start, end)
            elif match.lastgroup == "ligature":
                new = _LIGATURES[match.group()]
            if end - start != 1 or new != " ":
                self._append(even[done:start].replace("\n", " ").replace("\r", " "))
                self._replace(start, end, new)
                done = end
        self._append(even[done:stop].replace("\n", " ").replace("\r", " "))

    def _wrap(self, done: int, start: int, end: int) -> tuple[int, str]:
        """Where a line end begins with the blanks before it, or with the hyphen it broke a word at; and what it reads as."""
        even = self._even
        while start > done and even[start - 1] == " ":
            start -= 1
        if start - 2 < done or even[start - 1] != "-" or not even[start - 2].isalnum() or not even[end : end + 1].isalnum():
            return start, " "
        return (start - 1 if self._is_one_word(start - 1, end) else start), ""

    def _is_one_word(self, hyphen: int, after: int) -> bool:
        left = _LEFT_PART.search(self._even, max(0, hyphen - 40), hyphen)
        right = _RIGHT_PART.match(self._even, after)
        return left is not None and right is not None and self._joins(left.group(), right.group())
