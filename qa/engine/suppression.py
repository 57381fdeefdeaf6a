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
        answer = _answer(document.text, finding, suppressions)
        if answer is None:
            kept.append(finding)
        else:
            suppressed.append(answer)
    return tuple(kept), tuple(sorted(suppressed, key=lambda answered: (answered.finding.span, answered.finding.rule)))


def _answer(text: str, finding: Finding, suppressions: Sequence[Suppression]) -> Suppressed | None:
    if _SIC.match(text, finding.span.end):
        return Suppressed(finding, "[sic] stands after it", in_source=True)
    for entry in suppressions:
        if entry.covers(finding):
            return Suppressed(finding, entry.reason or "suppressed in the configuration", entry)
    return None
