"""A checked document to a Word file: every proposal a tracked change with a comment, every other finding a comment.

A Word file stays the file it is, with the changes tracked in its own runs. Of any other document a new Word file is made
with its paragraphs, headings and notes, the speakers' names bold.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from qa.engine.checked import Checked, records
from qa.engine.settle import BY_HAND
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import Finding
from qa.ground.note import signature
from qa.ground.span import Span
from qa.writers import Look
from qa.writers.word.file import TextRun, WordParagraph, word_document
from qa.writers.word.in_place import with_changes
from qa.writers.word.pen import AUTHOR, Comment, Revision, Signature, word_date
from qa.writers.word.remark import Remark, word_differences


def render(checked: Checked, look: Look) -> bytes:
    """The Word file of one document, under the name and at the time that ``look`` has for changes.

    Laws, of the words and, in a Word file, of every character: all changes accepted, it is the document with the first
    correction of every finding that could be tracked; all rejected, it is the document.
    """
    remarks = tuple(_remarks(checked))
    signature = signature_of(look)
    if checked.unreadable is not None:
        return word_document([WordParagraph((TextRun(checked.findings[0].message),))])
    if checked.document.format == "docx":
        return with_changes(checked.document, remarks, signature)
    return word_document(_paragraphs(checked.document, remarks), signature)


def signature_of(look: Look) -> Signature:
    """How changes are signed in a report that looks so."""
    return Signature(look.author or AUTHOR, look.date)


def _remarks(checked: Checked) -> Iterator[Remark]:
    flow = _flowing if checked.document.strands is None else str
    for finding, record in zip(checked.findings, records(checked), strict=True):
        proposal = flow(finding.corrections[0]) if finding.corrections else None
        decided = finding.decided
        author = decided.who if decided and decided.who else finding.by or AUTHOR
        yield Remark(finding.span, proposal, _comment(finding, record.id), author, word_date(decided.when) if decided else "")


def _comment(finding: Finding, key: str) -> Comment:
    """What is said of a finding, with what reviewers said as replies; a reviewer's own remark is the first of them."""
    notes = [*finding.thread, *(note for attached in finding.attached for note in attached.thread)]
    replies = tuple(Comment(key, tuple(note.text.splitlines()), note.who or "A reviewer", word_date(note.when)) for note in notes)
    is_done = finding.decided is not None
    if finding.kind == BY_HAND and not finding.corrections and not finding.attached and replies:
        return replace(replies[0], replies=replies[1:], is_done=is_done)
    date = word_date(finding.decided.when) if finding.by and finding.decided else ""
    return Comment(key, tuple(_lines(finding)), finding.by or AUTHOR, date, replies, is_done)


def _lines(finding: Finding) -> Iterator[str]:
    """Message, what a translation is held against, evidence, the other proposals, the rule; and what else was found here."""
    yield finding.message
    if finding.source is not None:
        source = _flowing(finding.source.text)
        yield f"Source, unit {finding.source.unit}: “{source}”" if source else f"Source: unit {finding.source.unit}"
    if finding.evidence:
        yield finding.evidence
    if finding.corrections[1:]:
        yield "Or: " + ", ".join(f"“{other}”" for other in finding.corrections[1:])
    yield f"{finding.rule} ({finding.confidence.value})"
    if finding.decided is not None and finding.kind != BY_HAND:
        yield f"Decided by {signature(finding.decided.who or 'a reviewer', finding.decided.when)}."
    for attached in finding.attached:
        yield from _lines(attached)


# A new file


def _paragraphs(document: Document, remarks: Sequence[Remark]) -> Iterator[WordParagraph]:
    blocks = document.blocks or tuple(_whole(document.text))
    text = document.text if document.strands is not None else _flowing(document.text)
    names = tuple(_name(document.text, turn) for turn in document.turns)
    for block, remarks_here in zip(blocks, _by_block(blocks, remarks), strict=True):
        yield WordParagraph(tuple(_runs(text, block, remarks_here, tuple(_inside(names, block.span)))), block.kind)


def _whole(text: str) -> Iterator[Block]:
    if text.strip():
        yield Block(Span(0, len(text)), BlockKind.PARAGRAPH, 1)


def _flowing(text: str) -> str:
    """A text file's lines are the page's: line ends read as blanks, code point for code point, but for a broken word's."""
    return _WRAP.sub(lambda match: " " * len(match[0]), text)


