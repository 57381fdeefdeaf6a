"""Paragraphs of runs, kept, deleted, inserted or moved, with comments, to a Word file with tracked changes.

The words are those of ISO/IEC 29500-1 (Office Open XML): a run is a stretch of text of one look, a revision a tracked
change. Accepting all revisions gives the runs that are kept, inserted and moved to, rejecting all the runs that are kept,
deleted and moved from. The same paragraphs give the same bytes: no clock is asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from qa.formats.archive import new_archive
from qa.ground.document import BlockKind
from qa.ground.resources import read_bytes
from qa.writers.word.comments import CommentKind, NumberedComment, beside, comments_part, named, numbered, whole
from qa.writers.word.pen import AUTHOR, HEAD, NAMESPACE, Comment, Pen, Revision, Signature

STYLES = ("reports", "word-styles.xml")
"""Where ``qa.ground.resources`` finds the look of new files."""


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
    date: str = ""
    """When; without a date, when the file is signed."""


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
    BlockKind.ASIDE: "Note",
    BlockKind.FURNITURE: "Furniture",
}


def word_document(paragraphs: Iterable[WordParagraph], signature: Signature | None = None) -> bytes:
    """A whole Word file. Law: it depends on nothing but ``paragraphs``, ``signature`` and the styles in ``reports/``."""
    paragraphs = tuple(paragraphs)
    body = _Body(paragraphs, Pen(signature=signature))
    inside = "".join(body.paragraph(paragraph) for paragraph in paragraphs)
    comments = named(body.comments)
    others = tuple(beside(comments, signature or Signature()))
    blank = blank_members()
    styles = blank.pop("word/styles.xml")
    members = blank | {
        "[Content_Types].xml": _content_types(kind for kind, _ in others),
        "word/document.xml": blank["word/document.xml"].replace(BODY, inside),
        "word/_rels/document.xml.rels": _relationships(
            {name: f"{name}.xml" for name in ("styles", "settings", "comments")}, [kind for kind, _ in others]
        ),
        "word/comments.xml": comments_part(body.pen, comments),
        **{f"word/{kind.name}.xml": whole(kind, inside) for kind, inside in others},
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
        self.comments: list[NumberedComment] = []
        self._numbers: dict[Comment, range] = {}
        for comment in (each for each in self._first if isinstance(each, Comment)):
            self._numbers[comment] = range(len(self.comments), len(self.comments) + len(comment.thread))
            self.comments += numbered(comment, len(self.comments))
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
        return starts + self.pen.revised(run.revision, written, run.author, run.date) + ends

    def _start(self, range_: Comment | tuple[Revision, str], author: str) -> str:
        if isinstance(range_, Comment):
            return "".join(map(self.pen.comment_start, self._numbers[range_]))
        start, self._move_ends[range_] = self.pen.move_starts(*range_, author)
        return start

    def _end(self, range_: Comment | tuple[Revision, str], run: TextRun, mark: Revision) -> str:
        if isinstance(range_, Comment):
            # The sign has the fate of the text: left alone, it keeps LibreOffice from taking an emptied paragraph away.
            return "".join(
                self.pen.comment_range_end(number)
                + self.pen.revised(run.revision, self.pen.comment_sign(number), run.author, run.date)
                for number in self._numbers[range_]
            )
        if range_[0] is not mark:
            return self._move_ends[range_]
        # The paragraph's own end moved too, so what is moved ends behind it.
        self._behind += self._move_ends[range_]
        return ""


def _ranges(run: TextRun) -> tuple[Comment | tuple[Revision, str], ...]:
    moved = ((run.revision, run.move),) if run.move else ()
    # Comments end first, so that the sign of one that stands at what is moved is part of it.
    return (*moved, *run.comments)


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


def _content_types(others: Iterable[CommentKind]) -> str:
    overrides = "".join(override(kind.name, f"word/{kind.name}.xml") for kind in others)
    return _CONTENT_TYPES.replace("</Types>", f"{overrides}</Types>")


def override(kind: str, name: str, element: str = "Override") -> str:
    """What says that a member of the archive is a part of WordprocessingML of this kind."""
    return f'<{element} PartName="/{name}" ContentType="{WORD_TYPE}.{kind}+xml"/>'


def _relationships(targets: Mapping[str, str], others: Sequence[CommentKind] = ()) -> str:
    kinds = [(f"{OFFICE_RELATIONS}/{kind}", target) for kind, target in targets.items()]
    kinds += [(kind.relation, f"{kind.name}.xml") for kind in others]
    entries = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(kinds, start=1)
    )
    return f'{HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{entries}</Relationships>'
