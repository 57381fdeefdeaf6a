"""The links of two sides to what becomes of the base: regions that one side changed, both alike, or each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from heapq import merge as merged_in_order
from itertools import pairwise

from qa.threeway.sides import Link


class Choice(StrEnum):
    """Whose change stands in the merged text."""

    OURS = "ours"
    THEIRS = "theirs"
    BOTH = "both"
    """The same change was made on both sides."""
    CONFLICT = "conflict"
    """Each side changed the same place in its own way; both stand in the text, marked."""


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of the base that at least one side changed, and what either has there: half-open ranges of words."""

    choice: Choice
    base: int
    base_end: int
    ours: int
    ours_end: int
    theirs: int
    theirs_end: int


@dataclass(frozen=True, slots=True)
class _Hunk:
    """What a side has for a stretch of the base."""

    base: int
    base_end: int
    side: int
    side_end: int
    is_ours: bool
    is_layout: bool


SameWords = Callable[[Region], bool]
"""Whether both sides have the same words in a region."""


def regions(
    our_links: Sequence[Link], their_links: Sequence[Link], ends: tuple[int, int, int], same: SameWords
) -> Iterator[Region]:
    """The regions in the order of the base. ``ends``: how many words the base, ours and theirs have.

    Changes of the two sides are in one region if they share a word of the base or touch each other.
    """
    ours, theirs = _Track(our_links, ends[0], ends[1], is_ours=True), _Track(their_links, ends[0], ends[2], is_ours=False)
    hunks = merged_in_order(ours.hunks(), theirs.hunks(), key=lambda hunk: (hunk.base, hunk.base_end))
    for group in _touching(hunks):
        changed = {hunk.is_ours for hunk in group if not hunk.is_layout}
        if not changed:
            continue
        start, end = group[0].base, max(hunk.base_end for hunk in group)
        here = ours.place(start, end, [hunk for hunk in group if hunk.is_ours])
        there = theirs.place(start, end, [hunk for hunk in group if not hunk.is_ours])
        region = Region(Choice.CONFLICT, start, end, *here, *there)
        yield _settled(region, changed, same)


def _settled(region: Region, changed: set[bool], same: SameWords) -> Region:
    if len(changed) == 1:
        choice = Choice.OURS if True in changed else Choice.THEIRS
    else:
        choice = Choice.BOTH if same(region) else Choice.CONFLICT
    return Region(choice, region.base, region.base_end, region.ours, region.ours_end, region.theirs, region.theirs_end)


def _touching(hunks: Iterable[_Hunk]) -> Iterator[list[_Hunk]]:
    """The hunks, which are in order, in groups that do not touch one another."""
    group: list[_Hunk] = []
    end = 0
    for hunk in hunks:
        if group and not (hunk.base < end or _abuts(group, hunk, end)):
            yield group
            group = []
        end = max(end, hunk.base_end) if group else hunk.base_end
        group.append(hunk)
    if group:
        yield group


def _abuts(group: Iterable[_Hunk], hunk: _Hunk, end: int) -> bool:
    """Whether a change begins where one of the other side ends; what differs in layout only touches nothing."""
    if hunk.base != end or hunk.is_layout:
        return False
    return any(before.base_end == end and before.is_ours != hunk.is_ours and not before.is_layout for before in group)


class _Track:
    """Leads from places of the base to those of a side."""

    def __init__(self, links: Sequence[Link], base_words: int, side_words: int, *, is_ours: bool) -> None:
        self._links = (Link(0, 0, 0, 0), *links, Link(base_words, base_words, side_words, side_words))
        self._is_ours = is_ours
        self._next = 0

    def hunks(self) -> Iterator[_Hunk]:
        """What is not the same in both, in order."""
        for before, after in pairwise(self._links):
            assert before.side_end <= after.side, "the sides were not brought into one order"
            if before.base_end < after.base or before.side_end < after.side:
                yield _Hunk(before.base_end, after.base, before.side_end, after.side, self._is_ours, is_layout=False)
            if after.layout:
                yield _Hunk(after.base, after.base_end, after.side, after.side_end, self._is_ours, is_layout=True)

    def place(self, start: int, end: int, hunks: Sequence[_Hunk]) -> tuple[int, int]:
        """What the side has for a stretch of the base in which these are all its hunks. Stretches come in order."""
        if hunks:
            first, last = hunks[0], hunks[-1]
            return first.side - (first.base - start), last.side_end + (end - last.base_end)
        while self._next + 1 < len(self._links) and self._links[self._next + 1].base <= start:
            self._next += 1
        link = self._links[self._next]
        point = link.side_end if start == link.base_end else link.side + start - link.base
        return point, point + end - start
