"""Findings to workflow commands, which GitHub Actions shows as annotations in the changed files.

GitHub shows no more than ten errors, ten warnings and ten notices of a step; the log has them all.
"""

from __future__ import annotations

from collections.abc import Mapping

from qa.engine.checked import Checked, Record, records
from qa.ground.finding import Severity
from qa.writers import Look
from qa.writers.ci.sentences import address, has_lines, place, sentence

_COMMANDS: Mapping[str, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def render(checked: Checked, look: Look) -> str:
    """The commands of one document, a line each. ``look`` changes nothing."""
    lines = has_lines(checked)
    return "".join(_command(record, lines=lines) for record in records(checked))


def _lines(record: Record) -> dict[str, int]:
    """Lines and columns, 1-based; GitHub takes columns only of what stands in one line."""
    lines = {"line": record.line, "endLine": record.end_line}
    if record.line != record.end_line:
        return lines
    return {**lines, "col": record.column, "endColumn": record.end_column}


def _command(record: Record, *, lines: bool) -> str:
    title = ", ".join(part for part in (record.rule, "" if lines else place(record, lines=False)) if part)
    properties = {"file": address(record.path), **(_lines(record) if lines else {}), "title": title}
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
