"""A document and its findings to passages a page can show: what is kept, deleted and inserted, and under which finding.

Findings may overlap; a page's marks may not. So the text is cut wherever a finding, a speaker's label or a block begins
or ends, every stretch belongs to one finding, and the other findings over it are named beside it.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.ground.differences import Difference, differences
from qa.ground.document import Block, BlockKind, Document
from qa.ground.finding import Finding
from qa.ground.span import Span


@dataclass(frozen=True, slots=True)
class Stretch:
    """A piece of text under the same findings. Findings are named by their position in ``Checked.findings``."""

    pieces: tuple[Difference, ...]
    """Nothing where a finding has no text of its own to stand at: a point between two letters."""
    finding: int | None = None
    """Whose mark this is; None for text without finding."""
    first: bool = False
    """True for one stretch of each finding, the first."""
    under: tuple[int, ...] = ()
    """The other findings that cover it."""
    label: bool = False
    """True inside a speaker's label."""

    @property
    def blank(self) -> str | None:
        """What to read out where there is nothing but blanks: "Blank", "Blank deleted"; None where there are letters."""
        if not all(piece.text.isspace() for piece in self.pieces):
            return None
        changes = [_DONE[piece.op] for piece in self.pieces if piece.op in _DONE]
        return f"Blank {' and '.join(changes)}".rstrip()


_DONE = {"delete": "deleted", "insert": "inserted"}


@dataclass(frozen=True, slots=True)
class PagePassage:
    """A block of the document, or what stands between two blocks (``block`` is None)."""

    span: Span
    block: Block | None
    stretches: tuple[Stretch, ...] = ()


def redline(document: Document, findings: Sequence[Finding], joins: Sequence[Span] = ()) -> tuple[PagePassage, ...]:
    """The document's passages in order, with the findings marked in them.

    ``joins`` are the wraps inside words, which nobody reads. Laws: the equal and deleted pieces of all passages give the
    document's text but for these and for blanks between the blocks; every finding has exactly one stretch that is its ``first``.
    """
    labels = [turn.label for turn in document.turns]
    cover = _Cover(findings, labels)
    passages = _passages(document, findings)
    points = _points(passages, findings, cover)
    pen = _Pen(document.text, findings, cover, labels, joins)
    return tuple(
        PagePassage(passage.span, passage.block, tuple(pen.stretches(passage.span, points[index])))
        for index, passage in enumerate(passages)
    )


# Two line ends with nothing but blanks between them part paragraphs where a reader found no blocks; CRLF is one.
_BLANK_LINES = re.compile(r"(?:\r\n|\n|\r(?!\n))(?:[ \t\f]*(?:\r\n|\n|\r(?!\n)))+")


def _blocks_of(text: str) -> Iterator[Block]:
    start, number = 0, 1
    for end, following in (*(match.span() for match in _BLANK_LINES.finditer(text)), (len(text), len(text))):
        if text[start:end].strip():
            yield Block(Span(start, end), BlockKind.PARAGRAPH, number)
            number += 1
        start = following


def _passages(document: Document, findings: Sequence[Finding]) -> list[PagePassage]:
    """The blocks, and what stands between them unless it is blank and no finding needs it."""
    passages: list[PagePassage] = []
    gaps: list[Span] = []
    reached = 0
    for block in document.blocks or _blocks_of(document.text):
        gaps.append(Span(reached, max(reached, block.span.start)))
        passages += (PagePassage(gaps[-1], None), PagePassage(block.span, block))
        reached = block.span.end
    gaps.append(Span(reached, max(reached, len(document.text))))
    passages.append(PagePassage(gaps[-1], None))
    needed = _needed(gaps, document.text, findings)
    return [passage for passage in passages if passage.block or passage.span in needed]


def _needed(gaps: Sequence[Span], text: str, findings: Sequence[Finding]) -> set[Span]:
    """The gaps that hold letters, the beginning of a finding, or something a correction deletes."""
    needed = {gap for gap in gaps if text[gap.slice].strip()}
    starts = [gap.start for gap in gaps]
    for finding in findings:
        first = max(0, bisect_right(starts, finding.span.start) - 1)
        last = bisect_left(starts, finding.span.end, lo=first + 1) if finding.corrections else first + 1
        needed.update(gap for gap in gaps[first:last] if _touches(finding.span, gap, len(text)))
    return needed


def _touches(span: Span, gap: Span, length: int) -> bool:
    if len(span):
        return span.overlaps(gap)
    inside = gap.start < span.start < gap.end
    at_the_edge = span.start in (0, length) and gap.start <= span.start <= gap.end
    return inside or (at_the_edge and (len(gap) > 0 or length == 0))


class _Cover:
    """Which findings cover a code point, told for every place where a finding or a label begins or ends."""

    def __init__(self, findings: Sequence[Finding], labels: Sequence[Span]) -> None:
        spans = (*(finding.span for finding in findings), *labels)
        self.cuts = sorted({offset for span in spans for offset in (span.start, span.end)})
        self._covering = tuple(_covering(findings, self.cuts))

    def at(self, offset: int) -> tuple[int, ...]:
        """The findings over the code point at ``offset``, the owner first."""
        index = bisect_right(self.cuts, offset) - 1
        return self._covering[index] if index >= 0 else ()

    def between(self, start: int, end: int) -> Sequence[int]:
        """The cuts from ``start`` on that lie before ``end``."""
        return self.cuts[bisect_left(self.cuts, start) : bisect_left(self.cuts, end)]


