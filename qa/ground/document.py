"""What a reader makes of a file: its text, and the blocks and turns the text is built of."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, replace
from enum import StrEnum

from qa.ground.source import File, Source
from qa.ground.span import Span
from qa.ground.strands import Strand


class BlockKind(StrEnum):
    """What a stretch of a record is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    PROCEDURE = "procedure"
    """A line of the reporter's, not of a speaker's: "The meeting rose at 1.15 p.m."."""
    FURNITURE = "furniture"
    """What the page put between the lines: running heads, page and job numbers."""
    NOTE = "note"
    ASIDE = "aside"
    """What stands beside the text and is no part of it: a comment in the margin, hidden text, the description of a picture. It is
    checked, and not compared with another version or a translation."""
    """A footnote or endnote, which stands after the text it belongs to and is part of nobody's speech."""


@dataclass(frozen=True, slots=True, init=False)
class Block:
    """A paragraph, heading, procedural line, note or piece of page furniture. Law: blocks are in order and do not overlap."""

    span: Span
    kind: BlockKind
    number: int
    """1-based position among the blocks that are neither furniture nor asides; 0 for these."""
    locator: str | None = None
    """Where the block is in a structured file: ``word/document.xml#/w:document/w:body/w:p[3]``. None in a text file."""
    name: str = ""
    """What a person calls the place where it is no paragraph: ``alternative text of picture 3``, ``footnote 2``."""

    def __init__(self, span: Span, kind: BlockKind, number: int, locator: str | None = None, name: str = "") -> None:
        # As of spans, there are as many as lines: this is twice as quick as what a frozen class would be given.
        _set_span(self, span)
        _set_kind(self, kind)
        _set_number(self, number)
        _set_locator(self, locator)
        _set_name(self, name)


_set_span, _set_kind, _set_number, _set_locator, _set_name = (
    vars(Block)[name].__set__ for name in ("span", "kind", "number", "locator", "name")
)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a line is printed, as a reader of the pages would say it."""

    page: int
    """1-based, counted from the beginning of the file."""
    column: int = 0
    """1-based; 0 where the page has one column."""
    line: int = 0
    """1-based, of the column's lines from the top of the page without running heads; 0 for page furniture."""

    def __str__(self) -> str:
        parts = (("page", self.page), ("column", self.column), ("line", self.line))
        return ", ".join(f"{name} {number}" for name, number in parts if number)


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """A line of a document's text that is a line of a page."""

    start: int
    """Its first code point."""
    place: Place


@dataclass(frozen=True, slots=True)
class Cue:
    """What a transcript of speech says between two times: a caption, a segment of a recogniser."""

    span: Span
    """Code points of the document's text."""
    number: int
    """1-based position in the file, among the cues that have text."""
    begin: int | None
    """Milliseconds from the beginning of the recording; None where the file's times cannot be read."""
    end: int | None
    stated: str
    """The times as the file writes them."""

    def __str__(self) -> str:
        """Where in the recording it is, to go there: ``00:01:07.290``; as the file says it where that is no time."""
        return self.stated if self.begin is None else clock_time(self.begin)


def clock_time(milliseconds: int) -> str:
    """A time of a recording as WebVTT writes it.

    >>> clock_time(67_290)
    '00:01:07.290'
    """
    seconds, thousandths = divmod(milliseconds, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{thousandths:03}"


@dataclass(frozen=True, slots=True)
class Turn:
    """What one speaker says without another between: "Mr. Bordyuzha (spoke in Russian): I should like …"."""

    span: Span
    """The whole turn, its label included."""
    label: Span
    """The speaker line, colon included; empty, before the first word, where a file says it in an attribute only."""
    speaker: str
    """As written, "Mr. Bordyuzha", "The President"; in a structured file as the file names the person."""
    state: str | None
    """The State or body in parentheses after the name."""
    language: str | None
    """The language spoken, where the record says so: "Russian"."""


@dataclass(frozen=True, slots=True)
class Foreign:
    """A stretch of text that its file says is written in another language than English (``xml:lang``, ``lang``, ``w:lang``)."""

    span: Span
    language: str
    """As the file names it: ``fr``, ``pt-BR``, ``spa``."""
    is_guessed: bool = False
    """A program set it, by the keyboard or by what it read, and nobody need have meant it."""
    is_default: bool = False
    """It is said of whatever says nothing else: often the template's language, not the text's."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its structure. Offsets everywhere are code points of ``text``.

    Laws: without ``strands`` the source is a ``Source`` and ``text`` is its text; with them ``text`` is the reading text of
    a structured file, in which paragraphs are apart by a blank line and a line feed inside one is a line break.
    With ``lines`` it is the reading text of pages, whose lines are the text's, and ``strands`` is empty.
    """

    source: File
    format: str
    """The key of the reader that made it, such as ``text``."""
    text: str
    blocks: tuple[Block, ...] = ()
    turns: tuple[Turn, ...] = ()
    strands: tuple[Strand, ...] | None = None
    """Where the text of a structured file stands in it, in order; None for a text file, which is its text."""
    lines: tuple[PrintedLine, ...] = ()
    """Of a document that is read from pages: each line of the text, in order. No correction can be written into pages."""
    lacks: tuple[str, ...] = ()
    """What of the file is not in the text, a sentence each: "Page 4 is an image without text."."""
    foreign: tuple[Foreign, ...] = ()
    """In order, without overlaps. What is found in them is set aside: they are not English, and meant so."""
    cues: tuple[Cue, ...] = ()
    """Of a transcript of speech: in the order of the text, without overlaps. Between two of them in one paragraph stands a
    line feed that has no place in the file."""

    @property
    def path(self) -> str:
        return self.source.path

    @property
    def without_asides(self) -> Document:
        """The document with its asides as page furniture, which is not read with the text."""
        if not any(block.kind is BlockKind.ASIDE for block in self.blocks):
            return self
        furniture = BlockKind.FURNITURE
        blocks = tuple(replace(each, kind=furniture) if each.kind is BlockKind.ASIDE else each for each in self.blocks)
        return replace(self, blocks=blocks)

    @property
    def text_file(self) -> Source | None:
        """The source of a text file, whose text it is; None for a structured file."""
        return self.source if isinstance(self.source, Source) and self.strands is None else None

    @property
    def is_spoken(self) -> bool:
        """Whether it is a transcript of speech, whose passages have times."""
        return bool(self.cues)

    def cue(self, offset: int) -> Cue | None:
        """The cue that the code point at ``offset`` stands in, or the last before it; None in what is no transcript."""
        index = bisect_right(self.cues, offset, key=lambda cue: cue.span.start) - 1
        return self.cues[max(index, 0)] if self.cues else None

    def place(self, offset: int) -> Place | None:
        """Where the code point at ``offset`` is printed; None for a document that is not read from pages."""
        index = bisect_right(self.lines, offset, key=lambda line: line.start) - 1
        return self.lines[max(index, 0)].place if self.lines else None
