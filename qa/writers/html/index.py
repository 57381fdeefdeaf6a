"""The documents of a batch to the page over their reports: what is wrong most often, where, and whether it grows."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any
from urllib.parse import quote

from qa.decisions.record import digest
from qa.engine.checked import Checked
from qa.engine.figures import Figures
from qa.ground.finding import Severity
from qa.writers.html.summary import Counts, Summary, changes, summarized, written
from qa.writers.html.templates import DOCUMENTS, data, glyphs, page, visible

_TEXT = 60
"""Code points of a passage by which equal ones are counted."""


@dataclass(frozen=True, slots=True)
class DocumentEntry:
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
    passages: Mapping[tuple[str, str], int] = field(default_factory=dict)
    """How often each rule found each wording."""
    digest: str = ""
    """Of the document's text; by it the page finds how much of a report was decided on in this browser."""
    figures: Figures = field(default_factory=Figures)
    """What is told of a translation beside all this."""

    @property
    def counts(self) -> Counts:
        return Counts(self.words, self.errors, self.warnings, self.infos)

    @property
    def findings(self) -> int:
        return self.counts.findings

    @property
    def rate(self) -> float | None:
        """Findings in a thousand words; None for a document without words."""
        return self.counts.rate


def entry(checked: Checked, href: str) -> DocumentEntry:
    """A document's line in the index. ``href`` is the path of its report from the index page, parts joined by "/".

    >>> from qa.ground.document import Document
    >>> from qa.ground.source import read_source
    >>> speech = Document(read_source("speeches/no 7.txt", b""), "text", "")
    >>> entry(Checked(speech, findings=()), "reports/no 7.html").href
    'reports/no%207.html'
    """
    # That a document could not be read is said in its row; it is no error in the text.
    found = checked.findings if checked.unreadable is None else ()
    severities = Counter(finding.severity for finding in found)
    return DocumentEntry(
        name=checked.document.path,
        href=quote(href, errors="surrogateescape"),
        words=checked.words,
        errors=severities[Severity.ERROR],
        warnings=severities[Severity.WARNING],
        infos=severities[Severity.INFO],
        unreadable=checked.unreadable,
        passages=Counter((finding.rule, _wording(finding.text)) for finding in found),
        digest=digest(checked.document.text)[:_DIGITS],
        figures=Figures.of(checked),
    )


_DIGITS = 16
"""Of the digest: enough for any batch, and short in a page over thousands of documents."""


def _wording(text: str) -> str:
    even = " ".join(text.split()) or glyphs(text[:_TEXT])
    return even if len(even) <= _TEXT else f"{even[:_TEXT].rstrip()} …"


def worst_first(entries: Iterable[DocumentEntry]) -> list[DocumentEntry]:
    """Those of which nothing is known, then by what weighs most in them; of equals in the order given."""
    return sorted(entries, key=lambda each: (each.unreadable is None, -each.errors, -each.warnings, -each.infos))


def listing(entries: Iterable[DocumentEntry]) -> Iterator[tuple[str, str]]:
    """The file by which the pages of a set lead to one another: a script, as a page on the disk may read nothing else."""
    rows = [[visible(row.name), row.href, row.findings, row.digest] for row in worst_first(entries)]
    yield DOCUMENTS, f"globalThis.qaDocuments = {data(rows)};\n"


def index(entries: Iterable[DocumentEntry], earlier: Summary | None = None) -> str:
    """The page over a batch: one row a document, the worst first; ``earlier`` is what it is compared with."""
    rows = worst_first(entries)
    rules = _rules(rows, earlier)
    total = sum((row.counts for row in rows), Counts())
    words, aligned = (sum(getattr(row.figures, name) for row in rows) for name in ("words", "aligned"))
    return page(
        "index",
        rows=rows,
        total=total,
        coverage=Figures(words=words, aligned=aligned).coverage,
        clean=sum(1 for row in rows if not row.findings and row.unreadable is None),
        unreadable=sum(1 for row in rows if row.unreadable is not None),
        rules=rules,
        shown=_SHOWN,
        ranges=_ranges(rows),
        runs=_runs(total, earlier),
        compared=earlier is not None,
        grown=None if earlier is None or not earlier.runs else total.findings - earlier.runs[-1].findings,
        data=data(_data(rows, [each.rule for each in rules], earlier)),
    )


def served_index(paths: Sequence[str], server: Mapping[str, Any]) -> str:
    """The page over the documents of a review, none of them checked yet; its script asks the server for their rows."""
    rows = [[visible(path), f"/documents/{number}", None] for number, path in enumerate(paths, start=1)]
    return page("served-index", rows=rows, compared=False, data=data({"compared": False, "rules": [], "rows": rows, **server}))


