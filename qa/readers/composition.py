"""What a reader of a structured format finds, bit by bit, to a document: text, blocks, and strands that lead back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from qa.formats.markup import Characters, Markup
from qa.ground.document import Block, BlockKind, Document, Foreign
from qa.ground.source import File
from qa.ground.span import Span
from qa.ground.strands import Form, Part, Strand, byte_places

PARAGRAPH_BREAK = "\n\n"
LINE_BREAK = "\n"


class Composition:
    """Collects blocks one after another. Inside a block come characters, whole things, and marks without a place."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._length = 0
        self._blocks: list[Block] = []
        self._strands: list[Strand] = []
        self._kind = BlockKind.PARAGRAPH
        self._locator = ""
        self._written: list[str] = []
        self._block_strands: list[Strand] = []
        self._block_length = 0
        self._ends_in_layout = False
        """Whether the last thing written is a blank that was white space of layout."""
        self._layout_can_go = False
        """Whether that white space is one stretch of bytes, a strand."""
        self._broken = False
        """Whether the block has a line break that is dropped at its end."""
        self._gap = False
        """Whether a blank without a place in the file goes before what is written next."""
        self._follows_note = False
        self._foreign: list[Foreign] = []
        self._name = ""

    def begin(self, kind: BlockKind, locator: str, name: str = "") -> None:
        """Begin a block, ending the one before. ``locator`` says where it is in the file, ``name`` what a person calls it."""
        self.end()
        self._kind = kind
        self._name = name
        self._locator = locator

    def resume(self, kind: BlockKind, locator: str) -> None:
        """Go on in the block that was begun, as one of another kind and place: its number is written, now comes its text."""
        self._kind = kind
        self._locator = locator
        self.gap()

    @property
    def count(self) -> int:
        """How many blocks are ended."""
        return len(self._blocks)

    @property
    def place(self) -> int:
        """The code point of the document's text that is written next, provided that the block has ink."""
        return self._length + (len(PARAGRAPH_BREAK) if self._parts else 0) + self._block_length

    @property
    def number(self) -> int:
        """That of the block that is begun, if it is one that is numbered and has ink."""
        return self._next_number()

    def tell_language(self, start: int, language: str | None, *, is_guessed: bool = False, is_default: bool = False) -> None:
        """The file says that what was written since ``place`` was ``start`` is in this language; None if it does not say."""
        if language and names_another(language):
            self._foreign.append(Foreign(Span(min(start, self.place), self.place), language, is_guessed, is_default))

    def write(self, markup: Markup, run: Characters, *, preserve: int | None = None) -> None:
        """Characters that read as they stand. ``preserve`` is that of the strand."""
        self._stand(run.text, markup.part, run.start, run.end, run.form, preserve)

    def flow(self, markup: Markup, run: Characters) -> None:
        """Characters in which white space is layout: any run of it, over tags too, reads as one blank.

        It reads as none at the edges of a block and after a line break.
        """
        for text, start, end in _collapsed(markup, run):
            if text != " ":
                self._stand(text, markup.part, start, end, run.form, None)
            elif self._written and not self._ends_in_layout and self._written[-1][-1] != LINE_BREAK:
                self._lay_out(text, markup, start, end)
            else:
                self._hold_layout()

    def gap(self) -> None:
        """What comes next is another word, whether white space stands between or not."""
        self._gap = True
        self._hold_layout()

    def anchor_note(self) -> None:
        """A note belongs to the word before."""
        self._follows_note = True

    def break_line(self, *, within_word: bool = False) -> bool:
        """A line break, without blanks before it; False when the line is empty, for two make a paragraph.

        ``within_word``: the word goes on, and so does the line unless a hyphen says how it goes on.
        """
        self._drop_layout()
        self._gap = False
        if not self._written or self._written[-1][-1] == LINE_BREAK:
            return not self._written
        if not within_word or self._written[-1][-1] in _HYPHENS:
            self.mark(LINE_BREAK)
            self._broken = True
        return True

    def stand(self, text: str, markup: Markup, start: int, end: int) -> None:
        """The bytes from ``start`` to ``end``, an empty element say, stand for ``text`` as a whole."""
        self._stand(text, markup.part, start, end, Form.WHOLE, None)

    def mark(self, text: str) -> None:
        """Text that has no place in the file: a tab, a line break."""
        if text:
            self._written.append(text)
            self._block_length += len(text)
            self._ends_in_layout = False

    def _lay_out(self, text: str, markup: Markup, start: int, end: int) -> None:
        is_gap, self._gap = self._gap, False
        self._stand(text, markup.part, start, end, Form.WHOLE, None)
        self._ends_in_layout = self._layout_can_go = True
        if is_gap:
            self._hold_layout()

    def _hold_layout(self) -> None:
        """The blank before is made by something else too: taking the one away leaves it there."""
        if self._ends_in_layout and self._layout_can_go:
            self._block_strands.pop()
            self._layout_can_go = False

    def _drop_layout(self) -> None:
        if self._ends_in_layout:
            self._block_length -= len(self._written.pop())
            if self._layout_can_go:
                self._block_strands.pop()
            self._ends_in_layout = False

    def end(self) -> None:
        """End the block; one without ink leaves nothing."""
        self._drop_layout()
        if self._broken and self._written[-1] == LINE_BREAK:
            self._written.pop()
        text = "".join(self._written)
        inked = text.strip()
        if inked:
            self._keep(text, inked)
        self._written, self._block_strands, self._block_length = [], [], 0
        self._gap = self._broken = self._follows_note = False

    def document(self, file: File, name: str) -> Document:
        """The document read so far; ``name`` is the format's."""
        self.end()
        text = "".join(self._parts)
        foreign = tuple(joined(text, self._foreign))
        return Document(file, name, text, tuple(self._blocks), strands=tuple(self._strands), foreign=foreign)

    def _stand(self, text: str, part: Part, start: int, end: int, form: Form, preserve: int | None) -> None:
        if text:
            if self._gap and self._written and not self._written[-1][-1].isspace() and not text[0].isspace():
                self.mark(" ")
            self._gap = False
            span = Span(self._block_length, self._block_length + len(text))
            self._block_strands.append(Strand(span, part, start, end, form, preserve, self._follows_note))
            self._follows_note = False
            self.mark(text)

    def _keep(self, text: str, inked: str) -> None:
        if self._parts:
            self._append(PARAGRAPH_BREAK)
        begin = self._length
        self._append(text)
        for strand in self._block_strands:
            self._strands.append(replace(strand, span=Span(begin + strand.span.start, begin + strand.span.end)))
        start = begin + text.index(inked)
        number = 0 if self._kind in (BlockKind.FURNITURE, BlockKind.ASIDE) else self._next_number()
        self._blocks.append(Block(Span(start, start + len(inked)), self._kind, number, self._locator, self._name))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)

    def _next_number(self) -> int:
        return next((block.number for block in reversed(self._blocks) if block.number), 0) + 1


