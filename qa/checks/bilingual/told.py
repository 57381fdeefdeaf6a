"""A rule's verdict on a bead to a finding about the translation."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from qa.beads.bitext import Bitext
from qa.checks.report import report
from qa.ground.bitext import Bead
from qa.ground.finding import Confidence, Counterpart, Finding
from qa.ground.span import LineIndex, Span
from qa.rulebook.rule import Rule


def told(
    bitext: Bitext,
    rule: Rule,
    bead: Bead,
    target: Span,
    source: Span,
    corrections: Sequence[str] = (),
    *,
    evidence: str = "",
    confidence: Confidence | None = None,
) -> Finding:
    """A finding at ``target``, held against ``source``; both are spans of the readings' texts, either may be empty.

    What is missing stands where it belongs, or at the end of its bead. In the rule's message and evidence ``{found}`` and
    ``{right}`` are filled as for any finding, ``{source}`` with what stands at ``source``.
    """
    finding = report(bitext.target.reading, rule, target, corrections, evidence=evidence, confidence=confidence)
    reading = bitext.source.reading
    outer = reading.view.outer(source)
    written = _quoted(reading.text[source.slice])
    line, _ = bitext.once("lines of the source", lambda: LineIndex(reading.document.text)).place(outer.start)
    return replace(
        finding,
        message=finding.message.replace("{source}", written),
        evidence=finding.evidence.replace("{source}", written),
        source=Counterpart(bead.name, outer, reading.document.text[outer.slice], line),
    )


_LONGEST = 100
"""Code points of the source that a message quotes; reports show the whole passage beside it."""


def _quoted(passage: str) -> str:
    words = " ".join(passage.split())
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1].rstrip()}…"