def summary(entries: Iterable[DocumentEntry], earlier: Summary | None = None) -> str:
    """The file beside the page, for a later run to be compared with."""
    rows = tuple(entries)
    documents = {row.name: row.counts for row in rows if row.unreadable is None}
    return written(summarized(documents, _by_rule(rows), earlier))


_SHOWN = 8
"""How many rules stand in the table of the most frequent before it is unfolded."""


@dataclass(frozen=True, slots=True)
class _Rule:
    """How often a rule has found something, and what."""

    rule: str
    count: int
    documents: int
    share: float
    """Of the most frequent rule's count, in per cent: the length of its bar."""
    grown: int | None
    texts: tuple[tuple[str, int], ...]
    """The wordings found most often."""


def _by_rule(rows: Iterable[DocumentEntry]) -> Counter[str]:
    counts: Counter[str] = Counter()
    for row in rows:
        for (rule, _), count in row.passages.items():
            counts[rule] += count
    return counts


def _rules(rows: Sequence[DocumentEntry], earlier: Summary | None) -> tuple[_Rule, ...]:
    """The rules, the most frequent first."""
    counts = _by_rule(rows)
    texts = _texts(rows)
    documents = Counter(rule for row in rows for rule in {rule for rule, _ in row.passages})
    grown = changes(counts.items(), None if earlier is None else {rule: earlier.rules.get(rule, 0) for rule in counts})
    most = max(counts.values(), default=1)
    ordered = sorted(counts, key=lambda rule: (-counts[rule], rule))
    return tuple(
        _Rule(rule, counts[rule], documents[rule], 100 * counts[rule] / most, grown[rule], texts[rule]) for rule in ordered
    )


def _texts(rows: Iterable[DocumentEntry]) -> dict[str, tuple[tuple[str, int], ...]]:
    """By rule its three most frequent wordings."""
    counts: Counter[tuple[str, str]] = Counter()
    for row in rows:
        counts.update(row.passages)
    ordered = sorted(counts.items(), key=lambda item: (item[0][0], -item[1], item[0][1]))
    return {
        rule: tuple((text, count) for (_, text), count in list(group)[:3])
        for rule, group in groupby(ordered, key=lambda item: item[0][0])
    }


_BOUNDS = (0.0, 1.0, 2.0, 5.0, 10.0, 20.0)
_LABELS = ("none", "up to 1", "1 to 2", "2 to 5", "5 to 10", "10 to 20", "20 and more")


def _ranges(rows: Iterable[DocumentEntry]) -> tuple[tuple[str, int, float], ...]:
    """How many documents have how many findings in a thousand words: label, number, length of the bar in per cent."""
    rates = [row.rate or 0.0 for row in rows if row.unreadable is None]
    counts = Counter(bisect_right(_BOUNDS, rate) if rate else 0 for rate in rates)
    most = max(counts.values(), default=1)
    return tuple((label, counts[number], 100 * counts[number] / most) for number, label in enumerate(_LABELS))


def _runs(total: Counts, earlier: Summary | None) -> tuple[tuple[str, Counts, float], ...]:
    """The runs that are known, this one last: label, totals, length of the bar in per cent."""
    if earlier is None:
        return ()
    runs = (*earlier.runs, total)
    most = max((run.rate or 0.0 for run in runs), default=0.0) or 1.0
    labels = [*(f"{len(runs) - 1 - number} runs ago" for number in range(len(runs) - 2)), "earlier run", "this run"]
    return tuple((label, run, 100 * (run.rate or 0.0) / most) for label, run in zip(labels[-len(runs) :], runs, strict=True))


def _data(rows: Iterable[DocumentEntry], rules: Sequence[str], earlier: Summary | None) -> dict[str, Any]:
    """The rows for the page's script: name, address, words, errors, warnings, infos, growth, rules, digest, reason."""
    numbers = {rule: number for number, rule in enumerate(rules)}
    before = None if earlier is None else {path: counts.findings for path, counts in earlier.documents.items()}
    return {
        "compared": earlier is not None,
        "rules": list(rules),
        "rows": [row(each, numbers, before) for each in rows],
    }


def row(entry: DocumentEntry, numbers: Mapping[str, int], before: Mapping[str, int] | None = None) -> list[Any]:
    """A document's row for the page's script; ``numbers`` are those of the rules, ``before`` the earlier counts of findings."""
    grown = changes([(entry.name, entry.findings)], before)[entry.name]
    rules = sorted({numbers[rule] for rule, _ in entry.passages})
    counts = (entry.words, entry.errors, entry.warnings, entry.infos, grown, rules, entry.digest)
    reason = [] if entry.unreadable is None else [visible(entry.unreadable)]
    return [visible(entry.name), entry.href, *counts, *reason]
