"""The examples of rules, run: each is a test of its rule, named after it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from qa.config.profile import Profile
from qa.engine.checker import Checker, Selection
from qa.engine.fixes import fix
from qa.ground.errors import QaError
from qa.ground.finding import Confidence
from qa.readers.text import read
from qa.rulebook.load import Rulebook
from qa.rulebook.rule import Example, Rule


@dataclass(frozen=True, slots=True)
class ExampleResult:
    """What became of one example."""

    rule: Rule
    example: Example
    ok: bool
    expected: str
    got: str
    message: str
    """What went wrong, in one sentence; empty when nothing did."""


def test_rules(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """Every example of every rule, each rule alone."""
    for rule in rulebook.rules:
        alone = Rulebook((rule,), rulebook.accepted)
        checker = Checker(alone, Selection(advice=True, profile=Profile.STRICT)) if rule.enabled else None
        for example in rule.examples if checker else ():
            yield _run(checker, rule, example)  # type: ignore[arg-type]


def _run(checker: Checker, rule: Rule, example: Example) -> ExampleResult:
    if example.bad is None:
        passage = example.good or ""
        corrected, count = _corrected(checker, passage)
        message = "" if count == 0 else "reported, though it is right"
        return ExampleResult(rule, example, not message, passage, corrected, message)
    corrected, count = _corrected(checker, example.bad)
    if count == 0:
        return ExampleResult(rule, example, False, example.good or "a finding", example.bad, "not reported")
    if example.good is None:
        message = "" if corrected == example.bad else "corrected, though no correction is expected"
        return ExampleResult(rule, example, not message, example.bad, corrected, message)
    if corrected != example.good:
        return ExampleResult(rule, example, False, example.good, corrected, "corrected to something else")
    _, again = _corrected(checker, corrected)
    message = "" if again == 0 else "the corrected text is reported again"
    return ExampleResult(rule, example, not message, example.good, corrected, message)


def _corrected(checker: Checker, passage: str) -> tuple[str, int]:
    """The passage with every correction, and how many findings there were."""
    if "\r" in passage:
        raise QaError("an example holds a carriage return", found=repr(passage))
    checked = checker.check(read("example", passage.encode("utf-8")))
    return fix(passage, checked.findings, Confidence.ADVICE).text, len(checked.findings)


test_rules.__test__ = False  # type: ignore[attr-defined]  # a name pytest would collect
