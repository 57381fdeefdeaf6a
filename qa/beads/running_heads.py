"""A document in any language without the lines that its pages repeat: letterheads, running heads, addresses at the foot.

What the pages of English records print is known by its shapes (``qa/text/furniture``); of other languages only that a line
which ends no sentence stands there again and again, page by page, beside a blank line or another such line.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate, pairwise

from qa.ground.document import Block, BlockKind, Document
from qa.ground.span import Span

_LINE = re.compile(r"^[^\S\n]*(?P<line>\S[^\n]*?)[^\S\n]*$", re.MULTILINE)
_DIGITS = re.compile(r"\d+")
_TIMES = 4
_PAGE = 300
"""Code points between two of the same, at the least."""
_EVEN = 3.2
"""How many times as long as the usual page one may be, or the usual as long as it: a head misread once makes one page of two,
and only the last page of a text is shorter."""
_LEAST_LETTERS = 8
_ENDS = (",", ".", ":", ";", "!", "?", "،", "؛", "؟", "。", "：", "，", "！", "？")


def running_heads(text: str) -> list[Span]:
    """Where they stand, in order.

    >>> page = "\\nPERMANENT MISSION OF MALI\\n\\n" + 20 * "Nous remercions le Comité de son rapport. "
    >>> len(running_heads(page * 4)), len(running_heads(page * 3))
    (4, 0)
    """
    places: dict[str, list[Span]] = defaultdict(list)
    for match in _LINE.finditer(text):
        line = _DIGITS.sub("0", match["line"])
        if not line.rstrip('*_ »”"').endswith(_ENDS) and sum(map(str.isalpha, line)) >= _LEAST_LETTERS:
            places[line].append(Span(*match.span("line")))
    found = {span for spans in places.values() if _recurs(spans, len(text)) for span in spans}
    starts, ends = {span.start for span in found}, {span.end for span in found}
    return sorted(span for span in found if _is_apart(text, span, starts, ends))


def _recurs(spans: list[Span], length: int) -> bool:
    """Whether they stand so often, so evenly and through so much of the text as on pages."""
    if len(spans) < _TIMES or 2 * (spans[-1].end - spans[0].start) < length:
        return False
    gaps = sorted(after.start - before.end for before, after in pairwise(spans))
    middle = gaps[len(gaps) // 2]
    return gaps[0] >= _PAGE and gaps[-1] <= _EVEN * middle and middle <= _EVEN * gaps[min(1, len(gaps) - 1)]


_BLANK_BEFORE = re.compile(r"(?:\A|\n[^\S\n]*\n)\s*\Z")
_BLANK_AFTER = re.compile(r"[^\S\n]*(?:\Z|\n[^\S\n]*(?:\n|\Z))")


def _is_apart(text: str, span: Span, starts: set[int], ends: set[int]) -> bool:
    """Whether a blank line, the text's end or another such line stands on one side of it."""
    before = text[max(0, span.start - 40) : span.start]
    last = span.start - len(before) + len(before.rstrip())
    first = span.end + len(text[span.end : span.end + 40]) - len(text[span.end : span.end + 40].lstrip())
    if last in ends or first in starts:
        return True
    return "\n" in before[len(before.rstrip()) :].replace("\n", "", 1) or _BLANK_AFTER.match(text, span.end) is not None


def without_heads(document: Document) -> Document:
    """The document with its running heads as page furniture; one whose reader knows its pages is left as it is."""
    if document.strands is not None or document.lines:
        return document
    heads = running_heads(document.text)
    if not heads:
        return document
    pieces = [piece for block in document.blocks for piece in _cut(document.text, block, heads)]
    numbers = accumulate(piece.kind is not BlockKind.FURNITURE for piece in pieces)
    return replace(document, blocks=tuple(map(_numbered, pieces, numbers)))


def _numbered(block: Block, number: int) -> Block:
    return replace(block, number=0 if block.kind is BlockKind.FURNITURE else number)


def _cut(text: str, block: Block, heads: list[Span]) -> Iterator[Block]:
    start = block.span.start
    if block.kind is not BlockKind.FURNITURE:
        for head in heads:
            if block.span.covers(head):
                yield from _inked(text, start, head.start, block)
                yield replace(block, span=head, kind=BlockKind.FURNITURE)
                start = head.end
    yield from _inked(text, start, block.span.end, block)


def _inked(text: str, start: int, end: int, block: Block) -> Iterator[Block]:
    """The stretch without the blanks at its ends, unless it is blank."""
    piece = text[start:end]
    if piece.strip():
        span = Span(start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip()))
        yield replace(block, span=span)
