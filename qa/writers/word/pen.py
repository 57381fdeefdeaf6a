"""The elements of a Word file that changes and comments are written with, as text.

The words are those of ISO/IEC 29500-1 (Office Open XML): a run is a stretch of text of one look, a revision a tracked change.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from itertools import count

AUTHOR = "transcript-qa"

NAMESPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'

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
    date: str = ""
    """When it was made, as ``Signature.date``; without one, when the file is signed."""
    replies: tuple[Comment, ...] = ()
    """What was answered, the first first; an answer has no answers."""
    is_done: bool = False
    """Whether what it is about is decided."""

    @property
    def thread(self) -> tuple[Comment, ...]:
        """The comment with its replies after it."""
        return (self, *self.replies)


def word_date(when: str) -> str:
    """A time of ISO 8601 as Word writes it, in UTC and whole seconds; empty for what is no time.

    >>> word_date("2026-05-12T11:30:00.25+02:00"), word_date("in May")
    ('2026-05-12T09:30:00Z', '')
    """
    try:
        told = datetime.fromisoformat(when)
        return f"{(told if told.tzinfo else told.replace(tzinfo=UTC)).astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
    except (ValueError, OverflowError):
        return ""


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

    def revised(self, revision: Revision, runs: str, author: str = AUTHOR, date: str = "") -> str:
        """``runs`` under a revision."""
        return (
            f"<w:{revision.value}{self._identity(author, date)}>{runs}</w:{revision.value}>" if revision.value and runs else runs
        )

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

    def comment(self, number: int, comment: Comment, paragraph: str = "") -> str:
        """``paragraph``: the name of its last paragraph, eight hexadecimal digits, where other parts speak of it."""
        named = f' w14:paraId="{paragraph}"' if paragraph else ""
        *lines, last = comment.lines or ("",)
        inside = "".join(f"<w:p>{self.run(line)}</w:p>" for line in lines) + f"<w:p{named}>{self.run(last)}</w:p>"
        name = self._signature.by(comment.author)
        initials = "qa" if name.startswith(AUTHOR) else "".join(word[0] for word in name.split())
        signed = f'w:author="{escape(name)}"{self._dated(comment.date)} w:initials="{escape(initials)}"'
        declared = self._declaration + (_DECLARED_IDS if paragraph else "")
        return f'<w:comment{declared} w:id="{number}" {signed}>{inside}</w:comment>'

    def control(self) -> tuple[str, str]:
        """What stands round runs to make them a content control, which goes when somebody edits them."""
        properties = "<w:sdtPr><w:temporary/></w:sdtPr>"
        return f"<w:sdt{self._declaration}>{properties}<w:sdtContent>", "</w:sdtContent></w:sdt>"

    def empty_run(self) -> str:
        return "<w:r/>"

    def _identity(self, author: str, date: str = "") -> str:
        by = escape(self._signature.by(author))
        return f'{self._declaration} w:id="{self._number()}" w:author="{by}"{self._dated(date)}'

    def _dated(self, date: str) -> str:
        date = date or self._signature.date
        return f' w:date="{escape(date)}"' if date else ""

    def _number(self) -> int:
        return next(self._numbers)

    def renumbered(self, opening: str) -> str:
        """An opening tag of a revision of the file as that of another one: it is opened a second time."""
        return re.sub(r"""(?<=:id=)(["'])[^"']*\1""", f'"{self._number()}"', opening, count=1)


_DECLARED_IDS = (
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" mc:Ignorable="w14"'
    ' xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
"""Paragraphs are named in a namespace that programs of the standard alone may pass over."""


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
