"""Findings to a summary for a pull request, in the Markdown of GitHub and GitLab.

Counts first, then a table of the findings that matter most, the rest folded or only counted: a comment may not be of any
length, and nobody reads a long one. While documents are checked only the findings that may be shown are
kept.
"""

from __future__ import annotations

import heapq
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from qa.engine.checked import Checked, Record, records
from qa.engine.totals import Totals, counted
from qa.engine.whereabouts import Whereabouts
from qa.ground.finding import Confidence, Severity
from qa.writers import Look, Root, Run
from qa.writers.ci.sentences import address
from qa.writers.terminal import visible

SHOWN = 25
"""So many findings stand in the table; as many more are folded. Fewer, where their wordings would make it too long."""
LONGEST_COMMENT = 65_536
"""Characters, to GitHub; GitLab takes more."""
_ROWS = 20
"""The rules, the documents and the unreadable documents that are named at most."""
_LONGEST_PART = 120
"""Code points of a message, a wording or a path before it is cut."""


def report(look: Look, run: Run) -> _Report:
    """Begin a report; ``look`` changes nothing."""
    return _Report(run.root)


@dataclass(order=True, slots=True)
class _Weighed:
    """A finding in the order of its weight; of equal ones the first found is the heavier."""

    weight: tuple[int, int, int]
    record: Record = field(compare=False)
    place: str = field(compare=False)


class _Report:
    def __init__(self, root: Root | None) -> None:
        self._root = root
        self._totals = Totals()
        self._heaviest: list[_Weighed] = []
        self._documents: list[tuple[int, int, str]] = []
        """The documents with most findings: their number, the place in the run counted down, the path."""
        self._with_findings = 0
        self._unread: list[tuple[str, str]] = []

    def opening(self) -> str:
        return ""

    def document(self, checked: Checked) -> str:
        self._totals.add(checked)
        if checked.unreadable is not None:
            if len(self._unread) < _ROWS:
                self._unread.append((checked.document.path, checked.unreadable))
        elif checked.findings:
            self._with_findings += 1
            _keep(self._documents, (len(checked.findings), -self._totals.documents, checked.document.path), _ROWS)
            whereabouts = Whereabouts(checked.document)
            for number, record in enumerate(records(checked)):
                weight = (_rank(record), -self._totals.documents, -number)
                where = whereabouts.message(record.start, address(record.path, self._root))
                _keep(self._heaviest, _Weighed(weight, record, where), 2 * SHOWN)
        return ""

    def closing(self, totals: Totals | None) -> str:
        """The whole summary, whether or not the reader wants ``totals``: it is what he asked for."""
        return next(text for shown in (SHOWN, SHOWN // 3, 0) if len(text := self._summary(shown)) <= LONGEST_COMMENT or not shown)

    def _summary(self, shown: int) -> str:
        sections = (self._head(), self._findings(shown), self._unreadable(), self._rules(), self._most())
        return "\n\n".join("\n".join(lines) for section in sections if (lines := tuple(section))) + "\n"

    def _head(self) -> Iterator[str]:
        yield f"### transcript-qa: {_plain(self._totals.sentence())}"
        figures = tuple(self._totals.figures.rows())
        if figures:
            yield ""
            yield from (f"- {_plain(name)}: {_plain(figure)}" for name, figure in figures)

    def _findings(self, shown: int) -> Iterator[str]:
        heaviest = sorted(self._heaviest, reverse=True)[: 2 * shown]
        if heaviest:
            yield from _findings_table(heaviest[:shown])
        folded = heaviest[shown:]
        if folded:
            yield from ("", *_folded(f"{counted(len(folded), 'further finding')}", _findings_table(folded)))
        left = self._totals.findings - len(heaviest)
        if left:
            yield from ("", f"{counted(left, 'finding')} of less weight {'is' if left == 1 else 'are'} not shown.")

    def _unreadable(self) -> Iterator[str]:
        if self._unread:
            rows = [(_code(address(path, self._root)), _plain(reason)) for path, reason in self._unread]
            head = counted(self._totals.failed, "document") + " could not be checked"
            yield from _folded(head, _table(("document", "reason"), rows, self._totals.failed), opened=True)

    def _rules(self) -> Iterator[str]:
        rules: Counter[str] = self._totals.rules
        if rules:
            ordered = sorted(rules.items(), key=lambda item: (-item[1], item[0]))
            rows = [(f"{number:,}", _code(rule)) for rule, number in ordered[:_ROWS]]
            yield from _folded("By rule", _table(("findings", "rule"), rows, len(rules)))

    def _most(self) -> Iterator[str]:
        if self._with_findings > 1:
            heaviest = sorted(self._documents, reverse=True)
            rows = [(f"{number:,}", _code(address(path, self._root))) for number, _, path in heaviest]
            yield from _folded("By document", _table(("findings", "document"), rows, self._with_findings))


def _rank(record: Record) -> int:
    """Severity before confidence."""
    return 10 * Severity(record.severity).rank + Confidence(record.confidence).rank


Ranked = TypeVar("Ranked", _Weighed, tuple[int, int, str])


def _keep(heap: list[Ranked], item: Ranked, most: int) -> None:
    """Put ``item`` among the ``most`` greatest."""
    if len(heap) < most:
        heapq.heappush(heap, item)
    else:
        heapq.heappushpop(heap, item)


def _findings_table(found: Sequence[_Weighed]) -> Iterator[str]:
    return _table(("severity", "place", "finding", "proposal"), [_row(each.record, each.place) for each in found], len(found))


def _row(record: Record, where: str) -> tuple[str, ...]:
    what = f"{_plain(record.message)} {_code(record.rule)}"
    if record.source is not None:
        what += f" Source: {_code(record.source.text)}" if record.source.text else f" Source: unit {_code(record.source.unit)}"
    return record.severity, _code(where), what, _proposal(record)


def _proposal(record: Record) -> str:
    if not record.corrections:
        return ""
    old = _code(record.text) if record.text else "insert"
    return f"{old} → {_code(record.corrections[0]) if record.corrections[0] else 'nothing'}"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], number: int) -> Iterator[str]:
    """A table; ``number`` is that of all rows, those not given too."""
    shown = [f"| {' | '.join(row)} |" for row in rows]
    yield from (f"| {' | '.join(head)} |", f"|{' --- |' * len(head)}", *shown)
    if number > len(shown):
        yield from ("", f"… and {number - len(shown):,} more.")


