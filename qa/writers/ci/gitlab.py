"""Findings to a code quality report, which GitLab shows in merge requests: one JSON array over all documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from qa.engine.checked import Checked, records
from qa.engine.in_file import FileRegion
from qa.engine.totals import Totals
from qa.ground.finding import Severity
from qa.writers import Look, Root, Run
from qa.writers.ci.sentences import address, fingerprints, has_lines, place, sentence
from qa.writers.json_lines import json_text

_SEVERITIES: Mapping[str, str] = {Severity.ERROR: "major", Severity.WARNING: "minor", Severity.INFO: "info"}
_UNREADABLE = "blocker"


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run.root)


class _Report:
    def __init__(self, root: Root | None) -> None:
        self._root = root
        self._separator = "\n"

    def opening(self) -> str:
        return "["

    def document(self, checked: Checked) -> str:
        issues = [json_text(issue) for issue in _issues(checked, self._root)]
        if not issues:
            return ""
        part = self._separator + ",\n".join(issues)
        self._separator = ",\n"
        return part

    def closing(self, totals: Totals | None) -> str:
        return "\n]\n"


def _issues(checked: Checked, root: Root | None) -> Iterator[dict[str, Any]]:
    lines = has_lines(checked)
    found = tuple(records(checked))
    for record, fingerprint in zip(found, fingerprints(found, root), strict=True):
        where = "" if lines else place(record, lines=False)
        yield {
            "description": f"{where}: {sentence(record)}" if where else sentence(record),
            "check_name": record.rule,
            "fingerprint": fingerprint,
            "severity": _UNREADABLE if checked.unreadable is not None else _SEVERITIES[record.severity],
            "location": {"path": address(record.path, root), "lines": _lines(record.region)},
        }


def _lines(region: FileRegion | None) -> dict[str, int]:
    return {"begin": 1} if region is None else {"begin": region.line, "end": region.end_line}
