"""Findings about the same place to one: the better is kept, the others are attached to it, none is lost."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from qa.checks import CHECKS
from qa.ground.finding import Confidence, Finding
from qa.ground.note import Note

_RANKS = {name: rank for rank, name in enumerate(CHECKS.shipped)}
"""The shipped kinds of check in the order of their table; those of plugins come after them."""

BY_HAND = "reviewer"
"""The kind of what a person saw, who knows better than any check."""
ELSEWHERE = "elsewhere"
"""The kind of what other checkers found, whose worth we do not know: ours comes first."""
_WHOLE_PASSAGE = "language"
"""A passage in another language takes in whatever was found inside it."""


def settle(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings in order of their places, of which no two with corrections overlap.

    A finding without correction stands beside others, for it changes nothing, unless it says the same span.
    """
    settled = (finding for cluster in _clusters(findings) for finding in _settled(cluster))
    return tuple(sorted(settled, key=lambda finding: (finding.span, finding.rule)))


def _clusters(findings: Iterable[Finding]) -> Iterator[list[Finding]]:
    """Findings that may compete with one another: every cluster begins where all before it have ended."""
    cluster: list[Finding] = []
    reached = 0
    for finding in sorted(set(findings), key=lambda finding: finding.span):
        if cluster and finding.span.start >= reached and finding.span != cluster[-1].span:
            yield cluster
            cluster = []
        cluster.append(finding)
        reached = max(reached, finding.span.end)
    if cluster:
        yield cluster


def _settled(cluster: Sequence[Finding]) -> Iterator[Finding]:
    """The findings of a cluster that are kept, with those attached that they beat."""
    kept: list[Finding] = []
    attached: dict[int, list[Finding]] = {}
    for finding in sorted(cluster, key=_worth):
        rival = next((index for index, other in enumerate(kept) if _compete(other, finding)), None)
        if rival is None:
            kept.append(finding)
        else:
            attached.setdefault(rival, []).append(finding)
    for index, finding in enumerate(kept):
        yield replace(finding, attached=(*finding.attached, *attached[index])) if index in attached else finding


def _worth(finding: Finding) -> _Worth:
    """The sort key that puts the better finding first; total, so that the outcome never depends on the order of checks."""
    return (
        not (finding.kind == BY_HAND and finding.corrections),
        finding.kind != _WHOLE_PASSAGE,
        finding.confidence is Confidence.ADVICE,
        not finding.corrections,
        _RANKS.get(finding.kind, len(_RANKS) + (finding.kind == ELSEWHERE)),
        -finding.confidence.rank,
        -len(finding.span),
        finding.span.start,
        finding.rule,
        finding.corrections,
        finding.message,
        finding.evidence,
        finding.by,
        finding.thread,
        (finding.decided,) if finding.decided else (),
    )


_Worth = tuple[
    bool, bool, bool, bool, int, int, int, int, str, tuple[str, ...], str, str, str, tuple[Note, ...], tuple[Note, ...]
]


def _compete(kept: Finding, other: Finding) -> bool:
    if not kept.span.overlaps(other.span):
        return False
    if kept.kind == _WHOLE_PASSAGE or kept.span == other.span:
        return True
    return bool(kept.corrections and other.corrections)
