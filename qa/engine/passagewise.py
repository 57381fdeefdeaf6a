"""A document while somebody writes in it: what was typed to the findings as they are now, only the passages touched judged again.

A passage is judged in its place: with the paragraphs beside it, and with what the rest of the document shows – how often its
words stand there, its names, its acronyms, its heads of pages. What it shows of other passages in turn (an acronym becomes
the rarer of two) they are told when the document is judged as a whole, which whoever types asks for when the hands rest.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from qa.engine.checked import Checked, Suppressed
from qa.engine.checker import Checker
from qa.ground.document import Block, BlockKind, Document, Turn
from qa.ground.finding import ABOUT_DOCUMENT, Finding
from qa.ground.source import File
from qa.ground.span import Span
from qa.ground.strands import Strand
from qa.text.furniture import wording
from qa.text.segment import is_hard_wrapped, segment
from qa.text.together import Together, of_whole


@dataclass(frozen=True, slots=True)
class Typed:
    """Where a text changed: what stood from ``start`` to ``end`` gave way to so many others. All in code points."""

    start: int
    end: int
    """In the text as it was."""
    added: int

    @property
    def shift(self) -> int:
        """How much further on stands now what stood behind it."""
        return self.added - (self.end - self.start)

    def then(self, later: Typed) -> Typed:
        """Both as one change; ``later`` is counted in the text that this one made.

        >>> Typed(10, 12, 5).then(Typed(3, 4, 1))
        Typed(start=3, end=12, added=12)
        """
        reached = self.start + self.added
        start = min(self.start, later.start)
        return Typed(start, self.end + max(0, later.end - reached), max(reached, later.end) + later.shift - start)


@dataclass(frozen=True, slots=True)
class JudgedWhole:
    """A document with what was found in it, and what all of it shows a passage. Law: ``sum(counts.values())`` is the number
    of its tokens."""

    checked: Checked
    counts: Mapping[str, int]
    """How often each token stands in it."""
    shows: Together
    wrapped: bool
    """Whether its lines end where the page did."""


def judged(checker: Checker, document: Document) -> JudgedWhole:
    """A whole document. Law: ``judged(checker, document).checked == checker.check(document)``."""
    checked = checker.check(document)
    whole = checked.document
    reading = checker.reading(whole)
    heads = {wording(whole.text[block.span.slice]) for block in whole.blocks if block.kind is BlockKind.FURNITURE}
    text = whole.text.replace("\r\n", " \n").replace("\r", "\n")
    return JudgedWhole(checked, reading.token_counts, of_whole(reading.text, heads), is_hard_wrapped(text))


def retyped(checker: Checker, before: JudgedWhole, file: File, text: str, typed: Typed) -> JudgedWhole:
    """The document after it was ``typed`` in: ``text`` is its text now, and stands in ``file``.

    Of a structured file ``typed`` lies inside one of its strands. Law: findings outside the passages touched are those before,
    in their places.
    """
    old = before.checked.document
    region = _region(old, typed)
    now = Span(region.start, region.end + typed.shift)
    part = _part(old, region, typed, file, text[now.slice], before)
    counts = Counter(before.counts)
    counts.subtract(checker.reading(_old_part(old, region)).tokens)
    beside = +counts
    found = checker.check_part(part, before.shows, beside)
    whole = _whole(old, region, typed, part, file, text)
    counts = beside
    counts.update(checker.reading(part).tokens)
    return replace(before, checked=_joined(before.checked, whole, region, typed, found), counts=counts)


def _region(document: Document, typed: Typed) -> Span:
    """The paragraphs that the change touches, with the one before and the one after."""
    blocks, length = document.blocks, len(document.text)
    first = bisect_left(blocks, typed.start, key=lambda block: block.span.end) - 1
    last = bisect_right(blocks, typed.end, key=lambda block: block.span.start)
    start = blocks[first].span.start if first > 0 else 0
    end = blocks[last].span.end if last < len(blocks) - 1 else length
    return Span(min(start, typed.start), max(end, typed.end))


def _within(blocks: Sequence[Block], region: Span) -> tuple[int, int]:
    """The numbers of the first block in a region, and of the one after the last."""
    first = bisect_left(blocks, region.start, key=lambda block: block.span.start)
    return first, max(first, bisect_right(blocks, region.end, key=lambda block: block.span.end))


def _old_part(document: Document, region: Span) -> Document:
    """The passage as it was."""
    first, last = _within(document.blocks, region)
    blocks = tuple(_moved(block, -region.start) for block in document.blocks[first:last])
    return Document(document.source, document.format, document.text[region.slice], blocks)


def _part(old: Document, region: Span, typed: Typed, file: File, text: str, before: JudgedWhole) -> Document:
    """The passage as it is now, as a document of its own."""
    if old.strands is None:
        alone = Document(file, old.format, text)
        return segment(alone, before.shows.furniture, wrapped=before.wrapped)
    first, last = _within(old.blocks, region)
    own = Typed(typed.start - region.start, typed.end - region.start, typed.added)
    blocks = tuple(_stretched(_moved(block, -region.start), own) for block in old.blocks[first:last])
    foreign = tuple(
        replace(each, span=_stretch(Span(each.span.start - region.start, each.span.end - region.start), own))
        for each in old.foreign
        if region.covers(each.span)
    )
    turns = tuple(_cut(turn, region, own) for turn in old.turns if region.covers(turn.label))
    return Document(file, old.format, text, blocks, turns, foreign=foreign)


def _moved(block: Block, by: int) -> Block:
    return Block(Span(block.span.start + by, block.span.end + by), block.kind, block.number, block.locator)


def _stretched(block: Block, typed: Typed) -> Block:
    return replace(block, span=_stretch(block.span, typed))


def _stretch(span: Span, typed: Typed) -> Span:
    """A place that holds what was typed, or stands before or behind it."""
    if span.end < typed.start:
        return span
    if span.start > typed.end or (span.start == typed.end and span.start > typed.start):
        return Span(span.start + typed.shift, span.end + typed.shift)
    return Span(span.start, max(span.start, span.end + typed.shift))


def _cut(turn: Turn, region: Span, own: Typed) -> Turn:
    start, end = turn.span.start - region.start, min(turn.span.end, region.end) - region.start
    label = Span(turn.label.start - region.start, turn.label.end - region.start)
    return replace(turn, span=_stretch(Span(start, end), own), label=_stretch(label, own))


# The whole, of what stood before and behind the passage and the passage as it is now


def _whole(old: Document, region: Span, typed: Typed, part: Document, file: File, text: str) -> Document:
    first, last = _within(old.blocks, region)
    blocks = (
        *old.blocks[:first],
        *(_moved(block, region.start) for block in part.blocks),
        *(_moved(block, typed.shift) for block in old.blocks[last:]),
    )
    ours = part.turns if old.strands is None else None
    return Document(
        file,
        old.format,
        text,
        tuple(_numbered(blocks)),
        tuple(_turns(old, region, typed, ours, text)),
        None if old.strands is None else tuple(_strands(old.strands, typed)),
        lacks=old.lacks,
        foreign=tuple(replace(each, span=_stretch(each.span, typed)) for each in old.foreign),
    )


def _numbered(blocks: Iterable[Block]) -> Iterator[Block]:
    number = 0
    for block in blocks:
        is_text = block.kind not in (BlockKind.FURNITURE, BlockKind.ASIDE)
        number += is_text
        wanted = number if is_text else 0
        yield block if block.number == wanted else replace(block, number=wanted)


def _turns(old: Document, region: Span, typed: Typed, ours: Sequence[Turn] | None, text: str) -> Iterator[Turn]:
    """Those of the parts; each reaches to the label of the next, where the passage has labels of its own."""
    if ours is None:
        for turn in old.turns:
            yield replace(turn, span=_stretch(turn.span, typed), label=_stretch(turn.label, typed))
        return
    turns = (
        *(turn for turn in old.turns if turn.label.end <= region.start),
        *(_shifted_turn(turn, region.start) for turn in ours),
        *(_shifted_turn(turn, typed.shift) for turn in old.turns if turn.label.start >= region.end),
    )
    ends = [*(turn.label.start for turn in turns[1:]), len(text)]
    for turn, end in zip(turns, ends, strict=False):
        start, reached = turn.span.start, turn.span.end
        ends_there = reached <= end and not text[reached:end].strip()
        yield turn if ends_there else replace(turn, span=Span(start, start + len(text[start:end].rstrip())))


def _shifted_turn(turn: Turn, by: int) -> Turn:
    return replace(
        turn, span=Span(turn.span.start + by, turn.span.end + by), label=Span(turn.label.start + by, turn.label.end + by)
    )


def _strands(strands: Sequence[Strand], typed: Typed) -> Iterator[Strand]:
    """The strands with the text's own places; those in the file are told when it is read again."""
    for strand in strands:
        span = _stretch(strand.span, typed)
        yield strand if span == strand.span else replace(strand, span=span)


