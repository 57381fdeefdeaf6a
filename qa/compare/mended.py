"""What the checker found in two versions to what was mended between them, what is new and what is still there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict, deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from qa.compare.comparison import Comparison, FindingChange, FindingState, Piece
from qa.ground.finding import Finding
from qa.ground.span import Span

_Key = tuple[str, int, str, str]
"""Where a finding stands (in a change or in an equal piece, and in which), its rule, and its text without wraps."""


def with_findings(comparison: Comparison, old: Sequence[Finding], new: Sequence[Finding]) -> Comparison:
    """The comparison with what became of the findings of its documents, each sequence in the order of its text.

    Two findings are the same when rule and wording agree and both stand in the same unchanged passage, the same moved one,
    or in the old and the new side of one change.
    """
    here, there = _Places(comparison, of_old=True), _Places(comparison, of_old=False)
    waiting: defaultdict[_Key, deque[Finding]] = defaultdict(deque)
    for finding in old:
        waiting[here.key(finding)].append(finding)
    found = [*_in_new(new, there, waiting)]
    left = sorted((finding for findings in waiting.values() for finding in findings), key=lambda finding: finding.span)
    mended = (FindingChange(FindingState.MENDED, finding, None, here.change(finding)) for finding in left)
    return replace(comparison, findings=(*found, *mended))


def _in_new(new: Sequence[Finding], there: _Places, waiting: dict[_Key, deque[Finding]]) -> Iterator[FindingChange]:
    for finding in new:
        same = waiting.get(there.key(finding))
        if same:
            yield FindingChange(FindingState.STILL_THERE, same.popleft(), finding)
        else:
            yield FindingChange(FindingState.NEW, None, finding, there.change(finding))


class _Places:
    """Tells where in a comparison the findings of one of its versions stand."""

    def __init__(self, comparison: Comparison, *, of_old: bool) -> None:
        self._pieces: list[tuple[int, Piece]] = []
        self._spans: list[Span] = []
        for index, piece in enumerate(comparison.pieces):
            span = piece.old if of_old else piece.new
            if span is not None:
                self._pieces.append((index, piece))
                self._spans.append(span)
        self._starts = [span.start for span in self._spans]
        self._ends = [span.end for span in self._spans]
        self._changes = comparison.changes

    def key(self, finding: Finding) -> _Key:
        change = self.change(finding)
        wording = " ".join(finding.text.split())
        if change is not None:
            return "change", change, finding.rule, wording
        touched = self._touched(finding.span)
        return "piece", touched[0][0] if touched else -1, finding.rule, wording

    def change(self, finding: Finding) -> int | None:
        """The change that a finding stands in: the edit rather than the move round it."""
        changes = [piece.change for _, piece in self._touched(finding.span) if piece.change is not None]
        return min(changes, key=lambda index: (self._changes[index].kind.value == "move", index), default=None)

    def _touched(self, span: Span) -> list[tuple[int, Piece]]:
        """The pieces that share a code point with a span; one without code points touches what it stands between."""
        if len(span):
            return self._pieces[bisect_right(self._ends, span.start) : bisect_left(self._starts, span.end)]
        return self._pieces[bisect_left(self._ends, span.start) : bisect_right(self._starts, span.end)]
