"""Paragraphs of runs, kept, deleted, inserted or moved, with comments, to a Word file with tracked changes.

The words are those of ISO/IEC 29500-1 (Office Open XML): a run is a stretch of text of one look, a revision a tracked
change. Accepting all revisions gives the runs that are kept, inserted and moved to, rejecting all the runs that are kept,
deleted and moved from. The same paragraphs give the same bytes: no clock is asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import count

from qa.formats.archive import new_archive
from qa.ground.document import BlockKind
from qa.ground.resources import read_bytes

AUTHOR = "transcript-qa"

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STYLES = ("reports", "word-styles.xml")
"""Where ``qa.ground.resources`` finds the look of new files."""

_SOME_DAY = "2000-01-01T00:00:00Z"
"""Of a move whose day is not told, for the schema demands one."""


@dataclass(frozen=True, slots=True)
class Signature:
    """Under whose name and at what time changes and comments are written."""

    author: str = AUTHOR
    """Takes the place of ``AUTHOR`` at the beginning of a name, so that classes of changes keep names of their own."""
    date: str = ""
    """As xsd:dateTime, 2026-05-12T09:30:00Z; without one none is written."""

    def by(self, author: str) -> str:
        """The name that is written for one of ours."""
        return self.author + author.removeprefix(AUTHOR) if author.startswith(AUTHOR) else author


class Revision(StrEnum):
    """What a reviewer accepts or rejects; each by the name of its element but for ``KEPT``."""

    KEPT = ""
    DELETED = "del"
    INSERTED = "ins"
    MOVED_FROM = "moveFrom"
    MOVED_TO = "moveTo"

    @property
    def is_old(self) -> bool:
        """Whether the text goes when the revision is accepted."""
        return self in (Revision.DELETED, Revision.MOVED_FROM)


@dataclass(frozen=True, slots=True)
class Comment:
    """A remark in the margin. It stands beside all runs that name it, from the first to the last."""

    key: str
    """Tells comments apart: the id of a finding or change."""
    lines: tuple[str, ...]
    """Its paragraphs."""
    author: str = AUTHOR


@dataclass(frozen=True, slots=True)
class TextRun:
    """Text of one look and one fate. A line feed in it is a line break, a form feed a page break."""

    text: str
    """May be empty: then it is a place for a comment."""
    revision: Revision = Revision.KEPT
    bold: bool = False
    comments: tuple[Comment, ...] = ()
    move: str = ""
    """For what is moved: a name that the run moved from and the one moved to share."""
    author: str = AUTHOR
    """Who is said to have made the revision."""


@dataclass(frozen=True, slots=True)
class WordParagraph:
    """Runs, with what is tracked of the paragraph's own end: an inserted one is a paragraph that was split."""

    runs: tuple[TextRun, ...]
    kind: BlockKind = BlockKind.PARAGRAPH
    mark: Revision = Revision.KEPT
    author: str = AUTHOR
    """Who is said to have made the revision of its end."""


_STYLE_IDS: Mapping[BlockKind, str] = {
    BlockKind.HEADING: "Heading1",
    BlockKind.PROCEDURE: "Procedure",
    BlockKind.NOTE: "Note",
    BlockKind.FURNITURE: "Furniture",
}


def word_document(paragraphs: Iterable[WordParagraph], signature: Signature | None = None) -> bytes:
    """A whole Word file. Law: it depends on nothing but ``paragraphs``, ``signature`` and the styles in ``reports/``."""
    paragraphs = tuple(paragraphs)
    body = _Body(paragraphs, Pen(signature=signature))
    inside = "".join(body.paragraph(paragraph) for paragraph in paragraphs)
    blank = blank_members()
    styles = blank.pop("word/styles.xml")
    members = blank | {
        "[Content_Types].xml": _CONTENT_TYPES,
        "word/document.xml": blank["word/document.xml"].replace(BODY, inside),
        "word/_rels/document.xml.rels": _relationships({name: f"{name}.xml" for name in ("styles", "settings", "comments")}),
        "word/comments.xml": comments_part(body.pen, body.comments),
        "word/styles.xml": styles,
    }
    return new_archive({name: content.encode() for name, content in members.items()})


BODY = "{body}"
"""Where ``blank_members`` has the paragraphs."""


def blank_members() -> dict[str, str]:
    """The members of a Word file without comments; in that of the text, ``BODY`` stands for its paragraphs."""
    comments = f'<Override PartName="/word/comments.xml" ContentType="{WORD_TYPE}.comments+xml"/>'
    return {
        "[Content_Types].xml": _CONTENT_TYPES.replace(comments, ""),
        "_rels/.rels": _relationships({"officeDocument": "word/document.xml"}),
        "word/document.xml": f"{HEAD}<w:document {_DECLARED}><w:body>{BODY}{_PAGE}</w:body></w:document>",
        "word/_rels/document.xml.rels": _relationships({name: f"{name}.xml" for name in ("styles", "settings")}),
        "word/settings.xml": f"{HEAD}<w:settings {_DECLARED}>{_SETTINGS}</w:settings>",
        "word/styles.xml": read_bytes(*STYLES).decode(),
    }


