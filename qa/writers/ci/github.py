"""Findings to workflow commands, which GitHub Actions shows as annotations in the changed files.

GitHub shows no more than ten errors, ten warnings and ten notices of a step; the log has them all. Errors come first.
"""

from __future__ import annotations

from collections.abc import Mapping

from qa.engine.checked import Checked, Record, records
from qa.engine.in_file import FileRegion
from qa.engine.totals import Totals, counted
from qa.ground.finding import Severity
from qa.writers import Look, Root, Run
from qa.writers.ci.sentences import address, has_lines, place, sentence

_COMMANDS: Mapping[str, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run.root)


class _Report:
    """Errors are written as they come; the rest waits for its turn, for GitHub shows the first of each alone."""

    def __init__(self, root: Root | None) -> None:
        self._root = root
        self._waiting: dict[str, list[str]] = {Severity.WARNING: [], Severity.INFO: []}
        self._errors = 0

    def opening(self) -> str:
        return ""

    def document(self, checked: Checked) -> str:
        lines = has_lines(checked)
        errors: list[str] = []
        for record in records(checked):
            written = _command(record, self._root, lines=lines)
            self._waiting.get(record.severity, errors).append(written)
        self._errors += len(errors)
        return "".join(errors)

    def closing(self, totals: Totals | None) -> str:
        rest = "".join(command for waiting in self._waiting.values() for command in waiting)
        return rest + self._limit()

    def _limit(self) -> str:
        """A line of the log, where GitHub will leave out some."""
        counts = {"error": self._errors} | {_NOUNS[name]: len(waiting) for name, waiting in self._waiting.items()}
        if all(count <= SHOWN for count in counts.values()):
            return ""
        told = ", ".join(f"{min(count, SHOWN)} of {counted(count, noun)}" for noun, count in counts.items() if count)
        return f"GitHub shows {told} beside the changed lines; this log has them all.\n"


_NOUNS: Mapping[str, str] = {Severity.WARNING: "warning", Severity.INFO: "notice"}
SHOWN = 10
"""So many commands of each level of a step does GitHub show in the changed files."""


def _lines(region: FileRegion) -> dict[str, int]:
    """Lines and columns, 1-based; GitHub takes columns only of what stands in one line."""
    lines = {"line": region.line, "endLine": region.end_line}
    if region.line != region.end_line:
        return lines
    return {**lines, "col": region.column, "endColumn": region.end_column}


def _command(record: Record, root: Root | None, *, lines: bool) -> str:
    title = ", ".join(part for part in (record.rule, "" if lines else place(record, lines=False)) if part)
    region = _lines(record.region) if record.region is not None else {}
    properties = {"file": address(record.path, root), **region, "title": title}
    written = ",".join(f"{name}={escaped_property(str(value))}" for name, value in properties.items())
    return f"::{_COMMANDS[record.severity]} {written}::{escaped(sentence(record))}\n"


def escaped(text: str) -> str:
    """The message of a command: what would end it stands as an escape, as GitHub's own toolkit writes it.

    >>> escaped("100%\\n")
    '100%25%0A'
    """
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def escaped_property(text: str) -> str:
    """The value of a property, which a comma or a colon would end too.

    >>> escaped_property("records/a,b:c.txt")
    'records/a%2Cb%3Ac.txt'
    """
    return escaped(text).replace(":", "%3A").replace(",", "%2C")
