"""A pattern that is no rule yet, and documents, to the places that it would report, each with the words around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from qa.batch.check import check_paths
from qa.engine.checked import Checked
from qa.engine.checker import Checker, Selection
from qa.engine.whereabouts import Whereabouts
from qa.ground.finding import Confidence, Finding, Severity
from qa.rulebook.load import Rulebook
from qa.rulebook.rule import Rule


@dataclass(frozen=True, slots=True)
class Hit:
    """A place that the pattern fits, on one line. Law: ``before + found + after`` is the passage without its line ends."""

    where: str
    """``speech.txt:12:7``, or page and line."""
    before: str
    found: str
    after: str
    right: str | None
    """What would be written there; None without a replacement."""


@dataclass(frozen=True, slots=True)
class Tried:
    """What became of one document."""

    path: str
    words: int
    hits: tuple[Hit, ...]
    unreadable: str | None = None


def try_pattern(pattern: str, replace: str | None, paths: Iterable[str], context: int) -> Iterator[Tried]:
    """Every document in turn, read as rules read it: a blank in the pattern is any line wrap too.

    ``context`` is how many code points are shown on either side. Raises QaError for what is no pattern, and for a
    replacement that names groups which it has not.
    """
    checker = Checker(Rulebook((_rule(pattern, replace),)), Selection())
    return (_tried(checked, context) for checked in check_paths(tuple(paths), checker))


def _rule(pattern: str, replace: str | None) -> Rule:
    options = {"pattern": pattern} | ({} if replace is None else {"replace": replace})
    return Rule(
        id="rules.try",
        kind="pattern",
        message="It is tried.",
        severity=Severity.INFO,
        confidence=Confidence.LIKELY,
        category="other",
        examples=(),
        file="PATTERN",
        line=1,
        options=options,
    )


def _tried(checked: Checked, context: int) -> Tried:
    if checked.unreadable is not None:
        return Tried(checked.path, 0, (), checked.unreadable)
    whereabouts = Whereabouts(checked.document)
    hits = (_hit(checked, finding, whereabouts, context) for finding in checked.findings if finding.rule == "rules.try")
    return Tried(checked.path, checked.words, tuple(hits))


def _hit(checked: Checked, finding: Finding, whereabouts: Whereabouts, context: int) -> Hit:
    text, span = checked.document.text, finding.span
    where = whereabouts.message(span.start)
    before = _on_one_line(text[max(0, span.start - context) : span.start])
    after = _on_one_line(text[span.end : span.end + context])
    right = _on_one_line(finding.corrections[0]) if finding.corrections else None
    return Hit(where, before, _on_one_line(finding.text), after, right)


def _on_one_line(text: str) -> str:
    return text.replace("\r\n", " ").replace("\n", " ").replace("\r", " ")
