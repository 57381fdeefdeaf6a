"""Checked documents to the same with their new findings only: new to a baseline, since a revision, or both."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from qa.engine.baseline import Known
from qa.engine.checked import Checked

if TYPE_CHECKING:
    from qa.batch.baselines import AgainstBaseline
    from qa.batch.revisions import ChangedSince


class Sieve:
    """What a run lets through; without a baseline and a revision, everything."""

    def __init__(self, documents: Iterable[str], baseline: Path | None = None, revision: str | None = None) -> None:
        """Raises QaError for a file that is no baseline, an unknown revision, and a document of no repository."""
        self.documents = tuple(documents)
        self.baseline = baseline
        self._against: AgainstBaseline | None = None
        self._changed: ChangedSince | None = None
        if baseline is not None:
            from qa.batch.baselines import AgainstBaseline

            self._against = AgainstBaseline(baseline)
        if revision is not None:
            from qa.batch.revisions import ChangedSince

            self._changed = ChangedSince(revision)
            self._changed.prepare(self.documents)

    def sift(self, checked: Checked) -> Checked:
        """The document with its new findings; the others are with ``known``."""
        checked = self._against.sift(checked) if self._against is not None else checked
        return self._changed.sift(checked) if self._changed is not None else checked

    def touched(self) -> tuple[str, ...]:
        """Those of the documents in which anything has changed since the revision; all where there is none."""
        changed = self._changed
        return tuple(each for each in self.documents if changed is None or changed.has_changed(each))

    def gone(self) -> Known:
        """What the baseline knows and nobody has found in the documents sifted so far."""
        return self._against.gone() if self._against is not None else {}
