"""Findings to a code quality report, which GitLab shows in merge requests: one JSON array over all documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals
from qa.ground.finding import Severity
from qa.writers import Look, Run
from qa.writers.ci.sentences import address, has_lines, place, sentence
from qa.writers.json_lines import json_text

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
        issues = [json_text(issue) for issue in _issues(checked)]
        if not issues:
            return ""
        part = self._separator + ",\n".join(issues)
        self._separator = ",\n"
        return part

    def closing(self, totals: Totals | None) -> str:
        return "\n]\n"


def _issues(checked: Checked) -> Iterator[dict[str, Any]]:
    lines = has_lines(checked)
    for record in records(checked):
        where = "" if lines else place(record, lines=False)
        yield {
            "description": f"{where}: {sentence(record)}" if where else sentence(record),
            "check_name": record.rule,
            "fingerprint": record.id,
            "severity": _UNREADABLE if checked.unreadable is not None else _SEVERITIES[record.severity],
            "location": {"path": address(record.path), "lines": _lines(record) if lines else {"begin": 1}},
        }


def _lines(record: Record) -> dict[str, int]:
    return {"begin": record.line, "end": record.end_line}
