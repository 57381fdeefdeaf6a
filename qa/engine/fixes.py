"""Findings to corrected text: which corrections are taken, and the text they give."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from qa.finding import Confidence, Finding
from qa.span import Span


@dataclass(frozen=True, slots=True)
class Edit:
    """Write ``text`` in place of what stands at ``span``."""

    span: Span
    text: str


@dataclass(frozen=True, slots=True)
class Fixed:
    """The corrected text, the findings whose first correction went into it, and those that were left."""

    text: str
    applied: tuple[Finding, ...]
    left: tuple[Finding, ...]


def fix(text: str, findings: Iterable[Finding], confidence: Confidence = Confidence.SURE) -> Fixed:
    """Apply the first correction of every finding that is at least as certain as ``confidence``.

    Law: outside the spans of ``applied`` the text is unchanged. A finding without correction, and one that overlaps an
    earlier applied one, is left.
    """
    applied: list[Finding] = []
    left: list[Finding] = []
    reached = -1
    for finding in sorted(findings, key=lambda finding: (finding.span, finding.rule)):
        wanted = bool(finding.corrections) and finding.confidence.rank >= confidence.rank
        if wanted and (finding.span.start > reached or (finding.span.start == reached and len(finding.span))):
            applied.append(finding)
            reached = finding.span.end
        else:
            left.append(finding)
    edits = [Edit(finding.span, finding.corrections[0]) for finding in applied]
    return Fixed(apply_edits(text, edits), tuple(applied), tuple(left))


def apply_edits(text: str, edits: Iterable[Edit]) -> str:
    """``text`` with ordered edits that do not overlap."""
    parts: list[str] = []
    done = 0
    for edit in edits:
        parts += (text[done : edit.span.start], edit.text)
        done = edit.span.end
    parts.append(text[done:])
    return "".join(parts)
