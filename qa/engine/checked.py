"""The outcome of checking one document, and the record of a finding that every writer prints."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from qa.config.suppression import Suppression
from qa.engine.anchor import anchor_of
from qa.engine.in_file import FileLines, FileRegion, has_file_lines
from qa.ground.bitext import Beside
from qa.ground.document import Block, Cue, Document, Place, Turn
from qa.ground.finding import Counterpart, Finding
from qa.ground.note import Note
from qa.ground.span import LineIndex, Span


@dataclass(frozen=True, slots=True)
class Suppressed:
    """A finding that was found and not reported, with the reason."""

    finding: Finding
    reason: str
    entry: Suppression | None = None
    """What covers it, where that is an entry of a list."""
    in_source: bool = False
    """Whether the document itself answers, with ``[sic]`` or by the language that it names."""


@dataclass(frozen=True, slots=True)
class Checked:
    """One document with what was found in it.

    Laws: findings are ordered by span; no two with corrections overlap (the weaker is attached to the better);
    ``unreadable`` is set exactly when the document could not be read or checked, and then its text is empty and its one
    finding says so.
    """

    document: Document
    findings: tuple[Finding, ...]
    suppressed: tuple[Suppressed, ...] = ()
    unreadable: str | None = None
    """Why, in a few words."""
    words: int = 0
    """How many words were read."""
    known: tuple[Finding, ...] = ()
    """Findings that are not new to the one who asks, who wants the new ones only: counted, not reported."""
    beside: Beside | None = None
    """The source, where the document was checked as its translation."""
    confirmed: tuple[Finding, ...] | None = None
    """Those of the findings that a reviewer accepted or edited; None where nobody has decided on any."""
    joins: tuple[Span, ...] = ()
    """The wraps inside words, each with the hyphen that is the page's and not the word's: nobody reads them."""
    unplaced: tuple[str, ...] = ()
    """What reviewers saw in the document and stands there no more, a line each."""

    @property
    def path(self) -> str:
        return self.document.path


@dataclass(frozen=True, slots=True)
class Record:
    """A finding with all that a reader of a report wants to know of its place. The field order is that of ``json``."""

    path: str
    start: int
    end: int
    line: int
    column: int
    end_line: int
    end_column: int
    rule: str
    kind: str
    category: str
    severity: str
    confidence: str
    message: str
    text: str
    corrections: tuple[str, ...]
    evidence: str
    id: str
    """Sixteen hexadecimal digits that survive changes elsewhere in the document."""
    speaker: str | None
    paragraph: int | None
    locator: str | None
    """Where in a structured file the paragraph is, on which page the line, or when it was said; None in a text file."""
    place: Place | None
    """Where it is printed, in a document that is read from pages."""
    attached: tuple[Finding, ...]
    cue: Cue | None = None
    """When it was said, in a transcript of speech."""
    source: Counterpart | None = None
    """What it is held against, in a translation."""
    source_path: str | None = None
    """The document that this stands in."""
    by: str = ""
    """Who found it, where that was none of our rules."""
    thread: tuple[Note, ...] = ()
    """What reviewers said of it."""
    region: FileRegion | None = None
    """Where it stands in the file itself, of a text where line and column say; None where that has no lines, as a Word file."""
    passage: str | None = None
    """Where nobody can count to its column: paragraph, speaker and the words around; None elsewhere."""


def records(checked: Checked) -> Iterator[Record]:
    """The findings of one document in order, each with lines, columns, id, speaker and paragraph."""
    document = checked.document
    lines = LineIndex(document.text)
    identify = _Identifier(document)
    regions = FileLines(document) if checked.unreadable is None and has_file_lines(document) else None
    for finding in checked.findings:
        line, column = lines.place(finding.span.start)
        end_line, end_column = lines.place(finding.span.end)
        turn = _turn_at(document.turns, finding.span.start)
        block = _block_at(document, finding.span.start)
        place, cue = document.place(finding.span.start), document.cue(finding.span.start)
        speaker, paragraph = turn.speaker if turn else None, block.number or None if block else None
        yield Record(
            path=document.path,
            start=finding.span.start,
            end=finding.span.end,
            line=line,
            column=column,
            end_line=end_line,
            end_column=end_column,
            rule=finding.rule,
            kind=finding.kind,
            category=finding.category,
            severity=finding.severity.value,
            confidence=finding.confidence.value,
            message=finding.message,
            text=finding.text,
            corrections=finding.corrections,
            evidence=finding.evidence,
            id=identify(finding),
            speaker=speaker,
            paragraph=paragraph,
            locator=str(place or cue or "") or (block.locator if block else None),
            place=place,
            cue=cue,
            attached=finding.attached,
            source=finding.source,
            source_path=checked.beside.path if checked.beside else None,
            by=finding.by,
            thread=finding.thread,
            region=regions.region(finding.span) if regions else None,
            passage=_passage(document.text, finding, speaker, paragraph) if column > _COUNTABLE else None,
        )


_COUNTABLE = 500
"""To no column after this does anybody count, and few editors show it."""
_AROUND = 40
"""Code points on either side that are quoted, to the nearest word."""


def _passage(text: str, finding: Finding, speaker: str | None, paragraph: int | None) -> str:
    """``paragraph 12, Mr. Bordyuzha, “… senior officials [ofthe] two organizations …”``."""
    span = finding.span
    before = text[max(0, span.start - _AROUND) : span.start].split()[1:]
    after = text[span.end : span.end + _AROUND].split()[:-1]
    found = finding.text if len(finding.text) <= _AROUND else f"{finding.text[:_AROUND]}…"
    words = " ".join(("…", *before, f"[{found}]", *after, "…"))
    return ", ".join((*([f"paragraph {paragraph}"] if paragraph else []), *([speaker] if speaker else []), f"“{words}”"))


def _turn_at(turns: tuple[Turn, ...], offset: int) -> Turn | None:
    index = bisect_right(turns, offset, key=lambda turn: turn.span.start) - 1
    return turns[index] if index >= 0 and offset < turns[index].span.end else None


def _block_at(document: Document, offset: int) -> Block | None:
    index = bisect_right(document.blocks, offset, key=lambda block: block.span.start) - 1
    return document.blocks[index] if index >= 0 else None


class _Identifier:
    """Gives each finding of a document its id: a hash of path, rule, text and the words around, not of the offset.

    Neither re-wrapping nor moving a paragraph changes an id; equal hashes are told apart by their order.
    """

    def __init__(self, document: Document) -> None:
        self._document = document
        self._seen: Counter[str] = Counter()

    def __call__(self, finding: Finding) -> str:
        key = "\x1e".join((self._document.path.removeprefix("./"), *anchor_of(self._document, finding).bare))
        self._seen[key] += 1
        return hashlib.blake2b(f"{key}\x1e{self._seen[key]}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
