"""Findings to corrected text: which corrections are taken, and the text they give."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from qa.ground.edit import Edit, apply_edits
from qa.ground.finding import Confidence, Finding


@dataclass(frozen=True, slots=True)
class Refused:
    """A finding whose correction was wanted and cannot be made in the file."""

    finding: Finding
    reason: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The corrected text, the findings whose first correction went into it, and those that were left."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]
    refused: tuple[Refused, ...] = ()
    """Those of ``left`` that were left for the file's sake alone."""

    @property
    def edits(self) -> tuple[Edit, ...]:
        """What was applied, as edits of the text as it was."""
        return tuple(map(_first_correction, self.applied))


def fix(
    text: str,
    findings: Iterable[Finding],
    confidence: Confidence = Confidence.SURE,
    refusal: Callable[[Edit], str | None] = lambda edit: None,
) -> Fixed:
    """Apply the first correction of every finding that is at least as certain as ``confidence``.

    Law: outside the spans of ``applied`` the text is unchanged. A finding without correction, one that overlaps an
    earlier applied one, and one whose edit ``refusal`` gives a reason against, is left.
    """
    applied: list[Finding] = []
    left: list[Finding] = []
    refused: list[Refused] = []
    reached = -1
    for finding in sorted(findings, key=lambda finding: (finding.span, finding.rule)):
        wanted = bool(finding.corrections) and finding.confidence.rank >= confidence.rank
        free = finding.span.start > reached or (finding.span.start == reached and len(finding.span))
        reason = refusal(_first_correction(finding)) if wanted and free else None
        if wanted and free and reason is None:
            applied.append(finding)
            reached = finding.span.end
        else:
            left.append(finding)
            refused += [Refused(finding, reason)] if reason is not None else []
    return Fixed(apply_edits(text, map(_first_correction, applied)), tuple(applied), tuple(left), tuple(refused))


def _first_correction(finding: Finding) -> Edit:
    return Edit(finding.span, finding.corrections[0])