_WRAP = re.compile(r"(?<![-\u2010\u00ad])(?:\r\n|\r|\n)")


def _name(text: str, turn: Turn) -> Span:
    """A speaker's name without the State, the language and the colon."""
    label = text[turn.label.slice]
    length = len(re.split(r"[(:]", label, maxsplit=1)[0].rstrip())
    return Span(turn.label.start, turn.label.start + length)


def _by_block(blocks: Sequence[Block], remarks: Iterable[Remark]) -> list[list[Remark]]:
    """The remarks of each block: on the first that a finding reaches, or the last where it reaches none."""
    homes: list[list[Remark]] = [[] for _ in blocks]
    for remark in remarks:
        if blocks:
            place = bisect_left(blocks, remark.span.start + bool(len(remark.span)), key=lambda block: block.span.end)
            homes[min(place, len(blocks) - 1)].append(remark)
    return homes


def _inside(names: Sequence[Span], span: Span) -> Iterator[Span]:
    first = bisect_left(names, span.start, key=lambda name: name.start)
    return takewhile(lambda name: name.end <= span.end, names[first:])


def _runs(text: str, block: Block, remarks: Sequence[Remark], names: Sequence[Span]) -> Iterator[TextRun]:
    """The block's text, cut where a finding or a name begins or ends; a proposal is never cut."""
    proposals: list[Remark] = []
    others: list[Remark] = []
    for remark in remarks:
        (proposals if remark.proposal is not None and block.span.covers(remark.span) else others).append(remark)
    asides = [_Aside.of(remark, block.span, proposals) for remark in others]
    tracked = {remark.span.start: remark for remark in proposals if len(remark.span)}
    insertions = {remark.span.start: remark for remark in proposals if not len(remark.span)}
    edges = _edges(block.span, [remark.span for remark in proposals], [*(aside.span for aside in asides), *names])
    for start, end in zip(edges, (*edges[1:], block.span.end), strict=True):
        if start in insertions:
            yield from _tracked("", insertions[start], (), bold=False)
        yield from (TextRun("", comments=(aside.comment,)) for aside in asides if aside.span == Span(start, start))
        comments = tuple(aside.comment for aside in asides if aside.span.overlaps(Span(start, end)))
        bold = any(name.covers(Span(start, end)) for name in names)
        if start in tracked:
            yield from _tracked(text[start:end], tracked[start], comments, bold=bold)
        elif start < end:
            yield TextRun(text[start:end], bold=bold, comments=comments)


def _edges(block: Span, proposals: Sequence[Span], others: Sequence[Span]) -> list[int]:
    """Where the block is cut: at both ends of it and of everything in it, but not inside a proposal."""
    edges = {edge for span in (block, *proposals, *others) for edge in (span.start, span.end)}
    return sorted(edge for edge in edges if _around(proposals, edge) is None)


def _around(proposals: Sequence[Span], place: int) -> Span | None:
    """The proposal that a place is strictly inside of."""
    index = bisect_left(proposals, place, key=lambda span: span.start) - 1
    return proposals[index] if index >= 0 and place < proposals[index].end else None


@dataclass(frozen=True, slots=True)
class _Aside:
    """A finding that is a comment only, and the text that the comment stands beside."""

    span: Span
    comment: Comment

    @classmethod
    def of(cls, remark: Remark, within: Span, proposals: Sequence[Remark]) -> _Aside:
        """Clipped to the block, and widened over the proposals that it begins or ends in."""
        spans = [proposal.span for proposal in proposals]
        start = min(max(remark.span.start, within.start), within.end)
        end = max(start, min(remark.span.end, within.end))
        first, last = _around(spans, start), _around(spans, end)
        whole = Span(first.start if first else start, last.end if last else end)
        return cls(whole, remark.untracked("it reaches beyond one paragraph"))


def _tracked(old: str, remark: Remark, comments: tuple[Comment, ...], *, bold: bool) -> Iterator[TextRun]:
    for piece in word_differences(old, remark.proposal or ""):
        yield TextRun(piece.text, _REVISIONS[piece.op], bold, (*comments, remark.comment), author=remark.author, date=remark.date)


_REVISIONS = {"equal": Revision.KEPT, "delete": Revision.DELETED, "insert": Revision.INSERTED}
