"""Findings to JSON Lines: one object a finding, in document order, with the fields that the contract names."""

from __future__ import annotations

from typing import Any

from qa.engine.checked import Checked, Record, records
from qa.ground.finding import Finding
from qa.writers import Look
from qa.writers.json_text import json_text


def render(checked: Checked, look: Look) -> str:
    """The lines of one document; none when nothing was found. ``look`` changes nothing."""
    return "".join(json_line(_fields(record)) for record in records(checked))


def _fields(record: Record) -> dict[str, Any]:
    fields: dict[str, Any] = {
        "path": record.path,
        "start": record.start,
        "end": record.end,
        "line": record.line,
        "column": record.column,
        "end_line": record.end_line,
        "end_column": record.end_column,
        "rule": record.rule,
        "kind": record.kind,
        "category": record.category,
        "severity": record.severity,
        "confidence": record.confidence,
        "message": record.message,
        "text": record.text,
        "corrections": record.corrections,
        "evidence": record.evidence,
        "id": record.id,
    }
    if record.speaker is not None:
        fields["speaker"] = record.speaker
    if record.paragraph is not None:
        fields["paragraph"] = record.paragraph
    if record.locator is not None:
        fields["locator"] = record.locator
    if record.attached:
        fields["attached"] = [_attached(finding) for finding in record.attached]
    return fields


def _attached(finding: Finding) -> dict[str, Any]:
    return {
        "rule": finding.rule,
        "message": finding.message,
        "start": finding.span.start,
        "end": finding.span.end,
        "text": finding.text,
        "corrections": finding.corrections,
        "confidence": finding.confidence.value,
        "evidence": finding.evidence,
    }


def json_line(fields: dict[str, Any]) -> str:
    """One object as a line of JSON that no terminal and no reader of lines stumbles over."""
    return json_text(fields) + "\n"
