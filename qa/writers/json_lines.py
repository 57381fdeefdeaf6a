"""Findings to JSON Lines: one object a finding, in document order, with the fields that the contract names."""

from __future__ import annotations

import json
import re
from dataclasses import asdict
from typing import Any

from qa.engine.checked import Checked, Record, records
from qa.ground.finding import Counterpart, Finding
from qa.writers import Look


def render(checked: Checked, look: Look) -> str:
    """The lines of one document; none when nothing was found. ``look`` changes nothing."""
    return "".join(json_line(finding_fields(record)) for record in records(checked))


def finding_fields(record: Record) -> dict[str, Any]:
    """What is told of a finding, by names; what there is nothing to say of is left out."""
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
    if record.region is not None and (record.region.start, record.region.end) != (record.start, record.end):
        region = record.region
        ends = {"end_line": region.end_line, "end_column": region.end_column}
        fields["file"] = {"line": region.line, "column": region.column, **ends}
    if record.source is not None:
        fields |= _counterpart(record.source)
    if record.by:
        fields["by"] = record.by
    if record.thread:
        fields["thread"] = [asdict(note) for note in record.thread]
    if record.attached:
        fields["attached"] = [_attached(finding) for finding in record.attached]
    return fields


def _counterpart(source: Counterpart) -> dict[str, Any]:
    """Of a translation: the pair, and where in the source's text that stands which it is held against."""
    span = source.span
    return {"unit": source.unit, "source": {"start": span.start, "end": span.end, "text": source.text, "line": source.line}}


def _attached(finding: Finding) -> dict[str, Any]:
    by = {"by": finding.by} if finding.by else {}
    return {
        **by,
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
    """One object as a line, as ``json_text`` has it."""
    return json_text(fields) + "\n"


# Made once: json.dumps would make an encoder for every line.
_encode = json.JSONEncoder(ensure_ascii=False, check_circular=False).encode

# JSON lets these stand as they are, but: C1 controls steer a terminal; U+0085, U+2028 and U+2029 end a line for
# str.splitlines and for JavaScript; a lone surrogate (from a file name that is not UTF-8) has no UTF-8 form.
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff]")


def json_text(value: object) -> str:
    """A value as JSON in one line that no terminal obeys and every reader of lines takes for one.

    What can be read stays readable.

    >>> print(json_text({"text": "Côte\\u2028"}))
    {"text": "Côte\\u2028"}
    """
    return _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", _encode(value))
