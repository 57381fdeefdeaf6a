"""The rows of all pages to how many at the head and foot of each are page furniture: running heads, page numbers."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

from qa.ground.furniture import is_furniture
from qa.layout.glyph import Line

_DEEPEST = 6
"""Rows from the edge of the page: a letterhead has no more."""
_SET_APART = 1.15
"""Between a running head and the text, in gaps of the wide kind: what most paragraphs have between them at most."""
_SAME_HEIGHT = 0.6
"""Of the type size: how far the same head may stand lower on another page."""

_FEW = 3
"""Pages: with no more, two that are alike are most."""
_ROOM = 3.0
"""Type sizes between the parts of a running head: a symbol at the left, a title at the right."""

_PAGE_NUMBER = re.compile(r"(?:[Pp]age\s+|[-–—]\s*)?(?P<number>[0-9]{1,4}|[ivxl]{1,6})(?:\s*[-–—]|\s+of\s+\d{1,4})?")
_DIGITS = re.compile(r"\d+")


@dataclass(frozen=True, slots=True)
class Margins:
    """How many rows of a page are furniture, from the top and from the foot. Law: together no more than there are."""

    head: int
    foot: int


def margins(pages: Sequence[Sequence[Line]]) -> tuple[Margins, ...]:
    """For each page; ``pages`` holds the rows of each across all columns, from the top."""
    apart = _SET_APART * _wide_gap(pages)
    heads = _edges([rows[:_DEEPEST] for rows in pages], apart)
    feet = _edges([rows[: -_DEEPEST - 1 : -1] for rows in pages], apart)
    return tuple(Margins(head, min(foot, len(rows) - head)) for rows, head, foot in zip(pages, heads, feet, strict=True))


def _wide_gap(pages: Sequence[Sequence[Line]]) -> float:
    """The gap that one in seven gaps between rows is wider than, not counting those below the first and above the last row
    of a page, where the furniture may be."""
    gaps = sorted(below.baseline - above.baseline for rows in pages for above, below in pairwise(rows[1:-1]))
    return gaps[len(gaps) * 6 // 7] if gaps else 0.0


def _edges(edges: Sequence[Sequence[Line]], apart: float) -> Iterator[int]:
    """How many rows of each edge, from the paper inward, are furniture."""
    alike = _alike(edges)
    outermost = Counter(_masked(edge[0].text) for edge in edges if edge)
    offsets = _offsets(edges)
    for page, edge in enumerate(edges):
        count = 0
        while count < len(edge):
            row = edge[count]
            is_apart = _gap(edge, count) >= apart
            is_numbered = count == 0 and any(_is_numbered(row, page, offset, is_apart) for offset in offsets.items())
            is_usual = count == 0 and is_apart and outermost[_masked(row.text)] >= _most(len(edges))
            recurs = is_usual or _recurs(row, page, alike, len(edges), is_apart=is_apart)
            if not (is_numbered or recurs or _has_shape(row)):
                break
            count += 1
        yield count


def _has_shape(row: Line) -> bool:
    """True for a row of which some part, with much room beside it, has the shape of page furniture."""
    parts = [[row.words[0]]]
    for before, word in pairwise(row.words):
        if word.left - before.right > _ROOM * row.size:
            parts.append([])
        parts[-1].append(word)
    return any(is_furniture(Line(tuple(part)).text) for part in parts)


def _gap(edge: Sequence[Line], index: int) -> float:
    """From a row to the next one inward, or from that to the one after it: a head may have two lines."""
    gaps = [abs(after.baseline - before.baseline) for before, after in pairwise(edge[index : index + 3])]
    return max(gaps, default=0.0)


_Alike = dict[str, list[tuple[int, float]]]
"""Page index and height of the rows that read the same but for their numbers."""


def _alike(edges: Sequence[Sequence[Line]]) -> _Alike:
    places: _Alike = defaultdict(list)
    for page, edge in enumerate(edges):
        for row in edge:
            places[_masked(row.text)].append((page, row.baseline))
    return places


def _masked(text: str) -> str:
    return _DIGITS.sub("#", text)


def _recurs(row: Line, page: int, alike: _Alike, pages: int, *, is_apart: bool) -> bool:
    """True for what most pages have at this height, or, if the text keeps away from it, most left or most right pages.
    Less is not enough: two pages that happen to begin "Mr. President," would lose it."""
    near = _SAME_HEIGHT * row.size
    same = [other for other, height in alike[_masked(row.text)] if abs(height - row.baseline) <= near]
    facing = sum(other % 2 == page % 2 for other in same)
    few = pages <= _FEW and len(same) > 1
    return len(same) >= _most(pages) or (is_apart and (few or facing >= max(2, ceil(pages * 0.3))))


def _most(pages: int) -> int:
    return max(3, ceil(pages * 0.6))


def _offsets(edges: Sequence[Sequence[Line]]) -> Mapping[int, bool]:
    """By how much printed page numbers differ from the pages' indices, and whether running heads hold them too: a number
    alone must stand on two pages to be one, a number beside words on half of them."""
    alone: Counter[int] = Counter()
    beside: Counter[int] = Counter()
    for page, edge in enumerate(edges):
        if edge:
            alone.update({number - page for number in _alone(edge[0])})
            beside.update({number - page for number in _beside(edge[0])})
    most = max(3, ceil(len(edges) / 2))
    found = {offset: False for offset, count in alone.items() if count > 1 or len(edges) == 1}
    return found | {offset: True for offset in beside if alone[offset] + beside[offset] >= most}


def _is_numbered(row: Line, page: int, offset: tuple[int, bool], is_apart: bool) -> bool:
    number, in_heads = page + offset[0], offset[1]
    return number in _alone(row) or (in_heads and is_apart and number in _beside(row))


def _alone(row: Line) -> set[int]:
    """The page number that a row is, if it is one."""
    match = _PAGE_NUMBER.fullmatch(row.text)
    return {_value(match["number"])} if match else set()


def _beside(row: Line) -> set[int]:
    """The numbers at the ends of a row of several words."""
    ends = {row.words[0].text, row.words[-1].text} if len(row.words) > 1 else set()
    return {int(end) for end in ends if _NUMBER.fullmatch(end)}


_NUMBER = re.compile(r"[0-9]{1,4}")


def _value(number: str) -> int:
    """Of a number in Arabic or small Roman digits."""
    if number.isdecimal():
        return int(number)
    digits = [{"i": 1, "v": 5, "x": 10, "l": 50}[digit] for digit in number]
    return sum(-digit if digit < max(digits[index:]) else digit for index, digit in enumerate(digits))
