"""Findings to SARIF 2.1.0, which code scanning services read: one JSON document over all documents.

Results are written as they come; the rules they name, and the documents that could not be read, follow at the end. The
sections named are those of the OASIS standard of 27 March 2020.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeAlias

from qa import __version__
from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals
from qa.ground.finding import Counterpart, Finding, Severity
from qa.ground.span import LineIndex, Span
from qa.rulebook.rule import Rule
from qa.writers import Look, Run
from qa.writers.ci.sentences import has_lines, sentence, uri
from qa.writers.json_lines import json_text
from qa.writers.terminal import visible

Json: TypeAlias = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS: Mapping[str, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run.rules)


class _Report:
    def __init__(self, rules: Mapping[str, Rule]) -> None:
        self._rules = rules
        self._numbers: dict[str, int] = {}
        """The index of each rule that a result has named."""
        self._unread: list[Json] = []
        self._separator = "\n"

    def opening(self) -> str:
        # 3.14.17: columns count code points, as ours do.
        head = f'"$schema":{json_text(_SCHEMA)},"version":"2.1.0"'
        return f'{{{head},"runs":[{{"columnKind":"unicodeCodePoints","results":['

    def document(self, checked: Checked) -> str:
        if checked.unreadable is not None:
            self._unread.append(_notification(checked))
            return ""
        results = [json_text(result) for result in self._results(checked)]
        if not results:
            return ""
        part = self._separator + ",\n".join(results)
        self._separator = ",\n"
        return part

    def closing(self, totals: Totals | None) -> str:
        rules = [_descriptor(rule_id, self._rules.get(rule_id)) for rule_id in self._numbers]
        driver = {"name": "transcript-qa", "version": __version__, "semanticVersion": __version__, "rules": rules}
        if self._unread:
            driver["notifications"] = [{"id": self._unread[0]["descriptor"]["id"]}]
        invocation = {"executionSuccessful": not self._unread, "toolExecutionNotifications": self._unread}
        base = {_ROOT: {"description": {"text": "The folder that the command was started in."}}}
        members = {"tool": {"driver": driver}, "invocations": [invocation], "originalUriBaseIds": base}
        return "\n]," + ",\n".join(f"{json_text(name)}:{json_text(value)}" for name, value in members.items()) + "}]}\n"

    def _results(self, checked: Checked) -> Iterator[Json]:
        lines = LineIndex(checked.document.text) if has_lines(checked) else None
        source = _Source.of(checked)
        for record in records(checked):
            yield self._result(record, lines, source)
        answered = checked.suppressed
        hidden = records(replace(checked, findings=tuple(each.finding for each in answered)))
        for record, each in zip(hidden, answered, strict=True):
            kind = "inSource" if each.in_source else "external"
            suppression = {"kind": kind, "status": "accepted", "justification": visible(each.reason)}
            yield {**self._result(record, lines, source), "suppressions": [suppression]}

    def _result(self, record: Record, lines: LineIndex | None, source: _Source | None) -> Json:
        """``lines`` are those of the document; None where the file has none, and no place to be told or corrected."""
        number = self._numbers.setdefault(record.rule, len(self._numbers))
        result = {
            "ruleId": record.rule,
            "ruleIndex": number,
            "level": _LEVELS[record.severity],
            "message": _message(f"{sentence(record)} {visible(record.evidence)}".strip()),
            "locations": [_location(record, in_file=lines is not None)],
            "partialFingerprints": {"passage/v1": record.id},
            "properties": {
                "confidence": record.confidence,
                "category": record.category,
                **({"by": record.by} if record.by else {}),
            },
        }
        if record.corrections and lines is not None:
            result["fixes"] = [_fix(record, correction) for correction in record.corrections]
        related = [source.location(record.source)] if source and record.source else []
        if lines is not None:
            related += [_related(record.path, finding, lines) for finding in record.attached]
        return {**result, "relatedLocations": related} if related else result


@dataclass(frozen=True, slots=True)
class _Source:
    """The document that a translation is held against."""

    path: str
    lines: LineIndex | None
    """None where the file has none."""

    @classmethod
    def of(cls, checked: Checked) -> _Source | None:
        if checked.beside is None:
            return None
        document = checked.beside.document
        return cls(document.path, LineIndex(document.text) if document.strands is None else None)

    def location(self, counterpart: Counterpart) -> Json:
        """Where that stands which a finding is held against (3.27.22)."""
        place = {"artifactLocation": _artifact(self.path)}
        if self.lines is not None:
            span = counterpart.span
            offsets = {"charOffset": span.start, "charLength": len(span), "snippet": {"text": counterpart.text}}
            place["region"] = {**_lines(span, self.lines), **offsets}
        unit = {"kind": "unit", "name": visible(counterpart.unit)}
        return {"message": _message("What it is held against."), "physicalLocation": place, "logicalLocations": [unit]}


def _message(text: str) -> Json:
    """A message whose brackets are no link (3.11.6) and whose braces are no placeholder (3.11.5)."""
    plain = re.sub(r"([\\\[\]])", r"\\\1", text) if "[" in text or "]" in text else text
    return {"text": plain.replace("{", "{{").replace("}", "}}")}


def _location(record: Record, *, in_file: bool) -> Json:
    region = {"region": _region(record)} if in_file else {}
    location: Json = {"physicalLocation": {"artifactLocation": _artifact(record.path), **region}}
    # Both kinds of names are not among those of 3.33.7, which knows programs only.
    named = (("paragraph", record.paragraph), ("speaker", record.speaker))
    logical = [{"kind": kind, "name": visible(str(name))} for kind, name in named if name is not None]
    return {**location, "logicalLocations": logical} if logical else location


def _artifact(path: str) -> Json:
    """A relative path is relative to where the command was started, unless it leaves that folder (3.4.4)."""
    address = uri(path)
    inside = not address.startswith("file:") and ".." not in address.split("/")
    return {"uri": address, "uriBaseId": _ROOT} if inside else {"uri": address}


def _region(record: Record) -> Json:
    return {
        "startLine": record.line,
        "startColumn": record.column,
        "endLine": record.end_line,
        "endColumn": record.end_column,
        "charOffset": record.start,
        "charLength": record.end - record.start,
        "snippet": {"text": record.text},
    }


def _fix(record: Record, correction: str) -> Json:
    replacement = {"deletedRegion": _region(record), "insertedContent": {"text": correction}}
    return {"artifactChanges": [{"artifactLocation": _artifact(record.path), "replacements": [replacement]}]}


def _related(path: str, finding: Finding, lines: LineIndex) -> Json:
    place = {"artifactLocation": _artifact(path), "region": _lines(finding.span, lines)}
    return {"message": _message(f"{finding.rule}: {visible(finding.message)}"), "physicalLocation": place}


def _lines(span: Span, lines: LineIndex) -> Json:
    line, column = lines.place(span.start)
    end_line, end_column = lines.place(span.end)
    return {"startLine": line, "startColumn": column, "endLine": end_line, "endColumn": end_column}


def _notification(checked: Checked) -> Json:
    """That a document was not checked is told of the run (3.20.21), not of the document: nothing in it is wrong."""
    finding = checked.findings[0]
    return {
        "descriptor": {"id": finding.rule},
        "level": "error",
        "message": _message(visible(finding.message)),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(checked.document.path)}}],
    }


def _descriptor(rule_id: str, rule: Rule | None) -> Json:
    """What a rule file says of a rule; of a rule that no file has, the id."""
    if rule is None:
        return {"id": rule_id}
    summary = _message(_PLACEHOLDER.sub("…", rule.message))
    return {
        "id": rule_id,
        "shortDescription": summary,
        "fullDescription": _message(rule.evidence) if rule.evidence else summary,
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
        "help": {"text": _message("\n".join(_help(rule)))["text"], "markdown": "\n".join(_help_in_markdown(rule))},
        "properties": {"kind": rule.kind, "category": rule.category, "profile": rule.profile.value, "tags": [rule.category]},
    }


_PLACEHOLDER = re.compile(r"\{\w*\}")


def _help(rule: Rule) -> Iterator[str]:
    yield _PLACEHOLDER.sub("…", rule.message)
    yield from (part for part in (rule.evidence, f"Source: {rule.source}" if rule.source else "") if part)
    for verdict, passage in _passages(rule):
        yield f"{verdict}: {visible(passage)}"


def _help_in_markdown(rule: Rule) -> Iterator[str]:
    yield from (_PLACEHOLDER.sub("…", rule.message), "")
    yield from (line for part in (rule.evidence, f"Source: {rule.source}" if rule.source else "") if part for line in (part, ""))
    yield from (f"- {verdict}: {_code(visible(passage))}" for verdict, passage in _passages(rule))


def _passages(rule: Rule) -> Iterable[tuple[str, str]]:
    for example in rule.examples:
        yield from ((verdict, text) for verdict, text in (("wrong", example.bad), ("right", example.good)) if text is not None)


def _code(text: str) -> str:
    """A code span of Markdown: fenced by more backticks than stand together inside."""
    fence = "`" * (1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{fence} {text} {fence}" if text.startswith("`") or text.endswith("`") else f"{fence}{text}{fence}"
