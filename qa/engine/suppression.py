"""Findings that somebody has answered: ``[sic]`` in the text, and the entries of a configuration."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from qa.document import Document
from qa.engine.checked import Suppressed
from qa.finding import Finding

_SIC = re.compile(r"[\s\"'”’),.;:]*[\[(]sic[\])]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Suppression:
    """Findings not to report, by rule, by text, or by both; with the reason."""

    rule: str | None = None
    """A rule's id, or the part of it before a dot."""
    text: str | None = None
    """What was found, blanks evened out."""
    reason: str = ""

    def covers(self, finding: Finding) -> bool:
        rule_fits = self.rule is None or finding.rule == self.rule or finding.rule.startswith(f"{self.rule}.")
        return rule_fits and (self.text is None or " ".join(finding.text.split()) == self.text)


def suppress(
    document: Document, findings: Iterable[Finding], suppressions: Sequence[Suppression]
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings to report, and those answered already."""
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    for finding in findings:
        reason = _reason(document.text, finding, suppressions)
        if reason is None:
            kept.append(finding)
        else:
            suppressed.append(Suppressed(finding, reason))
    return tuple(kept), tuple(suppressed)


def _reason(text: str, finding: Finding, suppressions: Sequence[Suppression]) -> str | None:
    if _SIC.match(text, finding.span.end):
        return "[sic] stands after it"
    for suppression in suppressions:
        if suppression.covers(finding):
            return suppression.reason or "suppressed in the configuration"
    return None
