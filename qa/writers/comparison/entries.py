"""A comparison to one entry a change, with its wording and the words around it, as people read them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from qa.compare.comparison import Change, Comparison
from qa.ground.span import Span
from qa.writers.comparison.rows import Script

_AROUND = 400
"""Code points of the passage on either side that are kept; a writer shows as much of them as it has room for."""


@dataclass(frozen=True, slots=True)
class ChangePlace:
    """Where a change stands in one version; 1-based, None where the version has no such thing."""

    line: int
    paragraph: int | None


@dataclass(frozen=True, slots=True)
class ChangeEntry:
    """One change. The texts have no wraps, layout hyphens and page furniture; paragraph ends inside them are blanks."""

    number: int
    """1-based, in the order of ``Comparison.changes``."""
    change: Change
    before: str
    """What stands before it in the same paragraph of the new version, cut to some hundred characters."""
    old: str
    new: str
    after: str
    old_place: ChangePlace
    new_place: ChangePlace


def entries(comparison: Comparison, changes: Sequence[int] | None = None) -> Iterator[ChangeEntry]:
    """The entries of the changes at these positions (all of them if None), in this order."""
    describer = _Describer(comparison)
    for position in range(len(comparison.changes)) if changes is None else changes:
        yield describer.entry(position)


class _Describer:
    """Finds wording and surroundings of the changes of one comparison."""

    def __init__(self, comparison: Comparison) -> None:
        self._changes = comparison.changes
        self._old = Script(comparison.old, comparison.old_view)
        self._new = Script(comparison.new, comparison.new_view)

    def entry(self, position: int) -> ChangeEntry:
        change = self._changes[position]
        start, end = self._new.paragraph(change.new)
        before = self._new.text(Span(max(start, change.new.start - _AROUND), max(start, change.new.start)))
        after = self._new.text(Span(change.new.end, max(change.new.end, min(end, change.new.end + _AROUND))))
        return ChangeEntry(
            position + 1,
            change,
            before,
            self._old.text(change.old),
            self._new.text(change.new),
            after,
            ChangePlace(*self._old.place(change.old)),
            ChangePlace(*self._new.place(change.new)),
        )
