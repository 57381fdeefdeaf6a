"""Findings to a code quality report, which GitLab shows in merge requests: one JSON array over all documents."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals
from qa.finding import Severity
from qa.writers import Look, Run
from qa.writers.json_text import json_text
from qa.writers.sentences import address, sentence

_SEVERITIES: Mapping[str, str] = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREADABLE = "blocker"


def report(look: Look, run: Run) -> _Report:
    """Begin a report; neither ``look`` nor ``run`` changes it."""
    return _Report()


class _Report:
    def __init__(self) -> None:
        self._separator = "\n"

    def opening(self) -> str:
        return "["

    def document(self, checked: Checked) -> str:
        issues = [json_text(_issue(record, unreadable=checked.unreadable is not None)) for record in records(checked)]
        if not issues:
            return ""
        part = self._separator + ",\n".join(issues)
        self._separator = ",\n"
        return part

    def closing(self, totals: Totals | None) -> str:
        return "\n]\n"


def _issue(record: Record, *, unreadable: bool) -> dict[str, Any]:
    return {
        "description": sentence(record),
        "check_name": record.rule,
        "fingerprint": record.id,
        "severity": _UNREADABLE if unreadable else _SEVERITIES[record.severity],
        "location": {"path": address(record.path), "lines": {"begin": record.line, "end": record.end_line}},
    }
