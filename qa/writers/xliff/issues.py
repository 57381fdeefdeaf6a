"""Findings to sets of ITS 2.0 issues in XLIFF, and what refers to them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from qa.engine.figures import Rating
from qa.formats.tei import ITS_NAMESPACE, XML_ID
from qa.ground.finding import Finding, Severity
from qa.writers.ci.sentences import proposed
from qa.writers.ci.xml_text import xml_text


def _its(name: str) -> str:
    return f"{{{ITS_NAMESPACE}}}{name}"


def rated(rating: Rating | None) -> Mapping[str, str]:
    """A score as attributes."""
    if rating is None:
        return {}
    return {
        _its("locQualityRatingScore"): rating.score,
        _its("locQualityRatingScoreThreshold"): rating.threshold,
        _its("locQualityRatingProfileRef"): f"urn:x-transcript-qa:{rating.profile}",
    }


ITS_VERSION = _its("version")


def reference(name: str, issues: str) -> Mapping[str, str]:
    """What a mark of XLIFF 2 says; in a fragment a module's prefix stands before the id (section 4.5)."""
    return {"id": name, "type": "its:generic", _its("locQualityIssuesRef"): f"#its={issues}"}


def reference_1(name: str, issues: str) -> Mapping[str, str]:
    """What a mark of XLIFF 1.2 says."""
    return {"mid": name, "mtype": "x-its", _its("locQualityIssuesRef"): f"#{issues}"}


_SEVERITIES = {Severity.ERROR: "90", Severity.WARNING: "50", Severity.INFO: "10"}
"""Our severities on the scale of ITS 2.0, which runs from 0 to 100."""


def write_issues(unit: etree._Element, findings: Iterable[tuple[str, Finding]]) -> None:
    """A set for each finding, with its id, at the end of the unit."""
    for name, finding in findings:
        group = etree.SubElement(unit, _its("locQualityIssues"), {XML_ID: name})
        for each in (finding, *finding.attached):
            comment = " ".join(part for part in (each.message, proposed(each.text, each.corrections), each.evidence) if part)
            etree.SubElement(
                group,
                _its("locQualityIssue"),
                {
                    "locQualityIssueType": each.category,
                    "locQualityIssueComment": xml_text(f"{comment} ({each.rule}, {each.confidence})"),
                    "locQualityIssueSeverity": _SEVERITIES[each.severity],
                },
            )
