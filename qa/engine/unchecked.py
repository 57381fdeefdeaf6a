"""A document that could not be checked, and why, to its outcome: one finding, so that a batch goes on."""

from __future__ import annotations

from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding, Severity
from qa.ground.source import Source
from qa.ground.span import Span

UNREADABLE = "document.unreadable"
"""The rule id of the one finding in a document that cannot be read."""
CRASHED = "document.crashed"
"""The rule id of the one finding in a document on which a check, or the process that ran it, broke down."""
TIMEOUT = "document.timeout"
"""The rule id of the one finding in a document whose check took longer than it may."""

_NOTHING_CHECKED = "Nothing in it was checked."


def unreadable(path: str, reason: str) -> Checked:
    """The outcome for a document that cannot be read."""
    return unchecked(path, UNREADABLE, f"This document cannot be read: {reason}.", reason)


def unchecked(path: str, rule: str, message: str, reason: str, evidence: str = "") -> Checked:
    """The outcome for a document that could not be checked: ``reason`` in a few words, ``message`` as a sentence."""
    finding = Finding(
        span=Span(0, 0),
        text="",
        rule=rule,
        kind="document",
        category="other",
        severity=Severity.ERROR,
        confidence=Confidence.SURE,
        message=message,
        evidence=" ".join(filter(None, (_NOTHING_CHECKED, evidence))),
    )
    return Checked(Document(Source(path, b"", "utf-8", b"", ""), "none", ""), (finding,), unreadable=reason)
