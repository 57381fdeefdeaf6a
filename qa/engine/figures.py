"""The outcomes of checking translations to the three figures that are told of them, each apart from the others."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from qa.engine.checked import Checked
from qa.engine.score import score_model
from qa.ground.finding import Severity


@dataclass(slots=True)
class Figures:
    """How often something was found, how good what was reviewed is, and how much was held against the source."""

    findings: int = 0
    words: int = 0
    """Words of the targets."""
    aligned: int = 0
    """Those of them that were held against the source."""
    reviewed: int = 0
    """Words of the targets on which somebody has decided."""
    confirmed: Counter[Severity] = field(default_factory=Counter)
    """What was accepted or edited there."""

    def add(self, checked: Checked) -> None:
        """Count a document in, if it was held against a source."""
        if checked.beside is None:
            return
        self.findings += len(checked.findings)
        self.words += checked.beside.words
        self.aligned += checked.beside.aligned
        if checked.confirmed is not None:
            self.reviewed += checked.beside.words
            self.confirmed.update(finding.severity for finding in checked.confirmed)

    @classmethod
    def of(cls, checked: Checked) -> Figures:
        """Those of one document."""
        figures = cls()
        figures.add(checked)
        return figures

    @property
    def rate(self) -> float | None:
        """Findings in a thousand words; None without words."""
        return 1000 * self.findings / self.words if self.words else None

    @property
    def coverage(self) -> float | None:
        """The share of the words that was held against the source, from 0 to 1; None without words."""
        return self.aligned / self.words if self.words else None

    @property
    def score(self) -> float | None:
        """None where nobody has decided, or on too few words."""
        return score_model().score(self.confirmed, self.reviewed)

    def rows(self) -> Iterator[tuple[str, str]]:
        """Each figure with its name, in words; none where nothing was held against a source."""
        if self.words:
            yield "Findings per 1,000 words", f"{self.rate:.1f}"
            yield "Score of what was confirmed", self._scored()
            yield "Coverage", f"{percentage(self.coverage)} ({self.aligned:,} of {self.words:,} words held against the source)"

    def _scored(self) -> str:
        model = score_model()
        if not self.reviewed:
            return "none: nothing has been decided"
        confirmed = model.told(self.confirmed)
        if self.score is None:
            return f"none for fewer than {model.least_words:,} words (confirmed: {confirmed})"
        return f"{self.score:.2f} of 100, {model.threshold:g} to pass (confirmed: {confirmed})"


@dataclass(frozen=True, slots=True)
class Rating:
    """A score as ITS 2.0 carries it (``locQualityRatingScore``)."""

    score: str
    """With two decimals, so that XML has it as readers see it."""
    threshold: str
    profile: str
    """``score.confirmed``, or ``score.proposed`` where nobody has decided: what it would be if every finding were confirmed."""


def rating(checked: Checked) -> Rating | None:
    """The rating of a translation; None where it is none, or too short for one."""
    if checked.beside is None:
        return None
    model = score_model()
    profile = "score.proposed" if checked.confirmed is None else "score.confirmed"
    counted = checked.findings if checked.confirmed is None else checked.confirmed
    score = model.score(Counter(finding.severity for finding in counted), checked.beside.words)
    return None if score is None else Rating(f"{score:.2f}", f"{model.threshold:g}", profile)


def percentage(share: float | None) -> str:
    """A share from 0 to 1 as a reader has it; what is short of all is never said to be all.

    >>> percentage(0.98765), percentage(0.99999), percentage(1.0), percentage(None)
    ('98.7 %', '99.9 %', '100 %', '–')
    """
    if share is None:
        return "–"
    return "100 %" if share >= 1 else f"{int(share * 1000) / 10:.1f} %"
