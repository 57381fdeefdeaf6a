"""Findings that somebody has answered: ``[sic]`` in the text, and the entries of a configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from qa.document import Document
from qa.engine.checked import Suppressed
from qa.finding import Finding
from qa.suppression import Suppression

_SIC = re.compile(r"[\s\"'”’),.;:]*[\[(]sic[\])]", re.IGNORECASE)


def suppress(
    document: Document, findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings to report, and those answered already, these in the order of their places."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        reason = _reason(document.text, finding, suppressions)
        if reason is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, reason))
    return tuple(kept), tuple(sorted(suppressed, key=lambda answered: (answered.finding.span, answered.finding.rule)))


def _reason(text: str, finding: Finding, suppressions: Sequence[Suppression]) -> str | None:
    if _SIC.match(text, finding.span.end):
        return "[sic] stands after it"
    for suppression in suppressions:
        if suppression.covers(finding):
            return suppression.reason or "suppressed in the configuration"
    return None
