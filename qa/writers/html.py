"""A checked document to one HTML page that needs nothing else, and a batch of them to an index page."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from qa.engine.checked import Checked, Record, Suppressed, records
from qa.finding import Confidence, Finding, Severity
from qa.span import LineIndex
from qa.writers import Look
from qa.writers.page import page, quoted
from qa.writers.redline import redline


def render(checked: Checked, look: Look) -> str:
    """The report on one document. The page is the same for every ``look``: the reader chooses light or dark."""
    found = tuple(records(checked))
    return page(
        "page.html",
        ("page.css",),
        ("page.js",),
        name=_name(checked.document.path),
        path=checked.document.path,
        words=checked.words,
        rate=_rate(len(found), checked.words),
        tallies=_tallies(found),
        entries=tuple(_Card.of(number, record) for number, record in enumerate(found, start=1)),
        passages=redline(checked.document, checked.findings),
        suppressed=tuple(_suppressed(checked)),
        unreadable=checked.unreadable,
    )


@dataclass(frozen=True, slots=True)
class Entry:
    """What the index page says of one document."""

    name: str
    """The path of the document, as the user named it."""
    href: str
    """The address of its report, relative to the index page and percent-encoded."""
    words: int
    errors: int = 0
    warnings: int = 0
    infos: int = 0
    unreadable: str | None = None
    """Why the document could not be read, where it could not."""

    @property
    def findings(self) -> int:
        return self.errors + self.warnings + self.infos

    @property
    def rate(self) -> float | None:
        """Findings in a thousand words; None for a document without words."""
        return _rate(self.findings, self.words)


def entry(checked: Checked, href: str) -> Entry:
    """A document's line in the index. ``href`` is the path of its report from the index page, parts joined by "/".

    >>> from qa.document import Document
    >>> from qa.source import read_source
    >>> speech = Document(read_source("speeches/no 7.txt", b""), "text", "")
    >>> entry(Checked(speech, findings=()), "reports/no 7.html").href
    'reports/no%207.html'
    """
    # That a document could not be read is said in its row; it is no error in the text.
    severities = Counter(finding.severity for finding in checked.findings if checked.unreadable is None)
    return Entry(
        name=checked.document.path,
        href=quote(href, errors="surrogateescape"),
        words=checked.words,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        unreadable=checked.unreadable,
    )


def index(entries: Iterable[Entry]) -> str:
    """The page over a batch: one row a document, in the order given."""
    rows = tuple(entries)
    total = Entry(
        name="",
        href="",
        words=sum(row.words for row in rows),
        errors=sum(row.errors for row in rows),
        warnings=sum(row.warnings for row in rows),
        infos=sum(row.infos for row in rows),
    )
    clean = sum(1 for row in rows if not row.findings and row.unreadable is None)
    unreadable = sum(1 for row in rows if row.unreadable is not None)
    return page("index.html", ("index.css",), ("index.js",), rows=rows, total=total, clean=clean, unreadable=unreadable)


# What a report shows beside the text


@dataclass(frozen=True, slots=True)
class _Change:
    """What a finding wants: the wording as it is, the one proposed, and the verb where one of them is missing."""

    verb: str
    old: str
    new: str | None

    @classmethod
    def of(cls, text: str, correction: str | None) -> _Change:
        old = quoted(text)
        if correction is None:
            return cls("", old, None)
        if not text:
            return cls("Add", "", quoted(correction))
        if not correction:
            return cls("Delete", old, None)
        return cls("", old, quoted(correction))


@dataclass(frozen=True, slots=True)
class _Card:
    """An entry of the list of findings."""

    number: int
    """1-based."""
    record: Record
    change: _Change
    others: tuple[str, ...]
    """The corrections after the best one."""
    attached: tuple[tuple[Finding, _Change], ...]

    @classmethod
    def of(cls, number: int, record: Record) -> _Card:
        best, *others = record.corrections or (None,)
        attached = tuple((finding, _change(finding)) for finding in record.attached)
        return cls(number, record, _Change.of(record.text, best), tuple(quoted(other or "") for other in others), attached)


def _change(finding: Finding) -> _Change:
    return _Change.of(finding.text, finding.corrections[0] if finding.corrections else None)


@dataclass(frozen=True, slots=True)
class _Hidden:
    """A suppressed finding with its place."""

    place: str
    change: _Change
    suppressed: Suppressed


def _suppressed(checked: Checked) -> Iterable[_Hidden]:
    lines = LineIndex(checked.document.text)
    for suppressed in checked.suppressed:
        start = suppressed.finding.span.start
        line, column = lines.place(start)
        place = checked.document.place(start)
        yield _Hidden(str(place) if place else f"{line}:{column}", _change(suppressed.finding), suppressed)


@dataclass(frozen=True, slots=True)
class _Tally:
    """How many findings have one value of a field."""

    value: str
    label: str
    count: int


_SEVERITY_LABELS = {Severity.ERROR: "Errors", Severity.WARNING: "Warnings", Severity.INFO: "Info"}
_CONFIDENCE_LABELS = {Confidence.SURE: "Sure", Confidence.LIKELY: "Likely", Confidence.ADVICE: "Advice"}


def _tallies(found: Sequence[Record]) -> dict[str, tuple[_Tally, ...]]:
    """The counts by severity, by confidence (both whole, in order of weight) and by kind (most frequent first)."""
    severities = Counter(record.severity for record in found)
    confidences = Counter(record.confidence for record in found)
    kinds = Counter(record.kind for record in found)
    return {
        "severity": tuple(_Tally(key, label, severities[key]) for key, label in _SEVERITY_LABELS.items()),
        "confidence": tuple(_Tally(key, label, confidences[key]) for key, label in _CONFIDENCE_LABELS.items()),
        "kind": tuple(_Tally(kind, kind, kinds[kind]) for kind in sorted(kinds, key=lambda kind: (-kinds[kind], kind))),
    }


def _rate(findings: int, words: int) -> float | None:
    return 1000 * findings / words if words else None


def _name(path: str) -> str:
    return "Standard input" if path == "-" else PurePath(path).name or path
