"""What a reader makes of a file: its text, and the blocks and turns the text is built of."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from qa.source import File
from qa.span import Span
from qa.strands import Strand


class BlockKind(StrEnum):
    """What a stretch of a record is."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    PROCEDURE = "procedure"
    """A line of the reporter's, not of a speaker's: "The meeting rose at 1.15 p.m."."""
    FURNITURE = "furniture"
    """What the page put between the lines: running heads, page and job numbers."""
    NOTE = "note"
    """A footnote or endnote, which stands after the text it belongs to and is part of nobody's speech."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, heading, procedural line, note or piece of page furniture. Law: blocks are in order and do not overlap."""

    span: Span
    kind: BlockKind
    number: int
    """1-based position among the blocks that are not furniture; 0 for furniture."""
    locator: str | None = None
    """Where the block is in a structured file: ``word/document.xml#/w:document/w:body/w:p[3]``. None in a text file."""


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
    """A stretch of text that its file says is written in another language than English (``xml:lang``, ``lang``)."""

    span: Span
    language: str
    """As the file names it: ``fr``, ``pt-BR``, ``spa``."""


@dataclass(frozen=True, slots=True)
class Document:
    """A text with its structure. Offsets everywhere are code points of ``text``.

    Laws: without ``strands`` the source is a ``Source`` and ``text`` is its text; with them ``text`` is the reading text of
    a structured file, in which paragraphs are apart by a blank line and a line feed inside one is a line break.
    """

    source: File
    format: str
    """The key of the reader that made it, such as ``text``."""
    text: str
    blocks: tuple[Block, ...] = ()
    turns: tuple[Turn, ...] = ()
    strands: tuple[Strand, ...] | None = None
    """Where the text of a structured file stands in it, in order; None for a text file, which is its text."""
    foreign: tuple[Foreign, ...] = ()
    """In order, without overlaps. What is found in them is set aside: they are not English, and meant so."""

    @property
    def path(self) -> str:
        return self.source.path
