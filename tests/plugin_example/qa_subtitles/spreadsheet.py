"""Findings to lines of values with commas between them."""

from __future__ import annotations

import csv
from io import StringIO

from qa.engine.checked import Checked, records
from qa.writers import Look


def render(checked: Checked, look: Look) -> str:
    """One document's findings; ``look`` changes nothing."""
    lines = StringIO()
    writer = csv.writer(lines, lineterminator="\n")
    writer.writerows((each.path, each.line, each.rule, each.text, *each.corrections[:1]) for each in records(checked))
    return lines.getvalue()
