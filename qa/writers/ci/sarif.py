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
from qa.engine.checked import Checked, Record, Suppressed, records
from qa.engine.in_file import FileLines, FileRegion, has_file_lines
from qa.engine.totals import Totals
from qa.ground.finding import Counterpart, Finding, Severity
from qa.ground.resources import HOME
from qa.rulebook.rule import Rule
from qa.writers import Look, Root, Run
from qa.writers.ci.sentences import fingerprints, has_lines, sentence, uri
from qa.writers.json_lines import json_text
from qa.writers.terminal import visible

Json: TypeAlias = dict[str, Any]

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_ROOT = "%SRCROOT%"
_LEVELS: Mapping[str, str] = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "note"}


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run)


class _Report:
    def __init__(self, run: Run) -> None:
        self._rules = run.rules
        self._root = run.root
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
            self._unread.append(_notification(checked, self._root))
            return ""
        results = [json_text(result) for result in self._results(checked)]
        if not results:
            return ""
        part = self._separator + ",\n".join(results)
        self._separator = ",\n"
        return part

    def closing(self, totals: Totals | None) -> str:
        rules = [_descriptor(rule_id, self._rules.get(rule_id)) for rule_id in self._numbers]
        versions = {"version": __version__, "semanticVersion": __version__, "informationUri": HOME}
        driver = {"name": "transcript-qa", **versions, "rules": rules}
        if self._unread:
            driver["notifications"] = [{"id": self._unread[0]["descriptor"]["id"]}]
        invocation = {"executionSuccessful": not self._unread, "toolExecutionNotifications": self._unread}
        # 3.17.3: so that the results of one kind of run are held against those of the same kind.
        details = {"id": "transcript-qa/", "description": {"text": "What is wrong in the English of records."}}
        members = {"tool": {"driver": driver}, "automationDetails": details, "invocations": [invocation]}
        members["originalUriBaseIds"] = {_ROOT: _base(self._root)}
        return "\n]," + ",\n".join(f"{json_text(name)}:{json_text(value)}" for name, value in members.items()) + "}]}\n"

    def _results(self, checked: Checked) -> Iterator[Json]:
        lines = FileLines(checked.document) if has_lines(checked) else None
        source = _Source.of(checked)
        answered = checked.suppressed
        hidden = records(replace(checked, findings=tuple(each.finding for each in answered)))
        found = (*records(checked), *hidden)
        told = [None] * len(checked.findings) + [_suppression(each) for each in answered]
        is_text = checked.document.strands is None
        for record, suppressed, fingerprint in zip(found, told, fingerprints(found, self._root), strict=True):
            result = self._result(record, lines, source, fingerprint)
            if record.corrections and record.region is not None and is_text:
                result["fixes"] = [_fix(record, record.region, each, self._root) for each in record.corrections]
            yield result if suppressed is None else {**result, "suppressions": [suppressed]}

    def _result(self, record: Record, lines: FileLines | None, source: _Source | None, fingerprint: str) -> Json:
        """``lines`` are those of the file; None where it has none, and no place to be told."""
        number = self._numbers.setdefault(record.rule, len(self._numbers))
        result = {
            "ruleId": record.rule,
            "ruleIndex": number,
            "level": _LEVELS[record.severity],
            "message": _message(f"{sentence(record)} {visible(record.evidence)}".strip()),
            "locations": [_location(record, self._root)],
            # GitHub knows a result again by the last alone, which it would else make of the line as it stands.
            "partialFingerprints": {
                "passage/v1": record.id,
                "wording/v1": fingerprint,
                "primaryLocationLineHash": f"{fingerprint[:16]}:1",
            },
            "properties": {
                "confidence": record.confidence,
                "category": record.category,
                **({"by": record.by} if record.by else {}),
            },
        }
        related = [source.location(record.source, self._root)] if source and record.source else []
        if lines is not None:
            related += [_related(record.path, finding, lines, self._root) for finding in record.attached]
        return {**result, "relatedLocations": related} if related else result


