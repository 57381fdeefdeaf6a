"""Places in a text, counted in code points."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True, init=False)
class Span:
    """A half-open range of code points, 0-based. Law: ``0 <= start <= end``.

    >>> text = "officials ofthe two"
    >>> text[Span(10, 15).slice]
    'ofthe'
    """

    start: int
    end: int

    def __init__(self, start: int, end: int) -> None:
        if not 0 <= start <= end:
            raise ValueError(f"not a span: start {start}, end {end}")
        # There are more spans than of anything else: this is twice as quick as what a frozen class would be given.
        _set_start(self, start)
        _set_end(self, end)

    def __len__(self) -> int:
        return self.end - self.start

    @property
    def slice(self) -> slice:
        return slice(self.start, self.end)

    def overlaps(self, other: Span) -> bool:
        """True when the two share a code point, or when an empty one lies strictly inside the other."""
        if self.start == self.end or other.start == other.end:
            return (
                self == other
                or max(self.start, other.start) < min(self.end, other.end)
                or (self.start < other.start < self.end or other.start < self.start < other.end)
            )
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end


_set_start, _set_end = vars(Span)["start"].__set__, vars(Span)["end"].__set__

_LONE_RETURN = re.compile(r"\r(?!\n)")


class LineIndex:
    """Line and column of any code point, both 1-based. A line ends with LF, CRLF or CR.

    >>> LineIndex("one\\r\\ntwo").place(5)
    (2, 1)
    """

    __slots__ = ("_count", "_counted", "_text")

    def __init__(self, text: str) -> None:
        # With a line feed for each line end, lines are counted by the string's own fast methods.
        self._text = _LONE_RETURN.sub("\n", text) if "\r" in text else text
        self._counted = 0
        self._count = 1

    def place(self, offset: int) -> tuple[int, int]:
        if offset < self._counted:
            self._counted, self._count = 0, 1
        self._count += self._text.count("\n", self._counted, offset)
        self._counted = offset
        return self._count, offset - self._text.rfind("\n", 0, offset)


@dataclass(frozen=True, slots=True)
class Replacement:
    """One place where two texts differ: ``inner`` in the derived text stands for ``outer`` in the text it came from."""

    inner: Span
    outer: Span


class OffsetMap:
    """Leads from a derived text (inner) back to the text it was made from (outer).

    Outside the replacements the two texts are the same, code point for code point. Laws, held by tests/ground/test_span.py:
    a code point outside every replacement maps to its equal; maps are monotonic; a span of inner text that touches a
    replacement covers the whole of what it stands for.

    >>> joined = OffsetMap([Replacement(Span(4, 4), Span(4, 6))])  # "coop-⏎eration" read as "cooperation"
    >>> joined.outer(Span(0, 11))
    Span(start=0, end=13)
    >>> joined.outer(Span(0, 4)), joined.outer(Span(4, 5))
    (Span(start=0, end=4), Span(start=6, end=7))
    """

    __slots__ = ("_inner_ends", "_inner_starts", "_outer_ends", "_outer_starts")

    def __init__(self, replacements: Iterable[Replacement]) -> None:
        self._inner_starts: list[int] = []
        self._inner_ends: list[int] = []
        self._outer_starts: list[int] = []
        self._outer_ends: list[int] = []
        for replacement in replacements:
            self._add(replacement.inner.start, replacement.inner.end, replacement.outer.start, replacement.outer.end)

    @classmethod
    def of_places(cls, places: Iterable[tuple[int, int, int, int]]) -> OffsetMap:
        """The same from bare numbers (inner start and end, outer start and end): a long document has thousands."""
        made = cls(())
        columns = list(map(list, zip(*places, strict=True)))
        if columns:
            made._inner_starts, made._inner_ends, made._outer_starts, made._outer_ends = columns
        return made

    def _add(self, inner_start: int, inner_end: int, outer_start: int, outer_end: int) -> None:
        self._inner_starts.append(inner_start)
        self._inner_ends.append(inner_end)
        self._outer_starts.append(outer_start)
        self._outer_ends.append(outer_end)

    def __reduce__(self) -> tuple[type[OffsetMap], tuple[tuple[Replacement, ...]]]:
        return OffsetMap, (self.replacements,)

    @property
    def replacements(self) -> tuple[Replacement, ...]:
        inner = zip(self._inner_starts, self._inner_ends, strict=True)
        outer = zip(self._outer_starts, self._outer_ends, strict=True)
        return tuple(Replacement(Span(*here), Span(*there)) for here, there in zip(inner, outer, strict=True))

    @property
    def left_out(self) -> Iterator[Span]:
        """The outer spans of which nothing is in the derived text."""
        inner = zip(self._inner_starts, self._inner_ends, strict=True)
        outer = zip(self._outer_starts, self._outer_ends, strict=True)
        return (Span(*there) for (start, end), there in zip(inner, outer, strict=True) if start == end)

    def inverse(self) -> OffsetMap:
        """The map from the outer text to the derived one.

        >>> OffsetMap([Replacement(Span(4, 4), Span(4, 6))]).inverse().outer(Span(0, 13))
        Span(start=0, end=11)
        """
        made = OffsetMap(())
        made._inner_starts, made._inner_ends = self._outer_starts, self._outer_ends
        made._outer_starts, made._outer_ends = self._inner_starts, self._inner_ends
        return made

    def within(self, span: Span) -> Iterator[Replacement]:
        """The replacements that share a code point with ``span``, and those without code points strictly inside it."""
        first, last = bisect_right(self._inner_ends, span.start), bisect_left(self._inner_starts, span.end)
        for index in range(first, last if len(span) else first):
            inner = Span(self._inner_starts[index], self._inner_ends[index])
            yield Replacement(inner, Span(self._outer_starts[index], self._outer_ends[index]))

    def start(self, offset: int) -> int:
        """Where the code point at ``offset`` begins in the outer text."""
        index = bisect_right(self._inner_starts, offset) - 1
        if index < 0:
            return offset
        if offset < self._inner_ends[index]:
            return self._outer_starts[index]
        return offset - self._inner_ends[index] + self._outer_ends[index]

    def starts(self, offsets: Iterable[int]) -> Iterator[int]:
        """``start`` of many offsets in order, in one pass."""
        index = -1
        count = len(self._inner_starts)
        for offset in offsets:
            while index + 1 < count and self._inner_starts[index + 1] <= offset:
                index += 1
            if index < 0:
                yield offset
            elif offset < self._inner_ends[index]:
                yield self._outer_starts[index]
            else:
                yield offset - self._inner_ends[index] + self._outer_ends[index]

    def end(self, offset: int) -> int:
        """Where the code point before ``offset`` ends in the outer text (0 for 0)."""
        if offset == 0:
            return 0
        index = bisect_right(self._inner_starts, offset - 1) - 1
        if index < 0:
            return offset
        if offset - 1 < self._inner_ends[index]:
            return self._outer_ends[index]
        return offset - self._inner_ends[index] + self._outer_ends[index]

    def outer(self, span: Span) -> Span:
        """The outer span of an inner one; an empty inner span gives an empty outer one."""
        start = self.start(span.start)
        return Span(start, start if span.start == span.end else max(start, self.end(span.end)))
