"""Paragraphs in another language, found one by one, to passages: one finding says so, and nothing in them is asked about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from qa.facts.languages import reads_as_english
from qa.ground.document import Document
from qa.ground.finding import Finding
from qa.ground.span import Span

LANGUAGE = "language"
"""The kind of the findings that say that a paragraph is not English."""


def passages(document: Document, findings: Iterable[Finding]) -> tuple[list[Finding], list[Span]]:
    """The findings with one of each passage, and the passages.

    A passage goes on over what is not plainly English: speaker lines, short paragraphs, headings; to the edge of the
    document, too, when nothing there is.
    """
    kept: list[Finding] = []
    told: list[Finding] = []
    for finding in findings:
        (told if finding.kind == LANGUAGE else kept).append(finding)
    spans: list[Span] = []
    counts: list[int] = []
    for finding in sorted(told, key=lambda each: each.span):
        if spans and not reads_as_english(document.text[spans[-1].end : finding.span.start]):
            spans[-1] = Span(spans[-1].start, max(spans[-1].end, finding.span.end))
            counts[-1] += 1
        else:
            spans.append(finding.span)
            counts.append(1)
            kept.append(finding)
    first = len(kept) - len(spans)
    kept[first:] = [_counted(each, count) for each, count in zip(kept[first:], counts, strict=True)]
    return kept, _to_the_edges(document.text, spans)


def _counted(finding: Finding, count: int) -> Finding:
    if count == 1:
        return finding
    return replace(finding, evidence=f"{finding.evidence} So {_more(count - 1)}.")


def _to_the_edges(text: str, spans: Sequence[Span]) -> list[Span]:
    if not spans:
        return []
    reached = [*spans]
    if not reads_as_english(text[: spans[0].start]):
        reached[0] = Span(0, reached[0].end)
    if not reads_as_english(text[spans[-1].end :]):
        reached[-1] = Span(reached[-1].start, len(text))
    return reached


def _more(count: int) -> str:
    return "is a paragraph after it" if count == 1 else f"are {count} paragraphs after it"
