"""The rules of changes to remarks on those that cannot be meant so, as qa.engine.lint has them for rules of findings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from qa.compare.rules import ChangeBook, ChangeRule
from qa.engine.lint import Doubt, told_dear
from qa.match.cost import dear_passage

_PATTERNS: Mapping[str, bool] = {"patterns": False, "lines": True, "before": False, "after": False}
"""The options that are regular expressions, and whether they must fit a line as a whole."""


def lint_changes(book: ChangeBook) -> Iterator[Doubt]:
    """All remarks on the rules that are switched on, by file and line."""
    rules = tuple(rule for rule in book.rules if rule.enabled)
    yield from sorted({remark for rule in rules for lint in (_dear, _duplicate_examples) for remark in lint(rule)})


def _dear(rule: ChangeRule) -> Iterator[Doubt]:
    passages = [passage for example in rule.examples for passage in (example.old, example.new)]
    for key, whole in _PATTERNS.items():
        for pattern in _patterns(rule.options.get(key, ())):
            if (piece := dear_passage(pattern, passages, whole=whole)) is not None:
                yield Doubt(rule.file, rule.lines.get(key, rule.line), rule.id, "dear", told_dear(key, piece))


def _patterns(value: object) -> Iterator[str]:
    """The patterns of an option: one, several, or several with their replacements."""
    match value:
        case str():
            yield value
        case [*patterns]:
            yield from (str(pattern[0] if isinstance(pattern, list) else pattern) for pattern in patterns)


def _duplicate_examples(rule: ChangeRule) -> Iterator[Doubt]:
    seen: dict[tuple[str, str], int] = {}
    for example in rule.examples:
        first = seen.setdefault((example.old, example.new), example.line)
        if first != example.line:
            yield Doubt(rule.file, example.line, rule.id, "duplicate", f"the same example stands on line {first}")
