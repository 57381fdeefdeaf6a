"""What a check says about a place in a document."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from qa.ground.note import Note
from qa.ground.span import Span

ABOUT_DOCUMENT = "document"
"""The kind of the findings that are about a document as a whole: that it cannot be read, or not be checked in full."""
GIVEN_UP = "document.rule-given-up"
"""The rule id of a finding that a rule was not tried to its end on a document."""


class Severity(StrEnum):
    """How much it matters. ``rank`` is greater for what matters more."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"

    @property
    def rank(self) -> int:
        return _SEVERITY_RANKS[self]


_SEVERITY_RANKS = {Severity.ERROR: 3, Severity.WARNING: 2, Severity.INFO: 1}


class Confidence(StrEnum):
    """How certain the checker is. ``rank`` is greater for what is more certain."""

    SURE = "sure"
    """May be corrected without asking."""
    LIKELY = "likely"
    """Proposed to a person."""
    ADVICE = "advice"
    """Shown only on request."""

    @property
    def rank(self) -> int:
        return _CONFIDENCE_RANKS[self]


_CONFIDENCE_RANKS = {Confidence.SURE: 3, Confidence.LIKELY: 2, Confidence.ADVICE: 1}


@dataclass(frozen=True, slots=True)
class Counterpart:
    """What a place in a translation is held against: where it stands in the source."""

    unit: str
    """The name of the bead: the pair's id in a file of pairs."""
    span: Span
    """Code points of the source's text; empty where the source has nothing of it."""
    text: str
    line: int
    """1-based line of the source's text."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, where, why we think so, and what to write instead.

    Law: ``document.text[finding.span.slice] == finding.text``.
    """

    span: Span
    """Code points of the document's text."""
    text: str
    rule: str
    """The rule's id, such as ``spacing.after-comma``."""
    kind: str
    """The kind of check that found it, a key of ``qa.checks.CHECKS``."""
    category: str
    """A W3C ITS 2.0 localization quality issue type."""
    severity: Severity
    confidence: Confidence
    message: str
    """What is wrong, in one sentence."""
    evidence: str
    """Why we believe it, in one sentence."""
    corrections: tuple[str, ...] = ()
    """What could stand there instead, best first, as document text (a line break inside is kept)."""
    attached: tuple[Finding, ...] = field(default=())
    """Weaker findings about the same place."""
    source: Counterpart | None = None
    """Of a translation: what it is held against."""
    by: str = ""
    """Who found it, where that was none of our rules: a reviewer, or the name of another checker."""
    thread: tuple[Note, ...] = ()
    """What reviewers said of it, the first first."""
    decided: Note | None = None
    """Who accepted it, or chose what is to be written, and when, with the reason; None where nobody did."""
