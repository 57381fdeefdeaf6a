"""A merge to JSON Lines: one object a decision, in the order of the merged text."""

from __future__ import annotations

from typing import Any

from qa.ground.span import LineIndex, Span
from qa.threeway.merge import Merged
from qa.writers.json_lines import json_line


def json_lines(merged: Merged, base: str, ours: str, theirs: str) -> str:
    """What was decided of each change; the texts are those of the versions. Spans are code points.

    ``line`` and ``column``, both from 1, are places in the merged text.
    """
    lines = LineIndex(merged.text)
    parts: list[str] = []
    for decision in merged.decisions:
        line, column = lines.place(decision.merged.start)
        fields: dict[str, Any] = {"kind": decision.kind.value, "choice": decision.choice.value, "line": line, "column": column}
        fields["base"] = _passage(base, decision.base)
        fields["ours"] = _passage(ours, decision.ours)
        fields["theirs"] = _passage(theirs, decision.theirs)
        fields["merged"] = _passage(merged.text, decision.merged)
        parts.append(json_line(fields))
    return "".join(parts)


def _passage(text: str, span: Span) -> dict[str, Any]:
    return {"start": span.start, "end": span.end, "text": text[span.slice]}
