"""The documents of a batch to the page over their reports."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import quote

from qa.engine.checked import Checked
from qa.finding import Severity
from qa.writers.templates import page


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
        return rate(self.findings, self.words)


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
    return page("index", rows=rows, total=total, clean=clean, unreadable=unreadable)


def rate(findings: int, words: int) -> float | None:
    return 1000 * findings / words if words else None
