"""A base and a version made of it to one side of a merge: what the version kept, where, and where it touched the base."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from qa.align.matching import Gap
from qa.align.moves import MovedPassage, align
from qa.align.rewording import refine
from qa.align.threads import weave
from qa.align.version import Version


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """Words of the base that a side has too. Law: as many on either side, unless they differ in ``layout``."""

    base: int
    base_end: int
    side: int
    side_end: int
    layout: bool = False
    """True where the words differ in the hyphen of a line end alone."""

    def cut(self, places: Sequence[int]) -> Iterator[Link]:
        """The link cut at the places of the base (in order) strictly inside it."""
        start = self.base
        for place in (*places[bisect_right(places, self.base) : bisect_left(places, self.base_end)], self.base_end):
            shift = self.side - self.base
            yield self if self.layout else Link(start, place, start + shift, place + shift)
            start = place
            if self.layout:
                return


@dataclass(frozen=True, slots=True)
class Move:
    """A passage that a side has elsewhere."""

    base: int
    base_end: int
    side: int
    side_end: int
    place: int
    """The word of the base that it stands before now."""
    links: tuple[Link, ...]
    """What it has kept inside."""

    @property
    def route(self) -> tuple[int, int, int]:
        """What was moved, and before which word: the same for the same move of two sides."""
        return self.base, self.base_end, self.place


@dataclass(frozen=True, slots=True)
class Side:
    """A version as made from the base."""

    version: Version
    links: tuple[Link, ...]
    """What stayed, in order."""
    moves: tuple[Move, ...]
    """In the order of the version."""


def side_of(base: Version, version: Version) -> Side:
    """Compare a version with the base."""
    alignment = align(base, version)
    links: list[Link] = []
    moves: list[Move] = []
    for thread in weave(alignment, base.word_count, version.word_count):
        if thread.is_equal:
            links.append(Link(thread.old, thread.old_end, thread.new, thread.new_end))
        elif thread.gap is not None and _is_layout(thread.gap, base, version):
            links.append(Link(thread.old, thread.old_end, thread.new, thread.new_end, layout=True))
        elif thread.move is not None and thread.new < thread.new_end:
            passage = alignment.moves[thread.move]
            kept = tuple(_kept(passage, base, version))
            moves.append(Move(passage.old, passage.old_end, passage.new, passage.new_end, thread.old, kept))
    return Side(version, tuple(links), tuple(moves))


def _is_layout(gap: Gap, base: Version, version: Version) -> bool:
    return gap.is_replacement and next(refine(gap, base, version), None) is None


def _kept(passage: MovedPassage, base: Version, version: Version) -> Iterator[Link]:
    old, new = passage.old, passage.new
    for gap in passage.gaps:
        if old < gap.old:
            yield Link(old, gap.old, new, gap.new)
        if _is_layout(gap, base, version):
            yield Link(gap.old, gap.old_end, gap.new, gap.new_end, layout=True)
        old, new = gap.old_end, gap.new_end
    if old < passage.old_end:
        yield Link(old, passage.old_end, new, passage.new_end)


class Footprint:
    """Where a side touched the base while some of its moves are taken for moves, the others for a deletion and an insertion."""

    def __init__(self, base_words: int, side: Side, moves: Iterable[Move]) -> None:
        links = sorted((*side.links, *(link for move in moves for link in move.links)))
        self._words = side.version.word_count
        self.links = links
        self._bases = [link.base for link in links]
        self._by_side = sorted(links, key=lambda link: link.side)
        self._sides = [link.side for link in self._by_side]
        self._points, ranges = self._touched(base_words)
        self._ranges = sorted(ranges)
        self._longest = max((end - start for start, end in self._ranges), default=0)

    def _touched(self, base_words: int) -> tuple[frozenset[int], list[tuple[int, int]]]:
        """The places where words were put in, and the stretches of which words were lost, replaced or broken otherwise."""
        first, last = Link(0, 0, 0, 0), Link(base_words, base_words, self._words, self._words)
        ranges = [(link.base, link.base_end) for link in self.links if link.layout]
        for before, after in pairwise((first, *self.links, last)):
            if before.base_end < after.base:
                ranges.append((before.base_end, after.base))
        points: set[int] = set()
        for before, after in pairwise((first, *self._by_side, last)):
            if before.side_end < after.side and before.base_end < after.base:
                ranges.append((before.base_end, after.base))
            elif before.side_end < after.side:
                points |= {before.base_end, after.base}
        return frozenset(points), ranges

    def parts(self, place: int) -> bool:
        """Whether what was done here says nothing sure of what stands before and what behind a place of the base."""
        return place in self._points or any(start < place < end for start, end in self._near(place))

    def touches(self, place: int) -> bool:
        """Whether anything was done at a place of the base or right beside it."""
        return place in self._points or any(start <= place <= end for start, end in self._near(place))

    def _near(self, place: int) -> Iterator[tuple[int, int]]:
        index = bisect_left(self._ranges, (place - self._longest, 0))
        while index < len(self._ranges) and self._ranges[index][0] <= place:
            yield self._ranges[index]
            index += 1

    def has_any(self, start: int, end: int) -> bool:
        """Whether a word of a stretch of the base was kept."""
        link = self._link(end - 1)
        return link is not None and link.base_end > start

    def image(self, start: int, end: int) -> tuple[int, int]:
        """The words that the side has for a stretch of the base, of which some were kept and whose ends are not parted."""
        last = self._link(end - 1)
        index = bisect_right(self._bases, start) - 1
        first = self.links[index] if index >= 0 and self.links[index].base_end > start else self.links[index + 1]
        assert last is not None, "nothing of the passage was kept"
        return self._begin(first, start), self._finish(last, end)

    def _begin(self, link: Link, start: int) -> int:
        if link.base <= start:
            return link.side + start - link.base
        index = bisect_left(self._sides, link.side)
        return self._by_side[index - 1].side_end if index else 0

    def _finish(self, link: Link, end: int) -> int:
        if link.base_end >= end:
            return link.side_end - (link.base_end - end)
        index = bisect_left(self._sides, link.side) + 1
        return self._by_side[index].side if index < len(self._by_side) else self._words

    def point(self, place: int) -> int:
        """The word of the side that a place of the base, which is not touched, stands before."""
        link = self._link(place)
        if link is not None and link.base <= place < link.base_end:
            return link.side + place - link.base
        return link.side_end if link is not None else 0

    def _link(self, word: int) -> Link | None:
        """The last link that begins at a word of the base or before it."""
        index = bisect_right(self._bases, word) - 1
        return self.links[index] if index >= 0 else None
