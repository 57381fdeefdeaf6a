"""Small rules written in a test, or all that are shipped, and what they find in a passage."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

from qa.config.profile import Profile
from qa.engine.checker import Checker, Selection
from qa.engine.fixes import fix
from qa.ground.document import Document
from qa.ground.finding import Confidence, Finding, Severity
from qa.readers.text import read
from qa.rulebook.load import Rulebook, load_rulebook
from qa.rulebook.rule import Rule


def rule(
    kind: str,
    *,
    name: str = "trial.rule",
    confidence: Confidence = Confidence.LIKELY,
    profile: Profile = Profile.PLAIN,
    **options: object,
) -> Rule:
    """A rule of that kind; what is not named stands as rule files leave it."""
    return Rule(
        id=name,
        kind=kind,
        message="“{found}” should be “{right}”.",
        severity=Severity.WARNING,
        confidence=confidence,
        category="uncategorized",
        examples=(),
        file="house/trial.toml",
        line=1,
        profile=profile,
        options=options,
        lines={key: line for line, key in enumerate(options, start=2)},
    )


def checker_of(*rules: Rule, accepted: Iterable[str] = ()) -> Checker:
    """A checker of these rules alone, which tells advice too."""
    return Checker(Rulebook(rules), Selection(advice=True), accepted=accepted)


@cache
def shipped_checker(*, advice: bool = False) -> Checker:
    """The checker of all that is shipped: compiled once, for it is the same whatever it has checked before."""
    return Checker(load_rulebook(), Selection(advice=advice))


def speech(passage: str) -> Document:
    return read("speech.txt", passage.encode("utf-8", "surrogatepass"))


def findings(checker: Checker, passage: str) -> tuple[Finding, ...]:
    return checker.check(speech(passage)).findings


def proposals(checker: Checker, passage: str) -> list[tuple[str, ...]]:
    """What was found, each with its corrections."""
    return [(finding.text, *finding.corrections) for finding in findings(checker, passage)]


def corrected(checker: Checker, passage: str, confidence: Confidence = Confidence.ADVICE) -> str:
    """The passage with the first correction of every finding that is certain enough."""
    return fix(passage, findings(checker, passage), confidence).text
