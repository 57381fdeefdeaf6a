"""Ours with what was decided of each region to the merged text: our text to the letter, but for the words that are theirs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from qa.align.breaks import Paragraphs
from qa.align.version import Version
from qa.ground.document import BlockKind
from qa.ground.span import Span
from qa.threeway.order import Order
from qa.threeway.regions import Choice, Region
from qa.threeway.style import Layout

_LINE_END = re.compile(r"\r\n|\n|\r")


class ConflictStyle(StrEnum):
    """What is shown of a conflict, as git has it."""

    MERGE = "merge"
    """Ours and theirs."""
    DIFF3 = "diff3"
    """The base between them too."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What conflict markers call the three versions."""

    base: str = "base"
    ours: str = "ours"
    theirs: str = "theirs"


def stretch(version: Version, word: int, end: int) -> Span:
    """Where words stand in the document's text; for none, the place before ``word``."""
    if word < end:
        return version.view.outer(version.span(word, end))
    if word < version.word_count:
        point = version.start(word)
    else:
        point = version.view.outer(version.span(word - 1, word)).end if word else 0
    return Span(point, point)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Words of ours as they stand, or with ``region`` the place where something else is written instead of them."""

    start: int
    end: int
    region: Region | None = None

    @property
    def is_conflict(self) -> bool:
        return self.region is not None and self.region.choice is Choice.CONFLICT


class Canvas:
    """Our text while it is written anew. White space stays where our words beside it do."""

    def __init__(
        self,
        versions: tuple[Version, Version, Version],
        orders: tuple[Order, Order, Order],
        changed_ends: Mapping[int, bool],
        style: ConflictStyle,
        labels: Labels,
    ) -> None:
        """``versions`` and ``orders``: of base, ours, theirs. ``changed_ends``: our words that begin a paragraph in theirs
        (True) or begin none there any more (False), unlike in the base.
        """
        self._versions, self._orders = versions, orders
        self._ours = versions[1]
        self._style, self._labels = style, labels
        self._changed_ends = changed_ends
        self._base_ends, self._our_ends, self._their_ends = (Paragraphs(version) for version in versions)
        self._layout = Layout(self._ours, self._our_ends, versions[2], self._their_ends)
        self._cuts = sorted(changed_ends)
        self._furnished = sorted(_furnished(self._ours))
        self._unwritten = set(self._furnished)
        self._removed: list[int] = []
        """Words left out since the last chunk before which page furniture stands."""
        self._parts: list[str] = []
        self._length = 0
        self._last: _Chunk | None = None
        self._written: dict[Region, Span] = {}
        self._kept: list[tuple[int, int, int]] = []
        """Stretches of our text: begin and end, and where it begins in the merged text."""

    def merged(self, regions: Sequence[Region]) -> str:
        """The merged text; ``regions`` in the order of ours."""
        for chunk in self._chunks(regions):
            self._put(chunk)
        self._finish()
        self._kept.sort()
        return "".join(self._parts)

    def place(self, region: Region) -> Span:
        """Where a region stands in the merged text."""
        if region in self._written:
            return self._written[region]
        return self.place_of_ours(*self._orders[1].original(region.ours, region.ours_end))

    def place_of_ours(self, word: int, end: int) -> Span:
        """Where some of our words stand in the merged text; about where, if they were replaced."""
        span = stretch(self._ours, word, end)
        start = self._carried(span.start)
        return Span(start, max(start, self._carried(span.end)))

    def _carried(self, offset: int) -> int:
        index = bisect_left(self._kept, (offset, -1, -1))
        if index < len(self._kept) and self._kept[index][0] == offset:
            return self._kept[index][2]
        if not index:
            return 0
        start, end, there = self._kept[index - 1]
        return there + min(offset, end) - start

    def _chunks(self, regions: Sequence[Region]) -> Iterator[_Chunk]:
        order = self._orders[1]
        done = 0
        for region in regions:
            if region.choice in (Choice.OURS, Choice.BOTH):
                continue
            yield from self._own(done, region.ours)
            start, end = order.original(region.ours, region.ours_end)
            yield _Chunk(start, end, region)
            done = region.ours_end
        yield from self._own(done, order.words)

    def _own(self, position: int, end: int) -> Iterator[_Chunk]:
        """Our words at a stretch of the common order, cut where they did not meet and where a paragraph end changed."""
        for start, stop in self._orders[1].pieces(position, end):
            inside = self._cuts[bisect_right(self._cuts, start) : bisect_left(self._cuts, stop)]
            for begin, finish in pairwise((start, *inside, stop)):
                yield _Chunk(begin, finish)

    def _put(self, chunk: _Chunk) -> None:
        region = chunk.region
        if region is None:
            self._put_own(chunk)
        elif region.choice is Choice.CONFLICT:
            self._put_conflict(chunk, region)
        else:
            self._put_theirs(chunk, region)
            self._removed += self._furnished_among(chunk.start + 1, chunk.end)

    def _put_own(self, chunk: _Chunk) -> None:
        self._write(self._blank_before(chunk))
        span = stretch(self._ours, chunk.start, chunk.end)
        self._kept.append((span.start, span.end, self._length))
        self._write(self._ours.document.text[span.slice])
        self._last = chunk

    def _put_theirs(self, chunk: _Chunk, region: Region) -> None:
        if region.theirs == region.theirs_end:
            self._written[region] = Span(self._length, self._length)
            return
        self._write(self._blank_before(chunk))
        words = self._orders[2].pieces(region.theirs, region.theirs_end)
        self._put_region(region, self._layout.rendered(words, (chunk.start, chunk.end)))
        self._last = chunk

    def _put_conflict(self, chunk: _Chunk, region: Region) -> None:
        line_end = self._layout.line_end
        blank = self._blank_before(chunk)
        reached = max(blank.rfind("\n"), blank.rfind("\r")) + 1
        self._write(blank[:reached] or (line_end if self._parts else ""))
        self._put_region(region, "".join(line + line_end for line in self._conflict_lines(region)))
        self._last = chunk

    def _conflict_lines(self, region: Region) -> Iterator[str]:
        base, ours, theirs = self._versions
        base_order, our_order, their_order = self._orders
        yield f"<<<<<<< {self._labels.ours}"
        yield from self._lines(ours, our_order.pieces(region.ours, region.ours_end))
        if self._style is ConflictStyle.DIFF3:
            yield f"||||||| {self._labels.base}"
            yield from self._lines(base, base_order.pieces(region.base, region.base_end))
        yield "======="
        yield from self._lines(theirs, their_order.pieces(region.theirs, region.theirs_end))
        yield f">>>>>>> {self._labels.theirs}"

    def _lines(self, version: Version, words: Iterable[tuple[int, int]]) -> Iterator[str]:
        for start, end in words:
            if start < end:
                text = version.document.text[stretch(version, start, end).slice]
                yield from _LINE_END.split(text)

    def _put_region(self, region: Region, text: str) -> None:
        self._written[region] = Span(self._length, self._length + len(text))
        self._write(text)

    def _write(self, text: str) -> None:
        if text:
            self._parts.append(text)
            self._length += len(text)

    def _finish(self) -> None:
        blank = "".join(self._pending(self._removed)) + self._blank(self._ours.word_count)
        self._write(self._layout.behind_conflict(blank) if self._last is not None and self._last.is_conflict else blank)

    def _blank(self, word: int) -> str:
        """What stands before one of our words, or behind the last: white space and page furniture."""
        text, version = self._ours.document.text, self._ours
        start = version.view.outer(version.span(word - 1, word)).end if word else 0
        end = version.view.outer(version.span(word, word + 1)).start if word < version.word_count else len(text)
        return text[start:end]

    def _blank_before(self, chunk: _Chunk) -> str:
        """What is written between the last chunk and this one."""
        last = self._last
        if last is None:
            kept = "".join(self._pending((*self._removed, chunk.start)))
            return (self._blank(0) if self._ours.word_count else "") + kept.lstrip("\r\n")
        beside = last.end == chunk.start
        begins = self._begins(chunk, last.end)
        if beside and 0 < chunk.start < chunk.end and begins == self._our_ends.begins(chunk.start):
            self._unwritten.discard(chunk.start)
            blank = "".join(self._pending(self._removed)) or self._blank(chunk.start)
        else:
            words = (last.end, chunk.start) if chunk.start < chunk.end or not beside else ()
            blank = "".join(self._pending((*self._removed, *words))) or self._chosen((chunk.start, last.end), begins, chunk)
        return self._layout.behind_conflict(blank) if last.is_conflict else blank

    def _pending(self, words: Iterable[int]) -> Iterator[str]:
        """The page furniture before words that were left out or have other neighbours now, where it is not written yet."""
        self._removed = []
        for word in dict.fromkeys(words):
            if word in self._unwritten and 0 < word < self._ours.word_count:
                self._unwritten.remove(word)
                yield self._blank(word)

    def _furnished_among(self, word: int, end: int) -> list[int]:
        return self._furnished[bisect_left(self._furnished, word) : bisect_left(self._furnished, end)]

    def _begins(self, chunk: _Chunk, behind: int) -> bool:
        """Whether a paragraph begins with a chunk: as theirs has it where they changed it, else as ours has it."""
        region = chunk.region
        if region is None and chunk.start in self._changed_ends:
            return self._changed_ends[chunk.start]
        if region is not None and region.theirs < region.theirs_end:
            theirs = self._their_ends.are_marked and self._their_ends.begins(self._orders[2].original_word(region.theirs))
            base = self._base_ends.begins(self._orders[0].original_word(region.base)) if chunk.start < chunk.end else None
            if base is None or (self._are_compared and theirs != base):
                return theirs
        ours = chunk.start < self._ours.word_count and self._our_ends.begins(chunk.start)
        return ours or (not self._are_compared and behind < self._ours.word_count and self._our_ends.begins(behind))

    @property
    def _are_compared(self) -> bool:
        return self._base_ends.are_marked and self._their_ends.are_marked

    def _chosen(self, words: Iterable[int], begins: bool, chunk: _Chunk) -> str:
        """White space that parts paragraphs (``begins``) or words, taken from before one of ours if one fits."""
        count = self._ours.word_count
        fitting = [word for word in words if 0 < word < count and self._our_ends.begins(word) == begins]
        blanks = [blank for word in fitting if not (blank := self._blank(word)).strip()]
        if begins:
            return next(iter(blanks), self._layout.paragraph_end)
        if chunk.region is not None and chunk.start == chunk.end:
            return self._layout.between(chunk.region, self._orders[2])
        return next((blank for blank in blanks if "\n" in blank or "\r" in blank), next(iter(blanks), " "))


def _furnished(version: Version) -> Iterator[int]:
    """The words before which page furniture stands."""
    numbers = range(version.word_count)
    for block in version.document.blocks:
        if block.kind is BlockKind.FURNITURE:
            yield bisect_left(numbers, block.span.start, key=version.start)
