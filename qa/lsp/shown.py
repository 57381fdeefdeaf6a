"""What was found to what an editor shows of it: marks in the text, and the box over a word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from lsprotocol import types

from qa.engine.unchecked import UNREADABLE
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.span import Span
from qa.lsp.draft import Draft, Found
from qa.lsp.positions import LinePlace, TextLines
from qa.rulebook.rule import Rule
from qa.writers.manual_page import manual_page

SOURCE = "qa"
"""What an editor names as the origin of a mark."""

_SEVERITIES = {
    Severity.ERROR: types.DiagnosticSeverity.Error,
    Severity.WARNING: types.DiagnosticSeverity.Warning,
    Severity.INFO: types.DiagnosticSeverity.Information,
}


def about(place: types.Range, message: str, code: str) -> types.Diagnostic:
    """A mark for what is no finding."""
    return types.Diagnostic(place, message, types.DiagnosticSeverity.Error, code, source=SOURCE)


def position(place: LinePlace) -> types.Position:
    return types.Position(*place)


def range_of(lines: TextLines, span: Span) -> types.Range:
    """A stretch of the editor's text as the editor counts it."""
    return types.Range(position(lines.place(span.start)), position(lines.place(span.end)))


def diagnostics(draft: Draft) -> list[types.Diagnostic]:
    """The marks of a text, in their order; of one that cannot be read the reason, at its beginning."""
    marks = [diagnostic(found, draft.lines) for found in draft.known.located()]
    if draft.known.unreadable is not None:
        start = types.Position(0, 0)
        marks.insert(0, about(types.Range(start, start), f"This document cannot be read: {draft.known.unreadable}.", UNREADABLE))
    return marks


def diagnostic(found: Found, lines: TextLines) -> types.Diagnostic:
    finding, place = found
    is_advice = finding.confidence is Confidence.ADVICE
    return types.Diagnostic(
        range=range_of(lines, place),
        message=told(finding),
        severity=types.DiagnosticSeverity.Hint if is_advice else _SEVERITIES[finding.severity],
        code=finding.rule,
        source=SOURCE,
    )


def told(finding: Finding) -> str:
    """The message, and what could stand there."""
    corrections = " or ".join(f"“{shown(each)}”" for each in finding.corrections if each)
    leave_out = "Leave it out." if finding.corrections and not finding.corrections[0] else ""
    return " ".join(filter(None, (finding.message, f"Write {corrections}." if corrections else leave_out)))


def shown(correction: str) -> str:
    return " ".join(correction.split()) or correction


def touched(draft: Draft, start: int, end: int) -> list[Found]:
    """The findings that a stretch of the text touches, edges included."""
    return [(finding, place) for finding, place in draft.known.located() if place.start <= end and start <= place.end]


# The box over a word


def explained(found: Sequence[Found], rules: Mapping[str, Rule]) -> str:
    """Markdown: what is wrong, why we think so, what could stand there, and the page of each rule."""
    return "\n\n---\n\n".join("\n\n".join(_explained(finding, rules.get(finding.rule))) for finding, _ in found)


def _explained(finding: Finding, rule: Rule | None) -> Iterator[str]:
    yield f"**{_plain(finding.message)}** `{finding.rule}`, {finding.confidence.value}"
    if finding.corrections:
        yield "Write " + " or ".join(f"“{_plain(shown(each))}”" if each else "nothing" for each in finding.corrections) + "."
    if finding.evidence:
        yield _plain(finding.evidence)
    yield from (f"- {_plain(told(other))} `{other.rule}`" for other in finding.attached)
    if rule is not None:
        yield f"```text\n{manual_page(rule)}```"


_MARKDOWN = str.maketrans({mark: f"\\{mark}" for mark in "\\`*_[]<>#"})


def _plain(text: str) -> str:
    return text.translate(_MARKDOWN)
