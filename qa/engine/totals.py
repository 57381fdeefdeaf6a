"""The outcomes of many documents to the counts that close a report."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from qa.engine.checked import Checked
from qa.engine.figures import Figures
from qa.engine.unchecked import CRASHED, TIMEOUT
from qa.ground.finding import Confidence, Severity


@dataclass(slots=True)
class Totals:
    """What has been counted so far; ``add`` is called once for each document."""

    documents: int = 0
    """Those that could not be read or checked included."""
    unreadable: int = 0
    unchecked: int = 0
    """How many could be read perhaps, but their check broke down or took too long."""
    words: int = 0
    foreign: int = 0
    """Words that their files say are in another language than English; what is found in them is set aside."""
    severities: Counter[Severity] = field(default_factory=Counter)
    """Findings by severity; attached ones are not counted, being about a place already counted."""
    rules: Counter[str] = field(default_factory=Counter)
    """Findings by rule."""
    sure: Counter[str] = field(default_factory=Counter)
    """Of these how many have a correction that is sure, which is carried out unless one asks for more."""
    known: int = 0
    """Findings that are not new, where only new ones were asked for."""
    unchanged: int = 0
    """Documents that were not looked at, because nothing in them has changed since a revision."""
    figures: Figures = field(default_factory=Figures)
    """What is told of translations beside all this."""

    def add(self, checked: Checked) -> None:
        self.documents += 1
        if checked.unreadable is not None:  # its one finding says just that
            broken = any(finding.rule in (CRASHED, TIMEOUT) for finding in checked.findings)
            self.unchecked += broken
            self.unreadable += not broken
            return
        self.words += checked.words
        self.figures.add(checked)
        self.known += len(checked.known)
        self.foreign += sum(len(checked.document.text[each.span.slice].split()) for each in checked.document.foreign)
        self.severities.update(finding.severity for finding in checked.findings)
        self.rules.update(finding.rule for finding in checked.findings)
        self.sure.update(each.rule for each in checked.findings if each.corrections and each.confidence is Confidence.SURE)

    @property
    def failed(self) -> int:
        """How many documents nothing is known of."""
        return self.unreadable + self.unchecked

    @property
    def findings(self) -> int:
        return self.severities.total()

    def sentence(self) -> str:
        """In words: ``3 errors, 2 warnings in 1 document (1,416 words)``, ``could not read 1 of 1 document``."""
        if self.documents and self.failed == self.documents:
            return self._failures()
        found = ", ".join(counted(self.severities[severity], noun) for severity, noun in _NOUNS if self.severities[severity])
        words = counted(self.words, "word") + (f", {self.foreign:,} said to be in other languages" if self.foreign else "")
        failures = f"; {self._failures()}" if self.failed else ""
        known = f"; {self.known:,} not new" if self.known else ""
        unchanged = f"; {counted(self.unchanged, 'document')} not changed" if self.unchanged else ""
        nothing = "nothing found" if self.words or self.unchanged else "nothing was checked"
        return f"{found or nothing} in {counted(self.documents - self.failed, 'document')} ({words}){known}{unchanged}{failures}"

    def _failures(self) -> str:
        """Of how many documents nothing is known: ``could not read 1 of 3 documents``."""
        of = f"of {counted(self.documents, 'document')}"
        told = (("read", self.unreadable), ("check", self.unchecked))
        return ", ".join(f"could not {verb} {number:,} {of}" for verb, number in told if number)


def reaches(checked: Checked, threshold: Severity | None) -> bool:
    """Whether some finding of a document matters at least as much as ``threshold``; never for None."""
    if checked.unreadable is not None or threshold is None:
        return False
    return any(finding.severity.rank >= threshold.rank for finding in checked.findings)


_NOUNS = ((Severity.ERROR, "error"), (Severity.WARNING, "warning"), (Severity.INFO, "remark"))


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 error``, ``1,416 words``."""
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