class Pen:
    """Writes elements of WordprocessingML, and numbers those that need a number."""

    def __init__(self, declaration: str = "", numbers: Iterator[int] | None = None, signature: Signature | None = None) -> None:
        """``declaration``: what each outermost element must declare where the file has no prefix ``w``, with a blank before.
        ``numbers``: those that are free, which all parts of a file take from; by default, all from 1.
        """
        self._declaration = declaration
        self._numbers = numbers or count(1)
        self._signature = signature or Signature()

    def run(self, text: str, properties: str = "", *, old: bool = False) -> str:
        """A run; ``properties`` is its ``w:rPr``, ``old`` says that it stands in a deletion or is moved from."""
        return f"<w:r{self._declaration}>{properties}{content(text, deleted=old)}</w:r>" if text else ""

    def revised(self, revision: Revision, runs: str, author: str = AUTHOR) -> str:
        """``runs`` under a revision."""
        return f"<w:{revision.value}{self._identity(author)}>{runs}</w:{revision.value}>" if revision.value and runs else runs

    def mark(self, revision: Revision, author: str = AUTHOR) -> str:
        """The revision of a paragraph's end, for its ``w:pPr``."""
        return f"<w:rPr><w:{revision.value}{self._identity(author)}/></w:rPr>" if revision.value else ""

    def move_starts(self, revision: Revision, name: str, author: str = AUTHOR) -> tuple[str, str]:
        """The two elements round what is moved."""
        number, by = self._number(), escape(self._signature.by(author))
        start = f'<w:{revision.value}RangeStart{self._declaration} w:id="{number}" w:name="{escape(name)}" w:author="{by}"'
        return (
            f'{start} w:date="{self._signature.date or _SOME_DAY}"/>',
            f'<w:{revision.value}RangeEnd{self._declaration} w:id="{number}"/>',
        )

    def comment_start(self, number: int) -> str:
        return f'<w:commentRangeStart{self._declaration} w:id="{number}"/>'

    def comment_end(self, number: int) -> str:
        """The end of what a comment stands beside, and the sign that leads to it."""
        return self.comment_range_end(number) + self.comment_sign(number)

    def comment_range_end(self, number: int) -> str:
        return f'<w:commentRangeEnd{self._declaration} w:id="{number}"/>'

    def comment_sign(self, number: int) -> str:
        return f'<w:r{self._declaration}><w:commentReference w:id="{number}"/></w:r>'

    def comment(self, number: int, comment: Comment) -> str:
        lines = "".join(f"<w:p>{self.run(line)}</w:p>" for line in comment.lines)
        name = self._signature.by(comment.author)
        initials = "qa" if name.startswith(AUTHOR) else "".join(word[0] for word in name.split())
        signed = f'w:author="{escape(name)}"{self._dated()} w:initials="{escape(initials)}"'
        return f'<w:comment{self._declaration} w:id="{number}" {signed}>{lines}</w:comment>'

    def control(self) -> tuple[str, str]:
        """What stands round runs to make them a content control, which goes when somebody edits them."""
        properties = "<w:sdtPr><w:temporary/></w:sdtPr>"
        return f"<w:sdt{self._declaration}>{properties}<w:sdtContent>", "</w:sdtContent></w:sdt>"

    def empty_run(self) -> str:
        return "<w:r/>"

    def _identity(self, author: str) -> str:
        return f'{self._declaration} w:id="{self._number()}" w:author="{escape(self._signature.by(author))}"{self._dated()}'

    def _dated(self) -> str:
        return f' w:date="{escape(self._signature.date)}"' if self._signature.date else ""

    def _number(self) -> int:
        return next(self._numbers)

    def renumbered(self, opening: str) -> str:
        """An opening tag of a revision of the file as that of another one: it is opened a second time."""
        return re.sub(r"""(?<=:id=)(["'])[^"']*\1""", f'"{self._number()}"', opening, count=1)


def comments_part(pen: Pen, comments: Iterable[Comment], namespace: str = NAMESPACE) -> str:
    """The part that holds the comments, numbered from 0."""
    inside = "".join(pen.comment(number, comment) for number, comment in enumerate(comments))
    return f'{HEAD}<w:comments xmlns:w="{namespace}">{inside}</w:comments>'


def content(text: str, *, deleted: bool = False) -> str:
    """Text as the inside of a run; a carriage return is dropped, being half of a line end."""
    name = "w:delText" if deleted else "w:t"
    return "".join(_contents(text.replace("\r\n", "\n").replace("\r", "\n"), name))