@dataclass(frozen=True, slots=True)
class _Source:
    """The document that a translation is held against."""

    path: str
    lines: FileLines | None
    """None where the file has none."""

    @classmethod
    def of(cls, checked: Checked) -> _Source | None:
        if checked.beside is None:
            return None
        document = checked.beside.document
        return cls(document.path, FileLines(document) if has_file_lines(document) else None)

    def location(self, counterpart: Counterpart, root: Root | None) -> Json:
        """Where that stands which a finding is held against (3.27.22)."""
        place = {"artifactLocation": _artifact(self.path, root)}
        if self.lines is not None:
            place["region"] = _region(self.lines.region(counterpart.span), counterpart.text)
        unit = {"kind": "unit", "name": visible(counterpart.unit)}
        return {"message": _message("What it is held against."), "physicalLocation": place, "logicalLocations": [unit]}


def _message(text: str) -> Json:
    """A message whose brackets are no link (3.11.6) and whose braces are no placeholder (3.11.5)."""
    plain = re.sub(r"([\\\[\]])", r"\\\1", text) if "[" in text or "]" in text else text
    return {"text": plain.replace("{", "{{").replace("}", "}}")}


def _location(record: Record, root: Root | None) -> Json:
    region = {} if record.region is None else {"region": _region(record.region, record.text)}
    location: Json = {"physicalLocation": {"artifactLocation": _artifact(record.path, root), **region}}
    # Both kinds of names are not among those of 3.33.7, which knows programs only.
    named = (("paragraph", record.paragraph), ("speaker", record.speaker))
    logical = [{"kind": kind, "name": visible(str(name))} for kind, name in named if name is not None]
    return {**location, "logicalLocations": logical} if logical else location


def _base(root: Root | None) -> Json:
    """What paths are relative to (3.14.14)."""
    if root is None:
        return {"description": {"text": "The folder that the command was started in."}}
    return {"uri": f"{uri(root.folder)}/", "description": {"text": "The root of the repository."}}


def _suppression(suppressed: Suppressed) -> Json:
    kind = "inSource" if suppressed.in_source else "external"
    return {"kind": kind, "status": "accepted", "justification": visible(suppressed.reason)}


def _artifact(path: str, root: Root | None) -> Json:
    """A relative path is relative to the root, unless it leaves that folder (3.4.4)."""
    address = uri(path, root)
    inside = not address.startswith("file:") and ".." not in address.split("/")
    return {"uri": address, "uriBaseId": _ROOT} if inside else {"uri": address}


def _region(region: FileRegion, text: str) -> Json:
    offsets = {"charOffset": region.start, "charLength": region.end - region.start}
    return {**_lines(region), **offsets, "snippet": {"text": text}}


def _fix(record: Record, region: FileRegion, correction: str, root: Root | None) -> Json:
    replacement = {"deletedRegion": _region(region, record.text), "insertedContent": {"text": correction}}
    return {"artifactChanges": [{"artifactLocation": _artifact(record.path, root), "replacements": [replacement]}]}


def _related(path: str, finding: Finding, lines: FileLines, root: Root | None) -> Json:
    place = {"artifactLocation": _artifact(path, root), "region": _lines(lines.region(finding.span))}
    return {"message": _message(f"{finding.rule}: {visible(finding.message)}"), "physicalLocation": place}


def _lines(region: FileRegion) -> Json:
    end = {"endLine": region.end_line, "endColumn": region.end_column}
    return {"startLine": region.line, "startColumn": region.column, **end}


def _notification(checked: Checked, root: Root | None) -> Json:
    """That a document was not checked is told of the run (3.20.21), not of the document: nothing in it is wrong."""
    finding = checked.findings[0]
    return {
        "descriptor": {"id": finding.rule},
        "level": "error",
        "message": _message(visible(finding.message)),
        "locations": [{"physicalLocation": {"artifactLocation": _artifact(checked.document.path, root)}}],
    }


def _descriptor(rule_id: str, rule: Rule | None) -> Json:
    """What a rule file says of a rule; of a rule that no file has, the id."""
    if rule is None:
        return {"id": rule_id}
    summary = _message(_PLACEHOLDER.sub("…", rule.message))
    page = {"helpUri": f"{HOME}/blob/v{__version__}/rules/README.md#{rule_id.replace('.', '')}"} if rule.shipped else {}
    return {
        "id": rule_id,
        **page,
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
