"""An alignment to one row of threads: what is equal, what is not, and where moved passages left and arrived, in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.align.matching import Gap
from qa.align.moves import Alignment

_NEVER = 1 << 62


@dataclass(frozen=True, slots=True)
class Thread:
    """A stretch of words of one version or of both. Law: the old ranges, in order, are the old version; the new ones likewise."""

    old: int
    old_end: int
    new: int
    new_end: int
    gap: Gap | None = None
    """Set where the words differ."""
    move: int | None = None
    """Set where the passage moved: away if ``old`` has the words, here if ``new`` has them."""

    @property
    def is_equal(self) -> bool:
        return self.gap is None and self.move is None


def weave(alignment: Alignment, old_words: int, new_words: int) -> Iterator[Thread]:
    """The threads of an alignment of versions with so many words."""
    away = sorted(range(len(alignment.moves)), key=lambda index: alignment.moves[index].old)
    shuttle = _Shuttle(alignment, away)
    old = new = 0
    while old < old_words or new < new_words or shuttle.gap is not None:
        thread = shuttle.thread_at(old, new)
        if thread is None:
            step = min(shuttle.next_old(old_words) - old, shuttle.next_new(new_words) - new)
            assert step > 0, f"the alignment does not fit its versions at word {old} and {new}"
            thread = Thread(old, old + step, new, new + step)
        yield thread
        old, new = thread.old_end, thread.new_end


class _Shuttle:
    """What comes next: a gap, a passage that left, a passage that arrived."""

    def __init__(self, alignment: Alignment, away: Sequence[int]) -> None:
        self._gaps = iter(alignment.gaps)
        self.gap = next(self._gaps, None)
        self._moves = alignment.moves
        self._away = [*away]
        self._away_next = 0
        self._here_next = 0

    def thread_at(self, old: int, new: int) -> Thread | None:
        if self._left() == old:
            index = self._away[self._away_next]
            self._away_next += 1
            return Thread(old, self._moves[index].old_end, new, new, move=index)
        if self._arrived() == new:
            self._here_next += 1
            return Thread(old, old, new, self._moves[self._here_next - 1].new_end, move=self._here_next - 1)
        if self.gap is not None and self._gap_old() in (old, _NEVER) and self._gap_new() in (new, _NEVER):
            gap, self.gap = self.gap, next(self._gaps, None)
            gap = Gap(old, old + gap.old_end - gap.old, new, new + gap.new_end - gap.new, gap.coarse)
            return Thread(gap.old, gap.old_end, gap.new, gap.new_end, gap=gap)
        return None

    def _gap_old(self) -> int:
        """Where the next gap begins in the old version; an empty side stands wherever the row has come to."""
        return self.gap.old if self.gap is not None and self.gap.old < self.gap.old_end else _NEVER

    def _gap_new(self) -> int:
        return self.gap.new if self.gap is not None and self.gap.new < self.gap.new_end else _NEVER

    def next_old(self, end: int) -> int:
        return min(end, self._left(), self._gap_old())

    def next_new(self, end: int) -> int:
        return min(end, self._arrived(), self._gap_new())

    def _left(self) -> int:
        return self._moves[self._away[self._away_next]].old if self._away_next < len(self._away) else _NEVER

    def _arrived(self) -> int:
        return self._moves[self._here_next].new if self._here_next < len(self._moves) else _NEVER