def _joined(before: Checked, whole: Document, region: Span, typed: Typed, found: Checked) -> Checked:
    """The findings before and behind the passage as they were, and those of the passage as they are now."""
    findings = (
        *(each for each in before.findings if _is_before(each, region)),
        *(_shifted(each, region.start) for each in found.findings if each.kind != ABOUT_DOCUMENT),
        *(_shifted(each, typed.shift) for each in before.findings if _is_behind(each, region)),
    )
    suppressed = (
        *(each for each in before.suppressed if _is_before(each.finding, region)),
        *(_set_aside(each, region.start) for each in found.suppressed),
        *(_set_aside(each, typed.shift) for each in before.suppressed if _is_behind(each.finding, region)),
    )
    joins = (
        *(each for each in before.joins if each.end <= region.start),
        *(_further(each, region.start) for each in found.joins),
        *(_further(each, typed.shift) for each in before.joins if each.start >= region.end),
    )
    return replace(before, document=whole, findings=findings, suppressed=suppressed, joins=joins)


def _further(span: Span, by: int) -> Span:
    return Span(span.start + by, span.end + by)


def _is_before(finding: Finding, region: Span) -> bool:
    """Before the passage; what is said of the whole document stands at its beginning and stays."""
    return finding.span.end <= region.start and (region.start > 0 or finding.kind == ABOUT_DOCUMENT)


def _is_behind(finding: Finding, region: Span) -> bool:
    return finding.span.start >= region.end and not _is_before(finding, region)


def _shifted(finding: Finding, by: int) -> Finding:
    span = Span(finding.span.start + by, finding.span.end + by)
    return replace(finding, span=span, attached=tuple(_shifted(each, by) for each in finding.attached))


def _set_aside(suppressed: Suppressed, by: int) -> Suppressed:
    return replace(suppressed, finding=_shifted(suppressed.finding, by))
