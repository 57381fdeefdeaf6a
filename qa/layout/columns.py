"""The words of a page to regions in reading order: columns from left to right, between what runs across them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import inf
from operator import itemgetter
from statistics import median

from qa.layout.blanks import lines_of
from qa.layout.glyph import Line, Word

_NARROWEST_GUTTER = 0.7
"""Of the type size. Three-column gazettes have gutters of one; the blanks of a justified line seldom meet in a row."""
_FEWEST_ROWS = 4
"""On each side of a gutter that no other page has."""
_FEWEST_KNOWN = 2
"""On each side of one that another page has: the last page may have short columns."""
_LEAST_FILLED = 0.55
"""Of a column's width, by the words of the median row of prose, blanks not counted, which take a fifth of it, and a third in
a loose line. The cells of a table and the numbers of a list fill less."""
_LEAST_EVEN = 0.5
"""Of the wider column's width, the narrower one's: a list of terms with their definitions has a narrower left side."""
_LEAST_ALIGNED = 0.4
"""Of the rows right of a gutter begin at the same height; every second one may be the first of a paragraph."""
_NARROWEST_COLUMN = 6.0
"""In type sizes."""
_MOST_TRIED = 40
"""Strips, the longest first: a page of columns has few, and only a map or a table of figures more."""
_MOST_OPEN = 100
"""Strips followed down a page at a time, the longest first; for the same reason."""


@dataclass(frozen=True, slots=True)
class PageRegion:
    """A column, or what runs across all columns. Law: no two regions of a page share a word."""

    lines: tuple[Line, ...]
    column: int = 0
    """1-based from the left; 0 where the page has one column at this height."""


@dataclass(frozen=True, slots=True)
class Gutter:
    """A strip of paper without a word, between two columns."""

    left: float
    right: float
    first: int
    """The first row that it parts, 0-based."""
    end: int
    """The row after the last one."""


def regions(words: Iterable[Word], size: float, known: Sequence[Gutter] = ()) -> tuple[PageRegion, ...]:
    """The regions in reading order. ``size`` is the usual type size; ``known`` are gutters of the document's other pages,
    where fewer rows are enough to tell a column."""
    leaves = [*_leaves(tuple(words), size, known)]
    return tuple(PageRegion(leaf, _column(leaf, leaves)) for leaf in leaves)


def gutters(words: Iterable[Word], size: float) -> Iterator[Gutter]:
    """The gutters of a page, each found without knowing of another."""
    lines = lines_of(words)
    gutter = _gutter(lines, size, ())
    if gutter is not None:
        yield gutter
        for side in _sides(lines, gutter):
            yield from gutters(side, size)


def _leaves(words: tuple[Word, ...], size: float, known: Sequence[Gutter]) -> Iterator[tuple[Line, ...]]:
    if not words:
        return
    lines = lines_of(words)
    gutter = _gutter(lines, size, known)
    if gutter is None:
        yield lines
        return
    left, right = _sides(lines, gutter)
    yield from _leaves(_words(lines[: gutter.first]), size, known)
    yield from _leaves(left, size, known)
    yield from _leaves(right, size, known)
    yield from _leaves(_words(lines[gutter.end :]), size, known)


def _words(lines: Iterable[Line]) -> tuple[Word, ...]:
    return tuple(word for line in lines for word in line.words)


def _sides(lines: Sequence[Line], gutter: Gutter) -> tuple[tuple[Word, ...], tuple[Word, ...]]:
    """The words left and right of the gutter."""
    words = _words(lines[gutter.first : gutter.end])
    middle = (gutter.left + gutter.right) / 2
    return tuple(word for word in words if word.left < middle), tuple(word for word in words if word.left >= middle)


def _column(leaf: Sequence[Line], leaves: Iterable[Sequence[Line]]) -> int:
    """One more than the columns that stand left of it at its height, or 0 if nothing stands beside it."""
    left_of = right_of = 0
    for other in leaves:
        if other[0].baseline <= leaf[-1].baseline and leaf[0].baseline <= other[-1].baseline:
            left_of += max(line.right for line in other) <= min(line.left for line in leaf)
            right_of += min(line.left for line in other) >= max(line.right for line in leaf)
    return left_of + 1 if left_of or right_of else 0


def _gutter(lines: Sequence[Line], size: float, known: Sequence[Gutter], *, may_nest: bool = True) -> Gutter | None:
    """The gutter that parts the most rows; ``may_nest`` lets one side of it hold two columns."""
    best, most = None, 0
    corridors = sorted(_corridors(lines, _NARROWEST_GUTTER * size), key=lambda corridor: corridor.first - corridor.end)
    for corridor in corridors[:_MOST_TRIED]:
        if corridor.end - corridor.first <= max(most, 1):
            break
        rows = _rows_parted(lines, corridor, size, known, may_nest=may_nest)
        if rows > most:
            best, most = corridor, rows
    return best


def _corridors(lines: Sequence[Line], narrowest: float) -> Iterator[Gutter]:
    """Every strip that no word of two or more rows in succession enters, each as long as it can be."""
    open_since: dict[tuple[float, float], int] = {}
    for row, line in enumerate(lines):
        free = _free(line, narrowest)
        narrowed: dict[tuple[float, float], int] = {}
        for strip, since in open_since.items():
            left, right = strip
            for low, high in free:
                part = (max(left, low), min(right, high))
                if part[1] - part[0] >= narrowest and since < narrowed.get(part, row):
                    narrowed[part] = since
            if strip not in narrowed:
                yield from _closed(left, right, since, row)
        for part in free:
            narrowed.setdefault(part, row)
        open_since = narrowed if len(narrowed) <= _MOST_OPEN else dict(sorted(narrowed.items(), key=itemgetter(1))[:_MOST_OPEN])
    for (left, right), since in open_since.items():
        yield from _closed(left, right, since, len(lines))


def _closed(left: float, right: float, first: int, end: int) -> Iterator[Gutter]:
    """What ends at the edge of the paper is a margin and no gutter."""
    if left > -inf and right < inf and end - first >= _FEWEST_KNOWN:
        yield Gutter(left, right, first, end)


def _free(line: Line, narrowest: float) -> list[tuple[float, float]]:
    """Where a row has no word, the margins too."""
    free = []
    done = -inf
    for word in line.words:
        if word.left - done >= narrowest:
            free.append((done, word.left))
        done = max(done, word.right)
    return [*free, (done, inf)]


def _rows_parted(lines: Sequence[Line], gutter: Gutter, size: float, known: Sequence[Gutter], *, may_nest: bool) -> int:
    """How many rows the shorter side of the gutter has; 0 where the sides are no columns."""
    left, right = (lines_of(side) for side in _sides(lines, gutter))
    fewest = min(len(left), len(right))
    edge = gutter.right
    if any(abs(other.right - edge) < 0.3 * size and gutter.left < other.right for other in known):
        return fewest if fewest >= _FEWEST_KNOWN else 0
    return fewest if fewest >= _FEWEST_ROWS and _are_columns(left, right, size, may_nest=may_nest) else 0


def _are_columns(left: Sequence[Line], right: Sequence[Line], size: float, *, may_nest: bool) -> bool:
    widths = [max(line.right for line in side) - min(line.left for line in side) for side in (left, right)]
    return (
        min(widths) >= _NARROWEST_COLUMN * size
        and (
            min(widths) >= _LEAST_EVEN * max(widths)
            or (may_nest and _has_columns(left if widths[0] > widths[1] else right, size))
        )
        and all(_is_filled(side, width) for side, width in zip((left, right), widths, strict=True))
        and _is_aligned(right, size)
    )


def _has_columns(lines: Sequence[Line], size: float) -> bool:
    """True where the wider side is so wide because there are two columns on it."""
    return _gutter(lines, size, (), may_nest=False) is not None


def _is_filled(lines: Sequence[Line], width: float) -> bool:
    return median(sum(word.right - word.left for word in line.words) for line in lines) >= _LEAST_FILLED * width


def _is_aligned(lines: Sequence[Line], size: float) -> bool:
    """True where the rows begin at one height, which the gaps of a justified line do not."""
    edge = min(line.left for line in lines)
    return sum(line.left - edge <= 0.3 * size for line in lines) >= _LEAST_ALIGNED * len(lines)
