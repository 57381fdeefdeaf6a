"""What could not be checked, a whole document or a part of it, to findings about the document, so that a batch goes on."""

from __future__ import annotations

from collections.abc import Iterator

from qa.engine.checked import Checked
from qa.ground.document import Document
from qa.ground.finding import ABOUT_DOCUMENT, Confidence, Finding, Severity
from qa.ground.source import Source
from qa.ground.span import Span

UNREADABLE = "document.unreadable"
"""The rule id of the one finding in a document that cannot be read."""
CRASHED = "document.crashed"
"""The rule id of the one finding in a document on which a check, or the process that ran it, broke down."""
TIMEOUT = "document.timeout"
"""The rule id of the one finding in a document whose check took longer than it may."""

INCOMPLETE = "document.incomplete"
"""The rule id of a finding that something in a file is not in the text that was checked."""

_NOTHING_CHECKED = "Nothing in it was checked."


def unreadable(path: str, reason: str) -> Checked:
    """The outcome for a document that cannot be read."""
    return unchecked(path, UNREADABLE, f"This document cannot be read: {reason}.", reason)


def unchecked(path: str, rule: str, message: str, reason: str, evidence: str = "") -> Checked:
    """The outcome for a document that could not be checked: ``reason`` in a few words, ``message`` as a sentence."""
    why = " ".join(filter(None, (_NOTHING_CHECKED, evidence)))
    finding = _about_document(rule, Severity.ERROR, message, why)
    return Checked(Document(Source(path, b"", "utf-8", b"", ""), "none", ""), (finding,), unreadable=reason)


def incomplete(document: Document) -> Iterator[Finding]:
    """What of a document's file is not in its text, a finding each."""
    return (_about_document(INCOMPLETE, Severity.WARNING, lack, "Nothing there was checked.") for lack in document.lacks)


def _about_document(rule: str, severity: Severity, message: str, evidence: str) -> Finding:
    return Finding(
        span=Span(0, 0),
        text="",
        rule=rule,
        kind=ABOUT_DOCUMENT,
        category="other",
        severity=severity,
        confidence=Confidence.SURE,
        message=message,
        evidence=evidence,
    )