def joined(text: str, foreign: Iterable[Foreign]) -> Iterator[Foreign]:
    """The stretches without the blanks round them, those of one language in a row made one; of a default, in one block."""
    current = None
    for each in sorted(foreign, key=lambda each: each.span):
        inked = text[each.span.slice].strip()
        if not inked:
            continue
        start = text.index(inked, each.span.start)
        span = Span(start, start + len(inked))
        if current and _go_on(text[current.span.end : start], current, each):
            current = replace(current, span=Span(current.span.start, span.end))
            continue
        if current:
            yield current
        current = replace(each, span=span)
    if current:
        yield current


def _go_on(between: str, one: Foreign, other: Foreign) -> bool:
    alike = (one.language, one.is_default) == (other.language, other.is_default)
    return alike and not between.strip() and not (one.is_default and PARAGRAPH_BREAK in between)


def names_another(language: str) -> bool:
    """Whether a tag is that of another language than English.

    >>> names_another("fr-CA"), names_another("en_GB"), names_another("und")
    (True, False, False)
    """
    return _subtag(language) not in _ENGLISH | _NO_LANGUAGE


def _subtag(language: str) -> str:
    return language.replace("_", "-").partition("-")[0].lower()


_ENGLISH = frozenset(("en", "eng"))
_NO_LANGUAGE = frozenset(("", "und", "mul", "zxx", "mis", "x"))
"""Subtags that name no language (BCP 47)."""


def _collapsed(markup: Markup, run: Characters) -> Iterator[tuple[str, int, int]]:
    """The run cut where white space does not read as it stands, with the bytes of each piece; layout is one blank."""
    layout = [match.span() for match in _LAYOUT.finditer(run.text)]
    position = 0
    for piece in pieces(markup, run, {cut for span in layout for cut in span}):
        end = position + len(piece.text)
        yield " " if (position, end) in layout else piece.text, piece.start, piece.end
        position = end


def pieces(markup: Markup, run: Characters, cuts: Iterable[int]) -> Iterator[Characters]:
    """The run cut at these code points of its text, in order; its edges need not be named."""
    places = sorted({0, len(run.text), *cuts})
    inside = byte_places(markup.part, run.form, markup.data[run.start : run.end], places)
    for (start, first), (end, last) in pairwise(zip(places, inside, strict=True)):
        yield Characters(run.text[start:end], run.start + first, run.start + last, run.form)


_HYPHENS = "-\u2010\u00ad"
_LAYOUT = re.compile(r"[ \t\n\f\r]{2,}|[\t\n\f\r]|\A |(?<=.) \Z")
"""White space, as XML and HTML know it, that is more than one blank between two words. A no-break space is none."""