def _folded(summary: str, lines: Iterable[str], *, opened: bool = False) -> Iterator[str]:
    # The blank lines make what is inside Markdown again.
    yield from (f"<details{' open' if opened else ''}><summary>{summary}</summary>", "", *lines, "", "</details>")


# What means something inside a line: HTML, references, code, emphasis, links, the end of a cell; formulas, addresses and
# :pictures: to GitHub and GitLab.
_MEANT = re.compile(r"[&<>`*_\[\]~|\\!$@#]|:(?=[/\w+-])(?!\d)|(?<=www)\.", re.IGNORECASE)
_MENTION = re.compile(r"(?<=&#64;)|(?<=&#35;)")


def _plain(text: str) -> str:
    """``text`` in one line that shows as it stands: no mark-up, no cell's end, no link, nobody called by name.

    A reference to a character is never mark-up (CommonMark, section 6.2: entities). GitHub looks for @names and #numbers
    in what is left of the text afterwards, hence a comment behind each @ and #.
    """
    return _MENTION.sub("<!-- -->", _MEANT.sub(lambda sign: f"&#{ord(sign[0])};", _cut(visible(text))))


def _code(text: str) -> str:
    """``text`` in the type of code, where nothing is looked for at all; a code span could not hold a bar in a table."""
    return f"<code>{_plain(text)}</code>"


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST_PART else f"{text[:_LONGEST_PART]}…"
