"""Paths of documents and files of decisions to what each document becomes: only what was accepted is written."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.batch.check import load_document
from qa.decisions.place import Placed, Unplaced, place
from qa.decisions.record import DecisionFiles, Decisions, digest
from qa.engine.checked import Checked
from qa.engine.fixes import Fixed
from qa.engine.unchecked import unreadable
from qa.formats.rewrite import refusal
from qa.ground.document import Document
from qa.ground.edit import apply_edits
from qa.ground.errors import UnreadableDocument
from qa.ground.finding import Confidence, Finding, Severity


@dataclass(frozen=True, slots=True)
class Decided:
    """One document with the decisions on it carried out."""

    checked: Checked
    """The document; its findings are the decisions that were placed."""
    fixed: Fixed
    unplaced: tuple[Unplaced, ...] = ()
    already: int = 0
    """How many corrections stood there before."""


class Desk:
    """Hands each document the decisions on it, and remembers which files no document asked for."""

    def __init__(self, files: Sequence[Decisions], *, alone: bool) -> None:
        """``alone``: there is one document, so that a single file can be about no other."""
        self._files = DecisionFiles(files)
        self._certain = alone and len(files) == 1
        self._used: set[str] = set()

    def decide(self, path: str) -> Decided:
        """The document at ``path`` as decided; one that cannot be read says so in ``checked``."""
        try:
            document = load_document(path)
        except UnreadableDocument as error:
            return Decided(unreadable(path, error.reason), Fixed("", (), ()))
        placement = place(document.text, self._files_for(document))
        reasons = [(each, refusal(document, each.edit)) for each in placement.placed]
        refused = tuple(Unplaced(each.decision, reason) for each, reason in reasons if reason is not None)
        written = [each for each, reason in reasons if reason is None]
        findings = tuple(_finding(document.text, each) for each in written)
        fixed = Fixed(apply_edits(document.text, [each.edit for each in written]), findings, ())
        return Decided(Checked(document, findings), fixed, (*placement.unplaced, *refused), len(placement.already))

    @property
    def unused(self) -> tuple[Decisions, ...]:
        """The files that were about none of the documents so far."""
        return tuple(file for file in self._files.all if file.file not in self._used)

    def _files_for(self, document: Document) -> tuple[Decisions, ...]:
        files = self._files.all if self._certain else self._files.on(document.path, digest(document.text))
        self._used.update(file.file for file in files)
        return files


def _finding(text: str, placed: Placed) -> Finding:
    """The decision as a finding with one correction, so that it is written and told like any other."""
    decision = placed.decision
    return Finding(
        span=placed.edit.span,
        text=text[placed.edit.span.slice],
        rule=decision.anchor.rule,
        kind="decision",
        category="uncategorized",
        severity=Severity.INFO,
        confidence=Confidence.SURE,
        message=decision.told,
        evidence="",
        corrections=(placed.edit.text,),
    )
