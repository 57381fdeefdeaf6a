"""Findings that are answered: by ``[sic]`` in the text, by the language that the file names, by the configuration."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence

from qa.document import Document, Foreign
from qa.engine.checked import Suppressed
from qa.finding import Finding
from qa.span import Span
from qa.suppression import Suppression

_SIC = re.compile(r"[\s\"'”’),.;:]*[\[(]sic[\])]", re.IGNORECASE)


def suppress(
    document: Document, findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings to report, and those answered already, these in the order of their places."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        reason = _reason(document, finding, suppressions)
        if reason is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, reason))
    return tuple(kept), tuple(sorted(suppressed, key=lambda answered: (answered.finding.span, answered.finding.rule)))


def _reason(document: Document, finding: Finding, suppressions: Sequence[Suppression]) -> str | None:
    if _SIC.match(document.text, finding.span.end):
        return "[sic] stands after it"
    language = _foreign(document.foreign, finding.span)
    if language is not None:
        return f"the file says that it is written in another language: {language}"
    for suppression in suppressions:
        if suppression.covers(finding):
            return suppression.reason or "suppressed in the configuration"
    return None


def _foreign(foreign: Sequence[Foreign], span: Span) -> str | None:
    """The language of the foreign stretch that holds more than half of ``span``; None for English and for what is mixed."""
    index = bisect_right(foreign, span.start, key=lambda each: each.span.end)
    for each in foreign[index : index + 2]:
        shared = min(span.end, each.span.end) - max(span.start, each.span.start)
        if 2 * shared > len(span) or (not len(span) and shared == 0):
            return each.language
    return None