def _covering(findings: Sequence[Finding], cuts: Sequence[int]) -> Iterator[tuple[int, ...]]:
    """At each cut the findings over what follows, the owner first: one with a correction, else the shortest."""
    ordered = sorted(range(len(findings)), key=lambda index: findings[index].span, reverse=True)
    active: list[int] = []
    for cut in cuts:
        while ordered and findings[ordered[-1]].span.start <= cut:
            active.append(ordered.pop())
        active = [index for index in active if findings[index].span.end > cut]
        active.sort(key=lambda index: (not findings[index].corrections, len(findings[index].span), index))
        yield tuple(active)


_Points = dict[int, list[int]]
"""Offset to the findings that stand there without text of their own."""


def _points(passages: Sequence[PagePassage], findings: Sequence[Finding], cover: _Cover) -> defaultdict[int, _Points]:
    """By passage: the empty findings, and those of whose text every letter is marked for another finding."""
    points: defaultdict[int, _Points] = defaultdict(dict)
    for index, finding in enumerate(findings):
        cuts = cover.between(finding.span.start, finding.span.end)
        if not any(cover.at(cut)[0] == index and _is_shown(passages, cut) for cut in cuts):
            place = _passage_at(passages, finding.span)
            points[place].setdefault(finding.span.start, []).append(index)
    return points


def _passage_at(passages: Sequence[PagePassage], span: Span) -> int:
    """Where a finding without text of its own is shown: in a block rather than between two, and best in one as empty as it."""
    candidates = [
        index
        for index in _around(passages, span.start)
        if passages[index].span.start <= span.start <= passages[index].span.end
        and (span.start == span.end or span.start < passages[index].span.end)
    ]
    return min(candidates, key=lambda index: (passages[index].block is None, passages[index].span != span, index), default=0)


def _is_shown(passages: Sequence[PagePassage], offset: int) -> bool:
    return any(passages[index].span.start <= offset < passages[index].span.end for index in _around(passages, offset))


def _around(passages: Sequence[PagePassage], offset: int) -> range:
    """The few passages that can hold an offset."""
    index = bisect_right(passages, offset, key=lambda passage: passage.span.start)
    return range(max(0, index - 4), index)


class _Pen:
    """Writes the stretches of one passage after another; remembers which findings have been begun."""

    def __init__(
        self, text: str, findings: Sequence[Finding], cover: _Cover, labels: Sequence[Span], joins: Sequence[Span]
    ) -> None:
        self._text = text
        self._findings = findings
        self._cover = cover
        self._labels = labels
        self._joins = joins
        self._begun: set[int] = set()
        self._pieces: dict[int, tuple[_Placed, ...]] = {}

    def stretches(self, span: Span, points: _Points) -> Iterator[Stretch]:
        edges = sorted({span.start, *self._cover.between(span.start, span.end), span.end, *points})
        for start, end in pairwise(edges):
            yield from self._at(start, points)
            yield self._between(start, end)
        yield from self._at(edges[-1], points)

    def _at(self, offset: int, points: _Points) -> Iterator[Stretch]:
        for index in points.get(offset, ()):
            finding = self._findings[index]
            empty = not finding.text and finding.corrections
            pieces = (Difference("insert", finding.corrections[0]),) if empty and finding.corrections[0] else ()
            yield Stretch(pieces, index, self._begin(index), label=self._is_label(offset))

    def _between(self, start: int, end: int) -> Stretch:
        label = self._is_label(start)
        covering = self._cover.at(start)
        if not covering:
            return Stretch((Difference("equal", self._read(start, end)),), label=label)
        owner, *under = covering
        pieces = tuple(self._clipped(owner, start, end))
        return Stretch(pieces, owner, self._begin(owner), tuple(sorted(under)), label)

    def _begin(self, index: int) -> bool:
        new = index not in self._begun
        self._begun.add(index)
        return new

    def _is_label(self, offset: int) -> bool:
        index = bisect_right(self._labels, offset, key=lambda label: label.start) - 1
        return index >= 0 and offset < self._labels[index].end

    def _clipped(self, index: int, start: int, end: int) -> Iterator[Difference]:
        """The part of a finding's pieces that stands in the text from ``start`` to ``end``."""
        if index not in self._pieces:
            self._pieces[index] = tuple(_placed(self._findings[index]))
        begins = start == self._findings[index].span.start
        for piece in self._pieces[index]:
            if piece.op == "insert":
                if start < piece.span.start <= end or (begins and piece.span.start == start):
                    yield Difference("insert", piece.text)
            elif piece.span.start < end and start < piece.span.end:
                yield Difference(piece.op, self._read(max(start, piece.span.start), min(end, piece.span.end)))

    def _read(self, start: int, end: int) -> str:
        """The text as it is read: without the wraps inside words."""
        return as_read(self._text, Span(start, end), self._joins)


def as_read(text: str, span: Span, joins: Sequence[Span]) -> str:
    """The passage without the wraps inside words.

    >>> as_read("the Secretary-\\nGeneral", Span(4, 22), [Span(14, 15)])
    'Secretary-General'
    """
    parts, done = [], span.start
    for index in range(bisect_right(joins, span.start, key=lambda join: join.end), len(joins)):
        join = joins[index]
        if join.start >= span.end:
            break
        parts.append(text[done : join.start])
        done = join.end
    return "".join((*parts, text[done : span.end]))


@dataclass(frozen=True, slots=True)
class _Placed(Difference):
    """A difference with its place in the document; that of an insertion is empty."""

    span: Span


def _placed(finding: Finding) -> Iterator[_Placed]:
    offset = finding.span.start
    new = finding.corrections[0] if finding.corrections else finding.text
    for piece in differences(finding.text, new):
        end = offset if piece.op == "insert" else offset + len(piece.text)
        yield _Placed(piece.op, piece.text, Span(offset, end))
        offset = end
