"""Findings that are answered: by ``[sic]`` in the text, by the language that the file names, by the configuration."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from functools import lru_cache

from qa.config.suppression import Suppression
from qa.engine.checked import Suppressed
from qa.engine.foreign import is_about_foreign_words
from qa.engine.passages import LANGUAGE
from qa.facts.languages import reads_as_english
from qa.ground.document import Document, Foreign
from qa.ground.finding import Finding
from qa.ground.span import Span

_SIC = re.compile(r"[\s\"'”’),.;:]*[\[(]sic[\])]", re.IGNORECASE)


def suppress(
    document: Document, findings: Iterable[Finding], suppressions: Sequence[Suppression], passages: Sequence[Span] = ()
) -> tuple[tuple[Finding, ...], tuple[Suppressed, ...]]:
    """The findings to report, and those answered already, these in the order of their places.

    ``passages``, in their order, are in another language, as was found; what says so of them stays.
    """
    kept: list[Finding] = []
    suppressed: list[Suppressed] = []
    foreign = _believed(document)
    for finding in findings:
        answer = _answer(document, foreign, finding, suppressions) or _in_passage(passages, finding)
        if answer is None:
            kept.append(finding)
        else:
            suppressed.append(answer)
    return tuple(kept), tuple(sorted(suppressed, key=lambda answered: (answered.finding.span, answered.finding.rule)))


def _answer(
    document: Document, foreign: Sequence[Foreign], finding: Finding, suppressions: Sequence[Suppression]
) -> Suppressed | None:
    if _SIC.match(document.text, finding.span.end):
        return Suppressed(finding, "[sic] stands after it", in_source=True)
    language = _foreign(document, foreign, finding)
    if language is not None:
        return Suppressed(finding, f"the file says that it is written in another language: {language}", in_source=True)
    if is_about_foreign_words(document.text, finding):
        return Suppressed(finding, "it stands in a name or a saying of another language", in_source=True)
    if _is_emphasis(document.text, finding):
        return Suppressed(finding, "the stars emphasize words, as in Markdown", in_source=True)
    for entry in suppressions:
        if entry.covers(finding):
            return Suppressed(finding, entry.reason or "suppressed in the configuration", entry)
    return None


_EMPHASIS = re.compile(r"(?<![\w*])(\*{1,3})(?=[^\s*])(?:[^*\n]|\n(?!\n))+(?<=[^\s*])\1(?![\w*])")
"""Words between stars that touch them, in one paragraph."""


def _is_emphasis(text: str, finding: Finding) -> bool:
    """Whether all that a finding is about are stars before and after words of one paragraph."""
    if "*" not in finding.text or not finding.corrections:
        return False
    if finding.corrections[0].replace("*", "") != finding.text.replace("*", ""):
        return False
    return not _emphasized(text).isdisjoint(range(finding.span.start, finding.span.end))


@lru_cache(maxsize=1)
def _emphasized(text: str) -> frozenset[int]:
    """The places of the stars round words."""
    return frozenset(place for match in _EMPHASIS.finditer(text) for place in (*range(*match.span(1)), match.end() - 1))


def _in_passage(passages: Sequence[Span], finding: Finding) -> Suppressed | None:
    index = bisect_right(passages, finding.span.start, key=lambda passage: passage.start) - 1
    if finding.kind == LANGUAGE or index < 0 or not passages[index].covers(finding.span):
        return None
    return Suppressed(finding, "it stands in a passage that is in another language", in_source=True)


def _believed(document: Document) -> Sequence[Foreign]:
    """The foreign stretches, without those of the file's default where what it is said of is plainly English as a whole."""
    defaults = [each for each in document.foreign if each.is_default]
    if not defaults or not reads_as_english("\n".join(document.text[each.span.slice] for each in defaults)):
        return document.foreign
    return [each for each in document.foreign if not each.is_default]


def _foreign(document: Document, foreign: Sequence[Foreign], finding: Finding) -> str | None:
    """The language of the foreign stretch that holds more than half of a finding; None for English and for what is mixed.

    Of one whose language a program guessed it is still said that it is not English; and English it may be.
    """
    span = finding.span
    index = bisect_right(foreign, span.start, key=lambda each: each.span.end)
    for each in foreign[index : index + 2]:
        shared = min(span.end, each.span.end) - max(span.start, each.span.start)
        if 2 * shared > len(span) or (not len(span) and shared == 0):
            wrong = each.is_guessed and (finding.kind == LANGUAGE or reads_as_english(document.text[each.span.slice]))
            return None if wrong else each.language
    return None