def _contents(text: str, name: str) -> Iterator[str]:
    for piece in re.split("([\t\n\v\f])", text):
        if piece in _LAYOUT:
            yield _LAYOUT[piece]
        elif piece:
            yield f'<{name} xml:space="preserve">{escape(piece)}</{name}>'


_LAYOUT = {"\t": "<w:tab/>", "\n": "<w:br/>", "\v": "<w:br/>", "\f": '<w:br w:type="page"/>'}


def escape(text: str) -> str:
    """Text for XML. What XML cannot carry is shown by its picture: U+0001 by U+2401, any other by U+FFFD."""
    named = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")
    return _NO_XML.sub(lambda match: chr(0x2400 + ord(match[0])) if match[0] < " " else "\ufffd", named)


_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class _Body:
    """The paragraphs of a new file, with the ranges of comments and moves round their runs."""

    def __init__(self, paragraphs: Sequence[WordParagraph], pen: Pen) -> None:
        self.pen = pen
        runs = [run for paragraph in paragraphs for run in paragraph.runs]
        self._first: dict[Comment | tuple[Revision, str], int] = {}
        self._last: dict[Comment | tuple[Revision, str], int] = {}
        for place, run in enumerate(runs):
            for range_ in _ranges(run):
                self._first.setdefault(range_, place)
                self._last[range_] = place
        self.comments = [each for each in self._first if isinstance(each, Comment)]
        self._numbers = {comment: number for number, comment in enumerate(self.comments)}
        self._move_ends: dict[tuple[Revision, str], str] = {}
        self._place = 0
        self._behind = ""
        """What must stand behind the paragraph that is being written."""

    def paragraph(self, paragraph: WordParagraph) -> str:
        style = _STYLE_IDS.get(paragraph.kind)
        properties = (f'<w:pStyle w:val="{style}"/>' if style else "") + self.pen.mark(paragraph.mark, paragraph.author)
        runs = "".join(self._run(run, paragraph.mark) for run in paragraph.runs)
        behind, self._behind = self._behind, ""
        return f"<w:p>{f'<w:pPr>{properties}</w:pPr>' if properties else ''}{runs}</w:p>{behind}"

    def _run(self, run: TextRun, mark: Revision) -> str:
        ranges = _ranges(run)
        starts = "".join(self._start(range_, run.author) for range_ in ranges if self._first[range_] == self._place)
        ends = "".join(self._end(range_, run, mark) for range_ in reversed(ranges) if self._last[range_] == self._place)
        self._place += 1
        bold = "<w:rPr><w:b/></w:rPr>" if run.bold else ""
        # What is moved from is written as text, not as deleted text (17.3.3.7 of the standard; Word does the same).
        written = self.pen.run(run.text, bold, old=run.revision is Revision.DELETED)
        return starts + self.pen.revised(run.revision, written, run.author) + ends

    def _start(self, range_: Comment | tuple[Revision, str], author: str) -> str:
        if isinstance(range_, Comment):
            return self.pen.comment_start(self._numbers[range_])
        start, self._move_ends[range_] = self.pen.move_starts(*range_, author)
        return start

    def _end(self, range_: Comment | tuple[Revision, str], run: TextRun, mark: Revision) -> str:
        if isinstance(range_, Comment):
            number = self._numbers[range_]
            # The sign has the fate of the text: left alone, it keeps LibreOffice from taking an emptied paragraph away.
            sign = self.pen.revised(run.revision, self.pen.comment_sign(number), run.author)
            return self.pen.comment_range_end(number) + sign
        if range_[0] is not mark:
            return self._move_ends[range_]
        # The paragraph's own end moved too, so what is moved ends behind it.
        self._behind += self._move_ends[range_]
        return ""


def _ranges(run: TextRun) -> tuple[Comment | tuple[Revision, str], ...]:
    moved = ((run.revision, run.move),) if run.move else ()
    # Comments end first, so that the sign of one that stands at what is moved is part of it.
    return (*moved, *run.comments)


HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_DECLARED = f'xmlns:w="{NAMESPACE}"'
_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="708" w:footer="708" w:gutter="0"/></w:sectPr>'
)
"""A4 with margins of an inch; twentieths of a point."""

_COMPATIBLE = 'w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"'
_SETTINGS = f"<w:compat><w:compatSetting {_COMPATIBLE}/></w:compat>"
"""Without it Word treats the file as one of 2007 and says so in the title bar."""

WORD_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_CONTENT_TYPES = (
    f'{HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{WORD_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{WORD_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{WORD_TYPE}.settings+xml"/>'
    f'<Override PartName="/word/comments.xml" ContentType="{WORD_TYPE}.comments+xml"/></Types>'
)
OFFICE_RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def _relationships(targets: Mapping[str, str]) -> str:
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{OFFICE_RELATIONS}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
