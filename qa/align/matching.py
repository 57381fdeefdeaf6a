"""Two sequences to the runs they have in common, in order; exact where that is cheap, by rare sequences where it is not.

What stands at both ends is matched first. A long gap is cut at runs of elements that occur once on either side (the
patience method of Bram Cohen, with runs of several elements, so that a text of common words has such places too). A gap
that is short enough is solved exactly: longest common subsequence, bit-parallel (Hyyrö 2004, by RapidFuzz). What is left
when the budget of operations is spent is said to be coarse. No clock is asked, so the same texts give the same answer on
every machine.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import LCSseq

_SMALL = 2_500
"""Products of lengths up to this are solved exactly at once: 50 words on either side."""
_EXACT = 1 << 26
"""The largest product of lengths that is solved exactly: 8 MiB of bits."""
_BUDGET = 1 << 36
"""What all exact solutions of one comparison may cost together, in products of lengths: a second or so."""
_LONG_RUNS = (8, 16, 32, 64)
"""Lengths of the runs looked for first; the longer ones where the texts are so formulaic that none of the shorter is rare."""
_SHORT_RUNS = (4, 3, 2, 1)
"""Lengths looked for where rare runs are not shared."""


@dataclass(frozen=True, slots=True)
class CommonRun:
    """``length`` elements from ``old`` on are those from ``new`` on."""

    old: int
    new: int
    length: int

    @property
    def old_end(self) -> int:
        return self.old + self.length

    @property
    def new_end(self) -> int:
        return self.new + self.length


@dataclass(frozen=True, slots=True)
class Gap:
    """What lies between two runs: half-open ranges, not both empty."""

    old: int
    old_end: int
    new: int
    new_end: int
    coarse: bool = False
    """True when it was not searched, because the budget was spent."""

    @property
    def is_replacement(self) -> bool:
        return self.old < self.old_end and self.new < self.new_end


@dataclass(slots=True)
class Budget:
    """Counts what the exact solutions of one comparison cost."""

    left: int = _BUDGET

    def grants(self, cost: int) -> bool:
        if cost > _EXACT or cost > self.left:
            return False
        self.left -= cost
        return True


@dataclass(slots=True)
class Matching:
    """Collects the runs of two sequences of numbers."""

    old: Sequence[int]
    new: Sequence[int]
    budget: Budget
    runs: list[CommonRun] = field(default_factory=list)
    coarse: set[tuple[int, int]] = field(default_factory=set)
    """Where the gaps begin that were given up."""

    def gaps(self) -> list[Gap]:
        """What is not common, in order. The sequences are equal outside the gaps."""
        self._solve(0, len(self.old), 0, len(self.new))
        ordered = sorted(self.runs, key=lambda run: run.old)
        return [
            Gap(gap.old, gap.old_end, gap.new, gap.new_end, (gap.old, gap.new) in self.coarse)
            for gap in between(ordered, len(self.old), len(self.new))
        ]

    def _solve(self, old: int, old_end: int, new: int, new_end: int) -> None:
        pending = [(old, old_end, new, new_end)]
        while pending:
            old, old_end, new, new_end = self._trimmed(*pending.pop())
            cost = (old_end - old) * (new_end - new)
            if not cost:
                continue
            if cost > _SMALL and (anchors := self._anchors(old, old_end, new, new_end)):
                for run in anchors:
                    self.runs.append(run)
                    pending.append((old, run.old, new, run.new))
                    old, new = run.old_end, run.new_end
                pending.append((old, old_end, new, new_end))
            elif self.budget.grants(cost):
                self._exactly(old, old_end, new, new_end)
            else:
                self.coarse.add((old, new))

    def _trimmed(self, old: int, old_end: int, new: int, new_end: int) -> tuple[int, int, int, int]:
        head = common_head(self.old, old, old_end, self.new, new, new_end)
        if head:
            self.runs.append(CommonRun(old, new, head))
            old, new = old + head, new + head
        tail = common_tail(self.old, old, old_end, self.new, new, new_end)
        if tail:
            old_end, new_end = old_end - tail, new_end - tail
            self.runs.append(CommonRun(old_end, new_end, tail))
        return old, old_end, new, new_end

    def _anchors(self, old: int, old_end: int, new: int, new_end: int) -> list[CommonRun]:
        """Runs of the greatest length that has any, none overlapping another, in the order of both sides."""
        for lengths in (_LONG_RUNS, _SHORT_RUNS):
            for length in lengths:
                here, there = _unique(self.old[old:old_end], length), _unique(self.new[new:new_end], length)
                if common := here.keys() & there.keys():
                    pairs = sorted((old + here[run], new + there[run]) for run in common)
                    chain = rising([place for _, place in pairs])
                    return [*_grown([pairs[index] for index in chain], length)]
                if here and there and lengths is _LONG_RUNS:
                    break
        return []

    def _exactly(self, old: int, old_end: int, new: int, new_end: int) -> None:
        operations = LCSseq.opcodes(self.old[old:old_end], self.new[new:new_end])
        for block in operations.as_matching_blocks():
            if block.size:
                self.runs.append(CommonRun(old + block.a, new + block.b, block.size))


def between(runs: Sequence[CommonRun], old_length: int, new_length: int) -> Iterator[Gap]:
    """The gaps that ordered runs leave in sequences of these lengths."""
    old = new = 0
    for run in runs:
        if run.old > old or run.new > new:
            yield Gap(old, run.old, new, run.new)
        old, new = run.old_end, run.new_end
    if old < old_length or new < new_length:
        yield Gap(old, old_length, new, new_length)


def common_head(old: Sequence[object], start: int, end: int, new: Sequence[object], new_start: int, new_end: int) -> int:
    """How many elements from the two starts on are the same."""
    limit = min(end - start, new_end - new_start)
    return next((index for index in range(limit) if old[start + index] != new[new_start + index]), limit)


def common_tail(old: Sequence[object], start: int, end: int, new: Sequence[object], new_start: int, new_end: int) -> int:
    """How many elements before the two ends are the same."""
    limit = min(end - start, new_end - new_start)
    return next((index for index in range(limit) if old[end - 1 - index] != new[new_end - 1 - index]), limit)


def _unique(side: Sequence[int], length: int) -> dict[tuple[int, ...], int]:
    """Every run of ``length`` elements that occurs once, with its place."""
    places: dict[tuple[int, ...], int] = {}
    repeated = set()
    for place, run in enumerate(zip(*(side[offset:] for offset in range(length)), strict=False)):
        if run in places:
            repeated.add(run)
        else:
            places[run] = place
    for run in repeated:
        del places[run]
    return places


def rising(numbers: Sequence[int]) -> list[int]:
    """The positions of a longest rising subsequence (Fredman 1975).

    >>> rising([3, 1, 2, 5, 4])
    [1, 2, 4]
    """
    ends: list[int] = []
    positions: list[int] = []
    before: list[int] = []
    for position, number in enumerate(numbers):
        rank = bisect_left(ends, number)
        before.append(positions[rank - 1] if rank else -1)
        if rank == len(ends):
            ends.append(number)
            positions.append(position)
        else:
            ends[rank] = number
            positions[rank] = position
    chain = []
    position = positions[-1] if positions else -1
    while position >= 0:
        chain.append(position)
        position = before[position]
    return chain[::-1]


def _grown(pairs: Sequence[tuple[int, int]], length: int) -> Iterator[CommonRun]:
    """Overlapping runs on one diagonal as one; a run that overlaps another on one side only gives way."""
    old = new = size = 0
    for here, there in pairs:
        if size and here - old == there - new and here <= old + size:
            size = here + length - old
            continue
        if size and (here < old + size or there < new + size):
            continue
        if size:
            yield CommonRun(old, new, size)
        old, new, size = here, there, length
    if size:
        yield CommonRun(old, new, size)
