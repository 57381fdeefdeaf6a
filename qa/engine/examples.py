"""The examples of rules, run: each is a test of its rule, named after it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from qa.checks import CHECKS
from qa.config.profile import Profile
from qa.engine.beside import bitext_of
from qa.engine.checker import Checker, Selection
from qa.engine.fixes import fix
from qa.engine.translation import TranslationChecker
from qa.ground.document import Document
from qa.ground.errors import QaError, raise_all
from qa.ground.finding import Confidence, Finding
from qa.readers import read_document
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


Find = Callable[[str, Example], Sequence[Finding]]
"""What a rule finds in a passage of an example."""


def _finder(rule: Rule, accepted: frozenset[str]) -> Find:
    """The rule alone. Raises QaError for a rule that is broken."""
    profile = Profile.SPEECH if rule.profile is Profile.SPEECH else Profile.STRICT
    rulebook, selection = Rulebook((rule,), accepted), Selection(advice=True, profile=profile)
    if rule.kind in CHECKS and CHECKS[rule.kind].is_bilingual:
        translation = TranslationChecker(rulebook, selection)
        return lambda passage, example: translation.check(bitext_of(rule, example, passage)).findings
    checkers: dict[str, Checker] = {}

    def found(passage: str, example: Example) -> Sequence[Finding]:
        paper = example.vocabulary
        if paper not in checkers:
            checkers[paper] = Checker(rulebook, selection, papers=[paper] if paper else ())
        return checkers[paper].check(_read(passage)).findings

    return found


def _read(passage: str) -> Document:
    """An example may be a whole file, of captions say."""
    return read_document("example", passage.encode("utf-8"))


def test_rules(rulebook: Rulebook) -> Iterator[ExampleResult]:
    """Every example of every rule, each rule alone. Raises QaError with the mistakes of all rules that are broken."""
    raise_all([*_broken(rulebook)])
    for rule in rulebook.rules:
        find = _finder(rule, rulebook.accepted) if rule.enabled else None
        for example in rule.examples if find else ():
            yield _run(find, rule, example)  # type: ignore[arg-type]


def _broken(rulebook: Rulebook) -> Iterator[QaError]:
    """The mistakes of a house's own rules; of a rule the first."""
    for rule in rulebook.rules:
        if rule.enabled and not rule.shipped:
            try:
                _finder(rule, rulebook.accepted)
            except QaError as error:
                yield error


def _run(find: Find, rule: Rule, example: Example) -> ExampleResult:
    if example.bad is None:
        passage = example.good or ""
        corrected, count = _corrected(find, example, passage)
        message = "" if count == 0 else "reported, though it is right"
        return ExampleResult(rule, example, not message, passage, corrected, message)
    corrected, count = _corrected(find, example, example.bad)
    if count == 0:
        return ExampleResult(rule, example, False, example.good or "a finding", example.bad, "not reported")
    if example.good is None:
        message = "" if corrected == example.bad else "corrected, though no correction is expected"
        return ExampleResult(rule, example, not message, example.bad, corrected, message)
    if corrected != example.good:
        return ExampleResult(rule, example, False, example.good, corrected, "corrected to something else")
    _, again = _corrected(find, example, corrected)
    message = "" if again == 0 else "the corrected text is reported again"
    return ExampleResult(rule, example, not message, example.good, corrected, message)


def _corrected(find: Find, example: Example, passage: str) -> tuple[str, int]:
    """The passage with every correction, and how many findings there were."""
    if "\r" in passage:
        raise QaError("an example holds a carriage return", found=repr(passage))
    findings = find(passage, example)
    return fix(passage, findings, Confidence.ADVICE).text, len(findings)


test_rules.__test__ = False  # type: ignore[attr-defined]  # a name pytest would collect
