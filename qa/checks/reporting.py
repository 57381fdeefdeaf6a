"""A rule's verdict on a place of the view to a finding about the document."""

from __future__ import annotations

from collections.abc import Sequence

from qa.finding import Confidence, Finding
from qa.rulebook.rule import Rule
from qa.span import Span
from qa.text.reading import Reading


def report(
    reading: Reading,
    rule: Rule,
    span: Span,
    corrections: Sequence[str] = (),
    *,
    evidence: str = "",
    confidence: Confidence | None = None,
) -> Finding:
    """A finding at ``span`` of the view, where ``corrections`` (best first) could stand instead.

    In the rule's message and evidence ``{found}`` and ``{right}`` stand for what was found and the first correction.
    """
    text = reading.document.text
    outer = reading.view.outer(span)
    rewritten = (reading.view.rewritten(text, span, correction) for correction in corrections)
    found = reading.text[span.slice]
    right = corrections[0] if corrections else ""
    return Finding(
        span=outer,
        text=text[outer.slice],
        rule=rule.id,
        kind=rule.kind,
        category=rule.category,
        severity=rule.severity,
        confidence=confidence or rule.confidence,
        message=_filled(rule.message, found, right),
        evidence=_filled(evidence or rule.evidence, found, right),
        corrections=tuple(dict.fromkeys(new for new in rewritten if new != text[outer.slice])),
    )


def _filled(template: str, found: str, right: str) -> str:
    return template.replace("{found}", found).replace("{right}", right)
